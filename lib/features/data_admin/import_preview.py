"""What an import would change: counts, rows, faults, a picture, and what is handed back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import pandas as pd
import streamlit as st

from lib.app.kit import map_queries, session_dataset, url_state
from lib.app.kit.markdown_escape import plain
from lib.data.intake import report
from lib.data.intake.lookup import name_index
from lib.data.intake.preview import STATUS_WORDS, STATUSES, Preview
from lib.data.problem import shown
from lib.features.data_admin import html, import_chart, import_html
from lib.style import vega_specs
from lib.text import translator
from lib.wording import numbers

if TYPE_CHECKING:
    from lib.app.kit.session import Settings
    from lib.data.intake.sheet_parser import ParsedSheet
    from lib.model.vocabulary import Geography, Lang

_MOST_ROWS = 1_000
_MOST_SAID = 100
_OPEN = 200  # so many rows are shown without being asked for
_FEW = 3  # figures that a sentence each tells better than a chart


def confirmed(mark: str) -> frozenset[int] | Literal["all"]:
    """The unusual rows that the editor says are right, of what was handed in as `mark`."""
    return "all" if st.session_state.get(_confirm(mark)) else frozenset()


def _confirm(mark: str) -> str:
    return f"d_confirm_{mark}"


def show(settings: Settings, draft: ParsedSheet, seen: Preview, *, mark: str) -> None:
    """The preview, from counts to the last row."""
    lang = settings.lang
    _, n_ = translator(lang).gettext, translator(lang).ngettext
    st.subheader(_("What would change"), anchor=False)
    st.html(html.counts_html(seen.counts, lang))
    if draft.blank:
        st.caption(
            _("{n} empty cells are passed over.").format(n=numbers.number(draft.blank, lang))
        )
    _faults(seen, lang)
    if seen.counts["unusual"]:
        st.checkbox(
            n_(
                "The unusual figure above is right: take it too",
                "The {n} unusual figures above are right: take them too",
                seen.counts["unusual"],
            ).format(n=numbers.number(seen.counts["unusual"], lang)),
            key=_confirm(mark),
        )
    _rows(seen, lang)
    _picture(settings, seen)


def _faults(seen: Preview, lang: Lang) -> None:
    """Every figure that is not simply taken, with its place; as files to mend and send again."""
    if not seen.findings:
        return
    _ = translator(lang).gettext
    with st.expander(_("Faults and doubts, row by row"), expanded=True, key="d_faults"):
        shown_first = seen.findings[:_MOST_SAID]
        st.caption(plain(f"{seen.file} › {shown(seen.sheet)}" if seen.sheet
                                   else seen.file))  # fmt: skip
        label = _("Faults and doubts, row by row")
        st.html(import_html.findings_html(shown_first, label=label, lang=lang))
        more = len(seen.findings) - len(shown_first)
        if more > 0:
            st.caption(_("{n} more in the file below.").format(n=numbers.number(more, lang)))
        with st.container(horizontal=True):
            for key, label, make, ending in (
                ("findings", _("Faults (CSV)"), report.findings_csv, "csv"),
                ("left", _("Rows left out (CSV)"), report.left_out_csv, "csv"),
                ("leftx", _("Rows left out (XLSX)"), report.left_out_xlsx, "xlsx"),
            ):
                st.download_button(
                    label,
                    data=lambda make=make: make(seen, lang),  # type: ignore[misc]
                    file_name=f"hanoiso_{key}.{ending}",
                    key=f"d_get_{key}",
                    on_click="ignore",
                )


def _rows(seen: Preview, lang: Lang) -> None:
    _ = translator(lang).gettext
    present = [status for status in STATUSES if seen.counts[status]]
    is_short = len(seen.rows) <= _OPEN
    with st.expander(
        _("All rows"), expanded=is_short, key=f"d_rows_{is_short}", on_change="rerun"
    ) as opened:
        if not opened.open:
            return
        chosen = st.segmented_control(
            _("Status"),
            present,
            key=f"d_rows_status_{'-'.join(present)}",
            default=present[0],
            required=True,
            format_func=lambda one: _(STATUS_WORDS[one]),
        )
        rows = seen.rows.loc[seen.rows["status"].eq(chosen)].head(_MOST_ROWS)
        frame = _table(rows, lang)
        styled = frame.style.format(
            {name: _written(lang) for name in (_("Held now"), _("New figure"))}, na_rep="–"
        )
        st.dataframe(
            styled,
            hide_index=True,
            key="d_rows_frame",
            alt=_("Rows of this status"),
            placeholder="–",
        )
        if seen.counts[chosen] > len(rows):
            st.caption(_("The first {n} are shown.").format(n=numbers.number(len(rows), lang)))


def _table(rows: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    _ = translator(lang).gettext
    known = name_index(session_dataset.package())
    units = [
        known.names[geography, code].in_(lang)
        if (geography, code) in known.names
        else shown(f"{code_found} {name_found}".strip())
        for geography, code, code_found, name_found in zip(
            *(rows[name] for name in ("geography", "unit_code", "code_found", "name_found")),
            strict=True,
        )
    ]
    series = [
        known.series_label(one).in_(lang) if one in known.series else shown(heading)
        for one, heading in zip(rows["series_id"], rows["heading"], strict=True)
    ]
    return pd.DataFrame(
        {
            _("Row"): rows["row"].tolist(),
            _("Column"): rows["column"].tolist(),
            _("Unit name"): units,
            _("Series"): series,
            _("Period"): [numbers.period(one, lang) if one else "" for one in rows["period"]],
            _("Held now"): rows["old"].tolist(),
            _("New figure"): rows["value"].tolist(),
            _("Found"): [shown(one) for one in rows["found"]],
        }
    )


def _written(lang: Lang) -> Any:
    return lambda value: numbers.number(value, lang, decimals=6)


def _picture(settings: Settings, seen: Preview) -> None:
    """One series and period as a chart and, for units, a map: old and new."""
    lang = settings.lang
    _ = translator(lang).gettext
    taken = seen.rows.loc[seen.rows["taken"] & seen.rows["value"].notna()]
    groups = taken.groupby(["series_id", "geography", "period"], sort=False).size()
    if groups.empty:
        return
    known = name_index(session_dataset.package())
    keys = [f"{one[0]}|{one[1]}|{one[2]}" for one in groups.sort_values(ascending=False).index]

    def label_of(key: str) -> str:
        series_id, _geography, period = key.split("|")
        return f"{known.series_label(series_id).in_(lang)}, {numbers.period(period, lang)}"

    url_state.retell("d_picture")
    chosen = st.selectbox(_("Picture of"), keys, key="d_picture", format_func=label_of)
    series_id, geography, period = str(chosen).split("|")
    rows = taken.loc[
        taken["series_id"].eq(series_id)
        & taken["geography"].eq(geography)
        & taken["period"].eq(period)
    ]
    names = {
        code: name.in_(lang) for (where, code), name in known.names.items() if where == geography
    }
    indicator = map_queries.indicator_of(series_id)
    if len(rows) <= _FEW:
        told = zip(rows["unit_code"], rows["old"], rows["value"], strict=True)
        st.html(
            import_html.few_html(
                import_chart.change_words(names.get(code, code), old, new, indicator, lang)
                for code, old, new in told
            )
        )
        return
    left, right = st.columns(2, gap="large")
    with left:
        st.caption(import_chart.key_words(indicator, lang))
        st.vega_lite_chart(
            import_chart.points(rows, names),
            vega_specs.spec("import", lang, settings.theme),
            theme=None,
            key="d_chart",
            alt=import_chart.alt(rows, label_of(str(chosen)), lang),
        )
    if geography in map_queries.GEOGRAPHIES:
        with right, st.container(key="d_map"):
            shape: Geography = "district" if geography == "district" else "commune"
            _map(settings, rows, shape, label_of(str(chosen)))


def _map(settings: Settings, rows: pd.DataFrame, geography: Geography, label: str) -> None:
    version = session_dataset.package().version
    st.image(
        import_chart.map_svg(
            rows,
            shapes=map_queries.shapes(version, geography),
            units=map_queries.units(version, geography),
            geography=geography,
            indicator=map_queries.indicator_of(str(rows["series_id"].iloc[0])),
            lang=settings.lang,
            theme=settings.theme,
        ),
        alt=import_chart.alt(rows, label, settings.lang),
    )

"""Figures out: all or a selection in four forms, and workbooks to fill in."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import streamlit as st

from lib.app.kit import session_dataset, url_state
from lib.data.intake.lookup import name_index
from lib.features.data_admin import wording
from lib.features.data_admin.coverage_page import GEOGRAPHIES, geography_words
from lib.model.period import parse_period
from lib.text import translator

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from lib.app.kit.session import Settings
    from lib.model.vocabulary import Geography, Lang

_MIMES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
    "geojson": "application/geo+json",
}

_LONGEST = 400  # letters of the periods: some fifty of them


@url_state.part("data_out")
def take_out(settings: Settings) -> None:
    """A selection, and the forms it can leave in; the work is done at the click."""
    from lib.features.data_admin import export_files as out  # noqa: PLC0415 - wanted here alone
    from lib.features.data_admin.export_geojson import figures_geojson  # noqa: PLC0415 - as above

    lang = settings.lang
    _ = translator(lang).gettext
    package = session_dataset.package()
    known = name_index(package)
    chosen = url_state.several(
        _("Series (none chosen: all)"),
        tuple(known.series),
        key="d_out_series",
        label_of=lambda one: known.series_label(one).in_(lang),
        placeholder=_("All"),
    )
    picked = url_state.several(
        _("Figures of (none chosen: all)"),
        GEOGRAPHIES,
        key="d_out_geo",
        label_of=lambda one: geography_words(cast("Geography", one), lang),
        placeholder=_("All"),
    )
    rows = out.select(
        package,
        series_ids=chosen or None,
        geographies=cast("list[Geography]", picked) or None,
        official_only=settings.official_only,
    )
    st.caption(
        wording.selection(
            rows, version=package.version, official_only=settings.official_only, lang=lang
        )
    )
    if rows.empty:
        return
    st.caption(
        _(
            "Every row with its source, what it rests on and the data version. What was exported "
            "can be taken in again and changes nothing."
        )
    )
    with st.container(horizontal=True):
        _button("CSV", "csv", "figures", lambda: out.figures_csv(rows, package, lang))
        _button("Excel (XLSX)", "xlsx", "figures", lambda: out.figures_xlsx(rows, package, lang))
        _button(
            _("Data package (ZIP)"), "zip", "package", lambda: out.figures_package(rows, package)
        )
        for geography in ("district", "commune"):
            here = rows.loc[rows["geography"].eq(geography)]
            if len(here):
                _button(
                    f"GeoJSON: {geography_words(geography, lang)}",
                    "geojson",
                    geography,
                    _geojson(figures_geojson, here, geography, lang),
                )


@url_state.part("data_templates")
def templates(settings: Settings) -> None:
    """Workbooks with units and codes filled in, for series and periods of one's choice."""
    from lib.data.template import TemplateError, template_xlsx  # noqa: PLC0415 - wanted here alone

    lang = settings.lang
    _ = translator(lang).gettext
    package = session_dataset.package()
    known = name_index(package)
    chosen = url_state.several(
        _("Series"),
        tuple(known.series),
        key="d_tpl_series",
        label_of=lambda one: known.series_label(one).in_(lang),
        placeholder=_("Choose …"),
    )
    left, right = st.columns(2)
    with left:
        text = url_state.text("d_tpl_periods", longest=_LONGEST)
        st.text_input(
            _("Periods, with a comma between"),
            key="d_tpl_periods",
            placeholder="2026-Q1, 2026-Q2",
            max_chars=_LONGEST,
            on_change=url_state.touched,
        )
    with right:
        geography = cast(
            "Geography",
            url_state.select(
                _("Figures of"),
                GEOGRAPHIES,
                key="d_tpl_geo",
                default=GEOGRAPHIES[2],
                label_of=lambda one: geography_words(cast("Geography", one), lang),
            ),
        )
    periods = [part.strip() for part in text.split(",") if part.strip()]
    unread = [one for one in periods if not _is_period(one)]
    if unread:
        st.error(
            _("Not a period: {what}. Write 2025, 2025-Q3, 2025-09 or 2025-09-30.").format(
                what=", ".join(unread)
            )
        )
        return
    if not chosen or not periods:
        st.caption(_("Choose at least one series and one period."))
        return
    try:
        content = template_xlsx(
            package,
            series_ids=chosen,
            periods=periods,
            geography=geography,
            lang=lang,
        )
    except TemplateError:
        st.error(
            _(
                "No unit of this kind lived then: districts until 30 June 2025, wards and communes "
                "since 1 July 2025."
            )
        )
        return
    st.download_button(
        _("Workbook to fill in (XLSX)"),
        data=content,
        file_name="hanoiso_template.xlsx",
        mime=_MIMES["xlsx"],
        key="d_get_template",
        on_click="ignore",
    )


def _geojson(
    make: Callable[..., bytes], rows: pd.DataFrame, geography: Geography, lang: Lang
) -> Callable[[], bytes]:
    package = session_dataset.package()
    return lambda: make(rows, package, geography=geography, lang=lang)


def _button(label: str, ending: str, name: str, make: Callable[[], bytes]) -> None:
    st.download_button(
        label,
        data=make,
        file_name=f"hanoiso_{name}.{ending}",
        mime=_MIMES[ending],
        key=f"d_out_{name}_{ending}",
        on_click="ignore",
    )


def _is_period(text: str) -> bool:
    try:
        parse_period(text)
    except ValueError:
        return False
    return True

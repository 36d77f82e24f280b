"""A table typed in the program: a series in the units of a kind, at a period."""

from __future__ import annotations

import csv
import io
import math
from typing import TYPE_CHECKING, Final, cast

import pandas as pd
import streamlit as st

from lib.app.kit import session_dataset, url_state
from lib.app.kit.markdown_escape import plain
from lib.data.intake.lookup import name_index
from lib.data.problem import shown
from lib.features.data_admin.coverage_page import GEOGRAPHIES, geography_words
from lib.model.period import parse_period
from lib.text import translator
from lib.wording import numbers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lib.app.kit.session import Settings
    from lib.model.vocabulary import Geography, Lang

# The cells that were typed into each table, and those that it was drawn with, by its key.
_CELLS: Final = "_d_typed_cells"
_BEGUN_WITH: Final = "_d_typed_begun_with"


def table(settings: Settings, *, turn: int) -> str:
    """What was typed, as cells with headings; nothing until the reader asks for the preview."""
    lang = settings.lang
    _ = translator(lang).gettext
    package = session_dataset.package()
    known = name_index(package)
    left, middle, right = st.columns([3, 1, 1], vertical_alignment="bottom")
    with left:
        series_id = url_state.select(
            _("Series"),
            tuple(package.series),
            key="d_series",
            default=next(iter(package.series)),
            label_of=lambda one: known.series_label(one).in_(lang),
            placeholder=_("Series"),
        )
    with middle:
        geography = cast(
            "Geography",
            url_state.select(
                _("Figures of"),
                GEOGRAPHIES,
                key="d_typed_geo",
                default="city",
                label_of=lambda one: geography_words(cast("Geography", one), lang),
                placeholder=_("Figures of"),
            ),
        )
    with right:
        period = st.text_input(
            _("Period"),
            key="d_typed_period",
            placeholder="2025-09",
            max_chars=40,
            persist_state="session",
        ).strip()
    if not period:
        st.caption(_("Say the period first: 2025, 2025-Q3, 2025-09 or 2025-09-30."))
        return ""
    if not _is_period(period):
        st.error(
            _("Not a period: {what}. Write 2025, 2025-Q3, 2025-09 or 2025-09-30.").format(
                what=plain(shown(period))
            )
        )
        return ""
    frame = _frame(series_id, geography, period, lang)
    if frame.empty:
        st.error(
            _(
                "No unit of this kind lived then: districts until 30 June 2025, wards and communes "
                "since 1 July 2025."
            )
        )
        return ""
    headings = {
        "unit_code": _("Unit code"),
        "unit_name": _("Unit name"),
        "held": _("Held now"),
        "new": _("New figure"),
    }
    key = f"d_typed_{series_id}_{geography}_{period}_{turn}"
    edited = st.data_editor(
        _with_what_was_typed(frame, key),
        hide_index=True,
        disabled=["unit_code", "unit_name", "held"],
        # The name and where to type come first: a phone shows no more.
        column_order=["unit_name", "new", "held", "unit_code"],
        num_rows="fixed",
        column_config={
            name: st.column_config.TextColumn(heading, max_chars=40)
            for name, heading in headings.items()
        },
        key=key,
        alt=_("Figures to type in, a row a unit"),
    )
    st.session_state.setdefault(_CELLS, {})[key] = edited["new"].tolist()
    st.caption(
        _("Type into the column “{column}”; what would change follows below.").format(
            column=headings["new"]
        )
    )
    official = {
        unit.unit_code: unit.name.vi
        for unit in session_dataset.units_of(package.version, geography)
    }
    return cells(edited, names=official, series_id=series_id, period=period)


def _with_what_was_typed(frame: pd.DataFrame, key: str) -> pd.DataFrame:
    """The table with the cells that were typed before its page was left.

    Streamlit forgets a table's cells with the page. They are put in when it is drawn again and
    stay the same while it is open, since what is typed from then on lies over them.
    """
    begun: dict[str, list[str]] = st.session_state.setdefault(_BEGUN_WITH, {})
    if key not in st.session_state:
        begun[key] = st.session_state.get(_CELLS, {}).get(key, [])
    if len(begun.get(key, [])) != len(frame):
        return frame
    return frame.assign(new=begun[key])


def _frame(series_id: str, geography: Geography, period: str, lang: Lang) -> pd.DataFrame:
    """Code, name, the figure held now and an empty column, a row a unit that lived then.

    The columns have the same names in every language: what was typed hangs on them.
    """
    package = session_dataset.package()
    rows = package.observations
    here = rows.loc[
        rows["series_id"].eq(series_id)
        & rows["geography"].eq(geography)
        & rows["period"].eq(period)
        & rows["preferred"].astype(bool)
    ]
    held = dict(zip(here["unit_code"], here["value"], strict=True))
    units = [
        unit
        for unit in session_dataset.units_of(package.version, geography)
        if _lived(unit.valid_from, unit.valid_to, period)
    ]
    return pd.DataFrame(
        {
            "unit_code": [unit.unit_code for unit in units],
            "unit_name": [unit.name.in_(lang) for unit in units],
            "held": [_written(held.get(unit.unit_code), lang) for unit in units],
            "new": ["" for _unit in units],
        }
    )


def _written(value: float | None, lang: Lang) -> str:
    """A figure as the language writes it; an empty cell where there is none."""
    if value is None or math.isnan(value):
        return ""
    return numbers.number(value, lang, decimals=6)


def _is_period(text: str) -> bool:
    try:
        parse_period(text)
    except ValueError:
        return False
    return True


def _lived(first: object, last: object, period: str) -> bool:
    """Whether a unit's life touches the period; one without dates touches every life."""
    when = parse_period(period)
    if when.start is None or when.end is None:
        return True
    return (first is None or when.end >= first) and (last is None or when.start <= last)  # type: ignore[operator]


def cells(edited: pd.DataFrame, *, names: Mapping[str, str], series_id: str, period: str) -> str:
    """The rows of the table that were filled in, as cells with headings.

    The same text in every language: answers are kept for as long as the table is the same one.
    `names` are the units' official ones by code.
    """
    filled = edited.loc[edited["new"].fillna("").astype("str").str.strip() != ""]
    if filled.empty:
        return ""
    text = io.StringIO()
    writer = csv.writer(text, delimiter="\t", lineterminator="\n")
    writer.writerow(["unit_code", "unit_name", "period", f"{series_id} [{series_id}]"])
    for code, new in zip(filled["unit_code"], filled["new"], strict=True):
        writer.writerow([code, names[code], period, new])
    return text.getvalue()

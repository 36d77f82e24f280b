"""What the browser's map is sent when a choice changes: values and words, never geometry."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from lib.analysis.city import CityValue
from lib.analysis.printed import decimals as printed_decimals
from lib.model.kinds import Lang
from lib.model.things import Indicator
from lib.text import N_, translator
from lib.view import numbers, words
from lib.view.map_classes import Classes
from lib.view.map_grid import MISSING_LETTERS, PROVENANCE_LETTERS, Grid
from lib.view.map_words import MISSING, heard, sense, unit_title
from lib.view.palette import MISSING as MISSING_COLOURS
from lib.view.palette import SEQUENTIAL, Theme

_WORDS: dict[str, str] = {
    "period": N_("Period"),
    "previous": N_("Previous period"),
    "next": N_("Next period"),
    "search": N_("Find a unit"),
    "no_match": N_("No unit of that name"),
    "rank": N_("Rank"),
    "unit": N_("Name"),
    "value": N_("Value"),
    "table": N_("The same values as a table"),
    "rank_of": N_("rank {rank} of {n}"),
    "rank_tied": N_("rank {rank} of {n}, shared by {ties}"),
    "city_published": N_("City: {value} (published)"),
    "city_units": N_("City: {value} (mean of units by population)"),
    "legend": N_("Legend: choose a class to highlight its units"),
    "n_units": N_("units"),
    "zoom_in": N_("Zoom in"),
    "zoom_out": N_("Zoom out"),
    "whole": N_("Whole map"),
    "inner_city": N_("Inner city"),
    "illustrative": N_("illustrative"),
    "hatched": N_("Hatched: illustrative"),
}


def browser_words(lang: Lang) -> bytes:
    """The fixed words of the map element, and those of each mark by its letter, as JSON."""
    _ = translator(lang).gettext
    marks = {letter: words.provenance(mark, lang) for mark, letter in PROVENANCE_LETTERS.items()}
    marks |= {letter: _(MISSING[reason]) for reason, letter in MISSING_LETTERS.items()}
    said = {key: _(text) for key, text in _WORDS.items()} | {"marks": marks}
    return json.dumps(said, ensure_ascii=False).encode()


def payload(
    cells: Grid,
    *,
    label: str,
    indicator: Indicator,
    bounds: Classes,
    city: Sequence[CityValue],
    lang: Lang,
    theme: Theme,
) -> dict[str, Any]:
    """Everything that changes with the indicator: at most a few kB for 126 units.

    Values are whole numbers in units of the last printed decimal, a fifth shorter than decimals
    and exact to compare. A line of marks that are all the same is one letter.
    """
    decimals = printed_decimals(indicator)
    return {
        "lang": lang,
        "series": cells.series_id,
        "geo": cells.geography,
        "title": label,
        "measure": unit_title(indicator.unit, lang),
        "form": _form(indicator.unit, lang),
        "decimals": decimals,
        "better": indicator.d,
        "is_rank": indicator.kind == "rank",
        "sense": sense(indicator, lang),
        "alt": heard(cells, label=label, indicator=indicator, lang=lang),
        "periods": list(cells.periods),
        "period_names": [numbers.period(period, lang) for period in cells.periods],
        "values": [
            [None if value is None else scaled(value, decimals) for value in line]
            for line in cells.values
        ],
        "marks": [marks[:1] if len(set(marks)) == 1 else marks for marks in cells.marks],
        "city": [_city(found, decimals) for found in city],
        "edges": [scaled(edge, decimals) for edge in bounds.edges],
        "classes": list(bounds.labels(lang)),
        "colours": list(bounds.colours(SEQUENTIAL[theme])),
        "missing": MISSING_COLOURS[theme],
    }


def scaled(value: float, decimals: int) -> int:
    """`value` in units of its last printed decimal: 35.31 with two decimals is 3531."""
    return round(value * 10.0**decimals)


def _form(unit: str, lang: Lang) -> str:
    """A number's place among its unit's words: "{n} %", "rank {n}"."""
    return numbers.quantity(7, unit, lang, decimals=0).replace("7", "{n}")


def _city(found: CityValue, decimals: int) -> list[Any] | None:
    return None if found.value is None else [scaled(found.value, decimals), found.basis]

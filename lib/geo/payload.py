"""What the browser's map is given: figures and words, apart, and never geometry twice.

Figures are files of their own, loaded once by the hash of their content; the message of a change
names them and brings the words around them. Numbers are whole, in units of the last printed
decimal: a fifth shorter than decimals, and exact to compare.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from lib.analysis.progress.verdict import Assessment
from lib.analysis.rounding import decimals as printed_decimals
from lib.analysis.units.city import CityValue
from lib.geo import layer_wording as meaning_words
from lib.geo.colour_scale import Scheme, recoded
from lib.geo.layers import Layer
from lib.geo.unit_period_grid import MISSING_LETTERS, PROVENANCE_LETTERS, Grid
from lib.geo.wording import (
    GROUPS,
    MISSING,
    TYPES,
    as_of_words,
    break_words,
    heard,
    named_words,
    reform_words,
    sense,
    unit_title,
)
from lib.model.entities import Indicator, Series, Source
from lib.model.period import parse_period
from lib.model.vocabulary import Geography, Lang, Pillar
from lib.style.palette import MISSING as MISSING_COLOURS
from lib.style.palette import Theme
from lib.text import N_, translator
from lib.wording import numbers, terms
from lib.wording.magnitudes import gap_forms

_WORDS: dict[str, str] = {
    "map_of": N_("Map of"),
    "pillar": N_("Pillar"),
    "all_pillars": N_("All pillars"),
    "indicator": N_("Indicator"),
    "colour": N_("Colour shows"),
    "target": N_("Target"),
    "since": N_("Since"),
    "method": N_("Classes"),
    "breaks": N_("Breaks"),
    "breaks_help": N_("Numbers, rising, with a semicolon between; empty for round ones"),
    "group": N_("Kind of unit"),
    "all_groups": N_("All units"),
    "status": N_("Against the target"),
    "any_status": N_("Any status"),
    "reached": N_("at the target's level"),
    "short": N_("below the target's level"),
    "without": N_("no figure"),
    "by_end": N_("by the figures up to {day}"),
    "shown": N_("Shown: {n} of {units}; the others are greyed."),
    "nobody": N_("No unit fits; all are greyed."),
    "clear": N_("Show all"),
    "not_possible": N_("not possible: {why}"),
    "period": N_("Period"),
    "previous": N_("Previous period (key [)"),
    "next": N_("Next period (key ])"),
    "search": N_("Find a unit: name, initials, “q. …”"),
    "no_match": N_("No unit of that name"),
    "rank": N_("Rank"),
    "unit": N_("Name"),
    "value": N_("Value"),
    "versus_city": N_("Against the city"),
    "origin": N_("Status of the figure"),
    "all_columns": N_("All columns"),
    "few_columns": N_("Fewer columns"),
    "table": N_("The same values as a table"),
    "rank_of": N_("rank {rank} of {n}"),
    "tied": N_("{n}="),
    "rank_tied": N_("rank {rank} of {n}, shared by {ties}"),
    "city_published": N_("City: {value} (published)"),
    "city_units": N_("City: {value} (mean of units by population)"),
    "goal": N_("Target {target}"),
    "goal_other": N_("set for: {population}; {method}"),
    "gap_short": N_("{gap} short"),
    "source": N_("Source: {source}"),
    "trend": N_("From {first} ({from}) to {last} ({to})"),
    "choose": N_("Choose a unit on the map, in the table or by its name."),
    "deselect": N_("Deselect"),
    "open_unit": N_("All indicators of this unit"),
    "population": N_("Population {year}"),
    "area": N_("Area"),
    "now_main": N_("Since 1 July 2025 mainly in:"),
    "now_part": N_("In part also in:"),
    "then_main": N_("Before 1 July 2025 mainly in:"),
    "then_part": N_("In part also from:"),
    "old_whole": N_("Old communes taken over whole:"),
    "old_part": N_("Old communes taken over in part:"),
    "legend": N_("Legend: choose a class to highlight its units"),
    "n_units": N_("units"),
    "zoom_in": N_("Zoom in"),
    "zoom_out": N_("Zoom out"),
    "whole": N_("Whole map"),
    "wheel": N_("Hold Ctrl to zoom"),
    "inner_city": N_("Inner city"),
    "illustrative": N_("illustrative"),
    "hatched": N_("Hatched: illustrative"),
}


def browser_words(lang: Lang, geographies: Mapping[Geography, str], city: str) -> bytes:
    """The fixed words of the map element as JSON.

    `geographies` are those that can be chosen, `city` is the name of what they make up.
    """
    _ = translator(lang).gettext
    marks = {letter: terms.provenance(mark, lang) for mark, letter in PROVENANCE_LETTERS.items()}
    marks |= {letter: _(MISSING[reason]) for reason, letter in MISSING_LETTERS.items()}
    said: dict[str, Any] = {key: _(text) for key, text in _WORDS.items()}
    said |= {
        "marks": marks,
        "types": {key: _(text) for key, text in TYPES.items()},
        "groups": {key: _(text) for key, text in GROUPS.items()},
        "meanings": {key: _(text) for key, text in meaning_words.MEANINGS.items()},
        "methods": {key: _(text) for key, text in meaning_words.METHODS.items()},
        "geographies": geographies,
        "city_name": city,
        "reform": {key: reform_words(key, lang) for key in geographies},
        "breaks_at": {key: break_words(key, lang) for key in geographies},
    }
    return _json(said)


def catalogue(
    mapped: Mapping[str, bool], pillars: Mapping[str, Pillar], labels: Mapping[str, str], lang: Lang
) -> bytes:
    """The series to choose from as JSON.

    By pillar its name, [id, label, is citable] of each series, and the pillar's id.
    """
    groups: dict[Pillar, list[list[Any]]] = {}
    for series_id, is_citable in mapped.items():
        here = groups.setdefault(pillars[series_id], [])
        here.append([series_id, labels[series_id], int(is_citable)])
    return _json([[terms.pillar(p, lang), series, p] for p, series in groups.items()])


def figures(
    cells: Grid,
    *,
    indicator: Indicator,
    city: Sequence[CityValue],
    sources: Mapping[str, Source],
) -> bytes:
    """The values of a series over all periods as JSON, the same for every language.

    `t` are decimal years (null for undated), `from` the place of each cell's source in `sources`
    plus one, nought for none; a line that is all alike is one letter or number.
    """
    decimals = printed_decimals(indicator)
    used = sorted({source for line in cells.sources for source in line if source})
    place = {source: i for i, source in enumerate(used, 1)} | {"": 0}
    return _json(
        {
            "periods": cells.periods,
            "t": [_moment(period) for period in cells.periods],
            **_cells(cells.values, cells.marks, decimals),
            "city": [_city(found, decimals) for found in city],
            "sources": [sources[one].title if one in sources else one for one in used],
            "from": [_alike([place[one] for one in line]) for line in cells.sources],
        }
    )


def layer_figures(layer: Layer) -> bytes:
    """What is coloured, cell by cell, as JSON."""
    return _json(_cells(recoded(layer), layer.cells.marks, layer.decimals))


def goal(
    found: Assessment, indicator: Indicator, lang: Lang, *, other: Series | None = None
) -> dict[str, Any]:
    """A target for the browser to hold values against.

    `other` is the series it is set for, if not the one shown; then it is only told.
    """
    said: dict[str, Any] = {"said": meaning_words.goal_words(found, indicator, lang)}
    if other is not None:
        form = translator(lang).gettext(_WORDS["goal_other"])
        apart = {"population": other.population.in_(lang), "method": other.method.in_(lang)}
        return said | {"year": found.target.year, "other": form.format(**apart)}
    threshold = scaled(found.threshold or 0.0, printed_decimals(indicator))
    return said | {
        "year": found.target.year,
        "at": threshold,
        "sense": found.sense,
        "strict": found.target.comparator == ">",
        **({"end": numbers.day(date(found.target.year, 12, 31), lang)} if found.is_past else {}),
    }


def message(
    cells: Grid,
    *,
    label: str,
    indicator: Indicator,
    goals: Iterable[Mapping[str, Any]],
    lang: Lang,
) -> dict[str, Any]:
    """The words around a series' figures."""
    return {
        "lang": lang,
        "series": cells.series_id,
        "geo": cells.geography,
        "title": label,
        "measure": unit_title(indicator.unit, lang),
        "form": numbers.form_of(indicator.unit, lang),
        "gaps": gap_forms(indicator.unit, lang),
        "decimals": printed_decimals(indicator),
        "better": indicator.d,
        "is_rank": indicator.kind == "rank",
        "sense": sense(indicator, lang),
        "alt": heard(cells, label=label, indicator=indicator, lang=lang),
        "period_names": [numbers.period(period, lang) for period in cells.periods],
        "goals": list(goals),
        "as_of": as_of_words(cells, lang),
    } | _named(cells, lang)


def _named(cells: Grid, lang: Lang) -> dict[str, list[str]]:
    """What stands in the place of ranks, by period; nothing where every period has its ranks."""
    said = [named_words(cells.named(place), lang) for place in range(len(cells.periods))]
    return {"named": said} if any(said) else {}


def appearance(
    layer: Layer,
    scheme: Scheme,
    subject: meaning_words.LayerSubject,
    *,
    lang: Lang,
    theme: Theme,
) -> dict[str, Any]:
    """What is coloured and how: its words, classes and colours."""
    return {
        "meaning": layer.meaning,
        "title": meaning_words.title(layer, subject, lang),
        "measure": meaning_words.measure(layer, lang),
        "forms": meaning_words.forms(layer, lang),
        "decimals": layer.decimals,
        "scale": layer.scale,
        "edges": [scaled(edge, layer.decimals) for edge in scheme.bounds.edges],
        "labels": list(scheme.labels),
        "colours": list(scheme.colours),
        "keys": list(scheme.keys),
        "hollow": list(scheme.hollow),
        "continuous": scheme.bounds.ends is not None,
        "missing": MISSING_COLOURS[theme],
    }


def scaled(value: float, decimals: int) -> int:
    """`value` in units of its last printed decimal: 35.31 with two decimals is 3531."""
    return round(value * 10.0**decimals)


def _cells(
    values: Sequence[Sequence[float | None]], marks: Sequence[str], decimals: int
) -> dict[str, Any]:
    return {
        "values": [
            [None if value is None else scaled(value, decimals) for value in line]
            for line in values
        ],
        "marks": [line[:1] if len(set(line)) == 1 else line for line in marks],
    }


def _city(found: CityValue, decimals: int) -> list[Any] | None:
    if found.value is None or found.provenance is None:
        return None
    return [scaled(found.value, decimals), found.basis, PROVENANCE_LETTERS[found.provenance]]


def _moment(text: str) -> float | None:
    period = parse_period(text)
    return None if period.is_undated else round(period.t, 3)


def _alike(line: list[int]) -> int | list[int]:
    return line[0] if len(set(line)) == 1 else line


def _json(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()

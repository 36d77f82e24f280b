"""What the browser is given to draw any unit from: one file a geography and language.

All units come at once, so going from one to the next, or to another indicator, asks nobody. Numbers
are whole, in units of the last printed decimal; ranks, verdicts and sentences are made here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from lib.analysis.rounding import decimals as printed_decimals
from lib.analysis.rounding import illustrative_decimals
from lib.features.unit import wording
from lib.features.unit.profile_data import ProfileSeries, ProfileTarget, Standout, UnitProfileData
from lib.geo.layer_wording import status_words
from lib.geo.layers import STATUSES, Status, status_of
from lib.geo.unit_labels import short_name
from lib.geo.unit_period_grid import MISSING_LETTERS, PROVENANCE_LETTERS
from lib.geo.wording import MISSING, named_words, sense, unit_title
from lib.model.entities import Source, Unit
from lib.model.period import parse_period
from lib.model.vocabulary import Geography, Lang
from lib.text import N_, translator
from lib.wording import numbers, terms
from lib.wording.magnitudes import gap_forms
from lib.wording.terms import SIGNS
from lib.wording.verdict_reasons import aim_words

_WORDS: Final[dict[str, str]] = {
    "find": N_("Find a unit: name, initials, “q. …”"),
    "compare": N_("Compare with …"),
    "remove": N_("Leave out {name}"),
    "no_match": N_("No unit of that name"),
    "previous": N_("Previous unit (key [)"),
    "next": N_("Next unit (key ])"),
    "facts": N_("Facts"),
    "lineage": N_("Across the reform of 1 July 2025"),
    "indicator": N_("Indicator"),
    "indicators": N_("All indicators"),
    "value": N_("Value"),
    "city": N_("City"),
    "rank": N_("Rank"),
    "target": N_("Target"),
    "place": N_("rank {place} of {n}"),
    "short": N_("{gap} short"),
    "by_end": N_("by the figures up to {day}"),
    "other": N_("* set for another population or by another method"),
    "city_published": N_("published"),
    "city_units": N_("mean of units"),
    "city_none": N_("no figure"),
    "choose": N_("Show the trend of {label}"),
    "rank_history": N_("Rank over time"),
    "as_table": N_("Figures as a table"),
    "period": N_("Period"),
    "target_path": N_("way to the target of {year}"),
    "ahead": N_("as now"),
    "target_year": N_("Target {year}: {aim}"),
    "landing_band": N_(
        "{name}: {middle} at the end of {year} at the pace so far; 8 chances in 10 lie within "
        "{low}–{high}."
    ),
    "landing_fan": N_(
        "{name}: not enough data for a forecast; at half to one and a half times the pace so far "
        "{low}–{high} at the end of {year}."
    ),
    "landing_none": N_("{name}: not enough data for a projection."),
    "among": N_("Among all {n}, {when}"),
    "among_heard": N_("{label}, {when}: from {low} to {high}."),
    "one_period": N_("One period only: there is no trend to draw."),
    "no_value": N_("No value is published."),
    "similar": N_("Similar units"),
    "distance": N_("distance {n}"),
    "standouts": N_("Strengths and lags in its group"),
    "strengths": N_("Ahead of its group"),
    "lags": N_("Behind its group"),
    "middle": N_("median {value}"),
    "nothing_stands_out": N_("Nothing lies outside the middle half of its group."),
    "without_illustrative": N_(
        "On published figures alone no indicator is known for enough units of its group; once "
        "four or more are published by unit, it is compared here."
    ),
    "heard": N_("{label}, {name}: from {first} ({from}) to {last} ({to})."),
    "heard_one": N_("{label}, {name}: {last} ({to})."),
    "heard_city": N_("City: {value} ({when})."),
    "map": N_("On the map"),
    "print": N_("Print"),
    "hatched": N_("Dashed and hollow: illustrative"),
    "band_key": N_("8 chances in 10"),
    "fan_key": N_("half to 1½ times the pace so far"),
    "rank_axis": N_("1 = best"),
}


def payload(
    book: UnitProfileData,
    *,
    labels: Mapping[str, str],
    sources: Mapping[str, Source],
    documents: Mapping[str, str],
    banner: str,
    official_only: bool,
    lang: Lang,
) -> bytes:
    """The file of a geography as JSON.

    `labels` are names by series, `documents` short names by id, `banner` the words that
    stand over illustrative values.
    """
    _ = translator(lang).gettext
    names = {unit.unit_code: unit.name.in_(lang) for unit in book.units}
    content = {
        "geo": book.geography,
        "lang": lang,
        "units": [
            _unit(book, at, names, official_only=official_only, lang=lang)
            for at in range(len(book.units))
        ],
        "has_leagues": any(
            line.cells.is_league(-1) for line in book.lines if line.indicator.pillar != "general"
        ),
        "lines": [
            _line(line, labels=labels, sources=sources, documents=documents, lang=lang)
            for line in book.lines
        ],
        "pillars": {pillar: terms.pillar(pillar, lang) for pillar in terms.PILLARS},
        "signs": [_sign(status, lang) for status in STATUSES],
        "marks": _marks(lang),
        "words": {key: _(text) for key, text in _WORDS.items()}
        | {
            "vintage": wording.vintage(book.geography, lang),
            "how_similar": wording.how_similar(book, lang),
            "how_standouts": wording.how_standing_out(lang),
            "banner": banner,
        },
    }
    return as_json(content)


def index(books: Mapping[Geography, Sequence[Unit]], lang: Lang) -> list[list[str]]:
    """Every unit of the program as [id, name, other name, kind] for the search."""
    other: Lang = "en" if lang == "vi" else "vi"
    return [
        [
            wording.unit_id(unit),
            unit.name.in_(lang),
            unit.name.in_(other),
            wording.kind(unit, lang)
            + ("" if unit.valid_to is None else f" · – {numbers.day(unit.valid_to, lang)}"),
        ]
        for units in books.values()
        for unit in units
    ]


def as_json(content: Any) -> bytes:
    """Compact JSON."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def scaled(value: float, decimals: int) -> int:
    """`value` in units of its last printed decimal: 35.31 with two decimals is 3531."""
    return round(value * 10.0**decimals)


def _unit(
    book: UnitProfileData, at: int, names: Mapping[str, str], *, official_only: bool, lang: Lang
) -> dict[str, Any]:
    unit = book.units[at]
    found = {
        "id": wording.unit_id(unit),
        "name": unit.name.in_(lang),
        "short": short_name(unit.name).in_(lang),
        "vi": short_name(unit.name).vi,
        "headline": wording.headline(book, at, lang),
        "standing": wording.standing(book, at, lang),
        "facts": wording.facts(book, at, lang),
        "kin": wording.lineage(book.kin.get(unit.key), lang),
        "alike": [
            [f"{book.geography}:{one.unit_code}", names[one.unit_code],
             numbers.number(one.distance, lang, decimals=2)]
            for one in book.alike.get(unit.unit_code, ())
        ],
        "outs": [_standout(book, one) for one in book.standouts[unit.unit_code]],
    }  # fmt: skip
    if official_only:
        found["official"] = wording.official_only(book, at, lang)
    return found


def _standout(book: UnitProfileData, one: Standout) -> list[Any]:
    decimals = printed_decimals(book.lines[one.line].indicator)
    place = one.place
    return [one.line, int(one.lead > 0), scaled(one.middle, decimals), place.first, place.last,
            place.of]  # fmt: skip


def _line(
    line: ProfileSeries,
    *,
    labels: Mapping[str, str],
    sources: Mapping[str, Source],
    documents: Mapping[str, str],
    lang: Lang,
) -> dict[str, Any]:
    cells, indicator = line.cells, line.indicator
    decimals = printed_decimals(indicator)
    return {
        "id": cells.series_id,
        "label": labels[cells.series_id],
        "pillar": indicator.pillar,
        "measure": unit_title(indicator.unit, lang),
        "form": numbers.form_of(indicator.unit, lang),
        "gaps": gap_forms(indicator.unit, lang),
        "decimals": decimals,
        "made": 10 ** (decimals - illustrative_decimals(indicator)) if decimals else 1,
        "is_rank": int(indicator.kind == "rank"),
        "cap": None if indicator.cap is None else scaled(indicator.cap, decimals),
        "sense": sense(indicator, lang),
        "periods": [numbers.period(text, lang) for text in cells.periods],
        "t": [_moment(text) for text in cells.periods],
        "values": _spare([[_scaled(v, decimals) for v in values] for values in cells.values]),
        "marks": [marks[:1] if len(set(marks)) == 1 else marks for marks in cells.marks],
        "ranks": _spare([[_rank(line, period, at) for at in range(len(cells.codes))]
                         for period in range(len(cells.periods))]),
        "named": _alike([named_words(cells.named(place), lang)
                         for place in range(len(cells.periods))]),
        "city": [_city(line, place, decimals) for place in range(len(cells.periods))],
        "goals": [
            _goal(goal, line, number, decimals, lang) for number, goal in enumerate(line.goals)
        ],
        "owed": wording.owed(line, sources, documents, lang),
    }  # fmt: skip


def _rank(line: ProfileSeries, period: int, at: int) -> int | None:
    place = line.ranked(period, at)
    return place.first if place else None


def _goal(
    goal: ProfileTarget, line: ProfileSeries, number: int, decimals: int, lang: Lang
) -> dict[str, Any]:
    found, target = goal.assessment, goal.assessment.target
    assert found.aim is not None  # noqa: S101 - milestones have no number and make no goal
    return {
        "year": target.year,
        "aim": aim_words(target, found.aim, line.indicator, lang),
        "at": scaled(found.threshold or 0.0, decimals),
        "sense": found.sense,
        "strict": int(target.comparator == ">"),
        "other": int(goal.other is not None),
        "verdicts": _alike([None if v is None else STATUSES.index(status_of(v, own))
                            for v, own in zip(line.verdicts[number], line.points, strict=True)]),
        "end": None if not found.is_past else numbers.day(date(target.year, 12, 31), lang),
    }  # fmt: skip


def _sign(status: Status, lang: Lang) -> list[Any]:
    """A verdict's word, shape and tone, and whether its shape is hollow."""
    shape, _, word = status_words(status, lang).partition(" ")
    return [word, shape, SIGNS[status.verdict].tone, int(status.is_provisional)]


def _marks(lang: Lang) -> dict[str, str]:
    _ = translator(lang).gettext
    found = {letter: terms.provenance(mark, lang) for mark, letter in PROVENANCE_LETTERS.items()}
    return found | {letter: _(MISSING[reason]) for reason, letter in MISSING_LETTERS.items()}


def _city(line: ProfileSeries, place: int, decimals: int) -> list[Any] | None:
    found = line.city[place]
    if found.value is None:
        return None
    return [scaled(found.value, decimals), int(found.basis == "published"),
            int(found.provenance == "illustrative")]  # fmt: skip


def _scaled(value: float | None, decimals: int) -> int | None:
    return None if value is None else scaled(value, decimals)


def _moment(text: str) -> float | None:
    period = parse_period(text)
    return None if period.is_undated else round(period.t, 3)


def _spare(lines: list[list[int | None]]) -> list[Any]:
    """A line without anything in it is one null."""
    return [None if all(cell is None for cell in line) else line for line in lines]


def _alike(line: Sequence[Any]) -> Any:
    return line[0] if len(set(line)) == 1 else line

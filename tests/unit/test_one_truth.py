"""One truth: what pages, cards, tables and exports say of a unit, series and period agrees.

Each place is read as a reader gets it (the browser's files of Map and Unit, the layer that the map
paints, the tables that are taken away, the sentences) and turned into claims: a value with its
mark, a rank, a verdict on a target. Where two places speak of one thing, they say the same.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, get_args
from unittest.mock import patch

import pytest

from lib.analysis.printed import decimals as printed_decimals
from lib.analysis.ranking import is_selection
from lib.analysis.verdict import Verdict
from lib.app.kit import map_queries, session_dataset
from lib.data.package import Package, load
from lib.data.root import default_root
from lib.features.map import tables as map_table
from lib.features.overview import queries as overview_figures
from lib.features.overview.summary import Overview
from lib.features.targets import queries as targets_figures
from lib.features.targets import tables as targets_table
from lib.features.unit import payload as unit_payload
from lib.features.unit import queries as unit_figures
from lib.features.unit import tables as unit_table
from lib.geo import layers as map_meaning
from lib.geo import payload as map_payload
from lib.geo.colour_scale import recoded, scheme
from lib.geo.unit_period_grid import PROVENANCE_OF, Grid
from lib.model.kinds import CITABLE, Geography, Lang
from lib.wording import terms
from tests.fixtures import levels

TODAY = date(2026, 11, 25)
LANGS: tuple[Lang, ...] = get_args(Lang)


@dataclass(frozen=True, slots=True)
class Claim:
    """What a place says: `what` of a unit (or "city"), series and period is `said`."""

    place: str
    unit: str
    series_id: str
    period: str
    what: str
    said: Any


@pytest.fixture(scope="module", params=["shipped", "levels"])
def package(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Package]:
    root: Path = default_root()
    if request.param == "levels":
        root = levels.build(tmp_path_factory.mktemp("truth") / "data")
    found = load(root)
    with session_dataset.held(found), patch.object(session_dataset, "today", lambda: TODAY):
        yield found


def alike(value: Any, place: int) -> Any:
    """A cell of a line that may be written as one where all are alike."""
    return value[place] if isinstance(value, (list, str)) and len(value) > 1 else _first(value)


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, (list, str)) and value else value


def of_map_file(package: Package, geography: Geography, series_id: str) -> Iterator[Claim]:
    """The figures that the browser's map, its card, table and tips are made of."""
    cells = map_queries.grid(package.version, series_id, geography, official_only=False)
    indicator = map_queries.indicator_of(series_id)
    city = map_queries.city(package.version, series_id, geography, official_only=False)
    sent = json.loads(
        map_payload.figures(cells, indicator=indicator, city=city, sources=package.sources)
    )
    told = map_payload.message(cells, label="", indicator=indicator, goals=(), lang="en")
    step = 10.0 ** printed_decimals(indicator)
    for place, period in enumerate(sent["periods"]):
        say = partial(Claim, "map", series_id=series_id, period=period)
        values, marks = sent["values"][place], sent["marks"][place]
        named = told.get("named", [""] * len(sent["periods"]))[place]
        for at, code in enumerate(cells.codes):
            if values[at] is not None:
                mark = PROVENANCE_OF[alike(marks, at)]
                yield say(unit=code, what="value", said=(values[at] / step, mark))
                yield say(unit=code, what="named", said=bool(named))
        if sent["city"][place] is not None:
            yield say(unit="city", what="value", said=sent["city"][place][0] / step)


def of_map_table(
    package: Package, geography: Geography, series_id: str, lang: Lang
) -> Iterator[Claim]:
    """The map's table to take away, with the verdict on each target as the map paints it."""
    cells = map_queries.grid(package.version, series_id, geography, official_only=False)
    indicator = map_queries.indicator_of(series_id)
    units = map_queries.units(package.version, geography)
    goals = map_queries.goals(package.version, series_id, geography, TODAY)
    plain = map_meaning.value_layer(cells, indicator)
    layers = {"": plain} | {
        year: map_meaning.verdict_layer(cells, indicator, goal, today=TODAY)
        for year, goal in goals.items()
    }
    for year, layer in layers.items():
        frame = map_table.table(
            cells, layer=layer, label="", meaning="", indicator=indicator, units=units,
            sources=package.sources, lang=lang,
        )  # fmt: skip
        place = f"map table {lang}"
        for row in frame.to_dict("records"):
            if row["value"] != row["value"]:
                continue
            say = partial(Claim, place, row["unit_code"], series_id=series_id, period=row["period"])
            yield say(what="value", said=(row["value"], row["provenance"]))
            yield say(what="named", said=bool(row["named_only"]))
            if year and row["period"] == _last_period(cells, row["unit_code"]):
                yield say(what=f"verdict {year}", said=row["shown"])
        if year:
            yield from _painted(cells, layer, series_id, year, lang)


def _painted(
    cells: Grid, layer: map_meaning.Layer, series_id: str, year: str, lang: Lang
) -> Iterator[Claim]:
    """The words of the legend's class that each unit is painted in, and of the map's card."""
    drawn = scheme(layer, lang=lang, theme="light")
    for at, code in enumerate(cells.codes):
        period = _last_period(cells, code)
        if period is None:
            continue
        value = recoded(layer)[cells.periods.index(period)][at]
        if value is not None:
            label = drawn.labels[drawn.bounds.class_of(value)]
            yield Claim("map layer", code, series_id, period, f"word {year} {lang}", label)


def _last_period(cells: Grid, code: str) -> str | None:
    at = cells.codes.index(code)
    known = [p for p, line in zip(cells.periods, cells.values, strict=True) if line[at] is not None]
    return known[-1] if known else None


def of_unit_file(package: Package, geography: Geography, lang: Lang) -> Iterator[Claim]:
    """The file that the Unit page, its table, trend and status lines are made of."""
    book = unit_figures.book(package.version, geography, TODAY, official_only=False)
    sent = json.loads(
        unit_payload.payload(
            book,
            labels=map_queries.labels(package.version, geography, lang),
            sources=package.sources,
            documents={key: one.short for key, one in package.documents.items()},
            banner="",
            official_only=False,
            lang=lang,
        )
    )
    for line, told in zip(book.lines, sent["lines"], strict=True):
        step = 10.0 ** told["decimals"]
        cells, series_id = line.cells, told["id"]
        for place, period in enumerate(cells.periods):
            say = partial(Claim, f"unit {lang}", series_id=series_id, period=period)
            for at, code in enumerate(cells.codes):
                value = told["values"][place] and told["values"][place][at]
                if value is None:
                    continue
                mark = PROVENANCE_OF[alike(told["marks"][place], at)]
                rank = told["ranks"][place] and told["ranks"][place][at]
                yield say(unit=code, what="value", said=(value / step, mark))
                yield say(unit=code, what="rank", said=rank)
                yield say(unit=code, what="named", said=bool(alike(told["named"], place)))
                if period == _last_period(cells, code):
                    yield from _judged(
                        told, at, sent["signs"], say(unit=code, what="", said=""), lang
                    )
            if told["city"][place] is not None:
                yield say(unit="city", what="value", said=told["city"][place][0] / step)


def _judged(
    told: Mapping[str, Any], at: int, signs: list[list[Any]], about: Claim, lang: Lang
) -> Iterator[Claim]:
    for goal in told["goals"]:
        verdict = goal["verdicts"]
        status = verdict[at] if isinstance(verdict, list) else verdict
        if goal["other"] or status is None:
            continue
        word, shape, *_ = signs[status]
        yield Claim(
            about.place, about.unit, about.series_id, about.period,
            f"word {goal['year']} {lang}", f"{shape} {word}",
        )  # fmt: skip
        key = map_meaning.STATUSES[status].verdict
        yield Claim(
            about.place, about.unit, about.series_id, about.period, f"verdict {goal['year']}", key
        )


def of_unit_table(package: Package, geography: Geography, lang: Lang) -> Iterator[Claim]:
    """The Unit page's table to take away."""
    book = unit_figures.book(package.version, geography, TODAY, official_only=False)
    codes = [unit.unit_code for unit in book.units]
    frame = unit_table.table(
        book, codes, labels=defaultdict(str), sources=package.sources, version="v", lang=lang
    )
    for row in frame.astype(object).where(frame.notna(), None).to_dict("records"):
        if row["value"] is None:
            continue
        say = partial(
            Claim, f"unit table {lang}", row["unit_code"], row["series_id"], row["period"]
        )
        yield say(what="value", said=(row["value"], row["provenance"]))
        yield say(what="rank", said=row["rank_first"])
        yield say(what="named", said=bool(row["named_only"]))
        if row["verdict"]:
            yield say(what=f"verdict {row['target_year']}", said=row["verdict"])
        if row["city_value"] is not None:
            city = partial(Claim, f"unit table {lang}", "city", row["series_id"], row["period"])
            decimals = printed_decimals(map_queries.indicator_of(row["series_id"]))
            yield city(what="value", said=round(row["city_value"], decimals))


def of_overview(lang: Lang) -> Iterator[Claim]:
    """Overview's tables to take away: last figures, and verdicts of the binding targets."""
    view: Overview = overview_figures.overview_today()
    facts = [*view.balance, *(fact for block in view.blocks for fact in block.drawn)]
    verdict_of = _verdict_words(lang)
    for fact in facts:
        for one in (fact.past, fact.open):
            if one is None:
                continue
            first = overview_figures.table([fact], lang).iloc[0].to_dict()
            row = {str(name): str(cell) for name, cell in first.items()}
            (column,) = (
                name
                for name, cell in row.items()
                if str(one.target.year) in name and cell in verdict_of
            )
            yield Claim(
                f"overview {lang}", one.target.target_id, fact.series_id, "",
                f"verdict {one.target.year}", verdict_of[row[column]],
            )  # fmt: skip


def of_targets(lang: Lang) -> Iterator[Claim]:
    """The Targets page's rows and its table to take away."""
    book = targets_figures.book()
    frame = targets_table.table(book, book.readings, lang)
    verdict_of = _verdict_words(lang)
    stated = frame[frame["reading"].isin(["stated", "relative", ""])]
    for row in stated.to_dict("records"):
        say = partial(Claim, f"targets {lang}", row["target_id"], row["series_id"], "")
        yield say(what=f"verdict {row['year']}", said=row["verdict"])
        if row["verdict_words"] in verdict_of:
            yield Claim(
                f"targets words {lang}", row["target_id"], row["series_id"], "",
                f"verdict {row['year']}", verdict_of[row["verdict_words"]],
            )  # fmt: skip


def _verdict_words(lang: Lang) -> dict[str, Verdict]:
    return {terms.verdict(one, lang): one for one in terms.SIGNS}


def disagreements(claims: Iterable[Claim]) -> list[str]:
    """Each thing of which two places say something different."""
    said: dict[tuple[str, ...], dict[Any, set[str]]] = defaultdict(lambda: defaultdict(set))
    for one in claims:
        said[one.unit, one.series_id, one.period, one.what][one.said].add(one.place)
    return [
        f"{about}: " + "; ".join(f"{what!r} ({', '.join(sorted(p))})" for what, p in found.items())
        for about, found in said.items()
        if len(found) > 1
    ]


@pytest.mark.parametrize("geography", map_queries.GEOGRAPHIES)
def test_map_and_unit_say_the_same_of_every_unit(package: Package, geography: Geography) -> None:
    claims = [
        claim
        for series_id in map_queries.mapped(package.version, geography)
        for claim in (
            *of_map_file(package, geography, series_id),
            *(c for lang in LANGS for c in of_map_table(package, geography, series_id, lang)),
        )
    ]
    for lang in LANGS:
        claims += of_unit_file(package, geography, lang)
        claims += of_unit_table(package, geography, lang)
    assert {claim.place for claim in claims} > {"map", "map layer", "unit vi", "unit table en"}
    assert disagreements(claims) == []


@pytest.mark.usefixtures("package")
def test_overview_and_targets_judge_alike() -> None:
    claims = [c for lang in LANGS for place in (of_overview, of_targets) for c in place(lang)]
    assert any(claim.place == "overview vi" for claim in claims)
    assert disagreements(claims) == []


@pytest.mark.parametrize("geography", map_queries.GEOGRAPHIES)
def test_parts_and_made_up_values_are_never_ranked(package: Package, geography: Geography) -> None:
    for claim in of_unit_file(package, geography, "en"):
        if claim.what != "rank" or claim.said is None:
            continue
        cells = map_queries.grid(package.version, claim.series_id, geography, official_only=False)
        place = cells.periods.index(claim.period)
        marks = {PROVENANCE_OF.get(mark) for mark in cells.marks[place]} - {None}
        assert marks <= set(CITABLE), claim
        assert not is_selection(len(cells.citable(place)), len(cells.codes)), claim


def test_a_disagreement_is_found() -> None:
    one = Claim("a", "001", "s", "2024", "value", (60.71, "official"))
    other = Claim("b", "001", "s", "2024", "value", (60.72, "official"))
    assert disagreements([one, one]) == []
    assert len(disagreements([one, other])) == 1

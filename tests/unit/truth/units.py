"""What Map and Unit say of a unit: files for the browser, tables, what the scripts write."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from lib.analysis.rounding import decimals as printed_decimals
from lib.app.kit import map_queries
from lib.data.package import Dataset
from lib.features.map import tables as map_table
from lib.features.unit import payload as unit_payload
from lib.features.unit import queries as unit_figures
from lib.features.unit import tables as unit_table
from lib.geo import layer_wording
from lib.geo import layers as map_meaning
from lib.geo import payload as map_payload
from lib.geo.colour_scale import recoded, scheme
from lib.geo.unit_period_grid import PROVENANCE_OF, Grid
from lib.model.vocabulary import Geography, Lang
from lib.wording import numbers
from tests.unit.node import evaluated
from tests.unit.truth.claims import Claim, number_in

TODAY = date(2026, 11, 25)


def alike(value: Any, place: int) -> Any:
    """A cell of a line that may be written as one where all are alike."""
    return value[place] if isinstance(value, (list, str)) and len(value) > 1 else _first(value)


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, (list, str)) and value else value


def of_map_file(package: Dataset, geography: Geography, series_id: str) -> Iterator[Claim]:
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
                yield say(unit=code, what="value read", said=values[at] / step)
                yield say(unit=code, what="named", said=bool(named))
        if sent["city"][place] is not None:
            yield say(unit="city", what="value", said=sent["city"][place][0] / step)


def of_map_table(
    package: Dataset, geography: Geography, series_id: str, lang: Lang
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


def unit_file(package: Dataset, geography: Geography, lang: Lang) -> dict[str, Any]:
    """The Unit page's file as the browser reads it."""
    found: dict[str, Any] = json.loads(
        unit_payload.payload(
            unit_figures.book(package.version, geography, TODAY, official_only=False),
            labels=map_queries.labels(package.version, geography, lang),
            sources=package.sources,
            documents={key: one.short for key, one in package.documents.items()},
            banner="",
            official_only=False,
            lang=lang,
        )
    )
    return found


def of_unit_file(package: Dataset, geography: Geography, lang: Lang) -> Iterator[Claim]:
    """The file that the Unit page, its table, trend and status lines are made of."""
    book = unit_figures.book(package.version, geography, TODAY, official_only=False)
    sent = unit_file(package, geography, lang)
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


def of_unit_table(package: Dataset, geography: Geography, lang: Lang) -> Iterator[Claim]:
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
            yield city(what="value", said=row["city_value"])


# What the map's card, tip and table write, by the script itself; `given.series` are the messages
# and files that a browser gets.
_MAP_SCRIPT = """
  const geometry = { units: given.codes.map((code, at) => ({ code, at, group: "" })) }
  return given.series.map(({ data, base, layer, year }) => {
    const choice = { target: year }
    const atlas = { data, base, layer, words: given.words, choice, geometry, cache: [] }
    const goal = of.goalOf(data, atlas.choice)
    const city = base.city.map((one) => one && of.written(data, one[0]))
    const cells = base.periods.map((_, place) => given.codes.map((code) => {
      const cell = of.cellsAt(atlas, place).get(code)
      const gap = goal && cell.value !== null && !of.isReached(goal, cell.value)
        ? of.gapText(data, goal, cell.value) : ""
      return [cell.value === null ? "" : cell.text, cell.column, cell.shownText, gap]
    }))
    const counts = base.periods.map((_, place) => data.look.labels.map((_, cls) =>
      [...of.cellsAt(atlas, place).values()].filter((cell) => cell.place === cls).length))
    return { city, cells, counts }
  })"""


def of_map_script(
    package: Dataset, geography: Geography, lang: Lang, series: Sequence[str]
) -> Iterator[Claim]:
    """What the map writes in its card, tips and table, coloured by value and by each verdict."""
    codes = list(map_queries.units(package.version, geography))
    asked: list[tuple[str, str, Any]] = []
    for series_id in series:
        goals = map_queries.goals(package.version, series_id, geography, TODAY)
        asked += [(series_id, y, _for_map(package, geography, series_id, y, lang))
                  for y in ("", *goals)]  # fmt: skip
    words = json.loads(map_payload.browser_words(lang, {}, ""))
    given = {"series": [one for *_, one in asked], "codes": codes, "words": words}
    answers = evaluated("atlas_cells.js", _MAP_SCRIPT, given)
    for (series_id, year, sent), answer in zip(asked, answers, strict=True):
        for place, period in enumerate(sent["base"]["periods"]):
            say = partial(Claim, f"map script {lang}", series_id=series_id, period=period)
            if answer["city"][place]:
                yield from _written("city", answer["city"][place], say, lang)
            for label, count in zip(
                sent["data"]["look"]["labels"], answer["counts"][place], strict=False
            ):
                yield say(unit="legend", what=f"{year} {label} {lang}", said=count)
            for code, (text, column, shown, gap) in zip(codes, answer["cells"][place], strict=True):
                if not text:
                    continue
                yield from _written(code, text, say, lang)
                yield say(unit=code, what="value read", said=number_in(column, lang))
                if gap:
                    yield say(unit=code, what=f"gap {year} {lang}", said=gap)
                if year and shown and place == _last_of(sent["base"], code, codes):
                    yield say(unit=code, what=f"word {year} {lang}", said=shown)


def _for_map(
    package: Dataset, geography: Geography, series_id: str, year: str, lang: Lang
) -> dict[str, Any]:
    """What a browser gets of a series coloured by its values, or by the verdict on a year."""
    version, indicator = package.version, map_queries.indicator_of(series_id)
    cells = map_queries.grid(version, series_id, geography, official_only=False)
    city = map_queries.city(version, series_id, geography, official_only=False)
    goals = map_queries.goals(version, series_id, geography, TODAY)
    layer = (
        map_meaning.verdict_layer(cells, indicator, goals[year], today=TODAY)
        if year
        else map_meaning.value_layer(cells, indicator)
    )
    subject = layer_wording.LayerSubject(
        label="", indicator=indicator, units=map_queries.units(version, geography),
        goal=goals.get(year), since="",
    )  # fmt: skip
    figures = map_payload.figures(cells, indicator=indicator, city=city, sources=package.sources)
    told = map_payload.message(
        cells, label="", indicator=indicator, lang=lang,
        goals=map_queries.targets_payload(version, series_id, geography, TODAY, lang),
    )  # fmt: skip
    look = map_payload.appearance(
        layer, scheme(layer, lang=lang, theme="light"), subject, lang=lang, theme="light"
    )
    return {
        "data": told | {"look": look},
        "base": json.loads(figures),
        "layer": json.loads(map_payload.layer_figures(layer)),
        "year": year,
    }


def _last_of(base: Mapping[str, Any], code: str, codes: Sequence[str]) -> int:
    at = codes.index(code)
    return max(place for place, line in enumerate(base["values"]) if line[at] is not None)


def _written(unit: str, text: str, say: Any, lang: Lang) -> Iterator[Claim]:
    """A value in words: the words of the language, and the number that is read in them."""
    yield say(unit=unit, what=f"value {lang}", said=text)
    yield say(unit=unit, what="value read", said=number_in(text, lang))


_UNIT_SCRIPT = """
  return given.lines.map((line) => ({
    city: line.city.map((one) => one && of.written(line, one[0], given.lang)),
    cells: line.periods.map((_, place) => given.codes.map((_, at) => {
      const cell = of.cellAt(line, place, at)
      const goal = line.goals.filter((one) => !one.other).at(-1)
      const gap = goal && cell.value !== null ? goal.sense * (goal.at - cell.value) : 0
      const isShort = gap > 0 || (gap === 0 && goal?.strict)
      return [cell.value === null ? "" : of.written(line, cell.value, given.lang),
        isShort ? [goal.year, of.gapOf(line, gap, given.lang)] : null]
    })),
  }))"""


def of_unit_script(package: Dataset, geography: Geography, lang: Lang) -> Iterator[Claim]:
    """What the Unit page writes in its table, trend and status lines."""
    sent = unit_file(package, geography, lang)
    codes = [unit["id"].partition(":")[2] for unit in sent["units"]]
    given = {"lines": sent["lines"], "codes": codes, "lang": lang}
    answers = evaluated("unit_make.js", _UNIT_SCRIPT, given)
    for told, answer in zip(sent["lines"], answers, strict=True):
        cells = map_queries.grid(package.version, told["id"], geography, official_only=False)
        indicator = map_queries.indicator_of(told["id"])
        for place, period in enumerate(cells.periods):
            say = partial(Claim, f"unit script {lang}", series_id=told["id"], period=period)
            sentence = partial(Claim, f"sentences {lang}", series_id=told["id"], period=period)
            if answer["city"][place]:
                yield from _written("city", answer["city"][place], say, lang)
            for at, code in enumerate(codes):
                text, gap = answer["cells"][place][at]
                value = cells.values[place][at]
                if not text or value is None:
                    continue
                yield from _written(code, text, say, lang)
                words = numbers.value_of(value, indicator, lang)
                yield from _written(code, words, sentence, lang)
                if gap:
                    yield say(unit=code, what=f"gap {gap[0]} {lang}", said=gap[1])

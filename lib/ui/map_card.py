"""Gathers what the card beside the map shows."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from lib.analysis.targets import binding
from lib.model.kinds import Geography, Lang
from lib.model.things import CITY, UnitKey
from lib.text import translator
from lib.ui import figures, link, map_figures
from lib.view import map_card, map_grid
from lib.view.map_lineage import Kin, kin_by_unit
from lib.view.map_words import MISSING

if TYPE_CHECKING:
    from lib.analysis.verdict import Assessment
    from lib.model.kinds import MissingReason, Provenance

_YEARS = (2025, 2030)
_REASONS: dict[str, MissingReason] = {v: k for k, v in map_grid.MISSING_LETTERS.items()}


def card(
    series_id: str,
    period: str,
    unit: UnitKey,
    *,
    geography: Geography,
    lang: Lang,
    official_only: bool,
) -> map_card.Card:
    """The card of a unit (or of the city) with the map's series at `period` first."""
    version = figures.package().version
    others: tuple[map_card.Measure, ...] = ()
    if unit != CITY:
        others = _others(version, unit, series_id, lang=lang, official_only=official_only)
    return map_card.Card(
        unit=figures.package().units[unit],
        lead=_measure(
            version, series_id, unit, geography, lang, period=period, official_only=official_only
        ),
        others=others,
        kin=_kin(version).get(unit),
    )


def link_to(unit: UnitKey) -> str:
    """The address of the map with `unit` selected, keeping language and switches."""
    return "?" + urlencode({**link.kept(), "map_geo": unit[0], "map_unit": unit[1]})


@lru_cache(maxsize=1)
def _kin(version: str) -> dict[UnitKey, Kin]:
    package = figures.package()
    if version != package.version:
        raise ValueError(f"data version {version}: this process serves {package.version}")
    return kin_by_unit(package.unit_links, package.units)


@lru_cache(maxsize=1024)
def _others(
    version: str, unit: UnitKey, series_id: str, *, lang: Lang, official_only: bool
) -> tuple[map_card.Measure, ...]:
    """The last value of every other indicator that the unit has one of.

    Of an indicator measured in several ways, the plain one stands for it: the others can be had
    on the map.
    """
    geography = unit[0]
    labels = map_figures.labels(version, geography, lang)
    found = (
        _measure(version, other, unit, geography, lang, period=None, official_only=official_only)
        for other in map_figures.mapped(version, geography)
        if other != series_id and labels[other] == map_figures.indicator_of(other).name.in_(lang)
    )
    return tuple(one for one in found if one.value is not None)


def _measure(
    version: str,
    series_id: str,
    unit: UnitKey,
    geography: Geography,
    lang: Lang,
    *,
    period: str | None,
    official_only: bool,
) -> map_card.Measure:
    """One series of a unit at a period, or at its last with a value."""
    cells = map_figures.grid(version, series_id, geography, official_only=official_only)
    city = map_figures.city(version, series_id, geography, official_only=official_only)
    indicator = map_figures.indicator_of(series_id)
    at = cells.codes.index(unit[1]) if unit != CITY else None
    place = _place(cells, at, period)
    here = city[place]
    value, mark, standing = here.value, here.provenance, None
    missing: MissingReason = "no_data_for_period"
    if at is not None:
        value = cells.values[place][at]
        letter = cells.marks[place][at]
        mark = _provenance(letter)
        missing = _REASONS.get(letter, missing)
        standing = map_grid.ranks(cells.values[place], indicator.direction)[at]
    return map_card.Measure(
        label=map_figures.labels(version, geography, lang)[series_id],
        indicator=indicator,
        value=value,
        provenance=mark,
        missing=translator(lang).gettext(MISSING[missing]),
        period=cells.periods[place],
        standing=standing,
        of=sum(found is not None for found in cells.values[place]),
        city=here.value if at is not None else None,
        city_is_published=here.basis == "published",
        goals=_goals(version, series_id, date.today()),  # noqa: DTZ011 - a date on the wall
    )


def _provenance(letter: str) -> Provenance | None:
    return map_grid.PROVENANCE_OF.get(letter)


def _place(cells: map_grid.Grid, at: int | None, period: str | None) -> int:
    if period in cells.periods:
        return cells.periods.index(period)
    last = len(cells.periods) - 1
    if at is None:
        return last
    with_value = [p for p in range(last + 1) if cells.values[p][at] is not None]
    return with_value[-1] if with_value else last


@lru_cache(maxsize=512)
def _goals(version: str, series_id: str, today: date) -> tuple[map_card.Goal, ...]:
    """The binding target of each year, of this series or else of another of its indicator."""
    package = figures.package()
    bound = binding(figures.assessed(version, today))
    indicator_id = package.series[series_id].indicator_id

    def goal(year: int) -> map_card.Goal | None:
        own = [one for one in bound if _is(one, year) and one.target.series_id == series_id]
        if own:
            return map_card.Goal(own[0], None)
        for one in bound:
            series = package.series[one.target.series_id]
            if _is(one, year) and series.indicator_id == indicator_id:
                return map_card.Goal(one, series)
        return None

    return tuple(found for year in _YEARS if (found := goal(year)) is not None)


def _is(one: Assessment, year: int) -> bool:
    return one.target.year == year and one.aim is not None

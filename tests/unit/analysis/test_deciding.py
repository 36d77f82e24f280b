from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from lib.analysis.progress.verdict import assess_milestone
from lib.analysis.units.shortfall_contributions import UnitShortfall, unit_shortfalls
from lib.model.entities import Indicator, Series, Unit
from tests.unit.analysis.making import (
    DOCUMENT,
    LINEAR,
    NOTHING,
    TODAY,
    observations,
    one,
    points,
    target,
    unit,
)

UNITS = (unit("a", 1000), unit("b", 2000), unit("c", 1000))
SERIES = {"series": Series("series", LINEAR.indicator_id, NOTHING, NOTHING)}
AIM = target(90.0, year=2025)

Row = dict[str, Any]


def row(code: str, value: float, period: str = "2025", **changes: Any) -> Row:
    return {
        "geography": "commune",
        "unit_code": code,
        "value": value,
        "period": period,
        **changes,
    }


def decided(
    *rows: Row,
    city: tuple[tuple[str, float], ...] = (),
    units: tuple[Unit, ...] = UNITS,
    aim: Any = AIM,
    indicator: Indicator = LINEAR,
) -> UnitShortfall | None:
    found = unit_shortfalls(
        [one(aim, indicator, points(*city))],
        series=SERIES,
        indicators={indicator.indicator_id: indicator},
        units=units,
        observations=observations(*rows),
    )
    return next(iter(found.values()), None)


def test_shares_of_official_units() -> None:
    found = decided(row("a", 70.0), row("b", 80.0), row("c", 95.0))
    assert found is not None
    # 1000·20 and 2000·10 of 40,000.
    assert found.found.shares == pytest.approx({"a": 0.5, "b": 0.5, "c": 0.0})
    assert (found.found.deciding, found.leading) == (("a", "b"), ("a", "b"))
    assert (found.year, found.geography, found.period.text) == (2025, "commune", "2025")
    assert found.is_citable
    assert found.city.value == pytest.approx(81.25)  # (70 + 2·80 + 95) / 4


def test_nothing_by_unit_is_nothing_at_all() -> None:
    assert decided(row("01", 50.0, geography="city")) is None
    assert decided(row("a", 50.0, series_id="another")) is None
    assert decided(row("a", 50.0, preferred=False)) is None
    assert decided(row("a", 50.0, "undated")) is None


def test_one_official_figure_drives_out_all_that_is_made_up() -> None:
    made = [row(code, 50.0, provenance="illustrative") for code in "abc"]
    illustrative = decided(*made)
    assert illustrative is not None
    assert not illustrative.is_citable
    assert illustrative.found.deciding == ()
    assert illustrative.leading == ("b", "a", "c")
    mixed = decided(*made[1:], row("a", 70.0))
    assert mixed is not None
    assert mixed.is_citable
    assert set(mixed.points) == {"a"}
    assert mixed.found.undecided == "low_coverage"


def test_the_latest_moment_that_covers_the_units_is_taken() -> None:
    whole = [row(code, 70.0, "2024") for code in "abc"]
    found = decided(*whole, row("a", 80.0, "2025"))
    assert found is not None
    assert found.period.text == "2024"
    newer = [row(code, 80.0, "2025") for code in "abc"]
    assert decided(*whole, *newer).period.text == "2025"  # type: ignore[union-attr]


def test_no_moment_after_a_year_that_is_over() -> None:
    assert decided(row("a", 70.0, "2026-01-10")) is None
    at_its_end = decided(row("a", 70.0, "2025-12-31"))
    assert at_its_end is not None
    ahead = decided(row("a", 70.0, "2026-01-10"), aim=target(90.0, year=2030))
    assert ahead is not None


def test_districts_and_communes_are_never_mixed() -> None:
    district = replace(unit("a", 5000), geography="district")
    found = decided(
        row("a", 70.0, "2025-06-30", geography="district"),
        *(row(code, 80.0, "2025-12-31") for code in "abc"),
        units=(district, *UNITS),
    )
    assert found is not None
    assert (found.geography, set(found.points)) == ("commune", {"a", "b", "c"})
    assert set(found.units) == {"a", "b", "c"}


def test_the_city_s_own_figure_settles_it() -> None:
    rows = [row("a", 70.0), row("b", 99.0), row("c", 99.0)]
    # (70 + 2·99 + 99) / 4 = 91.75 would have met it.
    missed = decided(*rows, city=(("2025", 85.0),))
    assert missed is not None
    assert (missed.found.status, missed.found.deciding) == ("shares", ("a",))
    met = decided(*[row(code, 70.0) for code in "abc"], city=(("2024", 93.0),))
    assert met is not None
    assert met.found.undecided == "city_has_met"


def test_of_an_open_target_only_a_figure_of_the_units_own_time_stands_for_the_city() -> None:
    rows = [row(code, 95.0, "2025") for code in "abc"]
    ahead = target(90.0, year=2030)
    # 50 in 2020 says nothing of 2025: the mean of the units does.
    old = decided(*rows, city=(("2020", 50.0),), aim=ahead)
    assert old is not None
    assert (old.city.basis, old.found.status) == ("units", "nobody_short")
    same = decided(row("a", 70.0), row("b", 99.0), city=(("2025", 89.0),), aim=ahead)
    assert same is not None
    assert (same.city.basis, same.city.value) == ("published", 89.0)


def test_a_milestone_has_no_shares() -> None:
    aim = replace(AIM, kind="milestone", aims=())
    found = unit_shortfalls(
        [assess_milestone(aim, document_date=DOCUMENT, today=TODAY)],
        series=SERIES,
        indicators={LINEAR.indicator_id: LINEAR},
        units=UNITS,
        observations=observations(row("a", 70.0)),
    )
    assert found == {}

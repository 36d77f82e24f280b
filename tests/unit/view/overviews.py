"""Small makers of what the Overview tells, on made-up figures and on the shipped ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

from lib.analysis.progress.points import points_by_series
from lib.analysis.progress.targets import assess_all
from lib.analysis.progress.verdict import Assessment
from lib.data.package import load
from lib.data.paths import default_root
from lib.features.overview.summary import Fact, Overview, Tally, overview_of, years_of
from lib.model.entities import Indicator, Target, Text
from tests.unit.analysis.making import (
    DOWN,
    GEOMETRIC,
    GROWTH,
    LINEAR,
    RANK,
    SHARE,
    one,
    points,
    target,
)

TODAY = date(2026, 11, 25)


@cache
def shipped() -> Overview:
    """The Overview of the shipped package on a fixed day."""
    package = load(default_root())
    assessed = assess_all(
        package.targets,
        indicators=package.indicators,
        series=package.series,
        documents=package.documents,
        observations=package.observations,
        today=TODAY,
    )
    past, ahead = years_of(assessed)
    return overview_of(
        assessed,
        points_by_series(package.observations, official_only=True),
        series=package.series,
        indicators=package.indicators,
        past_year=past,
        open_year=ahead,
        documents={key: document.short for key, document in package.documents.items()},
    )


def shipped_fact(series_id: str) -> Fact:
    """One series of the shipped Overview, wherever it is shown."""
    view = shipped()
    every = [
        *view.balance,
        *(fact for block in view.blocks for fact in (*block.told, *block.drawn)),
    ]
    return next(fact for fact in every if fact.series_id == series_id)


def named(indicator: Indicator) -> Indicator:
    return replace(indicator, name=Text("Tỷ lệ thử", "Trial rate"))


def fact(
    indicator: Indicator,
    known: tuple[tuple[str, float], ...],
    past: Target | None = None,
    ahead: Target | None = None,
    *,
    series_id: str = "trial",
) -> Fact:
    """A series with these figures, asked for in 2025 and 2030 as the targets say."""
    found = points(*known)

    def judged(asked: Target | None) -> Assessment | None:
        return None if asked is None else one(asked, indicator, found)

    return Fact(series_id, named(indicator), found, judged(past), judged(ahead))


def due(low: float, high: float | None = None, **more: object) -> Target:
    return target(low, high, **{"year": 2025, **more})  # type: ignore[arg-type]


SITUATIONS: dict[str, Fact] = {
    "met": fact(SHARE, (("2025", 97.0),), due(90)),
    "just met": fact(SHARE, (("2025", 90.0),), due(90)),
    "met on the last figure": fact(SHARE, (("2024", 93.15),), due(90)),
    "missed": fact(SHARE, (("2025", 17.34),), due(30, comparator="~")),
    "missed on the last figure": fact(SHARE, (("2025-09", 59.52),), due(100, comparator="=")),
    "missed by one point": fact(SHARE, (("2025", 79.0),), due(80)),
    "level with what must be passed": fact(SHARE, (("2025", 50.0),), due(50, comparator=">")),
    "missed where less is better": fact(DOWN, (("2025", 12.0),), due(10, comparator="<=")),
    "one place behind": fact(RANK, (("2025", 6.0),), due(1, 5, comparator="<=")),
    "places behind on the last figure": fact(RANK, (("2024", 24.0),), due(1, 5, comparator="<=")),
    "only an older figure": fact(SHARE, (("2022-11", 78.0),), due(80)),
    "only a later figure": fact(SHARE, (("2026-01-10", 78.0),), due(80)),
    "no target, one figure": fact(SHARE, (("2025-Q1", 85.89),)),
    "no target, two figures": fact(SHARE, (("2023", 91.43), ("2024", 92.57))),
    "no target, a stretch of time": fact(SHARE, (("2025-07-01/2025-11-12", 85.89),)),
    "met, with a pace ahead": fact(SHARE, (("2025", 97.0),), due(90), target(100)),
    "missed, with a pace ahead": fact(
        SHARE, (("2025", 17.34),), due(30), target(40, comparator=">")
    ),
    "a range ahead": fact(SHARE, (("2025", 50.0),), None, target(70, 80, comparator="range")),
    "a fall ahead": fact(DOWN, (("2025", 12.0),), None, target(2, comparator="<=")),
    "a rate ahead": fact(GEOMETRIC, (("2025", 100.0),), None, target(200)),
    "met and the next reached": fact(
        RANK, (("2025", 1.0),), due(1, 5, comparator="<="), target(1, 3, comparator="<=")
    ),
    "missed and a rank ahead": fact(
        RANK, (("2025", 24.0),), due(1, 5, comparator="<="), target(1, 3, comparator="<=")
    ),
    "growth missed and ahead": fact(
        GROWTH, (("2025", 8.16),), due(8.5, comparator="="), target(10)
    ),
    "on track": fact(LINEAR, (("2019", 70.0), ("2025", 92.0)), None, target(95)),
    "must accelerate": fact(LINEAR, (("2019", 70.0), ("2025", 80.0)), None, target(95)),
    "hardly anything left": fact(LINEAR, (("2019", 70.0), ("2025", 94.9)), None, target(95)),
    "next to nothing a year": fact(LINEAR, (("2019", 70.0), ("2025", 94.99)), None, target(95)),
    "as fast as so far": fact(LINEAR, (("2019", 70.0), ("2025", 83.6)), None, target(95)),
    "hardly moved": fact(LINEAR, (("2019", 70.0), ("2025", 70.03)), None, target(95)),
    "a rate next to nothing": fact(
        GEOMETRIC, (("2019", 100.0), ("2025", 199.96)), None, target(200)
    ),
    "going back": fact(LINEAR, (("2019", 70.0), ("2025", 68.0)), None, target(95)),
    "slipped below": fact(LINEAR, (("2019", 92.0), ("2025", 89.0)), None, target(90)),
    "a tier that ended": fact(
        SHARE,
        (("2024", 60.0),),
        None,
        target(90, measurable_until=date(2025, 6, 30)),
    ),
}

TALLIES: dict[str, Tally] = {
    "no target": Tally(2025, 0, 0, 0),
    "one met": Tally(2025, 1, 0, 0),
    "one missed": Tally(2025, 0, 1, 0),
    "one not reported": Tally(2025, 0, 0, 1),
    "all met": Tally(2025, 5, 0, 0),
    "all missed": Tally(2025, 0, 4, 0),
    "both met": Tally(2025, 2, 0, 0),
    "both missed": Tally(2025, 0, 2, 0),
    "neither reported": Tally(2025, 0, 0, 2),
    "one of two": Tally(2025, 1, 1, 0),
    "none reported": Tally(2025, 0, 0, 19),
    "met and missed alike": Tally(2025, 3, 3, 0),
    "one each": Tally(2025, 1, 1, 1),
    "one met, many not reported": Tally(2025, 1, 0, 27),
    "missed and not reported": Tally(2025, 0, 2, 2),
    "all ways": Tally(2025, 2, 1, 27),
}

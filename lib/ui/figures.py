"""What pages draw from: the loaded package and what follows from it, made once a data version."""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache

from lib.analysis.targets import assess_all
from lib.analysis.verdict import Assessment
from lib.data.package import Package, default_root, load
from lib.model.kinds import Geography
from lib.model.things import Unit


@cache
def package() -> Package:
    """The data package that this process serves, loaded and checked at its first use."""
    return load(default_root())


@lru_cache(maxsize=4)
def assessed(version: str, today: date) -> tuple[Assessment, ...]:
    """Every target assessed on the figures of data `version`; a new day is a new answer."""
    found = package()
    if version != found.version:
        raise ValueError(f"data version {version}: this process serves {found.version}")
    return assess_all(
        found.targets,
        indicators=found.indicators,
        series=found.series,
        documents=found.documents,
        observations=found.observations,
        today=today,
    )


def assessed_today() -> tuple[Assessment, ...]:
    """Every target assessed as of today."""
    return assessed(package().version, date.today())  # noqa: DTZ011 - a date on the wall


@lru_cache(maxsize=8)
def units_of(_version: str, geography: Geography) -> tuple[Unit, ...]:
    """The units of a geography, in the order of the package; the version keys the cache."""
    return tuple(unit for unit in package().units.values() if unit.geography == geography)

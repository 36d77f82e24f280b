"""What this program knows of: the names and ranges that a scenario from outside is held to."""

from __future__ import annotations

from functools import lru_cache

from lib.app.kit import session_dataset
from lib.data.scenario_schema import KnownIds
from lib.features.scenarios import queries as source
from lib.features.scenarios.parameters import SPANS, Range


@lru_cache(maxsize=2)
def known(version: str) -> KnownIds:
    """The names in data `version`. Series that nothing is projected for count as unknown."""
    package = session_dataset.package()
    return KnownIds(
        series=frozenset(
            source.choices(version, official_only=False, today=session_dataset.today())
        ),
        units=frozenset(
            unit.unit_code for unit in package.units.values() if unit.geography == "commune"
        ),
        indicators=frozenset(package.indicators),
        ranges={span.lever: (span.low, span.high) for span in SPANS if isinstance(span, Range)},
    )

"""What can be projected from published figures is one thing wherever it is asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from lib.analysis.progress.forecast import forecast_at_target
from lib.analysis.progress.points import points_by_series
from lib.analysis.scenarios.comparison import JUDGED
from lib.app.kit import session_dataset
from lib.data.paths import ENVIRONMENT
from lib.features.scenarios import queries as source
from lib.features.scenarios.compare import queries
from lib.model.entities import Controls
from lib.model.scenario import Setup
from tests.fixtures import levels
from tests.unit.view.scenarios import SHARE, subject

TODAY = date(2026, 11, 25)


@pytest.fixture(params=["shipped", "levels"])
def served(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """This process serves the shipped package, or the invented one with levels A and B."""
    if request.param == "levels":
        monkeypatch.setenv(ENVIRONMENT, str(levels.build(tmp_path / "data")))
    session_dataset.served.cache_clear()
    yield
    session_dataset.served.cache_clear()


@pytest.mark.usefixtures("served")
def test_compare_laboratory_and_the_targets_outlook_agree() -> None:
    package = session_dataset.package()
    rates = {
        basis: found
        for basis in ("real", "nominal")
        if (found := source.rates(package.version, basis)) is not None
    }
    every = points_by_series(package.observations, official_only=True)
    rows = queries.rows((Setup(SHARE),), today=TODAY, official_only=True)
    offered = source.choices(package.version, official_only=True, today=TODAY)
    seen = set()
    for row in rows:
        (cell,) = row.cells
        one = row.assessment
        if one.target.year != 2030 or cell.outcome == "settled":
            continue
        ahead = forecast_at_target(
            one,
            row.indicator,
            every.get(one.target.series_id, ()),
            rates=rates,  # type: ignore[arg-type]
        )
        lands = ahead.value is not None or bool(ahead.readings)
        assert cell.counts == lands, one.target.target_id
        if one.target.series_id in offered:
            shown, _, _ = subject(one.target.series_id, official_only=True, today=TODAY)
            assert (shown.landing.scenario is not None) == lands, one.target.target_id
        seen.add((cell.outcome in JUDGED, lands))
    assert {lands for _judged, lands in seen} == {True, False}


def test_what_is_counted_does_not_hang_on_what_is_shown() -> None:
    setup = Setup(SHARE, controls=Controls(effort_society=2.0))
    shown = queries.rows((setup,), today=TODAY, official_only=False)
    counted = queries.rows((setup,), today=TODAY, official_only=True)
    assert [r.counts for r in shown] == [r.counts for r in counted]

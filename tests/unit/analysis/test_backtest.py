from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from lib.analysis.projection.backtest import COVERAGE, WORSE_AT_MOST, Score, backtest, best_simple
from lib.analysis.projection.methods import METHODS, ours, simple
from lib.analysis.projection.projection import project
from lib.analysis.projection.windows import (
    ReferenceCurve,
    Windows,
    reference_curves,
    reference_indicator,
    windows_of,
)
from lib.data.package import Dataset, load
from lib.data.paths import default_root
from lib.model.entities import Controls, Series
from tests.unit.analysis.making import LINEAR, NOTHING, RANK, SHARE, history, observations
from tests.unit.analysis.test_realism import reference


def curve(*values: float, filled: tuple[int, ...] = ()) -> ReferenceCurve:
    marks = np.zeros(len(values), dtype=np.bool_)
    marks[list(filled)] = True
    return ReferenceCurve("x", np.arange(2000.0, 2000.0 + len(values)), np.array(values), marks)


# --- Windows ----------------------------------------------------------------------------------


def test_origins_have_three_points_behind_and_a_truth_ahead() -> None:
    found = windows_of((curve(1, 2, 3, 4, 5),), 1, jump=15)
    assert found.t.tolist() == [-3, -2, -1, 0]
    assert found.history.tolist() == [
        [pytest.approx(math.nan, nan_ok=True), 1, 2, 3],
        [1, 2, 3, 4],
    ]
    assert found.actual.tolist() == [4, 5]
    assert found.ahead.tolist() == [1, 1]
    assert len(windows_of((curve(1, 2, 3),), 1, jump=15)) == 0
    assert len(windows_of((), 1, jump=15)) == 0


def test_a_years_worth_of_points_is_needed() -> None:
    short = ReferenceCurve(
        "x", np.array([0.0, 0.3, 0.6, 1.6]), np.ones(4), np.zeros(4, dtype=np.bool_)
    )
    assert len(windows_of((short,), 1, jump=15)) == 0


def test_jumps_and_filled_in_years_are_told_apart() -> None:
    jumped = windows_of((curve(1, 2, 3, 20, 21),), 1, jump=15)
    assert jumped.part.tolist() == ["jump", "jump"]
    filled = windows_of((curve(1, 2, 3, 4, 5, 6, filled=(4,)),), 1, jump=15)
    assert filled.part.tolist() == ["clean", "filled_in", "filled_in"]
    assert len(filled.of("clean")) == 1


def test_a_fault_long_before_does_no_harm() -> None:
    old = windows_of((curve(1, 30, 31, 32, 33, 34, 35, 36),), 1, jump=15)
    assert old.part.tolist() == ["jump", "jump", "jump", "clean", "clean"]


def test_zeros_are_dropped() -> None:
    (only,) = reference_curves(reference([0.0, 1.0, 2.0]), "adoption")
    assert only.value.tolist() == [1.0, 2.0]
    assert only.t.tolist() == [2002.0, 2003.0]


def test_what_the_reference_is() -> None:
    share = reference_indicator(reference([1.0]), "adoption")
    assert (share.path, share.cap) == ("logistic", 100.0)
    rate = reference_indicator(reference([1.0], unit="per_100"), "adoption")
    assert (rate.path, rate.cap) == ("linear", None)


# --- Methods ----------------------------------------------------------------------------------


def windows(*values: float, ahead: float = 1.0, actual: float = 0.0) -> Windows:
    return Windows(
        np.arange(1.0 - len(values), 1.0),
        np.array([values]),
        np.array([ahead]),
        np.array([actual]),
        np.array([0]),
        np.array(["clean"]),
    )


def test_simple_methods_by_hand() -> None:
    known = windows(20.0, 40.0, 50.0, ahead=2.0)
    middle = {
        method: float(simple(method, known, SHARE, span=3).middle[0])
        for method in ("last_value", "linear", "geometric", "logistic")
    }
    assert middle["last_value"] == 50.0
    assert middle["linear"] == pytest.approx(80.0)
    assert middle["geometric"] == 100.0  # 50·2.5 is held at the cap
    assert middle["logistic"] == pytest.approx(80.0)  # odds ¼ → 1 → 4
    two = simple("linear", known, SHARE, span=2)
    assert two.middle[0] == pytest.approx(70.0)


def test_the_band_of_a_drift_by_hand() -> None:
    # Steps 20 and 10 about a drift of 15: 25 + 25 on one degree of freedom, sd √50; ahead two years
    # of two: √(2·(1 + 2/2)) = 2.
    known = windows(20.0, 40.0, 50.0, ahead=2.0)
    found = simple("linear", known, LINEAR, span=3)
    assert found.low[0] == pytest.approx(80 - 1.2815516 * math.sqrt(50) * 2)
    # The last value: 400 + 100 over two steps, sd √250, two years.
    level = simple("last_value", known, LINEAR, span=2)
    assert level.low[0] == pytest.approx(50 - 1.2815516 * math.sqrt(250) * math.sqrt(2))


def test_ours_is_what_the_program_projects() -> None:
    values = [30.0, 36.0, 41.0, 49.0, 55.0]
    scored = ours(windows(*values, ahead=4.0), SHARE)
    found = project(history(SHARE, 2022.0 + np.arange(5), [values]), 2029, Controls())
    bands = found.bands()
    assert bands is not None
    column = found.at(2029)
    assert scored.middle[0] == pytest.approx(found.units_baseline[0, column])
    assert scored.low[0] == pytest.approx(bands.units_baseline.low[0, column])
    assert scored.high[0] == pytest.approx(bands.units_baseline.high[0, column])


def test_rows_of_a_backtest_do_not_know_each_other() -> None:
    rows: list[list[float]] = [
        [30.0, 36.0, 41.0],
        [50.0, 51.0, 90.0],
        [20.0, 22.0, 24.0],
        [1.0, 2.0, 9.0],
        [5.0, 6.0, 9.0],
    ]
    every = Windows(
        np.array([-2.0, -1.0, 0.0]),
        np.array(rows),
        np.ones(5),
        np.ones(5),
        np.arange(5),
        np.array(["clean"] * 5),
    )
    together = ours(every, SHARE)
    for number, row in enumerate(rows):
        alone = ours(windows(*row), SHARE)
        assert together.middle[number] == alone.middle[0]
        assert together.high[number] == alone.high[0]


# --- Scores -----------------------------------------------------------------------------------


def of(reference_frame: pd.DataFrame, *rows: dict[str, object]) -> tuple[Score, ...]:
    return backtest(
        reference_frame,
        observations(*rows),
        indicators={"a_share": LINEAR, "rank": RANK},
        series={
            "series": Series("series", "a_share", NOTHING, NOTHING),
            "ranks": Series("ranks", "rank", NOTHING, NOTHING),
        },
    )


def test_a_straight_line_is_forecast_without_error() -> None:
    scores = of(reference([5.0, 7.0, 9.0, 11.0, 13.0], unit="per_100"), {"value": 1.0})
    by_method = {score.method: score for score in scores if score.horizon == 1}
    assert set(by_method) == set(METHODS)
    assert by_method["linear"].error == pytest.approx(0.0, abs=1e-9)
    assert by_method["ours"].error == pytest.approx(0.0, abs=1e-9)
    assert by_method["last_value"].error == pytest.approx(2.0)
    assert by_method["ours"].coverage == 1.0
    assert (by_method["ours"].windows, by_method["ours"].curves) == (2, 1)
    assert by_method["ours"].error_interval is None


def test_official_series_are_scored_and_illustrative_ones_never() -> None:
    years = [{"period": str(2020 + n), "value": 40.0 + 2 * n} for n in range(5)]
    scores = of(reference(), *years)
    assert {(s.origin, s.series_id) for s in scores} == {("official", "series")}
    assert max(s.windows for s in scores) == 2
    assert of(reference(), *[{**row, "provenance": "illustrative"} for row in years]) == ()
    assert of(reference(), *[{**row, "series_id": "ranks"} for row in years]) == ()


@pytest.fixture(scope="module")
def package() -> Dataset:
    return load(default_root())


@pytest.fixture(scope="module")
def shipped(package: Dataset) -> tuple[Score, ...]:
    return backtest(
        package.reference,
        package.observations,
        indicators=package.indicators,
        series=package.series,
    )


@pytest.mark.parametrize("series_id", ["internet_users", "fixed_broadband_per_100"])
@pytest.mark.parametrize("horizon", [1, 3, 5])
def test_ours_keeps_up_and_its_band_tells_the_truth(
    shipped: tuple[Score, ...], series_id: str, horizon: int
) -> None:
    (score,) = [
        s
        for s in shipped
        if (s.series_id, s.horizon, s.part, s.method) == (series_id, horizon, "clean", "ours")
    ]
    rival = best_simple(shipped, score)
    assert rival is not None
    assert score.windows == rival.windows >= 400
    assert score.error <= WORSE_AT_MOST * rival.error
    assert COVERAGE[0] <= score.coverage <= COVERAGE[1]
    assert score.error_interval is not None
    assert score.error_interval.low < score.error < score.error_interval.high


def test_the_bar_is_where_it_was_set() -> None:
    assert (WORSE_AT_MOST, COVERAGE) == (1.05, (0.70, 0.90))


def test_the_same_every_time(package: Dataset, shipped: tuple[Score, ...]) -> None:
    again = backtest(
        package.reference,
        package.observations,
        indicators=package.indicators,
        series=package.series,
    )
    assert again == shipped


def test_filled_in_years_are_scored_apart(shipped: tuple[Score, ...]) -> None:
    filled = [s for s in shipped if s.part == "filled_in" and s.method == "ours"]
    assert {s.series_id for s in filled} == {"internet_users"}
    assert all(s.curves == 6 for s in filled)  # the six countries that the data's README names


def test_official_series_are_too_few_to_judge_by(shipped: tuple[Score, ...]) -> None:
    official = [s for s in shipped if s.origin == "official"]
    assert all(s.error_interval is None for s in official)

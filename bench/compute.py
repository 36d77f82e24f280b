"""What the server computes: loading the package, assessing targets, projecting. `make bench`."""

from __future__ import annotations

from datetime import date

from bench.figures import Row, show, timed
from lib.analysis.progress.targets import assess_all
from lib.analysis.projection.backtest import backtest
from lib.analysis.projection.history import history_of
from lib.analysis.projection.projection import fit_series, project
from lib.analysis.scenarios.goal_seek import SeekGoal, seek
from lib.analysis.scenarios.tornado import tornado
from lib.data.package import Dataset, load
from lib.data.paths import default_root
from lib.model.entities import Controls, Unit

HORIZON = 2035
EVERY_LEVER = Controls(
    grdp_growth=9.0,
    digital_economy_growth=15.0,
    employment_growth=1.0,
    population_growth=1.5,
    effort_government=1.5,
    effort_economy=1.4,
    effort_society=1.3,
    start_year=2027,
    ramp_years=2.0,
    catch_up=0.1,
    ceiling=98.0,
    sharing="by_shortfall",
)


def busiest_series(package: Dataset, units: tuple[Unit, ...]) -> str:
    """The series with most values over the given units: the heaviest to project."""
    rows = package.observations
    geography = units[0].geography
    wanted = rows[(rows["geography"] == geography) & rows["preferred"]]
    logistic = {
        series_id
        for series_id, series in package.series.items()
        if package.indicators[series.indicator_id].path == "logistic"
    }
    counts = wanted.loc[wanted["series_id"].isin(logistic), "series_id"].value_counts()
    return str(counts.index[0])


def main() -> None:
    """Measure, then print the table."""
    package = load(default_root())
    units = tuple(unit for unit in package.units.values() if unit.geography == "commune")
    series_id = busiest_series(package, units)
    indicator = package.indicators[package.series[series_id].indicator_id]

    def history() -> object:
        return history_of(
            package.observations, series_id=series_id, indicator=indicator, units=units
        )

    made = history_of(package.observations, series_id=series_id, indicator=indicator, units=units)

    ready = fit_series(made, HORIZON)

    def assess() -> object:
        return assess_all(
            package.targets,
            indicators=package.indicators,
            series=package.series,
            documents=package.documents,
            observations=package.observations,
            today=date(2026, 11, 1),
        )

    def score() -> object:
        return backtest(
            package.reference,
            package.observations,
            indicators=package.indicators,
            series=package.series,
        )

    rows = [
        Row(
            "load and check the package",
            "ms",
            timed(lambda: load(default_root()), rounds=30, warm_ups=5),
            "≤ 300",
        ),
        Row("assess every target", "ms", timed(assess, rounds=30, warm_ups=5)),
        Row(f"history of {series_id}", "ms", timed(history, rounds=30, warm_ups=5)),
        Row(
            f"project it, {len(units)} units to {HORIZON}",
            "ms",
            timed(lambda: project(made, HORIZON, EVERY_LEVER), rounds=30, warm_ups=5),
        ),
        Row(
            "the same with all its bands",
            "ms",
            timed(lambda: project(made, HORIZON, EVERY_LEVER).bands(), rounds=30, warm_ups=5),
            "≤ 5",
        ),
        Row(
            "goal seek: the effort that 95 takes",
            "ms",
            timed(
                lambda: seek(ready, EVERY_LEVER, "effort_by_indicator", SeekGoal(95.0, 2030)),
                rounds=30,
                warm_ups=5,
            ),
        ),
        Row(
            "the tornado",
            "ms",
            timed(lambda: tornado(ready, EVERY_LEVER, year=2030), rounds=30, warm_ups=5),
        ),
        Row("the backtest", "ms", timed(score, rounds=10, warm_ups=2)),
    ]
    show("Computing", rows)


if __name__ == "__main__":
    main()

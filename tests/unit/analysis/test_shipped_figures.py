"""The verdicts on the shipped figures, against what their published pages say by hand."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from lib.analysis.progress.targets import assess_all, binding, counts
from lib.analysis.progress.verdict import Assessment, Verdict
from lib.analysis.projection.history import Rates, history_of, published_rates
from lib.analysis.projection.projection import project
from lib.data.package import Dataset, load
from lib.data.paths import default_root
from lib.model.entities import Controls

TODAY = date(2026, 11, 25)


@pytest.fixture(scope="module")
def package() -> Dataset:
    return load(default_root())


@pytest.fixture(scope="module")
def assessed(package: Dataset) -> tuple[Assessment, ...]:
    return assess_all(
        package.targets,
        indicators=package.indicators,
        series=package.series,
        documents=package.documents,
        observations=package.observations,
        today=TODAY,
    )


@pytest.mark.parametrize(
    ("target_id", "verdict", "shortfall", "period"),
    [
        ("NQ18-2025-012", "missed", 12.66, "2025"),  # digital economy, about 30 % of GRDP
        ("KH243-2025-001", "missed", 0.34, "2025"),  # GRDP growth 8.5 %
        ("QD4098-2025-001", "met_on_last", -4, "2024"),  # DTI rank
        ("QD4098-2025-004", "met", -4, "2025"),  # PII rank
        ("QD4098-2025-003", "missed_on_last", 19, "2024"),  # PCI rank
        ("NQ18-2025-017", "met_on_last", -3.15, "2023"),  # fibre
        ("NQ18-2025-020", "met", -7, "2025"),  # electronic health records, 90 %
        ("QD4098-2025-044", "missed", 3, "2025"),  # the same, "every person"
        ("NQ18-2025-015", "not_reported", 2, "2022-11"),  # smartphones: the older figure is shown
        ("NQ18-2025-016", "not_reported", None, None),  # digital signatures
        ("NQ18-2025-018", "not_reported", None, None),  # e-payment accounts
        ("NQ18-2025-019", "not_reported", None, None),  # digital skills
        ("QD4098-2025-011", "not_reported", None, None),  # online work dossiers
        ("QD4098-2025-012", "not_reported", None, None),  # of the districts
        ("QD4098-2030-073", "not_measurable", None, None),
    ],
)
def test_the_results_of_2025(
    assessed: tuple[Assessment, ...],
    target_id: str,
    verdict: Verdict,
    shortfall: float | None,
    period: str | None,
) -> None:
    (found,) = [a for a in assessed if a.target.target_id == target_id]
    shown = found.used or found.last
    assert found.verdict == verdict
    assert found.shortfall == shortfall
    assert (shown.period.text if shown else None) == period


def test_no_level_that_the_observations_do_not_support(
    package: Dataset, assessed: tuple[Assessment, ...]
) -> None:
    """The level of every target, recomputed from the bare table."""
    frame = package.observations
    usable = frame[
        (frame["geography"] == "city")
        & frame["preferred"]
        & frame["provenance"].isin(["official", "estimate", "derived"])
        & frame["value"].notna()
        & frame["end"].notna()
    ]
    for one in assessed:
        if one.target.kind == "milestone":
            continue
        ends = pd.Series(usable.loc[usable["series_id"] == one.target.series_id, "end"].unique())
        expected = "D" if ends.empty else "C" if len(ends) == 1 else "B"
        if len(ends) >= 3 and ends.min() + pd.DateOffset(months=24) <= ends.max():
            expected = "A"
        assert one.level == expected, one.target.target_id
        if one.reason == "pace":
            assert one.level in ("A", "B")


def test_counts_are_of_distinct_series_and_no_milestone(
    package: Dataset, assessed: tuple[Assessment, ...]
) -> None:
    for year in (2025, 2030):
        quantified = {
            t.series_id for t in package.targets if t.kind == "quantified" and t.year == year
        }
        assert sum(counts(assessed, year=year).values()) == len(quantified)
    assert all(a.target.kind == "quantified" for a in binding(assessed))


def test_the_digital_economy_in_2030_from_the_shipped_figures(package: Dataset) -> None:
    real = published_rates(package.observations)
    nominal = published_rates(package.observations, basis="nominal")
    assert real == Rates(grdp_growth=8.16, digital_economy_growth=13.4, at=2026.0)
    for rates, share in ((real, 21.97), (nominal, 19.25)):
        series = history_of(
            package.observations,
            series_id="digital_economy_share_grdp_va",
            indicator=package.indicators["digital_economy_share_grdp"],
            units=(),
            rates=rates,
        )
        found = project(series, 2030, Controls())
        assert found.city_baseline[-1] == pytest.approx(share, abs=0.01)

"""The illustrative values: always the same, within their limits, never in an official's place."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from lib.data.package import Dataset
from tools.illustrative import FILES, values
from tools.illustrative_parameters import CURVES, Side

HALF = "2025-01-01/2025-06-30"


def preferred(package: Dataset, series_id: str, period: str, geography: str) -> pd.DataFrame:
    rows = package.observations
    rows = rows[
        (rows["series_id"] == series_id)
        & (rows["period"] == period)
        & (rows["geography"] == geography)
        & rows["preferred"]
        & ~rows["unit_code"].str.contains("ALL")
    ]
    units = {code: unit for (where, code), unit in package.units.items() if where == geography}
    return rows.assign(
        population=rows["unit_code"].map({code: unit.population for code, unit in units.items()}),
        group=rows["unit_code"].map({code: unit.group for code, unit in units.items()}),
    )


def weighted(rows: pd.DataFrame) -> float:
    return float(np.average(rows["value"], weights=rows["population"]))


@pytest.mark.parametrize("side", ["district", "commune"])
def test_made_again_they_are_the_same_bytes(shipped_root: Path, side: Side) -> None:
    buffer = io.StringIO()
    values(shipped_root, side=side).to_csv(buffer, index=False, lineterminator="\n")
    assert buffer.getvalue().encode() == (shipped_root / FILES[side]).read_bytes()


@pytest.mark.parametrize(
    ("series_id", "period", "geography", "mean", "count"),
    [
        ("fibre_broadband_households", "2023", "district", 93.15, 30),
        ("electronic_health_records", "2025-Q4", "commune", 97.0, 126),
        ("unit_par_index", "2022", "district", 92.75, 30),
        ("unit_par_index", "2023", "district", 94.0, 30),
        ("unit_dti_index", "2024", "district", 0.8241, 30),
    ],
)
def test_anchor(  # one published city value each
    shipped: Dataset, series_id: str, period: str, geography: str, mean: float, count: int
) -> None:
    rows = preferred(shipped, series_id, period, geography)
    assert len(rows) == count
    assert weighted(rows) == pytest.approx(mean, abs=0.01)


def test_the_published_plain_means_of_the_reform_index_hold_too(shipped: Dataset) -> None:
    for period, mean in (("2022", 92.75), ("2023", 94.0)):
        rows = preferred(shipped, "unit_par_index", period, "district")
        assert rows["value"].mean() == pytest.approx(mean, abs=0.01)


@pytest.mark.parametrize(
    ("series_id", "period", "geography", "low", "high"),
    [
        ("unit_par_index", "2020", "district", 83.86, 94.22),
        ("unit_par_index", "2022", "district", 83.0, 96.08),
        ("unit_par_index", "2023", "district", 91.61, 96.3),
        ("online_application_rate_766", HALF, "district", 2.7, 70.0),
        ("electronic_health_records", "2025-Q4", "commune", 92.0, 100.0),
        ("community_digital_teams_per_100k", "2026-Q1", "commune", 46.0, 67.0),
    ],
)
def test_range(
    shipped: Dataset, series_id: str, period: str, geography: str, low: float, high: float
) -> None:
    rows = preferred(shipped, series_id, period, geography)
    assert rows["value"].between(low, high).all()


def test_online_filing_is_lowest_in_the_core_and_breaks_upward(shipped: Dataset) -> None:
    before = preferred(shipped, "online_application_rate_766", HALF, "district")
    after = preferred(shipped, "online_application_rate", "2025-Q3", "commune")
    means = before.groupby("group")["value"].mean()
    assert means["urban"] < means["rural"]
    assert weighted(after) == pytest.approx(60, abs=1)
    dong_da = after[after["unit_code"] == "00235"].iloc[0]
    assert (dong_da["value"], dong_da["provenance"]) == (78, "official")


def test_none_is_later_than_the_last_published_figure(shipped: Dataset) -> None:
    made = shipped.observations[shipped.observations["provenance"] == "illustrative"]
    assert made["end"].max().date() <= shipped.as_of


def test_none_contradicts_what_the_source_of_march_2025_said(shipped: Dataset) -> None:
    online = preferred(shipped, "online_application_rate_766", HALF, "district")
    assert (online["value"] < 30).sum() == 19  # "19 of 30 districts were below 30%"
    for series_id in (
        "online_application_rate_766", "online_payment_rate_766", "on_time_rate_766",
        "satisfaction_rate_766",
    ):  # fmt: skip
        named = preferred(shipped, series_id, "2025-03", "district").set_index("unit_code")["value"]
        made = preferred(shipped, series_id, HALF, "district").set_index("unit_code")["value"]
        assert (made[named.index] - named).abs().max() <= 0.5, series_id
        assert made.drop(named.index).min() > named.max(), series_id


def test_a_published_rank_is_among_those_that_its_value_shares(shipped: Dataset) -> None:
    ranks = preferred(shipped, "unit_par_index_rank", "2023", "district").set_index("unit_code")
    scores = preferred(shipped, "unit_par_index", "2023", "district").set_index("unit_code")
    for code, rank in zip(ranks.index, ranks["value"], strict=True):
        mine = scores["value"][code]
        better, alike = (scores["value"] > mine).sum(), (scores["value"] == mine).sum()
        assert better < rank <= better + alike, code


def test_urban_units_lead_the_reform_index_by_one_to_three_points(shipped: Dataset) -> None:
    for year in range(2019, 2025):
        means = (
            preferred(shipped, "unit_par_index", str(year), "district")
            .groupby("group")["value"]
            .mean()
        )
        assert 0.5 <= means["urban"] - means["rural"] <= 3, year


def test_ranks_of_the_reform_index_move(shipped: Dataset) -> None:
    first = preferred(shipped, "unit_par_index", "2022", "district").set_index("unit_code")["value"]
    later = preferred(shipped, "unit_par_index", "2023", "district").set_index("unit_code")["value"]
    moved = (first.rank() - later.rank()).abs()
    assert moved.mean() > 3


def test_rural_units_reach_an_urban_level_one_to_three_years_later(shipped: Dataset) -> None:
    levels = {
        year: preferred(shipped, "adults_with_smartphone", str(year), "district")
        .groupby("group")["value"]
        .mean()
        for year in range(2019, 2025)
    }
    assert levels[2020]["rural"] < levels[2019]["urban"]
    assert levels[2024]["rural"] > levels[2021]["urban"] - 4
    assert levels[2022]["rural"] < levels[2021]["urban"]


def test_neighbours_are_alike(shipped: Dataset) -> None:
    # Within one group, so that the likeness is not merely that of town and country.
    rows = preferred(shipped, "business_premises_with_cashless_qr", "2026-Q1", "commune")
    rural = rows[rows["group"] == "rural"].sort_values("unit_code")["value"].to_numpy()
    # Codes run along the map: next codes are mostly neighbours.
    stepwise, apart = np.abs(np.diff(rural)).mean(), np.abs(rural - rural[::-1]).mean()
    assert stepwise < 0.75 * apart


def test_nothing_is_made_where_a_value_is_published(shipped: Dataset) -> None:
    rows = shipped.observations
    key = ["series_id", "geography", "unit_code", "period"]
    made = rows[rows["provenance"] == "illustrative"]
    published = rows[(rows["provenance"] != "illustrative") & rows["preferred"]]
    assert made[key].merge(published[key]).empty
    assert set(made["geography"]) == {"district", "commune"}
    assert set(made["source_id"]) == {"illustrative"}


def test_both_geographies_have_their_periods(shipped: Dataset) -> None:
    made = shipped.observations[shipped.observations["provenance"] == "illustrative"]
    by = made.groupby("geography")["period"].unique()
    assert set(by["district"]) == {"2019", "2020", "2021", "2022", "2023", "2024", HALF}
    assert set(by["commune"]) == {"2025-Q3", "2025-Q4", "2026-Q1"}
    for side in ("district", "commune"):
        assert len({curve.series_id for curve in CURVES if side in curve.sides}) >= 20

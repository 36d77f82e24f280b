"""Every figure that was gathered is in the package, where it belongs and as it was."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from lib.analysis.progress.points import points_by_series
from lib.data.package import Dataset
from lib.model.entities import CITY


def city(package: Dataset, series_id: str, period: str | None = None) -> pd.DataFrame:
    rows = package.observations
    rows = rows[(rows["series_id"] == series_id) & (rows["unit_code"] == "01")]
    return rows if period is None else rows[rows["period"] == period]


def preferred(package: Dataset, series_id: str, period: str) -> float:
    rows = city(package, series_id, period)
    (value,) = rows.loc[rows["preferred"], "value"]
    return float(value)


def test_units_and_their_people(shipped: Dataset) -> None:
    kinds = Counter(geography for geography, _code in shipped.units)
    assert kinds == {"city": 1, "district": 30, "commune": 126}
    communes = [unit for key, unit in shipped.units.items() if key[0] == "commune"]
    districts = [unit for key, unit in shipped.units.items() if key[0] == "district"]
    assert sum(unit.population for unit in communes) == 8_807_523
    assert shipped.units[CITY].population == 8_807_523
    assert shipped.units[CITY].area_km2 == pytest.approx(3359.77, abs=0.005)
    assert sum(unit.population for unit in districts) == 7_739_700
    assert {unit.valid_to for unit in districts} == {date(2025, 6, 30)}
    assert {unit.valid_from for unit in communes} == {date(2025, 7, 1)}
    assert Counter(unit.type for unit in communes) == {"ward": 51, "commune": 75}
    groups = Counter(unit.group for unit in districts)
    assert groups == {"urban": 12, "near": 5, "rural": 13}


def test_links_keep_full_and_part_and_one_main_district(shipped: Dataset) -> None:
    links = shipped.unit_links
    old = links[links["from_geography"] == "old_commune"]
    districts = links[links["from_geography"] == "district"]
    assert Counter(old["part"]) == {"full": 327, "part": 467}
    assert (districts["primary"] == "1").sum() == 126
    hoan_kiem = links[(links["to_code"] == "00070") & (links["part"] == "full")]
    assert list(hoan_kiem["from_code"]) == [
        "00043", "00046", "00049", "00052", "00058", "00061", "00064",
    ]  # fmt: skip


def test_every_clause_is_there(shipped: Dataset) -> None:
    targets = shipped.targets
    assert len(targets) == 151
    assert Counter(target.document_id for target in targets) == {
        "nq18": 40, "qd4098": 85, "kh239": 15, "kh243": 11,
    }  # fmt: skip
    assert Counter(target.kind for target in targets) == {"quantified": 99, "milestone": 52}
    assert {target.year for target in targets} == {2025, 2030}
    assert all(target.quote_vi for target in targets)
    assert sum(target.note.en != "" for target in targets) == 108


def test_every_note_is_in_both_languages(shipped: Dataset) -> None:
    for target in shipped.targets:
        vietnamese, english = target.note.vi, target.note.en
        assert (vietnamese == "") == (english == ""), target.target_id
        assert not vietnamese or vietnamese != english
        # The documents go by their own numbers, not by the gatherer's ids.
        assert not {"NQ18", "QD4098", "KH239", "KH243"} & set(english.replace("-", " ").split())


def test_documents_have_their_dates(shipped: Dataset) -> None:
    assert {key: document.date for key, document in shipped.documents.items()} == {
        "qd4098": date(2021, 9, 6),
        "nq18": date(2022, 12, 30),
        "kh239": date(2023, 9, 27),
        "kh243": date(2025, 9, 8),
    }


def test_number_of_rows_of_each_file(shipped: Dataset) -> None:
    # 143 gathered city results and the city's population; 23 rows of context make up the 166.
    # 214 gathered district rows and 90 counts of wards, communes and townships.
    # 265 gathered commune rows and 126 areas by a second source.
    assert Counter(shipped.observations["file"]) == {
        "observations/city.csv": 144,
        "observations/districts.csv": 304,
        "observations/communes.csv": 391,
        "observations/derived.csv": 251,
        "observations/illustrative_districts.csv": 4037,
        "observations/illustrative_communes.csv": 9449,
    }
    assert len(shipped.context) == 23
    assert Counter(shipped.context["kind"]) == {"context_national": 19, "plan_target": 4}
    assert Counter(shipped.reference["series_id"]) == {
        "internet_users": 953, "fixed_broadband_per_100": 700, "account_fin_institution": 68,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("series_id", "period", "value"),
    [
        ("digital_economy_share_grdp_va", "2025", 17.34),
        ("digital_economy_share_grdp_mic", "2022", 17.15),
        ("grdp_growth", "2025", 8.16),
        ("grdp_growth", "2022", 8.89),
        ("grdp_growth", "2023", 6.27),
        ("grdp_growth_nominal", "2025", 11.05),
        ("grdp_size", "2024", 1_430_000),
        ("dti_rank_34", "2024", 1),
        ("dti_rank_34", "2023", 5),
        ("dti_rank_63", "2021", 40),
        ("dti_rank_63", "2022", 24),
        ("dti_rank_63", "2023", 6),
        ("pii_rank", "2025", 1),
        ("pci_rank", "2024", 24),
        ("fibre_broadband_households", "2023", 93.15),
        ("electronic_health_records", "2025", 97),
        ("adults_with_smartphone", "2022-11", 78),
        ("ihanoi_accounts", "2024-07-23", 160_267),
        ("ihanoi_accounts", "2024-11-27", 1_633_840),
        ("dossier_digitisation_rate", "2025-07-01/2025-11-12", 85.89),
        ("online_dossier_share_full_process_h2_2025", "2025-07-01/2025-12-31", 18.55),
        ("online_dossier_share_full_process_2026", "2026-Q1", 68.7),
        ("emr_public_hospitals", "2025-09", 59.52),
        ("emr_public_hospitals", "2025-05", 26.19),
        ("emr_private_hospitals", "2025-09", 18.75),
    ],
)
def test_published_figure(shipped: Dataset, series_id: str, period: str, value: float) -> None:
    assert preferred(shipped, series_id, period) == value


def test_conflicts_are_kept_and_one_side_preferred(shipped: Dataset) -> None:
    growth = city(shipped, "grdp_growth", "2022")
    assert sorted(growth["value"]) == [8.29, 8.89, 8.89, 9.37]
    assert list(growth.loc[growth["preferred"], "value"]) == [8.89]
    assert sorted(city(shipped, "grdp_growth", "2025")["value"]) == [8.16, 8.5]
    assert len(city(shipped, "dti_rank_63", "2022")) == 4
    area = shipped.observations[
        (shipped.observations["series_id"] == "area_km2")
        & (shipped.observations["geography"] == "commune")
    ]
    assert len(area) == 252
    assert area["preferred"].sum() == 126


def test_estimates_are_marked_as_such(shipped: Dataset) -> None:
    for series_id in ("digital_economy_share_grdp_va", "digital_economy_value_added", "grdp_size"):
        rows = city(shipped, series_id)
        assert set(rows.loc[rows["provenance"] != "derived", "provenance"]) == {"estimate"}
    assert set(city(shipped, "grdp_growth", "2025")["provenance"]) == {"estimate"}
    assert set(city(shipped, "grdp_growth", "2024")["provenance"]) == {"official"}


@pytest.mark.parametrize(
    "series_id",
    [
        "adults_with_digital_signature",
        "adults_with_epayment_account_urban",
        "population_with_epayment_account",
        "basic_digital_skills_training",
        "work_dossiers_online_city",
        "work_dossiers_online_district",
        "work_dossiers_online_commune",
        "fibre_broadband_communes",
        "student_digital_learning_record",
        "labour_productivity_growth",
    ],
)
def test_what_nobody_published_has_no_city_value(shipped: Dataset, series_id: str) -> None:
    assert any(target.series_id == series_id for target in shipped.targets)
    assert city(shipped, series_id).empty


def test_national_figures_and_plans_are_no_results(shipped: Dataset) -> None:
    outside = set(shipped.context["series_id"])
    assert not outside & set(shipped.observations["series_id"])
    assert "digital_economy_share_grdp_plan" in outside
    (plan,) = shipped.context.loc[
        shipped.context["series_id"] == "digital_economy_share_grdp_plan", "value"
    ]
    assert plan == 22


def test_a_range_and_a_rank_and_two_readings(shipped: Dataset) -> None:
    targets = {target.target_id: target for target in shipped.targets}

    def aims(target_id: str) -> list[tuple[str, float, float]]:
        return [(aim.reading, aim.low, aim.high) for aim in targets[target_id].aims]

    assert aims("QD4098-2025-001") == [("stated", 5, 5)]
    assert aims("NQ18-2025-014") == [("stated", 7, 7.5)]
    assert aims("NQ18-2025-017") == [("stated", 90, 90)]
    assert aims("NQ18-2025-001") == []
    assert aims("NQ18-2030-034") == [("relative", 60, 65), ("points", 70, 80)]
    assert sum(len(target.aims) == 2 for target in shipped.targets) == 8


def test_each_clause_counts_its_own_series(shipped: Dataset) -> None:
    series = {target.target_id: target.series_id for target in shipped.targets}
    assert series["NQ18-2025-018"] == "adults_with_epayment_account_urban"
    assert series["QD4098-2025-039"] == "population_with_epayment_account"
    assert series["QD4098-2025-011"] == "work_dossiers_online_city"
    assert series["QD4098-2025-012"] == "work_dossiers_online_district"
    assert series["QD4098-2025-013"] == "work_dossiers_online_commune"
    assert series["QD4098-2025-001"] == "dti_rank_34"
    assert series["NQ18-2025-012"] == "digital_economy_share_grdp_va"
    assert series["QD4098-2025-047"] == "emr_public_hospitals"


def test_district_clauses_end_with_the_tier(shipped: Dataset) -> None:
    ended = {target.target_id for target in shipped.targets if target.measurable_until}
    assert ended == {"QD4098-2025-012", "QD4098-2030-073"}


def test_density_is_population_over_area(shipped: Dataset) -> None:
    rows = shipped.observations[shipped.observations["series_id"] == "population_density"]
    assert Counter(rows["geography"]) == {"district": 30, "commune": 126, "city": 1}
    dong_da = rows[rows["unit_code"] == "006"].iloc[0]
    assert dong_da["value"] == pytest.approx(420_900 / 9.95, abs=0.005)
    assert (dong_da["numerator"], dong_da["denominator"]) == (420_900, 9.95)
    assert set(rows["provenance"]) == {"derived"}
    assert rows["note"].str.startswith("Formula:").all()


def test_the_register_is_wide_and_bilingual(shipped: Dataset) -> None:
    assert len(shipped.indicators) >= 40
    assert {indicator.pillar for indicator in shipped.indicators.values()} == {
        "government", "economy", "society", "general",
    }  # fmt: skip
    observed = shipped.observations
    by_unit = observed[observed["geography"] != "city"]["series_id"].unique()
    assert len({shipped.series[series_id].indicator_id for series_id in by_unit}) >= 24
    for indicator in shipped.indicators.values():
        assert indicator.name.vi != indicator.name.en
        assert indicator.definition.vi != indicator.definition.en
        assert indicator.kind != "share" or indicator.cap == 100
        assert indicator.kind != "rank" or indicator.direction == "down"


def test_as_of_is_the_latest_published_period(shipped: Dataset) -> None:
    assert shipped.as_of == date(2026, 3, 31)


def test_licences_stand_beside_their_files(shipped_root: Path) -> None:
    for name, words in {
        "boundaries/districts.LICENSE.txt": ("CC BY 3.0 IGO", "geoBoundaries", "OCHA ROAP"),
        "boundaries/communes.LICENSE.txt": ("© OpenStreetMap contributors", "ODbL"),
        "reference/reference_series.LICENSE.txt": ("CC", "ITU", "World Bank", "Gapminder"),
    }.items():
        text = (shipped_root / name).read_text(encoding="utf-8")
        assert all(word in text for word in words), name


def test_a_near_series_has_a_published_city_figure_and_the_other_has_none_of_late(
    shipped: Dataset,
) -> None:
    points = points_by_series(shipped.observations, official_only=True)
    targeted = {target.series_id for target in shipped.targets if target.kind == "quantified"}
    near = [one for found in shipped.proxies.values() for one in found]
    assert len(near) >= 12
    for one in near:
        assert one.series_id in targeted
        assert points[one.proxy_series_id], one.proxy_series_id
        assert all(point.t <= 2024 for point in points.get(one.series_id, ())), one.series_id
        assert one.proxy_series_id != one.series_id
        assert one.reason.vi != one.reason.en

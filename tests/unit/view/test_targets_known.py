"""The verdicts on the shipped figures, as they are known by hand, on a fixed day."""

from __future__ import annotations

from datetime import date

import pytest

from lib.analysis.progress.targets import assess_all, binding, counts
from lib.analysis.progress.verdict import Assessment
from lib.data.package import Dataset, load
from tests.serving import ROOT

TODAY = date(2026, 11, 25)

# The distinct targets of 2025 for which a figure is published: the clause that binds, its
# verdict, how far it is behind (below zero: ahead), and the figure it rests on.
KNOWN_2025 = {
    "digital_economy_share_grdp_va": ("KH239-2025-003", "missed", 12.66, "2025"),
    "grdp_growth": ("KH243-2025-001", "missed", 0.34, "2025"),
    "dti_rank_34": ("QD4098-2025-001", "met_on_last", -4.0, "2024"),
    "pii_rank": ("QD4098-2025-004", "met", -4.0, "2025"),
    "pci_rank": ("QD4098-2025-003", "missed_on_last", 19.0, "2024"),
    "fibre_broadband_households": ("NQ18-2025-017", "met_on_last", -3.15, "2023"),
    "electronic_health_records": ("KH239-2025-008", "met", -7.0, "2025"),
    "emr_public_hospitals": ("QD4098-2025-047", "missed_on_last", 40.48, "2025-09"),
}

# What is asked about and never told; smartphones have an older figure, shown beside.
NOT_REPORTED = {
    "adults_with_smartphone",
    "adults_with_digital_signature",
    "population_with_epayment_account",
    "adults_with_epayment_account_urban",
    "basic_digital_skills_training",
    "work_dossiers_online_city",
    "work_dossiers_online_commune",
    "fibre_broadband_communes",
}


@pytest.fixture(scope="module")
def package() -> Dataset:
    return load(ROOT / "data")


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


@pytest.fixture(scope="module")
def bound_2025(assessed: tuple[Assessment, ...]) -> dict[str, Assessment]:
    return {one.target.series_id: one for one in binding(assessed) if one.target.year == 2025}


@pytest.mark.parametrize("series_id", KNOWN_2025)
def test_a_target_of_2025_comes_out_as_known(
    bound_2025: dict[str, Assessment], series_id: str
) -> None:
    one = bound_2025[series_id]
    assert one.used is not None
    found = (one.target.target_id, one.verdict, one.shortfall, one.used.period.text)
    assert found == KNOWN_2025[series_id]


def test_nothing_else_of_2025_has_a_verdict(bound_2025: dict[str, Assessment]) -> None:
    others = {
        series_id: one for series_id, one in bound_2025.items() if series_id not in KNOWN_2025
    }
    assert {one.verdict for one in others.values()} == {"not_reported"}
    assert set(others) >= NOT_REPORTED


def test_the_older_figure_on_smartphones_is_kept_beside(bound_2025: dict[str, Assessment]) -> None:
    one = bound_2025["adults_with_smartphone"]
    assert one.used is None
    assert one.last is not None
    assert (one.last.value, one.last.period.text, one.reason) == (
        78.0,
        "2022-11",
        "only_older_figure",
    )


def test_every_person_having_a_health_record_was_missed(
    assessed: tuple[Assessment, ...],
) -> None:
    (one,) = (one for one in assessed if one.target.target_id == "QD4098-2025-044")
    assert (one.verdict, one.shortfall) == ("missed", 3.0)


def test_counts_by_verdict(assessed: tuple[Assessment, ...]) -> None:
    assert counts(assessed, year=2025) == {
        "met": 2,
        "missed": 2,
        "met_on_last": 2,
        "missed_on_last": 2,
        "not_reported": 51,
    }
    assert counts(assessed, year=2030) == {
        "achieved": 2,
        "not_yet": 2,
        "distance_only": 4,
        "no_figure": 17,
        "not_measurable": 1,
    }


def test_the_district_target_of_2030_cannot_be_measured(assessed: tuple[Assessment, ...]) -> None:
    assert [one.target.target_id for one in assessed if one.verdict == "not_measurable"] == [
        "QD4098-2030-073"
    ]


def test_no_milestone_has_a_figure(assessed: tuple[Assessment, ...]) -> None:
    milestones = [one for one in assessed if one.target.kind == "milestone"]
    assert len(milestones) == 52
    assert {(one.verdict, one.shortfall, one.last) for one in milestones} == {
        ("no_report", None, None)
    }

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from lib.analysis.progress.targets import assess_all, binding, clauses, clauses_judged_apart, counts
from lib.analysis.progress.verdict import Assessment
from lib.model.entities import Aim, Document, Series, Target
from tests.unit.analysis.making import LINEAR, NOTHING, observations, target

DOCUMENTS = {
    "old": Document("old", NOTHING, "old", date(2021, 9, 6)),
    "new": Document("new", NOTHING, "new", date(2023, 9, 27)),
}
SERIES = {name: Series(name, "a_share", NOTHING, NOTHING) for name in ("series", "other")}
FRAME = observations(
    {"period": "2025", "value": 97.0},
    {"period": "2025", "value": 1.0, "geography": "commune", "unit_code": "00004"},
    {"period": "2025", "value": 99.0, "series_id": "other", "provenance": "illustrative"},
)


def assessed(*targets: Target) -> tuple[Assessment, ...]:
    return assess_all(
        targets,
        indicators={"a_share": LINEAR},
        series=SERIES,
        documents=DOCUMENTS,
        observations=FRAME,
        today=date(2026, 11, 25),
    )


def past(low: float, document: str, target_id: str, **changes: object) -> Target:
    return replace(target(low, year=2025), document_id=document, target_id=target_id, **changes)  # type: ignore[arg-type]


def test_every_reading_of_every_target_in_order() -> None:
    two = past(
        60, "new", "T2", aims=(Aim("relative", 60, 65), Aim("points", 70, 80)), comparator="range"
    )
    found = assessed(past(90, "old", "T1"), two, past(50, "new", "T3", series_id="other"))
    assert [a.target.target_id for a in found] == ["T1", "T2", "T2", "T3"]
    assert [a.verdict for a in found] == ["met", "met", "met", "not_reported"]
    assert found[0].document_date == date(2021, 9, 6)


def test_a_milestone_needs_neither_series_nor_indicator() -> None:
    milestone = past(0, "new", "M", kind="milestone", aims=(), series_id="nowhere")
    assert [a.verdict for a in assessed(milestone)] == ["no_report"]


def test_the_latest_document_binds_even_where_it_asks_for_less() -> None:
    found = assessed(past(100, "old", "T1"), past(90, "new", "T2"))
    (bound,) = binding(found)
    assert bound.target.target_id == "T2"
    assert bound.verdict == "met"
    assert [a.target.target_id for a in clauses(found, "series", 2025)] == ["T2", "T1"]


def test_clauses_of_another_number_stand_beside_with_their_own_verdict() -> None:
    found = assessed(past(100, "old", "T1"), past(90, "new", "T2"), past(90, "old", "T3"))
    (bound,) = binding(found)
    assert [(a.target.target_id, a.verdict) for a in clauses_judged_apart(found, bound)] == [
        ("T1", "missed")
    ]
    missed = next(a for a in found if a.target.target_id == "T1")
    assert [(a.target.target_id, a.verdict) for a in clauses_judged_apart(found, missed)] == [
        ("T2", "met")
    ]


def test_on_a_tie_the_strictest_binds() -> None:
    found = assessed(past(80, "new", "T1"), past(98, "new", "T2"), past(90, "new", "T3"))
    assert [a.target.target_id for a in binding(found)] == ["T2"]
    same = assessed(past(80, "new", "T1"), past(80, "new", "T2", comparator=">"))
    assert [a.target.target_id for a in binding(same)] == ["T2"]
    down = replace(LINEAR, direction="down")
    fewer = assess_all(
        (past(30, "new", "T1"), past(10, "new", "T2")),
        indicators={"a_share": down},
        series=SERIES,
        documents=DOCUMENTS,
        observations=FRAME,
        today=date(2026, 11, 25),
    )
    assert [a.target.target_id for a in binding(fewer)] == ["T2"]


def test_an_ambiguous_target_counts_once_by_its_stricter_reading() -> None:
    two = past(
        96, "new", "T", aims=(Aim("relative", 96, 100), Aim("points", 100, 100)), comparator="range"
    )
    found = assessed(two)
    assert [a.verdict for a in found] == ["met", "missed"]
    assert counts(found, year=2025) == {"missed": 1}


def test_counts_are_of_distinct_series_and_year_without_milestones() -> None:
    found = assessed(
        past(90, "old", "T1"),
        past(90, "new", "T2"),
        past(50, "new", "T3", series_id="other", pillar="economy"),
        replace(past(99, "new", "T4"), year=2030),
        past(0, "new", "M", kind="milestone", aims=()),
    )
    assert counts(found, year=2025) == {"met": 1, "not_reported": 1}
    assert counts(found, year=2025, pillar="economy") == {"not_reported": 1}
    assert counts(found, year=2025, pillar="society") == {"met": 1}
    assert counts(found, year=2025, pillar="government") == {}
    assert counts(found, year=2030) == {"distance_only": 1}
    assert sum(counts(found, year=2025).values()) == 2


def test_an_unknown_series_is_a_fault_of_the_package_and_said() -> None:
    with pytest.raises(KeyError, match="nowhere"):
        assessed(past(90, "new", "T", series_id="nowhere"))

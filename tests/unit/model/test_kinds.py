from __future__ import annotations

import pytest

from lib.model.entities import Controls
from lib.model.vocabulary import CITABLE, PROVENANCE_ORDER, Pillar, Provenance, weakest, words


def test_words_are_in_the_order_written() -> None:
    assert words(Pillar) == ("government", "economy", "society", "general")


def test_every_provenance_has_its_strength() -> None:
    assert sorted(PROVENANCE_ORDER) == sorted(words(Provenance))
    assert set(words(Provenance)) - CITABLE == {"illustrative"}


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        (["official"], "official"),
        (["official", "derived"], "derived"),
        (["derived", "estimate", "official"], "estimate"),
        (["official", "illustrative"], "illustrative"),
    ],
)
def test_a_result_is_as_weak_as_its_weakest_input(
    marks: list[Provenance], expected: Provenance
) -> None:
    assert weakest(marks) == expected


def test_no_evidence_has_no_mark() -> None:
    with pytest.raises(ValueError, match="no provenance"):
        weakest([])


def test_effort_belongs_to_its_pillar() -> None:
    controls = Controls(effort_government=2.0, effort_economy=3.0, effort_society=4.0)
    pillars: tuple[Pillar, ...] = ("government", "economy", "society", "general")
    assert [controls.effort(pillar) for pillar in pillars] == [2.0, 3.0, 4.0, 1.0]

from __future__ import annotations

from dataclasses import replace

import pytest

from lib.analysis.units.ranking import Place
from lib.features.unit import wording
from lib.geo.lineage import Kin
from lib.model.entities import Source
from lib.model.vocabulary import Lang
from lib.wording.magnitudes import gap_forms
from tests.unit.view.unit_making import WARDS, book, goal, line, ward

VALUES = {"001": (70.0, 85.0), "002": (50.0, 40.0)}


@pytest.mark.parametrize(
    ("place", "said"),
    [(Place(1, 1, 126), "rank 1 of 126"), (Place(12, 14, 126), "rank 12–14 of 126")],
)
def test_ties_are_said_as_ties(place: Place, said: str) -> None:
    assert wording.place_words(place, "en") == said


def test_the_headline_rests_on_published_facts_alone() -> None:
    shown = book(line(VALUES, provenance="illustrative"))
    assert wording.headline(shown, 3, "en") == (
        "004 Ward: 4,000 people (2025) on 1 km², 4,000 people/km², rank 1 of 4 by density."
    )
    assert wording.headline(shown, 3, "vi").startswith("Phường 004: 4.000 người (2025)")


def test_without_an_area_there_is_no_density() -> None:
    units = (ward("001", area=0.0),)
    assert wording.headline(book(units=units), 0, "en") == "001 Ward had 1,000 people in 2025."


def test_nothing_is_counted_on_illustrative_values() -> None:
    shown = book(line(VALUES, provenance="illustrative", goals=(goal(80.0),)))
    assert "achieved" not in wording.standing(shown, 0, "en")
    published = book(line(VALUES, goals=(goal(80.0),)))
    assert "achieved: 1" in wording.standing(published, 0, "en")


def test_no_figure_is_no_count() -> None:
    shown = book(line(VALUES, goals=(goal(80.0),)))
    said = wording.standing(shown, 2, "en")
    assert said == "No figure of 003 Ward is published for any of the 1 city targets of 2030."
    assert "○" not in said


def test_without_targets_nothing_is_said() -> None:
    assert wording.standing(book(line(VALUES)), 0, "en") == ""


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_no_sentence_on_illustrative_values_names_a_best_or_worst(lang: Lang) -> None:
    shown = book(line(VALUES, provenance="illustrative", goals=(goal(80.0),)))
    for at in range(4):
        said = f"{wording.headline(shown, at, lang)} {wording.standing(shown, at, lang)}"
        for word in ("best", "worst", "highest", "lowest", "nhất trong", "tốt nhất", "kém nhất"):
            assert word not in said


def test_the_last_year_that_a_unit_lives_to_see_is_the_one_held_against() -> None:
    goals = (goal(80.0, year=2025), goal(80.0, year=2030))
    assert wording.goal_year(book(line(VALUES, goals=goals)), 0) == 2030


def test_lineage_links_units_and_names_old_communes() -> None:
    kin = Kin(
        is_district=False, main=(WARDS[0],), part=(), whole=("Phường A", "Phường B"), pieces=()
    )
    assert wording.lineage(kin, "en") == [
        ["Before 1 July 2025 mainly in:", [["commune:001", "001 Ward"]]],
        ["Old communes taken over whole:", [[None, "Phường A"], [None, "Phường B"]]],
    ]
    assert wording.lineage(None, "en") == []


def source(publisher: str) -> Source:
    return Source("yearbook", "Yearbook", publisher, "", "2025", "")


def test_who_would_publish_what_is_missing() -> None:
    published, documents = {"yearbook": source("Statistics Office")}, {"doc": "Plan 1"}
    known = line(VALUES, goals=(goal(80.0),))
    assert "Statistics Office" in wording.owed(known, published, documents, "en")
    made = line(VALUES, provenance="illustrative", goals=(goal(80.0),))
    assert "Plan 1" in wording.owed(made, published, documents, "en")
    bare = line(VALUES, provenance="illustrative")
    assert "no body" in wording.owed(bare, {}, documents, "en")
    defined = replace(bare, indicator=replace(bare.indicator, source_id="yearbook"))
    assert wording.owed(defined, published, documents, "en").endswith("Statistics Office")


def test_official_only_says_what_is_left() -> None:
    shown = book(line(VALUES), line(VALUES, provenance="illustrative", official_only=True))
    assert "1 of 2" in wording.official_only(shown, 0, "en")


def test_gaps_of_one_and_of_more() -> None:
    assert gap_forms(line(VALUES).indicator.unit, "en") == [
        "{n} percentage point",
        "{n} percentage points",
    ]

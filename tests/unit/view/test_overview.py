"""What the Overview tells, before any words: counts, years, and which series are named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lib.data.package import load
from lib.data.paths import default_root
from lib.features.overview.summary import PLANS, Tally, by_pillar, overview_of, tally_of, years_of
from lib.model.entities import Series
from lib.model.vocabulary import CITABLE
from tests.unit.analysis.making import NOTHING, SHARE, one, points, target
from tests.unit.view.overviews import due, shipped, shipped_fact


def test_the_counts_of_the_shipped_figures() -> None:
    view = shipped()
    assert view.tally == Tally(2025, met=4, missed=4, unreported=51)
    assert (view.on_last_figure, view.documents, view.open_year) == (4, 4, 2030)
    assert {block.pillar: block.tally for block in view.blocks} == {
        "government": Tally(2025, 0, 0, 20),
        "economy": Tally(2025, 0, 2, 2),
        "society": Tally(2025, 2, 1, 27),
        "general": Tally(2025, 2, 1, 2),
    }
    # Each target is counted in one pillar, and is a line of the balance sheet.
    assert sum(block.tally.total for block in view.blocks) == view.tally.total == len(view.balance)


@pytest.mark.parametrize(
    ("series_id", "value", "period", "verdict", "shortfall"),
    [
        ("digital_economy_share_grdp_va", 17.34, "2025", "missed", 12.66),
        ("grdp_growth", 8.16, "2025", "missed", 0.34),
        ("dti_rank_34", 1, "2024", "met_on_last", -4),
        ("pci_rank", 24, "2024", "missed_on_last", 19),
        ("pii_rank", 1, "2025", "met", -4),
        ("fibre_broadband_households", 93.15, "2023", "met_on_last", -3.15),
        ("electronic_health_records", 97, "2025", "met", -7),
        ("adults_with_smartphone", 78, "2022-11", "not_reported", 2),
    ],
)
def test_the_known_results_of_2025(
    series_id: str, value: float, period: str, verdict: str, shortfall: float
) -> None:
    fact = shipped_fact(series_id)
    assert fact.shown is not None
    assert fact.past is not None
    assert (fact.shown.value, fact.shown.period.text) == (value, period)
    assert (fact.past.verdict, fact.past.shortfall) == (verdict, shortfall)


def test_what_is_behind_is_told_first() -> None:
    told = {block.pillar: [one.series_id for one in block.told] for block in shipped().blocks}
    assert told == {
        "government": ["par_index"],
        "economy": ["digital_economy_share_grdp_va", "grdp_growth"],
        "society": ["emr_public_hospitals", "electronic_health_records"],
        "general": ["pci_rank", "dti_rank_34"],
    }


def test_nothing_illustrative_reaches_the_page() -> None:
    view = shipped()
    shown = [fact for block in view.blocks for fact in (*block.told, *block.drawn)]
    marks = {point.provenance for fact in (*shown, *view.balance) for point in fact.points}
    assert marks <= CITABLE


def test_every_series_of_the_plan_is_shipped() -> None:
    series = load(default_root()).series
    for plan in PLANS:
        assert set(plan.told) | set(plan.bars) | set(plan.lines) <= set(series), plan.pillar


def test_a_fact_drawn_twice_is_taken_away_once() -> None:
    for block in shipped().blocks:
        ids = [fact.series_id for fact in block.drawn]
        assert len(ids) == len(set(ids))


def test_what_cannot_be_measured_is_apart_from_the_total() -> None:
    tally = tally_of({"met": 1, "not_measurable": 2, "missed_on_last": 1, "not_reported": 3}, 2025)
    assert tally == Tally(2025, 1, 1, 3, unmeasurable=2)
    assert tally.total == 5


def test_the_years_are_the_last_over_and_the_first_ahead() -> None:
    known = points(("2024", 50.0))
    judged = [one(target(90, year=year), SHARE, known) for year in (2022, 2025, 2028, 2030)]
    assert years_of(judged) == (2025, 2028)
    assert years_of(judged[2:]) == (2028, 2028)
    assert years_of(judged[:2]) == (2025, 2025)
    milestone = one(target(kind="milestone", aims=()), SHARE, ())
    with pytest.raises(ValueError, match="no quantified target"):
        years_of([milestone])


def test_a_pillar_whose_named_series_have_no_figure_tells_what_it_has() -> None:
    known = points(("2025", 70.0))
    other = Series("series", "a_share", NOTHING, NOTHING)
    view = overview_of(
        [one(due(80), SHARE, known)],
        {"series": known},
        series={"series": other},
        indicators={"a_share": SHARE},
        past_year=2025,
        open_year=2030,
    )
    society = next(block for block in view.blocks if block.pillar == "society")
    assert [fact.series_id for fact in society.told] == ["series"]
    assert society.drawn == ()
    government = view.blocks[0]
    assert (government.told, government.tally.total) == ((), 0)


def test_a_target_with_a_figure_is_told_beside_what_the_plan_names() -> None:
    known = points(("2025", 70.0))
    met, asked = (replace(due(at), series_id=name) for name, at in (("met", 60), ("missed", 80)))
    met, asked = replace(met, pillar="government"), replace(asked, pillar="government")
    ids = ("par_index", "met", "missed")
    view = overview_of(
        [one(met, SHARE, known), one(asked, SHARE, known)],
        dict.fromkeys(ids, known),
        series={name: Series(name, "a_share", NOTHING, NOTHING) for name in ids},
        indicators={"a_share": SHARE},
        past_year=2025,
        open_year=2030,
    )
    # What is behind first; what no document asks for after every target.
    assert [fact.series_id for fact in view.blocks[0].told] == ["missed", "par_index"]


def test_the_last_figure_is_shown_where_no_verdict_rests_on_one() -> None:
    fact = shipped_fact("adults_with_smartphone")
    assert fact.past is not None
    assert fact.past.used is None
    assert fact.shown == fact.last
    assert fact.shown is not None


def test_the_balance_is_parted_by_pillar_in_the_order_of_the_blocks() -> None:
    found = by_pillar(shipped().balance)
    assert list(found) == [plan.pillar for plan in PLANS]
    assert {pillar: len(facts) for pillar, facts in found.items()} == {
        "government": 20,
        "economy": 4,
        "society": 30,
        "general": 5,
    }
    assert by_pillar([replace(found["society"][0], past=None)]) == {}

from __future__ import annotations

import json
from typing import Any

import pytest

from lib.analysis.projection.history import SeriesHistory
from lib.features.unit import payload, projection, tables, trend_svg
from lib.features.unit.profile_data import UnitProfileData
from lib.geo.layers import STATUSES
from lib.model.vocabulary import Provenance
from tests.unit.analysis.making import history
from tests.unit.node import evaluated
from tests.unit.view.unit_making import WARDS, book, goal, line

VALUES = {"001": (70.0, 85.0), "002": (50.0, 40.0), "003": (None, 40.0)}
LABELS = {"fibre": "Fibre"}


def sent(shown: UnitProfileData, *, official_only: bool = False) -> dict[str, Any]:
    packed = payload.payload(
        shown,
        labels=LABELS,
        sources={},
        documents={"doc": "Plan 1"},
        banner="made up",
        official_only=official_only,
        lang="en",
    )
    found: dict[str, Any] = json.loads(packed)
    return found


ALL = VALUES | {"004": (None, 30.0)}


def shown(provenance: Provenance = "illustrative") -> UnitProfileData:
    return book(line(VALUES, provenance=provenance, goals=(goal(80.0),)))


def test_numbers_are_whole_and_ranks_are_of_nearly_all() -> None:
    (found,) = sent(book(line(ALL)))["lines"]
    assert found["values"] == [[7000, 5000, None, None], [8500, 4000, 4000, 3000]]
    # Two units of four in 2024 make no rank; in 2025 two share the second place.
    assert found["ranks"] == [None, [1, 2, 2, 4]]
    assert found["named"] == ["published for some only, so none is ranked", ""]
    assert found["marks"] == ["ooPP", "o"]
    assert found["t"] == [2025.0, 2026.0]
    (made,) = sent(book(line(ALL, provenance="illustrative")))["lines"]
    assert made["ranks"] == [None, None]


def test_where_nothing_is_published_there_is_no_league_to_stand_out_in() -> None:
    # All four by number; none of them; two of four.
    assert sent(book(line(ALL)))["has_leagues"]
    made = line(ALL, provenance="illustrative")
    empty = line(ALL, provenance="illustrative", official_only=True)
    some = line({"001": (None, 85.0), "002": (None, 40.0)})
    assert not any(sent(book(one))["has_leagues"] for one in (made, empty, some))


def test_verdicts_are_places_among_the_signs() -> None:
    (target,) = sent(shown())["lines"][0]["goals"]
    assert [None if v is None else STATUSES[v].key for v in target["verdicts"]] == [
        "achieved",
        "going_back_provisional",
        "distance_only",
        None,
    ]
    assert (target["year"], target["at"], target["sense"]) == (2030, 8000, 1)


def test_what_official_only_leaves_is_said_with_it_alone() -> None:
    assert "official" not in sent(shown())["units"][0]
    assert "1 of 1" in sent(shown("official"), official_only=True)["units"][0]["official"]


def test_units_are_named_by_ids_that_have_no_language() -> None:
    assert [unit["id"] for unit in sent(shown())["units"]] == [
        f"commune:{unit.unit_code}" for unit in WARDS
    ]
    rows = payload.index({"commune": WARDS}, "en")
    assert rows[0] == ["commune:001", "001 Ward", "Phường 001", "Ward · urban core"]


def projected() -> SeriesHistory:
    """Four wards over three years, the last without a figure, as the book has them."""
    rows = [[60.0, 70.0, 85.0], [55.0, 50.0, 40.0], [float("nan")] * 2 + [40.0], [float("nan")] * 3]
    return history(line(VALUES).indicator, (2024.0, 2025.0, 2026.0), rows)


def test_a_projection_starts_at_the_units_last_figure() -> None:
    every = line(VALUES, goals=(goal(80.0),))
    found = projection.ahead(every, projected())
    kind, t, middle, low, high = found["rows"][0]
    assert kind == "band"
    assert (t[0], t[-1]) == (2026.0, 2031.0)
    assert middle[0] == low[0] == high[0] == 8500
    assert low[-1] < middle[-1] < high[-1] <= 10000
    assert found["rows"][3] == 0


def test_one_figure_is_no_ground_for_a_band() -> None:
    found = projection.ahead(line(VALUES), projected())
    assert found["rows"][2] == 0 or found["rows"][2][0] == "fan"


def test_what_ended_is_not_projected() -> None:
    assert projection.ahead(line(VALUES), None)["rows"] == []


def test_the_way_leads_from_the_baseline_to_the_target() -> None:
    found = projection.ahead(line({"001": (50.0, 60.0)}, goals=(goal(80.0),)), None)
    (way,) = found["ways"][0]
    # The logistic way from 50 at the end of 2024 to 80 at the end of 2030.
    assert way[0] == [2025.0, 5000]
    assert way[-1] == [2031.0, 8000]
    # Half of the time is half of the way on the logit: ln(4)/2 is a share of 2/3.
    assert way[len(way) // 2] == [2028.0, 6667]
    assert found["ways"][3] == [None]


def test_the_table_tells_a_line_a_unit_and_period() -> None:
    found = tables.table(
        book(line(ALL, goals=(goal(80.0),))),
        ("001", "004"),
        labels=LABELS,
        sources={},
        version="v1",
        lang="en",
    )
    assert found["unit_code"].tolist() == ["001", "001", "004", "004"]
    last = found.iloc[1]
    assert (last["value"], last["rank_first"], last["rank_of"]) == (85.0, 1, 4)
    assert (last["verdict"], last["distance"]) == ("achieved", -5.0)
    assert last["provenance"] == "official"
    assert found["named_only"].tolist() == ["some", ""] * 2
    assert found["missing_reason"].tolist()[2:] == ["no_data_for_period", ""]
    assert set(found["data_version"]) == {"v1"}
    # Target and verdict stand beside the last figure alone.
    assert found["verdict"].isna().tolist() == [True, False, True, False]


@pytest.mark.parametrize("codes", [("001",), ("001", "002", "003", "004")])
def test_the_picture_draws_the_units_and_escapes_their_names(codes: tuple[str, ...]) -> None:
    every = shown()
    drawn = every.lines[0]
    svg = trend_svg.picture_svg(
        every,
        drawn,
        codes,
        ahead=projection.ahead(drawn, projected()),
        lang="vi",
        theme="light",
    )
    assert svg.startswith("<svg ")
    assert "Phường 001" in svg
    # The band of one unit only: of several they would cover each other.
    assert ("opacity" in svg) == (len(codes) == 1)


def test_a_picture_of_nothing_says_so() -> None:
    every = book(line({"001": (None, 85.0)}, official_only=True, provenance="illustrative"))
    drawn = every.lines[0]
    svg = trend_svg.picture_svg(
        every, drawn, ("001",), ahead={"rows": [], "ways": [[]] * 4}, lang="en", theme="dark"
    )
    assert "No value is published." in svg


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0.0, 100.0, (0.0, 20.0, 40.0, 60.0, 80.0, 100.0)),
        (1.0, 2.0, (1.0, 1.2, 1.4, 1.6, 1.8, 2.0)),
    ],
)
def test_ticks_are_round(low: float, high: float, expected: tuple[float, ...]) -> None:
    assert trend_svg.ticks(low, high) == pytest.approx(expected)


@pytest.mark.parametrize(("low", "high"), [(12.35, 13.65), (12, 14), (99.985, 100.0), (0, 0.04)])
def test_no_two_ticks_are_written_alike(low: float, high: float) -> None:
    for least in (1.0, 0.01):
        found = trend_svg.ticks(low, high, least=least)
        assert [tick / least for tick in found] == pytest.approx(
            [round(tick / least) for tick in found]
        )
    whole = [[round(low * 100), round(high * 100)], [round(low), round(high)]]
    body = "return given.map(([low, high]) => of.ticksOf(low, high, 5))"
    for ticks in evaluated("unit_chart.js", body, whole):
        assert all(isinstance(tick, int) for tick in ticks)

"""What the colours mean, held against figures worked by hand."""

from __future__ import annotations

from datetime import date

import pytest

from lib.analysis.progress.verdict import Assessment
from lib.analysis.units.city import CityValue
from lib.geo.colour_scale import recoded, scheme
from lib.geo.layer_wording import LayerSubject, answer
from lib.geo.layers import (
    STATUSES,
    change_layer,
    gap_layer,
    obstacle,
    share_layer,
    since_options,
    value_layer,
    verdict_layer,
)
from lib.model.vocabulary import Provenance
from lib.style.palette import DIVERGING, Theme
from tests.unit.view.map_making import CODES, cells_of, goal, indicator, row, unit

TODAY = date(2026, 11, 25)
NO_CITY = CityValue(None, "no_data", 0.0, "population", False, None)


def test_a_gap_is_ahead_above_nought_whatever_the_direction() -> None:
    rows = [row("001", "2024", 82.5), row("002", "2024", 80.0), row("003", "2024", 61.25)]
    up = gap_layer(cells_of(rows), indicator(), goal(80.0))
    assert up.cells.values == ((2.5, 0.0, -18.75, None),)
    assert up.cells.marks == ("oooN",)
    assert up.unit == "percentage_points"
    # At most 80: the one with less is ahead.
    down = gap_layer(cells_of(rows), indicator(direction="down"), goal(80.0, sense=-1))
    assert down.cells.values == ((-2.5, 0.0, 18.75, None),)


def test_a_change_needs_both_ends_and_starts_after_the_first() -> None:
    rows = [
        row("001", "2022", 50.0),
        row("002", "2022", 60.0, "illustrative"),
        row("001", "2024", 55.55),
        row("002", "2024", 58.0),
        row("003", "2024", 70.0),
    ]
    layer = change_layer(cells_of(rows), indicator(), "2022")
    assert layer.cells.values == ((None,) * 4, (5.55, -2.0, None, None))
    # Not for the period that it starts from; none without a start; as weak as its weaker end.
    assert layer.cells.marks == ("AAAA", "oiPN")
    assert since_options(layer.cells) == ("2022", "2024")


def test_shares_of_the_shortfall_are_by_people_and_sum_to_all() -> None:
    rows = [row("001", "2024", 70.0), row("002", "2024", 60.0), row("003", "2024", 90.0)]
    units = [
        unit("001", population=1000.0),
        unit("002", population=500.0),
        unit("003", population=2000.0),
        unit("004", population=100.0),
    ]
    layer = share_layer(cells_of(rows), indicator(), goal(80.0), units=units, city=[NO_CITY])
    # 1000 · 10 = 10 000 and 500 · 20 = 10 000 of 20 000; the third is there.
    assert layer.cells.values == ((50.0, 50.0, 0.0, None),)
    assert layer.cells.marks == ("oooN",)
    # 3 500 of 3 600 people have a figure: (70 + 30 + 180) / 3.5 = 80, which the city has met.
    assert layer.shortfalls[0].status == "city_has_met"


def test_who_is_short_by_next_to_nothing_is_not_printed_as_there() -> None:
    rows = [row("001", "2024", 79.99), row("002", "2024", 0.0), row("003", "2024", 80.0)]
    units = [unit("001", population=1.0), unit("002", population=1e6), unit("003"), unit("004")]
    layer = share_layer(cells_of(rows), indicator(), goal(80.0), units=units, city=[NO_CITY])
    assert layer.cells.values == ((0.01, 100.0, 0.0, None),)


def test_nobody_short_has_no_shares_and_one_made_up_value_marks_all() -> None:
    units = [unit(code) for code in CODES]
    there = [row(code, "2024", 85.0) for code in CODES]
    layer = share_layer(cells_of(there), indicator(), goal(80.0), units=units, city=[NO_CITY])
    assert layer.cells.values == ((None,) * 4,)
    assert layer.cells.marks == ("AAAA",)
    mixed = [row("001", "2024", 70.0), row("002", "2024", 60.0, "illustrative")]
    layer = share_layer(cells_of(mixed), indicator(), goal(80.0), units=units, city=[NO_CITY])
    assert layer.cells.marks == ("iiNN",)


def test_verdicts_rest_on_a_units_own_points_up_to_the_period() -> None:
    rows = [
        row("001", "2022", 40.0),
        row("002", "2022", 60.0),
        row("003", "2022", 95.0),
        row("001", "2024", 42.0),
        row("002", "2024", 80.0),
        row("003", "2024", 96.0),
    ]
    layer = verdict_layer(cells_of(rows), indicator(), goal(90.0), today=TODAY)
    found = [[None if v is None else STATUSES[int(v)] for v in line] for line in layer.cells.values]
    said = [[one and one.verdict for one in line] for line in found]
    assert said[0] == ["distance_only", "distance_only", "achieved", None]
    # Logistic from the end of 2022 to the end of 2030, of which two of eight years are gone:
    # 40 → 42 is 0.083 of the 2.603 needed, R 0.13; 60 → 80 is 0.981 of 1.792, R 2.19.
    assert said[1] == ["far_off", "on_track", "achieved", None]
    # Two figures make a pace, but a provisional one; whether a number is reached hangs on no pace.
    provisional = [[one and one.is_provisional for one in line] for line in found]
    assert provisional == [[False, False, False, None], [True, True, False, None]]
    drawn = scheme(layer, lang="en", theme="light")
    assert drawn.keys == (
        "achieved",
        "on_track_provisional",
        "far_off_provisional",
        "distance_only",
    )
    assert drawn.labels[:2] == ("✔ achieved", "▲ on track (provisional)")
    assert drawn.hollow == (1, 2)
    assert recoded(layer)[1] == (2.0, 1.0, 0.0, None)
    assert len(set(drawn.colours)) == 4


@pytest.mark.parametrize("provenance", ["official", "illustrative"])
@pytest.mark.parametrize(
    ("periods", "is_provisional"),
    [
        (("2022", "2024"), True),
        (("2022", "2023", "2024"), False),
        (("2022", "2024-Q1", "2024-Q2"), True),
        (("2025-Q3", "2025-Q4", "2026-Q1"), True),
    ],
)
def test_a_verdict_is_firm_on_three_figures_over_two_years(
    *, periods: tuple[str, ...], provenance: Provenance, is_provisional: bool
) -> None:
    rows = [row("001", p, 40.0 + 2 * i, provenance) for i, p in enumerate(periods)]
    layer = verdict_layer(cells_of(rows), indicator(), goal(90.0), today=TODAY)
    last = layer.cells.values[-1][0]
    assert last is not None
    assert STATUSES[int(last)].is_provisional == is_provisional


def test_what_cannot_be_shown_says_why() -> None:
    one = cells_of([row("001", "2024", 70.0)])
    assert obstacle("change", one, indicator(), {}) == "one_period"
    assert obstacle("gap", one, indicator(), {}) == "no_target"
    assert obstacle("share", one, indicator(weight="none"), {"2030": goal(80)}) == "not_averaged"
    assert obstacle("verdict", one, indicator(), {"2030": goal(80)}) is None
    assert obstacle("value", one, indicator(), {}) is None


def subject(found: Assessment | None = None, since: str = "") -> LayerSubject:
    names = ("Ba Đình", "Hoàn Kiếm", "Tây Hồ", "Long Biên")
    units = {code: unit(code, name) for code, name in zip(CODES, names, strict=True)}
    return LayerSubject("Fibre", indicator(), units, found, since)


def test_the_sentence_names_the_furthest_only_where_it_may() -> None:
    rows = [row("001", "2024", 70.0), *(row(code, "2024", 85.0) for code in CODES[1:])]
    layer = gap_layer(cells_of(rows), indicator(), goal(80.0))
    assert answer(layer, 0, subject(goal(80.0)), "en") == (
        "Fibre, 2024: 3 of 4 districts are at the level of the city's target for 2030 "
        "(at least 80%); furthest behind is Ba Đình, by 10 percentage points."
    )
    # Of a few that were published, the last is not the last of all.
    layer = gap_layer(cells_of(rows[:2]), indicator(), goal(80.0))
    assert "Ba Đình" not in answer(layer, 0, subject(goal(80.0)), "en")
    made = [row("001", "2024", 70.0, "illustrative"), row("002", "2024", 85.0)]
    layer = gap_layer(cells_of(made), indicator(), goal(80.0))
    said = answer(layer, 0, subject(goal(80.0)), "en")
    assert "Ba Đình" not in said
    assert "illustrative" in said


def test_the_sentence_on_a_change_counts_and_says_where_it_starts() -> None:
    rows = [row("001", "2022", 50.0), row("002", "2022", 60.0), row("001", "2024", 55.0)]
    rows += [row("002", "2024", 60.0)]
    layer = change_layer(cells_of(rows), indicator(), "2022")
    assert answer(layer, 1, subject(since="2022"), "en").endswith(
        "since 2022 up in 1, down in 0, the same in 1 of 2 districts."
    )
    assert "choose a later period" in answer(layer, 0, subject(since="2022"), "en")


def test_the_sentence_on_the_shortfall_names_those_who_decide() -> None:
    rows = [row("001", "2024", 70.0), row("002", "2024", 60.0), row("003", "2024", 80.0)]
    rows += [row("004", "2024", 80.0)]
    units = [unit(code) for code in CODES]
    layer = share_layer(cells_of(rows), indicator(), goal(80.0), units=units, city=[NO_CITY])
    assert answer(layer, 0, subject(goal(80.0)), "en") == (
        "Fibre, 2024: Hoàn Kiếm, Ba Đình hold 100% of what the units lack of the city's target for "
        "2030 (at least 80%)."
    )


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("last", [70.0, 80.0])
def test_who_is_behind_has_no_colour_of_those_ahead(theme: Theme, last: float) -> None:
    """All are behind: the half of the ramp for behind is theirs alone, its middle for nought."""
    nought = last == 80.0
    values = dict(zip(CODES, (20.0, 40.0, 60.0, last), strict=True))
    cells = cells_of([row(code, "2024", value) for code, value in values.items()])
    found = scheme(
        gap_layer(cells, indicator(), goal(80.0)), lang="en", theme=theme, method="equal", cap=100.0
    )
    ramp = DIVERGING[theme]
    half = len(ramp) // 2
    assert (ramp[half] in found.colours) == nought
    assert {*found.colours} <= {*ramp[: half + nought]}
    assert len(found.labels) == len(found.colours) == 3 + nought


@pytest.mark.parametrize("method", ["quantile", "equal", "fixed", "continuous"])
def test_bounds_are_shared_with_a_second_map(method: str) -> None:
    first = cells_of([row(code, "2024", 10.0 * (i + 1)) for i, code in enumerate(CODES)])
    layer = value_layer(first, indicator())
    beside = [55.0, 66.0, 77.0, 88.0, 99.0]
    one = scheme(layer, lang="vi", theme="light", method=method, beside=beside)  # type: ignore[arg-type]
    other = scheme(
        value_layer(
            cells_of([row(code, "2024", v) for code, v in zip(CODES, beside, strict=False)]),
            indicator(),
        ),
        lang="vi",
        theme="light",
        method=method,  # type: ignore[arg-type]
        beside=[10.0, 20.0, 30.0, 40.0, 99.0],
    )
    assert one.bounds == other.bounds
    assert one.colours == other.colours

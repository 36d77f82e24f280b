from __future__ import annotations

import pandas as pd

from lib.geo.city_values import city_values
from lib.geo.unit_period_grid import Grid, UnitRow, grid, ranks, rows_by_series
from lib.model.vocabulary import Weight
from tests.unit.view.map_making import CODES, indicator, row, unit


def made(rows: list[UnitRow], *, official_only: bool = False) -> Grid:
    return grid(
        rows,
        series_id="fibre",
        indicator=indicator(),
        geography="district",
        codes=CODES,
        official_only=official_only,
    )


MIXED = [
    row("001", "2023", 80.0),
    row("002", "2023", 70.0, "illustrative"),
    row("001", "2024", 85.0, "illustrative"),
    row("002", "2024", 75.004, "illustrative"),
    row("003", "2024", None, missing="suppressed"),
]


def test_each_cell_has_a_value_or_a_kind_of_missing() -> None:
    found = made(MIXED)
    assert found.periods == ("2023", "2024")
    assert found.values == ((80.0, 70.0, None, None), (85.0, 75.0, None, None))
    # 003 says why in 2024; it has no value ever, so in 2023 it is not published, as 004 is.
    assert found.marks == ("oiNN", "iiSN")


def test_a_unit_known_at_other_times_lacks_only_this_period() -> None:
    found = made([row("001", "2023", 80.0), row("001", "2024", 81.0), row("002", "2024", 70.0)])
    assert found.marks[0] == "oPNN"


def test_official_only_leaves_what_was_made_as_not_published() -> None:
    found = made(MIXED, official_only=True)
    assert found.periods == ("2023", "2024")
    assert found.marks == ("oNNN", "PNSN")
    assert found.values[0] == (80.0, None, None, None)
    assert not found.has_illustrative


def test_official_only_keeps_the_last_period_to_say_that_nothing_is_published() -> None:
    rows = [row("001", "2023", 1.0, "illustrative"), row("001", "2024", 2.0, "illustrative")]
    found = made(rows, official_only=True)
    assert (found.periods, found.marks, found.all_values) == (("2024",), ("NNNN",), ())


def test_only_citable_values_are_given_to_sentences() -> None:
    assert made(MIXED).citable(0) == (("001", 80.0),)
    assert made(MIXED).citable(1) == ()


def test_ranks_follow_the_direction_and_share_ties() -> None:
    assert ranks((80.0, 70.0, None, 80.0), "up") == (1, 3, None, 1)
    assert ranks((80.0, 70.0, None, 80.0), "down") == (2, 1, None, 2)


def test_rows_are_preferred_ones_in_time_with_undated_first() -> None:
    frame = pd.DataFrame(
        {
            "series_id": ["a", "a", "a", "b"],
            "geography": "district",
            "unit_code": ["001", "001", "002", "001"],
            "period": ["2024", "2023", "undated", "2024"],
            "t": [2025.0, 2024.0, None, 2025.0],
            "start": pd.to_datetime(pd.Series(["2024-01-01", "2023-01-01", None, "2024-01-01"])),
            "value": [1.0, 2.0, 3.0, 4.0],
            "provenance": "official",
            "source_id": "s",
            "missing_reason": "",
            "preferred": [True, True, True, False],
        }
    )
    found = rows_by_series(frame)
    assert [one.period for one in found["a"]] == ["undated", "2023", "2024"]
    assert "b" not in found


UNITS = tuple(unit(code, population=p) for code, p in zip(CODES, (600, 300, 50, 50), strict=True))


def city(rows: list[UnitRow], *, weight: Weight = "population") -> list[tuple[float | None, str]]:
    measured = indicator(weight=weight)
    found = city_values(made(rows), rows, indicator=measured, units=UNITS, whole={"ALL"})
    return [(one.value, one.basis) for one in found]


def test_a_published_city_value_inside_the_period_wins() -> None:
    rows = [row("001", "2022", 90.0), row("01", "2022-11", 78.0), row("ALL", "2022", 77.0)]
    assert city(rows) == [(78.0, "published")]


def test_a_published_value_of_all_units_stands_for_the_city() -> None:
    assert city([row("001", "2022", 90.0), row("ALL", "2022", 77.0)]) == [(77.0, "published")]


def test_else_units_are_weighted_by_population_from_four_fifths_on() -> None:
    # (600·80 + 300·70) / 900 = 76.67, at a coverage of 90 %.
    (found,) = city([row("001", "2023", 80.0), row("002", "2023", 70.0)])
    assert found[0] is not None
    assert (round(found[0], 2), found[1]) == (76.67, "units")
    assert city([row("001", "2023", 80.0)]) == [(None, "low_coverage")]
    assert city([row("001", "2023", 80.0), row("002", "2023", 70.0)], weight="none") == [
        (None, "not_averaged")
    ]

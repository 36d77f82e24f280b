"""Coverage counts each unit once a year, by its strongest figure, else by why it has none."""

from __future__ import annotations

from datetime import datetime

import pandas as pd

from lib.analysis.units.coverage import UNDATED, coverage

UNITS = frozenset({"001", "002", "003"})


def table(*rows: tuple[str, str, str | None, float | None, str, str]) -> pd.DataFrame:
    """Rows of (geography, unit, day, value, provenance, missing reason), all preferred."""
    frame = pd.DataFrame(
        rows, columns=["geography", "unit_code", "end", "value", "provenance", "missing_reason"]
    )
    ends = [datetime.fromisoformat(day) if day else pd.NaT for day in frame["end"]]
    return frame.assign(end=pd.to_datetime(pd.Series(ends)), series_id="fibre", preferred=True)


def test_a_unit_counts_once_a_year_by_its_strongest_figure() -> None:
    found = coverage(
        table(
            ("district", "001", "2024-03-31", 1.0, "illustrative", ""),
            ("district", "001", "2024-12-31", 2.0, "official", ""),
            ("district", "002", "2024-12-31", 3.0, "illustrative", ""),
            ("district", "003", "2024-12-31", None, "official", "suppressed"),
            ("district", "003", "2025-12-31", 4.0, "derived", ""),
        ),
        "district",
        units=UNITS,
    )
    assert (found.of, found.years_of(["fibre"])) == (3, (2024, 2025))
    here = found.cells["fibre"][2024]
    assert (here.units, here.missing) == ({"official": 1, "illustrative": 1}, {"suppressed": 1})
    assert here.known == 2
    assert found.cells["fibre"][2025].units == {"derived": 1}


def test_groups_other_geographies_and_rows_set_aside_do_not_count() -> None:
    rows = table(
        ("district", "ALL30", "2024-12-31", 1.0, "official", ""),
        ("commune", "001", "2024-12-31", 1.0, "official", ""),
        ("district", "001", "2024-12-31", 1.0, "official", ""),
    )
    rows.loc[2, "preferred"] = False
    assert coverage(rows, "district", units=UNITS).cells == {}


def test_a_figure_without_a_date_has_a_column_of_its_own() -> None:
    found = coverage(table(("district", "001", None, 1.0, "official", "")), "district", units=UNITS)
    assert found.years_of(["fibre"]) == (UNDATED,)


def test_a_figure_wins_over_a_reason_for_none_in_the_same_year() -> None:
    found = coverage(
        table(
            ("district", "001", "2024-03-31", None, "official", "not_published"),
            ("district", "001", "2024-12-31", 5.0, "illustrative", ""),
        ),
        "district",
        units=UNITS,
    )
    here = found.cells["fibre"][2024]
    assert (here.units, here.missing) == ({"illustrative": 1}, {})

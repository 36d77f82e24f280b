"""The rules that need more than one column or table: keys, references, validity, preference."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from functools import partial
from typing import Any

import pandas as pd

from lib.data.problem import Problem
from lib.data.read import problems_where
from lib.data.schema import OBSERVATIONS, TABLES, Foreign, Table
from lib.model.period import parse_period
from lib.text import N_

Tables = Mapping[str, pd.DataFrame]


def check_all(tables: Tables, *, broken: AbstractSet[str]) -> list[Problem]:
    """Every rule over every table.

    `broken` tables lack rows that they were meant to have, so nothing is blamed for referring to
    them: their own problems come first.
    """
    problems: list[Problem] = []
    for table in TABLES:
        problems += _keys(tables[table.name], table)
        for foreign in table.foreign:
            if foreign.to not in broken:
                problems += _references(tables, table, foreign)
    if "units" not in broken:
        problems += _groups(tables) + _links(tables)
    if not broken & {"units", "groups"}:
        problems += _unit_valid(tables)
    return problems + _targets(tables) + _observations(tables)


def _keys(frame: pd.DataFrame, table: Table) -> list[Problem]:
    if not table.key:
        return []
    twice = frame.duplicated(list(table.key), keep="first")
    expected = N_("a key ({columns}) that no row above has")
    names: dict[str, object] = {"columns": ", ".join(table.key)}
    return problems_where(
        frame, twice, column=table.key[-1], expected=expected, params=lambda _row: names
    )


def _references(tables: Tables, table: Table, foreign: Foreign) -> list[Problem]:
    frame, target = tables[table.name], tables[foreign.to]
    known = _joined(target, foreign.to_columns)
    missing = ~_joined(frame, foreign.columns).isin(known.unique())
    names: dict[str, object] = {"columns": ", ".join(foreign.to_columns), "table": foreign.to}
    return problems_where(
        frame,
        missing,
        column=foreign.columns[-1],
        expected=N_("a {columns} that the table {table} has"),
        params=lambda _row: names,
    )


def _joined(frame: pd.DataFrame, columns: tuple[str, ...]) -> pd.Series:
    """The columns as one text; no id has a space."""
    first, *others = columns
    joined = frame[first]
    for column in others:
        joined = joined + " " + frame[column]
    return joined


def _groups(tables: Tables) -> list[Problem]:
    groups, units = tables["groups"], tables["units"]
    known = set(zip(units["geography"], units["unit_code"], strict=True))
    strangers = [
        any((geography, code) not in known for code in members.split())
        for geography, members in zip(groups["geography"], groups["members"], strict=True)
    ]
    return problems_where(
        groups,
        pd.Series(strangers, index=groups.index, dtype=bool),
        column="members",
        expected=N_("codes of units of the group's geography"),
    )


def _links(tables: Tables) -> list[Problem]:
    links, units = tables["unit_links"], tables["units"]
    districts = set(units.loc[units["geography"] == "district", "unit_code"])
    lost = (links["from_geography"] == "district") & ~links["from_code"].isin(districts)
    return problems_where(
        links, lost, column="from_code", expected=N_("the code of a district of the table units")
    )


def _targets(tables: Tables) -> list[Problem]:
    frame = tables["targets"]
    quantified = frame["kind"] == "quantified"
    low = frame["value_low"]
    problems = problems_where(
        frame,
        quantified & low.isna(),
        column="value_low",
        expected=N_("a value, since the clause is quantified"),
    )
    for lower, upper in (("value_low", "value_high"), ("points_low", "points_high")):
        problems += problems_where(
            frame,
            frame[upper] < frame[lower],
            column=upper,
            expected=N_("at least the low end, {low}"),
            params=partial(_low_end, lower),
        )
    capped = frame[["value_low", "value_high"]].max(axis=1)
    needs_high = quantified & (frame["comparator"] == "range") & frame["value_high"].isna()
    problems += problems_where(
        frame, needs_high, column="value_high", expected=N_("the high end of the range")
    )
    cap = _of_indicator(frame["series_id"], tables, "cap").astype("float64")
    return problems + problems_where(
        frame.assign(_cap=cap),
        quantified & (capped > cap),
        column="value_low",
        expected=N_("at most {cap}, the indicator's cap"),
        params=lambda row: {"cap": f"{row['_cap']:g}"},
    )


def _low_end(column: str, row: dict[Any, Any]) -> dict[str, object]:
    return {"low": f"{row[column]:g}"}


def _of_indicator(series_ids: pd.Series, tables: Tables, column: str) -> pd.Series:
    """A column of the indicator of each series, aligned with `series_ids`."""
    indicators = tables["indicators"].drop_duplicates("indicator_id").set_index("indicator_id")
    series = tables["series"].drop_duplicates("series_id").set_index("series_id")
    return series_ids.map(series["indicator_id"]).map(indicators[column])


def with_times(frame: pd.DataFrame) -> pd.DataFrame:
    """`frame` with `start`, `end` (datetimes) and `t` (decimal years) of its periods.

    Undated periods, and those that cannot be read, have none.
    """
    known: dict[str, tuple[object, object, float]] = {}
    for text in frame["period"].unique():
        try:
            period = parse_period(text)
        except ValueError:
            continue
        if period.start is not None and period.end is not None:
            known[text] = (pd.Timestamp(period.start), pd.Timestamp(period.end), period.t)
    parts = [{text: times[part] for text, times in known.items()} for part in range(3)]
    return frame.assign(
        start=pd.to_datetime(frame["period"].map(parts[0])).astype("datetime64[us]"),
        end=pd.to_datetime(frame["period"].map(parts[1])).astype("datetime64[us]"),
        t=frame["period"].map(parts[2]).astype("float64"),
    )


def check_observations(tables: Tables) -> list[Problem]:
    """The rules of observations that come on their own, to join others later.

    Needs besides them the tables indicators, series, units, groups and sources. Which of several
    rows is preferred is not asked: it depends on the others.
    """
    frame = with_times(tables["observations"])
    problems = _unit_valid(tables) + _value_or_reason(frame) + _within_indicator(frame, tables)
    for foreign in OBSERVATIONS.foreign:
        problems += _references(tables, OBSERVATIONS, foreign)
    return problems


def _observations(tables: Tables) -> list[Problem]:
    frame = with_times(tables["observations"])
    return _value_or_reason(frame) + _within_indicator(frame, tables) + _one_preferred(frame)


def _value_or_reason(frame: pd.DataFrame) -> list[Problem]:
    empty, reason = frame["value"].isna(), frame["missing_reason"] != ""
    problems = problems_where(
        frame,
        empty & ~reason,
        column="value",
        expected=N_("a value, or the reason of its absence in missing_reason"),
    )
    problems += problems_where(
        frame,
        ~empty & reason,
        column="missing_reason",
        expected=N_("nothing, since there is a value"),
    )
    half = frame["numerator"].isna() != frame["denominator"].isna()
    problems += problems_where(
        frame, half, column="denominator", expected=N_("numerator and denominator, or neither")
    )
    bare = (frame["provenance"] == "derived") & (frame["note"] == "")
    return problems + problems_where(
        frame, bare, column="note", expected=N_("the formula of a derived value")
    )


def _within_indicator(frame: pd.DataFrame, tables: Tables) -> list[Problem]:
    kind = _of_indicator(frame["series_id"], tables, "kind")
    cap = _of_indicator(frame["series_id"], tables, "cap").astype("float64")
    value = frame["value"]
    problems = problems_where(
        frame.assign(_cap=cap),
        value > cap,
        column="value",
        expected=N_("at most {cap}, the indicator's cap"),
        params=lambda row: {"cap": f"{row['_cap']:g}"},
    )
    problems += problems_where(
        frame,
        kind.isin(["share", "count", "money", "index"]) & (value < 0),
        column="value",
        expected=N_("a number of at least {low}"),
        params=lambda _row: {"low": 0},
    )
    no_rank = (kind == "rank") & ((value < 1) | (value % 1 != 0)) & value.notna()
    return problems + problems_where(
        frame, no_rank, column="value", expected=N_("a rank: 1, 2, 3, …")
    )


def _one_preferred(frame: pd.DataFrame) -> list[Problem]:
    """Undated rows too: among conflicting ones a reader must know which to use."""
    key = ["series_id", "geography", "unit_code", "period"]
    chosen = (frame["preferred"] == "1").groupby([frame[name] for name in key], sort=False)
    total = chosen.transform("sum")
    first = ~frame.duplicated(key)
    return problems_where(
        frame.assign(_total=total.astype(str)),
        (total != 1) & first,
        column="preferred",
        found="_total",
        expected=N_("exactly one preferred row for a series, unit and period"),
    )


def _unit_valid(tables: Tables) -> list[Problem]:
    units, groups = tables["units"], tables["groups"]
    frame = with_times(tables["observations"])
    keys = pd.concat(
        [
            units[["geography", "unit_code", "valid_from", "valid_to"]],
            groups.rename(columns={"group_id": "unit_code"})[["geography", "unit_code"]],
        ]
    ).drop_duplicates(["geography", "unit_code"])
    joined = frame[["geography", "unit_code"]].merge(
        keys.assign(_known=True), on=["geography", "unit_code"], how="left"
    )
    joined.index = frame.index
    problems = problems_where(
        frame,
        joined["_known"].isna(),
        column="unit_code",
        expected=N_("a unit of this geography, or a group_id"),
    )
    first = pd.to_datetime(joined["valid_from"], format="%Y-%m-%d", errors="coerce")
    last = pd.to_datetime(joined["valid_to"], format="%Y-%m-%d", errors="coerce")
    outside = (frame["end"] < first) | (frame["start"] > last)
    return problems + problems_where(
        frame,
        outside,
        column="period",
        expected=N_("a period in which the unit existed"),
    )

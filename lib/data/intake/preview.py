"""What an import would change, told before anything is written.

Every figure gets one status. Only `new` and `changed` rows are taken, and `unusual` ones once
somebody has said that they are right.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

import numpy as np
import pandas as pd
import pandera.pandas as pandera

from lib.data.intake.intake_tables import Notice
from lib.data.intake.lookup import NameIndex
from lib.data.intake.outliers import unusual
from lib.data.intake.sheet_parser import ParsedSheet
from lib.data.schema import OBSERVATIONS
from lib.model.period import parse_period
from lib.model.vocabulary import CITABLE, Confidence, Provenance, words
from lib.text import N_

Status = Literal[
    "new", "changed", "same", "unusual", "unsettled", "unknown_unit", "unknown_series",
    "bad_period", "bad_value", "out_of_range", "duplicate",
]  # fmt: skip

STATUSES: Final[tuple[Status, ...]] = words(Status)  # type: ignore[assignment]
TAKEN: Final = frozenset({"new", "changed"})

STATUS_WORDS: Final[Mapping[str, str]] = {
    "new": N_("new"),
    "changed": N_("changed"),
    "same": N_("unchanged"),
    "unusual": N_("unusual: please confirm"),
    "unsettled": N_("waiting for an answer"),
    "unknown_unit": N_("unknown unit"),
    "unknown_series": N_("unknown series"),
    "bad_period": N_("unreadable period"),
    "bad_value": N_("unreadable value"),
    "out_of_range": N_("out of range"),
    "duplicate": N_("given twice"),
}

KEY: Final = ["series_id", "geography", "unit_code", "period"]
_HIGHEST: Final = 1e15  # beyond it a double no longer holds every whole number
_MOST_FINDINGS: Final = 5_000


@dataclass(frozen=True, slots=True)
class Origin:
    """What holds for every figure that does not say otherwise itself."""

    source_id: str
    provenance: Provenance = "official"
    confidence: Confidence = "high"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One figure that is not simply taken: where it stands, what was found, what was expected."""

    file: str
    sheet: str
    row: int
    column: str
    status: Status
    found: str
    expected: Notice


@dataclass(frozen=True, slots=True)
class Preview:
    """What would change.

    `rows` are the draft's with final `status`, and what is held now: `old`, `old_missing`,
    `old_provenance`, `old_source`; `taken` marks those that a commit would write. `findings` are
    the first of those that were not taken for a fault or a doubt, in order of place.
    """

    file: str
    sheet: str
    rows: pd.DataFrame
    counts: Mapping[Status, int]
    findings: tuple[Finding, ...]
    origin: Origin

    @property
    def taken(self) -> int:
        return int(self.rows["taken"].sum())

    def accepted(self) -> pd.DataFrame:
        """The rows to commit: the columns of `OBSERVATIONS`, with `file` and `row` before them.

        Text as text (`preferred` is "1" or "0"), numbers as floats; every row conforms to the
        schema.
        """
        chosen = self.rows[self.rows["taken"]]
        frame = _completed(chosen, self.origin)
        frame.insert(0, "row", chosen["row"].to_numpy())
        frame.insert(0, "file", self.file)
        return frame.reset_index(drop=True)

    def left_out(self) -> pd.DataFrame:
        """The rows that a commit would not write for a fault or a doubt: not those unchanged."""
        return self.rows[~self.rows["taken"] & (self.rows["status"] != "same")]


def preview(
    draft: ParsedSheet,
    *,
    known: NameIndex,
    held: pd.DataFrame,
    origin: Origin,
    today: date,
    confirmed: AbstractSet[int] | Literal["all"] = frozenset(),
    progress: Callable[[float], None] | None = None,
) -> Preview:
    """Compare a draft with `held` (the observations of a package).

    `confirmed` names the unusual rows (by their index in `rows`) that somebody says are right.
    """
    said = progress or (lambda _done: None)
    rows = draft.rows.copy()
    rows["expected"] = rows["expected"].astype(object)
    _out_of_range(rows, known, today)
    _sources(rows, known)
    said(0.3)
    _by_schema(rows, origin)
    said(0.5)
    _compare(rows, held, origin)
    _twice(rows)
    said(0.8)
    _unusual(rows, held, known)
    taken = rows["status"].isin(list(TAKEN))
    doubted = rows["status"] == "unusual"
    rows["taken"] = taken | (doubted & (confirmed == "all" or rows.index.isin(list(confirmed))))
    counted = rows["status"].value_counts()
    counts = {status: int(counted.get(status, 0)) for status in STATUSES}
    said(1.0)
    return Preview(draft.file, draft.sheet, rows, counts, tuple(_findings(rows, draft)), origin)


def _mark(rows: pd.DataFrame, where: Any, status: Status, expected: Notice) -> None:
    """Give the rows of `where` that have no status yet this one."""
    chosen = np.asarray(where) & (rows["status"].to_numpy() == "")
    if chosen.any():
        rows.loc[chosen, "status"] = status
        rows.loc[chosen, "expected"] = pd.Series(
            [expected] * int(chosen.sum()), index=rows.index[chosen], dtype=object
        )


def _out_of_range(rows: pd.DataFrame, known: NameIndex, today: date) -> None:
    """What the indicator cannot be, and periods that have not begun."""
    indicators = {one: known.indicator(one) for one in rows["series_id"].unique() if one}
    kind = rows["series_id"].map({one: found.kind for one, found in indicators.items()})
    value = rows["value"]
    later = [
        text
        for text in rows["period"].unique()
        if text and (start := parse_period(text).start) is not None and start > today
    ]
    ahead = rows["period"].isin(later)
    unmarked = ahead & (rows["status"] == "")
    rows.loc[unmarked, "found"] = rows.loc[unmarked, "period"]
    _mark(rows, ahead, "bad_period", Notice(N_("a period that has begun")))
    for cap in {found.cap for found in indicators.values() if found.cap is not None}:
        capped = [one for one, found in indicators.items() if found.cap == cap]
        over = rows["series_id"].isin(capped) & (value > cap)
        expected = Notice(N_("at most {cap}, the indicator's cap"), {"cap": float(cap)})
        _mark(rows, over, "out_of_range", expected)
    below = kind.isin(["share", "count", "money", "index"]) & (value < 0)
    _mark(rows, below, "out_of_range", Notice(N_("a number of at least {low}"), {"low": 0}))
    no_rank = (kind == "rank") & value.notna() & ((value < 1) | (value % 1 != 0))
    _mark(rows, no_rank, "out_of_range", Notice(N_("a rank: 1, 2, 3, …")))
    expected = Notice(N_("a number of a size that figures have"))
    _mark(rows, value.abs() > _HIGHEST, "out_of_range", expected)


def _sources(rows: pd.DataFrame, known: NameIndex) -> None:
    unknown = [one for one in rows["source_id"].unique() if one and one not in known.sources]
    expected = Notice(N_("a source_id that the table of sources has"))
    _mark(rows, rows["source_id"].isin(unknown), "bad_value", expected)


def _completed(rows: pd.DataFrame, origin: Origin) -> pd.DataFrame:
    """The columns of `OBSERVATIONS`, with the origin where a row says nothing itself."""
    frame = rows[list(OBSERVATIONS.schema.columns)].copy()
    for column, value in (
        ("source_id", origin.source_id),
        ("provenance", origin.provenance),
        ("confidence", origin.confidence),
        ("preferred", "1"),
        ("note", origin.note),
    ):
        frame[column] = frame[column].where(frame[column] != "", value)
    frame["preferred"] = frame["preferred"].replace(
        {"TRUE": "1", "FALSE": "0", "1.0": "1", "0.0": "0"}
    )
    return frame


def _by_schema(rows: pd.DataFrame, origin: Origin) -> None:
    """What the schema of observations does not allow: markup in a note, an unknown provenance."""
    sound = rows[rows["status"] == ""]
    if sound.empty:
        return
    frame = _completed(sound, origin)
    bare = (frame["provenance"] == "derived") & (frame["note"] == "")
    _mark(
        rows,
        rows.index.isin(frame.index[bare]),
        "bad_value",
        Notice(N_("the formula of a derived value")),
    )
    half = frame["numerator"].isna() != frame["denominator"].isna()
    expected = Notice(N_("numerator and denominator, or neither"))
    _mark(rows, rows.index.isin(frame.index[half]), "bad_value", expected)
    try:
        OBSERVATIONS.schema.validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as errors:
        cases = errors.failure_cases.dropna(subset=["index"])
        for column, places in cases.groupby("column")["index"]:
            metadata = OBSERVATIONS.schema.columns[str(column)].metadata or {}
            where = rows.index.isin(places.astype(int))
            rows.loc[where & (rows["status"] == ""), "found"] = rows.loc[where, str(column)].astype(
                "str"
            )
            _mark(rows, where, "bad_value", Notice(metadata["expected"], metadata["params"]))


def _compare(rows: pd.DataFrame, held: pd.DataFrame, origin: Origin) -> None:
    """New, changed or same, against the row of the same source, else the one that is used."""
    rows["old"], rows["old_missing"] = np.nan, ""
    rows["old_provenance"], rows["old_source"] = "", ""
    series = rows.loc[rows["status"] == "", "series_id"].unique()
    near = held[held["series_id"].isin(series)]
    columns = [*KEY, "value", "missing_reason", "provenance", "source_id"]
    rows["source"] = rows["source_id"].where(rows["source_id"] != "", origin.source_id)
    index = pd.MultiIndex.from_frame(rows[[*KEY, "source"]])
    exact = near[columns].drop_duplicates([*KEY, "source_id"]).set_index([*KEY, "source_id"])
    used = near.loc[near["preferred"].astype(bool), columns].drop_duplicates(KEY).set_index(KEY)
    by_source = exact.reindex(index)
    by_use = used.reindex(index.droplevel("source"))
    named = by_source["provenance"].notna().to_numpy()
    for column, old in (
        ("value", "old"),
        ("missing_reason", "old_missing"),
        ("provenance", "old_provenance"),
    ):
        rows[old] = np.where(named, by_source[column].to_numpy(), by_use[column].to_numpy())
    rows["old_source"] = np.where(named, rows["source"].to_numpy(), by_use["source_id"].to_numpy())
    known = rows["old_provenance"].notna()
    for column in ("old_missing", "old_provenance", "old_source"):
        rows[column] = rows[column].where(known, "").astype("str")
    rows["old"] = rows["old"].astype("float64")
    provenance = rows["provenance"].where(rows["provenance"] != "", origin.provenance)
    # A workbook keeps sixteen digits of a number that needs seventeen.
    equal = np.isclose(rows["value"], rows["old"], rtol=1e-14, atol=0.0, equal_nan=True)
    same = known & equal & (rows["missing_reason"] == rows["old_missing"])
    same &= provenance == rows["old_provenance"]
    weaker = (
        known & (provenance == "illustrative") & rows["old_provenance"].isin(list(CITABLE)) & ~same
    )
    expected = Notice(N_("a published figure: an illustrative one never takes the place of one"))
    _mark(rows, weaker, "bad_value", expected)
    _mark(rows, same, "same", Notice(""))
    _mark(rows, known, "changed", Notice(""))
    _mark(rows, ~known, "new", Notice(""))


def _twice(rows: pd.DataFrame) -> None:
    """A figure given twice: alike, the first counts; unlike, neither does."""
    sound = rows[rows["status"].isin(["new", "changed", "same"])]
    key = [*KEY, "source"]
    repeated = sound[sound.duplicated(key, keep=False)]
    if repeated.empty:
        return
    groups = repeated.groupby(key, sort=False)
    unlike = (groups["value"].transform("nunique", dropna=False) > 1) | (
        groups["missing_reason"].transform("nunique") > 1
    )
    first, last = groups["row"].transform("first"), groups["row"].transform("last")
    later = repeated.duplicated(key, keep="first")
    said: dict[int, Notice] = {}
    for place in repeated.index[unlike | later]:
        if unlike[place]:
            expected = N_("one figure for a series, unit and period; row {row} differs")
        else:
            expected = N_("a figure that row {row} does not give already")
        other = int(first[place] if later[place] else last[place])
        said[int(place)] = Notice(expected, {"row": other})
    _restate(rows, "duplicate", said)


def _restate(rows: pd.DataFrame, status: Status, said: Mapping[int, Notice]) -> None:
    """Give rows that were sound so far another status, each with its own words."""
    if said:
        rows.loc[list(said), "status"] = status
        rows.loc[list(said), "expected"] = pd.Series(said, dtype=object)


def _unusual(rows: pd.DataFrame, held: pd.DataFrame, known: NameIndex) -> None:
    fresh = rows[rows["status"].isin(list(TAKEN))]
    _restate(rows, "unusual", dict(unusual(fresh, held, known)))


def _findings(rows: pd.DataFrame, draft: ParsedSheet) -> list[Finding]:
    faulty = rows[~rows["status"].isin(["new", "changed", "same"])]
    faulty = faulty.sort_values(["row", "column"], kind="stable").head(_MOST_FINDINGS)
    return [
        Finding(draft.file, draft.sheet, int(row), column, status, found, expected)
        for row, column, status, found, expected in zip(
            faulty["row"], faulty["column"], faulty["status"], faulty["found"], faulty["expected"],
            strict=True,
        )
    ]  # fmt: skip

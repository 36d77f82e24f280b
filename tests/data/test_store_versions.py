"""Versions: what an import writes, who is told of whom, and what can be taken back."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pandas as pd
import pytest

from lib.data.package import Dataset
from lib.data.store import aliases, audit, check, history, merge
from lib.data.store.commit import (
    DependsError,
    Done,
    NothingNewError,
    SourceError,
    StaleError,
    commit,
    dependants,
    latest,
    undo,
)
from lib.data.store.engine import Store
from lib.model.entities import Source
from tests.data.store_kit import draft, rows, source

AUGUST = ("00004", "2026-08")
JULY = ("00004", "2026-07")
OTHER = ("00008", "2026-08")


def values(store: Store) -> dict[tuple[str, str], float]:
    with store.reading() as connection:
        found = merge.current(connection)
    keys = zip(found["unit_code"], found["period"], strict=True)
    return dict(zip(keys, found["value"], strict=True))


def test_an_import_is_a_version_that_says_who_when_what_and_why(store: Store) -> None:
    done = commit(store, draft({AUGUST: 41.5, JULY: 40.25}, base=0))
    assert done == Done(1, 2, 0)
    with store.reading() as connection:
        (version,) = history.versions(connection)
        (line,) = audit.entries(connection)
    assert (version.number, version.action, version.editor) == (1, "import", "an@hanoi.example")
    assert (version.origin, version.reason) == ("thang-8.csv", "số liệu tháng 8")
    assert version.source == source()
    assert version.provenance == "official"
    assert (version.rows_new, version.rows_changed, version.rows_removed) == (2, 0, 0)
    assert (line.action, line.version, line.editor) == ("import", 1, version.editor)
    assert line.at >= version.made_at


def test_a_changed_value_keeps_the_old_one(store: Store, shipped: Dataset) -> None:
    commit(store, draft({AUGUST: 41.5, JULY: 40.0}, base=0))
    done = commit(store, draft({AUGUST: 43.0, JULY: 40.0, OTHER: 7.0}, base=1))
    assert done == Done(2, 1, 1)  # July says nothing new and is not written again
    with store.reading() as connection:
        found = history.difference(connection, 2, shipped=shipped).set_index("unit_code")
    told = found[["change", "old_value", "value"]].astype(object).T.to_dict("list")
    assert told["00004"] == ["changed", 41.5, 43.0]
    assert told["00008"][0] == "new"


def test_what_a_new_row_replaces_in_the_shipped_package_is_told(
    store: Store, shipped: Dataset
) -> None:
    commit(store, draft({("00004", "2025-Q3"): 41.5}, base=0))
    with store.reading() as connection:
        (row,) = history.difference(connection, 1, shipped=shipped).to_dict("records")
    assert (row["change"], row["old_provenance"]) == ("new", "illustrative")
    assert row["old_value"] == 16.96


def test_nothing_new_writes_no_version(store: Store) -> None:
    commit(store, draft({AUGUST: 41.5}, base=0))
    with pytest.raises(NothingNewError):
        commit(store, draft({AUGUST: 41.5}, base=1))
    with store.reading() as connection:
        assert latest(connection) == 1


def test_an_editor_who_comes_second_is_told_and_nothing_is_lost(store: Store) -> None:
    commit(store, draft({AUGUST: 41.5}, base=0, editor="binh@hanoi.example"))
    with pytest.raises(StaleError) as told:
        commit(store, draft({AUGUST: 50.0, OTHER: 6.0}, base=0))
    assert (told.value.number, told.value.editor) == (1, "binh@hanoi.example")
    assert values(store) == {AUGUST: 41.5}
    commit(store, draft({AUGUST: 50.0, OTHER: 6.0}, base=1))  # after looking again
    assert values(store) == {AUGUST: 50.0, OTHER: 6.0}


def test_of_many_editors_at_once_one_is_first_and_all_others_are_told(store: Store) -> None:
    start = threading.Barrier(6)
    told: list[StaleError | Done] = []

    def edit(number: int) -> None:
        start.wait()
        try:
            told.append(commit(store, draft({(f"{number:05d}", "2026-08"): number}, base=0)))
        except StaleError as error:
            told.append(error)

    threads = [threading.Thread(target=edit, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(type(one).__name__ for one in told) == ["Done"] + ["StaleError"] * 5
    assert len(values(store)) == 1


def test_an_undo_restores_and_can_be_undone(store: Store) -> None:
    commit(store, draft({AUGUST: 41.5, JULY: 40.0}, base=0))
    commit(store, draft({AUGUST: 43.0, OTHER: 6.0}, base=1))
    done = undo(store, 2, editor="an@hanoi.example", reason="nhầm cột", base=2)
    assert done == Done(3, 0, 1, 1)
    assert values(store) == {AUGUST: 41.5, JULY: 40.0}
    undo(store, 3, editor="an@hanoi.example", reason="không nhầm", base=3)
    assert values(store) == {AUGUST: 43.0, JULY: 40.0, OTHER: 6.0}
    with store.reading() as connection:
        told = {
            one.number: (one.action, one.undoes, one.undone_by)
            for one in history.versions(connection)
        }
    assert told == {
        4: ("undo", 3, None),
        3: ("undo", 2, 4),
        2: ("import", None, None),
        1: ("import", None, None),
    }


def test_a_version_that_others_built_on_is_not_undone_before_them(store: Store) -> None:
    commit(store, draft({AUGUST: 41.5, JULY: 40.0}, base=0))
    commit(store, draft({OTHER: 6.0}, base=1))
    commit(store, draft({AUGUST: 43.0}, base=2))
    commit(store, draft({AUGUST: 44.0}, base=3))
    with store.reading() as connection:
        assert dependants(connection, 1) == (4, 3)
        assert dependants(connection, 2) == ()
    with pytest.raises(DependsError) as refused:
        undo(store, 1, editor="an@hanoi.example", reason="", base=4)
    assert refused.value.numbers == (4, 3)
    for base, number in enumerate((4, 3, 1), start=4):
        undo(store, number, editor="an@hanoi.example", reason="", base=base)
    assert values(store) == {OTHER: 6.0}


def test_an_undo_made_on_an_old_look_is_told(store: Store) -> None:
    commit(store, draft({AUGUST: 41.5}, base=0))
    commit(store, draft({OTHER: 6.0}, base=1))
    with pytest.raises(StaleError):
        undo(store, 1, editor="an@hanoi.example", reason="", base=1)
    with pytest.raises(KeyError):
        undo(store, 9, editor="an@hanoi.example", reason="", base=2)


def test_a_source_is_never_rewritten(store: Store) -> None:
    commit(store, draft({AUGUST: 41.5}, base=0))
    other = Source(source().source_id, "Another", "Other", "", "", "CC0-1.0")
    with pytest.raises(SourceError):
        commit(store, draft({AUGUST: 42.0}, base=1, by=other))
    assert values(store) == {AUGUST: 41.5}


def test_progress_goes_from_nothing_to_all(store: Store) -> None:
    told: list[float] = []
    commit(store, draft({AUGUST: 41.5}, base=0), progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_names_are_remembered_and_may_be_corrected(store: Store) -> None:
    with store.writing() as connection:
        aliases.remember(connection, "unit", {"q ba dinh": "001"}, editor="an", context="district")
        aliases.remember(connection, "unit", {"q ba dinh": "002"}, editor="an", context="district")
    with store.reading() as connection:
        assert aliases.remembered(connection, "unit", "district") == {"q ba dinh": "002"}
        assert aliases.remembered(connection, "unit", "commune") == {}
        assert len(audit.entries(connection)) == 2


BROKEN: list[tuple[str, Callable[[pd.DataFrame], pd.DataFrame]]] = [
    ("series_id", lambda one: one.assign(series_id="no_such_series")),
    ("unit_code", lambda one: one.assign(unit_code="99999")),
    ("period", lambda one: one.assign(period="2024-08")),  # before there were communes
    ("period", lambda one: one.assign(period="August")),
    ("value", lambda one: one.assign(value=100.5)),  # above the cap of a share
    ("value", lambda one: one.assign(value=float("inf"))),
    ("value", lambda one: one.assign(value=-1.0)),
    ("value", lambda one: one.assign(value=float("nan"))),
    ("provenance", lambda one: one.assign(provenance="guess")),
    ("source_id", lambda one: one.assign(source_id="unknown")),
    ("note", lambda one: one.assign(note="=HYPERLINK(1)")),
    ("period", lambda one: pd.concat([one, one], ignore_index=True)),
]


@pytest.mark.parametrize(("column", "change"), BROKEN)
def test_rows_are_held_to_the_rules_of_the_package(
    shipped: Dataset, column: str, change: Callable[[pd.DataFrame], pd.DataFrame]
) -> None:
    good = rows({AUGUST: 41.5}, by=source())
    assert check.problems(good, package=shipped, sources=[source()]) == []
    found = check.problems(change(good), package=shipped, sources=[source()])
    assert column in {problem.column for problem in found}

"""The package that pages see: what was shipped, with what editors put in laid over it."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from lib.data.package import Dataset
from lib.data.rules import with_times
from lib.data.store import database_url, merge
from lib.data.store.change_detection import Pulse
from lib.data.store.commit import ImportDraft, commit, undo
from lib.data.store.current_dataset import CurrentDataset
from lib.data.store.database_url import UnavailableError
from lib.data.store.engine import Store
from lib.model.entities import Source
from tests.data.conftest import Made
from tests.data.store_kit import SERIES, draft, rows, source

ILLUSTRATED = ("00004", "2025-Q3")  # a cell that the shipped package fills for demonstration
NEW = ("00004", "2026-08")


def cell(package: Dataset, unit: str, period: str, series: str = SERIES) -> pd.DataFrame:
    found = package.observations
    return found[
        (found["series_id"] == series)
        & (found["geography"] == "commune")
        & (found["unit_code"] == unit)
        & (found["period"] == period)
    ]


def over(shipped: Dataset, store: Store) -> Dataset:
    with store.reading() as connection:
        return merge.merge_imports(shipped, merge.current(connection), merge.sources(connection))


def test_an_empty_store_serves_what_was_shipped(store: Store, shipped: Dataset) -> None:
    assert over(shipped, store) is shipped


def test_an_official_value_takes_the_place_of_an_illustrative_one(
    store: Store, shipped: Dataset
) -> None:
    assert cell(shipped, *ILLUSTRATED)["provenance"].tolist() == ["illustrative"]
    commit(store, draft({ILLUSTRATED: 52.5}, base=0))
    (row,) = cell(over(shipped, store), *ILLUSTRATED).to_dict("records")
    assert (row["value"], row["provenance"], row["preferred"]) == (52.5, "official", True)


def test_an_illustrative_value_never_outranks_a_published_one(
    store: Store, shipped: Dataset
) -> None:
    commit(store, draft({NEW: 60.0}, base=0))
    commit(store, draft({NEW: 99.0}, base=1, by=source("Ai đó"), provenance="illustrative"))
    found = cell(over(shipped, store), *NEW)
    assert found.loc[found["preferred"], "value"].tolist() == [60.0]
    assert len(found) == 2


def area(shipped: Dataset) -> dict[str, Any]:
    """A published area of a commune: its preferred row."""
    found = shipped.observations
    found = found[found["preferred"] & (found["geography"] == "commune")]
    first = found[found["series_id"] == "area_km2"].iloc[0]
    return {str(name): first[name] for name in first.index}


def area_draft(known: dict[str, Any], value: float, *, by: Source) -> ImportDraft:
    values = {(known["unit_code"], known["period"]): value}
    frame = rows(values, by=by, series="area_km2")
    return dataclasses.replace(draft(values, base=0, by=by), rows=frame)


def test_a_conflict_keeps_both_and_prefers_exactly_one(store: Store, shipped: Dataset) -> None:
    known = area(shipped)
    commit(store, area_draft(known, known["value"] + 1, by=source()))
    found = cell(over(shipped, store), known["unit_code"], known["period"], "area_km2")
    assert known["value"] in found["value"].tolist()
    assert found.loc[found["preferred"], "value"].tolist() == [known["value"] + 1]


def test_a_row_of_a_shipped_source_corrects_it(store: Store, shipped: Dataset) -> None:
    known = area(shipped)
    by = shipped.sources[known["source_id"]]
    commit(store, area_draft(known, 9.99, by=by))
    found = cell(over(shipped, store), known["unit_code"], known["period"], "area_km2")
    assert found.loc[found["source_id"] == by.source_id, "value"].tolist() == [9.99]


def test_exactly_one_row_of_every_cell_is_preferred(store: Store, shipped: Dataset) -> None:
    commit(store, draft({ILLUSTRATED: 52.5, NEW: 1.0}, base=0))
    commit(store, draft({ILLUSTRATED: 53.5, NEW: 2.0}, base=1, by=source("Cục Thống kê")))
    found = over(shipped, store).observations
    keys = ["series_id", "geography", "unit_code", "period"]
    assert (found.groupby(keys)["preferred"].sum() == 1).all()
    assert found.loc[found["preferred"] & (found["file"] == "version 2"), "value"].tolist() == [
        53.5,
        2.0,
    ]


def test_the_table_is_of_the_same_make_as_the_shipped_one(store: Store, shipped: Dataset) -> None:
    commit(store, draft({NEW: 1.0}, base=0))
    found = over(shipped, store).observations
    assert found.dtypes.to_dict() == shipped.observations.dtypes.to_dict()
    again = with_times(found[[name for name in found if name not in ("start", "end", "t")]])
    pd.testing.assert_frame_equal(found[["start", "end", "t"]], again[["start", "end", "t"]])


def test_version_sources_and_date_follow_and_return_after_an_undo(
    store: Store, shipped: Dataset
) -> None:
    commit(store, draft({NEW: 1.0}, base=0))
    package = over(shipped, store)
    assert package.version != shipped.version
    assert package.sources[source().source_id] == source()
    assert package.as_of.isoformat() == "2026-08-31"
    undo(store, 1, editor="an", reason="", base=1)
    assert over(shipped, store).version == shipped.version


def test_the_version_is_of_the_content_however_it_came(store: Store, shipped: Dataset) -> None:
    commit(store, draft({NEW: 1.0}, base=0))
    commit(store, draft({ILLUSTRATED: 5.0}, base=1))
    first = over(shipped, store).version
    for number, base in ((1, 2), (2, 3)):
        undo(store, number, editor="an", reason="", base=base)
    commit(store, draft({ILLUSTRATED: 5.0, NEW: 1.0}, base=4))
    assert over(shipped, store).version == first


def test_a_commit_is_served_at_once(store: Store, shipped: Dataset) -> None:
    served = CurrentDataset(shipped)
    assert served.numbered() == (shipped, 0)
    commit(store, draft({NEW: 1.0}, base=0))
    package = served.refresh()
    assert cell(package, *NEW)["value"].tolist() == [1.0]
    assert served.numbered() == (package, 1)
    assert served.now() is package  # nothing is built again while nothing changed


def test_the_commit_of_another_process_is_noticed(store: Store) -> None:
    """Another connection stands for another process: SQLite counts its commits alike."""
    pulse = Pulse(database_url.address())
    assert pulse.last().number == 0
    commit(store, draft({NEW: 1.0}, base=0))
    pulse.forget()
    assert pulse.last().number == 1


def test_a_database_that_appears_later_is_noticed_and_one_that_goes_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: Made, shipped: Dataset
) -> None:
    address = f"sqlite:///{tmp_path}/var/hanoiso.db"
    monkeypatch.setenv("DATABASE_URL", address)
    served = CurrentDataset(shipped)
    assert served.now() is shipped
    made(address)
    store = Store(address)
    commit(store, draft({NEW: 1.0}, base=0))
    assert served.now() is not shipped
    store.close()
    for file in (tmp_path / "var").iterdir():
        file.unlink()
    assert served.now() is shipped
    assert served.trouble == database_url.GONE


def test_a_broken_database_leaves_the_shipped_figures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shipped: Dataset
) -> None:
    (tmp_path / "a.db").write_bytes(b"no database" * 500)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/a.db")
    served = CurrentDataset(shipped)
    assert served.now() is shipped
    assert served.trouble == database_url.CANNOT_OPEN


def test_a_server_that_is_away_leaves_the_shipped_figures(
    monkeypatch: pytest.MonkeyPatch, shipped: Dataset
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:9/none")
    served = CurrentDataset(shipped)
    assert served.now() is shipped
    assert served.trouble in (database_url.CANNOT_OPEN, database_url.CANNOT_WRITE)


def test_a_database_that_breaks_while_open_is_told_as_that(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_bytes(b"no database" * 500)
    broken = Store(f"sqlite:///{tmp_path}/a.db")
    with pytest.raises(UnavailableError), broken.reading():
        pass
    with pytest.raises(UnavailableError), broken.writing():
        pass
    broken.close()

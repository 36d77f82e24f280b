"""Saved scenarios: kept, changed by one writer at a time, deleted and brought back."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text, update

from lib.data.scenario_schema import ScenarioError
from lib.data.store import audit, migrate, scenarios
from lib.data.store.engine import Store
from lib.data.store.scenarios import ConflictError
from lib.data.store.tables import SCENARIOS
from lib.model.scenario import LONGEST_NAME
from tests.data.scenario_making import KNOWN, scenario


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/kept.db"


@pytest.fixture
def store(url: str) -> Store:
    migrate.upgrade(url)
    return Store(url)


def names(store: Store) -> list[str]:
    return [one.name for one in scenarios.every(store)]


def test_what_is_saved_is_there_for_another_process(store: Store, url: str) -> None:
    made = scenario("Đến 40 %", grdp_growth=9.5, start_year=2028)
    kept = scenarios.add(store, made, editor="lan@hanoi")
    store.close()
    found = scenarios.opened(Store(url), kept.scenario_id, KNOWN)
    assert found == replace(made, scenario_id=kept.scenario_id)
    (one,) = scenarios.every(Store(url))
    assert (one.name, one.revision, one.changed_by) == ("Đến 40 %", 1, "lan@hanoi")


def test_an_empty_list_and_an_unknown_id_are_no_errors(store: Store) -> None:
    assert scenarios.every(store) == ()
    assert scenarios.opened(store, "no-such", KNOWN) is None


def test_the_id_that_a_file_came_with_is_not_taken(store: Store) -> None:
    first = scenarios.add(store, scenario(), editor="a")
    second = scenarios.add(store, scenario(), editor="a")
    assert len({first.scenario_id, second.scenario_id, scenario().scenario_id}) == 3


def test_a_new_name_and_note_change_nothing_else(store: Store) -> None:
    made = scenario(grdp_growth=9.5)
    kept = scenarios.add(store, made, editor="a")
    now = scenarios.rename(
        store, kept.scenario_id, name="Mới", note="vì sao", revision=1, editor="b"
    )
    assert (now.name, now.revision, now.changed_by) == ("Mới", 2, "b")
    found = scenarios.opened(store, kept.scenario_id, KNOWN)
    assert found == replace(made, scenario_id=kept.scenario_id, name="Mới", note="vì sao")


def test_of_two_writers_the_second_is_told(store: Store) -> None:
    kept = scenarios.add(store, scenario(), editor="a")
    scenarios.rename(store, kept.scenario_id, name="Của A", note="", revision=1, editor="a")
    with pytest.raises(ConflictError) as caught:
        scenarios.rename(store, kept.scenario_id, name="Của B", note="", revision=1, editor="b")
    assert caught.value.now is not None
    assert caught.value.now.name == "Của A"
    with pytest.raises(ConflictError):
        scenarios.delete(store, kept.scenario_id, revision=1, editor="b")
    assert names(store) == ["Của A"]
    scenarios.delete(store, kept.scenario_id, revision=2, editor="a")
    with pytest.raises(ConflictError) as gone:
        scenarios.rename(store, kept.scenario_id, name="Của B", note="", revision=2, editor="b")
    assert gone.value.now is None


def test_what_is_deleted_comes_back_whole(store: Store) -> None:
    kept = scenarios.add(store, scenario(grdp_growth=9.5), editor="a")
    scenarios.delete(store, kept.scenario_id, revision=1, editor="a")
    assert scenarios.every(store) == ()
    assert scenarios.opened(store, kept.scenario_id, KNOWN) is None
    scenarios.restore(store, kept.scenario_id, editor="a")
    found = scenarios.opened(store, kept.scenario_id, KNOWN)
    assert found is not None
    assert found.setup == scenario(grdp_growth=9.5).setup


def test_a_duplicate_is_one_of_its_own(store: Store) -> None:
    kept = scenarios.add(store, scenario(grdp_growth=9.5), editor="a")
    twin = scenarios.duplicate(store, kept.scenario_id, name="Bản 2", editor="b")
    scenarios.delete(store, kept.scenario_id, revision=1, editor="a")
    found = scenarios.opened(store, twin.scenario_id, KNOWN)
    assert found is not None
    assert (found.name, found.scenario_id) == ("Bản 2", twin.scenario_id)
    assert found.setup == scenario(grdp_growth=9.5).setup
    with pytest.raises(ConflictError):
        scenarios.duplicate(store, kept.scenario_id, name="x", editor="b")


def test_names_stay_text_and_many_are_listed_newest_first(store: Store) -> None:
    hostile = "'); DROP TABLE scenarios; -- <script>"
    for number in range(300):
        made = scenario(f"{hostile} {number}")
        made = replace(made, made_at=made.made_at.replace(minute=number // 10))
        scenarios.add(store, made, editor="a")
    found = scenarios.every(store)
    assert len(found) == 300
    assert [one.made_at for one in found] == sorted((one.made_at for one in found), reverse=True)
    assert all(one.name.startswith(hostile) for one in found)


def test_one_that_cannot_be_read_is_told_and_the_list_stays(store: Store) -> None:
    kept = scenarios.add(store, scenario(), editor="a")
    newer = json.dumps({"schema_version": 99})
    with store.writing() as connection:
        connection.execute(update(SCENARIOS).values(content=newer))
    assert names(store) == ["Tăng tốc"]
    with pytest.raises(ScenarioError, match="newer program"):
        scenarios.opened(store, kept.scenario_id, KNOWN)


def test_every_change_is_in_the_log(store: Store) -> None:
    kept = scenarios.add(store, scenario(), editor="a")
    scenarios.rename(store, kept.scenario_id, name="B", note="", revision=1, editor="a")
    scenarios.delete(store, kept.scenario_id, revision=2, editor="b")
    scenarios.restore(store, kept.scenario_id, editor="b")
    with store.reading() as connection:
        told = [json.loads(entry.detail)["what"] for entry in audit.entries(connection)]
    assert told == ["restored", "deleted", "renamed", "added"]


def test_the_schema_version_is_kept_beside_the_content(store: Store) -> None:
    scenarios.add(store, scenario(), editor="a")
    with store.reading() as connection:
        assert connection.execute(text("SELECT schema_version FROM scenarios")).scalar() == 1


def test_a_copy_takes_the_lowest_free_number_and_keeps_its_length() -> None:
    form = "{name} ({n})"
    assert scenarios.copied_name("A", {"A"}, form) == "A (1)"
    assert [scenarios.free_name("A", taken) for taken in ({"B"}, {"A"}, {"A", "A (2)"})] == [
        "A", "A (2)", "A (3)",
    ]  # fmt: skip
    assert scenarios.copied_name("A", {"A", "A (1)"}, form) == "A (2)"
    long = "x" * LONGEST_NAME
    copied = scenarios.copied_name(long, {long}, form)
    assert len(copied) == LONGEST_NAME
    assert copied.endswith(" (1)")

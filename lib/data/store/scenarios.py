"""Saved scenarios in the store.

A scenario is kept whole, as JSON of its schema version; what the list shows stands in columns
beside it. A change names the revision that its author has seen, so of two writers the second is
told. What is deleted is only marked, so that it can come back.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select, update

from lib.data import scenario_schema
from lib.data.scenario_schema import KnownIds
from lib.data.store import audit
from lib.data.store.tables import SCENARIOS
from lib.model.scenario import LONGEST_NAME, Scenario, tidy

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from lib.data.store.engine import Store

_ACTION = "scenario"
_SUMMARY = (
    "scenario_id", "revision", "name", "author", "made_at", "changed_at", "changed_by",
    "series_id", "data_version",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Summary:
    """What a list shows of a saved scenario; `revision` counts its changes from 1."""

    scenario_id: str
    revision: int
    name: str
    author: str
    made_at: datetime
    changed_at: datetime
    changed_by: str
    series_id: str
    data_version: str


class ConflictError(Exception):
    """Somebody else was first. `now` is what is there now, None if it has been deleted."""

    def __init__(self, now: Summary | None) -> None:
        super().__init__(f"changed meanwhile: {now}")
        self.now = now


def every(store: Store) -> tuple[Summary, ...]:
    """All that is saved, the newest first."""
    columns = [SCENARIOS.c[name] for name in _SUMMARY]
    asked = (
        select(*columns)
        .where(SCENARIOS.c.deleted_at.is_(None))
        .order_by(SCENARIOS.c.made_at.desc(), SCENARIOS.c.scenario_id)
    )
    with store.reading() as connection:
        return tuple(_summary(row) for row in connection.execute(asked))


def opened(store: Store, scenario_id: str, known: KnownIds) -> Scenario | None:
    """A saved scenario, brought up to this program's form; None if there is none.

    Raises ScenarioError for one that this program cannot read, e.g. one on a series that is gone.
    """
    asked = select(SCENARIOS.c.content).where(
        SCENARIOS.c.scenario_id == scenario_id, SCENARIOS.c.deleted_at.is_(None)
    )
    with store.reading() as connection:
        content = connection.execute(asked).scalar()
    return None if content is None else scenario_schema.scenario_of(json.loads(content), known)


def add(store: Store, scenario: Scenario, *, editor: str) -> Summary:
    """Keep a scenario under a new id, whatever id it came with."""
    made = replace(scenario, scenario_id=secrets.token_urlsafe(9))
    now = audit.now()
    with store.writing() as connection:
        connection.execute(
            insert(SCENARIOS).values(
                revision=1, changed_at=now, changed_by=editor, deleted_at=None, **_columns(made)
            )
        )
        _noted(connection, editor, "added", made.scenario_id, made.name)
        return _now(connection, made.scenario_id)


def rename(
    store: Store, scenario_id: str, *, name: str, note: str, revision: int, editor: str
) -> Summary:
    """Give a scenario another name and note. Raises ConflictError when it is no longer as seen."""
    with store.writing() as connection:
        raw = _content(connection, scenario_id, revision)
        raw |= {"name": name, "note": note}
        _change(
            connection,
            scenario_id,
            editor,
            name=name,
            content=json.dumps(raw, ensure_ascii=False),
        )
        _noted(connection, editor, "renamed", scenario_id, name)
        return _now(connection, scenario_id)


def duplicate(store: Store, scenario_id: str, *, name: str, editor: str) -> Summary:
    """Keep a second one under another name. Raises ConflictError when the first is gone."""
    with store.writing() as connection:
        row = connection.execute(
            select(SCENARIOS).where(
                SCENARIOS.c.scenario_id == scenario_id, SCENARIOS.c.deleted_at.is_(None)
            )
        ).first()
        if row is None:
            raise ConflictError(None)
        now, twin = audit.now(), secrets.token_urlsafe(9)
        raw = json.loads(row.content) | {"id": twin, "name": name, "made_at": _moment(now)}
        values = row._asdict() | {
            "scenario_id": twin,
            "revision": 1,
            "name": name,
            "made_at": now,
            "changed_at": now,
            "changed_by": editor,
            "content": json.dumps(raw, ensure_ascii=False),
        }
        connection.execute(insert(SCENARIOS).values(**values))
        _noted(connection, editor, "duplicated", twin, name)
        return _now(connection, twin)


def delete(store: Store, scenario_id: str, *, revision: int, editor: str) -> None:
    """Take a scenario out of the list. Raises ConflictError when it is no longer as seen."""
    with store.writing() as connection:
        _content(connection, scenario_id, revision)
        _change(connection, scenario_id, editor, deleted_at=audit.now())
        _noted(connection, editor, "deleted", scenario_id, "")


def restore(store: Store, scenario_id: str, *, editor: str) -> None:
    """Undo a deletion; nothing happens where there is none."""
    asked = select(SCENARIOS.c.deleted_at).where(SCENARIOS.c.scenario_id == scenario_id)
    with store.writing() as connection:
        if connection.execute(asked).scalar() is None:
            return
        _change(connection, scenario_id, editor, deleted_at=None)
        _noted(connection, editor, "restored", scenario_id, "")


def free_name(name: str, taken: set[str]) -> str:
    """`name`, with a number where another scenario has it: "Fast", "Fast (2)", "Fast (3)"."""
    return copied_name(name, taken, "{name} ({n})", first=2) if name in taken else name


def copied_name(name: str, taken: set[str], form: str, *, first: int = 1) -> str:
    """A name for a second one: `form` filled with the first's name and the lowest free number."""
    for number in range(first, first + len(taken) + 1):
        tail = form.format(name="", n=number)
        found = form.format(name=name[: LONGEST_NAME - len(tail)], n=number)
        if found not in taken:
            break
    return tidy(found, longest=LONGEST_NAME)


def _columns(scenario: Scenario) -> dict[str, Any]:
    return {
        "scenario_id": scenario.scenario_id,
        "name": scenario.name,
        "author": scenario.author,
        "made_at": scenario.made_at.astimezone(UTC).isoformat(timespec="seconds"),
        "series_id": scenario.setup.series_id,
        "data_version": scenario.data_version,
        "schema_version": scenario.schema_version,
        "content": json.dumps(scenario_schema.plain(scenario), ensure_ascii=False),
    }


def _content(connection: Connection, scenario_id: str, revision: int) -> dict[str, Any]:
    """The content as it is kept, if it is still at `revision`; else ConflictError."""
    row = connection.execute(
        select(SCENARIOS).where(SCENARIOS.c.scenario_id == scenario_id)
    ).first()
    if row is None or row.deleted_at is not None:
        raise ConflictError(None)
    if row.revision != revision:
        raise ConflictError(_summary(row))
    content: dict[str, Any] = json.loads(row.content)
    return content


def _change(connection: Connection, scenario_id: str, editor: str, **values: str | None) -> None:
    connection.execute(
        update(SCENARIOS)
        .where(SCENARIOS.c.scenario_id == scenario_id)
        .values(
            revision=SCENARIOS.c.revision + 1,
            changed_at=audit.now(),
            changed_by=editor,
            **values,
        )
    )


def _now(connection: Connection, scenario_id: str) -> Summary:
    row = connection.execute(
        select(SCENARIOS).where(SCENARIOS.c.scenario_id == scenario_id)
    ).first()
    assert row is not None  # noqa: S101 - the caller has just written it
    return _summary(row)


def _summary(row: Row[Any]) -> Summary:
    named = {name: getattr(row, name) for name in _SUMMARY}
    moments = {name: datetime.fromisoformat(named[name]) for name in ("made_at", "changed_at")}
    return Summary(**(named | moments))


def _moment(text: str) -> str:
    return datetime.fromisoformat(text).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _noted(connection: Connection, editor: str, what: str, scenario_id: str, name: str) -> None:
    detail = json.dumps({"what": what, "id": scenario_id, "name": name}, ensure_ascii=False)
    audit.note(connection, editor=editor, action=_ACTION, detail=detail)

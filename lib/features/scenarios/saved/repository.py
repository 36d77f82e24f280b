"""Saved scenarios as the page asks for them: who may write is asked at every write again.

The store and its library are imported when they are first needed: a server that nobody saves on
never loads them.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from time import monotonic
from typing import TYPE_CHECKING, Final

import streamlit as st

from lib.app.kit import editing, session_dataset
from lib.data.scenario_schema import ScenarioError
from lib.data.store import access, database_url
from lib.features.scenarios.saved import wording
from lib.features.scenarios.saved.validation_context import known
from lib.text import N_, translator

if TYPE_CHECKING:
    from lib.data.store.engine import Store
    from lib.data.store.scenarios import Summary
    from lib.model.scenario import Scenario
    from lib.model.vocabulary import Lang

LOG = logging.getLogger("hanoiso")

_SAID = "saved_said"
_DELETED = "saved_deleted"
_ADDED = "saved_added"
_DOUBLE_CLICK_SECONDS: Final = 2.0

_GONE = N_("This scenario is no longer there: somebody has deleted it.")
_OTHERWISE = N_(
    "Somebody was first: “{name}” was changed by {who} at {when}. Nothing of yours was written; "
    "look at it and try again."
)


@dataclass(frozen=True, slots=True)
class Listed:
    """All saved scenarios, newest first; or, in `fault`, why they cannot be read (a message id)."""

    found: tuple[Summary, ...] = ()
    fault: str = ""


def listed() -> Listed:
    """What is saved on this server. Nothing yet is no fault."""
    try:
        store = access.existing()
        if store is None:
            return Listed()
        from lib.data.store import scenarios  # noqa: PLC0415 - SQLAlchemy: 12 MB

        return Listed(scenarios.every(store))
    except database_url.UnavailableError as error:
        LOG.warning("saved scenarios cannot be read: %s", error)
        return Listed(fault=error.said)


def opened(scenario_id: str) -> Scenario | None:
    """A saved scenario; None if there is none that this program can read."""
    try:
        store = access.existing()
        if store is None:
            return None
        from lib.data.store import scenarios  # noqa: PLC0415

        return scenarios.opened(store, scenario_id, known(session_dataset.package().version))
    except ScenarioError as error:
        LOG.warning("saved scenario %s: %s", scenario_id, error)
    except database_url.UnavailableError as error:
        LOG.warning("saved scenario %s: %s", scenario_id, error)
    return None


def add(scenario: Scenario, lang: Lang) -> None:
    """Save a scenario and say so; once, where the button was clicked twice."""
    timeless = replace(scenario, made_at=scenario.made_at.min)
    last, at, name = st.session_state.get(_ADDED, (None, 0.0, ""))
    if timeless == last and monotonic() - at < _DOUBLE_CLICK_SECONDS:
        # The first click's words may have been on a run that this one has overtaken.
        say("success", _added(name, lang))
        return
    st.session_state[_ADDED] = (timeless, monotonic(), scenario.name)

    def write(store: Store, editor: str) -> str:
        from lib.data.store import scenarios  # noqa: PLC0415

        # Two of one name could not be told apart in the list, nor beside each other.
        free = scenarios.free_name(scenario.name, {one.name for one in scenarios.every(store)})
        scenarios.add(store, replace(scenario, name=free), editor=editor)
        st.session_state[_ADDED] = (timeless, monotonic(), free)
        return _added(free, lang)

    _write(write, lang)
    if st.session_state[_SAID][0] == "error":
        del st.session_state[_ADDED]


def _added(name: str, lang: Lang) -> str:
    return translator(lang).gettext("Saved: “{name}”.").format(name=name)


def rename(one: Summary, *, name: str, note: str, lang: Lang) -> None:
    """Give a scenario another name, numbered where a third has it, and note."""

    def write(store: Store, editor: str) -> str:
        from lib.data.store import scenarios  # noqa: PLC0415

        others = {
            each.name for each in scenarios.every(store) if each.scenario_id != one.scenario_id
        }
        free = scenarios.free_name(name, others)
        scenarios.rename(
            store, one.scenario_id, name=free, note=note, revision=one.revision, editor=editor
        )
        return translator(lang).gettext("Changed: “{name}”.").format(name=free)

    _write(write, lang)


def duplicate(one: Summary, lang: Lang) -> None:
    """Keep a second one under a name of its own."""

    def write(store: Store, editor: str) -> str:
        from lib.data.store import scenarios  # noqa: PLC0415

        _ = translator(lang).gettext
        taken = {each.name for each in scenarios.every(store)}
        name = scenarios.copied_name(one.name, taken, _("{name} (copy {n})"))
        scenarios.duplicate(store, one.scenario_id, name=name, editor=editor)
        return _("Saved: “{name}”.").format(name=name)

    _write(write, lang)


def delete(one: Summary, lang: Lang) -> None:
    """Take a scenario out of the list; it can be brought back as long as this page is open."""

    def write(store: Store, editor: str) -> str:
        from lib.data.store import scenarios  # noqa: PLC0415

        scenarios.delete(store, one.scenario_id, revision=one.revision, editor=editor)
        st.session_state[_DELETED] = one
        return translator(lang).gettext("Deleted: “{name}”.").format(name=one.name)

    _write(write, lang)


def restore(one: Summary, lang: Lang) -> None:
    """Bring back what was deleted."""

    def write(store: Store, editor: str) -> str:
        from lib.data.store import scenarios  # noqa: PLC0415

        scenarios.restore(store, one.scenario_id, editor=editor)
        return translator(lang).gettext("Back in the list: “{name}”.").format(name=one.name)

    _write(write, lang)


def last_outcome() -> tuple[str, str, Summary | None]:
    """What the last write came to, once: the kind of message, its words, what can be undone."""
    kind, words = st.session_state.pop(_SAID, ("", ""))
    deleted: Summary | None = st.session_state.get(_DELETED) if kind else None
    return kind, words, deleted


def say(kind: str, words: str) -> None:
    """Leave a message for the coming run: "success" or "error"."""
    st.session_state[_SAID] = (kind, words)


def _write(write: Callable[[Store, str], str], lang: Lang) -> None:
    """Do a write for who may, and leave a message of what came of it."""
    _ = translator(lang).gettext
    st.session_state.pop(_DELETED, None)
    try:
        editor = editing.require().editor
        store = access.ready()
        from lib.data.store.scenarios import ConflictError  # noqa: PLC0415

        try:
            say("success", write(store, editor))
        except ConflictError as error:
            say("error", _conflict(error.now, lang))
    except editing.NotAllowedError as error:
        say("error", editing.refusal_words(error.refused, lang))
    except database_url.UnavailableError as error:
        LOG.warning("a scenario could not be saved: %s", error)
        say("error", _(error.said))


def _conflict(now: Summary | None, lang: Lang) -> str:
    _ = translator(lang).gettext
    if now is None:
        return _(_GONE)
    return _(_OTHERWISE).format(
        name=now.name, who=now.changed_by, when=wording.moment(now.changed_at, lang)
    )

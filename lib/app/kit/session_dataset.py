"""What pages draw from: the package in force and what follows from it, made once a data version.

A run sees one package from its first line to its last, whatever is committed meanwhile: `begin`
binds it to the session. So a version and the package it names never part within a run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING, TypeVar

import numpy as np
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from lib.analysis.progress.targets import assess_all, binding
from lib.analysis.progress.verdict import Assessment
from lib.data.package import Dataset, load
from lib.data.paths import default_root
from lib.data.store.current_dataset import CurrentDataset
from lib.model.entities import Unit
from lib.model.vocabulary import Geography

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray
    from streamlit.runtime.state import SessionState

_Made = TypeVar("_Made")

_BOUND = "_package"
_NUMBER = "_package_number"
_DRAWN = "_package_drawn"
_HELD: ContextVar[Dataset | None] = ContextVar("package held", default=None)


@cache
def served() -> CurrentDataset:
    """What this process serves: the shipped package, loaded and checked at its first use."""
    return CurrentDataset(load(default_root()))


def begin(*, whole_page: bool = False) -> None:
    """Bind the package in force to this run, before anything is drawn.

    A run of a fragment may do so again, e.g. once it has committed: what of the page lies outside
    of it is then still to be drawn from the new package (`drawn_in`).
    """
    st.session_state[_BOUND], st.session_state[_NUMBER] = served().numbered()
    if whole_page:
        st.session_state[_DRAWN] = st.session_state[_BOUND]


def number() -> int:
    """The version of the store that this run sees, 0 for what was shipped."""
    found: int = st.session_state.get(_NUMBER, 0)
    return found


def package() -> Dataset:
    """The package of this run; outside of any run, the one in force."""
    held = _HELD.get()
    if held is not None:
        return held
    if get_script_run_ctx(suppress_warning=True) is not None:
        bound: Dataset | None = st.session_state.get(_BOUND)
        if bound is not None:
            return bound
    return served().now()


@contextmanager
def using(found: Dataset) -> Iterator[None]:
    """Let `package` be `found` within the block, in this thread."""
    token = _HELD.set(found)
    try:
        yield
    finally:
        _HELD.reset(token)


def holding(make: Callable[[], _Made]) -> Callable[[], _Made]:
    """`make`, to be called later in any thread, with the package of the present run."""
    mine = package()

    def made() -> _Made:
        with using(mine):
            return make()

    return made


def drawn_in(state: SessionState) -> Dataset | None:
    """The package that another session's whole page was drawn from; None before its first run."""
    if _DRAWN not in state:
        return None
    found: Dataset = state[_DRAWN]
    return found


@lru_cache(maxsize=4)
def assessed(version: str, today: date) -> tuple[Assessment, ...]:
    """Every target assessed on the figures of data `version`; a new day is a new answer."""
    found = package()
    if version != found.version:
        raise ValueError(f"data version {version}: this run sees {found.version}")
    return assess_all(
        found.targets,
        indicators=found.indicators,
        series=found.series,
        documents=found.documents,
        observations=found.observations,
        today=today,
    )


@lru_cache(maxsize=4)
def bound(version: str, today: date) -> tuple[Assessment, ...]:
    """The binding target of each series and year, of what `assessed` gives."""
    return binding(assessed(version, today))


def assessed_today() -> tuple[Assessment, ...]:
    """Every target assessed as of today."""
    return assessed(package().version, today())


def rows_of(version: str, series_id: str) -> pd.DataFrame:
    """The observations of one series, none where it has none, without a look at the rest."""
    return package().observations.take(_places(version).get(series_id, []))


@lru_cache(maxsize=2)
def _places(version: str) -> dict[str, NDArray[np.intp]]:
    """Where the rows of each series stand; their numbers alone, for a copy would cost memory."""
    found = package()
    if version != found.version:
        raise ValueError(f"data version {version}: this run sees {found.version}")
    groups = found.observations.groupby("series_id", sort=False).indices
    return {str(series_id): np.asarray(places) for series_id, places in groups.items()}


@lru_cache(maxsize=8)
def units_of(_version: str, geography: Geography) -> tuple[Unit, ...]:
    """The units of a geography, in the order of the package; the version keys the cache."""
    return tuple(unit for unit in package().units.values() if unit.geography == geography)


def today() -> date:
    """The day on the wall, which open and past targets are told apart by."""
    return date.today()  # noqa: DTZ011 - a date on the wall


@lru_cache(maxsize=2)
def illustrative_to(_version: str) -> date | None:
    """The day that values made for demonstration reach to; the version keys the cache."""
    rows = package().observations
    latest = rows.loc[rows["provenance"].eq("illustrative"), "end"].max()
    return None if latest != latest else latest.date()  # noqa: PLR0124 - NaT where there are none


def as_of() -> date:
    """The day that figures reach to; none reaches beyond today, also not one of the year begun."""
    return min(package().as_of, today())

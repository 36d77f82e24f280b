"""Before the first request: data checked, outlines published, first sentences and charts made."""

from __future__ import annotations

import ctypes
import gc
import logging
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import get_args

from lib.app.kit import editing, map_queries, session_dataset, startup_worker
from lib.data.package import Dataset
from lib.data.store import access
from lib.data.store.database_url import UnavailableError
from lib.features.overview import queries as overview_figures
from lib.features.targets import queries as targets_figures
from lib.model.vocabulary import Lang

LOG = logging.getLogger("hanoiso")

_KEEPING = type(lru_cache(lambda: None))  # what a function becomes that keeps its answers

# The number of the option in glibc's malloc.h.
_M_ARENA_MAX = -8

_READY: list[str] = []


def warm_up() -> str:
    """Make ready what the first visitor would wait for and return the data version.

    Raises PackageError when the data package is broken: a server without figures must not start.
    Nor must one whose settings cannot be read (EditingError, SettingError): it might allow what
    was meant to be refused. A store that fails is told and done without.
    """
    mode = editing.rules().mode
    editing.limit_uploads()
    with startup_worker.meanwhile(), ThreadPoolExecutor(max_workers=1) as beside:
        opened = beside.submit(_open_store, is_written=mode != "off")
        served = session_dataset.served()
        served.cannot_write = opened.result()
        package = served.refresh()
        prepare(package)
        map_queries.publish(package.version)
    # Of the outlines that came beside.
    for geography in map_queries.GEOGRAPHIES:
        map_queries.shapes_asset(package.version, geography)
    _READY.append(package.version)
    return package.version


def prepare(package: Dataset) -> None:
    """Make what the first page of a new package needs, while nobody waits for it."""
    with session_dataset.using(package):
        overview_figures.overview_today()
        for lang in get_args(Lang):
            targets_figures.document(lang)


def forget_what_was() -> None:
    """Let go of what pages keep of figures that are no longer in force.

    Each keeps a number of answers and has their data version in the key: those of an older version
    are never asked for again, and would stay until as many newer ones came.
    """
    for name, module in list(sys.modules.items()):
        if name.startswith(("lib.app.", "lib.features.")):
            for one in list(vars(module).values()):
                # One without a bound is kept for good: the settings, and what is served.
                if isinstance(one, _KEEPING) and one.cache_parameters()["maxsize"] is not None:
                    one.cache_clear()


def share_one_heap() -> None:
    """Let all threads take memory from one heap: of several each keeps what it once had.

    For glibc, which opens a heap a thread up to eight times the cores; Python runs one thread at a
    time, so none waits for another. Other C libraries have no such call and need none.
    """
    option = getattr(ctypes.CDLL(None), "mallopt", None)
    if option is not None:
        option(_M_ARENA_MAX, 1)


def give_back_memory() -> None:
    """Return to the system what reading the data took for a moment, about 30 MB.

    glibc keeps freed memory for itself; other C libraries have no such call and need none.
    """
    gc.collect()  # sessions hold themselves in circles
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)


def version() -> str | None:
    """The data version served, None until the warm-up is done.

    Asks no database: who asks may be the loop that answers everyone.
    """
    return session_dataset.served().known().version if _READY else None


def _open_store(*, is_written: bool) -> UnavailableError | None:
    """Bring the database up to date; make it only for who may write. Returns what failed."""
    try:
        if is_written:
            access.ready_file()
        else:
            access.existing_file()
    except UnavailableError as error:
        said = "the database cannot be used (%s): %s"
        LOG.error(said, error.reason, error)  # noqa: TRY400 - no fault of the code
        return error
    return None

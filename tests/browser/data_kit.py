"""What tests of the Data page's parts share: choosing, downloading, reading what was downloaded."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page

from lib.data.store import migrate
from lib.data.store.commit import ImportDraft, commit
from lib.data.store.engine import Store
from tests.browser.conftest import settle
from tests.serving import Server, readiness, serving

_SEEN_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class House:
    """A server with a database, which this process writes to as another server would."""

    server: Server
    store: Store


@contextmanager
def house(folder: Path) -> Iterator[House]:
    """A server that whoever sits at this computer may edit, with an empty database."""
    url = f"sqlite:///{folder}/hanoiso.db"
    migrate.ensure(url)
    store = Store(url)
    with serving(environment={"DATABASE_URL": url, "EDITING": "local"}) as server:
        yield House(server, store)
    store.close()


def take_in(house: House, draft: ImportDraft) -> None:
    """Commit as another server would, and wait until this one has seen it."""
    before = readiness(house.server.url)
    commit(house.store, draft)
    deadline = time.monotonic() + _SEEN_SECONDS
    while readiness(house.server.url) == before:
        assert time.monotonic() < deadline, "the server has not seen what was committed"
        time.sleep(0.05)


def choose(page: Page, key: str, label: str) -> None:
    """Press one of a row of alternatives."""
    page.locator(f".st-key-{key}").get_by_text(label, exact=True).click()
    settle(page)


def downloaded(page: Page, button: Locator) -> tuple[str, bytes]:
    """Press a download button; the file's name and content."""
    with page.expect_download() as download:
        button.click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def taken(page: Page, key: str) -> tuple[str, bytes]:
    """Name and content of the CSV in a download menu."""
    settle(page)  # a menu that is drawn again is a closed one
    page.locator(f".st-key-{key}_menu button").first.click()
    return downloaded(page, page.locator(f".st-key-{key}_csv button"))


def table(content: bytes) -> list[dict[str, str]]:
    """The rows of a CSV by column, without the notes below them."""
    text = content.decode("utf-8-sig")
    found = list(csv.DictReader(io.StringIO(text)))
    return [row for row in found if not next(iter(row.values())).startswith("# ")]

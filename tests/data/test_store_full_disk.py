"""A PostgreSQL whose disk is full: told in words, nothing lost, readers go on, and so does it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from lib.data.package import Dataset
from lib.data.store import access, database_url, merge, migrate
from lib.data.store.commit import commit, latest
from lib.data.store.current_dataset import CurrentDataset
from lib.data.store.database_url import UnavailableError
from lib.data.store.engine import Store
from tests.data import postgresql, store_kit

SERIES = ["adults_with_digital_signature"]
# Its log of 1 MB is made before; beyond this a table cannot grow, in the middle of a page.
LARGEST = 1024 * 1024 + 4_096


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    folder = postgresql.programs()
    assert folder is not None
    with postgresql.running(folder, "--wal-segsize=1") as address:
        yield address


# Where there is none the whole run says so, and fails in CI (tests/conftest.py).
if postgresql.programs():

    def test_on_a_full_disk_postgresql_is_told_and_readers_go_on(
        server: str, shipped: Dataset, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("DATABASE_URL", postgresql.new_database(server))
        migrate.upgrade(database_url.address())
        units = [code for geography, code in shipped.units if geography == "commune"]
        few = store_kit.big(units[:9], SERIES, base=0)
        many = store_kit.big(units, [*SERIES, *list(shipped.series)[:5]], base=1, seed=1)
        with postgresql.full_disk(server, largest=LARGEST):
            store = Store(database_url.address())
            commit(store, few)  # there is room for this one still
            served = CurrentDataset(shipped)
            before = served.now()
            with pytest.raises(UnavailableError) as told:
                commit(store, many)
            assert (told.value.said, told.value.reason) == (database_url.CANNOT_WRITE, "full")
            assert "could not extend file" in str(told.value)
            with store.reading() as connection:
                assert latest(connection) == 1
                assert len(merge.current(connection)) == len(few.rows)
            assert served.refresh() is before
            assert not served.is_unread
        # There is space again: the same import, by the same process.
        assert commit(store, many).number == 2
        assert served.refresh() is not before
        store.close()
        access.close()

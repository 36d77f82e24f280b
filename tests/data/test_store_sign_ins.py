"""A sign-in that was ended stays ended: after a restart, elsewhere, with any copy of it."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from streamlit.web.server.starlette import starlette_app_utils

from lib.app.kit import upload_and_signout
from lib.data.store import access, database_url, migrate, sign_ins
from lib.data.store.engine import Store
from lib.data.store.tables import ENDED_SIGN_INS
from tests.data.conftest import Made


@pytest.fixture(autouse=True)
def process(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that knows of no sign-in yet; each cookie bears the claims that it holds."""
    monkeypatch.setattr(upload_and_signout, "_ENDED", {})
    monkeypatch.setattr(upload_and_signout, "_UNSAVED", {})
    monkeypatch.setattr(
        upload_and_signout, "claims", lambda cookies: cookies.get("user", "").encode() or None
    )


def restart() -> None:
    """Forget what a new process would not know."""
    upload_and_signout._ENDED.clear()
    upload_and_signout._UNSAVED.clear()
    access.close()


AN, BINH = {"user": "an"}, {"user": "binh"}


def test_a_sign_in_that_was_ended_is_over_after_a_restart(url: str, made: Made) -> None:
    made(url)
    upload_and_signout._end(AN)
    restart()
    assert upload_and_signout.is_over(AN)
    assert not upload_and_signout.is_over(BINH)
    assert not upload_and_signout.is_over({})


def test_the_first_one_ever_to_sign_out_has_no_database_yet(tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/new/hanoiso.db")
        assert not upload_and_signout.is_over(AN)
        assert not (tmp_path / "new").exists()  # asking makes none
        upload_and_signout._end(AN)
        restart()
        assert upload_and_signout.is_over(AN)
        access.close()


def test_what_the_database_did_not_take_is_kept_and_given_to_it_later(
    url: str, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(url)

    def fail() -> Store:
        raise database_url.UnavailableError(database_url.CANNOT_WRITE, "disk full", reason="full")

    with monkeypatch.context() as patch:
        patch.setattr(access, "ready", fail)
        patch.setattr(access, "existing", fail)
        upload_and_signout._end(AN)
        assert upload_and_signout.is_over(AN)
        assert not upload_and_signout.is_over(BINH)
    upload_and_signout.save()
    restart()
    assert upload_and_signout.is_over(AN)


def test_an_entry_goes_once_no_cookie_of_it_can_live(store: Store) -> None:
    now = datetime.now(UTC)
    kept = timedelta(days=sign_ins.KEPT_DAYS)
    old = {"gone": now - kept - timedelta(minutes=1), "stays": now - kept + timedelta(minutes=1)}
    with store.writing() as connection:
        sign_ins.end(connection, old)
        sign_ins.end(connection, {"new": now})
        sign_ins.end(connection, {"new": now})  # twice by two tabs
        found = set(connection.execute(select(ENDED_SIGN_INS.c.mark)).scalars())
    assert found == {"stays", "new"}


def test_an_entry_is_kept_as_long_as_streamlit_takes_its_cookie() -> None:
    secret, kept = "s" * 32, sign_ins.KEPT_DAYS * 86_400
    assert starlette_app_utils._DEFAULT_SIGNED_VALUE_MAX_AGE_DAYS < sign_ins.KEPT_DAYS
    signed = starlette_app_utils.create_signed_value(secret, "_streamlit_user", "{}")
    with pytest.MonkeyPatch.context() as patch:
        later = time.time() + kept
        patch.setattr(time, "time", lambda: later)
        read = starlette_app_utils.decode_signed_value(secret, "_streamlit_user", signed)
    assert read is None


@pytest.mark.usefixtures("url")
def test_a_database_of_the_version_before_is_upgraded_and_keeps_sign_outs() -> None:
    from alembic import command
    from alembic.config import Config

    from lib.data.store.commit import commit, latest
    from tests.data.store_kit import draft

    address = database_url.address()
    file = database_url.file_of(address)
    if file is not None:
        file.parent.mkdir(parents=True)
    config = Config()
    config.set_main_option("script_location", str(Path(migrate.__file__).parent / "migrations"))
    before = Store(address, makes=True)
    with before.writing() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0003")
    commit(before, draft({("00004", "2026-08"): 41.5}, base=0))
    before.close()

    assert not upload_and_signout.is_over(AN)  # the first question of the new program
    upload_and_signout._end(AN)
    restart()
    assert upload_and_signout.is_over(AN)
    after = access.existing()
    assert after is not None
    assert after.revision() == migrate.HEAD
    with after.reading() as connection:
        assert latest(connection) == 1

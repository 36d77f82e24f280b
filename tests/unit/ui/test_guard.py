"""The end of a sign-in holds whatever cookies are left out or added."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.web.server.starlette import starlette_websocket
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from lib.app.kit import upload_and_signout

SECRET = "a-secret-of-this-test"  # noqa: S105


@pytest.fixture
def cookies(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> dict[str, str]:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/hanoiso.db")
    monkeypatch.setattr(starlette_websocket, "get_cookie_secret", lambda: SECRET)
    monkeypatch.setattr(upload_and_signout, "_ENDED", {})
    monkeypatch.setattr(upload_and_signout, "_UNSAVED", {})

    def signed(name: str, value: str) -> str:
        return create_signed_value(SECRET, name, value).decode()

    return {
        "_streamlit_user": signed("_streamlit_user", '{"email": "an@hanoi.example"}'),
        "_streamlit_user_tokens": signed("_streamlit_user_tokens", "{}"),
    }


@pytest.mark.parametrize(
    "others",
    [
        {},
        {"_streamlit_user_tokens": "changed"},
        {"_streamlit_userx": "1"},
        {"_streamlit_user_99": "1", "_streamlit_user__99": "1"},
    ],
)
def test_a_sign_in_that_was_ended_stays_ended(
    cookies: dict[str, str], others: dict[str, str]
) -> None:
    assert not upload_and_signout.is_over(cookies)
    upload_and_signout._end(cookies)
    alone = {"_streamlit_user": cookies["_streamlit_user"]}
    assert upload_and_signout.is_over(alone | others)


def test_what_was_made_up_is_not_kept(cookies: dict[str, str]) -> None:
    upload_and_signout._end({"_streamlit_user": "made-up"})
    upload_and_signout._end({})
    assert not upload_and_signout._ENDED
    assert not upload_and_signout.is_over(cookies)

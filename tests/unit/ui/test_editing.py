"""Who may edit: every combination that matters, as a table."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import pytest
from streamlit import config

from lib.app.kit import editing as page_editing
from lib.data import editing
from lib.data.editing import Allowed, Mode, Refused, Rules, may_edit, rules
from lib.data.limits import Limits, Readers, SettingError, limits
from lib.data.store import access
from tests.data import store_kit
from tests.serving import ROOT

HERE = {
    "host": "127.0.0.1:8501",
    "origin": "http://127.0.0.1:8501",
    editing.BOUND_HEADER: "127.0.0.1",
    editing.PEER_HEADER: "127.0.0.1",
    "sec-fetch-site": "same-origin",
    "cookie": "_streamlit_xsrf=2|a; hanoiso_editor_8501=the-token-of-the-address",
}
LOCAL = Rules("local", token="the-token-of-the-address")  # noqa: S106 - of this test
OIDC = Rules("oidc", frozenset({"an@hanoi.example", "@so.hanoi.example"}))


def without(name: str) -> dict[str, str]:
    return {key: value for key, value in HERE.items() if key != name}


@pytest.mark.parametrize(
    ("headers", "bound"),
    [
        (HERE, "127.0.0.1"),
        (HERE, "localhost"),
        (HERE | {"host": "localhost:8501", "origin": "http://localhost:8501"}, "127.0.0.1"),
        (
            HERE
            | {
                "host": "[::1]:8501",
                "origin": "http://[::1]:8501",
                editing.BOUND_HEADER: "::1",
                editing.PEER_HEADER: "::1",
            },
            "::1",
        ),
        (HERE | {editing.PEER_HEADER: "::ffff:127.0.0.1"}, "127.0.0.1"),
        (without("sec-fetch-site"), "127.0.0.1"),
    ],
)
def test_the_own_computer_may_edit(headers: dict[str, str], bound: str) -> None:
    assert may_edit(LOCAL, headers, bound, {}) == Allowed("local")


FORWARDING = [
    "forwarded", "via", "x-real-ip", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto",
    "x-forwarded-port", "x-forwarded-server", "x-forwarded-prefix", "x-original-host",
    "x-client-ip", "client-ip", "true-client-ip", "cf-connecting-ip", "x-envoy-external-address",
    "forwarded-for", "x-remote-ip", "x-arr-log-id", "x-amzn-trace-id", "ngrok-trace-id",
    "x-request-id", "x-github-request-id", "x-proxy-of-tomorrow",
    "x-cluster-client-ip", "fly-client-ip", "x-azure-clientip", "fastly-client-ip",
]  # fmt: skip


@pytest.mark.parametrize("name", FORWARDING)
def test_a_request_that_was_passed_on_may_not(name: str) -> None:
    assert may_edit(LOCAL, HERE | {name: ""}, "127.0.0.1", {}) == Refused(editing.FORWARDED, {})


@pytest.mark.parametrize(
    ("headers", "bound", "said"),
    [
        # Bound to more than loopback, by what the server was told or by what it does.
        (HERE, "0.0.0.0", editing.NOT_LOOPBACK),  # noqa: S104 - what must be refused
        (HERE, "", editing.NOT_LOOPBACK),
        (HERE, None, editing.NOT_LOOPBACK),
        (HERE, "::", editing.NOT_LOOPBACK),
        (HERE, "192.168.1.4", editing.NOT_LOOPBACK),
        (HERE, "localhost.evil.example", editing.NOT_LOOPBACK),
        (HERE | {editing.BOUND_HEADER: "10.0.0.5"}, "127.0.0.1", editing.NOT_LOOPBACK),
        (without(editing.BOUND_HEADER), "127.0.0.1", editing.NOT_LOOPBACK),
        # From elsewhere.
        (HERE | {editing.PEER_HEADER: "10.0.0.9"}, "127.0.0.1", editing.FOREIGN),
        (without(editing.PEER_HEADER), "127.0.0.1", editing.FOREIGN),
        # Under a name that is not this computer's: a stranger's name that leads here.
        (HERE | {"host": "evil.example:8501"}, "127.0.0.1", editing.FOREIGN),
        (HERE | {"host": "127.0.0.1.evil.example"}, "127.0.0.1", editing.FOREIGN),
        (HERE | {"host": ""}, "127.0.0.1", editing.FOREIGN),
        (HERE | {"host": "[::1"}, "127.0.0.1", editing.FOREIGN),
        (HERE | {"host": "hanoiso.local"}, "127.0.0.1", editing.FOREIGN),
        (without("host"), "127.0.0.1", editing.FOREIGN),
        # From a page of another site, or of another program on this computer.
        (HERE | {"origin": "https://evil.example"}, "127.0.0.1", editing.FOREIGN),
        (HERE | {"origin": "null"}, "127.0.0.1", editing.FOREIGN),
        (HERE | {"origin": "http://127.0.0.1:9999"}, "127.0.0.1", editing.FOREIGN),
        (HERE | {"origin": "http://127.0.0.1:8501@evil.example"}, "127.0.0.1", editing.FOREIGN),
        (HERE | {"sec-fetch-site": "cross-site"}, "127.0.0.1", editing.FOREIGN),
        (HERE | {"sec-fetch-site": "same-site"}, "127.0.0.1", editing.FOREIGN),
        (without("origin"), "127.0.0.1", editing.FOREIGN),
        ({}, "127.0.0.1", editing.NOT_LOOPBACK),
        # Without the token of the address, with another's, or with that of another port.
        (without("cookie"), "127.0.0.1", editing.NO_TOKEN),
        (HERE | {"cookie": "hanoiso_editor_8501="}, "127.0.0.1", editing.NO_TOKEN),
        (HERE | {"cookie": "hanoiso_editor_8501=guessed"}, "127.0.0.1", editing.NO_TOKEN),
        (
            HERE | {"cookie": "hanoiso_editor_8502=the-token-of-the-address"},
            "127.0.0.1",
            editing.NO_TOKEN,
        ),
    ],
)
def test_whatever_else_may_not(headers: dict[str, str], bound: str | None, said: str) -> None:
    assert may_edit(LOCAL, headers, bound, {}) == Refused(said, {})


def test_no_token_is_no_key() -> None:
    headers = HERE | {"cookie": "hanoiso_editor_8501="}
    assert may_edit(Rules("local"), headers, "127.0.0.1", {}) == Refused(editing.NO_TOKEN, {})


def test_a_claim_that_is_missing_is_no_claim_unless_a_setting_says_so() -> None:
    user = signed("an@hanoi.example")
    del user["email_verified"]
    told = {"EDITING": "oidc", "EDITORS": "an@hanoi.example"}
    assert may_edit(rules(told), HERE, None, user) == Refused(editing.NOT_VERIFIED, {})
    allowing = rules(told | {"EDITORS_UNVERIFIED": "yes"})
    assert may_edit(allowing, HERE, None, user) == Allowed("an@hanoi.example")
    denied = user | {"email_verified": False}
    assert may_edit(allowing, HERE, None, denied) == Refused(editing.NOT_VERIFIED, {})


def test_without_sign_in_no_claim_helps() -> None:
    user = {"is_logged_in": True, "email": "an@hanoi.example"}
    assert isinstance(may_edit(LOCAL, HERE, "0.0.0.0", user), Refused)  # noqa: S104


def signed(address: Any, **claims: Any) -> dict[str, Any]:
    return {
        "is_logged_in": True,
        "email": address,
        "email_verified": True,
        "iat": time.time(),
        **claims,
    }


@pytest.mark.parametrize(
    ("user", "decided"),
    [
        (signed("an@hanoi.example"), Allowed("an@hanoi.example")),
        (signed("An@Hanoi.Example", email_verified=True), Allowed("an@hanoi.example")),
        (signed("binh@so.hanoi.example"), Allowed("binh@so.hanoi.example")),
        (signed("an@hanoi.example", email_verified=False), Refused(editing.NOT_VERIFIED, {})),
        (signed("an@hanoi.example", email_verified="false"), Refused(editing.NOT_VERIFIED, {})),
        (
            signed("eve@evil.example"),
            Refused(editing.NO_EDITOR, {"address": "eve@evil.example"}),
        ),
        (
            signed("eve@evil.so.hanoi.example"),
            Refused(editing.NO_EDITOR, {"address": "eve@evil.so.hanoi.example"}),
        ),
        (
            signed("@so.hanoi.example"),
            Refused(editing.NO_EDITOR, {"address": "@so.hanoi.example"}),
        ),
        (
            signed("eve@evil.example@so.hanoi.example"),
            Refused(editing.NO_EDITOR, {"address": "eve@evil.example@so.hanoi.example"}),
        ),
        (signed(""), Refused(editing.NO_SIGN_IN, {})),
        (signed(None), Refused(editing.NO_SIGN_IN, {})),
        (signed(["an@hanoi.example"]), Refused(editing.NO_SIGN_IN, {})),
        # In force for a working day; without a moment, or with one to come, for none.
        (
            signed("an@hanoi.example", iat=time.time() - editing.SIGN_IN_SECONDS + 600),
            Allowed("an@hanoi.example"),
        ),
        (
            signed("an@hanoi.example", iat=time.time() - editing.SIGN_IN_SECONDS - 1),
            Refused(editing.TOO_LONG_AGO, {}),
        ),
        (signed("an@hanoi.example", iat=None), Refused(editing.TOO_LONG_AGO, {})),
        (signed("an@hanoi.example", iat=True), Refused(editing.TOO_LONG_AGO, {})),
        (signed("an@hanoi.example", iat=float("nan")), Refused(editing.TOO_LONG_AGO, {})),
        (signed("an@hanoi.example", iat=time.time() + 3600), Refused(editing.TOO_LONG_AGO, {})),
        ({"email": "an@hanoi.example"}, Refused(editing.NO_SIGN_IN, {})),
        ({"email": "an@hanoi.example", "is_logged_in": "yes"}, Refused(editing.NO_SIGN_IN, {})),
        ({}, Refused(editing.NO_SIGN_IN, {})),
    ],
)
def test_after_signing_in_editors_may_edit_and_others_not(
    user: dict[str, Any], decided: Allowed | Refused
) -> None:
    # Behind a proxy, as such a server is.
    headers = HERE | {"x-forwarded-for": "10.0.0.9", "host": "so.hanoi.example"}
    assert may_edit(OIDC, headers, "127.0.0.1", user) == decided


def test_without_editors_nobody_may() -> None:
    assert isinstance(may_edit(Rules("oidc"), HERE, "127.0.0.1", signed("a@b.example")), Refused)


def test_switched_off_nobody_may() -> None:
    user = signed("an@hanoi.example")
    assert may_edit(Rules("off"), HERE, "127.0.0.1", user) == Refused(editing.IS_OFF, {})


@pytest.mark.parametrize(
    ("environment", "mode", "editors"),
    [
        ({}, "off", set()),
        ({"EDITING": ""}, "off", set()),
        ({"EDITING": " Local "}, "local", set()),
        (
            {"EDITING": "oidc", "EDITORS": "An@Hanoi.example, @so.hanoi.example"},
            "oidc",
            {"an@hanoi.example", "@so.hanoi.example"},
        ),
    ],
)
def test_the_settings_are_read(environment: dict[str, str], mode: Mode, editors: set[str]) -> None:
    read = rules(environment)
    assert replace(read, token="") == Rules(mode, frozenset(editors))
    assert (len(read.token) >= 32) == (mode == "local")
    assert mode != "local" or read.token != rules(environment).token


@pytest.mark.parametrize(
    "environment",
    [
        {"EDITING": "on"},
        {"EDITING": "all"},
        {"EDITORS": "an"},
        {"EDITORS": "an@"},
        {"EDITORS": "a@b@c"},
        {"EDITORS_UNVERIFIED": "perhaps"},
        {"EDITING_TOKEN": "short"},
        {"EDITING_TOKEN": "a token; Path=/ with-more"},
    ],
)
def test_a_setting_that_cannot_be_read_is_refused(environment: dict[str, str]) -> None:
    with pytest.raises(editing.EditingError):
        rules(environment)


def test_limits_have_defaults_and_are_read() -> None:
    assert limits({}) == Limits()
    assert limits({"IMPORT_MEGABYTES": "5", "IMPORT_ROWS": "10"}) == Limits(megabytes=5, rows=10)
    assert limits({"IMPORT_MEGABYTES": "5"}).size == 5 * 1024 * 1024


@pytest.mark.parametrize("text", ["0", "-1", "many", "1e3", "²"])
def test_a_limit_that_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(SettingError, match="IMPORT_ROWS"):
        limits({"IMPORT_ROWS": text})


SETTINGS = [
    *("EDITING", "EDITORS", "EDITING_TOKEN", "EDITORS_UNVERIFIED", "DATABASE_URL", "HANOISO_DATA"),
    *(f"IMPORT_{name.upper()}" for name in Limits.__slots__),
    *(f"READERS_{name.upper()}" for name in Readers.__slots__),
]


@pytest.mark.parametrize("name", SETTINGS)
def test_every_setting_is_told_to_who_runs_a_server(name: str) -> None:
    assert f"`{name}`" in (ROOT / "deploy" / "README.md").read_text(encoding="utf-8")


def test_every_write_asks_again_before_anything_is_touched(monkeypatch: pytest.MonkeyPatch) -> None:
    """However a write was reached: the button may have been drawn when it was still allowed."""
    refused = Refused(editing.FOREIGN, {})
    monkeypatch.setattr(page_editing, "may_edit_now", lambda: refused)
    monkeypatch.setattr(access, "ready", lambda: pytest.fail("the store was asked for"))
    draft = store_kit.draft({("00004", "2026-08"): 1.0}, base=0)
    with pytest.raises(page_editing.NotAllowedError) as told:
        page_editing.commit(draft)
    assert told.value.refused is refused
    with pytest.raises(page_editing.NotAllowedError):
        page_editing.undo(1, reason="")


def test_the_server_takes_no_larger_file_than_an_import_may_bring(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("IMPORT_MEGABYTES", "7")
    before = config.get_option("server.maxUploadSize")
    try:
        page_editing.limit_uploads()
        assert config.get_option("server.maxUploadSize") == 8
    finally:
        config.set_option("server.maxUploadSize", before)

"""EDITING=oidc: who signs in as an editor may write; nobody else, with whatever token or cookie."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Response, expect

from tests.browser import editing_kit, identity
from tests.browser.conftest import settle
from tests.browser.identity import Provider, providing
from tests.serving import Server, free_port, serving

EDITOR = "an@hanoi.example"
READER = "eve@else.example"
USER_COOKIE = "_streamlit_user"
IN = "/data?lang=en&d_part=in&d_way=paste"
ASKS = "Sign in to edit."


@dataclass(frozen=True, slots=True)
class House:
    """A server with sign-in, its provider, its database, and what nobody may ever see."""

    server: Server
    provider: Provider
    database: Path
    cookie_secret: str
    environment: dict[str, str]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("signed")
    port, cookie_secret = free_port(), secrets.token_hex(32)
    database = folder / "hanoiso.db"
    with providing() as provider:
        file = folder / "secrets.toml"
        address = f"http://127.0.0.1:{port}"
        file.write_text(identity.secrets_file(provider, address, cookie_secret), encoding="utf-8")
        environment = {
            "EDITING": "oidc",
            "EDITORS": f"{EDITOR}, @so.hanoi.example",
            "DATABASE_URL": f"sqlite:///{database}",
            "STREAMLIT_SECRETS_FILES": str(file),
            "NO_PROXY": "127.0.0.1",
        }
        with serving(environment=environment, port=port) as server:
            yield House(server, provider, database, cookie_secret, environment)


def opened(context: BrowserContext, house: House) -> Page:
    page = context.new_page()
    page.goto(house.server.url + IN)
    settle(page)
    return page


def sign_in(page: Page, house: House) -> None:
    """Press the button, come back from the provider, and open the page again."""
    with page.expect_response(lambda one: "/oauth2callback" in one.url):
        page.locator(".st-key-sign_in button").click()
    page.wait_for_url(f"{house.server.url}/")
    page.goto(house.server.url + IN)
    settle(page)


def cookie(context: BrowserContext) -> dict[str, Any] | None:
    return next((dict(one) for one in context.cookies() if one.get("name") == USER_COOKIE), None)


def expect_no_way_in(page: Page) -> None:
    """Nothing to put figures in with."""
    expect(page.locator(f"{editing_kit.PASTE}, .st-key-d_commit, [type='file']")).to_have_count(0)


def test_an_editor_signs_in_writes_under_that_name_and_signs_out(
    house: House, empty_context: BrowserContext
) -> None:
    page = opened(empty_context, house)
    expect(page.get_by_text(ASKS)).to_be_visible()
    expect_no_way_in(page)
    house.provider.says(EDITOR)
    sign_in(page, house)
    expect(page.get_by_text(f"Signed in as {EDITOR}.")).to_be_visible()
    editing_kit.paste(page, editing_kit.table(41.5))
    editing_kit.describe(page)
    editing_kit.commit(page)
    assert editing_kit.versions(house.database) == [(1, EDITOR, "import")]
    held = cookie(empty_context)
    assert held is not None
    assert (held["httpOnly"], held["sameSite"]) == (True, "Lax")

    page.locator(".st-key-sign_out button").click()
    page.wait_for_url(f"{house.server.url}/")
    assert cookie(empty_context) is None
    page.goto(house.server.url + IN)
    settle(page)
    expect(page.get_by_text(ASKS)).to_be_visible()
    expect_no_way_in(page)


def test_a_page_left_open_writes_nothing_once_its_reader_has_signed_out_elsewhere(
    house: House, empty_context: BrowserContext
) -> None:
    left = opened(empty_context, house)
    house.provider.says(EDITOR)
    sign_in(left, house)
    editing_kit.paste(left, editing_kit.table(43.25))
    editing_kit.describe(left)
    before = editing_kit.versions(house.database)

    other = opened(empty_context, house)
    other.locator(".st-key-sign_out button").click()
    other.wait_for_url(f"{house.server.url}/")
    left.locator(".st-key-d_commit button").click()
    expect(left.get_by_text(ASKS)).to_be_visible()
    assert editing_kit.versions(house.database) == before

    # Who signs in again writes again, in a page that is opened anew.
    again = opened(empty_context, house)
    sign_in(again, house)
    expect(again.get_by_text(f"Signed in as {EDITOR}.")).to_be_visible()
    expect(again.locator(editing_kit.PASTE)).to_be_visible()


def test_a_copy_of_a_cookie_signs_nobody_in_after_sign_out_and_restart(
    house: House, empty_context: BrowserContext
) -> None:
    house.provider.says(EDITOR)
    page = opened(empty_context, house)
    sign_in(page, house)
    copied = [one for one in empty_context.cookies() if one["name"].startswith(USER_COOKIE)]
    page.locator(".st-key-sign_out button").click()
    page.wait_for_url(f"{house.server.url}/")
    page.close()
    # A second server of the same database and secret: what one that was restarted would be.
    with serving(environment=house.environment) as other:
        for one in copied:
            empty_context.add_cookies(
                [{"name": one["name"], "value": one["value"], "url": other.url}]
            )
        page = empty_context.new_page()
        page.goto(other.url + IN)
        settle(page)
        expect(page.get_by_text(ASKS)).to_be_visible()
        expect_no_way_in(page)


def test_who_is_no_editor_reads_and_is_told_why(
    house: House, empty_context: BrowserContext
) -> None:
    page = opened(empty_context, house)
    house.provider.says(READER)
    sign_in(page, house)
    why = f"You are signed in as {READER}, which is not among the editors of this server."
    expect(page.get_by_text(why)).to_be_visible()
    expect_no_way_in(page)
    expect(page.locator(".st-key-sign_in")).to_have_count(0)
    page.goto(f"{house.server.url}/targets?lang=en")
    settle(page)
    expect(page.locator("h1")).to_have_text("Targets")


OTHERWISE: list[tuple[str, Mapping[str, Any], str]] = [
    ("unverified", {"email_verified": False}, "your address has not been verified"),
    ("long_ago", {"iat": int(time.time()) - 13 * 3600}, "You signed in too long ago to edit."),
    ("no_address", {"email": None}, ASKS),
]


@pytest.mark.parametrize(("changes", "why"), [one[1:] for one in OTHERWISE],
                         ids=[one[0] for one in OTHERWISE])  # fmt: skip
def test_an_editors_sign_in_that_is_not_whole_may_not_write(
    house: House, empty_context: BrowserContext, changes: Mapping[str, Any], why: str
) -> None:
    page = opened(empty_context, house)
    house.provider.says(EDITOR, changes=changes)
    sign_in(page, house)
    expect(page.get_by_text(why)).to_be_visible()
    expect_no_way_in(page)


FORGED: dict[str, dict[str, Any]] = {
    "tampered": {"sign": identity.tampered},
    "another_key": {"sign": identity.of_another_key},
    "unsigned": {"sign": identity.unsigned},
    "public_key_as_secret": {"sign": identity.by_public_key},
    "expired": {"changes": {"iat": int(time.time()) - 7200, "exp": int(time.time()) - 3600}},
    "another_issuer": {"changes": {"iss": "https://evil.example"}},
    "for_another_program": {"changes": {"aud": "another"}},
    "of_another_sign_in": {"changes": {"nonce": "seen-before"}},
    "no_nonce": {"changes": {"nonce": None}},
    "no_expiry": {"changes": {"exp": None}},
}


@pytest.mark.parametrize("name", FORGED)
def test_a_token_that_is_not_the_providers_signs_nobody_in(
    house: House, empty_context: BrowserContext, name: str
) -> None:
    page = opened(empty_context, house)
    house.provider.says(EDITOR, **FORGED[name])
    sign_in(page, house)
    assert cookie(empty_context) is None
    expect(page.get_by_text(ASKS)).to_be_visible()
    expect_no_way_in(page)


def test_a_changed_cookie_signs_nobody_in(house: House, empty_context: BrowserContext) -> None:
    page = opened(empty_context, house)
    house.provider.says(READER)
    sign_in(page, house)
    held = cookie(empty_context)
    assert held is not None
    value = held["value"]
    middle = len(value) // 3
    other = "A" if value[middle] != "A" else "B"
    for changed in (value[:middle] + other + value[middle + 1 :], value[:-4] + "AAAA", "", "{}"):
        empty_context.add_cookies(
            [{"name": USER_COOKIE, "value": changed, "url": house.server.url}]
        )
        page.reload()
        settle(page)
        expect(page.get_by_text(ASKS)).to_be_visible()
        expect_no_way_in(page)


def test_anothers_code_brought_here_signs_nobody_in(
    house: House, empty_context: BrowserContext
) -> None:
    """As a link would that someone else prepared: their code, and a state that we never gave."""
    house.provider.says(EDITOR)
    query = {"redirect_uri": f"{house.server.url}/oauth2callback", "state": "x", "nonce": "y"}
    page = empty_context.new_page()
    page.goto(house.provider.authorized(query))
    settle(page)
    assert cookie(empty_context) is None
    page.goto(house.server.url + IN)
    settle(page)
    expect(page.get_by_text(ASKS)).to_be_visible()


def test_no_secret_is_in_any_answer_or_in_the_log(
    house: House, empty_context: BrowserContext
) -> None:
    bodies: list[bytes] = []

    def keep(response: Response) -> None:
        if response.url.startswith(house.server.url) and response.status == 200:
            bodies.append(response.body())

    page = opened(empty_context, house)
    frames: list[bytes] = []
    page.on("requestfinished", lambda one: keep(found) if (found := one.response()) else None)
    page.on(
        "websocket",
        lambda one: one.on(
            "framereceived",
            lambda frame: frames.append(frame.encode() if isinstance(frame, str) else frame),
        ),
    )
    house.provider.says(EDITOR)
    sign_in(page, house)
    expect(page.get_by_text(f"Signed in as {EDITOR}.")).to_be_visible()
    told = page.content().encode() + b"".join(bodies) + b"".join(frames)
    assert EDITOR.encode() in told  # we looked in the right place
    log = house.server.words()
    hidden = [house.cookie_secret, house.provider.client_secret, *house.provider.given]
    assert len(hidden) > 3
    for secret in hidden:
        assert secret.encode() not in told
        # Of a token its signature is enough to know it by.
        assert secret[-40:] not in log

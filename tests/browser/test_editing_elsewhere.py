"""EDITING=local: a request that may come from elsewhere is told so and finds nothing to write with.

Asked as a browser asks, over the websocket and the upload address, with headers that no browser on
this computer would send.
"""

from __future__ import annotations

import http.client
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from websockets.exceptions import InvalidStatus

from lib.data import editing
from tests.browser.wire import SECONDS, dialled, page, port_of, put, token, visited
from tests.serving import Server, serving

# What only a page that may be written on has: the place to put a file, and its key.
WAY_IN = re.compile(rb"d_file_0|d_commit")


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("local")
    environment = {"EDITING": "local", "DATABASE_URL": f"sqlite:///{folder}/hanoiso.db"}
    with serving(environment=environment) as server:
        yield server


def test_this_computer_itself_may_write(local: Server) -> None:
    """So that what the others are refused is known to be there."""
    for host in ("", f"localhost:{port_of(local)}"):
        visit = page(local, host=host)
        assert WAY_IN.search(visit.said), host


@pytest.mark.parametrize(
    "header",
    ["X-Forwarded-For: 127.0.0.1", "X-Forwarded-Host: 127.0.0.1", "X-Forwarded-Proto: http",
     "Forwarded: for=127.0.0.1;host=127.0.0.1", "Via: 1.1 proxy", "X-Real-IP: 127.0.0.1",
     "CF-Connecting-IP: 127.0.0.1", "True-Client-IP: 127.0.0.1", "X-FORWARDED-FOR: 10.0.0.9"],
)  # fmt: skip
def test_a_request_that_was_passed_on_finds_nothing_to_write_with(
    local: Server, header: str
) -> None:
    name, _, value = header.partition(": ")
    visit = page(local, headers={name: value})
    assert editing.FORWARDED.encode() in visit.said
    assert not WAY_IN.search(visit.said)


@pytest.mark.parametrize("name", ["evil.example", "127.0.0.1.evil.example", "127.1"])
def test_a_strangers_name_that_leads_to_this_computer_opens_nothing(
    local: Server, name: str
) -> None:
    """A page of theirs may ask under it as one of the same origin."""
    host = f"{name}:{port_of(local)}"
    with pytest.raises(InvalidStatus) as refused:
        dialled(local, host=host)
    assert refused.value.response.status_code == 403
    status, _, said = local.get("/data", Host=host)
    assert (status, b"<html" in said) == (403, False)


def test_without_the_token_of_the_address_one_reads_and_is_told_how_to_edit(
    local: Server,
) -> None:
    for headers in ({}, {"Cookie": f"{editing.cookie_name(local.url)}=guessed"}):
        visit = page(local, has_key=False, headers=headers)
        assert editing.NO_TOKEN.encode() in visit.said
        assert not WAY_IN.search(visit.said)


def test_the_address_with_the_token_sets_a_cookie_and_loses_it(local: Server) -> None:
    assert f"{local.url}/?token={local.token}" in local.words()
    for given, is_right in ((local.token, True), ("guessed", False), ("é", False)):
        wire = http.client.HTTPConnection("127.0.0.1", port_of(local), timeout=SECONDS)
        wire.request("GET", f"//evil.example/data?lang=en&{urlencode({'token': given})}")
        answer = wire.getresponse()
        wire.close()
        assert answer.status == 303
        assert answer.getheader("Location") == "/evil.example/data?lang=en"
        cookie = answer.getheader("Set-Cookie") or ""
        assert (f"={local.token}; HttpOnly; Path=/; SameSite=strict" in cookie) == is_right
        assert is_right or "hanoiso_editor" not in cookie


def test_what_a_request_says_of_where_it_came_from_is_not_believed(local: Server) -> None:
    told = {editing.PEER_HEADER: "10.0.0.9", editing.BOUND_HEADER: "10.0.0.5"}
    assert WAY_IN.search(page(local, headers=told).said)


@pytest.mark.parametrize(
    "origin",
    [None, "https://evil.example", "http://127.0.0.1:1", "http://localhost:1",
     "http://127.0.0.1.evil.example", "null", "file://",
     "http://127.0.0.1@evil.example"],
)  # fmt: skip
def test_a_page_of_another_site_may_not_even_connect(local: Server, origin: str | None) -> None:
    with pytest.raises(InvalidStatus) as refused:
        dialled(local, origin=origin)
    assert refused.value.response.status_code == 403


def test_a_server_that_others_can_reach_lets_nobody_write(tmp_path: Path) -> None:
    environment = {
        "EDITING": "local",
        "DATABASE_URL": f"sqlite:///{tmp_path}/hanoiso.db",
        "STREAMLIT_SERVER_ADDRESS": "0.0.0.0",  # noqa: S104 - what must be refused
    }
    with serving(environment=environment) as server:
        visit = page(server)
    assert editing.NOT_LOOPBACK.encode() in visit.said
    assert not WAY_IN.search(visit.said)


def test_an_upload_needs_the_token_a_session_and_a_bearable_size(local: Server) -> None:
    known = token(local)
    cookie = f"_streamlit_xsrf={known}"
    with dialled(local) as connection:
        session_id = visited(connection).session_id
        assert session_id
        assert put(local, session_id, b"a,b", cookie=cookie, X_Xsrftoken=known) in (200, 204)
        # A page of another site can make a browser send the cookie, but cannot read the token.
        assert put(local, session_id, b"a,b", cookie=cookie) == 403
        assert put(local, session_id, b"a,b", cookie=cookie, X_Xsrftoken="guessed") == 403
        assert put(local, session_id, b"a,b", X_Xsrftoken=known) == 403
        assert put(local, "nobody", b"a,b", cookie=cookie, X_Xsrftoken=known) == 400
        much = bytes(23 << 20)
        assert put(local, session_id, much, cookie=cookie, X_Xsrftoken=known) == 413


def test_a_session_holds_no_more_than_the_file_it_sent_last(tmp_path: Path) -> None:
    """However many it sends: the server's memory grows by one of them and not by all."""
    environment = {"EDITING": "local", "DATABASE_URL": f"sqlite:///{tmp_path}/hanoiso.db"}
    megabytes, files = 15, 20
    with serving(environment=environment) as server:
        known = token(server)
        key = "; ".join(f"{name}={value}" for name, value in server.key().items())
        with dialled(server) as connection:
            session_id = visited(connection).session_id
            # Who has no key sends a scenario's file and nothing larger.
            cookie = f"_streamlit_xsrf={known}"
            large = put(server, session_id, bytes(2 << 20), cookie=cookie, X_Xsrftoken=known)
            assert large == 413
            before = resident(server)
            for number in range(files):
                status = put(
                    server, session_id, bytes([number]) * (megabytes << 20),
                    file_id=f"file-{number}", cookie=f"_streamlit_xsrf={known}; {key}",
                    X_Xsrftoken=known, Origin=server.url,
                )  # fmt: skip
                assert status in (200, 204)
            grown = resident(server) - before
    assert grown < 6 * megabytes << 20


def resident(server: Server) -> int:
    """The memory that a server's process holds, in bytes."""
    found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{server.pid}/status").read_text())
    assert found is not None
    return int(found[1]) << 10


def test_no_other_way_to_drive_a_page_is_open(local: Server) -> None:
    """Streamlit can let programs press its buttons; whoever asked would be this computer."""
    for path in ("interact", "mcp"):
        wire = http.client.HTTPConnection("127.0.0.1", port_of(local), timeout=SECONDS)
        asked = {"Content-Type": "application/json", "Accept": "application/json"}
        wire.request("POST", f"/_stcore/agent/{path}", b"{}", asked)
        answer = wire.getresponse()
        said = answer.read()
        wire.close()
        assert answer.status >= 400, path
        assert b"not_available" in said, (path, said)

"""The first visitor after a start, readiness, headers, and how heavy files are sent."""

from __future__ import annotations

import gzip
import json
import re
import tempfile
import time
from pathlib import Path

import pytest

from lib.app.kit.navigation import STOPS
from lib.app.kit.session import NAME
from tests.browser.conftest import OpenerOf, PageAt
from tests.serving import Server, end, free_port, get, launch, readiness

SUBPAGES = [stop.name for stop in STOPS if not stop.is_default]


def test_a_deep_link_as_the_first_request_shows_the_whole_program(
    fresh_server: Server, opener_of: OpenerOf
) -> None:
    page = opener_of(fresh_server)("/map", lang="en")
    navigation = page.locator('[data-testid="stTopNavLink"]')
    assert navigation.all_inner_texts() == [stop.title for stop in STOPS]
    assert page.locator("h1").inner_text() == "Map"
    assert page.locator(".st-key-chrome").is_visible()


def test_every_page_opens_by_its_address(page_at: PageAt) -> None:
    titles = {stop.name: stop.title for stop in STOPS}
    for name in SUBPAGES:
        page = page_at(f"/{name}", lang="en")
        assert page.locator("h1").inner_text() == titles[name], name
        assert page.title() == f"{titles[name]} – {NAME}", name


def test_readiness_is_false_or_unsaid_until_the_program_answers_and_true_after() -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory() as folder, (Path(folder) / "log").open("wb") as log:
        process = launch(log, port=port)
        try:
            deadline = time.monotonic() + 60
            answer = None
            while answer is None or answer["ready"] is not True:
                assert process.poll() is None, "the server ended by itself"
                assert time.monotonic() < deadline, "never ready"
                answer = readiness(url)
                time.sleep(0.01)
            # Ready means warm: the data version is known and the page is served at once.
            assert re.fullmatch("[0-9a-f]{12}", answer["data_version"])
            assert get(url + "/")[0] == 200
            assert readiness(url) == answer
        finally:
            end(process)


def test_a_broken_package_never_becomes_ready(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    port = free_port()
    with (tmp_path / "log").open("wb") as log:
        process = launch(log, port=port, environment={"HANOISO_DATA": str(tmp_path / "empty")})
        try:
            assert process.wait(timeout=60) != 0
            assert readiness(f"http://127.0.0.1:{port}") is None
        finally:
            end(process)
    assert "indicators.csv" in (tmp_path / "log").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", ["/", "/map", "/readyz", "/static/js/", "/_stcore/health"])
def test_every_answer_carries_the_policy(server: Server, path: str) -> None:
    if path == "/static/js/":
        path = entry_script(server)
    status, headers, _ = server.get(path)
    assert status == 200, path
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    # No host is named, so none but our own is allowed.
    assert not re.search(r"https?:|\*|[a-z]\.[a-z]", policy), policy
    assert headers["x-content-type-options"] == "nosniff"


def test_the_picture_of_the_tab_may_be_kept(page_at: PageAt, server: Server) -> None:
    # A browser asks for it at every change of the address, which is at every move of a control.
    page = page_at("/scenarios")
    icon = page.locator('link[rel*="icon"]').first.get_attribute("href") or ""
    path = "/" + icon.removeprefix(server.url).lstrip("./")
    assert path.startswith("/media/"), path
    status, headers, _ = server.get(path)
    assert status == 200
    assert "max-age" in headers["cache-control"]
    status, headers, _ = server.get("/media/no-such.png")
    assert status == 404
    assert "cache-control" not in headers


def test_geometry_is_sent_compressed_and_kept(page_at: PageAt, server: Server) -> None:
    page = page_at("/map")
    found = sorted(
        {
            url
            for url in page_at.witness.requests
            if re.search(r"/assets/(district|commune)s?\.json", url)
        }
    )
    assert found, "the map asked for no geometry"
    page.close()
    for url in found:
        path = url.removeprefix(server.url)
        status, headers, body = server.get(path, Accept_Encoding="gzip")
        assert status == 200, path
        assert headers["content-encoding"] == "gzip", path
        assert "immutable" in headers["cache-control"], path
        plain = gzip.decompress(body)
        assert len(body) < len(plain) / 2, path
        json.loads(plain)
        # And to one who cannot unpack it, as it is.
        _, headers, body = server.get(path, Accept_Encoding="identity")
        assert "content-encoding" not in headers, path
        assert body == plain, path


def test_nothing_is_served_from_outside_the_published_files(server: Server) -> None:
    for path in ("/assets/..%2fmain.py", "/assets/nothing.json", "/app/static/../main.py"):
        _, _, body = server.get(path)
        assert b"import" not in body[:400] or b"<!doctype html>" in body[:400].lower(), path


def entry_script(server: Server) -> str:
    """The address of Streamlit's own main script, as its page names it."""
    _, _, page = server.get("/")
    found = re.search(r'src="\.?(/static/js/[^"]+\.js)"', page.decode())
    assert found, page[:500]
    return found.group(1)

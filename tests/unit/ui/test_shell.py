"""The page sent first carries our words in its language, and what Streamlit says is known."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.responses import FileResponse, JSONResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from lib.app.kit import assets
from lib.app.shell import index_page, streamlit_texts

STATIC = Path(streamlit.__file__).parent / "static"

# What Streamlit puts together of pieces, by a piece.
PIECES = {
    "Press Enter to apply": "Press Enter to ",
    "Press Enter to submit form": "submit form",
    "Press Ctrl+Enter to apply": "+Enter to ",
    "Press Ctrl+Enter to submit form": "+Enter to ",
    "Press ⌘+Enter to apply": "+Enter to ",
    "Press ⌘+Enter to submit form": "+Enter to ",
    "You can only select up to {n} options. Remove an option first.": "You can only select up to ",
    "You can only select up to {n} option. Remove an option first.": "You can only select up to ",
    "{n} options available.": " options`})} available.",
    "{n} option available.": " option`",
    "file upload": "file upload",
    "Error:": "children:[`Error: `,",
    # Of the library that sends files, with the name of its kind of error before.
    "AxiosError: Request failed with status code 413": "Request failed with status code `",
    "AxiosError: Request failed with status code {code}": "Request failed with status code `",
    "AxiosError: Network Error": "(`Network Error`",
    "add icon": " icon`",
    "X-axis for a linear scale with values from {low} to {high}": "-axis",
    "Y-axis for a linear scale with values from {low} to {high}": "-axis",
    "The page that you have requested does not seem to exist. Running the app's main page.": (
        "The page that you have requested does not seem to exist"
    ),
    "You have requested page /{page}, but no corresponding file was found in the app's pages/ "
    "directory. Running the app's main page.": "You have requested page /",
}


@pytest.fixture(scope="module")
def scripts() -> str:
    """Streamlit's scripts, without those of libraries that draw what we do not show."""
    return "\n".join(
        path.read_text(encoding="utf-8")
        for path in (STATIC / "static/js").glob("*.js")
        if not re.match(r"Plotly|DeckGl|ECharts|Graph|elk|cytoscape|chunk|katex", path.name)
    )


def test_what_is_translated_is_what_streamlit_says(scripts: str) -> None:
    """A newer Streamlit that says it otherwise would be heard in English again."""
    gone = [
        source
        for source in streamlit_texts.words("vi")
        if max(re.split(r"\{\w+\}", PIECES.get(source, source)), key=len) not in scripts
    ]
    assert gone == []


def test_the_function_that_finds_in_lists_stands_where_it_is_replaced(scripts: str) -> None:
    assert scripts.count(index_page.FINDING) == 1
    assert b"shell.found(e,t)" in index_page.finding(scripts)


@pytest.fixture
def client() -> TestClient:
    async def page(_request: object) -> FileResponse:
        return FileResponse(STATIC / "index.html", media_type="text/html")

    async def data(_request: object) -> JSONResponse:
        return JSONResponse({"a": 1})

    routes = [Route("/", page), Route("/data", data)]
    app = Starlette(routes=routes)
    return TestClient(index_page.Shell(app))


@pytest.mark.parametrize(
    ("query", "lang", "loading"),
    [("", "vi", "Đang tải…"), ("?lang=en", "en", "Loading…"), ("?lang=xx", "vi", "Đang tải…")],
)
def test_a_page_has_name_language_and_words(
    client: TestClient, query: str, lang: str, loading: str
) -> None:
    answer = client.get(f"/{query}", headers={"accept": "text/html"})
    assert answer.status_code == 200
    text = answer.text
    assert f'<html lang="{lang}" translate="no">' in text
    assert "<title>Hà Nội Số</title>" in text
    assert text.count(loading) >= 1
    assert "agent" not in text.split("<noscript>")[1].split("</noscript>")[0]
    assert 'id="shell-words"' in text
    ours = text.index(assets.static("history.js").url)
    assert ours < text.index("static/js/index.")
    # Before the first script that may be lost.
    assert text.index("globalThis.shell") < text.index('<script type="module"')


def test_a_page_is_sent_whole_and_anything_else_as_it_is(client: TestClient) -> None:
    first = client.get("/", headers={"accept": "text/html"})
    # It may be that of another start: no mark by which a browser would keep its old one.
    assert "etag" not in first.headers
    again = client.get(
        "/", headers={"accept": "text/html", "if-modified-since": "Fri, 01 Jan 2100"}
    )
    assert again.status_code == 200
    assert again.text == first.text
    plain = client.get("/", headers={"accept": "text/html", "accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.text == first.text
    assert client.get("/data", headers={"accept": "text/html"}).json() == {"a": 1}

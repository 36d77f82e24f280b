"""The program run without a browser or server: what a page says, not how it looks."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from lib.app.kit.navigation import Stop
from lib.model.vocabulary import Lang
from tests.serving import ROOT

SECONDS = 60

OpenPage = Callable[[Stop, Lang], AppTest]


def told(page: AppTest) -> list[dict[str, Any]]:
    """What the page sends to its own elements in the browser, from top to bottom."""
    return [json.loads(one.proto.bytes) for one in page.get("bidi_component")]


@pytest.fixture
def app() -> AppTest:
    """The program before its first run; set `query_params` or state, then `.run()`."""
    return AppTest.from_file(str(ROOT / "lib" / "main.py"), default_timeout=SECONDS)


@pytest.fixture
def open_page(app: AppTest) -> OpenPage:
    """Runs the program and opens a page in a language; the page must draw without an error."""

    def opened(stop: Stop, lang: Lang) -> AppTest:
        app.query_params["lang"] = lang
        app.run()
        if not stop.is_default:
            app.switch_page(stop.script)
            app.query_params["lang"] = lang
            app.run()
        assert not app.exception, [item.value for item in app.exception]
        return app

    return opened

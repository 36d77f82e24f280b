"""The pages that judge targets, run on the invented package: levels A and B are told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

import pytest

from lib.app.kit import session_dataset
from lib.app.kit.navigation import STOPS
from lib.data.paths import ENVIRONMENT
from lib.model.vocabulary import Lang
from tests.app.conftest import OpenPage
from tests.fixtures import levels


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(levels.build(tmp_path_factory.mktemp("levels") / "data"))


@pytest.fixture(autouse=True)
def invented(root: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """This process serves the invented package for the time of a test."""
    monkeypatch.setenv(ENVIRONMENT, root)
    session_dataset.served.cache_clear()
    yield
    session_dataset.served.cache_clear()


@pytest.mark.parametrize("lang", get_args(Lang))
@pytest.mark.parametrize("name", ["overview", "targets"])
def test_a_page_draws_on_levels_a_and_b(open_page: OpenPage, name: str, lang: Lang) -> None:
    (stop,) = (stop for stop in STOPS if stop.name == name)
    page = open_page(stop, lang)
    assert page.title


def test_the_overview_says_early_or_late(open_page: OpenPage) -> None:
    (stop,) = (stop for stop in STOPS if stop.name == "overview")
    page = open_page(stop, "en")
    said = " ".join(str(item.proto.label) for item in page.get("page_link")).replace("\\", "")
    assert "Against the path to 2030: 19 months early" in said

"""docs/parameters.md and deploy/README.md name every parameter, and none that is gone."""

from __future__ import annotations

import ast
import json
import re
from dataclasses import fields
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from lib.app.kit.navigation import STOPS, Stop
from lib.data import editing, paths
from lib.data.limits import Limits, Readers
from lib.data.store import database_url
from tests.app.conftest import SECONDS
from tests.serving import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

# Parts of a page that have parameters of their own: the page asks for no others elsewhere.
STATES: dict[str, tuple[dict[str, str], ...]] = {
    "map": tuple({"map_more": mode} for mode in ("second", "series", "columns")),
    "scenarios": (
        {"sc_part": "goal"},
        {"sc_view": "compare"},
        {"sc_basis": "nominal"},
        {"sc_part": "communes", "sc_ind": "online_dossier_share"},
    ),
    "data": ({"d_part": "out"}, {"d_part": "in"}, {"d_part": "in", "d_way": "typed"}),
}
READERS = {
    "flag", "ids", "number", "optional_number", "segments", "select", "several", "slider", "text",
    "toggle", "value",
}  # fmt: skip


def documented(page: str) -> set[str]:
    """The parameters that the page's table and that of every page name."""
    text = (ROOT / "docs" / "parameters.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL))
    rows = "\n".join((sections["Every page"], sections.get(f"`/{page}`", "")))
    first = (row.split("|")[1] for row in rows.splitlines() if row.startswith("| `"))
    return {name for cell in first for name in re.findall(r"`([^`]+)`", cell)}


def asked(stop: Stop, state: dict[str, str]) -> set[str]:
    """The parameters that the page reads in a state."""
    app = AppTest.from_file(str(ROOT / "lib" / "main.py"), default_timeout=SECONDS)
    app.run()
    if not stop.is_default:
        app.switch_page(stop.script)
    app.query_params.update(state)
    app.run()
    assert not app.exception, [item.value for item in app.exception]
    known: dict[str, set[str]] = app.session_state["_link_known"]
    names = set().union(*known.values())
    return {"sc_one_…" if name.startswith("sc_one_") else name for name in names}


@pytest.mark.parametrize("stop", STOPS, ids=lambda stop: stop.name)
def test_every_parameter_of_an_address_is_documented(
    stop: Stop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(editing.ENVIRONMENT, "off")
    found = set().union(*(asked(stop, state) for state in ({}, *STATES.get(stop.name, ()))))
    named = documented("" if stop.is_default else stop.name)
    assert found - named == set(), "not in docs/parameters.md"
    # What is read only by an editor or on a choice of a reader is in the code as a literal.
    assert named - found - set(literals()) == set(), "gone, or misspelt"


def literals() -> Iterator[str]:
    """Every parameter that the code reads by a literal name."""
    for path in (ROOT / "lib").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in READERS
                and ast.unparse(node.func.value) == "url_state"
            ):
                named = [word.value for word in node.keywords if word.arg == "key"]
                for given in (*named, *node.args[:1]):
                    if isinstance(given, ast.Constant):
                        yield str(given.value)


def test_every_literal_parameter_is_documented() -> None:
    everywhere = set().union(*(documented(stop.name) for stop in STOPS))
    assert set(literals()) - everywhere == set()


def test_every_setting_of_the_server_is_documented() -> None:
    text = (ROOT / "deploy" / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^\| `([A-Z_]+)` \|", text, re.MULTILINE))
    read = {
        editing.ENVIRONMENT, editing.EDITORS, editing.UNVERIFIED, editing.TOKEN,
        database_url.ENVIRONMENT, paths.ENVIRONMENT,
        *(f"IMPORT_{one.name.upper()}" for one in fields(Limits)),
        *(f"READERS_{one.name.upper()}" for one in fields(Readers)),
    }  # fmt: skip
    assert named == read


def test_every_column_of_the_data_package_is_described() -> None:
    package = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        for column in resource.get("schema", {}).get("fields", []):
            assert column.get("description"), f"{resource['name']}.{column['name']}"

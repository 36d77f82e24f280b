"""A page reads choices, calls analysis and draws: it knows no files, databases or formulas' inputs.

The import contracts cover `lib`; pages are scripts, so their source is read here.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serving import ROOT

PAGES = sorted((ROOT / "pages").glob("*.py"))

OURS = {
    "lib.analysis", "lib.app", "lib.features", "lib.geo", "lib.model", "lib.style", "lib.text",
    "lib.wording",
}  # fmt: skip
OTHERS = {"__future__", "collections", "dataclasses", "datetime", "functools", "typing"}
DRAWING = {"streamlit"}

# What opens a file or a database, by the name called: read_csv and its kin, open, Path.read_text.
OPENING = {
    "open", "execute", "connect", "fromfile", "loadtxt", "read_text", "read_bytes", "write_text",
    "write_bytes", "to_csv", "to_excel", "to_parquet", "to_sql", "savefig",
}  # fmt: skip


def imports(tree: ast.Module) -> Iterator[str]:
    """The modules a source imports, `lib` ones by two parts and others by their first."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module == "lib":
            names = [f"lib.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or "."]
        else:
            continue
        for name in names:
            parts = name.split(".")
            yield ".".join(parts[:2]) if parts[0] == "lib" else parts[0]


def opened(tree: ast.Module) -> Iterator[str]:
    """What a source calls that reads or writes a file or a database."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in OPENING or name.startswith(("read_", "scan_")):
                yield f"line {node.lineno}: {name}"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_imports_only_what_a_page_may(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert set(imports(tree)) <= OURS | OTHERS | DRAWING


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_opens_no_file_and_no_database(path: Path) -> None:
    assert list(opened(ast.parse(path.read_text(encoding="utf-8")))) == []


def test_there_are_pages_to_read() -> None:
    assert len(PAGES) >= 4


@pytest.mark.parametrize(
    "source",
    [
        "import pandas as pd",
        "from lib.data import load",
        "from lib import data",
        "import sqlite3",
        "from . import x",
    ],
)
def test_a_forbidden_import_is_seen(source: str) -> None:
    assert not set(imports(ast.parse(source))) <= OURS | OTHERS | DRAWING


@pytest.mark.parametrize(
    "source", ["open('x')", "pd.read_csv('x')", "Path('x').read_text()", "db.execute('select 1')"]
)
def test_an_opened_file_is_seen(source: str) -> None:
    assert list(opened(ast.parse(source)))

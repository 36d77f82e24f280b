"""The shipped package, loaded once, and copies of it to break."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from lib.data.package import Package, load

ROOT = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="session")
def shipped_root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def shipped() -> Package:
    return load(ROOT)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The package without its two largest files, which it may do without."""
    largest = shutil.ignore_patterns("illustrative_communes.csv", "reference_series.csv")
    return Path(shutil.copytree(ROOT, tmp_path / "package", ignore=largest))


@pytest.fixture
def edit(copy: Path) -> Callable[[str, int, Callable[[str], str]], None]:
    """Rewrite one line of a file of the copy; the header is line 1."""

    def rewrite(name: str, line: int, change: Callable[[str], str]) -> None:
        path = copy / name
        lines = path.read_text(encoding="utf-8").split("\n")
        assert change(lines[line - 1]) != lines[line - 1], "the edit changes nothing"
        lines[line - 1] = change(lines[line - 1])
        path.write_text("\n".join(lines), encoding="utf-8")

    return rewrite

"""What is imported is pinned, what is pinned is exact and has a reason."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator

import pytest

from tests.serving import ROOT

# Where a distribution's name is not that of its module.
MODULE_OF = {"charset-normalizer": "charset_normalizer", "vl-convert-python": "vl_convert"}

# Pinned although no line of ours imports them; the reason is in requirements.txt.
BENEATH = {"uvicorn", "authlib", "httpx2", "psycopg-binary"}

PIN = re.compile(r"(?P<name>[A-Za-z0-9-]+)==(?P<version>[^\s*]+)\s+# (?P<reason>.{10,})")


def pins(file: str) -> dict[str, re.Match[str] | None]:
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    return {line: PIN.fullmatch(line) for line in lines if line and line[0] not in "#-"}


def imported() -> Iterator[str]:
    """The third-party modules that the program imports, by their first name."""
    for path in (ROOT / "app.py", *(ROOT / "lib").rglob("*.py"), *(ROOT / "pages").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from (alias.name.split(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and not node.level:
                yield (node.module or "").split(".")[0]


SOURCES = ("requirements.txt", "requirements-postgresql.txt", "requirements-dev.txt")


@pytest.mark.parametrize("file", SOURCES)
def test_every_pin_is_exact_and_has_a_reason(file: str) -> None:
    assert [line for line, pin in pins(file).items() if pin is None] == []


def test_the_program_imports_what_is_pinned_and_nothing_else() -> None:
    ours = {**pins("requirements.txt"), **pins("requirements-postgresql.txt")}
    pinned = {MODULE_OF.get(pin["name"], pin["name"]) for pin in ours.values() if pin}
    others = set(imported()) - sys.stdlib_module_names - {"lib"}
    assert others == pinned - BENEATH

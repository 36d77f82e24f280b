"""What is imported is pinned, what is pinned is exact and has a reason."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from importlib import metadata

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.serving import ROOT

# Where a distribution's name is not that of its module.
MODULE_OF = {"charset-normalizer": "charset_normalizer", "vl-convert-python": "vl_convert"}

# Pinned although no line of ours imports them; the reason is in requirements.txt.
BENEATH = {"authlib", "httpx2", "psycopg-binary", "pip"}

PIN = re.compile(r"(?P<name>[A-Za-z0-9-]+)==(?P<version>[^\s*]+)\s+# (?P<reason>.{10,})")


LOCKED = re.compile(r"(?P<name>[a-z0-9.-]+)==(?P<version>[^\s;]+)(?: ; (?P<where>.+?))? \\\n")


def locked(file: str) -> dict[str, str]:
    """The packages of a lock, by their name; each line of it is a package, a hash or a comment."""
    text = (ROOT / file).read_text(encoding="utf-8")
    rest = re.sub(r"^    # .*\n", "", text, flags=re.MULTILINE)
    found: dict[str, str] = {}
    for part in re.split(r"(?m)^(?=[^ ])", rest)[1:]:
        head = LOCKED.match(part)
        assert head is not None, part
        hashes = part[head.end() :].rstrip("\n").split(" \\\n")
        assert all(re.fullmatch(r" {4}--hash=sha256:[0-9a-f]{64}", one) for one in hashes), part
        found[head["name"]] = head["version"]
    return found


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


@pytest.mark.parametrize("file", SOURCES)
def test_the_lock_has_what_its_source_pins(file: str) -> None:
    """`make lock` writes it."""
    sources = [file] if file != "requirements-dev.txt" else list(SOURCES)
    wanted = {
        pin["name"].lower(): pin["version"]
        for source in sources
        for pin in pins(source).values()
        if pin
    }
    lock = locked(file.replace(".txt", ".lock"))
    assert {name: lock.get(name) for name in wanted} == wanted


def test_the_lock_has_all_that_is_beneath_and_nothing_else() -> None:
    """By what the packages of this environment ask for."""
    lock = locked("requirements-dev.lock")
    here = {canonicalize_name(one.name): one for one in metadata.distributions()}
    reached: set[str] = set()
    waiting = [(pin["name"], "") for file in SOURCES for pin in pins(file).values() if pin]
    while waiting:
        name, extra = waiting.pop()
        known = canonicalize_name(name)
        if known in reached and not extra:
            continue
        reached.add(known)
        for text in (here[known].requires or []) if known in here else []:
            asked = Requirement(text)
            if asked.marker is None or asked.marker.evaluate({"extra": extra}):
                waiting += [(asked.name, one) for one in ("", *asked.extras)]
    assert reached <= set(lock)
    others = set(lock) - reached
    # Other systems and versions of Python ask for a few more.
    assert others <= {"colorama", "httpx2-jsfetch", "cffi", "pycparser", "tzdata", "tomli"}


def test_the_locks_agree_with_each_other() -> None:
    whole = locked("requirements-dev.lock")
    for file in ("requirements.lock", "requirements-postgresql.lock"):
        part = locked(file)
        assert {name: whole.get(name) for name in part} == part

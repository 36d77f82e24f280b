"""No text makes a regular expression slow: its work grows with the length, never with its square.

Every expression of the program is run, by the method that the program calls, on text made to be
hard for that very expression: its own parts repeated without the end that it waits for.
"""

from __future__ import annotations

import ast
import importlib
import itertools
import pkgutil
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import lib

sre: Any = _constants
sre_parser: Any = _parser

METHODS = ("fullmatch", "match", "search", "sub", "findall", "finditer", "split")
# By the length of a text: how many times the work of one look at each of its letters it may take.
# Linear expressions take up to 340 times as much (many branches for each), those of powers at 24,
# cubes at 512 and squares at 16,384 letters 4,000 times and more. Both are work of one processor,
# side by side: a busy machine makes neither larger.
MOST = {24: 20_000.0, 512: 2_000.0, 16_384: 1_200.0}
LEAST = 1_000_000  # nanoseconds; whatever takes less is slow at no length that is asked about
PLAIN = re.compile(r"[^\x01]*")
PLAIN_BYTES = re.compile(rb"[^\x01]*")


@dataclass(frozen=True)
class Found:
    """An expression of the program and how it is called."""

    name: str
    pattern: re.Pattern[Any]
    methods: frozenset[str]


def modules() -> Iterator[tuple[str, Path]]:
    """Every module of the program, but the one that may only be run by Alembic."""
    for info in pkgutil.walk_packages(lib.__path__, "lib."):
        if ".migrations" not in info.name and info.name != "lib.main":
            yield info.name, Path(lib.__path__[0]).parent / (info.name.replace(".", "/") + ".py")


def expressions() -> list[Found]:
    """The expressions that modules hold by name, inside tuples and mappings, and write in line."""
    found: dict[str, Found] = {}
    for name, path in modules():
        if not path.exists():
            continue
        text = path.read_text()
        if not re.search(r"\bre\.", text):
            continue
        tree = ast.parse(text)
        calls = _calls(tree)
        for where, pattern in _held(vars(importlib.import_module(name))):
            own = calls.get(where.split("[")[0])
            methods = own or calls.get("", set()) or set(METHODS)
            found[f"{name}.{where}"] = Found(f"{name}.{where}", pattern, frozenset(methods))
        for line, pattern, method in _in_line(tree):
            found[f"{name}:{line}"] = Found(f"{name}:{line}", pattern, frozenset({method}))
    return list(found.values())


def _held(names: dict[str, Any]) -> Iterator[tuple[str, re.Pattern[Any]]]:
    def inside(where: str, value: object) -> Iterator[tuple[str, re.Pattern[Any]]]:
        if isinstance(value, re.Pattern):
            yield where, value
        elif isinstance(value, tuple | list):
            for number, one in enumerate(value):
                yield from inside(f"{where}[{number}]", one)
        elif isinstance(value, dict):
            for key, one in value.items():
                yield from inside(f"{where}[{key}]", one)

    for name, value in names.items():
        if not name.startswith("__"):
            yield from inside(name, value)


def _calls(tree: ast.AST) -> dict[str, set[str]]:
    """How each name is called as an expression; under "" what is called by another name."""
    called: dict[str, set[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in METHODS:
            owner = node.value
            name = owner.id if isinstance(owner, ast.Name) else ""
            if name != "re":
                called.setdefault(name if name.isupper() else "", set()).add(node.attr)
    return called


def _in_line(tree: ast.AST) -> Iterator[tuple[int, re.Pattern[Any], str]]:
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "re"
            and node.func.attr in METHODS
            and isinstance(node.args[0], ast.Constant)
        ):
            yield node.lineno, re.compile(node.args[0].value), node.func.attr


def hard_texts(pattern: re.Pattern[Any]) -> Iterator[tuple[str, str, str]]:
    """Beginnings, middles to repeat and ends that may be hard for `pattern`."""
    flags = pattern.flags & ~re.UNICODE if isinstance(pattern.pattern, bytes) else pattern.flags
    tree = sre_parser.parse(pattern.pattern, flags & ~re.DEBUG)
    pieces = sorted({*_pieces(tree), " ", "a", "0"} - {""})[:12]
    whole = _sample(tree)
    middles = {a + b for a, b in itertools.product(pieces, ["", *pieces])}
    for middle in sorted(middles - {""}):
        for start in ("", whole[:-1]) if len(whole) > 1 else ("",):
            yield start, middle, "\x00"
    # Its beginnings, again and again: each waits for an end that never comes.
    for length in range(2, min(len(whole), 16) + 1):
        yield "", whole[:length] + " ", ""
        yield "", whole[:length], "\x00"


def _pieces(tree: Any) -> Iterator[str]:
    for item in tree:
        yield _sample([item])
        for part in _parts(item):
            yield from _pieces(part)
        if item[0] is sre.IN:
            yield from (_sample([(sre.IN, [one])]) for one in item[1] if one[0] is not sre.NEGATE)


def _parts(item: tuple[Any, Any]) -> list[Any]:
    kind, given = item
    if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        return [given[2]]
    if kind is sre.BRANCH:
        return list(given[1])
    if kind is sre.SUBPATTERN:
        return [given[3]]
    if kind in (sre.ASSERT, sre.ASSERT_NOT):
        return [given[1]]
    return [given] if kind is sre.ATOMIC_GROUP else []


_OF_CATEGORY: dict[Any, str] = {
    sre.CATEGORY_DIGIT: "1",
    sre.CATEGORY_SPACE: " ",
    sre.CATEGORY_WORD: "a",
    sre.CATEGORY_NOT_SPACE: "a",
    sre.CATEGORY_NOT_DIGIT: "a",
    sre.CATEGORY_NOT_WORD: "-",
}


def _sample(tree: Any) -> str:
    """A short text that the parts of an expression would take."""
    return "".join(_sample_of(kind, given) for kind, given in tree)


def _sample_of(kind: Any, given: Any) -> str:
    match kind:
        case sre.LITERAL:
            return chr(given)
        case sre.IN:
            return _of_set(given)
        case sre.NOT_LITERAL:
            return "b" if given == ord("a") else "a"
        case sre.ANY:
            return "a"
        case sre.MAX_REPEAT | sre.MIN_REPEAT | sre.POSSESSIVE_REPEAT:
            return str(_sample(given[2]) * max(given[0], 1))
    parts = _parts((kind, given)) if kind is not sre.ASSERT_NOT else []
    return _sample(parts[0]) if parts else ""


def _of_set(given: list[tuple[Any, Any]]) -> str:
    if given[0][0] is sre.NEGATE:
        pattern = {one[1] for one in given if one[0] is sre.LITERAL}
        return next(mark for mark in "a1 -z" if ord(mark) not in pattern)
    kind, value = given[0]
    if kind is sre.RANGE:
        return chr(value[0])
    return _OF_CATEGORY[value] if kind is sre.CATEGORY else chr(value)


def is_slow(run: Callable[[Any], object], text: Callable[[int], Any]) -> bool:
    """Whether a text takes far longer than one look at each of its letters does.

    Of powers even a short text tells, of a square or a cube a longer one; each is looked at before
    the next, which could not be waited for.
    """
    return any(
        # Looked at again before it is called slow: a page of memory may have been in the way.
        all(_cost(run, text(size)) > most for _again in range(3))
        for size, most in MOST.items()
    )


def _cost(run: Callable[[Any], object], text: Any) -> float:
    """How many times the processor's work for one look at each letter a text takes."""
    spent = _work(run, text)
    looked = PLAIN_BYTES if isinstance(text, bytes) else PLAIN
    return spent / min(_work(looked.match, text) for _again in range(3)) if spent > LEAST else 0.0


def _work(run: Callable[[Any], object], text: Any) -> float:
    began = time.thread_time_ns()
    run(text)
    return max(1, time.thread_time_ns() - began)


def slow_texts(found: Found) -> Iterator[str]:
    """The texts that an expression is not linear on."""
    for start, middle, end in hard_texts(found.pattern):
        for method in sorted(found.methods):
            run = _runner(found.pattern, method)

            def text(size: int, start: str = start, middle: str = middle, end: str = end) -> Any:
                made = start + middle * (size // len(middle)) + end
                is_bytes = isinstance(found.pattern.pattern, bytes)
                return made.encode("utf-8", "replace") if is_bytes else made

            if is_slow(run, text):
                yield f"{method} of {start!r} + {middle!r} × n"


def _runner(pattern: re.Pattern[Any], method: str) -> Callable[[Any], object]:
    if method == "sub":
        blank: Any = b"" if isinstance(pattern.pattern, bytes) else ""
        return lambda text: pattern.sub(blank, text)
    if method == "finditer":
        return lambda text: sum(1 for _one in pattern.finditer(text))
    called: Callable[[Any], object] = getattr(pattern, method)
    return called


EXPRESSIONS = expressions()


@pytest.mark.parametrize("found", EXPRESSIONS, ids=lambda found: found.name)
def test_an_expression_takes_no_longer_than_its_text_is_long(found: Found) -> None:
    slow = next(slow_texts(found), None)
    assert slow is None, f"{found.pattern.pattern!r}: {slow}"


def test_no_expression_is_made_where_it_cannot_be_looked_at() -> None:
    made = [
        f"{name}: {ast.unparse(call)}"
        for name, path in modules()
        if path.exists()
        for function in ast.walk(ast.parse(path.read_text()))
        if isinstance(function, ast.FunctionDef)
        for call in ast.walk(function)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id == "re"
        and not (call.args and isinstance(call.args[0], ast.Constant))
    ]
    # Of constants of the schemas: [A-Za-z0-9_]+ and the like.
    assert [line.split(":")[0] for line in made] == ["lib.data.columns"], made


@pytest.mark.parametrize("form", [r'"(?:[^"\\]|\\.)*"', r"\s+$", r"(?:a|a)*b", r"<c\b[^>]*>"])
def test_a_slow_expression_is_told_from_a_linear_one(form: str) -> None:
    found = Found("made", re.compile(form), frozenset({"search"}))
    assert next(slow_texts(found), None) is not None

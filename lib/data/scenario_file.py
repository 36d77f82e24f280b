"""Scenarios as JSON files: written for readers to keep, read back with suspicion."""

from __future__ import annotations

import json
import re
from typing import Any, Final

from lib.data.scenario_schema import Fault, KnownIds, ScenarioError, plain, scenario_of
from lib.model.scenario import Scenario
from lib.text import N_

FORMAT: Final = "hanoiso-scenario"
LARGEST: Final = 64 * 1024
"""The most bytes that are looked at; a scenario with every control moved takes a tenth of it."""

_DEEPEST: Final = 6  # a scenario has three levels
_LONGEST_NUMBER: Final = 40
_QUOTED: Final = re.compile(r'"(?:[^"\\]++|\\.)*+(?:"|\\?\Z)', re.DOTALL)
"""A quoted text, also one that the file ends in: each quote is then looked at once."""


def written(scenario: Scenario) -> bytes:
    """The scenario as a file, to be read by people too."""
    whole = {"format": FORMAT, **plain(scenario)}
    return (json.dumps(whole, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()


def read(content: bytes, known: KnownIds) -> Scenario:
    """The scenario in a file, wherever it came from. Raises ScenarioError with all that is wrong.

    Nothing of a file is used unless all of it holds.
    """
    raw = _parsed(content)
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        found = raw.get("format") if isinstance(raw, dict) else raw
        raise _wrong(found, N_("a scenario saved by this program"), place="format")
    return scenario_of(raw, known)


def _parsed(content: bytes) -> Any:
    if len(content) > LARGEST:
        raise _wrong(f"{len(content)} B", N_("at most {size} kB"), size=LARGEST // 1024)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _wrong(
            repr(error.object[error.start : error.start + 4]), N_("text in UTF-8")
        ) from None
    _check_depth(text)
    try:
        return json.loads(
            text,
            object_pairs_hook=_once_each,
            parse_constant=_no_number,
            parse_int=_whole,
        )
    except json.JSONDecodeError as error:
        found = text[error.pos : error.pos + 40] or text[:40]
        raise _wrong(
            found,
            N_("JSON, up to line {line}, column {column}"),
            line=error.lineno,
            column=error.colno,
        ) from None


def _check_depth(text: str) -> None:
    depth = deepest = 0
    for mark in _QUOTED.sub("", text):
        if mark in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif mark in "]}":
            depth -= 1
    if deepest > _DEEPEST:
        raise _wrong(text[:40], N_("at most {levels} levels"), levels=_DEEPEST)


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    named: dict[str, Any] = {}
    for name, value in pairs:
        if name in named:
            raise _wrong(name, N_("every name once"))
        named[name] = value
    return named


def _no_number(text: str) -> Any:
    raise _wrong(text, N_("numbers that can be written"))


def _whole(text: str) -> int:
    if len(text) > _LONGEST_NUMBER:
        raise _wrong(text, N_("numbers that can be written"))
    return int(text)


def _wrong(found: object, expected: str, *, place: str = "", **params: object) -> ScenarioError:
    text = found if isinstance(found, str) else "" if found is None else repr(found)
    return ScenarioError((Fault(place, text, expected, params),))

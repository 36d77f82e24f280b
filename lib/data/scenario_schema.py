"""A scenario as plain data: what JSON and the database hold, and the check of what comes back.

The checks are our own rather than a validator's: a reader must be told in their language what was
found and what was expected, a key given twice must not be overlooked, and the fields follow the
controls themselves (`lib.model.entities.Controls`), so that a new control needs no second list.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from functools import cache
from typing import Any, Final, Literal, get_args, get_origin, get_type_hints

from lib.data.problem import in_words
from lib.model.entities import Controls
from lib.model.period import EXPECTED as PERIODS
from lib.model.period import parse_period
from lib.model.scenario import (
    LONGEST_NAME,
    LONGEST_NOTE,
    SCHEMA_VERSION,
    Scenario,
    Setup,
    Snapshot,
    tidy,
)
from lib.model.vocabulary import Lang, PriceBasis, words
from lib.text import N_, translator

DECIMALS: Final = 4
"""Of a control's value: as many as the page keeps."""

_ID: Final = re.compile(r"[A-Za-z0-9_-]{1,40}")
_VERSION: Final = re.compile(r"[0-9A-Za-z._-]{1,64}")
_FARTHEST: Final = 1e15
_MOST_FAULTS: Final = 20

_FIELDS: Final = (
    "format", "schema_version", "id", "name", "note", "author", "made_at", "data_version",
    "series", "basis", "unit", "controls", "snapshot",
)  # fmt: skip

Plain = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: where, what was found, and what was expected (a message id)."""

    place: str
    found: str
    expected: str
    params: Mapping[str, object] = field(default_factory=dict)

    def text(self, lang: Lang) -> str:
        """The fault as a sentence."""
        told = in_words(self.found, self.expected, self.params, lang)
        if not self.place:
            return translator(lang).gettext("The file: {said}").format(said=told)
        return f"{self.place}: {told}"


class ScenarioError(Exception):
    """Something that is no scenario of this program, with every fault found in it."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(fault.text("en") for fault in faults[:_MOST_FAULTS]))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class KnownIds:
    """What a scenario may name, and between which ends a control of each name may stand."""

    series: Collection[str]
    units: Collection[str]
    indicators: Collection[str]
    ranges: Mapping[str, tuple[float, float]]


# What a scenario of an older form becomes, one step at a time; by the form it comes from.
UPGRADES: Final[dict[int, Callable[[Plain], Plain]]] = {}


def plain(scenario: Scenario) -> Plain:
    """The scenario as what JSON can hold; controls that stand as now are left out."""
    return {
        "schema_version": scenario.schema_version,
        "id": scenario.scenario_id,
        "name": scenario.name,
        "note": scenario.note,
        "author": scenario.author,
        "made_at": scenario.made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "data_version": scenario.data_version,
        "series": scenario.setup.series_id,
        "basis": scenario.setup.basis,
        "unit": scenario.setup.unit_code,
        "controls": plain_controls(scenario.setup.controls),
        "snapshot": {
            each.name: value
            for each in fields(Snapshot)
            if (value := getattr(scenario.snapshot, each.name)) is not None
        },
    }


def plain_controls(controls: Controls) -> Plain:
    """The controls that differ from "continue as now", by name."""
    as_now = Controls()
    changed = {
        each.name: getattr(controls, each.name)
        for each in fields(Controls)
        if getattr(controls, each.name) != getattr(as_now, each.name)
    }
    return {name: _plain_value(value) for name, value in changed.items()}


def _plain_value(value: Any) -> Any:
    return dict(value) if isinstance(value, tuple) else value


def scenario_of(raw: object, known: KnownIds) -> Scenario:
    """The scenario that plain data stands for. Raises ScenarioError with all that is wrong."""
    checks = Checks()
    whole = checks.mapping(raw, "")
    version = checks.version(whole.get("schema_version"))
    checks.end()
    for step in range(version, SCHEMA_VERSION):
        whole = UPGRADES[step](whole)
    checks.only(whole, _FIELDS, "")
    scenario = _scenario(checks, whole, known)
    checks.end()
    return scenario


def _scenario(checks: Checks, whole: Plain, known: KnownIds) -> Scenario:
    name = checks.text(whole.get("name"), "name", longest=LONGEST_NAME)
    if not name:
        checks.fault("name", "", N_("a name"))
    return Scenario(
        scenario_id=checks.matching(whole.get("id", "file"), "id", _ID, N_("letters and digits")),
        name=name,
        note=checks.text(whole.get("note", ""), "note", longest=LONGEST_NOTE, has_lines=True),
        author=checks.text(whole.get("author", ""), "author", longest=LONGEST_NAME),
        made_at=checks.moment(whole.get("made_at"), "made_at"),
        data_version=checks.matching(
            whole.get("data_version"), "data_version", _VERSION, N_("a data version")
        ),
        setup=setup_of(checks, whole, known),
        snapshot=_snapshot(checks, whole.get("snapshot")),
    )


def setup_of(checks: Checks, whole: Plain, known: KnownIds) -> Setup:
    """What is looked at and the controls, from their plain form."""
    series = checks.one_of(whole.get("series"), "series", known.series, N_("a series known here"))
    basis = checks.one_of(whole.get("basis", "real"), "basis", words(PriceBasis))
    unit = whole.get("unit", "")
    if unit != "":
        unit = checks.one_of(unit, "unit", known.units, N_("the code of a commune, or nothing"))
    controls = controls_of(checks, whole.get("controls", {}), known)
    return Setup(series, "nominal" if basis == "nominal" else "real", unit, controls)


def controls_of(checks: Checks, raw: object, known: KnownIds) -> Controls:
    """Controls from what `plain_controls` made; those that are not named stand as now."""
    named = checks.mapping(raw, "controls")
    hints = _hints()
    checks.only(named, tuple(hints), "controls")
    found = {
        name: _control(
            checks,
            value,
            name,
            hints[name],
            ends=known.ranges.get(name, (0.0, 100.0)),
            indicators=known.indicators,
        )
        for name, value in named.items()
        if name in hints
    }
    return Controls(**{name: value for name, value in found.items() if value is not None})


@cache
def _hints() -> dict[str, Any]:
    return get_type_hints(Controls)


def _control(
    checks: Checks,
    value: object,
    name: str,
    hint: Any,
    *,
    ends: tuple[float, float],
    indicators: Collection[str],
) -> Any:
    place = f"controls.{name}"
    if get_origin(hint) is Literal:
        return checks.one_of(value, place, words(hint))
    if get_origin(hint) is tuple:
        efforts = checks.mapping(value, place)
        checks.only(efforts, indicators, place)
        return tuple(
            (one, checks.number(effort, f"{place}.{one}", ends))
            for one, effort in sorted(efforts.items())
        )
    if hint is int:
        return checks.whole(value, place, ends)
    if type(None) in get_args(hint) and value is None:
        return None
    return checks.number(value, place, ends)


def _snapshot(checks: Checks, raw: object) -> Snapshot:
    named = checks.mapping(raw, "snapshot")
    names = tuple(each.name for each in fields(Snapshot))
    checks.only(named, names, "snapshot")
    numbers = {
        name: checks.number(named[name], f"snapshot.{name}", (-_FARTHEST, _FARTHEST), places=12)
        for name in names
        if named.get(name) is not None and name not in ("year", "last_period")
    }
    period = named.get("last_period")
    if period is not None:
        checks.period(period, "snapshot.last_period")
    year = checks.whole(named.get("year"), "snapshot.year", (2000, 2200))
    return Snapshot(year=year, last_period=period, **numbers)


class Checks:
    """Looks at one value after another and keeps what is wrong, so that all is told at once.

    A check of something wrong gives a harmless value of the right type; `end` raises.
    """

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def end(self) -> None:
        """Raise ScenarioError if anything was wrong."""
        if self.faults:
            raise ScenarioError(tuple(self.faults[:_MOST_FAULTS]))

    def fault(self, place: str, found: object, expected: str, **params: object) -> None:
        self.faults.append(Fault(place, _told(found), expected, params))

    def mapping(self, value: object, place: str) -> Plain:
        if isinstance(value, dict):
            return value
        self.fault(place, value, N_("named values"))
        return {}

    def only(self, named: Plain, allowed: Collection[str], place: str) -> None:
        for name in named:
            if name not in allowed:
                self.fault(place, name, N_("no name but those known here"))

    def version(self, value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            self.fault("schema_version", value, N_("a version number"))
        elif value > SCHEMA_VERSION:
            self.fault(
                "schema_version",
                value,
                N_("at most version {version}: it was made by a newer program"),
                version=SCHEMA_VERSION,
            )
        else:
            return value
        return SCHEMA_VERSION

    def text(self, value: object, place: str, *, longest: int, has_lines: bool = False) -> str:
        expected = N_("text of at most {longest} letters")
        if not isinstance(value, str) or len(value) > longest:
            self.fault(place, value, expected, longest=longest)
            return ""
        if any(0xD800 <= ord(mark) <= 0xDFFF for mark in value):
            self.fault(place, value, N_("text without broken letters"))
            return ""
        return tidy(value, longest=longest, has_lines=has_lines)

    def matching(self, value: object, place: str, form: re.Pattern[str], expected: str) -> str:
        if isinstance(value, str) and form.fullmatch(value):
            return value
        self.fault(place, value, expected)
        return ""

    def one_of(
        self, value: object, place: str, allowed: Collection[str], expected: str = ""
    ) -> Any:
        if isinstance(value, str) and value in allowed:
            return value
        if expected:
            self.fault(place, value, expected)
        else:
            self.fault(place, value, N_("one of: {words}"), words=", ".join(allowed))
        return ""

    def number(
        self, value: object, place: str, ends: tuple[float, float], *, places: int = DECIMALS
    ) -> float:
        low, high = ends
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if is_number and low <= value <= high:  # type: ignore[operator]
            return round(float(value), places)  # type: ignore[arg-type]
        expected = N_("a number from {low} to {high}")
        self.fault(place, value, expected, low=f"{low:g}", high=f"{high:g}")
        return low

    def whole(self, value: object, place: str, ends: tuple[float, float]) -> int:
        found = self.number(value, place, ends)
        if found != int(found):
            self.fault(place, value, N_("a whole number"))
        return int(found)

    def moment(self, value: object, place: str) -> datetime:
        try:
            found = datetime.fromisoformat(value if isinstance(value, str) else "")
        except ValueError:
            found = None
        if found is None or found.tzinfo is None or not 2000 <= found.year <= 9000:
            self.fault(place, value, N_("a moment such as 2026-11-25T04:00:00Z"))
            return datetime(2000, 1, 1, tzinfo=UTC)
        return found.astimezone(UTC).replace(microsecond=0)

    def period(self, value: object, place: str) -> None:
        try:
            parse_period(value if isinstance(value, str) else "")
        except ValueError:
            self.fault(place, value, N_("a period: {forms}"), forms=PERIODS)


def _told(found: object) -> str:
    return found if isinstance(found, str) else "" if found is None else repr(found)[:200]

"""Which units the reader's choices leave lit on the map, and those choices in words.

The browser finds the same by itself (`atlas_cells.js`, `atlas_find.js`); here it is found for what
is taken away.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from lib.analysis.progress.verdict import Assessment, is_met, short_by
from lib.geo.colour_scale import Scheme, recoded
from lib.geo.layers import Layer
from lib.geo.unit_labels import short_name
from lib.geo.unit_period_grid import MISSING_LETTERS, Grid
from lib.geo.wording import GROUPS, MISSING, count_of_units
from lib.model.entities import Indicator, Unit
from lib.model.vocabulary import Lang, UnitType
from lib.text import N_, translator

STATUSES: Final[dict[str, str]] = {
    "reached": N_("at the target's level"),
    "short": N_("below the target's level"),
    "without": N_("no figure"),
}

_REASONS: Final = {letter: reason for reason, letter in MISSING_LETTERS.items()}
# What is written before a name, and the kind of unit it can mean.
_KINDS: Final[tuple[tuple[re.Pattern[str], UnitType], ...]] = (
    (re.compile(r"^(?:q|quan)(?:[.\s]+|$)"), "urban_district"),
    (re.compile(r"^(?:h|huyen)(?:[.\s]+|$)"), "rural_district"),
    (re.compile(r"^(?:tx|t\.x|thi xa)(?:[.\s]+|$)"), "town"),
    (re.compile(r"^(?:p|f|phuong)(?:[.\s]+|$)"), "ward"),
    (re.compile(r"^(?:x|xa)(?:[.\s]+|$)"), "commune"),
)


@dataclass(frozen=True, slots=True)
class UnitFilters:
    """The reader's choices that grey units, as the link has them.

    `group` is a kind of unit or "all", `status` one of `STATUSES` or "any", `lit` a class of the
    legend or empty, `find` what is sought by name or empty.
    """

    group: str = "all"
    status: str = "any"
    lit: str = ""
    find: str = ""


@dataclass(frozen=True, slots=True)
class FilteredUnits:
    """What the map shows at the period in `place`; `goal` is the target that units are held to."""

    cells: Grid
    layer: Layer
    scheme: Scheme
    place: int
    units: Mapping[str, Unit]
    indicator: Indicator
    goal: Assessment | None


def greyed(shown: FilteredUnits, filters: UnitFilters) -> frozenset[str]:
    """The codes of the units that the map greys, none where nothing is filtered."""
    keys = _class_keys(shown)
    is_found = _seeker(filters.find)
    status = _status_asked(shown, filters)
    lit = filters.lit if filters.lit in {*shown.scheme.keys, *MISSING_LETTERS} else ""

    def is_left(code: str, value: float | None) -> bool:
        unit = shown.units[code]
        return (
            filters.group in ("all", unit.group)
            and status in ("", _status(shown, value))
            and lit in ("", keys[code])
            and is_found(unit)
        )

    cells = zip(shown.cells.codes, shown.cells.values[shown.place], strict=True)
    return frozenset(code for code, value in cells if not is_left(code, value))


def filter_words(shown: FilteredUnits, filters: UnitFilters, lang: Lang) -> str:
    """What is filtered on the screen and how many units are left; empty where nothing is."""
    _ = translator(lang).gettext
    status = _status_asked(shown, filters)
    parts = [
        _(GROUPS[filters.group]) if filters.group in GROUPS else "",
        _(STATUSES[status]) if status else "",
        _lit_words(shown, filters.lit, lang),
        f"“{filters.find}”" if filters.find else "",
    ]
    said = ", ".join(part for part in parts if part)
    if not said:
        return ""
    total = len(shown.cells.codes)
    return _(
        "On the screen: {what}, {n} of {units}. The picture fades the others; the table and the "
        "map data hold all of them."
    ).format(
        what=said,
        n=total - len(greyed(shown, filters)),
        units=count_of_units(total, shown.cells.geography, lang),
    )


def _lit_words(shown: FilteredUnits, lit: str, lang: Lang) -> str:
    if lit in MISSING:
        return translator(lang).gettext(MISSING[lit])
    labels = dict(zip(shown.scheme.keys, shown.scheme.labels, strict=False))
    return labels.get(lit, "") if shown.scheme.bounds.ends is None else ""


def _class_keys(shown: FilteredUnits) -> dict[str, str]:
    """The class of the legend that each unit falls into, by its key."""
    marks = shown.layer.cells.marks[shown.place]
    values = recoded(shown.layer)[shown.place]
    return {
        code: _REASONS[mark]
        if value is None
        else shown.scheme.keys[shown.scheme.bounds.class_of(value)]
        for code, value, mark in zip(shown.layer.cells.codes, values, marks, strict=True)
    }


def _status_asked(shown: FilteredUnits, filters: UnitFilters) -> str:
    """The status asked for, or nothing; without a target only its lack can be."""
    if filters.status not in STATUSES:
        return ""
    return filters.status if shown.goal or filters.status == "without" else ""


def _status(shown: FilteredUnits, value: float | None) -> str:
    if value is None:
        return "without"
    if shown.goal is None or shown.goal.threshold is None:
        return ""
    gap = short_by(shown.goal.threshold, shown.goal.sense, value, shown.indicator)
    return "reached" if is_met(gap, shown.goal.target.comparator) else "short"


def _seeker(text: str) -> Callable[[Unit], bool]:
    """A test of a unit by what people write: without tone marks, its kind before it, initials."""
    sought = " ".join(_fold(text).split())
    if not sought:
        return lambda _unit: True
    asked: list[tuple[str, UnitType | None]] = [(sought, None)]
    for before, kind in _KINDS:
        rest = before.sub("", sought)
        if rest != sought:
            asked.append((rest, kind))
    return lambda unit: any(
        kind in (None, unit.type) and (_is_named(unit, rest) or (kind is not None and not rest))
        for rest, kind in asked
    )


def _is_named(unit: Unit, sought: str) -> bool:
    short = _fold(short_name(unit.name).vi)
    compact = re.sub(r"[.\s]+", "", sought)
    initials = "".join(word[0] for word in re.split(r"[\s-]+", short) if word)
    return (
        any(sought in _fold(name) for name in (unit.name.vi, unit.name.en))
        or re.sub(r"\s", "", short).startswith(compact)
        or (len(compact) > 1 and initials == compact)
    )


def _fold(text: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return bare.replace("đ", "d").replace("Đ", "D").lower().strip()

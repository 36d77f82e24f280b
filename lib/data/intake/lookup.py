"""What names and codes can mean: every unit, group and series, by every usual form."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final, TypeVar

from lib.data.intake.intake_tables import LONGEST
from lib.data.intake.names import CITY_NAMES, plain, plain_name, split_type
from lib.data.package import Dataset
from lib.model.entities import CITY, Indicator, Series, Text, Unit, UnitKey
from lib.model.vocabulary import Geography

# The unit of measure after a heading, and the id that the program's own files put there.
_ID: Final = re.compile(r"\[([A-Za-z0-9_]+)\]\s*$")
_MEASURE: Final = re.compile(r"(?<![\s,;:-])[\s,;:-]*+(?:\([^()]{1,40}\)|%)\s*+$")
_CLOSE: Final = 0.72
_SUGGESTED: Final = 5

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class NameIndex:
    """The index that matching looks into; made once for a version of the data.

    `by_code` and `by_name` (plain form) give the units that a code or name can mean, groups among
    them; `by_number` those whose code reads as this number, for codes that lost their zeros.
    `old_names` are communes that ended on 2025-06-30, with the name of what they became.
    `series_by_name` gives the series that an id or a plain name can mean. `measures` counts, for
    each series, the geographies of its citable values.
    """

    version: str
    units: Mapping[UnitKey, Unit]
    names: Mapping[UnitKey, Text]
    types: Mapping[UnitKey, str]
    spans: Mapping[UnitKey, tuple[date | None, date | None]]
    by_code: Mapping[str, tuple[UnitKey, ...]]
    by_number: Mapping[int, tuple[UnitKey, ...]]
    by_name: Mapping[str, tuple[UnitKey, ...]]
    old_names: Mapping[str, str]
    series: Mapping[str, Series]
    indicators: Mapping[str, Indicator]
    series_by_name: Mapping[str, tuple[str, ...]]
    sources: frozenset[str]

    def indicator(self, series_id: str) -> Indicator:
        """The indicator of a series."""
        return self.indicators[self.series[series_id].indicator_id]

    def series_label(self, series_id: str) -> Text:
        """A series in words: its indicator, and whom or what it counts where there are several."""
        series = self.series[series_id]
        name = self.indicators[series.indicator_id].name
        several = sum(one.indicator_id == series.indicator_id for one in self.series.values()) > 1
        if not several:
            return name
        return Text(
            f"{name.vi}: {series.population.vi}; {series.method.vi}",
            f"{name.en}: {series.population.en}; {series.method.en}",
        )

    def units_named(self, text: str) -> tuple[UnitKey, ...]:
        """The units that a name can mean; a word for their kind leaves only those of that kind."""
        if len(text) > LONGEST:
            return ()
        name = plain_name(text)
        if name in CITY_NAMES:
            return (CITY,)
        for form in (plain(text), name, name.removeprefix("x ")):
            bare, types = split_type(form)
            found = [key for key in self.by_name.get(bare, ()) if self.types[key] in types]
            if found:
                return tuple(found)
            if form in self.by_name:
                return self.by_name[form]
        return ()

    def units_coded(self, text: str) -> tuple[UnitKey, ...]:
        """The units that a code can mean; one that lost its zeros can mean several."""
        code = text.strip().removeprefix("'")
        if code in self.by_code:
            return self.by_code[code]
        number = code.removesuffix(".0")
        counts = number.isascii() and number.isdecimal() and len(number) < 9
        return self.by_number.get(int(number), ()) if counts else ()

    def series_named(self, heading: str) -> tuple[str, ...]:
        """The series that a heading can mean: an id, or a name in either language."""
        if len(heading) > LONGEST:
            return ()
        stated = _ID.search(heading)
        if stated is not None:
            return (stated[1],) if stated[1] in self.series else ()
        if heading.strip() in self.series:
            return (heading.strip(),)
        for form in (heading, _MEASURE.sub("", heading)):
            found = self.series_by_name.get(plain(form))
            if found:
                return found
        return ()

    def similar_units(self, text: str) -> tuple[UnitKey, ...]:
        """Units of a similar name: to be suggested, never to be taken."""
        name = split_type(plain_name(text[:LONGEST]))[0]
        close = difflib.get_close_matches(name, self.by_name, n=_SUGGESTED, cutoff=_CLOSE)
        return tuple(dict.fromkeys(key for form in close for key in self.by_name[form]))

    def similar_series(self, heading: str) -> tuple[str, ...]:
        """Series of a similar name: to be suggested, never to be taken."""
        name = plain(_MEASURE.sub("", heading[:LONGEST]))
        close = difflib.get_close_matches(name, self.series_by_name, n=_SUGGESTED, cutoff=0.5)
        found = dict.fromkeys(one for form in close for one in self.series_by_name[form])
        return tuple(found)[: 2 * _SUGGESTED]


@lru_cache(maxsize=2)
def _index(version: str, holder: _Holder) -> NameIndex:
    return _build(version, holder.package)


class _Holder:
    """A package as an argument of a cache: all of one version are equal."""

    __slots__ = ("package",)

    def __init__(self, package: Dataset) -> None:
        self.package = package

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Holder) and other.package.version == self.package.version

    def __hash__(self) -> int:
        return hash(self.package.version)


def name_index(package: Dataset) -> NameIndex:
    """The index of a package, kept for its version."""
    return _index(package.version, _Holder(package))


def _build(version: str, package: Dataset) -> NameIndex:
    names = {unit.key: unit.name for unit in package.units.values()}
    types: dict[UnitKey, str] = {unit.key: unit.type for unit in package.units.values()}
    spans = {unit.key: (unit.valid_from, unit.valid_to) for unit in package.units.values()}
    for row in package.groups.to_dict("records"):
        geography: Geography = row["geography"]
        key = (geography, str(row["group_id"]))
        names[key] = Text(row["name_vi"], row["name_en"])
        types[key] = "group"
        member = next(unit for unit in package.units.values() if unit.geography == geography)
        spans[key] = (member.valid_from, member.valid_to)
    coded = [(key[1], key) for key in names]
    return NameIndex(
        version=version,
        units=package.units,
        names=names,
        types=types,
        spans=spans,
        by_code=_grouped(coded),
        by_number={
            int(code): tuple(keys)
            for code, keys in _grouped(
                (str(int(code)), key) for code, key in coded if code.isdecimal()
            ).items()
        },
        by_name=_grouped((form, key) for key, name in names.items() for form in _forms(name)),
        old_names=_old_names(package),
        series=package.series,
        indicators=package.indicators,
        series_by_name=_series_names(package),
        sources=frozenset(package.sources),
    )


def _forms(name: Text) -> set[str]:
    whole = {plain(name.vi), plain(name.en)}
    return whole | {split_type(form)[0] for form in whole}


def _old_names(package: Dataset) -> dict[str, str]:
    links = package.unit_links
    old = links[links["from_geography"] == "old_commune"]
    become: dict[str, list[str]] = {}
    for name, geography, code in zip(
        old["from_name"], old["to_geography"], old["to_code"], strict=True
    ):
        unit = package.units.get((geography, code))
        if unit is not None:
            become.setdefault(plain_name(name), []).append(unit.name.vi)
    return {name: ", ".join(dict.fromkeys(units)) for name, units in become.items()}


def _series_names(package: Dataset) -> dict[str, tuple[str, ...]]:
    of_indicator = _grouped((one.indicator_id, one.series_id) for one in package.series.values())
    pairs: list[tuple[str, str]] = []
    for indicator in package.indicators.values():
        for series_id in of_indicator.get(indicator.indicator_id, ()):
            forms = {plain(indicator.name.vi), plain(indicator.name.en)}
            forms |= {
                plain(_MEASURE.sub("", form)) for form in (indicator.name.vi, indicator.name.en)
            }
            pairs += [(form, series_id) for form in sorted(forms)]
    return _grouped(pairs)


def _grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, tuple[T, ...]]:
    """The distinct second parts of each first part, in order."""
    found: dict[str, dict[T, None]] = {}
    for name, thing in pairs:
        found.setdefault(name, {})[thing] = None
    return {name: tuple(things) for name, things in found.items()}

"""What goes beside the outlines of a map: names, facts, and the frame of the inner city."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from lib.geo.lineage import Kin
from lib.geo.outlines import Outlines
from lib.model.entities import Text, Unit, UnitKey

Box = tuple[float, float, float, float]

# A map has no room for "Quận" thirty times; the kind stands in the tooltip and the card.
_KIND_VI: Final = re.compile(r"^(Quận|Huyện|Thị xã|Phường|Xã)\s+")
_KIND_EN: Final = re.compile(r"(?<!\s)\s++(District|Town|Ward|Commune)$")

_CORE_SHARE = 6
_CORE_MARGIN = 36.0


def short_name(name: Text) -> Text:
    """The name without its kind: Đống Đa for Quận Đống Đa, Dong Da for Dong Da District."""
    return Text(_KIND_VI.sub("", name.vi), _KIND_EN.sub("", name.en))


def facts(units: Iterable[Unit], kin: Mapping[UnitKey, Kin]) -> dict[str, dict[str, Any]]:
    """What the browser knows of each unit, by code: names, kind, group, km², people, relatives.

    `at` is its place in the order of `units`, which the values sent later follow.
    """
    return {
        unit.unit_code: _facts(unit, kin.get(unit.key)) | {"at": place}
        for place, unit in enumerate(units)
    }


def core(shapes: Outlines) -> Box:
    """A square (x, y, width, height) round the smallest sixth of the units: the inner city."""
    small = sorted(shapes.units, key=lambda unit: unit.area)
    small = small[: max(1, len(small) // _CORE_SHARE)]
    west, east = min(unit.x for unit in small), max(unit.x for unit in small)
    north, south = min(unit.y for unit in small), max(unit.y for unit in small)
    side = round(max(east - west, south - north) + 2 * _CORE_MARGIN, 1)
    return (
        round((west + east - side) / 2, 1),
        round((north + south - side) / 2, 1),
        side,
        side,
    )


def _facts(unit: Unit, kin: Kin | None) -> dict[str, Any]:
    short = short_name(unit.name)
    return {
        "name": {"vi": unit.name.vi, "en": unit.name.en},
        "short": {"vi": short.vi, "en": short.en},
        "type": unit.type,
        "group": unit.group,
        "km2": unit.area_km2,
        "people": unit.population,
        "year": unit.population_year,
        "kin": None if kin is None else _kin(kin),
    }


def _kin(kin: Kin) -> dict[str, Any]:
    """Relatives across the reform: units as [code, name, English name], old communes by name."""

    def units(found: Iterable[Unit]) -> list[list[str]]:
        names = [(unit.unit_code, short_name(unit.name)) for unit in found]
        return [[code, name.vi, name.en] for code, name in names]

    return {
        "main": units(kin.main),
        "part": units(kin.part),
        "whole": kin.whole,
        "pieces": kin.pieces,
    }

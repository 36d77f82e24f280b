"""Where a unit came from and what became of it on 1 July 2025, by the published links."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from html import escape

import pandas as pd

from lib.model.kinds import Lang
from lib.model.things import Unit, UnitKey
from lib.text import translator
from lib.view.map_shapes import short_name


@dataclass(frozen=True, slots=True)
class Kin:
    """The relatives of a unit across the reform.

    `main` and `part` are districts of a commune, or communes of a district: those whose main
    territory is shared, and those that share some. `whole` and `pieces` name the old communes that
    a commune took over whole or in part; no share of a part is published.
    """

    is_district: bool
    main: tuple[Unit, ...]
    part: tuple[Unit, ...]
    whole: tuple[str, ...]
    pieces: tuple[str, ...]


def kin_of(unit: Unit, links: pd.DataFrame, units: Mapping[UnitKey, Unit]) -> Kin | None:
    """The relatives of a unit by the package's `unit_links`; None for the city."""
    if unit.geography == "city":
        return None
    is_district = unit.geography == "district"
    here, there = ("from", "to") if is_district else ("to", "from")
    geography, other = ("district", "commune") if is_district else ("commune", "district")
    mine = links.loc[
        links[f"{here}_geography"].eq(geography) & links[f"{here}_code"].eq(unit.unit_code)
    ]
    kin = mine.loc[mine[f"{there}_geography"].eq(other)]
    is_main = kin["primary"].eq("1")
    old = mine.loc[mine[f"{there}_geography"].eq("old_commune")]
    names = old["from_name"]
    return Kin(
        is_district=is_district,
        main=_units(other, kin.loc[is_main, f"{there}_code"], units),
        part=_units(other, kin.loc[~is_main, f"{there}_code"], units),
        whole=tuple(names.loc[old["part"].eq("full")]),
        pieces=tuple(names.loc[old["part"].eq("part")]),
    )


def lineage(kin: Kin | None, *, link_of: Callable[[UnitKey], str], lang: Lang) -> str:
    """The relatives as HTML lines, each unit a link to itself on the map."""
    if kin is None:
        return ""
    _ = translator(lang).gettext
    linked = [_links(kin.main, link_of, lang), _links(kin.part, link_of, lang)]
    heads = (
        (_("Since 1 July 2025 mainly in:"), _("In part also in:"))
        if kin.is_district
        else (_("Before 1 July 2025 mainly in:"), _("In part also from:"))
    )
    lines = [f"{escape(head)} {units}." for head, units in zip(heads, linked, strict=True) if units]
    olds = ((_("Old communes taken over whole:"), kin.whole), (_("In part:"), kin.pieces))
    lines += [f"{escape(head)} {escape(', '.join(names))}." for head, names in olds if names]
    return "".join(f'<p class="mc-kin">{line}</p>' for line in lines)


def _links(units: Iterable[Unit], link_of: Callable[[UnitKey], str], lang: Lang) -> str:
    return ", ".join(
        f'<a href="{escape(link_of(unit.key))}" target="_self">'
        f"{escape(short_name(unit.name).in_(lang))}</a>"
        for unit in units
    )


def _units(geography: str, codes: Iterable[str], units: Mapping[UnitKey, Unit]) -> tuple[Unit, ...]:
    by_code = {unit.unit_code: unit for unit in units.values() if unit.geography == geography}
    return tuple(by_code[code] for code in codes if code in by_code)

"""Where a unit came from and what became of it on 1 July 2025, by the published links."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from lib.model.entities import Unit, UnitKey


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


def kin_by_unit(links: pd.DataFrame, units: Mapping[UnitKey, Unit]) -> dict[UnitKey, Kin]:
    """The relatives of every district and commune by the package's `unit_links`, in one pass."""
    main: dict[UnitKey, list[Unit]] = defaultdict(list)
    part: dict[UnitKey, list[Unit]] = defaultdict(list)
    whole: dict[UnitKey, list[str]] = defaultdict(list)
    pieces: dict[UnitKey, list[str]] = defaultdict(list)
    for link in links.to_dict("records"):
        old: UnitKey = (link["from_geography"], link["from_code"])
        new: UnitKey = (link["to_geography"], link["to_code"])
        if link["from_geography"] == "old_commune":
            (whole if link["part"] == "full" else pieces)[new].append(link["from_name"])
        elif old in units and new in units:
            shares = main if link["primary"] == "1" else part
            shares[old].append(units[new])
            shares[new].append(units[old])
    return {
        key: Kin(
            is_district=key[0] == "district",
            main=tuple(main[key]),
            part=tuple(part[key]),
            whole=tuple(whole[key]),
            pieces=tuple(pieces[key]),
        )
        for key in units
        if key[0] != "city"
    }

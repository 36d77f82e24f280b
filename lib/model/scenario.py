"""A scenario: controls under a name, with what it was made on, so that a later reader can tell."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from lib.model.entities import Controls
from lib.model.vocabulary import PriceBasis

SCHEMA_VERSION: Final = 1
"""The form in which scenarios are kept and sent; a higher one was made by a newer program."""

AS_NOW: Final = Controls()

LONGEST_NAME: Final = 120
LONGEST_NOTE: Final = 2000


@dataclass(frozen=True, slots=True)
class Setup:
    """What is looked at and how the controls stand: all that a link holds.

    `unit_code` is the commune beside the city, "" for none.
    """

    series_id: str
    basis: PriceBasis = "real"
    unit_code: str = ""
    controls: Controls = AS_NOW


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The figures a scenario was made on, kept so that it can be told what has changed since.

    `year` is the horizon; `baseline` and `landing` are the city's values at its end, as now and
    under the scenario, in the indicator's unit. The rates are the published ones that controls
    start from, in per cent a year. None where there was no figure.
    """

    year: int
    last_period: str | None = None
    last_value: float | None = None
    grdp_growth: float | None = None
    digital_economy_growth: float | None = None
    baseline: float | None = None
    landing: float | None = None


@dataclass(frozen=True, slots=True)
class Scenario:
    """A setup that somebody gave a name. `made_at` is in UTC, to the second."""

    scenario_id: str
    name: str
    note: str
    author: str
    made_at: datetime
    data_version: str
    setup: Setup
    snapshot: Snapshot
    schema_version: int = SCHEMA_VERSION


def tidy(text: str, *, longest: int, has_lines: bool = False) -> str:
    """Text as somebody typed it, in one normal form and without marks that nobody can see.

    Names come from strangers: what would turn the direction of writing, end a line or hide is
    taken out, and the length is held to `longest`.
    """
    lines = text.splitlines() if has_lines else [" ".join(text.splitlines())]
    tidied = "\n".join(_tidy_line(line) for line in lines)
    return unicodedata.normalize("NFC", tidied).strip()[:longest].rstrip()


def _tidy_line(line: str) -> str:
    spaced = (" " if mark.isspace() else mark for mark in line)
    return " ".join("".join(mark for mark in spaced if mark.isprintable()).split())

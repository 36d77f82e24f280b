"""What the program speaks of: indicators, series, units, targets, documents, observations.

Frozen and typed; made by `lib.data` from the data package and never changed after. Names are data
in both languages, so a thing carries them as `Text` and code carries only ids.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lib.model.period import Period
from lib.model.vocabulary import (
    Comparator,
    Confidence,
    Direction,
    Geography,
    Kind,
    Lang,
    Path,
    Pillar,
    Provenance,
    Reading,
    Sharing,
    TargetKind,
    UnitGroup,
    UnitType,
    Weight,
)

UnitKey = tuple[Geography, str]
"""(geography, unit_code): a code alone is no key, since the communes' codes were used before."""

CITY: UnitKey = ("city", "01")


@dataclass(frozen=True, slots=True)
class Text:
    """One name or sentence of the data, in both languages."""

    vi: str
    en: str

    def in_(self, lang: Lang) -> str:
        return self.vi if lang == "vi" else self.en


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is measured. `cap` is the highest value that can be, e.g. 100 for a share, or None."""

    indicator_id: str
    pillar: Pillar
    name: Text
    unit: str
    kind: Kind
    direction: Direction
    cap: float | None
    path: Path
    weight: Weight
    definition: Text
    source_id: str

    @property
    def d(self) -> int:
        """+1 where more is better, −1 where less is."""
        return 1 if self.direction == "up" else -1


@dataclass(frozen=True, slots=True)
class Series:
    """An indicator measured on one population by one method: the only points a line may join."""

    series_id: str
    indicator_id: str
    population: Text
    method: Text


@dataclass(frozen=True, slots=True)
class Unit:
    """The city, a district (to 2025-06-30) or a commune or ward (since 2025-07-01)."""

    geography: Geography
    unit_code: str
    name: Text
    type: UnitType
    group: UnitGroup | None
    area_km2: float
    population: float
    population_year: int
    valid_from: date | None
    valid_to: date | None

    @property
    def key(self) -> UnitKey:
        return (self.geography, self.unit_code)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure or a quotation was published. `date` is as written there, perhaps a year."""

    source_id: str
    title: str
    publisher: str
    url: str
    date: str
    licence: str


@dataclass(frozen=True, slots=True)
class Document:
    """One of the four documents that set targets."""

    document_id: str
    name: Text
    short: str
    date: date


@dataclass(frozen=True, slots=True)
class Aim:
    """One reading of a target's number: low and high are equal unless it is a range.

    A clause that can be read in two ways ("tăng từ 20-30%") gives two aims.
    """

    reading: Reading
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Target:
    """One clause of a document. A milestone has no aims; an ambiguous clause has two.

    `measurable_until` is the last day on which what the clause counts existed, or None.
    """

    target_id: str
    document_id: str
    series_id: str
    pillar: Pillar
    name: Text
    kind: TargetKind
    comparator: Comparator
    aims: tuple[Aim, ...]
    year: int
    scope: str
    quote_vi: str
    note: Text
    source_id: str
    measurable_until: date | None


@dataclass(frozen=True, slots=True)
class Proxy:
    """A series near to one without a figure, and why it is only near: no verdict rests on it."""

    series_id: str
    proxy_series_id: str
    reason: Text


@dataclass(frozen=True, slots=True)
class Observation:
    """One published, derived or illustrative value of a series in a unit and period."""

    series_id: str
    unit: UnitKey
    period: Period
    value: float
    provenance: Provenance
    source_id: str
    confidence: Confidence
    quote: str
    note: str


@dataclass(frozen=True, slots=True)
class Controls:
    """Every what-if lever; the default is "continue as now".

    Assumptions are rates in per cent a year, None meaning the last published one, or no growth
    where none is published: `grdp_growth` and `digital_economy_growth` on one price basis,
    `employment_growth`, `population_growth`.

    Actions: `effort` multiplies the improving pace of a pillar (1 as now); an entry of
    `effort_by_indicator`, (indicator_id, effort), takes its pillar's place. `catch_up` is the share
    (0 to 1) of the distance to its group's median that a unit behind it closes in a year. Both
    ramp from nothing at the start of `start_year` to full effect after `ramp_years`. `sharing` is
    who gets the additional effort. `ceiling` is what nobody passes, in per cent of the indicator's
    cap and not in its unit, since one scenario serves every indicator; None is the cap itself.
    """

    grdp_growth: float | None = None
    digital_economy_growth: float | None = None
    employment_growth: float | None = None
    population_growth: float | None = None
    effort_government: float = 1.0
    effort_economy: float = 1.0
    effort_society: float = 1.0
    effort_by_indicator: tuple[tuple[str, float], ...] = ()
    start_year: int = 2027
    ramp_years: float = 2.0
    catch_up: float = 0.0
    ceiling: float | None = None
    sharing: Sharing = "all_alike"

    def effort(self, pillar: Pillar) -> float:
        """The effort of a pillar; indicators of no pillar are moved by none."""
        efforts: Mapping[Pillar, float] = {
            "government": self.effort_government,
            "economy": self.effort_economy,
            "society": self.effort_society,
            "general": 1.0,
        }
        return efforts[pillar]

    def effort_on(self, indicator: Indicator) -> float:
        """The effort on one indicator: its own where one is set, else its pillar's."""
        return dict(self.effort_by_indicator).get(
            indicator.indicator_id, self.effort(indicator.pillar)
        )

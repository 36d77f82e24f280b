"""What the Overview tells, before any words: one summary of all targets and one block a pillar.

Everything rests on assessments and citable points; nothing illustrative can reach this page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from lib.analysis.progress.outlook import Outlook, OutlookKey, outlook_key
from lib.analysis.progress.points import Point
from lib.analysis.progress.targets import binding, clauses_judged_apart, counts
from lib.analysis.progress.verdict import Assessment, Verdict
from lib.analysis.units.shortfall_contributions import UnitShortfall
from lib.model.entities import Indicator, Series
from lib.model.vocabulary import Pillar

Chart = Literal["growth", "ranks", "none"]
Outcome = Literal["met", "missed", "unreported"]

# How a verdict on a year that is over is told in a sentence.
OUTCOMES: Final[dict[Verdict, Outcome]] = {
    "achieved": "met",
    "met": "met",
    "met_on_last": "met",
    "missed": "missed",
    "missed_on_last": "missed",
    "not_reported": "unreported",
}

BEHIND: Final[frozenset[Verdict]] = frozenset({"missed", "missed_on_last"})


@dataclass(frozen=True, slots=True)
class Plan:
    """What a pillar's block shows: the one place where the page names series.

    `told` are put into sentences, at most two of them; `bars` are drawn as bullets from nought,
    as many as there is room for; `lines` are drawn in the chart. A series without a figure is left
    out, and where fewer than two of `told` have one, other targets of the pillar have their say.
    """

    pillar: Pillar
    told: tuple[str, ...]
    bars: tuple[str, ...] = ()
    chart: Chart = "none"
    lines: tuple[str, ...] = ()


PLANS: Final[tuple[Plan, ...]] = (
    Plan(
        "government",
        told=("par_index",),
        bars=(
            "par_index",
            "dossier_digitisation_rate",
            "dossiers_with_electronic_result",
            "online_payment_rate_public_services",
        ),
    ),
    Plan(
        "economy",
        told=("digital_economy_share_grdp_va", "grdp_growth"),
        bars=("digital_economy_share_grdp_va",),
        chart="growth",
        lines=("grdp_growth",),
    ),
    Plan(
        "society",
        told=("emr_public_hospitals", "electronic_health_records"),
        bars=(
            "electronic_health_records",
            "fibre_broadband_households",
            "adults_with_smartphone",
            "emr_public_hospitals",
        ),
    ),
    Plan(
        "general",
        told=("dti_rank_34", "pci_rank"),
        chart="ranks",
        lines=("dti_rank_63", "dti_rank_34", "pci_rank", "pii_rank"),
    ),
)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many distinct measurable targets of one year came out how; the rest are apart."""

    year: int
    met: int
    missed: int
    unreported: int
    unmeasurable: int = 0

    @property
    def total(self) -> int:
        """The targets that could be measured."""
        return self.met + self.missed + self.unreported


@dataclass(frozen=True, slots=True)
class Fact:
    """One series with what is known of it and what is asked of it, in the two years shown.

    `outlook` is where the open target should be and will land, `deciding` what the units lack of
    the target that the sentence holds the figure against. `others` are clauses that ask for another
    number than the past one, each with the short name of its document.
    """

    series_id: str
    indicator: Indicator
    points: tuple[Point, ...]
    past: Assessment | None
    open: Assessment | None
    outlook: Outlook | None = None
    deciding: UnitShortfall | None = None
    others: tuple[tuple[str, Assessment], ...] = ()

    @property
    def last(self) -> Point | None:
        """The newest citable point."""
        return self.points[-1] if self.points else None

    @property
    def shown(self) -> Point | None:
        """The point that the past verdict rests on, else the newest."""
        return self.past.used if self.past is not None and self.past.used else self.last

    @property
    def is_behind(self) -> bool:
        return self.past is not None and self.past.verdict in BEHIND


@dataclass(frozen=True, slots=True)
class Block:
    """One pillar: its counts in both years, the facts told, those drawn as bars and as lines."""

    plan: Plan
    tally: Tally
    past_counts: Mapping[Verdict, int]
    open_year: int
    open_counts: Mapping[Verdict, int]
    told: tuple[Fact, ...]
    bars: tuple[Fact, ...]
    lines: tuple[Fact, ...]

    @property
    def pillar(self) -> Pillar:
        return self.plan.pillar

    @property
    def drawn(self) -> tuple[Fact, ...]:
        """Every fact drawn, each once."""
        return tuple({one.series_id: one for one in (*self.bars, *self.lines)}.values())


_TOLD: Final = 2


def _place(fact: Fact) -> int:
    """What is behind is told first, what no document asks for last."""
    return 0 if fact.is_behind else 1 if fact.past or fact.open else 2


@dataclass(frozen=True, slots=True)
class Overview:
    """The whole page: the year that is over, the year ahead, the blocks, the balance sheet."""

    tally: Tally
    past_counts: Mapping[Verdict, int]
    on_last_figure: int
    documents: int
    open_year: int
    blocks: tuple[Block, ...]
    balance: tuple[Fact, ...]


def overview_of(
    assessed: Sequence[Assessment],
    points: Mapping[str, tuple[Point, ...]],
    *,
    series: Mapping[str, Series],
    indicators: Mapping[str, Indicator],
    past_year: int,
    open_year: int,
    outlooks: Mapping[OutlookKey, Outlook] | None = None,
    deciding: Mapping[OutlookKey, UnitShortfall] | None = None,
    documents: Mapping[str, str] | None = None,
) -> Overview:
    """Gather the page from every assessment and the city's citable points by series.

    `past_year` is judged, `open_year` is what is ahead; `outlooks` are those of its targets,
    `deciding` the shortfalls of units, of which only those that name units on citable values tell.
    """
    bound = {(one.target.series_id, one.target.year): one for one in binding(assessed)}

    known = outlooks or {}

    def decided(*asked: Assessment | None) -> UnitShortfall | None:
        """By the units: the missed target, else the one ahead."""
        some = [deciding.get(outlook_key(one)) for one in asked if one and deciding]
        return next((one for one in some if one and one.found.deciding), None)

    def fact(series_id: str) -> Fact:
        ahead = bound.get((series_id, open_year))
        past = bound.get((series_id, past_year))
        return Fact(
            series_id,
            indicators[series[series_id].indicator_id],
            points.get(series_id, ()),
            past,
            ahead,
            known.get(outlook_key(ahead)) if ahead else None,
            decided(past, ahead),
            others=tuple(
                ((documents or {}).get(other.target.document_id, ""), other)
                for other in (clauses_judged_apart(assessed, past) if past else ())
            ),
        )

    def facts(ids: Sequence[str]) -> tuple[Fact, ...]:
        return tuple(found for one in ids if one in series and (found := fact(one)).points)

    def block(plan: Plan) -> Block:
        past = counts(assessed, year=past_year, pillar=plan.pillar)
        others = [one for (one, _), a in bound.items() if a.target.pillar == plan.pillar]
        named = facts(plan.told)
        more = facts([one for one in dict.fromkeys(others) if one not in plan.told])
        told = (*named, *sorted(more, key=_place)[: _TOLD - len(named)])
        return Block(
            plan=plan,
            tally=tally_of(past, past_year),
            past_counts=past,
            open_year=open_year,
            open_counts=counts(assessed, year=open_year, pillar=plan.pillar),
            told=tuple(sorted(told, key=_place))[:_TOLD],
            bars=facts(plan.bars),
            lines=facts(plan.lines),
        )

    every = counts(assessed, year=past_year)
    return Overview(
        tally=tally_of(every, past_year),
        past_counts=every,
        on_last_figure=every.get("met_on_last", 0) + every.get("missed_on_last", 0),
        documents=_documents(assessed, past_year),
        open_year=open_year,
        blocks=tuple(block(plan) for plan in PLANS),
        balance=tuple(fact(one) for one, year in bound if year == past_year),
    )


def years_of(assessed: Sequence[Assessment]) -> tuple[int, int]:
    """The last target year that is over and the first that is not; one stands for both if alone.

    Raises ValueError when there is no target with a number.
    """
    years = {one.target.year: one.is_past for one in assessed if one.target.kind == "quantified"}
    if not years:
        raise ValueError("no quantified target: the overview has no year to judge")
    past = max((year for year, is_past in years.items() if is_past), default=min(years))
    ahead = min((year for year, is_past in years.items() if not is_past), default=max(years))
    return past, ahead


def tally_of(found: Mapping[Verdict, int], year: int) -> Tally:
    """Counts by verdict drawn together into what a sentence tells."""
    sums: Counter[Outcome] = Counter()
    for verdict, n in found.items():
        if verdict != "not_measurable":
            sums[OUTCOMES.get(verdict, "unreported")] += n
    return Tally(
        year,
        met=sums["met"],
        missed=sums["missed"],
        unreported=sums["unreported"],
        unmeasurable=found.get("not_measurable", 0),
    )


def by_pillar(facts: Sequence[Fact]) -> dict[Pillar, tuple[Fact, ...]]:
    """The facts of each pillar of their past target, in the order of the pillars."""
    found = {
        plan.pillar: tuple(
            one for one in facts if one.past and one.past.target.pillar == plan.pillar
        )
        for plan in PLANS
    }
    return {pillar: some for pillar, some in found.items() if some}


def _documents(assessed: Sequence[Assessment], year: int) -> int:
    """How many documents set a number for `year`."""
    return len(
        {
            one.target.document_id
            for one in assessed
            if one.target.year == year and one.target.kind == "quantified"
        }
    )

"""What the what-if page looks at, put together from its choices and controls."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from lib.analysis.evidence import evidence_level
from lib.analysis.history import PriceBasis, SeriesHistory
from lib.analysis.levers import Lever
from lib.analysis.projection import Projection, project
from lib.analysis.whatif import first_year, need
from lib.model.things import Controls
from lib.text import translator
from lib.ui import figures, link
from lib.ui import scenario_figures as source
from lib.view import numbers, scenario_words, words
from lib.view.scenario_chart import Shown, Subject
from lib.view.scenario_controls import HORIZON, RANGES, Setting, key_of, rest_of
from lib.view.scenario_words import Goal, Landing

if TYPE_CHECKING:
    from lib.ui.session import Settings


@dataclass(frozen=True, slots=True)
class Choice:
    """What is looked at: a series, on a price basis, with a commune or "" beside the city."""

    series_id: str
    basis: PriceBasis
    unit: str


def today() -> date:
    """The day on the wall."""
    return date.today()  # noqa: DTZ011 - a date on the wall


def default_of(lever: Lever, basis: PriceBasis) -> float:
    """Where a control stands when nothing is changed: the last published rate, or as now."""
    rates = source.rates(figures.package().version, basis)
    if lever == "grdp_growth":
        return rates.grdp_growth if rates else 0.0
    if lever == "digital_economy_growth":
        return rates.digital_economy_growth if rates else 0.0
    default: float = getattr(Controls(), lever)
    return default


def controls_of(settings: Settings, choice: Choice) -> tuple[Controls, tuple[Setting, ...]]:
    """The controls as the link has them; one at its default is left to the model's own."""
    indicator = source.indicator_of(choice.series_id)
    has_pace, has_gain = source.gains(
        figures.package().version, choice.series_id, official_only=settings.official_only
    )
    stand = []
    for span in RANGES:
        key = key_of(span.lever, choice.basis)
        default = default_of(span.lever, choice.basis)
        value = link.number(key, default=default, low=span.low, high=span.high, step=span.step)
        rest = rest_of(indicator, span.lever, has_pace=has_pace, has_gain=has_gain)
        origin = _origin(span.lever, choice.basis, settings)
        stand.append(Setting(span, key, round(value, 4), default, origin, rest))
    moved: dict[str, Any] = {one.range.lever: one.value for one in stand if one.is_changed}
    if "start_year" in moved:
        moved["start_year"] = int(moved["start_year"])
    return Controls(**moved), tuple(stand)


def _origin(lever: Lever, basis: PriceBasis, settings: Settings) -> str:
    """Where a growth rate's default comes from: the figure, its period, mark and publisher."""
    _ = translator(settings.lang).gettext
    package = figures.package()
    grdp = "grdp_growth" if basis == "real" else "grdp_growth_nominal"
    series = {"grdp_growth": grdp, "digital_economy_growth": "digital_economy_va_growth"}
    point = source.rate_points(package.version).get(series.get(lever, ""))
    if point is None:
        return ""
    published = package.sources.get(point.source_id)
    publisher = published.publisher if published and point.provenance != "derived" else ""
    figure = _("Last figure: {value} ({period}, {mark})").format(
        value=scenario_words.percent(point.value, settings.lang),
        period=numbers.period(point.period, settings.lang),
        mark=words.provenance(point.provenance, settings.lang),
    )
    return f"{figure}, {publisher}." if publisher else f"{figure}."


def subject_of(
    settings: Settings, choice: Choice, controls: Controls, stand: tuple[Setting, ...]
) -> Subject:
    """The chosen series projected under the controls, with all that its picture and words need."""
    package = figures.package()
    history = source.history(
        package.version,
        choice.series_id,
        basis=choice.basis,
        official_only=settings.official_only,
    )
    projection = project(history, HORIZON, controls)
    goals = source.goals(package.version, choice.series_id, today())
    old = source.old_history(
        package.version, choice.series_id, official_only=settings.official_only
    )
    return Subject(
        history=history,
        projection=projection,
        landing=_landing(choice, history, projection, stand),
        today=today(),
        old=old if old.t.size else None,
        others=source.other_points(package.version, choice.series_id),
        aims=tuple((one.target, aim) for one in goals for aim in one.target.aims),
        shown=_shown(settings, choice, history, projection),
    )


def _landing(
    choice: Choice,
    history: SeriesHistory,
    projection: Projection,
    stand: tuple[Setting, ...],
) -> Landing:
    goal = _goal(choice)
    grdp = next(one.value for one in stand if one.range.lever == "grdp_growth")
    has_curve = projection.status in ("ok", "group_pace") and math.isfinite(
        projection.city_scenario[-1]
    )
    reached = taken = None
    if goal is not None:
        taken = need(history, projection, goal.threshold, year=goal.target.year, grdp_growth=grdp)
    if goal is not None and has_curve:
        reached = first_year(
            projection.t,
            projection.city_scenario,
            goal.threshold,
            history.indicator,
            comparator=goal.target.comparator,
            sense=goal.sense,
        )
    from_points = projection.city_from == "points"
    return Landing(
        indicator=history.indicator,
        year=HORIZON,
        baseline=float(projection.city_baseline[-1]) if has_curve else None,
        scenario=float(projection.city_scenario[-1]) if has_curve else None,
        is_changed=any(one.is_changed and one.rest is None for one in stand),
        goal=goal,
        reached=reached,
        need=taken,
        last=history.city[-1] if history.city else None,
        provenance=projection.city_provenance,
        grdp_growth=grdp,
        is_provisional=from_points and evidence_level(history.city) == "B",
    )


def _goal(choice: Choice) -> Goal | None:
    for one in source.goals(figures.package().version, choice.series_id, today()):
        if one.target.year == HORIZON and one.aim is not None and one.threshold is not None:
            return Goal(one.target, one.aim, one.threshold, one.sense)
    return None


def _shown(
    settings: Settings,
    choice: Choice,
    history: SeriesHistory,
    projection: Projection,
) -> Shown | None:
    if choice.unit not in projection.unit_codes:
        return None
    i = projection.unit_codes.index(choice.unit)
    unit = figures.package().units["commune", choice.unit]
    return Shown(
        name=unit.name.in_(settings.lang),
        t=history.t,
        values=history.values[i],
        ahead=projection.t,
        baseline=projection.units_baseline[i],
        scenario=projection.units_scenario[i],
    )

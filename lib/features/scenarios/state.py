"""What the what-if page looks at, put together from its choices and controls."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import streamlit as st

from lib.analysis.progress.evidence import evidence_level
from lib.analysis.projection.chance import chance_of
from lib.analysis.projection.history import SeriesHistory
from lib.analysis.projection.identity import DIGITAL_ECONOMY_SHARE, PRODUCTIVITY_GROWTH
from lib.analysis.projection.projection import FittedSeries, Projection, fan
from lib.analysis.projection.scale import Floats
from lib.analysis.scenarios.levers import Lever, assumptions_of, idle
from lib.analysis.scenarios.whatif import first_year, required_change
from lib.app.kit import session_dataset, url_state
from lib.features.scenarios import queries as source
from lib.features.scenarios import wording
from lib.features.scenarios.chart import ChartInput, ChartSubject
from lib.features.scenarios.parameters import (
    BASES,
    HORIZON,
    SPANS,
    Options,
    Range,
    Setting,
    Span,
    accepts,
    rest_of,
)
from lib.features.scenarios.url_keys import ONE, key_of
from lib.features.scenarios.wording import GoalWords, LandingWords
from lib.model.entities import Controls, Indicator
from lib.model.vocabulary import Lang, PriceBasis
from lib.text import translator
from lib.wording import numbers, terms

if TYPE_CHECKING:
    from lib.app.kit.session import Settings


_SEQ = "sc_seq"

# The keys of efforts on single indicators that the session has: to go through all of its keys at
# every move would cost more than the rest of what is read.
_OWN_EFFORTS = "sc_own_efforts"


@dataclass(frozen=True, slots=True)
class ScenarioChoice:
    """What is looked at: a series, on a price basis, with a commune or "" beside the city."""

    series_id: str
    basis: PriceBasis
    unit: str


@dataclass(frozen=True, slots=True, eq=False)
class ScenarioView:
    """The choice with its controls as they stand, and all that is drawn and said of it."""

    choice: ScenarioChoice
    stand: tuple[Setting, ...]
    controls: Controls
    subject: ChartSubject
    fitted: FittedSeries

    @property
    def version(self) -> str:
        return session_dataset.package().version


def current_view(settings: Settings, series_id: str) -> ScenarioView:
    """What the link and the session say is looked at."""
    version = session_dataset.package().version
    is_share = source.indicator_of(series_id).indicator_id == DIGITAL_ECONOMY_SHARE
    basis = url_state.value("sc_basis", default=BASES[0], allowed=BASES if is_share else BASES[:1])
    known = source.communes(version, series_id, official_only=settings.official_only)
    every = source.communes(version, series_id, official_only=False)
    unit = url_state.value("sc_unit", default="", allowed=("", *known), hidden=tuple(every))
    choice = ScenarioChoice(series_id, "nominal" if basis == "nominal" else "real", unit)
    stand = stand_of(settings, choice)
    others = _other_efforts(source.indicator_of(series_id).indicator_id)
    return of(settings, choice, tuple(_as_linked(one) for one in stand), others)


def _other_efforts(own: str) -> tuple[tuple[str, float], ...]:
    """Efforts on other indicators: kept, so that a scenario stays whole while one is looked at."""
    span = own_effort_span()
    known = session_dataset.package().indicators
    keys: set[str] = st.session_state.setdefault(_OWN_EFFORTS, set())
    keys.update(key for key in st.query_params if key.startswith(ONE))
    found = []
    for key in sorted(keys):
        indicator_id = key.removeprefix(ONE)
        if indicator_id != own and indicator_id in known:
            effort = url_state.optional_number(
                key, default=None, low=span.low, high=span.high, step=span.step
            )
            if effort is not None:
                found.append((indicator_id, round(effort, 4)))
    return tuple(found)


def own_effort_span() -> Range:
    """The slider of an effort on one indicator."""
    span = next(one for one in SPANS if one.lever == "effort_by_indicator")
    assert isinstance(span, Range)  # noqa: S101 - it is a slider's
    return span


def keep_effort(indicator_id: str, effort: float | None) -> None:
    """Set one indicator's own effort, to be found again while another is looked at; None unsets."""
    key = ONE + indicator_id
    st.session_state.setdefault(_OWN_EFFORTS, set()).add(key)
    st.session_state[key] = None if effort is None else round(effort, 4)


def of(
    settings: Settings,
    choice: ScenarioChoice,
    stand: tuple[Setting, ...],
    others: tuple[tuple[str, float], ...] = (),
) -> ScenarioView:
    """The choice under controls that stand as they are given; `others` as in `controls_of`."""
    indicator_id = source.indicator_of(choice.series_id).indicator_id
    controls = controls_of(stand, indicator_id, others)
    stand = _with_idle(stand, controls, source.indicator_of(choice.series_id))
    goal = _goal(choice)
    fitted = source.fitted(
        session_dataset.package().version,
        choice.series_id,
        basis=choice.basis,
        official_only=settings.official_only,
        threshold=goal.threshold if goal else None,
    )
    subject = _subject(settings, choice, controls, stand, fitted=fitted, goal=goal)
    return ScenarioView(choice, stand, controls, subject, fitted)


def _with_idle(
    stand: tuple[Setting, ...], controls: Controls, indicator: Indicator
) -> tuple[Setting, ...]:
    """The controls, each with why it does nothing as the others stand."""
    return tuple(
        one if one.rest else replace(one, idle=idle(controls, one.lever, indicator))
        for one in stand
    )


def _as_linked(one: Setting) -> Setting:
    """A control where the link has it."""
    span = one.span
    if isinstance(span, Options):
        chosen = url_state.value(one.key, default=str(one.default), allowed=span.ids)
        return one.at(chosen)
    default = None if one.default is None else float(one.default)
    number = url_state.optional_number(
        one.key, default=default, low=span.low, high=span.high, step=span.step
    )
    return one.at(default if number is None else round(number, 4))


def take_over(moved: Any, choice: ScenarioChoice) -> None:
    """Put what the browser's controls were set to where the link keeps it.

    The browser is not trusted: what is no number within the control's range, no known option, or
    meant for another series, is left out and changes nothing.
    """
    if not isinstance(moved, dict):
        return
    seq, values = moved.get("seq"), moved.get("values")
    if isinstance(seq, int) and not isinstance(seq, bool):
        st.session_state[_SEQ] = seq
    if moved.get("of") != choice.series_id:
        return
    if moved.get("basis") in BASES:
        st.session_state["sc_basis"] = moved["basis"]
    if isinstance(moved.get("unit"), str):
        # One that is not known counts as none when the link is read.
        st.session_state["sc_unit"] = moved["unit"]
    is_other_basis = moved.get("basis") != choice.basis
    indicator = source.indicator_of(choice.series_id)
    for span in SPANS:
        if not isinstance(values, dict) or span.lever not in values:
            continue
        value: Any = values[span.lever]
        if accepts(span, value) and not (is_other_basis and span.lever == "grdp_growth"):
            key = key_of(span.lever, choice.basis, indicator.indicator_id)
            _keep(key, span, value)


def _typed(span: Span, value: float | str | None) -> float | str | None:
    if value is None or isinstance(value, str):
        return value
    return int(value) if span.lever == "start_year" else round(float(value), 4)


def heard() -> int:
    """The number of the browser's last message that was taken over."""
    seq: int = st.session_state.get(_SEQ, 0)
    return seq


def put(one: Setting, value: float | str) -> None:
    """Set a control, as a button does before the page runs again."""
    if accepts(one.span, value):
        url_state.touched()
        _keep(one.key, one.span, value)


def _keep(key: str, span: Span, value: float | str | None) -> None:
    if span.lever == "effort_by_indicator":
        keep_effort(key.removeprefix(ONE), None if value is None else float(value))
    else:
        st.session_state[key] = _typed(span, value)


def stand_of(settings: Settings, choice: ScenarioChoice) -> tuple[Setting, ...]:
    """Every control of a series at its default, with its words."""
    return _stand(
        session_dataset.package().version,
        choice.series_id,
        choice.basis,
        settings.official_only,
        settings.lang,
    )


@lru_cache(maxsize=256)
def _stand(
    version: str,
    series_id: str,
    basis: PriceBasis,
    official_only: bool,  # noqa: FBT001 - the cache keys by place
    lang: Lang,
) -> tuple[Setting, ...]:
    indicator = source.indicator_of(series_id)
    has_pace, has_gain = source.gains(version, series_id, official_only=official_only)
    has_units = bool(source.communes(version, series_id, official_only=official_only))
    rates = source.rates(version, basis)
    has_people_rate = rates is not None and rates.population_growth is not None
    stand = []
    for span in SPANS:
        default = default_of(span, basis)
        stand.append(
            Setting(
                span,
                key_of(span.lever, basis, indicator.indicator_id),
                default,
                default,
                _origin(span.lever, basis, lang),
                rest_of(
                    indicator,
                    span.lever,
                    has_pace=has_pace,
                    has_gain=has_gain,
                    has_units=has_units,
                    has_people_rate=has_people_rate,
                ),
            )
        )
    return tuple(stand)


def default_of(span: Span, basis: PriceBasis) -> float | str | None:
    """Where a control stands when nothing is changed: the last published rate, or as now.

    None where there is none, as long as the control is not set.
    """
    version = session_dataset.package().version
    rates = source.rates(version, basis)
    people = rates.population_growth if rates else None
    jobs = source.implied_employment(version)
    published: dict[Lever, float | None] = {
        "grdp_growth": rates.grdp_growth if rates else 0.0,
        "digital_economy_growth": rates.digital_economy_growth if rates else 0.0,
        "employment_growth": None if jobs is None else round(jobs, 2),
        "population_growth": None if people is None else round(people, 2),
        "effort_by_indicator": None,
        "ceiling": 100.0,
    }
    if span.lever in published:
        return published[span.lever]
    default: float | str = getattr(Controls(), span.lever)
    return default


def controls_of(
    stand: tuple[Setting, ...], indicator_id: str, others: tuple[tuple[str, float], ...] = ()
) -> Controls:
    """The controls as they stand; one at its default is left to the model's own.

    `others` are the efforts on indicators that are not looked at.
    """
    moved: dict[str, Any] = {one.lever: one.value for one in stand if one.is_changed}
    own = moved.pop("effort_by_indicator", None)
    each = (*others, *(((indicator_id, own),) if own is not None else ()))
    return Controls(**moved, effort_by_indicator=tuple(sorted(each)))


def _origin(lever: Lever, basis: PriceBasis, lang: Lang) -> str:
    """Where a growth rate's default comes from: the figure, its period, mark and publisher."""
    _ = translator(lang).gettext
    package = session_dataset.package()
    grdp = "grdp_growth" if basis == "real" else "grdp_growth_nominal"
    series = {"grdp_growth": grdp, "digital_economy_growth": "digital_economy_va_growth"}
    point = source.rate_points(package.version).get(series.get(lever, ""))
    if point is None:
        is_unknown = lever in ("employment_growth", "population_growth")
        return _("No growth rate is published.") if is_unknown else ""
    published = package.sources.get(point.source_id)
    publisher = published.publisher if published and point.provenance != "derived" else ""
    figure = _("Last figure: {value} ({period}, {mark})").format(
        value=wording.percent(point.value, lang),
        period=numbers.period(point.period, lang),
        mark=terms.provenance(point.provenance, lang),
    )
    return f"{figure}, {publisher}." if publisher else f"{figure}."


def _subject(
    settings: Settings,
    choice: ScenarioChoice,
    controls: Controls,
    stand: tuple[Setting, ...],
    *,
    fitted: FittedSeries,
    goal: GoalWords | None,
) -> ChartSubject:
    """The chosen series projected under the controls, with all that its picture and words need."""
    package = session_dataset.package()
    history, projection = fitted.series, source.projected(fitted, controls)
    goals = source.goals(package.version, choice.series_id, session_dataset.today())
    old = source.old_history(
        package.version, choice.series_id, official_only=settings.official_only
    )
    return ChartSubject(
        history=history,
        projection=projection,
        landing=_landing(goal, history, projection, stand),
        today=session_dataset.today(),
        old=old if old.t.size else None,
        others=source.other_points(package.version, choice.series_id),
        aims=tuple((one.target, aim) for one in goals for aim in one.target.aims),
        shown=_shown(settings, choice, history, projection),
        assumed=_assumed(fitted, controls, stand),
        fan=fan(history, HORIZON, controls) if projection.city_band_status != "band" else None,
    )


def _assumed(fitted: FittedSeries, controls: Controls, stand: tuple[Setting, ...]) -> Floats | None:
    """The city's curve under the assumptions alone, where actions move it beside them."""
    if {one.span.kind for one in stand if one.acts} != {"assumption", "action"}:
        return None
    return source.projected(fitted, assumptions_of(controls)).city_scenario


def _landing(
    goal: GoalWords | None,
    history: SeriesHistory,
    projection: Projection,
    stand: tuple[Setting, ...],
) -> LandingWords:
    (grdp,) = (
        float(one.value) for one in stand if one.lever == "grdp_growth" and one.value is not None
    )
    has_curve = projection.is_projected
    has_baseline = has_curve and math.isfinite(projection.city_baseline[-1])
    reached = taken = chance = None
    # A growth rate is held against its target year by year; there is no way to go to it.
    if goal is not None and history.indicator.indicator_id != PRODUCTIVITY_GROWTH:
        taken = required_change(
            history,
            projection,
            goal.threshold,
            year=goal.target.year,
            grdp_growth=grdp,
            comparator=goal.target.comparator,
            sense=goal.sense,
        )
    if goal is not None and has_curve:
        reached = first_year(
            projection.t,
            projection.city_scenario,
            goal.threshold,
            history.indicator,
            comparator=goal.target.comparator,
            sense=goal.sense,
        )
        chance = chance_of(
            projection,
            goal.threshold,
            goal.target.year,
            comparator=goal.target.comparator,
            sense=goal.sense,
        )
    from_points = projection.city_from == "points"
    return LandingWords(
        indicator=history.indicator,
        year=HORIZON,
        baseline=float(projection.city_baseline[-1]) if has_baseline else None,
        scenario=float(projection.city_scenario[-1]) if has_curve else None,
        is_changed=any(one.acts for one in stand),
        goal=goal,
        reached=reached,
        need=taken,
        last=history.city[-1] if history.city else None,
        provenance=projection.city_provenance,
        grdp_growth=grdp,
        is_provisional=from_points and evidence_level(history.city) == "B",
        is_assumed=projection.is_assumed,
        chance=chance,
    )


def _goal(choice: ScenarioChoice) -> GoalWords | None:
    for one in source.goals(
        session_dataset.package().version, choice.series_id, session_dataset.today()
    ):
        if one.target.year == HORIZON and one.aim is not None and one.threshold is not None:
            return GoalWords(one.target, one.aim, one.threshold, one.sense)
    return None


def _shown(
    settings: Settings,
    choice: ScenarioChoice,
    history: SeriesHistory,
    projection: Projection,
) -> ChartInput | None:
    if choice.unit not in projection.unit_codes:
        return None
    i = projection.unit_codes.index(choice.unit)
    unit = session_dataset.package().units["commune", choice.unit]
    return ChartInput(
        name=unit.name.in_(settings.lang),
        t=history.t,
        values=history.values[i],
        ahead=projection.t,
        baseline=projection.units_baseline[i],
        scenario=projection.units_scenario[i],
    )

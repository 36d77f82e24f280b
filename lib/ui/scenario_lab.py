"""The what-if laboratory on the page: choices, controls, the pictures and what they say."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import streamlit as st

from lib.analysis.evidence import evidence_level
from lib.analysis.history import PriceBasis
from lib.analysis.identity import DIGITAL_ECONOMY_SHARE
from lib.analysis.levers import Lever
from lib.analysis.projection import project
from lib.analysis.whatif import first_year, ledger, need
from lib.export import picture
from lib.model.things import Controls
from lib.text import translator
from lib.ui import banner, browser, figures, link, takeaway
from lib.ui import scenario_figures as source
from lib.view import (
    numbers,
    scenario_chart,
    scenario_picture,
    scenario_tables,
    scenario_words,
    words,
)
from lib.view.scenario_chart import Shown, Subject
from lib.view.scenario_controls import (
    BASES,
    HORIZON,
    RANGES,
    Setting,
    for_browser,
    key_of,
    rest_of,
)
from lib.view.scenario_words import Goal, Landing, Reading

if TYPE_CHECKING:
    from lib.ui.session import Settings

_ELEMENT = browser.element("scenario")

_TALL = 40  # heights of the pictures, in em
_UNITS_TALL = 22
_SEQ = "sc_seq"


@dataclass(frozen=True, slots=True)
class Choice:
    """What is looked at: a series, on a price basis, with a commune or "" beside the city."""

    series_id: str
    basis: PriceBasis
    unit: str


def choose(settings: Settings) -> Choice:
    """The row of choices above the answer."""
    _ = translator(settings.lang).gettext
    package = figures.package()
    offered = source.choices(package.version, official_only=settings.official_only, today=_today())
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    with left:
        series_id = link.select(
            _("Indicator"),
            offered,
            key="sc_ind",
            default=offered[0],
            label_of=lambda one: _series_name(one, settings),
        )
    is_share = source.indicator_of(series_id).indicator_id == DIGITAL_ECONOMY_SHARE
    with right:
        basis = _choose_basis(settings) if is_share else BASES[0]
        unit = "" if is_share else _choose_commune(series_id, settings)
    return Choice(series_id, basis, unit)


def _series_name(series_id: str, settings: Settings) -> str:
    """The indicator's name, and where two series share it, what tells them apart."""
    _ = translator(settings.lang).gettext
    package = figures.package()
    name = source.indicator_of(series_id).name.in_(settings.lang)
    series = package.series[series_id]
    twins = [s for s in package.series.values() if s.indicator_id == series.indicator_id]
    if len(twins) > 1 and series.indicator_id != DIGITAL_ECONOMY_SHARE:
        name = f"{name} · {series.population.in_(settings.lang)}"
    history = source.history(
        package.version, series_id, basis="real", official_only=settings.official_only
    )
    return name if source.is_citable(history) else f"{name} ({_('illustrative')})"


def _choose_basis(settings: Settings) -> PriceBasis:
    _ = translator(settings.lang).gettext
    names = {
        "real": _("Real GRDP growth"),
        "nominal": _("Nominal GRDP growth"),
    }
    chosen = link.segments(
        _("Price basis"), BASES, key="sc_basis", default="real", label_of=names.__getitem__
    )
    return "nominal" if chosen == "nominal" else "real"


def _choose_commune(series_id: str, settings: Settings) -> str:
    _ = translator(settings.lang).gettext
    version = figures.package().version
    history = source.history(version, series_id, basis="real", official_only=settings.official_only)
    if not history.t.size:
        return ""
    names = {
        unit.unit_code: unit.name.in_(settings.lang)
        for unit in figures.units_of(version, "commune")
    }
    return link.select(
        _("Commune beside the city"),
        ("", *names),
        key="sc_unit",
        default="",
        label_of=lambda code: names.get(code, _("none")),
    )


@st.fragment
def laboratory(settings: Settings, choice: Choice) -> None:
    """Answer, picture and controls. A moved control runs this part of the page alone."""
    if st.session_state.pop("sc_picked", False):
        st.rerun()
    controls, stand = _controls(settings, choice)
    subject = _subject(settings, choice, controls, stand)
    if subject.is_illustrative:
        banner.illustrative(settings)
    _answer(settings, choice, subject)
    _curve(settings, choice, subject, stand)
    _below(settings, choice, subject, controls, stand)


def _today() -> date:
    return date.today()  # noqa: DTZ011 - a date on the wall


def _default(lever: Lever, basis: PriceBasis) -> float:
    rates = source.rates(figures.package().version, basis)
    if lever == "grdp_growth":
        return rates.grdp_growth if rates else 0.0
    if lever == "digital_economy_growth":
        return rates.digital_economy_growth if rates else 0.0
    default: float = getattr(Controls(), lever)
    return default


def _controls(settings: Settings, choice: Choice) -> tuple[Controls, tuple[Setting, ...]]:
    """The controls as the link has them; one at its default is left to the model's own."""
    indicator = source.indicator_of(choice.series_id)
    has_pace, has_gain = source.gains(
        figures.package().version, choice.series_id, official_only=settings.official_only
    )
    stand = []
    for span in RANGES:
        key = key_of(span.lever, choice.basis)
        default = _default(span.lever, choice.basis)
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


def _subject(
    settings: Settings, choice: Choice, controls: Controls, stand: tuple[Setting, ...]
) -> Subject:
    package = figures.package()
    history = source.history(
        package.version,
        choice.series_id,
        basis=choice.basis,
        official_only=settings.official_only,
    )
    projection = project(history, HORIZON, controls)
    goals = source.goals(package.version, choice.series_id, _today())
    old = source.old_history(
        package.version, choice.series_id, official_only=settings.official_only
    )
    return Subject(
        history=history,
        projection=projection,
        landing=_landing(choice, history, projection, controls, stand),
        today=_today(),
        old=old if old.t.size else None,
        others=source.other_points(package.version, choice.series_id),
        aims=tuple((one.target, aim) for one in goals for aim in one.target.aims),
        shown=_shown(settings, choice, history, projection),
    )


def _landing(
    choice: Choice,
    history: source.SeriesHistory,
    projection: source.Projection,
    controls: Controls,
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
    for one in source.goals(figures.package().version, choice.series_id, _today()):
        if one.target.year == HORIZON and one.aim is not None and one.threshold is not None:
            return Goal(one.target, one.aim, one.threshold, one.sense)
    return None


def _shown(
    settings: Settings,
    choice: Choice,
    history: source.SeriesHistory,
    projection: source.Projection,
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


def _answer(settings: Settings, choice: Choice, subject: Subject) -> None:
    small = []
    if subject.indicator.indicator_id == DIGITAL_ECONOMY_SHARE:
        small.append(_both_readings(settings, choice, subject.landing.goal))
    if subject.landing.is_provisional:
        small.append(scenario_words.provisional(settings.lang))
    st.html(
        scenario_words.answer_html(
            scenario_words.answer(subject.landing, settings.lang),
            small=tuple(note for note in small if note),
            mark=subject.provenance,
            lang=settings.lang,
        )
    )


def _both_readings(settings: Settings, choice: Choice, goal: Goal | None) -> str:
    """Both price readings at the published rates, whatever the controls say."""
    version = figures.package().version
    rates = source.rates(version, "real")
    if goal is None or rates is None:
        return ""
    found = []
    for basis in BASES:
        history = source.history(
            version, choice.series_id, basis=basis, official_only=settings.official_only
        )
        if history.rates is None:
            return ""
        grdp = history.rates.grdp_growth
        projection = project(history, HORIZON, Controls())
        taken = need(history, projection, goal.threshold, year=goal.target.year, grdp_growth=grdp)
        if taken is None or taken.part_growth is None:
            return ""
        found.append(Reading(grdp, float(projection.city_baseline[-1]), taken.part_growth))
    return scenario_words.readings(
        *found,
        growth=rates.digital_economy_growth,
        target=scenario_words.percent(goal.threshold, settings.lang),
        lang=settings.lang,
    )


def _curve(
    settings: Settings, choice: Choice, subject: Subject, stand: tuple[Setting, ...]
) -> None:
    """The picture of the city's curve with the controls beside it, and its take-away."""
    _ = translator(settings.lang).gettext
    lang = settings.lang

    def moved() -> None:
        _take_over(st.session_state["sc_lab"].moved or {}, choice)

    _ELEMENT(
        key="sc_lab",
        data={
            "kind": "curve",
            "lang": lang,
            "tall": _TALL,
            "seq": st.session_state.get(_SEQ, 0),
            "colours": scenario_chart.colours(subject.indicator, settings.theme),
            "scene": scenario_chart.scene(subject, lang),
            "controls": for_browser(stand, subject.indicator, lang),
            "words": {
                "reset": _("Reset all"),
                "default": _("As now"),
                "year": _("year"),
            },
        },
        on_moved_change=moved,
    )
    cited = _sources(choice, subject)
    takeaway.offer(
        settings,
        key="sc_curve",
        name=f"hanoiso_{choice.series_id}_{HORIZON}",
        frame=lambda: scenario_tables.taken_years(subject, sources="; ".join(cited), lang=lang),
        notes=_notes(settings, choice, subject),
        picture=lambda: picture.svg_png(
            scenario_picture.curve_svg(
                scenario_chart.scene(subject, lang),
                colours=scenario_chart.colours(subject.indicator, settings.theme),
            ),
            title=scenario_words.answer(subject.landing, lang)[0],
            notes=_notes(settings, choice, subject),
            theme=settings.theme,
        ),
    )


def _take_over(moved: dict[str, Any], choice: Choice) -> None:
    """Put what the browser's controls were set to where the link keeps it.

    The browser is not trusted: a value that is no number is left out, one outside its range is
    brought to the nearest end.
    """
    st.session_state[_SEQ] = int(moved.get("seq", 0))
    values = moved.get("values", {})
    for span in RANGES:
        if moved.get("reset"):
            for basis in BASES:
                st.session_state[key_of(span.lever, basis)] = _default(span.lever, basis)
            continue
        value = values.get(span.lever)
        if isinstance(value, int | float) and math.isfinite(value):
            held = round(min(max(float(value), span.low), span.high), 4)
            key = key_of(span.lever, choice.basis)
            st.session_state[key] = int(held) if span.lever == "start_year" else held


def _below(
    settings: Settings,
    choice: Choice,
    subject: Subject,
    controls: Controls,
    stand: tuple[Setting, ...],
) -> None:
    """The communes at the horizon, what was changed, and the curve in figures."""
    has_units = bool(subject.projection.unit_codes) and subject.landing.scenario is not None
    found = ledger(subject.history, controls, horizon=HORIZON)
    left, right = st.columns([2, 1] if has_units else [1, 1], gap="large")
    if has_units:
        with left:
            _communes(settings, choice, subject)
    with right if has_units else left:
        if found is not None and subject.landing.scenario is not None:
            st.html(
                scenario_tables.ledger_html(
                    found, stand, subject.indicator, year=HORIZON, lang=settings.lang
                )
            )
    with right:
        st.html(scenario_tables.years_html(subject, settings.lang))


def _communes(settings: Settings, choice: Choice, subject: Subject) -> None:
    """The communes at the horizon as one picture, and as a table when opened."""
    _ = translator(settings.lang).gettext
    lang, version = settings.lang, figures.package().version
    codes = subject.projection.unit_codes

    def picked() -> None:
        code = st.session_state["sc_units"].picked
        if code in codes:
            st.session_state["sc_unit"] = code
            st.session_state["sc_picked"] = True

    def scene() -> scenario_chart.Scene:
        return scenario_chart.units_scene(
            subject,
            names_url=source.names_url(version, lang),
            lang=lang,
            where=codes.index(choice.unit) if choice.unit in codes else None,
        )

    title = _("Communes at the end of {year}").format(year=HORIZON)
    st.markdown(f"**{title}**")
    _ELEMENT(
        key="sc_units",
        data={
            "kind": "units",
            "lang": lang,
            "tall": _UNITS_TALL,
            "colours": scenario_chart.colours(subject.indicator, settings.theme),
            "scene": scene(),
        },
        on_picked_change=picked,
    )
    units = {unit.unit_code: unit for unit in figures.units_of(version, "commune")}
    cited = _sources(choice, subject)
    takeaway.offer(
        settings,
        key="sc_communes",
        name=f"hanoiso_{choice.series_id}_communes_{HORIZON}",
        frame=lambda: scenario_tables.taken_communes(
            subject, units, sources="; ".join(cited), lang=lang
        ),
        notes=_notes(settings, choice, subject),
        picture=lambda: picture.svg_png(
            scenario_picture.units_svg(
                scene(), colours=scenario_chart.colours(subject.indicator, settings.theme)
            ),
            title=f"{subject.indicator.name.in_(lang)}: {title}",
            notes=_notes(settings, choice, subject),
            theme=settings.theme,
        ),
    )
    table = st.expander(_("The same as a table"), key="sc_table", on_change="rerun")
    if table.open:
        with table:
            _communes_table(settings, subject)


def _communes_table(settings: Settings, subject: Subject) -> None:
    lang = settings.lang
    units = {u.unit_code: u for u in figures.units_of(figures.package().version, "commune")}
    frame = scenario_tables.communes_frame(subject, units, lang=lang)
    first, *others = frame.columns

    def written(value: float) -> str:
        return numbers.number(value, lang)

    # A Styler writes numbers in our language; the browser's own would follow its settings.
    styled = frame.style.format(dict.fromkeys(others, written))
    st.dataframe(styled, hide_index=True, key="sc_frame", column_config={first: {"pinned": True}})


def _sources(choice: Choice, subject: Subject) -> tuple[str, ...]:
    return source.sources(choice.series_id, subject.history, is_illustrative=_is_made_up(subject))


def _is_made_up(subject: Subject) -> bool:
    marks = {subject.provenance, subject.projection.units_provenance}
    return "illustrative" in marks


def _notes(settings: Settings, choice: Choice, subject: Subject) -> tuple[str, ...]:
    """What stands under whatever leaves this page: method, marks, source, date, version."""
    _ = translator(settings.lang).gettext
    series = figures.package().series[choice.series_id]
    said = _("Series: {population}; {method}. Projected here to {year}; not a forecast.").format(
        population=series.population.in_(settings.lang),
        method=series.method.in_(settings.lang),
        year=HORIZON,
    )
    return (
        said,
        *takeaway.notes(
            settings, sources=_sources(choice, subject), is_illustrative=_is_made_up(subject)
        ),
    )

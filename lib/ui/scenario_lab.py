"""The what-if laboratory on the page: choices, controls, the pictures and what they say."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import streamlit as st

from lib.analysis.history import PriceBasis
from lib.analysis.identity import DIGITAL_ECONOMY_SHARE
from lib.analysis.printed import decimals
from lib.analysis.projection import project
from lib.analysis.whatif import ledger, need
from lib.export import picture
from lib.model.things import Controls
from lib.text import translator
from lib.ui import banner, browser, figures, link, takeaway
from lib.ui import scenario_figures as source
from lib.ui import scenario_subject as made
from lib.ui.scenario_subject import Choice
from lib.view import (
    numbers,
    scenario_chart,
    scenario_picture,
    scenario_tables,
    scenario_units,
    scenario_words,
)
from lib.view.scenario_chart import Subject
from lib.view.scenario_controls import (
    BASES,
    HORIZON,
    RANGES,
    Setting,
    described,
    key_of,
    values_of,
)
from lib.view.scenario_scale import Scene
from lib.view.scenario_words import Goal, Reading

if TYPE_CHECKING:
    from lib.ui.session import Settings

_ELEMENT = browser.element("scenario")

_TALL = 40  # heights of the pictures, in em
_TALL_PRESENTED = 28  # larger type leaves fewer lines on one screen
_UNITS_TALL = 22
_SEQ = "sc_seq"
_PICKED = "sc_picked"


def choose(settings: Settings) -> Choice:
    """The row of choices above the answer."""
    _ = translator(settings.lang).gettext
    package = figures.package()
    offered = source.choices(
        package.version, official_only=settings.official_only, today=made.today()
    )
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
    # What stays the same while controls move is sent here, once, not with every move.
    st.html(scenario_words.STYLE + scenario_tables.STYLE)
    history = source.history(
        package.version, series_id, basis=basis, official_only=settings.official_only
    )
    if not source.is_citable(history):
        banner.illustrative(settings)
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
    is_marked = not settings.official_only and series_id in source.illustrative(package.version)
    return f"{name} ({_('illustrative')})" if is_marked else name


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
    link.part("laboratory")
    if st.session_state.pop(_PICKED, False):
        link.touched()
        st.rerun()
    controls, stand = made.controls_of(settings, choice)
    subject = made.subject_of(settings, choice, controls, stand)
    _answer(settings, choice, subject)
    _curve(settings, choice, subject, stand)
    _below(settings, choice, subject, controls, stand)


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
        link.touched()
        _take_over(st.session_state["sc_lab"].moved, choice)

    _ELEMENT(
        key="sc_lab",
        data={
            "kind": "curve",
            "lang": lang,
            "tall": _TALL_PRESENTED if settings.present else _TALL,
            "seq": st.session_state.get(_SEQ, 0),
            "colours": scenario_chart.colours(subject.indicator, settings.theme),
            "scene": scenario_chart.scene(subject, lang),
            "controls": source.publish(
                "scenario_controls", described(stand, subject.indicator, lang)
            ),
            "values": values_of(stand),
            "words": {
                "reset": _("Reset all"),
                "default": _("As now"),
                "year": _("year"),
            },
        },
        on_moved_change=moved,
    )
    cited = _sources(choice, subject)
    said = scenario_words.answer(subject.landing, lang)
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
            title=_picture_title(settings, subject),
            notes=(" ".join(said), *_notes(settings, choice, subject)),
            theme=settings.theme,
        ),
    )


def _take_over(moved: Any, choice: Choice) -> None:
    """Put what the browser's controls were set to where the link keeps it.

    The browser is not trusted: what is no number is left out, what is outside its range is
    brought to the nearest end.
    """
    if not isinstance(moved, dict):
        return
    seq, values = moved.get("seq"), moved.get("values")
    st.session_state[_SEQ] = seq if isinstance(seq, int) else 0
    for span in RANGES:
        value = values.get(span.lever) if isinstance(values, dict) else None
        if moved.get("reset"):
            for basis in BASES:
                st.session_state[key_of(span.lever, basis)] = made.default_of(span.lever, basis)
        elif isinstance(value, int | float) and math.isfinite(value):
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
    found = ledger(subject.history, subject.projection, controls, horizon=HORIZON)
    if found is None or subject.landing.scenario is None:
        return
    changes = scenario_tables.ledger_html(
        found, stand, subject.indicator, year=HORIZON, lang=settings.lang
    )
    years = scenario_tables.years_html(subject, settings.lang)
    if not subject.has_communes:
        left, right = st.columns(2, gap="large")
        left.html(changes)
        right.html(years)
        return
    left, right = st.columns([2, 1], gap="large")
    with left:
        _communes(settings, choice, subject)
    right.html(changes)
    right.html(years)


def _communes(settings: Settings, choice: Choice, subject: Subject) -> None:
    """The communes at the horizon as one picture, and as a table when opened."""
    _ = translator(settings.lang).gettext
    lang, version = settings.lang, figures.package().version
    codes = subject.projection.unit_codes

    def picked() -> None:
        code = st.session_state["sc_units"].picked
        if code in codes:
            st.session_state["sc_unit"] = code
            st.session_state[_PICKED] = True
            link.touched()

    def scene() -> Scene:
        url = source.still_url(
            version, choice.series_id, official_only=settings.official_only, lang=lang
        )
        return scenario_units.units_scene(
            subject, still_url=url, lang=lang, shown=choice.unit if choice.unit in codes else ""
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
                scene(),
                now=scenario_units.as_now(subject.projection),
                colours=scenario_chart.colours(subject.indicator, settings.theme),
            ),
            title=f"{_picture_title(settings, subject)}: {title}",
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
    places = decimals(subject.indicator)

    def written(value: object) -> str:
        if not isinstance(value, float):
            return str(value)
        return numbers.number(value, lang, decimals=places, exact=True)

    # A Styler writes numbers in our language; the browser's own would follow its settings.
    styled = frame.style.format(dict.fromkeys(others, written))
    st.dataframe(styled, hide_index=True, key="sc_frame", column_config={first: {"pinned": True}})


def _sources(choice: Choice, subject: Subject) -> tuple[str, ...]:
    return source.sources(choice.series_id, subject.history, is_illustrative=_is_made_up(subject))


def _picture_title(settings: Settings, subject: Subject) -> str:
    """The indicator's name, marked where values are illustrative: a picture has no banner."""
    _ = translator(settings.lang).gettext
    name = subject.indicator.name.in_(settings.lang)
    return f"[{_('illustrative').upper()}] {name}" if _is_made_up(subject) else name


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

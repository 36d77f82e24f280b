"""Goal seek on the page: a target, a control, what it must be, and a button that sets it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from lib.analysis.rounding import meets
from lib.analysis.scenarios.goal_seek import (
    SEEKABLE,
    SeekGoal,
    SeekResult,
    landing_under,
    needed_by_unit,
    seek,
)
from lib.analysis.scenarios.levers import with_lever
from lib.analysis.scenarios.needed import just_enough
from lib.app.kit import downloads, session_dataset, url_state
from lib.features.scenarios import captions, goal_seek_wording, tables, wording
from lib.features.scenarios import state as made
from lib.features.scenarios.parameters import HORIZON, LABELS, Range, Setting, sought_between
from lib.text import translator

if TYPE_CHECKING:
    from lib.app.kit.session import Settings
    from lib.features.scenarios.state import ScenarioView
    from lib.model.entities import Aim, Target


def goal(settings: Settings, look: ScenarioView) -> None:
    """What it takes: by one control, and by every commune."""
    _ = translator(settings.lang).gettext
    aims = _aims(look)
    levers = [
        one for one in look.stand if one.rest is None and one.idle is None and one.lever in SEEKABLE
    ]
    if not aims or not levers:
        said = (
            _("Not enough data: there is no curve to bring to the target.")
            if aims
            else _("No target for {year} is set on this series.").format(year=HORIZON)
        )
        st.html(wording.sentences_html(said))
        return
    left, middle, right = st.columns(3)
    with left:
        target, aim = _choose_aim(settings, look, aims)
    with middle:
        scope = _choose_scope(settings, look)
    with right:
        one = _choose_lever(settings, levers)
    sought_for = SeekGoal(
        threshold=aim.low if _sense(look) > 0 else aim.high,
        year=target.year,
        sense=_sense(look),
        comparator=target.comparator,
        unit_code=scope or None,
    )
    words = _words(settings, look, target, aim, scope)
    _by_control(settings, look, sought_for, one, words)
    if look.subject.has_communes and not scope:
        _by_communes(settings, look, sought_for, words)


def _aims(look: ScenarioView) -> dict[str, tuple[Target, Aim]]:
    """The readings of the targets of the horizon's year; two that say the same are one."""
    found: dict[tuple[float, float], tuple[Target, Aim]] = {}
    for target, aim in look.subject.aims:
        if target.year == HORIZON:
            found.setdefault((aim.low, aim.high), (target, aim))
    return {str(i): one for i, one in enumerate(found.values())}


def _sense(look: ScenarioView) -> int:
    goal = look.subject.landing.goal
    return goal.sense if goal else look.subject.indicator.d


def _choose_aim(
    settings: Settings, look: ScenarioView, aims: dict[str, tuple[Target, Aim]]
) -> tuple[Target, Aim]:
    _ = translator(settings.lang).gettext
    bound = look.subject.landing.goal
    default = next((key for key, (_t, aim) in aims.items() if bound and aim == bound.aim), "0")
    key = url_state.select(
        _("Target"),
        tuple(aims),
        key="sc_aim",
        default=default,
        label_of=lambda each: wording.reading_words(
            *aims[each], look.subject.indicator, settings.lang
        ),
    )
    return aims[key]


def _choose_scope(settings: Settings, look: ScenarioView) -> str:
    """The city, or the commune that is drawn beside it."""
    _ = translator(settings.lang).gettext
    shown = look.subject.shown
    return url_state.select(
        _("Of"),
        ("", look.choice.unit) if shown else ("",),
        key="sc_of",
        default="",
        label_of=lambda code: shown.name if code and shown else _("the city"),
        help=_("Choose a commune beside the city to seek for it."),
    )


def _choose_lever(settings: Settings, levers: list[Setting]) -> Setting:
    _ = translator(settings.lang).gettext
    names = {one.lever: one for one in levers}
    preferred = ("digital_economy_growth", "effort_government", "effort_economy", "effort_society")
    default = next((lever for lever in preferred if lever in names), levers[0].lever)
    chosen = url_state.select(
        _("By the control"),
        tuple(names),
        key="sc_seek",
        default=default,
        label_of=lambda lever: _(LABELS[names[lever].lever]) if lever in names else lever,
    )
    return names[chosen]  # type: ignore[index]


def _words(settings: Settings, look: ScenarioView, target: Target, aim: Aim, scope: str) -> str:
    _ = translator(settings.lang).gettext
    shown = look.subject.shown
    return _("{who}: {target} by the end of {year}").format(
        who=shown.name if scope and shown else _("The city"),
        target=wording.aim_words(target, aim, look.subject.indicator, settings.lang),
        year=target.year,
    )


def _by_control(
    settings: Settings, look: ScenarioView, sought_for: SeekGoal, one: Setting, words: str
) -> None:
    _ = translator(settings.lang).gettext
    assert isinstance(one.span, Range)  # noqa: S101 - alternatives are not on offer
    found = seek(
        look.fitted,
        look.controls,
        one.lever,
        sought_for,
        between=sought_between(one.span),
    )
    value = _settable(look, found, one, sought_for)
    said = goal_seek_wording.sought_sentences(
        found, one, look.subject.indicator, goal=words, value=value, lang=settings.lang
    )
    st.html(wording.sentences_html(*said))
    if value is None or value == one.value:
        return
    label = _("Set it") if found.status == "found" else _("Set what comes closest")
    st.button(label, key="sc_set", on_click=made.put, args=(one, value))


def _settable(
    look: ScenarioView, found: SeekResult, one: Setting, sought_for: SeekGoal
) -> float | None:
    """The step of the slider that is just enough, or the one that comes closest."""
    span = one.span
    raw = found.value if found.value is not None else found.best
    if raw is None or not isinstance(span, Range):
        return None
    if found.status != "found":
        return round(span.low + round((raw - span.low) / span.step) * span.step, 4)
    value = just_enough(
        lambda each: _is_enough(look, one, each, sought_for),
        raw,
        step=span.step,
        rises=_is_enough(look, one, sought_between(span)[1], sought_for),
        origin=span.low,
    )
    return min(max(round(value, 4), span.low), span.high)


def _is_enough(look: ScenarioView, one: Setting, value: float, sought_for: SeekGoal) -> bool:
    indicator = look.subject.indicator
    controls = with_lever(look.controls, one.lever, value, indicator)
    landing = landing_under(look.fitted, controls, sought_for)
    return landing is not None and meets(
        landing,
        sought_for.threshold,
        indicator,
        comparator=sought_for.comparator,
        sense=sought_for.sense,
    )


def _by_communes(settings: Settings, look: ScenarioView, sought_for: SeekGoal, words: str) -> None:
    """The effort under each way to share it; worked out when it is opened."""
    _ = translator(settings.lang).gettext
    fold = st.expander(_("What each commune would have to do"), key="sc_shares", on_change="rerun")
    if not fold.open:
        return
    found = needed_by_unit(look.fitted, look.controls, sought_for)
    indicator, lang = look.subject.indicator, settings.lang
    names = {
        unit.unit_code: unit.name.in_(lang)
        for unit in session_dataset.units_of(look.version, "commune")
    }
    with fold:
        st.html(goal_seek_wording.shares_html(found, indicator, goal=words, lang=lang))
        downloads.offer(
            settings,
            key="sc_shares",
            name=f"hanoiso_{look.choice.series_id}_effort_{HORIZON}",
            frame=lambda: tables.sourced(
                goal_seek_wording.shares_frame(
                    found, [names[code] for code in found[0].unit_codes], indicator, lang=lang
                ),
                look.subject.projection.units_provenance,
                sources="; ".join(captions.sources(look)),
                lang=lang,
                year=sought_for.year,
            ),
            notes=captions.notes(settings, look),
        )

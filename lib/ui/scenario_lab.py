"""The what-if laboratory on the page: the answer, the picture and its controls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from lib.analysis.evidence import evidence_level
from lib.export import picture
from lib.ui import (
    banner,
    figures,
    link,
    scenario_assets,
    scenario_panels,
    scenario_said,
    takeaway,
)
from lib.ui import scenario_figures as source
from lib.ui import scenario_subject as made
from lib.view import (
    scenario_chart,
    scenario_picture,
    scenario_realism,
    scenario_tables,
    scenario_words,
)
from lib.view.scenario_controls import HORIZON, values_of

if TYPE_CHECKING:
    from lib.ui.scenario_subject import Look
    from lib.ui.session import Settings

_KEY = "sc_lab"

# Heights of the picture, in em; larger type leaves fewer lines on one screen.
_TALL = 38
_TALL_PRESENTED = 26
_TALL_NARROW = 20


def banner_of(settings: Settings, series_id: str) -> None:
    """Say it where the series rests on values made for demonstration."""
    history = source.history(
        figures.package().version, series_id, basis="real", official_only=settings.official_only
    )
    if not source.is_citable(history):
        banner.illustrative(settings)


@link.part("laboratory")
def laboratory(settings: Settings, series_id: str) -> None:
    """Answer, picture, controls and what follows. A moved control runs this part alone."""
    look = made.look(settings, series_id)
    _answer(settings, look)
    _curve(settings, look)
    scenario_panels.panels(settings, look)


def _answer(settings: Settings, look: Look) -> None:
    landing = look.subject.landing
    small = [_likelihood(settings, look)]
    if landing.is_provisional:
        small.append(scenario_words.provisional(settings.lang))
    st.html(
        scenario_words.answer_html(
            scenario_words.answer(landing, settings.lang),
            small=tuple(small),
            mark=look.subject.provenance,
            lang=settings.lang,
        )
    )


def _likelihood(settings: Settings, look: Look) -> str:
    """The chance of meeting the target and the evidence that it rests on."""
    landing = look.subject.landing
    evidence = evidence_level(look.subject.history.city)
    if landing.goal is None or landing.chance is None:
        return scenario_realism.evidence_sentence(evidence, settings.lang)
    asked: dict[str, Any] = {
        "comparator": landing.goal.target.comparator,
        "sense": landing.goal.sense,
    }
    now = source.chance_as_now(
        look.prepared, landing.goal.threshold, landing.goal.target.year, **asked
    )
    return scenario_realism.chance_sentence(
        landing.chance, now, evidence, is_changed=landing.is_changed, lang=settings.lang
    )


def _curve(settings: Settings, look: Look) -> None:
    """The picture of the city's curve with the controls beside it, and its take-away."""
    lang, choice = settings.lang, look.choice

    def moved() -> None:
        link.touched()
        made.take_over(st.session_state[_KEY].moved, choice)

    scenario_assets.draw(
        key=_KEY,
        data={
            "kind": "curve",
            "lang": lang,
            "tall": _TALL_PRESENTED if settings.present else _TALL,
            "narrow": _TALL_NARROW,
            "seq": made.heard(),
            "of": choice.series_id,
            "basis": choice.basis,
            "unit": choice.unit,
            "colours": scenario_chart.colours(look.subject.indicator, settings.theme),
            "assets": scenario_assets.of_curve(settings, choice),
            "moving": scenario_chart.moving(look.subject),
            "values": values_of(look.stand),
        },
        on_moved_change=moved,
    )
    takeaway.offer(
        settings,
        key="sc_curve",
        when_opened=True,
        name=f"hanoiso_{choice.series_id}_{HORIZON}",
        frame=lambda: scenario_tables.taken_years(
            look.subject, sources="; ".join(scenario_said.sources(look)), lang=lang
        ),
        notes=scenario_said.notes(settings, look),
        picture=lambda: _taken_picture(settings, look),
    )


def _taken_picture(settings: Settings, look: Look) -> bytes:
    said = scenario_words.answer(look.subject.landing, settings.lang)
    return picture.svg_png(
        scenario_picture.curve_svg(
            scenario_chart.scene(look.subject, settings.lang),
            colours=scenario_chart.colours(look.subject.indicator, settings.theme),
        ),
        title=scenario_said.title(settings, look),
        notes=(" ".join(said), *scenario_said.notes(settings, look)),
        theme=settings.theme,
    )

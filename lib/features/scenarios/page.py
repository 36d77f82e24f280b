"""The what-if laboratory on the page: the answer, the picture and its controls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from lib.analysis.progress.evidence import evidence_level
from lib.app.kit import downloads, illustrative_banner, session_dataset, url_state
from lib.features.scenarios import (
    captions,
    chart,
    chart_svg,
    panels,
    realism,
    routes,
    tables,
    wording,
)
from lib.features.scenarios import queries as source
from lib.features.scenarios import state as made
from lib.features.scenarios.parameters import HORIZON, values_of
from lib.style import png

if TYPE_CHECKING:
    from lib.app.kit.session import Settings
    from lib.features.scenarios.state import ScenarioView

_KEY = "sc_lab"

# Heights of the picture, in em; larger type leaves fewer lines on one screen.
_TALL = 38
_TALL_PRESENTED = 26
_TALL_NARROW = 20


def banner_of(settings: Settings, series_id: str) -> None:
    """Say it where the series rests on values made for demonstration."""
    history = source.history(
        session_dataset.package().version,
        series_id,
        basis="real",
        official_only=settings.official_only,
    )
    if not source.is_citable(history):
        illustrative_banner.illustrative(settings)


@url_state.part("laboratory")
def laboratory(settings: Settings, series_id: str) -> None:
    """Answer, picture, controls and what follows. A moved control runs this part alone."""
    look = made.current_view(settings, series_id)
    _answer(settings, look)
    _curve(settings, look)
    panels.panels(settings, look)


def _answer(settings: Settings, look: ScenarioView) -> None:
    landing = look.subject.landing
    small = [_likelihood(settings, look)]
    if landing.is_provisional:
        small.append(wording.provisional(settings.lang))
    st.html(
        wording.answer_html(
            wording.answer(landing, settings.lang),
            small=tuple(small),
            mark=look.subject.provenance,
            lang=settings.lang,
        )
    )


def _likelihood(settings: Settings, look: ScenarioView) -> str:
    """The chance of meeting the target and the evidence that it rests on."""
    landing = look.subject.landing
    evidence = evidence_level(look.subject.history.city)
    if landing.goal is None or landing.chance is None:
        return realism.evidence_sentence(evidence, settings.lang)
    asked: dict[str, Any] = {
        "comparator": landing.goal.target.comparator,
        "sense": landing.goal.sense,
    }
    now = source.chance_as_now(
        look.fitted, landing.goal.threshold, landing.goal.target.year, **asked
    )
    return realism.chance_sentence(
        landing.chance, now, evidence, is_changed=landing.is_changed, lang=settings.lang
    )


def _curve(settings: Settings, look: ScenarioView) -> None:
    """The picture of the city's curve with the controls beside it, and its take-away."""
    lang, choice = settings.lang, look.choice

    def moved() -> None:
        url_state.touched()
        made.take_over(st.session_state[_KEY].moved, choice)

    routes.draw(
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
            "colours": chart.colours(look.subject.indicator, settings.theme),
            "assets": routes.of_curve(settings, choice),
            "moving": chart.moving(look.subject),
            "values": values_of(look.stand),
        },
        on_moved_change=moved,
    )
    downloads.offer(
        settings,
        key="sc_curve",
        when_opened=True,
        name=f"hanoiso_{choice.series_id}_{HORIZON}",
        frame=lambda: tables.taken_years(
            look.subject, sources="; ".join(captions.sources(look)), lang=lang
        ),
        notes=captions.notes(settings, look),
        picture=lambda: _taken_picture(settings, look),
    )


def _taken_picture(settings: Settings, look: ScenarioView) -> bytes:
    said = wording.answer(look.subject.landing, settings.lang)
    return png.svg_png(
        chart_svg.curve_svg(
            chart.scene(look.subject, settings.lang),
            colours=chart.colours(look.subject.indicator, settings.theme),
        ),
        title=captions.title(settings, look),
        notes=(" ".join(said), *captions.notes(settings, look)),
        theme=settings.theme,
    )

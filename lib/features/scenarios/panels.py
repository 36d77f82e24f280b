"""What follows from a scenario, below its picture: one part at a time, chosen by the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from lib.analysis.progress.verdict import end_of_year
from lib.analysis.scenarios.realism import realism
from lib.analysis.scenarios.tornado import tornado
from lib.analysis.scenarios.whatif import attribute_effects
from lib.app.kit import downloads, url_state
from lib.features.scenarios import (
    axes,
    bars_svg,
    captions,
    chart,
    communes_panel,
    goal_seek_panel,
    tables,
)
from lib.features.scenarios import ledger as scenario_ledger
from lib.features.scenarios import queries as source
from lib.features.scenarios import realism as scenario_realism
from lib.features.scenarios import tornado as scenario_tornado
from lib.features.scenarios import wording as scenario_words
from lib.features.scenarios.parameters import HORIZON
from lib.features.scenarios.saved import wording as saved_words
from lib.style import png
from lib.text import N_, translator

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from lib.analysis.scenarios.realism import Realism
    from lib.app.kit.session import Settings
    from lib.features.scenarios.state import ScenarioView

PARTS: Final = {
    "effects": N_("What you changed"),
    "goal": N_("What it takes"),
    "realism": N_("How realistic"),
    "tornado": N_("What matters most"),
    "communes": N_("Communes in 2030"),
    "years": N_("Year by year"),
}


def panels(settings: Settings, look: ScenarioView) -> None:
    """The row of parts, and the one that is chosen."""
    _ = translator(settings.lang).gettext
    offered = tuple(part for part in PARTS if part != "communes" or look.subject.has_communes)
    part = url_state.segments(
        _("Show below"),
        offered,
        key="sc_part",
        default=offered[0],
        label_of=lambda one: _(PARTS[one]),
        hide_label=True,
    )
    {
        "effects": _effects,
        "goal": goal_seek_panel.goal,
        "realism": _realism,
        "tornado": _tornado,
        "communes": communes_panel.communes,
        "years": _years,
    }[part](settings, look)


def _effects(settings: Settings, look: ScenarioView) -> None:
    """The scenario in sentences, and every changed control with its effect."""
    subject, lang = look.subject, settings.lang
    found = attribute_effects(subject.history, subject.projection, look.controls, horizon=HORIZON)
    if found is None:
        return
    assumed = None if subject.assumed is None else float(subject.assumed[-1])
    said = scenario_ledger.summary(
        found, look.stand, subject.indicator, year=HORIZON, lang=lang, assumed=assumed
    )
    table = scenario_ledger.ledger_html(
        found, look.stand, subject.indicator, year=HORIZON, lang=lang
    )
    others = saved_words.others_set(look.controls, subject.indicator.indicator_id, lang)
    st.html(scenario_words.sentences_html(*said, others) + table)
    if any(one.is_changed for one in look.stand):
        _offer(
            settings,
            look,
            "effects",
            lambda: scenario_ledger.ledger_frame(found, look.stand, subject.indicator, lang=lang),
        )


def _offer(
    settings: Settings,
    look: ScenarioView,
    name: str,
    frame: Callable[[], pd.DataFrame],
    *,
    svg: Callable[[], str] | None = None,
    title: str = "",
    said: tuple[str, ...] = (),
) -> None:
    """What is seen at the horizon as a table, and as a picture where it is drawn."""
    mark, notes = look.subject.provenance, captions.notes(settings, look)
    sources = "; ".join(captions.sources(look))

    def drawn(svg: Callable[[], str]) -> bytes:
        return png.svg_png(
            svg(),
            title=f"{captions.title(settings, look)}: {title}",
            notes=(*said, *notes),
            theme=settings.theme,
        )

    downloads.offer(
        settings,
        key=f"sc_{name}",
        name=f"hanoiso_{look.choice.series_id}_{name}_{HORIZON}",
        frame=lambda: tables.sourced(
            frame(), mark, sources=sources, lang=settings.lang, year=HORIZON
        ),
        notes=notes,
        picture=None if svg is None else lambda: drawn(svg),
        when_opened=True,
    )


def _years(settings: Settings, look: ScenarioView) -> None:
    st.html(tables.years_html(look.subject, settings.lang))
    downloads.offer(
        settings,
        key="sc_years",
        name=f"hanoiso_{look.choice.series_id}_years_{HORIZON}",
        frame=lambda: tables.taken_years(
            look.subject, sources="; ".join(captions.sources(look)), lang=settings.lang
        ),
        notes=captions.notes(settings, look),
        when_opened=True,
    )


def _realism(settings: Settings, look: ScenarioView) -> None:
    """The pace that the target needs, and that of the scenario, among observed ones."""
    lang = settings.lang
    sections = _paces(settings, look)
    if not sections:
        return
    st.html("".join(scenario_realism.realism_html(*section, lang) for section in sections))
    said = tuple(
        f"{title}. {' '.join(scenario_realism.realism_sentences(found, lang))}"
        for title, found in sections
    )
    is_drawn = any(one.percentile is not None for _title, found in sections for one in found)
    colours = chart.colours(look.subject.indicator, settings.theme)
    _offer(
        settings,
        look,
        "realism",
        lambda: scenario_realism.realism_frame(sections, look.subject.indicator, lang),
        svg=(lambda: bars_svg.realism_svg(sections, colours=colours, lang=lang))
        if is_drawn
        else None,
        title=translator(lang).gettext(PARTS["realism"]),
        said=said,
    )


def _paces(settings: Settings, look: ScenarioView) -> list[tuple[str, tuple[Realism, ...]]]:
    """The paces that are set among observed ones: each with its title."""
    _ = translator(settings.lang).gettext
    landing, lang = look.subject.landing, settings.lang
    sections = []
    if landing.goal is not None:
        target = scenario_words.aim_words(
            landing.goal.target, landing.goal.aim, landing.indicator, lang
        )
        title = _("The pace that the target of {year} needs: {target}").format(
            year=landing.goal.target.year, target=target
        )
        sections.append((title, _among(look, landing.goal.threshold, landing.goal.target.year)))
    if landing.scenario is not None:
        value = axes.value_text(landing.scenario, landing.indicator, lang)
        title = _("The pace of this scenario: {value} at the end of {year}").format(
            value=value, year=HORIZON
        )
        sections.append((title, _among(look, landing.scenario, HORIZON)))
    return [(title, found) for title, found in sections if found]


def _tornado(settings: Settings, look: ScenarioView) -> None:
    """One step of each control that acts, the longest first."""
    subject, lang = look.subject, settings.lang
    landing = subject.landing.scenario
    bars = tornado(look.fitted, look.controls, year=HORIZON) if landing is not None else ()
    if landing is None or not bars:
        _ = translator(lang).gettext
        st.html(scenario_words.sentences_html(_("Not enough data: no control moves this series.")))
        return
    stand = {one.lever: one for one in look.stand}
    st.html(
        scenario_tornado.tornado_html(
            bars, landing, stand, subject.indicator, year=HORIZON, lang=lang
        )
    )
    _offer(
        settings,
        look,
        "sensitivity",
        lambda: scenario_tornado.tornado_frame(bars, landing, subject.indicator, lang=lang),
        svg=lambda: bars_svg.tornado_svg(
            bars,
            landing,
            stand,
            subject.indicator,
            year=HORIZON,
            colours=chart.colours(subject.indicator, settings.theme),
            lang=lang,
        ),
        title=translator(lang).gettext(PARTS["tornado"]),
    )


def _among(look: ScenarioView, value: float, year: int) -> tuple[Realism, ...]:
    projection, last = look.subject.projection, look.subject.landing.last
    if look.subject.landing.scenario is not None:
        start, begin = float(projection.city_baseline[0]), float(projection.t[0])
    elif last is not None:
        start, begin = last.value, last.t
    else:
        return ()
    return tuple(
        realism(
            observed,
            look.subject.indicator,
            value=start,
            threshold=value,
            years=end_of_year(year) - begin,
        )
        for observed in source.observed(look.version)
    )

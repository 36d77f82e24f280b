"""Two to four scenarios side by side: in words, as curves, by target, on maps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from lib.analysis.comparison import counts
from lib.export import picture
from lib.text import translator
from lib.ui import (
    banner,
    browser,
    compare_choice,
    compare_figures,
    figures,
    map_figures,
    saved_now,
    scenario_assets,
    scenario_said,
    takeaway,
)
from lib.ui import scenario_figures as source
from lib.ui import scenario_subject as made
from lib.view import (
    compare_picture,
    compare_scene,
    compare_table,
    compare_words,
    scenario_picture,
    scenario_units,
    scenario_words,
)
from lib.view.compare_scene import Entry
from lib.view.scenario_controls import HORIZON

if TYPE_CHECKING:
    from lib.analysis.comparison import Row
    from lib.model.scenario import Setup
    from lib.ui.compare_choice import Member
    from lib.ui.scenario_subject import Look
    from lib.ui.session import Settings

_ELEMENT = browser.element("compare")
_VERDICTS = browser.element("compare_verdicts", isolated=False)

# Heights of the pictures, in em.
_TALL, _NARROW = 30, 20
_MAP_TALL, _MAP_NARROW = 24, 22

_LEAST = 2


def compare(settings: Settings, series_id: str) -> None:
    """The page's part for comparing scenarios."""
    _ = translator(settings.lang).gettext
    look = made.look(settings, series_id)
    members = compare_choice.choose(settings, look)
    if len(members) < _LEAST:
        st.info(_("Choose at least two scenarios, and they stand here side by side."))
        return
    looks = [saved_now.look_at(settings, one.setup) for one in members]
    entries = [Entry(one.name, at.subject) for one, at in zip(members, looks, strict=True)]
    setups = tuple(one.setup for one in members)
    rows = compare_figures.rows(setups, today=figures.today(), official_only=settings.official_only)
    said = compare_words.answer(
        entries, rows, counts(rows, year=HORIZON), year=HORIZON, lang=settings.lang
    )
    st.html(
        compare_table.names_html([one.name for one in members], theme=settings.theme)
        + scenario_words.answer_html(
            said, small=(), mark=entries[0].subject.provenance, lang=settings.lang
        )
    )
    _curves(settings, entries, said, looks)
    has_banner = not source.is_citable(look.subject.history)
    _verdicts(settings, members, setups, rows, has_banner=has_banner)
    _maps(settings, entries, look, looks)


def _curves(
    settings: Settings, entries: list[Entry], said: tuple[str, ...], looks: list[Look]
) -> None:
    lang = settings.lang
    subject = entries[0].subject
    colours = compare_scene.colours(subject.indicator, settings.theme)
    _ELEMENT(
        key="compare_curves",
        data={
            "lang": lang,
            "tall": _TALL,
            "narrow": _NARROW,
            "colours": colours,
            "scene": compare_scene.curves_scene(entries, lang),
        },
    )
    made_up = next((one for one in looks if scenario_said.is_made_up(one)), looks[0])
    notes = scenario_said.notes(settings, made_up)
    takeaway.offer(
        settings,
        key="compare_curve",
        when_opened=True,
        name=f"hanoiso_so_sanh_{subject.indicator.indicator_id}_{HORIZON}",
        frame=lambda: compare_table.curves_frame(
            entries, sources="; ".join(scenario_said.sources(made_up)), lang=lang
        ),
        notes=notes,
        picture=lambda: picture.svg_png(
            scenario_picture.curve_svg(compare_scene.curves_scene(entries, lang), colours=colours),
            title=scenario_said.title(settings, made_up),
            notes=(" ".join(said), *notes),
            theme=settings.theme,
        ),
    )


def _verdicts(
    settings: Settings,
    members: tuple[Member, ...],
    setups: tuple[Setup, ...],
    rows: tuple[Row, ...],
    *,
    has_banner: bool,
) -> None:
    _ = translator(settings.lang).gettext
    names = tuple(one.name for one in members)
    st.subheader(_("Which targets each of them meets"), anchor=False)
    made_up = any(cell.provenance == "illustrative" for row in rows for cell in row.cells)
    if made_up and not has_banner:
        banner.illustrative(settings)
    tables = compare_figures.verdicts(setups, names, today=figures.today(), settings=settings)
    _VERDICTS(key="compare_verdicts", data={"url": tables.url})
    sources = compare_figures.sources(rows)
    takeaway.offer(
        settings,
        key="compare_targets",
        when_opened=True,
        name=f"hanoiso_so_sanh_muc_tieu_{HORIZON}",
        frame=lambda: compare_table.verdicts_frame(
            rows, names, sources=sources, lang=settings.lang
        ),
        notes=takeaway.notes(settings, sources=tuple(sources.values()), is_illustrative=made_up),
    )


def _maps(settings: Settings, entries: list[Entry], look: Look, looks: list[Look]) -> None:
    _ = translator(settings.lang).gettext
    maps = compare_scene.maps_scene(entries, lang=settings.lang, theme=settings.theme)
    if not maps:
        return
    subject = entries[0].subject
    st.subheader(_("Communes at the end of {year}").format(year=HORIZON), anchor=False)
    _ELEMENT(
        key="compare_maps",
        data={
            "lang": settings.lang,
            "tall": _MAP_TALL,
            "narrow": _MAP_NARROW,
            "colours": compare_scene.colours(subject.indicator, settings.theme),
            "assets": scenario_assets.of_map(settings, look.choice),
            "maps": maps,
        },
    )
    codes = [subject.projection.unit_codes[i] for i in scenario_units.ranked(subject.projection)]
    shown = next((one for one in looks if scenario_said.is_made_up(one)), looks[0])
    takeaway.offer(
        settings,
        key="compare_communes",
        when_opened=True,
        name=f"hanoiso_so_sanh_phuong_xa_{HORIZON}",
        frame=lambda: compare_table.communes_frame(
            entries,
            {unit.unit_code: unit for unit in figures.units_of(look.version, "commune")},
            sources="; ".join(scenario_said.sources(shown)),
            lang=settings.lang,
        ),
        notes=scenario_said.notes(settings, shown),
        picture=lambda: picture.svg_png(
            compare_picture.maps_svg(
                maps,
                map_figures.shapes(look.version, "commune"),
                codes,
                colours=compare_scene.colours(subject.indicator, settings.theme),
            ),
            title=f"{scenario_said.title(settings, shown)}: "
            + _("Communes at the end of {year}").format(year=HORIZON),
            notes=scenario_said.notes(settings, shown),
            theme=settings.theme,
        ),
    )

"""Two to four scenarios side by side: in words, as curves, by target, on maps."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

import streamlit as st

from lib.analysis.scenarios.comparison import counts
from lib.app.kit import components, downloads, illustrative_banner, map_queries, session_dataset
from lib.app.kit.downloads import Thing
from lib.features.scenarios import captions, chart_svg, communes_chart, routes
from lib.features.scenarios import queries as source
from lib.features.scenarios import state as made
from lib.features.scenarios import wording as scenario_words
from lib.features.scenarios.compare import choice, queries, scene
from lib.features.scenarios.compare import tables as compare_table
from lib.features.scenarios.compare import wording as compare_words
from lib.features.scenarios.compare.scene import ComparedScenario
from lib.features.scenarios.parameters import HORIZON
from lib.features.scenarios.saved import current_scenario
from lib.geo import projected_maps_svg
from lib.style import png
from lib.text import translator

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lib.analysis.scenarios.comparison import ComparisonRow
    from lib.app.kit.session import Settings
    from lib.features.scenarios.axes import Scene
    from lib.features.scenarios.chart import ChartSubject
    from lib.features.scenarios.compare.choice import Member
    from lib.features.scenarios.state import ScenarioView

_ELEMENT = components.element("compare")
_VERDICTS = components.element("compare_verdicts", isolated=False)

# Heights of the pictures, in em.
_TALL, _NARROW = 30, 20
_MAP_TALL, _MAP_NARROW = 24, 22

_LEAST = 2


def compare(settings: Settings, series_id: str) -> None:
    """The page's part for comparing scenarios."""
    _ = translator(settings.lang).gettext
    look = made.current_view(settings, series_id)
    row, members = choice.choose(settings, look)
    if len(members) < _LEAST:
        st.info(_("Choose at least two scenarios, and they stand here side by side."))
        return
    looks = [current_scenario.view_of(settings, one.setup) for one in members]
    shown = _Shown(
        members=members,
        entries=[
            ComparedScenario(one.name, at.subject) for one, at in zip(members, looks, strict=True)
        ],
        # What is said of sources and of what is made up holds for the one that has the most.
        about=next((one for one in looks if captions.is_illustrative(one)), looks[0]),
        rows=queries.rows(
            tuple(one.setup for one in members),
            today=session_dataset.today(),
            official_only=settings.official_only,
        ),
    )
    # What is counted rests on published figures, whatever is on display.
    counted = queries.rows(
        tuple(one.setup for one in members), today=session_dataset.today(), official_only=True
    )
    said = compare_words.answer(
        shown.entries,
        counted,
        counts(counted, year=HORIZON),
        year=HORIZON,
        lang=settings.lang,
    )
    st.html(
        compare_table.names_html([one.name for one in members], theme=settings.theme)
        + scenario_words.answer_html(
            said, small=(), mark=shown.subject.provenance, lang=settings.lang
        )
    )
    _curves(settings, shown)
    _verdicts(settings, shown, has_banner=not source.is_citable(look.subject.history))
    maps = scene.maps_scene(shown.entries, settings.lang)
    if maps:
        _maps(settings, shown, look, maps)
    with row:
        downloads.offer_several(
            settings, key="compare", things=_things(settings, shown, said=said, maps=maps)
        )


@dataclass(frozen=True, slots=True)
class _Shown:
    """What stands side by side: the scenarios, where each leads, and every target under each."""

    members: tuple[Member, ...]
    entries: list[ComparedScenario]
    about: ScenarioView
    rows: tuple[ComparisonRow, ...]

    @property
    def subject(self) -> ChartSubject:
        """The first one's, where all are alike: indicator, past, communes."""
        return self.entries[0].subject

    @property
    def is_made_up(self) -> bool:
        """Whether the table of targets rests on illustrative values."""
        return any(cell.provenance == "illustrative" for row in self.rows for cell in row.cells)


def _curves(settings: Settings, shown: _Shown) -> None:
    _ELEMENT(
        key="compare_curves",
        data={
            "lang": settings.lang,
            "tall": _TALL,
            "narrow": _NARROW,
            "colours": scene.colours(shown.subject.indicator, settings.theme),
            "scene": scene.curves_scene(shown.entries, settings.lang),
        },
    )


def _verdicts(settings: Settings, shown: _Shown, *, has_banner: bool) -> None:
    st.html(f"<h3>{escape(_verdicts_title(settings))}</h3>")
    if shown.is_made_up and not has_banner:
        illustrative_banner.illustrative(settings)
    tables = queries.verdicts(
        tuple(one.setup for one in shown.members),
        tuple(one.name for one in shown.members),
        today=session_dataset.today(),
        settings=settings,
    )
    _VERDICTS(key="compare_verdicts", data={"url": tables.url})


def _maps(
    settings: Settings, shown: _Shown, look: ScenarioView, maps: list[dict[str, Any]]
) -> None:
    _ELEMENT(
        key="compare_maps",
        data={
            "lang": settings.lang,
            "title": _maps_title(settings),
            "tall": _MAP_TALL,
            "narrow": _MAP_NARROW,
            "colours": scene.colours(shown.subject.indicator, settings.theme),
            "assets": routes.of_map(settings, look.choice),
            "classes": _classes(settings, shown),
            "maps": maps,
        },
    )


def _classes(settings: Settings, shown: _Shown) -> Scene:
    return scene.maps_classes(shown.entries, lang=settings.lang, theme=settings.theme)


def _things(
    settings: Settings, shown: _Shown, *, said: tuple[str, ...], maps: list[dict[str, Any]]
) -> Iterator[Thing]:
    """What can be taken away: the curves, the targets, and the maps where there are any."""
    lang, subject, about = settings.lang, shown.subject, shown.about
    colours = scene.colours(subject.indicator, settings.theme)
    title, notes = captions.title(settings, about), captions.notes(settings, about)
    drawn_from = "; ".join(captions.sources(about))
    yield Thing(
        "compare_curve",
        f"hanoiso_so_sanh_{subject.indicator.indicator_id}_{HORIZON}",
        lambda: compare_table.curves_frame(shown.entries, sources=drawn_from, lang=lang),
        notes,
        picture=lambda: png.svg_png(
            chart_svg.curve_svg(scene.curves_scene(shown.entries, lang), colours=colours),
            title=title,
            notes=(" ".join(said), *notes),
            theme=settings.theme,
        ),
        title=title,
    )
    sources = queries.sources(shown.rows)
    yield Thing(
        "compare_targets",
        f"hanoiso_so_sanh_muc_tieu_{HORIZON}",
        lambda: compare_table.verdicts_frame(
            shown.rows, tuple(one.name for one in shown.members), sources=sources, lang=lang
        ),
        downloads.notes(
            settings, sources=tuple(sources.values()), is_illustrative=shown.is_made_up
        ),
        title=_verdicts_title(settings),
    )
    if not maps:
        return
    yield Thing(
        "compare_communes",
        f"hanoiso_so_sanh_phuong_xa_{HORIZON}",
        lambda: compare_table.communes_frame(
            shown.entries,
            {unit.unit_code: unit for unit in session_dataset.units_of(about.version, "commune")},
            sources=drawn_from,
            lang=lang,
        ),
        notes,
        picture=lambda: png.svg_png(
            projected_maps_svg.maps_svg(
                _classes(settings, shown),
                maps,
                map_queries.shapes(about.version, "commune"),
                [
                    subject.projection.unit_codes[i]
                    for i in communes_chart.ranked(subject.projection)
                ],
                colours=colours,
            ),
            title=f"{title}: {_maps_title(settings)}",
            notes=notes,
            theme=settings.theme,
        ),
        title=_maps_title(settings),
    )


def _verdicts_title(settings: Settings) -> str:
    return translator(settings.lang).gettext("Which targets each of them meets")


def _maps_title(settings: Settings) -> str:
    _ = translator(settings.lang).gettext
    return _("Communes at the end of {year}").format(year=HORIZON)

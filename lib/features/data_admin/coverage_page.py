"""What there is, what is missing, and what the statistics office could publish next."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, cast, get_args

import streamlit as st

from lib.analysis.units.coverage import Coverage, coverage
from lib.analysis.units.gaps import DataGap, data_gaps
from lib.app.kit import downloads, session_dataset, url_state
from lib.data.intake.lookup import name_index
from lib.features.data_admin import coverage_html, data_gaps_html, tables
from lib.geo.wording import count_of_units
from lib.model.vocabulary import Geography, Lang, Pillar
from lib.text import N_, translator
from lib.wording import terms
from lib.wording.verdict_reasons import aim_words, missing_sentence, publisher_sentence

if TYPE_CHECKING:
    from lib.analysis.progress.verdict import Assessment
    from lib.app.kit.session import Settings

GEOGRAPHIES: tuple[Geography, ...] = ("city", "district", "commune")


SHOWN = {"held": N_("With figures"), "none": N_("Without")}


@url_state.part("data_matrix")
def matrix(settings: Settings) -> None:
    """The coverage matrix of one pillar over the city or a kind of unit."""
    lang = settings.lang
    _ = translator(lang).gettext
    # Side by side while there is room, else below one another: no alternative is cut off.
    with st.container(horizontal=True, gap="medium"):
        geography = cast(
            "Geography",
            url_state.segments(
                _("Figures of"),
                GEOGRAPHIES,
                key="d_geo",
                default="city",
                label_of=lambda one: geography_words(cast("Geography", one), lang),
            ),
        )
        pillar = url_state.segments(
            _("Pillar"),
            get_args(Pillar),
            key="d_pillar",
            default="government",
            label_of=lambda one: terms.pillar(cast("Pillar", one), lang),
        )
        version = session_dataset.package().version
        found = covered(version, geography, official_only=settings.official_only)
        named = _series_of(version, cast("Pillar", pillar), lang)
        held = [one for one in named if one[0] in found.cells]
        counts = {"held": len(held), "none": len(named) - len(held)}
        shown = url_state.segments(
            _("Series of this pillar"),
            tuple(SHOWN),
            key="d_show",
            default="held",
            label_of=lambda one: f"{_(SHOWN[one])}: {counts[one]}",
        )
    if not counts[shown]:
        st.caption(
            _("No series of this pillar has figures here.")
            if shown == "held"
            else _("Every series of this pillar has figures here.")
        )
    elif shown == "none":
        without = [one for one in named if one[0] not in found.cells]
        st.html(_without(without, geography, settings))
    else:
        st.html(coverage_html.key_html(lang))
        label = _("Coverage by series and year")
        st.html(coverage_html.coverage_html(found, held, label=label, lang=lang))
        st.caption(_("A series opens to its figures in words, year by year."))
    downloads.offer(
        settings,
        key="data_matrix",
        name=f"hanoiso_coverage_{geography}_{pillar}",
        frame=lambda: tables.coverage_table(found, dict(named)),
        notes=downloads.notes(settings, sources=(_("this program"),), is_illustrative=False),
    )


def shopping_list(settings: Settings) -> None:
    """Which figures would raise the evidence of which targets, and who would publish them."""
    lang = settings.lang
    _ = translator(lang).gettext
    known = name_index(session_dataset.package())
    items = [
        data_gaps_html.Item(
            one.series_id,
            known.series_label(one.series_id).in_(lang),
            one.level,
            one.gains,
            [_wish(each, lang) for each in one.assessments],
        )
        for one in _wanted()
    ]
    st.html(data_gaps_html.wanted_html(items, lang))
    downloads.offer(
        settings,
        key="data_wanted",
        name="hanoiso_wanted",
        frame=lambda: tables.wanted_table(items),
        notes=downloads.notes(settings, sources=(_("this program"),), is_illustrative=False),
    )


@lru_cache(maxsize=6)
def covered(version: str, geography: Geography, *, official_only: bool) -> Coverage:
    """The coverage of a geography on the figures of a data version."""
    rows = session_dataset.package().observations
    if official_only:
        rows = rows[rows["provenance"].ne("illustrative")]
    units = frozenset(unit.unit_code for unit in session_dataset.units_of(version, geography))
    return coverage(rows, geography, units=units)


@lru_cache(maxsize=16)
def _series_of(_version: str, pillar: Pillar, lang: Lang) -> list[tuple[str, str]]:
    """The series of a pillar with their names, in the order of the package."""
    package = session_dataset.package()
    known = name_index(package)
    return [
        (series_id, known.series_label(series_id).in_(lang))
        for series_id, series in package.series.items()
        if package.indicators[series.indicator_id].pillar == pillar
    ]


def _wanted() -> tuple[DataGap, ...]:
    """What would raise which target's evidence, as of today."""
    return data_gaps(
        session_dataset.bound(session_dataset.package().version, session_dataset.today())
    )


def _without(series: list[tuple[str, str]], geography: Geography, settings: Settings) -> str:
    """The series that have no row of a geography; targets wait for figures of the city alone."""
    lang = settings.lang
    version = session_dataset.package().version
    waiting: dict[str, tuple[int, ...]] = {}
    if geography == "city":
        waiting = {one.series_id: one.years for one in _wanted()}
    cells = {
        one: covered(version, one, official_only=settings.official_only).cells
        for one in GEOGRAPHIES
    }
    lines = [
        coverage_html.Without(
            name,
            waiting.get(series_id, ()),
            [geography_words(one, lang) for one in GEOGRAPHIES if series_id in cells[one]],
        )
        for series_id, name in series
    ]
    label = translator(lang).gettext("Series without figures")
    return coverage_html.without_html(lines, label=label, lang=lang)


def _wish(one: Assessment, lang: Lang) -> data_gaps_html.Wish:
    """What a target waits for: its figure, and who would publish it."""
    package = session_dataset.package()
    series = package.series[one.target.series_id]
    indicator = package.indicators[series.indicator_id]
    source = package.sources.get(one.last.source_id) if one.last else None
    document = package.documents[one.target.document_id]
    return data_gaps_html.Wish(
        year=one.target.year,
        asked=aim_words(one.target, one.aim, indicator, lang) if one.aim else "",
        document=document.short,
        figure=missing_sentence(one, indicator, series, lang),
        by_whom=publisher_sentence(
            one, indicator, document, source.publisher if source else "", lang
        ),
    )


def geography_words(geography: Geography, lang: Lang) -> str:
    """The city, or how many units of a kind there are."""
    if geography == "city":
        return translator(lang).gettext("City")
    count = len(session_dataset.units_of(session_dataset.package().version, geography))
    return count_of_units(count, geography, lang)

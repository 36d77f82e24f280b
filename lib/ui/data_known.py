"""What there is, what is missing, and what the statistics office could publish next."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, cast, get_args

import streamlit as st

from lib.analysis.coverage import Coverage, coverage
from lib.analysis.targets import binding
from lib.analysis.wanted import wanted
from lib.data.intake.known import known_of
from lib.model.kinds import Geography, Lang, Pillar
from lib.text import translator
from lib.ui import figures, link, takeaway
from lib.view import data_html, data_tables, words
from lib.view.map_words import count_of_units
from lib.view.sentences import missing_sentence, publisher_sentence

if TYPE_CHECKING:
    from lib.analysis.verdict import Assessment
    from lib.ui.session import Settings

GEOGRAPHIES: tuple[Geography, ...] = ("city", "district", "commune")


@st.fragment
def matrix(settings: Settings) -> None:
    """The coverage matrix of one pillar over the city or a kind of unit."""
    link.part("data_matrix")
    lang = settings.lang
    _ = translator(lang).gettext
    version = figures.package().version
    left, right = st.columns(2)
    with left:
        geography = cast(
            "Geography",
            link.segments(
                _("Figures of"),
                GEOGRAPHIES,
                key="d_geo",
                default="city",
                label_of=lambda one: geography_words(cast("Geography", one), lang),
            ),
        )
    with right:
        pillar = link.segments(
            _("Pillar"),
            get_args(Pillar),
            key="d_pillar",
            default="government",
            label_of=lambda one: words.pillar(cast("Pillar", one), lang),
        )
    found = covered(version, geography)
    named = _series(version, cast("Pillar", pillar), lang)
    held = [one for one in named if one[0] in found.cells]
    st.html(data_html.key_html(lang))
    if held:
        label = _("Coverage by series and year")
        st.html(
            data_html.coverage_html(
                found, held, label=label, official_only=settings.official_only, lang=lang
            )
        )
    without = len(named) - len(held)
    if without:
        st.caption(
            _("{n} more series of this pillar have no row here; see what is wanted.").format(
                n=without
            )
        )
    takeaway.offer(
        settings,
        key="data_matrix",
        name=f"hanoiso_coverage_{geography}_{pillar}",
        frame=lambda: data_tables.coverage_table(found, dict(named)),
        notes=takeaway.notes(settings, sources=(_("this program"),), is_illustrative=False),
    )


def shopping_list(settings: Settings) -> None:
    """Which figures would raise the evidence of which targets, and who would publish them."""
    lang = settings.lang
    _ = translator(lang).gettext
    package = figures.package()
    found = wanted(binding(figures.assessed_today()))
    known = known_of(package)
    names = {one.series_id: known.series_label(one.series_id).in_(lang) for one in found}
    said = {one.series_id: _what_it_takes(one.assessments[0], lang) for one in found}
    st.html(
        data_html.wanted_html(found, names=names, said=said, label=_("Wanted figures"), lang=lang)
    )
    takeaway.offer(
        settings,
        key="data_wanted",
        name="hanoiso_wanted",
        frame=lambda: data_tables.wanted_table(found, names, said),
        notes=takeaway.notes(settings, sources=(_("this program"),), is_illustrative=False),
    )


@lru_cache(maxsize=6)
def covered(version: str, geography: Geography) -> Coverage:
    """The coverage of a geography on the figures of a data version."""
    package = figures.package()
    units = frozenset(unit.unit_code for unit in figures.units_of(version, geography))
    return coverage(package.observations, geography, units=units)


@lru_cache(maxsize=16)
def _series(_version: str, pillar: Pillar, lang: Lang) -> list[tuple[str, str]]:
    """The series of a pillar with their names, in the order of the package."""
    package = figures.package()
    known = known_of(package)
    return [
        (series_id, known.series_label(series_id).in_(lang))
        for series_id, series in package.series.items()
        if package.indicators[series.indicator_id].pillar == pillar
    ]


def _what_it_takes(one: Assessment, lang: Lang) -> str:
    """What would have to be published, and by whom."""
    package = figures.package()
    series = package.series[one.target.series_id]
    indicator = package.indicators[series.indicator_id]
    source = package.sources.get(one.last.source_id) if one.last else None
    document = package.documents[one.target.document_id]
    parts = (
        missing_sentence(one, indicator, series, lang),
        publisher_sentence(one, document, source.publisher if source else "", lang),
    )
    return " ".join(part for part in parts if part)


def geography_words(geography: Geography, lang: Lang) -> str:
    """The city, or how many units of a kind there are."""
    if geography == "city":
        return translator(lang).gettext("City")
    count = len(figures.units_of(figures.package().version, geography))
    return count_of_units(count, geography, lang)

from __future__ import annotations

import json
from typing import get_args

import pytest

from lib.model.kinds import Geography, Lang
from lib.ui import figures, map_figures
from lib.view import map_payload
from lib.view.map_shapes import core
from lib.view.palette import SEQUENTIAL, Theme

MOST_BYTES = 8_000

SERIES = [
    (geography, series_id)
    for geography in map_figures.GEOGRAPHIES
    for series_id in map_figures.mapped(figures.package().version, geography)
]


@pytest.mark.parametrize("official_only", [False, True])
@pytest.mark.parametrize(("geography", "series_id"), SERIES)
def test_a_message_for_the_map_is_small_and_whole(
    *, geography: Geography, series_id: str, official_only: bool
) -> None:
    version = figures.package().version
    units = map_figures.units(version, geography)
    for lang in get_args(Lang):
        sent = map_figures.payload(
            version,
            series_id,
            geography,
            lang=lang,
            theme="light",
            official_only=official_only,
        )
        written = json.dumps(sent, ensure_ascii=False, separators=(",", ":")).encode()
        assert len(written) <= MOST_BYTES
        assert len(sent["periods"]) == len(sent["values"]) == len(sent["marks"]) > 0
        assert len(sent["classes"]) == len(sent["colours"])
        for values, marks in zip(sent["values"], sent["marks"], strict=True):
            assert len(values) == len(units)
            assert len(marks) in (1, len(units))
            assert not (official_only and "i" in marks)


def test_both_geographies_have_series_to_map() -> None:
    counts = [sum(g == geography for g, _ in SERIES) for geography in map_figures.GEOGRAPHIES]
    assert min(counts) >= 24


@pytest.mark.parametrize(("geography", "series_id"), SERIES)
def test_the_browser_finds_the_classes_that_the_legend_counts(
    geography: Geography, series_id: str
) -> None:
    """What atlas.js does with whole numbers is what Classes does with values."""
    version = figures.package().version
    where = (version, series_id, geography)
    cells = map_figures.grid(*where, official_only=False)
    bounds = map_figures.bounds(*where, official_only=False)
    sent = map_figures.payload(*where, lang="vi", theme="dark", official_only=False)
    for place, line in enumerate(sent["values"]):
        classes = [sum(edge <= v for edge in sent["edges"]) for v in line if v is not None]
        counts = tuple(classes.count(i) for i in range(bounds.size))
        assert counts == bounds.counts(cells.values[place])


def test_class_bounds_do_not_move_with_the_period_or_the_language() -> None:
    where = (figures.package().version, "adults_with_smartphone", "commune")
    vi = map_figures.payload(*where, lang="vi", theme="light", official_only=False)
    en = map_figures.payload(*where, lang="en", theme="light", official_only=False)
    assert vi["edges"] == en["edges"]
    assert len(vi["periods"]) > 1
    assert tuple(vi["colours"]) == SEQUENTIAL["light"]


def test_words_are_sent_apart_and_name_every_mark() -> None:
    words = {lang: json.loads(map_payload.browser_words(lang)) for lang in get_args(Lang)}
    for said in words.values():
        assert set(said["marks"]) == set("oediNCASP")
    assert words["vi"]["marks"]["N"] != words["en"]["marks"]["N"]


def test_more_is_always_further_from_the_ground() -> None:
    where = (figures.package().version, "population_density", "district")
    colours = {
        theme: map_figures.payload(*where, lang="vi", theme=theme, official_only=False)["colours"]
        for theme in get_args(Theme)
    }
    assert colours["light"] == list(reversed(colours["dark"]))


def test_geometry_is_published_with_the_place_of_each_unit() -> None:
    version = figures.package().version
    for geography in map_figures.GEOGRAPHIES:
        units = list(map_figures.units(version, geography))
        shapes = map_figures.shapes(version, geography)
        assert set(shapes.codes) == set(units)
        assert map_figures.shapes_asset(version, geography).url.startswith("/assets/")
        x, y, width, height = core(shapes)
        assert width == height < shapes.width / 2
        assert 0 < x < shapes.width
        assert 0 < y < shapes.height

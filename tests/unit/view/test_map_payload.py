from __future__ import annotations

import gzip
import json
from datetime import date
from typing import Any, get_args

import pytest

from lib.app.kit import map_queries, session_dataset
from lib.geo import payload
from lib.geo.colour_scale import scheme
from lib.geo.layers import MEANINGS, obstacle
from lib.geo.unit_labels import core
from lib.model.vocabulary import Geography, Lang
from lib.style.palette import Theme

TODAY = date(2026, 11, 25)
# Words of a message, and the figures that it names, as they are before compression.
MOST_BYTES = 4_000
MOST_FIGURES = 6_000

SERIES = [
    (geography, series_id)
    for geography in map_queries.GEOGRAPHIES
    for series_id in map_queries.mapped(session_dataset.package().version, geography)
]


def sent_figures(series_id: str, geography: Geography, *, official_only: bool) -> bytes:
    version = session_dataset.package().version
    return payload.figures(
        map_queries.grid(version, series_id, geography, official_only=official_only),
        indicator=map_queries.indicator_of(series_id),
        city=map_queries.city(version, series_id, geography, official_only=official_only),
        sources=session_dataset.package().sources,
    )


@pytest.mark.parametrize("official_only", [False, True])
@pytest.mark.parametrize(("geography", "series_id"), SERIES)
def test_figures_for_the_map_are_small_and_whole(
    *, geography: Geography, series_id: str, official_only: bool
) -> None:
    version = session_dataset.package().version
    count = len(map_queries.units(version, geography))
    content = sent_figures(series_id, geography, official_only=official_only)
    assert len(content) <= MOST_FIGURES
    sent: dict[str, Any] = json.loads(content)
    assert len(sent["periods"]) == len(sent["values"]) == len(sent["t"]) == len(sent["city"]) > 0
    for values, marks, origin in zip(sent["values"], sent["marks"], sent["from"], strict=True):
        assert len(values) == count
        assert len(marks) in (1, count)
        assert isinstance(origin, int) or len(origin) == count
        assert not (official_only and "i" in marks)
        places = [origin] if isinstance(origin, int) else origin
        assert max(places) <= len(sent["sources"])


@pytest.mark.parametrize("lang", get_args(Lang))
@pytest.mark.parametrize(("geography", "series_id"), SERIES)
def test_the_words_of_a_series_are_few(geography: Geography, series_id: str, lang: Lang) -> None:
    sent = map_queries.words_of_series(
        session_dataset.package().version, series_id, geography, lang=lang, official_only=False
    )
    assert len(json.dumps(sent, ensure_ascii=False).encode()) <= MOST_BYTES
    years = [goal["year"] for goal in sent["goals"]]
    assert years == sorted(set(years))
    # A target of another series is only told: nothing is held against it.
    assert all(("at" in goal) != ("other" in goal) for goal in sent["goals"])


def test_both_geographies_have_series_to_map() -> None:
    counts = [sum(g == geography for g, _ in SERIES) for geography in map_queries.GEOGRAPHIES]
    assert min(counts) >= 24


@pytest.mark.parametrize("meaning", MEANINGS)
@pytest.mark.parametrize(("geography", "series_id"), SERIES)
def test_the_browser_finds_the_classes_that_the_legend_counts(
    geography: Geography, series_id: str, meaning: Any
) -> None:
    """What the element does with whole numbers is what Classes does with values."""
    version = session_dataset.package().version
    cells = map_queries.grid(version, series_id, geography, official_only=False)
    goals = map_queries.goals(version, series_id, geography, TODAY)
    indicator = map_queries.indicator_of(series_id)
    if obstacle(meaning, cells, indicator, goals) is not None:
        assert meaning != "value"
        return
    layer = map_queries.layer(
        map_queries.Coloured(
            version=version,
            series_id=series_id,
            geography=geography,
            meaning=meaning,
            target=list(goals)[-1] if goals else "",
            since=cells.periods[0],
            today=TODAY,
            official_only=False,
        )
    )
    sent = json.loads(payload.layer_figures(layer))
    for method in ("quantile", "equal", "fixed", "continuous"):
        found = scheme(layer, lang="vi", theme="dark", method=method, cap=indicator.cap)
        edges = [payload.scaled(edge, layer.decimals) for edge in found.bounds.edges]
        assert len(set(found.colours)) == len(found.colours) == found.bounds.size
        for place, line in enumerate(sent["values"]):
            classes = [sum(edge <= v for edge in edges) for v in line if v is not None]
            counts = tuple(classes.count(i) for i in range(found.bounds.size))
            values = layer.cells.values[place]
            if meaning != "verdict":
                assert counts == found.bounds.counts(values)
            assert sum(counts) == sum(value is not None for value in values)


def test_words_are_sent_apart_and_name_every_mark() -> None:
    names: dict[Geography, str] = {"district": "30", "commune": "126"}
    words = {
        lang: json.loads(payload.browser_words(lang, names, "Hà Nội")) for lang in get_args(Lang)
    }
    for said in words.values():
        assert set(said["marks"]) == set("oediNCASP")
        assert set(said["meanings"]) == set(MEANINGS)
        assert len({said["marks"][letter] for letter in "NCASP"}) == 5
    assert words["vi"]["marks"]["N"] != words["en"]["marks"]["N"]


def test_more_is_always_further_from_the_ground() -> None:
    version = session_dataset.package().version
    layer = map_queries.layer(
        map_queries.Coloured(
            version=version,
            series_id="population_density",
            geography="district",
            meaning="value",
            target="",
            since="",
            today=TODAY,
            official_only=False,
        )
    )
    colours = {theme: scheme(layer, lang="vi", theme=theme).colours for theme in get_args(Theme)}
    assert colours["light"] == colours["dark"][::-1]


def test_geometry_is_published_with_the_place_of_each_unit() -> None:
    version = session_dataset.package().version
    for geography in map_queries.GEOGRAPHIES:
        units = list(map_queries.units(version, geography))
        shapes = map_queries.shapes(version, geography)
        assert set(shapes.codes) == set(units)
        assert map_queries.shapes_asset(version, geography).url.startswith("/assets/")
        x, y, width, height = core(shapes)
        assert width == height < shapes.width / 2
        assert 0 < x < shapes.width
        assert 0 < y < shapes.height


def test_the_catalogue_names_every_series_once_and_what_is_citable() -> None:
    version = session_dataset.package().version
    for geography in map_queries.GEOGRAPHIES:
        mapped = map_queries.mapped(version, geography)
        pillars = {one: map_queries.indicator_of(one).pillar for one in mapped}
        labels = map_queries.labels(version, geography, "vi")
        groups = json.loads(payload.catalogue(mapped, pillars, labels, "vi"))
        listed = [(one, bool(citable)) for _, series, _ in groups for one, _, citable in series]
        assert dict(listed) == mapped
        assert len(listed) == len(mapped)


def test_the_citys_value_is_as_weak_as_its_weakest_unit() -> None:
    version = session_dataset.package().version
    for geography in map_queries.GEOGRAPHIES:
        for series_id in ("population_density", "adults_with_digital_signature"):
            asset = map_queries.figures_asset(version, series_id, geography, official_only=False)
            city = map_queries.city(version, series_id, geography, official_only=False)
            sent = json.loads(gzip.decompress(asset.gzipped))["city"]
            for told, found in zip(sent, city, strict=True):
                assert (told is None) == (found.value is None)
                if told is not None and found.provenance is not None:
                    assert told[2] == found.provenance[0]
                    assert (told[2] == "i") == (series_id == "adults_with_digital_signature")

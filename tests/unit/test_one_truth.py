"""One truth: what pages, cards, tables and exports say of a unit, series and period agrees.

Each place is read as a reader gets it (files and scripts of the browser, what the map paints,
tables and files to take away, drawers, texts of pictures, sentences) and turned into claims: a
value with its mark, a rank, a distance, a verdict on a target, a count. Where two places speak of
one thing, they say the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import get_args
from unittest.mock import patch

import pytest

from lib.analysis.units.ranking import is_selection
from lib.app.kit import map_queries, session_dataset
from lib.data.package import Dataset, load
from lib.data.paths import default_root
from lib.geo.unit_period_grid import PROVENANCE_OF
from lib.model.vocabulary import CITABLE, Geography, Lang
from tests.fixtures import levels
from tests.unit.truth.city import of_overview, of_targets
from tests.unit.truth.claims import Claim, disagreements
from tests.unit.truth.exports import of_exports
from tests.unit.truth.pictures import misplaced, of_map_picture, of_targets_on_series
from tests.unit.truth.units import (
    TODAY,
    of_map_file,
    of_map_script,
    of_map_table,
    of_unit_file,
    of_unit_script,
    of_unit_table,
)

LANGS: tuple[Lang, ...] = get_args(Lang)


@pytest.fixture(scope="module", params=["shipped", "levels"])
def package(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Dataset]:
    root: Path = default_root()
    if request.param == "levels":
        root = levels.build(tmp_path_factory.mktemp("truth") / "data")
    found = load(root)
    with session_dataset.using(found), patch.object(session_dataset, "today", lambda: TODAY):
        yield found


def agree(claims: Iterable[Claim], *places: str) -> None:
    """No two of the claims differ, and every one of `places` has made some."""
    every = list(claims)
    assert {claim.place for claim in every} >= set(places)
    found = disagreements(every)
    assert not found, "\n".join([f"{len(found)} differ", *found[:20]])


@pytest.mark.parametrize("geography", map_queries.GEOGRAPHIES)
def test_map_unit_and_files_say_the_same_of_every_unit(
    package: Dataset, geography: Geography
) -> None:
    mapped = tuple(map_queries.mapped(package.version, geography))
    claims = [claim for one in mapped for claim in of_map_file(package, geography, one)]
    for lang in LANGS:
        for series_id in mapped:
            claims += of_map_table(package, geography, series_id, lang)
        for place in (of_unit_file, of_unit_table, of_unit_script, of_exports):
            claims += place(package, geography, lang)
        claims += of_map_script(package, geography, lang, mapped)
        claims += of_map_picture(package, geography, lang, mapped)
    agree(
        claims, "map", "map layer", "map picture", "map script vi", "map table en", "unit vi",
        "unit script en", "unit table vi", "sentences vi", "csv vi", "workbook en", "package",
    )  # fmt: skip


@pytest.mark.usefixtures("package")
def test_overview_and_targets_say_the_same_of_the_city() -> None:
    claims = [c for lang in LANGS for place in (of_overview, of_targets) for c in place(lang)]
    parts = ("table", "bar", "bar picture", "chart", "sheet", "picture", "counts")
    agree(
        claims, *(f"overview {part} vi" for part in parts), "targets row en", "targets drawer vi",
        "targets table vi", "targets table words en", "targets counts vi",
    )  # fmt: skip


@pytest.mark.parametrize("geography", map_queries.GEOGRAPHIES)
def test_what_is_asked_of_a_series_is_the_same_on_targets_and_unit(
    package: Dataset, geography: Geography
) -> None:
    claims = [c for lang in LANGS for c in of_targets_on_series(package, geography, lang)]
    agree(claims, "targets row", "unit", "unit picture")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("geography", map_queries.GEOGRAPHIES)
def test_the_picture_of_a_trend_has_a_dot_at_every_figure(
    package: Dataset, geography: Geography, lang: Lang
) -> None:
    found = [
        one
        for series_id in map_queries.mapped(package.version, geography)
        for one in misplaced(package, geography, series_id, lang)
    ]
    assert found == []


@pytest.mark.parametrize("geography", map_queries.GEOGRAPHIES)
def test_parts_and_made_up_values_are_never_ranked(package: Dataset, geography: Geography) -> None:
    for claim in of_unit_file(package, geography, "en"):
        if claim.what != "rank" or claim.said is None:
            continue
        cells = map_queries.grid(package.version, claim.series_id, geography, official_only=False)
        place = cells.periods.index(claim.period)
        marks = {PROVENANCE_OF.get(mark) for mark in cells.marks[place]} - {None}
        assert marks <= set(CITABLE), claim
        assert not is_selection(len(cells.citable(place)), len(cells.codes)), claim


def test_a_disagreement_is_found() -> None:
    one = Claim("a", "001", "s", "2024", "value", (60.71, "official"))
    other = Claim("b", "001", "s", "2024", "value", (60.72, "official"))
    assert disagreements([one, one]) == []
    assert len(disagreements([one, other])) == 1

"""A choice comes to one sheet, whoever asks for it: the page's run, or the browser ahead of it."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import timedelta
from typing import Any, get_args
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.app.kit import map_queries, session_dataset
from lib.features.map import view_model
from lib.geo.layers import MEANINGS
from lib.model.vocabulary import Geography, Lang

READER = view_model.RequestContext(
    version=session_dataset.package().version,
    today=session_dataset.today(),
    lang="en",
    theme="light",
    official_only=False,
)
SERIES = [
    (geography, series_id)
    for geography in map_queries.GEOGRAPHIES
    for series_id in map_queries.mapped(READER.version, geography)
]
# The bar for a changed map.
MOST_BYTES = 8_000


def query_of(address: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(address).query, keep_blank_values=True))


def told(reader: view_model.RequestContext, **asked: str) -> dict[str, Any]:
    content = view_model.answer(query_of(reader.address()) | asked)
    assert content is not None
    found: dict[str, Any] = json.loads(content)
    return found


@pytest.mark.parametrize("meaning", MEANINGS)
@pytest.mark.parametrize(("geography", "series_id"), SERIES)
def test_a_sheet_is_small_and_names_the_address_that_the_page_names(
    geography: Geography, series_id: str, meaning: str
) -> None:
    asked = {"geo": geography, "ind": series_id, "colour": meaning}
    choice = view_model.settled(READER, asked)
    content = view_model.answer(query_of(choice.address(READER)))
    assert content is not None
    assert len(content) <= MOST_BYTES
    found = json.loads(content)
    assert found["address"] == choice.address(READER)
    assert found["choice"] == asdict(choice)
    assert told(READER, **asked)["address"] == found["address"]


@pytest.mark.parametrize("lang", get_args(Lang))
def test_the_reader_decides_words_colours_and_which_figures(lang: Lang) -> None:
    series = {"geo": "district", "ind": "population_density"}
    plain = told(READER, **series)
    other = told(replace(READER, lang=lang, theme="dark", official_only=True), **series)
    assert other["lang"] == lang
    assert other["look"]["colours"] != plain["look"]["colours"]
    assert not plain["official"]
    assert other["official"]
    assert "_official" in other["figures"]


def test_an_indicator_is_followed_across_the_reform() -> None:
    district = next(s for g, s in SERIES if g == "district" and s == "adults_with_smartphone")
    choice = view_model.settled(READER, {"geo": "commune", "ind": district})
    package = session_dataset.package()
    assert choice.geo == "commune"
    assert package.series[choice.ind].indicator_id == package.series[district].indicator_id


def test_what_is_not_known_counts_as_the_default() -> None:
    asked = {"geo": "county", "ind": "?", "colour": "red", "target": "1999", "since": "x"}
    odd = view_model.settled(READER, asked | {"classes": "", "breaks": "1" * 200})
    assert replace(odd, breaks="") == view_model.settled(READER, {})
    assert len(odd.breaks) == view_model.LONGEST


def test_a_target_or_a_time_that_a_series_has_not_is_said() -> None:
    choice = view_model.settled(READER, {"ind": "population_density", "colour": "gap"})
    found = view_model.sheet(READER, choice)
    assert found.layer.meaning == "value"
    assert found.note
    assert set(found.obstacles) >= {"gap", "share", "verdict"}


def test_figures_or_a_day_no_longer_in_force_have_no_sheet() -> None:
    query = query_of(READER.address())
    assert view_model.answer(query) is not None
    assert view_model.answer(query | {"v": "0" * 12}) is None
    yesterday = (READER.today - timedelta(days=1)).isoformat()
    assert view_model.answer(query | {"on": yesterday}) is None
    assert view_model.answer({}) is None


# The first of a kind makes what the others find made.
@settings(deadline=None, derandomize=True, database=None)
@given(
    st.dictionaries(
        st.sampled_from([*asdict(view_model.settled(READER, {})), "lang", "theme"]), st.text()
    )
)
def test_nothing_that_is_asked_breaks_the_answer(asked: dict[str, str]) -> None:
    found = told(READER, **asked)
    assert found["look"]["colours"]
    assert found["geo"] in map_queries.GEOGRAPHIES

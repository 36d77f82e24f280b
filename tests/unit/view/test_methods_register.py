"""The register of indicators and the list of sources: complete, found, ordered, escaped."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import get_args

import pytest

from lib.data.package import Dataset, load
from lib.features.methods.register import (
    EVERY,
    ORDERS,
    RegisterEntry,
    alphabetical,
    chosen,
    document_of,
    entries,
    frame_of,
    licence_words,
    source_frame,
    source_table,
    unit_words,
)
from lib.model.entities import Source
from lib.model.vocabulary import Lang, Pillar
from tests.serving import ROOT

LANGS: tuple[Lang, ...] = get_args(Lang)
SOURCE = Source("s", "A <b>title</b>", "P & Q", "https://a.example/x?y=1&z=2", "2025-10", "CC0 1.0")


@pytest.fixture(scope="module")
def package() -> Dataset:
    return load(ROOT / "data")


@pytest.fixture(scope="module")
def every(package: Dataset) -> dict[Lang, tuple[RegisterEntry, ...]]:
    return {lang: entries(package.indicators.values(), package.sources, lang) for lang in LANGS}


def test_every_indicator_with_a_number_is_there(
    package: Dataset, every: dict[Lang, tuple[RegisterEntry, ...]]
) -> None:
    milestones = sum(one.unit == "milestone" for one in package.indicators.values())
    assert len(every["vi"]) == len(package.indicators) - milestones == 173
    share = next(one for one in every["en"] if one.indicator_id == "digital_economy_share_grdp")
    assert (share.unit, share.cap, share.direction) == ("%", 100.0, "more is better")
    assert all(one.name and one.definition and one.unit and one.source for one in every["vi"])


@pytest.mark.parametrize("lang", LANGS)
def test_no_unit_is_shown_by_its_code(package: Dataset, lang: Lang) -> None:
    for unit in {one.unit for one in package.indicators.values()} - {"milestone"}:
        assert "_" not in unit_words(unit, lang)
        assert unit_words(unit, lang)
    assert unit_words("dossiers", "vi") == "hồ sơ"


@pytest.mark.parametrize("typed", ["kinh tế số", "KINH TE SO", "  kinh   te  so "])
def test_a_search_needs_no_tone_marks(
    every: dict[Lang, tuple[RegisterEntry, ...]], typed: str
) -> None:
    for lang in LANGS:
        found = chosen(every[lang], text=typed, pillar=EVERY, order="name")
        assert "digital_economy_share_grdp" in {one.indicator_id for one in found}
        assert len(found) < 60
    assert not chosen(every["vi"], text="không có gì như vậy", pillar=EVERY, order="name")


def test_pillar_and_order(every: dict[Lang, tuple[RegisterEntry, ...]]) -> None:
    society = chosen(every["vi"], text="", pillar="society", order="name")
    assert {one.pillar for one in society} == {"society"}
    for order in ORDERS:
        found = chosen(every["vi"], text="", pillar=EVERY, order=order)
        assert sorted(one.indicator_id for one in found) == sorted(
            one.indicator_id for one in every["vi"]
        )
    by_pillar = chosen(every["vi"], text="", pillar=EVERY, order="pillar")
    ranks = [get_args(Pillar).index(one.pillar) for one in by_pillar]
    assert ranks == sorted(ranks)
    names = [one.name for one in chosen(every["vi"], text="", pillar=EVERY, order="name")]
    assert names == sorted(names, key=alphabetical)


def test_vietnamese_order() -> None:
    letters = ["Đơn", "Dân", "Ấp", "An", "Ăn", "Bạn", "Zalo", "Án", "3 điểm"]
    assert sorted(letters, key=alphabetical) == [
        "3 điểm", "An", "Án", "Ăn", "Ấp", "Bạn", "Dân", "Đơn", "Zalo",
    ]  # fmt: skip


@pytest.mark.parametrize("lang", LANGS)
def test_the_register_holds_every_row_with_the_pillar_it_is_parted_by(
    every: dict[Lang, tuple[RegisterEntry, ...]], lang: Lang
) -> None:
    some = chosen(every[lang], text="", pillar=EVERY, order="pillar")
    held = document_of(every[lang], lang)
    assert len(held["rows"]) == len(held["pillar_of"]) == 173
    assert {len(cells) for cells in held["rows"]} == {len(held["heads"]) + 1}
    assert set(held["pillar_of"]) == set(held["pillars"])
    assert json.loads(json.dumps(held)) == held
    assert list(frame_of(some)["indicator_id"]) == [one.indicator_id for one in some]


def test_counts_have_their_plural(every: dict[Lang, tuple[RegisterEntry, ...]]) -> None:
    some = every["en"]
    assert document_of(some[:1], "en")["words"]["counted"] == "{shown} of 1 measured indicator"
    many = document_of(some, "en")["words"]["counted"]
    assert many == f"{{shown}} of {len(some)} measured indicators"


def test_a_source_is_linked_only_where_the_web_can_open_it() -> None:
    drawn = source_table([SOURCE], "en")
    assert 'href="https://a.example/x?y=1&amp;z=2" rel="noopener noreferrer">a.example</a>' in drawn
    assert "A &lt;b&gt;title&lt;/b&gt;" in drawn
    assert "October 2025" in drawn
    for url in ("", "javascript:alert(1)", "data:text/html,x", "unlinked"):
        unlinked = source_table([replace(SOURCE, url=url)], "en")
        assert "<a " not in unlinked
        assert "no address" in unlinked


def test_a_date_that_is_none_of_ours_stays_as_published() -> None:
    assert "ngày đẹp trời" in source_table([replace(SOURCE, date="ngày đẹp trời")], "vi")


def test_every_source_stands_under_its_licence(package: Dataset) -> None:
    drawn = source_table(package.sources.values(), "vi")
    assert (
        drawn.count('<th scope="row">')
        == len(package.sources)
        == len(source_frame(package.sources.values()))
    )
    licences = {one.licence for one in package.sources.values()}
    assert drawn.count('scope="rowgroup"') == len(licences)
    assert "CC BY 3.0 IGO: 1" in drawn
    assert "ODbL 1.0: 1" in drawn
    for licence in licences:
        # A sentence is translated, the name of a licence stays.
        assert (licence_words(licence, "vi") == licence) is (
            not licence.endswith(("publisher's", "no copyright"))
        )

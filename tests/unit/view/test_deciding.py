"""Which units decide a target, as the drawer says it: official, unsettled, and made up."""

from __future__ import annotations

import json
from typing import Any, get_args

import pytest

from lib.data.package import Dataset, load
from lib.features.targets.context import TargetsContext
from lib.features.targets.payload import page
from lib.features.targets.tables import table
from lib.geo.contribution_wording import deciding_sentence
from lib.model.vocabulary import Lang
from tests.fixtures import levels
from tests.serving import ROOT
from tests.unit.view.books import Pages, blocks, book_of, row

TITLE = {"en": "Which units decide it?", "vi": "Đơn vị nào quyết định?"}


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return load(levels.build(tmp_path_factory.mktemp("deciding") / "data"))


@pytest.fixture(scope="module")
def book(package: Dataset) -> TargetsContext:
    return book_of(package)


@pytest.fixture(scope="module")
def pages(book: TargetsContext) -> Pages:
    return {lang: page(book, lang) for lang in get_args(Lang)}


@pytest.fixture(scope="module")
def shipped() -> TargetsContext:
    return book_of(load(ROOT / "data"))


def shown(pages: Pages, target_id: str, lang: Lang = "en") -> dict[str, Any]:
    (found,) = blocks(row(pages, target_id, lang), TITLE[lang])
    return found


@pytest.mark.parametrize(
    ("target_id", "said"),
    [
        (
            "QD4098-2030-074",
            (
                "Ha Dong, Bach Mai and Tuong Mai weigh most on the target for 2030, with 6.5% "
                "of the shortfall."
            ),
        ),
        (
            "KH239-2025-008",
            "The city’s own figure, 97%, meets the target, so no unit decides it.",
        ),
        (
            "QD4098-2025-034",
            "No unit with a figure is short of the target, so none decides it.",
        ),
        (
            "QD4098-2025-041",
            (
                "Units with a figure hold 55.2% of the population, under 80%: those without one "
                "could be the ones that decide, so none is named."
            ),
        ),
    ],
)
def test_official_units_are_told_in_a_sentence(pages: Pages, target_id: str, said: str) -> None:
    found = shown(pages, target_id)
    assert found["items"][0]["text"] == said
    assert "banner" not in found


def test_the_three_that_decide_stand_in_a_table(pages: Pages, book: TargetsContext) -> None:
    found = shown(pages, "QD4098-2030-074", "vi")
    assert found["head"] == ["Quận, huyện, phường, xã", "Số liệu", "Phần trong mức còn thiếu"]
    assert [line[0] for line in found["lines"]] == [
        "Phường Hà Đông",
        "Phường Bạch Mai",
        "Phường Tương Mai",
    ]
    # Hà Đông: its people times what it lacks of 70, over the same of all 126.
    units = {u.unit_code: u for u in book.package.units.values() if u.geography == "commune"}
    rows = book.package.observations
    here = rows[
        rows["series_id"].eq("work_dossiers_online_commune") & rows["period"].eq("2025-12-31")
    ]
    lacks = {
        code: units[code].population * max(0.0, 70 - value)
        for code, value in zip(here["unit_code"], here["value"], strict=True)
    }
    share = max(lacks.values()) / sum(lacks.values())
    assert found["lines"][0][2] == f"{100 * share:.1f}".replace(".", ",") + "\u202f%"
    assert "126 trong 126 phường, xã có số liệu" in found["items"][1]["text"]
    assert "lines" not in shown(pages, "KH239-2025-008")
    assert "lines" not in shown(pages, "QD4098-2025-041")


def test_what_stands_in_for_a_weight_is_said(pages: Pages) -> None:
    said = shown(pages, "QD4098-2025-041")["items"][1]["text"]
    assert said.endswith("Weighted by population, as households are not published by unit.")
    assert "Weighted" not in shown(pages, "KH239-2025-008")["items"][1]["text"]


def test_on_shipped_figures_every_block_of_units_is_under_the_banner(
    shipped: TargetsContext,
) -> None:
    content = {lang: page(shipped, lang) for lang in get_args(Lang)}
    names = [unit.name for unit in shipped.package.units.values() if unit.geography != "city"]
    found = 0
    for lang in get_args(Lang):
        for each in content[lang]["rows"]:
            for one in blocks(each, TITLE[lang]):
                found += 1
                assert one["banner"]
                said = " ".join(item["text"] for item in one["items"])
                assert not any(name.in_(lang) in said for name in names)
    assert found > 20


def test_two_readings_that_differ_have_a_block_each(shipped: TargetsContext) -> None:
    content: Pages = {"en": page(shipped, "en")}
    titles = [one["title"] for one in blocks(row(content, "NQ18-2030-034"), TITLE["en"])]
    assert titles == ["Which units decide it? (60–65%)", "Which units decide it? (70–80%)"]


def test_nobody_is_named_in_a_sentence_on_made_up_values(shipped: TargetsContext) -> None:
    (one, _) = shipped.readings["NQ18-2030-034"]
    found = shipped.deciding_of(one)
    assert found is not None
    with pytest.raises(ValueError, match="made for demonstration"):
        deciding_sentence(found, shipped.indicator(one.target), "en")


def test_only_official_units_are_taken_away(book: TargetsContext, shipped: TargetsContext) -> None:
    frame = table(book, ["QD4098-2030-074", "QD4098-2025-041"], "en").set_index("target_id")
    late = frame.loc["QD4098-2030-074"]
    assert late["deciding_units"].split(";")[0].startswith("commune ")
    assert late["deciding_share"] == pytest.approx(0.065, abs=0.001)
    assert late["units_period"] == "2025-12-31"
    few = frame.loc["QD4098-2025-041"]
    assert few["deciding_units"] == ""
    assert few["units_coverage"] == pytest.approx(0.552, abs=0.001)
    every = table(shipped, list(shipped.readings), "en")
    assert every[["deciding_units", "deciding_words", "units_period"]].isna().all(axis=None)


def test_a_block_is_plain_json(pages: Pages) -> None:
    for lang in get_args(Lang):
        assert json.loads(json.dumps(shown(pages, "QD4098-2030-074", lang)))

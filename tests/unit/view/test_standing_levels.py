"""The pages on the invented package: levels A and B, every open verdict, both questions alive."""

from __future__ import annotations

import gzip
import json
from typing import Any, get_args

import pytest

from lib.analysis.progress.forecast import forecast_at_target
from lib.analysis.progress.outlook import outlooks, rates_of
from lib.analysis.progress.points import points_by_series
from lib.analysis.progress.targets import binding
from lib.analysis.units.shortfall_contributions import unit_shortfalls
from lib.data.package import Dataset, load
from lib.features.overview import wording
from lib.features.overview.summary import Fact, overview_of, years_of
from lib.features.targets.context import TargetsContext
from lib.features.targets.payload import page
from lib.features.targets.tables import table
from lib.model.vocabulary import Lang
from tests.fixtures import levels
from tests.serving import ROOT
from tests.unit.view.books import TODAY, block, blocks, book_of, row


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return load(levels.build(tmp_path_factory.mktemp("levels") / "data"))


@pytest.fixture(scope="module")
def book(package: Dataset) -> TargetsContext:
    return book_of(package)


@pytest.fixture(scope="module")
def shipped() -> TargetsContext:
    return book_of(load(ROOT / "data"))


@pytest.fixture(scope="module")
def pages(book: TargetsContext) -> dict[Lang, dict[str, Any]]:
    return {lang: page(book, lang) for lang in get_args(Lang)}


def test_the_package_is_the_same_each_time(
    package: Dataset, tmp_path_factory: pytest.TempPathFactory
) -> None:
    again = load(levels.build(tmp_path_factory.mktemp("again") / "data"))
    assert again.version == package.version


def test_what_is_invented_says_so_in_both_languages(package: Dataset) -> None:
    rows = package.observations
    invented = set(rows.loc[rows["source_id"].eq(levels.SOURCE_ID), "series_id"])
    assert len(invented) > 10
    for series_id in invented:
        name = package.indicators[package.series[series_id].indicator_id].name
        assert name.vi.startswith("BỊA ĐẶT: ")
        assert name.en.startswith("INVENTED: ")
    for target in package.targets:
        if target.series_id in invented:
            assert "INVENTED" in target.name.en
            assert "BỊA ĐẶT" in target.name.vi


def test_levels_a_and_b_hold_every_open_verdict(book: TargetsContext) -> None:
    open_ones = [one for one in book.assessed if one.aim and not one.is_past]
    wanted = {"on_track", "accelerate", "far_off", "going_back", "slipped_below", "achieved"}
    for level in ("A", "B"):
        assert wanted <= {one.verdict for one in open_ones if one.level == level}


def test_a_chance_is_given_at_level_a_only(book: TargetsContext) -> None:
    kinds: dict[str, set[str]] = {}
    for one in book.assessed:
        found = book.outlook(one).landing
        kinds.setdefault(one.level, set()).add(found.status)
        assert (found.chance is not None) == (found.status == "band")
    assert "band" in kinds["A"]
    for level in ("B", "C", "D"):
        assert "band" not in kinds[level]
    assert "fan" in kinds["B"]


def test_a_late_target_of_level_a(pages: dict[Lang, dict[str, Any]]) -> None:
    # L(20) to L(70) over eleven years from the end of 2020: by hand 43.30 at the end of 2025;
    # 39 is reached after (L(39) − L(20)) / (L(70) − L(20)) · 10 = 4.203 years, 9.6 months before.
    found = row(pages, "QD4098-2030-074")
    (reading,) = found["readings"]
    assert (reading["word"], reading["provisional"]) == ("must accelerate", "")
    assert reading["months"] == "10 months late"
    assert reading["method"] == "depends on the method"
    assert reading["chance"].startswith("chance: about ")
    assert reading["pace"] == "needs +6.2 percentage points a year, 1.4 times the pace so far"
    assert found["landing"].startswith("2030: ")
    where = block(found, "Where should we be today?")
    assert where[0].startswith(
        "By an S-curve from 20% (2020) to at least 70% at the end of 2030, the path passes 43.3% "
        "at the time of the last figure (2025) and "
    )
    assert where[1] == (
        "The last figure, 39%, is 4.3 percentage points behind the path: 10 months late."
    )
    method = block(found, "Does the verdict depend on the method?")
    assert method[0] == "By an S-curve from 20% (2020), as used here: R = 0.84, must accelerate."
    assert "By a steady rate of growth from 20% (2020): R = 1.07, on track." in method
    assert row(pages, "QD4098-2030-074", "vi")["readings"][0]["months"] == "chậm 10 tháng"


def test_a_provisional_target_of_level_b_has_a_fan_and_no_chance(
    pages: dict[Lang, dict[str, Any]],
) -> None:
    found = row(pages, "NQ18-2030-036")
    relative, by_points = found["readings"]
    assert relative["provisional"] == by_points["provisional"] == "provisional"
    assert (relative["months"], by_points["months"]) == ("34 months early", "9 months early")
    assert relative["chance"] == by_points["chance"] == ""
    assert found["bar"]["is_fan"]
    (said,) = block(found, "Where will we land?")
    assert said.startswith("Provisional: at half the pace so far it comes to 66.2% at the end of")


def test_the_highest_possible_value_is_named_where_its_chance_is_given(
    pages: dict[Lang, dict[str, Any]],
) -> None:
    found = row(pages, "NQ18-2030-038")
    assert {reading["word"] for reading in found["readings"]} == {"on track"}
    assert found["readings"][0]["chance"] == "chance of exactly 100%: under 1%"
    said = block(found, "Where will we land?")
    assert said[-1].startswith("That is the chance of the highest possible value itself")
    assert len(said) == 3  # once, though the clause has two readings


def test_going_back_and_already_beyond_have_words_for_months(
    pages: dict[Lang, dict[str, Any]],
) -> None:
    assert row(pages, "NQ18-2030-034")["readings"][0]["months"] == "before the start"
    assert row(pages, "NQ18-2030-040")["readings"][0]["months"] == "beyond the target date"


def test_a_bar_shows_start_path_last_target_and_landing_and_says_them(
    pages: dict[Lang, dict[str, Any]],
) -> None:
    bar = row(pages, "QD4098-2030-074")["bar"]
    assert (bar["start"], bar["last"], bar["goals"]) == (20, 39, ((70, 70),))
    (path,) = bar["paths"]
    assert 47 < path < 49
    low, high = bar["reach"]
    assert low < bar["landing"] < high
    assert not bar["is_fan"]
    for word in ("Target: at least 70%", "last figure: 39%", "start: 20%", "path today: 4",
                 "projection: 2030: ", "bar from 0 to 100%"):  # fmt: skip
        assert word in bar["alt"]


def test_dated_targets_of_one_measure_stand_side_by_side(
    pages: dict[Lang, dict[str, Any]],
) -> None:
    for target_id in ("QD4098-2030-074", "QD4098-2025-013"):
        (dated,) = blocks(row(pages, target_id), "Every dated target of this measure")
        assert [line[0] for line in dated["lines"]] == ["2025", "2030"]
        assert [line[3] for line in dated["lines"]] == ["✖ missed", "◆ must accelerate"]
        assert dated["lines"][1][4] == "10 months late"
        assert "chance: about" in dated["lines"][1][5]
        assert [item["text"] for item in dated["items"]] == [
            "Binding now: at least 70% by 2030, the only one still ahead."
        ]


def test_a_target_without_a_figure_shows_a_near_measure_and_no_verdict_of_it(
    shipped: TargetsContext, pages: dict[Lang, dict[str, Any]]
) -> None:
    title = "Near measures that have a figure, never used for the verdict"
    found = row(pages, "QD4098-2025-040")
    (said,) = block(found, title)
    assert said.startswith("Electronic identity activation rate, 33.7% (8 May 2023, official). It ")
    assert found["readings"][0]["word"] == "not reported"
    assert found["bar"]["last"] is None
    assert found["last"] == {"value": "", "when": "none, but a near measure has one"}
    # Where there is a figure of its own, no other is needed.
    assert block(row(pages, "NQ18-2025-007"), title) == []
    target = next(one for one in shipped.package.targets if one.target_id == "NQ18-2025-007")
    assert [one.proxy_series_id for one in shipped.proxies(target)] == [
        "procedures_offered_online_share",
        "full_online_public_services_count",
    ]


def test_the_components_can_be_taken_away(book: TargetsContext) -> None:
    frame = table(book, ["QD4098-2030-074", "NQ18-2030-036", "QD4098-2025-040"], "en")
    frame = frame.set_index("target_id")
    late = frame.loc["QD4098-2030-074"]
    assert late["path_at_last"] == pytest.approx(43.30, abs=0.01)
    assert late["lead_points"] == pytest.approx(-4.30, abs=0.01)
    assert late["lead_months"] == pytest.approx(-9.57, abs=0.05)
    assert late["ratio_logistic"] == pytest.approx(0.841, abs=0.001)
    assert late["ratio_linear"] == pytest.approx(0.76)  # 19 / 5 over 50 / 10
    assert late["ratio_geometric"] == pytest.approx(1.071, abs=0.001)
    assert late["method_badge"] == "shape_changes_class;shape_changes_side"
    assert late["projected_low"] < late["projected"] < late["projected_high"]
    assert 0 < late["chance"] < 1
    provisional = frame.loc["NQ18-2030-036"].iloc[0]
    assert provisional["landing"] == "fan"
    assert provisional[["projected_low", "projected_high", "chance"]].isna().all()
    near = frame.loc["QD4098-2025-040"]
    assert near["near_series"] == "vneid_activation_rate"


def test_the_document_stays_small(pages: dict[Lang, dict[str, Any]]) -> None:
    for content in pages.values():
        assert len(gzip.compress(json.dumps(content, ensure_ascii=False).encode())) < 72_000


def test_shipped_figures_give_no_months_no_band_and_no_chance(shipped: TargetsContext) -> None:
    for one in shipped.assessed:
        found = shipped.outlook(one)
        assert found.standing.months is None
        assert found.landing.status not in ("band", "fan")
        assert found.badge is None


def test_the_shipped_digital_economy_lands_by_its_identity(shipped: TargetsContext) -> None:
    (found,) = (shipped.outlook(one).landing for one in shipped.readings["NQ18-2030-029"])
    assert [(basis, round(value, 2)) for basis, value in found.readings] == [
        ("real", 21.97),
        ("nominal", 19.25),
    ]


def test_illustrative_values_never_give_a_landing(package: Dataset, book: TargetsContext) -> None:
    every = points_by_series(package.observations)
    for one in book.assessed:
        known = every.get(one.target.series_id, ())
        made = [point for point in known if not point.is_citable]
        found = forecast_at_target(one, book.indicator(one.target), made, rates={})
        assert found.value is None
        assert found.chance is None


@pytest.fixture(scope="module")
def facts(package: Dataset, book: TargetsContext) -> dict[str, Fact]:
    past, ahead = years_of(book.assessed)
    view = overview_of(
        book.assessed,
        book.points,
        series=package.series,
        indicators=package.indicators,
        past_year=past,
        open_year=ahead,
        outlooks=outlooks(
            binding(book.assessed),
            series=package.series,
            indicators=package.indicators,
            points=book.points,
            rates=rates_of(package.observations),
            today=TODAY,
        ),
        deciding=unit_shortfalls(
            binding(book.assessed),
            series=package.series,
            indicators=package.indicators,
            units=package.units.values(),
            observations=package.observations,
        ),
    )
    return {fact.series_id: fact for block in view.blocks for fact in block.told}


def test_the_overview_says_how_early_the_health_records_are(facts: dict[str, Fact]) -> None:
    told = wording.fact_words(facts["electronic_health_records"], "en")
    assert "Against the path to 2030: 19 months early; at its pace so far it comes to 9" in told
    assert "chance" not in told  # of the very last digit: told on Targets, where it is explained
    assert "So với lộ trình đến năm 2030: sớm 19 tháng" in wording.fact_words(
        facts["electronic_health_records"], "vi"
    )


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "en",
            (
                "Ha Dong, Bach Mai and Tuong Mai weigh most on the target for 2030, with 7.8% "
                "of the shortfall."
            ),
        ),
        (
            "vi",
            (
                "Ảnh hưởng lớn nhất đến mục tiêu năm 2030: Hà Đông, Bạch Mai và Tương Mai, chiếm "
                "7,8\u202f% phần còn thiếu."
            ),
        ),
    ],
)
def test_the_overview_names_the_units_that_decide_on_official_figures(
    facts: dict[str, Fact], lang: Lang, said: str
) -> None:
    assert wording.fact_words(facts["electronic_health_records"], lang).endswith(said)
    others = [fact for name, fact in facts.items() if name != "electronic_health_records"]
    assert all(fact.deciding is None for fact in others)


def test_the_overview_is_silent_where_a_single_figure_is_known(facts: dict[str, Fact]) -> None:
    told = wording.fact_words(facts["digital_economy_share_grdp_va"], "en")
    assert "path" not in told
    assert "chance" not in told

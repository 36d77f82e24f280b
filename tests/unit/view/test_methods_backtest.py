"""The backtest as it is told: bar held or not, tables, chart, what is scored apart."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from lib.analysis.projection.backtest import Interval, Score, backtest
from lib.analysis.projection.methods import METHODS
from lib.data.package import load
from lib.features.methods.backtest import (
    COLUMNS,
    METHOD_WORDS,
    answer,
    aside,
    band_coverage,
    frame,
    official_sentence,
    pictured,
    rows,
    score_table,
    series_of,
    series_words,
)
from lib.model.vocabulary import Lang
from lib.style import vega_specs
from lib.style.palette import GROUNDS, Theme
from lib.style.png import chart_png
from tests.serving import ROOT

LANGS: tuple[Lang, ...] = get_args(Lang)

OURS = Score(
    origin="reference",
    series_id="internet_users",
    part="clean",
    horizon=5,
    method="ours",
    windows=100,
    curves=10,
    error=7.0,
    error_interval=Interval(6.0, 8.0),
    coverage=0.80,
    coverage_interval=Interval(0.75, 0.85),
)
LINE = replace(OURS, method="linear", error=7.0, coverage=0.60)
LAST = replace(OURS, method="last_value", error=14.0, coverage=0.30)


@pytest.fixture(scope="module")
def shipped() -> tuple[Score, ...]:
    package = load(ROOT / "data")
    return backtest(
        package.reference,
        package.observations,
        indicators=package.indicators,
        series=package.series,
    )


@pytest.mark.parametrize(
    ("error", "coverage", "holds"),
    [
        (7.0, 0.80, True),
        (7.35, 0.70, True),
        (7.36, 0.80, False),
        (3.0, 0.90, True),
        (3.0, 0.91, False),
        (3.0, 0.69, False),
    ],
)
def test_the_bar(error: float, coverage: float, *, holds: bool) -> None:
    (one,) = band_coverage((LAST, LINE, replace(OURS, error=error, coverage=coverage)))
    assert one.rival == LINE
    assert one.holds is holds


def test_the_bar_is_asked_on_measured_years_of_the_reference_alone() -> None:
    other = (replace(OURS, part="jump"), replace(OURS, origin="official"))
    assert len(band_coverage((LINE, OURS, *other))) == 1


def test_the_sentence_says_where_the_bar_is_missed() -> None:
    good = answer((LINE, OURS), "en")
    assert "holds its bar everywhere" in good
    assert "at most 1 times" in good
    bad = answer((LINE, replace(OURS, error=14.0, coverage=0.5)), "en")
    assert "misses its bar at: Internet, 5 years." in bad
    assert "2 times" in bad
    assert "50% to 50%" in bad
    assert "no reference curves" in answer((), "en")


def test_the_shipped_backtest_holds_its_bar(shipped: tuple[Score, ...]) -> None:
    every = band_coverage(shipped)
    assert len(every) == 6
    assert all(one.holds for one in every)
    assert "holds its bar everywhere" in answer(shipped, "en")
    assert "1,05" in answer(shipped, "vi")


@pytest.mark.parametrize(
    ("windows", "said"),
    [
        (0, "No official series"),
        (1, "1 window: too few"),
        (19, "19 windows: too few"),
        (20, "20 windows."),
    ],
)
def test_official_series_say_no_more_than_they_can(windows: int, said: str) -> None:
    scores = (replace(OURS, origin="official", windows=windows),) if windows else ()
    assert said in official_sentence(scores, "en")


def test_a_table_has_every_method_error_coverage_and_windows(shipped: tuple[Score, ...]) -> None:
    known = series_of(shipped, "reference", "clean")
    assert known == ("fixed_broadband_per_100", "internet_users")
    for lang in LANGS:
        drawn = score_table(
            shipped, origin="reference", series_id="internet_users", part="clean", lang=lang
        )
        assert drawn.count('<th scope="row">') == 3 * len(METHODS)
        assert drawn.count('class="ours"') == 3
        for windows in (739, 654, 574):
            assert str(windows) in drawn


def test_cells_by_hand() -> None:
    drawn = score_table(
        (LAST, LINE, OURS), origin="reference", series_id="internet_users", part="clean", lang="vi"
    )
    assert "7,00 <small>6,00–8,00; 1 × đường thẳng</small>" in drawn
    assert "80\u202f% <small>75–85\u202f%</small>" in drawn
    assert "Dự báo trước 5 năm: 100 lần kiểm định, 10 chuỗi" in drawn


def test_what_is_scored_apart_is_told_apart(shipped: tuple[Score, ...]) -> None:
    titles = [title for title, _ in aside(shipped, {"pci_score": "PCI"}, "en")]
    assert "Internet users, % of people: years that the producer filled in" in titles
    assert "Internet users, % of people: over a jump of the survey" in titles
    assert all("fixed_broadband" not in title and "pci_score" not in title for title in titles)
    assert series_words("something_else", "en") == "something_else"


def test_the_chart_has_the_rows_of_the_bar(shipped: tuple[Score, ...]) -> None:
    drawn = rows(shipped, "en")
    assert list(drawn.columns) == COLUMNS
    assert len(drawn) == 6 * len(METHODS)
    assert drawn["coverage"].between(0, 100).all()
    assert (drawn["low"] <= drawn["coverage"]).all()
    assert set(drawn["method"]) == {"last value", "straight line", "steady rate of growth",
                                    "S-curve", "this program"}  # fmt: skip


@pytest.mark.parametrize("theme", get_args(Theme))
@pytest.mark.parametrize("lang", LANGS)
def test_the_chart_holds_no_data_and_knows_its_language(lang: Lang, theme: Theme) -> None:
    spec = vega_specs.spec("backtest", lang, theme)
    assert "data" not in spec
    assert "datasets" not in spec
    assert all("data" not in layer for layer in spec["layer"])
    assert spec["config"]["background"] == GROUNDS[theme].paper
    assert vega_specs.spec("backtest", lang, theme) is spec


def test_the_picture_is_drawn(shipped: tuple[Score, ...]) -> None:
    spec = pictured(shipped, "vi", "light")
    assert len(spec["data"]["values"]) == 30
    assert "data" not in vega_specs.spec("backtest", "vi", "light")
    png = chart_png(spec, title="Kiểm định lùi", notes=("Nguồn: …",), theme="light")
    assert png.startswith(b"\x89PNG")
    assert len(png) > 20_000


def test_the_scores_taken_away_are_whole(shipped: tuple[Score, ...]) -> None:
    taken = frame(shipped, "en")
    assert len(taken) == len(shipped)
    first, score = taken.iloc[0], shipped[0]
    assert (first["mean_absolute_error"], first["coverage"]) == (score.error, score.coverage)
    assert set(taken["method"]) == set(METHOD_WORDS)

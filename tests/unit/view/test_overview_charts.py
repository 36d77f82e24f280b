"""What the Overview draws: rows with gaps where figures are missing, and specs without figures."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import get_args

import pandas as pd
import pytest

from lib.features.overview import charts
from lib.features.overview.summary import Block
from lib.model.vocabulary import Lang
from lib.style import vega_specs
from lib.style.palette import Theme
from lib.style.png import chart_png
from tests.unit.view.overviews import shipped

LANGS: tuple[Lang, ...] = get_args(Lang)
THEMES: tuple[Theme, ...] = get_args(Theme)


def block(pillar: str) -> Block:
    return next(one for one in shipped().blocks if one.pillar == pillar)


def stretches(rows: pd.DataFrame, series: str) -> list[list[int]]:
    """The years that a line of `series` joins, a list a stretch."""
    drawn = rows[rows["what"].isin(["point", "end"]) & rows["series"].eq(series)]
    return [sorted(part["year"]) for _, part in drawn.groupby("run", sort=True)]


def test_no_line_crosses_the_missing_year_of_growth() -> None:
    rows = charts.rows(block("economy"), "en")
    assert stretches(rows, "grdp_growth") == [[2019, 2020], [2022, 2023, 2024, 2025]]
    gaps = rows[rows["what"] == "gap"]
    assert list(zip(gaps["year"], gaps["label"], strict=True)) == [(2021, "no figure")]


def test_growth_is_what_was_published_and_asked_for() -> None:
    rows = charts.rows(block("economy"), "vi")
    points = rows[rows["what"] == "point"]
    assert dict(zip(points["year"], points["value"], strict=True)) == {
        2019: 8.13, 2020: 3.98, 2022: 8.89, 2023: 6.27, 2024: 6.52, 2025: 8.16,
    }  # fmt: skip
    assert set(points.loc[points["open"], "year"]) == {2020, 2025}  # estimates are hollow
    asked = rows[rows["what"] == "target"]
    assert dict(zip(asked["year"], asked["value"], strict=True)) == {2025: 8.5, 2030: 10}
    # The figure stands just below what was asked, so its label goes below.
    assert points.loc[points["year"] == 2025, "place"].item() == "below"


def test_two_methods_of_a_rank_are_never_joined() -> None:
    rows = charts.rows(block("general"), "en")
    assert stretches(rows, "dti_rank_63") == [[2021, 2022, 2023, 2024]]
    assert stretches(rows, "dti_rank_34") == [[2023, 2024]]
    assert stretches(rows, "pci_rank") == [[2019], [2021, 2022, 2023, 2024]]
    runs = rows[rows["what"].isin(["point", "end"])].groupby("run")["series"].nunique()
    assert set(runs) == {1}


def test_ranks_are_the_published_ones_and_each_line_is_named_at_its_end() -> None:
    rows = charts.rows(block("general"), "en")
    ends = rows[rows["what"] == "end"]
    assert set(ends["label"]) == {"DTI/63: 4", "DTI/34: 1", "PCI: 24", "PII: 1"}
    dti = rows[rows["series"] == "dti_rank_63"]
    assert list(dti["value"]) == [40, 24, 6, 4]
    (label,) = rows.loc[rows["what"] == "target", "label"]
    assert label == "2025 target: top 5"


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("lang", LANGS)
def test_a_spec_holds_no_figure_and_is_built_once(lang: Lang, theme: Theme) -> None:
    for pillar in ("economy", "general"):
        spec = charts.drawn(block(pillar), lang, theme)
        assert spec is not None
        assert spec is charts.drawn(block(pillar), lang, theme)
        assert '"data"' not in json.dumps(spec)
        assert "datasets" not in spec
        for value in ("17.34", "8.16", "8.5", "8.89"):
            assert value not in json.dumps(spec)


def test_pillars_without_a_chart_have_no_spec() -> None:
    assert charts.drawn(block("government"), "en", "light") is None
    assert charts.drawn(block("society"), "en", "light") is None


def test_the_ranks_stand_on_their_head() -> None:
    spec = vega_specs.spec("ranks", "en", "light")
    scales = [
        part["encoding"]["y"]["scale"]
        for part in spec["layer"]
        if "scale" in part["encoding"].get("y", {})
    ]
    assert scales
    assert all(scale["reverse"] for scale in scales)


@pytest.mark.parametrize("pillar", ["government", "economy", "society", "general"])
def test_a_picture_is_painted_with_its_figures(pillar: str) -> None:
    spec = charts.pictured(block(pillar), "vi", "dark")
    assert all(part["data"]["values"] for part in spec["vconcat"])
    drawn = chart_png(spec, title=pillar, notes=("x",), theme="dark")
    assert drawn.startswith(b"\x89PNG")
    # A picture of nothing but axes is a fraction of this.
    assert len(drawn) > 20_000


def test_bars_hold_value_and_targets_of_each_series() -> None:
    rows = charts.bar_rows(block("society").bars, "en")
    record = rows[rows["series"] == "People with an electronic health record"]
    assert list(zip(record["what"], record["value"], strict=True)) == [
        ("point", 97.0),
        ("target", 90.0),
        ("target", 100.0),
    ]


def test_labels_of_one_year_do_not_cover_each_other() -> None:
    rows = charts.rows(block("general"), "en")
    points = rows[rows["what"] == "point"].sort_values(["year", "value"])
    for (_, upper), (_, lower) in pairwise(points.iterrows()):
        close = upper["year"] == lower["year"] and lower["value"] <= 1.6 * upper["value"]
        if close and upper["label"] and lower["label"]:
            assert upper["place"] == "above", (upper["label"], lower["label"])
            assert lower["place"] == "below", (upper["label"], lower["label"])

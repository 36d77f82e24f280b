"""The browser's what-if curve is the server's: the same formulas at both ends of the wire."""

from __future__ import annotations

import gzip
import json
import math
import random
from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any, get_args

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, Route

from lib.analysis.projection.history import Rates, SeriesHistory, history_of, published_rates
from lib.analysis.projection.projection import Projection, fan, project
from lib.analysis.scenarios.levers import assumptions_of
from lib.app.kit import assets
from lib.data.package import Dataset, load
from lib.data.paths import default_root
from lib.features.scenarios.browser_model import model_of
from lib.model.entities import Controls, Indicator, Unit
from lib.model.vocabulary import Sharing
from tests.unit.analysis.making import (
    COUNT,
    DOWN,
    GEOMETRIC,
    GROWTH,
    INDEX_0_1,
    LINEAR,
    SHARE,
    history,
    points,
)

HORIZON = 2032
SETTINGS = 24  # of the controls, for each series
NEAR = 1e-6

Answer = dict[str, Any]


# --- Series of every kind ---------------------------------------------------------------------


def communes(
    indicator: Indicator, *, count: int = 126, seed: int = 1, **more: Any
) -> SeriesHistory:
    """Communes of three groups with figures of four years, some with gaps, of uneven size."""
    rng = np.random.default_rng(seed)
    size = indicator.cap or 1000.0
    start = rng.uniform(0.15, 0.7, (count, 1))
    pace = rng.normal(0.05, 0.03, (count, 1))
    values = size * np.clip(start + pace * np.arange(4) + rng.normal(0, 0.01, (count, 4)), 0.01, 1)
    values[3, 3] = values[4, :3] = np.nan
    return history(
        indicator,
        [2023.0, 2024.0, 2025.0, 2026.0],
        values.tolist(),
        weights=rng.uniform(1e4, 2e5, count).tolist(),
        groups=[("urban", "near", "rural")[i % 3] for i in range(count)],
        **more,
    )


@pytest.fixture(scope="module")
def package() -> Dataset:
    return load(default_root())


def shipped(package: Dataset, series_id: str, *, official_only: bool) -> SeriesHistory:
    units: tuple[Unit, ...] = tuple(
        unit for unit in package.units.values() if unit.geography == "commune"
    )
    return history_of(
        package.observations,
        series_id=series_id,
        indicator=package.indicators[package.series[series_id].indicator_id],
        units=units,
        rates=published_rates(package.observations),
        official_only=official_only,
    )


THREE = points(("2021", 40.0), ("2023", 48.0), ("2025", 55.0))
TWO = points(("2023", 40.0), ("2025", 55.0))
RATES = Rates(8.16, 13.4, population_growth=1.2, at=2026.0)
IDENTITY = replace(SHARE, indicator_id="digital_economy_share_grdp", pillar="economy")
GRDP = replace(GROWTH, indicator_id="grdp_growth", pillar="economy")
PRODUCTIVITY = replace(GROWTH, indicator_id="labour_productivity_growth", pillar="economy")

MADE: dict[str, SeriesHistory] = {
    "a share over the communes": communes(SHARE),
    "one with a target": replace(communes(SHARE, seed=2), threshold=80.0),
    "shifted to a published value": communes(SHARE, seed=3, city=points(("2024", 47.0))),
    "published later than the units": communes(SHARE, seed=4, city=points(("2026", 66.0))),
    "an index on the line": replace(communes(INDEX_0_1, seed=5), threshold=0.9),
    "less is better": communes(DOWN, seed=6),
    "money on the log": communes(GEOMETRIC, seed=7, city=points(("2025", 640.0))),
    "a count of people over units": replace(communes(COUNT, seed=8), rates=RATES),
    "a few units, whose mean is bent": communes(SHARE, count=5, seed=9),
    "some at nought and at the cap": history(
        SHARE, [2024.0, 2025.0, 2026.0], [[90, 99, 100], [50, 20, 0], [30, 40, 60], [5, 9, 11]]
    ),
    "nought on the log": history(GEOMETRIC, [2024.0, 2025.0, 2026.0], [[5, 3, 0], [5, 6, 8]]),
    "two figures a unit": history(LINEAR, [2025.0, 2026.0], [[40, 44], [50, 52], [61, 70]]),
    "two figures a unit, shifted": history(
        SHARE, [2025.0, 2026.0], [[40, 44], [50, 52]], city=points(("2025", 60.0))
    ),
    "the city alone, with a band": history(SHARE, [], [], city=THREE),
    "the city alone, with a fan": history(SHARE, [], [], city=TWO),
    "one figure": history(SHARE, [], [], city=points(("2025", 97.0))),
    "a count of the city's people": history(COUNT, [], [], city=THREE, rates=RATES),
    "an identity": history(IDENTITY, [], [], city=points(("2025", 17.34)), rates=RATES),
    "an identity without rates": history(IDENTITY, [], [], city=points(("2025", 17.34))),
    "productivity": history(PRODUCTIVITY, [], [], city=points(("2025", 6.1)), rates=RATES),
    "productivity without a figure": history(PRODUCTIVITY, [], [], rates=RATES),
    "GRDP growth itself": history(GRDP, [], [], city=points(("2025", 8.16)), rates=RATES),
    "nothing": history(SHARE, [], []),
}
SHIPPED = (
    ("on_time_rate", False),
    ("digital_tech_enterprises_per_10k", False),
    ("electronic_health_records", True),
    ("digital_economy_share_grdp_va", True),
    ("ihanoi_accounts", True),
    ("dti_score", True),
)


def settings(seed: int, indicator: Indicator) -> list[Controls]:
    """Settings of the controls: none moved, each end at once, and many in between."""
    rng = random.Random(seed)  # noqa: S311 - settings to try, not secrets

    def maybe(low: float, high: float) -> float | None:
        return rng.choice([None, rng.uniform(low, high)])

    def one() -> Controls:
        own = ((indicator.indicator_id, rng.uniform(0, 3)),) if rng.random() < 0.25 else ()
        return Controls(
            grdp_growth=maybe(0, 20),
            digital_economy_growth=maybe(0, 50),
            employment_growth=maybe(-5, 10),
            population_growth=maybe(-2, 5),
            effort_government=rng.uniform(0, 3),
            effort_economy=rng.uniform(0, 3),
            effort_society=rng.uniform(0, 3),
            effort_by_indicator=own,
            start_year=rng.randint(2020, HORIZON),
            ramp_years=rng.choice([0.0, 1e-9, rng.uniform(0, 5), 5.0]),
            catch_up=rng.choice([0.0, rng.uniform(0, 1), 1.0]),
            ceiling=rng.choice([None, rng.uniform(40, 100), 100.0]),
            sharing=rng.choice(get_args(Sharing)),
        )

    lowest = Controls(0, 0, -5, -2, 0, 0, 0, (), 2027, 0.0, 0.0, 50.0, "by_shortfall")
    highest = Controls(20, 50, 10, 5, 3, 3, 3, (), 2027, 0.0, 1.0, 100.0, "lagging_first")
    return [Controls(), lowest, highest, *(one() for _ in range(SETTINGS - 3))]


# --- Both ends --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def twin(browser: Browser) -> Iterator[Page]:
    """A bare page that has the browser's model at hand, served from memory."""
    page = browser.new_page()

    def answer(route: Route) -> None:
        name = route.request.url.split("/assets/")[-1].split("?")[0]
        if not name.endswith(".js"):
            route.fulfill(body="<!doctype html>", content_type="text/html")
            return
        script = gzip.decompress(assets.static(name).gzipped)
        route.fulfill(body=script, content_type="text/javascript; charset=utf-8")

    page.route("**/*", answer)
    page.goto("http://127.0.0.1:9/")
    page.evaluate(
        "url => import(url).then((module) => { window.twin = module })",
        assets.static("whatif_model.js").url,
    )
    yield page
    page.close()


def browsers(
    twin: Page, series: SeriesHistory, every: list[Controls], code: str | None
) -> list[Answer]:
    """What the browser makes of each setting; infinities and holes come as null."""
    model = json.dumps(model_of(series, HORIZON), allow_nan=False)
    settings = [
        {**asdict(one), "effort_by_indicator": dict(one.effort_by_indicator)} for one in every
    ]
    found = twin.evaluate(
        """([text, settings, code]) => {
          const model = JSON.parse(text)
          return JSON.stringify(settings.map((each) => window.twin.curveOf(model, each, code)))
        }""",
        [model, settings, code],
    )
    return list(json.loads(found))


def same(found: Any, expected: Any, what: str) -> None:
    assert found is not None, what
    got = np.array([math.nan if each is None else each for each in found], dtype=np.float64)
    want = np.asarray(expected, dtype=np.float64)
    assert got.shape == want.shape, what
    size = np.maximum(1.0, np.abs(want))
    is_near = (np.abs(got - want) <= NEAR * size) | (np.isnan(got) & np.isnan(want))
    assert is_near.all(), f"{what}: {got} against {want}"


def compare(answer: Answer, server: Projection, series: SeriesHistory, controls: Controls) -> None:
    told = f"{series.indicator.indicator_id} under {controls}"
    if server.city_from == "nothing":
        assert answer["scenario"] is None, told
    else:
        same(answer["baseline"], server.city_baseline, f"baseline, {told}")
        same(answer["scenario"], server.city_scenario, f"scenario, {told}")
        assumed = project(series, HORIZON, assumptions_of(controls)).city_scenario
        same(answer["assumed"], assumed, f"assumed, {told}")
    known = np.isfinite(server.units_scenario).all(axis=1)
    assert len(answer["units"]) == known.sum(), told
    for row, expected in zip(answer["units"], server.units_scenario[known], strict=True):
        same(row, expected, f"a unit, {told}")
    bands = server.bands()
    city = bands.city_scenario if bands else None
    assert (answer["band"] is None) == (city is None), told
    if city is not None:
        for edge in ("low", "middle", "high"):
            same(answer["band"][edge], getattr(city, edge), f"band's {edge}, {told}")
    compare_unit(answer["unit"], server, told)
    if answer["fan"] is not None:
        drawn = fan(series, HORIZON, controls)
        assert drawn is not None, told
        for way, values in zip(answer["fan"], drawn.city, strict=True):
            same(way["values"], values, f"fan, {told}")


def compare_unit(answer: Answer | None, server: Projection, told: str) -> None:
    """The unit that was asked for: the first that has figures."""
    known = np.flatnonzero(np.isfinite(server.units_scenario).all(axis=1))
    if not len(known):
        assert answer is None, told
        return
    assert answer is not None, told
    row = int(known[0])
    same(answer["baseline"], server.units_baseline[row], f"the unit's baseline, {told}")
    same(answer["scenario"], server.units_scenario[row], f"the unit, {told}")
    bands = server.bands()
    has_band = server.unit_band_status[row] == "band"
    assert (answer["band"] is not None) == has_band, told
    if bands is not None and has_band:
        for edge in ("low", "middle", "high"):
            expected = getattr(bands.units_scenario, edge)[row]
            same(answer["band"][edge], expected, f"the unit's {edge}, {told}")


def check(twin: Page, series: SeriesHistory, seed: int) -> None:
    every = settings(seed, series.indicator)
    known = [bool(np.isfinite(row).any()) for row in series.values]
    code = next((c for c, has in zip(series.unit_codes, known, strict=True) if has), None)
    for controls, answer in zip(every, browsers(twin, series, every, code), strict=True):
        compare(answer, project(series, HORIZON, controls), series, controls)


@pytest.mark.parametrize("name", MADE)
def test_curve_and_band_are_the_servers(twin: Page, name: str) -> None:
    check(twin, MADE[name], seed=len(name))


@pytest.mark.parametrize(("series_id", "official_only"), SHIPPED)
def test_so_they_are_on_the_shipped_figures(
    twin: Page,
    package: Dataset,
    series_id: str,
    official_only: bool,  # noqa: FBT001 - a case
) -> None:
    check(twin, shipped(package, series_id, official_only=official_only), seed=len(series_id))


def test_at_least_two_hundred_settings_are_compared() -> None:
    assert SETTINGS * (len(MADE) + len(SHIPPED)) >= 200


def test_a_drawn_number_has_the_minus_of_the_sentences(twin: Page) -> None:
    found = twin.evaluate(
        "([url, ...given]) => import(url).then(({ writer }) => writer(...given)(-9.09))",
        [assets.static("scenario_draw.js").url, "vi", [2, " %"]],
    )
    assert found == "\N{MINUS SIGN}9,09 %"


@pytest.mark.parametrize(
    ("lang", "unit", "typed", "meant"),
    [
        ("vi", "% / năm", "11%", 11),
        ("vi", "% / năm", " 11 % ", 11),
        ("vi", "% / năm", "10.000", 10000),
        ("vi", "% / năm", "10,5", 10.5),
        ("vi", "% / năm", "8.16", 8.16),
        ("vi", "% / năm", "-3,2", -3.2),
        ("vi", "% / năm", "−3,2", -3.2),
        ("vi", "% / năm", "1.234,5", 1234.5),
        ("vi", "×", "×1,5", 1.5),
        ("vi", "×", "2x", 2),
        ("en", "% a year", "10.000", 10),
        ("en", "% a year", "10,000", 10000),
        ("en", "% a year", "8,16", 8.16),
        *(
            ("vi", "% / năm", text, None)
            for text in ("0x10", "1e1", "Infinity", "1.2.3", "×2", "", "1 000 a")
        ),
        ("en", "", "11%", None),
    ],
)
def test_a_typed_number_is_read_as_the_language_writes_it(
    twin: Page, lang: str, unit: str, typed: str, meant: float | None
) -> None:
    found = twin.evaluate(
        "([url, ...given]) => import(url).then(({ numberOf }) => numberOf(...given))",
        [assets.static("scenario_entry.js").url, typed, lang, unit],
    )
    assert (None if math.isnan(found) else found) == meant


def test_a_fan_is_drawn_where_the_server_has_one(twin: Page) -> None:
    (answer,) = browsers(twin, MADE["the city alone, with a fan"], [Controls()], None)
    assert [way["factor"] for way in answer["fan"]] == [0.5, 1.0, 1.5]
    (answer,) = browsers(twin, MADE["the city alone, with a band"], [Controls()], None)
    assert answer["fan"] is None


def test_the_model_is_small(package: Dataset) -> None:
    model = model_of(shipped(package, "on_time_rate", official_only=False), 2030)
    text = json.dumps(model, separators=(",", ":")).encode()
    asset = assets.publish("whatif_model_of_a_test.json", text)
    assert len(asset.gzipped) <= 12_000

"""Dragging a slider: the browser's curve is the server's, which hears of it when it is let go."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import pytest
from playwright.sync_api import expect

from lib.app.kit import session_dataset
from lib.features.scenarios import chart
from lib.features.scenarios.parameters import SPANS, Range
from lib.features.scenarios.url_keys import key_of
from tests.browser.conftest import PageAt
from tests.browser.lab_kit import (
    ROOT,
    SOCIETY,
    at,
)
from tests.unit.view.scenarios import SHARE, looked

# Drags: an input event for every control of each setting, and what is drawn after the last one.
DRAG = """(settings) => settings.map((values) => {
  for (const [id, value] of Object.entries(values)) {
    const range = window.__lab.querySelector('#' + id);
    range.value = value;
    range.dispatchEvent(new Event('input'));
  }
  return window.__lab.shown;
})"""


OPACITY = "(node) => getComputedStyle(node).opacity"
CURVES = ("baseline", "assumed", "scenario")


def settings_of(levers: Sequence[str], count: int, seed: int) -> list[dict[str, Any]]:
    """Settings on the sliders' steps, the ends among them."""
    chance = random.Random(seed)  # noqa: S311 - the same settings at every run
    spans = [span for span in SPANS if isinstance(span, Range) and span.lever in levers]
    drawn: list[dict[str, Any]] = [
        {str(span.lever): getattr(span, side) for span in spans} for side in ("low", "high")
    ]
    drawn += [
        {
            span.lever: round(
                span.low + span.step * chance.randint(0, round((span.high - span.low) / span.step)),
                4,
            )
            for span in spans
        }
        for _ in range(count - len(drawn))
    ]
    return drawn


def is_close(drawn: Any, said: Any) -> bool:
    return drawn == said or (
        len(drawn) == len(said)
        and all(abs(one - other) <= 1e-6 for one, other in zip(drawn, said, strict=True))
    )


@pytest.mark.parametrize(
    ("series_id", "levers", "query"),
    [
        (SHARE, ("grdp_growth", "digital_economy_growth"), {}),
        (
            SOCIETY["sc_ind"],
            ("effort_society", "start_year", "ramp_years", "catch_up", "ceiling"),
            {"sc_share": "by_shortfall"},
        ),
        (
            SOCIETY["sc_ind"],
            ("effort_society", "effort_by_indicator", "ramp_years", "ceiling"),
            {"sc_share": "lagging_first"},
        ),
        (
            "electronic_health_records",
            ("effort_society", "start_year", "ramp_years", "catch_up"),
            {},
        ),
        ("pci_score", ("effort_government", "start_year", "ramp_years", "ceiling"), {}),
    ],
)
def test_while_dragging_curve_and_band_are_the_servers_without_asking_it(
    page_at: PageAt, series_id: str, levers: tuple[str, ...], query: dict[str, str]
) -> None:
    package = session_dataset.package()
    indicator_id = package.series[series_id].indicator_id
    page = at(page_at, {"sc_ind": series_id, **query})
    page.evaluate(ROOT)
    before = page.url
    watcher = page.context.new_cdp_session(page)
    sent: list[str] = []
    watcher.on("Network.webSocketFrameSent", lambda frame: sent.append(str(frame)))
    watcher.send("Network.enable")
    settings = settings_of(levers, 60, seed=len(levers))
    shown = page.evaluate(DRAG, settings)
    assert page.url == before
    assert not sent
    for values, drawn in zip(settings, shown, strict=True):
        keys = {key_of(lever, "real", indicator_id): value for lever, value in values.items()}  # type: ignore[arg-type]
        said = chart.moving(
            looked(series_id, lang="en", today=session_dataset.today(), **query, **keys).subject  # type: ignore[arg-type]
        )
        assert is_close(drawn["t"], said["t"])
        for curve in CURVES:
            if said.get(curve):
                assert is_close(drawn[curve], said[curve]), (values, curve)
        assert (drawn["band"] is None) is (said["band"] is None)
        for edge in ("low", "high") if said["band"] else ():
            assert is_close(drawn["band"][edge], said["band"][edge]), (values, edge)


def test_letting_go_sends_one_message_and_the_rest_follows(page_at: PageAt) -> None:
    page = at(page_at, SOCIETY)
    slider = page.locator("#effort_society")
    box = slider.bounding_box()
    assert box is not None
    middle = box["y"] + box["height"] / 2
    page.evaluate(ROOT)
    waiting = page.locator(".sc-small")
    assert waiting.evaluate(OPACITY) == "0.82"
    at_rest = page.evaluate("() => window.__lab.shown.scenario.at(-1)")
    page.mouse.move(box["x"] + box["width"] / 3, middle)
    page.mouse.down()
    for part in (0.4, 0.5, 0.6, 0.7):
        page.mouse.move(box["x"] + box["width"] * part, middle)
    page.wait_for_function("(was) => window.__lab.shown.scenario.at(-1) > was + 5", arg=at_rest)
    # The headline has the number that the curve ends at; what only the server knows is dimmed.
    headline = page.locator(".sc-lead strong")
    drawn = page.evaluate("() => window.__lab.shown.scenario.at(-1)")
    held = f"{round(drawn, 2):g}% at the end of 2030 in this scenario"
    expect(headline).to_contain_text(held)
    assert waiting.evaluate(OPACITY) == "0.4"
    assert "sc_soc" not in page.url
    page.mouse.up()
    page.wait_for_url("**sc_soc=2.1*")
    expect(page.locator("body")).not_to_have_attribute("data-lab-pending", "")
    expect(headline).to_contain_text(held)
    # Back where it stood, the server says what it had said before, and so does the page.
    page.locator("button.reset").click()
    expect(headline).to_contain_text("if things go on as now.")
    expect(headline).not_to_contain_text("in this scenario")

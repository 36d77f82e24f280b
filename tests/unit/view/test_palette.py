"""Contrast by the formula of WCAG 2.2 (relative luminance, 1.4.3 and 1.4.11)."""

from __future__ import annotations

import pytest

from lib.analysis.targets import VERDICTS
from lib.view.palette import COMPARED, GROUNDS, PILLARS, SEQUENTIAL, TONES, Theme
from lib.view.words import SIGNS

THEMES: tuple[Theme, ...] = ("light", "dark")


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_formula_on_known_pairs() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
def test_text_reads_on_paper_and_panel(theme: Theme) -> None:
    ground = GROUNDS[theme]
    for text in (ground.ink, ground.soft, ground.accent, *TONES[theme].values()):
        assert contrast(text, ground.paper) >= 4.5, text
        assert contrast(text, ground.panel) >= 4.5, text


@pytest.mark.parametrize("theme", THEMES)
def test_pillars_stand_out(theme: Theme) -> None:
    hues = PILLARS[theme]
    assert len(set(hues.values())) == 4
    for hue in hues.values():
        assert contrast(hue, GROUNDS[theme].paper) >= 3


@pytest.mark.parametrize("theme", THEMES)
def test_compared_scenarios_read_as_text(theme: Theme) -> None:
    assert len(set(COMPARED[theme])) == 4
    for hue in COMPARED[theme]:
        assert contrast(hue, GROUNDS[theme].paper) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_sequential_ramp_is_even_and_grows_away_from_the_ground(theme: Theme) -> None:
    steps = [luminance(colour) for colour in SEQUENTIAL[theme]]
    assert steps == sorted(steps, reverse=theme == "light")
    assert contrast(SEQUENTIAL[theme][-1], GROUNDS[theme].paper) >= 3


def test_every_verdict_has_a_sign_and_missing_is_never_green() -> None:
    assert set(SIGNS) == set(VERDICTS)
    for verdict in ("not_reported", "no_figure", "not_measurable", "distance_only", "no_report"):
        assert SIGNS[verdict].tone == "quiet"

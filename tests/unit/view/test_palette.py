"""Contrast by the formula of WCAG 2.2 (relative luminance, 1.4.3 and 1.4.11)."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from lib.analysis.progress.targets import VERDICTS
from lib.style.palette import COMPARED, DIVERGING, GROUNDS, PILLARS, SEQUENTIAL, TONES, Theme
from lib.wording.terms import SIGNS

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


# Full loss of one kind of cone, on linear RGB: Machado, Oliveira and Fernandes 2009, severity 1.
EYES: dict[str, list[list[float]]] = {
    "all": [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
    "no red": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "no green": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "no blue": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
XYZ = np.array(
    [[0.41246, 0.35758, 0.18044], [0.21267, 0.71515, 0.07218], [0.01933, 0.11919, 0.9503]]
)


def apart(one: str, other: str, eye: str) -> float:
    """The distance of two colours in CIELAB as an eye sees them; 2.3 is just noticeable."""

    def lab(colour: str) -> np.ndarray:
        channels = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
        linear = np.where(
            channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4
        )
        seen = np.clip(np.array(EYES[eye]) @ linear, 0, 1)
        x, y, z = XYZ @ seen / np.array([0.95047, 1.0, 1.08883])
        f = [np.cbrt(t) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z)]
        return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])

    return float(np.linalg.norm(lab(one) - lab(other)))


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("theme", THEMES)
def test_the_steps_of_every_ramp_are_told_apart_by_every_eye(theme: Theme, eye: str) -> None:
    for ramp in (SEQUENTIAL[theme], DIVERGING[theme]):
        for one, other in combinations(ramp, 2):
            assert apart(one, other, eye) >= 8, (one, other)


@pytest.mark.parametrize("theme", THEMES)
def test_diverging_ramp_stands_out_from_its_ground_towards_its_ends(theme: Theme) -> None:
    steps = [contrast(colour, GROUNDS[theme].paper) for colour in DIVERGING[theme]]
    assert steps[:4] == sorted(steps[:4], reverse=True)
    assert steps[3:] == sorted(steps[3:])
    assert min(steps[0], steps[-1]) >= 4.5
    # Where the middle is close to the paper, nought alone wears it; on a dark ground nothing hides.
    assert theme == "light" or min(steps) >= 2


def test_every_verdict_has_a_sign_and_missing_is_never_green() -> None:
    assert set(SIGNS) == set(VERDICTS)
    for verdict in ("not_reported", "no_figure", "not_measurable", "distance_only", "no_report"):
        assert SIGNS[verdict].tone == "quiet"

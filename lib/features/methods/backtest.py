"""The backtest in words, tables and a chart: how far off each method was, how often its band held.

Nothing is judged on illustrative values; windows over filled-in years and jumps stand apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import Any, Final

import pandas as pd

from lib.analysis.projection.backtest import (
    COVERAGE,
    WORSE_AT_MOST,
    Interval,
    Origin,
    Score,
    best_simple,
)
from lib.analysis.projection.methods import Method
from lib.analysis.projection.windows import Part
from lib.features.methods.html import Body, table
from lib.model.vocabulary import Lang
from lib.style import vega_config, vega_specs
from lib.style.palette import Theme
from lib.style.vega_config import VegaSpec
from lib.text import N_, translator
from lib.wording import numbers

ENOUGH_WINDOWS: Final = 20
"""Windows below which official series say nothing of a method."""

METHOD_WORDS: Final[dict[Method, str]] = {
    "last_value": N_("last value"),
    "linear": N_("straight line"),
    "geometric": N_("steady rate of growth"),
    "logistic": N_("S-curve"),
    "ours": N_("this program"),
}

PART_WORDS: Final[dict[Part, str]] = {
    "clean": N_("measured years"),
    "filled_in": N_("years that the producer filled in"),
    "jump": N_("over a jump of the survey"),
}

_SERIES: Final[dict[str, str]] = {
    "internet_users": N_("Internet users, % of people"),
    "fixed_broadband_per_100": N_("Fixed broadband, per 100 people"),
}
_SHORT: Final[dict[str, str]] = {
    "internet_users": N_("Internet"),
    "fixed_broadband_per_100": N_("Broadband"),
}

COLUMNS: Final = ["group", "method", "is_ours", "coverage", "low", "high", "windows"]


@dataclass(frozen=True, slots=True)
class BandCoverage:
    """How ours did against the bar on one series and horizon of the reference class."""

    score: Score
    rival: Score

    @property
    def times(self) -> float:
        return self.score.error / self.rival.error if self.rival.error else float("inf")

    @property
    def holds(self) -> bool:
        low, high = COVERAGE
        return self.times <= WORSE_AT_MOST and low <= self.score.coverage <= high


def band_coverage(scores: tuple[Score, ...]) -> tuple[BandCoverage, ...]:
    """Ours beside the best simple method wherever the bar is asked: measured years, reference."""
    found = []
    for score in scores:
        if (score.origin, score.part, score.method) == ("reference", "clean", "ours"):
            rival = best_simple(scores, score)
            if rival is not None:
                found.append(BandCoverage(score, rival))
    return tuple(found)


def answer(scores: tuple[Score, ...], lang: Lang) -> str:
    """Whether ours holds the bar, in a sentence."""
    _ = translator(lang).gettext
    every = band_coverage(scores)
    if not every:
        return _("There are no reference curves, so nothing can be backtested.")
    failed = [one for one in every if not one.holds]
    figures = {
        "times": numbers.number(max(one.times for one in every), lang),
        "most": numbers.number(WORSE_AT_MOST, lang),
        "low": _percent(min(one.score.coverage for one in every), lang),
        "high": _percent(max(one.score.coverage for one in every), lang),
        "least": _percent(COVERAGE[0], lang),
        "top": _percent(COVERAGE[1], lang),
    }
    if not failed:
        return _(
            "On the reference series this program holds its bar everywhere: its error is at most "
            "{times} times that of the best simple method ({most} allowed), and its 80% band "
            "holds {low} to {high} of the truths ({least} to {top} asked)."
        ).format(**figures)
    where = "; ".join(group_words(one.score, lang) for one in failed)
    return _(
        "On the reference series this program misses its bar at: {where}. Its error is at most "
        "{times} times that of the best simple method ({most} allowed), and its 80% band holds "
        "{low} to {high} of the truths ({least} to {top} asked)."
    ).format(where=where, **figures)


def official_sentence(scores: tuple[Score, ...], lang: Lang) -> str:
    """What Hà Nội's own published series can say yet."""
    _, n_ = translator(lang).gettext, translator(lang).ngettext
    ours = [one for one in scores if one.origin == "official" and one.method == "ours"]
    windows = sum(one.windows for one in ours)
    if not windows:
        return _("No official series of Hà Nội is long enough for a single window yet.")
    said = n_(
        "Hà Nội’s own official series give {n} window",
        "Hà Nội’s own official series give {n} windows",
        windows,
    ).format(n=windows)
    if windows < ENOUGH_WINDOWS:
        return _("{windows}: too few to say anything of a method.").format(windows=said)
    return _("{windows}.").format(windows=said)


def score_table(
    scores: tuple[Score, ...], *, origin: Origin, series_id: str, part: Part, lang: Lang
) -> str:
    """Error and coverage of every method on one series, a group of rows a horizon."""
    _ = translator(lang).gettext
    chosen = [
        one for one in scores if (one.origin, one.series_id, one.part) == (origin, series_id, part)
    ]
    bodies = []
    for _horizon, group in groupby(chosen, key=lambda one: one.horizon):
        of_horizon = list(group)
        ours = frozenset(n for n, one in enumerate(of_horizon) if one.method == "ours")
        rows = [_cells(one, scores, lang) for one in of_horizon]
        bodies.append(Body(_windows(of_horizon[0], lang), rows, ours))
    label = f"{series_words(series_id, lang)}, {_(PART_WORDS[part])}"
    return table(
        (_("Method"), _("Mean error"), _("Truths inside the 80% band")),
        bodies,
        label=label,
        classes="half",
    )


def series_of(scores: tuple[Score, ...], origin: Origin, part: Part) -> tuple[str, ...]:
    """The series that have windows of a kind, in the order of the scores."""
    return tuple(
        dict.fromkeys(one.series_id for one in scores if (one.origin, one.part) == (origin, part))
    )


def frame(scores: tuple[Score, ...], lang: Lang) -> pd.DataFrame:
    """Every score, to take away."""
    _ = translator(lang).gettext
    rows = [
        (
            one.origin, one.series_id, one.part, one.horizon, one.method,
            _(METHOD_WORDS[one.method]), one.windows, one.curves, one.error,
            *_ends(one.error_interval), one.coverage, *_ends(one.coverage_interval), one.span,
        )
        for one in scores
    ]  # fmt: skip
    return pd.DataFrame(
        rows,
        columns=[
            "origin", "series_id", "part", "years_ahead", "method", "method_words", "windows",
            "curves", "mean_absolute_error", "error_low", "error_high", "coverage", "coverage_low",
            "coverage_high", "points_of_drift",
        ],
    )  # fmt: skip


def rows(scores: tuple[Score, ...], lang: Lang) -> pd.DataFrame:
    """The chart's rows, in per cent: one a method on each series and horizon; see `COLUMNS`."""
    _ = translator(lang).gettext
    found: list[dict[str, Any]] = []
    for one in scores:
        if (one.origin, one.part) != ("reference", "clean"):
            continue
        low, high = _ends(one.coverage_interval)
        found.append(
            {
                "group": group_words(one, lang),
                "method": _(METHOD_WORDS[one.method]),
                "is_ours": one.method == "ours",
                "coverage": 100 * one.coverage,
                "low": None if low is None else 100 * low,
                "high": None if high is None else 100 * high,
                "windows": one.windows,
            }
        )
    return pd.DataFrame(found, columns=COLUMNS)


def pictured(scores: tuple[Score, ...], lang: Lang, theme: Theme) -> VegaSpec:
    """The chart with its rows inside, as an exported picture needs it."""
    records = rows(scores, lang).to_dict("records")
    return vega_config.with_rows(
        vega_specs.spec("backtest", lang, theme),
        [{str(k): v for k, v in r.items()} for r in records],
    )


def group_words(score: Score, lang: Lang) -> str:
    """A series and horizon, as short as a chart needs it: "Internet, 5 years"."""
    _, n_ = translator(lang).gettext, translator(lang).ngettext
    name = _(_SHORT[score.series_id]) if score.series_id in _SHORT else score.series_id
    years = n_("{n} year", "{n} years", score.horizon).format(n=score.horizon)
    return f"{name}, {years}"


def series_words(series_id: str, lang: Lang) -> str:
    """A series in words; one that the program doesn't know by its id."""
    return translator(lang).gettext(_SERIES.get(series_id, series_id))


def _windows(score: Score, lang: Lang) -> str:
    _, n_ = translator(lang).gettext, translator(lang).ngettext
    ahead = n_("{n} year ahead", "{n} years ahead", score.horizon).format(n=score.horizon)
    windows = n_("{n} window", "{n} windows", score.windows).format(n=score.windows)
    curves = n_("{n} curve", "{n} curves", score.curves).format(n=score.curves)
    return _("{ahead}: {windows} of {curves}").format(ahead=ahead, windows=windows, curves=curves)


def _cells(score: Score, scores: tuple[Score, ...], lang: Lang) -> Sequence[str]:
    _ = translator(lang).gettext
    error = numbers.number(score.error, lang, exact=True)
    beside = _interval(score.error_interval, lang)
    rival = best_simple(scores, score) if score.method == "ours" else None
    if rival is not None and rival.error > 0:
        times = numbers.number(score.error / rival.error, lang)
        beside += f"; {times} × {_(METHOD_WORDS[rival.method])}"
    low, high = _ends(score.coverage_interval)
    around = (
        ""
        if low is None or high is None
        else f"{numbers.number(100 * low, lang, decimals=0)}–{_percent(high, lang)}"
    )
    return (
        escape(_(METHOD_WORDS[score.method])),
        f"{error} <small>{escape(beside.removeprefix('; '))}</small>",
        f"{_percent(score.coverage, lang)} <small>{escape(around)}</small>",
    )


def _interval(found: Interval | None, lang: Lang) -> str:
    if found is None:
        return ""
    low, high = (numbers.number(end, lang, exact=True) for end in (found.low, found.high))
    return f"{low}–{high}"


def _ends(found: Interval | None) -> tuple[float | None, float | None]:
    return (None, None) if found is None else (found.low, found.high)


def _percent(share: float, lang: Lang) -> str:
    return numbers.quantity(100 * share, "percent", lang, decimals=0)


def aside(
    scores: tuple[Score, ...], names: Mapping[str, str], lang: Lang
) -> tuple[tuple[str, str], ...]:
    """What is scored apart, each as a title and its table: other windows, official series.

    `names` are those of the official series by id.
    """
    _ = translator(lang).gettext
    kinds: tuple[tuple[Origin, Part], ...] = (
        ("reference", "filled_in"),
        ("reference", "jump"),
        ("official", "clean"),
        ("official", "jump"),
    )
    return tuple(
        (
            f"{names.get(series_id) or series_words(series_id, lang)}: {_(PART_WORDS[part])}",
            score_table(scores, origin=origin, series_id=series_id, part=part, lang=lang),
        )
        for origin, part in kinds
        for series_id in series_of(scores, origin, part)
    )

"""What the what-if page's curve shows, as plain data.

The browser and the exported picture draw the same scene, so they cannot differ. Moments are decimal
years, so the figure of the year 2025 stands at 2026.0, the end of that year.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np

from lib.analysis.progress.points import Point
from lib.analysis.progress.verdict import end_of_year
from lib.analysis.projection.history import SeriesHistory
from lib.analysis.projection.projection import Fan, Projection
from lib.analysis.projection.scale import Floats
from lib.analysis.scenarios.whatif import mean_over_units
from lib.features.scenarios.axes import (
    Scene,
    axis,
    exact,
    figure,
    moment,
    number_form,
    unit_title,
    value_text,
    years,
)
from lib.features.scenarios.wording import LandingWords, aim_words, headlines, reading_words
from lib.model.entities import Aim, Indicator, Target
from lib.model.period import decimal_year
from lib.model.vocabulary import Lang, Provenance
from lib.style.palette import GROUNDS, PILLARS, Theme
from lib.text import translator
from lib.wording import numbers

NEW_BOUNDARIES: Final = 2025.5
"""1 July 2025: districts end, communes begin. No line crosses it."""


@dataclass(frozen=True, slots=True)
class ChartInput:
    """One commune drawn beside the city."""

    name: str
    t: Floats
    values: Floats
    ahead: Floats
    baseline: Floats
    scenario: Floats


@dataclass(frozen=True, slots=True)
class ChartSubject:
    """Everything a curve picture is drawn from.

    `old` is the history over the districts, which ended; `others` are points of the same indicator
    by other methods, never joined to anything; `aims` are the targets to mark. `assumed` is the
    city's curve under the assumptions alone, where actions are set too; `fan` stands in for the
    band where there are one or two figures.
    """

    history: SeriesHistory
    projection: Projection
    landing: LandingWords
    today: date
    old: SeriesHistory | None = None
    others: tuple[Point, ...] = ()
    aims: tuple[tuple[Target, Aim], ...] = ()
    shown: ChartInput | None = None
    assumed: Floats | None = None
    fan: Fan | None = None

    @property
    def indicator(self) -> Indicator:
        return self.history.indicator

    @property
    def has_communes(self) -> bool:
        """Whether any commune has a curve."""
        return bool(np.isfinite(self.projection.units_scenario).any())

    @property
    def provenance(self) -> Provenance | None:
        return self.landing.provenance

    @property
    def is_illustrative(self) -> bool:
        return self.provenance == "illustrative"


def colours(indicator: Indicator, theme: Theme) -> dict[str, str]:
    """The few colours of a scene: the pillar's own for the scenario, greys for the rest."""
    ground = GROUNDS[theme]
    return {
        "paper": ground.paper,
        "ink": ground.ink,
        "soft": ground.soft,
        "rule": ground.rule,
        "main": PILLARS[theme][indicator.pillar],
    }


def scene(subject: ChartSubject, lang: Lang) -> Scene:
    """The whole picture as plain data, for the exported one: `still` with what controls move."""
    fixed = still(subject, lang)
    lines = [*fixed["lines"], *_moved_lines(subject, lang)]
    band = _band(moving(subject))
    values = [value for line in lines for _t, value in line["pts"]]
    values += [edge for row in band for edge in row[1:]]
    values += [edge for mark in fixed["targets"] for edge in (mark["lo"], mark["hi"])]
    kinds = {line["kind"] for line in lines} | ({"band"} if band else set())
    named = [["unit_ahead", subject.shown.name]] if subject.shown else []
    return fixed | {
        "alt": alt(subject, lang),
        "y": axis(values, subject.indicator, lang),
        "band": band,
        "lines": lines,
        "legend": [entry for entry in fixed["legend"] if entry[0] in kinds] + named,
    }


def still(subject: ChartSubject, lang: Lang) -> Scene:
    """What no control moves: published and past lines, targets, today, the axis of time, words.

    The browser asks for it once; it depends on the series, the language and the day alone.
    """
    _ = translator(lang).gettext
    lines = list(_still_lines(subject))
    moments = [t for line in lines for t, _v in line["pts"]]
    moments += [float(t) for t in subject.projection.t]
    first = math.floor(min(moments, default=decimal_year(subject.today)) - 0.25)
    return {
        "x": years(first, lang) | {"today": [moment(decimal_year(subject.today)), _("today")]},
        "break": _break(subject, first, lang),
        "lines": lines,
        "targets": list(_targets(subject, lang)),
        "when": [_("end of {year}"), _("last figure, {year}")],
        "number": number_form(subject.indicator, lang),
        "cap": subject.indicator.cap,
        "unit": unit_title(subject.indicator, lang),
        "names": _names(lang),
        "legend": _legend(lang),
        "alt": alt_form(subject, lang),
        "headline": headlines(subject.landing, lang),
    }


def moving(subject: ChartSubject) -> dict[str, Any]:
    """What the controls move: curves at the moments `t`, the band, and a commune's own.

    Ten significant digits: enough to hold the browser's own working against it. `assumed` is the
    baseline under the assumptions alone; both curves and the band are None without a projection.
    """
    projection, landing, shown = subject.projection, subject.landing, subject.shown
    unit = None
    if shown is not None:
        unit = {
            "name": shown.name,
            "past": [
                [moment(t), figure(value)]
                for t, value in zip(shown.t, shown.values, strict=True)
                if math.isfinite(value)
            ],
            "baseline": exact(shown.baseline),
            "scenario": exact(shown.scenario),
        }
    # What goes by an identity is drawn as soon as its rates are set, even while a control is held.
    if landing.scenario is None and projection.city_from != "identity":
        return {"t": [], "baseline": None, "scenario": None, "band": None, "unit": unit}
    found: dict[str, Any] = {
        "t": exact(projection.t),
        "baseline": exact(projection.city_baseline),
        "scenario": exact(projection.city_scenario),
        "band": None,
        "unit": unit,
    }
    if subject.assumed is not None:
        found["assumed"] = exact(subject.assumed)
    band = projection.city_band()
    if band is not None:
        found["band"] = {"low": exact(band.low), "high": exact(band.high)}
    elif subject.fan is not None:
        found["fan"] = [
            {"factor": factor, "values": exact(curve)}
            for factor, curve in zip(subject.fan.factors, subject.fan.city, strict=True)
        ]
    return found


def _band(moved: dict[str, Any]) -> list[list[float]]:
    """[t, low, high] at every moment that has a band."""
    band = moved["band"]
    if band is None:
        return []
    rows = zip(moved["t"], band["low"], band["high"], strict=True)
    return [[moment(t), low, high] for t, low, high in rows if low is not None]


def _names(lang: Lang) -> dict[str, str]:
    _ = translator(lang).gettext
    return {"now": _("As now"), "assumed": _("Assumptions only"), "scenario": _("Scenario")}


def _break(subject: ChartSubject, first: int, lang: Lang) -> list[Any] | None:
    """Where the units changed; shown only where values of both kinds of units are drawn."""
    _ = translator(lang).gettext
    if subject.old is None or first >= NEW_BOUNDARIES or not mean_over_units(subject.old)[0].size:
        return None
    return [NEW_BOUNDARIES, _("communes since 1 July 2025")]


def _still_lines(subject: ChartSubject) -> Iterable[Scene]:
    """Every line that stands, each within one series, one method and one set of boundaries."""
    city = subject.history.city
    if subject.old is not None:
        yield from _line("old", *mean_over_units(subject.old))
    yield from _line("past", *mean_over_units(subject.history))
    for point in subject.others:
        yield from _line("other", [point.t], [point.value])
    # The city itself kept its boundaries, so its published figures may be joined.
    yield from _line("published", [p.t for p in city], [p.value for p in city], dots=True)
    if subject.landing.scenario is None:
        yield from _way_to_target(subject)


def _moved_lines(subject: ChartSubject, lang: Lang) -> Iterable[Scene]:
    """The lines that controls move, in the order in which they lie over one another."""
    projection, landing, shown = subject.projection, subject.landing, subject.shown
    if shown is not None:
        last = value_text(shown.scenario[-1], subject.indicator, lang)
        yield from _line("unit", shown.t, shown.values)
        yield from _line("unit_now", shown.ahead, shown.baseline)
        yield from _line("unit_ahead", shown.ahead, shown.scenario, label=shown.name, text=last)
    if landing.scenario is None:
        return
    for factor, curve in zip(*_fan(subject), strict=True):
        if factor != 1:
            yield from _line("fan", projection.t, curve)
    curves = {"now": projection.city_baseline} if landing.baseline is not None else {}
    if subject.assumed is not None:
        curves["assumed"] = subject.assumed
    if landing.is_changed:
        curves["scenario"] = projection.city_scenario
    for kind, curve in curves.items():
        text = value_text(curve[-1], subject.indicator, lang)
        yield from _line(kind, projection.t, curve, label=_names(lang)[kind], text=text)


def _fan(subject: ChartSubject) -> tuple[Sequence[float], Sequence[Floats]]:
    return (subject.fan.factors, list(subject.fan.city)) if subject.fan else ((), ())


def _way_to_target(subject: ChartSubject) -> Iterable[Scene]:
    """Without a pace there is no curve: only the straight way the target would take."""
    last, goal = subject.landing.last, subject.landing.goal
    if last is not None and goal is not None:
        ends = [last.t, end_of_year(goal.target.year)]
        yield from _line("way", ends, [last.value, goal.threshold])


def _line(
    kind: str, t: Any, values: Any, *, label: str = "", text: str = "", dots: bool = False
) -> Iterable[Scene]:
    points = [
        [moment(at), figure(value)]
        for at, value in zip(t, values, strict=True)
        if math.isfinite(value)
    ]
    if points:
        line: Scene = {"kind": kind, "pts": points}
        if label:
            line |= {"label": label, "text": text}
        if dots:
            line["dots"] = 1
        yield line


def _targets(subject: ChartSubject, lang: Lang) -> Iterable[Scene]:
    """One mark a target and reading; two readings that say the same are one."""
    _ = translator(lang).gettext
    ends = [(target.year, aim.low, aim.high) for target, aim in subject.aims]
    for i, (target, aim) in enumerate(subject.aims):
        if ends[i] in ends[:i]:
            continue
        words = aim_words(target, aim, subject.indicator, lang)
        is_alone = ends.count(ends[i]) == 1
        yield {
            "t": end_of_year(target.year),
            "lo": aim.low,
            "hi": aim.high,
            "label": _("Target {year}").format(year=target.year),
            "text": reading_words(target, aim, subject.indicator, lang) if is_alone else words,
            "short": words,
        }


def _legend(lang: Lang) -> list[list[str]]:
    """What each kind of stroke means; a picture names the kinds it has.

    Lines that carry a label of their own are named too: a narrow screen has no room for labels.
    """
    _ = translator(lang).gettext
    meanings = {
        "published": _("Published for the city"),
        "other": _("By another method: not comparable"),
        "past": _("Mean of communes, weighted by population"),
        "old": _("Mean of districts until 30 June 2025"),
        **_names(lang),
        "way": _("Straight way to the target"),
        "band": _("Scenario: 8 chances in 10 lie within"),
        "fan": _("At half and at one and a half times the pace so far"),
    }
    return [[kind, text] for kind, text in meanings.items()]


def alt(subject: ChartSubject, lang: Lang) -> str:
    """The picture in words, for who cannot see it."""
    landing = subject.landing
    form = alt_form(subject, lang)
    if landing.baseline is None or landing.scenario is None:
        return form
    return form.replace(
        "{baseline}", value_text(landing.baseline, subject.indicator, lang)
    ).replace("{scenario}", value_text(landing.scenario, subject.indicator, lang))


def alt_form(subject: ChartSubject, lang: Lang) -> str:
    """The same, with {baseline} and {scenario} to be filled in by the browser."""
    _ = translator(lang).gettext
    landing = subject.landing
    parts = [
        _("Line chart of {name} to the end of {year}.").format(
            name=subject.indicator.name.in_(lang), year=landing.year
        )
    ]
    if landing.last is not None:
        parts.append(
            _("Last published: {value} ({period}).").format(
                value=value_text(landing.last.value, subject.indicator, lang),
                period=numbers.period(landing.last.period, lang),
            )
        )
    if landing.scenario is not None:
        parts.append(
            _("End of {year}: as now {baseline}, in the scenario {scenario}.").format(
                year=landing.year, baseline="{baseline}", scenario="{scenario}"
            )
        )
    parts += [
        _("Target {year}").format(year=target.year)
        + ": "
        + aim_words(target, aim, subject.indicator, lang)
        + "."
        for target, aim in subject.aims
    ]
    return " ".join(parts)

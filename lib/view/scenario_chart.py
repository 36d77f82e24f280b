"""What the what-if page's curve shows, as plain data.

The browser and the exported picture draw the same scene, so they cannot differ. Moments are decimal
years, so the figure of the year 2025 stands at 2026.0, the end of that year.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np

from lib.analysis.history import SeriesHistory
from lib.analysis.points import Point
from lib.analysis.projection import Projection
from lib.analysis.scale import Floats
from lib.analysis.verdict import end_of_year
from lib.analysis.whatif import mean_over_units, spread
from lib.model.kinds import Lang, Provenance
from lib.model.period import decimal_year
from lib.model.things import Aim, Indicator, Target
from lib.text import translator
from lib.view import numbers
from lib.view.palette import GROUNDS, PILLARS, Theme
from lib.view.scenario_scale import Scene, axis, figure, moment, number_form, value_text, years
from lib.view.scenario_words import Landing, aim_words

NEW_BOUNDARIES: Final = 2025.5
"""1 July 2025: districts end, communes begin. No line crosses it."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One commune drawn beside the city."""

    name: str
    t: Floats
    values: Floats
    ahead: Floats
    baseline: Floats
    scenario: Floats


@dataclass(frozen=True, slots=True)
class Subject:
    """Everything a curve picture is drawn from.

    `old` is the history over the districts, which ended; `others` are points of the same indicator
    by other methods, never joined to anything; `aims` are the targets to mark.
    """

    history: SeriesHistory
    projection: Projection
    landing: Landing
    today: date
    old: SeriesHistory | None = None
    others: tuple[Point, ...] = ()
    aims: tuple[tuple[Target, Aim], ...] = ()
    shown: Shown | None = None

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


def scene(subject: Subject, lang: Lang) -> Scene:
    """The picture of the city's curve: lines, band, targets, today, axes and words."""
    _ = translator(lang).gettext
    lines = list(_lines(subject, lang))
    band = _band(subject)
    targets = list(_targets(subject, lang))
    values = [value for line in lines for _t, value in line["pts"]]
    values += [edge for row in band for edge in row[1:]]
    values += [edge for mark in targets for edge in (mark["lo"], mark["hi"])]
    moments = [t for line in lines for t, _v in line["pts"]]
    first = math.floor(min(moments, default=decimal_year(subject.today)) - 0.25)
    return {
        "alt": alt(subject, lang),
        "x": years(first, lang) | {"today": [moment(decimal_year(subject.today)), _("today")]},
        "break": _break(subject, first, lang),
        "y": axis(values, subject.indicator, lang),
        "band": band,
        "lines": lines,
        "targets": targets,
        "when": [_("end of {year}"), _("last figure, {year}")],
        "number": number_form(subject.indicator, lang),
        "legend": _legend(subject, lines, lang),
    }


def _break(subject: Subject, first: int, lang: Lang) -> list[Any] | None:
    """Where the units changed; shown only where values of both kinds of units are drawn."""
    _ = translator(lang).gettext
    if subject.old is None or first >= NEW_BOUNDARIES or not mean_over_units(subject.old)[0].size:
        return None
    return [NEW_BOUNDARIES, _("communes since 1 July 2025")]


def _lines(subject: Subject, lang: Lang) -> Iterable[Scene]:
    """Every line of the picture, each within one series, one method and one set of boundaries."""
    projection, landing = subject.projection, subject.landing
    city = subject.history.city
    if subject.old is not None:
        yield from _line("old", *mean_over_units(subject.old))
    yield from _line("past", *mean_over_units(subject.history))
    for point in subject.others:
        yield from _line("other", [point.t], [point.value])
    # The city itself kept its boundaries, so its published figures may be joined.
    yield from _line("published", [p.t for p in city], [p.value for p in city], dots=True)
    if subject.shown is not None:
        yield from _line("unit", subject.shown.t, subject.shown.values)
        yield from _line("unit_now", subject.shown.ahead, subject.shown.baseline)
        yield from _line(
            "unit_ahead",
            subject.shown.ahead,
            subject.shown.scenario,
            label=subject.shown.name,
            text=value_text(subject.shown.scenario[-1], subject.indicator, lang),
        )
    if landing.scenario is None or landing.baseline is None:
        yield from _way_to_target(subject)
        return
    _ = translator(lang).gettext
    yield from _line(
        "now",
        projection.t,
        projection.city_baseline,
        label=_("As now"),
        text=value_text(landing.baseline, subject.indicator, lang),
    )
    if landing.is_changed:
        yield from _line(
            "scenario",
            projection.t,
            projection.city_scenario,
            label=_("Scenario"),
            text=value_text(landing.scenario, subject.indicator, lang),
        )


def _way_to_target(subject: Subject) -> Iterable[Scene]:
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


def _band(subject: Subject) -> list[list[float]]:
    """The spread of communes: [t, 10th percentile, 90th], past and scenario."""
    projection = subject.projection
    if not subject.has_communes or subject.landing.scenario is None:
        return []
    rows: dict[float, list[float]] = {}
    for t, values in (
        (subject.history.t, subject.history.values),
        (projection.t, projection.units_scenario),
    ):
        low, _middle, high = spread(values)
        known = np.isfinite(values).sum(axis=0) > len(values) / 2
        for i in np.flatnonzero(known):
            rows[moment(t[i])] = [moment(t[i]), figure(low[i]), figure(high[i])]
    return [rows[t] for t in sorted(rows)]


def _targets(subject: Subject, lang: Lang) -> Iterable[Scene]:
    """One mark a target and reading; two readings that say the same are one."""
    _ = translator(lang).gettext
    forms = {"relative": _("{words} (relative reading)"), "points": _("{words} (in points)")}
    ends = [(target.year, aim.low, aim.high) for target, aim in subject.aims]
    for i, (target, aim) in enumerate(subject.aims):
        if ends[i] in ends[:i]:
            continue
        words = aim_words(target, aim, subject.indicator, lang)
        form = "{words}" if ends.count(ends[i]) > 1 else forms.get(aim.reading, "{words}")
        yield {
            "t": end_of_year(target.year),
            "lo": aim.low,
            "hi": aim.high,
            "label": _("Target {year}").format(year=target.year),
            "text": form.format(words=words),
            "short": words,
        }


def _legend(subject: Subject, lines: list[Scene], lang: Lang) -> list[list[str]]:
    """What each kind of stroke means.

    Lines that carry a label of their own are named too: a narrow screen has no room for labels.
    """
    _ = translator(lang).gettext
    meanings = {
        "published": _("Published for the city"),
        "other": _("By another method: not comparable"),
        "past": _("Mean of communes, weighted by population"),
        "old": _("Mean of districts until 30 June 2025"),
        "now": _("As now"),
        "scenario": _("Scenario"),
        "unit_ahead": subject.shown.name if subject.shown else "",
        "way": _("Straight way to the target"),
    }
    kinds = {line["kind"] for line in lines}
    found = [[kind, text] for kind, text in meanings.items() if kind in kinds]
    if subject.has_communes and subject.landing.scenario is not None:
        found.append(["band", _("Spread of communes: the middle 80%")])
    return found


def alt(subject: Subject, lang: Lang) -> str:
    """The picture in words, for who cannot see it."""
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
    if landing.baseline is not None and landing.scenario is not None:
        parts.append(
            _("End of {year}: as now {baseline}, in the scenario {scenario}.").format(
                year=landing.year,
                baseline=value_text(landing.baseline, subject.indicator, lang),
                scenario=value_text(landing.scenario, subject.indicator, lang),
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

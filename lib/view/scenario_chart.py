"""What the what-if page's pictures show, as plain data: the browser and the exported picture draw
the same scene, so they cannot differ.

Moments are decimal years, so the figure of the year 2025 stands at 2026.0, the end of that year.
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
from lib.view.scenario_words import Landing, aim_words

Scene = dict[str, Any]

NEW_BOUNDARIES: Final = 2025.5
"""1 July 2025: districts end, communes begin. No line crosses it."""

_MOST_TICKS = 6
_TOP_ROOM = 0.06  # of the span, so that no curve runs along the frame


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
    targets = [_target(target, aim, subject, lang) for target, aim in subject.aims]
    values = [value for line in lines for _t, value in line["pts"]]
    values += [edge for row in band for edge in row[1:]]
    values += [edge for mark in targets for edge in (mark["lo"], mark["hi"])]
    moments = [t for line in lines for t, _v in line["pts"]]
    first = math.floor(min(moments, default=decimal_year(subject.today)) - 0.25)
    return {
        "alt": alt(subject, lang),
        "x": _years(first, lang) | {"today": [_t(decimal_year(subject.today)), _("today")]},
        "break": _break(subject, first, lang),
        "y": _axis(values, subject.indicator, lang),
        "band": band,
        "lines": lines,
        "targets": targets,
        "tips": _tips(subject, lang),
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
            text=_text(subject.shown.scenario[-1], subject.indicator, lang),
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
        text=_text(landing.baseline, subject.indicator, lang),
    )
    if landing.is_changed:
        yield from _line(
            "scenario",
            projection.t,
            projection.city_scenario,
            label=_("Scenario"),
            text=_text(landing.scenario, subject.indicator, lang),
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
        [_t(moment), _v(value)]
        for moment, value in zip(t, values, strict=True)
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
    if not projection.unit_codes or subject.landing.scenario is None:
        return []
    rows: dict[float, list[float]] = {}
    for t, values in (
        (subject.history.t, subject.history.values),
        (projection.t, projection.units_scenario),
    ):
        low, _middle, high = spread(values)
        known = np.isfinite(values).sum(axis=0) > len(values) / 2
        for i in np.flatnonzero(known):
            rows[_t(t[i])] = [_t(t[i]), _v(low[i]), _v(high[i])]
    return [rows[t] for t in sorted(rows)]


def _target(target: Target, aim: Aim, subject: Subject, lang: Lang) -> Scene:
    _ = translator(lang).gettext
    words = aim_words(target, aim, subject.indicator, lang)
    forms = {"relative": _("{words} (relative reading)"), "points": _("{words} (in points)")}
    text = forms.get(aim.reading, "{words}").format(words=words)
    return {
        "t": end_of_year(target.year),
        "lo": aim.low,
        "hi": aim.high,
        "label": _("Target {year}").format(year=target.year),
        "text": text,
    }


def _tips(subject: Subject, lang: Lang) -> list[list[Any]]:
    """What the pointer reads at each projected moment."""
    _ = translator(lang).gettext
    landing, projection = subject.landing, subject.projection
    if landing.scenario is None:
        return []
    rows = []
    for i, moment in enumerate(projection.t.tolist()):
        said = [[_("As now"), _text(projection.city_baseline[i], subject.indicator, lang)]]
        if landing.is_changed:
            value = _text(projection.city_scenario[i], subject.indicator, lang)
            said.insert(0, [_("Scenario"), value])
        if subject.shown is not None:
            value = _text(subject.shown.scenario[i], subject.indicator, lang)
            said.append([subject.shown.name, value])
        rows.append([_t(moment), _moment(moment, lang), said])
    return rows


def _moment(t: float, lang: Lang) -> str:
    _ = translator(lang).gettext
    year = math.ceil(t - 1e-9) - 1
    if abs(t - round(t)) < 1e-6:
        return _("end of {year}").format(year=year)
    return _("last figure, {year}").format(year=year)


def _legend(subject: Subject, lines: list[Scene], lang: Lang) -> list[list[str]]:
    """What each kind of stroke means; the lines that carry a label of their own are named too,
    since a narrow screen has no room for labels.
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
    if subject.projection.unit_codes and subject.landing.scenario is not None:
        found.append(["band", _("Spread of communes: the middle 80 %")])
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
                value=_text(landing.last.value, subject.indicator, lang),
                period=numbers.period(landing.last.period, lang),
            )
        )
    if landing.baseline is not None and landing.scenario is not None:
        parts.append(
            _("End of {year}: as now {baseline}, in the scenario {scenario}.").format(
                year=landing.year,
                baseline=_text(landing.baseline, subject.indicator, lang),
                scenario=_text(landing.scenario, subject.indicator, lang),
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


def _years(first: int, lang: Lang) -> Scene:
    _ = translator(lang).gettext
    last = 2030
    step = max(1, math.ceil((last - first) / 10))
    years = range(last, first - 1, -step)
    return {
        "lo": float(first),
        "hi": end_of_year(last),
        "ticks": [[end_of_year(year), str(year)] for year in reversed(years)],
        "title": _("end of year"),
    }


def _axis(values: Iterable[float], indicator: Indicator, lang: Lang) -> Scene:
    """Few round ticks around the values; a share stays within nought and its cap."""
    known = [value for value in values if math.isfinite(value)] or [0.0, 1.0]
    low, high = min(known), max(known)
    span = (high - low) or abs(high) or 1.0
    low, high = low - _TOP_ROOM * span, high + _TOP_ROOM * span
    # Nought is worth showing when it is near; a zoom hides how small a change is.
    if min(known) >= 0 and low < 0.6 * high:
        low = 0.0
    step = _step((high - low) / (_MOST_TICKS - 1))
    low = math.floor(low / step + 1e-9) * step
    high = math.ceil(high / step - 1e-9) * step
    if indicator.cap is not None and max(known) <= indicator.cap:
        high = min(high, indicator.cap)
    count = math.floor((high - low) / step + 1e-6)
    ticks = [low + i * step for i in range(count + 1)]
    places = max(0, -math.floor(math.log10(step) + 1e-9))
    return {
        "lo": low,
        # A hair above the cap, so that a curve at 100 % is not cut in half.
        "hi": high + 0.02 * (high - low),
        "ticks": [[_v(tick), numbers.number(tick, lang, decimals=places)] for tick in ticks],
        "title": numbers.unit_words(indicator.unit, lang) or indicator.name.in_(lang),
    }


def _step(least: float) -> float:
    """The next of 1, 2, 5 · 10ⁿ."""
    size = 10.0 ** math.floor(math.log10(least))
    return next(size * part for part in (1, 2, 5, 10) if size * part >= least * (1 - 1e-9))


def units_scene(subject: Subject, *, names_url: str, lang: Lang, where: int | None = None) -> Scene:
    """Communes at the horizon, from the lowest baseline to the highest: as now and scenario.

    `order` holds places in the list of names at `names_url`; `where` is the place of the commune
    that is shown beside the city.
    """
    _ = translator(lang).gettext
    projection = subject.projection
    baseline = projection.units_baseline[:, -1]
    scenario = projection.units_scenario[:, -1]
    order = [int(i) for i in np.argsort(baseline, kind="stable") if math.isfinite(baseline[i])]
    goal = subject.landing.goal
    edges = [*baseline[order].tolist(), *scenario[order].tolist()]
    edges += [goal.threshold] if goal else []
    return {
        "alt": units_alt(subject, lang),
        "order": order,
        "now": [_v(value) for value in baseline[order].tolist()],
        "scenario": [_v(value) for value in scenario[order].tolist()],
        "y": _axis(edges, subject.indicator, lang),
        "target": _units_target(subject, lang),
        "names": names_url,
        "where": where,
        "x": _("{n} communes, from the lowest to the highest as now").format(n=len(order)),
        "legend": [["now", _("As now")], ["scenario", _("Scenario")]],
    }


def _units_target(subject: Subject, lang: Lang) -> list[Any] | None:
    _ = translator(lang).gettext
    goal = subject.landing.goal
    if goal is None:
        return None
    words = aim_words(goal.target, goal.aim, subject.indicator, lang)
    return [goal.threshold, _("Target {year}").format(year=goal.target.year) + ": " + words]


def units_alt(subject: Subject, lang: Lang) -> str:
    """The communes' picture in words."""
    _ = translator(lang).gettext
    ends = spread(subject.projection.units_scenario[:, -1:])[:, 0].tolist()
    low, middle, high = (_text(value, subject.indicator, lang) for value in ends)
    return _(
        "Communes at the end of {year} in the scenario: a tenth at or below {low}, half at or "
        "below {middle}, a tenth at or above {high}."
    ).format(year=subject.landing.year, low=low, middle=middle, high=high)


def _text(value: float, indicator: Indicator, lang: Lang) -> str:
    return numbers.value_of(float(value), indicator, lang) if math.isfinite(value) else "–"


def _t(moment: float) -> float:
    return round(float(moment), 3)


def _v(value: float) -> float:
    """Five significant digits: more than a screen has pixels, fewer than a float has bytes."""
    return float(f"{float(value):.5g}")

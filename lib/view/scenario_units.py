"""The picture of the communes at the horizon, ranked by where they land as now."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from lib.analysis.projection import Projection
from lib.analysis.whatif import spread
from lib.model.kinds import Lang
from lib.text import translator
from lib.view.scenario_chart import Subject
from lib.view.scenario_scale import Scene, axis, figure, number_form, value_text
from lib.view.scenario_words import aim_words


def ranked(projection: Projection) -> list[int]:
    """Places of the communes that have a curve, from the lowest to the highest as now."""
    baseline = projection.units_baseline[:, -1]
    order = np.argsort(baseline, kind="stable")
    return [int(i) for i in order if math.isfinite(baseline[i])]


def as_now(projection: Projection) -> list[float]:
    """Every commune's value at the horizon as now, ranked."""
    found: list[float] = projection.units_baseline[ranked(projection), -1].tolist()
    return found


def still(projection: Projection, names: Mapping[str, str]) -> list[list[Any]]:
    """What no control moves: [code, name, value as now], ranked. `names` by unit code."""
    codes, baseline = projection.unit_codes, projection.units_baseline[:, -1]
    return [[codes[i], names[codes[i]], figure(baseline[i])] for i in ranked(projection)]


def units_scene(subject: Subject, *, still_url: str, lang: Lang, shown: str = "") -> Scene:
    """Communes at the horizon, ranked: the scenario's values; the rest is at `still_url`.

    `shown` is the code of the commune that is drawn beside the city.
    """
    _ = translator(lang).gettext
    projection = subject.projection
    order = ranked(projection)
    baseline = projection.units_baseline[order, -1]
    scenario = projection.units_scenario[order, -1]
    goal = subject.landing.goal
    edges = [*baseline.tolist(), *scenario.tolist(), *([goal.threshold] if goal else [])]
    return {
        "alt": units_alt(subject, lang),
        "still": still_url,
        "scenario": [figure(value) for value in scenario.tolist()],
        "y": axis(edges, subject.indicator, lang),
        "target": _units_target(subject, lang),
        "shown": shown,
        "number": number_form(subject.indicator, lang),
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
    low, middle, high = (value_text(value, subject.indicator, lang) for value in ends)
    return _(
        "Communes at the end of {year} in the scenario: a tenth at or below {low}, half at or "
        "below {middle}, a tenth at or above {high}."
    ).format(year=subject.landing.year, low=low, middle=middle, high=high)

"""The picture of the communes at the horizon, ranked by where they land as now."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lib.analysis.projection.projection import Projection
from lib.analysis.projection.scale import Floats
from lib.analysis.rounding import printed_edge, round_for_display
from lib.analysis.scenarios.whatif import spread
from lib.features.scenarios.axes import Scene, axis, number_form, round_step, value_text
from lib.features.scenarios.chart import ChartSubject
from lib.features.scenarios.wording import aim_words
from lib.model.entities import Indicator
from lib.model.vocabulary import Lang
from lib.style.palette import SEQUENTIAL, Theme
from lib.text import translator
from lib.wording import numbers


def ranked(projection: Projection) -> list[int]:
    """Places of the communes that have a curve, from the lowest to the highest as now."""
    baseline = projection.units_baseline[:, -1]
    order = np.argsort(baseline, kind="stable")
    found: list[int] = order[np.isfinite(baseline[order])].tolist()
    return found


def as_now(projection: Projection) -> list[float]:
    """Every commune's value at the horizon as now, ranked."""
    found: list[float] = projection.units_baseline[ranked(projection), -1].tolist()
    return found


def still(
    projection: Projection, indicator: Indicator, names: Mapping[str, str]
) -> list[list[Any]]:
    """What no control moves: [code, name, value as now as it is printed], ranked.

    `names` by unit code.
    """
    codes, baseline = projection.unit_codes, projection.units_baseline[:, -1].tolist()
    return [
        [codes[i], names[codes[i]], round_for_display(baseline[i], indicator)]
        for i in ranked(projection)
    ]


def communes_scene(
    subject: ChartSubject, *, lang: Lang, theme: Theme, shown: str = ""
) -> dict[str, Scene]:
    """Map and ranked dots in one: what both show is sent once.

    `shown` is the code of the commune that is drawn beside the city.
    """
    title = translator(lang).gettext("Communes at the end of {year}")
    # The spread stands beside the pictures as text; here a name is enough.
    return {
        "scene": {"alt": title.format(year=subject.landing.year)} | _shared(subject, lang, shown),
        "map": map_classes(subject, lang=lang, theme=theme) | {"short": _short(subject)},
        "units": _units_part(subject, lang),
    }


def units_scene(subject: ChartSubject, *, lang: Lang, shown: str = "") -> Scene:
    """Communes at the horizon as dots, ranked."""
    alt = {"alt": units_alt(subject, lang)}
    return alt | _shared(subject, lang, shown) | _units_part(subject, lang)


def map_scene(subject: ChartSubject, lang: Lang) -> Scene:
    """The scenario on the map: values at the horizon, and who is short of the target."""
    return {
        "alt": units_alt(subject, lang),
        "scenario": _scenario(subject),
        "short": _short(subject),
    }


def _shared(subject: ChartSubject, lang: Lang, shown: str) -> Scene:
    return {
        "scenario": _scenario(subject),
        "shown": shown,
        "number": number_form(subject.indicator, lang),
    }


def _scenario(subject: ChartSubject) -> list[float]:
    """Every commune's value at the horizon in the scenario, as it is printed, as `ranked`."""
    projection = subject.projection
    values = projection.units_scenario[ranked(projection), -1].tolist()
    return [round_for_display(value, subject.indicator) for value in values]


def _short(subject: ChartSubject) -> str:
    """A 1 for every commune that is short of the target, else a 0, in the order of `ranked`."""
    projection = subject.projection
    met = _met(projection.units_scenario[ranked(projection), -1], subject)
    return "".join("1" if _is_judged(subject) and not one else "0" for one in met.tolist())


def _units_part(subject: ChartSubject, lang: Lang) -> Scene:
    _ = translator(lang).gettext
    projection, goal = subject.projection, subject.landing.goal
    order = ranked(projection)
    edges = [
        *projection.units_baseline[order, -1].tolist(),
        *projection.units_scenario[order, -1].tolist(),
        *([goal.threshold] if goal else []),
    ]
    return {
        "y": axis(edges, subject.indicator, lang),
        "target": _units_target(subject, lang),
        "x": _("{n} communes, from the lowest to the highest as now").format(n=len(order)),
        "legend": [["now", _("As now")], ["scenario", _("Scenario")]],
    }


def map_classes(subject: ChartSubject, *, lang: Lang, theme: Theme) -> Scene:
    """What colours mean on the map: of use to every scenario of a series.

    The classes rest on where communes land as now, so that they stand while controls move.
    """
    _ = translator(lang).gettext
    projection, indicator = subject.projection, subject.indicator
    order = ranked(projection)
    edges = classes(projection.units_baseline[order, -1].tolist(), indicator)
    fills = _fills(len(edges) + 1, theme)
    legend = [
        ["", words, fill]
        for words, fill in zip(_ranges(edges, indicator, lang), fills, strict=True)
    ]
    if _is_judged(subject):
        legend.append(["short", _("Short of the target")])
    return {
        "edges": edges,
        "fills": fills,
        "is_made_up": projection.units_provenance == "illustrative",
        "words": [_("As now"), _("Scenario")],
        "legend": legend,
    }


def verdicts(subject: ChartSubject, lang: Lang) -> str:
    """How many communes meet the target at the horizon, as now and in the scenario."""
    _ = translator(lang).gettext
    goal, projection = subject.landing.goal, subject.projection
    if goal is None:
        return _("No target for {year} is set on this series.").format(year=subject.landing.year)
    target = aim_words(goal.target, goal.aim, subject.indicator, lang)
    if not _is_judged(subject):
        return _(
            "The target for {year} is {target}; on illustrative values no verdict is given."
        ).format(year=goal.target.year, target=target)
    order = ranked(projection)
    now = int(_met(projection.units_baseline[order, -1], subject).sum())
    then = int(_met(projection.units_scenario[order, -1], subject).sum())
    return _(
        "At the end of {year}, {then} of {n} communes stand at the city’s target ({target}) in "
        "this scenario, {now} as now."
    ).format(
        year=subject.landing.year,
        then=then,
        now=now,
        n=len(order),
        target=target,
    )


def _is_judged(subject: ChartSubject) -> bool:
    """Whether it is said who is short: there is a target, and no value is for demonstration."""
    is_made_up = subject.projection.units_provenance == "illustrative"
    return subject.landing.goal is not None and not is_made_up


def classes(values: Sequence[float], indicator: Indicator) -> list[float]:
    """At most five round bounds over the values, and up to the cap where one is near."""
    low, high = min(values), max(values)
    if indicator.cap is not None:
        high = min(indicator.cap, high + (high - low))
    if high <= low:
        return []
    step = round_step((high - low) / 6)
    first = math.floor(low / step) + 1
    found = [round(step * i, 10) for i in range(first, first + 5)]
    return [edge for edge in found if edge < high]


def _ranges(edges: Sequence[float], indicator: Indicator, lang: Lang) -> list[str]:
    if not edges:
        return [numbers.unit_words(indicator.unit, lang)]
    said = [numbers.number(edge, lang) for edge in edges]
    between = [f"{low}–{high}" for low, high in pairwise(said)]
    return [f"< {said[0]}", *between, f"≥ {said[-1]}"]


def _fills(count: int, theme: Theme) -> list[str]:
    ramp = SEQUENTIAL[theme]
    last = len(ramp) - 1
    return [ramp[round(i * last / max(count - 1, 1))] for i in range(count)]


def _met(values: Floats, subject: ChartSubject) -> NDArray[np.bool_]:
    """Which of the values meet the target once printed; none where there is no target."""
    goal = subject.landing.goal
    if goal is None:
        return np.zeros(len(values), dtype=bool)
    edge = printed_edge(
        goal.threshold, subject.indicator, comparator=goal.target.comparator, sense=goal.sense
    )
    return np.asarray(goal.sense * (values - edge) >= 0)


def _units_target(subject: ChartSubject, lang: Lang) -> list[Any] | None:
    _ = translator(lang).gettext
    goal = subject.landing.goal
    if goal is None:
        return None
    words = aim_words(goal.target, goal.aim, subject.indicator, lang)
    return [goal.threshold, _("Target {year}").format(year=goal.target.year) + ": " + words]


def units_alt(subject: ChartSubject, lang: Lang) -> str:
    """The communes' picture in words."""
    _ = translator(lang).gettext
    ends = spread(subject.projection.units_scenario[:, -1:])[:, 0].tolist()
    low, middle, high = (value_text(value, subject.indicator, lang) for value in ends)
    return _(
        "Communes at the end of {year} in the scenario: a tenth at or below {low}, half at or "
        "below {middle}, a tenth at or above {high}."
    ).format(year=subject.landing.year, low=low, middle=middle, high=high)

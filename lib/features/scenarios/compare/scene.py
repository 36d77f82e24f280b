"""Scenarios beside one another as pictures: their curves in one chart, a map for each.

The pictures are those of the what-if page, from the same scenes.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from lib.features.scenarios import chart, communes_chart
from lib.features.scenarios.axes import Scene, axis, figure, moment, number_form, value_text
from lib.features.scenarios.chart import ChartSubject
from lib.model.entities import Indicator
from lib.model.vocabulary import Lang
from lib.style.palette import COMPARED, Theme
from lib.text import translator

LETTERS: Final = "ABCD"
KINDS: Final = ("one", "two", "three", "four")
"""How the picture calls the lines of the scenarios, in their order."""

_LONGEST_LABEL: Final = 28


@dataclass(frozen=True, slots=True, eq=False)
class ComparedScenario:
    """One of the compared scenarios: its name, and the chosen series under it."""

    name: str
    subject: ChartSubject

    @property
    def has_curve(self) -> bool:
        return self.subject.landing.scenario is not None


def colours(indicator: Indicator, theme: Theme) -> dict[str, str]:
    """The colours of the what-if page, and one for each scenario."""
    return chart.colours(indicator, theme) | dict(zip(KINDS, COMPARED[theme], strict=True))


def label(i: int, name: str) -> str:
    """A scenario's letter with its name, cut to what stands beside a line."""
    short = name if len(name) <= _LONGEST_LABEL else name[: _LONGEST_LABEL - 1].rstrip() + "…"
    return f"{LETTERS[i]} · {short}"


def curves_scene(entries: Sequence[ComparedScenario], lang: Lang) -> Scene:
    """Every scenario's city curve over the same past, targets and axes."""
    first = entries[0].subject
    fixed = chart.still(first, lang)
    ahead = [_line(i, entry, lang) for i, entry in enumerate(entries) if entry.has_curve]
    lines = [*fixed["lines"], *ahead]
    values = [value for line in lines for _t, value in line["pts"]]
    values += [edge for mark in fixed["targets"] for edge in (mark["lo"], mark["hi"])]
    kinds = {line["kind"] for line in fixed["lines"]}
    return fixed | {
        "alt": alt(entries, lang),
        "lines": lines,
        "band": [],
        "y": axis(values, first.indicator, lang),
        "legend": [each for each in fixed["legend"] if each[0] in kinds]
        + [[line["kind"], line["label"]] for line in ahead],
    }


def _line(i: int, entry: ComparedScenario, lang: Lang) -> Scene:
    projection = entry.subject.projection
    curve = projection.city_scenario
    return {
        "kind": KINDS[i],
        "label": label(i, entry.name),
        "text": value_text(curve[-1], entry.subject.indicator, lang),
        "pts": [
            [moment(t), figure(value)]
            for t, value in zip(projection.t, curve, strict=True)
            if math.isfinite(value)
        ],
    }


def maps_scene(entries: Sequence[ComparedScenario], lang: Lang) -> list[dict[str, Any]]:
    """For each scenario that has communes: its title and its map."""
    return [
        {
            "title": label(i, entry.name),
            "kind": KINDS[i],
            "scene": communes_chart.map_scene(entry.subject, lang),
            "said": communes_chart.verdicts(entry.subject, lang),
        }
        for i, entry in enumerate(entries)
        if entry.has_curve and entry.subject.has_communes
    ]


def maps_classes(entries: Sequence[ComparedScenario], *, lang: Lang, theme: Theme) -> Scene:
    """What the colours of all those maps mean: what is sent once."""
    first = entries[0].subject
    return communes_chart.map_classes(first, lang=lang, theme=theme) | {
        "number": number_form(first.indicator, lang)
    }


def alt(entries: Sequence[ComparedScenario], lang: Lang) -> str:
    """The curves in words, for who cannot see them."""
    _ = translator(lang).gettext
    subject = entries[0].subject
    parts = [
        _("Line chart of {name} to the end of {year}.").format(
            name=subject.indicator.name.in_(lang), year=subject.landing.year
        )
    ]
    parts += [
        f"{label(i, entry.name)}: {value_text(landing, entry.subject.indicator, lang)}."
        for i, entry in enumerate(entries)
        if (landing := entry.subject.landing.scenario) is not None
    ]
    return " ".join(parts)

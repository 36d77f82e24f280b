"""Paces at work: the worked checks, and an example of the reader's own, in all three shapes.

Both go through `assess`, `pace_ratio` and `standing` as every target does; nothing is worked out
here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from html import escape
from typing import Final

import pandas as pd

from lib.analysis.progress.pace import SHAPES, PaceRatio, Shape, goal_on, pace_ratio
from lib.analysis.progress.points import Point
from lib.analysis.progress.schedule import ScheduleStatus, schedule_status
from lib.analysis.progress.verdict import Assessment, assess, end_of_year
from lib.features.methods.example_indicator import NOTHING, like
from lib.features.methods.html import Body, listed, sign, table
from lib.model.entities import Aim, Indicator, Target
from lib.model.period import year_period
from lib.model.vocabulary import Comparator, Lang
from lib.style.palette import Theme
from lib.text import translator
from lib.wording import numbers, terms
from lib.wording.formulas import SHAPES as SHAPE_WORDS
from lib.wording.formulas import formulas
from lib.wording.magnitudes import gap_words, ratio_words
from lib.wording.outlook import months_words
from lib.wording.verdict_reasons import obstacle_words


@dataclass(frozen=True, slots=True)
class Example:
    """Three figures, each at the end of a year. `cap` None: no highest possible value."""

    start: float
    start_year: int
    last: float
    last_year: int
    goal: float
    goal_year: int
    cap: float | None = 100.0
    sense: int = 1


@dataclass(frozen=True, slots=True)
class PaceExample:
    """What one shape says of an example. `indicator` is the example as one of that shape."""

    shape: Shape
    indicator: Indicator
    ratio: PaceRatio
    assessment: Assessment
    standing: ScheduleStatus


# The worked checks of the methods, all from 2020 over 2025 to 2030.
WORKED: Final = tuple(
    Example(start, 2020, last, 2025, goal, 2030)
    for start, last, goal in (
        (80.0, 88.0, 95.0),
        (10.0, 40.0, 80.0),
        (80.0, 97.0, 100.0),
        (92.0, 89.0, 90.0),
    )
)


def readings(example: Example) -> tuple[PaceExample, ...]:
    """The example judged in each shape, its target still open.

    As on the day of the last figure, or the target's day if that is earlier.
    """
    return tuple(_reading(example, shape) for shape in SHAPES)


def worked_table(lang: Lang, theme: Theme) -> str:
    """R and class of the worked checks in every shape."""
    _ = translator(lang).gettext
    rows = [
        (escape(_figures(one, lang)), *(_cell(found, lang, theme) for found in readings(one)))
        for one in WORKED
    ]
    heads = (_("2020 → 2025, target for 2030"), *(_(SHAPE_WORDS[shape]) for shape in SHAPES))
    return table(heads, [Body("", rows)], label=_("Worked examples"), classes="keyed")


def worked_frame(lang: Lang) -> pd.DataFrame:
    """The same to take away, a row a shape, with the paces that make R."""
    return frame(WORKED, lang)


def frame(examples: Sequence[Example], lang: Lang) -> pd.DataFrame:
    """Examples with observed and required pace, R and class, a row a shape."""
    return pd.DataFrame(
        [_line(one, found, lang) for one in examples for found in readings(one)],
        columns=[
            "baseline_value", "baseline_year", "latest_value", "latest_year", "target_value",
            "target_year", "cap", "shape", "pace_so_far", "pace_needed", "pace_ratio",
            "class_words",
        ],
    )  # fmt: skip


def live_table(found: Sequence[PaceExample], lang: Lang, theme: Theme) -> str:
    """A reader's example in every shape: R, class, and where it stands on the path."""
    _ = translator(lang).gettext
    rows = [
        (
            escape(_(SHAPE_WORDS[one.shape])),
            f"{_ratio(one, lang)}{_note(one, lang)}",
            _class(one, lang, theme),
            escape(_path(one, lang)),
            escape(_lead(one, lang)),
        )
        for one in found
    ]
    heads = (
        _("Shape"),
        "R",
        _("Class"),
        _("The path at the latest figure’s time"),
        _("Early or late"),
    )
    return table(heads, [Body("", rows)], label=_("Your example"), classes="keyed")


def live_sums(found: Sequence[PaceExample], lang: Lang) -> str:
    """The arithmetic with the reader's figures filled in; the distance once, then R by shape."""
    # An example has no shape of its own to be told apart.
    shapeless = replace(found[0].indicator, path="none")
    lines = formulas(found[0].assessment, shapeless, lang)
    return listed(lines, classes="me-sums")


def live_answer(found: Sequence[PaceExample], lang: Lang) -> str:
    """Whether the shapes agree, in a sentence; for screen readers too."""
    _ = translator(lang).gettext
    classes = [_class_words(one, lang) for one in found]
    if len(set(classes)) == 1:
        return _("In every shape: {verdict}.").format(verdict=classes[0])
    told = "; ".join(
        f"{_(SHAPE_WORDS[one.shape])}: {said}" for one, said in zip(found, classes, strict=True)
    )
    return _("The shape decides: {told}.").format(told=told)


def _reading(example: Example, shape: Shape) -> PaceExample:
    indicator = like(shape, cap=example.cap, sense=example.sense)
    points = [_point(example.last, example.last_year)]
    if example.start_year < example.last_year:
        points.insert(0, _point(example.start, example.start_year))
    today = date(min(example.last_year, example.goal_year), 12, 31)
    (assessment,) = assess(
        _target(example),
        indicator,
        points,
        document_date=date(example.start_year, 12, 31),
        today=today,
    )
    ratio = pace_ratio(
        shape,
        (end_of_year(example.start_year), example.start),
        (end_of_year(example.last_year), example.last),
        (end_of_year(example.goal_year), example.goal),
        cap=example.cap,
        d=example.sense,
    )
    return PaceExample(shape, indicator, ratio, assessment, schedule_status(assessment, indicator))


def _target(example: Example) -> Target:
    comparator: Comparator = ">=" if example.sense > 0 else "<="
    return Target(
        target_id="example",
        document_id="",
        series_id="example",
        pillar="general",
        name=NOTHING,
        kind="quantified",
        comparator=comparator,
        aims=(Aim("stated", example.goal, example.goal),),
        year=example.goal_year,
        scope="",
        quote_vi="",
        note=NOTHING,
        source_id="",
        measurable_until=None,
    )


def _point(value: float, year: int) -> Point:
    period = year_period(year)
    return Point(period.t, value, period, "official", "")


def _figures(one: Example, lang: Lang) -> str:
    _ = translator(lang).gettext
    start, last, goal = (numbers.number(v, lang) for v in (one.start, one.last, one.goal))
    return _("{start} → {last}, target {goal}").format(start=start, last=last, goal=goal)


def _cell(one: PaceExample, lang: Lang, theme: Theme) -> str:
    if one.assessment.reason != "pace":
        return _class(one, lang, theme)
    return f"{_ratio(one, lang)} {_class(one, lang, theme)}{_note(one, lang)}"


def _ratio(one: PaceExample, lang: Lang) -> str:
    """R to three decimals."""
    ratio = one.ratio.ratio
    return "–" if ratio is None else ratio_words(ratio, lang, places=3, exact=True)


def _note(one: PaceExample, lang: Lang) -> str:
    """That the target is the cap and stands a little inside it."""
    if not one.ratio.inside_cap or one.ratio.ratio is None:
        return ""
    _ = translator(lang).gettext
    inside = numbers.number(goal_on_curve(one), lang)
    note = _("target taken as {value}").format(value=inside)
    return f"<small>{escape(note)}</small>"


def goal_on_curve(one: PaceExample) -> float:
    """The target as the shape has it: half a per cent inside the cap where it is the cap."""
    end, _inside = goal_on(one.shape, one.assessment.threshold or 0.0, one.indicator.cap)
    return end


def _class(one: PaceExample, lang: Lang, theme: Theme) -> str:
    if one.assessment.verdict == "distance_only":
        return escape(_class_words(one, lang))
    return sign(one.assessment.verdict, lang, theme)


def _class_words(one: PaceExample, lang: Lang) -> str:
    """The verdict's word, or which guard keeps a pace from being worked out."""
    if one.assessment.verdict != "distance_only":
        return terms.verdict(one.assessment.verdict, lang)
    _ = translator(lang).gettext
    status = one.ratio.status if one.ratio.status != "ok" else one.assessment.reason
    why = obstacle_words(status, lang)
    return _("no pace: {why}").format(why=why) if why else terms.verdict("distance_only", lang)


def _path(one: PaceExample, lang: Lang) -> str:
    at_last = one.standing.path_at_last
    return "–" if at_last is None else numbers.number(at_last, lang, decimals=1)


def _lead(one: PaceExample, lang: Lang) -> str:
    _ = translator(lang).gettext
    lead = one.standing.lead
    if lead is None:
        why = obstacle_words(one.standing.status, lang)
        return _("no place on a path: {why}").format(why=why) if why else "–"
    if round(lead, 1) == 0:
        return _("on the path")
    gap = gap_words(round(lead, 1), one.indicator, lang)
    side = _("{gap} ahead; {months}") if lead > 0 else _("{gap} behind; {months}")
    return side.format(gap=gap, months=months_words(one.standing, lang))


def _line(one: Example, found: PaceExample, lang: Lang) -> tuple[object, ...]:
    ratio = found.ratio
    return (
        one.start, one.start_year, one.last, one.last_year, one.goal, one.goal_year, one.cap,
        found.shape, ratio.observed, ratio.required,
        ratio.ratio, _class_words(found, lang),
    )  # fmt: skip

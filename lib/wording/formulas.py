"""The formulas behind a verdict with the figures filled in, and the thresholds they meet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lib.analysis.progress.pace import Shape
from lib.analysis.progress.verdict import Assessment, end_of_year
from lib.model.entities import Indicator
from lib.model.vocabulary import Lang
from lib.text import N_, translator
from lib.wording import numbers
from lib.wording.magnitudes import gap_words, pace_number, ratio_words, step_words

SHAPES: Final[dict[Shape, str]] = {
    "linear": N_("straight line"),
    "geometric": N_("steady rate of growth"),
    "logistic": N_("S-curve"),
}


def formulas(one: Assessment, indicator: Indicator, lang: Lang) -> tuple[str, ...]:
    """The lines of arithmetic that one reading rests on; none where there is no figure."""
    return (
        *_distance(one, indicator, lang),
        *_required(one, indicator, lang),
        *_ratios(one, indicator, lang),
    )


def thresholds(one: Assessment, indicator: Indicator, lang: Lang) -> tuple[str, ...]:
    """The rule that gives the verdict; none for a milestone."""
    _ = translator(lang).gettext
    if one.target.kind == "milestone" or one.reason == "tier_ended":
        return ()
    if one.is_past:
        rule = _(
            "Rule: the figure for the year itself decides; without one, the last figure of the 24 "
            "months before its end. Figures are compared as printed; “about” allows nothing, "
            "“over” must be exceeded."
        )
    elif indicator.kind in ("rank", "growth"):
        rule = _("Rule: a rank or a rate of growth is reached or not.")
    else:
        rule = _(
            "Rule, with R = pace so far ÷ pace needed: from 0.95 on track, from 0.60 must "
            "accelerate, from 0 far off, below 0 going back. R needs two figures or more."
        )
    return (rule,)


def _distance(one: Assessment, indicator: Indicator, lang: Lang) -> Iterator[str]:
    shown = one.used or one.last
    if shown is None or one.threshold is None or one.shortfall is None:
        return
    _ = translator(lang).gettext
    aim = numbers.value_of(one.threshold, indicator, lang)
    value = numbers.value_of(shown.value, indicator, lang)
    first, second = (aim, value) if one.sense > 0 else (value, aim)
    sign = numbers.MINUS if one.shortfall < 0 else ""
    gap = sign + gap_words(one.shortfall, indicator, lang)
    yield _("Distance = {first} − {second} = {gap}").format(first=first, second=second, gap=gap)


def _required(one: Assessment, indicator: Indicator, lang: Lang) -> Iterator[str]:
    if one.required_pace is None or one.last is None or one.threshold is None:
        return
    _ = translator(lang).gettext
    step = one.required_pace.per_year
    yield _("Pace needed = ({aim} − {value}) ÷ {years} years, rounded up: {step} a year").format(
        aim=numbers.value_of(one.threshold, indicator, lang),
        value=numbers.value_of(one.last.value, indicator, lang),
        years=numbers.number(end_of_year(one.target.year) - one.last.t, lang),
        step=step_words(step, indicator, lang, sign=step < 0),
    )


def _ratios(one: Assessment, indicator: Indicator, lang: Lang) -> Iterator[str]:
    """R in every shape that can be worked out, the indicator's own first."""
    _ = translator(lang).gettext
    own_first = sorted(one.ratios.values(), key=lambda found: found.shape != indicator.path)
    for found in own_first:
        if found.observed is None or found.required is None or found.ratio is None:
            continue
        said = _("R ({shape}) = {observed} ÷ {required} = {ratio}").format(
            shape=_(SHAPES[found.shape]),
            observed=pace_number(found.observed, lang),
            required=pace_number(found.required, lang),
            ratio=ratio_words(found.ratio, lang, places=3),
        )
        if found.shape == indicator.path:
            said += " – " + _("the indicator's own shape")
        if found.inside_cap:
            said += "; " + _("a target at the highest possible value counts half a per cent lower")
        yield said

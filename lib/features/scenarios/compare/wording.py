"""What scenarios beside one another come to, in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from lib.analysis.rounding import decimals, round_for_display
from lib.analysis.scenarios.comparison import ComparisonRow, Count
from lib.features.scenarios.axes import value_text
from lib.features.scenarios.compare.scene import LETTERS, ComparedScenario
from lib.features.scenarios.wording import aim_words
from lib.model.vocabulary import Lang
from lib.text import translator
from lib.wording import numbers
from lib.wording.magnitudes import with_gap_unit

_MOST_NAMED: Final = 3


def answer(
    entries: Sequence[ComparedScenario],
    rows: Sequence[ComparisonRow],
    counted: Sequence[Count],
    *,
    year: int,
    lang: Lang,
) -> tuple[str, ...]:
    """The difference between the scenarios: the chosen series first, then the targets."""
    return (
        *_landings(entries, year, lang),
        *_goals(entries, lang),
        *_counts(entries, counted, year, lang),
        *_told_apart(entries, rows, year, lang),
    )


def _landings(entries: Sequence[ComparedScenario], year: int, lang: Lang) -> tuple[str, ...]:
    """Where each lands, and how far apart the farthest are."""
    _ = translator(lang).gettext
    indicator = entries[0].subject.indicator
    name = indicator.name.in_(lang)
    ends = [
        (round_for_display(landing, indicator), i)
        for i, entry in enumerate(entries)
        if (landing := entry.subject.landing.scenario) is not None
    ]
    if not ends:
        return (_("{name}: not enough data to project, in any scenario.").format(name=name),)
    said = "; ".join(f"{LETTERS[i]} {value_text(value, indicator, lang)}" for value, i in ends)
    sentence = _("{name} at the end of {year}: {values}.").format(name=name, year=year, values=said)
    low, high = min(ends), max(ends)
    if low[0] == high[0]:
        return (sentence, _("That is the same in all: no control that differs moves it."))
    gap = numbers.number(
        round_for_display(high[0] - low[0], indicator), lang, decimals=decimals(indicator)
    )
    return (
        sentence,
        _("{high} is {gap} above {low}.").format(
            high=LETTERS[high[1]],
            low=LETTERS[low[1]],
            gap=with_gap_unit(gap, indicator.unit, lang),
        ),
    )


def _goals(entries: Sequence[ComparedScenario], lang: Lang) -> tuple[str, ...]:
    """Which of them reach the target of the chosen series."""
    _ = translator(lang).gettext
    goal = next((one.subject.landing.goal for one in entries if one.subject.landing.goal), None)
    drawn = [(i, each) for i, each in enumerate(entries) if each.subject.landing.odds is not None]
    if goal is None or not drawn:
        return ()
    reached = [LETTERS[i] for i, one in drawn if one.subject.landing.odds == "met"]
    said = {
        "year": goal.target.year,
        "target": aim_words(goal.target, goal.aim, entries[0].subject.indicator, lang),
    }
    if len(reached) == len(drawn):
        return (_("All of them meet the target for {year}, {target}.").format(**said),)
    if not reached:
        return (_("None of them meets the target for {year}, {target}.").format(**said),)
    return (
        _("The target for {year}, {target}, is met in {letters} only.").format(
            **said, letters=", ".join(reached)
        ),
    )


def _counts(
    entries: Sequence[ComparedScenario], counted: Sequence[Count], year: int, lang: Lang
) -> tuple[str, ...]:
    _ = translator(lang).gettext
    if not counted:
        return ()
    said = ", ".join(
        f"{LETTERS[i]} {one.met}" for i, one in zip(range(len(entries)), counted, strict=True)
    )
    return (
        _(
            "Published figures allow a projection of {n} of the {all} open targets for {year}; of "
            "these are met: {counts}."
        ).format(n=counted[0].known, all=counted[0].asked, year=year, counts=said),
    )


def _told_apart(
    entries: Sequence[ComparedScenario], rows: Sequence[ComparisonRow], year: int, lang: Lang
) -> tuple[str, ...]:
    """The targets that one scenario meets and another does not."""
    _ = translator(lang).gettext
    apart = [
        row for row in rows if row.differs and row.counts and row.assessment.target.year == year
    ]
    if not apart:
        return ()
    named = [
        _("{name} (met in {letters})").format(
            name=row.indicator.name.in_(lang),
            letters=", ".join(
                LETTERS[i] for i in range(len(entries)) if row.cells[i].outcome == "met"
            ),
        )
        for row in apart[:_MOST_NAMED]
    ]
    return (_("They part on: {targets}.").format(targets="; ".join(named)),)

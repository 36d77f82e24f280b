"""The rules of a verdict as tables: verdicts, comparisons, evidence levels, kinds of empty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final, get_args

import pandas as pd

from lib.analysis.progress.evidence import Level
from lib.analysis.progress.targets import binding
from lib.analysis.progress.verdict import ACCELERATE, ON_TRACK, Assessment, Verdict
from lib.features.methods.html import Body, sign, table
from lib.geo import wording
from lib.model.vocabulary import Comparator, Lang, MissingReason
from lib.style.palette import Theme
from lib.text import N_, translator
from lib.wording import numbers, terms

RULES: Final[dict[Verdict, str]] = {
    "achieved": N_("The target year is not over, and the last figure reaches the target already."),
    "met": N_("The year is over, and the figure for it reaches the target."),
    "met_on_last": N_(
        "The year is over without a figure for it; the last one of the 24 months before its end "
        "reaches the target."
    ),
    "on_track": N_("R is {on_track} or more."),
    "accelerate": N_("R is at least {accelerate} and below {on_track}."),
    "far_off": N_("R is at least 0 and below {accelerate}."),
    "not_yet": N_("A rank or a rate of growth that is not reached yet; it has no pace."),
    "slipped_below": N_(
        "The figure it starts from had reached the target; the last one no longer does."
    ),
    "going_back": N_("R is below 0: the figure has moved away from the target."),
    "missed": N_("The year is over, and the figure for it does not reach the target."),
    "missed_on_last": N_(
        "The year is over without a figure for it; the last one of the 24 months before its end "
        "does not reach the target."
    ),
    "distance_only": N_(
        "There is a figure, but no pace can be worked out: mostly because it is the only one."
    ),
    "not_reported": N_("The year is over, and no figure is recent enough to judge by."),
    "no_figure": N_("The target year is not over, and no figure has been published."),
    "not_measurable": N_(
        "The clause counts district offices, and that tier of government ended on 30 June 2025."
    ),
    "report_found": N_("A milestone that a cited report calls done."),
    "no_report": N_("A milestone without such a report; it never counts as missed."),
}

# As a clause writes it, and when it is met.
COMPARISONS: Final[dict[Comparator, tuple[str, str]]] = {
    "=": (
        N_("80%"),
        N_("The figure is at least as good: at least 80, or at most where less is better."),
    ),
    ">=": (N_("at least 80%"), N_("The figure is at least 80.")),
    "~": (
        N_("about 80%"),
        N_("As for 80% itself: “about” allows nothing, since no document says how much."),
    ),
    ">": (N_("over 80%"), N_("The figure is above 80; 80 itself does not meet it.")),
    "<=": (
        N_("at most 80%, or a rank in the top 5"),
        N_("The figure is at most that; a rank is met at 5 or nearer to 1."),
    ),
    "range": (N_("20–30%"), N_("From the end that is easier to reach: at least 20.")),
}

_LEVEL_GIVES: Final[dict[Level, str]] = {
    "A": N_("verdict by pace, place on the path, projection with a band and a chance"),
    "B": N_("the same verdict, marked provisional; three scenarios, no chance"),
    "C": N_("the distance and the pace needed from now on"),
    "D": N_("what would have to be published"),
}

_MISSING_SAYS: Final[dict[MissingReason, str]] = {
    "not_published": N_("The figure may exist; no source that can be cited gives it."),
    "not_collected": N_("Nobody measures it for this unit."),
    "not_applicable": N_(
        "It makes no sense for this unit, e.g. a commune office before July 2025."
    ),
    "suppressed": N_("Withheld by its publisher, e.g. to protect people."),
    "no_data_for_period": N_("Published for other periods, not for this one."),
}


@dataclass(frozen=True, slots=True)
class RuleExample:
    """How many distinct targets have which verdict and level; milestones apart."""

    targets: int
    verdicts: Mapping[Verdict, int]
    levels: Mapping[Level, int]
    milestones: Mapping[Verdict, int]

    @property
    def several(self) -> int:
        """With figures of two dates or more."""
        return self.levels["A"] + self.levels["B"]


def standing_of(assessed: Sequence[Assessment]) -> RuleExample:
    """Count assessments as the program counts them everywhere: distinct series and years."""
    bound = binding(assessed)
    levels = Counter(one.level for one in bound)
    return RuleExample(
        len(bound),
        Counter(one.verdict for one in bound),
        {level: levels[level] for level in get_args(Level)},
        Counter(one.verdict for one in assessed if one.target.kind == "milestone"),
    )


def lead(found: RuleExample, lang: Lang) -> str:
    """What the whole page rests on, in one sentence."""
    n_ = translator(lang).ngettext
    return n_(
        "Every verdict follows from published figures by rules fixed beforehand: of {n} distinct "
        "target, {several} has figures of two dates or more, {one} a single one, {none} none.",
        "Every verdict follows from published figures by rules fixed beforehand: of {n} distinct "
        "targets, {several} have figures of two dates or more, {one} a single one, {none} none.",
        found.targets,
    ).format(n=found.targets, several=found.several, one=found.levels["C"], none=found.levels["D"])


def rule(verdict: Verdict, lang: Lang) -> str:
    """When a target gets this verdict."""
    return (
        translator(lang)
        .gettext(RULES[verdict])
        .format(
            on_track=numbers.number(ON_TRACK, lang, exact=True),
            accelerate=numbers.number(ACCELERATE, lang, exact=True),
        )
    )


def verdict_table(found: RuleExample, lang: Lang, theme: Theme) -> str:
    """Every verdict with its sign, its rule and how many targets have it today."""
    _ = translator(lang).gettext
    rows = [
        (sign(verdict, lang, theme), escape(rule(verdict, lang)), str(_count(found, verdict)))
        for verdict in terms.SIGNS
    ]
    heads = (_("Verdict"), _("When"), _("Targets today"))
    return table(heads, [Body("", rows)], label=_("The verdicts"), classes="keyed")


def verdict_frame(found: RuleExample, lang: Lang) -> pd.DataFrame:
    """The same to take away."""
    return pd.DataFrame(
        [
            (verdict, terms.verdict(verdict, lang), terms.SIGNS[verdict].shape, rule(verdict, lang),
             _count(found, verdict))
            for verdict in terms.SIGNS
        ],
        columns=["verdict", "verdict_words", "shape", "rule", "targets_today"],
    )  # fmt: skip


def comparison_table(lang: Lang) -> str:
    """How each way to write a target is compared."""
    _ = translator(lang).gettext
    rows = [(escape(_(written)), escape(_(met))) for written, met in COMPARISONS.values()]
    return table(
        (_("Written"), _("Met when")), [Body("", rows)], label=_("Comparisons"), classes="keyed"
    )


def level_table(found: RuleExample, lang: Lang) -> str:
    """The evidence levels, what each allows, and how many targets have it today."""
    _ = translator(lang).gettext
    rows = [
        (escape(terms.level(level, lang)), escape(_(gives)), str(found.levels[level]))
        for level, gives in _LEVEL_GIVES.items()
    ]
    return table(
        (_("Level"), _("What it allows"), _("Targets today")),
        [Body("", rows)],
        label=_("Evidence levels"),
    )


def missing_table(lang: Lang) -> str:
    """The five kinds of an empty cell, each with its word."""
    _ = translator(lang).gettext
    rows = [
        (escape(_(wording.MISSING[kind])), escape(_(says))) for kind, says in _MISSING_SAYS.items()
    ]
    return table(
        (_("Word"), _("What it means")), [Body("", rows)], label=_("Kinds of empty"),
        classes="keyed",
    )  # fmt: skip


def _count(found: RuleExample, verdict: Verdict) -> int:
    return found.verdicts.get(verdict, 0) + found.milestones.get(verdict, 0)

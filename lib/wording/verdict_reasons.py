"""Verdicts in sentences: why it is so, how far it is, what pace it needs, what is missing.

Everything is said from an `Assessment`'s machine codes and numbers; nothing is judged here.
"""

from __future__ import annotations

from typing import Final

from lib.analysis.progress.evidence import Level
from lib.analysis.progress.pace import PaceStatus
from lib.analysis.progress.points import Point
from lib.analysis.progress.verdict import Assessment, Reason, Verdict
from lib.model.entities import Aim, Document, Indicator, Series, Target
from lib.model.period import Period, PeriodKind
from lib.model.vocabulary import Lang
from lib.text import N_, translator
from lib.wording import numbers
from lib.wording.magnitudes import (
    gap_words,
    rate_words,
    ratio_words,
    step_words,
    times_so_far_words,
)

_PACE: Final[dict[Verdict, str]] = {
    "on_track": N_(
        "Since {start} ({since}) the pace has been {ratio} times the one that the target for "
        "{year} needs: on track, since 0.95 is enough."
    ),
    "accelerate": N_(
        "Since {start} ({since}) the pace has been {ratio} times the one that the target for "
        "{year} needs: it must accelerate, since 0.95 would be enough."
    ),
    "far_off": N_(
        "Since {start} ({since}) the pace has been only {ratio} times the one that the target for "
        "{year} needs: far off, since that is below 0.60."
    ),
    "going_back": N_(
        "Since {start} ({since}) the figure has moved away from the target for {year}; the last "
        "one is {value} ({when})."
    ),
}

# A ratio that would be printed as nought.
_STANDSTILL: Final = N_(
    "Since {start} ({since}) the figure has hardly moved toward the target for {year}; the last "
    "one is {value} ({when}): far off."
)

# One that would be printed as 1.
_AS_NEEDED: Final = N_(
    "Since {start} ({since}) the pace has been about the one that the target for {year} needs: on "
    "track."
)

_OBSTACLES: Final[dict[PaceStatus, str]] = {
    "nothing_since_baseline": N_("there is no figure after the one it starts from"),
    "target_date_reached": N_("the last figure is from the target date or later"),
    "no_distance": N_("the figure it starts from leaves no distance to the target"),
    "too_near_cap": N_("the figure it starts from is too near the highest possible value"),
    "not_positive": N_("a rate of growth needs figures above zero"),
    "outside_cap": N_("a figure is at or beyond the lowest or highest possible value"),
    "no_cap": N_("the indicator has no highest possible value for its curve"),
}

# By how the figure compares (`_compared`).
_FOR_YEAR: Final[dict[str, str]] = {
    "better": N_(
        "The figure for {year} is {value}; the target was {aim}, so it was met with {gap} to spare."
    ),
    "equal": N_("The figure for {year} is {value}; the target was {aim}, so it was just met."),
    "short": N_(
        "The figure for {year} is {value}; the target was {aim}, so it was missed by {gap}."
    ),
    "strict": N_(
        "The figure for {year} is {value}; the target was {aim}, so it was missed: the figure had "
        "to be beyond that."
    ),
}

_ON_LAST: Final[dict[str, str]] = {
    "better": N_(
        "There is no figure for the end of {year}. The last in the 24 months before is {value} "
        "({when}); the target was {aim}, so on that figure it was met with {gap} to spare."
    ),
    "equal": N_(
        "There is no figure for the end of {year}. The last in the 24 months before is {value} "
        "({when}); the target was {aim}, so on that figure it was just met."
    ),
    "short": N_(
        "There is no figure for the end of {year}. The last in the 24 months before is {value} "
        "({when}); the target was {aim}, so on that figure it was missed by {gap}."
    ),
    "strict": N_(
        "There is no figure for the end of {year}. The last in the 24 months before is {value} "
        "({when}); the target was {aim}, so on that figure it was missed: the figure had to be "
        "beyond that."
    ),
}

_PLAIN: Final[dict[tuple[Verdict, Reason], str]] = {
    ("not_reported", "without_figure"): N_(
        "No figure has been published (measured on: {population}), so nobody can say whether the "
        "target for {year} was met."
    ),
    ("not_reported", "only_older_figure"): N_(
        "No figure has been published for {year} or the 24 months before its end. The last older "
        "one is {value} ({when}), too old to judge by."
    ),
    ("not_reported", "only_later_figure"): N_(
        "No figure has been published for {year} or the 24 months before its end; the first one is "
        "later. The last is {value} ({when})."
    ),
    ("no_figure", "without_figure"): N_(
        "No figure has been published yet (measured on: {population}), so the distance to the "
        "target for {year} is not known."
    ),
    ("achieved", "reached"): N_(
        "The last figure, {value} ({when}), already reaches the target for {year}: {aim}."
    ),
    ("distance_only", "one_point"): N_(
        "There is a single figure, {value} ({when}): it gives the distance to the target for "
        "{year}, but no pace so far."
    ),
    ("distance_only", "no_path"): N_(
        "This indicator follows no steady path, so the last figure, {value} ({when}), gives the "
        "distance to the target for {year}, but no pace."
    ),
    ("slipped_below", "fell_below_target"): N_(
        "The target for {year} was reached with {start} ({since}), but the last figure, {value} "
        "({when}), no longer reaches it."
    ),
    ("not_measurable", "tier_ended"): N_(
        "The tier of government that this clause counts ended on {ended}, so the target can no "
        "longer be measured."
    ),
    ("no_report", "milestone"): N_(
        "A milestone has no number; it counts as reached only where a report says so, and no "
        "report has been found."
    ),
    ("report_found", "milestone"): N_("A milestone has no number; a report of it has been found."),
}

# Vietnamese says what kind of time a number is.
_BEFORE_PERIOD: Final[dict[PeriodKind, str]] = {"year": "năm", "month": "tháng", "date": "ngày"}

_ISSUERS: Final[dict[str, str]] = {
    "TU": N_("the Party Committee of Hà Nội"),
    "UBND": N_("the People’s Committee of Hà Nội"),
}

_MISSING_PACE: Final[dict[Level, str]] = {
    "B": N_("At least three figures by the same method over at least 24 months."),
    "C": N_(
        "A second figure by the same method would give a provisional pace; three over at least "
        "24 months would give a firm one."
    ),
}

_NOT_YET_RANK: Final = N_(
    "The last figure is {value} ({when}); the target for {year} is {aim}. A rank is reached or "
    "not: no pace is worked out."
)
_NOT_YET_GROWTH: Final = N_(
    "The last figure is {value} ({when}); the target for {year} is {aim}. A rate of growth is "
    "compared year by year: no pace is worked out."
)


def reason_sentence(
    assessment: Assessment, indicator: Indicator, series: Series, lang: Lang
) -> str:
    """Why the verdict is what it is, in one or two sentences, from the machine code of the reason.

    Raises KeyError for a verdict and reason that `progress.verdict` never gives together.
    """
    _ = translator(lang).gettext
    said = _(_template(assessment, indicator)).format(
        **_figures(assessment, indicator, lang),
        population=series.population.in_(lang),
        obstacle=obstacle_words(assessment.reason, lang),
    )
    if assessment.reason == "pace" and assessment.provisional:
        said += " " + _("Provisional: it rests on two figures, or on several within 24 months.")
    until = assessment.target.measurable_until
    if until is not None and assessment.reason != "tier_ended":
        said += " " + _("The tier of government that it counts ended on {ended}.").format(
            **_ended(assessment.target, lang)
        )
    return said


def distance_sentence(assessment: Assessment, indicator: Indicator, lang: Lang) -> str:
    """How far the figure is from the target; empty where there is no figure."""
    _ = translator(lang).gettext
    if assessment.shortfall is None:
        return ""
    compared = _compared(assessment)
    if compared == "equal":
        return _("Exactly at the target.")
    if compared == "strict":
        return _("Exactly at the limit, which must be passed.")
    gap = gap_words(assessment.shortfall, indicator, lang)
    if compared == "better":
        return _("{gap} better than the target.").format(gap=gap)
    return _("{gap} short of the target.").format(gap=gap)


def required_pace_sentence(assessment: Assessment, indicator: Indicator, lang: Lang) -> str:
    """What it takes a year from the last figure on; empty where no pace is asked for."""
    _ = translator(lang).gettext
    needed = assessment.required_pace
    if needed is None:
        return ""
    template = (
        _("From the last figure on, it must rise by {step} a year until the end of {year}.")
        if needed.per_year > 0
        else _("From the last figure on, it must fall by {step} a year until the end of {year}.")
    )
    said = template.format(
        step=step_words(needed.per_year, indicator, lang), year=assessment.target.year
    )
    if needed.rate is not None:
        rate = rate_words(needed.rate, "percent_per_year", lang)
        said += " " + _("That is {rate}.").format(rate=rate)
    if needed.times_so_far is not None:
        times = times_so_far_words(needed.times_so_far, lang)
        said += " " + _("That is {times}.").format(times=times)
    return said


def missing_sentence(
    assessment: Assessment, indicator: Indicator, series: Series, lang: Lang
) -> str:
    """What would have to be published for a verdict, or a firm one; empty where nothing is."""
    if assessment.verdict in ("met", "missed", "not_measurable", "report_found"):
        return ""
    template = _missing(assessment)
    if not template:
        return ""
    return (
        translator(lang)
        .gettext(template)
        .format(
            name=indicator.name.in_(lang),
            population=series.population.in_(lang),
            year=assessment.target.year,
            **_ended(assessment.target, lang),
        )
    )


def publisher_sentence(
    assessment: Assessment, indicator: Indicator, document: Document, last_by: str, lang: Lang
) -> str:
    """Who would have to publish what is missing, and where the last figure (`last_by`) was read.

    The ending of a document's number names its issuer: TU the Party committee, UBND the People's.
    A place among provinces is not theirs to publish.
    """
    _ = translator(lang).gettext
    ending = document.short.rsplit("-", 1)[-1].rsplit("/", 1)[-1]
    issuer = _(_ISSUERS.get(ending, N_("the issuer")))
    template = (
        _("By whom: whoever publishes the ranking; the target is set by {issuer} ({document}).")
        if indicator.kind == "rank"
        else _("By whom: {issuer} ({document}), or the agency that measures it for them.")
    )
    said = template.format(issuer=issuer, document=document.short)
    if assessment.last is None or not last_by:
        return said
    return f"{said} " + _("The last figure was read in: {publisher}.").format(publisher=last_by)


def aim_words(target: Target, aim: Aim, indicator: Indicator, lang: Lang) -> str:
    """What a reading asks for, as a table says it: "ít nhất 80 %", "trong nhóm 5"."""
    _ = translator(lang).gettext
    if indicator.kind == "rank":
        return _("in the top {n}").format(n=numbers.number(aim.high, lang, decimals=0))
    return _asked(target, aim, indicator, lang)


def when_words(period: Period, lang: Lang) -> str:
    """A period as it stands after a figure: "năm 2024", "tháng 11/2022", "November 2022"."""
    text = numbers.period(period, lang)
    before = _BEFORE_PERIOD.get(period.kind) if lang == "vi" else None
    return f"{before} {text}" if before else text


def _ended(target: Target, lang: Lang) -> dict[str, str]:
    until = target.measurable_until
    return {"ended": "" if until is None else numbers.day(until, lang)}


def _missing(one: Assessment) -> str:
    if one.target.kind == "milestone":
        return N_("A published report that says whether and when this was done.")
    if one.target.measurable_until is not None:
        return N_(
            "A figure of “{name}” from the 24 months before the end of {year}, measured on: "
            "{population}; after {ended} there can be none."
        )
    if one.is_past:
        return N_(
            "A figure of “{name}” for the end of {year}, measured on: {population}; it may still "
            "be published later."
        )
    if one.level == "D":
        return N_(
            "A first dated figure of “{name}”, measured on: {population}. It would give the "
            "distance, and a second one by the same method a provisional pace."
        )
    if one.verdict in ("achieved", "not_yet"):
        return N_("The next figure by the same method; the verdict may change with it.")
    return _MISSING_PACE.get(one.level, "")


def _template(one: Assessment, indicator: Indicator) -> str:
    if one.reason == "figure_for_year":
        return _FOR_YEAR[_compared(one)]
    if one.reason == "figure_within_24_months":
        return _ON_LAST[_compared(one)]
    if one.reason == "pace":
        return _by_pace(one)
    if one.reason == "met_or_not":
        return _NOT_YET_RANK if indicator.kind == "rank" else _NOT_YET_GROWTH
    if one.verdict == "distance_only" and one.reason in _OBSTACLES:
        return N_(
            "The last figure, {value} ({when}), gives the distance to the target for {year}, but "
            "no pace: {obstacle}."
        )
    return _PLAIN[one.verdict, one.reason]


def _by_pace(one: Assessment) -> str:
    ratio = round(one.pace_ratio or 0.0, 2)
    if one.verdict == "far_off" and ratio == 0:
        return _STANDSTILL
    if one.verdict == "on_track" and ratio == 1:
        return _AS_NEEDED
    return _PACE[one.verdict]


def _compared(one: Assessment) -> str:
    """How the figure compares: better, equal, short, or "strict": equal where more is asked."""
    gap = one.shortfall or 0.0
    if gap == 0:
        return "strict" if one.target.comparator == ">" else "equal"
    return "short" if gap > 0 else "better"


def obstacle_words(status: str, lang: Lang) -> str:
    """Why a pace or a path can't be worked out; empty for a status that bars neither."""
    for known, words in _OBSTACLES.items():
        if known == status:
            return translator(lang).gettext(words)
    return ""


def _figures(one: Assessment, indicator: Indicator, lang: Lang) -> dict[str, str]:
    """The figures that a template may name; empty where there are none."""
    shown = one.used or one.last
    value, when = _said(shown, indicator, lang)
    start, since = _said(one.baseline, indicator, lang)
    return {
        "year": str(one.target.year),
        "value": value,
        "when": when,
        "start": start,
        "since": since,
        "aim": aim_noun(one.target, one.aim, indicator, lang) if one.aim else "",
        "gap": gap_words(one.shortfall or 0.0, indicator, lang),
        "ratio": "" if one.pace_ratio is None else ratio_words(one.pace_ratio, lang),
        **_ended(one.target, lang),
    }


def _said(point: Point | None, indicator: Indicator, lang: Lang) -> tuple[str, str]:
    if point is None:
        return "", ""
    return numbers.value_of(point.value, indicator, lang), when_words(point.period, lang)


def aim_noun(target: Target, aim: Aim, indicator: Indicator, lang: Lang) -> str:
    """The aim where a sentence says "the target is …"."""
    _ = translator(lang).gettext
    if indicator.kind == "rank":
        return _("the top {n}").format(n=numbers.number(aim.high, lang, decimals=0))
    return _asked(target, aim, indicator, lang)


def _asked(target: Target, aim: Aim, indicator: Indicator, lang: Lang) -> str:
    _ = translator(lang).gettext
    low = numbers.value_of(aim.low, indicator, lang)
    high = numbers.value_of(aim.high, indicator, lang)
    match target.comparator:
        case "~":
            return _("about {value}").format(value=low)
        case ">=":
            return _("at least {value}").format(value=low)
        case ">":
            return _("over {value}").format(value=low)
        case "<=":
            return _("at most {value}").format(value=high)
        case "range" if aim.low < aim.high:
            start = numbers.number(aim.low, lang)
            return f"{start}–{high}"
        case _:
            return low

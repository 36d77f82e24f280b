"""The two questions of a target in words: where we should be today, and where we will land.

Everything is said from an `Outlook`'s machine codes and numbers; nothing is judged here. What a
path or a projection gives is rounded more coarsely than a published figure, since nobody knows it
that well.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lib.analysis.progress.forecast import LandingStatus, TargetForecast
from lib.analysis.progress.outlook import Outlook
from lib.analysis.progress.pace import Shape
from lib.analysis.progress.schedule import Beyond, ScheduleStatus
from lib.analysis.progress.sensitivity import AlternativeVerdict as Method
from lib.analysis.progress.sensitivity import BadgeReason, MethodSensitivity
from lib.analysis.progress.verdict import Assessment
from lib.analysis.projection.history import PriceBasis
from lib.analysis.rounding import decimals
from lib.model.entities import Indicator
from lib.model.vocabulary import Lang
from lib.text import N_, translator
from lib.wording import numbers, terms
from lib.wording.magnitudes import gap_words, ratio_words
from lib.wording.verdict_reasons import aim_noun, obstacle_words, when_words

_BY_SHAPE: Final[dict[Shape, str]] = {
    "linear": N_("a straight line"),
    "geometric": N_("a steady rate of growth"),
    "logistic": N_("an S-curve"),
}

_BEYOND: Final[dict[Beyond, str]] = {
    "before_the_start": N_("before the start"),
    "beyond_the_target_date": N_("beyond the target date"),
}

# By which side of the path the figure lies, and whether the path has a moment for it.
_LEADS: Final[dict[tuple[str, Beyond | None], str]] = {
    ("ahead", None): N_("The last figure, {value}, is {gap} ahead of the path: {months}."),
    ("behind", None): N_("The last figure, {value}, is {gap} behind the path: {months}."),
    ("level", None): N_("The last figure, {value}, is on the path."),
    ("behind", "before_the_start"): N_(
        "The last figure, {value}, is {gap} behind the path and worse than where it began: before "
        "the start, so no number of months can be given."
    ),
    ("ahead", "beyond_the_target_date"): N_(
        "The last figure, {value}, is {gap} ahead of the path and better than where it ends: "
        "beyond the target date, so no number of months can be given."
    ),
}

_NO_LANDING: Final[dict[LandingStatus, str]] = {
    "met_or_not": N_("Ranks and growth rates are reached or not; they aren’t projected."),
    "no_path": N_("This indicator follows no steady path, so it isn’t projected."),
    "without_figure": N_("Without a published figure nothing can be projected."),
    "one_point": N_(
        "A single figure gives no pace, so nothing is projected; a second one by the same method "
        "would give a first outlook."
    ),
    "target_date_reached": N_("The last figure is from the target date, so nothing is ahead."),
    "not_drawn": N_("No pace can be worked out from the figures, so nothing is projected."),
}

_READINGS: Final[dict[PriceBasis, str]] = {
    "real": N_("{value} if that growth is at constant prices, as GRDP growth is published"),
    "nominal": N_("{value} if it is at current prices"),
}

_METHOD_REASONS: Final[dict[BadgeReason, str]] = {
    "shape_changes_class": N_(
        "Each shape spreads the same distance differently over the years: an S-curve is steepest "
        "in the middle and slow near the highest possible value, a straight line never slows."
    ),
    "shape_changes_side": N_("One shape has the figure early, another late."),
    "baseline_changes_class": N_(
        "The pace has changed between the figures, so it matters which of them it starts from."
    ),
}


def months_words(standing: ScheduleStatus, lang: Lang) -> str:
    """How early or late the last figure is: "7 months late", "sớm 3 tháng"; "" if not known."""
    _, n_ = translator(lang).gettext, translator(lang).ngettext
    if standing.status != "ok":
        return ""
    if standing.beyond is not None:
        return _(_BEYOND[standing.beyond])
    months = round(abs(standing.months or 0.0))
    if months == 0:
        return _("on the path")
    late = (standing.months or 0.0) < 0
    template = (
        n_("{n} month late", "{n} months late", months)
        if late
        else n_("{n} month early", "{n} months early", months)
    )
    return template.format(n=months)


def chance_words(chance: float, lang: Lang) -> str:
    """A chance to the whole per cent; never nought or one, which nobody can know."""
    _ = translator(lang).gettext
    percent = round(100 * chance)
    if percent < 1:
        return _("under {percent}").format(percent=numbers.quantity(1, "percent", lang))
    if percent > 99:
        return _("over {percent}").format(percent=numbers.quantity(99, "percent", lang))
    return _("about {percent}").format(percent=numbers.quantity(percent, "percent", lang))


def chance_note(landing: TargetForecast, one: Assessment, indicator: Indicator, lang: Lang) -> str:
    """The chance as a row shows it, "" where there is none.

    The highest possible value is named, since its pace counts from half a per cent below it: a
    target can be on track and yet have next to no chance of the very last digit.
    """
    if landing.chance is None or one.threshold is None:
        return ""
    _ = translator(lang).gettext
    chance = chance_words(landing.chance, lang)
    if not is_at_cap(one, indicator):
        return _("chance: {chance}").format(chance=chance)
    value = numbers.value_of(one.threshold, indicator, lang)
    return _("chance of exactly {value}: {chance}").format(value=value, chance=chance)


def is_at_cap(one: Assessment, indicator: Indicator) -> bool:
    """Whether the target is the highest possible value itself."""
    return indicator.cap is not None and one.threshold == indicator.cap


def modelled(value: float, indicator: Indicator, lang: Lang) -> str:
    """A value of a path or projection: one decimal, none from a hundred on, three of an index."""
    return numbers.quantity(value, indicator.unit, lang, decimals=_places(value, indicator))


def standing_sentences(
    found: Outlook, one: Assessment, indicator: Indicator, lang: Lang
) -> tuple[str, ...]:
    """Where the target should be today, and how early or late it is; () where there is no path."""
    standing = found.standing
    if standing.status == "ok":
        return tuple(_on_the_path(standing, one, indicator, lang))
    _ = translator(lang).gettext
    if standing.status == "one_point" and standing.path_today is not None and one.last is not None:
        return (
            _(
                "The path to {aim} begins at the single figure, {value} ({when}); by {shape} it "
                "passes {now} today. A second figure will tell whether the city is early or late."
            ).format(
                **_said(one, indicator, lang),
                shape=_by_shape(standing, lang),
                now=modelled(standing.path_today, indicator, lang),
            ),
        )
    if standing.status == "no_distance" and one.baseline is not None:
        return (
            _(
                "The figure it starts from, {start}, had reached the target already, so there is "
                "no path to be early or late on."
            ).format(**_said(one, indicator, lang)),
        )
    why = obstacle_words(standing.status, lang)
    return (_("No path can be drawn: {obstacle}.").format(obstacle=why),) if why else ()


def landing_sentences(
    found: Outlook, one: Assessment, indicator: Indicator, lang: Lang
) -> tuple[str, ...]:
    """Where an open target will land, how sure that is, or why nobody can tell."""
    landing = found.landing
    _ = translator(lang).gettext
    match landing.status:
        case "band":
            return tuple(_with_band(landing, one, indicator, lang))
        case "fan":
            return (_as_fan(landing, one, indicator, lang),)
        case "identity":
            return (_by_identity(landing, one, indicator, lang),)
    why = _NO_LANDING.get(landing.status)
    return (_(why),) if why else ()


def landing_words(landing: TargetForecast, indicator: Indicator, year: int, lang: Lang) -> str:
    """The landing as a row shows it: "2030: 70.1% (53.1–82.9%)"; "" where there is none."""
    _ = translator(lang).gettext
    if landing.status == "identity":
        return f"{year}: {readings_words(landing, indicator, lang)}"
    if landing.value is None:
        return ""
    value = modelled(landing.value, indicator, lang)
    low, high = landing_ends(landing)
    # Where nothing can change any more, as at the cap, a band would be the value three times.
    if (
        low is None
        or high is None
        or modelled(low, indicator, lang) == modelled(high, indicator, lang)
    ):
        return f"{year}: {value}"
    return f"{year}: {value} ({_span(low, high, indicator, lang)})"


def readings_words(landing: TargetForecast, indicator: Indicator, lang: Lang) -> str:
    """Both readings of the price basis: "19.25–21.97%", or the one value there is.

    To the printed decimal, since they follow from published rates without a model.
    """
    ends = sorted(value for _basis, value in landing.readings)
    high = numbers.value_of(ends[-1], indicator, lang)
    if len(ends) == 1:
        return high
    low = numbers.number(ends[0], lang, decimals=decimals(indicator), exact=True)
    return f"{low}–{high}"


def landing_ends(landing: TargetForecast) -> tuple[float | None, float | None]:
    """The ends of the band, or of the fan where there is no band; the lower first."""
    if landing.fan:
        ends = sorted(value for _factor, value in landing.fan)
        return ends[0], ends[-1]
    return landing.low, landing.high


def method_sentences(
    badge: MethodSensitivity | None, indicator: Indicator, lang: Lang
) -> tuple[str, ...]:
    """Whether another shape or another start would give another answer, and why."""
    _ = translator(lang).gettext
    if badge is None:
        return ()
    if not badge.depends_on_method:
        return (
            _(
                "Every other shape and start that can be worked out gives the same verdict: it "
                "does not depend on the method."
            ),
        )
    said = [_method(badge.own, badge, indicator, lang)]
    said += [_method(other, badge, indicator, lang) for other in badge.others()]
    return (*said, *(_(_METHOD_REASONS[reason]) for reason in badge.reasons))


def _on_the_path(
    standing: ScheduleStatus, one: Assessment, indicator: Indicator, lang: Lang
) -> Iterator[str]:
    _ = translator(lang).gettext
    said = _said(one, indicator, lang)
    now = standing.path_today
    template = (
        N_(
            "By {shape} from {start} ({since}) to {aim} at the end of {year}, the path passes "
            "{then} at the time of the last figure ({when})."
        )
        if now is None
        else N_(
            "By {shape} from {start} ({since}) to {aim} at the end of {year}, the path passes "
            "{then} at the time of the last figure ({when}) and {now} today."
        )
    )
    yield _(template).format(
        **said,
        shape=_by_shape(standing, lang),
        then=modelled(standing.path_at_last or 0.0, indicator, lang),
        now="" if now is None else modelled(now, indicator, lang),
    )
    lead = round(standing.lead or 0.0, _lead_places(indicator))
    side = "ahead" if lead > 0 else "behind" if lead < 0 else "level"
    template = _LEADS.get((side, standing.beyond)) or _LEADS["level", None]
    yield _(template).format(
        **said, gap=gap_words(lead, indicator, lang), months=months_words(standing, lang)
    )
    if standing.goal is not None and standing.goal[1] != one.threshold:
        yield _(
            "An S-curve never reaches the highest possible value, so the path ends half a per cent "
            "below it."
        )


def _with_band(
    landing: TargetForecast, one: Assessment, indicator: Indicator, lang: Lang
) -> Iterator[str]:
    _ = translator(lang).gettext
    said = _said(one, indicator, lang)
    yield _(
        "At its pace so far it comes to {landing} at the end of {year}; in 80 of 100 cases it lies "
        "between {low} and {high} (10–90 % band)."
    ).format(
        **said,
        landing=modelled(landing.value or 0.0, indicator, lang),
        low=modelled(landing.low or 0.0, indicator, lang),
        high=modelled(landing.high or 0.0, indicator, lang),
    )
    if landing.chance is None:
        return
    yield _("Chance of {aim} by then: {chance}.").format(
        **said, chance=chance_words(landing.chance, lang)
    )
    if is_at_cap(one, indicator):
        yield _(
            "That is the chance of the highest possible value itself, to the last printed digit; "
            "for the pace it is enough to come within half a per cent of it."
        )


def _as_fan(landing: TargetForecast, one: Assessment, indicator: Indicator, lang: Lang) -> str:
    _ = translator(lang).gettext
    ends = [modelled(value, indicator, lang) for _factor, value in landing.fan]
    return _(
        "Provisional: at half the pace so far it comes to {half} at the end of {year}, at the same "
        "pace to {same}, at one and a half times the pace to {more}. So few figures give no chance."
    ).format(**_said(one, indicator, lang), half=ends[0], same=ends[1], more=ends[2])


def _by_identity(landing: TargetForecast, one: Assessment, indicator: Indicator, lang: Lang) -> str:
    _ = translator(lang).gettext
    parts = [
        _(_READINGS[basis]).format(value=numbers.value_of(value, indicator, lang))
        for basis, value in landing.readings
    ]
    readings = (
        _("{first}, or to {second}").format(first=parts[0], second=parts[1])
        if len(parts) > 1
        else parts[0]
    )
    return _(
        "If the digital economy and GRDP keep growing as last published, at the end of {year} the "
        "share comes to {readings}. The source does not say which, and how long either lasts "
        "is not known, so no chance is given."
    ).format(**_said(one, indicator, lang), readings=readings)


def _method(one: Method, badge: MethodSensitivity, indicator: Indicator, lang: Lang) -> str:
    _ = translator(lang).gettext
    template = N_("By {shape} from {start} ({since}): R = {ratio}, {verdict}.")
    if one is badge.own:
        template = N_("By {shape} from {start} ({since}), as used here: R = {ratio}, {verdict}.")
    return _(template).format(
        shape=_(_BY_SHAPE[one.shape]),
        start=numbers.value_of(one.baseline.value, indicator, lang),
        since=when_words(one.baseline.period, lang),
        ratio=ratio_words(one.ratio.ratio or 0.0, lang),
        verdict=terms.verdict(one.verdict, lang) if one.verdict else "",
    )


def _by_shape(standing: ScheduleStatus, lang: Lang) -> str:
    shape = standing.shape or "linear"
    return translator(lang).gettext(_BY_SHAPE[shape])


def _said(one: Assessment, indicator: Indicator, lang: Lang) -> dict[str, str]:
    """What the templates may name of the assessment; empty where there is none."""
    start, last = one.baseline, one.last
    return {
        "year": str(one.target.year),
        "aim": _goal(one, indicator, lang),
        "start": numbers.value_of(start.value, indicator, lang) if start else "",
        "since": when_words(start.period, lang) if start else "",
        "value": numbers.value_of(last.value, indicator, lang) if last else "",
        "when": when_words(last.period, lang) if last else "",
    }


def _goal(one: Assessment, indicator: Indicator, lang: Lang) -> str:
    """What path and chance are about: a range is met from its nearer end."""
    _ = translator(lang).gettext
    if one.aim is None or one.threshold is None:
        return ""
    if one.aim.low < one.aim.high and indicator.kind != "rank" and one.sense > 0:
        value = numbers.value_of(one.threshold, indicator, lang)
        return _("at least {value}").format(value=value)
    return aim_noun(one.target, one.aim, indicator, lang)


def _span(low: float, high: float, indicator: Indicator, lang: Lang) -> str:
    """Two ends with one unit: "53.1–82.9%"."""
    places = max(_places(low, indicator), _places(high, indicator))
    ends = numbers.number(low, lang, decimals=places)
    return f"{ends}–{numbers.quantity(high, indicator.unit, lang, decimals=places)}"


def _places(value: float, indicator: Indicator) -> int:
    if indicator.unit == "index_0_1":
        return 3
    if indicator.cap is not None:
        # 99.96 must not be read as the highest possible value.
        return 2 if round(value, 1) >= indicator.cap > value else 1
    return 0 if abs(value) >= 100 else 1


def _lead_places(indicator: Indicator) -> int:
    return 3 if indicator.unit == "index_0_1" else 1

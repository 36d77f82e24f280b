"""What the colours of a map mean, in words: names, units, and the answer sentence of each."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from lib.analysis.progress.verdict import Assessment
from lib.analysis.units.shortfall import Shortfall
from lib.geo.classes import Method
from lib.geo.layers import STATUSES, Layer, Meaning, Obstacle, Status
from lib.geo.unit_labels import short_name
from lib.geo.unit_period_grid import PROVENANCE_OF
from lib.geo.wording import count_of_units, unit_title
from lib.model.entities import Indicator, Unit
from lib.model.period import parse_period
from lib.model.vocabulary import Lang
from lib.text import N_, translator
from lib.wording import numbers, terms
from lib.wording.magnitudes import gap_forms, with_gap_unit
from lib.wording.verdict_reasons import aim_words, when_words

MEANINGS: Final[dict[Meaning, str]] = {
    "value": N_("Value"),
    "gap": N_("Gap to the target"),
    "share": N_("Share of the shortfall"),
    "change": N_("Change since"),
    "verdict": N_("Verdict on the target"),
}

OBSTACLES: Final[dict[Obstacle, str]] = {
    "no_target": N_("no target is set for this indicator"),
    "not_averaged": N_("the city's value is not a mean of its units"),
    "one_period": N_("there is one period only"),
}

METHODS: Final[dict[Method, str]] = {
    "quantile": N_("Equal counts over all periods"),
    "equal": N_("Equal steps"),
    "fixed": N_("Set breaks"),
    "continuous": N_("Continuous"),
}


@dataclass(frozen=True, slots=True)
class LayerSubject:
    """What a sentence about a layer needs to know beside it. `goal` and `since` may be absent."""

    label: str
    indicator: Indicator
    units: Mapping[str, Unit]
    goal: Assessment | None
    since: str


def goal_words(goal: Assessment, indicator: Indicator, lang: Lang) -> str:
    """A target as a list of targets says it: "2030: at least 80%"."""
    aim = "" if goal.aim is None else aim_words(goal.target, goal.aim, indicator, lang)
    return f"{goal.target.year}: {aim}"


def title(layer: Layer, subject: LayerSubject, lang: Lang) -> str:
    """What is coloured, for titles, legends and columns; the indicator's name stands beside it."""
    _ = translator(lang).gettext
    name = _(MEANINGS[layer.meaning])
    if layer.meaning == "change":
        return f"{name} {numbers.period(subject.since, lang)}"
    if layer.meaning == "value" or subject.goal is None:
        return name
    return f"{name} {goal_words(subject.goal, subject.indicator, lang)}"


def measure(layer: Layer, lang: Lang) -> str:
    """The unit that stands over the legend."""
    _ = translator(lang).gettext
    if layer.meaning == "verdict":
        return ""
    if layer.meaning == "share":
        return _("% of the shortfall")
    if layer.meaning == "gap":
        return _("ahead (+) or behind (−), {unit}").format(unit=_difference_unit(layer, lang))
    if layer.meaning == "change":
        return _difference_unit(layer, lang)
    return unit_title(layer.unit, lang)


def forms(layer: Layer, lang: Lang) -> list[str]:
    """A number's place among its unit's words, for one and for any other: "{n} %", "{n} places"."""
    if layer.meaning in ("gap", "change"):
        return gap_forms(layer.unit, lang)
    return [numbers.form_of(layer.unit, lang)] * 2


def status_words(status: Status, lang: Lang) -> str:
    """A verdict with its shape: "▲ on track", "▲ on track (provisional)"."""
    said = f"{terms.SIGNS[status.verdict].shape} {terms.verdict(status.verdict, lang)}"
    return f"{said} ({translator(lang).gettext('provisional')})" if status.is_provisional else said


def obstacle_words(why: Obstacle, lang: Lang) -> str:
    """Why something cannot be shown."""
    return translator(lang).gettext(OBSTACLES[why])


def obstacle_note(asked: Meaning, why: Obstacle, lang: Lang) -> str:
    """Why the value is shown although something else was asked for."""
    _ = translator(lang).gettext
    return _("“{meaning}” cannot be shown: {why}. The colours show the value.").format(
        meaning=_(MEANINGS[asked]), why=obstacle_words(why, lang)
    )


def answer(layer: Layer, place: int, subject: LayerSubject, lang: Lang) -> str:
    """The page's sentence for every meaning but the value, at the period in `place`."""
    _ = translator(lang).gettext
    when = when_words(parse_period(layer.cells.periods[place]), lang)
    known = [value for value in layer.cells.values[place] if value is not None]
    is_illustrative = "i" in layer.cells.marks[place]
    head = (
        _("{label}, {when} (illustrative values)") if is_illustrative else _("{label}, {when}")
    ).format(label=subject.label, when=when)
    if is_illustrative and layer.meaning not in ("value", "change") and known:
        # Nothing is counted, ranked or judged in a sentence on what was made for demonstration.
        rest = _(
            "{meaning} {target}; the colours show what that would look like, nothing is counted."
        ).format(meaning=_(MEANINGS[layer.meaning]).lower(), target=_target(subject, lang))
    elif layer.meaning == "share":
        rest = _shortfall(layer.shortfalls[place], known, layer, subject, lang)
    elif not known:
        rest = _none(layer, place, subject, lang)
    elif layer.meaning == "gap":
        rest = _gaps(known, layer, place, subject, lang)
    elif layer.meaning == "change":
        rest = _changes(known, layer, subject, lang)
    else:
        rest = _verdicts(known, subject, lang)
    return f"{head}: {rest}"


def _none(layer: Layer, place: int, subject: LayerSubject, lang: Lang) -> str:
    _ = translator(lang).gettext
    periods = layer.cells.periods
    if layer.meaning == "change" and place <= periods.index(subject.since):
        return _("changes are counted from {since} on; choose a later period.").format(
            since=numbers.period(subject.since, lang)
        )
    return _("no unit has a figure for this.")


def _gaps(known: list[float], layer: Layer, place: int, subject: LayerSubject, lang: Lang) -> str:
    _ = translator(lang).gettext
    reached = sum(value >= 0 for value in known)
    said = _("{n} of {units} are at the level of the city's target for {target}").format(
        n=reached,
        units=count_of_units(len(known), layer.cells.geography, lang),
        target=_target(subject, lang),
    )
    if reached == len(known):
        return f"{said}."
    widest = min(known)
    gap = _amount(abs(widest), layer, lang)
    if layer.cells.named(place) is not None:
        return f"{said}."
    names = _citable_names(layer, place, widest, subject, lang)
    if names:
        return _("{said}; furthest behind is {names}, by {gap}.").format(
            said=said, names=names, gap=gap
        )
    return _("{said}; the widest gap is {gap}.").format(said=said, gap=gap)


def _changes(known: list[float], layer: Layer, subject: LayerSubject, lang: Lang) -> str:
    _ = translator(lang).gettext
    return _("since {since} up in {up}, down in {down}, the same in {same} of {units}.").format(
        since=numbers.period(subject.since, lang),
        up=sum(value > 0 for value in known),
        down=sum(value < 0 for value in known),
        same=sum(value == 0 for value in known),
        units=count_of_units(len(known), layer.cells.geography, lang),
    )


def _verdicts(known: list[float], subject: LayerSubject, lang: Lang) -> str:
    _ = translator(lang).gettext
    counts = [
        f"{status_words(status, lang)} {known.count(float(at))}"
        for at, status in enumerate(STATUSES)
        if float(at) in known
    ]
    return _("against the city's target for {target}: {counts}.").format(
        target=_target(subject, lang), counts="; ".join(counts)
    )


def _shortfall(
    found: Shortfall, known: list[float], layer: Layer, subject: LayerSubject, lang: Lang
) -> str:
    _ = translator(lang).gettext
    target = _target(subject, lang)
    if found.status in ("no_data", "not_averaged"):
        return _("no unit has a figure for this.")
    if found.status == "nobody_short":
        return _("no unit is short of the city's target for {target}.").format(target=target)
    short = sum(share > 0 for share in found.shares.values())
    units = count_of_units(len(known), layer.cells.geography, lang)
    if found.status == "city_has_met":
        return _(
            "the city has met its target for {target}, so no unit decides it; {n} of {units} are "
            "short of it."
        ).format(target=target, n=short, units=units)
    if found.deciding:
        names = ", ".join(short_name(subject.units[code].name).in_(lang) for code in found.deciding)
        held = math.fsum(found.shares[code] for code in found.deciding)
        return _(
            "{names} hold {share} of what the units lack of the city's target for {target}."
        ).format(names=names, share=_percent(held, lang), target=target)
    said = _(
        "{n} of {units} are short of the city's target for {target}; half of what they lack lies "
        "in {half} of them."
    ).format(n=short, units=units, target=target, half=_half(found))
    if found.undecided == "low_coverage":
        covered = _("Figures cover {share} of the people, too few to name units.")
        said = f"{said} {covered.format(share=_percent(found.coverage, lang))}"
    return said


def _half(found: Shortfall) -> int:
    """How many units hold half of the shortfall at the fewest."""
    held, count = 0.0, 0
    for share in sorted(found.shares.values(), reverse=True):
        held, count = held + share, count + 1
        if held >= 0.5:
            break
    return count


def _percent(share: float, lang: Lang) -> str:
    return numbers.quantity(round(100 * share), "percent", lang, decimals=0)


def _target(subject: LayerSubject, lang: Lang) -> str:
    """The year and the number asked for, "2030 (at least 80%)"."""
    goal = subject.goal
    if goal is None or goal.aim is None:
        return ""
    aim = aim_words(goal.target, goal.aim, subject.indicator, lang)
    return f"{goal.target.year} ({aim})"


def _amount(value: float, layer: Layer, lang: Lang) -> str:
    said = numbers.number(value, lang, decimals=layer.decimals)
    return with_gap_unit(said, layer.unit, lang)


def _difference_unit(layer: Layer, lang: Lang) -> str:
    if layer.unit == "rank":
        return translator(lang).gettext("places")
    return unit_title(layer.unit, lang)


def _citable_names(
    layer: Layer, place: int, value: float, subject: LayerSubject, lang: Lang
) -> str:
    """The units with `value`, at most two; none where that rests on what may not be cited."""
    cells = layer.cells
    here = [
        (code, mark)
        for code, found, mark in zip(
            cells.codes, cells.values[place], cells.marks[place], strict=True
        )
        if found == value
    ]
    if len(here) > 2 or any(PROVENANCE_OF[mark] == "illustrative" for _, mark in here):
        return ""
    return ", ".join(short_name(subject.units[code].name).in_(lang) for code, _ in here)

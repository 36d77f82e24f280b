"""The Overview's sentences, computed in both languages; every count and every gap reads well.

A sentence is one message for the translator wherever its parts must agree, and is joined from
parts only where both languages join them alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from lib.analysis.progress.points import Point
from lib.analysis.progress.verdict import Assessment
from lib.analysis.rounding import decimals
from lib.features.overview.summary import Block, Fact, Overview, Tally
from lib.geo.contribution_wording import deciding_sentence
from lib.model.entities import Aim, Indicator
from lib.model.period import Period
from lib.model.vocabulary import Lang
from lib.text import N_, translator
from lib.wording import numbers, terms
from lib.wording.magnitudes import gap_words, rate_words, step_words, times_so_far_words
from lib.wording.outlook import (
    chance_words,
    is_at_cap,
    modelled,
    months_words,
    readings_words,
)

Size = Literal["none", "one", "two", "many"]
Way = Literal["met", "missed", "unreported", "mixed"]

# Where a series stands, in a sentence of its own; one that is not here is told by its name.
_WHERE: Final[dict[str, str]] = {
    "digital_economy_share_grdp_va": N_("The digital economy made up {value} of GRDP {when}"),
    "grdp_growth": N_("GRDP growth was {value} {when}"),
    "electronic_health_records": N_("{value} of people had an electronic health record {when}"),
    "emr_public_hospitals": N_("{value} of public hospitals had electronic medical records {when}"),
    "par_index": N_("The city’s administrative reform index (PAR INDEX) was {value} {when}"),
    "dti_rank_34": N_("Hà Nội held {value} in digital transformation (DTI) {when}"),
    "pci_rank": N_("Hà Nội held {value} in provincial competitiveness (PCI) {when}"),
}

# By how many there are and the one way in which all came out; "mixed" when they differ.
_COUNTED: Final[dict[tuple[Size, Way], str]] = {
    ("none", "mixed"): N_("No measurable target for {year}."),
    ("one", "met"): N_("The one target for {year} was met."),
    ("one", "missed"): N_("The one target for {year} was missed."),
    ("one", "unreported"): N_("The one target for {year} has no reported result."),
    ("two", "met"): N_("Both targets for {year} were met."),
    ("two", "missed"): N_("Both targets for {year} were missed."),
    ("two", "unreported"): N_("Neither of the two targets for {year} has a reported result."),
    ("many", "met"): N_("All {n} targets for {year} were met."),
    ("many", "missed"): N_("All {n} targets for {year} were missed."),
    ("many", "unreported"): N_("None of the {n} targets for {year} has a reported result."),
    ("many", "mixed"): N_("Of {n} targets for {year}, {parts}."),
}

_HEADLINES: Final[dict[tuple[Size, Way], str]] = {
    ("none", "mixed"): N_("No document sets a measurable target for {year}."),
    ("one", "met"): N_("The one measurable target for {year} was met."),
    ("one", "missed"): N_("The one measurable target for {year} was missed."),
    ("one", "unreported"): N_("The one measurable target for {year} has no reported result."),
    ("two", "met"): N_("Both measurable targets for {year} were met."),
    ("two", "missed"): N_("Both measurable targets for {year} were missed."),
    ("two", "unreported"): N_(
        "Neither of the two measurable targets for {year} has a reported result."
    ),
    ("many", "met"): N_("All {n} measurable targets for {year} in {documents} were met."),
    ("many", "missed"): N_("All {n} measurable targets for {year} in {documents} were missed."),
    ("many", "unreported"): N_(
        "None of the {n} measurable targets for {year} in {documents} has a reported result."
    ),
    ("many", "mixed"): N_("Of the {n} measurable targets for {year} in {documents}, {parts}."),
}

# By whether there is a path to be early or late on, and evidence enough for a chance.
_OUTLOOKS: Final[dict[tuple[bool, bool], str]] = {
    (True, True): N_(
        "Against the path to {year}: {months}; at its pace so far it comes to {landing}, chance "
        "of meeting the target {chance}."
    ),
    (True, False): N_(
        "Against the path to {year}, provisionally: {months}; at its pace so far it comes to "
        "{landing}, too few figures for a chance."
    ),
    (False, True): N_(
        "At its pace so far it comes to {landing} in {year}, chance of meeting the target {chance}."
    ),
    (False, False): N_(
        "Provisionally, at its pace so far it comes to {landing} in {year}; too few figures for a "
        "chance."
    ),
}

# The same where the target is the highest possible value.
_AT_CAP: Final[dict[bool, str]] = {
    True: N_("Against the path to {year}: {months}; at its pace so far it comes to {landing}."),
    False: N_("At its pace so far it comes to {landing} in {year}."),
}

# Verdicts on the year ahead that a pace alone does not tell.
_TOLD_VERDICTS: Final = frozenset(
    {"on_track", "accelerate", "far_off", "going_back", "slipped_below"}
)


def headline(view: Overview, lang: Lang) -> str:
    """The answer to "are we there?": how the measurable targets of the year came out."""
    n_ = translator(lang).ngettext
    documents = n_("{n} document", "{n} documents", view.documents).format(n=view.documents)
    return _outcome(view.tally, _HEADLINES, lang).format(documents=documents)


def headline_notes(view: Overview, lang: Lang) -> tuple[str, ...]:
    """What must be known beside the headline: how sure its counts are and what they leave out."""
    _ = translator(lang).gettext
    n_ = translator(lang).ngettext
    notes = []
    if view.on_last_figure:
        notes.append(
            n_(
                "{n} of these verdicts rests on the last figure within 24 months, for want of one "
                "for {year}.",
                "{n} of these verdicts rest on the last figure within 24 months, for want of one "
                "for {year}.",
                view.on_last_figure,
            ).format(n=view.on_last_figure, year=view.tally.year)
        )
    if view.tally.unmeasurable:
        notes.append(
            n_(
                "{n} more target can no longer be measured.",
                "{n} more targets can no longer be measured.",
                view.tally.unmeasurable,
            ).format(n=view.tally.unmeasurable)
        )
    return tuple(notes)


def counted(tally: Tally, lang: Lang) -> str:
    """How a pillar's targets of one year came out, in one sentence."""
    return _outcome(tally, _COUNTED, lang)


def unknown_ahead(block: Block, lang: Lang) -> str | None:
    """What cannot be said of the year ahead because nothing is published; None if something is."""
    _ = translator(lang).gettext
    measurable = {v: n for v, n in block.open_counts.items() if v != "not_measurable"}
    n = sum(measurable.values())
    if not n or set(measurable) - {"no_figure", "not_reported"}:
        return None
    if n == 1:
        form = _(
            "The one target for {year} has no published figure, so no pace can be worked out yet."
        )
    else:
        form = _(
            "None of the {n} targets for {year} has a published figure, so no pace can be worked "
            "out yet."
        )
    return form.format(n=n, year=block.open_year)


def fact_words(fact: Fact, lang: Lang) -> str:
    """Where a series stands, how far that is from its target, and what the next one needs."""
    shown = fact.shown
    if shown is None:
        raise ValueError(f"{fact.series_id}: nothing published, so nothing to tell")
    where = _where(fact, shown, lang)
    if fact.past is None and fact.open is None:
        return _with_earlier(where, fact, lang)
    sentence = where if fact.past is None else _against_past(where, fact, fact.past, lang)
    ahead = _ahead(fact.open, fact.indicator, lang) if fact.open is not None else ""
    by_units = deciding_sentence(fact.deciding, fact.indicator, lang) if fact.deciding else ""
    return " ".join(filter(None, (f"{sentence}{ahead}.", outlook(fact, lang), by_units)))


def outlook(fact: Fact, lang: Lang) -> str:
    """How early or late the open target is and where it lands; "" where too little is known."""
    if fact.outlook is None or fact.open is None:
        return ""
    _ = translator(lang).gettext
    landing = fact.outlook.landing
    months = months_words(fact.outlook.standing, lang)
    if landing.status == "identity":
        return _(
            "If the digital economy and GRDP grow as last published it comes to {landing} in {year}"
            ", depending on the price basis."
        ).format(year=fact.open.target.year, landing=readings_words(landing, fact.indicator, lang))
    if landing.value is None:
        return ""
    chance = landing.chance
    form = _OUTLOOKS[bool(months), chance is not None]
    if chance is not None and is_at_cap(fact.open, fact.indicator):
        # The chance of the very last digit would belie "on track", with no room to explain it.
        form = _AT_CAP[bool(months)]
    return _(form).format(
        year=fact.open.target.year,
        months=months,
        landing=modelled(landing.value, fact.indicator, lang),
        chance="" if chance is None else chance_words(chance, lang),
    )


def goal(one: Assessment, indicator: Indicator, lang: Lang) -> str:
    """What a target asks for: "30%", "over 40%", "70–80%", "a top 5 place"."""
    _ = translator(lang).gettext
    aim = one.aim
    if aim is None:
        raise ValueError(f"{one.target.target_id}: a milestone asks for no number")
    if indicator.kind == "rank":
        return _("a top {n} place").format(n=numbers.number(aim.high, lang, decimals=0))
    text = _aim(aim, indicator, lang)
    forms = {
        "~": _("about {value}"),
        ">": _("over {value}"),
        ">=": _("at least {value}"),
        "<=": _("at most {value}"),
    }
    form = forms.get(one.target.comparator)
    # "At least" goes without saying where more is better, except of a rate to be kept up.
    if form is None or (one.target.comparator == ">=" and indicator.kind != "growth"):
        return text
    return form.format(value=text)


def when(period: Period, lang: Lang) -> str:
    """A period as a sentence says it: "in 2025", "in November 2022", "năm 2025"."""
    _ = translator(lang).gettext
    text = numbers.period(period, lang)
    forms = {
        "year": _("in {year}"),
        "quarter": _("in {quarter}"),
        "month": _("in {month}"),
        "date": _("on {day}"),
        "interval": _("({interval})"),
        "undated": _("({undated})"),
    }
    form = forms[period.kind]
    return form.format(year=text, quarter=text, month=text, day=text, interval=text, undated=text)


def value(point: Point, indicator: Indicator, lang: Lang) -> str:
    """A value with its unit."""
    return numbers.quantity(point.value, _unit(indicator), lang, decimals=decimals(indicator))


def mark(point: Point, lang: Lang) -> str:
    """What follows a figure that is not a final official one, in brackets; else nothing."""
    _ = translator(lang).gettext
    marks = {"estimate": _("estimate"), "derived": _("computed")}
    word = marks.get(point.provenance)
    return f" ({word})" if word else ""


def _outcome(tally: Tally, forms: Mapping[tuple[Size, Way], str], lang: Lang) -> str:
    """The sentence for a tally; what only the headline names is left to be filled in."""
    ways: dict[Way, int] = {
        "met": tally.met,
        "missed": tally.missed,
        "unreported": tally.unreported,
    }
    some = [way for way, n in ways.items() if n]
    way: Way = some[0] if len(some) == 1 else "mixed"
    sizes: dict[int, Size] = {0: "none", 1: "one", 2: "many" if way == "mixed" else "two"}
    form = translator(lang).gettext(forms[sizes.get(tally.total, "many"), way])
    return form.format(
        n=tally.total, year=tally.year, parts=_parts(tally, lang), documents="{documents}"
    )


def _parts(tally: Tally, lang: Lang) -> str:
    """How many came out how, nought left out, as a list whose first part carries the verb."""
    _ = translator(lang).gettext
    n_ = translator(lang).ngettext
    first = {
        "met": n_("{n} was met", "{n} were met", tally.met),
        "missed": n_("{n} was missed", "{n} were missed", tally.missed),
        "unreported": n_("{n} was not reported", "{n} were not reported", tally.unreported),
    }
    later = {"missed": _("{n} missed"), "unreported": _("{n} not reported")}
    sizes = {"met": tally.met, "missed": tally.missed, "unreported": tally.unreported}
    some = [way for way, n in sizes.items() if n]
    parts = [(later if i else first)[way].format(n=sizes[way]) for i, way in enumerate(some)]
    if len(parts) < 2:
        return "".join(parts)
    return _("{list} and {last}").format(list=", ".join(parts[:-1]), last=parts[-1])


def _where(fact: Fact, shown: Point, lang: Lang) -> str:
    _ = translator(lang).gettext
    form = _(_WHERE.get(fact.series_id, N_("{name}: {value} {when}")))
    return form.format(
        name=fact.indicator.name.in_(lang),
        value=value(shown, fact.indicator, lang),
        when=when(shown.period, lang) + mark(shown, lang),
    )


def _with_earlier(where: str, fact: Fact, lang: Lang) -> str:
    """A series that no target names, beside its value before."""
    _ = translator(lang).gettext
    if len(fact.points) < 2:
        return f"{where}."
    before = fact.points[-2]
    return _("{where}, after {value} {when}.").format(
        where=where,
        value=value(before, fact.indicator, lang),
        when=when(before.period, lang) + mark(before, lang),
    )


def _against_past(where: str, fact: Fact, one: Assessment, lang: Lang) -> str:
    _ = translator(lang).gettext
    reported = {
        "achieved": _("{where}, meeting the {year} target of {goal}"),
        "met": _("{where}, meeting the {year} target of {goal}"),
        "met_on_last": _("{where}, the last figure, meeting the {year} target of {goal}"),
        "not_measurable": _("{where}; the {year} target can no longer be measured"),
    }
    form = reported.get(one.verdict)
    if one.verdict in {"missed", "missed_on_last"}:
        form = _missed_form(fact, one, lang)
    elif one.reason == "only_older_figure":
        form = _("{where}, too old to tell whether the {year} target of {goal} was met")
    elif one.reason == "only_later_figure":
        form = _("{where}, too late to tell whether the {year} target of {goal} was met")
    return (form or _("{where}, against a {year} target of {goal}")).format(
        where=where,
        year=one.target.year,
        goal=goal(one, fact.indicator, lang),
        gap=gap_words(one.shortfall or 0.0, fact.indicator, lang),
    )


def _missed_form(fact: Fact, one: Assessment, lang: Lang) -> str:
    _ = translator(lang).gettext
    last = one.verdict == "missed_on_last"
    if not one.shortfall:
        # A strict target missed by nothing at all.
        return _("{where}, level with the {year} target of {goal} and so not past it")
    if fact.indicator.kind == "rank":
        if last:
            return _("{where}, the last figure, {gap} behind the {year} target of {goal}")
        return _("{where}, {gap} behind the {year} target of {goal}")
    if one.sense < 0:
        return _("{where}, {gap} above the {year} target of {goal}")
    if last:
        return _("{where}, the last figure, {gap} short of the {year} target of {goal}")
    return _("{where}, {gap} short of the {year} target of {goal}")


def _ahead(one: Assessment, indicator: Indicator, lang: Lang) -> str:
    """What the year ahead needs, as the second half of a sentence; empty if nothing is known."""
    _ = translator(lang).gettext
    asked = goal(one, indicator, lang)
    year = one.target.year
    if one.verdict in {"achieved", "met", "met_on_last"}:
        return _("; the {year} target of {goal} is already reached").format(year=year, goal=asked)
    if one.verdict == "not_measurable":
        return _("; the {year} target can no longer be measured").format(year=year)
    need = one.required_pace
    if need is None:
        if one.shortfall is None:
            return ""
        return _("; the {year} target is {goal}").format(year=year, goal=asked)
    text = _("; reaching {goal} by {year} takes {pace}").format(
        goal=asked, year=year, pace=_pace(one, indicator, lang)
    )
    if need.times_so_far is not None:
        text += f", {times_so_far_words(need.times_so_far, lang)}"
    if one.verdict in _TOLD_VERDICTS:
        text += f" ({terms.verdict(one.verdict, lang)})"
    return text


def _pace(one: Assessment, indicator: Indicator, lang: Lang) -> str:
    """The pace needed, as a change a year in the indicator's own terms."""
    _ = translator(lang).gettext
    need = one.required_pace
    if need is None:
        raise ValueError(f"{one.target.target_id}: no pace is needed")
    if need.rate is not None:
        size = rate_words(need.rate, "percent", lang)
        rising = need.rate > 0
    else:
        size = step_words(need.per_year, indicator, lang)
        rising = need.per_year > 0
    return (_("a rise of {size} a year") if rising else _("a fall of {size} a year")).format(
        size=size
    )


def _aim(aim: Aim, indicator: Indicator, lang: Lang) -> str:
    unit = _unit(indicator)
    places = decimals(indicator)
    high = numbers.quantity(aim.high, unit, lang, decimals=places)
    if aim.low == aim.high:
        return high
    return f"{numbers.number(aim.low, lang, decimals=places)}–{high}"


def _unit(indicator: Indicator) -> str:
    """A growth rate in a sentence that names its year is so many per cent, not "a year"."""
    return "percent" if indicator.unit == "percent_per_year" else indicator.unit

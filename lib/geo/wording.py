"""The map in words: names of series, the answer sentence, what a screen reader hears, notes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Final

from lib.geo.unit_labels import short_name
from lib.geo.unit_period_grid import Grid
from lib.model.entities import Indicator, Series, Unit
from lib.model.period import parse_period
from lib.model.vocabulary import Geography, Lang, MissingReason, Named, UnitGroup, UnitType
from lib.text import N_, translator
from lib.wording import numbers
from lib.wording.verdict_reasons import when_words

TYPES: Final[dict[UnitType, str]] = {
    "city": N_("City"),
    "urban_district": N_("Urban district"),
    "rural_district": N_("Rural district"),
    "town": N_("Town"),
    "ward": N_("Ward"),
    "commune": N_("Rural commune"),
}

GROUPS: Final[dict[UnitGroup, str]] = {
    "urban": N_("urban core"),
    "near": N_("near the core"),
    "rural": N_("rural"),
}

MISSING: Final[dict[MissingReason, str]] = {
    "not_published": N_("not published"),
    "not_collected": N_("not collected"),
    "not_applicable": N_("not applicable"),
    "suppressed": N_("suppressed"),
    "no_data_for_period": N_("no data for this period"),
}

_NAMED: Final[dict[Named, str]] = {
    "lowest": N_("the source names only low ones, so none is ranked"),
    "highest": N_("the source names only high ones, so none is ranked"),
    "ends": N_("the source names only highest and lowest ones, so none is ranked"),
    "some": N_("published for some only, so none is ranked"),
}

_MOST_NAMED: Final = 6

_LICENCES: Final[dict[Geography, str]] = {
    "district": N_("Outlines: geoBoundaries, CC BY 3.0 IGO."),
    "commune": N_("Outlines: © OpenStreetMap contributors, ODbL 1.0."),
}

_REFORMS: Final[dict[Geography, str]] = {
    "district": N_(
        "Districts ended on 30 June 2025; 126 wards and communes took their place on 1 July 2025. "
        "Figures are not carried across that date."
    ),
    "commune": N_(
        "Wards and communes began on 1 July 2025 in place of 30 districts. Figures are not carried "
        "across that date."
    ),
}

_BREAKS: Final[dict[Geography, str]] = {
    "district": N_("1 July 2025: wards and communes begin"),
    "commune": N_("1 July 2025: districts end"),
}


def series_labels(
    chosen: Sequence[Series], indicators: Mapping[str, Indicator], lang: Lang
) -> dict[str, str]:
    """A name for each series: its indicator's, with what sets it apart where that has several.

    The series that bears its indicator's own id is the plain one.
    """
    found = {}
    for series in chosen:
        alike = [other for other in chosen if other.indicator_id == series.indicator_id]
        name = indicators[series.indicator_id].name.in_(lang)
        apart = _apart(series, alike, lang)
        found[series.series_id] = f"{name} ({apart})" if apart else name
    return found


def _apart(series: Series, alike: Sequence[Series], lang: Lang) -> str:
    """Population or method, whichever tells a series from the others of its indicator."""
    if len(alike) == 1 or series.series_id == series.indicator_id:
        return ""
    if len({other.method.in_(lang) for other in alike}) == len(alike):
        return series.method.in_(lang)
    if len({other.population.in_(lang) for other in alike}) == len(alike):
        return series.population.in_(lang)
    return f"{series.population.in_(lang)}; {series.method.in_(lang)}"


def unit_title(unit: str, lang: Lang) -> str:
    """The unit as it stands beside a title: "%", "people/km²", "rank"; empty for plain counts."""
    if unit == "rank":
        return translator(lang).gettext("rank")
    if unit == "index_0_1":
        return translator(lang).gettext("index from 0 to 1")
    return numbers.unit_words(unit, lang)


def answer(
    cells: Grid,
    place: int,
    *,
    label: str,
    indicator: Indicator,
    units: Mapping[str, Unit],
    lang: Lang,
) -> str:
    """One sentence on what the map shows at the period in `place`.

    Units are named only on values that may be cited; what was made for demonstration is told by
    its range alone.
    """
    _ = translator(lang).gettext
    values = [value for value in cells.values[place] if value is not None]
    when = when_words(parse_period(cells.periods[place]), lang)
    if not values:
        return _(
            "{label}: no official value of any unit is published. Illustrative ones are hidden by "
            "“Official only”."
        ).format(label=label)
    known = cells.citable(place)
    if (named := cells.named(place)) is not None:
        return _named_only(known, named, cells, label=label, when=when, indicator=indicator,
                           units=units, lang=lang)  # fmt: skip
    if not known:
        return _("{label}, {when}: illustrative values from {low} to {high} in {units}.").format(
            label=label,
            when=when,
            low=numbers.value_of(min(values), indicator, lang),
            high=numbers.value_of(max(values), indicator, lang),
            units=count_of_units(len(values), cells.geography, lang),
        )
    span = _span(known, indicator=indicator, units=units, lang=lang)
    if len(known) == len(cells.codes):
        return _("{label}, {when}: {span}.").format(label=label, when=when, span=span)
    return _("{label}, {when}: published for {n} of {units}, {span}.").format(
        label=label,
        when=when,
        n=len(known),
        units=count_of_units(len(cells.codes), cells.geography, lang),
        span=span,
    )


def named_words(named: Named | None, lang: Lang) -> str:
    """What stands in a rank's place where a source named only some units; else empty."""
    return translator(lang).gettext(_NAMED[named]) if named else ""


def _named_only(
    known: Sequence[tuple[str, float]],
    named: Named,
    cells: Grid,
    *,
    label: str,
    when: str,
    indicator: Indicator,
    units: Mapping[str, Unit],
    lang: Lang,
) -> str:
    """The units that a source named, one by one, and that they are not all."""
    _ = translator(lang).gettext
    said = [
        f"{short_name(units[code].name).in_(lang)} {numbers.value_of(value, indicator, lang)}"
        for code, value in sorted(known, key=lambda one: one[1])[:_MOST_NAMED]
    ]
    if len(known) > _MOST_NAMED:
        said.append("…")
    return _("{label}, {when}: {named} ({n} of {units}): {list}.").format(
        label=label,
        when=when,
        named=_(_NAMED[named]),
        n=len(known),
        units=count_of_units(len(cells.codes), cells.geography, lang),
        list="; ".join(said),
    )


def answer_html(sentence: str) -> str:
    """The answer in large type."""
    return f"{_ANSWER_STYLE}<p class='map-answer'>{escape(sentence)}</p>"


_ANSWER_STYLE: Final = """<style>
.map-answer{font-size:1.3rem;line-height:1.35;font-weight:600;margin:0;text-wrap:pretty}
@media(max-width:640px){.map-answer{font-size:1.15rem}}
</style>"""


def _span(
    known: Sequence[tuple[str, float]],
    *,
    indicator: Indicator,
    units: Mapping[str, Unit],
    lang: Lang,
) -> str:
    """From the lowest to the highest with their names: "from 670 (Ba Vì) to 42,300 (Đống Đa)"."""
    _ = translator(lang).gettext
    low, high = min(value for _code, value in known), max(value for _code, value in known)
    if len(known) == 1:
        name = _named(known, low, units, lang)
        return _("{value} ({name})").format(value=numbers.value_of(low, indicator, lang), name=name)
    if low == high:
        return _("{value} in each of them").format(value=numbers.value_of(low, indicator, lang))
    return _("from {low} ({low_names}) to {high} ({high_names})").format(
        low=numbers.value_of(low, indicator, lang),
        low_names=_named(known, low, units, lang),
        high=numbers.value_of(high, indicator, lang),
        high_names=_named(known, high, units, lang),
    )


def _named(
    known: Iterable[tuple[str, float]], value: float, units: Mapping[str, Unit], lang: Lang
) -> str:
    names = [short_name(units[code].name).in_(lang) for code, found in known if found == value]
    if len(names) <= 2:
        return ", ".join(names)
    more = translator(lang).ngettext("{name} and {n} other", "{name} and {n} others", len(names))
    return more.format(name=names[0], n=len(names) - 1)


def count_of_units(count: int, geography: Geography, lang: Lang) -> str:
    """A number of units in words: 30 districts, 126 wards and communes."""
    n_ = translator(lang).ngettext
    if geography == "district":
        return n_("{n} district", "{n} districts", count).format(n=count)
    return n_("{n} ward or commune", "{n} wards and communes", count).format(n=count)


def heard(cells: Grid, *, label: str, indicator: Indicator, lang: Lang) -> str:
    """What a screen reader says of the map before its units."""
    _ = translator(lang).gettext
    units = count_of_units(len(cells.codes), cells.geography, lang)
    if not cells.all_values:
        return _("Map of {units}: {label}. No value is published.").format(units=units, label=label)
    values = [
        value
        for place, line in enumerate(cells.values)
        for value in line
        if value is not None and cells.named(place) is None
    ]
    if not values:
        return _(
            "Map of {units}: {label}. Arrow keys move between neighbours, Enter selects."
        ).format(units=units, label=label)
    return _(
        "Map of {units}: {label}, over all periods from {low} to {high}. Arrow keys move between "
        "neighbours, Enter selects."
    ).format(
        units=units,
        label=label,
        low=numbers.value_of(min(values), indicator, lang),
        high=numbers.value_of(max(values), indicator, lang),
    )


def sense(indicator: Indicator, lang: Lang) -> str:
    """What the legend adds where less is better; empty where nothing need be said."""
    _ = translator(lang).gettext
    if indicator.kind == "rank":
        return _("1 is the best rank")
    return _("less is better") if indicator.direction == "down" else ""


def under_map(geography: Geography, lang: Lang) -> str:
    """The reform's date and the outlines' licence, for below the map."""
    return f"{reform_words(geography, lang)} {translator(lang).gettext(_LICENCES[geography])}"


def as_of_words(cells: Grid, lang: Lang) -> str:
    """The day that what is shown reaches to, apart for what was made for demonstration."""
    _ = translator(lang).gettext
    published, made = (cells.reaches(illustrative=is_made) for is_made in (False, True))
    said = []
    if published is not None:
        said.append(_("Published up to {day}.").format(day=numbers.day(published, lang)))
    if made is not None:
        said.append(_("Illustrative up to {day}.").format(day=numbers.day(made, lang)))
    return " ".join(said)


def reform_words(geography: Geography, lang: Lang) -> str:
    """Why a geography's figures end, or begin, where they do."""
    return translator(lang).gettext(_REFORMS[geography])


def break_words(geography: Geography, lang: Lang) -> str:
    """What stands at the reform's date beside the periods: the way to the other geography."""
    return translator(lang).gettext(_BREAKS[geography])

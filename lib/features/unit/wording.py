"""The Unit page in words: headline, facts, lineage, what is missing and who would publish it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from lib.analysis.progress.targets import VERDICTS
from lib.analysis.progress.verdict import Verdict
from lib.analysis.units.ranking import Place
from lib.features.unit.profile_data import ProfileSeries, UnitProfileData
from lib.geo.lineage import Kin
from lib.geo.wording import GROUPS, TYPES, count_of_units
from lib.model.entities import Source, Unit
from lib.model.vocabulary import Geography, Lang
from lib.text import N_, translator
from lib.wording import numbers, terms

_OWN_PUBLISHER = "Hà Nội Số"


def unit_id(unit: Unit) -> str:
    """How the address names a unit, in every language."""
    return f"{unit.geography}:{unit.unit_code}"


def kind(unit: Unit, lang: Lang) -> str:
    """Type and group: "Ward · urban core"."""
    _ = translator(lang).gettext
    said = [_(TYPES[unit.type])]
    if unit.group is not None:
        said.append(_(GROUPS[unit.group]))
    return " · ".join(said)


def place_words(place: Place, lang: Lang) -> str:
    """A rank with its ties said as ties: "rank 12–14 of 126"."""
    span = f"{place.first}" if place.first == place.last else f"{place.first}–{place.last}"
    return translator(lang).gettext("rank {place} of {n}").format(place=span, n=place.of)


def headline(book: UnitProfileData, at: int, lang: Lang) -> str:
    """Who the unit is, on published figures alone: people, area, density and its rank."""
    _ = translator(lang).gettext
    unit, place = book.units[at], book.density_places[at]
    name, year = unit.name.in_(lang), unit.population_year
    people = numbers.number(unit.population, lang, decimals=0)
    if place is None:
        return _("{name} had {people} people in {year}.").format(
            name=name, people=people, year=year
        )
    return _("{name}: {people} people ({year}) on {area}, {density}, {place} by density.").format(
        name=name,
        people=people,
        year=year,
        area=numbers.quantity(unit.area_km2, "km2", lang),
        density=_density(unit, lang),
        place=place_words(place, lang),
    )


def standing(book: UnitProfileData, at: int, lang: Lang) -> str:
    """How the unit's own figures stand to the city's targets of the year that is to come, or was.

    Nothing is counted that was made for demonstration.
    """
    _ = translator(lang).gettext
    year = goal_year(book, at)
    found: Counter[Verdict] = Counter()
    asked = 0
    for line in book.lines:
        for goal, verdicts in zip(line.goals, line.verdicts, strict=True):
            if goal.assessment.target.year != year or goal.other is not None:
                continue
            asked += 1
            if (one := verdicts[at]) is not None and not line.is_illustrative(at):
                found[one.verdict] += 1
    if not asked:
        return ""
    if not found:
        form = _("No figure of {name} is published for any of the {n} city targets of {year}.")
        return form.format(name=book.units[at].name.in_(lang), n=asked, year=year)
    counts = "; ".join(
        f"{terms.SIGNS[one].shape} {terms.verdict(one, lang)}: {found[one]}"
        for one in VERDICTS
        if one in found
    )
    form = _("Held against {n} city targets of {year}: {counts}.")
    return form.format(n=asked, year=year, counts=counts)


def goal_year(book: UnitProfileData, at: int) -> int:
    """The last target year that the unit lives to see."""
    end = book.units[at].valid_to
    years = {
        goal.assessment.target.year
        for line in book.lines
        for goal in line.goals
        if end is None or goal.assessment.target.year <= end.year
    }
    return max(years, default=0)


def facts(book: UnitProfileData, at: int, lang: Lang) -> list[list[str]]:
    """Pairs of a term and what holds: kind, people, area, density, when it began or ended."""
    _ = translator(lang).gettext
    unit = book.units[at]
    found = [
        [_("Kind"), kind(unit, lang)],
        [
            _("Population {year}").format(year=unit.population_year),
            numbers.number(unit.population, lang, decimals=0),
        ],
        [_("Area"), numbers.quantity(unit.area_km2, "km2", lang)],
    ]
    if (place := book.density_places[at]) is not None:
        found.append([_("Density"), f"{_density(unit, lang)} ({place_words(place, lang)})"])
    if unit.valid_to is not None:
        found.append([_("Ended on"), numbers.day(unit.valid_to, lang)])
    elif unit.valid_from is not None:
        found.append([_("Began on"), numbers.day(unit.valid_from, lang)])
    return found


def lineage(kin: Kin | None, lang: Lang) -> list[list[Any]]:
    """Where a unit came from, or what became of it: [words, [[id or None, name], …]] a line."""
    if kin is None:
        return []
    _ = translator(lang).gettext
    main, part = (
        (_("Since 1 July 2025 mainly in:"), _("In part also in:"))
        if kin.is_district
        else (_("Before 1 July 2025 mainly in:"), _("In part also from:"))
    )
    lines: list[list[Any]] = [
        [said, [[unit_id(unit), unit.name.in_(lang)] for unit in units]]
        for said, units in ((main, kin.main), (part, kin.part))
    ]
    lines += [
        [said, [[None, name] for name in names]]
        for said, names in (
            (_("Old communes taken over whole:"), kin.whole),
            (_("In part:"), kin.pieces),
        )
    ]
    return [line for line in lines if line[1]]


def owed(
    line: ProfileSeries, sources: Mapping[str, Source], documents: Mapping[str, str], lang: Lang
) -> str:
    """Who would publish what is missing.

    Whoever did for other units, else those who report on the document that sets the target, else
    whose definition it is.
    """
    _ = translator(lang).gettext
    published = _published_by(line, sources)
    if published:
        return _("published for other units by: {publisher}").format(publisher=published)
    if line.goals:
        document = documents[line.goals[-1].assessment.target.document_id]
        return _("would be reported under {document}").format(document=document)
    source = sources.get(line.indicator.source_id)
    if source is None or source.publisher == _OWN_PUBLISHER:
        return _("no body is known to publish it by unit")
    return _("as defined by: {publisher}").format(publisher=source.publisher)


def _published_by(line: ProfileSeries, sources: Mapping[str, Source]) -> str:
    """The publisher of the newest citable figure that any unit has."""
    cells = line.cells
    for place in reversed(range(len(cells.periods))):
        for code, _value in cells.citable(place):
            source = sources.get(cells.sources[place][cells.codes.index(code)])
            if source is not None:
                return source.publisher
    return ""


def official_only(book: UnitProfileData, at: int, lang: Lang) -> str:
    """What "official only" leaves of the unit, and where the rest would come from."""
    n_ = translator(lang).ngettext
    known = sum(line.last(at) is not None for line in book.lines)
    return n_(
        "Published figures only: {known} of {n} indicator has one. What is missing names who would "
        "publish it.",
        "Published figures only: {known} of {n} indicators have one. What is missing names who "
        "would publish it.",
        len(book.lines),
    ).format(known=known, n=len(book.lines))


def vintage(geography: Geography, lang: Lang) -> str:
    """Why no line goes on beyond the reform."""
    _ = translator(lang).gettext
    return _(_VINTAGE[geography])


_VINTAGE: dict[Geography, str] = {
    "district": N_(
        "Districts ended on 30 June 2025: nothing is projected for them, and no line is drawn on "
        "into the wards and communes that took their place."
    ),
    "commune": N_(
        "Wards and communes began on 1 July 2025: their lines start there and are not joined to "
        "those of districts."
    ),
}


def how_similar(book: UnitProfileData, lang: Lang) -> str:
    """The method of likeness in a sentence."""
    return (
        translator(lang)
        .gettext(
            "Nearest by population and by density, each on the log scale in standard deviations of "
            "the {units}; another type or another group counts as one more. 0 is no difference."
        )
        .format(units=count_of_units(len(book.units), book.geography, lang))
    )


def how_standing_out(lang: Lang) -> str:
    """The method of strengths and lags in a sentence."""
    return translator(lang).gettext(
        "Against the median of the unit's own group (core, near, rural) at the last period, in "
        "interquartile ranges of the group; shown from half a range on, three each way at most."
    )


def _density(unit: Unit, lang: Lang) -> str:
    return numbers.quantity(unit.population / unit.area_km2, "persons_per_km2", lang, decimals=0)

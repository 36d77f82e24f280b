"""Which units decide a target, in words: shares of the shortfall, or why there are none."""

from __future__ import annotations

from typing import Final

from babel.lists import format_list

from lib.analysis.units.city import LEAST_COVERAGE, CityBasis
from lib.analysis.units.shortfall_contributions import UnitShortfall
from lib.geo.unit_labels import short_name
from lib.geo.wording import count_of_units
from lib.model.entities import Indicator
from lib.model.vocabulary import Lang, Weight
from lib.text import N_, translator
from lib.wording import numbers
from lib.wording.verdict_reasons import when_words

_UNPUBLISHED_WEIGHTS: Final[dict[Weight, str]] = {
    "adults": N_("Weighted by population, as adults are not published by unit."),
    "households": N_("Weighted by population, as households are not published by unit."),
}

_HAS_MET: Final[dict[CityBasis, str]] = {
    "published": N_("The city’s own figure, {value}, meets the target, so no unit decides it."),
    "units": N_("All units together, at {value}, meet the target, so no single one decides it."),
}


def deciding_sentence(one: UnitShortfall, indicator: Indicator, lang: Lang) -> str:
    """Which units decide a target, or why none does; on citable figures alone.

    Raises ValueError on others: there nobody is named, not even as undecided.
    """
    _, n_ = translator(lang).gettext, translator(lang).ngettext
    if not one.is_citable:
        raise ValueError("no unit is named on values made for demonstration")
    found = one.found
    if found.deciding:
        n = sum(share > 0 for share in found.shares.values())
        return n_(
            "Only {names} is short of the target for {year}.",
            "{names} weigh most on the target for {year}, with {share} of the shortfall.",
            n,
        ).format(
            year=one.year,
            names=names(one, found.deciding, lang),
            share=percent(sum(found.shares[code] for code in found.deciding), lang),
        )
    if found.undecided == "city_has_met" and one.city.value is not None:
        value = numbers.value_of(one.city.value, indicator, lang)
        return _(_HAS_MET[one.city.basis]).format(value=value)
    if found.undecided == "nobody_short":
        return _("No unit with a figure is short of the target, so none decides it.")
    if found.undecided == "low_coverage":
        return _(
            "Units with a figure hold {coverage} of the population, under {least}: those without "
            "one could be the ones that decide, so none is named."
        ).format(coverage=percent(found.coverage, lang), least=percent(LEAST_COVERAGE, lang))
    return _("The city’s value is no mean of its units, so none of them has a share in it.")


def basis_sentence(one: UnitShortfall, indicator: Indicator, lang: Lang) -> str:
    """What the shares rest on: how many units, when, how much of the weight, and which weight."""
    _ = translator(lang).gettext
    said = _("{n} of {all} have a figure for {when}, {coverage} of the population.").format(
        n=len(one.points),
        all=count_of_units(len(one.units), one.geography, lang),
        when=when_words(one.period, lang),
        coverage=percent(one.found.coverage, lang),
    )
    note = _UNPUBLISHED_WEIGHTS.get(indicator.weight) if one.found.fell_back else None
    return f"{said} {_(note)}" if note else said


def share_lines(one: UnitShortfall, indicator: Indicator, lang: Lang) -> list[list[str]]:
    """The units with the largest shares, a line each: name, figure, share."""
    return [
        [
            one.units[code].name.in_(lang),
            numbers.value_of(one.points[code].value, indicator, lang),
            percent(one.found.shares[code], lang),
        ]
        for code in one.leading
    ]


def names(one: UnitShortfall, codes: tuple[str, ...], lang: Lang) -> str:
    """Units by their short names: "Ba Vì, Sóc Sơn và Mê Linh"."""
    short = [short_name(one.units[code].name).in_(lang) for code in codes]
    return format_list(short, locale="en_GB" if lang == "en" else lang)


def percent(share: float, lang: Lang) -> str:
    """A part of one in per cent: 0.5 is 50 %."""
    return numbers.quantity(100 * share, "percent", lang, decimals=1)

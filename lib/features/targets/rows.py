"""The rows of the Targets page: what is seen of each clause before its drawer is opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, Final, get_args

from lib.analysis.progress.verdict import Assessment
from lib.features.targets.bullet_bar import bar
from lib.features.targets.context import TargetsContext
from lib.features.targets.drawer import drawer
from lib.features.targets.filters import group_of, urgency
from lib.model.entities import Indicator, Target
from lib.model.vocabulary import Lang, Reading
from lib.text import N_, translator
from lib.wording import numbers, terms
from lib.wording.magnitudes import gap_words, step_words, times_so_far_words
from lib.wording.outlook import chance_note, landing_words, months_words
from lib.wording.text_search import fold
from lib.wording.verdict_reasons import aim_words, when_words

Row = dict[str, Any]
"""One clause as the browser gets it: texts ready to show, and ids to filter by."""

READINGS: Final[dict[Reading, str]] = {
    "stated": "",
    "relative": N_("read as a relative increase"),
    "points": N_("read as percentage points"),
}


def rows(book: TargetsContext, lang: Lang) -> list[Row]:
    """Every clause of the package, in the package's order."""
    return [_row(book, target, lang) for target in book.package.targets]


def _row(book: TargetsContext, target: Target, lang: Lang) -> Row:
    readings = book.shown(target.target_id)
    indicator, document = book.indicator(target), book.package.documents[target.document_id]
    outlooks = [book.outlook(one) for one in readings]
    drawn = bar(readings, indicator, lang, outlooks)
    return {
        "id": target.target_id,
        "document": target.document_id,
        "pillar": target.pillar,
        "year": str(target.year),
        "groups": sorted({group_of(one.verdict) for one in readings}),
        "urgency": urgency(one.verdict for one in readings),
        "milestone": target.kind == "milestone",
        "haystack": _haystack(book, target),
        "name": target.name.in_(lang),
        "meta": " · ".join((document.short, str(target.year), terms.pillar(target.pillar, lang))),
        "level": readings[0].level if target.kind == "quantified" else "",
        "level_words": terms.level(readings[0].level, lang),
        "readings": [_reading(book, one, indicator, lang) for one in readings],
        "beside": [_beside(book, one, indicator, lang) for one in book.beside(readings[0])],
        "last": _last(book, readings, indicator, lang),
        "bar": asdict(drawn) if drawn else None,
        "landing": landing_words(outlooks[0].landing, indicator, target.year, lang),
        "drawer": drawer(book, target, lang),
    }


def _haystack(book: TargetsContext, target: Target) -> str:
    """What search looks through, folded: names, clause, document, population, in both languages.

    So a link that holds a search finds the same in either.
    """
    document = book.package.documents[target.document_id]
    population = book.series(target).population
    parts = [target.quote_vi, document.short, target.target_id]
    for lang in get_args(Lang):
        parts += [text.in_(lang) for text in (target.name, document.name, population)]
        parts.append(terms.pillar(target.pillar, lang))
    return fold(" ".join(parts))


def _reading(
    book: TargetsContext, one: Assessment, indicator: Indicator, lang: Lang
) -> dict[str, Any]:
    _ = translator(lang).gettext
    found = book.outlook(one)
    sign = terms.SIGNS[one.verdict]
    reading = READINGS[one.aim.reading] if one.aim else ""
    if reading and len(book.shown(one.target.target_id)) == 1:
        reading = N_("in either reading")
    return {
        "shape": sign.shape,
        "tone": sign.tone,
        "word": _(sign.word),
        "provisional": _("provisional") if one.reason == "pace" and one.provisional else "",
        "reading": _(reading) if reading else "",
        "aim": aim_words(one.target, one.aim, indicator, lang) if one.aim else "",
        "distance": _distance(one, indicator, lang),
        "pace": _pace(one, indicator, lang),
        "months": months_words(found.standing, lang),
        "method": _("depends on the method")
        if found.badge is not None and found.badge.depends_on_method
        else "",
        "chance": chance_note(found.landing, one, indicator, lang),
    }


def _beside(
    book: TargetsContext, one: Assessment, indicator: Indicator, lang: Lang
) -> dict[str, str]:
    """What another clause asks of the same figure, with its own verdict."""
    sign = terms.SIGNS[one.verdict]
    aim = aim_words(one.target, one.aim, indicator, lang) if one.aim else ""
    return {
        "tone": sign.tone,
        "asked": f"{book.package.documents[one.target.document_id].short}: {aim}",
        "said": f"{sign.shape} {translator(lang).gettext(sign.word)}",
    }


def _distance(one: Assessment, indicator: Indicator, lang: Lang) -> str:
    _ = translator(lang).gettext
    if one.shortfall is None:
        return ""
    gap = gap_words(one.shortfall, indicator, lang)
    if one.shortfall > 0:
        return _("{gap} short").format(gap=gap)
    if one.shortfall < 0:
        return _("{gap} better").format(gap=gap)
    return _("exactly there")


def _pace(one: Assessment, indicator: Indicator, lang: Lang) -> str:
    _ = translator(lang).gettext
    if one.required_pace is None:
        return ""
    step = one.required_pace.per_year
    said = _("needs {step} a year").format(step=step_words(step, indicator, lang, sign=True))
    times = one.required_pace.times_so_far
    if times is None:
        return said
    return f"{said}, {times_so_far_words(times, lang)}"


def _last(
    book: TargetsContext, readings: Sequence[Assessment], indicator: Indicator, lang: Lang
) -> dict[str, str]:
    """The last published figure; its words say so where there is none."""
    _ = translator(lang).gettext
    last = readings[0].last
    if readings[0].target.kind == "milestone":
        return {"value": "", "when": ""}
    if last is None:
        near = book.proxies(readings[0].target)
        when = _("none, but a near measure has one") if near else _("no published figure")
        return {"value": "", "when": when}
    mark = terms.provenance(last.provenance, lang)
    return {
        "value": numbers.value_of(last.value, indicator, lang),
        "when": f"{when_words(last.period, lang)} · {mark}",
    }

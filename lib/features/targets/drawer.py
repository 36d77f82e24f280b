"""What the drawer of a target holds: the reason, the formula, the clause, sources, conflicts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from lib.analysis.progress.outlook import Outlook
from lib.analysis.progress.points import Point
from lib.analysis.progress.verdict import Assessment
from lib.features.targets.context import Published, TargetsContext
from lib.features.targets.contributions import deciding_blocks
from lib.features.targets.milestone_years import dated_block
from lib.features.targets.yearly_values import years_block
from lib.model.entities import Indicator, Target
from lib.model.vocabulary import Lang
from lib.text import translator
from lib.wording import numbers, terms
from lib.wording.formulas import formulas, thresholds
from lib.wording.outlook import (
    landing_sentences,
    method_sentences,
    standing_sentences,
)
from lib.wording.verdict_reasons import (
    aim_words,
    missing_sentence,
    publisher_sentence,
    reason_sentence,
    required_pace_sentence,
    when_words,
)

Item = dict[str, str]
"""`text`, and where they apply `url`, `lang` (of the text), `aside` (said after it)."""

Block = dict[str, Any]
"""`title`, `items`, and `kind`: "quote" for the clause itself, "table" with `head` and `lines`.

A `banner` stands over what rests on illustrative values.
"""

Say = Callable[[Outlook, Assessment, Indicator, Lang], tuple[str, ...]]


def drawer(book: TargetsContext, target: Target, lang: Lang) -> list[Block]:
    """The blocks of one target's drawer, in the order they are read; empty ones are left out."""
    readings = book.shown(target.target_id)
    blocks = (
        _why(book, readings, lang),
        _standing(book, readings, lang),
        _landing(book, readings, lang),
        _method(book, readings, lang),
        dated_block(book, target, lang),
        years_block(book, readings, lang),
        *deciding_blocks(book, readings, lang),
        _worked(book, readings, lang),
        _clause(book, target, lang),
        _others(book, target, lang),
        _figures(book, target, lang),
        _conflicts(book, target, lang),
        _otherwise(book, target, lang),
        _proxies(book, target, lang),
        _missing(book, readings, lang),
        _measure(book, target, lang),
        _notes(target, lang),
    )
    return [block for block in blocks if block["items"]]


def _why(book: TargetsContext, readings: Sequence[Assessment], lang: Lang) -> Block:
    _ = translator(lang).gettext
    indicator, series = book.indicator(readings[0].target), book.series(readings[0].target)
    items: list[Item] = []
    for one in readings:
        said = reason_sentence(one, indicator, series, lang)
        aim = f"{aim_words(one.target, one.aim, indicator, lang)}: " if one.aim else ""
        items.append({"text": (aim if len(readings) > 1 else "") + said})
        pace = required_pace_sentence(one, indicator, lang)
        if pace:
            items.append({"text": pace})
    if len(book.readings[readings[0].target.target_id]) > 1:
        items.append({"text": _two_readings(len(readings) > 1, lang)})
    return {"title": _("Why this verdict"), "items": _distinct(items)}


def _two_readings(differ: bool, lang: Lang) -> str:  # noqa: FBT001
    _ = translator(lang).gettext
    if differ:
        return _(
            "The clause can be read in two ways, as a relative increase over the target of 2025 or "
            "as percentage points added to it. Each has its own verdict; the stricter one is "
            "counted."
        )
    return _(
        "The clause can be read in two ways, as a relative increase over the target of 2025 or as "
        "percentage points added to it. Here both come to the same number."
    )


def _standing(book: TargetsContext, readings: Sequence[Assessment], lang: Lang) -> Block:
    _ = translator(lang).gettext
    return _asked(_("Where should we be today?"), standing_sentences, book, readings, lang)


def _landing(book: TargetsContext, readings: Sequence[Assessment], lang: Lang) -> Block:
    _ = translator(lang).gettext
    # The sentences name the aim where it matters, and the way there is the same for all readings.
    block = _asked(_("Where will we land?"), landing_sentences, book, readings[:1], lang)
    for one in readings[1:]:
        more = _asked("", landing_sentences, book, [one], lang)
        block["items"] = _distinct([*block["items"], *more["items"]])
    return block


def _method(book: TargetsContext, readings: Sequence[Assessment], lang: Lang) -> Block:
    def said(found: Outlook, _one: Assessment, indicator: Indicator, lang: Lang) -> tuple[str, ...]:
        return method_sentences(found.badge, indicator, lang)

    _ = translator(lang).gettext
    return _asked(_("Does the verdict depend on the method?"), said, book, readings, lang)


def _asked(
    title: str, say: Say, book: TargetsContext, readings: Sequence[Assessment], lang: Lang
) -> Block:
    """What is said of each reading's outlook; the aim before it where the readings differ."""
    indicator = book.indicator(readings[0].target)
    said = [say(book.outlook(one), one, indicator, lang) for one in readings]
    are_alike = len(set(said)) == 1
    items: list[Item] = []
    for one, sentences in zip(readings, said, strict=True):
        aim = aim_words(one.target, one.aim, indicator, lang) if one.aim else ""
        for place, sentence in enumerate(sentences):
            text = sentence if are_alike or place else f"{aim}: {sentence}"
            items.append({"text": text})
    return {"title": title, "items": _distinct(items)}


def _worked(book: TargetsContext, readings: Sequence[Assessment], lang: Lang) -> Block:
    _ = translator(lang).gettext
    indicator = book.indicator(readings[0].target)
    lines = [line for one in readings for line in formulas(one, indicator, lang)]
    rule = thresholds(readings[0], indicator, lang)
    items: list[Item] = [{"text": line} for line in (*lines, *rule)]
    return {"title": _("How it was worked out"), "items": _distinct(items)}


def _clause(book: TargetsContext, target: Target, lang: Lang) -> Block:
    _ = translator(lang).gettext
    document = book.package.documents[target.document_id]
    dated = _("{name}, {day}").format(
        name=document.name.in_(lang), day=numbers.day(document.date, lang)
    )
    quoted = f"“{target.quote_vi}”"
    items: list[Item] = [{"text": quoted, "lang": "vi"}, {"text": dated}]
    items.append(_source(book, target.source_id))
    return {"title": _("The clause"), "kind": "quote", "items": items}


def _others(book: TargetsContext, target: Target, lang: Lang) -> Block:
    """Other clauses on the same measure and year, and which of them binds."""
    _ = translator(lang).gettext
    found = book.siblings(target)
    ids = list(dict.fromkeys(one.target.target_id for one in found))
    title = _("Clauses on the same measure and year")
    if len(ids) < 2:
        return {"title": title, "items": []}
    numbered = [one for one in found if one.target.kind == "quantified"]
    items: list[Item] = [_sibling(book, one, target, lang) for one in found]
    if numbered:
        items.append({"text": _binds(book, numbered, lang)})
    return {"title": title, "items": items}


def _sibling(book: TargetsContext, one: Assessment, here: Target, lang: Lang) -> Item:
    _ = translator(lang).gettext
    document = book.package.documents[one.target.document_id]
    indicator = book.indicator(one.target)
    aim = aim_words(one.target, one.aim, indicator, lang) if one.aim else _("no number")
    sign = terms.SIGNS[one.verdict]
    text = f"{document.short} ({numbers.day(document.date, lang)}): {aim} → {sign.shape} " + _(
        sign.word
    )
    mine = one.target.target_id == here.target_id
    return {"text": text, "aside": _("this clause")} if mine else {"text": text}


def _binds(book: TargetsContext, numbered: Sequence[Assessment], lang: Lang) -> str:
    _ = translator(lang).gettext
    first = numbered[0]
    document = book.package.documents[first.target.document_id]
    aim = (
        aim_words(first.target, first.aim, book.indicator(first.target), lang) if first.aim else ""
    )
    rivals = {one.target.target_id for one in numbered if one.document_date == first.document_date}
    template = (
        _("{document} binds ({aim}): it is the latest document with a number.")
        if len(rivals) == 1
        else _("{document} binds ({aim}): the strictest clause of the latest document.")
    )
    return template.format(document=document.short, aim=aim)


def _figures(book: TargetsContext, target: Target, lang: Lang) -> Block:
    _ = translator(lang).gettext
    indicator = book.indicator(target)
    points: tuple[Point, ...] = ()
    if target.kind == "quantified":
        points = book.points.get(target.series_id, ())
    items = [
        _source(book, point.source_id, before=_figure(point, indicator, lang)) for point in points
    ]
    return {"title": _("Published figures of this measure"), "items": items}


def _conflicts(book: TargetsContext, target: Target, lang: Lang) -> Block:
    _ = translator(lang).gettext
    indicator = book.indicator(target)
    found = book.conflicts(target) if target.kind == "quantified" else ()
    items = [
        _source(
            book,
            one.source_id,
            before=_("another source says {figure}").format(figure=_figure(one, indicator, lang)),
        )
        for one in found
    ]
    return {"title": _("Other values published for the same period"), "items": items}


def _otherwise(book: TargetsContext, target: Target, lang: Lang) -> Block:
    _ = translator(lang).gettext
    indicator = book.indicator(target)
    found = book.otherwise(target) if target.kind == "quantified" else ()
    items = []
    for one in found:
        series = book.package.series[one.series_id]
        figure = _figure(one, indicator, lang)
        how = f"{series.population.in_(lang)}; {series.method.in_(lang)}"
        items.append(_source(book, one.source_id, before=f"{figure} – {how}"))
    return {"title": _("Measured otherwise, so not used for the verdict"), "items": items}


def _proxies(book: TargetsContext, target: Target, lang: Lang) -> Block:
    _ = translator(lang).gettext
    items = []
    for one in book.proxies(target) if target.kind == "quantified" else ():
        near = book.points[one.proxy_series_id][-1]
        indicator = book.package.indicators[book.package.series[one.proxy_series_id].indicator_id]
        before = _("{name}, {figure}. {reason} Source").format(
            name=indicator.name.in_(lang),
            figure=_figure(near, indicator, lang),
            reason=one.reason.in_(lang),
        )
        items.append(_source(book, near.source_id, before=before))
    return {
        "title": _("Near measures that have a figure, never used for the verdict"),
        "items": items,
    }


def _missing(book: TargetsContext, readings: Sequence[Assessment], lang: Lang) -> Block:
    _ = translator(lang).gettext
    target = readings[0].target
    said = [
        missing_sentence(one, book.indicator(target), book.series(target), lang) for one in readings
    ]
    items: list[Item] = [{"text": text} for text in said if text]
    if items:
        items.append({"text": by_whom(book, readings[0], lang)})
    return {"title": _("What would have to be published"), "items": _distinct(items)}


def by_whom(book: TargetsContext, one: Assessment, lang: Lang) -> str:
    """Who would have to publish what is missing for a target."""
    document = book.package.documents[one.target.document_id]
    last_by = book.package.sources[one.last.source_id].publisher if one.last else ""
    return publisher_sentence(one, book.indicator(one.target), document, last_by, lang)


def _measure(book: TargetsContext, target: Target, lang: Lang) -> Block:
    _ = translator(lang).gettext
    if target.kind == "milestone":
        return {"title": "", "items": []}
    series, indicator = book.series(target), book.indicator(target)
    items: list[Item] = [
        {"text": indicator.definition.in_(lang)},
        {
            "text": _("Measured on: {population}. Method: {method}.").format(
                population=series.population.in_(lang), method=series.method.in_(lang)
            )
        },
        {"text": _("Evidence {level}").format(level=terms.level(_level(book, target), lang))},
    ]
    return {"title": _("The measure"), "items": items}


def _notes(target: Target, lang: Lang) -> Block:
    _ = translator(lang).gettext
    note = target.note.in_(lang)
    items: list[Item] = [{"text": note}] if note else []
    return {"title": _("Notes of those who gathered the clauses"), "items": items}


def _level(book: TargetsContext, target: Target) -> Any:
    return book.readings[target.target_id][0].level


def _figure(one: Point | Published, indicator: Indicator, lang: Lang) -> str:
    value = numbers.value_of(one.value, indicator, lang)
    mark = terms.provenance(one.provenance, lang)
    return f"{value} ({when_words(one.period, lang)}, {mark})"


def _source(book: TargetsContext, source_id: str, *, before: str = "") -> Item:
    """A source by title, date and, where it has one, address."""
    source = book.package.sources[source_id]
    said = source.title if source.date in source.title else f"{source.title}, {source.date}"
    item: Item = {"text": f"{before}: {said}" if before else said}
    if source.url.startswith(("https://", "http://")):
        item["url"] = source.url
    return item


def _distinct(items: Iterable[Item]) -> list[Item]:
    """Two readings may say the same; it is said once."""
    return list({item["text"]: item for item in items}.values())

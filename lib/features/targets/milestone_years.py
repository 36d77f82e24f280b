"""The targets of several years for one measure side by side, and which of them binds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lib.analysis.progress.verdict import Assessment
from lib.features.targets.context import TargetsContext
from lib.model.entities import Indicator, Target
from lib.model.vocabulary import Lang
from lib.text import translator
from lib.wording import terms
from lib.wording.outlook import chance_note, landing_words, months_words
from lib.wording.verdict_reasons import aim_words


def dated_block(book: TargetsContext, target: Target, lang: Lang) -> dict[str, Any]:
    """The targets of every year for the same measure side by side, and which binds now."""
    _ = translator(lang).gettext
    title = _("Every dated target of this measure")
    found = book.dated(target) if target.kind == "quantified" else ()
    if len(found) < 2:
        return {"title": title, "items": []}
    head = [
        _("Year"),
        _("Document"),
        _("Asked for"),
        _("Verdict"),
        _("Early or late"),
        _("Landing"),
    ]
    return {
        "title": title,
        "kind": "table",
        "head": head,
        "lines": [_line(book, one, lang) for one in found],
        "items": [{"text": binds_now(found, book.indicator(target), lang)}],
    }


def _line(book: TargetsContext, one: Assessment, lang: Lang) -> list[str]:
    _ = translator(lang).gettext
    indicator, outlook = book.indicator(one.target), book.outlook(one)
    sign = terms.SIGNS[one.verdict]
    landing = landing_words(outlook.landing, indicator, one.target.year, lang)
    chance = chance_note(outlook.landing, one, indicator, lang)
    return [
        str(one.target.year),
        book.package.documents[one.target.document_id].short,
        aim_words(one.target, one.aim, indicator, lang) if one.aim else "",
        f"{sign.shape} {_(sign.word)}",
        months_words(outlook.standing, lang) or "–",
        " · ".join(filter(None, (landing, chance))) or "–",
    ]


def binds_now(found: Sequence[Assessment], indicator: Indicator, lang: Lang) -> str:
    """Which of several dated targets asks for the fastest pace from now on; all may be over.

    Where none has a pace, as of ranks, it is the next that is not reached yet.
    """
    _ = translator(lang).gettext
    ahead = sorted((one for one in found if not one.is_past), key=lambda one: one.target.year)
    if not ahead:
        return _("Every one of these years is over.")
    waiting = [one for one in ahead if one.verdict != "achieved"]
    paces = [(abs(one.required_pace.per_year), one) for one in waiting if one.required_pace]
    if len(ahead) == 1:
        first, template = ahead[0], _("Binding now: {aim} by {year}, the only one still ahead.")
    elif not waiting:
        return _("Every target still ahead is reached already.")
    elif paces:
        first = max(paces, key=lambda each: each[0])[1]
        template = _("Binding now: {aim} by {year}, which asks for the fastest pace from here on.")
    else:
        first, template = waiting[0], _("Binding now: {aim} by {year}, the next still ahead.")
    aim = aim_words(first.target, first.aim, indicator, lang) if first.aim else ""
    return template.format(aim=aim, year=first.target.year)

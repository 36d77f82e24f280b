"""The Targets page as one document for the browser: every row, every choice, every word."""

from __future__ import annotations

from typing import Any, Final

from lib.features.targets.context import TargetsContext
from lib.features.targets.filters import GROUPINGS, ORDERS, VERDICT_GROUPS, years_of
from lib.features.targets.rows import rows
from lib.model.vocabulary import Lang, Pillar, words
from lib.text import N_, translator
from lib.wording import numbers, terms

_WORDS: Final[dict[str, str]] = {
    "document": N_("Document"),
    "pillar": N_("Pillar"),
    "year": N_("Year"),
    "verdict": N_("Verdict"),
    "text": N_("Search"),
    "hint": N_("Words, with or without tone marks"),
    "by": N_("Group by"),
    "order": N_("Order"),
    "all": N_("All"),
    "shown": N_("Showing {shown} of {all} clauses"),
    "none": N_("No clause fits. Clear a filter."),
    "clear": N_("Clear filters"),
    "milestones": N_("Milestones: no number, only a report can say that they are done"),
    "name": N_("Target"),
    "aim": N_("Asked for"),
    "last": N_("Last figure"),
    "bar": N_("Progress"),
    "distance": N_("Distance"),
    "why": N_("Why?"),
    "evidence": N_("Evidence"),
    "opens": N_("opens another site"),
    "take": N_("Components (CSV)"),
    "key_start": N_("start"),
    "key_path": N_("path today"),
    "key_goal": N_("target"),
    "key_landing": N_("projection for the target year, with its 10–90 % band"),
    "key_fan": N_("provisional projection, at half to one and a half times the pace"),
}


def page(book: TargetsContext, lang: Lang) -> dict[str, Any]:
    """The page's document, for `lib/static/targets.js`: JSON types only."""
    _ = translator(lang).gettext
    return {
        "words": {key: _(word) for key, word in _WORDS.items()},
        "choices": _choices(book, lang),
        "headings": _headings(book, lang),
        "rows": rows(book, lang),
    }


def choices(book: TargetsContext) -> dict[str, tuple[str, ...]]:
    """The ids that a link may name, by filter."""
    return {
        "document": tuple(book.package.documents),
        "pillar": words(Pillar),
        "year": tuple(str(year) for year in _years(book)),
        "verdict": tuple(VERDICT_GROUPS),
        "by": tuple(GROUPINGS),
        "order": tuple(ORDERS),
    }


def _years(book: TargetsContext) -> tuple[int, ...]:
    return years_of(target.year for target in book.package.targets)


def _choices(book: TargetsContext, lang: Lang) -> dict[str, list[list[str]]]:
    """What each filter offers, as pairs of id and label."""
    _ = translator(lang).gettext
    documents = book.package.documents.values()
    return {
        "document": [[document.document_id, document.short] for document in documents],
        "pillar": [[pillar, terms.pillar(pillar, lang)] for pillar in terms.PILLARS],
        "year": [[str(year), str(year)] for year in _years(book)],
        "verdict": [
            [name, f"{gathered.shape} {_(gathered.word)}"]
            for name, gathered in VERDICT_GROUPS.items()
        ],
        "by": [[grouping, _(word)] for grouping, word in GROUPINGS.items()],
        "order": [[order, _(word)] for order, word in ORDERS.items()],
    }


def _headings(book: TargetsContext, lang: Lang) -> dict[str, Any]:
    """What stands over each group, by grouping and id."""
    _ = translator(lang).gettext
    return {
        "document": {
            document.document_id: _("{name}, {day}").format(
                name=document.name.in_(lang), day=numbers.day(document.date, lang)
            )
            for document in book.package.documents.values()
        },
        "pillar": {pillar: terms.pillar(pillar, lang) for pillar in terms.PILLARS},
        "year": {str(year): _("Targets for {year}").format(year=year) for year in _years(book)},
    }

"""What is measured and where it was published: the register of indicators, and the sources."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Any, Final, Literal, get_args

import pandas as pd

from lib.features.methods.html import Body, on_paper, table
from lib.geo import wording
from lib.model.entities import Indicator, Source
from lib.model.vocabulary import Direction, Lang, Path, Pillar, Weight
from lib.text import N_, translator
from lib.wording import numbers, terms
from lib.wording.text_search import fold

Order = Literal["pillar", "name", "unit", "path", "weight"]
ORDERS: Final[dict[Order, str]] = {
    "pillar": N_("Pillar"),
    "name": N_("Name of the indicator"),
    "unit": N_("Unit"),
    "path": N_("Path"),
    "weight": N_("Weight"),
}

EVERY: Final = "all"
"""Asks for every pillar."""

_DIRECTIONS: Final[dict[Direction, str]] = {
    "up": N_("more is better"),
    "down": N_("less is better"),
}
_PATHS: Final[dict[Path, str]] = {
    "logistic": N_("S-curve"),
    "geometric": N_("steady rate of growth"),
    "linear": N_("straight line"),
    "none": N_("none: no pace"),
}
_WEIGHTS: Final[dict[Weight, str]] = {
    "population": N_("population"),
    "adults": N_("adults; population stands in"),
    "households": N_("households; population stands in"),
    "none": N_("none: not averaged"),
}

# Units that the numbers of other pages never bear.
_UNITS: Final[dict[str, str]] = {
    "count": N_("number"),
    "dossiers": N_("dossiers"),
    "households": N_("households"),
    "flag": N_("yes or no"),
    "score_0_80": N_("points"),
}

# Sentences among the licences of the data package; names of licences stay as they are.
_LICENCES: Final[dict[str, str]] = {
    text: text
    for text in (
        N_("Figures cited with their source; the text stays its publisher's"),
        N_("Quoted with citation; the text stays its publisher's"),
        N_("Official document; no copyright"),
    )
}

# Vietnamese order of letters; tones come after all else.
_LETTERS: Final = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_MILESTONE: Final = "milestone"


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """One measured indicator in words, as a row shows it.

    `haystack` is what a search looks in: the name in both languages and all other words, folded.
    """

    indicator_id: str
    pillar: Pillar
    name: str
    definition: str
    unit: str
    direction: str
    cap: float | None
    path: str
    weight: str
    source: str
    source_url: str
    haystack: str


def entries(
    indicators: Iterable[Indicator], sources: Mapping[str, Source], lang: Lang
) -> tuple[RegisterEntry, ...]:
    """Every indicator that has a number; milestones have none."""
    _ = translator(lang).gettext
    found = []
    for one in indicators:
        if one.unit == _MILESTONE:
            continue
        source = sources.get(one.source_id)
        definition, unit = one.definition.in_(lang), unit_words(one.unit, lang)
        path, weight = _(_PATHS[one.path]), _(_WEIGHTS[one.weight])
        found.append(
            RegisterEntry(
                one.indicator_id,
                one.pillar,
                one.name.in_(lang),
                definition,
                unit,
                _(_DIRECTIONS[one.direction]),
                one.cap,
                path,
                weight,
                source.title if source else "",
                source.url if source else "",
                fold(f"{one.name.vi} {one.name.en} {definition} {unit} {path} {weight}"),
            )
        )
    return tuple(found)


def chosen(
    every: Sequence[RegisterEntry], *, text: str, pillar: str, order: Order
) -> tuple[RegisterEntry, ...]:
    """The entries that a reader asks for, in their order, as `register.js` shows them."""
    wanted = fold(text).split()
    kept = [
        one
        for one in every
        if pillar in (EVERY, one.pillar) and all(word in one.haystack for word in wanted)
    ]
    pillars: tuple[Pillar, ...] = get_args(Pillar)
    by_name = sorted(kept, key=lambda one: alphabetical(one.name))
    if order == "name":
        return tuple(by_name)
    if order == "pillar":
        return tuple(sorted(by_name, key=lambda one: pillars.index(one.pillar)))
    return tuple(sorted(by_name, key=lambda one: alphabetical(str(getattr(one, order)))))


def document_of(every: Sequence[RegisterEntry], lang: Lang) -> dict[str, Any]:
    """The whole register for `lib/static/register.js`: JSON types only.

    A row is name, definition and the other cells under `heads`, in the order of `every`; each of
    the `orders` is the places of all rows.
    """
    translated = translator(lang)
    _, n_ = translated.gettext, translated.ngettext
    place = {one.indicator_id: at for at, one in enumerate(every)}
    pillars = {pillar: terms.pillar(pillar, lang) for pillar in get_args(Pillar)}
    # How many are shown is counted where they are.
    counted = n_(
        "{shown} of {n} measured indicator", "{shown} of {n} measured indicators", len(every)
    ).format(shown="{shown}", n=len(every))
    return {
        "label": _("Indicators"),
        "heads": [
            _("Name and definition"), _("Unit"), _("Direction"), _("Highest possible value"),
            _("Path"), _("Weight"), _("Source"),
        ],
        "words": {
            "text": _("Search"), "hint": _("Name, definition, unit …"), "pillar": _("Pillar"),
            "order": _("Order by"), "counted": counted, "on_paper": on_paper(lang),
        },
        "choices": {
            "pillar": [[EVERY, _("All pillars")], *map(list, pillars.items())],
            "order": [[order, _(title)] for order, title in ORDERS.items()],
        },
        "every": EVERY,
        "parted_by": "pillar",
        "pillars": pillars,
        "pillar_of": [one.pillar for one in every],
        "haystacks": [one.haystack for one in every],
        "orders": {
            order: [
                place[one.indicator_id]
                for one in chosen(every, text="", pillar=EVERY, order=order)
            ]
            for order in ORDERS
        },
        "rows": [_cells(one, lang) for one in every],
    }  # fmt: skip


def frame_of(shown: Sequence[RegisterEntry]) -> pd.DataFrame:
    """The entries to take away, in the language they were made in."""
    return pd.DataFrame(
        [
            (one.indicator_id, one.pillar, one.name, one.definition, one.unit,
             one.direction, one.cap, one.path, one.weight, one.source, one.source_url)
            for one in shown
        ],
        columns=[
            "indicator_id", "pillar", "name", "definition", "unit", "direction", "cap", "path",
            "weight", "source", "source_url",
        ],
    )  # fmt: skip


def source_table(sources: Iterable[Source], lang: Lang) -> str:
    """Every source under its licence, the freest first: title, publisher, date, address."""
    _ = translator(lang).gettext
    by_licence: dict[str, list[Source]] = {}
    for one in sources:
        by_licence.setdefault(one.licence, []).append(one)
    bodies = [
        Body(
            f"{licence_words(licence, lang)}: {len(some)}",
            [
                (
                    escape(one.title),
                    escape(one.publisher),
                    escape(_dated(one.date, lang)),
                    _link(one, lang),
                )
                for one in sorted(some, key=lambda one: alphabetical(one.title))
            ],
        )
        for licence, some in sorted(by_licence.items(), key=lambda pair: len(pair[1]))
    ]
    heads = (_("Title"), _("Publisher"), _("Date"), _("Address"))
    return table(heads, bodies, label=_("Sources"), classes="wide")


def source_frame(sources: Iterable[Source]) -> pd.DataFrame:
    """The sources to take away."""
    return pd.DataFrame(
        [
            (one.source_id, one.title, one.publisher, one.date, one.licence, one.url)
            for one in sources
        ],
        columns=["source_id", "title", "publisher", "date", "licence", "url"],
    )  # fmt: skip


def licence_words(licence: str, lang: Lang) -> str:
    """A licence by its name, or its sentence in the reader's language."""
    found = _LICENCES.get(licence)
    return translator(lang).gettext(found) if found else licence


def unit_words(unit: str, lang: Lang) -> str:
    """A unit as a register names it, never empty."""
    if unit in _UNITS:
        return translator(lang).gettext(_UNITS[unit])
    return wording.unit_title(unit, lang) or unit


@lru_cache(maxsize=1024)
def alphabetical(text: str) -> tuple[tuple[int, ...], str]:
    """A key for Vietnamese order: đ after d, ă and â after a; tones tell apart only what is left.

    What is no letter comes before all letters.
    """
    plain = unicodedata.normalize("NFC", _without_tones(text.casefold()))
    return tuple(_LETTERS.find(letter) for letter in plain), text


def _without_tones(text: str) -> str:
    tones = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
    apart = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in apart if letter not in tones)


def _cells(one: RegisterEntry, lang: Lang) -> list[str]:
    cap = "–" if one.cap is None else numbers.number(one.cap, lang)
    return [
        one.name,
        one.definition,
        one.unit,
        one.direction,
        cap,
        one.path,
        one.weight,
        one.source,
    ]


def _dated(text: str, lang: Lang) -> str:
    """A date as the language writes it; one that is no date of ours stays as published."""
    try:
        return numbers.period(text, lang) if text else "–"
    except ValueError:
        return text


def _link(one: Source, lang: Lang) -> str:
    """The address as a link that tells its host only; a source without one says so."""
    _ = translator(lang).gettext
    if not one.url.startswith(("https://", "http://")):
        return escape(_("no address"))
    host = one.url.split("/")[2]
    return f'<a href="{escape(one.url)}" rel="noopener noreferrer">{escape(host)}</a>'

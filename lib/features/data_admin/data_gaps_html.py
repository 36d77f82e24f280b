"""The shopping list as HTML: by level, each series with what its targets wait for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import Final

from lib.analysis.progress.evidence import Level
from lib.model.vocabulary import Lang
from lib.text import translator
from lib.wording import terms

CSS: Final = """
.da-wanted h2{font-size:1.15rem;font-weight:600;margin:1.1rem 0 .1rem;padding:0}
.da-wanted p{margin:0 0 .5rem;color:var(--da-soft);max-width:110ch;text-wrap:pretty}
.stHtml .da-wanted ol{margin:0;padding:0;list-style:none;border-top:1px solid var(--da-rule)}
.stHtml .da-wanted ol>li{display:grid;grid-template-columns:minmax(14rem,1fr) 2.4fr;
 gap:.2rem 1.5rem;margin:0;padding:.5rem 0;border-bottom:1px solid var(--da-rule);
 font-size:.95rem;line-height:1.4}
.da-wanted b{font-weight:500}
.stHtml .da-wanted ul{margin:0;padding:0;list-style:none}
.stHtml .da-wanted ul li{margin:0 0 .25rem;max-width:120ch;text-wrap:pretty}
.da-wanted i{font-style:normal;font-weight:500;white-space:nowrap}
@media (max-width:640px){.stHtml .da-wanted ol>li{grid-template-columns:1fr}}
"""


@dataclass(frozen=True, slots=True)
class Wish:
    """What one target asks, which figure would help, and who would publish it."""

    year: int
    asked: str
    document: str
    figure: str
    by_whom: str


@dataclass(frozen=True, slots=True)
class Item:
    """A series on the list: the level now, the level after, and the wishes of its targets."""

    series_id: str
    name: str
    level: Level
    gains: Level
    wishes: Sequence[Wish]


def wanted_html(items: Sequence[Item], lang: Lang) -> str:
    """The list, `items` in the order of the list, those of one level together."""
    parts = []
    for level, group in groupby(items, key=lambda one: one.level):
        here = list(group)
        rows = "".join(_item(one, lang) for one in here)
        parts.append(
            f"<section><h2>{escape(_head(level, here[0].gains, len(here), lang))}</h2>"
            f"<p>{escape(_gain(level, here[0].gains, lang))}</p><ol>{rows}</ol></section>"
        )
    return f'<div class="da-wanted">{"".join(parts)}</div>'


def _head(level: Level, gains: Level, count: int, lang: Lang) -> str:
    said = translator(lang).gettext("{level} → {gains}: {n} series")
    return said.format(level=level, gains=gains, n=count)


def _gain(level: Level, gains: Level, lang: Lang) -> str:
    """What the levels mean, and what it takes from one to the next."""
    _ = translator(lang).gettext
    now, then = terms.level(level, lang), terms.level(gains, lang)
    if gains == "A":
        said = _("Now {now}. With figures over at least 24 months, three or more, {then}.")
    elif gains == "C":
        said = _("Now {now}. With a first dated figure, {then}.")
    else:
        said = _("Now {now}. With one more dated figure, {then}.")
    return said.format(now=now, then=then)


def _item(one: Item, lang: Lang) -> str:
    """Who would publish it is told once where all targets say the same."""
    publishers = {wish.by_whom for wish in one.wishes}
    lines = [_wish(wish, lang, by_whom=len(publishers) > 1) for wish in one.wishes]
    lines += [escape(said) for said in publishers if len(publishers) == 1]
    inner = "".join(f"<li>{line}</li>" for line in lines)
    return f"<li><b>{escape(one.name)}</b><ul>{inner}</ul></li>"


def _wish(wish: Wish, lang: Lang, *, by_whom: bool) -> str:
    _ = translator(lang).gettext
    target = _("Target {year}: {asked} ({document})").format(
        year=wish.year, asked=wish.asked, document=wish.document
    )
    said = f"{wish.figure} {wish.by_whom}" if by_whom else wish.figure
    return f"<i>{escape(target)}.</i> {escape(said)}"

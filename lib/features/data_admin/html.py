"""The Data page's style, and its answer, counts, faults and changes as HTML.

Plain HTML, since text must wrap, be selected and be read aloud. A wide table scrolls in a box of
its own, which a keyboard reaches.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Final

from lib.data.intake.preview import STATUS_WORDS, STATUSES, Status
from lib.features.data_admin import coverage_html, data_gaps_html
from lib.model.vocabulary import Lang
from lib.style.palette import TONES, Theme, ground_css
from lib.text import translator
from lib.wording import numbers

_CSS: Final = """
.da-lead{font-size:1.3rem;line-height:1.4;max-width:75ch;text-wrap:pretty;margin:0}
.da-box{overflow:auto;max-height:38rem;border:1px solid var(--da-rule);border-radius:6px}
.da-box:focus-visible{outline:3px solid var(--da-accent);outline-offset:2px}
.da-table{border-collapse:collapse;font-size:.92rem;line-height:1.35;width:100%}
.da-table th,.da-table td{text-align:left;padding:.3rem .6rem;border:0;vertical-align:top;
 border-bottom:1px solid var(--da-rule);font-variant-numeric:tabular-nums}
.da-table thead th{position:sticky;top:0;background:var(--da-paper);z-index:1;
 color:var(--da-soft);font-weight:500}
.da-table tbody th{font-weight:500;min-width:14rem}
.da-counts{list-style:none;display:flex;flex-wrap:wrap;gap:.5rem;margin:0;padding:0}
.da-counts li{border:1px solid var(--da-rule);border-radius:6px;padding:.35rem .7rem;margin:0}
.da-counts b{font-size:1.15rem;font-variant-numeric:tabular-nums;margin-right:.35rem}
.da-counts .off{color:var(--da-bad);border-color:var(--da-bad)}
.da-counts .ask{color:var(--da-fair);border-color:var(--da-fair)}
.da-list{margin:0;padding-left:1.2rem;max-width:75ch}
.stHtml .da-facts{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1rem;margin:0;
 padding:0; font-size:.95rem;line-height:1.4}
.da-facts dt{color:var(--da-soft);font-weight:400}
.stHtml .da-facts dd{margin:0;overflow-wrap:anywhere}
"""

_ASKING: Final[frozenset[Status]] = frozenset({"unusual", "unsettled"})
_FINE: Final[frozenset[Status]] = frozenset({"new", "changed", "same"})


def style(theme: Theme) -> str:
    """The style of everything here, to be sent once a page."""
    tones = TONES[theme]
    own = f"--da-bad:{tones['bad']};--da-fair:{tones['fair']};"
    every = f"{_CSS}{coverage_html.CSS}{data_gaps_html.CSS}"
    return f"<style>:root{{{ground_css(theme, 'da')}{own}}}{every}</style>"


def lead(text: str) -> str:
    """The page's answer."""
    return f'<p class="da-lead">{escape(text)}</p>'


def counts_html(counts: Mapping[Status, int], lang: Lang) -> str:
    """How many figures have each status; what stands in the way is told by word and colour."""
    _ = translator(lang).gettext
    items = []
    for status in STATUSES:
        if counts[status]:
            kind = "" if status in _FINE else "ask" if status in _ASKING else "off"
            number = numbers.number(counts[status], lang, decimals=0)
            items.append(
                f'<li class="{kind}"><b>{number}</b>{escape(_(STATUS_WORDS[status]))}</li>'
            )
    return f'<ul class="da-counts">{"".join(items)}</ul>'


def lines_html(lines: Iterable[str], *, label: str) -> str:
    """Sentences in a box that scrolls."""
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return (
        f'<div class="da-box" tabindex="0" role="region" aria-label="{escape(label)}">'
        f'<ul class="da-list">{items}</ul></div>'
    )


def facts_html(pairs: Iterable[tuple[str, str]]) -> str:
    """Names and what they stand for, one under another."""
    lines = "".join(f"<dt>{escape(name)}</dt><dd>{escape(said)}</dd>" for name, said in pairs)
    return f'<dl class="da-facts">{lines}</dl>'


def _heads(heads: Iterable[str]) -> str:
    return "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)

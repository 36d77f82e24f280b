"""The Methods page's own pieces: tables of contents and of figures, and their style.

Plain HTML, since text must wrap, be selected and be read aloud. A table never makes the page
scroll sideways: on a phone its rows become blocks whose cells bear their column's name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from lib.analysis.progress.verdict import Verdict
from lib.model.vocabulary import Lang
from lib.style.palette import TONES, Theme, ground_css
from lib.text import N_, translator
from lib.wording import terms

# Each part of the page by the name its place has in the address.
PARTS: Final[dict[str, str]] = {
    "verdict": N_("How a verdict comes about"),
    "pace": N_("Pace"),
    "projection": N_("Projection"),
    "backtest": N_("Backtest"),
    "city": N_("City and units"),
    "definitions": N_("Definitions"),
    "sources": N_("Sources and licences"),
}

_CSS: Final = """
.stHtml p.me-lead{font-size:1.3rem;line-height:1.4;max-width:75ch;text-wrap:pretty;margin:0}
.stHtml p.me-say{max-width:75ch;margin:0;font-size:1.05rem}
.stHtml nav.me-toc p{color:var(--me-soft);font-size:.9rem;margin:0 0 .3rem}
.stHtml nav.me-toc ol{list-style:none;margin:0;padding:0}
.stHtml nav.me-toc li{margin:0;font-size:1rem}
.stHtml nav.me-toc a{display:block;padding:.28rem 0 .28rem .7rem;color:var(--me-ink);
 text-decoration:none;border-left:3px solid var(--me-rule)}
.stHtml nav.me-toc a:hover,.stHtml nav.me-toc a:focus-visible{border-color:var(--me-accent);
 color:var(--me-accent);text-decoration:underline}
[data-testid=stColumn]:has(.st-key-methods_toc){position:sticky;top:4.5rem;align-self:flex-start}
.st-key-methods_body [data-testid=stMarkdown] :is(p,li){max-width:75ch;line-height:1.55}
.stHtml:has(>h2,>h3) :is(h2,h3){margin:0}
.stHtml h2{padding-top:1.1rem;scroll-margin-top:4.5rem}
.st-key-methods_body .katex{font-size:1.08em}
.st-key-methods_body .katex-display{margin:.6rem 0}
.st-key-methods_body .katex-display>.katex{text-align:left}
.me-beside{display:flex;flex-wrap:wrap;gap:1rem 2.5rem}
.me-beside>div{flex:0 1 32.5rem;min-width:0}
.st-key-methods_drawn{max-width:60rem}
.me-table{border-collapse:collapse;width:100%;max-width:76rem;font-size:.98rem;line-height:1.4}
.me-table th,.me-table td{text-align:left;padding:.4rem 1rem .4rem 0;vertical-align:top;border:0;
 border-bottom:1px solid var(--me-rule)}
.me-table thead th{color:var(--me-soft);font-weight:500;font-size:.9rem;vertical-align:bottom}
.me-table tbody th{font-weight:600}
.me-table tbody th[scope=rowgroup]{padding-top:.9rem;font-weight:650;font-size:1.02rem}
.me-table td{font-variant-numeric:tabular-nums}
.me-table small{color:var(--me-soft);font-size:.87em;font-weight:400;display:block}
.me-table .ours :is(th,td){background:var(--me-panel)}
.me-table.keyed tbody th{white-space:nowrap}
.me-table.half{max-width:40rem}
.me-table.wide td:last-child{min-width:11rem}
.me-table a{color:var(--me-accent);text-underline-offset:.2em;overflow-wrap:anywhere}
.me-sign{color:var(--me-c);font-weight:700;padding-right:.35em}
.me-box{max-height:36rem;overflow-y:auto;border:1px solid var(--me-rule);border-radius:6px;
 padding:0 .8rem;max-width:80rem}
.me-box:focus-visible{outline:3px solid var(--me-accent);outline-offset:2px}
.me-box thead th{position:sticky;top:0;background:var(--me-paper);z-index:1;padding-top:.6rem}
.me-status{margin:0 0 .5rem;font-size:1.05rem}
.me-find{display:flex;flex-wrap:wrap;align-items:end;gap:.75rem 1rem;padding:0 0 .6rem}
.me-find label,.me-own label{display:grid;gap:.2rem;font-size:.875rem}
.me-find label{flex:0 1 13.75rem}
.me-find label:first-child{flex-basis:20rem}
:is(.me-find,.me-own) :is(input:not([type=radio]),select){font:inherit;font-size:1rem;color:inherit;
 width:100%;box-sizing:border-box;min-height:2.5rem;padding:.3rem .6rem;background:var(--me-panel);
 border:1px solid var(--me-rule);border-radius:6px}
:is(.me-find,.me-own) ::placeholder{color:var(--me-soft);opacity:1}
:is(.me-find,.me-own) :is(input,select):focus-visible{outline:3px solid var(--me-accent);
 outline-offset:1px}
.me-own{display:grid;grid-template-columns:repeat(3,minmax(0,1fr));gap:.75rem 1rem;
 align-items:start;max-width:60rem}
.me-own>div{display:grid;gap:.75rem}
.me-own fieldset{border:0;margin:0;padding:0;grid-column:2/-1}
.me-own legend{font-size:.875rem;padding:0 0 .2rem}
.me-own fieldset label{display:inline-flex;align-items:center;gap:.4rem;min-height:2.5rem;
 margin-right:1.25rem;font-size:1rem}
.me-own [role=alert]{font-weight:600;font-size:.875rem;margin:.2rem 0 0}
.me-own [role=alert]:empty{display:none}
.me-fold{max-width:76rem}
.me-fold summary{cursor:pointer;font-weight:600;padding:.3rem 0}
.stHtml ul.me-sums{list-style:none;margin:.3rem 0 0;padding:0;color:var(--me-soft);font-size:.95rem;
 font-variant-numeric:tabular-nums}
.stHtml ul.me-refs{margin:0;padding-left:1.1rem;max-width:75ch}
.stHtml ul.me-refs li{font-size:.95rem;margin:0 0 .2rem;overflow-wrap:anywhere}
@media(max-width:640px){
 .stHtml p.me-lead{font-size:1.15rem}
 [data-testid=stColumn]:has(.st-key-methods_toc){position:static}
 .me-table:not(.half) thead{position:absolute;clip-path:inset(50%);height:1px;overflow:hidden}
 .me-table:not(.half) :is(tr,tbody th,td){display:block;border:0;padding:.1rem 0}
 .me-table:not(.half) tr{border-bottom:1px solid var(--me-rule);padding:.5rem 0}
 .me-table:not(.half) td[data-l]:not([data-l=""])::before{content:attr(data-l) ": ";
 color:var(--me-soft)}
 .me-table:not(.half) td:empty{display:none}
 .me-table.keyed tbody th{white-space:normal}
 .me-table.half :is(th,td){padding-right:.6rem}
 .me-find label,.me-find label:first-child{flex:1 1 100%}
 .me-own{grid-template-columns:minmax(0,1fr)}
 .me-own>div{grid-template-columns:repeat(2,minmax(0,1fr));align-items:end}
 .me-own fieldset{grid-column:1}
}
"""


@dataclass(frozen=True, slots=True)
class Body:
    """A group of rows under one heading, "" for none. A row's cells are HTML, the first its name.

    `marked` are the numbers of the rows that stand out.
    """

    heading: str
    rows: Sequence[Sequence[str]]
    marked: frozenset[int] = frozenset()


def style(theme: Theme) -> str:
    """The style sheet of the page, its colours from the palette."""
    return f"<style>:root{{{ground_css(theme, 'me')}}}{_CSS}</style>"


def lead(sentence: str) -> str:
    """The answer in large type."""
    return f'<p class="me-lead">{escape(sentence)}</p>'


def say(sentence: str) -> str:
    """A computed sentence."""
    return f'<p class="me-say">{escape(sentence)}</p>'


def heading(name: str, lang: Lang) -> str:
    """The heading of a part, which the address can name."""
    return f'<h2 id="{name}">{escape(translator(lang).gettext(PARTS[name]))}</h2>'


def sub(title: str) -> str:
    """A heading within a part."""
    return f"<h3>{escape(title)}</h3>"


def columns(blocks: Iterable[str]) -> str:
    """Blocks of HTML beside one another where there is room."""
    return f'<div class="me-beside">{"".join(f"<div>{one}</div>" for one in blocks)}</div>'


def contents(lang: Lang) -> str:
    """The table of contents."""
    _ = translator(lang).gettext
    title = escape(_("On this page"))
    items = "".join(
        f'<li><a href="#{name}">{escape(_(heading))}</a></li>' for name, heading in PARTS.items()
    )
    return f'<nav class="me-toc" aria-label="{title}"><p>{title}</p><ol>{items}</ol></nav>'


def table(heads: Sequence[str], bodies: Iterable[Body], *, label: str, classes: str = "") -> str:
    """A table; `heads` and `label` are plain text, `label` what it is for those who hear it."""
    named = [escape(one) for one in heads]
    head = "".join(f'<th scope="col">{one}</th>' for one in named)
    parts = []
    for body in bodies:
        title = (
            f'<tr><th scope="rowgroup" colspan="{len(named)}">{escape(body.heading)}</th></tr>'
            if body.heading
            else ""
        )
        rows = "".join(
            _row(row, named, is_marked=n in body.marked) for n, row in enumerate(body.rows)
        )
        parts.append(f"<tbody>{title}{rows}</tbody>")
    return (
        f'<table class="me-table {classes}" aria-label="{escape(label)}"><thead><tr>{head}</tr>'
        f"</thead>{''.join(parts)}</table>"
    )


def boxed(inner: str, *, label: str, on_paper: str) -> str:
    """A long table in a box of its own that scrolls, by keyboard too; `on_paper` stands for it."""
    return (
        f'<div class="me-box" role="region" tabindex="0" aria-label="{escape(label)}" '
        f'data-on-paper="{escape(on_paper)}">{inner}</div>'
    )


def on_paper(lang: Lang) -> str:
    """What is printed in place of a table of many sheets; `{n}` is its number of rows."""
    return translator(lang).gettext(
        "This table of {n} rows is not printed; the page has it as a file to download."
    )


def folded_all(details: Iterable[tuple[str, str]]) -> str:
    """Several details, each folded away under its title."""
    return "".join(folded(title, inner) for title, inner in details)


def folded(title: str, inner: str) -> str:
    """A detail folded away under its title."""
    return f'<details class="me-fold"><summary>{escape(title)}</summary>{inner}</details>'


def listed(items: Iterable[str], *, classes: str) -> str:
    """Lines of plain text."""
    return f'<ul class="{classes}">{"".join(f"<li>{escape(one)}</li>" for one in items)}</ul>'


def sign(verdict: Verdict, lang: Lang, theme: Theme) -> str:
    """A verdict's shape in its tone and its word."""
    found = terms.SIGNS[verdict]
    return (
        f'<span class="me-sign" style="--me-c:{TONES[theme][found.tone]}" aria-hidden="true">'
        f"{found.shape}</span>{escape(terms.verdict(verdict, lang))}"
    )


def _row(cells: Sequence[str], heads: Sequence[str], *, is_marked: bool) -> str:
    rest = "".join(
        f'<td data-l="{head}">{cell}</td>' for head, cell in zip(heads[1:], cells[1:], strict=True)
    )
    kind = ' class="ours"' if is_marked else ""
    return f'<tr{kind}><th scope="row">{cells[0]}</th>{rest}</tr>'

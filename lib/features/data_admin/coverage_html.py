"""What there is, as HTML: series down, years across; every cell in letters and in words.

A row opens to the words of its cells: with the keyboard, by touch, and without a trip to the
server. A pointer and a screen reader are told them at the cell itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final, get_args

from lib.analysis.units.coverage import UNDATED, Coverage, CoverageCell
from lib.geo.wording import MISSING
from lib.model.vocabulary import Lang, MissingReason, Provenance
from lib.text import N_, translator
from lib.wording import terms

# A letter tells a provenance where a word has no room, a shape a reason for none.
LETTERS: Final[dict[Provenance, str]] = {
    "official": N_("O"),
    "derived": N_("C"),
    "estimate": N_("E"),
    "illustrative": N_("I"),
}
SHAPES: Final[dict[MissingReason, str]] = {
    "not_published": "–",
    "not_collected": "…",
    "not_applicable": "×",
    "suppressed": "▪",
    "no_data_for_period": "∅",
}

CSS: Final = """
.da-table td.c{white-space:nowrap}
.da-table td.made{background:repeating-linear-gradient(45deg,transparent 0 5px,
 var(--da-rule) 5px 6px)}
.da-table td.none{color:var(--da-soft)}
.da-fit{width:fit-content;max-width:100%}
.da-table.da-matrix{width:auto;border-collapse:separate;border-spacing:0}
.da-matrix td{position:relative}
.da-matrix tbody tr:hover>td{background-color:color-mix(in srgb,var(--da-accent) 9%,transparent)}
.da-matrix tr>th:first-child{position:sticky;left:0;background:var(--da-paper)}
.da-matrix thead>tr>th:first-child{z-index:2}
.da-matrix summary{cursor:pointer;border-radius:4px}
.da-matrix summary:focus-visible{outline:3px solid var(--da-accent);outline-offset:2px}
.stHtml .da-matrix details ul{list-style:none;margin:.3rem 0 .2rem;padding:0 0 0 1rem;
 font-weight:400;font-size:inherit}
.stHtml .da-matrix details li{margin:0;font-size:inherit}
.stHtml .da-key{list-style:none;display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;margin:0;padding:0;
 font-size:.9rem;color:var(--da-soft)}
.stHtml .da-key li{margin:0}
.da-key b{color:var(--da-ink)}
.da-heard{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);
 white-space:nowrap}
@media (max-width:640px){.da-matrix tbody th{min-width:9.5rem;max-width:9.5rem}}
"""


@dataclass(frozen=True, slots=True)
class Without:
    """A series that has no row here: the years of targets that wait for it, and where it has."""

    name: str
    waiting: Sequence[int]
    elsewhere: Sequence[str]


def coverage_html(
    found: Coverage, series: Sequence[tuple[str, str]], *, label: str, lang: Lang
) -> str:
    """Series (id, name) down, years across: how many units have a figure, of which kind.

    A year of which none of these series has a row is left out.
    """
    _ = translator(lang).gettext
    years = found.years_of(series_id for series_id, _name in series)
    heads = "".join(f'<th scope="col">{escape(year_words(year, lang))}</th>' for year in years)
    rows = []
    for series_id, name in series:
        cells = found.cells.get(series_id, {})
        here = "".join(_cell(cells.get(year), found.of, lang) for year in years)
        rows.append(f'<tr><th scope="row">{_opening(name, cells, found.of, lang)}</th>{here}</tr>')
    head = f'<th scope="col">{escape(_("Series"))}</th>{heads}'
    return _table(head, rows, label)


def without_html(series: Iterable[Without], *, label: str, lang: Lang) -> str:
    """The series that have no row here, and what is known of each."""
    _ = translator(lang).gettext
    heads = "".join(
        f'<th scope="col">{escape(head)}</th>' for head in (_("Series"), _("Why the row is empty"))
    )
    rows = [
        f'<tr><th scope="row">{escape(one.name)}</th><td>{escape(_why_none(one, lang))}</td></tr>'
        for one in series
    ]
    return _table(heads, rows, label)


def key_html(lang: Lang) -> str:
    """What letters and shapes of the coverage stand for."""
    _ = translator(lang).gettext
    marks = [
        f"<li><b>{escape(_(letter))}</b> {escape(terms.provenance(mark, lang))}</li>"
        for mark, letter in LETTERS.items()
    ]
    reasons = [
        f"<li><b>{SHAPES[reason]}</b> {escape(_(MISSING[reason]))}</li>"
        for reason in get_args(MissingReason)
    ]
    empty = f"<li>{escape(_('an empty cell: no figure found or taken in'))}</li>"
    return f'<ul class="da-key">{"".join((*marks, *reasons, empty))}</ul>'


def year_words(year: int, lang: Lang) -> str:
    """A column's head."""
    return translator(lang).gettext("undated") if year == UNDATED else str(year)


def cell_words(cell: CoverageCell, of: int, lang: Lang) -> str:
    """A cell in words: "official", or "official 20/30, not published 10/30" of many units."""
    _ = translator(lang).gettext
    kinds = [(terms.provenance(mark, lang), cell.units[mark]) for mark in LETTERS
             if mark in cell.units]  # fmt: skip
    kinds += [(_(MISSING[reason]), cell.missing[reason]) for reason in SHAPES
              if reason in cell.missing]  # fmt: skip
    return ", ".join(word if of == 1 else f"{word} {count}/{of}" for word, count in kinds)


def _table(heads: str, rows: Iterable[str], label: str) -> str:
    return (
        f'<div class="da-box da-fit" tabindex="0" role="region" aria-label="{escape(label)}">'
        f'<table class="da-table da-matrix"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )


def _opening(name: str, cells: Mapping[int, CoverageCell], of: int, lang: Lang) -> str:
    """A row's name, which opens to its cells in words."""
    lines = "".join(
        f"<li>{escape(year_words(year, lang))}: {escape(cell_words(cell, of, lang))}</li>"
        for year, cell in sorted(cells.items())
    )
    return f"<details><summary>{escape(name)}</summary><ul>{lines}</ul></details>"


def _cell(cell: CoverageCell | None, of: int, lang: Lang) -> str:
    _ = translator(lang).gettext
    if cell is None:
        return "<td></td>"
    marks: list[tuple[str, int]] = [
        (_(LETTERS[mark]), cell.units[mark]) for mark in LETTERS if mark in cell.units
    ]
    marks += [(SHAPES[reason], cell.missing[reason]) for reason in SHAPES if reason in cell.missing]
    shown = " ".join(mark if of == 1 else f"{count} {mark}" for mark, count in marks)
    whole = f" / {of}" if of > 1 and cell.units else ""
    kind = "c none" if not cell.units else "c made" if set(cell.units) == {"illustrative"} else "c"
    said = escape(cell_words(cell, of, lang))
    return (
        f'<td class="{kind}" title="{said}"><span aria-hidden="true">{escape(shown + whole)}</span>'
        f'<span class="da-heard">{said}</span></td>'
    )


def _why_none(one: Without, lang: Lang) -> str:
    """No reason is made up: nothing was found, these targets wait, and there is this elsewhere."""
    _ = translator(lang).gettext
    said = [_("No figure found or taken in.")]
    if one.waiting:
        years = ", ".join(str(year) for year in one.waiting)
        said.append(_("Targets that wait for it: {years}.").format(years=years))
    if one.elsewhere:
        said.append(_("There are figures of: {where}.").format(where=", ".join(one.elsewhere)))
    return " ".join(said)

"""The balance sheet of a year that is over: as a table of the page and as a picture."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from lib.analysis.progress.verdict import Verdict
from lib.features.overview import html
from lib.features.overview import wording as say
from lib.features.overview.summary import Fact
from lib.model.vocabulary import Lang, Pillar
from lib.style.palette import GROUNDS, TONES, Theme
from lib.text import N_, translator
from lib.wording import numbers, terms
from lib.wording.verdict_reasons import distance_sentence

Address = Callable[[Fact], str]

_HEADS: Final = (
    N_("Target"),
    N_("Asked for"),
    N_("Last figure"),
    N_("Difference"),
    N_("Verdict"),
)

_GROUPS: Final[tuple[tuple[str, frozenset[Verdict]], ...]] = (
    (N_("Met"), frozenset({"met", "achieved", "met_on_last"})),
    (N_("Missed"), frozenset({"missed", "missed_on_last"})),
    (N_("Not reported: the last figure is from another time"), frozenset({"not_reported"})),
)

# The picture's columns begin here; its lines are this high.
_COLUMNS: Final = (0, 350, 530, 760, 1060)
_WIDTH: Final = 1360
_LINE: Final = 26


@dataclass(frozen=True, slots=True)
class BalanceRow:
    """One target that has a figure, in words."""

    fact: Fact
    verdict: Verdict
    cells: tuple[str, str, str, str]

    @property
    def name(self) -> str:
        return self.cells[0]


def groups(facts: Sequence[Fact], lang: Lang) -> tuple[tuple[str, tuple[BalanceRow, ...]], ...]:
    """The lines by how they came out, each group under its title; empty groups left out.

    The cells are name, what is asked for, the figure and the difference.
    """
    _ = translator(lang).gettext
    found = (
        (
            title,
            tuple(
                _line(one, one.past.verdict, lang)
                for one in facts
                if one.past and one.past.verdict in verdicts and one.shown
            ),
        )
        for title, verdicts in _GROUPS
    )
    return tuple((f"{_(title)}: {len(lines)}", lines) for title, lines in found if lines)


def table(facts: Sequence[Fact], address: Address, lang: Lang, theme: Theme) -> str:
    """What has a figure, as a table; `address` gives the page that proves a line."""
    _ = translator(lang).gettext
    heads = [escape(_(one)) for one in _HEADS]
    head = "".join(f'<th scope="col">{one}</th>' for one in heads)
    bodies = []
    for title, lines in groups(facts, lang):
        rows = "".join(_row(one, heads, address(one.fact), lang, theme) for one in lines)
        bodies.append(
            f'<tbody><tr><th scope="rowgroup" colspan="{len(heads)}">{escape(title)}</th></tr>'
            f"{rows}</tbody>"
        )
    return f'<table class="ov-sheet"><thead><tr>{head}</tr></thead>{"".join(bodies)}</table>'


def folded(
    title: str,
    by_pillar: Mapping[Pillar, Sequence[Fact]],
    address: Address,
    lang: Lang,
    theme: Theme,
) -> str:
    """A long list folded away under its title, parted by pillar."""
    parts = []
    for pillar, facts in by_pillar.items():
        items = "".join(
            f'<li><a href="{escape(address(one))}">{escape(one.indicator.name.in_(lang))}</a> '
            f"({escape(say.goal(one.past, one.indicator, lang))})</li>"
            for one in facts
            if one.past
        )
        name = escape(terms.pillar(pillar, lang))
        parts.append(
            f'<h3 style="{html.hue(pillar, theme)}">{name}: {len(facts)}</h3><ul>{items}</ul>'
        )
    return f'<details class="ov-more"><summary>{escape(title)}</summary>{"".join(parts)}</details>'


def svg(facts: Sequence[Fact], lang: Lang, theme: Theme) -> str:
    """The table as a drawing, for a picture to take away."""
    _ = translator(lang).gettext
    ground = GROUNDS[theme]
    drawn = [_drawn(0, [_(one) for one in _HEADS], ground.soft)]
    y = _LINE
    for title, lines in groups(facts, lang):
        y += _LINE
        drawn.append(_drawn(y, [title], ground.ink, weight=600))
        for one in lines:
            y += _LINE
            sign = terms.SIGNS[one.verdict]
            drawn.append(_drawn(y, list(one.cells), ground.ink))
            mark = f"{sign.shape} {terms.verdict(one.verdict, lang)}"
            drawn.append(_drawn(y, [mark], TONES[theme][sign.tone], left=_COLUMNS[-1]))
            for document, other in one.fact.others:
                y += _LINE
                said = say.goal(other, one.fact.indicator, lang)
                sign = terms.SIGNS[other.verdict]
                mark = f"{document}: {said} {sign.shape} {terms.verdict(other.verdict, lang)}"
                drawn.append(_drawn(y, [mark], TONES[theme][sign.tone], left=_COLUMNS[-1]))
            drawn.append(
                f'<line x1="0" x2="{_WIDTH}" y1="{y + 25}" y2="{y + 25}" stroke="{ground.rule}"/>'
            )
    height = y + 2 * _LINE
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{height}" '
        f'font-size="14">{"".join(drawn)}</svg>'
    )


def _line(fact: Fact, verdict: Verdict, lang: Lang) -> BalanceRow:
    past, shown = fact.past, fact.shown
    if past is None or shown is None:
        raise ValueError(f"{fact.series_id}: no target or no figure, so no line")
    figure = (
        f"{say.value(shown, fact.indicator, lang)}, {numbers.period(shown.period, lang)}"
        f"{say.mark(shown, lang)}"
    )
    return BalanceRow(
        fact,
        verdict,
        (
            fact.indicator.name.in_(lang),
            say.goal(past, fact.indicator, lang),
            figure,
            distance_sentence(past, fact.indicator, lang).rstrip("."),
        ),
    )


def _row(line: BalanceRow, heads: Sequence[str], address: str, lang: Lang, theme: Theme) -> str:
    signs = [html.sign(line.verdict, lang, theme)]
    signs += [f"<small>{one}</small>" for one in html.rivals(line.fact, lang, theme)]
    cells = (*(escape(one) for one in line.cells[1:]), "<br>".join(signs))
    rest = "".join(
        f'<td data-l="{head}">{cell}</td>' for head, cell in zip(heads[1:], cells, strict=True)
    )
    link = f'<a href="{escape(address)}">{escape(line.name)}</a>'
    return f'<tr><th scope="row">{link}</th>{rest}</tr>'


def _drawn(y: int, cells: Sequence[str], colour: str, *, weight: int = 400, left: int = 0) -> str:
    return "".join(
        f'<text x="{left + x}" y="{y + 17}" fill="{colour}" font-weight="{weight}">'
        f"{escape(cell)}</text>"
        for x, cell in zip(_COLUMNS, cells, strict=False)
    )

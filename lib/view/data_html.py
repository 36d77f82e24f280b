"""The Data page's tables and sentences as HTML: coverage, shopping list, changes, counts.

Plain HTML, since text must wrap, be selected and be read aloud. A wide table scrolls in a box of
its own, which a keyboard reaches.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Final, get_args

from lib.analysis.changes import Change
from lib.analysis.coverage import UNDATED, Cell, Coverage
from lib.analysis.wanted import Wanted
from lib.data.intake.preview import STATUS_WORDS, STATUSES, Status
from lib.model.kinds import Lang, MissingReason, Provenance
from lib.model.things import Indicator, Text
from lib.text import N_, translator
from lib.view import numbers, words
from lib.view.map_words import MISSING
from lib.view.palette import TONES, Theme, ground_css
from lib.view.words import SIGNS

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
.da-table td.c{white-space:nowrap}
.da-table td.made{background:repeating-linear-gradient(45deg,transparent 0 5px,
 var(--da-rule) 5px 6px)}
.da-table td.none{color:var(--da-soft)}
.da-key{list-style:none;display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;margin:0;padding:0;
 font-size:.9rem;color:var(--da-soft)}
.da-key b{color:var(--da-ink)}
.da-counts{list-style:none;display:flex;flex-wrap:wrap;gap:.5rem;margin:0;padding:0}
.da-counts li{border:1px solid var(--da-rule);border-radius:6px;padding:.35rem .7rem;margin:0}
.da-counts b{font-size:1.15rem;font-variant-numeric:tabular-nums;margin-right:.35rem}
.da-counts .off{color:var(--da-bad);border-color:var(--da-bad)}
.da-counts .ask{color:var(--da-fair);border-color:var(--da-fair)}
.da-list{margin:0;padding-left:1.2rem;max-width:75ch}
"""

_ASKING: Final[frozenset[Status]] = frozenset({"unusual", "unsettled"})
_FINE: Final[frozenset[Status]] = frozenset({"new", "changed", "same"})


def style(theme: Theme) -> str:
    """The style of everything here, to be sent once a page."""
    tones = TONES[theme]
    own = f"--da-bad:{tones['bad']};--da-fair:{tones['fair']};"
    return f"<style>:root{{{ground_css(theme, 'da')}{own}}}{_CSS}</style>"


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


def coverage_html(
    found: Coverage,
    series: Sequence[tuple[str, str]],
    *,
    label: str,
    official_only: bool,
    lang: Lang,
) -> str:
    """Series (id, name) down, years across: how many units have a figure, of which kind."""
    _ = translator(lang).gettext
    heads = "".join(
        f'<th scope="col">{_("undated") if year == UNDATED else year}</th>' for year in found.years
    )
    rows = []
    for series_id, name in series:
        cells = found.cells.get(series_id, {})
        here = "".join(
            _cell(cells.get(year), found.of, official_only=official_only, lang=lang)
            for year in found.years
        )
        rows.append(f'<tr><th scope="row">{escape(name)}</th>{here}</tr>')
    return (
        f'<div class="da-box" tabindex="0" role="region" aria-label="{escape(label)}">'
        f'<table class="da-table"><thead><tr><th scope="col">{escape(_("Series"))}</th>{heads}'
        f"</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


def key_html(lang: Lang) -> str:
    """What letters and shapes of the coverage stand for."""
    _ = translator(lang).gettext
    marks = [
        f"<li><b>{escape(_(letter))}</b> {escape(words.provenance(mark, lang))}</li>"
        for mark, letter in LETTERS.items()
    ]
    reasons = [
        f"<li><b>{SHAPES[reason]}</b> {escape(_(MISSING[reason]))}</li>"
        for reason in get_args(MissingReason)
    ]
    empty = f"<li>{escape(_('an empty cell: no row at all'))}</li>"
    return f'<ul class="da-key">{"".join((*marks, *reasons, empty))}</ul>'


def wanted_html(
    found: Iterable[Wanted],
    *,
    names: Mapping[str, str],
    said: Mapping[str, str],
    label: str,
    lang: Lang,
) -> str:
    """The shopping list: series, the targets that wait, level now and then, and what it takes.

    `said` tells by series id what would have to be published and by whom.
    """
    _ = translator(lang).gettext
    heads = (_("Series"), _("Targets"), _("Level now"), _("Level after"), _("What it takes"))
    rows = "".join(
        f'<tr><th scope="row">{escape(names[one.series_id])}</th>'
        f"<td>{', '.join(str(year) for year in one.years)}</td>"
        f"<td>{one.level}</td><td>{one.gains}</td><td>{escape(said[one.series_id])}</td></tr>"
        for one in found
    )
    return (
        f'<div class="da-box" tabindex="0" role="region" aria-label="{escape(label)}">'
        f'<table class="da-table"><thead><tr>{_heads(heads)}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def changes_html(
    found: Sequence[Change],
    indicators: Mapping[str, Indicator],
    names: Mapping[str, Text],
    lang: Lang,
) -> str:
    """Verdict, level and last figure of each target that new figures touched, before and now."""
    _ = translator(lang).gettext
    if not found:
        return f"<p>{escape(_('No target is judged otherwise than before.'))}</p>"
    heads = (_("Target"), _("Year"), _("Before"), _("Now"))
    rows = "".join(
        f'<tr><th scope="row">{escape(names[one.after.target.series_id].in_(lang))}</th>'
        f"<td>{one.after.target.year}</td>"
        f"<td>{_state(one, indicators, is_after=False, lang=lang)}</td>"
        f"<td>{_state(one, indicators, is_after=True, lang=lang)}</td></tr>"
        for one in found
    )
    return (
        f'<div class="da-box" tabindex="0" role="region" aria-label="{escape(_("What changed"))}">'
        f'<table class="da-table"><thead><tr>{_heads(heads)}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _state(
    change: Change, indicators: Mapping[str, Indicator], *, is_after: bool, lang: Lang
) -> str:
    _ = translator(lang).gettext
    one = change.after if is_after else change.before
    sign = SIGNS[one.verdict]
    said = f"{sign.shape} {words.verdict(one.verdict, lang)}; {words.level(one.level, lang)}"
    if one.last is not None:
        value = numbers.value_of(one.last.value, indicators[one.target.series_id], lang)
        said += f"; {value} ({numbers.period(one.last.period, lang)})"
    return escape(said)


def _heads(heads: Iterable[str]) -> str:
    return "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)


def _cell(cell: Cell | None, of: int, *, official_only: bool, lang: Lang) -> str:
    _ = translator(lang).gettext
    if cell is None:
        return "<td></td>"
    shown = {
        mark: count
        for mark, count in cell.units.items()
        if not (official_only and mark == "illustrative")
    }
    if not shown:
        reasons = " ".join(
            SHAPES[reason] if of == 1 else f"{count} {SHAPES[reason]}"
            for reason, count in cell.missing.items()
            if reason in SHAPES
        )
        return f'<td class="c none">{reasons}</td>'
    parts = [
        _(LETTERS[mark]) if of == 1 else f"{shown[mark]} {_(LETTERS[mark])}"
        for mark in LETTERS
        if mark in shown
    ]
    whole = "" if of == 1 else f" / {of}"
    made = " made" if set(shown) == {"illustrative"} else ""
    return f'<td class="c{made}">{escape(" ".join(parts))}{whole}</td>'

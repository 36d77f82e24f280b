"""The what-if page's bars as SVG, for pictures that leave the program: tornado and realism."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Final

from lib.analysis.scenarios.levers import Lever
from lib.analysis.scenarios.realism import Realism
from lib.analysis.scenarios.tornado import TornadoBar
from lib.features.scenarios.ledger import effect
from lib.features.scenarios.parameters import LABELS, Setting, level
from lib.features.scenarios.realism import BASES_SHORT
from lib.features.scenarios.tornado import acting, scale_words
from lib.model.entities import Indicator
from lib.model.vocabulary import Lang
from lib.text import translator
from lib.wording import numbers

_WIDE: Final = 1120
_ROW: Final = 64.0
_HEAD: Final = 34.0
_MIDDLE: Final = _WIDE / 2
_REACH: Final = 210.0  # of the longest bar, to either side
_BAR: Final = 18.0
_METER: Final = 620.0


def tornado_svg(
    bars: Sequence[TornadoBar],
    landing: float,
    stand: Mapping[Lever, Setting],
    indicator: Indicator,
    *,
    year: int,
    colours: Mapping[str, str],
    lang: Lang,
) -> str:
    """One step of each control, down to the left and up to the right, longest first.

    What raises the value is full, what lowers it an outline.
    """
    _ = translator(lang).gettext
    shown = [bar for bar in acting(bars, landing, indicator) if bar.lever in stand]
    most = max(
        (abs(at - landing) for bar in shown for at in (bar.at_low, bar.at_high)), default=0.0
    )
    caption = _("One step of each control from where it stands: effect on the city at {year}")
    key = (
        f"{_('full: raises the value; outline: lowers it')} · {scale_words(most, indicator, lang)}"
    )
    marks = [_text(0, 16, f"{caption.format(year=year)} · {key}", colours["soft"])]
    for i, bar in enumerate(shown):
        one, top = stand[bar.lever], _HEAD + i * _ROW
        name = f"{_(LABELS[bar.lever])}: {level(bar.value, one, lang)}"
        marks.append(_text(_MIDDLE, top + 18, name, colours["ink"], anchor="middle", weight=600))
        for to, at, is_up in ((bar.low, bar.at_low, False), (bar.high, bar.at_high, True)):
            marks.append(_stroke(at - landing, most, top + 28, is_right=is_up, colours=colours))
            said = f"{level(to, one, lang)}: {effect(at - landing, indicator, lang)}"
            x, anchor = (_WIDE, "end") if is_up else (0, "start")
            marks.append(_text(x, top + 42, said, colours["ink"], anchor=anchor))
        # Beside the bars alone: through a name it would strike it out.
        marks.append(f'<path d="M{_MIDDLE} {top + 25:.1f}v24" stroke="{colours["soft"]}"/>')
    return _svg(_HEAD + len(shown) * _ROW + 6, marks)


def _stroke(
    change: float, most: float, top: float, *, is_right: bool, colours: Mapping[str, str]
) -> str:
    length = _REACH * abs(change) / most if most > 0 else 0.0
    x = _MIDDLE if is_right else _MIDDLE - length
    fill = colours["main"] if change > 0 else colours["paper"]
    return (
        f'<rect x="{x:.1f}" y="{top:.1f}" width="{length:.1f}" height="{_BAR}" fill="{fill}" '
        f'stroke="{colours["main"]}" stroke-width="1.5"/>'
    )


def realism_svg(
    sections: Sequence[tuple[str, Sequence[Realism]]], *, colours: Mapping[str, str], lang: Lang
) -> str:
    """For each pace (its title, and its place among windows) a bar to 100 % with the mark on it.

    A basis without windows enough has no bar; its sentence stands with the picture's notes.
    """
    _ = translator(lang).gettext
    marks, y = [], 0.0
    for title, found in sections:
        marks.append(_text(0, y + 18, title, colours["ink"], weight=600))
        y += 30
        for one in found:
            if one.percentile is None:
                continue
            share = numbers.quantity(one.percentile, "percent", lang, decimals=0)
            said = _("{value} of the windows were slower").format(value=share)
            at = _METER * one.percentile / 100
            marks += [
                _text(0, y + 15, _(BASES_SHORT[one.basis]), colours["soft"]),
                _rect(0, y + 24, _METER, colours["rule"]),
                _rect(0, y + 24, at, colours["soft"]),
                f'<path d="M{at:.1f} {y + 20}v22" stroke="{colours["ink"]}" stroke-width="3"/>',
                _text(_METER + 16, y + 36, said, colours["ink"]),
            ]
            y += 56
        y += 10
    return _svg(max(y, 30), marks)


def _rect(x: float, y: float, width: float, fill: str) -> str:
    return f'<rect x="{x}" y="{y}" width="{width:.1f}" height="14" rx="4" fill="{fill}"/>'


def _text(
    x: float, y: float, words: str, colour: str, *, anchor: str = "start", weight: int = 400
) -> str:
    return (
        f'<text x="{x}" y="{y:.1f}" font-size="14" font-weight="{weight}" text-anchor="{anchor}" '
        f'fill="{colour}">{escape(words)}</text>'
    )


def _svg(height: float, marks: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDE}" height="{height:.0f}" '
        f'viewBox="0 0 {_WIDE} {height:.0f}">{"".join(marks)}</svg>'
    )

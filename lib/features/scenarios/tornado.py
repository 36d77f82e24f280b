"""What matters most: one step of each control on the city's value, as a table with bars in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Final

import pandas as pd

from lib.analysis.rounding import decimals, round_for_display
from lib.analysis.scenarios.levers import Lever
from lib.analysis.scenarios.tornado import TornadoBar
from lib.features.scenarios.ledger import effect
from lib.features.scenarios.parameters import LABELS, Setting, level, option_name
from lib.model.entities import Indicator
from lib.model.vocabulary import Lang
from lib.text import translator
from lib.wording import numbers


def tornado_html(
    bars: Sequence[TornadoBar],
    landing: float,
    stand: Mapping[Lever, Setting],
    indicator: Indicator,
    *,
    year: int,
    lang: Lang,
) -> str:
    """Every control's step down and up with its effect, longest first; bars share one scale.

    To the left what a step down does, to the right a step up; full what raises the value, hollow
    what lowers it. Controls that do nothing as the others stand are named below, with no bar.
    """
    _ = translator(lang).gettext
    shown = acting(bars, landing, indicator)
    most = max(
        (abs(at - landing) for bar in shown for at in (bar.at_low, bar.at_high)), default=0.0
    )
    caption = _("One step of each control from where it stands: effect on the city at {year}")
    head = (_("Control"), _("a step down"), "", _("a step up"))
    rows = "".join(
        _row(bar, landing, most, stand[bar.lever], indicator, lang)
        for bar in shown
        if bar.lever in stand
    )
    heads = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    return (
        f'<table class="sc-table sc-tornado"><caption>{escape(caption.format(year=year))}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
        f'<p class="sc-note sc-key"><i class="up"></i> {escape(_("raises the value"))} '
        f'<i class="down"></i> {escape(_("lowers the value"))} · '
        f"{escape(scale_words(most, indicator, lang))}</p>{_still(bars, shown, lang)}"
    )


def acting(bars: Sequence[TornadoBar], landing: float, indicator: Indicator) -> list[TornadoBar]:
    """The bars that are any longer than nought, as it is printed."""
    return [
        bar
        for bar in bars
        if any(round_for_display(at - landing, indicator) for at in (bar.at_low, bar.at_high))
    ]


def scale_words(most: float, indicator: Indicator, lang: Lang) -> str:
    """What the bars are measured by: half the width is the longest of them."""
    longest = effect(most, indicator, lang).lstrip("+")
    return translator(lang).gettext("half the width is {longest}").format(longest=longest)


def _still(bars: Sequence[TornadoBar], shown: Sequence[TornadoBar], lang: Lang) -> str:
    _ = translator(lang).gettext
    still = [_(LABELS[bar.lever]) for bar in bars if bar not in shown]
    if not still:
        return ""
    said = _("No effect as the other controls stand: {names}.").format(names="; ".join(still))
    return f'<p class="sc-note">{escape(said)}</p>'


def _row(
    bar: TornadoBar, landing: float, most: float, one: Setting, indicator: Indicator, lang: Lang
) -> str:
    cells = [
        f"<td>{escape(level(to, one, lang))}: {escape(effect(at - landing, indicator, lang))}</td>"
        for to, at in ((bar.low, bar.at_low), (bar.high, bar.at_high))
    ]
    name = translator(lang).gettext(LABELS[bar.lever])
    strokes = "".join(
        _stroke(at - landing, most, is_right=is_right)
        for at, is_right in ((bar.at_low, False), (bar.at_high, True))
    )
    return (
        f'<tr><th scope="row">{escape(name)}</th>{cells[0]}'
        f'<td class="sc-swing" aria-hidden="true"><span>{strokes}</span></td>{cells[1]}</tr>'
    )


def _stroke(change: float, most: float, *, is_right: bool) -> str:
    share = 50 * abs(change) / most if most > 0 else 0.0
    left, kind = 50 if is_right else 50 - share, "up" if change > 0 else "down"
    return f'<i class="{kind}" style="left:{left:.2f}%;width:{share:.2f}%"></i>'


def tornado_frame(
    bars: Sequence[TornadoBar], landing: float, indicator: Indicator, *, lang: Lang
) -> pd.DataFrame:
    """The same in figures."""
    _ = translator(lang).gettext
    places = decimals(indicator)
    return pd.DataFrame(
        {
            _("Control"): [_(LABELS[bar.lever]) for bar in bars],
            _("stands at"): [_figure(bar.value, lang) for bar in bars],
            _("a step down"): [_figure(bar.low, lang) for bar in bars],
            _("effect of it"): [round(bar.at_low - landing, places) for bar in bars],
            _("a step up"): [_figure(bar.high, lang) for bar in bars],
            _("effect of that"): [round(bar.at_high - landing, places) for bar in bars],
            _("Indicator"): indicator.name.in_(lang),
            _("Unit"): numbers.unit_words(numbers.gap_unit(indicator.unit), lang),
        }
    )


def _figure(value: float | str, lang: Lang) -> float | str:
    """A level as a cell: a number as it is, an alternative by its name."""
    return option_name(value, lang) if isinstance(value, str) else value


# Sent once with the page. What lowers the value is the outline, what raises it the full bar.
STYLE: Final = """<style>
.sc-tornado .sc-swing{width:38%;padding:.28rem .8rem}
.sc-tornado .sc-swing span{position:relative;display:block;height:1rem;
background:linear-gradient(currentColor,currentColor) 50%/1px 100% no-repeat}
.sc-tornado i,.sc-key i{box-sizing:border-box;border:1.5px solid currentColor}
.sc-tornado i{position:absolute;top:.1rem;bottom:.1rem}
.sc-key i{display:inline-block;width:1.4rem;height:.75rem;vertical-align:-.1rem}
.sc-tornado i.up,.sc-key i.up{background:color-mix(in srgb,currentColor 55%,transparent)}
.sc-tornado thead th:last-child,.sc-tornado td:last-child{text-align:left;padding-left:.6rem}
@media (max-width:640px){.sc-tornado thead{display:none}
.sc-tornado tr{display:grid;grid-template-columns:1fr 1fr;padding:.35rem 0}
.sc-tornado tbody th,.sc-tornado .sc-swing{grid-column:1/-1;padding:.1rem 0}
.sc-tornado .sc-swing{width:auto;grid-row:2}
.sc-tornado td{white-space:normal;text-align:left;padding:.1rem 0}
.sc-tornado td:last-child{text-align:right}}
</style>"""

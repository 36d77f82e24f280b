"""What matters most: one step of each control on the city's value, as a table with bars in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Final

import pandas as pd

from lib.analysis.levers import Lever
from lib.analysis.printed import decimals
from lib.analysis.tornado import Bar
from lib.model.kinds import Lang
from lib.model.things import Indicator
from lib.text import translator
from lib.view import numbers
from lib.view.scenario_controls import LABELS, Setting, level, option_name
from lib.view.scenario_ledger import effect


def tornado_html(
    bars: Sequence[Bar],
    landing: float,
    stand: Mapping[Lever, Setting],
    indicator: Indicator,
    *,
    year: int,
    lang: Lang,
) -> str:
    """Every control's step down and up with its effect, longest first; bars share one scale."""
    _ = translator(lang).gettext
    most = max((abs(at - landing) for bar in bars for at in (bar.at_low, bar.at_high)), default=0.0)
    caption = _("One step of each control from where it stands: effect on the city at {year}")
    head = (_("Control"), _("a step down"), "", _("a step up"))
    rows = "".join(
        _row(bar, landing, most, stand[bar.lever], indicator, lang)
        for bar in bars
        if bar.lever in stand
    )
    heads = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    return (
        f'<table class="sc-table sc-tornado"><caption>{escape(caption.format(year=year))}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _row(
    bar: Bar, landing: float, most: float, one: Setting, indicator: Indicator, lang: Lang
) -> str:
    cells = [
        f"<td>{escape(level(to, one, lang))}: {escape(effect(at - landing, indicator, lang))}</td>"
        for to, at in ((bar.low, bar.at_low), (bar.high, bar.at_high))
    ]
    name = translator(lang).gettext(LABELS[bar.lever])
    strokes = "".join(
        _stroke(at - landing, most, kind)
        for at, kind in ((bar.at_low, "down"), (bar.at_high, "up"))
    )
    return (
        f'<tr><th scope="row">{escape(name)}</th>{cells[0]}'
        f'<td class="sc-swing" aria-hidden="true"><span>{strokes}</span></td>{cells[1]}</tr>'
    )


def _stroke(change: float, most: float, kind: str) -> str:
    share = 50 * abs(change) / most if most > 0 else 0.0
    left = 50 - share if change < 0 else 50
    return f'<i class="{kind}" style="left:{left:.2f}%;width:{share:.2f}%"></i>'


def tornado_frame(
    bars: Sequence[Bar], landing: float, indicator: Indicator, *, lang: Lang
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


# Sent once with the page. A step down is the outline, a step up the full bar: not colour alone.
STYLE: Final = """<style>
.sc-tornado .sc-swing{width:38%;padding:.28rem .8rem}
.sc-tornado .sc-swing span{position:relative;display:block;height:1rem;
background:linear-gradient(currentColor,currentColor) 50%/1px 100% no-repeat}
.sc-tornado i{position:absolute;top:.1rem;bottom:.1rem;box-sizing:border-box;
border:1.5px solid currentColor}
.sc-tornado i.up{background:color-mix(in srgb,currentColor 55%,transparent)}
.sc-tornado thead th:last-child,.sc-tornado td:last-child{text-align:left;padding-left:.6rem}
@media (max-width:640px){.sc-tornado thead{display:none}
.sc-tornado tr{display:grid;grid-template-columns:1fr 1fr;padding:.35rem 0}
.sc-tornado tbody th,.sc-tornado .sc-swing{grid-column:1/-1;padding:.1rem 0}
.sc-tornado .sc-swing{width:auto;grid-row:2}
.sc-tornado td{white-space:normal;text-align:left;padding:.1rem 0}
.sc-tornado td:last-child{text-align:right}}
</style>"""

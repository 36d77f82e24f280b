"""The backtest's chart as Altair writes it, without rows; reached by name through `specs`."""

from __future__ import annotations

from typing import Final

import altair as alt

from lib.analysis.projection.backtest import COVERAGE
from lib.analysis.projection.methods import METHODS
from lib.features.methods.backtest import METHOD_WORDS
from lib.model.vocabulary import Lang
from lib.style import vega_config
from lib.style.palette import GROUNDS, Theme
from lib.style.vega_config import VegaSpec
from lib.style.vega_specs import Builder
from lib.text import translator

_HEIGHT: Final = 225


def backtest(lang: Lang, theme: Theme) -> VegaSpec:
    """Coverage by method: a row a series and horizon, the bar as a shaded stretch, 80 % a line."""
    _ = translator(lang).gettext
    ground = GROUNDS[theme]
    names = [_(METHOD_WORDS[method]) for method in METHODS]
    base = alt.Chart().encode(y=alt.Y("group:N", sort=None, title=None, axis=_groups(ground.rule)))
    x = alt.X(
        "coverage:Q",
        title=_("Truths inside the 80% band (%)"),
        scale=alt.Scale(domain=[0, 100]),
        axis=alt.Axis(grid=False, tickCount=6),
    )
    low, high = (100 * end for end in COVERAGE)
    asked = (
        alt.Chart()
        .mark_rect(color=ground.panel, aria=False)
        .encode(x=alt.XDatum(low), x2=alt.X2Datum(high))
    )
    colour = alt.Color(
        "method:N",
        scale=alt.Scale(domain=names, range=[*[ground.soft] * (len(names) - 1), ground.accent]),
        legend=alt.Legend(
            orient="top",
            title=None,
            columns=alt.ExprRef("width < 500 ? 2 : 5"),
            labelLimit=200,
            symbolSize=90,
        ),
    )
    shape = alt.Shape(
        "method:N",
        scale=alt.Scale(
            domain=names, range=["stroke", "square", "triangle-up", "diamond", "circle"]
        ),
    )
    tips = [
        alt.Tooltip("group:N", title=_("Series")),
        alt.Tooltip("method:N", title=_("Method")),
        alt.Tooltip("coverage:Q", title="%", format=".1f"),
        alt.Tooltip("windows:Q", title=_("Windows")),
    ]
    ours = base.transform_filter("datum.is_ours")
    layers = (
        asked,
        alt.Chart()
        .mark_rule(color=ground.soft, strokeDash=[3, 3], aria=False)
        .encode(x=alt.XDatum(80)),
        ours.mark_rule(color=ground.accent, strokeWidth=3, aria=False).encode(
            x=alt.X("low:Q"), x2=alt.X2("high:Q")
        ),
        base.transform_filter("!datum.is_ours")
        .mark_point(size=80, strokeWidth=1.8, opacity=1)
        .encode(x=x, color=colour, shape=shape, tooltip=tips),
        ours.mark_point(size=120, filled=True, opacity=1).encode(
            x=x, color=colour, shape=shape, tooltip=tips
        ),
    )
    drawn = alt.layer(*layers).properties(height=_HEIGHT, width="container")
    return vega_config.without_rows(drawn.to_dict(validate=False), lang, theme)


def _groups(colour: str) -> alt.Axis:
    return alt.Axis(grid=True, gridColor=colour, domain=False, ticks=False, labelLimit=150)


BUILDERS: Final[dict[str, Builder]] = {"backtest": backtest}

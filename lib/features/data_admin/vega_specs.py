"""The import's chart as Altair writes it, without rows; reached by name through `specs`."""

from __future__ import annotations

from typing import Final

import altair as alt

from lib.model.vocabulary import Lang
from lib.style import vega_config
from lib.style.palette import GROUNDS, Theme
from lib.style.vega_config import VegaSpec
from lib.style.vega_specs import Builder
from lib.text import translator

_HEIGHT: Final = 305
_FORMAT: Final = ",.6~f"


def imported(lang: Lang, theme: Theme) -> VegaSpec:
    """A unit a column, lowest first: a ring where the held figure is, a dot at the new one."""
    _ = translator(lang).gettext
    ground = GROUNDS[theme]
    base = alt.Chart().encode(
        x=alt.X("place:Q", title=_("Units, lowest new figure first"), axis=alt.Axis(tickMinStep=1)),
        y=alt.Y("value:Q", title=None, scale=alt.Scale(zero=False), axis=alt.Axis(format=_FORMAT)),
        tooltip=[
            alt.Tooltip("unit:N", title=_("Unit name")),
            alt.Tooltip("value:Q", title=" ", format=_FORMAT),
        ],
    )
    new = "datum.what == 'new'"
    layers = (
        alt.Chart()
        .mark_rule(color=ground.rule)
        .encode(x="place:Q", y=alt.Y("min(value):Q"), y2="max(value):Q", detail="place:Q"),
        # Both kinds in one layer: a layer without points is a symbol without a name to a reader.
        base.mark_point(size=50, opacity=1).encode(
            stroke=alt.condition(new, alt.value(ground.accent), alt.value(ground.soft)),
            fill=alt.condition(new, alt.value(ground.accent), alt.value("transparent")),
            strokeWidth=alt.condition(new, alt.value(0), alt.value(2)),
        ),
    )
    drawn = alt.layer(*layers).properties(height=_HEIGHT, width="container")
    return vega_config.without_rows(drawn.to_dict(validate=False), lang, theme)


BUILDERS: Final[dict[str, Builder]] = {"import": imported}

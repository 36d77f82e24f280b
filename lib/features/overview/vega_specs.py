"""The Overview's charts as Altair writes them, without rows; reached by name through `specs`."""

from __future__ import annotations

from functools import partial
from typing import Any, Final, get_args

import altair as alt

from lib.features.overview.charts import RANK_NAMES
from lib.model.vocabulary import Lang, Pillar
from lib.style import vega_config
from lib.style.palette import GROUNDS, PILLARS, Theme
from lib.style.vega_config import VegaSpec
from lib.style.vega_specs import Builder
from lib.text import translator

GROWTH_HEIGHT: Final = 135
RANKS_HEIGHT: Final = 215


def growth(lang: Lang, theme: Theme) -> VegaSpec:
    """Growth a year: a broken line, marks for the targets, the gap named."""
    _ = translator(lang).gettext
    ground, hue = GROUNDS[theme], PILLARS[theme]["economy"]
    base = alt.Chart().encode(
        x=alt.X("year:Q", title=None, axis=_years(), scale=alt.Scale(nice=False, padding=20)),
        y=alt.Y("value:Q", title=_("% a year"), axis=alt.Axis(tickCount=4)),
    )
    points = _only(base, "point")
    target = _only(base, "target")
    layers = (
        points.mark_line(color=hue, strokeWidth=2.5).encode(detail="run:N"),
        points.mark_point(size=70, filled=True, color=hue, opacity=1),
        # An estimate is hollow.
        points.transform_filter("datum.open").mark_point(
            size=70, filled=True, opacity=1, fill=ground.paper, stroke=hue, strokeWidth=2.5
        ),
        *_labels(points, color=ground.ink),
        target.mark_tick(color=ground.ink, thickness=3, size=24, orient="horizontal"),
        target.mark_text(color=ground.ink, dy=-11, fontSize=13, fontWeight=600).encode(
            text="label:N"
        ),
        _only(base, "gap").mark_text(color=ground.soft, dy=-9, fontSize=12).encode(text="label:N"),
    )
    return _finished(alt.layer(*layers), lang, theme, GROWTH_HEIGHT)


def ranks(lang: Lang, theme: Theme) -> VegaSpec:
    """Ranks by edition, first place at the top; each series its own shade and shape.

    The scale is logarithmic: from 5 to 1 is as long a way as from 25 to 5, and the top places,
    which the targets are about, have room.
    """
    _ = translator(lang).gettext
    ground = GROUNDS[theme]
    domain = list(RANK_NAMES)
    shades = [ground.accent, ground.accent, ground.ink, ground.soft]
    colour = alt.Color("series:N", scale=alt.Scale(domain=domain, range=shades), legend=None)
    shape = alt.Shape(
        "series:N",
        scale=alt.Scale(domain=domain, range=["circle", "circle", "square", "diamond"]),
        legend=None,
    )
    y = alt.Y(
        "value:Q",
        title=_("Rank (1 is best)"),
        scale=alt.Scale(type="log", reverse=True, nice=False, padding=22),
        axis=alt.Axis(values=[1, 5, 10, 20, 40], format="d"),
    )
    years = alt.X("year:Q", title=None, axis=_years(), scale=alt.Scale(nice=False, padding=30))
    base = alt.Chart().encode(x=years, y=y)
    points = base.transform_filter("datum.what == 'point' || datum.what == 'end'").encode(colour)
    rule = _only(alt.Chart(), "target").encode(y="value:Q")
    ends = _only(base, "end").encode(colour, text="label:N")
    layers = (
        rule.mark_rule(color=ground.soft, strokeDash=[4, 4]),
        rule.mark_text(color=ground.soft, align="left", dx=2, dy=-8, fontSize=12).encode(
            x=alt.value(0), text="label:N"
        ),
        points.mark_line(strokeWidth=2.5).encode(detail="run:N"),
        points.mark_point(size=64, filled=True, opacity=1).encode(shape),
        *_labels(_only(base, "point").encode(colour)),
        _bold(ends, "above", align="right", dx=8, dy=-14),
        _bold(ends, "beside", align="left", dx=9),
        _bold(ends, "below", align="left", dx=8, dy=9),
    )
    return _finished(alt.layer(*layers), lang, theme, RANKS_HEIGHT)


def bars(pillar: Pillar, lang: Lang, theme: Theme) -> VegaSpec:
    """Bullets as a picture: bar, value and the marks of the targets, a row a series."""
    ground = GROUNDS[theme]
    hue = PILLARS[theme][pillar]
    order = alt.Y("series:N", title=None, sort=None, axis=alt.Axis(labelLimit=420, ticks=False))
    base = alt.Chart().encode(
        y=order, x=alt.X("value:Q", title=None, scale=alt.Scale(zero=True), stack=None)
    )
    target = base.transform_filter("datum.what == 'target'")
    layers = (
        base.transform_filter("datum.what == 'point'").mark_bar(color=hue, height=18),
        base.transform_filter("datum.what == 'point'")
        .mark_text(align="left", dx=6, dy=-20, fontSize=13, color=ground.ink)
        .encode(text="label:N", x=alt.datum(0)),
        target.mark_tick(color=ground.ink, thickness=3, size=30),
        target.mark_text(dy=24, fontSize=12, color=ground.ink).encode(text="label:N"),
    )
    return _finished(alt.layer(*layers), lang, theme, None)


def _only(base: alt.Chart, what: str) -> alt.Chart:
    return base.transform_filter(f"datum.what == '{what}'")


def _labels(points: alt.Chart, **mark: Any) -> tuple[alt.Chart, ...]:
    """The figure at each point, above it or below it."""
    text = points.encode(text="label:N")
    return (
        text.transform_filter("datum.place == 'above'").mark_text(dy=-13, fontSize=13, **mark),
        text.transform_filter("datum.place == 'below'").mark_text(dy=15, fontSize=13, **mark),
    )


def _bold(text: Any, place: str, **mark: Any) -> Any:
    placed = text.transform_filter(f"datum.place == '{place}'")
    return placed.mark_text(fontSize=13, fontWeight=600, **mark)


def _years() -> alt.Axis:
    return alt.Axis(format="d", tickMinStep=1, grid=False, tickCount=12, labelOverlap="greedy")


def _finished(
    chart: alt.LayerChart | alt.FacetChart, lang: Lang, theme: Theme, height: int | None
) -> VegaSpec:
    spec = vega_config.without_rows(
        chart.properties(width="container").to_dict(validate=False), lang, theme
    )
    return {**spec, "height": {"step": 84} if height is None else height}


BUILDERS: Final[dict[str, Builder]] = {
    "growth": growth,
    "ranks": ranks,
    **{f"bars_{pillar}": partial(bars, pillar) for pillar in get_args(Pillar)},
}

"""A picture of an import: figures held now and new ones by unit, and a map of the new ones."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pandas as pd

from lib.geo.choropleth_svg import Plate, picture_svg
from lib.geo.colour_scale import scheme
from lib.geo.layers import value_layer
from lib.geo.outlines import Outlines
from lib.geo.unit_period_grid import MISSING_LETTERS, PROVENANCE_LETTERS, Grid
from lib.geo.wording import unit_title
from lib.model.entities import Indicator, Unit
from lib.model.vocabulary import Geography, Lang
from lib.style.palette import Theme
from lib.text import translator
from lib.wording import numbers

COLUMNS = ["unit", "place", "what", "value"]


def points(rows: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """Two points a unit, from the lowest new figure to the highest: held now and new."""
    ordered = rows.sort_values("value", kind="stable").reset_index(drop=True)
    units = [names.get(code, code) for code in ordered["unit_code"]]
    found = []
    for what, column in (("old", "old"), ("new", "value")):
        found.append(
            pd.DataFrame(
                {"unit": units, "place": ordered.index + 1, "what": what, "value": ordered[column]}
            )
        )
    return pd.concat(found, ignore_index=True)[COLUMNS].dropna(subset=["value"])


def alt(rows: pd.DataFrame, label: str, lang: Lang) -> str:
    """What a screen reader hears of the chart."""
    _ = translator(lang).gettext
    return _(
        "{label}: {n} figures would be taken, {changed} of them in place of a figure held now."
    ).format(label=label, n=len(rows), changed=int(rows["old"].notna().sum()))


def key_words(indicator: Indicator, lang: Lang) -> str:
    """What the marks of the chart are, and the unit of its figures."""
    _ = translator(lang).gettext
    said = _("○ held now, ● new")
    unit = unit_title(indicator.unit, lang)
    return f"{said} ({unit})" if unit else said


def change_words(name: str, old: float, new: float, indicator: Indicator, lang: Lang) -> str:
    """A unit with its figure now and the one that would take its place: NaN where there is none."""
    _ = translator(lang).gettext
    value = numbers.value_of(new, indicator, lang)
    if math.isnan(old):
        return _("{unit}: {value} (new)").format(unit=name, value=value)
    before = numbers.value_of(old, indicator, lang)
    return _("{unit}: {before} → {value}").format(unit=name, before=before, value=value)


def map_svg(
    rows: pd.DataFrame,
    *,
    shapes: Outlines,
    units: Mapping[str, Unit],
    geography: Geography,
    indicator: Indicator,
    lang: Lang,
    theme: Theme,
) -> str:
    """The new figures of one series and period on the map; other units have none."""
    values = dict(zip(rows["unit_code"], rows["value"], strict=True))
    codes = tuple(units)
    mark = PROVENANCE_LETTERS["official"]
    none = MISSING_LETTERS["no_data_for_period"]
    cells = Grid(
        series_id=str(rows["series_id"].iloc[0]),
        geography=geography,
        codes=codes,
        periods=(str(rows["period"].iloc[0]),),
        values=(tuple(values.get(code) for code in codes),),
        marks=("".join(mark if code in values else none for code in codes),),
        sources=(("",) * len(codes),),
    )
    layer = value_layer(cells, indicator)
    return picture_svg(
        Plate(
            shapes=shapes,
            layer=layer,
            place=0,
            scheme=scheme(layer, lang=lang, theme=theme, cap=indicator.cap),
            units=units,
            heading=(unit_title(indicator.unit, lang),),
            selected="",
            lang=lang,
            theme=theme,
        )
    )

"""What can be taken away from the Map page: picture, table and map data."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from lib.app.kit import downloads, map_queries, session_dataset
from lib.features.map import tables
from lib.geo import choropleth_svg, geojson, layer_wording, unit_filter, wording
from lib.style import png
from lib.text import translator
from lib.wording import numbers

if TYPE_CHECKING:
    import pandas as pd

    from lib.features.map.page import View

# More would not fit under a picture; the table names the source of every value.
_MOST_SOURCES = 4
_FILTERS = ("group", "status", "lit", "find")


def offer(shown: View) -> None:
    """The map as a picture, every value of it as a table, and the period shown as GeoJSON."""
    notes = _notes(shown)
    downloads.offer(
        shown.settings,
        key="map",
        name=f"hanoiso_{shown.series_id}_{shown.geography}",
        frame=lambda: _table(shown),
        notes=notes,
        picture=lambda: _picture(shown, notes),
        geojson=lambda: _geojson(shown, notes),
    )


def _notes(shown: View) -> tuple[str, ...]:
    used = {source for line in shown.cells.sources for source in line if source}
    sources = session_dataset.package().sources
    titles = sorted({sources[source].title for source in used if source in sources})
    filtered = unit_filter.filter_words(_filtered(shown), _filters(shown), shown.settings.lang)
    return (
        *([filtered] if filtered else []),
        *_rounding(shown),
        wording.under_map(shown.geography, shown.settings.lang),
        *downloads.notes(
            shown.settings,
            sources=tuple(titles[:_MOST_SOURCES]),
            is_illustrative=shown.cells.has_illustrative,
            shown_to=shown.cells.reaches(illustrative=False),
        ),
    )


def _rounding(shown: View) -> tuple[str, ...]:
    """Why shares do not add up to a whole, where shares are shown."""
    if shown.layer.meaning != "share":
        return ()
    _ = translator(shown.settings.lang).gettext
    return (_("Shares are rounded one by one, so they may not add up to exactly 100%."),)


def _filters(shown: View) -> unit_filter.UnitFilters:
    return unit_filter.UnitFilters(**{name: shown.choice[name] for name in _FILTERS})


def _filtered(shown: View) -> unit_filter.FilteredUnits:
    return unit_filter.FilteredUnits(
        cells=shown.cells,
        layer=shown.layer,
        scheme=shown.scheme,
        place=shown.place,
        units=shown.subject.units,
        indicator=shown.indicator,
        goal=shown.subject.goal,
    )


def _table(shown: View) -> pd.DataFrame:
    return tables.table(
        shown.cells,
        layer=shown.layer,
        label=shown.subject.label,
        meaning=layer_wording.title(shown.layer, shown.subject, shown.settings.lang),
        indicator=shown.indicator,
        units=shown.subject.units,
        sources=session_dataset.package().sources,
        lang=shown.settings.lang,
    )


def _picture(shown: View, notes: tuple[str, ...]) -> bytes:
    lang = shown.settings.lang
    meaning = layer_wording.title(shown.layer, shown.subject, lang)
    measure = layer_wording.measure(shown.layer, lang)
    is_value = shown.layer.meaning == "value"
    svg = choropleth_svg.picture_svg(
        choropleth_svg.Plate(
            shapes=map_queries.shapes(session_dataset.package().version, shown.geography),
            layer=shown.layer,
            place=shown.place,
            scheme=shown.scheme,
            units=shown.subject.units,
            heading=(measure,),
            selected=shown.unit,
            lang=lang,
            theme=shown.settings.theme,
            greyed=unit_filter.greyed(_filtered(shown), _filters(shown)),
        )
    )
    parts = [shown.subject.label, "" if is_value else meaning, numbers.period(shown.period, lang)]
    title = ", ".join(part for part in parts if part)
    return png.svg_png(svg, title=title, notes=notes, theme=shown.settings.theme)


def _geojson(shown: View, notes: tuple[str, ...]) -> bytes:
    """The units at the period shown, each with its row of the table and the data version."""
    version = session_dataset.package().version
    frame = _table(shown)
    here = frame.loc[frame["period"].eq(shown.period)]
    properties = {
        str(row["unit_code"]): {
            **{str(name): _plain(value) for name, value in row.items()},
            "is_illustrative": "illustrative" in (row["provenance"], row.get("shown_provenance")),
            "data_version": version,
        }
        for row in here.to_dict("records")
    }
    shapes = map_queries.boundaries(version, shown.geography)
    return geojson.feature_collection(shapes, properties, notes=notes)


def _plain(value: Any) -> Any:
    """A cell as JSON has it: what is missing is null, a rank a whole number."""
    if value is None or value != value or str(value) == "<NA>":  # noqa: PLR0124 - NaN
        return None
    if isinstance(value, (str, bool, int)):
        return value
    number = float(value)
    return number if math.isfinite(number) else None

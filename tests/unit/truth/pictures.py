"""What the pictures that leave Map and Unit say: counts in legends, targets, and points drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from xml.etree import ElementTree as ET

from lib.analysis.progress.targets import binding
from lib.app.kit import map_queries, session_dataset
from lib.data.package import Dataset
from lib.features.targets import queries as targets_figures
from lib.features.targets.rows import rows
from lib.features.unit import queries as unit_figures
from lib.features.unit import trend_svg
from lib.geo import choropleth_svg
from lib.geo import layers as map_meaning
from lib.geo.colour_scale import scheme
from lib.model.period import parse_period
from lib.model.vocabulary import Geography, Lang
from lib.text import translator
from tests.unit.truth.claims import Claim, number_in
from tests.unit.truth.units import TODAY, unit_file

_SVG = "{http://www.w3.org/2000/svg}"


def of_map_picture(
    package: Dataset, geography: Geography, lang: Lang, series: Sequence[str]
) -> Iterator[Claim]:
    """The counts of the legend of the map's picture, by value and by each verdict."""
    where = (package.version, geography)
    for series_id in series:
        cells = map_queries.grid(package.version, series_id, geography, official_only=False)
        indicator = map_queries.indicator_of(series_id)
        goals = map_queries.goals(package.version, series_id, geography, TODAY)
        layers = {"": map_meaning.value_layer(cells, indicator)} | {
            year: map_meaning.verdict_layer(cells, indicator, goal, today=TODAY)
            for year, goal in goals.items()
        }
        for year, layer in layers.items():
            drawn = scheme(layer, lang=lang, theme="light")
            svg = choropleth_svg.picture_svg(
                choropleth_svg.Plate(
                    shapes=map_queries.shapes(*where), layer=layer, place=len(cells.periods) - 1,
                    scheme=drawn, units=map_queries.units(*where), heading=("",), selected="",
                    lang=lang, theme="light",
                )
            )  # fmt: skip
            texts = list(ET.fromstring(svg).iter(f"{_SVG}text"))  # noqa: S314 - our own
            for label, count in pairwise(texts):
                if label.attrib["x"] == "48" and "".join(label.itertext()) in drawn.labels:
                    what = f"{year} {''.join(label.itertext())} {lang}"
                    said = int("".join(count.itertext()))
                    yield Claim("map picture", "legend", series_id, cells.periods[-1], what, said)


def of_targets_on_series(package: Dataset, geography: Geography, lang: Lang) -> Iterator[Claim]:
    """What each series is asked for, on Targets, on Unit and in Unit's picture."""
    book, told = targets_figures.book(), {}
    for row in rows(book, lang):
        for one, reading in zip(book.shown(row["id"]), row["readings"], strict=True):
            told[row["id"], one.aim] = reading["aim"]
    for one in binding(book.assessed):
        what, said = f"aim {one.target.year} {lang}", told[one.target.target_id, one.aim]
        yield Claim("targets row", "city", one.target.series_id, "", what, said)
    for line in unit_file(package, geography, lang)["lines"]:
        for goal in line["goals"]:
            if not goal["other"]:
                what = f"aim {goal['year']} {lang}"
                yield Claim("unit", "city", line["id"], "", what, goal["aim"])
        form = translator(lang).gettext("Target {year}: {aim}").partition("{")[0]
        for text in trend(package, geography, line["id"], lang).iter(f"{_SVG}text"):
            if text.text and text.text.startswith(form):
                year, _, aim = text.text.removeprefix(form).partition(": ")
                yield Claim("unit picture", "city", line["id"], "", f"aim {year} {lang}", aim)


def trend(package: Dataset, geography: Geography, series_id: str, lang: Lang) -> ET.Element:
    """The picture of a series in the unit that has most figures of it."""
    book = unit_figures.book(package.version, geography, TODAY, official_only=False)
    line = unit_figures.line_of_series(book, series_id)
    svg = trend_svg.picture_svg(
        book, line, (best_known(package, geography, series_id),), lang=lang, theme="light",
        ahead=unit_figures.ahead_of(
            package.version, series_id, geography, session_dataset.today(), official_only=False
        ),
    )  # fmt: skip
    return ET.fromstring(svg)  # noqa: S314 - our own


def best_known(package: Dataset, geography: Geography, series_id: str) -> str:
    """The unit that has most figures of a series, the first of several."""
    cells = map_queries.grid(package.version, series_id, geography, official_only=False)
    known = [sum(line[at] is not None for line in cells.values) for at in range(len(cells.codes))]
    return cells.codes[known.index(max(known))]


def misplaced(package: Dataset, geography: Geography, series_id: str, lang: Lang) -> list[str]:
    """The figures of that unit that have no dot where the axis of the picture would have them."""
    picture = trend(package, geography, series_id, lang)
    dots = [float(dot.attrib["cy"]) for dot in picture.iter(f"{_SVG}circle")]
    ticks = [
        (float(text.attrib["y"]) - 4, number_in(text.text or "", lang))
        for text in picture.iter(f"{_SVG}text")
        if text.attrib.get("text-anchor") == "end" and text.attrib["x"] == "62"
    ]
    cells = map_queries.grid(package.version, series_id, geography, official_only=False)
    at = cells.codes.index(best_known(package, geography, series_id))
    if all(parse_period(period).is_undated for period in cells.periods):
        said = [text.text for text in picture.iter(f"{_SVG}text")]
        without = translator(lang).gettext("One period only: there is no trend to draw.")
        return [] if without in said else [f"{series_id}: {said}"]
    (low, bottom), (high, top) = ticks[0], ticks[-1]
    return [
        f"{series_id} {period}: {value}"
        for period, line in zip(cells.periods, cells.values, strict=True)
        if (value := line[at]) is not None and not parse_period(period).is_undated
        and not any(
            abs(low + (value - bottom) / (top - bottom) * (high - low) - dot) < 0.2 for dot in dots
        )
    ]  # fmt: skip

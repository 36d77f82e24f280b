"""The Overview's charts: growth year by year, ranks, and bullets for the pictures to take away.

Specs hold no data and no figures; the rows carry values, labels and where a line must break. A
line joins two points only when both are of one series and of years that follow each other, so a
year without a figure is a gap and two methods are never joined.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Final

import pandas as pd

from lib.analysis.progress.points import Point
from lib.features.overview import wording as say
from lib.features.overview.summary import Block, Fact
from lib.model.vocabulary import Lang
from lib.style import vega_config, vega_specs
from lib.style.palette import Theme
from lib.style.vega_config import VegaSpec
from lib.text import translator
from lib.wording import numbers

# Acronyms need no translation; one index of two populations is told apart by their sizes.
RANK_NAMES: Final[dict[str, str]] = {
    "dti_rank_63": "DTI/63",
    "dti_rank_34": "DTI/34",
    "pci_rank": "PCI",
    "pii_rank": "PII",
}

# A rank up to this many times the one above it leaves no room for a label between the two.
_CROWDED: Final = 1.6

_PICTURE_WIDTH: Final = 720
_PICTURE_HEIGHT: Final = 320

COLUMNS: Final = ["what", "series", "run", "year", "value", "label", "open", "place"]


def drawn(block: Block, lang: Lang, theme: Theme) -> VegaSpec | None:
    """The chart of a block as the page draws it, without its rows; None if it has none."""
    if not block.lines:
        return None
    return vega_specs.spec(block.plan.chart, lang, theme)


def pictured(block: Block, lang: Lang, theme: Theme) -> VegaSpec:
    """Everything that a block draws as one picture to take away, with its rows inside."""
    parts = []
    if block.bars:
        spec = vega_specs.spec(f"bars_{block.pillar}", lang, theme)
        parts.append(vega_config.with_rows(spec, _records(bar_rows(block.bars, lang))))
    chart = drawn(block, lang, theme)
    if chart is not None:
        tall = {**chart, "height": _PICTURE_HEIGHT}
        parts.append(vega_config.with_rows(tall, _records(rows(block, lang))))
    whole = ("config", "autosize")  # of the picture, not of its parts
    fitted = [
        {key: value for key, value in part.items() if key not in whole} | {"width": _PICTURE_WIDTH}
        for part in parts
    ]
    return {"vconcat": fitted, "spacing": 40, "config": vega_config.config(lang, theme)}


def rows(block: Block, lang: Lang) -> pd.DataFrame:
    """The rows of a block's chart: `what` is point, target, end or gap; see `COLUMNS`.

    `run` numbers the stretches of years that a line may join; `open` marks what is no final
    official figure, or a target that is still ahead; `place` where a label finds its
    room: above, below or beside its point.
    """
    found: list[dict[str, Any]] = []
    for fact in block.lines:
        found += _points(fact, lang)
        if block.plan.chart == "growth":
            found += _gaps(fact, lang)
            found += _targets(fact, lang)
    if block.plan.chart == "ranks":
        _spread_ranks(found)
        found += _rank_targets(block.lines, lang)
    elif block.plan.chart == "growth":
        _spread_growth(found)
    return pd.DataFrame(found, columns=COLUMNS)


def bar_rows(facts: Sequence[Fact], lang: Lang) -> pd.DataFrame:
    """The rows of `bars`; `series` holds the name that is shown."""
    found: list[dict[str, Any]] = []
    for fact in facts:
        name = fact.indicator.name.in_(lang)
        shown = fact.shown
        if shown is None:
            continue
        label = f"{say.value(shown, fact.indicator, lang)}, {numbers.period(shown.period, lang)}"
        found.append(_row("point", name, 0, 0, shown.value, label + say.mark(shown, lang)))
        found += [one | {"series": name} for one in _targets(fact, lang)]
    return pd.DataFrame(found, columns=COLUMNS)


def _year(point: Point) -> int:
    if point.period.end is None:
        raise ValueError(f"{point.source_id}: an undated point has no place on a chart")
    return point.period.end.year


def _points(fact: Fact, lang: Lang) -> list[dict[str, Any]]:
    found = []
    run = 0
    for i, point in enumerate(fact.points):
        if i and _year(point) - _year(fact.points[i - 1]) > 1:
            run += 1
        is_end = fact.series_id in RANK_NAMES and i == len(fact.points) - 1
        label = numbers.number(point.value, lang)
        if is_end:
            label = f"{RANK_NAMES[fact.series_id]}: {label}"
        found.append(
            _row(
                "end" if is_end else "point",
                fact.series_id,
                f"{fact.series_id} {run}",
                _year(point),
                point.value,
                label,
                is_open=point.provenance != "official",
            )
        )
    return found


def _spread_growth(found: list[dict[str, Any]]) -> None:
    """Put a label below its point in a valley and where a target stands just above."""
    points = [row for row in found if row["what"] == "point"]
    asked = {row["year"]: row["value"] for row in found if row["what"] == "target"}
    for i, row in enumerate(points):
        beside = [points[j]["value"] for j in (i - 1, i + 1) if 0 <= j < len(points)]
        is_valley = all(row["value"] < value for value in beside) and len(beside) == 2
        if is_valley or asked.get(row["year"], row["value"]) > row["value"]:
            row["place"] = "below"


def _spread_ranks(found: list[dict[str, Any]]) -> None:
    """Put a label below its point where another series of the year stands close above.

    The label of a last figure stands right of it, where there is room. Of figures that stay the
    same only the last is labelled.
    """
    newest = max((row["year"] for row in found), default=0)
    for row in found:
        better = [
            other["value"]
            for other in found
            if other["year"] == row["year"]
            and other["series"] != row["series"]
            and other["value"] <= row["value"]
        ]
        if any(row["value"] <= _CROWDED * value for value in better):
            row["place"] = "below"
        elif row["what"] == "end" and row["year"] < newest:
            row["place"] = "beside"
    for row, following in pairwise(found):
        if row["series"] == following["series"] and row["value"] == following["value"]:
            row["label"] = ""


def _gaps(fact: Fact, lang: Lang) -> list[dict[str, Any]]:
    """The years between two figures that have none, named so that a gap is no slip."""
    _ = translator(lang).gettext
    years = {_year(point) for point in fact.points}
    missing = [year for year in range(min(years), max(years)) if year not in years]
    return [_row("gap", fact.series_id, "gap", year, 0.0, _("no figure")) for year in missing]


def _targets(fact: Fact, lang: Lang) -> list[dict[str, Any]]:
    _ = translator(lang).gettext
    return [
        _row(
            "target",
            fact.series_id,
            "target",
            one.target.year,
            one.threshold,
            say.goal(one, fact.indicator, lang),
            is_open=not one.is_past,
        )
        for one in (fact.past, fact.open)
        if one is not None and one.threshold is not None
    ]


def _rank_targets(facts: Sequence[Fact], lang: Lang) -> list[dict[str, Any]]:
    """One mark a distinct rank asked for in the year that is over."""
    _ = translator(lang).gettext
    asked = {
        one.past.threshold: one.past.target.year
        for one in facts
        if one.past is not None and one.past.threshold is not None
    }
    return [
        _row(
            "target",
            "",
            "target",
            year,
            rank,
            _("{year} target: top {n}").format(year=year, n=numbers.number(rank, lang, decimals=0)),
        )
        for rank, year in asked.items()
    ]


def _row(
    what: str,
    series: str,
    run: object,
    year: int,
    value: float,
    label: str,
    *,
    is_open: bool = False,
) -> dict[str, Any]:
    return dict(
        zip(COLUMNS, (what, series, str(run), year, value, label, is_open, "above"), strict=True)
    )


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(key): cell for key, cell in row.items()} for row in frame.to_dict("records")]

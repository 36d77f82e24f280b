"""The questions that a table can leave open, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from lib.data.intake.intake_tables import (
    SKIP,
    Answers,
    Notice,
    Option,
    Question,
    Sheet,
    clipped,
    shown,
)
from lib.data.intake.layout import Column, Layout
from lib.data.intake.lookup import NameIndex
from lib.data.intake.numbers import Marks, read_number
from lib.data.intake.periods import periods_in
from lib.model.entities import CITY, Text
from lib.text import N_

_FIRST_ROWS: Final = 12
_LEAVE_OUT = Option(SKIP, Notice(N_("none: leave this column out")))


def header(sheet: Sheet) -> list[Question]:
    """Which row names the columns, where none could be told."""
    options = [
        Option(str(number), Notice("{row}", {"row": f"{number}: {_line(row)}"}))
        for number, row in zip(sheet.numbers[:_FIRST_ROWS], sheet.rows, strict=False)
    ]
    return [Question("header", Notice(N_("Which row names the columns?")), tuple(options))]


def figures(layout: Layout, known: NameIndex) -> list[Question]:
    """What the columns are, where none of them is known to hold figures."""
    return list(unknown_columns(layout, known, {}, required=True))


def series(layout: Layout, known: NameIndex) -> Question:
    """Which series all figures belong to; the titles above may hint at it."""
    hints = [one for title in layout.titles for one in known.series_named(title)]
    hints += [one for title in layout.titles for one in known.similar_series(title)]
    found = tuple(dict.fromkeys(hints))[:8]
    return Question(
        "series",
        Notice(N_("Which series do the figures belong to?")),
        tuple(Option(one, known.series_label(one)) for one in found),
        accepts="series",
        about=layout.titles[0] if layout.titles else "",
    )


def period(layout: Layout) -> Question:
    """When all figures hold; the titles above may say so."""
    named = [one for title in layout.titles for one in periods_in(title)]
    return _when("period", N_("When do the figures hold?"), named, layout)


def year(layout: Layout) -> Question:
    """The year of months or quarters that stand without one; the titles above may say it."""
    named = [one[:4] for title in layout.titles for one in periods_in(title) if one != "undated"]
    return _when("year", N_("Which year are the months or quarters of?"), named, layout)


def _when(question_id: str, asks: str, named: Sequence[str], layout: Layout) -> Question:
    """A question about time; of what the titles name, the only one is what they hint at."""
    found = tuple(dict.fromkeys(named))
    return Question(
        question_id,
        Notice(asks),
        tuple(Option(one, Notice("{period}", {"period": one})) for one in found),
        accepts="period",
        suggested=found[0] if len(found) == 1 else None,
        about=layout.titles[0] if layout.titles else "",
    )


def unit(known: NameIndex) -> Question:
    """Which unit all figures are about, where neither rows nor columns name one."""
    return Question(
        "unit",
        Notice(N_("Which unit are the figures about?")),
        (Option("/".join(CITY), known.names[CITY]),),
        accepts="unit",
    )


def dates() -> Question:
    """Whether first days of months stand for the month."""
    return Question(
        "dates",
        Notice(
            N_(
                "All dates are first days of a month, as a spreadsheet makes of “9/2025”. "
                "What is meant?"
            )
        ),
        (
            Option("months", Notice(N_("the whole months"))),
            Option("days", Notice(N_("those very days"))),
        ),
    )


def unknown_columns(
    layout: Layout, known: NameIndex, answers: Answers, *, required: bool = False
) -> Iterator[Question]:
    """Columns of figures whose heading is no series, or could be one of several."""
    for column in layout.columns:
        several = column.role == "figures" and len(column.series) > 1
        if f"column:{column.index}" in answers or not (several or column.role == "unknown"):
            continue
        options = column.series or known.similar_series(column.heading)
        yield Question(
            f"column:{column.index}",
            Notice(
                N_("Which series is the column “{heading}”?"), {"heading": column.heading or "?"}
            ),
            (*(Option(one, known.series_label(one)) for one in options), _LEAVE_OUT),
            accepts="series",
            required=several or required,
            about=column.heading,
        )


def named_series(
    written: str, name: str, candidates: tuple[str, ...], known: NameIndex
) -> Question:
    """Which series a row's name means."""
    options = candidates or known.similar_series(name)
    return Question(
        f"series:{written}",
        Notice(N_("Which series is “{name}”?"), {"name": clipped(name)}),
        (
            *(Option(one, known.series_label(one)) for one in options),
            Option(SKIP, Notice(N_("none: leave its rows out"))),
        ),
        accepts="series",
        required=bool(candidates),
        about=name,
    )


def decimal_mark(column: Column, marks: Marks) -> Question:
    """How the numbers of a column are written; answered for all columns as "numbers:*"."""
    example = marks.unsure or marks.comma
    options = []
    for mark in ("comma", "point"):
        value = read_number(example, "comma" if mark == "comma" else "point").value
        if value is not None:
            said = N_("decimal comma: {value}") if mark == "comma" else N_("decimal point: {value}")
            # Without a mark for thousands, which could be taken for the one that is asked about.
            written = f"{value:.15g}"
            told = Text(vi=written.replace(".", ","), en=written)
            options.append(Option(mark, Notice(said, {"value": told})))
    if not marks.unsure:
        options = [
            Option(
                "comma",
                Notice(N_("with a decimal comma, such as {example}"), {"example": marks.comma}),
            ),
            Option(
                "point",
                Notice(N_("with a decimal point, such as {example}"), {"example": marks.point}),
            ),
        ]
    return Question(
        f"numbers:{column.index}",
        Notice(
            N_("How is “{example}” in the column “{heading}” to be read?"),
            {"example": example, "heading": column.heading or "?"},
        ),
        tuple(options),
        about=column.heading,
    )


def scale(column: Column, times: float) -> Question:
    """Whether figures in thousands or millions are to be turned into the series' own measure."""
    return Question(
        f"scale:{column.index}",
        Notice(
            N_("The figures in the column “{heading}” are in another measure than their series."),
            {"heading": column.heading or "?"},
        ),
        (
            Option("convert", Notice(N_("multiply them by {times}"), {"times": float(times)})),
            Option("as_is", Notice(N_("take them as they stand"))),
        ),
        about=column.heading,
    )


def fractions(column: Column, highest: float) -> Question:
    """Whether shares that reach 1 at most are fractions of one or per cent."""
    return Question(
        f"percent:{column.index}",
        Notice(
            N_("No share in the column “{heading}” is above {highest}. What is meant?"),
            {"heading": column.heading or "?", "highest": float(f"{highest:.4g}")},
        ),
        (
            Option("as_is", Notice(N_("per cent, as they stand"))),
            Option("times_100", Notice(N_("fractions of one: 0.5 is 50 %"))),
        ),
        about=column.heading,
    )


def _line(row: tuple[object, ...]) -> str:
    text = " | ".join(shown(cell) for cell in row[:8] if isinstance(cell, str) and cell)
    return text if len(text) <= 100 else text[:99] + "…"

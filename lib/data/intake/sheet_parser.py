"""From a sheet to rows: what each figure is about, and the questions that the sheet leaves open."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from lib.data.intake import intake_questions
from lib.data.intake.intake_tables import SKIP, Aliases, Answers, Notice, Question, Sheet
from lib.data.intake.layout import Layout, layout_of
from lib.data.intake.lookup import NameIndex
from lib.data.intake.names import plain
from lib.data.intake.value_cells import COLUMNS, MOST_FIGURES, Figures, Progress
from lib.data.problem import Problem
from lib.text import N_


@dataclass(frozen=True, slots=True)
class ParsedSheet:
    """What a sheet says.

    `rows` has a row a figure, with `COLUMNS`: `status` is "" where all is known, else why the
    figure cannot be taken, with `expected` (a `Said`) and `found`.

    `blank` counts cells of the table without a figure. `learnt` is what the answers taught about
    names, to be remembered as aliases. `needed` questions stand in the way of some rows. With
    `problems` there are no rows.
    """

    file: str
    sheet: str
    layout: Layout | None
    rows: pd.DataFrame
    questions: tuple[Question, ...] = ()
    blank: int = 0
    learnt: Aliases = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def needed(self) -> tuple[Question, ...]:
        return tuple(question for question in self.questions if question.required)


def parse_sheet(
    sheet: Sheet,
    *,
    file: str,
    known: NameIndex,
    answers: Answers | None = None,
    aliases: Aliases | None = None,
    progress: Progress | None = None,
) -> ParsedSheet:
    """Read a sheet with the answers given so far and the names remembered from before."""
    said, remembered = answers or {}, aliases or {}
    layout = layout_of(sheet, known=known, answers=said, aliases=remembered)
    if layout is None or not layout.figures:
        asked = (
            intake_questions.header(sheet)
            if layout is None
            else intake_questions.figures(layout, known)
        )
        return ParsedSheet(file, sheet.name, layout, _frame([]), tuple(asked))
    reader = Figures(sheet, layout, known, said, remembered)
    if reader.count() > MOST_FIGURES:
        params = {"count": f"{MOST_FIGURES:_}".replace("_", "\u202f")}
        problem = Problem(
            file, None, None, str(reader.count()), N_("at most {count} figures at once"), params
        )
        return ParsedSheet(file, sheet.name, layout, _frame([]), problems=(problem,))
    rows = reader.rows(progress or (lambda _done: None))
    return ParsedSheet(
        file,
        sheet.name,
        layout,
        _frame(rows),
        tuple(reader.questions()),
        blank=reader.blank,
        learnt=_learnt(said, layout, known),
        notices=tuple(_notices(layout)),
    )


def _learnt(answers: Answers, layout: Layout, known: NameIndex) -> dict[str, str]:
    """Names and headings with what they were said to mean; not what was left out."""
    learnt = {
        question: meaning
        for question, meaning in answers.items()
        if question.startswith(("unit:", "series:")) and meaning != SKIP
    }
    for column in layout.columns:
        meaning = answers.get(f"column:{column.index}", "")
        if meaning in known.series and column.heading and not column.is_joined:
            learnt[f"series:{plain(column.heading)}"] = meaning
    return learnt


def _notices(layout: Layout) -> list[Notice]:
    plans = [column.heading for column in layout.of("plan")]
    if not plans:
        return []
    said = N_("Plan values are no results and are left aside: {columns}")
    return [Notice(said, {"columns": ", ".join(plans)})]


def _frame(rows: list[tuple[Any, ...]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    numeric = {"value": "float64", "numerator": "float64", "denominator": "float64", "row": "int64"}
    texts = [name for name in COLUMNS if name not in {*numeric, "expected"}]
    return frame.astype(numeric | dict.fromkeys(texts, "str"))

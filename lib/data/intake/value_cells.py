"""The figures of a table, one after the other, each with its unit, period and series.

These come from the column's heading, from the cells of the row, or, where neither says, from an
answer; never from where the figure stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from lib.data.csv_injection import unescape_formula
from lib.data.intake import intake_questions
from lib.data.intake.intake_tables import (
    LONGEST,
    SKIP,
    Aliases,
    Answers,
    Cell,
    Notice,
    Question,
    Sheet,
    letters,
    shown,
)
from lib.data.intake.layout import Column, Layout
from lib.data.intake.lookup import NameIndex
from lib.data.intake.measures import factor, stated_scale
from lib.data.intake.names import plain
from lib.data.intake.numbers import DecimalMark, Marks, Number, marks_of, read_number
from lib.data.intake.periods import ReadPeriod, in_year, is_part_of_year, read_period
from lib.data.intake.units import Named, UnitMatch, UnitMatcher
from lib.text import N_

Progress = Callable[[float], None]

_EVERY: Final = 2_000  # rows between two words of progress
MOST_FIGURES: Final = 250_000  # of one sheet: each takes a kilobyte while it is looked at
_MOST_NAMES: Final = 40

# What a row may bear besides its figure; text as it is, numbers read like the figure.
_TEXTS: Final = (
    "provenance", "source_id", "confidence", "preferred", "quote", "note", "missing_reason",
)  # fmt: skip
_NUMBERS: Final = ("numerator", "denominator")

COLUMNS: Final = (
    "row", "column", "heading", "cell", "found", "code_found", "name_found", "series_id",
    "geography", "unit_code", "period", "value", *_TEXTS, *_NUMBERS, "status", "expected",
)  # fmt: skip


class Figures:
    """Reads the figures of one table, and remembers what it could not know.

    `rows` first, then `questions`.
    """

    def __init__(
        self, sheet: Sheet, layout: Layout, known: NameIndex, answers: Answers, aliases: Aliases
    ) -> None:
        self.sheet, self.layout, self.known = sheet, layout, known
        self.answers, self.aliases = answers, aliases
        self.blank = 0
        self.units = UnitMatcher(known, answers, aliases, layout.own_form)
        self.columns = {
            role: column.index
            for role in ("unit_code", "unit_name", "geography", "series", *_TEXTS, *_NUMBERS)
            for column in reversed([one for one in layout.columns if one.role == role])
        }
        self.periods = layout.of("period")
        numeric = (*layout.figures, *layout.of("numerator", "denominator"))
        self.numeric = {column.index: column for column in numeric}
        self.marks = {index: self._marks(column) for index, column in self.numeric.items()}
        self.mark = {index: self._mark(index) for index in self.marks}
        self.fractions = {
            column.index
            for column in layout.figures
            if self._said("percent", column) == "times_100"
        }
        self.scales = {
            column.index: scale
            for column in layout.figures
            if (scale := stated_scale(column.heading, layout.titles)) is not None
        }
        self.unscaled: dict[int, float] = {}
        self.unknown_series: dict[str, tuple[str, tuple[str, ...]]] = {}
        self.small: dict[int, list[tuple[int, float]]] = {}
        self.only_first_days = self._only_first_days()
        self.lacks_period = False
        self.lacks_series = False
        self.lacks_year = False
        self.lacks_unit = False

    def count(self) -> int:
        """How many figures the table has at most."""
        places = [column.index for column in self.layout.figures]
        rows = self.layout.body
        if len(places) * len(rows) <= MOST_FIGURES:
            return len(places) * len(rows)
        return sum(self.sheet.cell(row, place) != "" for row in rows for place in places)

    def rows(self, progress: Progress) -> list[tuple[Any, ...]]:
        made: list[tuple[Any, ...]] = []
        body = self.layout.body
        for done, row in enumerate(body):
            if done % _EVERY == 0:
                progress(done / len(body))
            extras = self._extras(row)
            longer = self._is_longer(row)
            for column in self.layout.figures:
                cell = self.sheet.cell(row, column.index)
                if cell == "" and not (column.role == "value" and extras["missing_reason"]):
                    self.blank += 1
                    continue
                read = self._row(row, column, cell, extras, len(made))
                made.append(_faulty(read, longer) if longer else read)
        for index in self._doubtful_shares():
            for place, _value in self.small[index]:
                made[place] = _unsettled(made[place], Notice(N_("a share in per cent")))
        progress(1.0)
        return made

    def questions(self) -> list[Question]:
        """What the table leaves open, the widest first."""
        asked: list[Question] = []
        if self.lacks_series:
            asked.append(intake_questions.series(self.layout, self.known))
        if self.lacks_period:
            asked.append(intake_questions.period(self.layout))
        if self.lacks_year:
            asked.append(intake_questions.year(self.layout))
        if self.lacks_unit:
            asked.append(intake_questions.unit(self.known))
        if self.only_first_days and "dates" not in self.answers:
            asked.append(intake_questions.dates())
        asked += self.units.questions()
        asked += intake_questions.unknown_columns(self.layout, self.known, self.answers)
        for written, (name, options) in list(self.unknown_series.items())[:_MOST_NAMES]:
            if f"series:{written}" not in self.answers:
                asked.append(intake_questions.named_series(written, name, options, self.known))
        return [*asked, *self._questions_of_numbers()]

    def _questions_of_numbers(self) -> Iterator[Question]:
        for index, column in self.numeric.items():
            if self.marks[index].must_ask and self.mark[index] is None:
                yield intake_questions.decimal_mark(column, self.marks[index])
        for index, times in self.unscaled.items():
            yield intake_questions.scale(self.numeric[index], times)
        for index in sorted(self._doubtful_shares()):
            highest = max(value for _place, value in self.small[index])
            yield intake_questions.fractions(self.numeric[index], highest)

    def _doubtful_shares(self) -> set[int]:
        """Columns of shares that never pass 1: fractions of one, or very small shares."""
        return {
            column.index
            for column in self.layout.figures
            if (values := [value for _place, value in self.small.get(column.index, [])])
            and 0 < max(values) <= 1
            and self._said("percent", column) is None
        }

    def _only_first_days(self) -> bool:
        """Whether all dates that a spreadsheet typed are first days of months."""
        cells = [
            self.sheet.cell(row, one.index) for one in self.periods for row in self.layout.body
        ]
        read = [read_period(cell) for cell in cells if not isinstance(cell, str)]
        read += [column.period for column in self.layout.figures]
        days = [one for one in read if one is not None and len(one.text) == 10]
        return bool(days) and all(day.is_first_of_month for day in days)

    def _is_longer(self, row: int) -> Notice | None:
        """Whether a line of text has more cells than its heading.

        After a comma too many, or in a number, no figure stands under its own heading.
        """
        if self.sheet.name or len(self.sheet.rows[row]) <= self.layout.width:
            return None
        expected = N_("{count} cells, as many as the header has")
        return Notice(expected, {"count": self.layout.width})

    def _said(self, about: str, column: Column) -> str | None:
        return self.answers.get(f"{about}:{column.index}", self.answers.get(f"{about}:*"))

    def _marks(self, column: Column) -> Marks:
        return marks_of(self.sheet.cell(row, column.index) for row in self.layout.body)

    def _mark(self, index: int) -> DecimalMark | None:
        if self.layout.own_form:
            return "point"
        said = self.answers.get(f"numbers:{index}", self.answers.get("numbers:*"))
        if self.marks[index].must_ask:
            return "comma" if said == "comma" else "point" if said == "point" else None
        return self.marks[index].mark

    def _text(self, row: int, role: str) -> str:
        index = self.columns.get(role)
        if index is None:
            return ""
        cell = self.sheet.cell(row, index)
        return unescape_formula(cell) if isinstance(cell, str) else shown(cell)

    def _extras(self, row: int) -> dict[str, Any]:
        extras: dict[str, Any] = {role: self._text(row, role) for role in _TEXTS}
        for role in _NUMBERS:
            index = self.columns.get(role)
            cell: Cell = "" if index is None else self.sheet.cell(row, index)
            extras[role] = Number() if cell == "" else read_number(cell, self.mark[index or 0])
            extras[f"{role}_found"] = shown(cell)
        extras["named"] = Named(
            self._text(row, "unit_code"), self._text(row, "unit_name"), self._text(row, "geography")
        )
        extras["period_found"] = " ".join(
            shown(self.sheet.cell(row, column.index)) for column in self.periods
        )
        extras["period"] = self._row_period(row)
        only = self.sheet.cell(row, self.periods[0].index) if len(self.periods) == 1 else ""
        extras["part"] = shown(only) if is_part_of_year(only) else ""
        return extras

    def _row_period(self, row: int) -> ReadPeriod | None:
        """The period of a row; a month or quarter and its year may stand in two columns."""
        if len(self.periods) == 1:
            return read_period(self.sheet.cell(row, self.periods[0].index))
        cells = [
            (plain(one.heading), shown(self.sheet.cell(row, one.index))) for one in self.periods
        ]
        order = {"ngay": 0, "thang": 1, "month": 1, "quy": 1, "quarter": 1, "nam": 2, "year": 2}
        cells.sort(key=lambda pair: order.get(pair[0], 0))
        words = [f"{head} {cell}" if cell.isdecimal() else cell for head, cell in cells if cell]
        return read_period(" ".join(words)) if words else None

    def _row(
        self, row: int, column: Column, cell: Cell, extras: dict[str, Any], place: int
    ) -> tuple[Any, ...]:
        named: Named = extras["named"]
        series_id, wrong = self._series(row, column)
        read, wrong_period = self._period(column, extras)
        period = "" if read is None else read.text
        status, expected, found, where = wrong or wrong_period or ("", None, "", "")
        geography = code = ""
        if not status:
            unit = self._unit(named, column, period)
            if unit.key is None:
                status = "unsettled" if unit.unsettled else "unknown_unit"
                expected, found, where = (
                    unit.expected,
                    named.shown,
                    self._place("unit_name", "unit_code"),
                )
            else:
                geography, code = unit.key
        number = Number() if cell == "" else self._number(cell, column, series_id)
        if not status:
            self._note_small(number, column, series_id, place)
            status, expected = self._number_status(number, cell, column, series_id, extras)
            found, where = shown(cell), letters(column.index)
        for role in _NUMBERS:
            if not status and extras[f"{role}_found"] and extras[role].value is None:
                status, expected = "bad_value", Notice(N_("a number, or an empty cell"))
                found, where = extras[f"{role}_found"], letters(self.columns[role])
        texts = {role: extras[role] for role in _TEXTS}
        if number.missing:
            texts["missing_reason"] = number.missing
        if read is not None and read.estimate and not texts["provenance"]:
            texts["provenance"] = "estimate"
        return (
            self.sheet.numbers[row], where or letters(column.index), column.heading, shown(cell),
            found, named.code, named.name, series_id, geography, code, period, number.value,
            *texts.values(), *(extras[role].value for role in _NUMBERS), status, expected,
        )  # fmt: skip

    def _place(self, *roles: str) -> str:
        return next((letters(self.columns[role]) for role in roles if role in self.columns), "")

    def _series(self, row: int, column: Column) -> tuple[str, _Wrong | None]:
        asked = self.answers.get("series", "")
        name = self._text(row, "series")
        place = self._place("series") or letters(column.index)
        if column.series:
            candidates, name = column.series, column.heading
            question = f"column:{column.index}"
            said = self.answers.get(question, "")
        elif name:
            question = f"series:{plain(name)}"
            said = self.answers.get(question) or self.aliases.get(question) or ""
            candidates = self.known.series_named(name)
        else:
            if asked in self.known.series:
                return asked, None
            self.lacks_series = True
            return "", ("unsettled", Notice(N_("a series")), "", place)
        if said in self.known.series:
            return said, None
        if len(candidates) == 1:
            return candidates[0], None
        if not column.series and len(name) <= LONGEST:
            self.unknown_series.setdefault(plain(name), (name, candidates))
        status = "unsettled" if candidates and said != SKIP else "unknown_series"
        return "", (status, Notice(N_("the id or name of a series")), name, place)

    def _period(
        self, column: Column, extras: dict[str, Any]
    ) -> tuple[ReadPeriod | None, _Wrong | None]:
        part = column.part or extras["part"]
        if column.period is not None:
            read: ReadPeriod | None = column.period
        elif part:
            read = in_year(part, self.answers.get("year", ""))
            if read is None:
                self.lacks_year = True
                return None, ("unsettled", Notice(N_("a period")), part, letters(column.index))
        elif self.periods:
            read = extras["period"]
        else:
            read = read_period(self.answers.get("period", ""))
            if read is None:
                self.lacks_period = True
                return None, ("unsettled", Notice(N_("a period")), "", letters(column.index))
        if read is None:
            forms = {"forms": "2025, Q3/2025, T9/2025, 30/6/2025"}
            found, place = extras["period_found"], letters(self.periods[0].index)
            return None, ("bad_period", Notice(N_("a period such as {forms}"), forms), found, place)
        return self._dated(read, column)

    def _dated(self, read: ReadPeriod, column: Column) -> tuple[ReadPeriod | None, _Wrong | None]:
        """A spreadsheet turns "9/2025" into the first of September: which is meant is asked."""
        said = self.answers.get("dates")
        if not (self.only_first_days and read.is_first_of_month) or said == "days":
            return read, None
        if said == "months":
            return ReadPeriod(read.text[:7], read.estimate), None
        place = letters((self.periods or (column,))[0].index)
        return None, ("unsettled", Notice(N_("a period")), read.text, place)

    def _unit(self, named: Named, column: Column, period: str) -> UnitMatch:
        if not column.units and not self._place("unit_name", "unit_code"):
            geography, _slash, code = self.answers.get("unit", "").partition("/")
            if not code:
                self.lacks_unit = True
                return UnitMatch(expected=Notice(N_("a unit")), unsettled=True)
            named = Named(code, "", geography)
        return self.units.find(named, column.units, period)

    def _number(self, cell: Cell, column: Column, series_id: str) -> Number:
        number = read_number(cell, self.mark[column.index])
        if number.value is None or number.percent or not series_id:
            return number
        indicator = self.known.indicator(series_id)
        times = 1.0
        if indicator.unit == "percent":
            times = 100.0 if column.index in self.fractions else 1.0
        elif column.index in self.scales and indicator.kind in {"count", "money"}:
            times = factor(self.scales[column.index], indicator)
            said = self._said("scale", column)
            if times != 1.0 and said is None:
                self.unscaled[column.index] = times
            times = times if said == "convert" else 1.0
        return number if times == 1.0 else Number(float(f"{number.value * times:.15g}"))

    def _note_small(self, number: Number, column: Column, series_id: str, place: int) -> None:
        if number.value is None or number.percent or self.layout.own_form:
            return
        if self.known.indicator(series_id).unit == "percent":
            self.small.setdefault(column.index, []).append((place, number.value))

    def _number_status(
        self, number: Number, cell: Cell, column: Column, series_id: str, extras: dict[str, Any]
    ) -> tuple[str, Notice | None]:
        if number.value is None and number.missing is None and cell != "":
            if (
                self.marks[column.index].must_ask
                and self.mark[column.index] is None
                and any(read_number(cell, mark).value is not None for mark in ("comma", "point"))
            ):
                return "unsettled", Notice(N_("a number that can be read in one way"))
            return "bad_value", Notice(N_("a number, or a sign for none: -, …, x, NA"))
        summed = self.known.indicator(series_id).kind in {"count", "money"}
        if summed and column.index in self.unscaled and number.value is not None:
            return "unsettled", Notice(N_("a figure in the measure of its series"))
        if number.percent and self.known.indicator(series_id).unit not in _IN_PERCENT:
            return "bad_value", Notice(N_("a number without a % sign"))
        if extras["missing_reason"] and number.value is not None:
            return "bad_value", Notice(N_("a value, or the reason of its absence, not both"))
        return "", None


def _faulty(row: tuple[Any, ...], expected: Notice) -> tuple[Any, ...]:
    return (*row[:-2], "bad_value", expected)


def _unsettled(row: tuple[Any, ...], expected: Notice) -> tuple[Any, ...]:
    return row if row[-2] else (*row[:-2], "unsettled", expected)


_Wrong = tuple[str, Notice, str, str]
_IN_PERCENT: Final = frozenset({"percent", "percent_per_year", "per_100"})

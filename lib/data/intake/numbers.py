"""Numbers as either language writes them, and the marks that stand for none.

A column is read whole: one cell of it that can only be read one way ("12,5") tells how the others
are written. Where none does and a cell such as 1.234 could be either, the column is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from lib.data.intake.intake_tables import LONGEST, Cell, Percent
from lib.data.intake.names import plain
from lib.model.vocabulary import MissingReason, words

DecimalMark = Literal["comma", "point"]

# Digits are ASCII alone: others look like figures of another value to whoever checks them.
_SPACES: Final = re.compile(r"[\s\u00a0\u2007\u2009\u202f]")
_SPACED: Final = re.compile(r"(?a)\d[\s\u00a0\u2007\u2009\u202f]+(?!\d{3}(?:\D|$))\d")
_DIGITS: Final = re.compile(r"(?a)[+-]?\d{1,18}")
_ONE_MARK: Final = re.compile(r"(?a)[+-]?(\d{1,18})([.,])(\d{1,18})")
_GROUPED: Final = {
    "comma": re.compile(r"(?a)[+-]?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d{1,18})?"),
    "point": re.compile(r"(?a)[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d{1,18})?"),
}
_MARKED: Final = {
    "comma": re.compile(r"(?a)[+-]?\d{1,18}(?:,\d{1,18})?"),
    "point": re.compile(r"(?a)[+-]?\d{1,18}(?:\.\d{1,18})?"),
}

# The signs of Vietnam's statistical yearbooks ("-": nothing of the kind occurs; "…": it does, no
# figure is gathered), of international ones ("x": kept back; ":" and "..": not published), and
# words for each.
_MISSING: Final[dict[str, MissingReason]] = {
    "-": "not_applicable", "–": "not_applicable", "—": "not_applicable",
    "…": "not_collected", "...": "not_collected",
    "..": "not_published", ":": "not_published",
    "x": "suppressed", "c": "suppressed",
}  # fmt: skip
_MISSING_WORDS: Final[dict[str, MissingReason]] = {
    "na": "no_data_for_period", "n a": "no_data_for_period", "no data": "no_data_for_period",
    "khong co so lieu": "no_data_for_period", "chua co so lieu": "no_data_for_period",
    "chua cong bo": "not_published", "khong cong bo": "not_published",
    "khong thu thap": "not_collected", "chua thu thap": "not_collected",
    "not collected": "not_collected", "khong ap dung": "not_applicable",
    "not applicable": "not_applicable", "bao mat": "suppressed", "suppressed": "suppressed",
    "confidential": "suppressed",
}  # fmt: skip
_REASONS: Final[tuple[MissingReason, ...]] = words(MissingReason)  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class Number:
    """What a cell says: a value, or why there is none, or (both None) nothing that can be read.

    `percent` tells that the cell itself bears a % sign; the value is then in per cent.
    """

    value: float | None = None
    missing: MissingReason | None = None
    percent: bool = False


@dataclass(frozen=True, slots=True)
class Marks:
    """What the cells of a column tell of its decimal mark, each with a cell that says so.

    `unsure` is the first cell that either mark could have written.
    """

    comma: str = ""
    point: str = ""
    unsure: str = ""

    @property
    def mark(self) -> DecimalMark | None:
        """The mark that the column's own cells prove, unless they disagree."""
        if bool(self.comma) == bool(self.point):
            return None
        return "comma" if self.comma else "point"

    @property
    def must_ask(self) -> bool:
        return self.mark is None and bool(self.comma or self.unsure)


def missing_reason(cell: Cell) -> MissingReason | None:
    """The kind of missing that a cell's sign or word stands for."""
    if not isinstance(cell, str):
        return None
    text = cell.strip().lower() if len(cell) <= LONGEST else ""
    if text in _MISSING:
        return _MISSING[text]
    if not text or text.startswith("#"):  # "#N/A" is an error of a formula, not a statement
        return None
    word = plain(text)
    return _MISSING_WORDS.get(word) or next(
        (reason for reason in _REASONS if reason.replace("_", " ") == word), None
    )


def marks_of(cells: Iterable[Cell]) -> Marks:
    """What the texts of a column tell of its decimal mark."""
    found = {"comma": "", "point": "", "unsure": ""}
    for cell in cells:
        if isinstance(cell, str):
            says = _says(_bare(cell)[0])
            if says and not found[says]:
                found[says] = cell
    return Marks(**found)


def read_number(cell: Cell, mark: DecimalMark | None) -> Number:
    """The number in a cell; without a mark only those that no mark is needed for."""
    if isinstance(cell, Percent):
        return Number(float(f"{float(cell) * 100:.15g}"), percent=True)
    if isinstance(cell, int | float):
        return Number(float(cell))
    if not isinstance(cell, str):
        return Number()
    if (reason := missing_reason(cell)) is not None:
        return Number(missing=reason)
    text, percent = _bare(cell)
    value = _value(text, mark)
    return Number() if value is None else Number(value, percent=percent)


def _value(text: str, mark: DecimalMark | None) -> float | None:
    if _DIGITS.fullmatch(text):
        return float(text)
    if mark is None or not (_MARKED[mark].fullmatch(text) or _GROUPED[mark].fullmatch(text)):
        return None
    return float(
        text.replace(".", "").replace(",", ".") if mark == "comma" else text.replace(",", "")
    )


def _bare(cell: str) -> tuple[str, bool]:
    """The text without spaces and % sign, with an ASCII sign; spaces may only part thousands."""
    if len(cell) > LONGEST:
        return "", False
    text = cell.strip().replace("−", "-")
    percent = text.endswith("%")
    text = text.removesuffix("%").strip()
    return (text if _SPACED.search(text) else _SPACES.sub("", text)), percent


def _says(text: str) -> Literal["comma", "point", "unsure"] | None:
    """Which decimal mark a number proves; None for one without marks or no number."""
    one = _ONE_MARK.fullmatch(text)
    if one is not None:
        whole, mark, rest = one.groups()
        as_decimal: DecimalMark = "comma" if mark == "," else "point"
        if len(rest) == 3 and len(whole) <= 3 and not whole.startswith("0"):
            return "unsure"
        return as_decimal
    for decimal in ("comma", "point"):
        if _GROUPED[decimal].fullmatch(text):
            return "comma" if decimal == "comma" else "point"
    return None

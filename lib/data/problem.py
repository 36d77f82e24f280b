"""What is wrong with a data package, where, and what was expected: said in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lib.model.vocabulary import Lang
from lib.text import N_, translator

_LONGEST = 80

_WHERE = (
    N_("{file}: {said}"),
    N_("{file}, row {row}: {said}"),
    N_("{file}, column {column}: {said}"),
    N_("{file}, row {row}, column {column}: {said}"),
)
_SAID = N_("found “{found}”, expected {expected}")
_SAID_EMPTY = N_("found nothing, expected {expected}")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong.

    `row` counts as a spreadsheet does, the header being row 1; it is None where a whole file is
    meant. `found` is the offending text, "" where there is none. `expected` is a message id, filled
    from `params`.
    """

    file: str
    row: int | None
    column: str | None
    found: str
    expected: str
    params: Mapping[str, object] = field(default_factory=dict)

    def text(self, lang: Lang) -> str:
        """The problem as a sentence."""
        _ = translator(lang).gettext
        told = in_words(self.found, self.expected, self.params, lang)
        where = _WHERE[(self.row is not None) + 2 * (self.column is not None)]
        return _(where).format(file=self.file, row=self.row, column=self.column, said=told)

    @property
    def order(self) -> tuple[str, int, str]:
        """Sorts by file, then row, then column."""
        return (self.file, self.row or 0, self.column or "")


class PackageError(Exception):
    """A data package that cannot be served, with every problem found in it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(problem.text("en") for problem in problems[:20]))
        self.problems = problems


def in_words(found: str, expected: str, params: Mapping[str, object], lang: Lang) -> str:
    """What was found and what was expected, as half a sentence.

    `expected` is a message id, filled from `params`; `found` is "" where there was nothing.
    """
    _ = translator(lang).gettext
    form = _(_SAID if found else _SAID_EMPTY)
    return form.format(found=shown(found), expected=_(expected).format(**params))


def shown(found: str) -> str:
    """`found` on one line, with control characters spelt out, cut to a readable length."""
    text = printable(found)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def printable(text: str) -> str:
    """`text` on one line, with control characters and marks of direction spelt out."""
    return "".join(mark if mark.isprintable() else repr(mark)[1:-1] for mark in text)

"""The kinds of column that a table can have, each a pandera column.

A column's `metadata` carries what pandera has no word for: the sentence that tells a person what is
expected (a message id and its parameters) and, for `datapackage.json`, type and constraints.

Every column is read as text. Empty text is "" in a text column and NaN in a number column. A text
column states no dtype to pandera: the reader makes nothing else, and asking it of every cell costs
more than all other checks together.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import pandera.pandas as pa

from lib.model import vocabulary
from lib.model.period import EXPECTED, parse_period
from lib.text import N_

ID = r"[A-Za-z0-9_]+"

# A cell that a spreadsheet would run as a formula, markup that a browser would, control characters
# and marks that turn the reading direction have no place in a name or a quotation.
_UNSAFE = re.compile(
    r"^[=@\t\r]|^[+-](?![\d\s])|<[A-Za-z/!?]"
    r"|[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffd]|[\u202a-\u202e\u2066-\u2069]"
)


def _is_safe(texts: pd.Series) -> pd.Series:
    return _map_unique(texts, lambda text: _UNSAFE.search(text) is None)


def _is_safe_and_there(texts: pd.Series) -> pd.Series:
    return _map_unique(texts, lambda text: bool(text.strip()) and _UNSAFE.search(text) is None)


def _is_period(texts: pd.Series) -> pd.Series:
    return _map_unique(texts, _parses)


def _is_date(texts: pd.Series) -> pd.Series:
    return _map_unique(texts, _is_iso_date)


def _is_date_or_blank(texts: pd.Series) -> pd.Series:
    return _map_unique(texts, lambda text: text == "" or _is_iso_date(text))


def _map_unique(texts: pd.Series, test: Callable[[str], bool]) -> pd.Series:
    """`test` of each distinct text once, spread over the column."""
    bad = [text for text in texts.unique() if not test(text)]
    return ~texts.isin(bad) if bad else pd.Series(True, index=texts.index)


def _parses(text: str) -> bool:
    try:
        parse_period(text)
    except ValueError:
        return False
    return True


def _is_iso_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _column(
    dtype: type | None,
    description: str,
    expected: str,
    *checks: pa.Check,
    params: dict[str, object] | None = None,
    blank: bool = False,
    **frictionless: object,
) -> pa.Column:
    metadata = {"expected": expected, "params": params or {}, "blank": blank, **frictionless}
    return pa.Column(
        dtype, list(checks), nullable=blank, description=description, metadata=metadata
    )


def text(description: str, *, blank: bool = False) -> pa.Column:
    """A sentence, name or quotation in plain characters."""
    if blank:
        expected = N_("plain text without markup, formula or control characters")
        return _column(None, description, expected, pa.Check(_is_safe), blank=True)
    expected = N_("plain text, not empty, without markup, formula or control characters")
    return _column(None, description, expected, pa.Check(_is_safe_and_there))


def code(description: str, *, pattern: str = ID, blank: bool = False) -> pa.Column:
    """An id that matches `pattern` whole."""
    form = re.compile(rf"(?:{pattern})?" if blank else pattern)
    return _column(
        None,
        description,
        N_("text of the form {pattern}"),
        pa.Check(lambda texts: _map_unique(texts, lambda text: form.fullmatch(text) is not None)),
        params={"pattern": pattern},
        blank=blank,
        pattern=pattern,
    )


def word(description: str, literal: Any, *, blank: bool = False) -> pa.Column:
    """One of the words of a `Literal` of `lib.model.vocabulary`."""
    allowed = vocabulary.words(literal)
    return _column(
        None,
        description,
        N_("one of {words}, or empty") if blank else N_("one of {words}"),
        pa.Check.isin((*allowed, "") if blank else allowed),
        params={"words": ", ".join(allowed)},
        blank=blank,
        enum=list(allowed),
    )


def day(description: str, *, blank: bool = False) -> pa.Column:
    """A date written 2025-06-30."""
    return _column(
        None,
        description,
        N_("a date such as 2025-06-30, or empty") if blank else N_("a date such as 2025-06-30"),
        pa.Check(_is_date_or_blank if blank else _is_date),
        blank=blank,
        frictionless="date",
    )


def period(description: str) -> pa.Column:
    """A period as `lib.model.period` reads it."""
    return _column(
        None,
        description,
        N_("a period such as {forms}"),
        pa.Check(_is_period),
        params={"forms": EXPECTED},
    )


def number(
    description: str, *, low: float | None = None, high: float | None = None, blank: bool = False
) -> pa.Column:
    """A finite number with a decimal point, within low and high."""
    bounds = {"minimum": low, "maximum": high}
    constraints = {name: bound for name, bound in bounds.items() if bound is not None}
    lowest = -sys.float_info.max if low is None else low
    highest = sys.float_info.max if high is None else high
    if low is not None and high is not None:
        expected = N_("a number from {low} to {high}")
    elif low is not None:
        expected = N_("a number of at least {low}")
    else:
        expected = N_("a number, with a point for decimals")
    return _column(
        float,
        description,
        expected,
        pa.Check.in_range(lowest, highest),
        params={"low": low, "high": high},
        blank=blank,
        **constraints,
    )


def whole(description: str, *, low: int, high: int) -> pa.Column:
    """A whole number within low and high."""
    return _column(
        float,
        description,
        N_("a whole number from {low} to {high}"),
        pa.Check(lambda values: values.between(low, high) & (values % 1 == 0)),
        params={"low": low, "high": high},
        frictionless="integer",
        minimum=low,
        maximum=high,
    )


def flag(description: str, *, blank: bool = False) -> pa.Column:
    """1 or 0."""
    return _column(
        None,
        description,
        N_("1 or 0, or empty") if blank else N_("1 or 0"),
        pa.Check.isin(("0", "1", "") if blank else ("0", "1")),
        blank=blank,
        enum=["0", "1"],
    )

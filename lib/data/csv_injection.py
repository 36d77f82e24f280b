"""Cells that a spreadsheet would run as a formula, made harmless, and brought back unchanged."""

from __future__ import annotations

import re
from typing import Final

import pandas as pd

# What a spreadsheet takes for the start of a formula, in ASCII or full width, after any blanks. An
# apostrophe before it is doubled by the same rule, so that nothing is lost on the way back.
_RUNS: Final = re.compile(r"[\s']*[=+\-@\t\r＝＋－＠]")


def escape_formula(text: str) -> str:
    """`text` with an apostrophe before it where a spreadsheet would run it."""
    return f"'{text}" if _RUNS.match(text) else text


def unescape_formula(text: str) -> str:
    """What `harmless` was given."""
    return text[1:] if text.startswith("'") and _RUNS.match(text[1:]) else text


def harmless_column(texts: pd.Series) -> pd.Series:
    """`harmless` of every cell; each distinct text once."""
    changed = {text: escape_formula(text) for text in texts.unique() if _RUNS.match(text)}
    return texts.replace(changed) if changed else texts

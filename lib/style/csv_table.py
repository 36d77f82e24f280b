"""Tables as people take them away: every row with its source, period and provenance.

A cell that a spreadsheet would run as a formula is made harmless by a leading apostrophe.
"""

from __future__ import annotations

import pandas as pd

from lib.data.csv_injection import escape_formula


def to_csv(frame: pd.DataFrame, *, notes: tuple[str, ...] = ()) -> bytes:
    """`frame` as UTF-8 CSV with a byte-order mark, so that spreadsheets read Vietnamese.

    `notes` are appended as rows that begin with `#`, so the header stays the first line.
    """
    safe = frame.copy()
    for name in safe.select_dtypes(exclude="number").columns:
        safe[name] = safe[name].map(_safe)
    body = safe.to_csv(index=False, lineterminator="\r\n")
    tail = "".join(f'"# {note.replace(chr(34), chr(39))}"\r\n' for note in notes)
    return ("\ufeff" + body + tail).encode()


def _safe(cell: object) -> object:
    return escape_formula(cell) if isinstance(cell, str) else cell

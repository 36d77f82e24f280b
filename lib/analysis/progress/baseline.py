"""Where the way to a target began."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from lib.analysis.progress.points import Point


def baseline(points: Sequence[Point], document_date: date) -> Point | None:
    """The last point that ended at or before the document's date, else the first after it.

    `points` are of one series, by time. None if there are none.
    """
    before = [p for p in points if p.period.end is not None and p.period.end <= document_date]
    if before:
        return before[-1]
    return points[0] if points else None

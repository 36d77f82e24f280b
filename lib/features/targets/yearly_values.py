"""The part of a drawer that holds each figure against the target: for ranks and rates of growth."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lib.analysis.progress.points import Point
from lib.analysis.progress.verdict import Assessment, is_met, short_by
from lib.features.targets.context import TargetsContext
from lib.model.entities import Indicator
from lib.model.vocabulary import Lang
from lib.text import translator
from lib.wording import numbers, terms
from lib.wording.magnitudes import gap_words
from lib.wording.verdict_reasons import aim_words


def years_block(book: TargetsContext, readings: Sequence[Assessment], lang: Lang) -> dict[str, Any]:
    """Every published figure against the target, year by year and never compounded.

    A `drawer.Block`; empty where a pace is worked out instead, and for one figure.
    """
    _ = translator(lang).gettext
    one, indicator = readings[0], book.indicator(readings[0].target)
    points = book.points.get(one.target.series_id, ())
    if indicator.kind not in ("rank", "growth") or one.aim is None or len(points) < 2:
        return {"title": "", "items": []}
    lines = [_line(one, indicator, point, lang) for point in points]
    reached = sum(line[2].startswith(terms.SIGNS["met"].shape) for line in lines)
    said = _("Reached in {n} of {all} figures; each stands alone, none makes up for another.")
    return {
        "title": _("Each figure against the target"),
        "kind": "table",
        "head": [_("Period"), _("Figure"), aim_words(one.target, one.aim, indicator, lang)],
        "lines": lines,
        "items": [{"text": said.format(n=reached, all=len(lines))}],
    }


def _line(one: Assessment, indicator: Indicator, point: Point, lang: Lang) -> list[str]:
    _ = translator(lang).gettext
    gap = short_by(one.threshold or 0.0, one.sense, point.value, indicator)
    said = f"{terms.SIGNS['met'].shape} {_('reached')}"
    if not is_met(gap, one.target.comparator):
        # A strict target may be missed by nothing at all.
        short = _("{gap} short").format(gap=gap_words(gap, indicator, lang)) if gap else ""
        said = f"{terms.SIGNS['missed'].shape} {short or _('not beyond it')}"
    return [
        numbers.period(point.period, lang),
        numbers.value_of(point.value, indicator, lang),
        said,
    ]

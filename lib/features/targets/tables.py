"""The targets as a table to take away: one line a reading, everything that the page knows."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Collection
from typing import Any

import pandas as pd

from lib.analysis.progress.pace import SHAPES, Shape
from lib.analysis.progress.points import Point
from lib.analysis.progress.verdict import Assessment
from lib.features.targets.context import TargetsContext
from lib.features.targets.drawer import by_whom
from lib.geo.contribution_wording import deciding_sentence
from lib.model.entities import Source, Target
from lib.model.vocabulary import Lang
from lib.style.csv_table import to_csv
from lib.wording import terms
from lib.wording.outlook import landing_sentences, months_words
from lib.wording.verdict_reasons import aim_words, missing_sentence, reason_sentence


def table(book: TargetsContext, target_ids: Collection[str], lang: Lang) -> pd.DataFrame:
    """The readings of `target_ids`, in the package's order.

    Columns are English names in both languages; numbers are in the indicator's unit, periods as
    the data package writes them.
    """
    wanted = set(target_ids)
    return pd.DataFrame(
        [_line(book, one, lang) for one in book.assessed if one.target.target_id in wanted],
        columns=_COLUMNS,
    )


_COLUMNS = [
    "target_id", "document", "document_date", "pillar", "year", "kind", "name", "scope",
    "series_id", "population", "method", "asked", "comparator", "reading", "value_low",
    "value_high", "unit", "verdict", "verdict_words", "reason", "reason_words", "binding",
    "evidence_level", "last_value", "last_period", "last_provenance", "last_source",
    "last_source_url", "used_value", "used_period", "distance", "baseline_value",
    "baseline_period", "pace_ratio", "ratio_linear", "ratio_geometric", "ratio_logistic",
    "method_badge", "path_at_last", "path_today", "lead_points", "lead_months", "early_or_late",
    "projected", "projected_low", "projected_high", "chance", "landing", "landing_words",
    "pace_needed_per_year", "times_pace_so_far", "to_be_published",
    "by_whom", "deciding_units", "deciding_share", "deciding_words", "units_period",
    "units_coverage",
    "near_series", "near_series_why",
    "quote_vi", "source", "source_url", "note", "data_version",
]  # fmt: skip


def components(book: TargetsContext, notes: tuple[str, ...], lang: Lang) -> dict[str, Any]:
    """The same by target, as pieces of CSV: `head`, the line or lines in `rows`, the `notes`.

    One target's file is the three joined, and the same as `frames.to_csv` makes of it.
    """
    frame = table(book, book.readings, lang)
    text = to_csv(frame).decode().removeprefix("\ufeff")
    head, *lines = csv.reader(f"{line}\n" for line in text.split("\n")[:-1])
    found: dict[str, str] = defaultdict(str)
    for target_id, line in zip(frame["target_id"], lines, strict=True):
        found[target_id] += _written(line)
    bare = to_csv(frame.iloc[:0]).decode()
    tail = to_csv(frame.iloc[:0], notes=notes).decode().removeprefix(bare)
    return {"head": _written(head), "rows": found, "notes": tail}


def _written(cells: list[str]) -> str:
    return ",".join(map(_quoted, cells)) + "\r\n"


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if set(cell) & set('",\r\n') else cell


def _line(book: TargetsContext, one: Assessment, lang: Lang) -> dict[str, Any]:
    target, needed = one.target, one.required_pace
    indicator, series = book.indicator(target), book.series(target)
    document, source = book.package.documents[target.document_id], _source(book, target.source_id)
    last_source = _source(book, one.last.source_id) if one.last else None
    missing = missing_sentence(one, indicator, series, lang)
    return {
        "target_id": target.target_id,
        "document": document.short,
        "document_date": document.date.isoformat(),
        "pillar": target.pillar,
        "year": target.year,
        "kind": target.kind,
        "name": target.name.in_(lang),
        "scope": target.scope,
        "series_id": series.series_id,
        "population": series.population.in_(lang),
        "method": series.method.in_(lang),
        "asked": aim_words(target, one.aim, indicator, lang) if one.aim else "",
        "comparator": target.comparator if one.aim else "",
        "reading": one.aim.reading if one.aim else "",
        "value_low": one.aim.low if one.aim else None,
        "value_high": one.aim.high if one.aim else None,
        "unit": indicator.unit if one.aim else "",
        "verdict": one.verdict,
        "verdict_words": terms.verdict(one.verdict, lang),
        "reason": one.reason,
        "reason_words": reason_sentence(one, indicator, series, lang),
        "binding": target.target_id in book.bound,
        "evidence_level": one.level if one.aim else "",
        **_point("last", one.last),
        "last_provenance": one.last.provenance if one.last else "",
        "last_source": last_source.title if last_source else "",
        "last_source_url": last_source.url if last_source else "",
        **_point("used", one.used),
        "distance": one.shortfall,
        **_point("baseline", one.baseline),
        "pace_ratio": one.pace_ratio,
        **_outlook(book, one, lang),
        "pace_needed_per_year": needed.per_year if needed else None,
        "times_pace_so_far": needed.times_so_far if needed else None,
        "to_be_published": missing,
        "by_whom": by_whom(book, one, lang) if missing else "",
        **_units(book, one, lang),
        **_near(book, target, lang),
        "quote_vi": target.quote_vi,
        "source": source.title,
        "source_url": source.url,
        "note": target.note.in_(lang),
        "data_version": book.package.version,
    }


def _outlook(book: TargetsContext, one: Assessment, lang: Lang) -> dict[str, Any]:
    """The parts of both questions; the ends of a fan are no band, so they stand in words alone."""
    found, indicator = book.outlook(one), book.indicator(one.target)
    standing, landing = found.standing, found.landing
    return {
        **{f"ratio_{shape}": _ratio(one, shape) for shape in SHAPES},
        "method_badge": ";".join(found.badge.reasons) if found.badge else "",
        "path_at_last": standing.path_at_last,
        "path_today": standing.path_today,
        "lead_points": standing.lead,
        "lead_months": standing.months,
        "early_or_late": months_words(standing, lang),
        "projected": landing.value,
        "projected_low": landing.low,
        "projected_high": landing.high,
        "chance": landing.chance,
        "landing": landing.status,
        "landing_words": " ".join(landing_sentences(found, one, indicator, lang)),
    }


def _units(book: TargetsContext, one: Assessment, lang: Lang) -> dict[str, Any]:
    """Which units decide it, on figures that may be cited; those made up are left on the Map."""
    found = book.deciding_of(one)
    if found is None or not found.is_citable:
        return {}
    codes = found.found.deciding
    return {
        "deciding_units": ";".join(f"{found.geography} {code}" for code in codes),
        "deciding_share": sum(found.found.shares[code] for code in codes) if codes else None,
        "deciding_words": deciding_sentence(found, book.indicator(one.target), lang),
        "units_period": found.period.text,
        "units_coverage": found.found.coverage,
    }


def _near(book: TargetsContext, target: Target, lang: Lang) -> dict[str, str]:
    near = book.proxies(target) if target.kind == "quantified" else ()
    return {
        "near_series": ";".join(one.proxy_series_id for one in near),
        "near_series_why": " ".join(one.reason.in_(lang) for one in near),
    }


def _ratio(one: Assessment, shape: Shape) -> float | None:
    return one.ratios[shape].ratio if shape in one.ratios else None


def _point(name: str, point: Point | None) -> dict[str, Any]:
    return {
        f"{name}_value": point.value if point else None,
        f"{name}_period": point.period.text if point else "",
    }


def _source(book: TargetsContext, source_id: str) -> Source:
    return book.package.sources[source_id]

"""What tests of the store write with."""

from __future__ import annotations

import os
from itertools import product

import numpy as np
import pandas as pd

from lib.data.store import check
from lib.data.store.commit import ImportDraft
from lib.data.store.source_ids import source_of
from lib.model.entities import Source
from lib.model.vocabulary import Provenance

SERIES = "adults_with_digital_signature"
UNITS = ("00004", "00008", "00025")


def source(publisher: str = "Sở Khoa học và Công nghệ") -> Source:
    return source_of(
        title="Báo cáo tháng", publisher=publisher, date="2026-08", url="", licence="CC0-1.0"
    )


def rows(
    values: dict[tuple[str, str], float],
    *,
    by: Source,
    provenance: Provenance = "official",
    series: str = SERIES,
) -> pd.DataFrame:
    """Clean rows of communes from a value by (unit_code, period)."""
    return check.clean(
        pd.DataFrame(
            {
                "series_id": series,
                "geography": "commune",
                "unit_code": [unit for unit, _ in values],
                "period": [period for _, period in values],
                "value": list(values.values()),
                "provenance": provenance,
                "source_id": by.source_id,
            }
        )
    )


def draft(
    values: dict[tuple[str, str], float],
    *,
    base: int,
    editor: str = "an@hanoi.example",
    by: Source | None = None,
    provenance: Provenance = "official",
) -> ImportDraft:
    by = by or source()
    found = rows(values, by=by, provenance=provenance)
    return ImportDraft(found, by, provenance, base, editor, "thang-8.csv", "số liệu tháng 8")


def big(package_units: list[str], series: list[str], *, base: int, seed: int = 0) -> ImportDraft:
    """Many rows: every unit and series, twelve months."""
    by = source()
    months = [f"2025-{month:02d}" for month in range(7, 13)]
    months += [f"2026-{month:02d}" for month in range(1, 7)]
    keys = list(product(series, package_units, months))
    frame = pd.DataFrame(keys, columns=["series_id", "unit_code", "period"])
    values = np.random.default_rng(seed).uniform(1, 99, len(frame)).round(2)
    full = frame.assign(
        geography="commune", value=values, provenance="official", source_id=by.source_id
    )
    return ImportDraft(check.clean(full), by, "official", base, f"{os.getpid()}", "big.csv", "")

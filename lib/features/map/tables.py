"""The map's values as a table to take away: every unit and period, each with where it is from."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from lib.geo.layers import STATUSES, Layer
from lib.geo.unit_period_grid import MISSING_LETTERS, PROVENANCE_OF, Grid, ranks
from lib.model.entities import Indicator, Source, Unit
from lib.model.vocabulary import Lang, MissingReason
from lib.wording import terms

_REASONS: dict[str, MissingReason] = {letter: why for why, letter in MISSING_LETTERS.items()}


def table(
    cells: Grid,
    *,
    layer: Layer,
    label: str,
    meaning: str,
    indicator: Indicator,
    units: Mapping[str, Unit],
    sources: Mapping[str, Source],
    lang: Lang,
) -> pd.DataFrame:
    """One row a unit and period, the newest period first; a missing value says its kind.

    Columns are English names in both languages, periods as the data package writes them, values
    at printed precision in the indicator's unit. `named_only` says which units were published
    where they are too few to be ranked. Where the colours mean something else than the
    value, `shown` holds it, `shown_means` says what in the reader's language (`meaning`).
    """
    lines = []
    for place in reversed(range(len(cells.periods))):
        named = cells.named(place)
        standings = ranks(cells.values[place], indicator.direction)
        for at, code in enumerate(cells.codes):
            mark = cells.marks[place][at]
            provenance, reason = PROVENANCE_OF.get(mark), _REASONS.get(mark)
            source = sources.get(cells.sources[place][at])
            lines.append(
                {
                    "series_id": cells.series_id,
                    "indicator": label,
                    "geography": cells.geography,
                    "unit_code": code,
                    "unit_name": units[code].name.in_(lang),
                    "period": cells.periods[place],
                    "value": cells.values[place][at],
                    "measure": indicator.unit,
                    "rank": None if named else standings[at],
                    "named_only": named or "",
                    "provenance": provenance or "",
                    "provenance_words": terms.provenance(provenance, lang) if provenance else "",
                    "missing_reason": reason or "",
                    **_shown(layer, place, at, meaning),
                    "source": source.title if source else "",
                    "source_url": source.url if source else "",
                }
            )
    frame = pd.DataFrame(lines)
    return frame.astype({"rank": "Int64"})


def _shown(layer: Layer, place: int, at: int, meaning: str) -> dict[str, object]:
    if layer.meaning == "value":
        return {}
    value = layer.cells.values[place][at]
    said: object = value
    evidence: dict[str, object] = {}
    if layer.scale == "status":
        status = None if value is None else STATUSES[int(value)]
        said = status and status.verdict
        evidence = {"shown_is_provisional": status and status.is_provisional}
    is_illustrative = layer.cells.marks[place][at] == "i"
    return {
        "shown": said,
        "shown_measure": layer.unit or "verdict",
        "shown_means": meaning,
        "shown_provenance": "illustrative" if is_illustrative else "derived",
        **evidence,
    }

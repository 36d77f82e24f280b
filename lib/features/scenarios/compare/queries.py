"""What a comparison is drawn from: every binding target under each scenario, made once."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from lib.analysis.progress.verdict import Assessment
from lib.analysis.scenarios import comparison
from lib.analysis.scenarios.comparison import ComparisonCell, ComparisonRow
from lib.app.kit import assets, session_dataset
from lib.app.kit.assets import Asset
from lib.app.kit.session import Settings
from lib.features.scenarios import queries as source
from lib.features.scenarios.compare import tables as compare_table
from lib.features.scenarios.parameters import HORIZON
from lib.model.entities import Controls
from lib.model.json_bytes import packed_json
from lib.model.scenario import Setup
from lib.model.vocabulary import Lang, PriceBasis
from lib.style.palette import Theme

Stand = tuple[PriceBasis, Controls]
"""All of a scenario that its targets hang on."""

# Comparisons whose tables a browser may still ask for, of all readers: some 5 kB each.
_HELD = 64


@lru_cache(maxsize=4)
def compared_targets(version: str, today: date) -> tuple[Assessment, ...]:
    """The binding target of every series and year that can be measured."""
    return tuple(
        one
        for one in session_dataset.bound(version, today)
        if one.verdict != "not_measurable" and one.target.year <= HORIZON
    )


def rows(
    setups: tuple[Setup, ...], *, today: date, official_only: bool
) -> tuple[ComparisonRow, ...]:
    """One row a target, with a cell for each scenario in their order."""
    return _rows(session_dataset.package().version, _stands(setups), today, official_only)


def verdicts(
    setups: tuple[Setup, ...], names: tuple[str, ...], *, today: date, settings: Settings
) -> Asset:
    """The tables of `rows`, under an address: another indicator leaves them as they are."""
    version, stands = session_dataset.package().version, _stands(setups)
    content = _tables(
        version, stands, names, today, settings.official_only, settings.lang, settings.theme
    )
    return assets.publish("compare_verdicts.json", content, held=_HELD)


def _stands(setups: tuple[Setup, ...]) -> tuple[Stand, ...]:
    return tuple((setup.basis, setup.controls) for setup in setups)


def sources(rows: tuple[ComparisonRow, ...]) -> dict[str, str]:
    """Where the last figures behind the table were published, by source."""
    known = session_dataset.package().sources
    ids = dict.fromkeys(row.assessment.last.source_id for row in rows if row.assessment.last)
    return {
        one: f"{known[one].title} ({known[one].publisher}, {known[one].date})"
        for one in ids
        if one in known
    }


@lru_cache(maxsize=16)
def _rows(
    version: str,
    stands: tuple[Stand, ...],
    today: date,
    official_only: bool,  # noqa: FBT001 - the cache keys by place
) -> tuple[ComparisonRow, ...]:
    targets = compared_targets(version, today)
    return comparison.comparison_table(
        targets,
        [source.indicator_of(one.target.series_id) for one in targets],
        [_cells(version, *stand, today, official_only) for stand in stands],
    )


@lru_cache(maxsize=16)
def _tables(
    version: str,
    stands: tuple[Stand, ...],
    names: tuple[str, ...],
    today: date,
    official_only: bool,  # noqa: FBT001 - the cache keys by place
    lang: Lang,
    theme: Theme,
) -> bytes:
    found = _rows(version, stands, today, official_only)
    tables = compare_table.verdicts(found, names, lang=lang, theme=theme)
    return packed_json(tables)


@lru_cache(maxsize=64)
def _cells(
    version: str,
    basis: PriceBasis,
    controls: Controls,
    today: date,
    official_only: bool,  # noqa: FBT001 - the cache keys by place
) -> tuple[ComparisonCell, ...]:
    """Where one scenario stands against every target."""
    return tuple(
        comparison.compare_cell(
            one,
            source.fitted(
                version,
                one.target.series_id,
                basis=of_series,
                official_only=official_only,
                threshold=one.threshold,
            ).project(taken),
        )
        for one in compared_targets(version, today)
        for of_series, taken in [source.on_basis(one.target.series_id, basis, controls)]
    )

"""What the Targets page shows, made once a data version, day and language."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from lib.analysis.progress.targets import counts
from lib.app.kit import assets, session_dataset
from lib.features.targets.context import TargetsContext, open_book
from lib.features.targets.filters import TargetFilters, answer
from lib.features.targets.payload import page
from lib.features.targets.tables import components as components_of
from lib.features.targets.tables import table
from lib.model.json_bytes import packed_json

if TYPE_CHECKING:
    import pandas as pd

    from lib.model.vocabulary import Lang


def book() -> TargetsContext:
    """The package and its assessments as of today."""
    return _book(session_dataset.package().version, session_dataset.today())


def document(lang: Lang) -> assets.Asset:
    """The page's rows and words in `lang`, held ready at an address of their own."""
    return _document(session_dataset.package().version, session_dataset.today(), lang)


def components(notes: tuple[str, ...], lang: Lang) -> assets.Asset:
    """What each verdict rests on, as CSV a target, with `notes` under it; made when first asked."""
    return _components(session_dataset.package().version, session_dataset.today(), notes, lang)


def answers(lang: Lang) -> tuple[str, ...]:
    """The answer to each target year, as HTML."""
    return _answers(session_dataset.package().version, session_dataset.today(), lang)


def shown(filters: TargetFilters, lang: Lang) -> tuple[str, ...]:
    """The ids of the targets that a reader sees with these filters."""
    content = _content(session_dataset.package().version, session_dataset.today(), lang)
    return tuple(row["id"] for row in content["rows"] if filters.finds(row))


def shown_table(filters: TargetFilters, lang: Lang) -> pd.DataFrame:
    """Those targets as a table to take away."""
    return table(book(), shown(filters, lang), lang)


def documents(lang: Lang) -> tuple[str, ...]:
    """The names of the documents that set the targets."""
    return tuple(found.name.in_(lang) for found in session_dataset.package().documents.values())


@lru_cache(maxsize=2)
def _book(version: str, day: date) -> TargetsContext:
    return open_book(session_dataset.package(), session_dataset.assessed(version, day), day)


@lru_cache(maxsize=4)
def _content(version: str, day: date, lang: Lang) -> dict[str, Any]:
    return page(_book(version, day), lang)


@lru_cache(maxsize=4)
def _document(version: str, day: date, lang: Lang) -> assets.Asset:
    content = _content(version, day, lang)
    packed = packed_json(content)
    return assets.publish(f"targets-{lang}.json", packed)


@lru_cache(maxsize=4)
def _components(version: str, day: date, notes: tuple[str, ...], lang: Lang) -> assets.Asset:
    content = components_of(_book(version, day), notes, lang)
    packed = packed_json(content)
    return assets.publish(f"targets-components-{lang}.json", packed)


@lru_cache(maxsize=4)
def _answers(version: str, day: date, lang: Lang) -> tuple[str, ...]:
    found = _book(version, day)
    years = sorted({target.year for target in found.package.targets})
    return tuple(
        answer(
            counts(found.assessed, year=year),
            year=year,
            is_past=day > date(year, 12, 31),
            lang=lang,
        )
        for year in years
    )

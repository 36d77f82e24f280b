"""What the Methods page shows, made once a data version, day, language and theme."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from lib.analysis.progress.outlook import rates_of
from lib.analysis.projection.backtest import Score, backtest
from lib.app.kit import assets, session_dataset
from lib.features.methods import projection_text, verdict_rules
from lib.features.methods import register as methods_register
from lib.model.json_bytes import packed_json
from lib.wording import numbers

if TYPE_CHECKING:
    from lib.features.methods.projection_text import Identity
    from lib.features.methods.register import RegisterEntry
    from lib.features.methods.verdict_rules import RuleExample
    from lib.model.entities import Unit
    from lib.model.vocabulary import Lang


def standing() -> RuleExample:
    """How many targets stand where today."""
    return _standing(session_dataset.package().version, session_dataset.today())


def identity() -> Identity | None:
    """The digital-economy share worked out to its furthest target, as of today."""
    return _identity(session_dataset.package().version, session_dataset.today())


def scores() -> tuple[Score, ...]:
    """The backtest; the first call for a data version takes a fifth of a second."""
    return _scores(session_dataset.package().version)


def is_scored() -> bool:
    """Whether the backtest is at hand already."""
    return _scores.cache_info().currsize > 0


def entries(lang: Lang) -> tuple[RegisterEntry, ...]:
    """Every measured indicator in words."""
    return _entries(session_dataset.package().version, lang)


def register(lang: Lang) -> assets.Asset:
    """The rows of the register, held ready at an address of their own."""
    return _register(session_dataset.package().version, lang)


def sources(lang: Lang) -> str:
    """The table of sources."""
    return _sources(session_dataset.package().version, lang)


def documents(lang: Lang) -> str:
    """The documents with their days, the earliest first."""
    found = sorted(session_dataset.package().documents.values(), key=lambda one: one.date)
    return "; ".join(f"{one.short}: {numbers.day(one.date, lang)}" for one in found)


def ambiguous() -> int:
    """How many clauses can be read in two ways."""
    return sum(len(target.aims) > 1 for target in session_dataset.package().targets)


def vintages(lang: Lang) -> dict[str, str | int]:
    """How many districts there were and communes there are, and the days between them."""
    version = session_dataset.package().version
    old, new = (
        session_dataset.units_of(version, geography) for geography in ("district", "commune")
    )
    return {
        "old": len(old),
        "new": len(new),
        "ended": _day(old, lang, is_end=True),
        "began": _day(new, lang, is_end=False),
    }


def series_names(lang: Lang) -> dict[str, str]:
    """The name of every series' indicator, by series id."""
    package = session_dataset.package()
    return {
        one.series_id: package.indicators[one.indicator_id].name.in_(lang)
        for one in package.series.values()
    }


def titles(*source_ids: str) -> tuple[str, ...]:
    """The titles of sources that are in the package."""
    known = session_dataset.package().sources
    return tuple(known[one].title for one in source_ids if one in known)


def reference_titles() -> tuple[str, ...]:
    """The titles of what the reference curves come from."""
    return titles(*dict.fromkeys(map(str, session_dataset.package().reference["source_id"])))


@lru_cache(maxsize=2)
def _standing(version: str, today: date) -> RuleExample:
    return verdict_rules.standing_of(session_dataset.assessed(version, today))


@lru_cache(maxsize=2)
def _identity(version: str, today: date) -> Identity | None:
    package = session_dataset.package()
    return projection_text.identity_of(
        session_dataset.assessed(version, today),
        series=package.series,
        indicators=package.indicators,
        rates=rates_of(package.observations),
    )


@lru_cache(maxsize=2)
def _scores(_version: str) -> tuple[Score, ...]:
    package = session_dataset.package()
    return backtest(
        package.reference,
        package.observations,
        indicators=package.indicators,
        series=package.series,
    )


@lru_cache(maxsize=4)
def _entries(_version: str, lang: Lang) -> tuple[RegisterEntry, ...]:
    package = session_dataset.package()
    return methods_register.entries(package.indicators.values(), package.sources, lang)


@lru_cache(maxsize=4)
def _register(version: str, lang: Lang) -> assets.Asset:
    found = methods_register.document_of(_entries(version, lang), lang)
    packed = packed_json(found)
    return assets.publish(f"register-{lang}.json", packed)


@lru_cache(maxsize=4)
def _sources(_version: str, lang: Lang) -> str:
    return methods_register.source_table(session_dataset.package().sources.values(), lang)


def _day(units: tuple[Unit, ...], lang: Lang, *, is_end: bool) -> str:
    days = {one.valid_to if is_end else one.valid_from for one in units} - {None}
    found = max((day for day in days if day is not None), default=None)
    return "–" if found is None else numbers.day(found, lang)

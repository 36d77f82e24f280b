"""What the Overview draws from, made once a data version and day."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

import pandas as pd

from lib.analysis.progress.outlook import outlooks, rates_of
from lib.analysis.progress.points import points_by_series
from lib.analysis.units.shortfall_contributions import unit_shortfalls
from lib.app.kit import session_dataset
from lib.features.overview import wording as say
from lib.features.overview.summary import Fact, Overview, overview_of, years_of
from lib.text import translator
from lib.wording import terms

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lib.analysis.progress.points import Point
    from lib.model.vocabulary import Lang


def overview_today() -> Overview:
    """The page as of today."""
    return _overview(session_dataset.package().version, session_dataset.today())


@lru_cache(maxsize=4)
def _overview(version: str, today: date) -> Overview:
    package = session_dataset.package()
    assessed, bound = (
        session_dataset.assessed(version, today),
        session_dataset.bound(version, today),
    )
    points = points_by_series(package.observations, official_only=True)
    past, ahead = years_of(assessed)
    return overview_of(
        assessed,
        points,
        series=package.series,
        indicators=package.indicators,
        past_year=past,
        open_year=ahead,
        outlooks=outlooks(
            [one for one in bound if not one.is_past],
            series=package.series,
            indicators=package.indicators,
            points=points,
            rates=rates_of(package.observations),
            today=today,
        ),
        deciding=unit_shortfalls(
            bound,
            series=package.series,
            indicators=package.indicators,
            units=package.units.values(),
            observations=package.observations,
        ),
        documents={key: document.short for key, document in package.documents.items()},
    )


def sources_of(facts: Iterable[Fact]) -> tuple[str, ...]:
    """The titles of the sources that these facts' points come from, each once."""
    sources = session_dataset.package().sources
    ids = dict.fromkeys(point.source_id for fact in facts for point in fact.points)
    return tuple(sources[one].title for one in ids)


def table(facts: Iterable[Fact], lang: Lang) -> pd.DataFrame:
    """Every figure of these facts beside what is asked for, a row a point, to be taken away.

    A series without a figure has one row, so that what is not reported is taken along.
    """
    found = tuple(facts)
    rows = [_row(fact, point, lang) for fact in found for point in fact.points or (None,)]
    return pd.DataFrame(rows)


def _row(fact: Fact, point: Point | None, lang: Lang) -> dict[str, object]:
    _ = translator(lang).gettext
    sources = session_dataset.package().sources
    row: dict[str, object] = {
        _("Indicator"): fact.indicator.name.in_(lang),
        "series_id": fact.series_id,
        _("Unit"): fact.indicator.unit,
        _("Period"): point.period.text if point else "",
        _("Value"): point.value if point else None,
        _("Provenance"): terms.provenance(point.provenance, lang) if point else "",
        _("Source"): sources[point.source_id].title if point else "",
    }
    for one in (fact.past, fact.open):
        if one is not None:
            year = one.target.year
            row[_("Target {year}").format(year=year)] = say.goal(one, fact.indicator, lang)
            row[_("Verdict {year}").format(year=year)] = terms.verdict(one.verdict, lang)
            short = session_dataset.package().documents[one.target.document_id].short
            row[_("Document {year}").format(year=year)] = short
    return row

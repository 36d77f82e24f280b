"""What stands with whatever leaves the what-if page: title, method, marks, source, version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lib.app.kit import downloads, session_dataset
from lib.features.scenarios import queries as source
from lib.features.scenarios.parameters import HORIZON
from lib.text import translator

if TYPE_CHECKING:
    from lib.app.kit.session import Settings
    from lib.features.scenarios.state import ScenarioView


def is_illustrative(look: ScenarioView) -> bool:
    """Whether anything shown was made for demonstration."""
    projection = look.subject.projection
    return "illustrative" in {look.subject.provenance, projection.units_provenance}


def sources(look: ScenarioView) -> tuple[str, ...]:
    """Where the figures were published."""
    return source.sources(
        look.choice.series_id, look.subject.history, is_illustrative=is_illustrative(look)
    )


def title(settings: Settings, look: ScenarioView) -> str:
    """The indicator's name, marked where values are illustrative: a picture has no banner."""
    _ = translator(settings.lang).gettext
    name = look.subject.indicator.name.in_(settings.lang)
    return f"[{_('illustrative').upper()}] {name}" if is_illustrative(look) else name


def notes(settings: Settings, look: ScenarioView) -> tuple[str, ...]:
    """What stands under whatever leaves this page: method, marks, source, date, version."""
    _ = translator(settings.lang).gettext
    series = session_dataset.package().series[look.choice.series_id]
    said = _("Series: {population}; {method}. Projected here to {year}; not a forecast.").format(
        population=series.population.in_(settings.lang),
        method=series.method.in_(settings.lang),
        year=HORIZON,
    )
    return (
        said,
        *downloads.notes(settings, sources=sources(look), is_illustrative=is_illustrative(look)),
    )

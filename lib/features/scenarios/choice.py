"""The choice above the Scenarios page: which indicator, and which part of the page is open."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, Literal, cast

import streamlit as st

from lib.analysis.projection.identity import DIGITAL_ECONOMY_SHARE
from lib.app.kit import components, session_dataset, url_state
from lib.app.kit.markdown_escape import plain
from lib.features.scenarios import queries as source
from lib.features.scenarios.saved.current_scenario import VIEW
from lib.text import N_, translator
from lib.wording import terms

if TYPE_CHECKING:
    from lib.app.kit.session import Settings
    from lib.model.vocabulary import Lang

View = Literal["lab", "saved", "compare"]
_VIEWS: Final[dict[View, str]] = {
    "lab": N_("Laboratory"),
    "saved": N_("Saved and files"),
    "compare": N_("Compare"),
}

_ELEMENT = components.element("scenario_choice")
_KEY: Final = "sc_choice"
_SERIES: Final = "sc_ind"
_IN_LINK: Final = {"ind": _SERIES, "view": VIEW}
_LONGEST: Final = 120


def choose(settings: Settings) -> tuple[str, View]:
    """The series that is looked at and the open part, both kept in the link."""
    version, today = session_dataset.package().version, session_dataset.today()
    offered = source.choices(version, official_only=settings.official_only, today=today)
    every = source.choices(version, official_only=False, today=today)
    series_id = url_state.value(_SERIES, default=offered[0], allowed=offered, hidden=every)
    view = url_state.value(VIEW, default="lab", allowed=tuple(_VIEWS))
    _ELEMENT(
        key=_KEY,
        data={
            "offered": _published(version, today, settings.lang, settings.official_only),
            "ind": series_id,
            "view": view,
            "heard": components.heard(_KEY),
        },
        on_choice_change=_take_over,
    )
    _say_hidden(settings, series_id)
    return series_id, cast("View", view)


def _say_hidden(settings: Settings, series_id: str) -> None:
    """Say where "official only" hides what was looked at, and what is shown instead."""
    hidden = url_state.stood_for(_SERIES)
    if hidden:
        _ = translator(settings.lang).gettext
        name, other = (
            source.indicator_of(one).name.in_(settings.lang) for one in (hidden, series_id)
        )
        st.info(
            plain(
                _(
                    "“{name}” has only illustrative values by commune, which “Official only” "
                    "hides. “{other}” is shown until the switch is off again."
                ).format(name=name, other=other)
            )
        )


def _take_over() -> None:
    """Make the reader's choice in the element the page's, before it runs."""
    url_state.touched()
    components.take_over(_KEY, _IN_LINK, longest=_LONGEST)


@lru_cache(maxsize=16)
def _published(
    version: str,
    today: date,
    lang: Lang,
    official_only: bool,  # noqa: FBT001 - the cache keys by place
) -> str:
    """The address of what can be chosen, which no choice changes."""
    offered = source.choices(version, official_only=official_only, today=today)
    return source.publish(
        "scenario_choice", _offer(offered, lang=lang, official_only=official_only)
    )


def _offer(offered: tuple[str, ...], *, lang: Lang, official_only: bool) -> dict[str, Any]:
    """The series by pillar, the pillar of the first one first, and the parts; ids with names."""
    _ = translator(lang).gettext
    names = _names(offered, lang, official_only=official_only)
    pillars = list(dict.fromkeys(source.indicator_of(one).pillar for one in offered))
    ordered = sorted(offered, key=lambda one: pillars.index(source.indicator_of(one).pillar))
    return {
        "label": _("Indicator"),
        "series": [
            [terms.pillar(pillar, lang), [[one, names[one]] for one in group]]
            for pillar, group in groupby(ordered, lambda one: source.indicator_of(one).pillar)
        ],
        "parts_label": _("Part of this page"),
        "parts": [[view, _(name)] for view, name in _VIEWS.items()],
    }


def _names(offered: tuple[str, ...], lang: Lang, *, official_only: bool) -> dict[str, str]:
    """Each series by its indicator's name, and where two share it, what tells them apart."""
    _ = translator(lang).gettext
    package = session_dataset.package()
    made_up = frozenset() if official_only else source.illustrative(package.version)
    measuring = Counter(series.indicator_id for series in package.series.values())
    names = {}
    for series_id in offered:
        series = package.series[series_id]
        name = source.indicator_of(series_id).name.in_(lang)
        if measuring[series.indicator_id] > 1 and series.indicator_id != DIGITAL_ECONOMY_SHARE:
            name = f"{name} · {series.population.in_(lang)}"
        names[series_id] = f"{name} ({_('illustrative')})" if series_id in made_up else name
    return names

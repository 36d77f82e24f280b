"""From a statement of the Overview to the place that proves it.

For a target that is its row on the Targets page, for a figure that no target names the page that
published it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal
from urllib.parse import urlencode

import streamlit as st

from lib.app.kit import navigation, session_dataset, url_state
from lib.app.kit.markdown_escape import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from lib.features.overview.summary import Fact
    from lib.model.vocabulary import Pillar

_TARGETS = next(stop for stop in navigation.STOPS if stop.name == "targets")

# The browser puts this into a link when it is used: the page is not drawn again for it.
_IN_BROWSER = "official"


def query(*, year: int, pillar: Pillar | None = None) -> dict[str, str]:
    """The Targets page's own parameters for the targets of a year and pillar."""
    wanted = {"t_year": str(year)}
    return wanted if pillar is None else wanted | {"t_pillar": pillar}


def statement(
    text: str, wanted: dict[str, str], *, width: Literal["stretch", "content"] = "stretch"
) -> None:
    """A sentence that is itself the link to the targets it speaks of."""
    st.page_link(
        _TARGETS.script,
        label=plain(text),
        query_params=_kept() | wanted,
        width=width,
    )


def fact(text: str, told: Fact) -> None:
    """A sentence on one series, linked to its target, else to where its figure was published."""
    wanted = _fact_query(told)
    source = session_dataset.package().sources[told.shown.source_id] if told.shown else None
    if wanted:
        statement(text, wanted)
    elif source is not None and source.url:
        st.page_link(source.url, label=plain(text), help=plain(source.title), width="stretch")
    else:
        st.markdown(plain(text))


def addresses() -> Callable[[Fact], str]:
    """What gives each series' target an address, for lists too long for an element a row."""
    kept = _kept()

    def address(told: Fact) -> str:
        return f"/{_TARGETS.name}?{urlencode(kept | _fact_query(told))}"

    return address


def _kept() -> dict[str, str]:
    return {key: text for key, text in url_state.kept().items() if key != _IN_BROWSER}


def _fact_query(told: Fact) -> dict[str, str]:
    """What finds the one clause that binds and opens its drawer; the search knows its id."""
    one = told.past or told.open
    if one is None:
        return {}
    return {"t_q": one.target.target_id, "t_open": one.target.target_id}

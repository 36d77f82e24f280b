"""The register of indicators with its search, which the browser does; the server is told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast, get_args

from lib.app.kit import components, downloads, url_state
from lib.features.methods import queries, register
from lib.features.methods.register import EVERY, ORDERS
from lib.model.vocabulary import Pillar

if TYPE_CHECKING:
    from lib.app.kit.session import Settings
    from lib.features.methods.register import Order, RegisterEntry

_REGISTER = components.element("register", isolated=False)
_KEY: Final = "methods_register"
_IN_LINK: Final = {"text": "m_q", "pillar": "m_pillar", "order": "m_order"}
_LONGEST: Final = 80


@url_state.part("methods_search")
def draw(settings: Settings) -> None:
    """The search and what it finds, to be ordered and taken away."""
    lang = settings.lang
    choice = {
        "text": url_state.text(_IN_LINK["text"], longest=_LONGEST),
        "pillar": url_state.value(
            _IN_LINK["pillar"], default=EVERY, allowed=(EVERY, *get_args(Pillar))
        ),
        "order": url_state.value(_IN_LINK["order"], default="pillar", allowed=tuple(ORDERS)),
    }
    _REGISTER(
        key=_KEY,
        data={
            "url": queries.register(lang).url,
            "choice": choice,
            "heard": components.heard(_KEY),
        },
        on_choice_change=_take_over,
    )
    shown = register.chosen(
        queries.entries(lang),
        text=choice["text"],
        pillar=choice["pillar"],
        order=cast("Order", choice["order"]),
    )
    downloads.offer(
        settings,
        key="methods_indicators",
        when_opened=True,
        name="hanoiso_methods_indicators",
        frame=lambda: register.frame_of(shown),
        notes=downloads.notes(settings, sources=_sources(shown), is_illustrative=False),
    )


def _take_over() -> None:
    """Make what was sought and chosen in the element the page's, before it runs."""
    url_state.touched()
    components.take_over(_KEY, _IN_LINK, longest=_LONGEST)


def _sources(shown: tuple[RegisterEntry, ...]) -> tuple[str, ...]:
    """Where the indicators' definitions are from, each once."""
    return tuple(dict.fromkeys(one.source for one in shown if one.source))

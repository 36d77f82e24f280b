"""The register of indicators with its search, which the browser does; the server is told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast, get_args

from lib.model.kinds import Pillar
from lib.ui import browser, link, methods_figures, takeaway
from lib.view import methods_register
from lib.view.methods_register import EVERY, ORDERS

if TYPE_CHECKING:
    from lib.ui.session import Settings
    from lib.view.methods_register import Entry, Order

_REGISTER = browser.element("register", isolated=False)
_KEY: Final = "methods_register"
_IN_LINK: Final = {"text": "m_q", "pillar": "m_pillar", "order": "m_order"}
_LONGEST: Final = 80


@link.part("methods_search")
def draw(settings: Settings) -> None:
    """The search and what it finds, to be ordered and taken away."""
    lang = settings.lang
    choice = {
        "text": link.text(_IN_LINK["text"], longest=_LONGEST),
        "pillar": link.value(_IN_LINK["pillar"], default=EVERY, allowed=(EVERY, *get_args(Pillar))),
        "order": link.value(_IN_LINK["order"], default="pillar", allowed=tuple(ORDERS)),
    }
    _REGISTER(
        key=_KEY,
        data={
            "url": methods_figures.register(lang).url,
            "choice": choice,
            "heard": browser.heard(_KEY),
        },
        on_choice_change=_take_over,
    )
    shown = methods_register.chosen(
        methods_figures.entries(lang),
        text=choice["text"],
        pillar=choice["pillar"],
        order=cast("Order", choice["order"]),
    )
    takeaway.offer(
        settings,
        key="methods_indicators",
        when_opened=True,
        name="hanoiso_methods_indicators",
        frame=lambda: methods_register.frame_of(shown),
        notes=takeaway.notes(settings, sources=_sources(shown), is_illustrative=False),
    )


def _take_over() -> None:
    """Make what was sought and chosen in the element the page's, before it runs."""
    link.touched()
    browser.take_over(_KEY, _IN_LINK, longest=_LONGEST)


def _sources(shown: tuple[Entry, ...]) -> tuple[str, ...]:
    """Where the indicators' definitions are from, each once."""
    return tuple(dict.fromkeys(one.source for one in shown if one.source))

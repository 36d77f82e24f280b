"""The register of indicators with its search: a fragment, so that typing sends this part alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast, get_args

import streamlit as st

from lib.model.kinds import Pillar
from lib.text import translator
from lib.ui import browser, link, methods_figures, takeaway
from lib.view import methods_html, methods_register, words
from lib.view.methods_register import ORDERS

if TYPE_CHECKING:
    from lib.ui.session import Settings
    from lib.view.methods_register import Entry, Order

_EVERY: Final = "all"
_REGISTER = browser.element("register", isolated=False)


@st.fragment
def draw(settings: Settings) -> None:
    """The search and what it finds, to be ordered and taken away."""
    link.part("methods_search")
    lang = settings.lang
    every = methods_figures.entries(lang)
    text, pillar, order = _asked(settings)
    shown = methods_register.chosen(every, text=text, pillar=pillar, order=order)
    _ = translator(lang).gettext
    st.html(methods_html.say(methods_register.counted(len(shown), len(every), lang)))
    place = {one.indicator_id: at for at, one in enumerate(every)}
    _REGISTER(
        key="methods_register",
        data={
            "url": methods_figures.register(lang).url,
            "shown": [place[one.indicator_id] for one in shown],
            "parted": order == "pillar",
        },
    )
    takeaway.offer(
        settings,
        key="methods_indicators",
        when_opened=True,
        name="hanoiso_methods_indicators",
        frame=lambda: methods_register.frame_of(shown),
        notes=takeaway.notes(settings, sources=_sources(shown), is_illustrative=False),
    )


def _asked(settings: Settings) -> tuple[str, str, Order]:
    _ = translator(settings.lang).gettext
    with st.container(key="methods_filters", horizontal=True, vertical_alignment="bottom"):
        text = _typed(settings)
        pillar = link.select(
            _("Pillar"),
            (_EVERY, *get_args(Pillar)),
            key="m_pillar",
            default=_EVERY,
            label_of=lambda one: (
                _("All pillars")
                if one == _EVERY
                else words.pillar(cast("Pillar", one), settings.lang)
            ),
            width=220,
        )
        order = link.select(
            _("Order by"),
            tuple(ORDERS),
            key="m_order",
            default="pillar",
            label_of=lambda one: _(ORDERS[cast("Order", one)]),
            width=220,
        )
    return text, "" if pillar == _EVERY else pillar, cast("Order", order)


def _typed(settings: Settings) -> str:
    _ = translator(settings.lang).gettext
    typed = link.text("m_q")
    st.text_input(
        _("Search"),
        key="m_q",
        placeholder=_("Name, definition, unit …"),
        width=320,
        on_change=link.touched,
        persist_state="session",
    )
    return typed


def _sources(shown: tuple[Entry, ...]) -> tuple[str, ...]:
    """Where the indicators' definitions are from, each once."""
    return tuple(dict.fromkeys(one.source for one in shown if one.source))

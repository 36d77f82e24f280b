from __future__ import annotations

import streamlit as st

from lib.model.things import CITY
from lib.text import translator
from lib.ui import banner, link, map_atlas, map_card, session
from lib.view import map_card as card_view
from lib.view import map_words

settings = session.settings()
lang, theme = settings.lang, settings.theme
_ = translator(lang).gettext


# A fragment: a change of the map's own choices runs and sends nothing of the page around it.
@st.fragment
def page() -> None:
    """Answer, choices, map with its table, and the card of the unit chosen."""
    link.part("map")
    # The answer stands first, but is known once the choices below it are read.
    top = st.container(gap="small")
    choice = map_atlas.choose(settings)
    cells = map_atlas.cells_of(settings, choice)
    with top:
        st.html(map_words.answer_html(map_atlas.answer(settings, choice)))
        if cells.has_illustrative:
            banner.illustrative(settings)

    picture, beside = st.columns([3, 1], gap="medium")
    with picture:
        map_atlas.draw(settings, choice)
        with st.container(horizontal=True, vertical_alignment="center", key="map_under"):
            st.caption(map_words.under_map(choice.geography, lang), width="stretch")
            map_atlas.offer(settings, choice)
    with beside, st.container(key="map_card", gap="small"):
        card(choice, is_under_banner=cells.has_illustrative)


def card(choice: map_atlas.Choice, *, is_under_banner: bool) -> None:
    """The unit that was chosen, or the city while none is."""
    unit = (choice.geography, choice.unit) if choice.unit else CITY
    shown = map_card.card(
        choice.series_id,
        choice.period,
        unit,
        geography=choice.geography,
        lang=lang,
        official_only=settings.official_only,
    )
    st.html(card_view.head_html(shown, link_of=map_card.link_to, lang=lang, theme=theme))
    if unit == CITY:
        st.html(card_view.prompt_html(_("Choose a unit on the map or in the table.")))
    if shown.others:
        if shown.has_illustrative_others and not is_under_banner:
            banner.illustrative(settings)
        st.html(card_view.others_html(shown.others, lang, theme))


page()

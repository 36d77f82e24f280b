from __future__ import annotations

import streamlit as st

from lib.app.kit import illustrative_banner, session, url_state
from lib.features.map import downloads, small_multiples_page
from lib.features.map import page as map_atlas
from lib.geo import wording

settings = session.settings()


# A fragment: a change of the map's own choices runs and sends nothing of the page around it.
@url_state.part("map")
def page() -> None:
    """Answer, the map with its table and card, and below it other maps if asked for."""
    view = map_atlas.view(settings)
    st.html(wording.answer_html(map_atlas.answer(view)))
    if view.cells.has_illustrative:
        illustrative_banner.illustrative(settings)
    map_atlas.say_hidden(view)
    map_atlas.draw(view)
    downloads.offer(view)
    small_multiples_page.offer(view)


page()

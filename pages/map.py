from __future__ import annotations

import streamlit as st

from lib.ui import banner, link, map_atlas, map_several, map_takeaway, session
from lib.view import map_words

settings = session.settings()


# A fragment: a change of the map's own choices runs and sends nothing of the page around it.
@link.part("map")
def page() -> None:
    """Answer, the map with its table and card, and below it other maps if asked for."""
    view = map_atlas.view(settings)
    st.html(map_words.answer_html(map_atlas.answer(view)))
    if view.cells.has_illustrative:
        banner.illustrative(settings)
    map_atlas.say_hidden(view)
    map_atlas.draw(view)
    map_takeaway.offer(view)
    map_several.offer(view)


page()

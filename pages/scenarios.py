from __future__ import annotations

import streamlit as st

from lib.app.kit import session, url_state
from lib.features.scenarios import choice, style, url_warnings
from lib.features.scenarios import page as scenario_lab
from lib.features.scenarios.compare import page as compare_page
from lib.features.scenarios.saved import page as saved_page
from lib.features.scenarios.saved import saved_list

settings = session.settings()
st.html(style.STYLE)


# A fragment: another indicator or part of the page runs and sends nothing around it.
@url_state.part("scenarios")
def page() -> None:
    """What is looked at and where, then the laboratory, what is kept, or the comparison."""
    series_id, view = choice.choose(settings)
    scenario_lab.banner_of(settings, series_id)
    notices = st.container()
    if view == "saved":
        saved_page.saved(settings, series_id)
    elif view == "compare":
        compare_page.compare(settings, series_id)
    else:
        saved_list.opened_note(settings)
        scenario_lab.laboratory(settings, series_id)
    url_warnings.say_not_taken(settings, series_id, notices)


page()

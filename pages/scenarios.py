from __future__ import annotations

import streamlit as st

from lib.ui import (
    compare_page,
    link,
    saved_list,
    saved_page,
    scenario_choice,
    scenario_lab,
    scenario_link,
    scenario_look,
    session,
)

settings = session.settings()
st.html(scenario_look.STYLE)


# A fragment: another indicator or part of the page runs and sends nothing around it.
@link.part("scenarios")
def page() -> None:
    """What is looked at and where, then the laboratory, what is kept, or the comparison."""
    series_id, view = scenario_choice.choose(settings)
    scenario_lab.banner_of(settings, series_id)
    notices = st.container()
    if view == "saved":
        saved_page.saved(settings, series_id)
    elif view == "compare":
        compare_page.compare(settings, series_id)
    else:
        saved_list.opened_note(settings)
        scenario_lab.laboratory(settings, series_id)
    scenario_link.say_not_taken(settings, series_id, notices)


page()

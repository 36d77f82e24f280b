from __future__ import annotations

import streamlit as st

from lib.ui import compare_page, saved_list, saved_page, saved_views, scenario_lab, session

settings = session.settings()
left, right = st.columns([3, 2], vertical_alignment="bottom")
with right:
    view = saved_views.choose(settings)
series_id = scenario_lab.choose(settings, left)
if view == "saved":
    saved_page.saved(settings, series_id)
elif view == "compare":
    compare_page.compare(settings, series_id)
else:
    saved_list.opened_note(settings)
    scenario_lab.laboratory(settings, series_id)

"""Runs before every page: settings, language, navigation."""

from __future__ import annotations

import streamlit as st

from lib.app.kit import editing, navigation, session, session_dataset, url_state
from lib.app.shell import header

session.configure_page()
session_dataset.begin(whole_page=True)
settings = session.begin()
page = navigation.pages(settings)
header.chrome(settings, page)
session.restore_after_restart()
notices = st.container()
with notices:
    editing.say_trouble(settings.lang)
page.run()
header.say_ignored(settings, notices)
header.footer(settings, page)
url_state.settle()

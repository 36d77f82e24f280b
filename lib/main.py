"""Runs before every page: settings, language, navigation."""

from __future__ import annotations

import streamlit as st

from lib.ui import figures, header, navigation, session

session.configure_page()
figures.begin()
settings = session.settings()
page = navigation.pages(settings)
header.chrome(settings, page)
notices = st.container()
page.run()
header.say_ignored(settings, notices)
header.footer(settings, page)

"""Runs before every page: settings, language, navigation."""

from __future__ import annotations

from lib.ui import header, navigation, session

session.configure_page()
settings = session.settings()
page = navigation.pages(settings)
header.chrome(settings, page)
page.run()
header.footer(settings, page)

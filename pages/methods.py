from __future__ import annotations

import streamlit as st

from lib.ui import methods_anchor, methods_figures, methods_parts, session
from lib.view import methods_html, methods_rules

settings = session.settings()

st.html(methods_html.style(settings.theme))

# The answer first: what the whole rests on.
st.html(methods_html.lead(methods_rules.lead(methods_figures.standing(), settings.lang)))

# Then the rules, each part under its own place in the address.
beside, body = st.columns((1, 5), gap="large")
with beside, st.container(key="methods_toc"):
    st.html(methods_html.contents(settings.lang))
with body, st.container(key="methods_body"):
    methods_parts.verdict(settings)
    methods_parts.pace(settings)
    methods_parts.projection(settings)
    methods_parts.backtest(settings)
    methods_parts.city(settings)
    methods_parts.definitions(settings)
    methods_parts.sources(settings)
methods_anchor.draw()

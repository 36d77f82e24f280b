from __future__ import annotations

import streamlit as st

from lib.app.kit import session
from lib.features.methods import anchor, html, page, queries, verdict_rules

settings = session.settings()

st.html(html.style(settings.theme))

# The answer first: what the whole rests on.
st.html(html.lead(verdict_rules.lead(queries.standing(), settings.lang)))

# Then the rules, each part under its own place in the address.
beside, body = st.columns((1, 5), gap="large")
with beside, st.container(key="methods_toc"):
    st.html(html.contents(settings.lang))
with body, st.container(key="methods_body"):
    page.verdict(settings)
    page.pace(settings)
    page.projection(settings)
    page.backtest(settings)
    page.city(settings)
    page.definitions(settings)
    page.sources(settings)
anchor.draw()

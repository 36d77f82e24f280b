"""Server entry: `streamlit run app.py` starts Hà Nội Số.

The pages live in `pages/` and are run by `lib/main.py`. An entry of its own (rather than the main
script being the entry) is what makes a deep link work as the very first request after a start.
"""

from __future__ import annotations

from lib.app.kit import logs, startup_worker

startup_worker.begin()
logs.set_up()

import streamlit as st  # noqa: E402 - while a child makes charts and outlines

from lib.app.shell.server import (  # noqa: E402
    MIDDLEWARE,
    ROUTES,
    explain_script_error,
    lifespan,
)

app = st.App(
    "lib/main.py",
    lifespan=lifespan,
    routes=ROUTES,
    middleware=MIDDLEWARE,
    on_script_error=explain_script_error,
)

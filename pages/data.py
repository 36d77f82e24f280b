from __future__ import annotations

import streamlit as st

from lib.app.kit import session, session_dataset, url_state
from lib.features.data_admin import (
    coverage_page,
    export_page,
    html,
    import_page,
    versions_page,
    wording,
)
from lib.text import N_, translator

settings = session.settings()
_ = translator(settings.lang).gettext

PARTS = {
    "coverage": N_("What there is"),
    "wanted": N_("What is wanted"),
    "in": N_("Take in"),
    "versions": N_("Versions"),
    "out": N_("Take out"),
}

st.html(html.style(settings.theme))
st.html(
    html.lead(wording.answer(session_dataset.package(), session_dataset.number(), settings.lang))
)
part = url_state.segments(
    _("Part"),
    tuple(PARTS),
    key="d_part",
    default="coverage",
    label_of=lambda one: _(PARTS[one]),
    hide_label=True,
)
if part == "in":
    import_page.bring_in(settings)
elif part == "versions":
    versions_page.list_all(settings)
elif part == "wanted":
    coverage_page.shopping_list(settings)
elif part == "out":
    export_page.take_out(settings)
    st.subheader(_("Workbooks to fill in"), anchor=False)
    export_page.templates(settings)
else:
    coverage_page.matrix(settings)

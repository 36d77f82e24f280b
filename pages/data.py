from __future__ import annotations

import streamlit as st

from lib.text import N_, translator
from lib.ui import data_import, data_known, data_out, data_versions, figures, link, session
from lib.view import data_html, data_sentences

settings = session.settings()
_ = translator(settings.lang).gettext

PARTS = {
    "coverage": N_("What there is"),
    "wanted": N_("What is wanted"),
    "in": N_("Take in"),
    "versions": N_("Versions"),
    "out": N_("Take out"),
}

st.html(data_html.style(settings.theme))
st.html(data_html.lead(data_sentences.answer(figures.package(), figures.number(), settings.lang)))
part = link.segments(
    _("Part"),
    tuple(PARTS),
    key="d_part",
    default="coverage",
    label_of=lambda one: _(PARTS[one]),
    hide_label=True,
)
if part == "in":
    data_import.bring_in(settings)
elif part == "versions":
    data_versions.list_all(settings)
elif part == "wanted":
    data_known.shopping_list(settings)
elif part == "out":
    data_out.take_out(settings)
    st.subheader(_("Workbooks to fill in"), anchor=False)
    data_out.templates(settings)
else:
    data_known.matrix(settings)

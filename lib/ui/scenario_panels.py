"""What follows from a scenario, below its picture: one part at a time, chosen by the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from lib.analysis.whatif import ledger
from lib.text import N_, translator
from lib.ui import link, scenario_communes
from lib.view import scenario_tables
from lib.view.scenario_controls import HORIZON

if TYPE_CHECKING:
    from lib.ui.scenario_subject import Look
    from lib.ui.session import Settings

PARTS: Final = {
    "effects": N_("What you changed"),
    "communes": N_("Communes in 2030"),
    "years": N_("Year by year"),
}


def panels(settings: Settings, look: Look) -> None:
    """The row of parts, and the one that is chosen."""
    _ = translator(settings.lang).gettext
    offered = tuple(part for part in PARTS if part != "communes" or look.subject.has_communes)
    part = link.segments(
        _("Show below"),
        offered,
        key="sc_part",
        default=offered[0],
        label_of=lambda one: _(PARTS[one]),
        hide_label=True,
    )
    if part == "communes":
        scenario_communes.communes(settings, look)
    elif part == "years":
        st.html(scenario_tables.years_html(look.subject, settings.lang))
    else:
        _effects(settings, look)


def _effects(settings: Settings, look: Look) -> None:
    subject = look.subject
    found = ledger(subject.history, subject.projection, look.controls, horizon=HORIZON)
    if found is not None:
        st.html(
            scenario_tables.ledger_html(
                found, look.stand, subject.indicator, year=HORIZON, lang=settings.lang
            )
        )

"""Ready-made scenarios as starting points: what each sets, opened in the laboratory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, get_args

import streamlit as st

from lib.model.scenario import Setup
from lib.model.things import Controls
from lib.text import N_, translator
from lib.ui import saved_now

if TYPE_CHECKING:
    from lib.model.kinds import Lang
    from lib.ui.scenario_subject import Look
    from lib.ui.session import Settings

Ready = Literal["as_now", "high_growth", "lagging_first", "double"]
IDS: Final[tuple[Ready, ...]] = get_args(Ready)

_NAMES: Final[dict[str, str]] = {
    "as_now": N_("Continue as now"),
    "high_growth": N_("High GRDP growth"),
    "lagging_first": N_("Lagging first"),
    "double": N_("Twice the effort"),
}
_SETS: Final[dict[str, str]] = {
    "as_now": N_("Every control as the last figures have it."),
    "high_growth": N_("GRDP grows 10% a year, the least of “double digits” in Plan 243."),
    "lagging_first": N_("Half as much effort again in every pillar, given to the lowest first."),
    "double": N_("Twice the pace in every pillar, for all units alike."),
}

_DOUBLE_DIGITS: Final = 10.0

_CONTROLS: Final[dict[str, Controls]] = {
    "as_now": Controls(),
    "high_growth": Controls(grdp_growth=_DOUBLE_DIGITS),
    "lagging_first": Controls(
        effort_government=1.5, effort_economy=1.5, effort_society=1.5, sharing="lagging_first"
    ),
    "double": Controls(effort_government=2.0, effort_economy=2.0, effort_society=2.0),
}


def name(ready: str, lang: Lang) -> str:
    """A ready-made scenario by its name."""
    return translator(lang).gettext(_NAMES[ready])


def controls(ready: str, look: Look) -> Controls:
    """How its controls stand; a growth rate holds on the price basis of `look`."""
    found = _CONTROLS[ready]
    # Double digits are said of real growth; nominal growth of as much would be less than now.
    is_real = look.choice.basis == "real"
    return found if is_real or found.grdp_growth is None else Controls()


def starting_points(settings: Settings, series_id: str) -> None:
    """Each with what it sets and a button that opens it in the laboratory."""
    _ = translator(settings.lang).gettext
    st.subheader(_("Starting points"), anchor=False)
    for ready in IDS:
        with st.container(horizontal=True, vertical_alignment="center", key=f"ready_{ready}_row"):
            st.markdown(f"**{name(ready, settings.lang)}.** {_(_SETS[ready])}", width="stretch")
            st.button(
                _("Open"),
                key=f"ready_{ready}",
                on_click=saved_now.go_to,
                args=(Setup(series_id, controls=_CONTROLS[ready]),),
            )

"""What of a link the controls could not take: said once over the page, by the controls' names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from lib.text import translator
from lib.ui import figures, link
from lib.ui import scenario_subject as made
from lib.ui.plain import plain
from lib.view import scenario_link_words
from lib.view.scenario_codec import ONE, key_of
from lib.view.scenario_controls import BASES, LABELS, SPANS, Setting

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

    from lib.ui.session import Settings

_KEYS: Final = frozenset(key_of(span.lever, basis, "") for span in SPANS for basis in BASES)


def say_not_taken(settings: Settings, series_id: str, place: DeltaGenerator) -> None:
    """Say at `place` which controls the link set beyond their range or to what none can be.

    What else the link named and nobody knows, the header says.
    """
    held, unread = link.held(_is_control), link.ignored(_is_control)
    rounded = link.rounded(_is_control)
    if not held and not unread and not rounded:
        return
    stand = {one.key: one for one in made.look(settings, series_id).stand}
    said = [
        words(*_control(key, stand, settings), text=text, lang=settings.lang)
        for words, found in (
            (scenario_link_words.held, held),
            (scenario_link_words.rounded, rounded),
            (scenario_link_words.unread, unread),
        )
        for key, text in found.items()
    ]
    place.info("  \n".join(plain(one) for one in said), icon=":material/info:")


def _is_control(key: str) -> bool:
    return key in _KEYS or key.startswith(ONE)


def _control(key: str, stand: dict[str, Setting], settings: Settings) -> tuple[str, Setting]:
    """A control's name and where it stands; that of another indicator is named with it."""
    _ = translator(settings.lang).gettext
    found = stand.get(key)
    if found is not None:
        return _(LABELS[found.lever]), found
    span = made.own_effort_span()
    value = st.session_state.get(key)
    indicator = figures.package().indicators[key.removeprefix(ONE)]
    name = f"{_(LABELS[span.lever])}: {indicator.name.in_(settings.lang)}"
    return name, Setting(span, key, value, None, "", None)

"""What of a link the controls could not take: said once over the page, by the controls' names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from lib.app.kit import session_dataset, url_state
from lib.app.kit.markdown_escape import plain
from lib.features.scenarios import state as made
from lib.features.scenarios import url_warning_wording
from lib.features.scenarios.parameters import BASES, LABELS, SPANS, Setting
from lib.features.scenarios.url_keys import ONE, key_of
from lib.text import translator

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

    from lib.app.kit.session import Settings

_KEYS: Final = frozenset(key_of(span.lever, basis, "") for span in SPANS for basis in BASES)


def say_not_taken(settings: Settings, series_id: str, place: DeltaGenerator) -> None:
    """Say at `place` which controls the link set beyond their range or to what none can be.

    What else the link named and nobody knows, the header says.
    """
    held, unread = url_state.clamped(_is_control), url_state.ignored(_is_control)
    rounded = url_state.rounded(_is_control)
    if not held and not unread and not rounded:
        return
    stand = {one.key: one for one in made.current_view(settings, series_id).stand}
    said = [
        words(*_control(key, stand, settings), text=text, lang=settings.lang)
        for words, found in (
            (url_warning_wording.clamped_words, held),
            (url_warning_wording.rounded, rounded),
            (url_warning_wording.unread, unread),
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
    indicator = session_dataset.package().indicators[key.removeprefix(ONE)]
    name = f"{_(LABELS[span.lever])}: {indicator.name.in_(settings.lang)}"
    return name, Setting(span, key, value, None, "", None)

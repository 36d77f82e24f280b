"""An example of the reader's own: figures in, R and class in three shapes out.

A fragment: a changed figure sends this part of the page alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import streamlit as st

from lib.text import N_, translator
from lib.ui import link, takeaway
from lib.view import methods_html, methods_pace, methods_text
from lib.view.methods_pace import Example

if TYPE_CHECKING:
    from lib.ui.session import Settings


@dataclass(frozen=True, slots=True)
class _Field:
    """One number that a reader enters, kept in the link under `key`."""

    key: str
    label: str
    default: float | int
    low: float | int
    high: float | int
    step: float | int


# In the order of the three moments; a year is a whole number.
_VALUES: Final = (
    _Field("m_start", N_("Start"), 80.0, -1000.0, 10000.0, 0.01),
    _Field("m_last", N_("Latest figure"), 88.0, -1000.0, 10000.0, 0.01),
    _Field("m_goal", N_("Target"), 95.0, -1000.0, 10000.0, 0.01),
)
_YEARS: Final = (
    _Field("m_y0", N_("Year of the start"), 2020, 1990, 2060, 1),
    _Field("m_y", N_("Year of the latest figure"), 2025, 1990, 2060, 1),
    _Field("m_yt", N_("Target year"), 2030, 1990, 2060, 1),
)
_CAP: Final = _Field("m_cap", N_("Highest possible value (0: none)"), 100.0, 0.0, 10000.0, 0.01)
_SENSES: Final = {"up": N_("more is better"), "down": N_("less is better")}


@st.fragment
def draw(settings: Settings) -> None:
    """The inputs, the answer, the table and the arithmetic."""
    link.part("methods_live")
    lang = settings.lang
    _ = translator(lang).gettext
    example = _example(settings)
    found = methods_pace.readings(example)
    with st.container(key="methods_live_answer"):
        st.html(methods_html.say(methods_pace.live_answer(found, lang)))
    st.html(methods_pace.live_table(found, lang, settings.theme))
    st.html(methods_pace.live_sums(found, lang))
    takeaway.offer(
        settings,
        key="methods_live",
        when_opened=True,
        name="hanoiso_methods_example",
        frame=lambda: methods_pace.frame((example,), lang),
        notes=takeaway.notes(
            settings,
            sources=(_("figures entered by the reader"),),
            is_illustrative=False,
        ),
    )


def _example(settings: Settings) -> Example:
    _ = translator(settings.lang).gettext
    st.markdown(methods_text.text("try", settings.lang))
    with st.container(key="methods_inputs"):
        values, years = [], []
        for column, value, year in zip(st.columns(3), _VALUES, _YEARS, strict=True):
            with column:
                values.append(_number(value, _(value.label)))
                years.append(int(_number(year, _(year.label))))
        left, right = st.columns((1, 2), vertical_alignment="bottom")
        with left:
            cap = _number(_CAP, _(_CAP.label))
        with right:
            sense = link.segments(
                _("Direction"),
                tuple(_SENSES),
                key="m_sense",
                default="up",
                label_of=lambda one: _(_SENSES[one]),
            )
    return Example(
        values[0], years[0], values[1], years[1], values[2], years[2],
        cap=cap if cap > 0 else None, sense=1 if sense == "up" else -1,
    )  # fmt: skip


def _number(field: _Field, label: str) -> float:
    """A number field whose value is in the link."""
    known = {"default": field.default, "low": field.low, "high": field.high, "step": field.step}
    link.number(field.key, **known)
    st.number_input(
        label,
        min_value=field.low,
        max_value=field.high,
        step=1 if isinstance(field.step, int) else 1.0,
        format="%d" if isinstance(field.step, int) else "%.10g",
        key=field.key,
        on_change=link.touched,
        persist_state="session",
    )
    return link.number(field.key, **known)

"""An example of the reader's own: figures in, R and class in three shapes out.

A fragment: a changed figure sends this part of the page alone.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from lib.app.kit import assets, components, downloads, url_state
from lib.features.methods import html, pace_examples
from lib.features.methods.pace_examples import Example
from lib.model.json_bytes import packed_json
from lib.model.vocabulary import Lang
from lib.text import N_, translator
from lib.wording import numbers

if TYPE_CHECKING:
    from lib.app.kit.session import Settings


@dataclass(frozen=True, slots=True)
class Field:
    """One number that a reader enters, kept in the link under `key`; a year is a whole number."""

    key: str
    label: str
    default: float | int
    low: float | int
    high: float | int
    step: float | int


# The three moments, each with its year, and the cap.
_GROUPS: Final = (
    (
        Field("m_start", N_("Start"), 80.0, -1000.0, 10000.0, 0.01),
        Field("m_y0", N_("Year of the start"), 2020, 1990, 2060, 1),
    ),
    (
        Field("m_last", N_("Latest figure"), 88.0, -1000.0, 10000.0, 0.01),
        Field("m_y", N_("Year of the latest figure"), 2025, 1990, 2060, 1),
    ),
    (
        Field("m_goal", N_("Target"), 95.0, -1000.0, 10000.0, 0.01),
        Field("m_yt", N_("Target year"), 2030, 1990, 2060, 1),
    ),
    (Field("m_cap", N_("Highest possible value (0: none)"), 100.0, 0.0, 10000.0, 0.01),),
)
FIELDS: Final = {one.key: one for group in _GROUPS for one in group}
_SENSES: Final = {"up": N_("more is better"), "down": N_("less is better")}
_SENSE: Final = "m_sense"

_ELEMENT = components.element("example", isolated=False)
_KEY: Final = "methods_example"


@url_state.part("methods_live")
def draw(settings: Settings) -> None:
    """The inputs, the answer, the table and the arithmetic."""
    lang = settings.lang
    _ = translator(lang).gettext
    values = {
        key: url_state.number(key, default=one.default, low=one.low, high=one.high, step=one.step)
        for key, one in FIELDS.items()
    }
    sense = url_state.value(_SENSE, default="up", allowed=tuple(_SENSES))
    _ELEMENT(
        key=_KEY,
        data={
            "url": _fields(lang).url,
            "values": values,
            "sense": sense,
            "heard": components.heard(_KEY),
        },
        on_choice_change=_take_over,
    )
    example = _example(values, sense)
    found = pace_examples.readings(example)
    with st.container(key="methods_live_answer"):
        st.html(
            html.say(pace_examples.live_answer(found, lang))
            + pace_examples.live_table(found, lang, settings.theme)
            + pace_examples.live_sums(found, lang)
        )
    downloads.offer(
        settings,
        key="methods_live",
        when_opened=True,
        name="hanoiso_methods_example",
        frame=lambda: pace_examples.frame((example,), lang),
        notes=downloads.notes(
            settings,
            sources=(_("figures entered by the reader"),),
            is_illustrative=False,
        ),
    )


def _take_over() -> None:
    """Make the reader's figures in the element the page's, before it runs."""
    url_state.touched()
    told = components.take_over(_KEY, {"sense": _SENSE}, longest=len("down"))
    for key, one in FIELDS.items():
        typed = told.get(key)
        # What a browser sends is not to be trusted: a number in range, or nothing.
        if isinstance(typed, int | float) and math.isfinite(typed):
            st.session_state[key] = type(one.default)(min(max(typed, one.low), one.high))


@lru_cache(maxsize=2)
def _fields(lang: Lang) -> assets.Asset:
    """The fields in words, which no figure changes."""
    _ = translator(lang).gettext
    found = {
        "groups": [[_described(one, lang) for one in group] for group in _GROUPS],
        "senses": [(sense, _(text)) for sense, text in _SENSES.items()],
        "words": {
            "direction": _("Direction"),
            "no_number": _("That is not a number; nothing was changed."),
            "outside": _("{text} is out of range ({range}); nothing was changed."),
        },
    }
    return assets.publish(f"example-{lang}.json", packed_json(found))


def _described(one: Field, lang: Lang) -> dict[str, Any]:
    is_whole = isinstance(one.default, int)
    # A year has no thousands mark.
    low, high = (str(v) if is_whole else numbers.number(v, lang) for v in (one.low, one.high))
    return {
        "key": one.key,
        "label": translator(lang).gettext(one.label),
        "low": one.low,
        "high": one.high,
        "whole": is_whole,
        "range": f"{low} … {high}",
    }


def _example(values: dict[str, float], sense: str) -> Example:
    cap = values["m_cap"]
    return Example(
        values["m_start"], int(values["m_y0"]), values["m_last"], int(values["m_y"]),
        values["m_goal"], int(values["m_yt"]),
        cap=cap if cap > 0 else None, sense=1 if sense == "up" else -1,
    )  # fmt: skip

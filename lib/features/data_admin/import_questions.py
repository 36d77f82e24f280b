"""The questions that a table leaves open, the answers given, and the way back from them."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

import streamlit as st

from lib.app.kit import url_state
from lib.app.kit.markdown_escape import unlinked
from lib.data.intake.intake_tables import Notice
from lib.data.problem import printable
from lib.features.data_admin import import_html
from lib.model.entities import Text
from lib.text import translator

if TYPE_CHECKING:
    from lib.data.intake.intake_tables import Question, Sheet
    from lib.data.intake.lookup import NameIndex
    from lib.data.intake.sheet_parser import ParsedSheet
    from lib.model.vocabulary import Lang

_ANSWERS = "_d_answers"
_GIVEN = "_d_given"
_NOT_YET = ""
_MOST = 15


def answers(sheet: Sheet) -> dict[str, str]:
    """The answers for a sheet so far, by question; another sheet's columns are others."""
    held: dict[str, dict[str, str]] = st.session_state.setdefault(_ANSWERS, {})
    return held.setdefault(sheet.name, {})


def forget() -> None:
    """Let go of every answer, as for another file."""
    st.session_state.pop(_ANSWERS, None)
    st.session_state.pop(_GIVEN, None)
    # A box keeps its choice as long as its key lives.
    st.session_state["_d_asked"] = int(st.session_state.get("_d_asked", 0)) + 1


def questions(draft: ParsedSheet, sheet: Sheet, known: NameIndex, lang: Lang) -> None:
    """What the file does not say, each with what it hints at; nothing is taken unasked."""
    given = _given(sheet)
    if not draft.questions and not given:
        return
    _, n_ = translator(lang).gettext, translator(lang).ngettext
    needed = len(draft.needed)
    st.subheader(_("What the file does not say"), anchor=False)
    if given:
        _answered(given, lang)
    if needed:
        st.caption(
            n_(
                "{n} answer is needed before its rows can be taken.",
                "{n} answers are needed before their rows can be taken.",
                needed,
            ).format(n=needed)
        )
    for question in draft.questions[:_MOST]:
        _ask(question, sheet, known, lang)
    if len(draft.questions) > _MOST:
        st.caption(_("More questions follow once these are answered."))


# What marks text up anywhere in a line. What does so at its start alone is left as it is: the label
# of a field is also its name for a screen reader, which would read the backslashes aloud.
_MARKUP = re.compile(r"[\\`*_\[\]<>~$:|&]")


def _label(text: str) -> str:
    """A question that quotes a file, as the label of a field: told as it is written."""
    return _MARKUP.sub(r"\\\g<0>", unlinked(printable(text)))


_Given = tuple[Notice, Notice | Text | str]


def _given(sheet: Sheet) -> dict[str, _Given]:
    held: dict[str, dict[str, _Given]] = st.session_state.setdefault(_GIVEN, {})
    return held.setdefault(sheet.name, {})


def _answered(given: dict[str, _Given], lang: Lang) -> None:
    """What was answered, and the way to answer anew."""
    _ = translator(lang).gettext
    told = [
        (printable(asks.in_(lang)), printable(label if isinstance(label, str) else label.in_(lang)))
        for asks, label in given.values()
    ]
    st.html(import_html.answered_html(told, lang))
    st.button(_("Answer these anew"), key="d_answer_anew", on_click=forget)


def _ask(question: Question, sheet: Sheet, known: NameIndex, lang: Lang) -> None:
    _ = translator(lang).gettext
    turn = st.session_state.get("_d_asked", 0)
    named = f"{turn} {sheet.name} {question.question_id}"
    key = f"d_q_{hashlib.sha256(named.encode('utf-8', 'replace')).hexdigest()[:12]}"
    meant: dict[str, Notice | Text] = {one.option_id: one.label for one in question.options}
    if question.accepts == "series":
        meant |= {one: known.series_label(one) for one in known.series if one not in meant}
    if question.accepts == "unit":
        meant |= {
            f"{geography}/{code}": name
            for (geography, code), name in known.names.items()
            if f"{geography}/{code}" not in meant
        }
    labels = {one: printable(label.in_(lang)) for one, label in meant.items()}
    asked = question.asks.in_(lang)
    if question.suggested in labels:
        asked += " " + _("(the file hints at: {what})").format(what=labels[question.suggested])

    def answered() -> None:
        chosen = str(st.session_state[key] or "").strip()
        if chosen:
            answers(sheet)[question.question_id] = chosen
            _given(sheet)[question.question_id] = (question.asks, meant.get(chosen, chosen))

    if question.accepts == "period" and not labels:
        st.text_input(_label(asked), key=key, on_change=answered, placeholder="2025-09")
        return
    url_state.retell(key)
    st.selectbox(
        _label(asked),
        [_NOT_YET, *labels],
        key=key,
        format_func=lambda one: labels.get(one, one) if one else _("Choose …"),
        on_change=answered,
        accept_new_options=question.accepts == "period",
        placeholder=_("Choose …"),
    )

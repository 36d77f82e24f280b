"""Figures in: a file, a paste or a typed table, its questions, its preview, and the commit."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import streamlit as st

from lib.data.editing import Refused
from lib.data.intake.known import Known, known_of
from lib.data.intake.layout import best_sheet
from lib.data.intake.preview import Origin, Preview, preview
from lib.data.intake.reading import read, read_paste
from lib.data.intake.things import Question, Reading, Sheet
from lib.data.intake.understand import Draft, understand
from lib.data.limits import limits
from lib.text import N_, translator
from lib.ui import data_commit, data_preview, data_typed, editing, figures, link
from lib.ui.data_commit import Told, shares

if TYPE_CHECKING:
    from lib.model.kinds import Lang
    from lib.ui.session import Settings

WAYS = {"file": N_("A file"), "paste": N_("Paste"), "typed": N_("Type in")}
_ENDINGS = ["csv", "tsv", "txt", "xlsx", "zip", "geojson"]
_READING = "_d_reading"
_MADE = "_d_made"
_ANSWERS = "_d_answers"
_NOT_YET = ""


@dataclass(frozen=True, slots=True)
class _Made:
    """What was worked out last, and from what: drawing again must not work it out again."""

    key: tuple[Any, ...]
    draft: Draft
    seen: Preview | None


@st.fragment
def bring_in(settings: Settings) -> None:
    """The whole way in, from the top down; nothing is written before the last button."""
    link.part("data_import")
    lang = settings.lang
    _ = translator(lang).gettext
    data_commit.outcome(settings)
    allowed = editing.may_edit_now()
    if isinstance(allowed, Refused):
        st.info(editing.said(allowed, lang))
        editing.sign_in(lang)
        return
    editing.sign_in(lang)
    if figures.served().trouble:
        st.error(_(figures.served().trouble or ""))
        return
    reading = _take_in(settings)
    if reading is None:
        return
    for notice in reading.notices:
        st.caption(notice.in_(lang))
    if reading.problems:
        st.error("  \n".join(_safe(problem.text(lang)) for problem in reading.problems[:_MOST]))
        return
    known = known_of(figures.package())
    sheet = _sheet(reading, known, lang)
    told = data_commit.ask(settings)
    made = _work_out(reading, sheet, known, told, lang)
    _questions(made.draft, reading, known, lang)
    for said in made.draft.notices:
        st.caption(said.in_(lang))
    if made.seen is None:
        return
    data_preview.show(settings, made.draft, made.seen)
    if data_commit.offer(settings, made.draft, made.seen, told):
        forget()


def forget() -> None:
    """Let go of the file, its answers and its preview, as after a commit."""
    for key in (_READING, _MADE, _ANSWERS):
        st.session_state.pop(key, None)
    # An uploader keeps its file as long as its key lives.
    st.session_state["_d_turn"] = int(st.session_state.get("_d_turn", 0)) + 1


_MOST = 20


def _take_in(settings: Settings) -> Reading | None:
    """What was handed in: read once, kept for the session."""
    _ = translator(settings.lang).gettext
    way = link.segments(
        _("How the figures come"),
        tuple(WAYS),
        key="d_way",
        default="file",
        label_of=lambda one: _(WAYS[one]),
    )
    turn = st.session_state.get("_d_turn", 0)
    most = limits()
    if way == "file":
        given = st.file_uploader(
            _("CSV, Excel (XLSX) or a data package of this program; at most {n} MB").format(
                n=most.megabytes
            ),
            type=_ENDINGS,
            key=f"d_file_{turn}",
            max_upload_size=most.megabytes,
        )
        if given is None:
            return None
        content = given.getvalue()
        return _read(
            hashlib.sha256(content).hexdigest() + given.name,
            lambda: read(content, given.name, most),
        )
    if way == "paste":
        text = st.text_area(
            _("Copy the cells in your spreadsheet, headings among them, and paste them here"),
            key=f"d_paste_{turn}",
            height=220,
        )
    else:
        text = data_typed.table(settings, turn=turn)
    if not text.strip():
        return None
    return _read(
        hashlib.sha256(text.encode("utf-8", "replace")).hexdigest(), lambda: read_paste(text, most)
    )


def _read(digest: str, make: Any) -> Reading:
    held = st.session_state.get(_READING)
    if held is None or held[0] != digest:
        held = (digest, make())
        st.session_state[_READING] = held
        st.session_state[_ANSWERS] = {}
    return cast("Reading", held[1])


def _sheet(reading: Reading, known: Known, lang: Lang) -> Sheet:
    _ = translator(lang).gettext
    if len(reading.sheets) == 1:
        return reading.sheets[0]
    place: int = st.selectbox(
        _("Sheet"),
        range(len(reading.sheets)),
        index=best_sheet(reading.sheets, known),
        key="d_sheet",
        format_func=lambda one: _safe(reading.sheets[one].name),
    )
    return reading.sheets[place]


def _work_out(reading: Reading, sheet: Sheet, known: Known, told: Told, lang: Lang) -> _Made:
    """Understand the sheet and compare it with what is held, once for each state of answers."""
    answers: dict[str, str] = st.session_state.setdefault(_ANSWERS, {})
    held = st.session_state[_READING]
    confirmed = data_preview.confirmed()
    key = (
        held[0], sheet.name, tuple(sorted(answers.items())), told.source_id, told.provenance,
        told.note, confirmed, known.version,
    )  # fmt: skip
    made: _Made | None = st.session_state.get(_MADE)
    if made is not None and made.key == key:
        return made
    _ = translator(lang).gettext
    bar = st.progress(0.0, _("Reading the figures …"))
    draft = understand(
        sheet,
        file=reading.file,
        known=known,
        answers=answers,
        aliases=data_commit.aliases(),
        progress=shares(bar, 0.0, 0.5),
    )
    seen = None
    if draft.layout is not None and len(draft.rows):
        seen = preview(
            draft,
            known=known,
            held=figures.package().observations,
            origin=Origin(told.source_id, told.provenance, "high", told.note),
            today=figures.today(),
            confirmed=confirmed,
            progress=shares(bar, 0.5, 1.0),
        )
    bar.empty()
    made = _Made(key, draft, seen)
    st.session_state[_MADE] = made
    return made


def _questions(draft: Draft, reading: Reading, known: Known, lang: Lang) -> None:
    """What the file does not say, each with what it hints at; nothing is taken unasked."""
    if not draft.questions:
        return
    _, n_ = translator(lang).gettext, translator(lang).ngettext
    needed = len(draft.needed)
    st.subheader(_("What the file does not say"), anchor=False)
    if needed:
        st.caption(
            n_(
                "{n} answer is needed before its rows can be taken.",
                "{n} answers are needed before their rows can be taken.",
                needed,
            ).format(n=needed)
        )
    for question in draft.questions[:_MOST_ASKED]:
        _ask(question, reading, known, lang)
    if len(draft.questions) > _MOST_ASKED:
        st.caption(_("More questions follow once these are answered."))


_MOST_ASKED = 15


def _ask(question: Question, reading: Reading, known: Known, lang: Lang) -> None:
    _ = translator(lang).gettext
    answers: dict[str, str] = st.session_state[_ANSWERS]
    key = f"d_q_{hashlib.sha256((reading.file + question.question_id).encode()).hexdigest()[:12]}"
    labels = {one.option_id: one.label.in_(lang) for one in question.options}
    if question.accepts == "series":
        labels |= {
            one: known.series_label(one).in_(lang) for one in known.series if one not in labels
        }
    if question.accepts == "unit":
        labels |= {
            f"{geography}/{code}": name.in_(lang)
            for (geography, code), name in known.names.items()
            if f"{geography}/{code}" not in labels
        }
    asked = question.asks.in_(lang)
    if question.suggested in labels:
        asked += " " + _("(the file hints at: {what})").format(what=labels[question.suggested])

    def answered() -> None:
        chosen = str(st.session_state[key] or "")
        if chosen:
            answers[question.question_id] = chosen
        else:
            answers.pop(question.question_id, None)

    held = answers.get(question.question_id, _NOT_YET)
    if question.accepts == "period" and not labels:
        st.text_input(_safe(asked), value=held, key=key, on_change=answered, placeholder="2025-09")
        return
    options = [_NOT_YET, *labels]
    st.selectbox(
        _safe(asked),
        options,
        index=options.index(held) if held in options else 0,
        key=key,
        format_func=lambda one: labels.get(one, _("Choose …")),
        on_change=answered,
        accept_new_options=question.accepts == "period",
        placeholder=_("Choose …"),
    )


def _safe(text: str) -> str:
    """A text of a file where Streamlit reads Markdown: told as it is written."""
    return "".join(f"\\{mark}" if mark in "\\`*_{}[]<>()#+-.!|~$:" else mark for mark in text)

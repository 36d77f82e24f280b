"""Figures in: a file, a paste or a typed table, its questions, its preview, and the commit."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, TypeVar, cast

import streamlit as st

from lib.app.kit import editing, session_dataset, url_state
from lib.app.kit.markdown_escape import plain
from lib.data.editing import Refused
from lib.data.intake.isolated import read_isolated
from lib.data.intake.layout import best_sheet
from lib.data.intake.lookup import name_index
from lib.data.intake.preview import Origin, Preview, preview
from lib.data.intake.reading import read_paste
from lib.data.intake.sheet_parser import ParsedSheet, parse_sheet
from lib.data.limits import limits
from lib.data.problem import shown
from lib.features.data_admin import (
    export_page,
    import_commit,
    import_html,
    import_preview,
    import_questions,
    manual_entry,
)
from lib.features.data_admin.import_commit import ImportMetadata, shares
from lib.text import N_, translator

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from streamlit.delta_generator import DeltaGenerator

    from lib.app.kit.session import Settings
    from lib.data.intake.intake_tables import FileContents, Sheet
    from lib.data.intake.lookup import NameIndex
    from lib.data.problem import Problem
    from lib.model.vocabulary import Lang

WAYS = {"file": N_("A file"), "paste": N_("Paste"), "typed": N_("Type in")}
# With forms that are refused: who sends one is told why, and in what form to save it.
_ENDINGS = ["csv", "tsv", "txt", "xlsx", "xlsm", "xls", "zip", "geojson"]
_READING = "_d_reading"
_DRAFT = "_d_draft"
_SEEN = "_d_seen"
_TURN = "_d_turn"
_MOST = 20
# Stands for a source or a formula that is still to be typed: the preview does not wait for it, the
# last button does.
_UNNAMED = "not-yet-named"

_Made = TypeVar("_Made")


@url_state.part("data_import")
def bring_in(settings: Settings) -> None:
    """The whole way in, from the top down; nothing is written before the last button."""
    with st.container(key="d_in"):
        st.html(import_html.style(settings.lang, limits()))
        import_commit.outcome(settings)
        if _may_begin(settings.lang):
            _steps(settings)


def _may_begin(lang: Lang) -> bool:
    """Whether this visitor may take figures in, and the database can hold them; else why not."""
    allowed = editing.may_edit_now()
    if isinstance(allowed, Refused):
        st.info(editing.refusal_words(allowed, lang))
    editing.sign_in(lang)
    trouble = session_dataset.served().trouble
    if trouble and not isinstance(allowed, Refused):
        st.error(translator(lang).gettext(trouble))
    return not trouble and not isinstance(allowed, Refused)


def _steps(settings: Settings) -> None:
    lang = settings.lang
    reading = _take_in(settings)
    if reading is None:
        return
    for notice in reading.notices:
        st.caption(notice.in_(lang))
    if reading.problems:
        _refuse(reading.problems, lang)
        return
    known = name_index(session_dataset.package())
    sheet = _sheet(reading, known, lang)
    answers = import_questions.answers(sheet)
    draft = _understood(reading, sheet, known, lang)
    if draft.problems:
        _refuse(draft.problems, lang)
        return
    # In a container: however many there still are, the form below stays where it is.
    with st.container():
        import_questions.questions(draft, sheet, known, lang)
        for said in draft.notices:
            st.caption(plain(said.in_(lang)))
    if draft.layout is None or not len(draft.rows):
        return
    # The form stands below the preview, since there the button is that waits for it; but what is
    # new and what changes depends on the source.
    above = st.container()
    told = import_commit.ask(settings)
    mark = _mark(st.session_state[_READING][0], sheet.name, sorted(answers.items()))
    with above:
        seen = _compared(draft, known, told, mark, lang)
        import_preview.show(settings, draft, seen, mark=mark)
    if import_commit.offer(settings, draft, seen, told, mark=mark):
        forget()
        st.rerun()


def forget() -> None:
    """Let go of the file, its answers and its preview, as after a commit."""
    for key in (_READING, _DRAFT, _SEEN):
        st.session_state.pop(key, None)
    import_questions.forget()
    # An uploader keeps its file as long as its key lives.
    st.session_state[_TURN] = int(st.session_state.get(_TURN, 0)) + 1


def _refuse(problems: Sequence[Problem], lang: Lang) -> None:
    """Why a file cannot be taken, in words; nothing of it is."""
    _ = translator(lang).gettext
    told = [plain(problem.text(lang)) for problem in problems[:_MOST]]
    if len(problems) > _MOST:
        told.append(_("and {n} more").format(n=len(problems) - _MOST))
    st.error("  \n".join([_("This cannot be taken in. Nothing was written."), *told]))


def _take_in(settings: Settings) -> FileContents | None:
    """What was handed in: read once, kept for the session."""
    lang = settings.lang
    _ = translator(lang).gettext
    way = url_state.segments(
        _("How the figures come"),
        tuple(WAYS),
        key="d_way",
        default="file",
        label_of=lambda one: _(WAYS[one]),
    )
    turn = int(st.session_state.get(_TURN, 0))
    if way == "file":
        return _from_file(settings, turn)
    text = _pasted(lang, turn) if way == "paste" else manual_entry.table(settings, turn=turn)
    if not text.strip():
        return None
    digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    return _read(digest, lambda: read_paste(text, limits()), lang)


def _from_file(settings: Settings, turn: int) -> FileContents | None:
    lang = settings.lang
    _ = translator(lang).gettext
    most = limits()
    given = st.file_uploader(
        _("CSV, Excel (XLSX) or a data package of this program"),
        type=_ENDINGS,
        key=f"d_file_{turn}",
        max_upload_size=most.megabytes,
    )
    st.caption(import_html.limits_words(most, lang))
    # Always a container: another file in place of one draws twice at once, and where a container
    # and a plain element take turns at one place, the browser would stumble over the parts of one.
    with st.container():
        if given is None:
            with st.expander(_("No table yet? Download a workbook to fill in"), key="d_templates"):
                export_page.templates(settings)
    if given is None:
        return None
    content = given.getvalue()
    digest = hashlib.sha256(content).hexdigest() + given.name
    return _read(digest, lambda: read_isolated(content, given.name, most), lang)


def _pasted(lang: Lang, turn: int) -> str:
    _ = translator(lang).gettext
    text = st.text_area(
        _("Copy the cells in your spreadsheet, headings among them, and paste them here"),
        key=f"d_paste_{turn}",
        height=220,
        persist_state="session",
    )
    # Leaving the area is what sends it: the button is where to go, and does nothing more.
    st.button(_("Read the table"), key="d_paste_read")
    st.caption(import_html.limits_words(limits(), lang, is_file=False))
    return text


def _read(digest: str, make: Callable[[], FileContents], lang: Lang) -> FileContents:
    bar = _place_of_bar()
    held = st.session_state.get(_READING)
    if held is None or held[0] != digest:
        bar.progress(0.0, translator(lang).gettext("Reading the file …"))
        held = (digest, make())
        bar.empty()
        st.session_state[_READING] = held
        import_questions.forget()
    return cast("FileContents", held[1])


def _sheet(reading: FileContents, known: NameIndex, lang: Lang) -> Sheet:
    _ = translator(lang).gettext
    if len(reading.sheets) == 1:
        return reading.sheets[0]
    place: int = st.selectbox(
        _("Sheet"),
        range(len(reading.sheets)),
        index=best_sheet(reading.sheets, known),
        key=f"d_sheet_{_mark(st.session_state[_READING][0])}",
        format_func=lambda one: shown(reading.sheets[one].name),
    )
    return reading.sheets[place]


def _understood(reading: FileContents, sheet: Sheet, known: NameIndex, lang: Lang) -> ParsedSheet:
    """What the sheet says with the answers so far."""
    answers = import_questions.answers(sheet)
    key = (
        st.session_state[_READING][0],
        sheet.name,
        tuple(sorted(answers.items())),
        known.version,
    )
    return _once(
        _DRAFT,
        key,
        translator(lang).gettext("Reading the figures …"),
        lambda progress: parse_sheet(
            sheet,
            file=reading.file,
            known=known,
            answers=answers,
            aliases=import_commit.aliases(),
            progress=progress,
        ),
    )


def _compared(
    draft: ParsedSheet, known: NameIndex, told: ImportMetadata, mark: str, lang: Lang
) -> Preview:
    """The draft against what is held now, once for each source and confirmation."""
    confirmed = import_preview.confirmed(mark)
    origin = Origin(
        told.source_id or _UNNAMED,
        told.provenance,
        "high",
        told.note or _UNNAMED if told.provenance == "derived" else told.note,
    )
    return _once(
        _SEEN,
        (mark, origin, confirmed, known.version),
        translator(lang).gettext("Comparing with the figures held now …"),
        lambda progress: preview(
            draft,
            known=known,
            held=session_dataset.package().observations,
            origin=origin,
            today=session_dataset.today(),
            confirmed=confirmed,
            progress=progress,
        ),
    )


def _once(
    slot: str, key: tuple[Any, ...], said: str, make: Callable[[Callable[[float], None]], _Made]
) -> _Made:
    """What `make` gives, behind a bar with words; kept in the session until the key is another."""
    bar = _place_of_bar()
    held = st.session_state.get(slot)
    if held is None or held[0] != key:
        bar.progress(0.0, said)
        held = (key, make(shares(bar, said)))
        bar.empty()
        st.session_state[slot] = held
    return cast("_Made", held[1])


def _place_of_bar() -> DeltaGenerator:
    """Where a bar stands while there is something to wait for.

    There at every run: what stands below an element that comes and goes is made anew in the
    browser, and a field made anew loses what is being typed into it.
    """
    return st.empty()


def _mark(*parts: Any) -> str:
    """A short name of what was handed in, so that no tick given to one table holds for another."""
    return hashlib.sha256(repr(parts).encode("utf-8", "replace")).hexdigest()[:12]

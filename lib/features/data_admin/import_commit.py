"""The last step in: source and reason, one transaction, and what it changed; or why it did not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from lib.analysis.progress.changes import Change, changes
from lib.app.kit import editing, logs, session_dataset, url_state
from lib.data.intake.lookup import name_index
from lib.data.problem import PackageError
from lib.data.store.database_url import UnavailableError
from lib.data.store.source_ids import source_of
from lib.features.data_admin import html, import_html
from lib.model.vocabulary import PROVENANCE_ORDER, Provenance
from lib.text import translator
from lib.wording import numbers, terms

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from streamlit.delta_generator import DeltaGenerator

    from lib.app.kit.session import Settings
    from lib.data.intake.preview import Preview
    from lib.data.intake.sheet_parser import ParsedSheet
    from lib.model.entities import Source
    from lib.model.vocabulary import Lang

_OUTCOME = "_d_outcome"
_STALE = "_d_stale"
_UNDONE = "_d_undone"
_LONGEST = 300
_MOST = 20


@dataclass(frozen=True, slots=True)
class ImportMetadata:
    """What the editor says of the whole import; `source` is None until it can be named.

    `lacking` names what is still empty, `faults` tells what of it cannot be kept.
    """

    source: Source | None
    provenance: Provenance
    note: str
    reason: str
    lacking: tuple[str, ...]
    faults: tuple[str, ...]

    @property
    def source_id(self) -> str:
        return self.source.source_id if self.source else ""


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What the last commit of this session did: `new` and `replaced` as its preview told them."""

    number: int
    new: int
    replaced: int
    left_out: int
    changed: tuple[Change, ...]


def ask(settings: Settings) -> ImportMetadata:
    """Who published the figures, what they are, and why they come in."""
    lang = settings.lang
    _ = translator(lang).gettext
    st.subheader(_("Where the figures come from"), anchor=False)
    left, right = st.columns(2)
    with left:
        title = _text(_("Title of the publication *"), "d_title")
        publisher = _text(_("Publisher *"), "d_publisher")
        reason = _text(_("Why they come in *"), "d_reason")
    with right:
        date = _text(_("Date or year of the publication *"), "d_date")
        url = _text(_("Address (https://…), if there is one"), "d_url")
        url_state.retell("d_provenance")
        provenance: Provenance = st.selectbox(
            _("What kind of figures *"),
            PROVENANCE_ORDER[::-1],
            key="d_provenance",
            format_func=lambda one: terms.provenance(one, lang),
            persist_state="session",
        )
    note = ""
    if provenance == "derived":
        note = _text(_("How they were computed *"), "d_note")
    lacking = [
        name
        for name, text in (
            (_("title"), title),
            (_("publisher"), publisher),
            (_("date or year"), date),
            (_("why they come in"), reason),
            (_("how they were computed"), note or provenance != "derived"),
        )
        if not text
    ]
    source = None
    faults: tuple[str, ...] = ()
    if title and publisher and date:
        licence = _("as published")
        source = source_of(title=title, publisher=publisher, date=date, url=url, licence=licence)
        faults = _faults_of(source, lang)
    return ImportMetadata(source, provenance, note, reason, tuple(lacking), faults)


def _faults_of(source: Source, lang: Lang) -> tuple[str, ...]:
    """What the table of sources would not allow of what was typed."""
    from lib.data.store.check import source_columns  # noqa: PLC0415 - SQLAlchemy: 12 MB

    _ = translator(lang).gettext
    names = {"title": _("title"), "publisher": _("publisher"), "date": _("date or year")}
    bad = source_columns(source)
    said = [
        _("{field}: plain text, please, without markup, formula or hidden marks.").format(
            field=name[0].upper() + name[1:]
        )
        for column, name in names.items()
        if column in bad
    ]
    if "url" in bad:
        said.append(_("The address begins with https:// or http:// and has no spaces."))
    return tuple(said)


def aliases() -> Mapping[str, str]:
    """What names were said to mean in earlier imports, as the reading of a file takes them."""
    from lib.data.store import access  # noqa: PLC0415 - SQLAlchemy: 12 MB

    try:
        store = access.existing()
        if store is None:
            return {}
        from lib.data.store.aliases import remembered  # noqa: PLC0415 - as above

        with store.reading() as connection:
            return {
                f"{kind}:{written}": meaning
                for kind in ("unit", "series")
                for written, meaning in remembered(connection, kind).items()
            }
    except UnavailableError as error:
        logs.failed("remembered names", error)
        return {}


def offer(
    settings: Settings, draft: ParsedSheet, seen: Preview, told: ImportMetadata, *, mark: str
) -> bool:
    """The button that writes, or what is still wanted for it; True once it has written."""
    lang = settings.lang
    _, n_ = translator(lang).gettext, translator(lang).ngettext
    left_out = len(seen.left_out())
    st.subheader(_("Take the figures in"), anchor=False)
    wanted = _wanted(settings, seen, told)
    only_good = True
    if left_out and seen.taken:
        only_good = st.checkbox(
            n_(
                "Take the good rows only and leave {n} out; it is handed back as a file above",
                "Take the good rows only and leave {n} out; they are handed back as a file above",
                left_out,
            ).format(n=numbers.number(left_out, lang, decimals=0)),
            key=f"d_partial_{mark}",
        )
    if not only_good:
        wanted.append(_("Tick the box above, or mend the table and hand it in again."))
    for line in wanted:
        st.caption(line)
    is_ready = not wanted
    label = n_("Take in {n} figure", "Take in {n} figures", seen.taken).format(
        n=numbers.number(seen.taken, lang, decimals=0)
    )
    if not st.button(label, type="primary", disabled=not is_ready, key="d_commit"):
        return False
    return _commit(settings, draft, seen, told, left_out)


def outcome(settings: Settings) -> None:
    """What the last commit of this session changed, with a way back; or who came before it."""
    say_stale(settings)
    _say_undone(settings)
    found: _Outcome | None = st.session_state.get(_OUTCOME)
    if found is None:
        return
    lang = settings.lang
    _, n_ = translator(lang).gettext, translator(lang).ngettext
    st.success(
        _("Version {number} is in: {new} new, {changed} changed, {left} left out.").format(
            number=found.number,
            new=numbers.number(found.new, lang),
            changed=numbers.number(found.replaced, lang),
            left=numbers.number(found.left_out, lang),
        )
    )
    if found.changed:
        st.subheader(
            n_(
                "{n} target is judged anew", "{n} targets are judged anew", len(found.changed)
            ).format(n=len(found.changed)),
            anchor=False,
        )
    package = session_dataset.package()
    known = name_index(package)
    indicators = {one: known.indicator(one) for one in known.series}
    names = {one.after.target.series_id: known.series_label(one.after.target.series_id)
             for one in found.changed}  # fmt: skip
    st.html(import_html.changes_html(found.changed, indicators, names, package.documents, lang))
    with st.container(horizontal=True):
        if st.button(_("Undo this import"), key="d_undo_last"):
            undo(settings, found.number, reason=_("taken back at once"))
        if st.button(_("Close"), key="d_outcome_close"):
            del st.session_state[_OUTCOME]
            st.rerun(scope="fragment")


def shares(bar: DeltaGenerator, text: str) -> Callable[[float], None]:
    """What moves a bar as the share done goes from 0 to 1; it keeps its words."""

    def tell(share: float) -> None:
        bar.progress(min(max(share, 0.0), 1.0), text)

    return tell


def undo(settings: Settings, number: int, *, reason: str) -> None:
    """Take a version back, or say why that cannot be."""
    from lib.data.store.commit import DependsError, StaleError  # noqa: PLC0415 - SQLAlchemy: 12 MB

    _ = translator(settings.lang).gettext
    st.session_state.pop(_STALE, None)
    try:
        editing.undo(number, reason=reason)
    except DependsError as error:
        later = ", ".join(str(one) for one in error.numbers)
        st.error(_("Later versions build on this one; undo them first: {numbers}.").format(
            numbers=later
        ))  # fmt: skip
        return
    except StaleError as error:
        _remember_stale(settings, error.editor)
        return
    except editing.NotAllowedError as error:
        st.error(editing.refusal_words(error.refused, settings.lang))
        return
    except UnavailableError as error:
        st.error(_(error.said))
        return
    st.session_state.pop(_OUTCOME, None)
    st.session_state[_UNDONE] = number
    st.rerun()


def _say_undone(settings: Settings) -> None:
    """That a version was taken back, until the next one is in."""
    number: int | None = st.session_state.get(_UNDONE)
    if number is not None:
        _ = translator(settings.lang).gettext
        st.success(_("Version {n} is taken back: every figure is as before.").format(n=number))


def _wanted(settings: Settings, seen: Preview, told: ImportMetadata) -> list[str]:
    """What still stands in the way of the button."""
    _ = translator(settings.lang).gettext
    lines = list(told.faults)
    if told.lacking:
        lines.append(_("Still wanted: {what}.").format(what=", ".join(told.lacking)))
    if not seen.taken:
        lines.append(_("There is nothing to take in: no figure is new or changed."))
    return lines


def _commit(
    settings: Settings, draft: ParsedSheet, seen: Preview, told: ImportMetadata, left_out: int
) -> bool:
    from lib.data.store.check import clean  # noqa: PLC0415 - SQLAlchemy: 12 MB
    from lib.data.store.commit import (  # noqa: PLC0415 - as above
        ImportDraft as Written,
    )
    from lib.data.store.commit import NothingNewError, SourceError, StaleError  # noqa: PLC0415

    lang = settings.lang
    _ = translator(lang).gettext
    if told.source is None:
        return False
    st.session_state.pop(_STALE, None)
    st.session_state.pop(_UNDONE, None)
    before = session_dataset.assessed_today()
    bar = st.progress(0.0, _("Writing …"))
    try:
        done = editing.commit(
            Written(
                rows=clean(seen.accepted()),
                source=told.source,
                provenance=told.provenance,
                base=session_dataset.number(),
                editor="",
                origin=f"{draft.file} › {draft.sheet}" if draft.sheet else draft.file,
                reason=told.reason,
            ),
            progress=shares(bar, _("Writing …")),
        )
    except editing.NotAllowedError as error:
        st.error(editing.refusal_words(error.refused, lang))
    except StaleError as error:
        _remember_stale(settings, error.editor)
    except NothingNewError:
        st.info(_("All of these figures are in already, just so. Nothing was written."))
    except SourceError:
        st.error(_("This source is known with other words; give it another title or date."))
    except UnavailableError as error:
        st.error(_(error.said))
    except PackageError as error:
        st.html(
            html.lines_html(
                [problem.text(lang) for problem in error.problems[:_MOST]],
                label=_("Faults and doubts, row by row"),
            )
        )
    else:
        _remember(draft)
        after = session_dataset.assessed_today()
        replaced = int((seen.rows["taken"] & (seen.rows["old_provenance"] != "")).sum())
        st.session_state[_OUTCOME] = _Outcome(
            done.number, seen.taken - replaced, replaced, left_out, changes(before, after)
        )
        return True
    bar.empty()
    return False


def _remember(draft: ParsedSheet) -> None:
    """Keep what the answers taught about names, so that they are asked about once.

    The figures are in by now: if this fails, they are only asked about again.
    """
    from lib.data.store import access  # noqa: PLC0415 - SQLAlchemy: 12 MB
    from lib.data.store.aliases import remember  # noqa: PLC0415 - as above

    if not draft.learnt:
        return
    try:
        editor = editing.require().editor
        with access.ready().writing() as connection:
            for kind in ("unit", "series"):
                learnt = {
                    key.removeprefix(f"{kind}:"): meaning
                    for key, meaning in draft.learnt.items()
                    if key.startswith(f"{kind}:")
                }
                remember(connection, kind, learnt, editor=editor)
    except UnavailableError as error:
        logs.failed("names to remember", error)
    except editing.NotAllowedError:
        return  # signed out at this very moment


def _remember_stale(settings: Settings, editor: str) -> None:
    """Someone else was first: draw again on the new figures; file and answers are kept."""
    session_dataset.served().refresh()
    session_dataset.begin()
    # Kept, because the whole page is drawn again for the new figures a moment later.
    st.session_state[_STALE] = editor
    say_stale(settings)


def say_stale(settings: Settings) -> None:
    """Who took figures in before this visitor's last try, until the next one."""
    editor: str | None = st.session_state.get(_STALE)
    if editor is None:
        return
    _ = translator(settings.lang).gettext
    st.warning(
        _(
            "{editor} took figures in since this preview was made. Nothing was written and nothing "
            "of yours is lost: the preview is made again on the new figures."
        ).format(editor=editor)
    )


def _text(label: str, key: str) -> str:
    return st.text_input(label, key=key, max_chars=_LONGEST, persist_state="session").strip()

"""What was taken in, by whom and why; what each version changed; and the way back."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

import streamlit as st

from lib.app.kit import downloads, editing, logs, session_dataset
from lib.app.kit.markdown_escape import plain
from lib.data.editing import Allowed
from lib.data.intake.lookup import name_index
from lib.data.store.database_url import UnavailableError
from lib.features.data_admin import html, import_commit, version_tables
from lib.text import translator
from lib.wording import numbers

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from lib.app.kit.session import Settings
    from lib.data.store.audit import LogEntry
    from lib.data.store.engine import Store
    from lib.data.store.history import Version
    from lib.model.vocabulary import Lang

_MOST_ROWS = 1_000
_MOST_LINES = 200


@st.fragment
def list_all(settings: Settings) -> None:
    """Every version, newest first, and the log."""
    import_commit.say_stale(settings)
    try:
        _list_all(settings)
    except UnavailableError as error:
        logs.failed("list of versions", error)
        st.error(translator(settings.lang).gettext(error.said))


def _list_all(settings: Settings) -> None:
    from lib.data.store import access  # noqa: PLC0415 - SQLAlchemy: 12 MB

    _ = translator(settings.lang).gettext
    store = access.existing()
    if store is None:
        st.info(_("Nothing has been taken in yet: the figures are those shipped."))
        return
    from lib.data.store.audit import entries  # noqa: PLC0415 - as above
    from lib.data.store.history import versions  # noqa: PLC0415 - as above

    with store.reading() as connection:
        found, log = versions(connection), entries(connection, most=_MOST_LINES)
    if not found:
        st.info(_("Nothing has been taken in yet: the figures are those shipped."))
    can_edit = isinstance(editing.may_edit_now(), Allowed)
    if not can_edit:
        found, log = _nameless(found, settings.lang), _nameless(log, settings.lang)
    for version in found:
        _version(settings, store, version, can_edit=can_edit)
    if log:
        _log(settings, store, log, can_edit=can_edit)


_Signed = TypeVar("_Signed", "Version", "LogEntry")


def _nameless(signed: Iterable[_Signed], lang: Lang) -> tuple[_Signed, ...]:
    """Versions or lines of the log for readers: an editor's address is the editors' alone."""
    role = translator(lang).gettext("an editor")
    return tuple(replace(one, editor=role) for one in signed)


def _version(settings: Settings, store: Store, version: Version, *, can_edit: bool) -> None:
    lang = settings.lang
    _ = translator(lang).gettext
    title = version_tables.title(version, lang)
    with st.expander(
        # Streamlit makes a link of an address, in a line that is a button itself.
        plain(title).replace("@", "@\u2060"),
        key=f"d_version_{version.number}",
        on_change="rerun",
    ) as opened:
        if not opened.open:
            return
        st.html(html.facts_html(version_tables.facts(version, lang)))
        _difference(settings, store, version)
        if version.undone_by is not None:
            st.caption(_("Taken back by version {n}.").format(n=version.undone_by))
        elif can_edit:
            _way_back(settings, store, version)


def _way_back(settings: Settings, store: Store, version: Version) -> None:
    """The button that takes a version back, or which later ones must be taken back before it."""
    from lib.data.store.commit import dependants  # noqa: PLC0415 - SQLAlchemy: 12 MB

    _ = translator(settings.lang).gettext
    with store.reading() as connection:
        later = dependants(connection, version.number)
    if later:
        st.caption(
            _(
                "Cannot be taken back yet: later versions changed the same figures. Take back "
                "first, in this order: {numbers}."
            ).format(numbers=", ".join(str(one) for one in later))
        )
        return
    st.caption(
        _("No later version rests on this one. Taking it back is a version too, and can be undone.")
    )
    reason = st.text_input(
        _("Why it is taken back"),
        key=f"d_why_{version.number}",
        max_chars=300,
        persist_state="session",
    ).strip()
    if st.button(
        _("Undo version {n}").format(n=version.number),
        key=f"d_undo_{version.number}",
        disabled=not reason,
    ):
        import_commit.undo(settings, version.number, reason=reason)


def _difference(settings: Settings, store: Store, version: Version) -> None:
    from lib.data.store.history import difference  # noqa: PLC0415 - SQLAlchemy: 12 MB

    lang = settings.lang
    _ = translator(lang).gettext
    with store.reading() as connection:
        rows = difference(connection, version.number, shipped=session_dataset.served().shipped)
    known = name_index(session_dataset.package())
    series = {one: known.series_label(one).in_(lang) for one in rows["series_id"].unique()}

    def table(shown: pd.DataFrame) -> pd.DataFrame:
        return version_tables.difference_table(shown, known.names, series, lang)

    shown = table(rows.head(_MOST_ROWS))
    values = list(shown.columns[-2:])
    # As text: of a number that is not there Streamlit says "None", in English.
    shown[values] = shown[values].map(lambda value: _written(value, lang))
    st.dataframe(
        shown,
        hide_index=True,
        column_config={name: st.column_config.TextColumn(alignment="right") for name in values},
        key=f"d_diff_{version.number}",
        alt=_("What this version changed"),
    )
    if len(rows) > _MOST_ROWS:
        said = _("The first {n} are shown; the download has all.")
        st.caption(said.format(n=numbers.number(_MOST_ROWS, lang, decimals=0)))
    downloads.offer(
        settings,
        key=f"d_diff_{version.number}",
        name=f"hanoiso_version_{version.number}",
        frame=lambda: table(rows),
        notes=downloads.notes(settings, sources=(version.source.title,), is_illustrative=False),
    )


def _written(value: float, lang: Lang) -> str:
    return "–" if math.isnan(value) else numbers.number(value, lang, decimals=6)


def _log(settings: Settings, store: Store, log: tuple[LogEntry, ...], *, can_edit: bool) -> None:
    """Who did what; lines are only ever added."""
    _ = translator(settings.lang).gettext
    with st.expander(_("Log: who did what, never changed"), key="d_log"):
        table = version_tables.log_table(log, settings.lang)
        st.dataframe(table, hide_index=True, key="d_log_frame", alt=_("The log"))
        if len(log) == _MOST_LINES:
            said = _("The latest {n} lines are shown; the download has all.")
            st.caption(said.format(n=numbers.number(_MOST_LINES, settings.lang, decimals=0)))
        downloads.offer(
            settings,
            key="d_log",
            name="hanoiso_log",
            frame=lambda: _whole_log(store, settings.lang, can_edit=can_edit),
            notes=downloads.notes(settings, sources=(_("this program"),), is_illustrative=False),
        )


def _whole_log(store: Store, lang: Lang, *, can_edit: bool) -> pd.DataFrame:
    from lib.data.store.audit import entries  # noqa: PLC0415 - SQLAlchemy: 12 MB

    with store.reading() as connection:
        log = entries(connection, most=None)
    return version_tables.log_table(log if can_edit else _nameless(log, lang), lang)

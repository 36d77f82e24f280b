"""What was taken in, by whom and why; what each version changed; and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from lib.data.editing import Allowed
from lib.data.intake.known import known_of
from lib.data.store.place import UnavailableError
from lib.text import translator
from lib.ui import data_commit, editing, figures
from lib.view import numbers, words

if TYPE_CHECKING:
    from lib.data.store.audit import Entry
    from lib.data.store.engine import Store
    from lib.data.store.history import Version
    from lib.model.kinds import Lang
    from lib.ui.session import Settings

_MOST_ROWS = 1_000


@st.fragment
def list_all(settings: Settings) -> None:
    """Every version, newest first, and the log."""
    from lib.data.store import access  # noqa: PLC0415 - SQLAlchemy: 12 MB

    lang = settings.lang
    _ = translator(lang).gettext
    try:
        store = access.existing()
    except UnavailableError as error:
        st.error(_(error.said))
        return
    if store is None:
        st.info(_("Nothing has been taken in yet: the figures are those shipped."))
        return
    from lib.data.store.audit import entries  # noqa: PLC0415 - as above
    from lib.data.store.history import versions  # noqa: PLC0415 - as above

    with store.reading() as connection:
        found, log = versions(connection), entries(connection)
    if not found:
        st.info(_("Nothing has been taken in yet: the figures are those shipped."))
    can_edit = isinstance(editing.may_edit_now(), Allowed)
    for version in found:
        _version(settings, store, version, can_edit=can_edit)
    if log:
        with st.expander(_("Log: who did what, never changed"), key="d_log"):
            st.dataframe(_log(log, lang), hide_index=True, key="d_log_frame", alt=_("The log"))


def _version(settings: Settings, store: Store, version: Version, *, can_edit: bool) -> None:
    lang = settings.lang
    _ = translator(lang).gettext
    title = _title(version, lang)
    with st.expander(title, key=f"d_version_{version.number}", on_change="rerun") as opened:
        if not opened.open:
            return
        source = version.source
        lines = (
            (_("By"), version.editor),
            (_("Why"), version.reason),
            (_("From"), version.origin),
            (_("Source"), ", ".join((source.title, source.publisher, source.date))),
            (_("What kind of figures"), words.provenance(version.provenance, lang)),
        )
        st.dataframe(
            pd.DataFrame(lines, columns=["", " "]),
            hide_index=True,
            key=f"d_about_{version.number}",
            alt=title,
        )
        _difference(store, version, lang)
        if version.undone_by is not None:
            st.caption(_("Taken back by version {n}.").format(n=version.undone_by))
        elif can_edit:
            reason = st.text_input(
                _("Why it is taken back"), key=f"d_why_{version.number}", max_chars=300
            ).strip()
            if st.button(
                _("Undo version {n}").format(n=version.number),
                key=f"d_undo_{version.number}",
                disabled=not reason,
            ):
                data_commit.undo(settings, version.number, reason=reason)


def _title(version: Version, lang: Lang) -> str:
    _ = translator(lang).gettext
    when = numbers.moment(version.made_at, lang)
    if version.action == "undo":
        said = _("Version {number}, {when}: version {undone} taken back")
        return said.format(number=version.number, when=when, undone=version.undoes)
    said = _("Version {number}, {when}: {new} new, {changed} changed")
    if version.undone_by is not None:
        said = _("Version {number}, {when}: {new} new, {changed} changed (taken back)")
    return said.format(
        number=version.number,
        when=when,
        new=numbers.number(version.rows_new, lang),
        changed=numbers.number(version.rows_changed, lang),
    )


def _difference(store: Store, version: Version, lang: Lang) -> None:
    from lib.data.store.history import difference  # noqa: PLC0415 - SQLAlchemy: 12 MB

    _ = translator(lang).gettext
    with store.reading() as connection:
        rows = difference(connection, version.number, shipped=figures.served().shipped)
    known = known_of(figures.package())
    kinds = {"new": _("new"), "changed": _("changed"), "removed": _("removed")}
    shown = rows.head(_MOST_ROWS)
    frame = pd.DataFrame(
        {
            _("Change"): [kinds[one] for one in shown["change"]],
            _("Series"): [known.series_label(one).in_(lang) for one in shown["series_id"]],
            _("Unit name"): [
                known.names[key].in_(lang) if key in known.names else key[1]
                for key in zip(shown["geography"], shown["unit_code"], strict=True)
            ],
            _("Period"): [numbers.period(one, lang) for one in shown["period"]],
            _("Before"): shown["old_value"].astype("float64").tolist(),
            _("Now"): shown["value"].astype("float64").tolist(),
        }
    )
    styled = frame.style.format(
        {name: lambda value: numbers.number(value, lang, decimals=6)
         for name in (_("Before"), _("Now"))},
        na_rep="–",
    )  # fmt: skip
    st.dataframe(
        styled, hide_index=True, key=f"d_diff_{version.number}", alt=_("What this version changed")
    )


def _log(log: tuple[Entry, ...], lang: Lang) -> pd.DataFrame:
    _ = translator(lang).gettext
    return pd.DataFrame(
        {
            _("When"): [numbers.moment(one.at, lang) for one in log],
            _("Who"): [one.editor for one in log],
            _("What"): [one.action for one in log],
            _("Version"): ["" if one.version is None else str(one.version) for one in log],
            _("Details"): [one.detail for one in log],
        }
    )

"""Versions and log in words, and as tables to read and to take away."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

import pandas as pd

from lib.model.entities import Text
from lib.model.vocabulary import Geography, Lang
from lib.text import N_, translator
from lib.wording import numbers, terms

if TYPE_CHECKING:
    from lib.data.store.audit import LogEntry
    from lib.data.store.history import Version

_ACTIONS: Final[Mapping[str, str]] = {
    "import": N_("figures taken in"),
    "undo": N_("version taken back"),
    "alias": N_("meaning of a name kept"),
    "added": N_("scenario saved"),
    "renamed": N_("scenario renamed"),
    "duplicated": N_("scenario copied"),
    "deleted": N_("scenario deleted"),
    "restored": N_("scenario brought back"),
}
_CHANGES: Final[Mapping[str, str]] = {
    "new": N_("new"),
    "changed": N_("changed"),
    "removed": N_("removed"),
}


def title(version: Version, lang: Lang) -> str:
    """One line of a version: its number, when, who, and what it did."""
    _, n_ = translator(lang).gettext, translator(lang).ngettext
    when = numbers.moment(version.made_at, lang)
    count = version.rows_new + version.rows_changed
    if version.action == "undo":
        said = _("Version {number}, {when}, {who}: version {undone} taken back")
    else:
        said = n_(
            "Version {number}, {when}, {who}: {n} figure",
            "Version {number}, {when}, {who}: {n} figures",
            count,
        )
    if version.undone_by is not None:
        said = _("{version} (taken back)").format(version=said)
    return said.format(
        number=version.number,
        when=when,
        who=version.editor,
        undone=version.undoes,
        n=numbers.number(count, lang, decimals=0),
    )


def facts(version: Version, lang: Lang) -> list[tuple[str, str]]:
    """What a version was written with: by whom, why, from what, and where the figures were read."""
    _ = translator(lang).gettext
    source = version.source
    read_in = ", ".join(part for part in (source.title, source.publisher, source.date) if part)
    lines = [
        (_("By"), version.editor),
        (_("Why"), version.reason),
        (_("From"), version.origin),
        (_("Source"), read_in),
        (_("What kind of figures"), terms.provenance(version.provenance, lang)),
    ]
    if source.url:
        lines.insert(4, (_("Address"), source.url))
    return lines


def difference_table(
    rows: pd.DataFrame,
    names: Mapping[tuple[Geography, str], Text],
    series: Mapping[str, str],
    lang: Lang,
) -> pd.DataFrame:
    """What a version changed (`history.difference`), a figure a row, the values as numbers.

    The last two columns are the value before and now. What is new to the store and takes the place
    of a shipped value is a change to a reader.
    """
    _ = translator(lang).gettext
    units = [
        names[geography, code].in_(lang) if (geography, code) in names else code
        for geography, code in zip(rows["geography"], rows["unit_code"], strict=True)
    ]
    change = rows["change"].mask(rows["change"].eq("new") & rows["old_value"].notna(), "changed")
    return pd.DataFrame(
        {
            _("Change"): [_(_CHANGES[one]) for one in change],
            _("Series"): [series[one] for one in rows["series_id"]],
            _("Unit name"): units,
            _("Period"): [numbers.period(one, lang) for one in rows["period"]],
            _("Before"): rows["old_value"].astype("float64").tolist(),
            _("Now"): rows["value"].astype("float64").tolist(),
        }
    )


def log_table(log: Iterable[LogEntry], lang: Lang) -> pd.DataFrame:
    """The log, a line a row, in the order given."""
    _ = translator(lang).gettext
    lines = [
        (
            numbers.moment(one.at, lang),
            one.editor,
            *_done(one, lang),
            "" if one.version is None else str(one.version),
        )
        for one in log
    ]
    heads = [_("When"), _("Who"), _("What"), _("Details"), _("Version")]
    return pd.DataFrame(lines, columns=heads)


def _done(entry: LogEntry, lang: Lang) -> tuple[str, str]:
    """What was done, in words, and to what; the store keeps ids and English."""
    action, detail = entry.action, entry.detail
    if action == "scenario":
        kept = json.loads(detail)
        action, detail = kept["what"], kept["name"] or kept["id"]
    elif action == "undo":
        detail = translator(lang).gettext("version {n}").format(n=detail.removeprefix("version "))
    elif action == "import":
        detail = _counted(detail, lang)
    return translator(lang).gettext(_ACTIONS.get(action, action)), detail


def _counted(detail: str, lang: Lang) -> str:
    """How many figures came in from where: `august.csv: 2 new, 0 changed` as the language says."""
    origin, _colon, counts = detail.rpartition(": ")
    new, _comma, changed = counts.partition(", ")
    said = translator(lang).gettext("{origin}: {new} new, {changed} changed")
    return said.format(
        origin=origin, new=new.removesuffix(" new"), changed=changed.removesuffix(" changed")
    )

"""The Data page's answer in words."""

from __future__ import annotations

import pandas as pd

from lib.data.package import Dataset
from lib.model.vocabulary import CITABLE, Lang
from lib.text import translator
from lib.wording import numbers


def answer(package: Dataset, number: int, lang: Lang) -> str:
    """How many figures there are of which kind, and how many versions were taken in."""
    _, n_ = translator(lang).gettext, translator(lang).ngettext
    rows = package.observations
    known = rows.loc[rows["value"].notna(), "provenance"]
    citable = int(known.isin(list(CITABLE)).sum())
    said = _(
        "{citable} published or derived figures and {made} illustrative ones in {series} series."
    ).format(
        citable=numbers.number(citable, lang, decimals=0),
        made=numbers.number(len(known) - citable, lang, decimals=0),
        series=numbers.number(len(package.series), lang, decimals=0),
    )
    if not number:
        return said + " " + _("Nothing has been taken in beside what was shipped.")
    taken = n_("{n} version was taken in since.", "{n} versions were taken in since.", number)
    return f"{said} {taken.format(n=number)}"


def selection(rows: pd.DataFrame, *, version: str, official_only: bool, lang: Lang) -> str:
    """How many rows are about to leave, how many of them are made up, or that these stay."""
    _, n_ = translator(lang).gettext, translator(lang).ngettext
    if rows.empty:
        return _("No figure matches this choice.")
    said = [
        n_(
            "{n} row, data version {version}.", "{n} rows, data version {version}.", len(rows)
        ).format(n=numbers.number(len(rows), lang, decimals=0), version=version)
    ]
    made = int(rows["provenance"].eq("illustrative").sum())
    if made:
        said.append(
            n_(
                "{n} of them is illustrative: made for demonstration, not published.",
                "{n} of them are illustrative: made for demonstration, not published.",
                made,
            ).format(n=numbers.number(made, lang, decimals=0))
        )
    elif official_only:
        said.append(_("Illustrative figures are left out: “Official only” is on."))
    return " ".join(said)

"""A copy of the shipped package in which every text is followed by marks that would draw things."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

from lib.data import columns
from lib.data.schema import TABLES, Table
from tests.serving import ROOT

HOST = "evil.example"
MARKS = (
    f" **xstrong** ![xpicture](http://{HOST}/i.png) [xlink](http://{HOST}/l)"
    f' <xelement a="1"> <img src="//{HOST}/j.png" onerror="xrun()">'
    f" `xcode` :red[xcolour] $xformula$ www.{HOST} an@{HOST}"
)
"""What Markdown, Streamlit, formulas, HTML and the browser's own look at addresses each take."""


def hostile(folder: Path) -> Path:
    """The package below `folder`; the reader's own check of markup would refuse it."""
    root = Path(shutil.copytree(ROOT / "data", folder / "data"))
    for table in TABLES:
        for file in root.glob(table.path):
            _spoil(file, table)
    return root


def _spoil(file: Path, table: Table) -> None:
    with file.open(encoding="utf-8", newline="") as handle:
        head, *rows = csv.reader(handle)
    places = [place for place, name in enumerate(head) if _is_text(table, name)]
    for row in rows:
        for place in places:
            row[place] += MARKS if row[place] else ""
    with file.open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle, lineterminator="\n").writerows([head, *rows])


def _is_text(table: Table, name: str) -> bool:
    ours = {columns._is_safe, columns._is_safe_and_there}
    checks = table.schema.columns[name].checks
    return any(getattr(one, "_check_fn", None) in ours for one in checks)

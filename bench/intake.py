"""How long an import of the promised size takes to its preview, and the exports: `make bench`."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.figures import Row, show, timed
from lib.data.intake.isolated import read_isolated
from lib.data.intake.lookup import name_index
from lib.data.intake.preview import Origin, preview
from lib.data.intake.sheet_parser import parse_sheet
from lib.data.limits import Limits
from lib.data.package import Dataset, load
from lib.data.paths import default_root
from lib.data.store import check, migrate
from lib.data.store.commit import ImportDraft, commit
from lib.data.store.engine import Store
from lib.data.store.source_ids import source_of
from lib.features.data_admin.export_files import figures_csv, figures_package, figures_xlsx, select

SERIES, MONTHS = (
    24,
    [f"2025-{month:02d}" for month in range(7, 13)]
    + [f"2026-{month:02d}" for month in range(1, 7)],
)


def table(package: Dataset) -> list[list[object]]:
    """126 units, 24 series, 12 months: 36,288 figures, one a row."""
    shares = [
        series_id
        for series_id, series in package.series.items()
        if package.indicators[series.indicator_id].unit == "percent"
    ][:SERIES]
    units = [unit for unit in package.units.values() if unit.geography == "commune"]
    rows: list[list[object]] = [["Mã", "Tên đơn vị", "Kỳ", "Chỉ tiêu", "Giá trị"]]
    rows += [
        [unit.unit_code, unit.name.vi, month, series_id, 40.25 + place % 30]
        for series_id in shares
        for month in MONTHS
        for place, unit in enumerate(units)
    ]
    return rows


def as_csv(rows: list[list[object]]) -> bytes:
    """The table as an office sends it: semicolons and decimal commas."""
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(
        [str(cell).replace(".", ",") if isinstance(cell, float) else cell for cell in row]
        for row in rows
    )
    return text.getvalue().encode()


def as_xlsx(rows: list[list[object]]) -> bytes:
    """The table as a workbook."""
    import xlsxwriter

    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    sheet = book.add_worksheet()
    for place, row in enumerate(rows):
        sheet.write_row(place, 0, row)
    book.close()
    return content.getvalue()


def committing(package: Dataset, content: bytes, folder: Path) -> Callable[[], object]:
    """Commits the rows of a table to a new database at each call, checks among it."""
    known = name_index(package)
    source = source_of(title="t", publisher="p", date="2026", url="", licence="CC0-1.0")
    reading = read_isolated(content, "table", Limits())
    seen = preview(
        parse_sheet(reading.sheets[0], file=reading.file, known=known),
        known=known,
        held=package.observations,
        origin=Origin(source.source_id),
        today=date(2026, 11, 1),
        confirmed="all",
    )
    numbers = count()

    def once() -> object:
        url = f"sqlite:///{folder}/{next(numbers)}.db"
        migrate.ensure(url)
        store = Store(url)
        rows = check.clean(seen.accepted())
        check.require(rows, package=package, sources=(source,))
        done = commit(store, ImportDraft(rows, source, "official", 0, "bench", "table", "bench"))
        store.close()
        return done

    return once


def main() -> None:
    """Measure, then print the table."""
    package = load(default_root())
    known = name_index(package)
    everything = select(package)

    def to_preview(content: bytes) -> object:
        reading = read_isolated(content, "table", Limits())
        draft = parse_sheet(reading.sheets[0], file=reading.file, known=known)
        return preview(
            draft,
            known=known,
            held=package.observations,
            origin=Origin(next(iter(package.sources))),
            today=date(2026, 11, 1),
        )

    rows = table(package)
    text, book = as_csv(rows), as_xlsx(rows)
    size = f"{len(rows) - 1:,} rows"
    often = {"rounds": 5, "warm_ups": 1}
    with TemporaryDirectory() as folder:
        written = timed(committing(package, text, Path(folder)), **often)
    show(
        "Figures in and out",
        [
            Row(
                f"CSV of {size} to preview",
                "ms",
                timed(lambda: to_preview(text), **often),
                "≤ 3000",
            ),
            Row(
                f"XLSX of {size} to preview",
                "ms",
                timed(lambda: to_preview(book), **often),
                "≤ 3000",
            ),
            Row(f"{size}, checked and committed to a new SQLite", "ms", written, "≤ 2000"),
            Row(
                "everything as CSV",
                "ms",
                timed(lambda: figures_csv(everything, package, "vi"), **often),
            ),
            Row(
                "everything as XLSX",
                "ms",
                timed(lambda: figures_xlsx(everything, package, "vi"), **often),
            ),
            Row(
                "everything as a data package",
                "ms",
                timed(lambda: figures_package(everything, package), **often),
            ),
        ],
    )


if __name__ == "__main__":
    main()

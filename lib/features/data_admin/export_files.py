"""Observations on their way out: as CSV, as a workbook, and as a data package.

Each row keeps its source, its provenance and the version of the data. What leaves in one of these
forms and comes back through an import changes nothing.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import pandas as pd

from lib.data.csv_injection import harmless_column
from lib.data.describe import FILE as DESCRIPTION
from lib.data.describe import describe
from lib.data.geometry import BOUNDARIES
from lib.data.package import Dataset
from lib.data.schema import OBSERVATIONS, SOURCES, TABLES
from lib.model.vocabulary import Geography, Lang
from lib.text import translator

COLUMNS: Final = tuple(OBSERVATIONS.schema.columns)
_NUMBERS: Final = ("value", "numerator", "denominator")
_MARK: Final = "\ufeff"  # without it a spreadsheet reads UTF-8 as something else
_TIME: Final = (2020, 1, 1, 0, 0, 0)  # of files inside an archive: equal content, equal bytes

_NAMED: Final = ("unit_name", "series_name", "source_title", "source_url", "data_version")
"""What a reader wants beside the ids; an import passes over them."""


def select(
    package: Dataset,
    *,
    series_ids: Iterable[str] | None = None,
    geographies: Iterable[Geography] | None = None,
    official_only: bool = False,
) -> pd.DataFrame:
    """The observations of a selection, all where none is made, in the package's columns."""
    frame = package.observations
    for column, chosen in (("series_id", series_ids), ("geography", geographies)):
        if chosen is not None:
            frame = frame[frame[column].isin(list(chosen))]
    return frame[frame["provenance"] != "illustrative"] if official_only else frame


def figures_csv(rows: pd.DataFrame, package: Dataset, lang: Lang) -> bytes:
    """Rows of `select` as CSV, decimals with a point, in the columns of the data package."""
    return (_MARK + _csv_text(_table(rows, package, lang))).encode()


def figures_xlsx(rows: pd.DataFrame, package: Dataset, lang: Lang) -> bytes:
    """Rows of `select` as a workbook: figures, their sources, and a sheet that tells what it is."""
    import xlsxwriter  # noqa: PLC0415 - 8 MB, wanted by downloads alone

    _ = translator(lang).gettext
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"constant_memory": True, "in_memory": True})
    table = _table(rows, package, lang)
    _write(book.add_worksheet(_("Figures")), table, book)
    _write(book.add_worksheet(_("Sources")), _sources(rows, package), book)
    about = book.add_worksheet(_("About"))
    about.set_column(0, 0, 110)
    for row, line in enumerate(notes(rows, package, lang)):
        about.write_string(row, 0, line)
    book.close()
    return content.getvalue()


def figures_package(rows: pd.DataFrame, package: Dataset) -> bytes:
    """Rows of `select` as a Frictionless data package, with every table that they refer to.

    It is a package that this program serves (`HANOISO_DATA`), outlines and licences among it.
    """
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        names = [SOURCES.path]
        for name, path in _beside(package):
            _add(archive, name, path.read_bytes())
            names.append(name)
        _add(archive, SOURCES.path, _csv_text(_sources_table(package)).encode())
        observations = _plain(rows)
        for origin, part in observations.groupby(_files(rows), sort=True):
            name = f"observations/{origin}.csv"
            _add(archive, name, _csv_text(part).encode())
            names.append(name)
        _add(archive, DESCRIPTION, _described(package, names).encode())
    return content.getvalue()


def notes(rows: pd.DataFrame, package: Dataset, lang: Lang) -> tuple[str, ...]:
    """What must stand beside the figures: version, what they rest on, how to read them."""
    _ = translator(lang).gettext
    n_ = translator(lang).ngettext
    lines = [
        _("Hà Nội Số: figures of the city, its districts, wards and communes."),
        _("Data version {version}.").format(version=package.version),
        n_("{count} row.", "{count} rows.", len(rows)).format(count=len(rows)),
    ]
    made = int((rows["provenance"] == "illustrative").sum())
    if made:
        lines.append(
            n_(
                "{count} row is illustrative: made for demonstration, no figure of any unit.",
                "{count} rows are illustrative: made for demonstration, no figures of any unit.",
                made,
            ).format(count=made)
        )
    lines.append(
        _("Each row names its source and what it rests on; licences are with the sources.")
    )
    return tuple(lines)


def _beside(package: Dataset) -> Iterator[tuple[str, Path]]:
    """The files of the package that are no observations, and no others of its folder.

    The sources are not among them: imports may have brought more.
    """
    patterns = [table.path for table in TABLES if table not in (OBSERVATIONS, SOURCES)]
    for pattern in (*patterns, *BOUNDARIES.values(), "*/*.LICENSE.txt", "README.md"):
        for path in sorted(package.root.glob(pattern)):
            yield path.relative_to(package.root).as_posix(), path


def _plain(rows: pd.DataFrame) -> pd.DataFrame:
    """The schema's columns, `preferred` as the package writes it."""
    frame = rows[list(COLUMNS)].copy()
    frame["preferred"] = rows["preferred"].map({True: "1", False: "0"})
    return frame


def _table(rows: pd.DataFrame, package: Dataset, lang: Lang) -> pd.DataFrame:
    """As `_plain`, with names for a reader and every text harmless in a spreadsheet."""
    frame = _plain(rows)
    names = {f"{key[0]}/{key[1]}": unit.name.in_(lang) for key, unit in package.units.items()}
    frame["unit_name"] = (rows["geography"] + "/" + rows["unit_code"]).map(names).fillna("")
    frame["series_name"] = rows["series_id"].map(
        {
            series.series_id: package.indicators[series.indicator_id].name.in_(lang)
            for series in package.series.values()
        }
    )
    for column, part in (("source_title", "title"), ("source_url", "url")):
        parts = {key: getattr(source, part) for key, source in package.sources.items()}
        frame[column] = rows["source_id"].map(parts).fillna("")
    frame["data_version"] = package.version
    for column in frame.columns:
        if column not in _NUMBERS:
            frame[column] = harmless_column(frame[column].astype("str"))
    return frame


def _sources(rows: pd.DataFrame, package: Dataset) -> pd.DataFrame:
    """The sources that the rows name, harmless in a spreadsheet."""
    table = _sources_table(package)
    used = table[table["source_id"].isin(rows["source_id"].unique())]
    return used.apply(harmless_column)


def _sources_table(package: Dataset) -> pd.DataFrame:
    columns = list(SOURCES.schema.columns)
    lines = [[getattr(one, name) for name in columns] for one in package.sources.values()]
    return pd.DataFrame(lines, columns=columns, dtype="str")


def _csv_text(frame: pd.DataFrame) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(frame.columns)
    columns = [_texts(frame[name]) for name in frame.columns]
    writer.writerows(zip(*columns, strict=True))
    return text.getvalue()


def _texts(column: pd.Series) -> list[str]:
    """Numbers as the shortest text that reads back as the same number; whole ones without ".0"."""
    if column.name not in _NUMBERS:
        return [str(cell) for cell in column]
    return ["" if cell != cell else repr(float(cell)).removesuffix(".0") for cell in column]  # noqa: PLR0124


def _write(sheet: Any, frame: pd.DataFrame, book: Any) -> None:
    """A table with its heading in bold; text is never run, linked or turned into a number."""
    bold = book.add_format({"bold": True})
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(frame.columns) - 1, 18)
    for column, name in enumerate(frame.columns):
        sheet.write_string(0, column, name, bold)
    numeric = [name in _NUMBERS for name in frame.columns]
    for row, cells in enumerate(frame.itertuples(index=False), start=1):
        for column, cell in enumerate(cells):
            if not numeric[column]:
                sheet.write_string(row, column, cell)
            elif cell == cell:  # noqa: PLR0124 - NaN alone differs from itself
                sheet.write_number(row, column, cell)


def _files(rows: pd.DataFrame) -> pd.Series:
    """Which file of the package a row belongs in: by geography, what was made apart."""
    made = rows["provenance"].map({"illustrative": "illustrative_"}).fillna("")
    names = {"city": "city", "district": "districts", "commune": "communes"}
    return (made + rows["geography"].map(names)).rename("file")


def _described(package: Dataset, names: list[str]) -> str:
    """The package's description, of the tables that are in this archive, with the version."""
    whole = json.loads(describe(package.root))
    whole["version"] = package.version
    by_path = {resource["path"]: resource for resource in whole["resources"]}
    pattern = next(part for path, part in by_path.items() if path.startswith("observations/"))
    resources = []
    for name in names:
        if name in by_path:
            resources.append(by_path[name])
        elif name.startswith("observations/"):
            stem = name.removesuffix(".csv").replace("/", "-").replace("_", "-")
            bare = {key: value for key, value in pattern.items() if key != "licenses"}
            resources.append(bare | {"name": stem, "path": name})
    whole["resources"] = resources
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, _TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, content)

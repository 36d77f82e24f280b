"""What the files of the Data page say, against the figures that the pages print."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import openpyxl

from lib.analysis.rounding import round_for_display, round_illustrative
from lib.app.kit import map_queries
from lib.data.package import Dataset
from lib.features.data_admin import export_files
from lib.model.vocabulary import Geography, Lang
from lib.text import translator
from tests.unit.truth.claims import Claim


def of_exports(package: Dataset, geography: Geography, lang: Lang) -> Iterator[Claim]:
    """Every preferred figure of the units, in CSV, workbook and package."""
    rows = export_files.select(package, geographies=[geography])
    text = export_files.figures_csv(rows, package, lang).decode("utf-8-sig")
    yield from _claims(csv.DictReader(io.StringIO(text)), f"csv {lang}", package, geography)
    content = io.BytesIO(export_files.figures_xlsx(rows, package, lang))
    book = openpyxl.load_workbook(content, read_only=True)
    head, *lines = book[translator(lang).gettext("Figures")].iter_rows(values_only=True)
    named = (dict(zip(map(str, head), line, strict=False)) for line in lines)
    yield from _claims(named, f"workbook {lang}", package, geography)
    with zipfile.ZipFile(io.BytesIO(export_files.figures_package(rows, package))) as archive:
        for name in archive.namelist():
            if name.startswith("observations/"):
                part = csv.DictReader(io.StringIO(archive.read(name).decode()))
                yield from _claims(part, "package", package, geography)


def _claims(
    rows: Iterable[Mapping[str, Any]], place: str, package: Dataset, geography: Geography
) -> Iterator[Claim]:
    mapped = map_queries.mapped(package.version, geography)
    for row in rows:
        is_shown = row["series_id"] in mapped and str(row["preferred"]) == "1"
        if not is_shown or row["value"] in (None, ""):
            continue
        indicator = map_queries.indicator_of(str(row["series_id"]))
        write = round_illustrative if row["provenance"] == "illustrative" else round_for_display
        value = write(float(row["value"]), indicator)
        about = (str(row["unit_code"]), str(row["series_id"]), str(row["period"]))
        yield Claim(place, *about, "value", (value, row["provenance"]))

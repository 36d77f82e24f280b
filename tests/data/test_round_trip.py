"""What leaves the program and comes back changes nothing; a template filled in matches whole."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from lib.data.csv_injection import escape_formula, unescape_formula
from lib.data.intake.layout import best_sheet
from lib.data.intake.lookup import name_index
from lib.data.intake.reading import read
from lib.data.limits import Limits
from lib.data.package import Dataset, load
from lib.data.store.check import clean, problems
from lib.data.template import TemplateError, template_xlsx
from lib.features.data_admin.export_files import (
    COLUMNS,
    figures_csv,
    figures_package,
    figures_xlsx,
    notes,
    select,
)
from lib.features.data_admin.export_geojson import figures_geojson
from lib.model.vocabulary import Geography, Lang
from tests.data.making_intake import drafted, figures, previewed


def unchanged(package: Dataset, content: bytes, rows: int) -> None:
    """Every row of the file is the same as the one held, and nothing is asked."""
    reading = read(content, "x", Limits())
    seen = 0
    for place, _sheet in enumerate(reading.sheets):
        draft = drafted(package, reading, sheet=place)
        if draft.rows.empty:
            continue
        view = previewed(package, draft)
        assert set(view.rows["status"]) == {"same"}
        assert draft.needed == ()
        seen += len(view.rows)
    assert seen == rows


@pytest.fixture(scope="module")
def some(shipped: Dataset) -> Dataset:
    """The package without most of what was made: enough of each kind."""
    frame = shipped.observations
    made = frame["provenance"] == "illustrative"
    kept = frame[~made | (frame.index % 40 == 0)]
    awkward = kept.iloc[[0]].assign(
        period="2020-01", value=0.1 + 0.2, note="'=1+1 “x” ;,\t y", quote="-5 người\nhai dòng"
    )
    lost = kept.iloc[[0]].assign(period="2020-02", value=float("nan"), missing_reason="suppressed")

    frame = pd.concat([kept, awkward, lost], ignore_index=True)
    return replace(shipped, observations=frame)


def test_csv_of_everything_changes_nothing(shipped: Dataset) -> None:
    rows = select(shipped)
    unchanged(shipped, figures_csv(rows, shipped, "vi"), len(shipped.observations))


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_csv_and_workbook_change_nothing(some: Dataset, lang: Lang) -> None:
    rows = select(some)
    unchanged(some, figures_csv(rows, some, lang), len(rows))
    unchanged(some, figures_xlsx(rows, some, lang), len(rows))


def test_a_selection_of_one_figure_changes_nothing(some: Dataset) -> None:
    for place in (0, len(some.observations) - 2, len(some.observations) - 1):
        rows = some.observations.iloc[[place]]
        unchanged(some, figures_csv(rows, some, "vi"), 1)
        unchanged(some, figures_xlsx(rows, some, "vi"), 1)


@pytest.mark.parametrize("geography", ["district", "commune"])
def test_a_map_changes_nothing(some: Dataset, geography: Geography) -> None:
    rows = select(some, geographies=[geography])
    plain = rows[rows["unit_code"].isin([key[1] for key in some.units if key[0] == geography])]
    content = figures_geojson(rows, some, geography=geography, lang="vi")
    unchanged(some, content, len(plain))
    collection = json.loads(content)
    feature = collection["features"][0]
    assert feature["properties"]["unit_code"] == feature["id"]
    assert any("ODbL" in note or "geoBoundaries" in note for note in collection["notes"])


def test_a_data_package_changes_nothing_and_is_a_package(shipped: Dataset, tmp_path: Path) -> None:
    content = figures_package(select(shipped), shipped)
    unchanged(shipped, content, len(shipped.observations))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        description = json.loads(archive.read("datapackage.json"))
        archive.extractall(tmp_path)
    assert description["version"] == shipped.version
    assert {resource["path"] for resource in description["resources"]} <= {
        path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")
    }
    again = load(tmp_path)
    assert len(again.observations) == len(shipped.observations)
    assert again.sources == shipped.sources
    assert figures_package(select(shipped), shipped) == content


def test_selection(shipped: Dataset) -> None:
    rows = select(shipped, series_ids=["unit_par_index"], official_only=True)
    assert set(rows["series_id"]) == {"unit_par_index"}
    assert "illustrative" not in set(rows["provenance"])
    assert "illustrative" in set(select(shipped)["provenance"])
    assert any("illustrative" in note for note in notes(select(shipped), shipped, "en"))
    assert not any("illustrative" in note for note in notes(rows, shipped, "en"))


def test_each_row_bears_source_provenance_and_version(shipped: Dataset) -> None:
    rows = select(shipped, geographies=["city"])
    table = list(csv.DictReader(io.StringIO(figures_csv(rows, shipped, "en").decode("utf-8-sig"))))
    assert set(COLUMNS) < set(table[0])
    assert {line["data_version"] for line in table} == {shipped.version}
    assert all(line["source_title"] and line["provenance"] for line in table)


@pytest.mark.parametrize(
    "text",
    [
        "=1+1", "+84", "-5", "@x", "\t=1", "\r=1", " =1", "'=1", "''=1", "'", "", "x=1", "Hà Nội",
        "＝1", "-", "'x",
    ],
)  # fmt: skip
def test_a_formula_is_harmless_and_comes_back(text: str) -> None:
    safe = escape_formula(text)
    assert unescape_formula(safe) == text
    assert safe.lstrip()[:1] not in set("=+-@＝") or not text
    assert safe[:1] not in {"\t", "\r"}


def test_no_cell_that_leaves_is_run(some: Dataset) -> None:
    rows = select(some)
    table = csv.reader(io.StringIO(figures_csv(rows, some, "vi").decode("utf-8-sig")))
    texts = {cell for line in table for cell in line if cell}
    assert not [text for text in texts if text.lstrip()[:1] in "=@" or text[0] in "\t\r"]
    book = openpyxl.load_workbook(io.BytesIO(figures_xlsx(rows, some, "vi")))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(
    ("geography", "periods", "units"),
    [("commune", ["2025-09", "2025"], 126), ("district", ["2024"], 30), ("city", ["2025"], 1)],
)
def test_a_template_filled_in_matches_whole(
    shipped: Dataset, geography: Geography, periods: list[str], units: int, lang: Lang
) -> None:
    series = ["online_application_rate", "dossiers_received", "pci_score", "dti_rank_34"]
    content = template_xlsx(
        shipped, series_ids=series, periods=periods, geography=geography, lang=lang
    )
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    given = 0
    for row in sheet.iter_rows(min_row=2):
        for cell, value in zip(
            row[3:], (61.5 + row[0].row % 7, 1234 + row[0].row, "x", 3), strict=True
        ):
            cell.value = value
            given += 1
    filled = io.BytesIO()
    book.save(filled)
    reading = read(filled.getvalue(), "mẫu.xlsx", Limits())
    place = best_sheet(reading.sheets, name_index(shipped))
    draft = drafted(shipped, reading, sheet=place)
    assert (place, draft.questions, draft.blank) == (0, (), 0)
    found = figures(draft)
    assert len(found) == given == units * len(periods) * len(series)
    assert {key[1] for key in found} == {geography}
    assert {key[3] for key in found} == set(periods)
    assert set(draft.rows["missing_reason"]) == {"", "suppressed"}


def test_a_template_guards_its_cells_and_explains(shipped: Dataset) -> None:
    content = template_xlsx(
        shipped, series_ids=["pci_score"], periods=["2025"], geography="district", lang="vi"
    )
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet, explained = book.worksheets
    (rule,) = sheet.data_validations.dataValidation
    assert "D2<=100" in rule.formula1
    assert sheet.protection.sheet
    assert sheet["A2"].protection.locked
    assert not sheet["D2"].protection.locked
    texts = " ".join(str(cell.value) for row in explained.iter_rows() for cell in row)
    assert shipped.indicators["pci_score"].name.vi in texts
    assert shipped.version in texts


def test_a_template_of_units_that_did_not_live_is_refused(shipped: Dataset) -> None:
    with pytest.raises(TemplateError, match="lived"):
        template_xlsx(
            shipped, series_ids=["pci_score"], periods=["2024"], geography="commune", lang="vi"
        )


def test_what_is_accepted_is_what_the_store_takes(shipped: Dataset) -> None:
    text = (
        "Mã\tTên đơn vị\tT9/2025\tT10/2025\tGhi chú\n"
        "00070\tPhường Hoàn Kiếm\t5\tx\tBáo cáo 12\n"
        "ALL126\t\t500\t\t\n"
        "\tToàn thành phố\t700\t710\t\n"
    )
    draft = drafted(shipped, text, answers={"series": "dossiers_overdue"})
    rows = previewed(shipped, draft, confirmed="all").accepted()
    assert len(rows) == 5
    assert problems(clean(rows), package=shipped) == []


def test_an_import_of_the_largest_size_is_understood_whole(shipped: Dataset) -> None:
    """126 units, 24 series, 12 months: the size that is promised to be quick."""
    shares = [
        series_id
        for series_id, series in shipped.series.items()
        if shipped.indicators[series.indicator_id].unit == "percent"
    ][:24]
    months = [f"2025-{month:02d}" for month in range(7, 13)]
    months += [f"2026-{month:02d}" for month in range(1, 7)]
    units = [unit for unit in shipped.units.values() if unit.geography == "commune"]
    lines = ["\t".join(["Mã", "Tên đơn vị", "Kỳ", *shares])]
    lines += [
        "\t".join([unit.unit_code, unit.name.vi, month, *(f"{50 + n % 20},25" for n in range(24))])
        for month in months
        for unit in units
    ]
    view = previewed(shipped, drafted(shipped, "\n".join(lines)))
    assert len(view.rows) == 36_288
    assert view.counts["new"] + view.counts["changed"] + view.counts["unusual"] == 36_288

from __future__ import annotations

import csv
import io

import pandas as pd

from lib.style.csv_table import to_csv


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_a_table_survives_with_its_notes_below() -> None:
    frame = pd.DataFrame({"đơn vị": ["Đống Đa", 'có "ngoặc", phẩy'], "value": [1.5, -2.0]})
    content = to_csv(frame, notes=('Nguồn: "Báo"',))
    assert content.startswith(b"\xef\xbb\xbf")
    assert rows(content) == [
        ["đơn vị", "value"],
        ["Đống Đa", "1.5"],
        ['có "ngoặc", phẩy', "-2.0"],
        ["# Nguồn: 'Báo'"],
    ]


def test_cells_that_a_spreadsheet_would_run_are_made_harmless() -> None:
    hostile = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1", "plain"]
    frame = pd.DataFrame(
        {"text": hostile, "mixed": pd.Series(["=x", 1, None, 2, 3, 4, 5, 6], dtype=object)}
    )
    found = rows(to_csv(frame))
    assert [row[0] for row in found[1:]] == [f"'{cell}" for cell in hostile[:-1]] + ["plain"]
    assert found[1][1] == "'=x"
    assert frame["text"].tolist() == hostile

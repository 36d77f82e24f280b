"""What is handed back: the findings as a table, and the rows that were left out."""

from __future__ import annotations

import csv
import io
import math
from typing import Any, Final

import pandas as pd

from lib.data.csv_injection import escape_formula
from lib.data.intake.intake_tables import Notice
from lib.data.intake.preview import STATUS_WORDS, Preview
from lib.model.vocabulary import Lang
from lib.text import N_, translator

_MARK: Final = "\ufeff"  # without it a spreadsheet reads UTF-8 as something else

_BORNE: Final = (
    "provenance", "source_id", "confidence", "preferred", "quote", "note", "numerator",
    "denominator",
)  # fmt: skip
_FINDING: Final = (
    N_("File"), N_("Sheet"), N_("Row"), N_("Column"), N_("Status"), N_("Found"), N_("Expected"),
)  # fmt: skip


def findings_csv(preview: Preview, lang: Lang) -> bytes:
    """Every fault and doubt with file, sheet, row, column, what was found and what expected."""
    _ = translator(lang).gettext
    lines = [[_(head) for head in _FINDING]]
    lines += [
        [
            escape_formula(one.file),
            escape_formula(one.sheet),
            str(one.row),
            one.column,
            _(STATUS_WORDS[one.status]),
            escape_formula(one.found),
            one.expected.in_(lang),
        ]
        for one in preview.findings
    ]
    return _csv(lines)


def left_out_csv(preview: Preview, lang: Lang) -> bytes:
    """The rows left out, in the form of an import, each with the reason: mend and send again."""
    return _csv(_left_out(preview, lang))


def left_out_xlsx(preview: Preview, lang: Lang) -> bytes:
    """As `left_out_csv`, as a workbook."""
    import xlsxwriter  # noqa: PLC0415 - 8 MB, wanted by downloads alone

    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    sheet = book.add_worksheet(translator(lang).gettext("Left out")[:31])
    for row, line in enumerate(_left_out(preview, lang)):
        for column, text in enumerate(line):
            sheet.write_string(row, column, text)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, 8, 22)
    book.close()
    return content.getvalue()


def _left_out(preview: Preview, lang: Lang) -> list[list[str]]:
    """Unit, series and period as they were found where they were not understood.

    With what else a row bears, in columns named as the program's own tables name them.
    """
    _ = translator(lang).gettext
    heads = (N_("Row"), N_("Unit code"), N_("Unit name"), N_("Period"), N_("Indicator"),
             N_("Value"), N_("Reason"))  # fmt: skip
    left = preview.left_out()
    borne = [name for name in _BORNE if left[name].replace("", None).notna().any()]
    lines = [[*(_(head) for head in heads), *borne]]
    for row in left.to_dict("records"):
        reason = row["expected"].in_(lang) if isinstance(row["expected"], Notice) else ""
        status = _(STATUS_WORDS[row["status"]])
        lines.append(
            [
                str(row["row"]),
                escape_formula(row["code_found"] or row["unit_code"]),
                escape_formula(row["name_found"]),
                escape_formula(row["period"]),
                escape_formula(row["series_id"] or row["heading"]),
                escape_formula(_figure(row)),
                f"{status}: {reason}" if reason else status,
                *(_borne(row[name]) for name in borne),
            ]
        )
    return lines


def _borne(value: Any) -> str:
    if isinstance(value, float):
        return "" if math.isnan(value) else f"{value:.15g}"
    return escape_formula(str(value))


def _figure(row: dict[Any, Any]) -> str:
    value = row["value"]
    if isinstance(value, float) and not pd.isna(value):
        return f"{value:.15g}"
    return str(row["missing_reason"] or row["cell"])


def _csv(lines: list[list[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(lines)
    return (_MARK + text.getvalue()).encode()

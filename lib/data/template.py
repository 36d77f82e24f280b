"""Workbooks to fill in: units and codes stand there, cells take only figures, a sheet explains.

What is filled in comes back through an import and matches completely: each row bears its code, its
name and its period, each column its series.
"""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from typing import Any, Final

from lib.data.package import Dataset
from lib.model.entities import Indicator, Unit
from lib.model.period import parse_period
from lib.model.vocabulary import Geography, Lang
from lib.text import N_, translator

_FIRST: Final = 3  # columns before the figures: code, name, period
_SIGNS: Final = ("-", "…", "x", "NA")
_EXPLAINED: Final = (
    N_("Fill in the white cells only; grey ones say what each figure is about."),
    N_("Leave a cell empty where there is nothing to report yet."),
    N_("A sign where there is no figure: “-” nothing of the kind, “…” not collected, "
       "“x” kept back, “NA” no data for this period."),
    N_("Shares are in per cent: 85.5 for 85.5 %. Write numbers as your spreadsheet does."),
    N_("Then save the workbook and upload it on the page Data. Nothing is written before you "
       "have seen what would change."),
)  # fmt: skip


class TemplateError(ValueError):
    """Units that do not live in a period, or nothing to fill in, with what was expected."""


def template_xlsx(
    package: Dataset,
    *,
    series_ids: Sequence[str],
    periods: Sequence[str],
    geography: Geography,
    lang: Lang,
) -> bytes:
    """A workbook for these series (columns) and periods (rows within each unit).

    Raises TemplateError where no unit of the geography lives in a period or there is no series or
    period, KeyError for an unknown series, ValueError for a period that cannot be read.
    """
    import xlsxwriter  # noqa: PLC0415 - 8 MB, wanted by downloads alone

    rows = [(unit, period) for period in periods for unit in _living(package, geography, period)]
    if not rows or not series_ids:
        raise TemplateError(
            f"{geography} {list(periods)}: expected series, and units that lived then"
        )
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False})
    _ = translator(lang).gettext
    indicators = [package.indicators[package.series[one].indicator_id] for one in series_ids]
    sheet = book.add_worksheet(_("Figures"))
    _fill(book, sheet, rows, list(zip(series_ids, indicators, strict=True)), lang)
    _explain(book, package, series_ids, lang)
    book.close()
    return content.getvalue()


def _living(package: Dataset, geography: Geography, period: str) -> list[Unit]:
    """The units of a geography that lived in a period, the city's own row last."""
    when = parse_period(period)
    units = [unit for unit in package.units.values() if unit.geography == geography]
    if when.start is None or when.end is None:
        return units
    return [
        unit
        for unit in units
        if (unit.valid_from is None or when.end >= unit.valid_from)
        and (unit.valid_to is None or when.start <= unit.valid_to)
    ]


def _fill(
    book: Any,
    sheet: Any,
    rows: list[tuple[Unit, str]],
    columns: list[tuple[str, Indicator]],
    lang: Lang,
) -> None:
    _ = translator(lang).gettext
    given = book.add_format({"bg_color": "#EEF0F2", "border": 1, "border_color": "#C9CDD2"})
    head = book.add_format(
        {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#DDE3EA"}
    )
    free = book.add_format({"locked": False, "border": 1, "border_color": "#C9CDD2"})
    for column, text in enumerate((_("Unit code"), _("Unit name"), _("Period"))):
        sheet.write_string(0, column, text, head)
    for column, (series_id, indicator) in enumerate(columns, start=_FIRST):
        sheet.write_string(0, column, f"{indicator.name.in_(lang)} [{series_id}]", head)
    for row, (unit, period) in enumerate(rows, start=1):
        sheet.write_string(row, 0, unit.unit_code, given)
        sheet.write_string(row, 1, unit.name.in_(lang), given)
        sheet.write_string(row, 2, period, given)
        for column in range(_FIRST, _FIRST + len(columns)):
            sheet.write_blank(row, column, None, free)
    for column, (_series_id, indicator) in enumerate(columns, start=_FIRST):
        sheet.data_validation(1, column, len(rows), column, _rule(column, indicator, lang))
    sheet.set_column(0, 0, 11)
    sheet.set_column(1, 1, 30)
    sheet.set_column(2, 2, 11)
    sheet.set_column(_FIRST, _FIRST + len(columns) - 1, 22)
    sheet.freeze_panes(1, _FIRST)
    # Without a password: a guard against slips, not a lock.
    sheet.protect("", {"format_columns": True, "sort": True, "autofilter": True})


def _rule(column: int, indicator: Indicator, lang: Lang) -> dict[str, Any]:
    """A figure within the indicator's range, or one of the signs for none."""
    from xlsxwriter.utility import xl_rowcol_to_cell  # noqa: PLC0415 - as above

    _ = translator(lang).gettext
    cell = xl_rowcol_to_cell(1, column)
    low, high = _range(indicator)
    tests = [f"ISNUMBER({cell})"]
    tests += [f"{cell}>={low:g}"] if low is not None else []
    tests += [f"{cell}<={high:g}"] if high is not None else []
    signs = ",".join(f'{cell}="{sign}"' for sign in _SIGNS)
    return {
        "validate": "custom",
        "value": f"=OR(AND({','.join(tests)}),{signs})",
        "ignore_blank": True,
        "error_title": _("Not a figure for this cell")[:32],
        "error_message": _allowed(indicator, lang)[:255],
    }


def _range(indicator: Indicator) -> tuple[float | None, float | None]:
    """The least and most that a figure can be; None where there is no end."""
    if indicator.kind == "rank":
        return 1, indicator.cap
    low = None if indicator.kind == "growth" else 0
    return low, indicator.cap


def _allowed(indicator: Indicator, lang: Lang) -> str:
    _ = translator(lang).gettext
    low, high = _range(indicator)
    if low is None:
        return _("A number, or a sign for none: -, …, x, NA.")
    if high is None or math.isinf(high):
        return _("A number of at least {low}, or a sign for none: -, …, x, NA.").format(
            low=f"{low:g}"
        )
    said = _("A number from {low} to {high}, or a sign for none: -, …, x, NA.")
    return said.format(low=f"{low:g}", high=f"{high:g}")


def _explain(book: Any, package: Dataset, series_ids: Sequence[str], lang: Lang) -> None:
    """How to fill in, and what each series is."""
    _ = translator(lang).gettext
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet(_("Explanation"))
    sheet.set_column(0, 0, 48)
    sheet.set_column(1, 1, 90)
    sheet.write_string(0, 0, _("How to fill in"), bold)
    for row, line in enumerate(_EXPLAINED):
        sheet.write_string(row, 1, _(line), wrap)
    row = len(_EXPLAINED) + 1
    for series_id in series_ids:
        series = package.series[series_id]
        indicator = package.indicators[series.indicator_id]
        sheet.write_string(row, 0, indicator.name.in_(lang), bold)
        told = (indicator.definition, series.population, series.method)
        lines = [*(part.in_(lang) for part in told), _allowed(indicator, lang)]
        sheet.write_string(row, 1, "\n".join(line for line in lines if line), wrap)
        row += 1
    sheet.write_string(
        row + 1, 0, _("Data version {version}.").format(version=package.version), wrap
    )

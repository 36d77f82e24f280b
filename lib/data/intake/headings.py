"""The words that head columns, in both languages, in plain form."""

from __future__ import annotations

from typing import Final, Literal

Role = Literal[
    "unit_name", "unit_code", "geography", "period", "series", "value", "figures", "provenance",
    "source_id", "confidence", "preferred", "quote", "note", "numerator", "denominator",
    "missing_reason", "order", "plan", "ignored", "unknown",
]  # fmt: skip
"""What a column holds. "figures": its heading names a series, period or unit; "value": figures of
which the row tells all; "plan": plan values, which are no results."""

_HEADED: Final[dict[Role, str]] = {
    "unit_code": """ma, ma don vi, ma dvhc, ma dv, ma so, ma dia phuong, ma quan huyen, ma xa,
        ma phuong xa, ma xa phuong, ma don vi hanh chinh, unit code, code""",
    "unit_name": """don vi, ten don vi, ten dvhc, dvhc, don vi hanh chinh, ten don vi hanh chinh,
        quan huyen, quan huyen thi xa, phuong xa, xa phuong, dia phuong, ten dia phuong, dia ban,
        quan, huyen, phuong, xa, ten, ten phuong xa, ten xa phuong, ten quan huyen, unit, unit name,
        district, ward, commune, ward commune, name, locality""",
    "geography": "cap, cap don vi, cap hanh chinh, geography, level",
    "period": """ky, thoi gian, ky bao cao, ky so lieu, thoi diem, thoi ky, nam, thang, quy, ngay,
        period, year, month, quarter, date, time""",
    "series": """chi tieu, chi so, ten chi tieu, ten chi so, ma chi tieu, chuoi, chuoi so lieu,
        noi dung, indicator, series, series id""",
    "value": "gia tri, so lieu, ket qua, thuc hien, value, figure",
    "provenance": "provenance",
    "source_id": "source id",
    "confidence": "confidence",
    "preferred": "preferred",
    "quote": "trich dan, quote",
    "note": "ghi chu, chu thich, note, notes",
    "numerator": "tu so, numerator",
    "denominator": "mau so, denominator",
    "missing_reason": "ly do thieu, missing reason",
    "order": "stt, tt, so tt, so thu tu, no, order",
    "ignored": """don vi tinh, dvt, nguon, unit of measure, source, series name, source title,
        source url, data version, publisher, dong, row, ly do, reason""",
}

ROLES: Final[dict[str, Role]] = {
    " ".join(heading.split()): role
    for role, headings in _HEADED.items()
    for heading in headings.split(",")
}

"""Broken and hostile files by name, made from a seed: what they hold that is true is known.

Each maker returns the bytes of a file (or text to paste) and the figures in it that may be taken.
"""

from __future__ import annotations

import gzip
import io
import random
import struct
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache

import xlsxwriter

SERIES = "online_application_rate"
UNITS = {
    "00070": "Phường Hoàn Kiếm", "00082": "Phường Cửa Nam", "00004": "Phường Ba Đình",
    "00008": "Phường Ngọc Hà", "00025": "Phường Giảng Võ", "00256": "Phường Hai Bà Trưng",
    "00283": "Phường Vĩnh Tuy", "00292": "Phường Bạch Mai", "00235": "Phường Đống Đa",
    "00229": "Phường Kim Liên", "00199": "Phường Láng", "09574": "Phường Sơn Tây",
}  # fmt: skip
PERIODS = ("2025-09", "2025-10")

Truth = dict[tuple[str, str], float]
Cells = list[list[object]]


@dataclass(frozen=True)
class Hostile:
    """A file, or a paste. `refused`: nothing of it may even be read as a table."""

    content: bytes | str
    truth: Truth = field(default_factory=dict)
    refused: bool = False
    small_limits: bool = False


def table(rnd: random.Random) -> tuple[Cells, Truth]:
    """A good table, as a start: code, name, and a column for each of two periods."""
    chosen = rnd.sample(sorted(UNITS), rnd.randint(5, len(UNITS)))
    values = {
        (code, period): round(rnd.uniform(40, 60) + 0.01, 2)
        for code in chosen
        for period in PERIODS
    }
    heads = [f"T{period[-2:]}/{period[:4]}" for period in PERIODS]
    rows: Cells = [["Bảng 1"], ["Mã", "Tên đơn vị", *heads]]
    rows += [[code, UNITS[code], *(values[code, period] for period in PERIODS)] for code in chosen]
    return rows, values


def csv_text(rows: Cells, delimiter: str = ";", decimal: str = ",") -> str:
    def cell(value: object) -> str:
        return f"{value:.2f}".replace(".", decimal) if isinstance(value, float) else str(value)

    return "\n".join(delimiter.join(cell(value) for value in row) for row in rows) + "\n"


def xlsx(
    rows: Cells, *, formulas: Mapping[tuple[int, int], tuple[str, object]] | None = None
) -> bytes:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet("Bảng")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for row, cells in enumerate(rows):
        for column, value in enumerate(cells):
            if isinstance(value, date):
                sheet.write_datetime(row, column, value, day)
            elif isinstance(value, str):
                sheet.write_string(row, column, value)
            else:
                sheet.write(row, column, value)
    for (row, column), (formula, value) in (formulas or {}).items():
        sheet.write_formula(row, column, formula, None, value)
    book.close()
    return content.getvalue()


def rewritten(
    content: bytes, change: Callable[[str, bytes], bytes], extra: dict[str, bytes] | None = None
) -> bytes:
    """A workbook with its parts changed and others added."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, part in (extra or {}).items():
            new.writestr(name, part)
    return made.getvalue()


def in_sheet(content: bytes, change: Callable[[bytes], bytes]) -> bytes:
    return rewritten(content, lambda name, part: change(part) if "worksheets/" in name else part)


def _insert(rnd: random.Random, text: bytes, piece: bytes) -> bytes:
    place = rnd.randrange(len(text))
    return text[:place] + piece + text[place:]


def _spoiled(
    rnd: random.Random, spoil: Callable[[object], object], share: float = 0.4
) -> tuple[Cells, Truth]:
    """The table with some figures replaced; those are no longer true."""
    rows, truth = table(rnd)
    places = [(row, column) for row in range(2, len(rows)) for column in (2, 3)]
    for row, column in rnd.sample(places, max(1, int(share * len(places)))):
        rows[row][column] = spoil(rows[row][column])
        del truth[str(rows[row][0]), PERIODS[column - 2]]
    return rows, truth


def _text_file(rows: Cells, truth: Truth, **how: str) -> Hostile:
    return Hostile(csv_text(rows, **how).encode(), truth)


# Text that is no text


def empty_file(rnd: random.Random) -> Hostile:
    return Hostile(rnd.choice([b"", b" \r\n", b"\n" * rnd.randint(1, 99), b"\t\t"]), refused=True)


def only_null_bytes(rnd: random.Random) -> Hostile:
    return Hostile(b"\0" * rnd.randint(1, 5000), refused=True)


def null_bytes_inside(rnd: random.Random) -> Hostile:
    rows, _truth = table(rnd)
    return Hostile(_insert(rnd, csv_text(rows).encode(), b"\0" * rnd.randint(1, 3)), refused=True)


def control_characters(rnd: random.Random) -> Hostile:
    rows, _truth = table(rnd)
    piece = bytes([rnd.choice([1, 2, 7, 8, 14, 27, 31, 127])])
    return Hostile(csv_text(rows).replace(";", f";{piece.decode()}", 3).encode(), refused=True)


def truncated_utf8(rnd: random.Random) -> Hostile:
    rows, _truth = table(rnd)
    return Hostile(
        csv_text(rows).encode() + "Phường".encode()[: rnd.choice([3, 5, 6])], refused=True
    )


def mixed_encodings(rnd: random.Random) -> Hostile:
    rows, _truth = table(rnd)
    good = csv_text(rows).encode()
    place = good.index(b"\n") + 1
    return Hostile(
        good[:place] + "Đà Nẵng é".encode("cp1258", "ignore") + good[place:], refused=True
    )


def odd_utf16(rnd: random.Random) -> Hostile:
    rows, _truth = table(rnd)
    mark, coding = rnd.choice([(b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")])
    return Hostile(mark + csv_text(rows).encode(coding)[:-1], refused=True)


def lone_surrogate_utf16(rnd: random.Random) -> Hostile:
    rows, _truth = table(rnd)
    text = csv_text(rows).encode("utf-16-le")
    place = 2 * rnd.randrange(len(text) // 2)
    return Hostile(b"\xff\xfe" + text[:place] + b"\x00\xd8" + text[place:], refused=True)


def lone_surrogate_utf8(rnd: random.Random) -> Hostile:
    rows, _truth = table(rnd)
    text = csv_text(rows).replace("Phường", f"Phường{chr(rnd.randrange(0xD800, 0xE000))}", 1)
    return Hostile(text.encode("utf-8", "surrogatepass"), refused=True)


def lone_surrogate_paste(rnd: random.Random) -> Hostile:
    rows, _truth = table(rnd)
    mark = chr(rnd.randrange(0xD800, 0xE000))
    return Hostile(csv_text(rows, "\t").replace("\t", f"\t{mark}", 1), refused=True)


def other_alphabet(rnd: random.Random) -> Hostile:
    rows, truth = table(rnd)
    coding = rnd.choice(["cp500", "koi8_r", "shift_jis", "big5"])
    return Hostile(csv_text(rows).encode(coding, "replace"), truth)


def random_bytes(rnd: random.Random) -> Hostile:
    return Hostile(rnd.randbytes(rnd.randint(20, 20_000)))


def other_formats(rnd: random.Random) -> Hostile:
    start = rnd.choice(
        [
            b"%PDF-1.7\n",
            b"\x89PNG\r\n\x1a\n",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            b"{\\rtf1",
            b"GIF89a",
        ]
    )
    return Hostile(start + rnd.randbytes(400), refused=True)


def compressed_text(rnd: random.Random) -> Hostile:
    rows, _truth = table(rnd)
    return Hostile(gzip.compress(csv_text(rows).encode(), mtime=0), refused=True)


def page_as_table(rnd: random.Random) -> Hostile:
    cells = "".join(f"<td>{rnd.random():.2f}</td>" for _cell in range(9))
    return Hostile(
        f"<html><script>alert(1)</script><table><tr>{cells}</tr></table></html>".encode()
    )


def deep_json(rnd: random.Random) -> Hostile:
    depth = rnd.randint(2_000, 200_000)
    return Hostile(
        b'{"features":' + b"[" * depth + b"]" * rnd.choice([0, depth]) + b"}", refused=True
    )


# Archives and workbooks


def truncated_zip(rnd: random.Random) -> Hostile:
    rows, _truth = table(rnd)
    content = xlsx(rows)
    return Hostile(content[: rnd.randrange(30, len(content) - 30)], refused=True)


def corrupted_zip(rnd: random.Random) -> Hostile:
    rows, truth = table(rnd)
    content = bytearray(xlsx(rows))
    for _byte in range(rnd.randint(20, 60)):
        content[rnd.randrange(40, len(content))] = rnd.randrange(256)
    return Hostile(bytes(content), truth)


def other_archive(rnd: random.Random) -> Hostile:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        name = rnd.choice(["a.txt", "../../etc/passwd", "/xl/x.xml", "word/document.xml"])
        archive.writestr(name, rnd.randbytes(99))
    return Hostile(made.getvalue(), refused=True)


def zip_bomb(rnd: random.Random) -> Hostile:
    rows, _truth = table(rnd)
    size = rnd.randint(10, 14) * 1024 * 1024
    name = rnd.choice(["xl/worksheets/sheet2.xml", "xl/sharedStrings2.xml", "xl/media/a.bin"])
    content = rewritten(xlsx(rows), lambda _name, part: part, {name: bytes(size)})
    return Hostile(content, refused=True, small_limits=True)


def many_parts(rnd: random.Random) -> Hostile:
    return Hostile(_of_parts(5_001 + rnd.randrange(3)), refused=True)


@cache
def _of_parts(count: int) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in ("xl/workbook.xml", *(f"xl/a{number}.bin" for number in range(count))):
            archive.writestr(zipfile.ZipInfo(name), b"")
    return made.getvalue()


def entity_bomb(rnd: random.Random) -> Hostile:
    rows, _truth = table(rnd)
    inner = "".join(f'<!ENTITY a{level} "{f"&a{level - 1};" * 10}">' for level in range(1, 10))
    bomb = f'<!DOCTYPE x [<!ENTITY a0 "lol">{inner}]>'.encode()
    target = rnd.choice(
        ["worksheets/sheet1.xml", "sharedStrings.xml", "workbook.xml", "styles.xml"]
    )
    content = rewritten(
        xlsx(rows),
        lambda name, part: part.replace(b"?>", b"?>" + bomb, 1) if name.endswith(target) else part,
    )
    return Hostile(content, refused=True)


def outside_entity(rnd: random.Random) -> Hostile:
    rows, _truth = table(rnd)
    address = rnd.choice(["file:///etc/passwd", "http://127.0.0.1:9/x", "/dev/zero"])
    declared = f'<!DOCTYPE x [<!ENTITY a SYSTEM "{address}">]>'.encode()
    return Hostile(
        in_sheet(xlsx(rows), lambda part: part.replace(b"?>", b"?>" + declared, 1)), refused=True
    )


def sheet_in_utf16(rnd: random.Random) -> Hostile:
    rows, _truth = table(rnd)
    coding = rnd.choice(["utf-16", "utf-16-be"])
    return Hostile(in_sheet(xlsx(rows), lambda part: part.decode().encode(coding)), refused=True)


def broken_xml(rnd: random.Random) -> Hostile:
    rows, _truth = table(rnd)
    cut = rnd.randint(30, 300)
    return Hostile(in_sheet(xlsx(rows), lambda part: part[:-cut]), refused=True)


def stray_strings(rnd: random.Random) -> Hostile:
    rows, _truth = table(rnd)
    number = rnd.randint(10_000, 10**9)
    return Hostile(
        in_sheet(xlsx(rows), lambda part: part.replace(b't="s"><v>0<', b't="s"><v>%d<' % number)),
        refused=True,
    )


def macros(rnd: random.Random) -> Hostile:
    rows, _truth = table(rnd)
    name = rnd.choice(["xl/vbaProject.bin", "xl/VBAPROJECT.BIN", "customUI/vbaProject.bin"])
    return Hostile(
        rewritten(xlsx(rows), lambda _name, part: part, {name: rnd.randbytes(99)}), refused=True
    )


def under_password(rnd: random.Random) -> Hostile:
    rows, _truth = table(rnd)
    content = bytearray(xlsx(rows))
    place = content.index(b"PK\x01\x02")
    struct.pack_into("<H", content, place + 8, 1)
    return Hostile(bytes(content), refused=True)


def links_outside(rnd: random.Random) -> Hostile:
    rows, truth = _spoiled(rnd, lambda _value: None)
    gaps = [
        (row, column)
        for row in range(2, len(rows))
        for column in (2, 3)
        if rows[row][column] is None
    ]
    formulas = {place: (f"=[{rnd.randint(1, 9)}]Sheet1!A1", 55.5) for place in gaps}
    link = b"<externalLink/>"
    content = rewritten(
        xlsx(rows, formulas=formulas),
        lambda _name, part: part,
        {"xl/externalLinks/externalLink1.xml": link},
    )
    return Hostile(content, truth)


def formulas_without_results(rnd: random.Random) -> Hostile:
    rows, truth = _spoiled(rnd, lambda _value: None)
    gaps = [
        (row, column)
        for row in range(2, len(rows))
        for column in (2, 3)
        if rows[row][column] is None
    ]
    content = xlsx(rows, formulas=dict.fromkeys(gaps, ("=A1*2", "")))
    return Hostile(in_sheet(content, lambda part: part.replace(b"<v></v>", b"")), truth)


def error_cells(rnd: random.Random) -> Hostile:
    rows, truth = _spoiled(
        rnd, lambda _value: rnd.choice(["#N/A", "#REF!", "#DIV/0!", True, False])
    )
    return Hostile(xlsx(rows), truth)


def ten_million_rows_declared(rnd: random.Random) -> Hostile:
    rows, truth = table(rnd)
    last = rnd.randint(10_000_000, 99_999_999)
    content = in_sheet(
        xlsx(rows),
        lambda part: part.replace(b'<dimension ref="', b'<dimension ref="A1:XFD%d" x="' % last),
    )
    return Hostile(content, truth)


def row_beyond_the_last(rnd: random.Random) -> Hostile:
    rows, _truth = table(rnd)
    far = b'<row r="%d"><c r="A%d"><v>1</v></c></row></sheetData>'
    last = rnd.randint(1_048_577, 10**11)
    return Hostile(
        in_sheet(xlsx(rows), lambda part: part.replace(b"</sheetData>", far % (last, last))),
        refused=True,
    )


def column_beyond_the_last(rnd: random.Random) -> Hostile:
    rows, _truth = table(rnd)
    letters = rnd.choice([b"XFD", b"DZZ", b"ZZZZZ", b"AAAAAAAA"])
    return Hostile(
        in_sheet(
            xlsx(rows),
            lambda part: part.replace(b'r="B2"', b'r="%s2"' % letters),
        ),
        refused=True,
    )


def too_many_sheets(rnd: random.Random) -> Hostile:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    for number in range(51 + rnd.randrange(5)):
        book.add_worksheet().write(0, 0, number)
    book.close()
    return Hostile(content.getvalue(), refused=True)


# Tables of a wrong shape


def million_columns(rnd: random.Random) -> Hostile:
    mark = rnd.choice([b",", b";", b"\t"])
    return Hostile(b"Ma" + mark * (1_000_000 + rnd.randrange(9)) + b"\n1", refused=True)


def too_many_rows(rnd: random.Random) -> Hostile:
    rows, _truth = table(rnd)
    more = csv_text(rows) + "00070;a;1;2\n" * (1_200 + rnd.randrange(99))
    return Hostile(more.encode(), refused=True, small_limits=True)


def endless_cell(rnd: random.Random) -> Hostile:
    rows, _truth = table(rnd)
    return Hostile(
        (csv_text(rows) + "00070;" + "x" * (150_000 + rnd.randrange(99)) + ";1;2\n").encode(),
        refused=True,
    )


def open_quotation(rnd: random.Random) -> Hostile:
    rows, _truth = table(rnd)
    rows[rnd.randrange(2, len(rows))][1] = '"Phường'
    return Hostile(csv_text(rows).encode(), refused=True)


def unquoted_decimal_commas(rnd: random.Random) -> Hostile:
    rows, _truth = table(rnd)
    return Hostile(csv_text(rows, ",", ",").encode())


def shifted_rows(rnd: random.Random) -> Hostile:
    rows, truth = table(rnd)
    for row in rnd.sample(rows[2:], 3):
        row.insert(2, "13,5")
        for period in PERIODS:
            del truth[str(row[0]), period]
    return _text_file(rows, truth)


def headings_twice(rnd: random.Random) -> Hostile:
    rows, _truth = table(rnd)
    rows[1][3] = rows[1][2]
    return _text_file(rows, {})


def no_heading(rnd: random.Random) -> Hostile:
    rows, _truth = table(rnd)
    return _text_file(rows[2:], {})


def rows_twice(rnd: random.Random) -> Hostile:
    rows, truth = table(rnd)
    for row in rnd.sample(rows[2:], 3):
        rows.append([*row[:2], 39.13, 61.17])
        for period in PERIODS:
            del truth[str(row[0]), period]
    return _text_file(rows, truth)


# Figures that are none


def mixed_decimals(rnd: random.Random) -> Hostile:
    rows, _truth = table(rnd)
    texts = csv_text(rows[2:3]) + csv_text(rows[3:], ";", ".")
    head = csv_text(rows[:2])
    return Hostile((head + texts).encode(), {})


def ambiguous_thousands(rnd: random.Random) -> Hostile:
    rows, _truth = table(rnd)
    for row in rows[2:]:
        row[2:] = [
            f"{rnd.randint(1, 99)}{rnd.choice('.,')}{rnd.randint(100, 999)}" for _cell in PERIODS
        ]
    return _text_file(rows, {})


def formula_texts(rnd: random.Random) -> Hostile:
    evil = ['=HYPERLINK("http://x")', "=1+1", "+1+cmd|' /C calc'!A0", "@SUM(1)", "-2+3", "\t=1"]
    rows, truth = _spoiled(rnd, lambda _value: rnd.choice(evil))
    return _text_file(rows, truth)


def markup_in_names(rnd: random.Random) -> Hostile:
    rows, truth = table(rnd)
    for row in rnd.sample(rows[2:], 3):
        for period in PERIODS:
            del truth[str(row[0]), period]
        row[1] = rnd.choice(
            ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "'; DROP TABLE x--"]
        )
    return _text_file(rows, truth)


def direction_marks(rnd: random.Random) -> Hostile:
    rows, truth = _spoiled(rnd, lambda value: f"\u202e{value:.2f}\u202c")
    return _text_file(rows, truth)


def huge_numbers(rnd: random.Random) -> Hostile:
    spoil = rnd.choice(
        [
            lambda _value: 1e308,
            lambda _value: -1e308,
            lambda _value: "1e308",
            lambda _value: "9" * 400,
        ]
    )
    rows, truth = _spoiled(rnd, spoil)
    return Hostile(xlsx(rows), truth)


def not_a_number_texts(rnd: random.Random) -> Hostile:
    rows, truth = _spoiled(
        rnd,
        lambda _value: rnd.choice(["NaN", "nan", "inf", "-Infinity", "null", "None", "①", "٣٤"]),
    )
    return _text_file(rows, truth)


def out_of_range(rnd: random.Random) -> Hostile:
    rows, truth = _spoiled(rnd, lambda _value: rnd.choice([100.01, -0.5, 1234.5, -99.0]))
    return _text_file(rows, truth)


def figures_as_dates(rnd: random.Random) -> Hostile:
    rows, truth = _spoiled(rnd, lambda _value: date(2025, rnd.randint(1, 12), rnd.randint(1, 28)))
    return Hostile(xlsx(rows), truth)


def fractions_for_shares(rnd: random.Random) -> Hostile:
    rows, _truth = table(rnd)
    for row in rows[2:]:
        row[2:] = [round(rnd.uniform(0.4, 0.6), 4) for _cell in PERIODS]
    return Hostile(xlsx(rows), {})


def digits_of_other_scripts(rnd: random.Random) -> Hostile:
    rows, _truth = table(rnd)
    digits = {str(digit): chr(rnd.choice([0x660, 0x966, 0x1D7CE]) + digit) for digit in range(10)}
    rows[1][2:] = ["".join(digits.get(mark, mark) for mark in "2025"), "٢٠٢٥-٠٩"]
    for row in rows[2:]:
        row[0] = "".join(digits[mark] for mark in str(row[0]))
    return _text_file(rows, {})


def endless_texts(rnd: random.Random) -> Hostile:
    rows, truth = table(rnd)
    long = rnd.choice([" ", "(", "[a", "năm 2025 ", "1 ", "q ", "-"]) * rnd.randint(9_000, 12_000)
    rows[0].append(f"x{long}x")
    rows[1].append(f"T9{long}2025")
    for row in rows[2:]:
        row.append(f"1{long}x" if row[0] in {"00070", "00082"} else "")
    rows.append(["", f"Phường{long}Láng", 50.5, 51.5, f"1{long}x"])
    return Hostile(csv_text(rows, "\t").encode(), truth)


# Units and periods that are others


def periods_as_serial_numbers(rnd: random.Random) -> Hostile:
    rows, _truth = table(rnd)
    rows[1][2:] = [45901, 45931]  # the first of September and of October 2025
    return Hostile(xlsx(rows), {})


def periods_to_come(rnd: random.Random) -> Hostile:
    rows, _truth = table(rnd)
    rows[1][2:] = [f"T{rnd.randint(1, 12)}/2031", "2099"]
    return _text_file(rows, {})


def impossible_periods(rnd: random.Random) -> Hostile:
    rows, _truth = table(rnd)
    rows[1][2:] = [
        rnd.choice(["13/2025", "31/2/2025", "Q5/2025"]),
        rnd.choice(["0000", "6/31/2025", "T0/2025"]),
    ]
    return _text_file(rows, {})


def plans_for_results(rnd: random.Random) -> Hostile:
    rows, _truth = table(rnd)
    rows[1][2:] = [rnd.choice(["Kế hoạch 2025", "KH 2025", "Plan 2025"]), "Mục tiêu T9/2025"]
    return _text_file(rows, {})


def codes_of_others(rnd: random.Random) -> Hostile:
    rows, _truth = table(rnd)
    codes = [row[0] for row in rows[2:]]
    for row, code in zip(rows[2:], codes[1:] + codes[:1], strict=True):
        row[0] = code
    return _text_file(rows, {})


def communes_that_ended(rnd: random.Random) -> Hostile:
    rows, _truth = table(rnd)
    old = rnd.sample(["Phường Hàng Mã", "Phường Hàng Buồm", "Phường Hàng Đào", "Phường Hàng Bồ"], 3)
    rows[2:] = [[rnd.choice(["00043", ""]), name, 50.5, 51.5] for name in old]
    return _text_file(rows, {})


def names_of_two_vintages(rnd: random.Random) -> Hostile:
    rows, _truth = table(rnd)
    names = rnd.sample(["Hoàn Kiếm", "Ba Đình", "Sơn Tây", "Đống Đa", "Long Biên"], 3)
    rows[1:] = [["", "Tên đơn vị", "2025"], *(["", name, 50.5] for name in names)]
    return _text_file(rows, {})


def units_of_another_city(rnd: random.Random) -> Hostile:
    rows, _truth = table(rnd)
    names = rnd.sample(["Quận 1", "Phường Bến Nghé", "Thủ Đức", "Hải Châu", "Ninh Kiều"], 3)
    rows[2:] = [["", name, 50.5, 51.5] for name in names]
    return _text_file(rows, {})


MAKERS: dict[str, Callable[[random.Random], Hostile]] = {
    maker.__name__: maker
    for maker in (
        empty_file, only_null_bytes, null_bytes_inside, control_characters, truncated_utf8,
        mixed_encodings, odd_utf16, lone_surrogate_utf16, lone_surrogate_utf8, lone_surrogate_paste,
        other_alphabet, random_bytes, other_formats, compressed_text, page_as_table, deep_json,
        truncated_zip, corrupted_zip, other_archive, zip_bomb, many_parts, entity_bomb,
        outside_entity, sheet_in_utf16, broken_xml, stray_strings, macros, under_password,
        links_outside, formulas_without_results, error_cells, ten_million_rows_declared,
        row_beyond_the_last, column_beyond_the_last, too_many_sheets, million_columns,
        too_many_rows, endless_cell, open_quotation, unquoted_decimal_commas,
        shifted_rows,
        headings_twice,
        no_heading, rows_twice, mixed_decimals, ambiguous_thousands, formula_texts, markup_in_names,
        direction_marks, huge_numbers, not_a_number_texts, out_of_range, figures_as_dates,
        fractions_for_shares, digits_of_other_scripts, endless_texts, periods_as_serial_numbers,
        periods_to_come, impossible_periods,
        plans_for_results, codes_of_others, communes_that_ended, names_of_two_vintages,
        units_of_another_city,
    )
}  # fmt: skip

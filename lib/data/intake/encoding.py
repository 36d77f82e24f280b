"""From bytes to text: the encodings that spreadsheets of Vietnamese offices write."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from lib.data.problem import Problem
from lib.text import N_

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins with the mark of UTF-16, so it is tried first
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WINDOWS: Final = ("cp1258", "cp1252")
_NAMES: Final = {"cp1258": "Windows-1258", "cp1252": "Windows-1252"}

# What no table of text holds: control characters other than tab and line ends, and surrogates.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\x81\x8d\x8f\x90\x9d\ufffe\uffff\ud800-\udfff]")
# Every combining mark is beyond U+0300, so a heap stands in such a run; most of them hold none.
_HIGHEST_HEAP: Final = 30
_FOREIGN_RUN = re.compile(rf"[^\x00-\u02ff]{{{_HIGHEST_HEAP + 1},}}")
_SAMPLE: Final = 64 * 1024


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text in composed form, what it was written in, or why it cannot be read."""

    text: str
    encoding: str
    problem: Problem | None = None


def decode(content: bytes, file: str) -> Decoded:
    """The text of a file, by its mark, else by its form.

    UTF-8 and UTF-16 prove themselves. Windows-1258 and Windows-1252 do not, so a kept detector
    chooses between them; a name misread then matches no unit rather than a wrong one.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strict(content[len(mark) :], encoding, file)
    if (wide := _wide(content[:_SAMPLE])) is not None:
        return _strict(content, wide, file)
    try:
        return clean(content.decode("utf-8"), "UTF-8", file)
    except UnicodeDecodeError as error:
        if _is_damaged_utf8(content):
            return _broken(content, error, "UTF-8", file)
    return _windows(content, file)


def clean(text: str, encoding: str, file: str) -> Decoded:
    """Text composed (NFC), or the place of the first character that no table holds."""
    bad = _CONTROL.search(text)
    if bad is None:
        return Decoded(unicodedata.normalize("NFC", without_heaps(text)), encoding)
    row = text.count("\n", 0, bad.start()) + 1
    expected = N_("text without control characters, not a binary or damaged file")
    found = f"U+{ord(bad[0]):04X}"
    return Decoded("", encoding, Problem(file, row, None, found, expected))


def without_heaps(text: str) -> str:
    """Text with no more than 30 combining marks on one letter; no script has more than a few.

    Composing a heap of them takes the square of its height.
    """
    return _FOREIGN_RUN.sub(_thinned, text)


def _thinned(run: re.Match[str]) -> str:
    kept: list[str] = []
    height = 0
    for mark in run[0]:
        height = height + 1 if unicodedata.combining(mark) else 0
        if height <= _HIGHEST_HEAP:
            kept.append(mark)
    return "".join(kept)


def _strict(content: bytes, encoding: str, file: str) -> Decoded:
    name = encoding.upper().removesuffix("-LE").removesuffix("-BE")
    try:
        return clean(content.decode(encoding), name, file)
    except UnicodeDecodeError as error:
        return _broken(content, error, name, file)


def _broken(content: bytes, error: UnicodeDecodeError, name: str, file: str) -> Decoded:
    row = content.count(b"\n", 0, error.start) + 1
    found = repr(content[error.start : error.start + 4])
    expected = N_("text in the encoding {encoding}, whole")
    return Decoded("", name, Problem(file, row, None, found, expected, {"encoding": name}))


def _wide(sample: bytes) -> str | None:
    """UTF-16 without a mark: one byte of most pairs is empty, and which one tells the order."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) < len(sample) / 8:
        return None
    return "utf-16-le" if odd >= even else "utf-16-be"


def _is_damaged_utf8(content: bytes) -> bool:
    """Whether most letters beyond ASCII are sound UTF-8: then the rest is damage."""
    text = content.decode("utf-8", errors="replace")
    sound = sum(mark > "\x7f" and mark != "\ufffd" for mark in text)
    return sound > 3 * text.count("\ufffd")


def _windows(content: bytes, file: str) -> Decoded:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - 10 MB, wanted by few imports

    # The header and the first names decide; a whole file of 16 MB would take seconds.
    best = from_bytes(content[:_SAMPLE], cp_isolation=list(_WINDOWS)).best()
    encoding = best.encoding if best is not None else "cp1258"
    try:
        return clean(content.decode(encoding), _NAMES.get(encoding, encoding), file)
    except UnicodeDecodeError as error:
        return _broken(content, error, _NAMES.get(encoding, encoding), file)

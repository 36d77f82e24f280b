"""Reads a file in a process of its own, with limits of memory and time: for strangers' files.

An archive of a megabyte can ask for gigabytes and minutes of whatever reads it. Here that ends the
process that reads, and whoever handed the file in is told in words; the server goes on meanwhile.
"""

from __future__ import annotations

import json
import logging
import resource
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import IO, Any, Final

from lib.data.intake.intake_tables import Cell, FileContents, Notice, Percent, Sheet
from lib.data.intake.reading import file_name, is_archive_or_map, read
from lib.data.limits import Limits
from lib.data.problem import Problem
from lib.text import N_

LOG = logging.getLogger("hanoiso")

MEGABYTES: Final = 1_024
"""Of addresses, of which what is used at once is a part."""

CPU_SECONDS: Final = 60
SECONDS: Final = 120
"""By the clock; more than by the processor, for a machine may do other things at once."""

_ROOT: Final = Path(__file__).parents[3]
_CELLS: Final = 20_000
_NO_MEMORY: Final = 3


def read_isolated(content: bytes, name: str, limits: Limits) -> FileContents:
    """What a file holds, as `reading.read` tells it; for any file of a stranger.

    Plain text, which costs no more than its size, is read in this process.
    """
    if len(content) > limits.size or not is_archive_or_map(content):
        return read(content, name, limits)
    with tempfile.TemporaryFile() as complaints:
        command = [sys.executable, "-m", "lib.data.intake.isolated"]
        child = subprocess.Popen(
            command, cwd=_ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=complaints
        )
        late = threading.Event()

        def end() -> None:
            late.set()
            child.kill()

        timer = threading.Timer(SECONDS, end)
        timer.start()
        try:
            with child:
                _hand_over(child, content, name, limits)
                found = _received(child)
        finally:
            timer.cancel()
        if found is not None:
            return found
        complaints.seek(0)
        said = complaints.read()[-2_000:].decode(errors="replace").strip()
    return _refused(file_name(name), child.returncode, said, is_late=late.is_set())


def _hand_over(child: subprocess.Popen[bytes], content: bytes, name: str, limits: Limits) -> None:
    assert child.stdin is not None  # noqa: S101 - as it was started
    head = json.dumps({"name": name, "limits": asdict(limits)}).encode()
    with suppress(BrokenPipeError), child.stdin:  # its end tells why
        child.stdin.write(head + b"\n" + content)


def _received(child: subprocess.Popen[bytes]) -> FileContents | None:
    """The reading, line by line, so that no other thread waits for long; None if there is no end.

    Texts are told once and then by their number: a table repeats the same few.
    """
    assert child.stdout is not None  # noqa: S101 - as it was started
    texts: list[str] = []
    sheets: list[tuple[str, list[tuple[Cell, ...]], list[int]]] = []
    for line in child.stdout:
        told = json.loads(line)
        if "sheet" in told:
            sheets.append((told["sheet"], [], []))
        elif "rows" in told:
            texts += told["texts"]
            sheets[-1][1].extend(tuple(_cell(one, texts) for one in row) for row in told["rows"])
            sheets[-1][2].extend(told["numbers"])
        else:
            return FileContents(
                sheets=tuple(Sheet(name, tuple(rows), tuple(ns)) for name, rows, ns in sheets),
                notices=tuple(Notice(**one) for one in told.pop("notices")),
                problems=tuple(Problem(**one) for one in told.pop("problems")),
                **told,
            )
    return None


def _refused(file: str, code: int, said: str, *, is_late: bool) -> FileContents:
    """Why there is no reading, for who handed the file in, and in the log."""
    LOG.warning("reading a file was ended: code %s, late %s: %s", code, is_late, said)
    if is_late or code == -signal.SIGXCPU:
        expected = N_("a file that takes less time to read: split it, or save it as CSV")
        problem = Problem(file, None, None, f"> {CPU_SECONDS} s", expected)
    elif code == _NO_MEMORY or "MemoryError" in said or code in (-signal.SIGKILL, -signal.SIGSEGV):
        expected = N_("a file that takes less memory to read: split it, or save it as CSV")
        problem = Problem(file, None, None, f"> {MEGABYTES} MB", expected)
    else:
        expected = N_("a whole archive; save it again and send that file")
        problem = Problem(file, None, None, "", expected)
    return FileContents(file, "workbook", problems=(problem,))


def _cell(told: Any, texts: list[str]) -> Cell:
    if not isinstance(told, list):
        number: Cell = "" if told is None else told
        return number
    match told:
        case [int(place)]:
            return texts[place]
        case [str(day)]:
            return date.fromisoformat(day)
        case [value, _mark]:
            return Percent(value)
    raise ValueError(told)


def _main() -> int:
    _limit()
    head = json.loads(sys.stdin.buffer.readline())
    try:
        found = read(sys.stdin.buffer.read(), head["name"], Limits(**head["limits"]))
        for line in _told(found):
            _write(sys.stdout.buffer, line)
    except MemoryError:
        return _NO_MEMORY
    return 0


def _limit() -> None:
    """Bound this process, before it reads a byte of the file."""
    size = MEGABYTES * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(OSError):  # where memory runs out, this goes first, not the server
        Path("/proc/self/oom_score_adj").write_text("1000")
    # What reads workbooks takes NumPy along where it finds it: time and memory for nothing.
    sys.modules["numpy"] = None  # type: ignore[assignment]


def _told(found: FileContents) -> Iterator[dict[str, Any]]:
    numbers: dict[str, int] = {}
    for sheet in found.sheets:
        yield {"sheet": sheet.name}
        for places in _chunks(sheet):
            new: list[str] = []
            rows = [
                [_as_told(cell, numbers, new) for cell in sheet.rows[place]] for place in places
            ]
            yield {
                "texts": new,
                "rows": rows,
                "numbers": [sheet.numbers[place] for place in places],
            }
    yield {
        "file": found.file,
        "kind": found.kind,
        "encoding": found.encoding,
        "delimiter": found.delimiter,
        "notices": [asdict(one) for one in found.notices],
        "problems": [asdict(one) for one in found.problems],
    }


def _chunks(sheet: Sheet) -> Iterator[range]:
    """The places of rows that have some thousand cells together."""
    start = cells = 0
    for place, row in enumerate(sheet.rows):
        cells += len(row)
        if cells >= _CELLS:
            yield range(start, place + 1)
            start, cells = place + 1, 0
    if start < len(sheet.rows):
        yield range(start, len(sheet.rows))


def _as_told(cell: Cell, numbers: dict[str, int], new: list[str]) -> Any:
    """A cell as JSON can hold it; a text told for the first time is added to `new`."""
    if isinstance(cell, str):
        if cell and cell not in numbers:
            numbers[cell] = len(numbers)
            new.append(cell)
        return [numbers[cell]] if cell else None
    if isinstance(cell, Percent):
        return [float(cell), 0]
    return [cell.isoformat()] if isinstance(cell, date) else cell


def _write(stream: IO[bytes], line: dict[str, Any]) -> None:
    stream.write(json.dumps(line, separators=(",", ":")).encode() + b"\n")


if __name__ == "__main__":
    sys.exit(_main())

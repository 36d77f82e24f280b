"""Medians, 95th percentiles and a table of them; a time is told here, never judged."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession

# Where the server of `bench.served` tells its times; only a server may import that module.
ANSWERS = "/bench/answers"

TICKS_PER_SECOND = 100  # USER_HZ, the same on every Linux


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. `samples` in `unit`; `bar` is the aim in words."""

    what: str
    unit: str
    samples: tuple[float, ...]
    bar: str = ""


def median(samples: Sequence[float]) -> float:
    """The middle value, NaN when nothing was measured."""
    return statistics.median(samples) if samples else float("nan")


def p95(samples: Sequence[float]) -> float:
    """The value that 95 in 100 samples do not exceed (nearest rank), NaN when there are none."""
    if not samples:
        return float("nan")
    ordered = sorted(samples)
    return ordered[min(len(ordered) - 1, -(-95 * len(ordered) // 100) - 1)]


def timed(action: Callable[[], object], *, rounds: int, warm_ups: int) -> tuple[float, ...]:
    """How long each call took, in milliseconds, warm-ups left out."""
    samples = []
    for _ in range(rounds + warm_ups):
        start = time.perf_counter()
        action()
        samples.append((time.perf_counter() - start) * 1000)
    return tuple(samples[warm_ups:])


def show(title: str, rows: Iterable[Row]) -> None:
    """Print the table."""
    lines = [("", "unit", "median", "p95", "n", "bar")]
    lines += [
        (
            row.what,
            row.unit,
            f"{median(row.samples):.2f}",
            f"{p95(row.samples):.2f}",
            str(len(row.samples)),
            row.bar,
        )
        for row in rows
    ]
    widths = [max(len(line[column]) for line in lines) for column in range(6)]
    print(f"\n{title}")
    for line in lines:
        cells = [line[0].ljust(widths[0]), line[1].ljust(widths[1])]
        cells += [cell.rjust(width) for cell, width in zip(line[2:5], widths[2:5], strict=True)]
        print("  ".join([*cells, line[5]]).rstrip())


def cpu_ms(pid: int) -> float:
    """Processor time that the process and its ended threads have used, in milliseconds.

    Counted by the kernel in steps of 10 ms: take the difference over many moves.
    """
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / TICKS_PER_SECOND


def task_ms(session: CDPSession) -> float:
    """The time that a page's main thread has worked so far, by Chromium's own count."""
    found = session.send("Performance.getMetrics")["metrics"]
    return 1000 * float(next(one["value"] for one in found if one["name"] == "TaskDuration"))


def memory_mb(pid: int) -> float:
    """Resident memory of the process in MB (10⁶ bytes)."""
    for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024 / 1e6
    raise ValueError(f"process {pid} has no resident memory; has it ended?")

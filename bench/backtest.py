"""The backtest as a table: error and coverage of every method. `python -m bench.backtest`."""

from __future__ import annotations

import time

from lib.analysis.projection.backtest import Interval, Score, backtest, best_simple
from lib.data.package import load
from lib.data.paths import default_root


def interval(found: Interval | None, digits: int) -> str:
    """An interval in brackets, a dash where there is none."""
    return "–" if found is None else f"[{found.low:.{digits}f}; {found.high:.{digits}f}]"


def line(score: Score, scores: tuple[Score, ...]) -> str:
    """One method on one kind of window at one horizon."""
    rival = best_simple(scores, score)
    beside = ""
    if score.method == "ours" and rival is not None and rival.error > 0:
        beside = f"  {score.error / rival.error:.3f} × {rival.method}"
    return (
        f"{score.origin:9} {score.series_id:24} {score.part:9} {score.horizon} "
        f"{score.method:10} n={score.windows:3} curves={score.curves:2} "
        f"error {score.error:10.3f} {interval(score.error_interval, 2):17} "
        f"coverage {score.coverage:.3f} {interval(score.coverage_interval, 2)}{beside}"
    )


def main() -> None:
    """Print every score, and how long it took."""
    package = load(default_root())
    start = time.perf_counter()
    scores = backtest(
        package.reference,
        package.observations,
        indicators=package.indicators,
        series=package.series,
    )
    took = time.perf_counter() - start
    for score in scores:
        print(line(score, scores))
    print(f"{len(scores)} scores in {1000 * took:.0f} ms")


if __name__ == "__main__":
    main()

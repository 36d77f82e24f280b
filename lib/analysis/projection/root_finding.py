"""Where a rising or falling function passes nought."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

_MOST_TURNS: Final = 80


def find_root(
    f: Callable[[float], float], low: float, high: float, *, within: float = 1e-9
) -> float:
    """Where f passes nought, from the side on which f ≥ 0: f of the answer is never below it.

    The answer is at most `within` from the crossing. f must be at least nought at exactly one of
    `low` and `high`, else ValueError; between them it may have flat parts.
    Source: Chandrupatla, Advances in Engineering Software 28 (1997) 145: inverse quadratic
    interpolation wherever three values say that it is safe, else halving.
    """
    a, b, fa, fb = high, low, f(high), f(low)
    if (fa >= 0) == (fb >= 0):
        raise ValueError(f"no crossing between {low} and {high}: f is {fb} and {fa}")
    c, fc, part = b, fb, 0.5
    for _turn in range(_MOST_TURNS):
        x = a + part * (b - a)
        fx = f(x)
        if (fx >= 0) == (fa >= 0):
            c, fc = a, fa
        else:
            c, b, fc, fb = b, a, fb, fa
        a, fa = x, fx
        if abs(b - a) <= within:
            break
        part = _next_part(a, b, c, fa=fa, fb=fb, fc=fc)
        least = min(0.5 * within / abs(b - a), 0.5)
        part = min(max(part, least), 1 - least)
    return a if fa >= 0 else b


def _next_part(a: float, b: float, c: float, *, fa: float, fb: float, fc: float) -> float:
    """How far from a to b to look next: 0.5 unless the three points make a gentle curve."""
    if fc in (fa, fb):
        return 0.5
    xi, phi = (a - b) / (c - b), (fa - fb) / (fc - fb)
    if not (phi * phi < xi and (1 - phi) ** 2 < 1 - xi):
        return 0.5
    ahead = fa / (fb - fa) * fc / (fb - fc)
    return ahead + (c - a) / (b - a) * fa / (fc - fa) * fb / (fc - fb)

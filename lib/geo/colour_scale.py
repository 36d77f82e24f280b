"""How a layer is coloured: its classes, one colour and one label each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from lib.analysis.progress.verdict import Verdict
from lib.geo.classes import (
    Classes,
    Method,
    between,
    classes,
    diverging,
    least_step,
    mixed,
    places_of,
)
from lib.geo.layer_wording import status_words
from lib.geo.layers import SHARE_DECIMALS, STATUSES, Layer, Status
from lib.geo.unit_period_grid import MISSING_LETTERS
from lib.model.vocabulary import Lang
from lib.style.palette import DIVERGING, GROUNDS, SEQUENTIAL, TONES, Theme
from lib.text import translator
from lib.wording import terms

# How much of the ground is mixed into a verdict's tone, so that verdicts of one tone stay apart.
_PALER: Final[dict[Verdict, float]] = {
    "met_on_last": 0.35,
    "on_track": 0.4,
    "not_yet": 0.4,
    "slipped_below": 0.35,
    "missed_on_last": 0.35,
    "distance_only": 0.4,
    "not_reported": 0.65,
    "no_figure": 0.65,
    "not_measurable": 0.4,
}
_PROVISIONAL: Final = 0.25


@dataclass(frozen=True, slots=True)
class Scheme:
    """The classes of a layer with a colour and a label for each, low to high.

    `codes` are what the classes of a status layer stand for; empty otherwise. A continuous scale
    has many colours and three labels: its ends and middle.
    """

    bounds: Classes
    colours: tuple[str, ...]
    labels: tuple[str, ...]
    codes: tuple[Status, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """A name without language for each class, for links."""
        return tuple(code.key for code in self.codes) or tuple(
            f"c{place}" for place in range(1, self.bounds.size + 1)
        )

    @property
    def hollow(self) -> tuple[int, ...]:
        """The places of the classes that are drawn hollow: provisional verdicts."""
        return tuple(place for place, code in enumerate(self.codes) if code.is_provisional)


def scheme(
    layer: Layer,
    *,
    lang: Lang,
    theme: Theme,
    method: Method = "quantile",
    breaks: Sequence[float] = (),
    cap: float | None = None,
    beside: Iterable[float] = (),
) -> Scheme:
    """The scheme of `layer` over all its periods.

    `cap` is the highest value there can be, for round breaks; `beside` the values of another
    layer of the same meaning that is to share the bounds.
    """
    if layer.scale == "status":
        return _of_statuses(layer.statuses(), lang, theme)
    values = (*layer.cells.all_values, *beside)
    if layer.scale == "diverging":
        bounds = diverging(
            values, decimals=layer.decimals, method=method, breaks=breaks, step=least_step(cap)
        )
        ramp = DIVERGING[theme][::-1] if layer.is_turned else DIVERGING[theme]
        return Scheme(bounds, _both_sides(bounds, ramp), bounds.labels(lang))
    is_value = layer.meaning == "value"
    is_share = layer.meaning == "share"
    bounds = classes(
        [value for value in values if value > 0] if is_share else values,
        decimals=layer.decimals,
        method=method,
        breaks=breaks,
        cap=cap if is_value else None,
        step=least_step(cap if is_value else None, values),
    )
    found = Scheme(bounds, bounds.colours(SEQUENTIAL[theme]), bounds.labels(lang))
    return _with_nobody_short(found, lang, theme) if is_share and 0.0 in values else found


def _with_nobody_short(found: Scheme, lang: Lang, theme: Theme) -> Scheme:
    """The scheme with a class of its own below the others: units that lack nothing."""
    bounds = found.bounds
    least = 10.0**-SHARE_DECIMALS
    edges = tuple(edge for edge in bounds.edges if edge > least)
    dropped = len(bounds.edges) - len(edges)
    is_empty = bounds.size == 0
    wider = replace(
        bounds,
        edges=() if is_empty else (least, *edges),
        exact=(0.0, *bounds.exact) if bounds.exact or is_empty else (),
        size=bounds.size - dropped + 1,
    )
    paler = GROUNDS[theme].rule
    said = translator(lang).gettext("lacks nothing")
    return replace(
        found,
        bounds=wider,
        colours=(paler, *found.colours[dropped:]),
        labels=found.labels if bounds.ends else (said, *found.labels[dropped:]),
    )


def legend_keys(layer: Layer, scheme: Scheme) -> tuple[str, ...]:
    """What a reader can pick in the legend: classes, unless continuous, and kinds of empty."""
    classes = () if scheme.bounds.ends is not None else scheme.keys
    found = set("".join(layer.cells.marks))
    empty = (reason for reason, letter in MISSING_LETTERS.items() if letter in found)
    return (*classes, *empty)


def recoded(layer: Layer) -> tuple[tuple[float | None, ...], ...]:
    """The cells of a layer as their places in its scheme where it has statuses, else its values."""
    if layer.scale != "status":
        return layer.cells.values
    place = {float(STATUSES.index(code)): float(i) for i, code in enumerate(layer.statuses())}
    return tuple(
        tuple(None if value is None else place[value] for value in line)
        for line in layer.cells.values
    )


def _of_statuses(found: tuple[Status, ...], lang: Lang, theme: Theme) -> Scheme:
    paper = GROUNDS[theme].paper
    colours = tuple(
        mixed(TONES[theme][terms.SIGNS[code.verdict].tone], paper, _paleness(code))
        for code in found
    )
    labels = tuple(status_words(code, lang) for code in found)
    return Scheme(places_of(len(found)), colours, labels, found)


def _paleness(status: Status) -> float:
    share = _PALER.get(status.verdict, 0.0)
    return share + _PROVISIONAL * (1 - share) if status.is_provisional else share


def _both_sides(bounds: Classes, ramp: Sequence[str]) -> tuple[str, ...]:
    """Half of the ramp below nought, half above; its middle for nought and nothing else."""
    if bounds.ends is not None or bounds.size <= 1:
        return bounds.colours(ramp)
    half = len(ramp) // 2
    below, has_nought, above = _sides(bounds)
    # Like distances from nought are like colours, also where one side has fewer classes.
    most = max(below, above)
    low = _side(ramp[:half], most)[most - below :]
    high = _side(ramp[: -half - 1 : -1], most)[::-1][:above]
    return (*low, *([ramp[half]] if has_nought else []), *high)


def _sides(bounds: Classes) -> tuple[int, bool, int]:
    """How many classes lie below nought, whether nought is one, and how many lie above."""
    if bounds.ends_in_nought:
        return bounds.size - 1, True, 0
    if bounds.edges[-1] < 0:
        return bounds.size, False, 0
    below = bounds.class_of(0.0)
    has_nought = bounds.class_of(bounds.least / 2) < bounds.class_of(bounds.least)
    return below, has_nought, bounds.size - below - has_nought


def _side(ramp: Sequence[str], size: int) -> tuple[str, ...]:
    """`size` colours of one side, from its end towards nought."""
    if size == 1:
        return (ramp[len(ramp) // 2],)
    last = len(ramp) - 1
    places = [i * last / max(size - 1, 1) for i in range(size)]
    if size > len(ramp):
        return tuple(between(ramp, place) for place in places)
    return tuple(ramp[round(place)] for place in places)

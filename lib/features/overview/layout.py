"""How many bullets a pillar's block has room for, so that the Overview stays one screen.

Sentences and keys of verdicts are as long as what there is to say; the bullets below them make
way, from the last on. What is not drawn stays in the table that is taken away and on Targets.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from lib.analysis.progress.verdict import Verdict
from lib.model.vocabulary import Lang
from lib.wording import terms

_LINES_OF_A_BULLET: Final = 3
_GOALS_A_LINE: Final = 2
_BESIDE_A_WORD: Final = 5  # its sign and the gap to the next, in letters
_HEAD_SIZE: Final = 1.15  # the count is set larger than the sentences,
_KEY_SIZE: Final = 0.9  # and the keys smaller


@dataclass(frozen=True, slots=True)
class _Screen:
    """What a column of a 1920 × 1080 screen holds: letters a line, and lines over `bars` bullets.

    `least` are the lines that the sentences take even if they are short.
    """

    letters: int
    least: int
    lines: int
    bars: int


_READ: Final = _Screen(letters=58, least=7, lines=14, bars=4)
_PRESENTED: Final = _Screen(letters=41, least=4, lines=10, bars=3)


def bars_that_fit(
    count: str,
    sentences: Sequence[str],
    keys: Iterable[Mapping[Verdict, int]],
    lang: Lang,
    *,
    present: bool,
    further: Sequence[int] = (),
) -> int:
    """How many bullets fit below the count, the sentences and the keys of the verdict bars.

    `further` are the goals of other documents that each bullet in turn names beside its own.

    At least one: a block without a picture says less than one that must be scrolled.
    """
    screen = _PRESENTED if present else _READ
    said = sum(math.ceil(len(one) / screen.letters) for one in sentences)
    head = math.ceil(_HEAD_SIZE * len(count) / screen.letters)
    keyed = sum(_key_lines(one, int(screen.letters / _KEY_SIZE), lang) for one in keys)
    over = head + max(said, screen.least) + keyed - screen.lines
    for bars in range(screen.bars, 1, -1):
        lines = math.ceil(sum(further[:bars]) / _GOALS_A_LINE)
        if over + lines <= (screen.bars - bars) * _LINES_OF_A_BULLET:
            return bars
    return 1


def _key_lines(counts: Mapping[Verdict, int], letters: int, lang: Lang) -> int:
    """The lines of a key, its words set one after another and never broken."""
    lines, room = 0, 0
    for verdict, n in counts.items():
        size = len(terms.verdict(verdict, lang)) + len(str(n)) + _BESIDE_A_WORD
        if size > room:
            lines, room = lines + 1, letters
        room -= size
    return lines

"""The program's own terms in both languages: verdicts, evidence, provenance, pillars.

Each verdict has a word, a shape and a tone, so that it is never told by colour alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from lib.analysis.progress.evidence import Level
from lib.analysis.progress.verdict import Verdict
from lib.model.vocabulary import Lang, Pillar, Provenance
from lib.style.palette import Tone
from lib.text import N_, translator


@dataclass(frozen=True, slots=True)
class Sign:
    """How a verdict is shown. `shape` is one character that reads at text size."""

    word: str
    shape: str
    tone: Tone


SIGNS: Final[dict[Verdict, Sign]] = {
    "achieved": Sign(N_("achieved"), "✔", "good"),
    "met": Sign(N_("met"), "✔", "good"),
    "met_on_last": Sign(N_("met on the last figure"), "✓", "good"),
    "on_track": Sign(N_("on track"), "▲", "good"),
    "accelerate": Sign(N_("must accelerate"), "◆", "fair"),
    "far_off": Sign(N_("far off"), "▼", "poor"),
    "not_yet": Sign(N_("not yet"), "◇", "fair"),
    "slipped_below": Sign(N_("slipped below"), "▽", "bad"),
    "going_back": Sign(N_("going back"), "↓", "bad"),
    "missed": Sign(N_("missed"), "✖", "bad"),
    "missed_on_last": Sign(N_("missed on the last figure"), "✗", "bad"),
    "distance_only": Sign(N_("one figure: distance only"), "◔", "quiet"),
    "not_reported": Sign(N_("not reported"), "○", "quiet"),
    "no_figure": Sign(N_("no published figure"), "○", "quiet"),
    "not_measurable": Sign(N_("not measurable any more"), "⊘", "quiet"),
    "report_found": Sign(N_("report found"), "■", "quiet"),
    "no_report": Sign(N_("no report found"), "□", "quiet"),
}

PILLARS: Final[dict[Pillar, str]] = {
    "government": N_("Digital government"),
    "economy": N_("Digital economy"),
    "society": N_("Digital society"),
    "general": N_("General"),
}

PROVENANCES: Final[dict[Provenance, str]] = {
    "official": N_("official"),
    "estimate": N_("official estimate"),
    "derived": N_("computed from official figures"),
    "illustrative": N_("illustrative"),
}

LEVELS: Final[dict[Level, str]] = {
    "A": N_("A: three points or more over two years"),
    "B": N_("B: two points, provisional"),
    "C": N_("C: one point, distance and required pace only"),
    "D": N_("D: no published figure"),
}


def verdict(which: Verdict, lang: Lang) -> str:
    """The verdict in words."""
    return translator(lang).gettext(SIGNS[which].word)


def pillar(which: Pillar, lang: Lang) -> str:
    """The pillar's name."""
    return translator(lang).gettext(PILLARS[which])


def provenance(which: Provenance, lang: Lang) -> str:
    """How far a value can be trusted, in words."""
    return translator(lang).gettext(PROVENANCES[which])


def level(which: Level, lang: Lang) -> str:
    """What an evidence level means."""
    return translator(lang).gettext(LEVELS[which])

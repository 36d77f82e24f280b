"""The Targets page in words and choices: its filters, and its answer in a sentence."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any, Final, Literal

from babel.lists import format_list

from lib.analysis.progress.verdict import Verdict
from lib.model.vocabulary import Lang
from lib.text import N_, translator
from lib.wording.text_search import fold

Grouping = Literal["document", "pillar", "year"]
GROUPINGS: Final[dict[Grouping, str]] = {
    "document": N_("Document"),
    "pillar": N_("Pillar"),
    "year": N_("Year"),
}

Order = Literal["urgency", "clause"]
ORDERS: Final[dict[Order, str]] = {
    "urgency": N_("Most urgent first"),
    "clause": N_("As in the document"),
}

# What needs attention first: behind, then on the way, then done, then what nobody can tell.
_URGENCY: Final[tuple[Verdict, ...]] = (
    "missed", "missed_on_last", "slipped_below", "going_back", "far_off", "accelerate", "not_yet",
    "distance_only", "on_track", "met_on_last", "met", "achieved", "not_reported", "no_figure",
    "not_measurable", "no_report", "report_found",
)  # fmt: skip

VerdictGroup = Literal["reached", "missed", "under_way", "unknown", "unmeasurable", "milestone"]


@dataclass(frozen=True, slots=True)
class Gathered:
    """Verdicts that a reader looks for together."""

    word: str
    shape: str
    verdicts: frozenset[Verdict]


VERDICT_GROUPS: Final[dict[VerdictGroup, Gathered]] = {
    "reached": Gathered(N_("Met or achieved"), "✔", frozenset({"achieved", "met", "met_on_last"})),
    "missed": Gathered(N_("Missed"), "✖", frozenset({"missed", "missed_on_last"})),
    "under_way": Gathered(
        N_("Not reached yet"),
        "◔",
        frozenset(
            {
                "on_track",
                "accelerate",
                "far_off",
                "going_back",
                "slipped_below",
                "distance_only",
                "not_yet",
            }
        ),
    ),
    "unknown": Gathered(N_("No figure"), "○", frozenset({"not_reported", "no_figure"})),
    "unmeasurable": Gathered(N_("Not measurable any more"), "⊘", frozenset({"not_measurable"})),
    "milestone": Gathered(N_("Milestones"), "□", frozenset({"report_found", "no_report"})),
}


_LEAD_STYLE: Final = (
    "<style>.answer .lead{font-size:1.3rem;line-height:1.35;margin:0 0 .35rem}"
    ".answer .aside{font-size:.9375rem;opacity:.85;margin:0}</style>"
)


@dataclass(frozen=True, slots=True)
class TargetFilters:
    """What the reader asks to see; an empty text asks for everything."""

    document: str = ""
    pillar: str = ""
    year: str = ""
    verdict: str = ""
    text: str = ""

    def finds(self, row: Mapping[str, Any]) -> bool:
        """Whether a row of `lib.features.targets.rows` is among what is asked for."""
        exact = (
            (self.document, row["document"]),
            (self.pillar, row["pillar"]),
            (self.year, row["year"]),
        )
        if any(asked and asked != found for asked, found in exact):
            return False
        if self.verdict and self.verdict not in row["groups"]:
            return False
        return all(word in row["haystack"] for word in fold(self.text).split())


def group_of(verdict: Verdict) -> VerdictGroup:
    """The group of verdicts that a verdict belongs to."""
    for name, gathered in VERDICT_GROUPS.items():
        if verdict in gathered.verdicts:
            return name
    raise ValueError(f"verdict {verdict!r} is in no group of {sorted(VERDICT_GROUPS)}")


def urgency(verdicts: Iterable[Verdict]) -> int:
    """Where a target with these verdicts stands among all, 0 for the most urgent."""
    return min(_URGENCY.index(verdict) for verdict in verdicts)


def answer(counts: Mapping[Verdict, int], *, year: int, is_past: bool, lang: Lang) -> str:
    """How many distinct targets of a year stand where, in one sentence, as HTML."""
    _, n_ = translator(lang).gettext, translator(lang).ngettext
    total = sum(counts.values())
    if total == 0:
        return escape(_("No target with a number falls due in {year}.").format(year=year))
    template = (
        n_(
            "Of {n} target for {year}: {parts}.",
            "Of {n} distinct targets for {year}: {parts}.",
            total,
        )
        if is_past
        else n_(
            "Of {n} target for {year}, so far: {parts}.",
            "Of {n} distinct targets for {year}, so far: {parts}.",
            total,
        )
    )
    parts = format_list(list(_parts(counts, lang)), locale="en_GB" if lang == "en" else lang)
    return template.format(n=f"<b>{total}</b>", year=f"<b>{year}</b>", parts=parts)


def _parts(counts: Mapping[Verdict, int], lang: Lang) -> Iterable[str]:
    n_ = translator(lang).ngettext

    def of(*verdicts: Verdict) -> int:
        return sum(counts.get(verdict, 0) for verdict in verdicts)

    met, missed = of("met", "met_on_last"), of("missed", "missed_on_last")
    told = (
        (n_("{n} achieved already", "{n} achieved already", of("achieved")), of("achieved")),
        (_with_last(n_("{n} met", "{n} met", met), of("met_on_last"), lang), met),
        (_with_last(n_("{n} missed", "{n} missed", missed), of("missed_on_last"), lang), missed),
        (n_("{n} on track", "{n} on track", of("on_track")), of("on_track")),
        (n_("{n} must accelerate", "{n} must accelerate", of("accelerate")), of("accelerate")),
        (n_("{n} far off", "{n} far off", of("far_off")), of("far_off")),
        (n_("{n} going back", "{n} going back", of("going_back")), of("going_back")),
        (n_("{n} slipped below", "{n} slipped below", of("slipped_below")), of("slipped_below")),
        (n_("{n} not reached yet", "{n} not reached yet", of("not_yet")), of("not_yet")),
        (
            n_("{n} with a single figure", "{n} with a single figure each", of("distance_only")),
            of("distance_only"),
        ),
        (n_("{n} not reported", "{n} not reported", of("not_reported")), of("not_reported")),
        (n_("{n} without a figure", "{n} without a figure", of("no_figure")), of("no_figure")),
        (
            n_("{n} not measurable any more", "{n} not measurable any more", of("not_measurable")),
            of("not_measurable"),
        ),
    )
    for template, n in told:
        if n:
            yield template.format(n=f"<b>{n}</b>")


def _with_last(template: str, on_last: int, lang: Lang) -> str:
    """A part of the answer with how many of it rest on an earlier figure than the year's own."""
    if not on_last:
        return template
    n_ = translator(lang).ngettext
    aside = n_("{m} of them on the last figure", "{m} of them on the last figure", on_last)
    return f"{template} ({aside.format(m=on_last)})"


def years_of(years: Iterable[int]) -> tuple[int, ...]:
    """The target years, first to last, each once."""
    return tuple(sorted(set(years)))


def lead(answers: Collection[str], lang: Lang) -> str:
    """The answers, one a line, with what is counted and what is not, as HTML."""
    _ = translator(lang).gettext
    counted = _(
        "Counted once for each measure and year, by the latest document that gives a number. "
        "Milestones are listed below and counted nowhere."
    )
    lines = "".join(f'<p class="lead">{line}</p>' for line in answers)
    return f'<div class="answer">{_LEAD_STYLE}{lines}<p class="aside">{escape(counted)}</p></div>'

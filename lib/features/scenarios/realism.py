"""How realistic a pace is, set among observed ones; and how likely the target is."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

import pandas as pd

from lib.analysis.progress.evidence import Level
from lib.analysis.projection.chance import Chance, ChanceReason
from lib.analysis.scenarios.realism import LEAST_WINDOWS, Basis, Realism
from lib.model.entities import Indicator
from lib.model.vocabulary import Lang
from lib.text import N_, translator
from lib.wording import numbers, terms
from lib.wording.outlook import chance_words

_BASES: Final[dict[Basis, str]] = {
    "reference": N_("Reference class (how countries took up the internet, accounts and the like)"),
    "official": N_("Official series of Hà Nội"),
}

BASES_SHORT: Final[dict[Basis, str]] = {
    "reference": N_("Reference class: countries"),
    "official": N_("Official series of Hà Nội"),
}

# From this percentile on, the words for a pace.
_WORDS: Final = (
    (100.0, N_("None of them was as fast.")),
    (95.0, N_("Almost none was as fast.")),
    (80.0, N_("Few were as fast.")),
    (60.0, N_("Faster than most.")),
    (40.0, N_("About the middle.")),
    (20.0, N_("Slower than most.")),
    (5.0, N_("Few were as slow.")),
    (0.0, N_("Almost none was as slow.")),
)

_NO_CHANCE: Final[dict[ChanceReason, str]] = {
    "few_points": N_("fewer than three figures"),
    "short_span": N_("figures of less than a year"),
    "illustrative": N_("the values are illustrative"),
    "identity": N_("it follows from growth rates that are assumed, not estimated"),
    "no_path": N_("ranks and growth rates are not projected"),
    "too_fast": N_("growth too fast to go on"),
    "horizon_past": N_("no time is left"),
    "outside_horizon": N_("no time is left"),
}


def realism_html(title: str, found: tuple[Realism, ...], lang: Lang) -> str:
    """The place of a pace among observed windows on a bar each, and the same in words."""
    _ = translator(lang).gettext
    parts = [f"<h4>{escape(title)}</h4>"]
    alike = {one.status for one in found}
    if alike <= {"not_comparable"} or alike <= {"not_needed"}:
        parts.append(f"<p>{escape(_sentence(found[0], lang))}</p>")
        return f'<section class="sc-meter">{"".join(parts)}</section>'
    for one in found:
        bar = "" if one.percentile is None else _bar(one.percentile, lang)
        # The sentence names what it is set among, so it heads its own bar.
        parts.append(f'<div class="sc-among"><p>{escape(_sentence(one, lang))}</p>{bar}</div>')
    return f'<section class="sc-meter">{"".join(parts)}</section>'


def realism_sentences(found: Sequence[Realism], lang: Lang) -> tuple[str, ...]:
    """What is said of a pace on each basis; once where all say the same."""
    return tuple(dict.fromkeys(_sentence(one, lang) for one in found))


def realism_frame(
    sections: Sequence[tuple[str, Sequence[Realism]]], indicator: Indicator, lang: Lang
) -> pd.DataFrame:
    """A row for each pace and basis: how many windows there are like it, and how many slower."""
    _ = translator(lang).gettext
    every = [(title, one) for title, found in sections for one in found]
    return pd.DataFrame(
        {
            _("Pace"): [title for title, _one in every],
            _("Set among"): [_(_BASES[one.basis]) for _title, one in every],
            _("Similar windows"): [one.windows for _title, one in every],
            _("Curves"): [one.curves for _title, one in every],
            _("Years"): [one.years for _title, one in every],
            _("Began from (% of the highest)"): [one.low for _title, one in every],
            _("Began to (% of the highest)"): [one.high for _title, one in every],
            _("Slower windows (%)"): [
                None if one.percentile is None else round(one.percentile, 1)
                for _title, one in every
            ],
            _("In words"): [_sentence(one, lang) for _title, one in every],
            _("Indicator"): indicator.name.in_(lang),
        }
    )


def _bar(percentile: float, lang: Lang) -> str:
    _ = translator(lang).gettext
    label = _("{value} of the windows were slower").format(
        value=numbers.quantity(percentile, "percent", lang, decimals=0)
    )
    return (
        f'<div class="sc-bar" role="img" aria-label="{escape(label)}">'
        f'<i style="width:{percentile:.1f}%"></i><b style="left:{percentile:.1f}%"></b></div>'
    )


def _sentence(one: Realism, lang: Lang) -> str:
    _ = translator(lang).gettext
    if one.status == "not_comparable":
        return _(
            "Only shares of which more is better can be set among observed windows; this indicator "
            "is none."
        )
    if one.status == "not_needed":
        return _("The value is reached already, or no time is left: no pace is needed.")
    basis = _(_BASES[one.basis])
    if one.percentile is None:
        return _("{basis}: not enough data. {n} similar windows, {least} needed.").format(
            basis=basis, n=one.windows, least=LEAST_WINDOWS
        )
    said = _(
        "{basis}: of {n} windows of {years} years from {curves} curves that began at {low}–{high}, "
        "{slower} were slower."
    ).format(
        basis=basis,
        n=one.windows,
        years=one.years,
        curves=one.curves,
        low=numbers.number(one.low or 0.0, lang, decimals=0),
        high=numbers.quantity(one.high or 0.0, "percent", lang, decimals=0),
        slower=numbers.quantity(one.percentile, "percent", lang, decimals=0),
    )
    verdict = next(text for least, text in _WORDS if one.percentile >= least)
    return f"{said} {_(verdict)}"


def evidence_sentence(level: Level, lang: Lang) -> str:
    """How much is published of the city, in words."""
    _ = translator(lang).gettext
    return _("Evidence {level}").format(level=terms.level(level, lang)) + "."


def chance_sentence(
    scenario: Chance, baseline: Chance, level: Level, *, is_changed: bool, lang: Lang
) -> str:
    """The chance of meeting the target with the evidence beside it, or why there is none."""
    _ = translator(lang).gettext
    evidence = evidence_sentence(level, lang)
    if scenario.value is None or baseline.value is None:
        reason = _NO_CHANCE.get(scenario.reason)
        said = _("No chance is given: {reason}.").format(reason=_(reason)) if reason else ""
        return f"{said} {evidence}".strip()
    now, then = (chance_words(one.value or 0.0, lang) for one in (baseline, scenario))
    if not is_changed:
        return _("Chance of meeting the target as now: {now}. {evidence}").format(
            now=now, evidence=evidence
        )
    return _(
        "Chance of meeting the target: {then} in this scenario, {now} as now. {evidence}"
    ).format(then=then, now=now, evidence=evidence)


# Sent once with the page, not with every move.
STYLE: Final = """<style>
.sc-meter{max-width:46rem;margin:0 0 1.2rem}
.sc-meter h4{margin:0 0 .2rem;font-size:1rem;font-weight:650;padding:0}
.sc-meter p{margin:0 0 .2rem;text-wrap:pretty}
.sc-among{margin:0 0 .8rem}
.sc-bar{position:relative;height:.7rem;border-radius:4px;margin:.3rem 0;
background:color-mix(in srgb,currentColor 14%,transparent)}
.sc-bar i{position:absolute;inset:0 auto 0 0;border-radius:4px 0 0 4px;
background:color-mix(in srgb,currentColor 45%,transparent)}
.sc-bar b{position:absolute;top:-.25rem;bottom:-.25rem;width:3px;margin-left:-1.5px;
background:currentColor}
</style>"""

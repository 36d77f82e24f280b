"""The Overview's own pieces of page: headline, verdict bars, bullets, and their style.

Plain HTML, since text must wrap, be selected and be read aloud; bars are boxes whose widths are
shares. A drawn bar is hidden from screen readers: the words and numbers beside it say the same.
Every string of the data is escaped.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape
from typing import Final

from lib.analysis.progress.verdict import Assessment, Verdict
from lib.features.overview import wording as say
from lib.features.overview.summary import Fact
from lib.model.vocabulary import Lang, Pillar
from lib.style.palette import GROUNDS, MISSING, PILLARS, TONES, Theme, ground_css
from lib.text import translator
from lib.wording import numbers, terms
from lib.wording.outlook import months_words

# A share above this makes a scale to 100 worth its length.
_FULL_SCALE_FROM: Final = 60.0

_CSS: Final = """
.stHtml p,.stHtml ul,.stHtml li{margin:0;padding:0}
.stHtml p.ov-head{font-size:1.95rem;line-height:1.25;font-weight:650;letter-spacing:-.01em;
 text-wrap:pretty}
.stHtml p.ov-note{color:var(--ov-soft);font-size:1rem;line-height:1.4}
.stHtml h2.ov-name{font-size:1.15rem;font-weight:650;margin:0;color:var(--ov-hue);
 border-top:4px solid var(--ov-hue);padding:.45rem 0 0}
.ov-year{display:flex;gap:.7rem;align-items:center;margin:.45rem 0 .15rem}
.ov-year b{font-weight:650;font-size:.95rem;font-variant-numeric:tabular-nums}
.ov-bar{display:flex;flex:1;gap:2px;height:.8rem}
.ov-bar i{display:block;border-radius:2px;min-width:4px;background:var(--ov-c)}
.ov-bar i.last{background:repeating-linear-gradient(135deg,var(--ov-c) 0 4px,
 color-mix(in srgb,var(--ov-c) 45%,var(--ov-paper)) 4px 7px)}
.ov-bar i.quiet{background:color-mix(in srgb,var(--ov-c) 40%,var(--ov-paper))}
.stHtml ul.ov-key{list-style:none;display:flex;flex-wrap:wrap;gap:0 1rem;font-size:.92rem;
 line-height:1.45}
.stHtml ul.ov-key li{font-size:inherit}
.ov-key span,.ov-sign{color:var(--ov-c);font-weight:700;padding-right:.3em}
.ov-key b{font-weight:650;font-variant-numeric:tabular-nums}
.stHtml p.ov-cap{color:var(--ov-soft);font-size:.95rem}
.stHtml .ov-sheet a,.stHtml .ov-more a{color:var(--ov-accent);text-underline-offset:.2em;
 text-decoration-color:var(--ov-rule)}
.ov-row{margin:.45rem 0 0;font-size:.92rem;line-height:1.35}
.ov-row .top{display:flex;justify-content:space-between;gap:.8rem;align-items:baseline}
.ov-row .val{white-space:nowrap;font-variant-numeric:tabular-nums}
.ov-row .val b{font-weight:650;font-size:1.05rem}
.ov-row .val small,.ov-row .goals{color:var(--ov-soft);font-size:.87rem}
.ov-track{position:relative;height:.7rem;background:var(--ov-empty);border-radius:2px;
 margin:.2rem 0}
.ov-track i{position:absolute;inset:0 auto 0 0;background:var(--ov-hue);border-radius:2px}
.ov-track u{position:absolute;top:-.2rem;bottom:-.2rem;width:3px;margin-left:-3px;
 background:var(--ov-ink);box-shadow:0 0 0 1px var(--ov-paper)}
.ov-track u.open{background:var(--ov-paper);box-shadow:inset 0 0 0 1px var(--ov-ink)}
@media (forced-colors:active){.ov-bar i,.ov-track,.ov-track *{forced-color-adjust:none}}
.ov-sheet{border-collapse:collapse;width:100%;font-size:1rem}
.ov-sheet th,.ov-sheet td{text-align:left;padding:.4rem 1rem .4rem 0;vertical-align:top;
 border:0;border-bottom:1px solid var(--ov-rule)}
.ov-sheet thead th{color:var(--ov-soft);font-weight:500;font-size:.9rem}
.ov-sheet tbody th{font-weight:500}
.ov-sheet tbody th[scope=rowgroup]{font-weight:650;padding-top:1rem;font-size:1.05rem}
.ov-sheet td{font-variant-numeric:tabular-nums}
.ov-more summary{cursor:pointer;font-weight:650;font-size:1.05rem;padding:.3rem 0}
.stHtml .ov-more h3{font-size:1rem;margin:.6rem 0 .2rem;color:var(--ov-hue);padding:0}
.stHtml .ov-more ul{columns:24rem;column-gap:2.5rem;padding-left:1.1rem}
.stHtml .ov-more li{break-inside:avoid;margin:0 0 .25rem;font-size:.95rem}
[class*=st-key-overview_] [data-testid=stPageLink] a{
 padding:0;background:none}
[class*=st-key-overview_] [data-testid=stPageLink] p{white-space:normal;font-size:1rem;
 line-height:1.4;text-wrap:pretty}
[class*=st-key-overview_] [data-testid=stPageLink] p::after{content:"\\00a0→";
 color:var(--ov-accent);font-weight:650}
[class*=st-key-overview_] [data-testid=stPageLink] a:hover p{text-decoration:underline}
[class*=st-key-overview_count] [data-testid=stPageLink] p{font-size:1.1rem;line-height:1.3;
 font-weight:600}
[class*=st-key-overview_say] [data-testid=stPageLink]{margin-bottom:.25rem}
[class*=st-key-overview_shown] button{min-height:0;padding:.1rem .5rem}
[class*=st-key-overview_shown] button p{font-size:.9rem}
@media(min-width:1451px){[class*=st-key-overview_count]{min-height:2.6rem}
 [class*=st-key-overview_say]{min-height:10.6rem}}
@media(max-width:1450px){
 .st-key-overview_blocks>[data-testid=stLayoutWrapper]>[data-testid=stHorizontalBlock]{flex-wrap:wrap}
 .st-key-overview_blocks [data-testid=stColumn]{min-width:calc(50% - 1.5rem)}
}
@media(max-width:640px){
 .ov-head{font-size:1.45rem}
 .st-key-overview_blocks [data-testid=stColumn]{min-width:100%}
 .ov-sheet thead{position:absolute;clip-path:inset(50%);height:1px;overflow:hidden}
 .ov-sheet tr,.ov-sheet tbody th,.ov-sheet td{display:block;border:0;padding:.1rem 0}
 .ov-sheet tr{border-bottom:1px solid var(--ov-rule);padding:.5rem 0}
 .ov-sheet td[data-l]::before{content:attr(data-l) ": ";color:var(--ov-soft)}
}
"""


# Presented, everything is 130 % as large already; the answer still has to stay on one line.
_PRESENTED: Final = """
.stHtml p.ov-head{font-size:1.6rem}
[class*=st-key-overview_say]{min-height:6.5rem!important}
.st-key-overview_blocks [data-testid=stColumn]>[data-testid=stVerticalBlock]{gap:.45rem}
[class*=st-key-overview_say] [data-testid=stPageLink] p{font-size:.95rem!important}
[class*=st-key-overview_count] [data-testid=stPageLink] p{font-size:1rem!important}
.stHtml p.ov-cap{font-size:.85rem}
[class*=st-key-overview_] [data-testid=stPageLink] p::after{content:none!important}
"""


def style(theme: Theme, *, present: bool) -> str:
    """The style sheet of the page, its colours from the palette."""
    own = f"--ov-empty:{MISSING[theme]};--ov-hue:{GROUNDS[theme].ink}"
    colours = ground_css(theme, "ov") + own
    return f"<style>:root{{{colours}}}{_CSS}{_PRESENTED if present else ''}</style>"


def headline(sentence: str) -> str:
    """The answer in large type."""
    return f'<p class="ov-head">{escape(sentence)}</p>'


def notes(sentences: Sequence[str]) -> str:
    """What must be known beside the answer."""
    return f'<p class="ov-note">{escape(" ".join(sentences))}</p>'


def heading(pillar: Pillar, lang: Lang, theme: Theme) -> str:
    """A pillar's name in its own hue."""
    name = escape(terms.pillar(pillar, lang))
    return f'<h2 class="ov-name" style="{hue(pillar, theme)}">{name}</h2>'


def verdict_bar(counts: Mapping[Verdict, int], year: int, lang: Lang, theme: Theme) -> str:
    """Counts by verdict: a bar of shares, and beside each number its shape and word."""
    _ = translator(lang).gettext
    if not counts:
        return ""
    ordered = [(verdict, counts[verdict]) for verdict in terms.SIGNS if counts.get(verdict)]
    title = escape(_("Targets for {year}").format(year=year))
    boxes = "".join(
        f'<i class="{_texture(verdict)}" style="flex:{n} 1 0;{tone(verdict, theme)}"></i>'
        for verdict, n in ordered
    )
    keys = "".join(
        f'<li style="{tone(verdict, theme)}"><span aria-hidden="true">'
        f"{terms.SIGNS[verdict].shape}</span>{escape(terms.verdict(verdict, lang))} <b>{n}</b></li>"
        for verdict, n in ordered
    )
    return (
        f'<div class="ov-year" aria-hidden="true"><b>{year}</b>'
        f'<div class="ov-bar">{boxes}</div></div>'
        f'<ul class="ov-key" aria-label="{title}">{keys}</ul>'
    )


def caption(text: str) -> str:
    """What stands above a chart."""
    return f'<p class="ov-cap">{escape(text)}</p>'


def bullets(facts: Sequence[Fact], pillar: Pillar, lang: Lang, theme: Theme) -> str:
    """Bars from nought with the marks of their targets, all on one scale."""
    if not facts:
        return ""
    top = scale_top(facts)
    rows = "".join(_bullet(fact, top, lang, theme) for fact in facts)
    return f'<div style="{hue(pillar, theme)}">{rows}</div>'


def scale_top(facts: Sequence[Fact]) -> float:
    """Where the scale of bullets ends: 100 for values near it, else the next ten above all."""
    every = [
        number
        for fact in facts
        for number in (
            fact.shown.value if fact.shown else 0.0,
            *(one.threshold or 0.0 for one in (fact.past, fact.open) if one),
        )
    ]
    highest = max(0.0, *every)
    return 100.0 if _FULL_SCALE_FROM < highest <= 100 else 10.0 * (math.floor(highest / 10) + 1)


def sign(verdict: Verdict, lang: Lang, theme: Theme) -> str:
    """A verdict's shape in its tone and its word."""
    return (
        f'<span class="ov-sign" style="{tone(verdict, theme)}" aria-hidden="true">'
        f"{terms.SIGNS[verdict].shape}</span>{escape(terms.verdict(verdict, lang))}"
    )


def rivals(fact: Fact, lang: Lang, theme: Theme) -> list[str]:
    """What other documents ask of the year that is over, each with its own verdict."""
    return [
        f"{escape(document)}: {escape(say.goal(one, fact.indicator, lang))} "
        f"{sign(one.verdict, lang, theme)}"
        for document, one in fact.others
    ]


def tone(verdict: Verdict, theme: Theme) -> str:
    """The style that gives an element and what is in it the colour of a verdict."""
    return f"--ov-c:{TONES[theme][terms.SIGNS[verdict].tone]}"


def hue(pillar: Pillar, theme: Theme) -> str:
    """The same with the colour of a pillar."""
    return f"--ov-hue:{PILLARS[theme][pillar]}"


def _bullet(fact: Fact, top: float, lang: Lang, theme: Theme) -> str:
    shown = fact.shown
    if shown is None:
        return ""
    value = escape(say.value(shown, fact.indicator, lang))
    period = escape(numbers.period(shown.period, lang) + say.mark(shown, lang))
    asked = [one for one in (fact.past, fact.open) if one is not None]
    ticks = "".join(
        f'<u class="{"past" if one.is_past else "open"}" '
        f'style="left:{_share(one.threshold or 0.0, top)}"></u>'
        for one in asked
    )
    said = [_goal(one, fact, lang, theme) for one in asked]
    said[1:1] = rivals(fact, lang, theme)
    goals = " · ".join(said)
    # A value's time stands beside it, below only where nothing else does.
    beside, under = (f" <small>{period}</small>", goals) if goals else ("", period)
    return (
        f'<div class="ov-row"><div class="top"><span>{escape(fact.indicator.name.in_(lang))}</span>'
        f'<span class="val"><b>{value}</b>{beside}</span></div>'
        f'<div class="ov-track" aria-hidden="true"><i style="width:{_share(shown.value, top)}"></i>'
        f'{ticks}</div><div class="goals">{under}</div></div>'
    )


def _goal(one: Assessment, fact: Fact, lang: Lang, theme: Theme) -> str:
    """A year, what it asks for and how it came out, or how early or late it is so far."""
    asked = f"{one.target.year}: {escape(say.goal(one, fact.indicator, lang))}"
    if one.is_past:
        return f"{asked} {sign(one.verdict, lang, theme)}"
    months = months_words(fact.outlook.standing, lang) if fact.outlook else ""
    return f"{asked}, {escape(months)}" if months else asked


def _share(value: float, top: float) -> str:
    return f"{100 * min(max(value / top, 0.0), 1.0):.2f}%"


def _texture(verdict: Verdict) -> str:
    """Hatched where the last figure stands in for the year's; pale where nothing is known."""
    if verdict in {"met_on_last", "missed_on_last"}:
        return "last"
    return "quiet" if terms.SIGNS[verdict].tone == "quiet" else ""

"""What the Methods page says in prose, and its formulas as TeX.

A text is a few paragraphs of Markdown; figures come in by name from what the program itself uses.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from lib.analysis.progress.pace import CAP_MARGIN
from lib.analysis.projection.priors import COMMON_SHARE
from lib.analysis.projection.projection import FAN
from lib.analysis.projection.windows import JUMP
from lib.analysis.rounding import round_for_display
from lib.analysis.scenarios.realism import LEAST_WINDOWS
from lib.analysis.units.city import LEAST_COVERAGE
from lib.analysis.units.shortfall import DECIDING
from lib.features.methods.example_indicator import like
from lib.model.vocabulary import Lang
from lib.text import N_, translator
from lib.wording import numbers

Place = Literal[
    "verdict", "precision", "level", "past", "binding", "ambiguous", "symbols", "cap", "try",
    "standing", "badge", "model", "shrunk", "spread", "is_not", "constants", "identity",
    "realism", "backtest", "backtest_caution", "city", "shortfall", "vintage", "missing",
    "definitions", "outlines", "reference", "own",
]  # fmt: skip

FORMULAS: Final[dict[str, str]] = {
    "ratio": r"R=\frac{p(y_0\to y_t)}{p(y_0\to y_T)}",
    "linear": r"p=\frac{y-y_0}{t-t_0}",
    "geometric": r"p=\left(\frac{y}{y_0}\right)^{\!1/(t-t_0)}-1",
    "logistic": r"p=\frac{L(y)-L(y_0)}{t-t_0},\quad L(y)=\ln\frac{y}{K-y}",
    "path": r"g\big(y^{*}(t)\big)=g(y_0)+\frac{t-t_0}{T-t_0}\,\big(g(y_T)-g(y_0)\big)",
    "model": r"z_{t+h}=z_t+p\cdot\frac{1-\varphi^{h}}{-\ln\varphi}",
    "shrunk": r"p_i'=p_i-B_i\,(p_i-\bar p),\quad B_i=\frac{k-3}{k-1}\cdot\frac{v_i}{v_i+A}",
    "spread": r"\operatorname{Var}(z_{t+h})=D_h^2\,v+h\,\sigma^2",
    "identity": r"s_t=s_0\prod_{k}\frac{1+d_k}{1+g_k}",
    "share": (
        r"\frac{w_i\,\max\big(0,\,d\,(y_T-y_i)\big)}"
        r"{\sum_j w_j\,\max\big(0,\,d\,(y_T-y_j)\big)}"
    ),
}

_TEXTS: Final[dict[Place, tuple[str, ...]]] = {
    "verdict": (
        N_(
            "A target is a clause of one of the four documents. It is held against the figures of "
            "exactly the same thing: one indicator, counted on the same population by the same "
            "method. Official figures, official estimates and what is computed from them count; "
            "what was made for demonstration never does."
        ),
    ),
    "precision": (
        N_(
            "Figures are compared **as they are printed**: ranks and counts without decimals, an "
            "index from 0 to 1 with four, everything else with two. Halves are rounded up, so "
            "{raw} counts as {printed}."
        ),
    ),
    "level": (
        N_(
            "A verdict can be no better than its figures. Each target wears the level of its "
            "evidence, from the figures of one series in one unit."
        ),
    ),
    "past": (
        N_(
            "**A year that is over.** The figure for the year itself decides, or that of its "
            "December. Without one, the last figure of the 24 months before the year’s end stands "
            "in, and the verdict says so. Anything older is shown and decides nothing."
        ),
    ),
    "binding": (
        N_(
            "**What is counted.** Several documents may ask something of the same series and year. "
            "Each series and year counts once, by the clause that binds: that of the latest "
            "document, and among its clauses the strictest. Milestones have no number and are "
            "never counted."
        ),
    ),
    "ambiguous": (
        N_(
            "**Clauses that can be read in two ways.** “Tăng từ 20–30 % so với 2025” can mean a "
            "fifth more or twenty points more: from 50, that is 60–65 or 70–80. Both readings are "
            "kept with a verdict each, and the stricter one is counted. There are {n} such clauses."
        ),
    ),
    "symbols": (
        N_(
            "Was the way so far quick enough to arrive in time? $R$ is the pace since the start "
            "divided by the pace that leads from the start to the target. $y_0$ at $t_0$ is the "
            "start, $y_t$ the latest figure, $y_T$ the target at the end of its year $T$, $K$ the "
            "highest possible value. A pace is measured in the indicator’s own shape:"
        ),
        N_(
            "The start is the last figure at or before the day of the document ({documents}), else "
            "the first after it. Where the start had reached the target already there is no $R$."
        ),
    ),
    "cap": (
        N_(
            "An S-curve never reaches its highest possible value, so a target there stands "
            "{margin} inside: {inside} where 100 is the most. *Achieved* still takes the full "
            "printed value. Ranks and growth rates have no pace: they are reached or not, growth "
            "year by year."
        ),
    ),
    "try": (N_("Each figure holds for the end of its year. The link keeps what you enter."),),
    "standing": (
        N_(
            "**Where should we be today?** The path leads from the start to the target in the "
            "indicator’s own shape, $g$ being the value itself, its logarithm or $L$. The lead is "
            "the distance of the latest figure from the path at that moment; in months it is the "
            "time between the moment at which the path has the figure’s value and the figure’s own "
            "time. Off the ends of the path only words are given."
        ),
    ),
    "badge": (
        N_(
            "**When the method decides.** If another shape, or the figure next before or after the "
            "start, would give another verdict or another side of the path, the target wears a "
            "badge that says which and why."
        ),
    ),
    "model": (
        N_(
            "Where will we land? A series goes on from its last value at its own pace, in its own "
            "shape. The pace is a least-squares fit in which recent figures weigh more. On the "
            "S-curve, and for counts, it slackens by a fixed share a year, since adoption slows "
            "before it is complete. $z$ is the value on the scale of its shape, $h$ the years "
            "ahead, $φ$ what is left of a pace after a year:"
        ),
    ),
    "shrunk": (
        N_(
            "A unit with few or restless figures borrows from its group (urban, near, rural): its"
            " pace is drawn toward the group’s mean, the more the less its own figures say. $v_i$"
            " is the variance of its pace, $A$ that of true paces within the group of $k$ units:"
        ),
    ),
    "spread": (
        N_(
            "How sure is that? The pace is not known exactly ($v$), and every year brings a shock "
            "($σ^2$). $D$ is the years’ worth of pace that has gone. {common} of the variance is "
            "common to all units, or the city’s band would vanish in the mean. A unit’s band is "
            "closed form; the city’s is found by holding the common part and averaging over it, "
            "the same figures every time. A band spans the 10th to the 90th percentile."
        ),
        N_(
            "A band and a chance need three figures over a year or more; a target shows them at "
            "level A. Below that there are scenarios at {fan} times the pace so far, and no "
            "chance."
        ),
    ),
    "is_not": (
        N_(
            "**What it is not.** No forecast of policy, of a change of method or of boundaries, or "
            "of a ceiling other than the highest possible value. It knows no seasons and no "
            "causes. Errors of measurement count as shocks, so figures that wobble get wide bands. "
            "Effort in the scenarios is an assumption of the reader’s, not an estimate."
        ),
    ),
    "constants": (
        N_(
            "The constants were chosen once on the reference class, curves of countries, and are "
            "the same for every indicator of a shape."
        ),
    ),
    "identity": (
        N_(
            "The digital economy’s share of GRDP is not fitted. It moves only because the digital "
            "economy and GRDP grow at different rates ($d$ and $g$), so it follows from them by an "
            "identity. Labour productivity goes by one as well: (1 + GRDP growth) ÷ (1 + "
            "employment growth) − 1."
        ),
    ),
    "realism": (
        N_(
            "**Has such a pace ever been seen?** The pace that a target needs is set among those "
            "of observed stretches of the same length that began at a similar level: of the "
            "reference class, named as such, and of Hà Nội’s own series where there are at least "
            "{windows} stretches."
        ),
    ),
    "backtest": (
        N_(
            "The last years of known curves are hidden, forecast from what came before, and "
            "compared: from every origin, one, three and five years ahead. The reference class is "
            "internet users in 35 countries and fixed broadband. Each method’s error is the mean "
            "distance from the truth in points (per 100 people for broadband); a fair 80% band "
            "holds 80 of 100 truths. Small print: 95% interval, by drawing whole countries."
        ),
    ),
    "backtest_caution": (
        N_(
            "The constants were chosen on the same curves, which flatters this program a little. "
            "The straight line and its like may take whichever number of last points errs least, "
            "which flatters them more. Years that the producer seems to have filled in, and steps "
            "of more than {jump} points, likely a change of survey, are scored apart. Illustrative "
            "values are never tested on."
        ),
    ),
    "city": (
        N_(
            "**City values.** A published city value always wins. Without one, units are averaged "
            "by the indicator’s weight; adults and households are not published by unit, so "
            "population stands in, and that is said. The share of people covered is printed; "
            "under {coverage} there is no city value. Units are never averaged plainly."
        ),
    ),
    "shortfall": (
        N_(
            "**Share of the shortfall.** What part of the city’s distance to its target lies in "
            "unit $i$: its weight $w$ times what it lacks, over the sum of all units, $d$ being 1 "
            "where more is better and −1 where less is. At most {deciding} units are named as "
            "deciding, only on official figures, and none where the city has met the target."
        ),
    ),
    "vintage": (
        N_(
            "**Districts and communes.** {old} districts ended on {ended}, {new} wards and "
            "communes began on {began}. No line is drawn across. A count crosses only where old "
            "units went wholly into new ones; a rate is worked out again from its parts or not "
            "shown. No share of a divided unit is published, and none is invented."
        ),
    ),
    "missing": (
        N_(
            "**An empty cell is never green.** Each kind of empty has a word and a pattern of "
            "its own:"
        ),
    ),
    "definitions": (
        N_(
            "Everything that is measured, with the highest possible value, the shape of its path "
            "and what its units are weighted by. Search works without tone marks."
        ),
    ),
    "outlines": (
        N_(
            "**Outlines.** Districts: geoBoundaries (geoboundaries.org; Runfola et al. 2020), from"
            " OCHA ROAP / Government of Viet Nam, CC BY 3.0 IGO. Wards and communes: © "
            "OpenStreetMap contributors, ODbL 1.0; a file of its own under that licence. For maps "
            "like these, not for cadastral use."
        ),
    ),
    "reference": (
        N_(
            "**Reference class.** Curves of countries by ITU, the World Bank, Our World in Data "
            "and Gapminder, CC BY 4.0."
        ),
    ),
    "own": (
        N_(
            "**This program.** Its code is under the MIT licence. Names, definitions, derived and "
            "illustrative values made here are CC0 1.0. Texts quoted remain their publishers’. "
            "Data version {version}, data as of {day}."
        ),
    ),
}


# A figure that rounds differently from what binary arithmetic would make of it.
_HALF: Final = 89.995


def text(
    place: Place,
    lang: Lang,
    *,
    part: int | None = None,
    known: Mapping[str, str | int] | None = None,
) -> str:
    """The Markdown of a place, all its paragraphs or one; `known` what only a page knows."""
    _ = translator(lang).gettext
    paragraphs = _TEXTS[place] if part is None else _TEXTS[place][part : part + 1]
    figures = _constants(lang) | dict(known or {})
    return "\n\n".join(_(one).format(**figures) for one in paragraphs)


def _constants(lang: Lang) -> dict[str, str | int]:
    """The numbers of the rules, from where the program has them."""
    return {
        "margin": numbers.quantity(100 * CAP_MARGIN, "percent", lang),
        "inside": numbers.number(100 * (1 - CAP_MARGIN), lang),
        "fan": (", " if lang == "en" else "; ").join(numbers.number(one, lang) for one in FAN),
        "raw": numbers.number(_HALF, lang, decimals=3),
        "printed": numbers.number(round_for_display(_HALF, like("linear")), lang, exact=True),
        "common": numbers.quantity(100 * COMMON_SHARE, "percent", lang),
        "windows": LEAST_WINDOWS,
        "jump": numbers.number(JUMP, lang),
        "coverage": numbers.quantity(100 * LEAST_COVERAGE, "percent", lang),
        "deciding": DECIDING,
    }

"""The projection's constants, its identity worked out, and the literature it comes from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

import numpy as np
import pandas as pd

from lib.analysis.progress.points import Point
from lib.analysis.progress.targets import binding
from lib.analysis.progress.verdict import Assessment, end_of_year
from lib.analysis.projection.history import PriceBasis, Rates
from lib.analysis.projection.identity import (
    DIGITAL_ECONOMY_SHARE,
    share_after,
)
from lib.analysis.projection.priors import (
    COMMON_SHARE,
    DAMPING,
    FASTEST_GROWTH,
    HALF_LIFE,
    PRIOR_FREEDOM,
    prior_of,
    shock_sd,
)
from lib.analysis.scenarios.needed import needed_growth
from lib.features.methods.example_indicator import like
from lib.features.methods.html import Body, table
from lib.model.entities import Indicator, Series
from lib.model.vocabulary import Comparator, Lang, Path
from lib.text import N_, translator
from lib.wording import numbers

# Titles are their authors' own and stay as they are in either language.
LITERATURE: Final = tuple(
    " ".join(line.split())
    for line in """
    Eurostat, Sustainable development in the European Union – Monitoring report on progress \
    towards the SDGs in an EU context (2017–)
    ESCAP, Asia and the Pacific SDG Progress Report (2017–): current status index, anticipated \
    progress index
    Griliches, Hybrid corn: an exploration in the economics of technological change, \
    Econometrica 25 (1957) 501
    Gardner & McKenzie, Forecasting trends in time series, Management Science 31 (1985) 1237
    James & Stein, Estimation with quadratic loss, Fourth Berkeley Symposium 1 (1961) 361
    Efron & Morris, Data analysis using Stein’s estimator and its generalizations, \
    JASA 70 (1975) 311
    Morris, Parametric empirical Bayes inference: theory and applications, JASA 78 (1983) 47
    DerSimonian & Laird, Meta-analysis in clinical trials, Controlled Clinical Trials 7 (1986) 177
    Gelman et al., Bayesian Data Analysis, 3rd ed. (2014), 2.6
    Hyndman & Athanasopoulos, Forecasting: Principles and Practice, 3rd ed. (2021), \
    5.2, 5.5, 5.10
    Tashman, Out-of-sample tests of forecasting accuracy: an analysis and review, \
    Int. J. Forecasting 16 (2000) 437
    Vasicek, Probability of loss on loan portfolio, KMV (1987)
    Gordy, A risk-factor model foundation for ratings-based bank capital rules, \
    J. Financial Intermediation 12 (2003) 199
    Golub & Welsch, Calculation of Gauss quadrature rules, Math. Comp. 23 (1969) 221
    Trefethen & Weideman, The exponentially convergent trapezoidal rule, \
    SIAM Review 56 (2014) 385
    Kahneman & Tversky, Intuitive prediction: biases and corrective procedures, \
    TIMS Studies in Management Science 12 (1979) 313
    Flyvbjerg, From Nobel prize to project management: getting risks right, \
    Project Management Journal 37 (2006) 5
    """.strip().splitlines()
)

_BASES: Final[dict[PriceBasis, str]] = {
    "real": N_("at constant prices, as GRDP growth is published"),
    "nominal": N_("at current prices"),
}


@dataclass(frozen=True, slots=True)
class Constant:
    """One number of the model that is no definition; `got` tells where it comes from."""

    name: str
    value: float
    got: str


@dataclass(frozen=True, slots=True)
class IdentityReading:
    """The digital-economy share under one reading of the price basis; rates in per cent a year.

    `after` is the share at the end of the target year at those rates, `needed` the growth of the
    digital economy that reaches the target, None where no rate does.
    """

    basis: PriceBasis
    rates: Rates
    after: float
    needed: float | None


@dataclass(frozen=True, slots=True)
class Identity:
    """The last published share, the target that binds furthest ahead, and both readings."""

    start: Point
    goal: float
    year: int
    indicator: Indicator
    comparator: Comparator
    readings: tuple[IdentityReading, ...]

    @property
    def years(self) -> float:
        return end_of_year(self.year) - self.start.t

    def needed_at(self, grdp_growth: float) -> float | None:
        """The growth of the digital economy that reaches the target if GRDP grows so."""
        return needed_growth(
            self.start.value,
            self.goal,
            self.indicator,
            years=self.years,
            whole_growth=grdp_growth,
            comparator=self.comparator,
        )


def constants() -> tuple[Constant, ...]:
    """Every constant of the projection, as the engine has it."""
    return (
        Constant(
            N_("Years in which the weight of a figure in the pace halves"),
            HALF_LIFE,
            N_("least error on the reference class; flat within 3% from 0.5 to 1"),
        ),
        Constant(
            N_("What is left of a pace after a year, on the S-curve and for counts"),
            DAMPING,
            N_("least error on the reference class without running too low; either half of the "
               "countries alone would choose 0.70 or 0.75"),
        ),
        Constant(
            N_("Degrees of freedom of the class’s shocks beside a series’ own"),
            PRIOR_FREEDOM,
            N_("between 2 and 8 coverage moves by 2 points at most"),
        ),
        Constant(
            N_("Share of shocks that all units have in common"),
            COMMON_SHARE,
            N_("a judgement: countries have 8 to 10% in common, units of one city must have more"),
        ),
        Constant(
            N_("Steepest growth still taken for a pace (of the logarithm, a year)"),
            FASTEST_GROWTH,
            N_("2.5-fold a year: no country grew faster for three years, once past its launch"),
        ),
        Constant(
            N_("Variance of a later pace on the straight line, in yearly shocks"),
            prior_of(like("linear")).wander,
            N_("without it an 80% band holds 60 to 70% of the truths after five years"),
        ),
        Constant(
            N_("The same on the steady rate of growth"),
            prior_of(like("geometric", kind="money", cap=None)).wander,
            N_("as above"),
        ),
        Constant(
            N_("A year’s shock on the S-curve (standard deviation of the logit)"),
            _shock("logistic"),
            N_("internet users: median over countries"),
        ),
        Constant(
            N_("A year’s shock on the steady rate of growth (of the logarithm)"),
            _shock("geometric"),
            N_("fixed broadband: median over countries, once above 10 per 100 people"),
        ),
        Constant(
            N_("A year’s shock of a share on the straight line, in points"),
            _shock("linear"),
            N_("internet users on the line, less the part that is a bend"),
        ),
    )  # fmt: skip


def constant_table(lang: Lang) -> str:
    """The constants with where each comes from."""
    _ = translator(lang).gettext
    rows = [
        (escape(_(one.name)), numbers.number(one.value, lang), escape(_(one.got)))
        for one in constants()
    ]
    return table(
        (_("Constant"), _("Value"), _("How it was got")),
        [Body("", rows)],
        label=_("Constants of the projection"),
    )


def constant_frame(lang: Lang) -> pd.DataFrame:
    """The same to take away."""
    _ = translator(lang).gettext
    return pd.DataFrame(
        [(_(one.name), one.value, _(one.got)) for one in constants()],
        columns=["constant", "value", "how_it_was_got"],
    )


def identity_of(
    assessed: Sequence[Assessment],
    *,
    series: Mapping[str, Series],
    indicators: Mapping[str, Indicator],
    rates: Mapping[PriceBasis, Rates],
) -> Identity | None:
    """The digital-economy share worked out to its furthest target.

    None without a figure or an open target.
    """
    open_ones = [
        one
        for one in binding(assessed)
        if series[one.target.series_id].indicator_id == DIGITAL_ECONOMY_SHARE
        and not one.is_past
        and one.last is not None
        and one.threshold is not None
    ]
    if not open_ones:
        return None
    one = max(open_ones, key=lambda found: found.target.year)
    start, goal = one.last, one.threshold
    indicator = indicators[DIGITAL_ECONOMY_SHARE]
    if start is None or goal is None:
        return None
    years, comparator = end_of_year(one.target.year) - start.t, one.target.comparator
    readings = tuple(
        IdentityReading(
            basis,
            known,
            float(
                share_after(
                    start.value,
                    np.array([years]),
                    part_growth=known.digital_economy_growth,
                    whole_growth=known.grdp_growth,
                )[0]
            ),
            needed_growth(
                start.value,
                goal,
                indicator,
                years=years,
                whole_growth=known.grdp_growth,
                comparator=comparator,
            ),
        )
        for basis, known in rates.items()
    )
    return Identity(start, goal, one.target.year, indicator, comparator, readings)


def identity_table(found: Identity, lang: Lang) -> str:
    """Both readings of the price basis, side by side."""
    _ = translator(lang).gettext
    rows = [
        (
            escape(_(_BASES[one.basis])),
            _rate(one.rates.grdp_growth, lang),
            _rate(one.rates.digital_economy_growth, lang),
            numbers.quantity(one.after, "percent", lang),
            _rate(one.needed, lang),
        )
        for one in found.readings
    ]
    return table(_identity_heads(found, lang), [Body("", rows)], label=_("Both readings"))


def identity_frame(found: Identity, lang: Lang) -> pd.DataFrame:
    """The same to take away, in per cent and per cent a year."""
    _ = translator(lang).gettext
    return pd.DataFrame(
        [
            (one.basis, _(_BASES[one.basis]), one.rates.grdp_growth,
             one.rates.digital_economy_growth, one.after, one.needed)
            for one in found.readings
        ],
        columns=["price_basis", "price_basis_words", "grdp_growth", "digital_economy_growth",
                 "share_in_target_year", "growth_needed"],
    )  # fmt: skip


def identity_sentence(found: Identity, lang: Lang) -> str:
    """From where to where, and what a faster GRDP would ask for."""
    _ = translator(lang).gettext
    said = _(
        "From {start} ({when}) to {goal} at the end of {year}. The published growth of the digital "
        "economy does not say on which prices, so both readings are shown."
    ).format(
        start=numbers.quantity(found.start.value, "percent", lang),
        when=numbers.period(found.start.period, lang),
        goal=numbers.quantity(found.goal, "percent", lang),
        year=found.year,
    )
    faster = found.needed_at(FASTER_GRDP)
    if faster is None:
        return said
    return f"{said} " + _("If GRDP grows by {grdp}, {needed} is needed.").format(
        grdp=_rate(FASTER_GRDP, lang), needed=_rate(faster, lang)
    )


FASTER_GRDP: Final = 10.0
"""A GRDP growth that plans ask for, per cent a year."""


def _identity_heads(found: Identity, lang: Lang) -> tuple[str, ...]:
    _ = translator(lang).gettext
    return (
        _("The published growth read as"),
        _("GRDP growth"),
        _("Digital-economy growth"),
        _("Share in {year}").format(year=found.year),
        _("Growth needed for the target"),
    )


def _rate(value: float | None, lang: Lang) -> str:
    return "–" if value is None else numbers.quantity(value, "percent_per_year", lang)


def _shock(path: Path) -> float:
    """The class's yearly shock on a path, in the unit of its scale."""
    return float(shock_sd(like(path), np.zeros((1, 1)))[0])

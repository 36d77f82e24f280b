"""The sentences of the what-if page: where the city lands, what it takes, what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from lib.analysis.progress.points import Point
from lib.analysis.projection.chance import Chance, Odds, odds
from lib.analysis.rounding import round_for_display
from lib.analysis.scenarios.whatif import RequiredChange
from lib.model.entities import Aim, Indicator, Target
from lib.model.vocabulary import Lang, Provenance
from lib.text import N_, translator
from lib.wording import numbers
from lib.wording import terms as words
from lib.wording.magnitudes import with_gap_unit

_COMPARED = {
    ">": N_("more than {value}"),
    ">=": N_("at least {value}"),
    "<=": N_("at most {value}"),
    "~": N_("about {value}"),
}


@dataclass(frozen=True, slots=True)
class GoalWords:
    """The target a scenario is held against: the binding clause and the number that meets it."""

    target: Target
    aim: Aim
    threshold: float
    sense: int


@dataclass(frozen=True, slots=True)
class LandingWords:
    """Where the city stands at the end of the horizon, and what the target takes.

    `baseline` and `scenario` are None when there is no pace to project with. `reached` is the
    first year at whose end the scenario meets the goal for good, `chance` that of meeting it.
    `last` is the newest published point. `grdp_growth` (per cent a year) is the one that `need`
    rests on. `is_assumed` says that the curve hangs on a rate for which no figure is published.
    """

    indicator: Indicator
    year: int
    baseline: float | None
    scenario: float | None
    is_changed: bool
    goal: GoalWords | None
    reached: int | None
    need: RequiredChange | None
    last: Point | None
    provenance: Provenance | None
    grdp_growth: float
    is_provisional: bool = False
    is_assumed: bool = False
    chance: Chance | None = None

    @property
    def odds(self) -> Odds | None:
        """What is said of the target; None without one, and on illustrative values."""
        if self.goal is None or self.scenario is None or self.provenance == "illustrative":
            return None
        value = None if self.chance is None else self.chance.value
        return odds(is_met=self.reached is not None, chance=value)


@dataclass(frozen=True, slots=True)
class ReadingWords:
    """One price reading of the digital-economy identity, at the published rates."""

    grdp_growth: float
    share: float
    needed_growth: float


def aim_words(target: Target, aim: Aim, indicator: Indicator, lang: Lang) -> str:
    """A target's number with its comparator: "more than 40%", "60–65%"."""
    _ = translator(lang).gettext
    value = numbers.value_of(aim.low, indicator, lang)
    if aim.low != aim.high:
        low = numbers.number(aim.low, lang)
        return f"{low}–{numbers.value_of(aim.high, indicator, lang)}"
    form = _COMPARED.get(target.comparator)
    return _(form).format(value=value) if form else value


def reading_words(target: Target, aim: Aim, indicator: Indicator, lang: Lang) -> str:
    """A target's number with its reading, where a clause has two: "60–65% (relative reading)"."""
    _ = translator(lang).gettext
    forms = {"relative": _("{words} (relative reading)"), "points": _("{words} (in points)")}
    words = aim_words(target, aim, indicator, lang)
    return forms.get(aim.reading, "{words}").format(words=words)


def answer(landing: LandingWords, lang: Lang) -> tuple[str, ...]:
    """The answer in sentences, the most important first."""
    if landing.scenario is None:
        return (_not_enough(landing, lang), *_takes(landing, lang))
    return (
        _lands(landing, lang),
        *_held_at_cap(landing, lang),
        *_against_target(landing, lang),
        *_takes(landing, lang),
    )


def headlines(landing: LandingWords, lang: Lang) -> tuple[str, str]:
    """The answer's first sentence, as now and in a scenario, with {value} and {base} to be filled.

    The browser fills them while a control is held.
    """
    _ = translator(lang).gettext
    parts = {
        "name": landing.indicator.name.in_(lang),
        "value": "{value}",
        "base": "{base}",
        "year": landing.year,
    }
    return (
        _("{name}: {value} at the end of {year} if things go on as now.").format(**parts),
        _(
            "{name}: {value} at the end of {year} in this scenario, {base} if things go on as now."
        ).format(**parts),
    )


def _lands(landing: LandingWords, lang: Lang) -> str:
    _ = translator(lang).gettext
    assert landing.scenario is not None  # noqa: S101 - the caller has looked
    parts = {
        "name": landing.indicator.name.in_(lang),
        "value": numbers.value_of(landing.scenario, landing.indicator, lang),
        "year": landing.year,
    }
    if landing.baseline is None:
        return _(
            "{name}: {value} at the end of {year} if employment grows as assumed; no figure of "
            "either is published."
        ).format(**parts)
    as_now, changed = headlines(landing, lang)
    base = numbers.value_of(landing.baseline, landing.indicator, lang)
    form = changed if landing.is_changed else as_now
    return form.replace("{value}", str(parts["value"])).replace("{base}", base)


def _held_at_cap(landing: LandingWords, lang: Lang) -> tuple[str, ...]:
    """That a share which comes to 100% is held there, whatever the arithmetic gives."""
    indicator, last = landing.indicator, landing.last
    if indicator.cap is None or landing.scenario is None:
        return ()
    at_cap = (
        round_for_display(value, indicator) >= indicator.cap
        for value in (landing.scenario, last.value if last else 0.0)
    )
    if tuple(at_cap) != (True, False):
        return ()
    cap = numbers.value_of(indicator.cap, indicator, lang)
    form = translator(lang).gettext("It cannot be more than {cap}, so the curve goes no further.")
    return (form.format(cap=cap),)


def _against_target(landing: LandingWords, lang: Lang) -> tuple[str, ...]:
    _ = translator(lang).gettext
    goal, scenario = landing.goal, landing.scenario
    if goal is None:
        return (_("No target for {year} is set on this series.").format(year=landing.year),)
    assert scenario is not None  # noqa: S101 - the caller has looked
    target = aim_words(goal.target, goal.aim, landing.indicator, lang)
    if landing.odds is None:
        return (
            _(
                "The target for {year} is {target}; on illustrative values no verdict is given."
            ).format(year=goal.target.year, target=target),
        )
    if landing.odds == "even":
        return (
            _("The target for {year}, {target}, has about even odds.").format(
                year=goal.target.year, target=target
            ),
        )
    if landing.reached is not None:
        return (
            _("The target for {year}, {target}, is met from {when} on.").format(
                year=goal.target.year, target=target, when=landing.reached
            ),
        )
    # Of printed values, so that the three numbers of the sentence add up.
    gap = goal.sense * (goal.threshold - round_for_display(scenario, landing.indicator))
    if gap == 0:
        return (
            _("That touches the target for {year}, {target}, without passing it.").format(
                year=goal.target.year, target=target
            ),
        )
    return (
        _("That is {gap} short of the target for {year}: {target}.").format(
            gap=_gap(gap, landing.indicator, lang), year=goal.target.year, target=target
        ),
    )


def _takes(landing: LandingWords, lang: Lang) -> tuple[str, ...]:
    """What growth or pace the target takes from the last figure on."""
    _ = translator(lang).gettext
    need, goal = landing.need, landing.goal
    if need is None or goal is None or goal.sense * need.per_year <= 0:
        return ()
    target = aim_words(goal.target, goal.aim, landing.indicator, lang)
    if need.part_growth is not None:
        return (
            _(
                "To reach {target}, the digital economy must grow {need} a year while GRDP grows "
                "{grdp} a year."
            ).format(
                target=target,
                need=percent(need.part_growth, lang),
                grdp=percent(landing.grdp_growth, lang),
            ),
        )
    pace = _gap(need.per_year, landing.indicator, lang, is_signed=True)
    return (
        _("From the last figure on, {target} takes {pace} a year.").format(
            target=target, pace=pace
        ),
    )


def _not_enough(landing: LandingWords, lang: Lang) -> str:
    _ = translator(lang).gettext
    name, last = landing.indicator.name.in_(lang), landing.last
    if landing.is_assumed:
        return _(
            "{name}: not known. Neither this nor the growth of employment is published; assume "
            "one for employment, and it follows from GRDP growth."
        ).format(name=name)
    if last is None:
        return _("{name}: no published figure, so nothing to project from.").format(name=name)
    return _(
        "{name}: not enough data to project. One figure is published, {value} ({period}); a second "
        "one of the same series, at another date, would give a pace."
    ).format(
        name=name,
        value=numbers.value_of(last.value, landing.indicator, lang),
        period=numbers.period(last.period, lang),
    )


def readings(
    real: ReadingWords, nominal: ReadingWords, *, growth: float, target: str, lang: Lang
) -> str:
    """Why there are two price readings, and what each says at the published rates."""
    _ = translator(lang).gettext
    return _(
        "The published growth of the digital economy, {growth}, does not say on which prices. "
        "Against real GRDP growth of {real_g} it gives {real_s} in 2030, and {target} takes "
        "{real_n} a year; against nominal growth of {nominal_g} it gives {nominal_s} and takes "
        "{nominal_n}."
    ).format(
        growth=percent(growth, lang),
        target=target,
        real_g=percent(real.grdp_growth, lang),
        real_s=percent(real.share, lang),
        real_n=percent(real.needed_growth, lang),
        nominal_g=percent(nominal.grdp_growth, lang),
        nominal_s=percent(nominal.share, lang),
        nominal_n=percent(nominal.needed_growth, lang),
    )


def provisional(lang: Lang) -> str:
    """Said where a projection rests on too few points to be more than a first guess."""
    _ = translator(lang).gettext
    return _("Provisional: the pace rests on two figures, or on a span of less than two years.")


def answer_html(
    sentences: tuple[str, ...], *, small: tuple[str, ...], mark: Provenance | None, lang: Lang
) -> str:
    """The answer as HTML: the first sentence large, the others after it, `small` below.

    What rests on illustrative values wears their mark.
    """
    tag = ""
    if mark == "illustrative":
        tag = f'<span class="sc-mark">{escape(words.provenance(mark, lang))}</span> '
    first, *rest = sentences
    following = f" <span>{escape(' '.join(rest))}</span>" if rest else ""
    notes = "".join(f'<p class="sc-small">{escape(note)}</p>' for note in small)
    return (
        f'<div class="sc-answer"><p class="sc-lead">{tag}'
        f"<strong>{escape(first)}</strong>{following}</p>{notes}</div>"
    )


def sentences_html(*sentences: str) -> str:
    """Sentences as a paragraph each."""
    lines = "".join(f"<p>{escape(sentence)}</p>" for sentence in sentences if sentence)
    return f'<div class="sc-said">{lines}</div>'


# Sizes in rem, so that presenting enlarges them; the mark is hatched as the map's legend is.
STYLE = """<style>
.sc-answer p{margin:0 0 .3rem;text-wrap:pretty;max-width:74rem}
.sc-answer .sc-lead{font-size:1.2rem;line-height:1.45}
.sc-answer strong{font-weight:650}
.sc-answer .sc-small{font-size:.875rem;line-height:1.45;opacity:.82}
[data-lab-pending] :is(.sc-lead>span:not(.sc-mark),.sc-small,.sc-said,.sc-table,.sc-note,
.sc-meter,.st-key-sc_units){opacity:.4}
[data-lab-pending] .sc-lead>span:not(.sc-mark)::before{content:"… "}
.sc-said p{margin:0 0 .4rem;max-width:60rem;text-wrap:pretty}
.sc-mark{display:inline-block;font-size:.8rem;line-height:1.3;padding:.05rem .45rem;
border:1px solid currentColor;border-radius:4px;vertical-align:.12em;
background:repeating-linear-gradient(135deg,transparent 0 4px,
color-mix(in srgb,currentColor 16%,transparent) 4px 6px)}
</style>"""


def percent(rate: float, lang: Lang) -> str:
    """A rate in per cent: "27,84 %" in Vietnamese, "27.84%" in English."""
    return numbers.quantity(rate, "percent", lang)


def _gap(gap: float, indicator: Indicator, lang: Lang, *, is_signed: bool = False) -> str:
    """A difference of two values, with its unit: shares differ by points."""
    from_scale = 4 if indicator.unit == "index_0_1" else 2
    form = numbers.signed if is_signed else numbers.number
    text = form(gap, lang, decimals=from_scale)
    return with_gap_unit(text, indicator.unit, lang)

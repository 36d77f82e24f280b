"""The card beside the map: one unit's facts, its values against city and targets, its lineage."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from lib.analysis.printed import decimals as printed_decimals
from lib.analysis.printed import printed
from lib.analysis.verdict import Assessment
from lib.model.kinds import Lang, Pillar, Provenance
from lib.model.period import parse_period
from lib.model.things import Indicator, Series, Unit, UnitKey
from lib.text import translator
from lib.view import numbers, words
from lib.view.map_lineage import Kin, lineage
from lib.view.map_words import GROUPS, TYPES
from lib.view.palette import GROUNDS, PILLARS, TONES, Theme
from lib.view.sentences import aim_words, gap_words, when_words


@dataclass(frozen=True, slots=True)
class Goal:
    """The binding target of a year. `other` is the series it is set for, if not the one shown."""

    assessment: Assessment
    other: Series | None


@dataclass(frozen=True, slots=True)
class Measure:
    """One indicator of a unit. `value` None with `missing` in words; rank `standing` of `of`.

    `city` is the city's value for the same period, None where there is none.
    """

    label: str
    indicator: Indicator
    value: float | None
    provenance: Provenance | None
    missing: str
    period: str
    standing: int | None
    of: int
    city: float | None
    city_is_published: bool
    goals: tuple[Goal, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A unit, the measure on the map first, and its other measures in the order of pillars."""

    unit: Unit
    lead: Measure
    others: tuple[Measure, ...]
    kin: Kin | None

    @property
    def has_illustrative_others(self) -> bool:
        return any(one.provenance == "illustrative" for one in self.others)


def head_html(card: Card, *, link_of: Callable[[UnitKey], str], lang: Lang, theme: Theme) -> str:
    """Name, facts, lineage and the measure on the map."""
    unit = card.unit
    kind = [translator(lang).gettext(TYPES[unit.type])]
    if unit.group is not None:
        kind.append(translator(lang).gettext(GROUPS[unit.group]))
    return (
        f'{_style(theme)}<section class="mc"><h2>{escape(unit.name.in_(lang))}</h2>'
        f'<p class="mc-soft">{escape(" · ".join(kind))}</p>{_facts(unit, lang)}'
        f"{_lead(card.lead, lang)}{lineage(card.kin, link_of=link_of, lang=lang)}</section>"
    )


def others_html(measures: Sequence[Measure], lang: Lang, theme: Theme) -> str:
    """The unit's other measures as one table, grouped by pillar."""
    _ = translator(lang).gettext
    heads = (_("Indicator and target"), _("Value"))
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in heads)
    body = []
    pillar: Pillar | None = None
    for one in measures:
        if one.indicator.pillar != pillar:
            pillar = one.indicator.pillar
            body.append(
                f'<tr><th scope="rowgroup" colspan="2" style="color:{PILLARS[theme][pillar]}">'
                f"{escape(words.pillar(pillar, lang))}</th></tr>"
            )
        body.append(_row(one, lang))
    return (
        f'<section class="mc"><table><caption>{escape(_("Other indicators, last value of each"))}'
        f"</caption><thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody></table>"
        f"{_footnote(measures, lang)}</section>"
    )


def _footnote(measures: Sequence[Measure], lang: Lang) -> str:
    if not any(one.goals and one.goals[-1].other is not None for one in measures):
        return ""
    said = translator(lang).gettext("* set for another population or by another method")
    return f'<p class="mc-soft">{escape(said)}</p>'


def prompt_html(text: str) -> str:
    """What stands where no unit is chosen."""
    return f'<section class="mc"><p class="mc-soft">{escape(text)}</p></section>'


def _facts(unit: Unit, lang: Lang) -> str:
    _ = translator(lang).gettext
    pairs = (
        (
            _("Population {year}").format(year=unit.population_year),
            numbers.number(unit.population, lang, decimals=0),
        ),
        (_("Area"), numbers.quantity(unit.area_km2, "km2", lang)),
    )
    return (
        "<dl>"
        + "".join(
            f"<div><dt>{escape(term)}</dt><dd>{escape(said)}</dd></div>" for term, said in pairs
        )
        + "</dl>"
    )


def _lead(one: Measure, lang: Lang) -> str:
    _ = translator(lang).gettext
    label = f"{one.label}, {when_words(parse_period(one.period), lang)}"
    if one.value is None:
        return (
            f'<div class="mc-lead"><p>{escape(label)}</p>'
            f'<p class="mc-none">{escape(one.missing)}</p>{_goals(one, lang)}</div>'
        )
    lines = []
    if one.provenance in ("estimate", "derived"):
        lines.append(words.provenance(one.provenance, lang))
    if one.standing is not None and one.indicator.kind != "rank":
        lines.append(_("rank {rank} of {n}").format(rank=one.standing, n=one.of))
    if one.city is not None:
        said = numbers.value_of(one.city, one.indicator, lang)
        form = _("city {value} (published)") if one.city_is_published else _("city {value} (mean)")
        lines.append(form.format(value=said))
    value = escape(numbers.value_of(one.value, one.indicator, lang))
    return (
        f'<div class="mc-lead"><p>{escape(label)}</p><p class="mc-big">{value}{_mark(one, lang)}'
        f"</p><p>{escape(' · '.join(lines))}</p>{_goals(one, lang)}</div>"
    )


def _goals(one: Measure, lang: Lang) -> str:
    """A line a target year, with where the unit stands and what the target is set for."""
    _ = translator(lang).gettext
    lines = []
    for goal in one.goals:
        target = goal.assessment.target
        said = escape(
            _("Target {year}: {aim}").format(year=target.year, aim=_aim(goal, one.indicator, lang))
        )
        standing = _standing(one, goal, lang)
        other = ""
        if goal.other is not None:
            other = escape(
                _("set for: {population}; {method}").format(
                    population=goal.other.population.in_(lang), method=goal.other.method.in_(lang)
                )
            )
            other = f'<br><span class="mc-soft">{other}</span>'
        lines.append(f"<li>{said}{f' · {standing}' if standing else ''}{other}</li>")
    return f"<ul>{''.join(lines)}</ul>" if lines else ""


def _row(one: Measure, lang: Lang) -> str:
    """A line of the table; spare of markup, since every click on the map sends it."""
    _ = translator(lang).gettext
    value = "" if one.value is None else escape(numbers.value_of(one.value, one.indicator, lang))
    about = [numbers.period(one.period, lang)]
    if one.provenance == "illustrative":
        value += (
            f' <i role="img" aria-label="{escape(words.provenance(one.provenance, lang))}"></i>'
        )
    elif one.provenance not in (None, "official"):
        about.append(words.provenance(one.provenance, lang))
    if one.city is not None:
        said = numbers.number(one.city, lang, decimals=printed_decimals(one.indicator))
        value += f"<small>{escape(_('City {value}').format(value=said))}</small>"
    aim = ""
    if one.goals:
        goal = one.goals[-1]
        star = "*" if goal.other is not None else ""
        said = f"{goal.assessment.target.year}: {_aim(goal, one.indicator, lang)}{star}"
        aim = f"<small>{escape(said)} {_standing(one, goal, lang)}</small>"
    return (
        f'<tr><th scope="row">{escape(one.label)}<small>{escape(" · ".join(about))}</small>{aim}'
        f"</th><td>{value}</td></tr>"
    )


def _aim(goal: Goal, indicator: Indicator, lang: Lang) -> str:
    assessment = goal.assessment
    if assessment.aim is None:
        return ""
    return aim_words(assessment.target, assessment.aim, indicator, lang)


def _standing(one: Measure, goal: Goal, lang: Lang) -> str:
    """Reached or how far, with a shape; nothing where the target is set for another series."""
    threshold, sense = goal.assessment.threshold, goal.assessment.sense
    if one.value is None or threshold is None or goal.other is not None:
        return ""
    _ = translator(lang).gettext
    gap = printed(sense * (threshold - one.value), one.indicator)
    if gap < 0 or (gap == 0 and goal.assessment.target.comparator != ">"):
        return f'<span class="mc-good">✔ {escape(_("reached"))}</span>'
    said = _("{gap} short").format(gap=gap_words(gap, one.indicator, lang))
    return f'<span class="mc-poor">▽ {escape(said)}</span>'


def _mark(one: Measure, lang: Lang) -> str:
    """The badge that an illustrative value wears; what others are is said in a line below."""
    if one.provenance != "illustrative":
        return ""
    said = escape(words.provenance(one.provenance, lang))
    return f' <span class="mc-badge">{said}</span>'


def _style(theme: Theme) -> str:
    ground, tones = GROUNDS[theme], TONES[theme]
    return (
        f"<style>.mc{{--ink:{ground.ink};--soft:{ground.soft};--rule:{ground.rule};"
        f"--panel:{ground.panel};--accent:{ground.accent};--good:{tones['good']};"
        f"--poor:{tones['poor']}}}{_CSS}</style>"
    )


_CSS: Final = """
.mc{color:var(--ink);font-size:.875rem;line-height:1.4}
.mc h2{font-size:1.35rem;font-weight:650;padding:0;margin:0;line-height:1.2}
.mc p{margin:0}
.mc-soft{color:var(--soft)}
.mc dl{display:flex;gap:2rem;margin:.6rem 0;padding:0}
.mc dl div{margin:0;padding:0}
.mc dt{margin:0;padding:0;color:var(--soft);font-weight:400;font-size:.8125rem}
.mc dd{margin:0;padding:0;font-weight:600;font-size:1.05rem;font-variant-numeric:tabular-nums}
.mc-lead{background:var(--panel);border-radius:6px;padding:.65rem .85rem;margin:.6rem 0}
.mc-lead .mc-big{font-size:1.75rem;font-weight:650;line-height:1.25;
 font-variant-numeric:tabular-nums}
.mc-lead .mc-none{font-size:1.1rem;color:var(--soft)}
.mc-lead ul{margin:.4rem 0 0;padding:.4rem 0 0;list-style:none;border-top:1px solid var(--rule)}
.mc li{margin:0 0 .15rem}
.mc-good{color:var(--good);white-space:nowrap}
.mc-poor{color:var(--poor)}
.mc-badge{display:inline-block;border:1px solid var(--soft);border-radius:3px;padding:0 .35em;
 font-size:.7rem;font-weight:400;line-height:1.5;vertical-align:.15em;color:var(--ink);
 white-space:nowrap;background:repeating-linear-gradient(135deg,transparent 0 4px,
 color-mix(in srgb,var(--soft) 25%,transparent) 4px 6px)}
.mc-kin{margin:.4rem 0;color:var(--ink)}
.mc-kin a{color:var(--accent)}
.mc table{border-collapse:collapse;width:100%;font-size:.8125rem;
 font-variant-numeric:tabular-nums}
.mc caption{text-align:left;font-weight:600;font-size:.875rem;padding:.3rem 0;color:var(--ink)}
.mc thead th{color:var(--soft);font-weight:500}
.mc th,.mc td{padding:.3rem .3rem;border:0;border-bottom:1px solid var(--rule);text-align:left;
 vertical-align:top;font-weight:400}
.mc td{text-align:right;min-width:7rem}
.mc tbody td{white-space:normal}
.mc small{display:block;color:var(--soft);font-size:.75rem}
.mc td i{display:inline-block;width:.8rem;height:.8rem;border:1px solid var(--soft);
 border-radius:2px;vertical-align:-.08em;background:repeating-linear-gradient(135deg,
 transparent 0 3px,color-mix(in srgb,var(--soft) 55%,transparent) 3px 4px)}
.mc thead th:not(:first-child){text-align:right}
.mc tbody th{padding-left:0}
.mc th[scope=rowgroup]{font-weight:650;padding-top:.7rem}
"""

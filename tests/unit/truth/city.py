"""What Overview and Targets say of the city: figures, targets and verdicts, wherever they stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any
from xml.etree import ElementTree as ET

from lib.analysis.progress.targets import binding
from lib.analysis.progress.verdict import Assessment, Verdict
from lib.features.overview import balance_table, charts, html
from lib.features.overview import queries as overview_figures
from lib.features.overview.summary import Fact, Overview
from lib.features.targets import queries as targets_figures
from lib.features.targets import tables as targets_table
from lib.features.targets.context import TargetsContext
from lib.features.targets.rows import rows
from lib.model.vocabulary import Lang
from lib.text import translator
from lib.wording import numbers, terms
from tests.unit.truth.claims import Claim, number_in, numbers_in

_SHAPES = {sign.shape for sign in terms.SIGNS.values()}
_TAG = re.compile(r"<[^>]*>")


def of_overview(lang: Lang) -> Iterator[Claim]:
    """Overview's tables to take away, bars, balance sheet (page and picture) and charts."""
    view: Overview = overview_figures.overview_today()
    drawn = [fact for block in view.blocks for fact in block.drawn]
    for fact in [*view.balance, *drawn]:
        yield from _taken(fact, lang)
    for block in view.blocks:
        for fact in block.bars:
            yield from _bar(fact, html.bullets([fact], block.pillar, lang, "light"), lang)
            yield from _bar_picture(fact, lang)
        yield from _chart(block.lines, charts.rows(block, lang).to_dict("records"), lang)
    page = balance_table.table(view.balance, lambda _: "", lang, "light")
    yield from _balance(view, _cells_of_page(page), f"overview sheet {lang}", lang)
    picture = balance_table.svg(view.balance, lang, "light")
    yield from _balance(view, _cells_of_picture(picture), f"overview picture {lang}", lang)
    yield from _counted("", view.tally.year, html.verdict_bar(
        view.past_counts, view.tally.year, lang, "light"), lang)  # fmt: skip
    for block in view.blocks:
        for year, counts in ((block.tally.year, block.past_counts),
                             (block.open_year, block.open_counts)):  # fmt: skip
            bar = html.verdict_bar(counts, year, lang, "light")
            yield from _counted(block.pillar, year, bar, lang)


def _taken(fact: Fact, lang: Lang) -> Iterator[Claim]:
    verdict_of = verdict_words(lang)
    place = f"overview table {lang}"
    for row, point in zip(
        overview_figures.table([fact], lang).to_dict("records"), fact.points or (None,), strict=True
    ):
        cells = {str(name): cell for name, cell in row.items()}
        if point is not None:
            (value,) = (cell for cell in cells.values() if isinstance(cell, float))
            yield Claim(place, "city", fact.series_id, point.period.text, "figure", value)
        for one in _asked(fact):
            (column,) = (
                name
                for name, cell in cells.items()
                if str(one.target.year) in name and cell in verdict_of
            )
            yield Claim(
                place, one.target.target_id, fact.series_id, "", f"verdict {one.target.year}",
                verdict_of[cells[column]],
            )  # fmt: skip


def _bar(fact: Fact, drawn: str, lang: Lang) -> Iterator[Claim]:
    place = f"overview bar {lang}"
    value = re.search(r'class="val"><b>(.*?)</b>', drawn)
    goals = re.search(r'class="goals">(.*?)</div>', drawn)
    assert value
    assert goals
    yield from _figure(place, fact, unescape(value[1]), lang)
    parts = goals[1].split(" · ")
    rivals, parts[1 : 1 + len(fact.others)] = parts[1 : 1 + len(fact.others)], []
    for (_, one), said in zip(fact.others, rivals, strict=True):
        yield from _rival(place, one, unescape(_TAG.sub(" ", said)), lang)
    for one, said in zip(_asked(fact), parts, strict=False):
        head, _, sign = unescape(said).partition("<span")
        year, _, asked = head.partition(": ")
        assert year == str(one.target.year)
        aim, _, months = asked.partition(", ") if not sign else (asked, "", "")
        yield _aim(place, one, aim, lang)
        if sign:
            yield _word(place, one, _TAG.sub(" ", f"<span{sign}"), lang)
        if months:
            yield Claim(place, one.target.target_id, _key(one), "", f"months {lang}", months)


def _bar_picture(fact: Fact, lang: Lang) -> Iterator[Claim]:
    place = f"overview bar picture {lang}"
    for row in charts.bar_rows([fact], lang).to_dict("records"):
        if row["what"] == "point":
            yield from _figure(place, fact, row["label"], lang)
            assert fact.shown
            period = fact.shown.period.text
            yield Claim(place, "city", fact.series_id, period, "figure", row["value"])
    targets = [r for r in charts.bar_rows([fact], lang).to_dict("records") if r["what"] == "target"]
    asked = [one for one in _asked(fact) if one.threshold is not None]
    for one, row in zip(asked, targets, strict=True):
        yield _aim(place, one, row["label"], lang)


def _chart(facts: Iterable[Fact], drawn: list[dict[Any, Any]], lang: Lang) -> Iterator[Claim]:
    place = f"overview chart {lang}"
    for fact in facts:
        mine = [row for row in drawn if row["series"] == fact.series_id]
        points = [row for row in mine if row["what"] in ("point", "end")]
        for point, row in zip(fact.points, points, strict=bool(points)):
            label = row["label"].rpartition(": ")[2]
            say = (place, "city", fact.series_id, point.period.text)
            yield Claim(*say, "figure", row["value"])
            if label:
                yield Claim(*say, "figure read", number_in(label, lang))
        targets = [row for row in mine if row["what"] == "target"]
        asked = [one for one in _asked(fact) if one.threshold is not None]
        for one, row in zip(asked, targets, strict=bool(targets)):
            yield _aim(place, one, row["label"], lang)


def _cells_of_page(page: str) -> list[list[str]]:
    lines = re.findall(r'<tr><th scope="row">(.*?)</tr>', page)
    return [
        [unescape(_TAG.sub(" ", cell.replace("<br>", "\n"))) for cell in line.split("<td")]
        for line in lines
    ]


def _cells_of_picture(picture: str) -> list[list[str]]:
    found: dict[str, list[str]] = {}
    texts = [text for text in ET.fromstring(picture) if text.tag.endswith("text")]  # noqa: S314 - our own
    for text in texts[5:]:  # after the heads
        found.setdefault(text.attrib["y"], []).append("".join(text.itertext()))
    lines: list[list[str]] = []
    for line in found.values():
        if len(line) > 1:
            lines.append(line)
        elif " " in line[0] and ": " in line[0] and any(sign in line[0] for sign in _SHAPES):
            lines[-1][-1] += f"\n{line[0]}"
    return lines


def _balance(view: Overview, lines: list[list[str]], place: str, lang: Lang) -> Iterator[Claim]:
    facts = [line.fact for _, some in balance_table.groups(view.balance, lang) for line in some]
    for fact, cells in zip(facts, lines, strict=True):
        assert fact.past
        _, asked, figure, gap, sign = (_LABEL.sub("", cell) for cell in cells)
        yield from _figure(place, fact, figure, lang)
        yield _aim(place, fact.past, asked, lang)
        if numbers_in(gap, lang):
            yield _gap(place, fact.past, gap, lang)
        own, *rivals = [part for part in sign.split("\n") if part.strip()]
        yield _word(place, fact.past, own, lang)
        for (_, one), said in zip(fact.others, rivals, strict=True):
            yield from _rival(place, one, said, lang)


def _rival(place: str, one: Assessment, text: str, lang: Lang) -> Iterator[Claim]:
    """A clause beside the row's own: "4098/QĐ-UBND: 100 % ✖ missed"."""
    asked = text.strip().partition(": ")[2]
    shape = terms.SIGNS[one.verdict].shape
    aim, found, word = asked.partition(f" {shape}")
    assert found, text
    yield _aim(place, one, aim, lang)
    yield _word(place, one, f"{shape} {word.strip()}", lang)


_LABEL = re.compile(r'^ data-l="[^"]*">')


def _counted(pillar: str, year: int, bar: str, lang: Lang) -> Iterator[Claim]:
    for shape, word, count in re.findall(r'true">(\S+?)</span>(.*?) <b>(\d+)</b>', bar):
        yield Claim(
            f"overview counts {lang}", "count", pillar, str(year), f"{shape} {unescape(word)}",
            int(count),
        )  # fmt: skip


def of_targets(lang: Lang) -> Iterator[Claim]:
    """The Targets page's rows, drawers and tables to take away."""
    book = targets_figures.book()
    told = rows(book, lang)
    for row in told:
        yield from _row(book, row, lang)
    yield from _counts(book, told, lang)
    frame = targets_table.table(book, book.readings, lang)
    verdict_of = verdict_words(lang)
    stated = frame[frame["reading"].isin(["stated", "relative", ""])]
    for line in stated.astype(object).where(stated.notna(), None).to_dict("records"):
        about = (line["target_id"], line["series_id"], "")
        what = f"verdict {line['year']}"
        yield Claim(f"targets table {lang}", *about, what, line["verdict"])
        if line["verdict_words"] in verdict_of:
            said = verdict_of[line["verdict_words"]]
            yield Claim(f"targets table words {lang}", *about, what, said)
        for name in ("last", "used"):
            if line[f"{name}_value"] is not None and line["kind"] == "quantified":
                yield Claim(
                    f"targets table {lang}", "city", line["series_id"], line[f"{name}_period"],
                    "figure", line[f"{name}_value"],
                )  # fmt: skip


def _row(book: TargetsContext, row: dict[str, Any], lang: Lang) -> Iterator[Claim]:
    place, target_id = f"targets row {lang}", row["id"]
    shown = book.shown(target_id)
    target, last = shown[0].target, shown[0].last
    if row["last"]["value"] and last is not None:
        said = number_in(row["last"]["value"], lang)
        yield Claim(place, "city", target.series_id, last.period.text, "figure read", said)
        value = row["last"]["value"]
        yield Claim(place, "city", target.series_id, last.period.text, f"figure {lang}", value)
    for one, told in zip(shown, row["readings"], strict=True):
        yield _word(place, one, f"{told['shape']} {told['word']}", lang)
        if told["aim"]:
            yield _aim(place, one, told["aim"], lang)
            yield Claim(place, target_id, _key(one), "", f"aim {lang}", told["aim"])
        if told["months"]:
            yield Claim(place, target_id, _key(one), "", f"months {lang}", told["months"])
        if numbers_in(told["distance"], lang):
            yield _gap(place, one, told["distance"], lang)
    for block in row["drawer"]:
        yield from _block(book, target_id, block, lang)


def _block(
    book: TargetsContext, target_id: str, block: dict[str, Any], lang: Lang
) -> Iterator[Claim]:
    """The blocks that name figures (a line a point) and other clauses (a line a clause)."""
    place, target = f"targets drawer {lang}", book.readings[target_id][0].target
    points = book.points.get(target.series_id, ())
    title = translator(lang).gettext("Published figures of this measure")
    texts = [item["text"] for item in block["items"]]
    if block.get("kind") == "table" and len(block["lines"]) == len(points):
        for point, line in zip(points, block["lines"], strict=True):
            if line[0] == numbers.period(point.period, lang):
                yield from _point(place, target.series_id, point.period.text, line[1], lang)
    if texts and len(texts) == len(points) and block["title"] == title:
        for point, text in zip(points, texts, strict=True):
            value = text.partition(" (")[0]
            yield from _point(place, target.series_id, point.period.text, value, lang)
    siblings = book.siblings(target)
    if len(texts) > len(siblings) > 1 and " → " in texts[0]:
        for one, text in zip(siblings, texts, strict=False):
            head, _, sign = text.rpartition(" → ")
            yield _word(place, one, sign, lang)
            if one.aim:
                aim = head.partition("): ")[2]
                yield Claim(place, one.target.target_id, _key(one), "", f"aim {lang}", aim)


def _point(place: str, series_id: str, period: str, value: str, lang: Lang) -> Iterator[Claim]:
    yield Claim(place, "city", series_id, period, f"figure {lang}", value)
    yield Claim(place, "city", series_id, period, "figure read", number_in(value, lang))


def _counts(book: TargetsContext, told: list[dict[str, Any]], lang: Lang) -> Iterator[Claim]:
    """How many binding targets of a pillar and year stand in the rows with a verdict."""
    signs = {
        (row["id"], _key(one)): f"{said['shape']} {said['word']}"
        for row in told
        for one, said in zip(book.shown(row["id"]), row["readings"], strict=True)
    }
    found: Counter[tuple[str, int, str]] = Counter()
    for one in binding(book.assessed):
        for pillar in ("", one.target.pillar):
            found[pillar, one.target.year, signs[one.target.target_id, _key(one)]] += 1
    for (pillar, year, sign), count in found.items():
        yield Claim(f"targets counts {lang}", "count", pillar, str(year), sign, count)


def verdict_words(lang: Lang) -> dict[str, Verdict]:
    return {terms.verdict(one, lang): one for one in terms.SIGNS}


def _asked(fact: Fact) -> list[Assessment]:
    return [one for one in (fact.past, fact.open) if one is not None]


def _key(one: Assessment) -> str:
    """A reading of a clause, since readings have verdicts of their own."""
    return "" if one.aim is None else f"{one.aim.low:g}-{one.aim.high:g}"


def _figure(place: str, fact: Fact, text: str, lang: Lang) -> Iterator[Claim]:
    assert fact.shown
    said = number_in(text, lang)
    yield Claim(place, "city", fact.series_id, fact.shown.period.text, "figure read", said)


def _aim(place: str, one: Assessment, text: str, lang: Lang) -> Claim:
    asked = numbers_in(text.replace("–", " "), lang)
    return Claim(place, one.target.target_id, _key(one), "", "asked", asked)


def _gap(place: str, one: Assessment, text: str, lang: Lang) -> Claim:
    return Claim(place, one.target.target_id, _key(one), "", "gap", number_in(text, lang))


def _word(place: str, one: Assessment, text: str, lang: Lang) -> Claim:
    shape, _, word = text.strip().partition(" ")
    said = f"{shape} {word.strip()}"
    return Claim(place, one.target.target_id, _key(one), "", f"word {lang}", said)

"""What leaves the what-if page beside its curve: ledger, realism and tornado, drawn and counted."""

from __future__ import annotations

import re
from typing import Any, get_args
from xml.etree import ElementTree as ET

import pytest

from lib.analysis.scenarios.realism import Realism
from lib.analysis.scenarios.tornado import tornado
from lib.analysis.scenarios.whatif import attribute_effects
from lib.features.scenarios.bars_svg import realism_svg, tornado_svg
from lib.features.scenarios.chart import colours
from lib.features.scenarios.ledger import ledger_frame, ledger_html
from lib.features.scenarios.realism import realism_frame, realism_sentences
from lib.features.scenarios.tables import sourced
from lib.features.scenarios.tornado import tornado_frame, tornado_html
from lib.model.vocabulary import Lang
from lib.style.csv_table import to_csv
from tests.unit.view.scenarios import ILLUSTRATIVE, SHARE, looked

LANGS: tuple[Lang, ...] = get_args(Lang)
FAST = Realism("ok", "reference", 92.0, 4.0, 5, 10.0, 20.0, windows=310, curves=40)
FEW = Realism("too_few_windows", "official", windows=3, curves=1)


def texts(svg: str) -> list[str]:
    """The words of a drawing, which must be well-formed."""
    return ["".join(node.itertext()) for node in ET.fromstring(svg).iter() if node.text]  # noqa: S314 - our own


@pytest.mark.parametrize("lang", LANGS)
def test_the_ledger_is_taken_with_every_effect_and_the_whole(lang: Lang) -> None:
    look = looked(SHARE, lang=lang, sc_grdp=10.0, sc_digital=20.0, sc_soc=2.0)
    made = attribute_effects(
        look.subject.history, look.subject.projection, look.controls, horizon=2030
    )
    assert made is not None
    frame = ledger_frame(made, look.stand, look.subject.indicator, lang=lang)
    effects = frame.iloc[:, 4].tolist()
    # 17.34·(1.134/1.1)⁵ − 21.97; 17.34·(1.2/1.0816)⁵ − 21.97; society moves nothing here.
    assert effects[0] == pytest.approx(-1.78, abs=0.006)
    assert effects[1] == pytest.approx(7.18, abs=0.006)
    assert effects[2] != effects[2]
    assert effects[3] == pytest.approx(17.34 * (1.2 / 1.1) ** 5 - 21.97, abs=0.01)
    taken = sourced(frame, "official", sources="Niên giám", year=2030, lang=lang)
    assert set(taken.iloc[:, -1]) == {"Niên giám"}
    assert set(taken.iloc[:, -3]) == {"2030"}
    assert to_csv(taken).decode().count("\r\n") == 5


@pytest.mark.parametrize("lang", LANGS)
def test_realism_is_drawn_only_where_there_are_windows_and_taken_in_full(lang: Lang) -> None:
    sections: list[tuple[str, Any]] = [("A", (FAST, FEW)), ("B", (FEW,))]
    palette = colours(looked(SHARE, lang=lang).subject.indicator, "dark")
    svg = realism_svg(sections, colours=palette, lang=lang)
    marks = [float(x) for x in re.findall(r'd="M([\d.]+) [\d.]+v22"', svg)]
    assert marks == [pytest.approx(620 * 0.92)]
    assert any("92" in text for text in texts(svg))
    frame = realism_frame(sections, looked(SHARE, lang=lang).subject.indicator, lang)
    assert frame.iloc[:, 0].tolist() == ["A", "A", "B"]
    assert frame.iloc[:, 2].tolist() == [310, 3, 3]
    assert frame.iloc[0, 7] == 92.0
    assert frame.iloc[1:, 7].isna().all()
    assert len(realism_sentences((FEW, FEW), lang)) == 1


@pytest.mark.parametrize("lang", LANGS)
def test_the_tornado_is_drawn_to_one_scale_longest_first(lang: Lang) -> None:
    look = looked(SHARE, lang=lang)
    bars = tornado(look.fitted, look.controls, year=2030)
    landing = look.subject.landing.scenario
    assert landing is not None
    svg = tornado_svg(
        bars,
        landing,
        {one.lever: one for one in look.stand},
        look.subject.indicator,
        year=2030,
        colours=colours(look.subject.indicator, "light"),
        lang=lang,
    )
    lengths = [float(x) for x in re.findall(r'<rect x="[\d.]+" y="[\d.]+" width="([\d.]+)"', svg)]
    assert len(lengths) == 2 * len(bars) == 4
    assert max(lengths) == 210.0
    assert sum(lengths[:2]) >= sum(lengths[2:])
    said = " ".join(texts(svg))
    assert {"en": "+1.04 percentage points", "vi": "+1,04 điểm phần trăm"}[lang] in said


@pytest.mark.parametrize(("lang", "name"), [("en", "By shortfall"), ("vi", "Theo phần còn thiếu")])
def test_an_alternative_is_taken_by_its_name(lang: Lang, name: str) -> None:
    look = looked(ILLUSTRATIVE, lang=lang)
    bars = tornado(look.fitted, look.controls, year=2030)
    assert look.subject.landing.scenario is not None
    frame = tornado_frame(bars, look.subject.landing.scenario, look.subject.indicator, lang=lang)
    assert name in set(frame.iloc[:, 2]) | set(frame.iloc[:, 4])
    assert "by_shortfall" not in to_csv(frame).decode()


def test_a_later_start_shows_what_it_costs_within_the_scenario() -> None:
    look = looked(ILLUSTRATIVE, lang="en", sc_soc=2.0, sc_start=2028)
    made = attribute_effects(
        look.subject.history, look.subject.projection, look.controls, horizon=2030
    )
    assert made is not None
    frame = ledger_frame(made, look.stand, look.subject.indicator, lang="en").set_index("Control")
    assert frame.loc["Effort starts in", "Effect on the city"] == 0
    assert frame["Within the scenario"]["Effort starts in"] < -1
    html = ledger_html(made, look.stand, look.subject.indicator, year=2030, lang="en")
    (start,) = (row for row in html.split("<tr>") if "Effort starts in" in row)
    assert "\N{MINUS SIGN}" in start


def test_in_the_tornado_a_side_is_a_step_and_a_full_bar_raises() -> None:
    look = looked(ILLUSTRATIVE, lang="en", sc_soc=2.0, sc_start=2028)
    landing = look.subject.landing.scenario
    assert landing is not None
    bars = tornado(look.fitted, look.controls, year=2030)
    stand = {one.lever: one for one in look.stand}
    html = tornado_html(bars, landing, stand, look.subject.indicator, year=2030, lang="en")
    (start,) = (row for row in html.split("<tr>") if "Effort starts in" in row)
    # 2027, a step down, raises the value: to the left of the middle, and full.
    (down,) = re.findall(r'<i class="up" style="left:([\d.]+)%', start)
    (up,) = re.findall(r'<i class="down" style="left:([\d.]+)%', start)
    assert float(down) < 50
    assert float(up) == 50
    assert "raises the value" in html
    assert "half the width is" in html


def test_as_now_the_tornado_has_no_empty_rows_and_says_why() -> None:
    look = looked(ILLUSTRATIVE, lang="en")
    landing = look.subject.landing.scenario
    assert landing is not None
    bars = tornado(look.fitted, look.controls, year=2030)
    stand = {one.lever: one for one in look.stand}
    html = tornado_html(bars, landing, stand, look.subject.indicator, year=2030, lang="en")
    body = html.split("<tbody>")[1].split("</tbody>")[0]
    assert "Effort starts in" not in body
    assert "Effort: digital society" in body
    note = html.split("</table>")[1]
    assert "No effect as the other controls stand" in note
    assert "Effort starts in" in note

"""The what-if page as a reader uses it: keys, numbers, links, reasons, both themes, a phone."""

from __future__ import annotations

import csv
import io
import random
import re
from collections.abc import Mapping, Sequence
from typing import Any, get_args
from urllib.parse import parse_qs, urlsplit

import pytest
from PIL import ImageChops
from playwright.sync_api import Locator, Page, expect

from lib.model.kinds import Lang
from lib.ui import figures
from lib.view import scenario_chart
from lib.view.scenario_codec import key_of
from lib.view.scenario_controls import SPANS, Range
from tests.browser.conftest import DESKTOP, PHONE, PageAt, Screen, Theme, settle
from tests.browser.picture import ground, picture
from tests.unit.view.scenarios import SHARE, looked

CHART = ".st-key-sc_lab .chart"
DRAWING = ".st-key-sc_lab svg[role=img]"
UNITS = ".st-key-sc_units .units svg[role=img]"
MAP = ".st-key-sc_units .map svg[role=img]"
SOCIETY = {"sc_ind": "adults_with_digital_signature"}
COMMUNES = {**SOCIETY, "sc_part": "communes"}


def at(
    page_at: PageAt,
    query: Mapping[str, str] | None = None,
    *,
    lang: Lang = "en",
    theme: Theme = "light",
    screen: Screen = DESKTOP,
) -> Page:
    page = page_at("/scenarios", lang=lang, theme=theme, screen=screen, **(query or {}))
    drawn(page)
    return page


def drawn(page: Page) -> None:
    page.locator(DRAWING).wait_for()
    page.locator("#grdp_growth").wait_for(state="attached")
    settle(page)


def asked(page: Page) -> dict[str, str]:
    return {key: texts[-1] for key, texts in parse_qs(urlsplit(page.url).query).items()}


def chosen(page: Page) -> dict[str, str]:
    """What of the address is this page's own."""
    return {key: text for key, text in asked(page).items() if key.startswith("sc_")}


def answer(page: Page) -> str:
    return page.locator(".sc-answer").inner_text()


def test_a_key_on_a_slider_moves_picture_answer_and_address(page_at: PageAt) -> None:
    page = at(page_at)
    before = picture(page, CHART)
    assert "21.97% at the end of 2030 if things go on as now" in answer(page)
    page.locator("#digital_economy_growth").focus()
    for _ in range(3):
        page.keyboard.press("PageUp")
    # Three times ten nudges of 0.1 above 13.4.
    page.wait_for_url("**sc_digital=16.4*")
    expect(page.locator(".sc-answer")).to_contain_text("in this scenario")
    drawn(page)
    assert picture(page, CHART).tobytes() != before.tobytes()
    assert page.locator("#digital_economy_growth").input_value() == "16.4"
    # 17.34 · (1.5/1.0816)⁵ is 88.96.
    page.keyboard.press("End")
    label = re.compile(re.escape("in the scenario 88.96%"))
    expect(page.locator(DRAWING)).to_have_attribute("aria-label", label)
    page.keyboard.press("Home")
    expect(page.locator(".sc-answer")).to_contain_text("in this scenario")
    page.wait_for_url("**sc_digital=0*")


def test_presses_in_a_row_are_all_counted(page_at: PageAt) -> None:
    page = at(page_at, SOCIETY)
    page.locator("#effort_society").focus()
    for _ in range(8):
        page.keyboard.press("ArrowRight", delay=5)
    page.wait_for_url("**sc_soc=1.8*")
    drawn(page)
    assert page.locator("#effort_society").input_value() == "1.8"


def entry_of(page: Page, name: str) -> Locator:
    row = page.locator(".st-key-sc_lab .row", has=page.locator(f"#{name}"))
    return row.locator("input[type=text]")


def test_a_number_can_be_typed_as_the_language_writes_it(page_at: PageAt) -> None:
    page = at(page_at, lang="vi")
    entry = entry_of(page, "digital_economy_growth")
    assert entry.input_value() == "13,4"
    entry.fill("27,84")
    entry.press("Enter")
    page.wait_for_url("**sc_digital=27.84*")
    expect(page.locator(".sc-answer")).to_contain_text("chạm nhưng chưa vượt")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("chín", "“chín” is not a number; nothing was changed."),
        ("", "“” is not a number; nothing was changed."),
        ("51", "51 is out of range (0% … 50%); nothing was changed."),
        ("-1", "-1 is out of range (0% … 50%); nothing was changed."),
        ("1e999", "“1e999” is not a number; nothing was changed."),
    ],
)
def test_what_is_no_number_in_range_is_told_and_changes_nothing(
    page_at: PageAt, typed: str, said: str
) -> None:
    page = at(page_at, {"sc_digital": "20"})
    entry = entry_of(page, "digital_economy_growth")
    entry.fill(typed)
    entry.press("Enter")
    expect(page.locator("#digital_economy_growth_error")).to_have_text(said)
    assert entry.input_value() == "20"
    assert page.locator("#digital_economy_growth").input_value() == "20"
    assert chosen(page) == {"sc_digital": "20"}
    page.locator("#digital_economy_growth").press("ArrowRight")
    expect(page.locator("#digital_economy_growth_error")).to_have_text("")


def test_undo_and_redo_by_keys_and_by_buttons(page_at: PageAt) -> None:
    page = at(page_at, SOCIETY)
    slider, undo, redo = (page.locator(one) for one in ("#effort_society", ".undo", ".redo"))
    expect(undo).to_be_disabled()
    slider.press("ArrowRight")
    slider.press("ArrowRight")
    page.wait_for_url("**sc_soc=1.2*")
    page.locator("#ramp_years").press("ArrowRight")
    page.wait_for_url("**sc_ramp=2.25*")
    page.locator("#ramp_years").press("Control+z")
    page.wait_for_url(lambda url: "sc_ramp" not in url)
    slider.press("Control+z")
    page.wait_for_url("**sc_soc=1.1*")
    assert slider.input_value() == "1.1"
    slider.press("Control+y")
    page.wait_for_url("**sc_soc=1.2*")
    redo.click()
    page.wait_for_url("**sc_ramp=2.25*")
    expect(redo).to_be_disabled()
    for _ in range(3):
        undo.click()
    page.wait_for_url(lambda url: "sc_soc" not in url)
    expect(undo).to_be_disabled()
    assert slider.input_value() == "1"
    # A new move closes the way forward.
    slider.press("End")
    page.wait_for_url("**sc_soc=3*")
    expect(redo).to_be_disabled()
    page.locator(".reset").click()
    page.wait_for_url(lambda url: "sc_soc" not in url)
    undo.click()
    page.wait_for_url("**sc_soc=3*")


def test_one_control_goes_back_to_as_now_by_itself(page_at: PageAt) -> None:
    page = at(page_at, {**SOCIETY, "sc_soc": "2", "sc_ramp": "4"})
    page.get_by_role("button", name="Back to as now: Effort: digital society").click()
    page.wait_for_url(lambda url: "sc_soc" not in url)
    assert chosen(page) == {**SOCIETY, "sc_ramp": "4"}
    expect(page.locator("#effort_society")).to_be_focused()


def test_the_price_basis_is_another_reading_with_its_own_growth(page_at: PageAt) -> None:
    page = at(page_at, {"sc_grdp": "10"})
    page.locator(".segments label", has_text="Nominal").click()
    page.wait_for_url("**sc_basis=nominal*")
    expect(page.locator(".sc-answer")).to_contain_text("19.25%")
    expect(page.locator("#grdp_growth")).to_have_value("11.05")
    page.locator(".segments label", has_text="Real").click()
    page.wait_for_url(lambda url: "sc_basis" not in url)
    expect(page.locator("#grdp_growth")).to_have_value("10")


def test_finer_controls_are_folded_away_until_asked_for(page_at: PageAt) -> None:
    page = at(page_at, SOCIETY)
    sharing = page.locator("#sharing")
    expect(sharing).not_to_be_visible()
    page.locator("details.more summary").click()
    expect(sharing).to_be_visible()
    sharing.get_by_label("Lagging first").check()
    page.wait_for_url("**sc_share=lagging_first*")
    page.locator("#catch_up").press("ArrowRight")
    page.wait_for_url("**sc_catch=0.05*")


def test_a_link_reopens_exactly_this_scenario_in_either_language(page_at: PageAt) -> None:
    page = at(
        page_at, {"sc_grdp": "9.5", "sc_digital": "20", "sc_ind": "digital_economy_share_grdp_va"}
    )
    kept, drawn = picture(page, CHART), page.locator(CHART).first.inner_html()
    again = at(page_at, chosen(page))
    # The drawing is the same to the letter; of the paint, letters may differ by one step of 255.
    assert again.locator(CHART).first.inner_html() == drawn
    assert max(ImageChops.difference(picture(again, CHART), kept).tobytes()) <= 1
    assert answer(again) == answer(page)
    other = at(page_at, chosen(page), lang="vi")
    assert other.locator("#grdp_growth").input_value() == "9.5"
    assert "theo kịch bản này" in answer(other)


def test_only_what_differs_stands_in_the_link_and_reset_empties_it(page_at: PageAt) -> None:
    page = at(page_at, {**SOCIETY, "sc_soc": "2", "sc_start": "2029", "sc_gov": "1"})
    assert set(chosen(page)) == {"sc_ind", "sc_soc", "sc_start"}
    reset = page.locator(".reset")
    reset.click()
    expect(reset).to_be_disabled()
    page.wait_for_url(lambda url: "sc_soc" not in url and "sc_start" not in url)
    drawn(page)
    assert set(chosen(page)) == {"sc_ind"}
    assert "if things go on as now." in answer(page)


def test_back_returns_to_the_view_before(page_at: PageAt) -> None:
    page = at(page_at, SOCIETY)
    page.goto(page.url + "&sc_soc=2")
    drawn(page)
    assert page.locator("#effort_society").input_value() == "2"
    page.go_back()
    drawn(page)
    expect(page.locator("#effort_society")).to_have_value("1")


def test_a_control_that_cannot_act_is_off_and_says_why(page_at: PageAt) -> None:
    page = at(page_at)
    page.locator(".action details.resting summary").click()
    for name in ("effort_government", "effort_economy", "effort_society", "start_year"):
        slider = page.locator(f"#{name}")
        expect(slider).to_be_disabled()
        described = slider.get_attribute("aria-describedby")
        expect(page.locator(f"#{described}")).to_have_text("This follows from growth rates alone.")
    page = at(page_at, SOCIETY)
    expect(page.locator("#effort_society")).to_be_enabled()
    expect(page.locator("#grdp_growth")).to_be_disabled()


def test_official_only_hides_illustrative_series_and_banner(page_at: PageAt) -> None:
    page = at(page_at, COMMUNES)
    assert page.locator('[data-testid="stAlert"]').count() == 1
    assert page.locator(UNITS).count() == 1
    page.locator(".st-key-official_switch label").click()
    page.wait_for_url("**official=1*")
    drawn(page)
    assert page.locator('[data-testid="stAlert"]').count() == 0
    assert page.locator(UNITS).count() == 0
    assert "Digital economy share of GRDP" in answer(page)
    # The city's own figures of a series that has illustrative ones too stay on offer.
    page = at(page_at, {"official": "1", "sc_ind": "fibre_broadband_households"})
    assert "not enough data to project" in answer(page)


@pytest.mark.parametrize("theme", get_args(Theme))
@pytest.mark.parametrize("series_id", ["digital_economy_share_grdp_va", SOCIETY["sc_ind"]])
def test_the_curve_is_painted_in_both_themes(page_at: PageAt, theme: Theme, series_id: str) -> None:
    page = at(page_at, {"sc_ind": series_id, "sc_soc": "2", "sc_digital": "25"}, theme=theme)
    image = picture(page, CHART)
    assert (sum(ground(image)) < 200) is (theme == "dark")
    colours = image.getcolors(maxcolors=1 << 20)
    assert colours is not None
    painted = {colour: count for count, colour in colours}
    main = page.locator(".st-key-sc_lab .root").evaluate(
        "(root) => getComputedStyle(root).getPropertyValue('--c-main')"
    )
    wanted = tuple(int(main.strip()[i : i + 2], 16) for i in (1, 3, 5))
    # A line of 3 pixels over hundreds of them, less its soft edges.
    assert painted.get(wanted, 0) > 300, "the scenario's line is not there"


def test_the_communes_are_drawn_and_a_click_puts_one_beside_the_city(page_at: PageAt) -> None:
    page = at(page_at, {**COMMUNES, "sc_soc": "2"})
    drawing = page.locator(UNITS)
    expect(drawing.locator("circle.scenario")).to_have_count(126)
    drawing.scroll_into_view_if_needed()
    box = drawing.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    tip = page.locator(".st-key-sc_units .units .tip")
    expect(tip).to_be_visible()
    name = tip.locator(".when").inner_text()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url("**sc_unit=*")
    drawn(page)
    expect(page.locator(f"{DRAWING} .end.unit_ahead")).to_contain_text(name)
    assert page.locator("#beside option:checked").inner_text() == name


def test_the_map_of_the_horizon_is_coloured_hatched_and_told(page_at: PageAt) -> None:
    page = at(page_at, {**COMMUNES, "sc_soc": "0"})
    areas = page.locator(f"{MAP} .area")
    expect(areas).to_have_count(126)
    fills = set(areas.evaluate_all("(all) => all.map((one) => one.getAttribute('fill'))"))
    assert len(fills) > 1
    assert all(fill.startswith("url(#") for fill in fills), "illustrative values are hatched"
    short = page.locator(f"{MAP} .ring").count()
    assert short > 0
    expect(page.locator(".sc-said")).to_contain_text(f"{126 - short} of 126 communes")
    page.locator(".st-key-sc_units .map").scroll_into_view_if_needed()
    areas.first.hover()
    expect(page.locator(".st-key-sc_units .map .tip")).to_contain_text("Scenario")


def test_a_commune_is_chosen_beside_the_city_from_the_list(page_at: PageAt) -> None:
    page = at(page_at, SOCIETY)
    page.locator("#beside").select_option(index=3)
    page.wait_for_url("**sc_unit=*")
    name = page.locator("#beside option:checked").inner_text()
    expect(page.locator(f"{DRAWING} .end.unit_ahead")).to_contain_text(name)
    page.locator("#beside").select_option(index=0)
    page.wait_for_url(lambda url: "sc_unit" not in url)


def test_the_parts_below_follow_the_choice(page_at: PageAt) -> None:
    page = at(page_at, {**SOCIETY, "sc_soc": "2", "sc_part": "realism"})
    expect(page.locator(".sc-bar").first).to_be_visible()
    page.get_by_role("radio", name="What you changed").click()
    expect(page.locator(".sc-said")).to_contain_text("Effort: digital society ×2 (as now ×1)")
    page.get_by_role("radio", name="Year by year").click()
    expect(page.locator(".sc-table caption")).to_have_text("Year by year")


def test_the_pointer_reads_a_year(page_at: PageAt) -> None:
    page = at(page_at, {"sc_digital": "20"})
    box = page.locator(DRAWING).bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * 0.7, box["y"] + box["height"] / 2)
    tip = page.locator(".st-key-sc_lab .tip")
    expect(tip).to_contain_text("end of 20")
    expect(tip).to_contain_text("Scenario")
    expect(tip).to_contain_text("%")


def test_a_phone_has_answer_then_chart_then_sliders_and_no_sideways_scroll(
    page_at: PageAt,
) -> None:
    page = at(page_at, {**SOCIETY, "sc_soc": "2"}, screen=PHONE, lang="vi")
    widths = page.evaluate(
        "() => [document.scrollingElement.scrollWidth, innerWidth, "
        "document.querySelector('[data-testid=stMain]').scrollWidth]"
    )
    assert widths[0] <= widths[1]
    assert widths[2] <= widths[1]
    tops = [
        page.locator(selector).first.bounding_box()
        for selector in (".sc-answer", DRAWING, "#effort_society")
    ]
    places = [box["y"] for box in tops if box]
    assert len(places) == 3
    assert places == sorted(places)


def test_answer_chart_and_sliders_fit_one_screen(page_at: PageAt) -> None:
    for query, last in ((None, "#digital_economy_growth"), (SOCIETY, "#ramp_years")):
        page = at(page_at, query, lang="vi")
        for selector in (".sc-answer", DRAWING, last):
            box = page.locator(selector).first.bounding_box()
            assert box is not None
            assert box["y"] + box["height"] <= 1080, (query, selector)


def test_figures_and_picture_can_be_taken_away(page_at: PageAt) -> None:
    page = at(page_at, {**SOCIETY, "sc_soc": "2"})
    page.get_by_role("button", name="Download").first.click()
    with page.expect_download() as caught:
        page.get_by_role("button", name="Figures (CSV)").first.click()
    text = caught.value.path().read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert "Provenance" in rows[0]
    assert "ILLUSTRATIVE" in text
    assert "2030" in text
    with page.expect_download() as caught:
        page.get_by_role("button", name="Picture (PNG)").first.click()
    assert caught.value.path().read_bytes().startswith(b"\x89PNG")


# Finds the laboratory's own root, which lies in a shadow tree.
ROOT = """() => {
  const inside = (node) => {
    for (const one of node.querySelectorAll('*')) {
      const shadow = one.shadowRoot;
      const found = shadow && (shadow.querySelector('.root') ?? inside(shadow));
      if (found) return found;
    }
    return null;
  };
  window.__lab = inside(document.querySelector('.st-key-sc_lab'));
}"""

# Drags: an input event for every control of each setting, and what is drawn after the last one.
DRAG = """(settings) => settings.map((values) => {
  for (const [id, value] of Object.entries(values)) {
    const range = window.__lab.querySelector('#' + id);
    range.value = value;
    range.dispatchEvent(new Event('input'));
  }
  return window.__lab.shown;
})"""

CURVES = ("baseline", "assumed", "scenario")


def settings_of(levers: Sequence[str], count: int, seed: int) -> list[dict[str, Any]]:
    """Settings on the sliders' steps, the ends among them."""
    chance = random.Random(seed)  # noqa: S311 - the same settings at every run
    spans = [span for span in SPANS if isinstance(span, Range) and span.lever in levers]
    drawn: list[dict[str, Any]] = [
        {str(span.lever): getattr(span, side) for span in spans} for side in ("low", "high")
    ]
    drawn += [
        {
            span.lever: round(
                span.low + span.step * chance.randint(0, round((span.high - span.low) / span.step)),
                4,
            )
            for span in spans
        }
        for _ in range(count - len(drawn))
    ]
    return drawn


def is_close(drawn: Any, said: Any) -> bool:
    return drawn == said or (
        len(drawn) == len(said)
        and all(abs(one - other) <= 1e-6 for one, other in zip(drawn, said, strict=True))
    )


@pytest.mark.parametrize(
    ("series_id", "levers", "query"),
    [
        (SHARE, ("grdp_growth", "digital_economy_growth"), {}),
        (
            SOCIETY["sc_ind"],
            ("effort_society", "start_year", "ramp_years", "catch_up", "ceiling"),
            {"sc_share": "by_shortfall"},
        ),
        (
            SOCIETY["sc_ind"],
            ("effort_society", "effort_by_indicator", "ramp_years", "ceiling"),
            {"sc_share": "lagging_first"},
        ),
        (
            "electronic_health_records",
            ("effort_society", "start_year", "ramp_years", "catch_up"),
            {},
        ),
        ("pci_score", ("effort_government", "start_year", "ramp_years", "ceiling"), {}),
    ],
)
def test_while_dragging_curve_and_band_are_the_servers_without_asking_it(
    page_at: PageAt, series_id: str, levers: tuple[str, ...], query: dict[str, str]
) -> None:
    package = figures.package()
    indicator_id = package.series[series_id].indicator_id
    page = at(page_at, {"sc_ind": series_id, **query})
    page.evaluate(ROOT)
    before = page.url
    watcher = page.context.new_cdp_session(page)
    sent: list[str] = []
    watcher.on("Network.webSocketFrameSent", lambda frame: sent.append(str(frame)))
    watcher.send("Network.enable")
    settings = settings_of(levers, 60, seed=len(levers))
    shown = page.evaluate(DRAG, settings)
    assert page.url == before
    assert not sent
    for values, drawn in zip(settings, shown, strict=True):
        keys = {key_of(lever, "real", indicator_id): value for lever, value in values.items()}  # type: ignore[arg-type]
        said = scenario_chart.moving(
            looked(series_id, lang="en", today=figures.today(), **query, **keys).subject  # type: ignore[arg-type]
        )
        assert is_close(drawn["t"], said["t"])
        for curve in CURVES:
            if said.get(curve):
                assert is_close(drawn[curve], said[curve]), (values, curve)
        assert (drawn["band"] is None) is (said["band"] is None)
        for edge in ("low", "high") if said["band"] else ():
            assert is_close(drawn["band"][edge], said["band"][edge]), (values, edge)


def test_letting_go_sends_one_message_and_the_rest_follows(page_at: PageAt) -> None:
    page = at(page_at, SOCIETY)
    slider = page.locator("#effort_society")
    box = slider.bounding_box()
    assert box is not None
    middle = box["y"] + box["height"] / 2
    page.evaluate(ROOT)
    told = answer(page)
    at_rest = page.evaluate("() => window.__lab.shown.scenario.at(-1)")
    page.mouse.move(box["x"] + box["width"] / 3, middle)
    page.mouse.down()
    for part in (0.4, 0.5, 0.6, 0.7):
        page.mouse.move(box["x"] + box["width"] * part, middle)
    page.wait_for_function("(was) => window.__lab.shown.scenario.at(-1) > was + 5", arg=at_rest)
    assert answer(page) == told
    assert "sc_soc" not in page.url
    page.mouse.up()
    page.wait_for_url("**sc_soc=2.1*")
    expect(page.locator(".sc-answer")).to_contain_text("in this scenario")


def test_goal_seek_says_what_a_control_must_be_and_sets_it(page_at: PageAt) -> None:
    page = at(page_at, {"sc_part": "goal"})
    expect(page.locator(".sc-said")).to_contain_text("“Digital-economy growth” must be 27.85%")
    page.get_by_role("button", name="Set it").click()
    page.wait_for_url("**sc_digital=27.85*")
    expect(page.locator(".sc-answer")).to_contain_text("is met from 2030 on")
    expect(page.locator("#digital_economy_growth")).to_have_value("27.85")
    expect(page.locator(".sc-said")).to_contain_text("met as things stand")
    page.locator("#digital_economy_growth").press("Control+z")
    page.wait_for_url(lambda url: "sc_digital" not in url)


def test_what_is_out_of_reach_says_how_close_the_best_comes(page_at: PageAt) -> None:
    page = at(page_at, {"sc_part": "goal", "sc_seek": "grdp_growth"})
    expect(page.locator(".sc-said")).to_contain_text("out of reach")
    expect(page.locator(".sc-said")).to_contain_text("7.49 percentage points short")
    page.get_by_role("button", name="Set what comes closest").click()
    page.wait_for_url("**sc_grdp=0*")


def test_what_each_commune_would_have_to_do_under_three_ways_to_share(page_at: PageAt) -> None:
    page = at(page_at, {**SOCIETY, "sc_part": "goal", "sc_soc": "0"})
    page.get_by_text("What each commune would have to do").click()
    table = page.locator(".sc-table")
    for name in ("All alike", "By shortfall", "Lagging first"):
        expect(table).to_contain_text(name)


def test_what_matters_most_is_drawn_and_told(page_at: PageAt) -> None:
    page = at(page_at, {"sc_part": "tornado"})
    rows = page.locator(".sc-tornado tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text("+1.04 percentage points")
    assert rows.first.locator("i.up").evaluate("(bar) => bar.getBoundingClientRect().width") > 20

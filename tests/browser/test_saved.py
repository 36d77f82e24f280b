"""Scenarios kept, opened, sent as files and compared, as readers and editors do it."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import get_args
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from lib.model.vocabulary import Lang
from tests.browser.conftest import DESKTOP, PHONE, OpenerOf, PageAt, Screen, Theme, settle
from tests.browser.lab_kit import LOOKS
from tests.serving import Server, end, serving

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
SAVED = {"sc_view": "saved", "sc_digital": "20"}
ROWS = '[class*="st-key-saved_row_"]'
HOSTILE = "<b>Nhanh</b> *hơn* $1$ :red[x]"


def environment(folder: Path, mode: str = "local") -> dict[str, str]:
    return {"EDITING": mode, "DATABASE_URL": f"sqlite:///{folder}/kept.db"}


def at(
    page_at: PageAt,
    query: Mapping[str, str],
    *,
    lang: Lang = "en",
    screen: Screen = DESKTOP,
    theme: Theme = "light",
) -> Page:
    return page_at("/scenarios", lang=lang, screen=screen, theme=theme, **query)


def fill(page: Page, label: str, text: str) -> None:
    box = page.get_by_label(label, exact=True)
    box.fill(text)
    box.press("Tab")
    settle(page)


def save(page: Page, name: str) -> None:
    fill(page, "Scenario name", name)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".st-key-saved_said")).to_contain_text("Saved: “")
    settle(page)


def row(page: Page, name: str) -> str:
    """The selector of the row that has a name, whatever is in the name."""
    rows = page.locator(ROWS)
    names = [each.locator(".sv-name").inner_text() for each in rows.all()]
    assert name in names, names
    key = rows.nth(names.index(name)).get_attribute("class") or ""
    found = re.search(r"st-key-saved_row_\S+", key)
    assert found is not None
    return f".{found[0]}"


def choose(page: Page, name: str, what: str) -> None:
    page.locator(row(page, name)).get_by_role("button", name="More actions").click()
    page.get_by_role("menuitem", name=what).or_(page.get_by_role("option", name=what)).click()


def names(page: Page) -> list[str]:
    return page.locator(f"{ROWS} .sv-name").all_inner_texts()


def slider(page: Page) -> str:
    page.locator("#digital_economy_growth").wait_for()
    settle(page)
    return page.locator("#digital_economy_growth").input_value()


def upload(page: Page, content: bytes) -> None:
    page.locator('.st-key-saved_upload input[type="file"]').set_input_files(
        {"name": "x.json", "mimeType": "application/json", "buffer": content}
    )


def to_part(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name).or_(page.get_by_role("button", name=name)).first.click()
    settle(page)


@pytest.fixture
def start() -> Iterator[Callable[[Path], Server]]:
    """Starts servers whose logs last to the end of the test, though they may be ended before."""
    with ExitStack() as running:
        yield lambda folder: running.enter_context(serving(environment=environment(folder)))


def test_what_is_saved_is_there_after_a_restart(
    tmp_path: Path, start: Callable[[Path], Server], opener_of: OpenerOf
) -> None:
    first = start(tmp_path)
    page = at(opener_of(first), SAVED)
    expect(page.get_by_text("Nothing is saved on this server yet")).to_be_visible()
    fill(page, "Author", "Lan")
    save(page, HOSTILE)
    assert names(page) == [HOSTILE]
    page.close()
    end(first.process)
    page = at(opener_of(start(tmp_path)), {"sc_view": "saved"})
    assert names(page) == [HOSTILE]
    expect(page.locator(f"{ROWS} .sv-about")).to_contain_text("Lan")
    page.locator(row(page, HOSTILE)).get_by_role("button", name="Open").click()
    assert slider(page) == "20"
    assert parse_qs(urlsplit(page.url).query)["sc_digital"] == ["20"]
    assert "sc_view" not in page.url
    expect(page.locator(".sv-name")).to_have_text(HOSTILE)


def test_rename_duplicate_delete_and_undo(editors: Server, opener_of: OpenerOf) -> None:
    page = at(opener_of(editors), SAVED)
    save(page, "Một")
    choose(page, "Một", "Rename")
    window = page.get_by_role("dialog")
    window.get_by_label("Scenario name", exact=True).fill("Hai")
    window.get_by_role("button", name="Save").click()
    expect(page.locator(".st-key-saved_said")).to_contain_text("Changed: “Hai”")
    settle(page)
    choose(page, "Hai", "Duplicate")
    expect(page.locator(".st-key-saved_said")).to_contain_text("Hai (copy 1)")
    settle(page)
    assert {"Hai", "Hai (copy 1)"} <= set(names(page))
    choose(page, "Hai", "Delete")
    expect(page.locator(".st-key-saved_said")).to_contain_text("Deleted: “Hai”")
    settle(page)
    assert "Hai" not in names(page)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".st-key-saved_said")).to_contain_text("Back in the list: “Hai”")
    settle(page)
    assert {"Hai", "Hai (copy 1)"} <= set(names(page))


def test_of_two_editors_the_second_is_told(editors: Server, opener_of: OpenerOf) -> None:
    open_page = opener_of(editors)
    first = at(open_page, SAVED)
    save(first, "Chung")
    second = at(open_page, SAVED)
    choose(second, "Chung", "Rename")
    window = second.get_by_role("dialog")
    window.get_by_label("Scenario name", exact=True).fill("Của hai")
    choose(first, "Chung", "Delete")
    expect(first.locator(".st-key-saved_said")).to_contain_text("Deleted")
    window.get_by_role("button", name="Save").click()
    expect(second.locator(".st-key-saved_said")).to_contain_text("somebody has deleted it")
    settle(second)
    assert "Của hai" not in names(second)


BAD = {
    "no json": (b"ten,gia tri\n", "JSON, up to line 1"),
    "foreign": (b'{"type": "FeatureCollection"}', "a scenario saved by this program"),
    "deep": (b"[" * 5_000, "at most 6 levels"),
    "huge": (b" " * 80_000, "at most 64 kB"),
}


def test_bad_files_are_told_and_the_laboratory_stays(editors: Server, opener_of: OpenerOf) -> None:
    page = at(opener_of(editors), SAVED)
    with page.expect_download() as caught:
        page.get_by_role("button", name="Download as a file (JSON)").click()
    good = json.loads(caught.value.path().read_bytes())
    assert good["controls"] == {"digital_economy_growth": 20.0}
    newer = json.dumps(good | {"schema_version": 99}).encode()
    hostile = json.dumps(good | {"series": "<img src=x onerror=alert(1)>"}).encode()
    files = BAD | {"newer": (newer, "a newer program"), "hostile": (hostile, "<img src=x")}
    for name, (content, told) in files.items():
        upload(page, content)
        expect(page.get_by_text("Nothing was changed."), name).to_be_visible()
        # The label of the field names the limit too.
        expect(page.get_by_test_id("stText").filter(has_text=told), name).to_be_visible()
        settle(page)
    to_part(page, "Laboratory")
    assert slider(page) == "20"


def test_a_file_opens_when_asked_and_not_before(editors: Server, opener_of: OpenerOf) -> None:
    page = at(opener_of(editors), SAVED)
    with page.expect_download() as caught:
        page.get_by_role("button", name="Download as a file (JSON)").click()
    other = json.loads(caught.value.path().read_bytes())
    other |= {
        "name": HOSTILE,
        "data_version": "0000",
        "controls": {"digital_economy_growth": 30},
        "snapshot": other["snapshot"] | {"last_value": 16.0, "baseline": 20.5},
    }
    upload(page, json.dumps(other).encode())
    expect(page.locator(".sv-name").filter(has_text=HOSTILE)).to_be_visible()
    note = page.locator(".sv-older")
    expect(note).to_contain_text("Made on data version 0000")
    expect(note).to_contain_text("last figure: 16%")
    expect(note).to_contain_text("20.5%, now 21.97%")
    expect(page.locator(".sc-answer")).to_contain_text("29.15%")
    page.get_by_role("button", name="Open in the laboratory").click()
    assert slider(page) == "30"


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_reader_keeps_theirs_in_link_and_file(page_at: PageAt, lang: Lang) -> None:
    page = at(page_at, SAVED, lang=lang)
    said = {"vi": "đường liên kết", "en": "link of this page"}
    expect(page.get_by_text(said[lang])).to_be_visible()
    assert page.locator(".st-key-saved_save").count() == 0
    button = page.locator(".st-key-saved_json button")
    with page.expect_download() as caught:
        button.click()
    assert json.loads(caught.value.path().read_bytes())["format"] == "hanoiso-scenario"
    assert "sc_digital=20" in page.url


def test_three_scenarios_side_by_side_and_their_link(page_at: PageAt) -> None:
    query = {
        "sc_view": "compare",
        "sc_ind": "adults_with_digital_signature",
        "sc_soc": "1.5",
        "sc_cmp": "now~lab~r-all_alike",
    }
    page = at(page_at, {**query, "sc_cmp": "now~lab"})
    drawing = page.locator(".st-key-compare_curves svg[role=img]")
    expect(drawing.locator(".line.one, .line.two")).to_have_count(2)
    page.get_by_role("button", name="Hold this one").click()
    fill(page, "Scenario name", "Nhanh & xa")
    page.get_by_role("button", name="Hold", exact=True).click()
    expect(page.locator(".cp-who")).to_contain_text("Nhanh & xa")
    settle(page)
    again = at(
        page_at,
        {
            key: texts[0]
            for key, texts in parse_qs(urlsplit(page.url).query).items()
            if key.startswith("sc_")
        },
    )
    assert again.locator(".cp-who").inner_text() == page.locator(".cp-who").inner_text()
    assert again.locator(".sc-answer").inner_text() == page.locator(".sc-answer").inner_text()
    assert again.locator(".cp-table thead").first.locator("th").count() == 3
    maps = again.locator(".st-key-compare_maps figure")
    expect(maps).to_have_count(2)
    areas = again.locator(".st-key-compare_maps path.area")
    expect(areas).to_have_count(2 * 126)
    # The legend that the maps share has each class as it is on them, hatching and all.
    swatches = again.locator(".st-key-compare_maps .legend .entry > svg > rect")
    assert set(areas.evaluate_all(LOOKS)) <= set(swatches.evaluate_all(LOOKS))


def test_curves_sentence_and_table_print_the_same_ends(page_at: PageAt) -> None:
    # Drawn from five digits of a value, the curve once said another last digit.
    series = "population_with_epayment_account"
    page = at(
        page_at, {"sc_view": "compare", "sc_cmp": "now~lab", "sc_soc": "1.5", "sc_ind": series}
    )
    ends = page.locator(".st-key-compare_curves text.end.one, .st-key-compare_curves text.end.two")
    expect(ends).to_have_count(2)
    drawn = sorted(end.split()[-1] for end in ends.all_text_contents())
    row = page.locator(".st-key-compare_verdicts table tr", has_text="People with an e-payment")
    cells = row.first.locator("td").all_inner_texts()
    # On values made for demonstration a cell has no mark before its number, and no verdict after.
    values = [cell.split()[0] for cell in cells]
    assert all("no verdict" in cell for cell in cells)
    assert drawn == sorted(values)
    assert values[0] != values[1]
    lead = page.locator(".sc-answer strong").inner_text()
    assert lead.endswith(f"A {values[0]}; B {values[1]}.")


def test_the_tables_of_targets_stay_as_they_are_when_the_indicator_changes(
    page_at: PageAt,
) -> None:
    page = at(page_at, {"sc_view": "compare", "sc_cmp": "now~lab", "sc_digital": "30"})
    moved = page.locator(".st-key-compare_verdicts table").first
    expect(moved.locator("caption")).to_have_text(
        "Targets that the scenarios bring to different values"
    )
    share = moved.locator("tr", has_text="Digital economy share of GRDP").first
    expect(share.locator("td")).to_have_count(2)
    assert share.locator("td").nth(0).inner_text().startswith("▼ 21.97%")
    assert share.locator("td").nth(1).inner_text().startswith("✔ 43.49%")
    rest = page.locator(".st-key-compare_verdicts details")
    rest.first.locator("summary").click()
    marked = page.evaluate("document.querySelector('.st-key-compare_verdicts table').marked = 1")
    assert marked == 1
    page.locator(".st-key-sc_choice select").first.select_option("adults_with_digital_signature")
    settle(page)
    assert "sc_ind=adults_with_digital_signature" in page.url
    assert page.evaluate("document.querySelector('.st-key-compare_verdicts table').marked") == 1
    expect(rest.first).to_have_attribute("open", "")


@pytest.mark.parametrize("theme", get_args(Theme))
@pytest.mark.parametrize("part", ["saved", "compare"])
def test_both_parts_are_open_to_everyone_and_fit_a_phone(
    editors: Server, opener_of: OpenerOf, part: str, theme: Theme
) -> None:
    query = {"sc_view": part, "sc_ind": "adults_with_digital_signature", "sc_soc": "1.5"}
    page = at(opener_of(editors), query, lang="vi", screen=PHONE, theme=theme)
    widths = page.evaluate(
        "() => [document.querySelector('[data-testid=stMain]').scrollWidth, innerWidth]"
    )
    assert widths[0] <= widths[1]
    found = Axe().run(page, options=RULES).response["violations"]
    told = [f"{each['id']}: {[node['target'] for node in each['nodes']]}" for each in found]
    assert not told, "\n".join(told)


def test_on_a_phone_the_choice_of_scenarios_has_the_width_of_the_page(page_at: PageAt) -> None:
    page = at(page_at, {"sc_view": "compare"}, screen=PHONE)
    choice = page.locator(".st-key-compare_pick").bounding_box()
    button = page.get_by_role("button", name="Hold this one").bounding_box()
    assert choice is not None
    assert button is not None
    assert choice["width"] > 0.9 * PHONE[0]
    assert 0 < button["y"] - (choice["y"] + choice["height"]) < 32


def test_the_comparison_can_be_taken_away(page_at: PageAt) -> None:
    query = {"sc_view": "compare", "sc_ind": "adults_with_digital_signature", "sc_soc": "1.5"}
    page = at(page_at, {**query, "sc_digital": "20"})
    page.locator(".st-key-compare_menu button").click()
    with page.expect_download() as caught:
        page.locator(".st-key-compare_targets_csv button").click()
    rows = list(csv.reader(io.StringIO(caught.value.path().read_text(encoding="utf-8-sig"))))
    shares = [line for line in rows if line and line[0] == "Digital economy share of GRDP"]
    assert {line[4] for line in shares} >= {"21.97", "29.15"}
    for name in ("compare_curve", "compare_communes"):
        with page.expect_download() as caught:
            page.locator(f".st-key-{name}_png button").click()
        assert caught.value.path().read_bytes().startswith(b"\x89PNG")
    with page.expect_download() as caught:
        page.locator(".st-key-compare_communes_csv button").click()
    communes = list(csv.reader(io.StringIO(caught.value.path().read_text(encoding="utf-8-sig"))))
    assert sum(line[0].startswith(("A · ", "B · ")) for line in communes if line) == 2 * 126

"""The link codec: ids in the address, defaults left out, unknown ids ignored and said."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from lib.app.kit import page_address as address_of_run
from lib.app.kit import session, url_state
from lib.app.kit.page_address import MARK
from lib.app.shell import server

Run = Callable[..., AppTest]


def script() -> None:
    import streamlit as st

    from lib.app.kit import url_state

    url_state.arrive()
    chosen = url_state.select(
        "Fruit",
        ("apple", "pear"),
        key="fruit",
        default="apple",
        label_of={"apple": "Táo", "pear": "Lê"}.__getitem__,
    )
    pace = url_state.slider(
        "Pace", key="pace", default=8.0, low=-5.0, high=40.0, step=0.5, format="%.1f"
    )
    year = url_state.slider(
        "Year", key="year", default=2027, low=2026, high=2030, step=1, format="%d"
    )
    is_on = url_state.toggle("On", key="on")
    st.text(f"{chosen} {pace:g} {year} {is_on}")
    st.json(url_state.ignored())
    url_state.settle()


def address(at: AppTest) -> dict[str, str]:
    """The address as a reader sees it: without what only the browser's script reads."""
    return {key: text for key, text in at.query_params.items() if key != MARK}


@pytest.fixture
def run() -> Run:
    def open_at(**params: str) -> AppTest:
        at = AppTest.from_function(script, default_timeout=20)
        for key, text in params.items():
            at.query_params[key] = text
        at.run()
        assert not at.exception
        return at

    return open_at


def test_a_plain_address_gives_the_defaults_and_stays_plain(run: Run) -> None:
    at = run()
    assert at.text[0].value == "apple 8 2027 False"
    assert address(at) == {}


def test_a_link_opens_its_choices_by_id(run: Run) -> None:
    at = run(fruit="pear", pace="12.5", year="2028", on="1")
    assert at.text[0].value == "pear 12.5 2028 True"
    assert at.selectbox[0].value == "pear"


def test_a_choice_is_written_as_an_id_never_as_a_label(run: Run) -> None:
    at = run()
    at.selectbox(key="fruit").set_value("pear").run()
    at.slider(key="pace").set_value(20.0).run()
    assert address(at) == {"fruit": "pear", "pace": "20"}
    assert at.text[0].value == "pear 20 2027 False"
    at.selectbox(key="fruit").set_value("apple").run()
    assert address(at) == {"pace": "20"}


def test_a_switch_is_in_the_link(run: Run) -> None:
    at = run()
    at.toggle[0].set_value(True).run()
    assert address(at) == {"on": "1"}
    at.toggle[0].set_value(False).run()
    assert address(at) == {}


@pytest.mark.parametrize(
    ("text", "pace"),
    [
        ("99", "40"),
        ("-99", "-5"),
        ("7.3", "7.5"),
        ("nan", "8"),
        ("inf", "8"),
        ("1e999", "8"),
        ("<b>", "8"),
    ],
)
def test_a_number_is_brought_into_its_range(run: Run, text: str, pace: str) -> None:
    at = run(pace=text)
    assert at.text[0].value == f"apple {pace} 2027 False"


def test_what_is_unknown_is_ignored_and_said(run: Run) -> None:
    at = run(fruit="táo", pace="fast")
    assert at.text[0].value == "apple 8 2027 False"
    assert '"fruit"' in at.json[0].value
    assert '"pace"' in at.json[0].value
    assert address(at) == {}


def test_going_back_to_what_is_no_number_leaves_the_slider_where_it_stands(run: Run) -> None:
    at = run(pace="12")
    at.query_params["pace"] = "fast"
    at.run()
    assert at.text[0].value == "apple 12 2027 False"
    assert '"pace"' in at.json[0].value
    assert address(at) == {"pace": "12"}


def test_a_number_beyond_its_range_is_told_once_with_what_was_asked() -> None:
    def holding() -> None:
        import streamlit as st

        from lib.app.kit import url_state

        url_state.arrive()
        for key in ("pace", "year"):
            url_state.number(key, default=8.0, low=0.0, high=40.0, step=0.5)
        st.text(f"{url_state.clamped(lambda key: key == 'pace')} {url_state.ignored()}")
        st.text(f"{url_state.clamped()} {url_state.clamped()}")
        url_state.settle()

    at = AppTest.from_function(holding, default_timeout=20)
    at.query_params.update({"pace": "99", "year": "-1"})
    at.run()
    assert at.text[0].value == "{'pace': '99'} {}"
    assert at.text[1].value == "{'year': '-1'} {}"
    assert address(at) == {"pace": "40", "year": "0"}


def test_a_new_address_wins_over_the_session(run: Run) -> None:
    at = run(fruit="pear")
    at.query_params["fruit"] = "apple"
    at.run()
    assert at.text[0].value == "apple 8 2027 False"


def test_of_two_quick_choices_the_second_does_not_take_back_the_first(run: Run) -> None:
    at = run()
    at.selectbox(key="fruit").set_value("pear").run()
    # The browser sent the second choice before it heard of the new address.
    del at.query_params["fruit"]
    at.slider(key="pace").set_value(20.0).run()
    assert at.text[0].value == "pear 20 2027 False"
    assert address(at) == {"fruit": "pear", "pace": "20"}


class Browser:
    """What a reader's browser is to the codec: a session, and an address that a run is asked with.

    `told` is every address that the runs have made, without the mark for the browser's script.
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.session_state: dict[str, Any] = {}
        self.query_params = self
        self.is_from_history = False
        self.told: list[dict[str, str]] = []
        self.marks: list[str] = []
        for module in (url_state, address_of_run):
            monkeypatch.setattr(module, "st", self)
        monkeypatch.setattr(address_of_run, "_is_from_history", lambda: self.is_from_history)

    def get(self, key: str) -> str | None:
        return self.asked.get(key)

    def items(self) -> Iterable[tuple[str, str]]:
        return self.asked.items()

    def from_dict(self, whole: dict[str, str]) -> None:
        self.marks.append(whole[MARK])
        self.told.append({key: text for key, text in whole.items() if key != MARK})

    def run(
        self,
        page: str = "unit",
        *,
        chosen: dict[str, str] | None = None,
        is_from_history: bool = False,
        asked: dict[str, str] | None = None,
        **more: str,
    ) -> dict[str, str]:
        """One run of a page that has a fruit and a vegetable to choose; what is chosen then."""
        self.context = SimpleNamespace(
            url=f"http://x/{page}" if page else "http://x", theme=SimpleNamespace(type="light")
        )
        self.asked, self.is_from_history = (asked or {}) | more, is_from_history
        if chosen:
            url_state.touched()
            self.session_state.update(chosen)
        url_state.arrive()
        lang = url_state.value("lang", default="vi", allowed=("vi", "en"))
        found = {
            f"{page}_{kind}": url_state.value(f"{page}_{kind}", default=default, allowed=allowed)
            for kind, (default, *rest) in KINDS.items()
            for allowed in [(default, *rest)]
        }
        self.kept = url_state.kept()
        url_state.settle()
        return {"lang": lang, **found}


KINDS = {"fruit": ("apple", "pear", "plum"), "green": ("leek", "kale")}


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Browser:
    return Browser(monkeypatch)


@pytest.mark.parametrize(("first", "asked"), [("pear", {"unit_fruit": "pear"}), ("apple", {})])
def test_the_last_of_quick_choices_is_told_though_its_address_has_it(
    browser: Browser, first: str, asked: dict[str, str]
) -> None:
    """It was sent before the answer to the one in between had come."""
    browser.run(asked=asked)
    browser.told.clear()
    browser.run(chosen={"unit_fruit": "plum"}, asked=asked)
    assert browser.told == [{"unit_fruit": "plum"}]
    browser.run(chosen={"unit_fruit": first}, asked=asked)
    assert browser.told[1:] == [asked]
    browser.run(asked=asked)
    assert browser.told[2:] == []


def test_several_choices_of_one_run_make_one_address(browser: Browser) -> None:
    browser.run()
    browser.told.clear()
    browser.run(chosen={"unit_fruit": "pear", "unit_green": "kale", "lang": "en"})
    assert browser.told == [{"lang": "en", "unit_fruit": "pear", "unit_green": "kale"}]
    assert browser.marks[-1] == "/unit choice "


def test_the_first_page_is_told_by_the_path_that_browsers_give_it(browser: Browser) -> None:
    """Streamlit gives it none, and what is told of another page is never put into the address."""
    browser.run("")
    browser.run("", chosen={"lang": "en"})
    assert browser.marks == ["/ arrival ", "/ choice "]


def test_links_carry_no_language_that_was_just_left(browser: Browser) -> None:
    browser.run(lang="en")
    assert browser.kept == {"lang": "en"}
    browser.run(chosen={"lang": "vi"}, asked={"lang": "en"})
    assert browser.kept == {}


def test_a_link_says_the_whole_state_of_its_page(browser: Browser) -> None:
    browser.run("unit", unit_fruit="pear", lang="en")
    browser.run("map", lang="en")
    assert browser.run("unit", unit_green="kale", lang="en") == {
        "lang": "en", "unit_fruit": "apple", "unit_green": "kale",
    }  # fmt: skip
    assert browser.told[-1] == {"unit_green": "kale", "lang": "en"}


def test_the_menu_brings_back_what_was_left_on_the_page(browser: Browser) -> None:
    browser.run("unit", unit_fruit="pear", lang="en")
    browser.run("map", map_fruit="plum", lang="en")
    found = browser.run("unit")
    assert found == {"lang": "en", "unit_fruit": "pear", "unit_green": "leek"}
    assert browser.told[-1] == {"lang": "en", "unit_fruit": "pear"}
    assert browser.marks[-1] == "/unit arrival "
    # The links of a presentation carry what holds on every page.
    assert browser.run("map", lang="en")["map_fruit"] == "plum"


def test_the_menu_on_its_own_page_takes_nothing_back(browser: Browser) -> None:
    browser.run("unit", lang="en")
    browser.run("unit", chosen={"unit_fruit": "pear"}, lang="en")
    found = browser.run("unit", present="1")
    assert found == {"lang": "en", "unit_fruit": "pear", "unit_green": "leek"}
    assert browser.told[-1] == {"lang": "en", "present": "1", "unit_fruit": "pear"}
    assert browser.marks[-1] == "/unit arrival "
    # An address that names something of the page is the whole of it, here too.
    assert browser.run("unit", unit_green="kale")["unit_fruit"] == "apple"


def test_a_choice_is_kept_by_a_run_that_was_asked_for_before_its_answer_came(
    browser: Browser,
) -> None:
    """By the menu, say, whose link still has the address before it."""
    browser.run(unit_green="kale")
    browser.run(chosen={"unit_fruit": "pear"}, unit_green="kale")
    browser.run(chosen={"unit_fruit": "plum"}, unit_green="kale")
    both = {"unit_fruit": "plum", "unit_green": "kale"}
    assert browser.run(unit_green="kale") == {"lang": "vi", **both}
    assert browser.told[-1] == both
    assert browser.marks[-1] == "/unit other unit_green=kale"
    # Once the browser has it, an address that leaves the choice out is one without it.
    browser.run(asked=both)
    assert browser.run(unit_green="kale")["unit_fruit"] == "apple"


def test_a_number_that_is_the_default_is_left_out(browser: Browser) -> None:
    """Though a slider's steps make another of it in the last digit."""
    pace: dict[str, Any] = {"default": 13.4, "low": -10.0, "high": 50.0, "step": 0.01}
    browser.run(unit_pace="13.4")
    assert url_state.number("unit_pace", **pace) == 13.4
    assert address_of_run.coming()["unit_pace"] == ""


def test_a_page_that_fails_has_the_address_of_what_was_asked_for(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser.run()
    url_state.touched()
    browser.session_state["unit_fruit"] = "pear"
    url_state.arrive()
    url_state.value("unit_fruit", default="apple", allowed=("apple", "pear"))
    monkeypatch.setattr(server, "st", SimpleNamespace(error=print))
    monkeypatch.setattr(session, "st", browser)
    assert server.explain_script_error(ValueError("what was asked for cannot be drawn"))
    assert browser.told[-1] == {"unit_fruit": "pear"}


def test_back_to_a_page_shows_what_its_address_says_and_no_more(browser: Browser) -> None:
    browser.run("unit", lang="en")
    browser.run("unit", chosen={"unit_fruit": "pear"}, lang="en")
    browser.run("map")
    told = len(browser.told)
    assert browser.run("unit", is_from_history=True) == {
        "lang": "vi", "unit_fruit": "apple", "unit_green": "leek",
    }  # fmt: skip
    assert len(browser.told) == told


def test_back_on_a_page_lets_go_of_a_choice_whose_address_never_came(browser: Browser) -> None:
    """Its run was broken off; the session has the choice, the address has not."""
    browser.run("unit", unit_fruit="pear")
    browser.session_state["unit_fruit"] = "plum"
    assert browser.run(is_from_history=True, unit_fruit="pear")["unit_fruit"] == "pear"


def test_a_choice_keeps_the_one_before_whose_address_had_not_come(browser: Browser) -> None:
    browser.run()
    browser.run(chosen={"lang": "en"})
    # A part that runs alone reads no language.
    browser.run(chosen={"unit_fruit": "pear"})
    assert browser.told[-1] == {"lang": "en", "unit_fruit": "pear"}


def test_a_choice_made_while_a_back_was_answered_is_told_its_widget_anew(browser: Browser) -> None:
    """The answer to the Back came to the widget after it was touched."""
    told = []
    for is_from_history, chosen in (
        (False, None), (False, "pear"), (True, None), (False, "plum"), (False, "pear")
    ):  # fmt: skip
        picked = {"unit_fruit": chosen} if chosen else None
        browser.run(chosen=picked, is_from_history=is_from_history)
        told.append(address_of_run.is_retelling())
    assert told == [False, False, False, True, False]


def test_an_address_that_nobody_chose_says_what_it_is_instead_of(browser: Browser) -> None:
    browser.run(unit_fruit="pear")
    browser.run(unit_fruit="tomato", lang="en")
    assert browser.told[-1] == {"lang": "en"}
    assert browser.marks[-1] == "/unit other unit_fruit=tomato&lang=en"


def test_going_back_takes_a_choice_back(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    at = run()
    at.selectbox(key="fruit").set_value("pear").run()
    at.slider(key="pace").set_value(20.0).run()
    del at.query_params["pace"]
    monkeypatch.setattr(address_of_run, "_is_from_history", lambda: True)
    at.run()
    assert at.text[0].value == "pear 8 2027 False"


def several() -> None:
    import streamlit as st

    from lib.app.kit import url_state

    url_state.arrive()
    found = url_state.several(
        "Fruits", ("apple", "pear", "fig"), key="fruits", label_of=str.upper, placeholder="All"
    )
    st.text(" ".join(found))
    st.json(url_state.ignored())
    url_state.settle()


def test_any_number_of_ids_is_in_the_link_in_the_order_chosen() -> None:
    at = AppTest.from_function(several, default_timeout=20).run()
    assert at.text[0].value == ""
    assert "fruits" not in at.query_params
    at.multiselect(key="fruits_pick").set_value(["fig", "apple"]).run()
    assert at.text[0].value == "fig apple"
    assert at.query_params["fruits"] == "fig~apple"
    at.multiselect(key="fruits_pick").set_value([]).run()
    assert at.text[0].value == ""
    assert "fruits" not in at.query_params


def test_of_a_list_in_a_link_what_is_unknown_is_ignored_and_said() -> None:
    at = AppTest.from_function(several, default_timeout=20)
    at.query_params["fruits"] = "pear~<b>~apple~~pear~"
    at.run()
    assert not at.exception
    assert at.text[0].value == "pear apple"
    assert at.multiselect(key="fruits_pick").value == ["pear", "apple"]
    assert at.json[0].value == '{"fruits": "<b>"}'
    assert at.query_params["fruits"] == "pear~apple"


def test_what_is_typed_is_in_the_link() -> None:
    def typing() -> None:
        import streamlit as st

        from lib.app.kit import url_state

        url_state.arrive()
        st.text(url_state.text("q", longest=8))
        url_state.settle()

    at = AppTest.from_function(typing, default_timeout=20)
    at.query_params["q"] = "  hồ sơ sức khỏe"
    at.run()
    assert at.text[0].value == "hồ sơ sứ"
    assert address(at) == {"q": "hồ sơ sứ"}


def in_two_languages() -> None:

    from lib.app.kit import url_state

    url_state.arrive()
    lang = url_state.value("lang", default="vi", allowed=("vi", "en"))
    names = {"vi": {"apple": "Táo", "pear": "Lê"}, "en": {"apple": "Apple", "pear": "Pear"}}
    url_state.select(
        "Fruit", ("apple", "pear"), key="fruit", default="apple", label_of=names[lang].__getitem__
    )


def test_a_box_is_told_its_choice_anew_in_another_language() -> None:
    """Else it would go on saying "Lê", which behind the words of English is no choice at all."""
    at = AppTest.from_function(in_two_languages, default_timeout=20)
    at.run()
    at.selectbox[0].select("pear").run()
    for lang, said in (("en", "Pear"), ("vi", "Lê")):
        at.session_state["lang"] = lang
        at.run()
        assert (at.selectbox[0].proto.set_value, at.selectbox[0].proto.raw_value) == (True, said)
        at.run()
        assert (at.selectbox[0].proto.set_value, at.selectbox[0].value) == (False, "pear")
        assert at.session_state["fruit"] == "pear"


def test_what_cannot_be_shown_at_present_is_kept_and_shown_again(browser: Browser) -> None:
    def shown(*allowed: str, **asked: str) -> str:
        browser.asked = asked
        url_state.arrive()
        found = url_state.value("fruit", default="apple", allowed=allowed, hidden=("apple", "fig"))
        url_state.settle()
        return found

    browser.run("unit")
    assert shown("apple", "fig", fruit="fig") == "fig"
    assert (shown("apple", fruit="fig"), url_state.stood_for("fruit")) == ("apple", "fig")
    assert url_state.ignored() == {}
    # An element that tells another choice of its own tells this one as it stands.
    url_state.take("fruit", "apple")
    assert (shown("apple", "fig", fruit="fig"), url_state.stood_for("fruit")) == ("fig", "")
    assert all(told.get("fruit") == "fig" for told in browser.told[1:])
    shown("apple", fruit="fig")
    url_state.take("fruit", "pear")
    assert browser.session_state["fruit"] == "pear"

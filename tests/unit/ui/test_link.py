"""The link codec: ids in the address, defaults left out, unknown ids ignored and said."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from lib.ui import link

Run = Callable[..., AppTest]


def script() -> None:
    import streamlit as st

    from lib.ui import link

    link.arrive()
    chosen = link.select(
        "Fruit",
        ("apple", "pear"),
        key="fruit",
        default="apple",
        label_of={"apple": "Táo", "pear": "Lê"}.__getitem__,
    )
    pace = link.slider(
        "Pace", key="pace", default=8.0, low=-5.0, high=40.0, step=0.5, format="%.1f"
    )
    year = link.slider("Year", key="year", default=2027, low=2026, high=2030, step=1, format="%d")
    is_on = link.toggle("On", key="on")
    st.text(f"{chosen} {pace:g} {year} {is_on}")
    st.json(link.ignored())


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
    assert dict(at.query_params) == {}


def test_a_link_opens_its_choices_by_id(run: Run) -> None:
    at = run(fruit="pear", pace="12.5", year="2028", on="1")
    assert at.text[0].value == "pear 12.5 2028 True"
    assert at.selectbox[0].value == "pear"


def test_a_choice_is_written_as_an_id_never_as_a_label(run: Run) -> None:
    at = run()
    at.selectbox(key="fruit").set_value("pear").run()
    at.slider(key="pace").set_value(20.0).run()
    assert at.query_params == {"fruit": "pear", "pace": "20"}
    assert at.text[0].value == "pear 20 2027 False"
    at.selectbox(key="fruit").set_value("apple").run()
    assert at.query_params == {"pace": "20"}


def test_a_switch_is_in_the_link(run: Run) -> None:
    at = run()
    at.toggle[0].set_value(True).run()
    assert at.query_params == {"on": "1"}
    at.toggle[0].set_value(False).run()
    assert dict(at.query_params) == {}


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
    assert dict(at.query_params) == {}


def test_going_back_to_what_is_no_number_leaves_the_slider_where_it_stands(run: Run) -> None:
    at = run(pace="12")
    at.query_params["pace"] = "fast"
    at.run()
    assert at.text[0].value == "apple 12 2027 False"
    assert '"pace"' in at.json[0].value
    assert at.query_params == {"pace": "12"}


def test_a_number_beyond_its_range_is_told_once_with_what_was_asked() -> None:
    def holding() -> None:
        import streamlit as st

        from lib.ui import link

        link.arrive()
        for key in ("pace", "year"):
            link.number(key, default=8.0, low=0.0, high=40.0, step=0.5)
        st.text(f"{link.held(lambda key: key == 'pace')} {link.ignored()}")
        st.text(f"{link.held()} {link.held()}")

    at = AppTest.from_function(holding, default_timeout=20)
    at.query_params.update({"pace": "99", "year": "-1"})
    at.run()
    assert at.text[0].value == "{'pace': '99'} {}"
    assert at.text[1].value == "{'year': '-1'} {}"
    assert at.query_params == {"pace": "40", "year": "0"}


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
    assert at.query_params == {"fruit": "pear", "pace": "20"}


class Address(dict[str, str]):
    """The address as one run of a page has it, and every text that it was made."""

    def __init__(self, **first: str) -> None:
        super().__init__(first)
        self.told: list[dict[str, str]] = []

    def __setitem__(self, key: str, text: str) -> None:
        super().__setitem__(key, text)
        self.told.append(dict(self))

    def __delitem__(self, key: str) -> None:
        super().__delitem__(key)
        self.told.append(dict(self))

    def to_dict(self) -> dict[str, str]:
        return dict(self)

    def from_dict(self, whole: dict[str, str]) -> None:
        self.told.append(whole)


@pytest.mark.parametrize(("first", "asked"), [("pear", {"fruit": "pear"}), ("apple", {})])
def test_the_last_of_quick_choices_is_told_though_its_address_has_it(
    monkeypatch: pytest.MonkeyPatch, first: str, asked: dict[str, str]
) -> None:
    """It was sent before the answer to the one in between had come."""
    page = SimpleNamespace(session_state={}, context=SimpleNamespace(url="http://x/unit"))
    monkeypatch.setattr(link, "st", page)

    def runs(choice: str) -> list[dict[str, str]]:
        page.query_params = address = Address(**asked)
        if choice:
            link.touched()
            page.session_state["fruit"] = choice
        link.arrive()
        link.value("fruit", default="apple", allowed=("apple", "pear", "plum"))
        return address.told

    assert runs("") == []
    assert runs("plum") == [{"fruit": "plum"}]
    assert runs(first) == [asked]
    assert runs("") == []


def test_going_back_takes_a_choice_back(run: Run) -> None:
    at = run()
    at.selectbox(key="fruit").set_value("pear").run()
    at.slider(key="pace").set_value(20.0).run()
    del at.query_params["pace"]
    at.run()
    assert at.text[0].value == "pear 8 2027 False"


def several() -> None:
    import streamlit as st

    from lib.ui import link

    link.arrive()
    found = link.several(
        "Fruits", ("apple", "pear", "fig"), key="fruits", label_of=str.upper, placeholder="All"
    )
    st.text(" ".join(found))
    st.json(link.ignored())


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

        from lib.ui import link

        link.arrive()
        st.text(link.text("q", longest=8))

    at = AppTest.from_function(typing, default_timeout=20)
    at.query_params["q"] = "  hồ sơ sức khỏe"
    at.run()
    assert at.text[0].value == "hồ sơ sứ"
    assert at.query_params == {"q": "hồ sơ sứ"}


def in_two_languages() -> None:

    from lib.ui import link

    link.arrive()
    lang = link.value("lang", default="vi", allowed=("vi", "en"))
    names = {"vi": {"apple": "Táo", "pear": "Lê"}, "en": {"apple": "Apple", "pear": "Pear"}}
    link.select(
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

"""The link codec: ids in the address, defaults left out, unknown ids ignored and said."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

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


def test_going_back_takes_a_choice_back(run: Run) -> None:
    at = run()
    at.selectbox(key="fruit").set_value("pear").run()
    at.slider(key="pace").set_value(20.0).run()
    del at.query_params["pace"]
    at.run()
    assert at.text[0].value == "pear 8 2027 False"


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

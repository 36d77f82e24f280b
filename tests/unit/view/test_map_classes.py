from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.geo.classes import (
    METHODS,
    MOST,
    STEPS,
    Method,
    classes,
    diverging,
    least_step,
    parse_breaks,
)
from lib.style.palette import SEQUENTIAL

VALUES = st.lists(st.integers(-10_000, 10_000).map(lambda n: n / 100), min_size=1, max_size=60)


def test_quantiles_are_rounded_as_far_as_classes_stay_even() -> None:
    # 1 … 60: sixths end at 10.83, 20.67, 30.5, 40.33 and 50.17, which tens tell as well.
    found = classes(map(float, range(1, 61)), decimals=2)
    assert found.edges == (10.0, 20.0, 30.0, 40.0, 50.0)
    assert found.labels("en") == ("< 10", "10 – 20", "20 – 30", "30 – 40", "40 – 50", "≥ 50")
    # 1–9, 10–19, …, 50–60.
    assert found.counts(map(float, range(1, 61))) == (9, 10, 10, 10, 10, 11)


def test_a_value_on_an_edge_belongs_to_the_class_above() -> None:
    found = classes(map(float, range(1, 61)), decimals=2)
    assert (found.class_of(9.99), found.class_of(10.0), found.class_of(60.0)) == (0, 1, 5)


def test_few_different_values_are_each_a_class() -> None:
    found = classes([3, 1, 3, 12, 1], decimals=0)
    assert list(found.exact) == [1, 3, 12]
    assert found.labels("vi") == ("1", "3", "12")
    assert found.counts([1, None, 3, 12, 12]) == (1, 1, 2)


def test_many_alike_values_get_equal_steps() -> None:
    # 0 fills more than half: quantiles would leave two classes. 0 … 12 in steps of two.
    values = [0.0] * 50 + [float(n) for n in range(1, 13)]
    found = classes(values, decimals=0)
    assert found.edges == (2, 4, 6, 8, 10)


def test_numbers_are_written_as_the_language_writes_them() -> None:
    found = classes([666.0, 1200, 2300, 6600, 22500, 31000, 42302], decimals=0)
    assert found.labels("vi")[-1].startswith("≥ ")
    assert "." in found.labels("vi")[-1]
    assert "," in found.labels("en")[-1]


def test_nothing_has_no_class() -> None:
    found = classes([], decimals=2)
    assert (found.size, found.edges, found.labels("vi"), found.colours(("a", "b"))) == (
        0,
        (),
        (),
        (),
    )


def test_colours_use_the_whole_ramp() -> None:
    ramp = SEQUENTIAL["light"]
    assert classes(map(float, range(1, 61)), decimals=2).colours(ramp) == ramp
    three = classes([1, 2, 3], decimals=0).colours(ramp)
    assert (three[0], three[-1], len(set(three))) == (ramp[0], ramp[-1], 3)


@given(VALUES)
def test_every_value_has_a_class_and_order_is_kept(values: list[float]) -> None:
    found = classes(values, decimals=2)
    assert 1 <= found.size <= MOST
    assert len(found.labels("en")) == found.size
    assert sum(found.counts(values)) == len(values)
    places = [found.class_of(value) for value in sorted(values)]
    assert places == sorted(places)
    assert all(low < high for low, high in zip(found.edges, found.edges[1:], strict=False))


@given(VALUES)
@pytest.mark.parametrize("decimals", [0, 2])
def test_lowest_and_highest_class_are_never_empty(decimals: int, values: list[float]) -> None:
    rounded = [round(value, decimals) for value in values]
    counts = classes(rounded, decimals=decimals).counts(rounded)
    assert counts[0] > 0
    assert counts[-1] > 0


def test_equal_steps_are_equal_and_fixed_breaks_are_round_or_given() -> None:
    values = [float(n) for n in range(61)]
    assert classes(values, decimals=2, method="equal").edges == (10, 20, 30, 40, 50)
    assert classes(values, decimals=2, method="fixed", cap=100.0).edges == (20, 40, 60, 80)
    assert classes(values, decimals=2, method="fixed").edges == (10, 20, 30, 40, 50)
    given = classes(values, decimals=2, method="fixed", breaks=(40.0, 5.5, 40.0))
    assert given.edges == (5.5, 40.0)
    assert given.labels("vi") == ("< 5,5", "5,5 – 40", "≥ 40")


def test_a_continuous_scale_is_many_steps_with_its_ends_and_middle_written() -> None:
    found = classes([0.0, 8.0, 16.0], decimals=2, method="continuous")
    assert found.size == STEPS
    assert found.edges[:2] == (0.5, 1.0)
    assert found.labels("en") == ("0", "8", "16")
    colours = found.colours(SEQUENTIAL["light"])
    assert (colours[0], colours[-1]) == (SEQUENTIAL["light"][0], SEQUENTIAL["light"][-1])
    assert len(set(colours)) == STEPS


def test_both_sides_of_nought_are_alike_and_nought_stands_apart() -> None:
    found = diverging([-12.0, -4.0, -2.0, 0.0, 3.0, 5.0], decimals=2, method="equal")
    assert found.edges == (-8.0, -4.0, 0.0, 0.01, 4.0)
    assert found.labels("en") == (
        "< −8", "−8 … −4", "−4 … 0", "0", "> 0 … +4", "≥ +4",
    )  # fmt: skip
    assert found.counts([-12.0, -4.0, -2.0, 0.0, 3.0, 5.0]) == (1, 0, 2, 1, 1, 1)
    without = diverging([-12.0, 3.0], decimals=2, method="fixed")
    assert without.edges == (-10.0, -5.0, 0.0)
    assert diverging([0.0, 0.0], decimals=2).labels("vi") == ("0",)


@pytest.mark.parametrize(
    ("text", "breaks"),
    [("40,20,60.5", (20.0, 40.0, 60.5)), ("", ()), ("a,b", ()), ("1e999,5", (5.0,)), ("nan", ())],
)
def test_breaks_of_a_link_are_numbers_or_nothing(text: str, breaks: tuple[float, ...]) -> None:
    assert parse_breaks(text) == breaks


@given(VALUES, st.sampled_from(METHODS))
def test_every_method_gives_every_value_one_class(values: list[float], method: Method) -> None:
    for found in (
        classes(values, decimals=2, method=method),
        diverging(values, decimals=2, method=method),
    ):
        assert sum(found.counts(values)) == len(values)
        assert all(low < high for low, high in zip(found.edges, found.edges[1:], strict=False))
        assert len(found.labels("vi")) == (found.size if found.ends is None else 3)


# Half a point of a hundred: the least that counts as a difference.
HALF = least_step(100.0, [99.8])


def test_a_difference_that_means_nothing_has_no_class() -> None:
    near = [99.76 + 0.01 * n for n in range(19)]
    for method in ("quantile", "equal"):
        found = classes(near, decimals=2, method=method, step=HALF)
        assert (found.size, found.labels("vi")) == (1, ("99,76 – 99,94",))
        # Neither end of the ramp, for the value is neither high nor low.
        assert found.colours(SEQUENTIAL["light"]) == (SEQUENTIAL["light"][3],)


def test_small_differences_are_few_classes_of_like_colours() -> None:
    near = [98.0 + 0.05 * n for n in range(31)]  # a point and a half
    found = classes(near, decimals=2, step=HALF)
    assert found.size == 3
    assert len(set(found.labels("en"))) == 3
    colours = found.colours(SEQUENTIAL["light"])
    assert len(set(colours)) == 3
    assert not {*SEQUENTIAL["light"][:1], *SEQUENTIAL["light"][-1:]} & {*colours}
    wide = classes([50.0 + n for n in range(31)], decimals=2, step=HALF)
    assert (wide.size, wide.span) == (MOST, None)


def test_a_continuous_scale_reaches_further_than_what_means_nothing() -> None:
    found = classes([99.76, 99.94], decimals=2, method="continuous", cap=100.0, step=HALF)
    assert found.ends == (98.35, 100.0)
    assert abs(found.class_of(99.94) - found.class_of(99.76)) < STEPS / 4


def test_small_values_have_small_differences_that_mean_something() -> None:
    values = [0.0001 * n for n in range(1, 600)]
    found = classes(values, decimals=2, step=least_step(100.0, values))
    assert found.size >= 4
    assert len(set(found.labels("vi"))) == found.size


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("values", [[5.0], [5.0] * 9, [0.0] * 9, [0.0, 5.0], [0.01], [-0.01, 0.01]])
def test_few_or_equal_values_have_words_of_their_own(values: list[float], method: Method) -> None:
    for found in (
        classes(values, decimals=2, method=method, cap=100.0),
        classes(values, decimals=2, method=method, cap=100.0, step=0.5),
        diverging(values, decimals=2, method=method),
        diverging(values, decimals=2, method=method, step=0.5),
    ):
        labels = found.labels("en")
        assert labels
        assert len(set(labels)) == len(labels)
        assert not {"nan", "inf", "+0"} & {word for label in labels for word in label.split()}
        assert sum(found.counts(values)) == len(values)


@pytest.mark.parametrize("sign", [1.0, -1.0])
@pytest.mark.parametrize("method", ["quantile", "equal", "fixed"])
def test_a_side_of_nought_without_values_has_no_classes(method: Method, sign: float) -> None:
    """All have risen: half of a ramp for falling would stand there for nobody."""
    values = [sign * (1.0 + 0.3 * n) for n in range(40)]
    for with_nought in ([], [0.0]):
        found = diverging([*values, *with_nought], decimals=2, method=method)
        assert all(count > 0 for count in found.counts([*values, *with_nought]))
        assert ("0" in found.labels("en")) == bool(with_nought)


def test_a_side_has_no_class_beyond_its_values() -> None:
    found = diverging([-0.4, *(0.1 * n for n in range(1, 60))], decimals=2)
    assert found.labels("en") == ("< 0", "0 … +2", "+2 … +4", "≥ +4")


def test_a_change_of_next_to_nothing_is_no_strong_colour() -> None:
    found = diverging([-0.02, 0.03, 0.01, -0.04], decimals=2, step=HALF)
    assert found.labels("en") == ("< 0", "≥ 0")
    assert found.size == 2

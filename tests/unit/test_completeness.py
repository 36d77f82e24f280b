"""A whole run that left something out is not green."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, Literal

import pytest

from tests.conftest import LAYERS, Completeness
from tests.serving import ROOT

Outcome = Literal["passed", "skipped", "failed"]


def report(layer: str, outcome: Outcome, when: str = "call") -> Any:
    return SimpleNamespace(
        nodeid=f"tests/{layer}/test_x.py::test_x",
        when=when,
        passed=outcome == "passed",
        skipped=outcome == "skipped",
        failed=outcome == "failed",
    )


def status_after(*reports: Any) -> int:
    judge = Completeness(ROOT)
    for each in reports:
        judge.pytest_runtest_logreport(each)
    session: Any = SimpleNamespace(exitstatus=0)
    judge.pytest_sessionfinish(session, exitstatus=0)
    return int(session.exitstatus)


EVERY_LAYER = [report(layer, "passed") for layer in LAYERS]


def test_every_layer_passed_is_green() -> None:
    assert status_after(*EVERY_LAYER) == 0


def test_a_skipped_test_is_a_failure_wherever_it_was_skipped() -> None:
    assert status_after(*EVERY_LAYER, report("browser", "skipped", "setup")) == 1
    assert status_after(*EVERY_LAYER, report("unit", "skipped")) == 1


@pytest.mark.parametrize("layer", LAYERS)
def test_a_layer_without_a_test_is_a_failure(layer: str) -> None:
    assert status_after(*(report(other, "passed") for other in LAYERS if other != layer)) == 1


def test_setting_up_is_no_test() -> None:
    rest = [report(layer, "passed") for layer in LAYERS if layer != "browser"]
    assert status_after(*rest, report("browser", "passed", "setup")) == 1

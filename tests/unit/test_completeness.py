"""A whole run that left something out is not green."""

from __future__ import annotations

import os
import shutil
import subprocess
from types import SimpleNamespace
from typing import Any, Literal

import pytest

from tests.conftest import LAYERS, Completeness
from tests.data import postgresql
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


@pytest.mark.parametrize(("ci", "status"), [("true", 1), ("", 0)])
def test_without_a_postgresql_server_ci_is_no_green(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], ci: str, status: int
) -> None:
    monkeypatch.setenv("CI", ci)
    monkeypatch.setattr(postgresql, "programs", lambda: None)
    assert status_after(*EVERY_LAYER) == status
    # And before any test: it is said, and CI does not even begin.
    monkeypatch.setattr(postgresql, "install", lambda: None)
    assert postgresql.main() == status
    assert "PostgreSQL are left out" in capsys.readouterr().err


def test_a_missing_postgresql_is_installed_by_who_may(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr(postgresql, "programs", lambda: None)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(subprocess, "run", lambda command, **_named: asked.append(command))
    assert postgresql.install() is None
    assert [command[1] for command in asked] == ["update", "install"]
    assert "postgresql" in asked[1]

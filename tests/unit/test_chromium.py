"""Without a browser to drive there is no green, and the reader is told what to install."""

from __future__ import annotations

import pytest

from tests import chromium


def test_a_driver_that_cannot_start_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(
        "playwright._impl._driver.compute_driver_executable", lambda: ("/bin/false", "")
    )
    monkeypatch.setattr(chromium, "_has_apt", lambda: False)
    assert chromium.main() == 1
    told = capsys.readouterr()
    assert not told.out
    assert "code 1" in told.err
    assert "libatomic1" in told.err


def test_root_installs_what_the_driver_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    troubles = iter(["libatomic.so.1: cannot open shared object file", None])
    asked: list[str] = []
    monkeypatch.setattr(chromium, "_driver_trouble", lambda: next(troubles))
    monkeypatch.setattr(chromium, "_has_apt", lambda: True)
    monkeypatch.setattr(chromium, "_apt", asked.append)
    assert chromium.driver_trouble() is None
    assert asked == ["libatomic1"]


def test_no_browser_is_said_and_is_no_success(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    monkeypatch.setattr(chromium, "_driver_trouble", lambda: None)
    assert chromium.main() == 1
    assert chromium.ADVICE in capsys.readouterr().err

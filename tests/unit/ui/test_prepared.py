"""The charts' specifications come from a process of their own, and are the same as made here."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from lib.app.kit import startup_worker
from lib.data.boundaries import read_boundaries
from lib.data.geometry import BOUNDARIES
from lib.data.paths import default_root
from lib.geo import outlines
from lib.style import vega_specs
from lib.style.vega_config import VegaSpec

ROOT = Path(__file__).parents[3]

_WARM = """
import sys
import lib.app.shell.server
from lib.app.shell import startup
startup.warm_up()
from lib.style import vega_specs
from lib.style.vega_config import VegaSpec
vega_specs.spec("growth", "vi", "dark"), vega_specs.spec("backtest", "en", "light")
print(sorted({"altair", "vl_convert", "pydeck", "hypothesis"} & set(sys.modules)))
"""


@pytest.fixture
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> dict[str, VegaSpec]:
    kept: dict[str, VegaSpec] = {}
    monkeypatch.setattr(vega_specs, "_KEPT", kept)
    return kept


def test_a_warm_server_does_not_hold_what_only_writes_charts() -> None:
    # Hypothesis is not installed beside the program; where it is, pandera imports it.
    blocked = f"import sys; sys.modules['hypothesis'] = None\n{_WARM}"
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", blocked],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.splitlines()[-1] == "['hypothesis']"


def test_what_the_child_made_is_what_would_be_made_here(
    nothing_kept: dict[str, VegaSpec],
) -> None:
    with startup_worker.meanwhile():
        pass
    made = json.loads(json.dumps(vega_specs.every()))
    assert nothing_kept == made
    assert {"growth vi light", "ranks en dark", "bars_society vi dark"} <= set(made)


def test_the_outlines_the_child_made_are_what_would_be_made_here(
    nothing_kept: dict[str, VegaSpec], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(startup_worker, "_OUTLINES", {})
    with startup_worker.meanwhile():
        pass
    for name in BOUNDARIES.values():
        file = default_root() / name
        assert startup_worker.outlines(file) == outlines.outlines(read_boundaries(file))
    assert startup_worker.outlines(Path("another.geojson")) is None
    assert nothing_kept


def test_a_child_that_fails_leaves_the_specs_to_be_made_here(
    nothing_kept: dict[str, VegaSpec],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with startup_worker.meanwhile():
        pass
    assert not nothing_kept
    assert "not prepared" in caplog.text
    assert vega_specs.spec("ranks", "vi", "light")["layer"]


def test_a_start_that_breaks_takes_the_child_with_it() -> None:
    with pytest.raises(ZeroDivisionError), startup_worker.meanwhile():
        raise ZeroDivisionError


def test_no_spec_of_another_name() -> None:
    with pytest.raises(KeyError):
        vega_specs.spec("pie", "vi", "light")


def test_no_chart_fits_its_height_which_would_depend_on_the_sizes_it_had_before() -> None:
    fits = {name: spec["autosize"]["type"] for name, spec in vega_specs.every().items()}
    assert set(fits.values()) == {"fit-x"}, fits

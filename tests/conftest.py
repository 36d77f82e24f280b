"""What all layers share: marks by folder, and the rule that a whole run leaves nothing out."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.data import postgresql

HERE = Path(__file__).parent
LAYERS = ("unit", "data", "app", "server", "browser", "fresh")


def layer_of(path: Path) -> str | None:
    """The folder of `tests/` that a test lies in, e.g. `browser`; None for one outside."""
    try:
        return path.resolve().relative_to(HERE).parts[0]
    except ValueError:
        return None


class Completeness:
    """Fails a whole run in which a test was skipped, or a layer ran no test.

    A green that rests on a browser which was not there is worth nothing. Under xdist it judges
    in the process that gathers the reports of all workers.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.passed: set[str] = set()
        self.skipped: list[str] = []
        self.faults: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        layer = layer_of(self.root / report.nodeid.split("::", maxsplit=1)[0])
        if report.skipped:
            self.skipped.append(report.nodeid)
        elif report.when == "call" and report.passed and layer is not None:
            self.passed.add(layer)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.skipped:
            self.skipped.append(report.nodeid)

    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        missing = [layer for layer in LAYERS if layer not in self.passed]
        if missing:
            self.faults.append(f"no test passed in: {', '.join(missing)}")
        if postgresql.programs() is None and postgresql.is_demanded():
            self.faults.append(postgresql.LEFT_OUT)
        if self.skipped:
            self.faults.append(f"skipped, which a whole run may not: {', '.join(self.skipped)}")
        if self.faults and exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        for fault in self.faults:
            terminalreporter.write_line(f"INCOMPLETE: {fault}", red=True)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    # Whatever was asked for: nobody shall take for tested what was not.
    if postgresql.programs() is None:
        terminalreporter.write_line(f"LEFT OUT: {postgresql.LEFT_OUT}", red=True)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--complete",
        action="store_true",
        help="fail when a test is skipped or a layer has none (as `make test` asks)",
    )


def pytest_configure(config: pytest.Config) -> None:
    # What a developer saved is neither seen nor touched; each test process has a store of its own.
    folder = tempfile.TemporaryDirectory(prefix="hanoiso-store-")
    config.add_cleanup(folder.cleanup)
    os.environ["DATABASE_URL"] = f"sqlite:///{folder.name}/hanoiso.db"
    os.environ["EDITING"] = "off"
    worker = hasattr(config, "workerinput")
    if config.getoption("--complete") and not worker:
        config.pluginmanager.register(Completeness(config.rootpath), "completeness")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: Iterable[pytest.Item]) -> None:
    for item in items:
        layer = layer_of(item.path)
        if layer in ("browser", "fresh"):
            item.add_marker(layer)

"""The browser of the tests: where it is, how it is started, and how it is brought in if absent.

`python -m tests.chromium` prints its path, installing one first where that is possible; `make
test` calls it, so that no browser test can be left out for want of a browser.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

# The shell is the same engine without a window's machinery: a page takes it half the work.
SHELL = "chromium-headless-shell"
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

_COMMON = (
    "--headless=new",
    "--no-sandbox",  # root in a container has no user namespace to sandbox with
    # The network cable is out: every name and every address but loopback fails to resolve.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
    # Chromium's own errands, which are not the page's.
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-client-side-phishing-detection",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-sync",
    "--disable-quic",
    "--disable-features=OptimizationHints,MediaRouter,Translate,AutofillServerCommunication",
    "--metrics-recording-only",
    # The same picture on every machine: no hinting by the screen, no overlay scroll bars.
    "--force-color-profile=srgb",
    "--hide-scrollbars",
)
# As on a machine without a graphics card: painted at once, and no WebGL.
FLAGS = (*_COMMON, "--disable-gpu", "--disable-3d-apis")
# WebGL without a graphics card, for what needs it: it paints every page by a slow detour.
FLAGS_WITH_WEBGL = (
    *_COMMON,
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
)

ADVICE = (
    "No Chromium found, and none could be installed. Install one (Debian: `apt-get install "
    "chromium`), or name one: `make test CHROMIUM=/path/to/chromium`. The browser tests are part "
    "of the tests: without a browser there is no green."
)


DRIVER_ADVICE = (
    "Playwright, which drives the browser, cannot start its own Node.js: {why}. On Debian: "
    "`apt-get install libatomic1`."
)


def find() -> str | None:
    """The path of a Chromium: $CHROMIUM, one on PATH, or the one that Playwright brought."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    for name in NAMES:
        path = shutil.which(name)
        if path:
            return path
    return _of_playwright()


def install() -> str | None:
    """Find a Chromium, else install one: Debian's when root, else the one of Playwright."""
    found = find()
    if found or os.environ.get("CHROMIUM"):
        return found
    if _has_apt():
        _say("no Chromium on PATH; installing Debian's")
        # Older releases have the whole browser alone.
        if not _apt(SHELL):
            _apt("chromium")
    else:
        _say("no Chromium on PATH; asking Playwright for one")
        _run([sys.executable, "-m", "playwright", "install", "chromium"], dict(os.environ))
    return find()


def driver_trouble() -> str | None:
    """Why Playwright's own Node.js does not start here, or None; root installs what it lacks."""
    trouble = _driver_trouble()
    if trouble and _has_apt():
        _say(f"Playwright's Node.js does not start ({trouble}); installing Debian's libatomic1")
        _apt("libatomic1")
        trouble = _driver_trouble()
    return trouble


def _driver_trouble() -> str | None:
    from playwright._impl._driver import compute_driver_executable

    node, _script = compute_driver_executable()
    done = subprocess.run([node, "--version"], check=False, capture_output=True, text=True)
    return (done.stderr.strip() or f"code {done.returncode}") if done.returncode else None


def _has_apt() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def _apt(package: str) -> bool:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    _run(["apt-get", "update", "-qq"], environment)
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", package]
    return _run(install, environment)


def _of_playwright() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    # `playwright install chromium` brings the shell of the same revision into a folder beside it.
    revision = path.parents[1].name.removeprefix("chromium-")
    shells = path.parents[2].glob(f"chromium_headless_shell-{revision}/*/*headless*shell")
    found = next(shells, path)
    return str(found) if found.exists() else None


def _run(command: list[str], environment: dict[str, str]) -> bool:
    # Its failure shows as a browser still not found, with advice; its own words go to the log.
    return not subprocess.run(command, check=False, env=environment, stdout=sys.stderr).returncode


def _say(words: str) -> None:
    sys.stderr.write(words + "\n")


def main() -> int:
    trouble = driver_trouble()
    if trouble:
        _say(DRIVER_ADVICE.format(why=trouble))
        return 1
    path = install()
    if path is None:
        _say(ADVICE)
        return 1
    sys.stdout.write(path + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Runs the browser's own modules without a browser, in the Node that Playwright brings along."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from playwright._impl._driver import compute_driver_executable

STATIC = Path(__file__).parents[2] / "lib" / "static"


def evaluated(module: str, body: str, given: Any) -> Any:
    """What `body` returns: a function's body that knows `given`, and a module's exports as `of`.

    `module` is a file of lib/static.
    """
    node, _ = compute_driver_executable()
    address = json.dumps((STATIC / module).as_uri())
    source = (
        f"const of = await import({address});\n"
        "let read = ''; for await (const piece of process.stdin) read += piece;\n"
        "const given = JSON.parse(read);\n"
        f"process.stdout.write(JSON.stringify((() => {{ {body} }})()))"
    )
    done = subprocess.run(
        [node, "--input-type=module", "--no-warnings", "--eval", source],
        input=json.dumps(given), capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert not done.returncode, done.stderr
    return json.loads(done.stdout)

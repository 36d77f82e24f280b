"""Long runs of random walks: `python -m tests.walks --walks 1000 --seed 7 --page /map`.

Walks are shared among processes, each with a browser of its own. What differs is written to
`test-results/walks/`: the walk as JSON, and the two pictures side by side.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import sys
import time
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import sync_playwright

from tests import chromium
from tests.browser.conftest import empty
from tests.serving import Server, serving
from tests.walks.shots import side_by_side
from tests.walks.walk import PAGES, Ground, Walk, make

RESULTS = Path("test-results/walks")
# A browser that has seen many pages is slower than a new one.
WALKS_A_BROWSER = 60
# After that long without word of any walk the processes have ended.
MOST_SECONDS = 900


@contextmanager
def ground_of(server: Server) -> Iterator[Ground]:
    """A browser of one's own for walks on `server`."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=chromium.find(), args=list(chromium.FLAGS)
        )
        yield Ground(server, empty(running), empty(running))
        with suppress(PlaywrightError):  # where the browser itself has ended
            running.close()


def keep(walk: Walk, folder: Path) -> None:
    """Write a walk that differs, and its pictures, where they can be looked at."""
    folder.mkdir(parents=True, exist_ok=True)
    name = walk.seed.replace(":", "_")
    text = json.dumps(walk.record(), ensure_ascii=False, indent=1)
    (folder / f"{name}.json").write_text(text, encoding="utf-8")
    for one in walk.differences:
        if one.pictures:
            side_by_side(*one.pictures).save(folder / f"{name}.png")


def work(server: Server, seeds: list[str], told: Any, options: argparse.Namespace) -> None:
    """Make the walks of one process; each is told as soon as it is made."""
    left = deque(seeds)
    while left:
        with ground_of(server) as ground:
            for _ in range(min(WALKS_A_BROWSER, len(left))):
                seed = left.popleft()
                walk = make(ground, seed, moves=options.moves, page=options.page)
                if walk.differences:
                    keep(walk, RESULTS)
                kinds = [one.kind for one in walk.differences]
                told.put((walk.told(), len(walk.moves), kinds, bool(walk.unfinished)))
                if walk.unfinished or "stuck" in kinds:
                    break  # the next walks have a browser of their own


def main() -> int:
    """Make the walks that the command line asks for; 1 where any of them differs."""
    options = _options()
    every = range(options.walks) if options.only is None else [options.only]
    seeds = [f"{options.seed}:{number}" for number in every]
    jobs = min(options.jobs, len(seeds))
    began, moves, differing, kinds = time.monotonic(), 0, 0, Counter[str]()
    unfinished = 0
    told: Any = multiprocessing.Queue()
    with serving(environment={"EDITING": "off"}) as server:
        workers = [
            multiprocessing.Process(target=work, args=(server, seeds[at::jobs], told, options))
            for at in range(jobs)
        ]
        for worker in workers:
            worker.start()
        for done in range(1, len(seeds) + 1):
            words, made, found, is_short = told.get(timeout=MOST_SECONDS)
            moves += made
            differing += bool(found)
            kinds.update(set(found))
            unfinished += is_short
            if found or is_short:
                print(words, flush=True)
            if done % 10 == 0 or done == len(seeds):
                pace = (time.monotonic() - began) / done
                print(
                    f"{done}/{len(seeds)} walks, {differing} differ, {unfinished} not finished, "
                    f"{pace:.1f} s each",
                    flush=True,
                )
        for worker in workers:
            worker.join()
    by_kind = ", ".join(f"{n} {kind}" for kind, n in kinds.most_common())
    print(
        f"seed {options.seed}: {len(seeds)} walks, {moves} moves, {differing} differ, "
        f"{unfinished} not finished{'; ' * bool(by_kind)}{by_kind}"
    )
    return 1 if differing or unfinished else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.walks", description=__doc__)
    parser.add_argument("--walks", type=int, default=100, help="how many walks")
    parser.add_argument("--moves", type=int, default=8, help="moves of each")
    parser.add_argument("--seed", default=str(int(time.time())), help="what they are drawn from")
    parser.add_argument("--only", type=int, help="only the walk of this number, to see it again")
    parser.add_argument("--page", choices=PAGES, help="begin and stay on this page")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 2, help="browsers at once")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())

"""Whose click is served next where more is asked than can be served."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from lib.app.shell.fair_queue import Bucket, Turn, Turns


@dataclass(slots=True)
class Door:
    """Turns, one at a time, by a clock that stands until it is moved."""

    now: float = 1_000.0
    served: list[str] = field(default_factory=list)

    def turns(self) -> Turns:
        return Turns(at_once=1, seconds=60, clock=lambda: self.now)

    async def queue(self, turns: Turns, *names: str) -> list[asyncio.Task[None]]:
        """Have each of "client/socket" wait in this order."""

        async def one(name: str) -> None:
            client, _, socket = name.partition("/")
            turn = await turns.begin(client, socket=int(socket))
            self.served.append(name)
            turn.end()

        tasks = [asyncio.create_task(one(name)) for name in names]
        await asyncio.sleep(0)
        return tasks


async def asked(turns: Turns, name: str, *, times: int) -> None:
    client, _, socket = name.partition("/")
    for _one in range(times):
        (await turns.begin(client, socket=int(socket))).end()


def served(history: dict[str, int], waiting: list[tuple[float, str]]) -> list[str]:
    """Who is served in which order, after a history of questions; `waiting` from seconds on."""
    door = Door()

    async def run() -> None:
        turns = door.turns()
        for name, times in history.items():
            await asked(turns, name, times=times)
        busy: Turn = await turns.begin("busy", socket=0)
        tasks: list[asyncio.Task[None]] = []
        start = door.now
        for after, name in waiting:
            door.now = start + after
            tasks += await door.queue(turns, name)
        busy.end()
        await asyncio.gather(*tasks)

    asyncio.run(run())
    return door.served


def at_once(*names: str) -> list[tuple[float, str]]:
    return [(0.0, name) for name in names]


def test_a_flood_waits_behind_a_readers_click() -> None:
    assert served({"flood/1": 100}, at_once("flood/1", "reader/2")) == ["reader/2", "flood/1"]


def test_a_flood_waits_behind_many_readers_of_one_address() -> None:
    # Fifty readers who asked five times each are 250 questions of one address.
    office = {f"office/{one}": 5 for one in range(50)}
    order = served({"flood/99": 100, **office}, at_once("flood/99", "office/0", "office/49"))
    assert order == ["office/0", "office/49", "flood/99"]


def test_many_sockets_make_no_flood_light() -> None:
    flood = {f"flood/{one}": 2 for one in range(100)}
    assert served(flood, at_once("flood/0", "flood/1", "reader/100"))[0] == "reader/100"


def test_who_asked_alike_is_served_in_order() -> None:
    names = [f"reader{one}/{one}" for one in range(5)]
    assert served({}, at_once(*names)) == names


def test_nobody_waits_for_ever() -> None:
    waiting: list[tuple[float, str]] = [(0.0, "eager/1"), (5.0, "early/2"), (200.0, "late/3")]
    assert served({"eager/1": 100}, waiting) == ["early/2", "eager/1", "late/3"]


def test_a_bucket_is_full_again_however_much_was_asked_of_it() -> None:
    now = 0.0
    bucket = Bucket(most=10, rate=1, clock=lambda: now)
    for _one in range(10):
        assert bucket.take() == 0.0
    assert bucket.take() == 1.0
    for _one in range(1_000):
        bucket.take()
    now = 21.0
    assert bucket.take() == 0.0

"""Many readers for a long time: is an answer still quick, is the memory flat?

`make soak` or `python -m bench.soak [--readers 50] [--minutes 60] [--pause 2] [--hostile 10]`.

The readers speak
Streamlit's own messages without a browser, since fifty browsers would measure themselves. A move
is a changed address, which the program reads as a changed choice; the time is from the question
to the end of the run it causes. Every minute one line is printed.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle
from urllib.parse import urlencode

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from bench.figures import Row, cpu_ms, memory_mb, p95, show
from bench.hostile import harm
from tests.serving import Server, serving

# The mix: page, how many readers in ten are on it, and what they step through.
MIX: tuple[tuple[str, int, tuple[dict[str, str], ...]], ...] = (
    ("", 3, ({}, {"official": "1"})),
    ("map", 3, ({}, {"map_geo": "commune"}, {"official": "1"})),
    ("targets", 2, ({}, {"t_pillar": "economy"}, {"t_pillar": "society"}, {"t_year": "2030"})),
    ("scenarios", 2, ({}, {"sc_basis": "nominal"}, {"sc_grdp": "9"})),
)
LIMIT_SECONDS = 60.0


@dataclass(slots=True)
class Tally:
    """What was seen since the last line, and all that was seen."""

    minute: list[float] = field(default_factory=list)
    all: list[float] = field(default_factory=list)
    failures: int = 0

    def note(self, milliseconds: float) -> None:
        self.minute.append(milliseconds)
        self.all.append(milliseconds)


async def ask(socket: ClientConnection, *, page: str, query: dict[str, str], script: str) -> str:
    """Ask for a run and wait until it is over; gives the id of the page's script."""
    question = BackMsg()
    question.rerun_script.query_string = urlencode(query)
    if script:
        question.rerun_script.page_script_hash = script
    else:
        question.rerun_script.page_name = page
    await socket.send(question.SerializeToString())
    async with asyncio.timeout(LIMIT_SECONDS):
        while True:
            answer = ForwardMsg.FromString(await _bytes(socket))
            if answer.HasField("navigation"):
                script = answer.navigation.page_script_hash
            fault = fault_in(answer)
            if fault:
                raise RuntimeError(fault)
            if answer.HasField("script_finished"):
                return script


def fault_in(answer: ForwardMsg) -> str:
    """What the page tells of an error, or nothing."""
    if not answer.HasField("delta"):
        return ""
    element = answer.delta.new_element
    if element.HasField("alert") and element.alert.format == Alert.ERROR:
        return element.alert.body
    return element.exception.message if element.HasField("exception") else ""


async def _bytes(socket: ClientConnection) -> bytes:
    message = await socket.recv()
    return message if isinstance(message, bytes) else message.encode()


async def read_on(
    server: Server,
    page: str,
    moves: Iterator[dict[str, str]],
    tally: Tally,
    *,
    until: float,
    pause: float,
) -> None:
    """One reader: opens a page, then moves every `pause` seconds, give or take a half."""
    address = server.url.replace("http", "ws", 1) + "/_stcore/stream"
    lang = {"lang": random.choice(("vi", "en"))}  # noqa: S311 - a mix, no secret
    await asyncio.sleep(random.uniform(0, pause))  # noqa: S311
    async with connect(
        address,
        origin=Origin(server.url),
        subprotocols=[Subprotocol("streamlit")],
        max_size=None,
        proxy=None,
    ) as socket:
        script = await ask(socket, page=page, query=lang, script="")
        while time.monotonic() < until:
            await asyncio.sleep(random.uniform(0.5, 1.5) * pause)  # noqa: S311
            began = time.perf_counter()
            try:
                script = await ask(socket, page=page, query=lang | next(moves), script=script)
            except (TimeoutError, RuntimeError) as failure:
                tally.failures += 1
                print(f"/{page}: {failure!r}")
                continue
            tally.note((time.perf_counter() - began) * 1000)


async def tell(server: Server, tally: Tally, *, until: float) -> list[float]:
    """Print a line a minute; gives the memory at each."""
    memory = [memory_mb(server.pid)]
    print("minute  moves  median ms  p95 ms  memory MB  processor %  failures")
    minute = 0
    while time.monotonic() < until:
        spent, began = cpu_ms(server.pid), time.monotonic()
        await asyncio.sleep(min(60.0, max(until - time.monotonic(), 0.1)))
        minute += 1
        seen, tally.minute = sorted(tally.minute), []
        memory.append(memory_mb(server.pid))
        share = (cpu_ms(server.pid) - spent) / (time.monotonic() - began) / 10
        middle = seen[len(seen) // 2] if seen else float("nan")
        print(
            f"{minute:6d}  {len(seen):5d}  {middle:9.1f}  {p95(seen):6.1f}"
            f"  {memory[-1]:9.1f}  {share:11.0f}  {tally.failures:8d}",
            flush=True,
        )
    return memory


async def soak(
    server: Server, *, readers: int, minutes: float, pause: float, hostile: int = 0
) -> None:
    """Let the readers read, beside so many who mean harm, then print the sum of it."""
    until = time.monotonic() + minutes * 60
    tally = Tally()
    pages = [(page, moves) for page, share, moves in MIX for _ in range(share)]
    async with asyncio.TaskGroup() as group:
        telling = group.create_task(tell(server, tally, until=until))
        for number in range(hostile):
            group.create_task(harm(server, number, until=until))
        for number in range(readers):
            page, moves = pages[number % len(pages)]
            group.create_task(
                read_on(
                    server, page, cycle((*moves[1:], moves[0])), tally, until=until, pause=pause
                )
            )
    memory = telling.result()
    show(
        f"{readers} readers and {hostile} hostile clients, a move every {pause:g} s, "
        f"{minutes:g} min, {tally.failures} failures",
        [
            Row("a move, asked → run over", "ms", tuple(tally.all), "p95 ≤ 150"),
            Row("memory", "MB", tuple(memory), "≤ 500, flat"),
            Row(
                "memory, last − after a tenth",
                "MB",
                (memory[-1] - memory[len(memory) // 10],),
                "flat",
            ),
        ],
    )


def main() -> None:
    """Start a server, soak it, print."""
    parser = argparse.ArgumentParser(description="Many readers for a long time.")
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--pause", type=float, default=2.0)
    parser.add_argument("--hostile", type=int, default=0, help="clients that flood, bomb and hold")
    args = parser.parse_args()
    with serving() as server:
        asyncio.run(
            soak(
                server,
                readers=args.readers,
                minutes=args.minutes,
                pause=args.pause,
                hostile=args.hostile,
            )
        )


if __name__ == "__main__":
    main()

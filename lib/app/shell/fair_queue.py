"""Who is served next: one client's storm of messages waits behind everyone else's clicks."""

from __future__ import annotations

import asyncio
import heapq
import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

Clock = Callable[[], float]

_FORGOTTEN_AFTER: Final = 10.0
"""Seconds in which what was asked loses most of its weight."""


@dataclass(slots=True)
class Bucket:
    """Tokens for messages: `most` at once, then `rate` a second.

    `owed` counts the messages that had to wait since there last was no need to.
    """

    most: float
    rate: float
    clock: Clock = time.monotonic
    owed: int = 0
    _left: float = field(init=False)
    _since: float = field(init=False)

    def __post_init__(self) -> None:
        self._left, self._since = self.most, self.clock()

    @property
    def is_empty(self) -> bool:
        """Whether the next message would have to wait."""
        return self._left + (self.clock() - self._since) * self.rate < 1

    def take(self) -> float:
        """Take one; gives the seconds to wait before the message is served."""
        now = self.clock()
        self._left = min(self.most, self._left + (now - self._since) * self.rate)
        self._since = now
        # Who is refused and asks again does not lengthen the wait for ever.
        self._left = max(self._left - 1, -self.most)
        if self._left >= self.most / 2:
            self.owed = 0
        if self._left >= 0:
            return 0.0
        self.owed += 1
        return -self._left / self.rate


class Turns:
    """Lets `at_once` runs begin side by side; of those who wait, who asked least of late goes.

    Both the socket's own questions count and all of its client's: many readers behind one address
    are no flood, and neither is made light by opening more sockets. A second of waiting outweighs
    one question, so that nobody waits for ever.

    A turn ends when its run does, or after `seconds`: a run that takes long holds nobody up.
    """

    def __init__(self, *, at_once: int, seconds: float, clock: Clock = time.monotonic) -> None:
        self._free = at_once
        self._seconds = seconds
        self._clock = clock
        self._waiting: list[tuple[float, int, asyncio.Future[None]]] = []
        self._count = 0
        self._asked: dict[str, tuple[float, float]] = {}

    async def begin(self, client: str, *, socket: int) -> Turn:
        """Wait for a turn for one of a client's sockets."""
        asked = math.sqrt(self._weigh(client) * self._weigh(f"{client} {socket}"))
        weight = asked + self._clock()
        if self._free:
            self._free -= 1
        else:
            self._count += 1
            mine = asyncio.get_running_loop().create_future()
            heapq.heappush(self._waiting, (weight, self._count, mine))
            try:
                await mine
            except asyncio.CancelledError:
                # It may have been given in the moment of being taken away.
                if mine.done() and not mine.cancelled():
                    self._next()
                raise
        return Turn(self, asyncio.get_running_loop().call_later)

    @property
    def seconds(self) -> float:
        """How long a turn lasts at most."""
        return self._seconds

    def _weigh(self, asking: str) -> float:
        """What a client or a socket asked of late, this included."""
        now = self._clock()
        weight, since = self._asked.get(asking, (0.0, now))
        weight = weight * math.exp((since - now) / _FORGOTTEN_AFTER) + 1
        self._asked[asking] = (weight, now)
        if len(self._asked) > 4_096:
            late = now - 3 * _FORGOTTEN_AFTER
            self._asked = {one: told for one, told in self._asked.items() if told[1] > late}
        return weight

    def _next(self) -> None:
        while self._waiting:
            waiter = heapq.heappop(self._waiting)[2]
            if not waiter.done():
                waiter.set_result(None)
                return
        self._free += 1


class Turn:
    """One turn, to be ended once; ends by itself after its time."""

    def __init__(self, turns: Turns, later: Callable[..., asyncio.TimerHandle]) -> None:
        self._turns: Turns | None = turns
        self._timer = later(turns.seconds, self.end)

    @property
    def is_over(self) -> bool:
        return self._turns is None

    def end(self) -> None:
        """Give the turn to the next; a second time does nothing."""
        if self._turns is not None:
            turns, self._turns = self._turns, None
            self._timer.cancel()
            turns._next()  # noqa: SLF001 - its own

"""The program as `app.py` serves it, with a clock at its door: a server for `bench.pages`.

A browser on the same cores sees the server's time with its own in it: while it draws, neither the
question nor the answer gets through. Here it is the server's alone. GET `ANSWERS` gives, in
milliseconds, when each question since the last GET came in and when its answer was all out.
"""

from __future__ import annotations

from lib.app.kit import startup_worker

startup_worker.begin()

import time  # noqa: E402 - as in app.py
from typing import TYPE_CHECKING  # noqa: E402

import streamlit as st  # noqa: E402
from starlette.middleware import Middleware  # noqa: E402
from starlette.requests import Request  # noqa: E402
from starlette.responses import JSONResponse, Response  # noqa: E402
from starlette.routing import Route  # noqa: E402

from bench.figures import ANSWERS  # noqa: E402
from lib.app.shell.server import MIDDLEWARE, ROUTES, explain_script_error, lifespan  # noqa: E402

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_answers: list[list[float]] = []


class _Clock:
    """Notes when a question came in and when all of its answer was handed to the socket."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope.get("path") == ANSWERS:
            await self.app(scope, receive, send)
            return
        answer = _asked()

        async def hear() -> Message:
            nonlocal answer
            message = await receive()
            answer = _asked()
            return message

        async def say(message: Message) -> None:
            await send(message)
            answer[1] = _now()

        await self.app(scope, hear if scope["type"] == "websocket" else receive, say)


def _asked() -> list[float]:
    now = _now()
    _answers.append([now, now])
    return _answers[-1]


def _now() -> float:
    return time.perf_counter() * 1000


async def _told(_request: Request) -> Response:
    told = JSONResponse([one for one in _answers if one[1] > one[0]])
    _answers.clear()
    return told


app = st.App(
    "../lib/main.py",
    lifespan=lifespan,
    routes=[Route(ANSWERS, _told), *ROUTES],
    middleware=[Middleware(_Clock), *MIDDLEWARE],
    on_script_error=explain_script_error,
)

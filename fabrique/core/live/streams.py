"""Streams, around the Django application: opened by a view, told by the follower, asked again of the view each minute."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from fabrique.core.live.channel import AFTER, STREAM, TOPIC, WHO
from fabrique.core.live.follower import Listener, follower
from fabrique.core.live.telling import event, now

BEAT = 15.0  # seconds: under what proxies and mobile networks bear of silence
ASK_AGAIN = 60.0  # seconds: a right taken back ends the stream at the latest then
OURS = tuple(name.lower().encode() for name in (TOPIC, AFTER, WHO, "Content-Length", "Cache-Control"))
ADDED = [(b"cache-control", b"no-store, no-transform"), (b"x-accel-buffering", b"no")]
FULL = {"type": "http.response.start", "status": 503, "headers": [(b"retry-after", b"30"), (b"content-length", b"0")]}

Send = Callable[[dict[str, Any]], Awaitable[None]]
Receive = Callable[[], Awaitable[dict[str, Any]]]


@dataclass
class Opening:
    """What the view answered."""

    status: int = 0
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    topic: str = ""
    after: int = 0
    who: str = ""

    def read(self, start: dict[str, Any]) -> None:
        named = {name.lower(): value.decode("latin-1") for name, value in start["headers"]}
        self.status = start["status"]
        self.headers = [(name, value) for name, value in start["headers"] if name.lower() not in OURS]
        self.topic = named.get(OURS[0], "") if self.status == 200 else ""
        self.after = int(named.get(OURS[1], "0"))
        self.who = named.get(OURS[2], "")


class LiveStreams:
    def __init__(self, application: Callable[..., Awaitable[None]]):
        self.application = application

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET" or not asks_for_stream(scope["headers"]):
            await self.application(scope, receive, send)
            return
        opening = Opening()

        async def held(message: dict[str, Any]) -> None:
            """A page, a refusal, a redirection go their way; of a stream nothing is said yet."""
            if message["type"] == "http.response.start":
                opening.read(message)
            if not opening.topic:
                await send(message)

        await self.application(scope, receive, held)
        if opening.topic and follower.full:
            await send(FULL)
            await send({"type": "http.response.body", "body": b""})
        elif opening.topic:
            await self.tell(scope, opening, receive, send)

    async def tell(self, scope: dict[str, Any], opening: Opening, receive: Receive, send: Send) -> None:
        listener = await follower.join(opening.topic, opening.who)
        gone = asyncio.create_task(end_when_gone(listener, receive))
        try:
            await send({"type": "http.response.start", "status": 200, "headers": opening.headers + ADDED})
            await self.go_on(scope, opening, listener, send)
            await send({"type": "http.response.body", "body": b""})
        finally:
            gone.cancel()
            follower.leave(listener)

    async def go_on(self, scope: dict[str, Any], opening: Opening, listener: Listener, send: Send) -> None:
        after = opening.after
        words = event("hello", {"now": now()})
        asked = time.monotonic() + random.uniform(0, ASK_AGAIN / 4)  # noqa: S311  only so that they do not all come at once
        while not listener.ended:
            message, after = follower.since(listener, after)
            words += message
            if words:
                await send({"type": "http.response.body", "body": words, "more_body": True})
            words = b""
            if time.monotonic() - asked > ASK_AGAIN:
                asked = time.monotonic()
                if await self.closed_since(scope, opening):
                    await send({"type": "http.response.body", "body": event("over", {}), "more_body": True})
                    return
            try:
                async with asyncio.timeout(BEAT):
                    await listener.woken.wait()
                listener.woken.clear()
            except TimeoutError:
                words = event("beat", {"now": now()})

    async def closed_since(self, scope: dict[str, Any], opening: Opening) -> bool:
        """The same question to the same view: session ended, role taken back, object gone. A fault of ours closes nothing."""
        again = Opening()
        asked = False

        async def receive() -> dict[str, Any]:
            nonlocal asked
            if asked:
                await asyncio.Event().wait()
            asked = True
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                again.read(message)

        await self.application(dict(scope), receive, send)
        return again.status < 500 and again.topic != opening.topic


async def end_when_gone(listener: Listener, receive: Receive) -> None:
    with suppress(asyncio.CancelledError):
        while (await receive())["type"] != "http.disconnect":
            pass
        listener.end()


def asks_for_stream(headers: list[tuple[bytes, bytes]]) -> bool:
    return any(name == b"accept" and STREAM.encode() in value for name, value in headers)

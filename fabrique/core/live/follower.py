"""One follower a process: reads what changed in the topics that somebody listens to, and wakes who listens.

It is woken by a commit of this process, by a notice of PostgreSQL when another process wrote, and looks by itself every
other second in any case: a notice that is lost delays, it loses nothing.
"""

import asyncio
import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

from django.db import DatabaseError, connection

from fabrique.core.live import log
from fabrique.core.live.telling import Followed

NOTICES = "live"  # the channel of PostgreSQL
LOOK = 2.0  # seconds between two looks that nothing asked for
# seconds during which changes are gathered, longer where many listen: two hundred votes are not two hundred messages
TOGETHER, TOGETHER_EACH, TOGETHER_MOST = 0.1, 0.001, 0.4
AGAIN = 1.0  # after the database did not answer
MOST = 4000  # streams of a process
EACH = 12  # streams of one person or one phone: with one more, the oldest ends

logger = logging.getLogger("fabrique.live")


class Listener:
    """One stream: woken when its topic moved, or when it must end."""

    def __init__(self, topic: str, who: str):
        self.topic = topic
        self.who = who
        self.woken = asyncio.Event()
        self.ended = False

    def end(self) -> None:
        self.ended = True
        self.woken.set()


class Follower:
    def __init__(self) -> None:
        self.topics: dict[str, Followed] = {}
        self.listeners: dict[str, dict[Listener, None]] = {}
        self.loop: asyncio.AbstractEventLoop | None = None
        self.woken = asyncio.Event()
        self.tasks: list[asyncio.Task] = []
        self.reader = ThreadPoolExecutor(1, thread_name_prefix="live")
        self.closed = False
        self.gate = threading.Lock()

    @property
    def count(self) -> int:
        return sum(map(len, self.listeners.values()))

    @property
    def full(self) -> bool:
        return self.closed or self.count >= MOST

    async def join(self, topic: str, who: str) -> Listener:
        """From here on nothing of the topic is missed: what it holds is read after its listener is there."""
        self.begin()
        listener = Listener(topic, who)
        self.listeners.setdefault(topic, {})[listener] = None
        mine = [other for other in self.listeners[topic] if who and other.who == who]
        for oldest in mine[:-EACH]:
            oldest.end()
        if topic not in self.topics:
            self.wake(topic)
            while topic not in self.topics and not listener.ended:
                await listener.woken.wait()
                listener.woken.clear()
        return listener

    def leave(self, listener: Listener) -> None:
        left = self.listeners.get(listener.topic, {})
        left.pop(listener, None)
        if not left:
            self.listeners.pop(listener.topic, None)
            self.topics.pop(listener.topic, None)

    def since(self, listener: Listener, after: int) -> tuple[bytes, int]:
        topic = self.topics.get(listener.topic)
        if topic is None:
            return b"", after
        return topic.since(after, len(self.listeners[listener.topic])), topic.number

    def wake(self, _topic: str = "") -> None:
        """From any thread; of no effect where nobody listens."""
        with self.gate:
            if self.loop is not None and self.listeners:
                self.loop.call_soon_threadsafe(self.woken.set)

    def begin(self) -> None:
        """In the loop of the server: the task lives as long as somebody listens."""
        loop = asyncio.get_running_loop()
        with self.gate:
            if self.loop is not loop:
                self.loop, self.woken, self.tasks = loop, asyncio.Event(), []
        if not self.tasks or self.tasks[0].done():
            for task in self.tasks:
                task.cancel()
            self.tasks = [asyncio.create_task(self.follow())]
            if connection.vendor == "postgresql":
                self.tasks.append(asyncio.create_task(self.hear_notices()))

    async def follow(self) -> None:
        while self.listeners:
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK):
                    await self.woken.wait()
            self.woken.clear()
            try:
                await self.look()
            except DatabaseError as fault:
                logger.warning("changes not read: %s", type(fault).__name__)
                await asyncio.sleep(AGAIN)
            await asyncio.sleep(min(TOGETHER + self.count * TOGETHER_EACH, TOGETHER_MOST))
        for task in self.tasks[1:]:
            task.cancel()

    async def look(self) -> None:
        # a topic nobody knew yet is read from its beginning
        seen = {name: self.topics[name].number if name in self.topics else -1 for name in self.listeners}
        for name, heard in (await self.read(log.news, seen)).items():
            if name in self.listeners:
                self.topics.setdefault(name, Followed()).hear(heard)
                for listener in self.listeners[name]:
                    listener.woken.set()

    async def read(self, question: Callable, *arguments: Any) -> Any:
        """In a thread of its own, with a connection given back at once: a stream holds neither."""

        def asked() -> Any:
            try:
                return question(*arguments)
            finally:
                connection.close()

        return await asyncio.get_running_loop().run_in_executor(self.reader, asked)

    async def hear_notices(self) -> None:
        """LISTEN on one connection of its own, taken again when it is cut."""
        import psycopg  # noqa: PLC0415  only where PostgreSQL is

        while True:
            try:
                async with await psycopg.AsyncConnection.connect(**address(), autocommit=True) as ears:
                    await ears.execute(f"LISTEN {NOTICES}")
                    self.woken.set()
                    async for _notice in ears.notifies():
                        self.woken.set()
            except psycopg.Error as fault:
                logger.warning("notices not heard: %s", type(fault).__name__)
                await asyncio.sleep(AGAIN)

    def close(self) -> None:
        """Every stream ends now: the server stops."""
        self.closed = True
        for listeners in self.listeners.values():
            for listener in listeners:
                listener.end()


def address() -> dict[str, Any]:
    """Of the same database, outside the pool: this connection is kept."""
    parameters = connection.get_connection_params()
    return {name: parameters[name] for name in ("dbname", "user", "password", "host", "port") if parameters.get(name)}


follower = Follower()

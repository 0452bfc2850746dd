"""A few threads that draw all pages, each with its own connection to the database, kept from one request to the next.

Django gives each request a thread of its own, hence a connection of its own. On SQLite each of them reads the whole schema
again, which costs more than most pages; and two hundred phones that ask in the same second are two hundred threads for one
interpreter, all of them late, and with them the loop that tells the streams. In a queue, the same requests are answered
sooner (ADR 0086).
"""

import asyncio
from itertools import cycle
from typing import Any

import django
from asgiref.sync import SyncToAsync, ThreadSensitiveContext, sync_to_async
from django.core.handlers.asgi import ASGIHandler
from django.db import connections
from django.http import HttpRequest
from django.http.response import HttpResponseBase

PLACES = 4  # fewer than the connections of the pool (`config/environment.py`): the follower of streams has its own


class FewAtOnce(ASGIHandler):
    """Somebody slow holds no place: their body was read before, their answer is sent after, as Django does."""

    def __init__(self) -> None:
        super().__init__()
        # from the first gate to the view in one go: asked from the loop, each gate would wait for the loop twice
        self.load_middleware(is_async=False)
        self.beside = cycle([ThreadSensitiveContext() for _number in range(PLACES)])
        # the last used first: its connection is open and its memory warm
        self.places: asyncio.LifoQueue[ThreadSensitiveContext] = asyncio.LifoQueue()
        for _number in range(PLACES):
            self.places.put_nowait(ThreadSensitiveContext())

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        """What is done beside the drawing (signals, a file read) finds a thread too, where Django makes and ends one each time."""
        token = SyncToAsync.thread_sensitive_context.set(next(self.beside))
        try:
            await self.handle(scope, receive, send)
        finally:
            SyncToAsync.thread_sensitive_context.reset(token)

    async def run_get_response(self, request: HttpRequest) -> HttpResponseBase:
        place = await self.places.get()
        token = SyncToAsync.thread_sensitive_context.set(place)
        try:
            return await super().run_get_response(request)
        except asyncio.CancelledError:
            # the client went away: the place is free once its thread is
            await sync_to_async(let_go)()
            raise
        finally:
            SyncToAsync.thread_sensitive_context.reset(token)
            self.places.put_nowait(place)

    async def get_response_async(self, request: HttpRequest) -> HttpResponseBase:
        return await sync_to_async(self.draw)(request)

    def draw(self, request: HttpRequest) -> HttpResponseBase:
        try:
            return self.get_response(request)
        finally:
            let_go()


def let_go() -> None:
    """To the pool on PostgreSQL; on SQLite kept, unless something went wrong on it."""
    for connection in connections.all(initialized_only=True):
        if connection.vendor != "sqlite" or connection.errors_occurred or connection.in_atomic_block:
            connection.close()


def application() -> Any:
    """As Django's `get_asgi_application`."""
    django.setup(set_prefix=False)
    return FewAtOnce()

"""Streams as the server opens them: under the rule of their view, from the number asked, ended with the right to look."""

import asyncio
import json
import time
from contextlib import asynccontextmanager

import pytest
from django.db import connections
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.test import RequestFactory

from fabrique.core.live import channel, streams
from fabrique.core.live.follower import EACH, TOGETHER, Follower
from fabrique.core.live.log import Heard

PATIENCE = 30  # seconds; a machine may be busy


class Memory:
    """The log of one topic, in memory."""

    def __init__(self):
        self.numbers = 0
        self.asked = 0

    def news(self, seen):
        self.asked += 1
        (name, number), *_others = seen.items()
        changes = [(n, "vote", "bcdf") for n in range(max(number, 0) + 1, self.numbers + 1)]
        return {name: Heard(self.numbers, changes)} if number != self.numbers else {}


class Stream:
    """One reader of an ASGI application."""

    def __init__(self, application, path="/canal?after=0"):
        route, _mark, query = path.partition("?")
        self.scope = {"type": "http", "method": "GET", "path": route, "query_string": query.encode(),
                      "headers": [(b"accept", b"text/event-stream")]}  # fmt: skip
        self.application = application
        self.sent: list[dict] = []
        self.left = asyncio.Event()

    async def send(self, message):
        self.sent.append(message)

    async def receive(self):
        await self.left.wait()
        return {"type": "http.disconnect"}

    def told(self) -> list[tuple[str, dict]]:
        text = b"".join(message.get("body", b"") for message in self.sent).decode()
        parts = [part.split("\n") for part in text.strip().split("\n\n") if part]
        return [(line[0].removeprefix("event: "), json.loads(line[1].removeprefix("data: "))) for line in parts]

    @asynccontextmanager
    async def open(self):
        task = asyncio.create_task(self.application(self.scope, self.receive, self.send))
        try:
            yield task
        finally:
            self.left.set()
            await asyncio.wait_for(task, PATIENCE)


async def until(true):
    for _try in range(100 * PATIENCE):
        if true():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it did not come")


@pytest.fixture
def memory(monkeypatch):
    memory = Memory()
    monkeypatch.setattr("fabrique.core.live.log.news", memory.news)
    monkeypatch.setattr(connections["default"], "close", lambda: None)
    return memory


@pytest.fixture
def house(monkeypatch, memory):
    """A follower and an application whose view may close; `house.opened` counts the times it was asked."""

    class House:
        def __init__(self):
            self.follower = Follower()
            self.allowed = True
            self.opened = 0
            monkeypatch.setattr(streams, "follower", self.follower)
            self.application = streams.LiveStreams(self.view)

        async def view(self, scope, receive, send):
            self.opened += 1
            request = HttpRequest()
            request.META["HTTP_ACCEPT"] = "text/event-stream"
            request.GET = RequestFactory().get("/?" + scope["query_string"].decode()).GET
            answer: HttpResponse = channel.channel(request, "workshop:a", who="ida")
            if not self.allowed:
                answer = HttpResponseForbidden("Ceci ne vous est pas ouvert.")
            headers = [(name.encode(), value.encode()) for name, value in answer.items()]
            await send({"type": "http.response.start", "status": answer.status_code, "headers": headers})
            await send({"type": "http.response.body", "body": answer.content})

        def wrote(self, count=1):
            memory.numbers += count
            self.follower.wake("workshop:a")

    return House()


def test_stream_tells_what_was_missed_then_what_comes(house):
    async def story():
        house.wrote(3)
        reader = Stream(house.application, "/canal?after=1")
        async with reader.open():
            await until(lambda: len(reader.told()) == 2)
            house.wrote()
            await until(lambda: len(reader.told()) == 3)
        return reader

    reader = asyncio.run(story())

    assert [name for name, _data in reader.told()] == ["hello", "changes", "changes"]
    assert [data["number"] for _name, data in reader.told()[1:]] == [3, 4]
    assert house.follower.count == 0


def test_headers_are_those_of_the_view_without_our_own(house):
    async def story():
        reader = Stream(house.application)
        async with reader.open():
            await until(reader.told)
        return dict(reader.sent[0]["headers"])

    headers = asyncio.run(story())

    assert headers == {b"Content-Type": b"text/event-stream", b"Vary": b"Accept", b"cache-control": b"no-store, no-transform",
                       b"x-accel-buffering": b"no", b"Expires": headers[b"Expires"]}  # fmt: skip


def test_refusal_of_the_view_is_the_answer(house):
    async def story():
        house.allowed = False
        reader = Stream(house.application)
        await house.application(reader.scope, reader.receive, reader.send)
        return reader

    reader = asyncio.run(story())

    assert reader.sent[0]["status"] == 403
    assert house.follower.count == 0


@pytest.mark.parametrize(("allowed", "end"), [(False, ["hello", "changes", "over"]), (True, ["hello", "changes"])])
def test_right_taken_back_ends_the_stream(house, monkeypatch, allowed, end):
    """Asked again all the time: who still may goes on, who may not is told nothing more."""
    monkeypatch.setattr(streams, "ASK_AGAIN", 0.05)

    async def story():
        reader = Stream(house.application)
        async with reader.open() as task:
            await until(reader.told)
            house.allowed = allowed
            await asyncio.sleep(0.1)
            house.wrote()
            await until(lambda: len(reader.told()) >= 2)
            if not allowed:
                await asyncio.wait_for(asyncio.shield(task), PATIENCE)
                house.wrote()
            await asyncio.sleep(0.2)
        return reader

    assert [name for name, _data in asyncio.run(story()).told()][: len(end)] == end


def test_silence_is_broken_by_a_beat_with_the_time(house, monkeypatch):
    monkeypatch.setattr(streams, "BEAT", 0.02)

    async def story():
        reader = Stream(house.application)
        async with reader.open():
            await until(lambda: len(reader.told()) > 2)
        return reader.told()

    name, data = asyncio.run(story())[1]

    assert (name, list(data)) == ("beat", ["now"])


@pytest.mark.parametrize("gathered", [True, False])
def test_two_hundred_votes_are_few_messages_and_few_questions(house, memory, monkeypatch, gathered):
    """Ten in a second at most. Positive control: more, without the pause that gathers them."""
    if not gathered:
        monkeypatch.setattr("fabrique.core.live.follower.TOGETHER_MOST", 0)

    async def story():
        readers = [Stream(house.application) for _number in range(EACH)]
        tasks = [asyncio.create_task(house.application(r.scope, r.receive, r.send)) for r in readers]
        await until(lambda: all(reader.told() for reader in readers))
        asked, began = memory.asked, time.monotonic()
        for _number in range(200):
            house.wrote()
            await asyncio.sleep(0.001)
        await until(lambda: all(reader.told()[-1][1].get("number") == 200 for reader in readers))
        for reader in readers:
            reader.left.set()
        took = time.monotonic() - began
        await asyncio.gather(*tasks)
        return memory.asked - asked, max(len(reader.told()) for reader in readers), took

    asked, told, took = asyncio.run(story())
    assert (max(asked, told) < 3 + took / TOGETHER) is gathered


def test_one_person_holds_a_few_streams(house):
    async def story():
        readers = [Stream(house.application) for _number in range(EACH + 2)]
        tasks = [asyncio.create_task(house.application(r.scope, r.receive, r.send)) for r in readers]
        await until(lambda: sum(task.done() for task in tasks) == 2)
        held = house.follower.count
        for reader in readers:
            reader.left.set()
        await asyncio.gather(*tasks)
        return held, [task.done() for task in tasks[:2]]

    assert asyncio.run(story()) == (EACH, [True, True])


def test_server_that_stops_ends_its_streams_and_opens_none(house):
    async def story():
        reader, late = Stream(house.application), Stream(house.application)
        task = asyncio.create_task(house.application(reader.scope, reader.receive, reader.send))
        await until(reader.told)
        house.follower.close()
        await asyncio.wait_for(task, PATIENCE)
        await house.application(late.scope, late.receive, late.send)
        return reader.sent[-1], late.sent[0]["status"]

    assert asyncio.run(story()) == ({"type": "http.response.body", "body": b""}, 503)


def test_without_a_stream_the_changes_are_asked_for(db):
    from fabrique.core import live  # noqa: PLC0415

    live.note("workshop:a", "card", "bcdf")
    request = RequestFactory().get("/canal?after=0")

    answer = json.loads(channel.channel(request, "workshop:a").content)

    assert answer | {"now": 0} == {"number": 1, "changes": {"card": ["bcdf"]}, "now": 0}


@pytest.mark.parametrize(("words", "number"), [("", 0), ("-1", 0), ("12", 12), ("x", 0), ("٣", 0), ("9" * 40, 2**62)])
def test_number_asked_is_read_strictly(words, number):
    assert channel.number_in(words) == number

"""A room of phones, in a process of its own: sockets and nothing else, so that what is measured is the server.

`python -m tests.operations.crowd PLAN` reads a plan (JSON) and prints what each phone saw. A phone behaves as `core/live.js`:
one stream, opened again where it was; a region read again, once at a time and after the pause that the server asks for;
what was sent is sent again as it was until the server has answered. `careless` is a phone without these: the control.
"""

import asyncio
import hashlib
import json
import random
import re
import secrets
import sys
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urlencode

HOST = "fabrique.example"
PATIENCE = 20.0
FORM = "application/x-www-form-urlencoded"
LATE = (429, 502, 503, 504)
# a stream may end politely too
FAULTS = (OSError, TimeoutError, asyncio.IncompleteReadError, StopAsyncIteration, ValueError)


@dataclass
class Answer:
    status: int
    headers: list[tuple[str, str]]
    body: str = ""

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key == name), "")


class Line:
    """One connection, kept alive."""

    def __init__(self, port: int):
        self.port = port
        self.reader: asyncio.StreamReader | None = None

    async def begin(
        self, method: str, path: str, headers: dict[str, str], body: bytes = b"", kind: str = FORM
    ) -> Answer:
        if self.reader is not None and self.reader.at_eof():  # the server let go of it: a browser takes another
            self.hang_up()
        if self.reader is None:
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port, limit=1 << 20)
        told = {"Host": HOST, "X-Forwarded-Proto": "https", "Origin": f"https://{HOST}"} | headers
        if method == "POST":
            told |= {"Content-Type": kind, "Content-Length": str(len(body))}
        lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in told.items()), "", ""]
        self.writer.write("\r\n".join(lines).encode() + body)
        await self.writer.drain()
        status = (await self.reader.readuntil(b"\r\n")).split()
        found = []
        while (line := await self.reader.readuntil(b"\r\n")) != b"\r\n":
            name, _colon, value = line.decode("latin-1").partition(":")
            found.append((name.strip().lower(), value.strip()))
        return Answer(int(status[1]), found)

    async def rest(self, answer: Answer) -> Answer:
        if answer.header("transfer-encoding") == "chunked":
            body = b"".join([piece async for piece in self.pieces()])
        else:
            body = await self.reader.readexactly(int(answer.header("content-length") or 0))
        answer.body = body.decode()
        if answer.header("connection") == "close":
            self.hang_up()
        return answer

    async def pieces(self):
        while size := int(await self.reader.readuntil(b"\r\n"), 16):
            yield await self.reader.readexactly(size)
            await self.reader.readexactly(2)
        await self.reader.readexactly(2)

    def hang_up(self) -> None:
        if self.reader is not None:
            self.writer.close()
        self.reader = None


@dataclass
class Seen:
    """By all the phones: milliseconds by kind of question, answers that were no success, and what came by the streams."""

    took: dict[str, list[float]] = field(default_factory=dict)
    statuses: Counter = field(default_factory=Counter)
    cuts: Counter = field(default_factory=Counter)

    def note(self, kind: str, began: float, status: int) -> None:
        self.took.setdefault(kind, []).append(round((time.monotonic() - began) * 1000, 1))
        if status not in (200, 302, 303):
            self.statuses[f"{kind} {status}"] += 1


class Phone:
    def __init__(self, number: int, plan: dict, seen: Seen):
        self.number, self.plan, self.seen = number, plan, seen
        self.port = plan["ports"][number % len(plan["ports"])]
        self.line, self.looking = Line(self.port), Line(self.port)
        self.cookies: dict[str, str] = {}
        self.after = 0
        self.arrivals: list[tuple[float, int]] = []  # when, up to which number
        self.told_to = self.missed = 0  # the last change that reached it, and how many did not
        self.resets = self.streams = 0
        self.watched: set[str] = set()
        self.fresh, self.opened = asyncio.Event(), asyncio.Event()
        self.sending = asyncio.Lock()  # one after the other, as the outbox
        self.spread = 0.0
        self.acknowledged: dict[str, str] = {}
        self.chance = random.Random(number)  # noqa: S311  no secret is drawn

    def headers(self, **more: str) -> dict[str, str]:
        return {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), **more}

    def take_cookies(self, answer: Answer) -> None:
        for name, value in answer.headers:
            if name == "set-cookie":
                key, _is, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0].strip('"')

    async def ask(self, kind: str, method: str, path: str, fields: dict | None = None, line: Line | None = None, *, file: bytes = b"", **headers: str) -> Answer:  # fmt: skip
        line = line or self.line
        if method == "POST":
            token = next((value for name, value in self.cookies.items() if name.endswith("csrf")), "")
            headers["X-CSRFToken"] = token
        began = time.monotonic()
        try:
            async with asyncio.timeout(PATIENCE):
                body = (parts(fields or {}, file), PARTS) if file else (urlencode(fields or {}).encode(), FORM)
                answer = await line.rest(await line.begin(method, path, self.headers(**headers), *body))
        except FAULTS:
            line.hang_up()
            raise
        self.take_cookies(answer)
        self.seen.note(kind, began, answer.status)
        return answer

    async def surely(self, kind: str, path: str, fields: dict) -> Answer:
        """As the outbox: the same again until there is an answer. A careless phone sends under another key."""
        while True:
            try:
                answer = await self.ask(
                    kind, "POST", path, fields, **{"HX-Request": "true", "HX-Target": self.plan["region"]}
                )
                if answer.status not in LATE:
                    return answer
            except FAULTS:
                self.seen.cuts[kind] += 1
            if self.plan["careless"] and "once" in fields:
                fields = fields | {"once": secrets.token_urlsafe(18)}
            await asyncio.sleep(self.chance.uniform(0.3, 1.0))

    async def come_in(self) -> None:
        room = self.plan["room"]
        await self.ask("door", "GET", room)
        await self.ask("join", "POST", room, {"category": self.chance.choice(self.plan["categories"])})
        self.read((await self.ask("first page", "GET", room)).body)

    def read(self, page: str) -> None:
        self.after = self.told_to = int(re.search(r'data-live-after="(\d+)"', page)[1])
        tag = re.search(rf'<[^>]*id="{self.plan["region"]}"[^>]*>', page)[0]
        self.watched = set(re.search(r'data-live-on="([^"]*)"', tag)[1].split())

    # --- what comes ----------------------------------------------------------------------------------------------------
    async def listen(self) -> None:
        while True:
            line = Line(self.port)
            try:
                await self.hear(line)
            except FAULTS:
                self.seen.cuts["stream"] += 1
            finally:
                line.hang_up()
            await asyncio.sleep(self.chance.uniform(0.3, 1.5))
            if self.plan["careless"]:  # goes on from where the room is now
                with suppress(*FAULTS):
                    answer = await self.ask("catch up", "GET", f"{self.plan['channel']}?after=0", line=self.looking)
                    self.after = json.loads(answer.body)["number"]

    async def hear(self, line: Line) -> None:
        path = f"{self.plan['channel']}?after={self.after}"
        began = time.monotonic()
        answer = await line.begin("GET", path, self.headers(Accept="text/event-stream"))
        self.seen.note("stream", began, answer.status)
        if answer.status != 200:
            await line.rest(answer)
            return
        self.streams += 1
        self.opened.set()
        until = time.time() + self.chance.uniform(2, 6) if self.plan["cuts"] else None
        pieces = line.pieces()
        while until is None or time.time() < until:
            async with asyncio.timeout(40):
                self.told(await anext(pieces))
        self.seen.cuts["on purpose"] += 1

    def told(self, piece: bytes) -> None:
        for part in piece.decode().split("\n\n"):
            name, _line, data = part.partition("\n")
            if name != "event: changes":
                continue
            changes = json.loads(data.removeprefix("data: "))
            self.missed += max(self.after - self.told_to, 0)  # where it asked from, and where it was
            self.after = self.told_to = changes["number"]
            self.arrivals.append((time.time(), self.after))
            self.resets += changes.get("reset", False)
            self.spread = changes["spread"] / 1000
            if changes.get("reset") or self.watched & set(changes["changes"]):
                self.fresh.set()

    async def follow(self) -> None:
        """Read the region again when it changed."""
        while True:
            await self.fresh.wait()
            await asyncio.sleep(self.chance.uniform(0, self.spread))
            self.fresh.clear()
            try:
                await self.ask("region", "GET", self.plan["room"], line=self.looking, **{"HX-Request": "true", "HX-Target": self.plan["region"], "X-Live": "1"})  # fmt: skip
            except FAULTS:
                self.seen.cuts["region"] += 1
                self.fresh.set()
                await asyncio.sleep(1)
            await asyncio.sleep(0.4)

    # --- what leaves ---------------------------------------------------------------------------------------------------
    async def vote(self, card: str, position: str) -> None:
        async with self.sending:
            answer = await self.surely("vote", self.plan["vote"].replace("CARD", card), {"position": position})
        if answer.status == 200:
            self.acknowledged[card] = position

    async def write(self, text: str) -> None:
        """Sent twice, as by somebody whose answer was lost."""
        fields = {"text": text, "once": secrets.token_urlsafe(18)}
        for _time in range(2):
            async with self.sending:
                answer = await self.surely("card", self.plan["write"], fields)
            if self.plan["careless"]:
                fields = fields | {"once": secrets.token_urlsafe(18)}
        if answer.status == 200:
            self.acknowledged[text] = "card"


PARTS = "multipart/form-data; boundary=between"


def parts(fields: dict, file: bytes) -> bytes:
    told = [
        f'--between\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    ]
    laid = '--between\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\nContent-Type: application/pdf\r\n\r\n'
    return "".join([*told, laid]).encode() + file + b"\r\n--between--\r\n"


class Officer(Phone):
    """Somebody signed in who lays documents of the session, one after the other, while the room votes."""

    def __init__(self, plan: dict, seen: Seen):
        super().__init__(0, plan, seen)
        self.cookies = dict(plan["officer"])

    async def lay_files(self, seconds: float) -> None:
        await self.ask("officer's page", "GET", self.plan["session"])
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            fields = {"kind": "synthesis", "title": f"Un document {time.monotonic()}", "sequence": "", "url": ""}
            file = b"%PDF-1.7\n" + secrets.token_bytes(1 << 20)
            answer = await self.ask("file", "POST", self.plan["documents"], fields, file=file)
            if answer.status != 302:  # the form again: it was not taken
                self.seen.statuses["file refused"] += 1
            await asyncio.sleep(1)


async def at(moment: float, act) -> None:
    await asyncio.sleep(max(0.0, moment - time.monotonic()))
    await act


async def run(plan: dict) -> dict:
    seen = Seen()
    phones = [Phone(number, plan, seen) for number in range(plan["phones"])]
    start = time.monotonic()
    # people take their phone out: not all in the same second
    await asyncio.gather(
        *(at(start + plan["joining"] * phone.number / len(phones), phone.come_in()) for phone in phones)
    )
    held = [asyncio.create_task(act) for phone in phones for act in (phone.listen(), phone.follow())]
    await asyncio.gather(*(phone.opened.wait() for phone in phones))
    await asyncio.sleep(2)
    begun = time.time()
    print("begun", flush=True)
    start = time.monotonic()
    chance = random.Random(plan["phones"])  # noqa: S311  no secret is drawn
    acts = []
    for phone in phones:
        for moment in sorted(chance.uniform(0, plan["seconds"]) for _vote in range(plan["votes"])):
            position = chance.choice(["agree", "disagree", "pass"])
            acts.append(at(start + moment, phone.vote(chance.choice(plan["cards"]), position)))
        for number in range(plan["written"]):
            words = f"Carte {phone.number} {number}"
            acts += [at(start + chance.uniform(0, plan["seconds"]), phone.write(words))]
    for number in range(int(plan["views"] * plan["seconds"])):
        acts += [at(start + number / plan["views"], view(chance.choice(phones)))]
    if plan["files"]:
        acts.append(Officer(plan, seen).lay_files(plan["seconds"]))
    await asyncio.gather(*acts)
    finished = time.time()
    await settled(phones, plan)
    settled_in = time.time() - finished
    for task in held:
        task.cancel()
    return {
        "took": seen.took, "statuses": seen.statuses, "cuts": seen.cuts, "begun": begun, "settled_in": settled_in,
        "phones": [described(phone) for phone in phones],
    }  # fmt: skip


async def view(phone: Phone) -> None:
    """Another page view, on a line of its own: whoever reloads."""
    line = Line(phone.port)
    try:
        await phone.ask("page", "GET", phone.plan["room"], line=line)
    except FAULTS:
        phone.seen.cuts["page"] += 1
    finally:
        line.hang_up()


async def settled(phones: list[Phone], plan: dict) -> None:
    """Until every stream stands where the log does; ten seconds at most are the promise, thirty are given to see it."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        with suppress(*FAULTS):
            answer = await phones[0].ask("catch up", "GET", f"{plan['channel']}?after=0", line=Line(phones[0].port))
            number = json.loads(answer.body)["number"]
            if all(phone.after == number for phone in phones):
                return
        await asyncio.sleep(0.3)


def described(phone: Phone) -> dict:
    token = next((value for name, value in phone.cookies.items() if name.startswith("atelier-")), "")
    return {"hash": hashlib.sha256(token.encode()).hexdigest(), "after": phone.after, "arrivals": phone.arrivals,
            "missed": phone.missed + phone.after - phone.told_to, "resets": phone.resets, "streams": phone.streams,
            "acknowledged": phone.acknowledged}  # fmt: skip


if __name__ == "__main__":
    with open(sys.argv[1]) as plan_file:  # noqa: PTH123  nothing else is asked of it
        given = json.load(plan_file)
    print(json.dumps(asyncio.run(run(given))))

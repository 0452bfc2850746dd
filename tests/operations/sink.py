"""A mail server that receives, and misbehaves by the address it is given: what it took is known, whatever it answered."""

import asyncio
from collections import Counter
from contextlib import contextmanager
from email import message_from_bytes

from aiosmtpd.controller import Controller

from tests.instance import free_port


class Sink:
    """`taken` counts each `Message-ID` that was received whole; `to` says for which address.

    By the first letters of an address: `later` is refused for a while, twice; `never` for good; `slow` makes wait;
    `drop` is taken, then the line is cut before the answer.
    """

    def __init__(self):
        self.taken: Counter[str] = Counter()
        self.to: dict[str, str] = {}
        self.asked: Counter[str] = Counter()

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802  the library's name
        self.asked[address] += 1
        if address.startswith("later") and self.asked[address] <= 2:
            return "450 4.2.0 later"
        if address.startswith("never"):
            return "550 5.1.1 nobody of that name"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802  the library's name
        name = message_from_bytes(envelope.content)["Message-ID"]
        address = envelope.rcpt_tos[0]
        self.taken[name] += 1
        self.to[name] = address
        if address.startswith("slow"):
            await asyncio.sleep(0.05)
        if address.startswith("drop"):
            server.transport.abort()
        return "250 OK"

    @property
    def twice(self) -> int:
        return sum(count - 1 for count in self.taken.values())


@contextmanager
def receiving(*, down: bool = False):
    """The sink and the address of its server. `down`: nobody answers there until `sink.come_back()`."""
    sink = Sink()
    port = free_port()  # the library does not know how to choose one
    server = Controller(sink, hostname="127.0.0.1", port=port)
    sink.come_back = server.start
    if not down:
        server.start()
    try:
        yield sink, f"smtp://127.0.0.1:{port}?chiffrement=non"
    finally:
        server.stop()

"""Slow peers, each on a connection of its own, which begin again whenever they are let go.

python -m slowness.peers '{"kind": …, "count": …, …}'
"""

import asyncio
import json
import ssl
import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import cycle

ARRIVAL_S = 5.0
"""Time over which the peers arrive."""
SLOW_S = 4.0
AGAIN_S = 5.0
"""Pause before a peer comes again, which is what `Retry-After` says to one that was refused."""
UNREAD_S = 20.0
ADDRESSES = 20
"""Loopback addresses that the peers come from, 127.0.1.1 and so on."""


@dataclass(frozen=True, kw_only=True)
class Order:
    """Which peers, and where to. tokens: of the people whose uploads, downloads and streams they are."""

    kind: str
    count: int
    port: int
    is_tls: bool
    host: str
    case: str
    artifact: str
    tokens: list[str] = field(default_factory=list)


class Peer:
    """One slow client."""

    def __init__(self, order: Order, *, number: int, token: str) -> None:
        self.order = order
        self.number = number
        self.source = f"127.0.1.{number % ADDRESSES + 1}"
        self.token = token

    async def go_on(self) -> None:
        await asyncio.sleep(ARRIVAL_S * self.number / self.order.count)
        while True:
            with suppress(OSError):
                await self._connect()
            await asyncio.sleep(AGAIN_S)

    async def _connect(self) -> None:
        context = ssl._create_unverified_context() if self.order.is_tls else None
        reader, writer = await asyncio.open_connection(
            "127.0.0.1", self.order.port, ssl=context, local_addr=(self.source, 0), limit=1
        )
        try:
            await KINDS[self.order.kind](self, reader, writer)
        finally:
            writer.transport.abort()

    def head(self, line: str, *headers: str) -> bytes:
        allowed = [f"Authorization: Bearer {self.token}"]
        return "\r\n".join([line, f"Host: {self.order.host}", *allowed, *headers, "", ""]).encode()


Conduct = Callable[[Peer, asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


async def silent(peer, reader, writer):
    await reader.read(1)


async def slow_headers(peer, reader, writer):
    writer.write(b"GET /api/v1/me HTTP/1.1\r\nX: ")
    await _trickle(reader, writer)


async def slow_sign_in(peer, reader, writer):
    line = "POST /api/v1/auth/sign-in HTTP/1.1"
    head = [
        line,
        f"Host: {peer.order.host}",
        "Content-Type: application/json",
        "Content-Length: 900",
    ]
    writer.write("\r\n".join([*head, "", '{"email":']).encode())
    await _trickle(reader, writer)


async def slow_upload(peer, reader, writer):
    line = f"POST /api/v1/cases/{peer.order.case}/artifacts HTTP/1.1"
    named = "Content-Disposition: attachment; filename=x.csv"
    writer.write(peer.head(line, named, "Content-Length: 50000000") + b"a,b\n")
    await _trickle(reader, writer)


async def unread_download(peer, reader, writer):
    writer.write(peer.head(f"GET /api/v1/artifacts/{peer.order.artifact}/content HTTP/1.1"))
    await asyncio.sleep(UNREAD_S)


async def unread_events(peer, reader, writer):
    writer.write(peer.head("GET /api/v1/jobs/events HTTP/1.1"))
    await asyncio.sleep(UNREAD_S)


KINDS: dict[str, Conduct] = {
    "silent": silent,
    "slow headers": slow_headers,
    "slow sign-in": slow_sign_in,
    "slow upload": slow_upload,
    "unread download": unread_download,
    "unread events": unread_events,
}


async def _trickle(reader, writer):
    """A byte every few seconds, until the server has said or ended anything."""
    ended = asyncio.ensure_future(reader.read(1))
    while not (await asyncio.wait({ended}, timeout=SLOW_S))[0]:
        writer.write(b" ")
        await writer.drain()
    await ended


async def main(order: Order) -> None:
    tokens = cycle(order.tokens)
    peers = [Peer(order, number=number, token=next(tokens)) for number in range(order.count)]
    await asyncio.gather(*(peer.go_on() for peer in peers))


if __name__ == "__main__":
    asyncio.run(main(Order(**json.loads(sys.argv[1]))))

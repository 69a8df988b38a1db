"""The ASGI application: it calls Django in a thread of the request's kind, and holds none while a client is slow.

Django's own ASGI entry reads each body into a file before the operation runs. This one calls Django's WSGI entry, so
that uploads still stream, and the event loop does the waiting.
"""

import asyncio
import io
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

import structlog
from asgiref.typing import ASGIReceiveCallable, ASGISendCallable, HTTPScope
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import close_old_connections

from jindan.problems import Problem
from jindan.server.config.serving import messages
from jindan.server.config.serving.answers import Answer, answer_of, problem_answer, send_piece
from jindan.server.config.serving.bodies import ArrivingBody, ClientGone, WaitingBodies
from jindan.server.config.serving.errors import ServerBusy, TooManyAtOnce
from jindan.server.config.serving.kinds import (
    BUSY_UPLOADS,
    KINDS,
    SENDING_THREADS,
    UPLOAD,
    RequestKind,
    kind_of,
)
from jindan.server.kit.circumstances import address_of
from jindan.server.kit.language import language_by
from jindan.server.kit.problems import RequestProblem

RETRY = {"Retry-After": "5"}

Result = TypeVar("Result")

log = structlog.get_logger(__name__)


@dataclass(frozen=True, kw_only=True)
class Exchange:
    """One request and the way to answer it. address: of the client, by the trusted proxies' word."""

    scope: HTTPScope
    receive: ASGIReceiveCallable
    send: ASGISendCallable
    environ: messages.Environ
    kind: RequestKind
    address: str


class Gateway:
    """Django behind an event loop. `end_streams` is called when the server stops: streams end at their next look."""

    def __init__(self, django: WSGIHandler) -> None:
        self._django = django
        self.silent: dict[asyncio.BaseProtocol, asyncio.Transport] = {}
        """Connections that wait for a request, longest first."""
        self._is_ending = asyncio.Event()
        self._threads = {
            kind: ThreadPoolExecutor(kind.threads, thread_name_prefix=kind.name) for kind in KINDS
        }
        self._sending = ThreadPoolExecutor(SENDING_THREADS, thread_name_prefix="sending")
        self._busy_uploads = threading.Semaphore(BUSY_UPLOADS)
        self._under_way: Counter[tuple[RequestKind, str]] = Counter()
        self._waiting = WaitingBodies()

    def end_streams(self) -> None:
        """Let each stream of events end soon. Its client connects again, to the next process."""
        self._is_ending.set()

    async def __call__(
        self, scope: HTTPScope, receive: ASGIReceiveCallable, send: ASGISendCallable
    ) -> None:
        """Answer one request."""
        environ = messages.environ_of(scope)
        exchange = Exchange(
            scope=scope,
            receive=receive,
            send=send,
            environ=environ,
            kind=kind_of(scope["method"], path=scope["path"]),
            address=address_of(environ, trusted_proxies=settings.ALLAUTH_TRUSTED_PROXY_COUNT),
        )
        try:
            messages.check(scope)
            await self._answer(exchange)
        except ClientGone:
            log.info("client has gone", kind=exchange.kind.name)
        except RequestProblem as problem:
            log.info("request refused", kind=exchange.kind.name, status=problem.status)
            language = language_by(environ.get("HTTP_ACCEPT_LANGUAGE", ""))
            await problem_answer(problem, language=language).send_whole(send)

    async def _answer(self, exchange: Exchange) -> None:
        kind, environ = exchange.kind, exchange.environ
        if kind.body_bytes is not None:
            await self._read_whole(exchange, most=kind.body_bytes)
        else:
            environ["wsgi.input"] = ArrivingBody(
                exchange.receive,
                loop=asyncio.get_running_loop(),
                stall_s=settings.UPLOAD_STALL_S,
                working=self._busy_uploads,
            )
        with self._place(exchange):
            try:
                answer = await _in_thread(self._threads[kind], lambda: self._answer_of(exchange))
            finally:
                environ["wsgi.input"].close()  # wakes a thread that still waits for a block
            if answer.response is None:
                await answer.send_whole(exchange.send)
            else:
                await self._stream(answer, exchange)

    def _answer_of(self, exchange: Exchange) -> Answer:
        """Call Django in a thread. Of those that read uploads, few work at once."""
        if exchange.kind is not UPLOAD:
            return answer_of(self._django, exchange.environ)
        with self._busy_uploads:
            return answer_of(self._django, exchange.environ)

    async def _read_whole(self, exchange: Exchange, *, most: int) -> None:
        """Read a small body, before a thread is taken. Raises BodyTooLarge, RequestTooSlow, ServerBusy."""
        if not messages.has_body(exchange.scope):
            return
        body = await self._waiting.whole(
            exchange.receive,
            most=most,
            length=messages.stated_length(exchange.scope),
            address=exchange.address,
        )
        exchange.environ["wsgi.input"] = io.BytesIO(body)
        exchange.environ["CONTENT_LENGTH"] = str(len(body))

    @contextmanager
    def _place(self, exchange: Exchange) -> Iterator[None]:
        """Hold one of the places of a kind. Raises ServerBusy, TooManyAtOnce."""
        kind = exchange.kind
        in_all, of_address = (kind, ""), (kind, exchange.address or "?")
        if self._under_way[in_all] >= kind.places:
            raise ServerBusy(headers=RETRY)
        if self._under_way[of_address] >= kind.of_one_address:
            raise TooManyAtOnce(headers=RETRY)
        self._under_way.update((in_all, of_address))
        try:
            yield
        finally:
            self._under_way.subtract((in_all, of_address))
            self._under_way += Counter()  # forgets addresses with nothing under way

    async def _stream(self, answer: Answer, exchange: Exchange) -> None:
        """Send an answer block by block. Its status is sent, so a problem can only break it off.

        The connection closes where this returns before the last piece, and so does it at any other exception.
        """
        try:
            await self._send_blocks(answer, exchange)
        except Problem as problem:
            log.warning("answer broken off", kind=exchange.kind.name, error=type(problem).__name__)

    async def _send_blocks(self, answer: Answer, exchange: Exchange) -> None:
        """Send the blocks as the client takes them. No thread waits between two of them."""
        pool = self._threads[exchange.kind] if answer.pause_s else self._sending
        gone = asyncio.ensure_future(_until_gone(exchange.receive))
        try:
            await answer.begin(exchange.send)
            blocks = answer.blocks()
            while not gone.done() and not (answer.pause_s and self._is_ending.is_set()):
                block = await _in_thread(pool, lambda: _next(blocks))
                if block is None:
                    break
                if block:
                    await send_piece(block, exchange.send, is_last=False)
                if answer.pause_s:
                    await self._pause(gone, seconds=answer.pause_s)
            await send_piece(b"", exchange.send, is_last=True)
        finally:
            gone.cancel()
            await _in_thread(pool, answer.close)

    async def _pause(self, gone: "asyncio.Future[None]", *, seconds: float) -> None:
        """Wait until the next look, or until the client leaves or the server stops."""
        ending = asyncio.ensure_future(self._is_ending.wait())
        either: set[asyncio.Future[Any]] = {gone, ending}
        await asyncio.wait(either, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        ending.cancel()


def _next(blocks: Iterator[bytes]) -> bytes | None:
    """Return the next block, None at the end. The thread may have had its connection to the database for long."""
    close_old_connections()
    return next(blocks, None)


async def _in_thread(pool: ThreadPoolExecutor, call: Callable[[], Result]) -> Result:
    return await asyncio.get_running_loop().run_in_executor(pool, call)


async def _until_gone(receive: ASGIReceiveCallable) -> None:
    """Return when the client has closed the connection."""
    while (await receive())["type"] != "http.disconnect":
        pass

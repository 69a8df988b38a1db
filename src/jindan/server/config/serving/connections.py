"""A connection with deadlines, for uvicorn: none may stay silent, send its headers slowly or leave an answer unread."""

import asyncio
import re
import sys
from http import HTTPStatus
from typing import Any

import h11
from uvicorn.config import Config
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

from jindan.server.config.serving.answers import problem_answer
from jindan.server.config.serving.errors import (
    AddressTooLong,
    HeadersTooLarge,
    MalformedMessage,
    RequestTooSlow,
)
from jindan.server.config.serving.gateway import Gateway
from jindan.server.config.serving.messages import MOST_HEADER_BYTES
from jindan.server.kit.language import language_by
from jindan.server.kit.problems import RequestProblem

REQUEST_S = 10.0
"""Seconds within which the headers of the next request must be complete, on a new connection or a kept one."""
UNREAD_S = 30.0
"""Seconds within which a client must take what was written, which is at most one block of a download."""
LINGER_S = 2.0
"""Seconds in which a client may read why it was refused, while what it still sends is thrown away."""
LAST_S = 2.0
"""Seconds that a transfer may still take when the server stops."""
MOST_CONNECTIONS = 4000

ACCEPT_LANGUAGE = re.compile(rb"^accept-language:([\x20-\x7e]*)", re.IGNORECASE | re.MULTILINE)


class DeadlineConnection(H11Protocol):
    """A connection of uvicorn, which by itself only closes those that fall silent between two requests.

    Where there are too many connections, the one that has waited longest for a request makes room.
    """

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        if not isinstance(self.app, Gateway):
            raise TypeError(self.app)
        self._gateway = self.app
        self._request_timer: asyncio.TimerHandle | None = None
        self._unread_timer: asyncio.TimerHandle | None = None
        self._begun = b""
        self._is_refused = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for a request, and make room where there are too many connections."""
        super().connection_made(transport)
        transport.set_write_buffer_limits(high=0)  # so that any byte left unread starts the timer
        self._await_request()
        if len(self.connections) > MOST_CONNECTIONS:
            longest = next(iter(self._gateway.silent))
            self._gateway.silent.pop(longest).abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop the timers."""
        self._stop_awaiting()
        self.resume_writing()
        self._unset_keepalive_if_required()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take bytes, or throw them away once the request was refused."""
        if self._is_refused:
            return
        if self._request_timer is not None:
            self._begun = (self._begun + data)[:MOST_HEADER_BYTES]
        super().data_received(data)

    def handle_events(self) -> None:
        """Take all events that have arrived. A request that has begun needs no timer here: its body has its own."""
        super().handle_events()
        if self.cycle is not None and not self.cycle.response_complete:
            self._stop_awaiting()

    def on_response_complete(self) -> None:
        """Wait for the next request, which includes what is left of this one."""
        self._await_request()
        super().on_response_complete()

    def shutdown(self) -> None:
        """End soon, since the server stops."""
        self._gateway.end_streams()
        if self.cycle is None or self.cycle.response_complete:
            self.transport.abort()
        else:
            self.cycle.keep_alive = False
            if self.cycle.more_body or self.flow.write_paused:
                self.loop.call_later(LAST_S, self.transport.abort)

    def pause_writing(self) -> None:
        """Start the timer of what the client has not taken yet."""
        super().pause_writing()
        self._unread_timer = self.loop.call_later(UNREAD_S, self.transport.abort)

    def resume_writing(self) -> None:
        """Stop that timer, as all was taken."""
        super().resume_writing()
        if self._unread_timer is not None:
            self._unread_timer.cancel()
            self._unread_timer = None

    def timeout_keep_alive_handler(self) -> None:
        """Do nothing: the timer of the next request covers the time between two."""

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no valid HTTP, by the status that the parser proposes."""
        error = sys.exc_info()[1]
        status = getattr(error, "error_status_hint", HTTPStatus.BAD_REQUEST)
        if status != HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE:
            self._refuse(MalformedMessage())
        elif b"\n" in self._begun:
            self._refuse(HeadersTooLarge())
        else:
            self._refuse(AddressTooLong())

    def _await_request(self) -> None:
        self._stop_awaiting()
        self._request_timer = self.loop.call_later(REQUEST_S, self._give_up)
        self._gateway.silent[self] = self.transport

    def _stop_awaiting(self) -> None:
        self._gateway.silent.pop(self, None)
        self._begun = b""
        if self._request_timer is not None:
            self._request_timer.cancel()
            self._request_timer = None

    def _give_up(self) -> None:
        """End a connection whose request has not come."""
        has_begun = bool(self._begun) and self.conn.our_state is h11.IDLE
        if has_begun and not self.transport.is_closing():
            self._refuse(RequestTooSlow())
        else:
            self.transport.abort()

    def _refuse(self, problem: RequestProblem) -> None:
        """Answer with a problem, and close when the client has had time to read it."""
        if self.cycle is not None and not self.cycle.response_complete:
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        if self.conn.our_state not in (h11.IDLE, h11.SEND_RESPONSE):
            self.transport.abort()
            return
        language = ACCEPT_LANGUAGE.search(self._begun)
        asked = language[1].decode("ascii").strip() if language else ""
        answer = problem_answer(problem, language=language_by(asked))
        headers = [*answer.headers, ("Connection", "close")]
        for event in (
            h11.Response(
                status_code=answer.status,
                headers=headers,
                reason=HTTPStatus(answer.status).phrase,
            ),
            h11.Data(data=answer.content),
            h11.EndOfMessage(),
        ):
            self.transport.write(self.conn.send(event) or b"")
        self.transport.write_eof()
        self._is_refused = True
        self._stop_awaiting()
        self._request_timer = self.loop.call_later(LINGER_S, self.transport.abort)

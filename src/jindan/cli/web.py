"""The web process: uvicorn with deadlines for every connection."""

import resource
import sys

import click
import uvicorn

import jindan.cli.ready  # noqa: F401 - makes Django ready for the imports below
from jindan.server.config.serving.connections import DeadlineConnection
from jindan.server.config.serving.messages import MOST_HEADER_BYTES

GRACE_S = 4
WAITING_TO_CONNECT = 2048
SWITCH_S = 0.001
"""Seconds after which a busy thread lets another run. Python's 5 ms add up where several are busy."""


@click.command()
@click.option("--bind", default="127.0.0.1:8000", show_default=True, help="Address and port.")
@click.option("--processes", default=1, show_default=True, help="Web processes.")
def web(bind: str, processes: int) -> None:
    """Serve the API."""
    _allow_many_connections()
    sys.setswitchinterval(SWITCH_S)
    host, _, port = bind.rpartition(":")
    uvicorn.run(
        "jindan.server.config.asgi:application",
        host=host.strip("[]"),
        port=int(port),
        workers=processes,
        http=DeadlineConnection,
        h11_max_incomplete_event_size=MOST_HEADER_BYTES,
        ws="none",
        lifespan="off",
        loop="asyncio",
        interface="asgi3",
        proxy_headers=False,
        server_header=False,
        access_log=False,
        log_config=None,
        log_level="warning",
        backlog=WAITING_TO_CONNECT,
        timeout_graceful_shutdown=GRACE_S,
    )


def _allow_many_connections() -> None:
    """Raise the number of files that this process may open to what the system allows."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))

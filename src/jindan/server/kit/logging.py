"""Logs as JSON lines on stdout: ids, kinds and durations, and never anything from a patient's record."""

import logging
import sys
import traceback
from types import TracebackType

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]


def configure(level: str = "INFO") -> None:
    """Send structlog and the standard library's loggers to stdout, one JSON object a line.

    level: the least severe record written, a name of the standard library ("DEBUG", "INFO", …).
    """
    structlog.configure(
        processors=[*_shared(), structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = Stdout()
    handler.setFormatter(_formatter())
    logging.basicConfig(handlers=[handler], level=level, force=True)
    # Django's own handlers would log everything twice, and mail tracebacks with their variables.
    logging.getLogger("django").handlers.clear()
    # Django logs the path of each refused request, which may contain what a person searched for.
    logging.getLogger("django.request").addFilter(lambda record: record.exc_info is not None)
    # httpx logs the whole address of each outgoing request, which may contain a key.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    logging.getLogger("fido2").setLevel(logging.WARNING)  # it writes the ids of passkeys


class Stdout(logging.Handler):
    """Handler that writes to the stdout of that moment, which a supervisor or a test may have replaced."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line."""
        try:
            sys.stdout.write(self.format(record) + "\n")
            sys.stdout.flush()
        except (OSError, ValueError):  # stdout is closed, and logging must not end the work
            return


def _shared() -> list[Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]


def _formatter() -> logging.Formatter:
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=_shared(),
        processors=[
            unfilled_when_failing,
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            trace_without_values,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )


def unfilled_when_failing(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    """Replace what other libraries log with an exception by its template.

    Celery fills the exception's message into it, which may quote a patient's record.
    """
    if event.get("exc_info") and not event["_from_structlog"]:
        event["event"] = event["_record"].msg
    return event


def trace_without_values(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    """Replace an exception by its kind and its frames.

    Its message and variables are left out, because both may quote a patient's record.
    """
    exc_info = event.pop("exc_info", None)
    if exc_info is True:
        exc_info = sys.exc_info()
    if isinstance(exc_info, BaseException):
        exc_info = (type(exc_info), exc_info, exc_info.__traceback__)
    if exc_info and exc_info[1] is not None:
        event["exceptions"] = _causes(exc_info[1])
    return event


def _causes(error: BaseException | None) -> list[dict[str, object]]:
    """Return the exception and its causes, outermost first, at most ten."""
    causes: list[dict[str, object]] = []
    while error is not None and len(causes) < 10:
        causes.append(_kind_and_frames(error))
        error = error.__cause__ or error.__context__
    return causes


def _kind_and_frames(error: BaseException) -> dict[str, object]:
    kind = type(error)
    description: dict[str, object] = {
        "kind": f"{kind.__module__}.{kind.__qualname__}",
        "frames": [
            f"{frame.filename}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(error.__traceback__)
        ],
    }
    # The operator needs the system's own message (disk full, connection refused), which quotes no record.
    if isinstance(error, OSError) and error.strerror:
        description["reason"] = error.strerror
    return description

"""Logs as JSON lines on stdout: ids, kinds and durations, never what a patient's record says."""

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
    # Django's own would say everything twice, and mail tracebacks with their variables.
    logging.getLogger("django").handlers.clear()
    # Tells the path of each refused request, which the line of every request leaves out.
    logging.getLogger("django.request").addFilter(_is_failure)
    # Writes the whole address of each outgoing request, which may hold a key.
    logging.getLogger("httpx").setLevel(logging.WARNING)


class Stdout(logging.Handler):
    """Writes to what is stdout at that moment, which a supervisor or a test may have replaced."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line."""
        try:
            sys.stdout.write(self.format(record) + "\n")
            sys.stdout.flush()
        except (OSError, ValueError):  # nobody reads any more: logging must not end the work
            return


def _is_failure(record: logging.LogRecord) -> bool:
    return record.exc_info is not None


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
    """Say what others log about an exception by its template: they fill in the exception's message (Celery)."""
    if event.get("exc_info") and not event["_from_structlog"]:
        event["event"] = event["_record"].msg
    return event


def trace_without_values(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    """Replace an exception by its kind and its frames.

    Its message and variables stay out: both may quote a name or a value from a patient's record.
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
    """The exception and what it came from, the outermost first."""
    told: list[dict[str, object]] = []
    while error is not None and len(told) < 10:
        told.append(_kind_and_frames(error))
        error = error.__cause__ or error.__context__
    return told


def _kind_and_frames(error: BaseException) -> dict[str, object]:
    kind = type(error)
    told: dict[str, object] = {
        "kind": f"{kind.__module__}.{kind.__qualname__}",
        "frames": [
            f"{frame.filename}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(error.__traceback__)
        ],
    }
    # The system's own words (disk full, refused) hold no record; the operator needs them.
    if isinstance(error, OSError) and error.strerror:
        told["reason"] = error.strerror
    return told

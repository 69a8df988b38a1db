"""Logs hold ids, kinds and durations: never a name, a value, a file's content or free text."""

import ast

import pytest

from repository import place, python_files, tree

LEVELS = {
    "debug",
    "info",
    "warning",
    "error",
    "exception",
    "critical",
    "msg",
    "bind",
    "bind_contextvars",
}
LOGGERS = {"log", "logger", "structlog", "contextvars"}
KEYS = {
    "job", "attempt", "queue", "kind", "version", "stage", "state",
    "organisation", "user", "case", "artifact", "series", "segmentation", "report", "key",
    "request_id", "method", "route", "status", "slug",
    "seconds", "count", "bytes", "megabytes", "network", "device", "files", "calls",
    "exc_info",
}  # fmt: skip
"""What a log record may hold: ids, names of code, measures of the work."""


STANDARD = {
    "src/jindan/server/kit/logging.py",  # the set-up itself
    "src/jindan/confinement/parent.py",  # knows no server, and so not how it logs
    "src/jindan/ct/reading/dicom_files.py",  # silences a library that quotes values
}


def test_every_record_holds_allowed_keys_only():
    faults = {
        f"{place(path)}:{call.lineno} {fault}"
        for path in python_files("src")
        for call in ast.walk(tree(path))
        if is_log_call(call) and (fault := fault_of(call))
    }
    assert not faults


def test_nothing_is_printed():
    printed = {
        f"{place(path)}:{call.lineno}"
        for path in python_files("src")
        for call in ast.walk(tree(path))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id == "print"
    }
    assert not printed


@pytest.mark.parametrize(
    "source",
    [
        "log.info('opened', name=patient.name)",
        "log.info(f'opened {patient}')",
        "log.info('opened %s', patient)",
        "log.warning('refused', error=str(error))",
        "log.warning('refused', **values)",
    ],
)
def test_a_record_that_could_name_a_patient_is_found(source):
    assert fault_of(call_in(source))


def test_a_record_of_ids_and_kinds_passes():
    assert not fault_of(
        call_in("log.warning('lost', job=str(job.pk), attempt=2, error=type(error).__name__)")
    )


def test_only_the_set_up_of_logging_touches_the_standard_library_s():
    importing = {
        place(path)
        for path in python_files("src")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Import) and any(alias.name == "logging" for alias in node.names)
    }
    assert importing <= STANDARD


def call_in(source):
    """The one call of a line."""
    return ast.parse(source).body[0].value


def is_log_call(node):
    """Whether a node writes a log record or adds to all later ones."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    owner = node.func.value
    name = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
    return node.func.attr in LEVELS and name in LOGGERS


def fault_of(call):
    """What a log call says that it must not; empty when it is sound."""
    if not all(isinstance(argument, ast.Constant) for argument in call.args) or len(call.args) > 1:
        return "its text is not constant"
    wrong = [keyword.arg or "**" for keyword in call.keywords if not is_allowed(keyword)]
    return f"it holds {', '.join(wrong)}" if wrong else ""


def is_allowed(keyword):
    """An allowed key, or `error` as the name of a class: the message of an exception may quote a record."""
    if keyword.arg == "error":
        return ast.unparse(keyword.value).endswith(".__name__")
    return keyword.arg in KEYS

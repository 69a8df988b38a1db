"""Strict reading of requests: what is ambiguous, unknown or cannot be stored is refused."""

import functools
import json
from collections.abc import Callable, Iterator
from typing import Any, NoReturn

from django.http import HttpRequest
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.operation import Operation
from ninja.parser import Parser

from jindan.server.kit.problems import InvalidRequest, UnsupportedMediaType

JSON = "application/json"


class StrictParser(Parser):
    """Ninja's parser for JSON objects that mean the same to every reader (RFC 8259, and RFC 7493 I-JSON)."""

    def parse_body(self, request: HttpRequest) -> Any:  # noqa: ANN401 - as Ninja declares it
        """Return the JSON object of the body.

        Raises UnsupportedMediaType for another stated type, and InvalidRequest for another value than an object,
        another encoding than UTF-8, a member that comes twice, NaN and infinities, and text that no database can
        store.
        """
        if request.content_type not in ("", JSON):
            raise UnsupportedMediaType
        try:
            body = json.loads(
                request.body.decode(), object_pairs_hook=_object, parse_constant=_refuse
            )
            json.dumps(body, ensure_ascii=False).encode()  # a lone surrogate is no character
        except (ValueError, RecursionError) as error:
            raise InvalidRequest from error
        if not isinstance(body, dict) or (b"\\u0000" in request.body and _holds_nul(body)):
            raise InvalidRequest
        return body


def refuse_unknown_parameters(api: NinjaAPI) -> None:
    """Make each operation of the API refuse a query parameter that it does not have, that comes twice, or with NUL.

    A filter that is misspelt would otherwise answer with everything. Call it before the API is served.
    """
    for operation in operations_of(api):
        queries = [model for model in operation.models if model.__ninja_param_source__ == "query"]
        known = {name for model in queries for name in model.__ninja_flatten_map__}
        many = {
            name for model in queries for name in getattr(model, "__ninja_collection_fields__", ())
        }
        operation.view_func = _checked(operation.view_func, known=known, many=many)


def operations_of(api: NinjaAPI) -> Iterator[Operation]:
    """Return the operations of all routers of the API, as they were declared."""
    for _prefix, router, *_ in api._routers:
        for view in router.path_operations.values():
            yield from view.operations


def _checked(answer: Callable[..., Any], *, known: set[str], many: set[str]) -> Callable[..., Any]:
    @functools.wraps(answer)
    def checked(request: HttpRequest, *arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - those of any operation
        wrong = [
            {"loc": ("query", name), "msg": fault}
            for name, values in request.GET.lists()
            if (fault := _fault_of(values, is_known=name in known, is_list=name in many))
        ]
        if wrong:
            raise ValidationError(wrong)
        return answer(request, *arguments, **named)

    return checked


def _fault_of(values: list[str], *, is_known: bool, is_list: bool) -> str:
    """Return what is wrong with a query parameter, empty where nothing is."""
    if not is_known:
        return "unknown"
    if len(values) > 1 and not is_list:
        return "given twice"
    return "not to be stored" if _holds_nul(values) else ""


def _object(members: list[tuple[str, object]]) -> dict[str, object]:
    """Return the object. Raises ValueError for a member that comes twice."""
    made = dict(members)
    if len(made) != len(members):
        raise ValueError
    return made


def _refuse(_constant: str) -> NoReturn:
    """Raise ValueError: JSON has no NaN and no infinities."""
    raise ValueError


def _holds_nul(value: object) -> bool:
    match value:
        case str():
            return "\0" in value
        case list():
            return any(map(_holds_nul, value))
        case dict():
            return any(map(_holds_nul, (*value, *value.values())))
    return False

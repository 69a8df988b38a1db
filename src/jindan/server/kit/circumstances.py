"""The circumstances of what is being done: in which request, from which address, and for which purpose."""

import ipaddress
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from enum import StrEnum

OF_PAGES = frozenset({"cursor", "size"})
PARAMETER = re.compile(r"[a-z_]{1,24}", re.ASCII)


class Purpose(StrEnum):
    """Why health records are used: codes of HL7 v3 PurposeOfUse (v3-ActReason)."""

    TREATMENT = "TREAT"
    EMERGENCY = "ETREAT"
    BREAK_THE_GLASS = "BTG"
    RESEARCH = "HRESCH"
    OPERATIONS = "HOPERAT"
    PATIENT_ADMINISTRATION = "PATADMIN"
    SYSTEM_ADMINISTRATION = "HSYSADMIN"
    COMPLIANCE = "HCOMPL"
    PATIENT_REQUEST = "PATRQT"


@dataclass(frozen=True, kw_only=True)
class Circumstances:
    """One request, or no request where a worker or a command acts.

    address: of the person's machine, empty outside a request. purpose: None where the person's role implies it.
    filters: names of the query parameters without their values, sorted and joined by commas.
    """

    request_id: str = ""
    address: str = ""
    purpose: Purpose | None = None
    filters: str = ""


NO_REQUEST = Circumstances()
_current: ContextVar[Circumstances] = ContextVar("circumstances", default=NO_REQUEST)


def current() -> Circumstances:
    """Return the circumstances of what runs now."""
    return _current.get()


@contextmanager
def bound(circumstances: Circumstances) -> Iterator[None]:
    """Let everything inside the block happen in these circumstances."""
    token = _current.set(circumstances)
    try:
        yield
    finally:
        _current.reset(token)


@contextmanager
def purpose(stated: Purpose) -> Iterator[None]:
    """Let everything inside the block happen for this purpose."""
    with bound(replace(current(), purpose=stated)):
        yield


def state_purpose(stated: Purpose) -> None:
    """Let the rest of this request happen for this purpose, as where authentication learns of an emergency."""
    _current.set(replace(current(), purpose=stated))


def address_of(environ: Mapping[str, object], *, trusted_proxies: int) -> str:
    """Return the address of the machine that a WSGI request came from, empty where it is none.

    Each own proxy appends the address that it saw to X-Forwarded-For, so the one that the outermost wrote is counted
    from the right, and whatever stands left of it is the client's own claim.
    """
    forwarded = str(environ.get("HTTP_X_FORWARDED_FOR", "")).split(",")
    is_forwarded = 0 < trusted_proxies <= len(forwarded)
    stated = forwarded[-trusted_proxies] if is_forwarded else environ.get("REMOTE_ADDR", "")
    try:
        address = ipaddress.ip_address(str(stated).strip())
    except ValueError:
        return ""
    mapped = getattr(address, "ipv4_mapped", None)
    return str(mapped or address)


def filters_of(parameters: Iterable[str]) -> str:
    """Return the names of a list's filters, without those of paging and without what is no name of a parameter."""
    names = {name for name in parameters if PARAMETER.fullmatch(name)} - OF_PAGES
    return ",".join(sorted(names)[:4])

"""Checks of the addresses that the server may call: public ones, and those that the operator configured."""

import ipaddress
import re
from urllib.parse import SplitResult, urlsplit

from jindan.server.kit.problems import RequestProblem

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

REFUSED = tuple(
    ipaddress.ip_network(prefix)
    for prefix in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "168.63.129.16/32", "169.254.0.0/16",
        "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24",
        "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24",
        "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        "::/96", "::ffff:0:0/96", "::ffff:0:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23",
        "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
    )
)  # fmt: skip
"""IANA's special registries, IPv6 forms of IPv4 addresses, and Azure's host. `is_global` alone accepts some of them."""

SECURE_PORTS = frozenset({443, 8443})
LONGEST_URL = 500
_NAME = re.compile(
    r"(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]", re.ASCII
)


class AddressNotAllowed(RequestProblem):
    """This server may not call the address."""

    status = 422


def is_public(address: Address) -> bool:
    """Return whether an address is on the public Internet."""
    return address.is_global and not any(
        address in network for network in REFUSED if network.version == address.version
    )


def is_loopback(address: Address) -> bool:
    """Return whether an address is this machine's own."""
    return address.is_loopback


def checked_url(url: str, *, allows_loopback: bool) -> SplitResult:
    """Return the parts of a URL whose text is allowed. What its name resolves to is checked at the call.

    Allowed is https to a full name or a public address on port 443 or 8443. With `allows_loopback`, http and https to
    this machine are allowed too, for tests and demonstrations. Raises AddressNotAllowed.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise AddressNotAllowed from error
    host = parts.hostname or ""
    if not _is_plain(url, parts=parts):
        raise AddressNotAllowed
    if allows_loopback and parts.scheme in ("http", "https") and _is_own(host):
        return parts
    if (
        parts.scheme != "https"
        or (443 if port is None else port) not in SECURE_PORTS
        or not _may_be_public(host)
    ):
        raise AddressNotAllowed
    return parts


def known_url(url: str) -> SplitResult:
    """Return the parts of a URL that the operator configured.

    Allowed is https anywhere, also inside the hospital, and http to this machine. Raises AddressNotAllowed.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise AddressNotAllowed from error
    host = parts.hostname or ""
    is_secure = parts.scheme == "https" or (parts.scheme == "http" and _is_own(host))
    if not (is_secure and host and port != 0 and _is_plain(url, parts=parts)):
        raise AddressNotAllowed
    return parts


def _is_plain(url: str, *, parts: SplitResult) -> bool:
    """Return whether a URL has no user, no fragment, and no character that parsers understand differently."""
    is_printed = url.isascii() and url.isprintable() and len(url) <= LONGEST_URL
    has_user = parts.username is not None or parts.password is not None
    return is_printed and not has_user and not any(character in url for character in " #\\")


def _is_own(host: str) -> bool:
    return host in ("127.0.0.1", "::1")


def _may_be_public(host: str) -> bool:
    """Return whether the host is a public address, or a name with a dot whose last label is no number."""
    try:
        return is_public(ipaddress.ip_address(host))
    except ValueError:
        return bool(_NAME.fullmatch(host))

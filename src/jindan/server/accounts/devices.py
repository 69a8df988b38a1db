"""Where a request comes from: its address, its device in plain words, and whether the person knows the device."""

import datetime
import re
import secrets
from hashlib import sha256
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from jindan.server.accounts.models import KnownDevice, User

HEADER = "X-Device-Token"
COOKIE = "jindan_device"
KEPT = datetime.timedelta(days=180)
MOST = 20
"""Devices that are known of one person. The one unused for longest is forgotten first."""

SYSTEMS = {
    "Windows": "Windows",
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Macintosh": "macOS",
    "CrOS": "ChromeOS",
    "Linux": "Linux",
}
BROWSERS = {
    "Edg": "Edge",
    "SamsungBrowser": "Samsung Internet",
    "Whale": "Whale",
    "OPR": "Opera",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
"""By the word in the user agent. A browser also names those that it descends from, so the order decides."""
PROGRAM = re.compile(r"[A-Za-z0-9._-]{1,32}")


def address_of(request: HttpRequest) -> str:
    """Return the address of the client, by X-Forwarded-For only as far as own proxies have written it."""
    address = request.META.get("REMOTE_ADDR", "")
    forwarded = request.headers.get("X-Forwarded-For", "").split(",")
    proxies = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    if 0 < proxies <= len(forwarded):
        address = forwarded[-proxies].strip()
    try:
        return str(ip_address(address))
    except ValueError:
        return ""


def network_of(request: HttpRequest) -> str:
    """Return the address as it is tallied: an IPv6 client has the 2⁶⁴ addresses of its network."""
    address = address_of(request)
    if address and isinstance(ip_address(address), IPv6Address):
        return str(ip_network(f"{address}/64", strict=False))
    return address


def device_of(request: HttpRequest) -> str:
    """Return browser and system, or the name of a program. Empty where the user agent says neither."""
    agent = request.headers.get("User-Agent", "")
    browser = next((name for word, name in BROWSERS.items() if word in agent), "")
    system = next((name for word, name in SYSTEMS.items() if word in agent), "")
    if browser and system:
        return f"{browser}, {system}"
    program = PROGRAM.match(agent)
    return program[0] if program else ""


def token_of(request: HttpRequest) -> str:
    """Return the device token that a program sends as a header and a browser as a cookie, or an empty string."""
    return request.headers.get(HEADER) or request.COOKIES.get(COOKIE, "")


def is_known(token: str, *, email: str) -> bool:
    """Return whether the person with this address has signed in on the device. It always costs one query."""
    return _recent(token).filter(user__email=email).exists()


def is_known_of_anyone(token: str) -> bool:
    """Return whether anybody has signed in on the device."""
    return _recent(token).exists()


def remember(user: User, *, token: str) -> str:
    """Remember the device of a completed sign-in, and return its token. A token that nobody has is replaced."""
    if not is_known_of_anyone(token):
        token = secrets.token_urlsafe(32)
    KnownDevice.objects.update_or_create(
        user=user, token_hash=_hash(token), defaults={"last_seen_at": timezone.now()}
    )
    kept = user.known_devices.order_by("-last_seen_at").values_list("pk", flat=True)[:MOST]
    user.known_devices.exclude(pk__in=list(kept)).delete()
    return token


def sweep() -> int:
    """Forget the devices that were not used for `KEPT`, and return how many."""
    return KnownDevice.objects.filter(last_seen_at__lt=timezone.now() - KEPT).delete()[0]


def _recent(token: str) -> QuerySet[KnownDevice]:
    return KnownDevice.objects.filter(
        token_hash=_hash(token), last_seen_at__gte=timezone.now() - KEPT
    )


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()

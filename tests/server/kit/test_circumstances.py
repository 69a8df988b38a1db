"""The address that counts is the one that an own proxy saw, and a purpose ends with its block."""

import pytest

from jindan.server.kit.circumstances import (
    Circumstances,
    Purpose,
    address_of,
    bound,
    current,
    filters_of,
    purpose,
)


@pytest.mark.parametrize(
    ("forwarded", "proxies", "address"),
    [
        ("203.0.113.9", 0, "192.0.2.1"),
        ("203.0.113.9", 1, "203.0.113.9"),
        ("198.51.100.7, 203.0.113.9", 1, "203.0.113.9"),
        ("198.51.100.7, 203.0.113.9", 2, "198.51.100.7"),
        ("203.0.113.9", 2, "192.0.2.1"),
        ("::ffff:203.0.113.9", 1, "203.0.113.9"),
        ("2001:DB8::1", 1, "2001:db8::1"),
        ("<script>", 1, ""),
    ],
)
def test_the_address_is_what_the_outermost_own_proxy_saw(forwarded, proxies, address):
    environ = {"REMOTE_ADDR": "192.0.2.1", "HTTP_X_FORWARDED_FOR": forwarded}
    assert address_of(environ, trusted_proxies=proxies) == address


def test_a_purpose_ends_with_its_block():
    with bound(Circumstances(request_id="1", address="192.0.2.1")):
        with purpose(Purpose.EMERGENCY):
            assert (current().purpose, current().address) == (Purpose.EMERGENCY, "192.0.2.1")
        assert current().purpose is None
    assert current() == Circumstances()


def test_filters_are_told_by_name_and_never_by_what_a_person_typed():
    assert filters_of(["state", "case", "cursor", "size", "홍길동", "A" * 9]) == "case,state"

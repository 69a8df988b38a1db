"""No test reaches a network; loopback is the only address there is."""

import socket

import pytest
from pytest_socket import SocketConnectBlockedError


def test_other_addresses_are_closed():
    with pytest.raises((SocketConnectBlockedError, UserWarning)):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


def test_loopback_is_open():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), timeout=1).close()


def test_tests_have_a_home_of_their_own(settings):
    assert settings.HOME.name.startswith("jindan-test-")

"""Roof: what holds for every test: each runs on the engine it is meant for, and none leaves this machine."""

import ipaddress
import socket

import pytest
from django.db import connection

ELSEWHERE = {"sqlite": "postgres", "postgresql": "sqlite"}
REAL_CONNECT, REAL_CONNECT_EX = socket.socket.connect, socket.socket.connect_ex


def pytest_collection_modifyitems(config, items):
    """Leaves out the tests marked for the other engine."""
    marker = ELSEWHERE[connection.vendor]
    left_out = [item for item in items if item.get_closest_marker(marker)]
    if left_out:
        items[:] = [item for item in items if not item.get_closest_marker(marker)]
        config.hook.pytest_deselected(items=left_out)


def stays_here(address):
    """True for a Unix socket and for loopback."""
    if not isinstance(address, tuple):
        return True
    host = address[0]
    if host in ("localhost", ""):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def guarded(real):
    def connect(self, address):
        if not stays_here(address):
            raise RuntimeError(f"A test tried to reach {address!r}; tests stay on this machine.")
        return real(self, address)

    return connect


@pytest.fixture(scope="session", autouse=True)
def no_network():
    """Any connection to another machine fails the test that tried it."""
    socket.socket.connect, socket.socket.connect_ex = guarded(REAL_CONNECT), guarded(REAL_CONNECT_EX)
    yield
    socket.socket.connect, socket.socket.connect_ex = REAL_CONNECT, REAL_CONNECT_EX

"""Roof: what holds for every test: each runs on the engine it is meant for, and none leaves this machine."""

import ipaddress
import socket

import pytest
from django.db import connection

ELSEWHERE = {"sqlite": "postgres", "postgresql": "sqlite"}
REAL = {name: getattr(socket.socket, name) for name in ("connect", "connect_ex")} | {"getaddrinfo": socket.getaddrinfo}


def pytest_collection_modifyitems(config, items):
    """Leaves out the tests marked for the other engine."""
    marker = ELSEWHERE[connection.vendor]
    left_out = [item for item in items if item.get_closest_marker(marker)]
    if left_out:
        items[:] = [item for item in items if not item.get_closest_marker(marker)]
        config.hook.pytest_deselected(items=left_out)


def stays_here(host):
    """True for loopback, by name or by number."""
    if host in (None, "", "localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def refuse_others(host):
    if not stays_here(host):
        raise RuntimeError(f"A test tried to reach {host!r}; tests stay on this machine.")


def guarded_connect(name):
    def connect(self, address):
        if isinstance(address, tuple):  # a Unix socket has a path instead
            refuse_others(address[0])
        return REAL[name](self, address)

    return connect


def guarded_getaddrinfo(host, *arguments, **options):
    refuse_others(host)
    return REAL["getaddrinfo"](host, *arguments, **options)


@pytest.fixture(scope="session", autouse=True)
def no_network():
    """A test that asks for another machine, by name or by number, fails."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded_connect("connect"))
        patch.setattr(socket.socket, "connect_ex", guarded_connect("connect_ex"))
        patch.setattr(socket, "getaddrinfo", guarded_getaddrinfo)
        yield

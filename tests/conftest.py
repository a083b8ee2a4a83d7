"""What every test has: no network but this machine's own, and none of the caller's settings."""

import os
import socket

import pytest
from hypothesis import HealthCheck, settings

# The same examples each time, and no time limit for one: what fails fails for everybody, and on every machine.
# `--hypothesis-profile=default` looks among new examples.
settings.register_profile(
    "handslag", derandomize=True, deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("handslag")

_LOCAL = {"127.0.0.1", "localhost", "::1"}


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    """Refuse connections that leave the machine: nothing may be fetched at run time."""
    connect = socket.socket.connect

    def guarded(self, address):
        if self.family in {socket.AF_INET, socket.AF_INET6} and address[0] not in _LOCAL:
            raise AssertionError(f"a test tried to reach {address}: nothing may be fetched at run time")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch):
    """Forget the caller's settings."""
    for name in [name for name in os.environ if name.startswith("HANDSLAG_") and "_TEST_" not in name]:
        monkeypatch.delenv(name)

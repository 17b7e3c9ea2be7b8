"""SEC-17: the whole suite runs in a network without a way out (`tools.suite`); here one looks whether that is true."""

import os
import socket

import pytest

from tools.suite import ALONE

OUTSIDE = ("192.0.2.1", 80)  # an address for examples: nobody ever answers there


@pytest.mark.skipif(ALONE not in os.environ, reason="this run was not cut off from the network: `make test` is")
def test_whoever_asks_another_host_fails_at_once_and_this_machine_answers() -> None:
    with pytest.raises(OSError, match="unreachable"):
        socket.create_connection(OUTSIDE, timeout=3)
    with socket.create_server(("127.0.0.1", 0)) as here, socket.create_connection(here.getsockname(), timeout=3):
        assert here.fileno() > 0

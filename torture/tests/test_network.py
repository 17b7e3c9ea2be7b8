"""A story in a network without a way out: everything it needs is in the house."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from torture.network import why_not, without_network

REASON = why_not()
pytestmark = pytest.mark.skipif(bool(REASON), reason=REASON or "possible")
OUT = "import socket; socket.create_connection(('192.0.2.1', 80), timeout=3)"
HOME = "import socket; s = socket.create_server(('127.0.0.1', 0)); socket.create_connection(s.getsockname(), timeout=3)"


def test_inside_one_reaches_oneself_and_nobody_else() -> None:
    assert subprocess.run([*without_network(), sys.executable, "-c", HOME], capture_output=True).returncode == 0
    done = subprocess.run([*without_network(), sys.executable, "-c", OUT], capture_output=True, text=True)
    assert "unreachable" in done.stderr
    assert socket.if_nameindex()


@pytest.mark.slow
def test_a_story_is_told_in_a_house_without_a_way_out(tmp_path: Path) -> None:
    env = os.environ | {"HOLDEPUNKT_DATA": str(tmp_path)}
    env.pop("DATABASE_URL", None)
    command = [*without_network(), sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", "stories/test_faxe.py"]
    done = subprocess.run(command, cwd=settings.ROOT, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-3000:]

"""SEC-17: a network of one's own without a way out, so that nothing can be fetched while the tests run."""

import os
import shutil
import subprocess

INSIDE = 'ip link set lo up 2>/dev/null || ifconfig lo up 2>/dev/null; exec "$@"'


def without_network() -> tuple[str, ...]:
    """The words before a command that take it into a network with nothing but itself."""
    return ("unshare", "-n", "sh", "-c", INSIDE, "sh")


def why_not() -> str:
    """Why this machine cannot make such a network; empty when it can."""
    if not shutil.which("unshare"):
        return "there is no unshare on this machine"
    if os.geteuid() != 0:
        return "only root may make a network of its own"
    done = subprocess.run([*without_network(), "true"], capture_output=True, text=True)
    return "" if done.returncode == 0 else done.stderr.strip()[:200]

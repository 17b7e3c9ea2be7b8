"""A story in a network without a way out: everything it needs is in the house."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from tools.alone import alone, why_not

REASON = why_not()


@pytest.mark.slow
@pytest.mark.skipif(bool(REASON), reason=REASON or "possible")
def test_a_story_is_told_in_a_house_without_a_way_out(tmp_path: Path) -> None:
    env = os.environ | {"HOLDEPUNKT_DATA": str(tmp_path)}
    env.pop("DATABASE_URL", None)
    command = alone([sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", "stories/test_faxe.py"])
    done = subprocess.run(command, cwd=settings.ROOT, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-3000:]

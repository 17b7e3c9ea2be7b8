"""One step of the measuring, in a process of its own: `python -m bench.child STEP ANSWER_FILE [words]`.

Each step begins with a clean process and the database that the environment names, so that no
step's memory or warmth helps another.
"""

import gc
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "holdepunkt.settings")


def migrate() -> dict[str, float]:
    """Make the tables in an empty database; CPU seconds from the start of the process."""
    from django.core.management import call_command

    from bench.meter import cpu_of, database_process

    server = database_process()
    before = cpu_of(server) if server else 0.0
    call_command("migrate", verbosity=0)
    after = cpu_of(server) if server else 0.0
    return {"seconds": round(time.process_time() + after - before, 2)}


def build(n: str) -> dict[str, float]:
    """Fill the tables with the generated municipality."""
    from django.core.management import call_command
    from django.db import connection

    from bench.years import build as fill
    from holdepunkt.record.actions import seal_all

    call_command("collectstatic", interactive=False, verbosity=0)
    fill(int(n))
    seal_all()  # as the clockwork does within a minute: the pulse counts what is not sealed yet
    if connection.vendor == "postgresql":  # as its own housekeeping would do within a minute
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    return {"seconds": round(time.process_time(), 2)}


def measure(seconds: str, turns: str, only: str = "") -> dict[str, Any]:
    """Measure every page and work whose name contains `only`; pages in so many turns."""
    from bench.run import measure_all

    gc.collect()
    gc.freeze()
    return measure_all(seconds=float(seconds), only=only, turns=int(turns))


def walls(seconds: str, only: str = "") -> dict[str, Any]:
    """Measure every page with and without row-level security; PostgreSQL."""
    from bench.walls import measure_walls

    gc.collect()
    gc.freeze()
    return measure_walls(seconds=float(seconds), only=only)


def memory(rounds: str) -> dict[str, Any]:
    """The memory of a web worker that has answered every page."""
    from bench.worker import worker_memory

    return worker_memory(int(rounds))


STEPS: dict[str, Callable[..., Any]] = {
    "migrate": migrate,
    "build": build,
    "measure": measure,
    "walls": walls,
    "memory": memory,
}


def main() -> None:
    """Run the step and write what it found."""
    import django

    from holdepunkt.memory import tidy_seldom

    tidy_seldom()
    name, answer_file, *more = sys.argv[1:]
    django.setup()
    from holdepunkt import tenancy

    with tenancy.unscoped(
        because="the bench builds and compares towns as their operator; each page opens its own walls"
    ):
        found = STEPS[name](*more)
    Path(answer_file).write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main()

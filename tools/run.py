"""`make run`: from a fresh clone to a running site, with the address as the last line."""

import fcntl
import json
import os
import socket
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import TextIO

from tools import setup
from tools.console import Steps, Stop, exit_in_plain_words, say
from tools.places import BIN, PYTHON, data_folder, port
from tools.supervise import Child, Supervisor

HOST = "127.0.0.1"
HOUR = 3600.0
SECONDS_TO_ANSWER = 60.0
# Our own machine is asked directly, whatever proxy the environment names.
BROWSER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def environment() -> dict[str, str]:
    """The environment of the site: the demo, on its day, unless the caller says otherwise."""
    env = dict(os.environ)
    env.setdefault("HOLDEPUNKT_DEMO", "1")
    if is_demo(env):
        env.setdefault("HOLDEPUNKT_TODAY", "2021-11-22")
    env["HOLDEPUNKT_DATA"] = str(data_folder())
    env["PORT"] = str(port_or_stop())
    return env


def is_demo(env: dict[str, str]) -> bool:
    """Whether the site runs with its example data and demo sign-in."""
    return env["HOLDEPUNKT_DEMO"].lower() in {"1", "true", "yes", "on"}


def port_or_stop() -> int:
    """The port, or a refusal that says what is wrong with it."""
    try:
        return port()
    except ValueError as error:
        raise Stop(str(error)) from error


def address(number: int) -> str:
    """Where people find the site."""
    return f"http://localhost:{number}/"


def take_lock(folder: Path) -> TextIO | None:
    """Return the lock of the one running site of a data folder; None when a site holds it."""
    folder.mkdir(parents=True, exist_ok=True)
    lock = (folder / "run.lock").open("a+")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        return None
    return lock


def write_where(lock: TextIO, number: int) -> None:
    """Leave word in the lock file of who runs and where."""
    lock.truncate(0)
    lock.write(json.dumps({"process": os.getpid(), "address": address(number)}))
    lock.flush()


def say_it_runs_already(folder: Path) -> None:
    """Tell where the site that is up can be found."""
    try:
        where = json.loads((folder / "run.lock").read_text())
        say(f"Holdepunkt is already running at {where['address']} (process {where['process']}).")
    except (ValueError, KeyError):
        say("Holdepunkt is just being started from this folder.")


def refuse_taken_port(number: int) -> None:
    """Stop when another program listens on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, number))
        except PermissionError as error:
            raise Stop(f"Port {number} is not ours to use. Try a higher one: PORT=8001 make run") from error
        except OSError as error:
            free = number + 1 if number < 65535 else 8000
            raise Stop(f"Port {number} is taken by another program. Try another: PORT={free} make run") from error


def children(number: int) -> list[Child]:
    """The four programs of a site: web server, job worker, sealer of the record, hourly tick."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    web = [str(BIN / "granian"), "--interface", "wsgi", "--host", HOST, "--port", str(number)]
    web += ["--workers", str(cores or 1), "--blocking-threads", "1", "--no-ws"]
    web += ["--respawn-failed-workers", "--log-level", "warning", "holdepunkt.wsgi:application"]
    command = [str(PYTHON), "-m", "holdepunkt"]
    return [
        Child("The web server", web),
        Child("The job worker", [*command, "db_worker", "--no-reload", "-v0"]),
        Child("The sealer of the record", [*command, "seal", "--every", "20"]),
        Child("The hourly tick", [*command, "tick"], every=HOUR, due=time.monotonic() + 5),
    ]


def answer(number: int) -> int | None:
    """Ask the site for its front page; return the status code, None while nobody answers."""
    try:
        with BROWSER.open(f"http://{HOST}:{number}/", timeout=5) as page:
            return int(page.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return None


def wait_for_answer(supervisor: Supervisor, number: int) -> None:
    """Wait until the front page answers. Stops when it answers with an error, or not at all."""
    limit = time.monotonic() + SECONDS_TO_ANSWER
    while not supervisor.asked_to_stop:
        supervisor.turn()
        code = answer(number)
        if code is not None and code < 500:
            return
        if code is not None:
            raise Stop(f"The site answers with error {code}. The reason is in the lines above.")
        if time.monotonic() > limit:
            raise Stop(f"The site has not answered within {SECONDS_TO_ANSWER:.0f} seconds.")
        time.sleep(0.1)


def serve(steps: Steps, number: int, env: dict[str, str]) -> None:
    """Start the programs, say the address when the site answers, and stay until told to stop."""
    supervisor = Supervisor(children(number), env)
    supervisor.listen()
    try:
        with steps.step("Starting the site"):
            wait_for_answer(supervisor, number)
        if not supervisor.asked_to_stop:
            say(f"\nHoldepunkt is ready after {steps.seconds():.1f} s. Stop it with Ctrl-C.")
            say(f"{address(number)}")
        supervisor.keep_running()
    finally:
        supervisor.stop()
    say("\nStopped. Everything is kept in the data folder.")


def main() -> int:
    """Set up what is missing, then serve."""
    number, folder, steps = port_or_stop(), data_folder(), Steps()
    lock = take_lock(folder)
    if lock is None:
        say_it_runs_already(folder)
        return 0
    refuse_taken_port(number)
    env = environment()
    os.environ.update(env)
    write_where(lock, number)
    setup.make_ready(steps, lock="run")
    setup.collect_static(steps)
    setup.fill_database(steps, demo=is_demo(env))
    serve(steps, number, env)
    lock.close()
    return 0


if __name__ == "__main__":
    exit_in_plain_words(main)

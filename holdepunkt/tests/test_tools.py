"""The tools around the product: starting, staying up, stopping, and saying what is wrong."""

import os
import socket
import sys
import time
from pathlib import Path

import pytest

from tools import run, setup
from tools.console import Steps, Stop
from tools.places import port
from tools.shell import run_quietly
from tools.stamps import Stamps, fingerprint
from tools.supervise import Child, Supervisor
from tools.translations import gather, printed, read_english


def wait_until(true: object, seconds: float = 10) -> None:
    """Wait until the question answers yes."""
    limit = time.monotonic() + seconds
    while not true():  # type: ignore[operator]
        assert time.monotonic() < limit, "waited too long"
        time.sleep(0.05)


def is_alive(number: int) -> bool:
    """Whether a process lives; one that only waits to be noticed does not."""
    try:
        state = Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def test_a_second_run_says_where_the_first_one_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lock = run.take_lock(tmp_path)
    assert lock is not None
    run.write_where(lock, 8123)
    assert run.take_lock(tmp_path) is None
    run.say_it_runs_already(tmp_path)
    assert "already running at http://localhost:8123/" in capsys.readouterr().out
    lock.close()
    assert run.take_lock(tmp_path) is not None


def test_a_taken_port_is_said_with_another_to_try() -> None:
    with socket.socket() as other:
        other.bind((run.HOST, 0))
        other.listen()
        taken = other.getsockname()[1]
        with pytest.raises(Stop, match=rf"Port {taken} is taken by another program.*PORT=\d+ make run"):
            run.refuse_taken_port(taken)


@pytest.mark.parametrize("text", ["web", "0", "70000", "-1", "8000 "])
def test_a_port_that_is_none_is_refused(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", text)
    with pytest.raises(ValueError, match="expected a whole number"):
        port()


def test_the_site_of_make_run_is_the_demo_on_its_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HOLDEPUNKT_DEMO", raising=False)
    monkeypatch.delenv("HOLDEPUNKT_TODAY", raising=False)
    assert run.environment()["HOLDEPUNKT_TODAY"] == "2021-11-22"
    monkeypatch.setenv("HOLDEPUNKT_DEMO", "0")
    assert "HOLDEPUNKT_TODAY" not in run.environment()


@pytest.mark.skipif(sys.platform != "linux", reason="looks at processes the way Linux shows them")
def test_a_dead_program_is_started_again_and_none_is_left_behind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pids = tmp_path / "pids"
    script = f"sleep 60 & echo $! $$ >> {pids}; wait"
    supervisor = Supervisor([Child("The sleeper", ["sh", "-c", script])], os.environ)

    def started(times: int) -> bool:
        supervisor.turn()
        return pids.exists() and len(pids.read_text().splitlines()) == times

    wait_until(lambda: started(1))
    first = [int(word) for word in pids.read_text().split()]
    os.kill(first[1], 9)
    wait_until(lambda: started(2))
    wait_until(lambda: not any(is_alive(number) for number in first))
    supervisor.stop()
    wait_until(lambda: not any(is_alive(int(word)) for word in pids.read_text().split()))
    assert "The sleeper ended with code -9; starting it again" in capsys.readouterr().out


def test_a_running_site_seals_its_record_every_twenty_seconds() -> None:
    found = [[str(word) for word in child.command[-3:]] for child in run.children(8000)]
    assert ["seal", "--every", "20"] in found


def test_the_hourly_program_waits_for_its_hour() -> None:
    child = Child("The tick", ["true"], every=3600)
    supervisor = Supervisor([child], os.environ)
    supervisor.turn()
    assert child.process is not None
    child.process.wait()
    supervisor.turn()
    assert child.process is None
    assert child.due == pytest.approx(child.began + 3600)


def test_a_step_is_done_once_for_the_same_files(tmp_path: Path) -> None:
    source, made, done = tmp_path / "lock.txt", tmp_path / "made", []

    def do() -> None:
        made.write_text("there")
        done.append(source.read_text())

    def turn() -> None:
        key = fingerprint([source])
        setup.once(Steps(), Stamps(tmp_path), "A step", "step", key, made, do)

    source.write_text("one")
    turn()
    turn()
    source.write_text("two")
    turn()
    made.unlink()
    turn()
    assert done == ["one", "two", "two"]


def test_a_failing_program_is_told_with_its_words_and_advice() -> None:
    with pytest.raises(Stop, match=r"no such thing[\s\S]*Look here"):
        run_quietly(["sh", "-c", "echo no such thing; exit 3"], advice="Look here.")
    with pytest.raises(Stop, match="Could not start no-such-program"):
        run_quietly(["no-such-program"], advice="Install it.")


def test_texts_are_gathered_from_code_and_templates(tmp_path: Path) -> None:
    (tmp_path / "slice" / "templates").mkdir(parents=True)
    (tmp_path / "slice" / "views.py").write_text(
        "a = gettext_lazy('Doven')\nb = ngettext('én dag', '%(n)s dage', n)\nc = pgettext('måned', 'maj')\n"
    )
    (tmp_path / "slice" / "templates" / "page.html").write_text(
        "{{ _('Kort') }}{% trans %}\n  Over to\n  linjer\n{% endtrans %}"
    )
    found = gather(tmp_path)
    assert {str(m.id[0] if isinstance(m.id, tuple) else m.id) for m in found if m.id} == {
        "Doven", "én dag", "maj", "Kort", "Over to linjer",
    }  # fmt: skip
    assert found.get("maj", context="måned") is not None


def test_the_catalogue_is_the_same_bytes_for_the_same_texts(tmp_path: Path) -> None:
    once = printed(read_english())
    path = tmp_path / "django.po"
    path.write_bytes(once)
    assert printed(read_english(path)) == once

"""Backup while people write, restore with proof, and moving from SQLite to PostgreSQL; on both databases."""

import json
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from holdepunkt.pages.tests.houses import House, postgres_with, print_of
from holdepunkt.tests.a_site import furnished_house
from tools.postgres import programs

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        "postgresql" in settings.DATABASES["default"]["ENGINE"],
        reason="brings a PostgreSQL of its own, beside SQLite: once is enough",
    ),
]
PAGES = (
    "/", "/odsherred/", "/faxe/", "/nyborg/", "/roedovre/", "/odsherred/aarshjul/", "/roedovre/soeg/?q=bolig",
    "/faxe/saadan/", "/odsherred/aendringer.atom", "/was",
)  # fmt: skip


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> House:
    """The demo on SQLite, made once and never changed."""
    house = House(tmp_path_factory.mktemp("demo"))
    shutil.copy(furnished_house(tmp_path_factory) / "holdepunkt.sqlite3", house.folder)
    return house


@pytest.fixture(scope="module")
def copy(demo: House, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the demo, made once and never changed."""
    made = tmp_path_factory.mktemp("copies") / "copy"
    demo.says("backup", "-o", str(made))
    return made


@pytest.fixture(scope="module")
def servers() -> Iterator[dict[str, str]]:
    with postgres_with("moved", "restored", "again") as addresses:
        yield addresses


@pytest.fixture(scope="module")
def moved(demo: House, servers: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> tuple[House, str, bool]:
    """The demo moved to PostgreSQL: the new house, what the command said, whether the source is untouched."""
    before = print_of(demo.folder / "holdepunkt.sqlite3")
    said = demo.says("move_to_postgresql", "--to", servers["moved"])
    untouched = print_of(demo.folder / "holdepunkt.sqlite3") == before
    return House(tmp_path_factory.mktemp("moved"), servers["moved"]), said, untouched


@pytest.fixture
def sqlite(demo: House, tmp_path: Path) -> House:
    """A copy of the demo that a test may write in."""
    house = House(tmp_path / "house")
    shutil.copy(demo.folder / "holdepunkt.sqlite3", house.folder)
    return house


def backed_up_while_writing(house: House, to: Path) -> tuple[int, int, float]:
    """Back up while somebody writes: acknowledged before, acknowledged in the end, the slowest write."""
    stop = to.parent / "stop"
    writer = house.writer("during", stop)
    assert writer.stdout
    before = [int(writer.stdout.readline().split()[0]) for _line in range(20)][-1]
    house.says("backup", "-o", str(to))
    time.sleep(0.2)
    stop.touch()
    rest = writer.stdout.read().splitlines()
    assert writer.wait() == 0
    last, slowest = rest[-1].split()
    return before, int(last), float(slowest)


def marked(house: House) -> tuple[int, int]:
    """The writer's rows in its two tables."""
    forms = house.sql("SELECT count(*) FROM record_receivedform WHERE digest = 'during'")
    sessions = house.sql("SELECT count(*) FROM django_session WHERE session_data = 'during'")
    return int(forms.strip("[](), ")), int(sessions.strip("[](), "))


def a_program(folder: Path, name: str, version: str) -> Path:
    folder.mkdir()
    program = folder / name
    program.write_text(f'#!/bin/sh\necho "{name} (PostgreSQL) {version}"\n')
    program.chmod(0o755)
    return program


def assert_whole(said: str) -> None:
    """The printed proof: rows, record and pages, each of which holds."""
    lines = said.splitlines()
    assert not [line for line in lines if line.startswith("NOT ")], said
    for what in ("rows", "record", "page /", "page /odsherred/"):
        assert [line for line in lines if line.startswith(f"ok   {what}: ")], said


def test_a_sqlite_copy_made_while_people_write_is_whole_and_proven(sqlite: House, tmp_path: Path) -> None:
    before, last, slowest = backed_up_while_writing(sqlite, tmp_path / "copy")
    restored = House(tmp_path / "restored")
    assert_whole(restored.says("restore", str(tmp_path / "copy")))
    forms, sessions = marked(restored)
    assert forms == sessions  # never half a transaction
    assert before <= forms < last  # all that was acknowledged before; and the writing went on
    assert slowest < 2
    assert restored.pages(*PAGES) == sqlite.pages(*PAGES)


def test_a_postgresql_copy_made_while_people_write_is_whole_and_proven(
    moved: tuple[House, str, bool], servers: dict[str, str], tmp_path: Path
) -> None:
    house = moved[0]
    before, last, slowest = backed_up_while_writing(house, tmp_path / "copy")
    restored = House(tmp_path / "restored", servers["restored"])
    # The folder that is named is asked, though an older program stands before it on the path.
    older = a_program(tmp_path / "older", "pg_restore", "9.6.24").parent
    restored.env |= {"HOLDEPUNKT_POSTGRES_PROGRAMS": str(programs()), "PATH": f"{older}:{restored.env['PATH']}"}
    assert_whole(restored.says("restore", str(tmp_path / "copy")))
    forms, sessions = marked(restored)
    assert forms == sessions
    assert before <= forms < last
    assert slowest < 2
    assert restored.pages(*PAGES) == house.pages(*PAGES)


def test_moving_brings_every_row_and_every_page_and_leaves_the_source_as_it_was(
    demo: House, moved: tuple[House, str, bool]
) -> None:
    house, said, untouched = moved
    assert untouched
    assert "rows moved and compared" in said
    assert not [line for line in said.splitlines() if "differs" in line or line.startswith("NOT ")]
    assert house.pages(*PAGES) == demo.pages(*PAGES)


def test_after_moving_the_triggers_are_in_force_and_new_rows_get_new_numbers(moved: tuple[House, str, bool]) -> None:
    house = moved[0]
    for forbidden in (
        "UPDATE record_entry SET verb = 'x'",
        "DELETE FROM record_entry",
        "UPDATE policy_actionplan SET title = 'x' WHERE stage = 'approved' OR stage = 'running'",
        "DELETE FROM policy_promise",
    ):
        with pytest.raises(AssertionError, match=r"append-only|never changes"):
            house.sql(forbidden)
    house.says("municipality_add", "lundby", "Lundby Kommune", "--lead", "Finn Falk", "--username", "finn")
    assert house.pages("/lundby/")[0].startswith("200")


def test_a_target_that_is_not_empty_is_refused_and_keeps_what_it_has(
    demo: House, moved: tuple[House, str, bool], servers: dict[str, str]
) -> None:
    before = moved[0].sql("SELECT count(*) FROM record_entry")
    said = demo.says("move_to_postgresql", "--to", servers["moved"], expect=1)
    assert "expected an empty database" in said
    assert moved[0].sql("SELECT count(*) FROM record_entry") == before


def test_moving_says_what_it_needs(demo: House, moved: tuple[House, str, bool]) -> None:
    assert "Say where to" in demo.says("move_to_postgresql", expect=1)
    assert "expected from sqlite to postgresql" in demo.says("move_to_postgresql", "--to", "sqlite:///x.db", expect=1)
    assert "does not answer" in demo.says("move_to_postgresql", "--to", "postgresql://nobody@127.0.0.1:1/x", expect=1)


def test_a_copy_goes_into_an_empty_database_only(copy: Path, sqlite: House) -> None:
    before = print_of(sqlite.folder / "holdepunkt.sqlite3")
    assert "expected none. Name an empty one" in sqlite.says("restore", str(copy), expect=1)
    assert print_of(sqlite.folder / "holdepunkt.sqlite3") == before


def test_a_copy_is_never_written_over_and_is_readable_by_its_owner_only(demo: House, copy: Path) -> None:
    assert copy.stat().st_mode & 0o777 == 0o600
    assert "A copy is never written over" in demo.says("backup", "-o", str(copy), expect=1)


def test_a_copy_that_was_changed_is_refused(copy: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(copy) as file:
        kept = {name: file.read(name) for name in file.namelist()}
    kept["database.sqlite3"] = kept["database.sqlite3"].replace(b"Odsherred", b"Odsherrex")
    with zipfile.ZipFile(tmp_path / "changed", "w") as file:
        for name, content in kept.items():
            file.writestr(name, content)
    fresh = House(tmp_path / "fresh")
    assert "The copy has been changed" in fresh.says("restore", str(tmp_path / "changed"), expect=1)
    (tmp_path / "text").write_text("no copy")
    assert "expected a file of holdepunkt backup" in fresh.says("restore", str(tmp_path / "text"), expect=1)


def test_a_row_that_is_missing_after_restore_is_named(copy: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(copy) as file:
        manifest, database = json.loads(file.read("manifest.json")), file.read("database.sqlite3")
    manifest["contents"]["tables"]["policy_effort"] += 1
    with zipfile.ZipFile(tmp_path / "short", "w") as file:
        file.writestr("manifest.json", json.dumps(manifest))
        file.writestr("database.sqlite3", database)
    said = House(tmp_path / "fresh").says("restore", str(tmp_path / "short"), expect=1)
    assert "NOT  rows: policy_effort: found" in said
    assert "Do not open it to anybody" in said


def test_a_copy_goes_back_into_its_own_kind_of_database(copy: Path, servers: dict[str, str], tmp_path: Path) -> None:
    other = House(tmp_path / "other", servers["again"])
    assert "Found a copy of sqlite" in other.says("restore", str(copy), expect=1)


def test_without_the_programs_of_postgresql_the_message_says_what_to_install(
    moved: tuple[House, str, bool], tmp_path: Path
) -> None:
    house = House(tmp_path / "bare", moved[0].env["DATABASE_URL"])
    house.env["HOLDEPUNKT_POSTGRES_PROGRAMS"] = str(tmp_path)
    said = house.says("backup", "-o", str(tmp_path / "copy"), expect=1)
    assert "Found no pg_dump in the folder that HOLDEPUNKT_POSTGRES_PROGRAMS names" in said
    assert "postgresql-client-" in said
    assert not (tmp_path / "copy").exists()


def test_a_pg_dump_older_than_the_server_is_refused_with_both_versions_and_the_setting(
    moved: tuple[House, str, bool], tmp_path: Path
) -> None:
    house = House(tmp_path / "old", moved[0].env["DATABASE_URL"])
    old = a_program(tmp_path / "bin", "pg_dump", "9.6.24")
    house.env["HOLDEPUNKT_POSTGRES_PROGRAMS"] = str(old.parent)
    said = house.says("backup", "-o", str(tmp_path / "copy"), expect=1)
    server = house.sql("SHOW server_version").strip("[](), '").split()[0]
    assert f"Found pg_dump 9.6.24 ({old}), and the server has version {server}" in said
    assert "let HOLDEPUNKT_POSTGRES_PROGRAMS name the folder of another pg_dump" in said
    assert not (tmp_path / "copy").exists()


def test_while_the_source_is_held_others_read_and_nobody_writes(sqlite: House) -> None:
    hold = (
        "import django; django.setup()\nfrom django.db import connections\n"
        "from holdepunkt.pages.operation.move import _still\n"
        "with _still(connections['default']):\n    print('held', flush=True); input()"
    )
    command = [sys.executable, "-c", hold]
    with subprocess.Popen(command, env=sqlite.env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout
        assert holder.stdin
        assert holder.stdout.readline() == "held\n"
        assert sqlite.pages("/odsherred/")[0].startswith("200")
        with pytest.raises(AssertionError, match="locked"):
            sqlite.sql("DELETE FROM django_session")
        holder.stdin.write("\n")
    sqlite.sql("DELETE FROM django_session")

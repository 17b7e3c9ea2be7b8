"""Every release of which a copy was kept can be upgraded to this one, with its rows, on both databases."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db.migrations.loader import MigrationLoader

from holdepunkt.pages.operation.backup import manifest_of
from holdepunkt.pages.tests.houses import House, postgres_with
from holdepunkt.tests.empty_house import empty_house

COPIES = sorted((Path(__file__).parent / "releases").glob("*.zip"))
PAGES = ("/lundby/", "/lundby/aarshjul/", "/lundby/soeg/?q=spiser", "/lundby/aendringer.atom", "/lundby/log-ind/")
SQLITE_SCHEMA = "SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY 1, 2"
POSTGRESQL_SCHEMA = (
    "SELECT 'column', table_name || '.' || column_name || ' ' || data_type FROM information_schema.columns "
    "WHERE table_schema = 'public' "
    "UNION SELECT 'trigger', tgname::text FROM pg_trigger WHERE NOT tgisinternal "
    "UNION SELECT 'constraint', conname::text FROM pg_constraint WHERE connamespace = 'public'::regnamespace "
    "AND contype <> 'n' "
    "UNION SELECT 'policy', policyname::text FROM pg_policies "
    "UNION SELECT 'index', indexname::text FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1, 2"
)
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        "postgresql" in settings.DATABASES["default"]["ENGINE"],
        reason="brings a PostgreSQL of its own, beside SQLite: once is enough",
    ),
]


@pytest.fixture(scope="module")
def servers() -> Iterator[dict[str, str]]:
    names = [copy.stem for copy in COPIES if "postgresql" in copy.stem]
    with postgres_with("fresh", *names) as addresses:
        yield addresses


@pytest.fixture(params=COPIES, ids=lambda copy: copy.stem)
def upgraded(
    request: pytest.FixtureRequest, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, servers: dict[str, str]
) -> tuple[Path, House, House, str]:
    """The copy, the house made from it, a fresh house beside it, and what the restore said."""
    copy: Path = request.param
    house = House(tmp_path / "old", servers.get(copy.stem, ""))
    said = house.says("restore", str(copy))
    fresh = House(tmp_path / "fresh", servers["fresh"] if copy.stem in servers else "")
    if copy.stem in servers:
        fresh.says("migrate", "-v0")
    else:
        shutil.copy(empty_house(tmp_path_factory) / "holdepunkt.sqlite3", fresh.folder)
    return copy, house, fresh, said


def schema(house: House) -> list[str]:
    statement = POSTGRESQL_SCHEMA if house.env["DATABASE_URL"] else SQLITE_SCHEMA
    return house.sql(statement).split("), (")


def test_there_is_a_copy_of_both_databases() -> None:
    assert {copy.stem.rsplit("-", 1)[1] for copy in COPIES} == {"sqlite", "postgresql"}


@pytest.mark.parametrize("copy", COPIES, ids=lambda copy: copy.stem)
def test_migrations_that_were_released_keep_their_names(copy: Path) -> None:
    """A released migration that is renamed or taken away would leave a municipality behind."""
    known = MigrationLoader(None).disk_migrations
    ours = {"people", "policy", "record", "pages"}
    kept = manifest_of(copy).contents.migrations
    gone = [f"{app}.{name}" for app in ours & kept.keys() for name in kept[app] if (app, name) not in known]
    assert not gone, f"released, and not here any more: {gone}"


def test_an_earlier_release_is_upgraded_with_all_it_holds(upgraded: tuple[Path, House, House, str]) -> None:
    copy, house, fresh, said = upgraded
    assert not [line for line in said.splitlines() if line.startswith("NOT ")], said
    assert "ok   rows: " in said
    assert [page.split()[0] for page in house.pages(*PAGES)] == ["200"] * len(PAGES)
    # The words that Dan wrote, in a year that was locked, approved and decided upon.
    assert "spiser sammen hver torsdag" in house.sql("SELECT happened FROM policy_lockedstatus WHERE answered")
    found = int(house.sql("SELECT count(*) FROM record_entry").strip("[](), "))
    assert found >= manifest_of(copy).contents.tables["record_entry"] > 20
    assert schema(house) == schema(fresh)
    with pytest.raises(AssertionError, match="append-only"):
        house.sql("DELETE FROM record_entry")
    assert house.says("migrate", "--check", "-v0") is not None

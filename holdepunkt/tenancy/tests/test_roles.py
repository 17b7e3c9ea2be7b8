"""An operator makes the two roles of a PostgreSQL database."""

import sys
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from holdepunkt import settings as ours
from holdepunkt import tenancy
from holdepunkt.people.models import Unit
from holdepunkt.people.tests.builders import a_town
from holdepunkt.tenancy import roles
from holdepunkt.tenancy.tests.as_the_site import as_the_site
from holdepunkt.tenancy.tests.test_wall import asked

pytestmark = pytest.mark.django_db
APP, OWNER = "roles_test_site", "roles_test_owner"
on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no roles")


def told(*words: str) -> str:
    """What the command says."""
    out = StringIO()
    connection.check_constraints()  # an operator's command begins with a fresh transaction
    call_command("database_roles", "--app", APP, "--owner", OWNER, *words, stdout=out)
    return out.getvalue()


@on_postgresql
def test_the_site_gets_a_role_that_the_wall_binds_and_the_owner_one_that_it_does_not() -> None:
    told()
    told()  # after an upgrade: the same again
    found = asked("SELECT rolname, rolsuper, rolbypassrls FROM pg_roles WHERE rolname IN (%s, %s)", APP, OWNER)
    assert sorted(found) == [(OWNER, False, True), (APP, False, False)]
    owners = asked("SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'")
    assert owners == [(OWNER,)]


@on_postgresql
def test_as_the_new_role_one_works_inside_a_municipality_and_nowhere_else() -> None:
    town = a_town()
    told()
    with as_the_site(APP):
        assert not Unit.objects.exists()
        with tenancy.within(town.municipality):
            assert Unit.objects.count() == len(town.units)
            assert Unit.objects.filter(key="social").update(note="Vi flytter til maj.") == 1


@on_postgresql
def test_the_owner_sees_all_and_copies_rows_without_being_told() -> None:
    town = a_town()
    told()
    with as_the_site(OWNER):
        assert Unit.objects.count() == len(town.units)


@on_postgresql
def test_printing_the_sql_changes_nothing() -> None:
    assert f'GRANT USAGE ON SCHEMA public TO "{APP}";' in told("--print")
    assert not asked("SELECT 1 FROM pg_roles WHERE rolname = %s", APP)


@pytest.mark.parametrize("name", ["Robert'); DROP TABLE x", 'a"b', "", "æble"])
def test_a_role_has_a_plain_name(name: str) -> None:
    with pytest.raises(CommandError, match="role name"):
        call_command("database_roles", "--app", name)


def test_the_site_does_not_own_its_tables() -> None:
    with pytest.raises(CommandError, match="must not own"):
        call_command("database_roles", "--app", "same", "--owner", "same")


@pytest.mark.skipif(connection.vendor == "postgresql", reason="this is what SQLite says")
def test_sqlite_says_that_it_has_no_roles_and_no_second_wall() -> None:
    with pytest.raises(CommandError, match="SQLite"):
        told()
    assert "no second wall" in roles.why_no_wall()


@pytest.mark.parametrize(("command", "expected"), [("migrate", "owner"), ("demo", "owner"), ("tick", "site")])
def test_only_the_owners_work_is_done_as_the_owner(
    command: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://site@h/d")
    monkeypatch.setenv("HOLDEPUNKT_OWNER_DATABASE_URL", "postgresql://owner@h/d")
    monkeypatch.setattr(sys, "argv", ["holdepunkt", command])
    assert ours._database_url() == f"postgresql://{expected}@h/d"


def test_without_an_owners_address_everything_is_done_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://site@h/d")
    monkeypatch.delenv("HOLDEPUNKT_OWNER_DATABASE_URL", raising=False)
    monkeypatch.setattr(sys, "argv", ["holdepunkt", "migrate"])
    assert ours._database_url() == "postgresql://site@h/d"

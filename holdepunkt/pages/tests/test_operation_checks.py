"""A house that is not fit for operation does not open, and says what to change."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from holdepunkt import settings as ours
from holdepunkt.pages.operation import live, said, start
from holdepunkt.tenancy import roles

KEY = "k9Qz-" * 20


@pytest.fixture
def fit(settings: Any, tmp_path: Path) -> Any:
    """The settings of a municipality that did everything right."""
    settings.DEBUG = settings.HOLDEPUNKT_DEMO = False
    settings.HOLDEPUNKT_TODAY = None
    settings.HOLDEPUNKT_LOG = "json"
    settings.SECRET_KEY_IS_GIVEN, settings.SECRET_KEY = True, KEY
    settings.ALLOWED_HOSTS = ["holdepunkt.lundby.example"]
    settings.HOLDEPUNKT_HTTPS, settings.HOLDEPUNKT_URL = True, "https://holdepunkt.lundby.example"
    settings.HOLDEPUNKT_PROXIES = 1
    settings.HOLDEPUNKT_RECORD_KEY_IS_DEFAULT, settings.HOLDEPUNKT_RECORD_KEYS = False, [KEY]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.HOLDEPUNKT_DATA = tmp_path
    tmp_path.chmod(0o750)
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    names = {name: name for name in said.NEEDED_FILES}
    for name in names:
        (settings.STATIC_ROOT / name).parent.mkdir(parents=True, exist_ok=True)
        (settings.STATIC_ROOT / name).touch()
    (settings.STATIC_ROOT / "staticfiles.json").write_text(f'{{"paths": {names}}}'.replace("'", '"'))
    return settings


def numbers() -> set[str]:
    return {one.number for one in said.findings()} - {"E007"}  # the record's own key has its own tests


@pytest.mark.parametrize("key", ["x", "ab" * 40])
def test_a_key_of_the_record_that_is_easily_guessed_keeps_the_house_shut(fit: Any, key: str) -> None:
    fit.HOLDEPUNKT_RECORD_KEYS = [key, KEY]
    assert numbers() == {"E016"}
    fit.HOLDEPUNKT_RECORD_KEYS = [KEY, key]  # it only opens what it sealed
    assert numbers() == set()


def test_a_house_that_takes_everybody_for_the_web_server_in_front_is_warned(fit: Any) -> None:
    fit.HOLDEPUNKT_PROXIES = 0
    assert numbers() == {"W017"}


def test_a_password_travels_to_the_mail_server_encrypted_or_not_at_all(fit: Any) -> None:
    fit.EMAIL_HOST_PASSWORD = "lyng-og-klitter"
    assert numbers() == {"E014"}
    fit.EMAIL_USE_TLS = True
    assert numbers() == set()
    fit.EMAIL_USE_TLS, fit.EMAIL_USE_SSL = False, True
    assert numbers() == set()


def test_a_list_of_leaked_passwords_that_cannot_be_read_keeps_the_house_shut(fit: Any, tmp_path: Path) -> None:
    fit.HOLDEPUNKT_LEAKED_PASSWORDS = str(tmp_path / "missing")
    assert numbers() == {"E015"}
    (tmp_path / "missing").write_text("A" * 40 + ":3\n")
    assert numbers() == set()


def test_the_mail_password_comes_from_a_file_or_the_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("HOLDEPUNKT_EMAIL_PASSWORD_FILE", raising=False)
    monkeypatch.setenv("HOLDEPUNKT_EMAIL_PASSWORD", "fra miljøet")
    assert ours._mail_password() == "fra miljøet"
    (tmp_path / "kode").write_text("fra en fil\n", encoding="utf-8")
    monkeypatch.setenv("HOLDEPUNKT_EMAIL_PASSWORD_FILE", str(tmp_path / "kode"))
    assert ours._mail_password() == "fra en fil"
    monkeypatch.setenv("HOLDEPUNKT_EMAIL_PASSWORD_FILE", str(tmp_path / "ingen"))
    with pytest.raises(ImproperlyConfigured, match="cannot be read"):
        ours._mail_password()


@pytest.mark.parametrize(("said_so", "used"), [("", ""), ("STARTTLS", "starttls"), ("tls", "tls")])
def test_the_way_to_the_mail_server_is_named_in_two_words(
    said_so: str, used: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOLDEPUNKT_EMAIL_SECURITY", said_so)
    assert ours._mail_security() == used
    monkeypatch.setenv("HOLDEPUNKT_EMAIL_SECURITY", "ssl")
    with pytest.raises(ImproperlyConfigured, match="expected starttls, tls or nothing"):
        ours._mail_security()


@pytest.mark.usefixtures("fit")
def test_a_house_in_order_has_nothing_to_say() -> None:
    assert numbers() == set()


@pytest.mark.parametrize(
    ("name", "value", "number"),
    [
        ("DEBUG", True, "E001"),
        ("HOLDEPUNKT_DEMO", True, "E002"),
        ("HOLDEPUNKT_TODAY", "2021-11-22", "E003"),
        ("HOLDEPUNKT_LOG", "plain", "E004"),
        ("SECRET_KEY_IS_GIVEN", False, "E005"),
        ("SECRET_KEY", "short", "E006"),
        ("SECRET_KEY", "a" * 80, "E006"),
        ("ALLOWED_HOSTS", ["localhost"], "E008"),
        ("ALLOWED_HOSTS", ["*"], "E009"),
        ("ALLOWED_HOSTS", ["x.example", ""], "E009"),
        ("HOLDEPUNKT_HTTPS", False, "E010"),
        ("HOLDEPUNKT_URL", "http://x.example", "E010"),
        ("EMAIL_BACKEND", "django.core.mail.backends.filebased.EmailBackend", "E011"),
    ],
)
def test_each_thing_that_is_wrong_is_named(fit: Any, name: str, value: Any, number: str) -> None:
    setattr(fit, name, value)
    assert numbers() == {number}


def test_a_missing_style_sheet_is_named(fit: Any) -> None:
    (fit.STATIC_ROOT / said.NEEDED_FILES[0]).unlink()
    assert said.NEEDED_FILES[0] in next(one.found for one in said.findings() if one.number == "E012")


def test_a_data_folder_open_to_all_is_a_warning(fit: Any) -> None:
    fit.HOLDEPUNKT_DATA.chmod(0o755)
    assert numbers() == {"W013"}


@pytest.mark.django_db
def test_the_tests_own_sqlite_has_the_right_pragmas() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("about SQLite")
    assert live.findings() == []


@pytest.mark.django_db(transaction=True)
def test_a_wrong_pragma_on_the_live_connection_is_found() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("about SQLite")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")
        try:
            assert [one.number for one in live.findings()] == ["E022"]
        finally:
            cursor.execute("PRAGMA synchronous=FULL")


@pytest.mark.django_db
def test_two_municipalities_on_sqlite_are_a_warning_and_on_postgresql_are_none() -> None:
    from holdepunkt.people.tests.builders import a_town

    a_town("lundby"), a_town("skovby")
    warned = any(one.number == "W024" for one in live.findings())
    assert warned == (connection.vendor == "sqlite")


@pytest.mark.django_db(transaction=True)
def test_a_superuser_and_an_owner_of_tables_are_refused_on_postgresql() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("about PostgreSQL")
    with connection.cursor() as cursor:
        assert "E025" in {one.number for one in live.findings()}
        cursor.execute("DROP ROLE IF EXISTS holdepunkt_try; CREATE ROLE holdepunkt_try")
        for statement in roles.grants("holdepunkt_try", append_only=roles.append_only_tables()):
            cursor.execute(statement)
        try:
            cursor.execute("SET ROLE holdepunkt_try")
            assert {one.number for one in live.findings()} == set()
            cursor.execute("RESET ROLE")
            cursor.execute("ALTER TABLE record_receivedform OWNER TO holdepunkt_try")
            cursor.execute("SET ROLE holdepunkt_try")
            assert {one.number for one in live.findings()} == {"E026"}
        finally:
            cursor.execute("RESET ROLE")
            cursor.execute("REASSIGN OWNED BY holdepunkt_try TO CURRENT_USER; DROP OWNED BY holdepunkt_try")
            cursor.execute("DROP ROLE holdepunkt_try")


@pytest.mark.django_db(transaction=True)
def test_what_an_upgrade_left_undone_is_named_with_the_command() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("about PostgreSQL")

    def told(*statements: str) -> list[tuple[str, str, str]]:
        for statement in statements:
            cursor.execute(statement)
        cursor.execute("SET ROLE holdepunkt_try")
        try:
            return [(one.number, one.found, one.change) for one in live.findings()]
        finally:
            cursor.execute("RESET ROLE")

    with connection.cursor() as cursor:
        cursor.execute("DROP ROLE IF EXISTS holdepunkt_try; CREATE ROLE holdepunkt_try")
        granted = roles.grants("holdepunkt_try", append_only=roles.append_only_tables())
        try:
            assert told(*granted) == []
            number, found, change = told(
                "CREATE TABLE new_of_upgrade (id bigserial primary key)",
                "ALTER TABLE new_of_upgrade ENABLE ROW LEVEL SECURITY",
                "ALTER TABLE new_of_upgrade FORCE ROW LEVEL SECURITY",
                "REVOKE ALL ON new_of_upgrade, new_of_upgrade_id_seq FROM holdepunkt_try",
            )[0]
            assert (number, "new_of_upgrade" in found, "database_roles" in change) == ("E027", True, True)
            assert "new_of_upgrade_id_seq" in found
            assert [one[0] for one in told("GRANT UPDATE ON record_entry TO holdepunkt_try", *granted[:4])] == ["E028"]
            assert told(*granted) == []
            number, found, change = told("ALTER TABLE people_post NO FORCE ROW LEVEL SECURITY")[0]
            assert (number, "people_post" in found, "holdepunkt migrate" in change) == ("E029", True, True)
        finally:
            cursor.execute("ALTER TABLE people_post FORCE ROW LEVEL SECURITY")
            cursor.execute("DROP TABLE IF EXISTS new_of_upgrade")
            cursor.execute("DROP OWNED BY holdepunkt_try; DROP ROLE holdepunkt_try")


@pytest.mark.django_db(transaction=True)
def test_a_migration_that_waits_is_found() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM django_migrations WHERE app = 'people' ORDER BY id DESC")
        name = cursor.fetchone()[0]
        cursor.execute("UPDATE django_migrations SET app = 'gone' WHERE app = 'people' AND name = %s", [name])
        try:
            assert f"people.{name}" in live.waiting_migrations()
        finally:
            cursor.execute("UPDATE django_migrations SET app = 'people' WHERE app = 'gone'")
    assert live.waiting_migrations() == []


@pytest.mark.django_db
def test_check_deploy_shows_each_finding_with_the_way_out(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    found = {one.id: one for one in run_checks(include_deployment_checks=True)}
    assert "mail goes to" in found["holdepunkt.E011"].msg
    assert "HOLDEPUNKT_EMAIL_HOST" in found["holdepunkt.E011"].hint
    assert not [id for id in (one.id for one in run_checks()) if id.startswith("holdepunkt")]


@pytest.mark.django_db
def test_in_operation_the_door_stays_shut_and_says_why(fit: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    fit.HOLDEPUNKT_PRODUCTION = True
    fit.DEBUG = True
    with pytest.raises(start.NotFit, match="HOLDEPUNKT_DEBUG is on"):
        start.refuse_unless_fit()
    fit.HOLDEPUNKT_PRODUCTION = False
    start.refuse_unless_fit()


def opening(folder: Path, **said: str) -> subprocess.CompletedProcess[str]:
    """Open the site as granian does, in a process of its own."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    env = {**kept, "HOLDEPUNKT_DATA": str(folder), **said}
    return subprocess.run(
        [sys.executable, "-c", "import holdepunkt.wsgi"],
        env=env,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[3],
    )


def test_a_public_name_means_operation_also_when_nobody_said_so(tmp_path: Path) -> None:
    done = opening(tmp_path, HOLDEPUNKT_HOSTS="holdepunkt.lundby.example")
    assert done.returncode == 1
    for number in ("E005", "E010", "E011", "E012", "E021"):
        assert f"{number}: Found" in done.stderr


def test_the_demo_sign_in_never_opens_in_operation(tmp_path: Path) -> None:
    done = opening(tmp_path, HOLDEPUNKT_PRODUCTION="1", HOLDEPUNKT_DEMO="1")
    assert done.returncode == 1
    assert "E002" in done.stderr


def test_a_demo_and_a_workbench_open_as_before(tmp_path: Path) -> None:
    assert opening(tmp_path, HOLDEPUNKT_DEMO="1", HOLDEPUNKT_HOSTS="demo.example").returncode == 0
    assert opening(tmp_path).returncode == 0


def test_a_database_that_does_not_answer_is_named_at_start(tmp_path: Path) -> None:
    done = opening(tmp_path, HOLDEPUNKT_PRODUCTION="1", DATABASE_URL="postgresql://nobody@127.0.0.1:1/none")
    assert done.returncode == 1
    assert "E020: Found: the database does not answer" in done.stderr

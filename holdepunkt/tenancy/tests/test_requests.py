"""What one request was told does not reach the next one on the same connection."""

import contextlib
import re
from collections.abc import Iterator

import pytest
from django.db import DataError, connection, transaction
from django.db.models.expressions import RawSQL
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_scopes import ScopeError

from holdepunkt import tenancy
from holdepunkt.people.models import Unit
from holdepunkt.people.tests.builders import Town, a_town
from holdepunkt.tenancy import scope
from holdepunkt.tenancy.tests.as_the_site import as_the_site, become
from holdepunkt.tenancy.tests.urls import told

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("walls_up"), pytest.mark.urls(f"{__package__}.urls")]
ON_POSTGRESQL = connection.vendor == "postgresql"


@pytest.fixture
def towns(db: None, app_role: str) -> Iterator[tuple[Town, Town]]:
    """Lundby and Aaby; on PostgreSQL the site then runs as its own role."""
    with tenancy.unscoped(because="the test builds both towns, as their operator would"):
        found = a_town(), a_town("aaby", "Aaby Kommune")
    with as_the_site(app_role):
        yield found


def ask(slug: str, client: Client | None = None) -> dict[str, object]:
    """Where a page of this municipality says it is."""
    return (client or Client()).get(f"/{slug}/proeve/her/").json()


def expected(town: Town) -> dict[str, object]:
    """Where it should be."""
    return {"units_of": [town.municipality.slug], "told": str(town.municipality.pk) if ON_POSTGRESQL else ""}


def nothing_is_left() -> bool:
    """Whether both walls stand as they stood before any request."""
    with pytest.raises(ScopeError):
        Unit.objects.count()
    return told() == ""


def test_two_municipalities_in_turn_on_one_connection(towns: tuple[Town, Town]) -> None:
    for town in (*towns, *towns):
        assert ask(town.municipality.slug) == expected(town)
        assert nothing_is_left()


def test_an_error_in_between_leaves_nothing_behind(towns: tuple[Town, Town]) -> None:
    here, there = towns
    strong = Client(raise_request_exception=False)
    assert strong.get(f"/{here.municipality.slug}/proeve/brud/").status_code == 500
    assert nothing_is_left()
    assert ask(there.municipality.slug) == expected(there)


def test_an_unknown_municipality_is_missing_and_leaves_nothing_behind(towns: tuple[Town, Town]) -> None:
    assert Client().get("/findes-ikke/proeve/her/").status_code == 404
    assert nothing_is_left()


def test_a_page_of_no_municipality_reads_nobodys_rows(towns: tuple[Town, Town]) -> None:
    with pytest.raises(ScopeError):
        Client().get("/proeve/ingen/")
    assert nothing_is_left()


def test_somebody_signed_in_elsewhere_is_a_visitor_here(towns: tuple[Town, Town]) -> None:
    here, there = towns
    client = Client()
    with tenancy.within(here.municipality):
        client.force_login(here.people["finn"])
    home = {"slug": here.municipality.slug}
    assert client.get(reverse("people:setup", kwargs=home)).status_code == 200
    away = client.get(reverse("people:setup", kwargs={"slug": there.municipality.slug}))
    assert away.status_code == 302
    assert "log-ind" in away["Location"]
    assert ask(there.municipality.slug, client) == expected(there)


def test_an_address_of_no_municipality_knows_who_is_signed_in_and_their_posts(towns: tuple[Town, Town]) -> None:
    here, _there = towns
    client = Client()
    with tenancy.within(here.municipality):
        client.force_login(here.people["finn"])
    assert "Finn Falk" in client.get("/").content.decode()
    assert nothing_is_left()


def test_a_wrong_name_of_another_municipality_signs_nobody_in(towns: tuple[Town, Town]) -> None:
    here, there = towns
    address = reverse("people:sign_in", kwargs={"slug": here.municipality.slug})
    answer = Client().post(address, {"username": there.people["finn"].username, "password": "nej"})
    assert answer.status_code == 200
    assert nothing_is_left()


def test_a_rolled_back_transaction_takes_the_setting_back_with_it(towns: tuple[Town, Town]) -> None:
    here, there = towns
    with tenancy.within(here.municipality):
        before = told()
        with pytest.raises(ZeroDivisionError), transaction.atomic(), tenancy.outside(because="the test breaks there"):
            _ = 1 / len(told())
        assert told() == before
    assert nothing_is_left()
    assert ask(there.municipality.slug) == expected(there)


@pytest.mark.skipif(not ON_POSTGRESQL, reason="SQLite is told nothing")
def test_a_broken_transaction_inside_a_municipality_leaves_nothing_behind(towns: tuple[Town, Town]) -> None:
    here, there = towns
    with pytest.raises(DataError), transaction.atomic(), tenancy.within(here.municipality):
        list(Unit.objects.annotate(broken=RawSQL("1 / 0", [])))
    assert nothing_is_left()
    assert ask(there.municipality.slug) == expected(there)


def walls_of(statements: CaptureQueriesContext) -> list[str]:
    """What PostgreSQL was told, one after another: a short name, or nothing."""
    said = [query["sql"] for query in statements if "set_config" in query["sql"]]
    return [found[1] if (found := re.search(r"slug = '?([a-z]+)", sql)) else "" for sql in said]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(not ON_POSTGRESQL, reason="SQLite is told nothing")
def test_a_connection_is_told_each_change_of_place_and_nowhere_before_anything_else(towns: tuple[Town, Town]) -> None:
    here, there = towns
    with CaptureQueriesContext(connection) as sent:
        for town in (here, here, there, here):
            assert ask(town.municipality.slug) == expected(town)
    assert walls_of(sent) == ["lundby", "aaby", "lundby"]
    with CaptureQueriesContext(connection) as sent:
        assert told() == ""
        assert told() == ""
    assert walls_of(sent) == [""]
    assert ask(here.municipality.slug) == expected(here)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(not ON_POSTGRESQL, reason="SQLite is told nothing")
@pytest.mark.parametrize("signed_in", [False, True], ids=["a visitor", "somebody signed in"])
@pytest.mark.parametrize("whose", ["nobody's", "another's"])
def test_a_municipality_with_another_number_than_the_visit_before_was_told_is_found_and_no_other(
    towns: tuple[Town, Town], whose: str, signed_in: bool
) -> None:
    here, there = towns
    client = Client()
    if signed_in:
        with tenancy.within(here.municipality):
            client.force_login(here.people["finn"])
    assert ask(here.municipality.slug, client) == expected(here)
    raw, slug, number = connection.holdepunkt_told
    assert (slug, number) == ("lundby", str(here.municipality.pk))
    old = str(there.municipality.pk) if whose == "another's" else "987654"
    with connection.connection.cursor() as past_django:
        past_django.execute("SELECT set_config('holdepunkt.municipality', %s, false)", [old])
    connection.holdepunkt_told = (raw, slug, old)
    with CaptureQueriesContext(connection) as sent:
        found = client.get(reverse("people:setup", kwargs={"slug": "lundby"}))
    assert found.status_code == (200 if signed_in else 302)
    assert walls_of(sent) == ["lundby"]
    assert ask(here.municipality.slug, client) == expected(here)
    assert nothing_is_left()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(not ON_POSTGRESQL, reason="SQLite is told nothing")
def test_a_municipality_that_was_not_there_is_told_again_and_found_when_it_is(
    towns: tuple[Town, Town], app_role: str
) -> None:
    for _turn in range(2):
        assert Client().get("/nytby/proeve/her/").status_code == 404
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    with tenancy.unscoped(because="the test builds the town, as its operator would"):
        new = a_town("nytby", "Nytby Kommune")
    become(app_role)
    assert ask("nytby") == expected(new)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(not ON_POSTGRESQL, reason="SQLite is told nothing")
def test_a_rollback_after_a_visit_brings_nothing_of_it_back(towns: tuple[Town, Town]) -> None:
    here, there = towns
    assert ask(here.municipality.slug) == expected(here)
    for _turn in range(2):
        with transaction.atomic():
            assert told() == told() == ""
            transaction.set_rollback(True)
    assert told() == ""
    with transaction.atomic():
        assert told() == ""
        assert ask(here.municipality.slug) == expected(here)
        assert told() == ""
    assert nothing_is_left()
    assert ask(there.municipality.slug) == expected(there)
    assert nothing_is_left()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(not ON_POSTGRESQL, reason="SQLite is told nothing")
def test_a_visit_that_told_nothing_leaves_a_new_connection_as_it_was(towns: tuple[Town, Town], app_role: str) -> None:
    here, _there = towns
    connection.close()
    del connection.holdepunkt_told
    become(app_role)
    assert Client().get("/findes/ikke/og/har/ingen/adresse/").status_code == 404
    assert ask(here.municipality.slug) == expected(here)
    assert nothing_is_left()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(not ON_POSTGRESQL, reason="SQLite is told nothing")
def test_a_connection_that_cannot_be_told_that_it_is_nowhere_answers_nothing(
    towns: tuple[Town, Town], monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = towns
    assert ask(here.municipality.slug) == expected(here)
    with monkeypatch.context() as broken:
        broken.setattr(scope, "FORGET", "SELECT 1 / 0")
        for _turn in range(2):
            with pytest.raises(DataError):
                told()
        broken.setattr(scope, "TELL", "SELECT 1 / 0, %s, %s")
        with pytest.raises(DataError):
            ask(there.municipality.slug)
        with pytest.raises(DataError):
            told()
    assert told() == ""
    assert ask(there.municipality.slug) == expected(there)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(not ON_POSTGRESQL, reason="SQLite is told nothing")
@pytest.mark.parametrize("which", [0, 1], ids=["the same", "another"])
@pytest.mark.parametrize("broken", [False, True])
def test_a_rollback_around_a_municipality_after_a_visit_leaves_the_connection_nobodys(
    towns: tuple[Town, Town], which: int, broken: bool
) -> None:
    here, other = towns[0], towns[which]
    assert ask(here.municipality.slug) == expected(here)
    with contextlib.suppress(DataError), transaction.atomic():
        with tenancy.within(other.municipality):
            assert told() == str(other.municipality.pk)
            if broken:
                list(Unit.objects.annotate(broken=RawSQL("1 / 0", [])))
        assert told() == ""
        transaction.set_rollback(True)
    assert nothing_is_left()
    assert ask(here.municipality.slug) == expected(here)
    assert nothing_is_left()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(not ON_POSTGRESQL, reason="SQLite is told nothing")
@pytest.mark.parametrize("inside", [False, True])
def test_an_error_that_is_caught_after_a_visit_takes_only_its_own_step_back(
    towns: tuple[Town, Town], inside: bool
) -> None:
    here, other = towns
    assert ask(here.municipality.slug) == expected(here)
    place = tenancy.within(other.municipality) if inside else contextlib.nullcontext()
    with transaction.atomic():
        with contextlib.suppress(DataError), transaction.atomic(), place, connection.cursor() as cursor:
            cursor.execute("SELECT 1 / 0")
        assert told() == ""
    assert nothing_is_left()

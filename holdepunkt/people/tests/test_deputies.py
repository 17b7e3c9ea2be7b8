"""Who is away, who stands in, and what ends with a post."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db.utils import IntegrityError
from django.test import Client
from django.urls import reverse

from holdepunkt import clock
from holdepunkt.people import actions, reads
from holdepunkt.people.access import NotPossible
from holdepunkt.people.answering.reads import answering
from holdepunkt.people.asker import LONGEST_ROLES
from holdepunkt.people.models import Absence, Post
from holdepunkt.people.rules import Role
from holdepunkt.people.tests.builders import LONG_AGO, Town, a_town
from holdepunkt.record.models import Entry

TODAY = date(2021, 11, 22)
TOMORROW, YESTERDAY = TODAY + timedelta(days=1), TODAY - timedelta(days=1)


@pytest.fixture
def town(db: None) -> Iterator[Town]:
    with clock.standing_at(TODAY):
        yield a_town()


def away(town: Town, who: str, deputy: str | None = None, *, starts: date = TODAY, ends: date | None = None) -> Absence:
    return actions.note_absence(
        user=town.people[who],
        starts_on=starts,
        ends_on=ends,
        deputy=town.people[deputy] if deputy else None,
        by=town.machine,
    )


def a_lead(town: Town, name: str = "dan") -> Post:
    return actions.start_post(
        user=town.people[name], unit=town.units["social"], role=Role.POLICY_LEAD, starts_on=LONG_AGO, by=town.machine
    )


def test_a_deputy_has_the_role_while_the_other_is_away_and_not_a_day_longer(town: Town) -> None:
    away(town, "finn", "carla", ends=TOMORROW)
    assert town.as_("carla").has(Role.POLICY_LEAD)
    assert town.as_("carla").stands_for(town.people["finn"].pk)
    with clock.standing_at(TOMORROW + timedelta(days=1)):
        assert not town.as_("carla").has(Role.POLICY_LEAD)
        assert not town.as_("carla").stands_for(town.people["finn"].pk)


def test_what_a_deputy_does_is_recorded_on_behalf_of_the_other(town: Town) -> None:
    away(town, "finn", "carla")
    actions.add_unit(
        municipality=town.municipality, key="ny", kind="department", name="Ny afdeling", by=town.as_("carla")
    )
    row = Entry.objects.filter(verb="unit.added").latest("pk")
    assert row.by_name == "Carla Carlsen"
    assert "tovholder for politikken, Social og Psykiatri, på vegne af Finn Falk" in row.acting_as


def test_on_behalf_of_whom_is_never_cut_off_the_record(town: Town) -> None:
    for number in range(8):
        unit = actions.add_unit(
            municipality=town.municipality, key=f"u{number}", kind="department", name="x" * 60, by=town.machine
        )
        actions.start_post(
            user=town.people["carla"], unit=unit, role=Role.EFFORT_LEAD, starts_on=LONG_AGO, by=town.machine
        )
    away(town, "finn", "carla")
    told = town.as_("carla").acting_as
    assert len(told) <= LONGEST_ROLES
    assert "på vegne af Finn Falk" in told


def test_a_standing_deputy_opens_nothing_until_the_other_is_away(town: Town) -> None:
    post = Post.objects.get(user=town.people["ib"])
    actions.start_deputy(post=post, user=town.people["carla"], starts_on=LONG_AGO, by=town.machine)
    assert not town.as_("carla").has(Role.DEPARTMENT_HEAD)
    away(town, "ib")
    assert town.as_("carla").has_in(town.units["social"].pk, Role.DEPARTMENT_HEAD)


def test_a_deputy_without_a_post_of_their_own_stands_in_for_nobody(town: Town) -> None:
    away(town, "finn", "carla")
    actions.end_post(post=Post.objects.get(user=town.people["carla"]), ends_on=YESTERDAY, by=town.machine)
    assert town.as_("carla").posts == ()
    assert answering(town.municipality).seats.away[town.people["finn"].pk] is None


def test_a_deputy_who_is_away_too_is_passed_over(town: Town) -> None:
    away(town, "finn", "carla")
    away(town, "carla")
    assert answering(town.municipality).seats.away == {town.people["finn"].pk: None, town.people["carla"].pk: None}


def test_a_post_that_ended_opens_nothing_to_a_deputy_either(town: Town) -> None:
    away(town, "finn", "carla")
    actions.end_post(post=Post.objects.get(user=town.people["finn"]), ends_on=YESTERDAY, by=town.machine)
    assert not town.as_("carla").has(Role.POLICY_LEAD)


def test_one_reads_who_asks_in_one_statement_and_a_deputy_in_two(town: Town, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    away(town, "finn", "carla")
    with django_assert_num_queries(1):
        reads.user_to_sign_in(town.people["dan"].pk)
    with django_assert_num_queries(2):
        reads.user_to_sign_in(town.people["carla"].pk)


def test_ending_a_post_ends_every_session_at_once_also_before_its_last_day(town: Town) -> None:
    phone, desk = Client(), Client()
    for client in (phone, desk):
        client.force_login(town.people["dan"])
        assert client.get("/lundby/mit/").status_code == 200
    actions.end_post(post=Post.objects.get(user=town.people["dan"]), ends_on=TOMORROW, by=town.as_("finn"))
    assert [client.get("/lundby/mit/").status_code for client in (phone, desk)] == [302, 302]


def test_a_last_day_that_has_passed_ends_the_sessions_with_no_command_run(town: Town) -> None:
    Post.objects.filter(user=town.people["dan"]).update(ends_on=TODAY)
    actions.start_post(
        user=town.people["dan"], unit=town.units["job"], role=Role.EFFORT_LEAD, starts_on=LONG_AGO, by=town.machine
    )
    client = Client()
    client.force_login(town.people["dan"])
    assert client.get("/lundby/mit/").status_code == 200
    with clock.standing_at(TOMORROW):
        assert client.get("/lundby/mit/").status_code == 302


def test_somebody_elses_sessions_go_on(town: Town) -> None:
    client = Client()
    client.force_login(town.people["carla"])
    actions.end_post(post=Post.objects.get(user=town.people["dan"]), ends_on=TODAY, by=town.machine)
    assert client.get("/lundby/mit/").status_code == 200


def test_who_may_no_longer_sign_in_is_signed_out_for_good(town: Town) -> None:
    client = Client()
    client.force_login(town.people["dan"])
    dan = actions.change_user(user=town.people["dan"], is_active=False, by=town.as_("finn"))
    assert client.get("/lundby/mit/").status_code == 302
    actions.change_user(user=dan, is_active=True, by=town.as_("finn"))
    assert client.get("/lundby/mit/").status_code == 302


def test_the_only_policy_lead_cannot_leave_be_away_or_be_shut_out(town: Town) -> None:
    finn, post = town.people["finn"], Post.objects.get(user=town.people["finn"])
    with pytest.raises(NotPossible, match="ingen tovholder"):
        actions.end_post(post=post, ends_on=TODAY, by=town.as_("finn"))
    with pytest.raises(NotPossible, match="ingen tovholder"):
        actions.note_absence(user=finn, starts_on=TOMORROW, by=town.as_("finn"))
    with pytest.raises(NotPossible, match="ingen tovholder"):
        actions.change_user(user=finn, is_active=False, by=town.as_("finn"))
    assert not Absence.objects.exists()
    actions.note_absence(user=finn, starts_on=TOMORROW, deputy=town.people["carla"], by=town.as_("finn"))


def test_two_policy_leads_cannot_both_vanish(town: Town) -> None:
    a_lead(town)
    finn, dan = town.people["finn"], town.people["dan"]
    lasts = TOMORROW + timedelta(days=7)
    actions.note_absence(user=finn, starts_on=TOMORROW, ends_on=lasts, by=town.as_("finn"))
    with pytest.raises(NotPossible, match="ingen tovholder"):
        actions.note_absence(user=dan, starts_on=lasts, by=town.as_("dan"))
    with pytest.raises(NotPossible, match="ingen tovholder"):
        actions.end_post(
            post=dan.posts.get(role=Role.POLICY_LEAD), ends_on=lasts - timedelta(days=1), by=town.as_("finn")
        )
    actions.note_absence(user=dan, starts_on=lasts + timedelta(days=1), by=town.as_("dan"))


def test_two_leads_who_stand_in_for_each_other_cannot_be_away_together(town: Town) -> None:
    a_lead(town)
    finn, dan = town.people["finn"], town.people["dan"]
    actions.note_absence(user=finn, starts_on=TODAY, ends_on=TOMORROW, deputy=dan, by=town.as_("finn"))
    with pytest.raises(NotPossible, match="ingen tovholder"):
        actions.note_absence(user=dan, starts_on=TODAY, ends_on=TOMORROW, deputy=finn, by=town.as_("finn"))


def test_the_database_refuses_to_let_somebody_stand_in_for_themselves(town: Town) -> None:
    with pytest.raises(NotPossible, match="sig selv"):
        away(town, "finn", "finn")
    with pytest.raises(IntegrityError):
        Absence.objects.create(user=town.people["finn"], deputy=town.people["finn"], starts_on=TODAY)


def test_nobody_stands_in_across_two_municipalities(town: Town) -> None:
    neighbour = a_town("nabo", "Nabo Kommune")
    with pytest.raises(NotPossible, match="anden kommune"):
        actions.note_absence(user=town.people["dan"], starts_on=TODAY, deputy=neighbour.people["dan"], by=town.machine)
    with pytest.raises(NotPossible, match="anden kommune"):
        actions.start_deputy(
            post=Post.objects.get(user=town.people["ib"]),
            user=neighbour.people["dan"],
            starts_on=TODAY,
            by=town.machine,
        )


def test_absence_and_deputy_are_set_on_screen_and_a_clash_is_shown(town: Town) -> None:
    client, dan = Client(), town.people["dan"]
    client.force_login(town.people["finn"])

    def at(name: str, **more: int) -> str:
        return reverse(f"people:{name}", kwargs={"slug": "lundby", "pk": dan.pk, **more})

    sent = {"starts_on": "2021-11-22", "ends_on": "2021-11-30", "deputy": town.people["carla"].pk}
    assert client.post(at("setup_absence_add"), sent).status_code == 302
    row = Absence.objects.get()
    assert row.deputy == town.people["carla"]
    page = client.get(at("setup_person")).content.decode()
    assert "Carla Carlsen er stedfortræder" in page
    actions.change_absence(absence=row, starts_on=TODAY, ends_on=TODAY, deputy=None, by=town.machine)
    clash = client.post(at("setup_absence", absence=row.pk), sent | {"_version": 1})
    assert clash.status_code == 409
    assert client.post(at("setup_absence_off", absence=row.pk)).status_code == 302
    assert not Absence.objects.exists()
    deputy = {"user": town.people["carla"].pk, "starts_on": "2021-11-22"}
    assert client.post(at("setup_deputy_add", post=dan.posts.get().pk), deputy).status_code == 302
    assert town.people["carla"].posts.get(deputy_of__user=dan).role == Role.EFFORT_LEAD


def test_a_person_with_a_number_no_row_can_have_is_missing(town: Town) -> None:
    client = Client()
    client.force_login(town.people["finn"])
    post = town.people["dan"].posts.get().pk
    for name in ("setup_deputy_add", "setup_post_end"):
        assert (
            client.get(reverse(f"people:{name}", kwargs={"slug": "lundby", "pk": 2**63, "post": post})).status_code
            == 404
        )


def test_another_towns_absence_is_missing(town: Town) -> None:
    neighbour = a_town("nabo", "Nabo Kommune")
    row = away(neighbour, "dan")
    client = Client()
    client.force_login(town.people["finn"])
    place = {"slug": "lundby", "pk": neighbour.people["dan"].pk, "absence": row.pk}
    assert client.get(reverse("people:setup_absence", kwargs=place)).status_code == 404
    assert client.post(reverse("people:setup_absence_off", kwargs=place)).status_code == 404

"""A role opens only what it is for: being signed in is never enough."""

from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.exceptions import NoReverseMatch

from holdepunkt import clock
from holdepunkt.people import actions as people
from holdepunkt.people.models import MAY, ROLES, Post
from holdepunkt.people.rules import HOLDERS, Role
from holdepunkt.people.tests.builders import LONG_AGO, Town, a_town
from holdepunkt.policy.models import Effort, Milestone
from holdepunkt.policy.tests.builders import a_policy
from holdepunkt.policy.tests.builders_status import TODAY, a_plan, a_round

HAVE_WORK = (
    *HOLDERS, Role.COMMITTEE_MEMBER, Role.DATA_PROTECTION_OFFICER,
    Role.ADVISORY_COUNCIL_SECRETARY, Role.ADVISORY_COUNCIL_MEMBER,
)  # fmt: skip
NOTHING_HERE = [role for role in Role if role not in HAVE_WORK]
# What is everybody's own who has signed in: the first page, and the rooms of one's own sign-in.
ONES_OWN = {"pages:mine", "people:own_password"}
OWN_ROOMS = (
    "people:security",
    "people:session",
    "people:absences",
    "people:code_app",
    "people:recovery",
    "people:confirm",
    "people:provider_",
)


@pytest.fixture
def town(db: None) -> Town:
    with clock.standing_at(TODAY):
        town = a_town()
        version = a_policy(town)
        a_plan(town, version)
        a_round(town, version)
        return town


def views(within: URLResolver | None = None, space: str = "", **taken: Any) -> list[tuple[str, Any, dict[str, Any]]]:
    """Every named address with its view and the arguments it takes."""
    found: list[tuple[str, Any, dict[str, Any]]] = []
    for pattern in (within or get_resolver()).url_patterns:
        takes = taken | dict(pattern.pattern.converters)
        if isinstance(pattern, URLResolver):
            found += views(pattern, f"{pattern.namespace}:" if pattern.namespace else space, **takes)
        elif isinstance(pattern, URLPattern) and pattern.name:
            found.append((space + pattern.name, pattern.callback, takes))
    return found


def real_things(town: Town) -> dict[str, Any]:
    """Something real for each argument that an address may take."""
    effort, dan = Effort.objects.select_related("plan__policy").order_by("pk")[0], town.people["dan"]
    note = effort.statusnote_set.get() if hasattr(effort, "statusnote_set") else effort.notes.get()  # type: ignore[attr-defined]
    return {
        "slug": "lundby", "policy": effort.plan.policy.slug, "number": 1, "year": 2021, "pk": effort.pk,
        "note": note.uuid, "post": dan.posts.get().pk, "section": "ramme", "kind": "csv", "absence": 1, "target": 1,
        "uuid": effort.uuid, "file_uuid": effort.uuid, "conclusion": effort.uuid, "about": "status", "key": "hjem",
    }  # fmt: skip


def closed_addresses(town: Town) -> list[tuple[str, str]]:
    """Every address that is not public, with something real in it where there is something."""
    found, real = [], real_things(town)
    for name, view, names in views():
        if (
            getattr(view, "is_public", False)
            or name in ONES_OWN
            or name.startswith(OWN_ROOMS)
            or name.startswith("ui:")
        ):
            continue
        try:
            found.append((name, reverse(name, kwargs={one: real[one] for one in names if one in real})))
        except NoReverseMatch:
            continue
    return [(name, path) for name, path in found if path.startswith("/lundby/")]


def signed_in_as(town: Town, *roles: Role) -> Client:
    user = people.add_user(municipality=town.municipality, username="bo@lundby", name="Bo Bech", by=town.machine)
    for role in roles:
        people.start_post(user=user, unit=town.units["social"], role=role, starts_on=LONG_AGO, by=town.machine)
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


def opened(client: Client, addresses: list[tuple[str, str]]) -> list[str]:
    """The addresses that answer with a page or go on with what was sent."""
    found = []
    for name, path in addresses:
        for answer in (client.get(path), client.post(path, {"why": "x", "on": "2021-11-22"})):
            if answer.status_code not in (403, 404, 405):
                found.append(f"{name} {answer.request['REQUEST_METHOD']} {answer.status_code}")
    return found


def test_roles_without_work_here_open_no_closed_page_not_even_all_of_them_together(town: Town) -> None:
    addresses = closed_addresses(town)
    assert len(addresses) > 60
    with clock.standing_at(TODAY):
        client = signed_in_as(town, *NOTHING_HERE)
        reads_items_only = {"policy:items GET 200"}
        assert set(opened(client, addresses)) <= reads_items_only
        mine = client.get("/lundby/mit/").content.decode()
    assert "Årets status" not in mine
    assert Effort.objects.order_by("pk")[0].title not in mine


def test_somebody_whose_post_ended_yesterday_opens_nothing_either(town: Town) -> None:
    with clock.standing_at(TODAY):
        Post.objects.filter(user=town.people["dan"]).update(ends_on=clock.today().replace(day=21))
        client = Client(raise_request_exception=False)
        client.force_login(town.people["dan"])
        assert set(opened(client, closed_addresses(town))) <= {"policy:items GET 200"}


def test_the_walk_would_see_an_open_door(town: Town) -> None:
    with clock.standing_at(TODAY):
        client = signed_in_as(town, Role.POLICY_LEAD)
        desk = [one for one in closed_addresses(town) if one[0] == "policy:desk"]
        assert "policy:desk GET 200" in opened(client, desk)


def test_every_role_has_a_name_and_one_sentence_of_what_it_may_do() -> None:
    assert set(ROLES) == set(MAY) == set(Role)
    assert all(str(words).endswith(".") for words in MAY.values())


def test_a_unit_leader_sees_the_unit_and_a_leader_of_another_may_not_write_there(town: Town) -> None:
    effort = Effort.objects.filter(unit=town.units["social"]).order_by("pk")[0]
    step = Milestone.objects.filter(effort=effort).order_by("pk")[0]
    with clock.standing_at(TODAY):
        here = signed_in_as(town, Role.UNIT_LEADER)
        assert here.get(f"/lundby/arbejde/milepaele/{step.pk}/").status_code == 200
        Post.objects.filter(role=Role.UNIT_LEADER).update(unit=town.units["job"])
        answer = here.post(f"/lundby/arbejde/milepaele/{step.pk}/", {"on": "2021-11-20"})
    assert answer.status_code == 403

"""A look at a draft of a text, an evaluation or a year's status is in the record: one row each, by which relation."""

import inspect
import re
import sys

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse

from holdepunkt import clock
from holdepunkt.people.tests.builders import Town, a_town
from holdepunkt.policy import tasks
from holdepunkt.policy.actions import evaluation as evaluations
from holdepunkt.policy.actions import text as texts
from holdepunkt.policy.actions.heard import ask_body
from holdepunkt.policy.models import PolicyVersion, StatusNote, StatusReport
from holdepunkt.policy.tests import builders_plans as plans
from holdepunkt.policy.tests.builders import a_draft, a_policy
from holdepunkt.policy.tests.builders_status import a_plan, a_round, note_of
from holdepunkt.record.models import Entry
from holdepunkt.record.rules import Sort
from holdepunkt.tests.code_base import DOCS
from holdepunkt.tests.matrix.book import EVERYBODY, read_book

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return a_town()


@pytest.fixture
def draft(town: Town) -> PolicyVersion:
    return a_draft(town)


@pytest.fixture
def report(town: Town) -> StatusReport:
    version = a_policy(town)
    a_plan(town, version)
    return a_round(town, version)


def looks(client: Client, *addresses: str) -> list[tuple[str, str, str]]:
    """What opening these pages left: kind, who and by which relation; never a change."""
    before = Entry.objects.count()
    for address in addresses:
        assert client.get(address).status_code == 200, address
    rows = Entry.objects.order_by("pk")[before:]
    assert {row.sort for row in rows} <= {Sort.LOOK}
    return [(row.verb, row.by_name, row.relation) for row in rows]


def as_(town: Town, name: str) -> Client:
    client = Client()
    client.force_login(town.people[name])
    return client


def test_each_page_of_a_draft_leaves_one_look(town: Town, draft: PolicyVersion) -> None:
    part = draft.passages.first()
    assert part

    at = {"slug": "lundby", "policy": draft.policy.slug, "number": draft.number}
    addresses = [
        reverse("policy:draft", kwargs=at),
        reverse("policy:draft_section", kwargs=at | {"section": "grundlag"}),
        reverse("policy:parts", kwargs=at | {"noun": "afsnit"}),
        reverse("policy:part", kwargs=at | {"noun": "afsnit", "pk": part.pk}),
        reverse("policy:draft_document", kwargs=at),
    ]
    assert looks(as_(town, "finn"), *addresses) == [
        ("policyversion.looked_at", "Finn Falk", "Du har rollen i dag.")
    ] * len(addresses)


def test_a_look_costs_one_row_and_no_question(town: Town, draft: PolicyVersion) -> None:
    client = as_(town, "dan")

    address = reverse("policy:draft", kwargs={"slug": "lundby", "policy": draft.policy.slug, "number": draft.number})
    with CaptureQueriesContext(connection) as sent:
        client.get(address)
    into = [one["sql"] for one in sent if 'INTO "record_entry"' in one["sql"]]
    asked = [
        one["sql"] for one in sent if one["sql"].startswith("SELECT") and 'FROM "record_' in _without_pulse(one["sql"])
    ]
    assert (len(into), asked) == (1, [])


def test_an_approved_text_is_read_by_everybody_and_leaves_no_look(town: Town) -> None:

    version = a_policy(town)
    address = reverse(
        "policy:draft", kwargs={"slug": "lundby", "policy": version.policy.slug, "number": version.number}
    )
    assert looks(as_(town, "finn"), address) == []


def test_an_evaluation_is_looked_at_until_everybody_may_read_it(town: Town) -> None:

    finn = town.as_("finn")
    row = evaluations.begin_evaluation(policy=a_policy(town).policy, year=2021, by=finn)
    pages = [
        reverse(f"policy:{name}", kwargs={"slug": "lundby", "uuid": row.uuid})
        for name in ("evaluation_desk", "evaluation_write", "conclusion_add")
    ]
    told = ("evaluation.looked_at", "Finn Falk", "Du har rollen i dag.")
    assert looks(as_(town, "finn"), *pages) == [told] * 3
    shown = reverse("policy:evaluation", kwargs={"slug": "lundby", "policy": row.policy.slug, "year": row.year})
    assert looks(as_(town, "ib"), shown) == [("evaluation.looked_at", "Ib Iversen", "Du har rollen i dag.")]
    row.stage, row.done_on, row.published_on = "published", clock.today(), clock.today()
    row.save()
    assert looks(as_(town, "finn"), pages[0], shown) == []


def test_somebody_elses_status_is_looked_at_and_ones_own_is_just_written(town: Town, report: StatusReport) -> None:
    note: StatusNote = note_of(report)

    lead = next(name for name, user in town.people.items() if user.pk == note.effort.lead_id)
    assert looks(as_(town, lead), tasks.note_path(note)) == []
    other = "ib"
    assert looks(as_(town, other), tasks.note_path(note)) == [
        ("statusnote.looked_at", "Ib Iversen", "Du har rollen i dag.")
    ]


def test_the_head_who_reads_the_locked_year_before_approving_it_leaves_a_look(town: Town, report: StatusReport) -> None:
    StatusReport.objects.filter(pk=report.pk).update(stage="locked")
    at = {"slug": "lundby", "policy": report.policy.slug, "year": report.year}
    told = [("statusreport.looked_at", "Ib Iversen", "Du har rollen i dag.")]
    assert looks(as_(town, "ib"), reverse("policy:status_approve", kwargs=at)) == told


def test_a_figure_a_draft_would_reach_is_a_look_at_the_draft(town: Town, draft: PolicyVersion) -> None:
    goal = draft.goals.first()
    assert goal
    row = texts.add_target(goal=goal, by=town.as_("finn"), measure="Færre på gaden", target_value=10)
    at = {"slug": "lundby", "policy": draft.policy.slug, "number": draft.number, "pk": goal.pk}
    told = [("policyversion.looked_at", "Finn Falk", "Du har rollen i dag.")]
    assert looks(as_(town, "finn"), reverse("policy:target", kwargs=at | {"target": row.pk})) == told
    assert looks(as_(town, "finn"), reverse("policy:target_add", kwargs=at)) == []


def test_what_a_body_said_of_a_plan_and_an_effort_that_is_copied_are_looks_until_the_plan_is_approved(
    town: Town,
) -> None:
    finn, version = town.as_("finn"), a_policy(town)
    plan = plans.a_plan(town, version)
    effort = plans.an_effort(town, plan)
    heard = ask_body(plan=plan, unit=town.units["udsatteraad"], asked_on=clock.today(), due_on=None, by=finn)
    pages = [
        reverse("policy:plan_words", kwargs={"slug": "lundby", "pk": heard.pk}),
        reverse("policy:effort_new", kwargs={"slug": "lundby", "pk": plan.pk}) + f"?fra={effort.pk}",
    ]
    assert [verb for verb, _who, _relation in looks(as_(town, "finn"), *pages)] == [
        "actionplan.looked_at",
        "effort.looked_at",
    ]


def the_table() -> dict[str, str]:
    """What docs/access.md says of looks: recorded, or not, by the name of the page."""
    rows = re.findall(
        r"^\| (recorded|recorded as taken along|none) \| ([^|]*) \|",
        (DOCS / "access.md").read_text(encoding="utf-8"),
        re.M,
    )
    pairs = [(name, kind) for kind, names in rows for name in re.findall(r"`(\w+)`", names)]
    assert len(pairs) == len(dict(pairs)), "a page stands in two rows"
    return dict(pairs)


def test_every_page_inside_says_whether_it_leaves_a_look() -> None:
    book = read_book()
    inside = {
        row.address.removeprefix("policy:")
        for row in book.rows()
        if row.method == "GET" and row.address.startswith("policy:") and {*row.right.who} - {EVERYBODY}
    }
    assert sorted(set(the_table()) - {"items"} ^ inside) == []


def test_every_page_that_is_said_to_leave_a_look_has_one_in_its_view() -> None:
    views = {pattern.name: pattern.callback for pattern in get_resolver("holdepunkt.policy.urls").url_patterns}
    rooms = {name: inspect.getsource(sys.modules[view.__module__]) for name, view in views.items()}
    kinds = {"recorded": "looked_at_", "recorded as taken along": "fetched("}
    missing = [name for name, kind in the_table().items() if kind in kinds and kinds[kind] not in rooms[name]]
    assert missing == []


def test_the_whole_years_status_is_looked_at_before_the_committee_has_it(town: Town, report: StatusReport) -> None:

    address = reverse(
        "policy:status_year", kwargs={"slug": "lundby", "policy": report.policy.slug, "year": report.year}
    )
    assert looks(as_(town, "ib"), address) == [("statusreport.looked_at", "Ib Iversen", "Du har rollen i dag.")]
    report.stage = "public"
    report.save()
    assert looks(as_(town, "ib"), address) == []


def _without_pulse(sql: str) -> str:
    """A statement without the column that says what has changed last; it comes with the session."""
    return sql if 'FROM "people_sessionofuser"' not in sql else ""

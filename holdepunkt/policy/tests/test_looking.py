"""Files that are fetched, drafts that are read and words that are searched for stand in the record."""

import ast
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from holdepunkt.people.tests.builders import Town, a_town
from holdepunkt.policy.models import CommitteeItem, PolicyVersion
from holdepunkt.policy.tests.builders import a_policy
from holdepunkt.policy.tests.builders_items import FORM, a_year, an_item, on_the_agenda
from holdepunkt.policy.tests.builders_plans import a_plan, an_effort
from holdepunkt.record.models import Entry
from holdepunkt.record.rules import Sort
from holdepunkt.record.tests.builders import a_full_disk
from holdepunkt.tests.code_base import Function, is_test, python_files, short, tree

pytestmark = pytest.mark.django_db
RECORDS = {"fetched", "exported"}


@pytest.fixture
def town() -> Town:
    return a_town()


@pytest.fixture
def version(town: Town) -> PolicyVersion:
    return a_policy(town, paper_fields=FORM)


@pytest.fixture
def item(town: Town, version: PolicyVersion) -> CommitteeItem:
    return an_item(town, a_year(town, version))


def verbs(sort: Sort) -> list[tuple[str, str]]:
    rows = Entry.objects.filter(sort=sort).order_by("pk")
    return [(row.verb, row.by_name) for row in rows]


def opened(client: Client, name: str, **kwargs: object) -> int:
    return client.get(reverse(name, kwargs={"slug": "lundby"} | kwargs)).status_code


def test_reading_an_item_before_its_agenda_is_out_is_recorded_with_the_relation(
    client: Client, town: Town, item: CommitteeItem
) -> None:
    client.force_login(town.people["dan"])
    for name in ("policy:item", "policy:item_desk"):
        assert opened(client, name, uuid=item.uuid) == 200
    assert verbs(Sort.LOOK) == [("committeeitem.looked_at", "Dan Dam")] * 2
    row = Entry.objects.filter(sort=Sort.LOOK).latest("pk")
    assert (row.about_uuid, row.relation) == (item.uuid, "Du har rollen i dag.")


def test_reading_what_everybody_may_read_leaves_no_row(client: Client, town: Town, item: CommitteeItem) -> None:
    on_the_agenda(town, item)
    before = Entry.objects.count()
    assert opened(client, "policy:item", uuid=item.uuid) == 200
    assert opened(client, "policy:item_paper", uuid=item.uuid) == 200
    client.force_login(town.people["dan"])
    assert opened(client, "policy:item", uuid=item.uuid) == 200
    assert Entry.objects.count() == before


def test_reading_a_plan_and_its_efforts_is_recorded_until_it_is_approved(
    client: Client, town: Town, version: PolicyVersion
) -> None:
    plan = a_plan(town, version)
    effort = an_effort(town, plan)
    client.force_login(town.people["finn"])
    for name, pk in (
        ("plan_page", plan.pk),
        ("plan_edit", plan.pk),
        ("effort_page", effort.pk),
        ("effort_edit", effort.pk),
    ):
        assert opened(client, f"policy:{name}", pk=pk) == 200
    looks = [("actionplan.looked_at", "Finn Falk")] * 2 + [("effort.looked_at", "Finn Falk")] * 2
    assert verbs(Sort.LOOK) == looks
    type(plan).objects.filter(pk=plan.pk).update(
        stage="approved", approved_by=town.units["socialudvalg"], approved_on=date(2021, 2, 1)
    )
    assert opened(client, "policy:plan_page", pk=plan.pk) == 200
    assert opened(client, "policy:effort_page", pk=effort.pk) == 200
    assert verbs(Sort.LOOK) == looks


def test_a_draft_that_cannot_be_recorded_as_read_is_not_shown(client: Client, town: Town, item: CommitteeItem) -> None:
    client.force_login(town.people["dan"])
    with a_full_disk():
        answer = client.get(reverse("policy:item", kwargs={"slug": "lundby", "uuid": item.uuid}))
    assert answer.status_code == 503
    assert item.title not in answer.content.decode()


def test_fetching_the_pack_and_the_print_is_recorded_with_what_was_chosen(
    client: Client, town: Town, item: CommitteeItem, version: PolicyVersion
) -> None:
    client.force_login(town.people["finn"])
    assert opened(client, "policy:draft_export", policy=version.policy.slug, number=version.number) == 200
    assert opened(client, "policy:item_paper", uuid=item.uuid) == 200
    assert verbs(Sort.EXPORT) == [("policy.pack_fetched", "Finn Falk"), ("item.printed", "Finn Falk")]
    row = Entry.objects.filter(sort=Sort.EXPORT).earliest("pk")
    assert (row.about_uuid, row.fields) == (version.uuid, {"number": version.number})


def test_the_words_searched_for_are_recorded_of_those_who_are_signed_in_and_of_nobody_else(
    client: Client, town: Town
) -> None:
    address = reverse("pages:search", kwargs={"slug": "lundby"})
    client.get(address, {"q": "bolig"})
    assert verbs(Sort.SEARCH) == []
    client.force_login(town.people["dan"])
    client.get(address, {"q": "bolig"})
    client.get(address, {"q": ""})
    assert verbs(Sort.SEARCH) == [("search.made", "Dan Dam")]
    assert Entry.objects.get(sort=Sort.SEARCH).fields == {"words": "bolig", "page": 1}


def silent_files(module: ast.Module, text: str, name: str) -> list[str]:
    """The views that send a file and leave no row, unless their `def` line says `# because`."""
    lines = text.splitlines()
    return [
        f"{name}: {node.name} sends a file; expected a call to record.exported"
        for node in ast.walk(module)
        if isinstance(node, Function)
        and "Content-Disposition" in ast.unparse(node)
        and not RECORDS & {ast.unparse(c.func).split(".")[-1] for c in ast.walk(node) if isinstance(c, ast.Call)}
        and "# because " not in lines[node.lineno - 1]
    ]


def test_every_view_that_sends_a_file_leaves_a_row() -> None:
    found = [
        line
        for path in python_files("holdepunkt")
        if not is_test(path) and "views" in path.parts
        for line in silent_files(tree(path), path.read_text(encoding="utf-8"), short(path))
    ]
    assert not found, "\n".join(found)


def test_the_guard_sees_a_file_that_leaves_no_row() -> None:
    text = "def send(request):\n    answer['Content-Disposition'] = 'attachment'\n    return answer\n"
    assert silent_files(ast.parse(text), text, "views.py") != []
    text = text.replace("(request):", "(request):  # because everybody may read it")
    assert silent_files(ast.parse(text), text, "views.py") == []

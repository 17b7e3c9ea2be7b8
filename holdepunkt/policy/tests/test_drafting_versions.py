"""New versions, the next policy from an evaluation, hearing, approval, comparing two versions."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from holdepunkt.people.access import NotPossible, Refused
from holdepunkt.people.tests.builders import Town, a_town
from holdepunkt.policy.actions import draft, text
from holdepunkt.policy.models import Conclusion, Evaluation, Goal, PolicyVersion
from holdepunkt.policy.rules.kinds import VersionStage
from holdepunkt.policy.tests.builders import a_draft, a_policy


@pytest.fixture
def town(db: None) -> Town:
    return a_town()


def approved_twice(town: Town) -> PolicyVersion:
    """A policy whose second version says one passage otherwise, lacks one and has one more."""
    first = a_policy(town)
    by = town.as_("finn")
    second = draft.begin_version(policy=first.policy, by=by)
    vision = second.passages.get(key="vision")
    text.change_part(part=vision, by=by, plain="I Lundby er der god plads til dig.")
    text.remove_part(part=second.passages.get(key="vaerdi"), by=by)
    text.add_part(version_of=second, noun=type(vision), by=by, named="Tillæg", kind="approach", plain="Nyt stykke.")
    return draft.approve_version(version_of=second, unit=town.units["byraad"], on=date(2021, 1, 5), by=by)


def test_a_new_version_is_a_copy_and_the_approved_one_stays(town: Town) -> None:
    first = a_policy(town)
    second = draft.begin_version(policy=first.policy, by=town.as_("finn"))
    assert second.number == 2
    assert second.stage == VersionStage.DRAFT
    assert second.supersedes == first
    for rows in ("passages", "goals", "promises", "rhythms"):
        mine, theirs = getattr(second, rows), getattr(first, rows)
        assert list(mine.values_list("key", flat=True)) == list(theirs.values_list("key", flat=True))
    assert second.promises.get(key="vi-hjem").goals.get().version_of == second
    assert second.rhythms.get().promise.version_of == second
    first.refresh_from_db()
    assert first.stage == VersionStage.APPROVED


def test_only_one_draft_is_written_at_a_time(town: Town) -> None:
    first = a_policy(town)
    draft.begin_version(policy=first.policy, by=town.as_("finn"))
    with pytest.raises(NotPossible, match="allerede et udkast"):
        draft.begin_version(policy=first.policy, by=town.as_("finn"))


def test_approval_supersedes_the_older_version_and_freezes_the_new(town: Town) -> None:
    second = approved_twice(town)
    first = second.policy.versions.get(number=1)
    assert first.stage == VersionStage.SUPERSEDED
    assert second.stage == VersionStage.APPROVED
    assert second.digest
    with pytest.raises(Refused):
        text.add_part(version_of=second, noun=Goal, by=town.as_("finn"), title="Nyt")


def test_approval_may_be_unknown_but_not_in_the_future(town: Town) -> None:
    version = a_draft(town)
    with pytest.raises(NotPossible, match="ikke kommet endnu"):
        draft.approve_version(version_of=version, unit=None, on=date(2999, 1, 1), by=town.as_("finn"))
    draft.approve_version(version_of=version, unit=None, on=None, by=town.as_("finn"))
    version.refresh_from_db()
    assert version.stage == VersionStage.APPROVED
    assert version.approved_on is None


def test_a_text_with_holes_is_not_frozen_and_the_reason_names_them(town: Town) -> None:
    version = a_draft(town)
    text.remove_part(part=version.promises.get(key="vi-hjem"), by=town.as_("finn"))
    with pytest.raises(NotPossible, match="Vi arbejder for: Alle har et hjem"):
        draft.approve_version(version_of=version, unit=None, on=None, by=town.as_("finn"))


def test_a_hearing_cannot_end_before_today(town: Town) -> None:
    version = a_draft(town)
    with pytest.raises(NotPossible, match="fra i dag"):
        draft.send_to_hearing(version_of=version, until=date(2001, 1, 1), by=town.as_("finn"))


def an_evaluation(version: PolicyVersion) -> Evaluation:
    """Homes go on, work is dropped, health is changed, and something new is wanted."""
    row = Evaluation.objects.create(
        policy=version.policy, year=2021, stage="done", done_on=date(2021, 9, 1), how_made="Vi spurgte."
    )
    for order, (key, title, said, advice) in enumerate(
        (
            ("hjem", "Alle har et hjem", "Det virker.", "keep"),
            ("arbejde", "Alle har noget at stå op til", "Det er nået.", "drop"),
            ("sundhed", "Alle har et godt helbred", "Sæt tal på.", "change"),
            ("", "", "Tag de unge med.", "new"),
        )
    ):
        Conclusion.objects.create(evaluation=row, order=order, goal_key=key, goal_title=title, text=said, advice=advice)
    return row


def test_the_next_policy_begins_from_what_was_learned(town: Town) -> None:
    first = a_policy(town)
    evaluation = an_evaluation(first)
    client = Client()
    client.force_login(town.people["finn"])
    address = reverse("policy:draft_next", kwargs={"slug": "lundby", "policy": "udsatte"})
    assert "evalueringen 2021" in client.get(address).content.decode()
    answer = client.post(address, {"evaluering": "2021"})
    assert answer.status_code == 302
    second = first.policy.versions.get(number=2)
    assert second.began_from == evaluation
    assert list(second.goals.values_list("key", flat=True)) == ["hjem", "sundhed"]
    assert not second.promises.filter(key="vi-arbejde").exists()
    assert second.draft_remark == "Alle har et godt helbred: Sæt tal på.\nTag de unge med."
    assert second.period_from is None
    overview = client.get(answer.headers["Location"]).content.decode()
    assert "Tag de unge med." in overview


def test_everybody_sees_two_approved_versions_side_by_side(town: Town) -> None:
    approved_twice(town)
    address = reverse("policy:compare", kwargs={"slug": "lundby", "policy": "udsatte"})
    body = Client().get(f"{address}?fra=1&til=2").content.decode()
    assert "<del>plads</del>" in body or "<del>" in body
    assert "<ins>god " in body
    assert "Nyt stykke." in body
    assert "Vi møder hinanden med respekt." in body
    assert "er uændrede" in body


def test_a_draft_is_never_shown_in_the_comparison(town: Town) -> None:
    first = a_policy(town)
    second = draft.begin_version(policy=first.policy, by=town.as_("finn"))
    text.change_part(part=second.passages.get(key="vision"), by=town.as_("finn"), plain="Hemmeligt udkast")
    address = reverse("policy:compare", kwargs={"slug": "lundby", "policy": "udsatte"})
    assert "Hemmeligt udkast" not in Client().get(address).content.decode()
    assert Client().get(f"{address}?fra=1&til=2").status_code == 404


def test_a_policy_without_an_approved_version_cannot_be_compared(town: Town) -> None:
    a_draft(town)
    address = reverse("policy:compare", kwargs={"slug": "lundby", "policy": "udsatte"})
    assert Client().get(address).status_code == 404


def test_copying_costs_no_more_sql_per_passage(town: Town, django_assert_max_num_queries: Any) -> None:
    first = a_draft(town)
    passage = first.passages.get(key="loefte-hjem")
    type(passage).objects.bulk_create(
        type(passage)(version_of=first, key=f"p{n}", order=n + 100, kind="approach", plain=f"Stykke {n}.")
        for n in range(300)
    )
    draft.approve_version(version_of=first, unit=None, on=None, by=town.as_("finn"))
    with django_assert_max_num_queries(60):
        draft.begin_version(policy=first.policy, by=town.as_("finn"))


@pytest.mark.parametrize("year", ["²", "9" * 4301, "9" * 9, "x"])
def test_a_next_policy_from_a_year_that_is_no_year_is_missing_and_nothing_begins(town: Town, year: str) -> None:
    a_policy(town)
    client = Client()
    client.force_login(town.people["finn"])
    address = reverse("policy:draft_next", kwargs={"slug": "lundby", "policy": "udsatte"})
    assert client.post(address, {"evaluering": year}).status_code == 404
    assert PolicyVersion.objects.count() == 1


@pytest.mark.parametrize("number", ["9" * 4301, "9" * 30])
def test_a_version_with_thousands_of_digits_is_missing(town: Town, number: str) -> None:
    a_policy(town)
    client = Client()
    client.force_login(town.people["finn"])
    here = reverse("policy:draft", kwargs={"slug": "lundby", "policy": "udsatte", "number": 1})
    assert client.get(here.replace("/1/", f"/{number}/")).status_code == 404
    compare = reverse("policy:compare", kwargs={"slug": "lundby", "policy": "udsatte"})
    for asked in (number, "²"):
        assert client.get(compare, {"fra": asked, "til": asked}).status_code == 404

"""The demo is rich enough to be true, made of examples only, and can begin again on both databases."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import Q
from django.db.utils import DatabaseError

from holdepunkt import clock
from holdepunkt.pages.demo import faxe, load
from holdepunkt.people import actions, reads
from holdepunkt.people.access import NotPossible
from holdepunkt.people.asker import Asker, visitor
from holdepunkt.people.models import Municipality, Unit, User
from holdepunkt.policy.actions.plan import approve_plan
from holdepunkt.policy.models import (
    ActionPlan,
    BodyHeard,
    CommitteeItem,
    Effort,
    Evaluation,
    Figure,
    LockedStatus,
    Policy,
    PolicyVersion,
    StatusNote,
    StatusReport,
)
from holdepunkt.policy.reads import keeps_word, public
from holdepunkt.policy.reads.status_notes import receivers
from holdepunkt.policy.rules.kinds import Kept, ReportStage, RhythmKind
from holdepunkt.policy.rules.labelling import hints
from holdepunkt.policy.rules.rhythm import verdicts
from holdepunkt.record.models import Entry
from holdepunkt.tests.statements import sent

TODAY = date(2021, 11, 22)
MOST_STATEMENTS = 11_000
WRITTEN = ("happened", "hindrance", "next_step", "differs_because")


@pytest.fixture(scope="module")
def told(django_db_setup: None, django_db_blocker: Any) -> Iterator[int]:
    """The demo, loaded once for this file; gives the number of SQL statements it took."""
    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        try:
            with sent() as statements:
                load.load()
            connection.check_constraints()  # once; else each test looks at every row
            yield len(statements)
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)


@pytest.fixture
def demo(told: int, db: None) -> Iterator[int]:
    """The demo on its day, Monday 22 November 2021."""
    with clock.standing_at(TODAY):
        yield told


def policy_of(slug: str) -> Policy:
    return Policy.objects.get(municipality__slug=slug)


def _words_of(effort: Effort) -> list[str]:
    return [
        effort.title, effort.working_title, effort.plain, effort.citizens_take_part, effort.employees_take_part,
        effort.others_take_part, effort.expected_effect, effort.indicator, effort.indicator_unit, effort.stop_reason,
    ]  # fmt: skip


def as_(username: str) -> Asker:
    return reads.asker_of(User.objects.get(username=username))


def kept(slug: str, kind: RhythmKind) -> dict[int, Kept]:
    of = public.version(visitor(Municipality.objects.get(slug=slug)))
    facts = keeps_word.facts(visitor(of.policy.municipality), of, today=TODAY)
    rows = [row for row in keeps_word.rhythms(of) if row.kind == kind]
    return {v.year: v.kept for row in rows for v in verdicts(keeps_word.rule_of(row), facts, today=TODAY)}


@pytest.mark.slow
class TestEverywhere:
    def test_there_are_four_municipalities_of_examples_with_made_up_people(self, demo: int) -> None:
        assert set(Municipality.objects.values_list("slug", flat=True)) == {"faxe", "nyborg", "odsherred", "roedovre"}
        assert not Municipality.objects.filter(example_data=False).exists()
        assert not User.objects.filter(made_up=False).exists()
        assert not [user for user in User.objects.all() if user.has_usable_password()]
        assert not User.objects.exclude(email__endswith=".example").exists()

    def test_every_role_is_there_in_each_municipality(self, demo: int) -> None:
        for municipality in Municipality.objects.all():
            roles = Counter(post.role for user in municipality.users.all() for post in user.posts.all())
            assert len(roles) == 9, municipality
            assert 3 <= roles["effort_lead"] <= 6, municipality

    def test_every_effort_told_by_the_demo_is_marked_as_example(self, demo: int) -> None:
        not_marked = Effort.objects.filter(is_example=False)
        assert {effort.plan.from_text for effort in not_marked} == {True}
        assert not LockedStatus.objects.filter(kind="effort", is_example=False).exists()

    def test_no_figure_of_one_to_four_people_is_told(self, demo: int) -> None:
        assert not Figure.objects.filter(effort__about_people=True, value__gt=0, value__lt=5).exists()
        assert Figure.objects.filter(under_five=True).exists()
        assert not Figure.objects.filter(Q(source="") | Q(as_of__gt=TODAY)).exists()

    def test_the_answers_put_no_label_on_anybody(self, demo: int) -> None:
        texts = [getattr(note, name) for note in StatusNote.objects.all() for name in WRITTEN]
        texts += [text for effort in Effort.objects.filter(is_example=True) for text in _words_of(effort)]
        texts += list(BodyHeard.objects.values_list("words", flat=True))
        assert not [hint for text in texts for hint in hints(text)]

    def test_every_change_is_in_the_record_under_a_name(self, demo: int) -> None:
        verbs = set(Entry.objects.values_list("verb", flat=True))
        assert {"status_note.no_news", "item.taken_up_again", "effort.stopped", "plan.annexed", "post.ended"} <= verbs
        assert not Entry.objects.filter(by_name="").exclude(by_kind="visitor").exists()
        assert not Entry.objects.filter(at__date__gt=TODAY).exists()

    def test_loading_stays_within_its_number_of_statements(self, demo: int) -> None:
        assert demo <= MOST_STATEMENTS

    def test_a_visitor_finds_a_locked_public_year_in_each_municipality(self, demo: int) -> None:
        for municipality in Municipality.objects.all():
            of = public.version(visitor(municipality))
            assert public.public_reports([of.policy_id]).count() >= 1, municipality


@pytest.mark.slow
class TestOdsherred:
    def test_the_plan_of_the_text_was_corrected_with_a_reason_and_one_dialogue_came_late(self, demo: int) -> None:
        plan = ActionPlan.objects.get(policy=policy_of("odsherred"), number=2)
        assert plan.supersedes is not None
        assert plan.correction_reason
        steps = plan.efforts.get(key="dialoger").milestones.all()
        assert len(steps) == 5
        assert [step.title for step in steps if step.reached_on > step.due_on] == ["Dialog i Børn og Familie"]

    def test_two_statuses_were_in_time_the_third_was_late_and_nothing_came_since(self, demo: int) -> None:
        years = kept("odsherred", RhythmKind.STATUS_EVERY_YEARS)
        assert [years[year] for year in (2017, 2018, 2019)] == [Kept.KEPT, Kept.KEPT, Kept.LATE]
        assert years[2020] in (Kept.NOT_YET, Kept.MISSED)
        assert not StatusReport.objects.filter(policy=policy_of("odsherred"), year__gte=2020).exists()

    def test_the_evaluation_came_late_and_the_next_policy_begins_from_it(self, demo: int) -> None:
        made = Evaluation.objects.get(policy=policy_of("odsherred"))
        assert (made.year, made.published_on) == (2019, date(2020, 10, 7))
        assert kept("odsherred", RhythmKind.EVALUATION_IN_YEAR) == {2019: Kept.LATE}
        draft = PolicyVersion.objects.get(policy=made.policy, stage="draft")
        assert draft.began_from == made
        assert draft.goals.exists()
        assert draft.draft_remark


@pytest.mark.slow
class TestRoedovre:
    def test_three_years_of_plans_carry_efforts_on_change_them_and_stop_them(self, demo: int) -> None:
        plans = ActionPlan.objects.filter(policy=policy_of("roedovre"), approved_on__isnull=False)
        assert [plan.efforts.count() for plan in plans.order_by("period_from")] == [9, 10, 12]
        choices = set(Effort.objects.filter(plan__in=plans).values_list("carried_how", flat=True))
        assert {"continue", "change", "stop"} <= choices

    def test_the_round_of_2021_is_open_with_every_kind_of_answer(self, demo: int) -> None:
        report = StatusReport.objects.get(policy=policy_of("roedovre"), year=2021)
        assert report.stage == ReportStage.OPEN
        stages = Counter(report.notes.values_list("stage", flat=True))
        assert stages["stated"] >= 3
        assert stages["draft"] == 1
        assert stages["asked"] >= 2
        assert report.notes.filter(no_news=True).count() == 1

    def test_the_effort_of_one_who_left_waits_for_the_head_of_the_unit(self, demo: int) -> None:
        effort = Effort.objects.get(plan__title="Handleplan 2021", key="smaa-job")
        found = receivers(effort.plan.policy.municipality)
        assert not found.has_lead(effort)
        assert found.of(effort) == User.objects.get(username="mads@roedovre")

    def test_an_item_that_was_postponed_was_taken_up_again(self, demo: int) -> None:
        again = CommitteeItem.objects.get(policy=policy_of("roedovre"), follows__isnull=False)
        assert again.follows is not None
        assert (again.follows.decision, again.decision) == ("postponed", "noted")


@pytest.mark.slow
class TestNyborg:
    def test_the_lead_department_made_one_strategy_for_each_focus_area(self, demo: int) -> None:
        plans = ActionPlan.objects.filter(policy=policy_of("nyborg"))
        assert {str(plan.drafted_by) for plan in plans} == {"Socialafdelingen"}
        tops = {
            key for plan in plans for key in plan.plan_goals.filter(goal__level=1).values_list("goal__key", flat=True)
        }
        assert tops == {"boliger", "sundhed", "beskaeftigelse"}
        assert kept("nyborg", RhythmKind.STRATEGY_PER_GOAL) == {2019: Kept.KEPT}

    def test_one_year_was_missed_and_the_next_rests_on_fresh_figures(self, demo: int) -> None:
        years = kept("nyborg", RhythmKind.STATUS_EVERY_YEARS)
        assert [years[2019], years[2020], years[2021]] == [Kept.MISSED, Kept.KEPT, Kept.NOT_YET]
        assert kept("nyborg", RhythmKind.REPORT_ON_NEWEST_FIGURES)[2020] == Kept.KEPT

    def test_the_council_and_civil_society_were_heard_with_their_own_words(self, demo: int) -> None:
        on_report = BodyHeard.objects.filter(report__policy=policy_of("nyborg")).exclude(words="")
        assert {str(row.unit) for row in on_report} == {"Udsatterådet", "Civilsamfundet"}
        on_policy = BodyHeard.objects.filter(version_of__policy=policy_of("nyborg"))
        assert on_policy.count() == 2
        assert all("ksempel" in row.words for row in on_policy)


@pytest.mark.slow
class TestFaxe:
    def test_socialudvalget_took_a_fourth_point_of_its_own_free_will(self, demo: int) -> None:
        plan = ActionPlan.objects.get(policy=policy_of("faxe"), drafted_by__key="socialudvalget")
        assert [str(row) for row in plan.plan_goals.filter(own_choice=True)] == ["Kriminalitet blandt unge"]
        assert plan.plan_goals.count() == 4
        assert plan.annexed_to is not None

    def test_the_draft_with_two_points_is_not_approved_and_says_why(self, demo: int) -> None:
        plan = ActionPlan.objects.get(policy=policy_of("faxe"), stage="draft")
        unit = Unit.objects.get(municipality__slug="faxe", key="boerneudvalget")
        with pytest.raises(NotPossible, match="mangler ét af de tre fokuspunkter"):
            approve_plan(plan=plan, unit=unit, on=TODAY, by=as_("finn@faxe"))

    def test_statuses_were_given_that_the_text_does_not_promise(self, demo: int) -> None:
        assert kept("faxe", RhythmKind.STATUS_EVERY_YEARS) == {}
        years = StatusReport.objects.filter(policy=policy_of("faxe"), stage=ReportStage.PUBLIC)
        assert sorted(years.values_list("year", flat=True)) == [2019, 2020]


@pytest.mark.slow
def test_the_demo_begins_again_and_what_was_approved_is_closed_as_before(
    demo: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _counts("faxe")
    actions.add_municipality(slug="lundby", name="Lundby Kommune", example_data=True)
    monkeypatch.setattr(load, "STORIES", (faxe.tell,))  # one town of the four: what is emptied is all of them
    load.load()
    assert _counts("faxe") == _counts() == before
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        LockedStatus.objects.update(happened="rettet bagefter")
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        Effort.objects.filter(plan__stage="running").update(title="rettet bagefter")


WHOSE = {
    Municipality: "slug",
    User: "municipality__slug",
    Unit: "municipality__slug",
    PolicyVersion: "policy__municipality__slug",
    ActionPlan: "policy__municipality__slug",
    Effort: "plan__policy__municipality__slug",
    StatusNote: "report__policy__municipality__slug",
    LockedStatus: "report__policy__municipality__slug",
    CommitteeItem: "policy__municipality__slug",
    Entry: "municipality",
}


def _counts(slug: str = "") -> list[int]:
    """How many rows of each kind there are, in all or of one municipality."""
    return [model._default_manager.filter(**({whose: slug} if slug else {})).count() for model, whose in WHOSE.items()]


def test_the_demo_is_refused_outside_demo_mode(db: None, settings: Any) -> None:
    settings.HOLDEPUNKT_DEMO = False
    with pytest.raises(CommandError, match="demo mode only"):
        call_command("demo", "--everything")


def test_if_empty_leaves_a_database_in_use_alone(db: None, settings: Any, capsys: Any) -> None:
    settings.HOLDEPUNKT_DEMO = True
    actions.add_municipality(slug="lundby", name="Lundby Kommune")
    before = _counts()
    call_command("demo", "--if-empty")
    assert "Nothing was loaded" in capsys.readouterr().out
    assert _counts() == before


def test_somebody_elses_municipality_is_not_removed_by_the_way(db: None, settings: Any) -> None:
    settings.HOLDEPUNKT_DEMO = True
    actions.add_municipality(slug="lundby", name="Lundby Kommune")
    with pytest.raises(CommandError, match="Lundby Kommune"):
        call_command("demo")
    assert Municipality.objects.filter(slug="lundby").exists()

"""One small world for the whole matrix: two towns, and in each a status at every stage, told as life."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from holdepunkt import clock
from holdepunkt.people import actions as people
from holdepunkt.people.models import SessionOfUser, User
from holdepunkt.people.rules import Role, UnitKind
from holdepunkt.people.tests.builders import Town, a_town
from holdepunkt.policy.actions import effort as efforts
from holdepunkt.policy.actions import evaluation as evaluations
from holdepunkt.policy.actions import heard as hearing
from holdepunkt.policy.actions import item as items
from holdepunkt.policy.actions import note as notes
from holdepunkt.policy.actions import paper_file as files
from holdepunkt.policy.actions import plan as plans
from holdepunkt.policy.actions import report as reports
from holdepunkt.policy.actions import text as texts
from holdepunkt.policy.actions.draft import approve_version, begin_version, change_version
from holdepunkt.policy.models import ActionPlan, Effort, Goal, PolicyVersion, Promise, StatusReport
from holdepunkt.policy.rules.kinds import Decision, EffortStage, VersionStage
from holdepunkt.policy.tests.builders import a_draft
from holdepunkt.tests.matrix.marks import Marks
from holdepunkt.tests.matrix.world_councils import build_council

TODAY = date(2021, 11, 22)
STATUS = ("draft", "stated", "locked", "approved", "with_committee", "public")
YEARS = dict(zip(reversed(STATUS), range(2016, 2022), strict=True))  # the public year is the oldest

NOBODY_ANSWERS = "http://127.0.0.1:9"


@dataclass
class World:
    """A town with a row at each stage: `rows["item"]["public"]` is the item that everybody reads."""

    town: Town
    marks: Marks
    rows: dict[str, dict[str, Any]] = field(default_factory=dict)

    def keep(self, kind: str, stage: str, row: Any) -> Any:
        """Remember a row by what it is and how far it has come."""
        self.rows.setdefault(kind, {})[stage] = row
        return row

    def row(self, kind: str, stage: str = "") -> Any:
        """The row at this stage; of a kind that has no such stage, the first one."""
        found = self.rows[kind]
        return found[stage] if stage in found else next(iter(found.values()))


def a_world(slug: str, name: str) -> World:
    """Build one town with everything in it."""
    world = World(a_town(slug, name), Marks())
    for key, user in world.town.people.items():
        User.objects.filter(pk=user.pk).update(
            name=world.marks(f"User.name {key}", "never"), phone=world.marks(f"User.phone {key}", "never"),
            email=f"{world.marks(f'User.email {key}', 'never')}@{slug}.example".lower(),
        )  # fmt: skip
        user.refresh_from_db()
    _units_above(world.town)
    with clock.standing_at(date(2016, 1, 4)):
        version = _an_approved_text(world)
        world.keep("version", "public", version)
        world.keep("goal", "public", version.goals.first())
        world.keep("promise", "public", version.promises.first())
    for stage in reversed(STATUS):
        with clock.standing_at(date(YEARS[stage], 10, 4)):
            _a_year(world, version, stage)
    with clock.standing_at(TODAY):
        world.keep("policy", "", version.policy)
        _a_plan_being_written(world, version)
        _a_text_being_written(world, version)
        for stage in ("public", "finished", "draft"):
            _an_evaluation(world, version, stage)
        build_council(world)
    _people_and_places(world)
    return world


def _units_above(town: Town) -> None:
    """Above the department stands an administration, above the committee and the council the city council."""
    name = "Velfærdsforvaltningen"
    town.units["velfaerd"] = people.add_unit(
        municipality=town.municipality, key="velfaerd", kind=UnitKind.DEPARTMENT, name=name, by=town.machine
    )
    for key, above in (("social", "velfaerd"), ("socialudvalg", "byraad"), ("udsatteraad", "byraad")):
        town.units[key] = people.change_unit(unit=town.units[key], parent=town.units[above], by=town.machine)


def _an_approved_text(world: World) -> PolicyVersion:
    """The policy in force, with a figure that one of its goals aims at."""
    town = world.town
    slug, period = f"udsatte-{town.municipality.slug}", {"period_from": date(2016, 1, 1)}
    version = a_draft(town, slug, period_to=date(2023, 12, 31), **period)
    target = texts.add_target(goal=version.goals.first(), by=town.as_("finn"), measure="Nøgler")
    world.keep("target", "public", target)
    return approve_version(version_of=version, unit=town.units["byraad"], on=date(2016, 1, 4), by=town.as_("finn"))


def _a_year(world: World, version: PolicyVersion, stage: str) -> None:
    """The year's plan and effort, and its status as far as this stage."""
    town, year = world.town, YEARS[stage]
    plan = _a_plan(world, version, stage, date(year, 1, 1), date(year, 12, 31))
    effort = _an_effort(world, plan, version.goals.all()[:1], stage)
    plans.approve_plan(plan=plan, unit=town.units["socialudvalg"], on=clock.today(), by=town.as_("finn"))
    plans.start_plan(plan=plan, by=town.as_("finn"))
    report = reports.open_round(policy=version.policy, year=year, due_on=date(year, 11, 1), by=town.as_("finn"))
    note = world.keep("note", stage, report.notes.get(effort=effort))
    _live_work(world, effort, stage)
    _words_about_the_year(world, report, stage)
    said = {name: world.marks(f"StatusNote.{name}", stage) for name in ("happened", "hindrance", "next_step")}
    if stage == "draft":
        notes.save_draft(note=note, by=town.as_("dan"), **said)
    else:
        notes.state(
            note=note, by=town.as_("dan"), stated=EffortStage.LATE,
            differs_because=world.marks("StatusNote.differs_because", stage), **said,
        )  # fmt: skip
    if stage == "stated":
        reason = world.marks("Effort.stop_reason", stage)
        efforts.stop_effort(effort=effort, on=clock.today(), reason=reason, by=town.as_("dan"))
    _travels(world, report, stage)
    effort.refresh_from_db()
    note.refresh_from_db()
    note.report, note.effort = report, effort


def _travels(world: World, report: StatusReport, stage: str) -> None:
    """Lock, approve, send and publish as far as the stage; from the lock on there is an item with a file."""
    town, far = world.town, STATUS.index(stage)
    if far >= STATUS.index("locked"):
        report = reports.lock_report(report=report, by=town.as_("finn"))
        item = _an_item(world, report, stage)
    if far >= STATUS.index("approved"):
        report = reports.approve_report(report=report, by=town.as_("ib"))
    if far >= STATUS.index("with_committee"):
        item = items.send_item(item=item, on=clock.today(), by=town.as_("hanne"))
    if stage == "public":
        item = items.publish_item(item=item, on=clock.today(), by=town.as_("hanne"))
        item = items.note_decision(
            item=item, decision=Decision.NOTED, text=world.marks("CommitteeItem.decision_text", stage),
            decided_on=clock.today(), by=town.as_("hanne"),
        )  # fmt: skip
    if far >= STATUS.index("locked"):
        world.keep("item", stage, item)
    world.keep("report", stage, report)


def _an_item(world: World, report: StatusReport, stage: str) -> Any:
    """An item with words in its fields, and a file of it."""
    town = world.town
    item = items.begin_item(
        policy=report.policy, committee=town.units["socialudvalg"], report=report, by=town.as_("finn"),
        title=world.marks("CommitteeItem.title", stage), meeting_on=clock.today(),
    )  # fmt: skip
    key = item.fields.order_by("order").first().key
    item = items.change_item(item=item, by=town.as_("finn"), texts={key: world.marks("ItemField.text", stage)})
    file = files.ask_for_file(item=item, format="html", by=town.as_("finn"))
    content = world.marks("PaperFile.content", stage).encode()
    files.keep_content(file=file, content=content, item_version=item.version, by=town.as_("finn"))
    world.keep("file", stage, file)
    return item


def _live_work(world: World, effort: Effort, stage: str) -> None:
    """What is noted between two statuses: a figure with its source, and a milestone that was reached."""
    dan, today = world.town.as_("dan"), clock.today()
    efforts.note_figure(
        effort=effort, as_of=today, source=world.marks("Figure.source", stage), value=Decimal(12), by=dan
    )
    step = world.keep("milestone", stage, effort.milestones.get())
    efforts.reach_milestone(milestone=step, on=today, by=dan)
    if stage == "draft":
        why, colleagues = world.marks("Entry.why", "never"), world.town.people
        handed = efforts.hand_effort(effort=effort, to=colleagues["finn"], why=why, by=dan)
        efforts.hand_effort(effort=handed, to=colleagues["dan"], why=why, by=world.town.as_("finn"))


def _words_about_the_year(world: World, report: StatusReport, stage: str) -> None:
    """The council is asked about the year, and has answered."""
    finn, today = world.town.as_("finn"), clock.today()
    asked = hearing.ask_body(unit=world.town.units["udsatteraad"], asked_on=today, due_on=None, report=report, by=finn)
    said = {name: world.marks(f"BodyHeard.{name}", stage) for name in ("words", "considered")}
    world.keep("heard_on_report", stage, hearing.note_words(heard=asked, said_on=today, by=finn, **said))


def _of_plan(stage: str) -> str:
    """How far a plan has come: those of a year with a status are approved."""
    return "public" if stage in STATUS else stage


def _a_plan(world: World, version: PolicyVersion, stage: str, first: date, last: date) -> ActionPlan:
    """A plan of the social department with one goal."""
    plan = plans.draft_plan(
        policy=version.policy, title=world.marks("ActionPlan.title", _of_plan(stage)), drafted_by=world.town.units["social"],
        period_from=first, period_to=last, goals=list(version.goals.all()[:1]), by=world.town.as_("finn"),
    )  # fmt: skip
    return world.keep("plan", stage, plan)


def _an_effort(world: World, plan: ActionPlan, goals: Iterable[Goal], stage: str) -> Effort:
    """An effort that Dan leads, with a partner; one thread through all the years, so that a leak has a way."""
    town = world.town
    effort = efforts.add_effort(
        plan=plan, title=world.marks("Effort.title", _of_plan(stage)), by=town.as_("finn"), goals=list(goals),
        unit=town.units["social"], lead=town.people["dan"], partners=[town.units["boligforening"]],
        milestones=[(world.marks("Milestone.title", _of_plan(stage)), date(plan.period_from.year, 12, 15))],
        economy=world.marks("Effort.economy", _of_plan(stage)),
        citizens_take_part=world.marks("Effort.citizens_take_part", _of_plan(stage)), indicator="Nøgler", indicator_unit="nøgler", starts_on=plan.period_from, ends_on=plan.period_to,
        promises=list(plan.policy.versions.get(stage=VersionStage.APPROVED).promises.filter(about_itself=False)[:1]),
        thread=world.row("effort").thread if "effort" in world.rows else town.municipality.uuid,
    )  # fmt: skip
    return world.keep("effort", stage, effort)


def _a_plan_being_written(world: World, version: PolicyVersion) -> None:
    """Next year's plan: a draft that a council is asked about."""
    finn, stage = world.town.as_("finn"), "written"
    plan = _a_plan(world, version, stage, date(2022, 1, 1), date(2022, 12, 31))
    effort = _an_effort(world, plan, version.goals.all()[:1], stage)
    world.keep("milestone", stage, effort.milestones.get())
    asked = hearing.ask_body(unit=world.town.units["udsatteraad"], asked_on=TODAY, due_on=None, plan=plan, by=finn)
    said = {name: world.marks(f"BodyHeard.{name}", stage) for name in ("words", "considered")}
    world.keep("heard_on_plan", stage, hearing.note_words(heard=asked, said_on=TODAY, by=finn, **said))


def _a_text_being_written(world: World, version: PolicyVersion) -> None:
    """The next version of the policy: a draft with words of its own."""
    finn, stage = world.town.as_("finn"), "draft"
    remark = world.marks("PolicyVersion.draft_remark", stage)
    draft = change_version(version_of=begin_version(policy=version.policy, by=finn), by=finn, draft_remark=remark)
    world.keep("version", stage, draft)
    goal = texts.add_part(
        version_of=draft, noun=Goal, by=finn, named="nyt maal",
        title=world.marks("Goal.title", stage), plain=world.marks("Goal.plain", stage),
    )  # fmt: skip
    world.keep("goal", stage, goal)
    passage = draft.passages.first()
    promise = texts.add_part(
        version_of=draft, noun=Promise, by=finn, named="nyt loefte", passage=passage,
        plain=world.marks("Promise.plain", stage),
    )  # fmt: skip
    world.keep("promise", stage, promise)
    texts.change_part(part=passage, by=finn, plain=world.marks("Passage.plain", stage))
    world.keep("target", stage, texts.add_target(goal=goal, by=finn, measure=world.marks("GoalTarget.measure", stage)))


def _an_evaluation(world: World, version: PolicyVersion, stage: str) -> None:
    """An evaluation as far as draft, finished or public."""
    town, year = world.town, {"public": 2019, "finished": 2020, "draft": 2021}[stage]
    row = evaluations.begin_evaluation(policy=version.policy, year=year, by=town.as_("finn"))
    words = {name: world.marks(f"Evaluation.{name}", stage) for name in ("how_made", "worked_well", "was_missing")}
    row = evaluations.change_evaluation(evaluation=row, by=town.as_("finn"), **words)
    told = world.marks("Conclusion.text", stage)
    made = evaluations.add_conclusion(evaluation=row, text=told, advice="keep", by=town.as_("finn"))
    world.keep("conclusion", stage, made)
    if stage != "draft":
        row = evaluations.finish_evaluation(evaluation=row, on=TODAY, by=town.as_("finn"))
    if stage == "public":
        title, hanne = world.marks("CommitteeItem.title evaluation", "public"), town.as_("hanne")
        item = items.begin_item(
            policy=row.policy, committee=town.units["socialudvalg"], evaluation=row, title=title, by=town.as_("finn")
        )
        items.publish_item(item=items.send_item(item=item, on=TODAY, by=hanne), on=TODAY, by=hanne)
        row = evaluations.publish_evaluation(evaluation=row, on=TODAY, by=town.as_("finn"))
    world.keep("evaluation", stage, row)


def _people_and_places(world: World) -> None:
    """A unit, a person and a post, for the pages where the municipality is set up."""
    note = world.marks("Unit.note", "never")
    world.keep("unit", "", people.change_unit(unit=world.town.units["job"], note=note, by=world.town.machine))
    bo = _bo(world)
    world.keep("user", "", bo)
    world.keep("post", "", bo.posts.get())
    with clock.standing_at(TODAY):
        _away_and_signed_in(world)


def _bo(world: World) -> User:
    """Bo works in the unit that the world's things belong to, and leads nothing: his leader is that unit's."""
    town = world.town
    bo = people.add_user(
        municipality=town.municipality, username=f"bo@{town.municipality.slug}", by=town.machine,
        name=world.marks("User.name bo", "never"), phone=world.marks("User.phone bo", "never"),
        email=f"{world.marks('User.email bo', 'never')}@{town.municipality.slug}.example".lower(),
    )  # fmt: skip
    people.start_post(
        user=bo, unit=town.units["social"], role=Role.PROFESSIONAL, starts_on=date(2015, 1, 1), by=town.machine
    )
    return bo


def _away_and_signed_in(world: World) -> None:
    """Bo will be away, and is signed in somewhere, and the town has a sign-in provider that does not answer."""
    town, now = world.town, timezone.now()
    bo, by = world.row("user"), town.machine
    world.keep("absence", "", people.note_absence(user=bo, starts_on=TODAY + timedelta(days=30), by=by))
    session = SessionOfUser.objects.create(
        key_hash=town.municipality.uuid.hex, user=bo, content="", browser=world.marks("SessionOfUser.browser", "never"),
        began_at=now, seen_at=now, confirmed_at=now, ends_at=now + timedelta(hours=1),
    )  # fmt: skip
    world.keep("session", "", session)
    provider = people.provider.add_provider(
        municipality=town.municipality, key="egen", name=world.marks("IdentityProvider.name", "public"), by=by,
        issuer=NOBODY_ANSWERS, client_id=world.marks("IdentityProvider.client_id", "never"),
    )  # fmt: skip
    meaning = world.marks("ProviderRole.value", "never")
    people.provider.map_role(provider=provider, value=meaning, role=Role.PROFESSIONAL, unit=town.units["job"], by=by)
    world.keep("provider", "", provider)

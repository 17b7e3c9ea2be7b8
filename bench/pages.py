"""The pages that are measured, by URL name. One that has no address yet is skipped, and says so."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any

from django.urls import reverse

from bench.ceilings import FIRST_OF_A_LEADER, LIST, OF_A_LEADER, OF_ONE_PERSON, SAVE, SINGLE, Ceiling
from bench.town import POLICY, SLUG
from bench.years import THIS_YEAR
from holdepunkt.policy.models import ActionPlan, CommitteeItem, Effort, Goal, Promise, StatusNote
from holdepunkt.policy.rules.kinds import NoteStage
from holdepunkt.voice.models import CouncilMeeting, Hearing

VISITOR = ""
LEAD = "lead-7"  # one who has an effort without an answer in every size of town
IN_THE_MIDDLE = 7  # an effort like any other, not the first of its list


@dataclass(frozen=True)
class Page:
    """One page: its name in the table, its URL name, who opens it, what it may cost, its bare counterpart."""

    title: str
    url: str
    who: str
    ceiling: Ceiling
    like: str
    query: str = ""
    form: dict[str, str] = field(default_factory=dict)
    needs: tuple[str, ...] = ("slug",)

    @property
    def is_kept(self) -> bool:
        """Whether a worker keeps the page until something changes: what is read, not what is sent."""
        return not self.form


FIGURE = {"value": "23", "as_of": f"{THIS_YEAR}-11-20", "source": "Egen optælling"}
STATUS = {
    "stated": "on_track", "happened": "Vi har spist sammen hver uge.", "took_part": "citizens",
    "next_step": "Vi tager på tur.", "differs_because": "Vi har ventet på et lokale.",
}  # fmt: skip
OF_POLICY = ("slug", "policy")
OF_HEARING = ("slug", "hearing")

PUBLIC = (
    Page("front page", "policy:front", VISITOR, SINGLE, "single"),
    Page("policy page", "policy:policy", VISITOR, SINGLE, "single", needs=OF_POLICY),
    Page("goal page", "policy:goal", VISITOR, SINGLE, "list", needs=(*OF_POLICY, "goal")),
    Page("promise page", "policy:promise", VISITOR, SINGLE, "list", needs=(*OF_POLICY, "promise")),
    Page("effort page", "policy:effort", VISITOR, SINGLE, "single", needs=("slug", "effort_uuid")),
    Page("plan page, 50 of all efforts", "policy:plan", VISITOR, LIST, "list", needs=("slug", "plan_uuid")),
    Page("plan page, the last 50", "policy:plan", VISITOR, LIST, "list", "?side=99999", needs=("slug", "plan_uuid")),
    Page("how far are we?", "policy:promises", VISITOR, SINGLE, "list"),
    Page("keeps its word", "policy:keeps_word", VISITOR, Ceiling(6, 12), "list"),
    Page("items", "policy:items", VISITOR, LIST, "list"),
    Page("year wheel", "pages:wheel", VISITOR, SINGLE, "list"),
    Page("search for bolig", "pages:search", VISITOR, LIST, "list", "?q=bolig"),
    Page("proposals, public", "voice:proposals", VISITOR, LIST, "list"),
    Page("hearing, 50 of all answers", "voice:hearing", VISITOR, SINGLE, "list", needs=OF_HEARING),
    Page("hearing, the last 50", "voice:hearing", VISITOR, SINGLE, "list", "?side=99999", needs=OF_HEARING),
)
STAFF = (
    Page("committee item, member", "policy:item", "gry", SINGLE, "single", needs=("slug", "item_uuid")),
    Page("waiting for you, effort lead", "pages:mine", LEAD, OF_ONE_PERSON, "list"),
    Page("waiting for you, policy lead", "pages:mine", "finn", FIRST_OF_A_LEADER, "list"),
    Page("desk of the round", "policy:desk", "finn", OF_A_LEADER, "list"),
    Page("who has not answered", "policy:status_missing", "finn", OF_A_LEADER, "list", needs=(*OF_POLICY, "year")),
    Page("status form", "policy:status_note", LEAD, OF_ONE_PERSON, "single", needs=("slug", "year", "note")),
    Page("year table, locked", "policy:status_year", "finn", LIST, "list", needs=(*OF_POLICY, "last_year")),
    Page("year table, open", "policy:status_year", "finn", LIST, "list", needs=(*OF_POLICY, "year")),
    Page("plan list", "policy:plans", "finn", LIST, "list"),
    Page("effort list", "policy:plan_page", "finn", LIST, "list", needs=("slug", "plan_pk")),
    Page("proposals at work", "voice:work_proposals", "finn", LIST, "list"),
    Page("answers to a hearing", "voice:hearing_answers", "finn", LIST, "list", needs=("slug", "hearing_pk")),
    Page("council meeting", "voice:meeting", "finn", OF_ONE_PERSON, "single", needs=("slug", "council_pk", "meeting")),
    Page("effort, internal", "policy:effort_page", LEAD, OF_ONE_PERSON, "single", needs=("slug", "effort_pk")),
)
SAVES = (
    Page("save one figure", "policy:effort_figure", "finn", SAVE, "save", form=FIGURE, needs=("slug", "any_effort")),
    Page("save a status", "policy:status_note", "finn", SAVE, "save", form=STATUS, needs=("slug", "year", "any_note")),
)
ALL = (*PUBLIC, *STAFF, *SAVES)
ARGUMENT = {
    "goal": "key", "promise": "key", "effort_uuid": "uuid", "plan_uuid": "uuid", "item_uuid": "uuid", "plan_pk": "pk",
    "hearing": "number", "hearing_pk": "pk", "council_pk": "pk", "effort_pk": "pk", "any_effort": "pk", "any_note": "note", "last_year": "year",
}  # fmt: skip


class Places:
    """The rows of the generated town that the addresses name; `any_…` is another one each time."""

    def __init__(self, slug: str = SLUG) -> None:
        plan = ActionPlan.objects.get(policy__municipality__slug=slug, period_from__year=THIS_YEAR)
        efforts = Effort.objects.filter(plan=plan).order_by("order")
        effort = efforts[IN_THE_MIDDLE]
        notes = StatusNote.objects.filter(report__policy=plan.policy, report__year=THIS_YEAR)
        led = efforts.filter(lead__username=f"{LEAD}@{slug}")
        asked = notes.filter(stage=NoteStage.ASKED, effort__in=led)
        self.plan, self.effort = plan, effort
        self.known: dict[str, Any] = {
            "slug": slug, "policy": POLICY, "year": THIS_YEAR, "last_year": THIS_YEAR - 1,
            "goal": Goal.objects.filter(version_of__policy=plan.policy)[1].key,
            "promise": Promise.objects.filter(version_of__policy=plan.policy)[1].key,
            "effort_uuid": effort.uuid, "plan_uuid": plan.uuid, "plan_pk": plan.pk, "effort_pk": led[0].pk,
            "item_uuid": CommitteeItem.objects.filter(policy=plan.policy).latest("meeting_on").uuid,
            "note": asked[0].uuid,
            "hearing": (hearing := Hearing.objects.get(municipality__slug=slug)).number, "hearing_pk": hearing.pk,
            "meeting": (meeting := CouncilMeeting.objects.get(council__municipality__slug=slug)).pk,
            "council_pk": meeting.council_id,
        }  # fmt: skip
        self.addresses: dict[str, Iterator[str]] = {}
        self.rows: dict[str, list[Any]] = {
            "any_effort": list(efforts.values_list("pk", flat=True)),
            "any_note": list(notes.order_by("pk").values_list("uuid", flat=True)),
        }
        self.turns: dict[str, Iterator[Any]] = {name: cycle(rows) for name, rows in self.rows.items()}

    def address(self, page: Page) -> str:
        """The page's address, as a browser knows it beforehand."""
        if page.title not in self.addresses:
            turns = max((len(self.rows[name]) for name in page.needs if name in self.rows), default=1)
            self.addresses[page.title] = cycle([self._reversed(page) for _turn in range(turns)])
        return next(self.addresses[page.title])

    def _reversed(self, page: Page) -> str:
        return reverse(page.url, kwargs=self.arguments(page)) + page.query

    def arguments(self, page: Page) -> dict[str, Any]:
        """What `reverse` needs for a page."""
        found = {}
        for name in page.needs:
            turn = self.turns.get(name)
            found[ARGUMENT.get(name, name)] = next(turn) if turn else self.known[name]
        return found

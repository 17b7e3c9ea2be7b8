"""The pack format: one municipality and one edition of its policy, as frozen models.

Omitted means unknown, everywhere. `docs/policy-format.md` explains every table for a reader who
does not know this code. No Django, no clock, no files.
"""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from holdepunkt.policy.pack.kinds import (
    FORMAT,
    THE_MUNICIPALITY,
    LinkKind,
    Modal,
    PaperKey,
    PassageKind,
    PlanStage,
    PolicyStage,
    RhythmKind,
    Subject,
    UnitKind,
)
from holdepunkt.policy.pack.scalars import (
    Accent,
    ClosingDay,
    Count,
    Day,
    Figure,
    Flag,
    Key,
    Link,
    MonthDay,
    Text,
    Title,
    When,
    Year,
)

ANCHOR_WORDS = 4


class Part(BaseModel):
    """Any table of a pack: unknown keys are refused, nothing changes after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(Part):
    """Words that replace ours on screen. Goals have their words in `levels`."""

    effort: Title | None = None
    efforts: Title | None = None
    the_effort: Title | None = None
    plan: Title | None = None
    plans: Title | None = None
    the_plan: Title | None = None
    status: Title | None = None
    promise: Title | None = None
    promises: Title | None = None
    committee: Title | None = None
    council: Title | None = None


class Municipality(Part):
    """Who the pack belongs to."""

    slug: Key
    name: Title
    code: Annotated[int, Field(strict=True, ge=1, le=999)] | None = None
    council_name: Title = "byråd"
    accent: Accent | None = None
    case_system: Title | None = None
    words: Words = Words()
    closing_days: tuple[ClosingDay, ...] = ()


class Unit(Part):
    """A council, committee, department or outside party; dated, with a successor (A7)."""

    key: Key
    kind: UnitKind
    name: Title
    parent: Key | None = None
    valid_from: When | None = None
    valid_until: When | None = None
    successor: Key | None = None
    example: Flag = False
    note: Text | None = None


class Policy(Part):
    """One edition of the text: what it is called, who approved it, when it holds."""

    slug: Key
    title: Title
    kind_word: Title
    edition: Title | None = None
    stage: PolicyStage
    period_from: When | None = None
    period_to: When | None = None
    in_use_after_period: Flag = False
    approved_by: Key | None = None
    approved_on: Day | None = None
    dated: Title | None = None
    predecessor: Key | None = None
    committee: Key | None = None
    owner: Key | None = None
    source_name: Title | None = None
    source_note: Text | None = None
    draft_remark: Text | None = None


class Level(Part):
    """The municipality's own word for one level of goals (A3)."""

    key: Key
    singular: Title
    plural: Title
    definite: Title


class Anchors(Part):
    """How to find the verbatim text in the municipality's own document without storing it."""

    starts: Title
    ends: Title
    nth: Annotated[int, Field(strict=True, ge=1, le=50)] | None = None


class Passage(Part):
    """One stretch of the text: its kind, our short wording, and its place in the source."""

    id: Key
    kind: PassageKind
    heading: Title | None = None
    plain: Text
    place: Title
    verbatim: Anchors | None = None


class Value(Part):
    """A value the work rests on. Shown, never counted."""

    key: Key
    name: Title
    plain: Text
    passage: Key | None = None


class TargetGroup(Part):
    """Whom the text is about, told in words. Nothing here can be attached to a person."""

    plain: Text
    passage: Key | None = None
    logic: tuple[Text, ...] = ()
    named_situations: tuple[Title, ...] = ()
    factors: tuple[Title, ...] = ()
    not_covered: tuple[Title, ...] = ()
    points_to: tuple[Title, ...] = ()


class Target(Part):
    """A figure a goal wants to reach, for all or for one group."""

    measure: Title
    unit_of_measure: Title | None = None
    group: Title | None = None
    baseline: Figure | None = None
    baseline_year: Year | None = None
    target: Figure | None = None
    target_year: Year | None = None
    source: Title | None = None


class Goal(Part):
    """A goal under its official name, on one level of the tree."""

    key: Key
    title: Title
    level: Key
    parent: Key | None = None
    plain: Text | None = None
    passage: Key | None = None
    national_goals: tuple[Key, ...] = ()
    order: Count = 0
    own_of: Key = THE_MUNICIPALITY
    targets: tuple[Target, ...] = ()


class NationalGoal(Part):
    """A goal that belongs to somebody else and that ours serves (F3)."""

    key: Key
    title: Title
    set: Title
    owner: Title = "regeringen"
    passage: Key | None = None


class Promise(Part):
    """One sentence or bullet with a doer and a doing that could be kept or not."""

    key: Key
    plain: Text
    passage: Key
    goals: tuple[Key, ...] = ()
    modal: Modal = Modal.SHALL
    doer: Key = THE_MUNICIPALITY
    partners: tuple[Key, ...] = ()
    about_itself: Flag = False
    by_other_body: Key | None = None
    note: Text | None = None


class PolicyLink(Part):
    """Another policy, strategy or decision that this one is seen with, points to or rests on."""

    title: Title
    kind: LinkKind
    why: Text | None = None
    url: Link | None = None
    passage: Key | None = None


class Rhythm(Part):
    """One thing the policy says about its own working (A2). Fields by kind: see the format's doc."""

    key: Key
    kind: RhythmKind
    plain: Text
    stated: Modal = Modal.SHALL
    about: Subject | None = None
    every: Count | None = None
    year: Year | None = None
    from_year: Year | None = None
    to_year: Year | None = None
    unit: Key | None = None
    units: tuple[Key, ...] = ()
    each: UnitKind | None = None
    who: tuple[Title, ...] = ()
    what: tuple[Title, ...] = ()
    count: Count | None = None
    goals: tuple[Key, ...] = ()
    promise: Key | None = None
    passage: Key | None = None


class Deadlines(Part):
    """The municipality's own working deadlines; nothing here comes from the policy's text."""

    round_opens: MonthDay | None = None
    status_due: MonthDay | None = None
    head_approves_working_days_before_agenda: Count | None = None
    agenda_days_before_meeting: Count | None = None
    remind_before: tuple[Count, ...] = ()
    remind_after: tuple[Count, ...] = ()
    hearing_weeks: Count | None = None


class PaperField(Part):
    """One field of the committee paper under the municipality's own heading."""

    key: PaperKey
    heading: Title
    known: Flag = True


class Paper(Part):
    """The committee paper's fields, in the municipality's own order."""

    fields: Annotated[tuple[PaperField, ...], Field(min_length=1)]
    note: Text | None = None

    @property
    def known(self) -> bool:
        """Whether the whole order is the municipality's own, not our general form."""
        return all(field.known for field in self.fields)


class Milestone(Part):
    """A step of an effort and when it is due."""

    title: Title
    due: When


class Effort(Part):
    """Something a plan sets out to do."""

    key: Key
    title: Title
    plain: Text
    passage: Key | None = None
    unit: Key | None = None
    partners: tuple[Key, ...] = ()
    goals: tuple[Key, ...] = ()
    promises: tuple[Key, ...] = ()
    starts: When | None = None
    ends: When | None = None
    involvement: Text | None = None
    milestones: tuple[Milestone, ...] = ()


class Plan(Part):
    """A plan that stands in the source itself, or that comes with the pack."""

    key: Key
    title: Title
    local_word: Title | None = None
    plain: Text | None = None
    passage: Key | None = None
    drafted_by: Key | None = None
    period_from: When
    period_to: When
    approved_by: Key | None = None
    approved_on: Day | None = None
    stage: PlanStage = PlanStage.DRAFT
    goals: tuple[Key, ...] = ()
    own_choice_goals: tuple[Key, ...] = ()
    from_text: Flag = False
    efforts: tuple[Effort, ...] = ()


class Pack(Part):
    """A whole pack."""

    format: Annotated[int, Field(strict=True, ge=FORMAT, le=FORMAT)]
    municipality: Municipality
    units: tuple[Unit, ...] = ()
    policy: Policy
    levels: tuple[Level, ...] = ()
    passages: tuple[Passage, ...] = ()
    values: tuple[Value, ...] = ()
    target_group: TargetGroup | None = None
    goals: tuple[Goal, ...] = ()
    national_goals: tuple[NationalGoal, ...] = ()
    promises: tuple[Promise, ...] = ()
    links: tuple[PolicyLink, ...] = ()
    rhythm: tuple[Rhythm, ...] = ()
    deadlines: Deadlines | None = None
    paper: Paper | None = None
    plans: tuple[Plan, ...] = ()

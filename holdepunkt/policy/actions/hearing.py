"""Hearings about what is planned here: begun from it, taken on step by step, and told to the committee's paper.

Each step is taken in `voice`; what follows for the thing itself (`BodyHeard`) is written in the same transaction.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from holdepunkt import record
from holdepunkt.people.access import NotPossible, require
from holdepunkt.people.asker import Asker
from holdepunkt.people.models import Unit
from holdepunkt.policy import access
from holdepunkt.policy.actions.heard import WITH_THE_COMMITTEE
from holdepunkt.policy.labels import label
from holdepunkt.policy.models import ActionPlan, BodyHeard, CommitteeItem, HearingAbout, PolicyVersion
from holdepunkt.policy.reads import hearing_parts as reads
from holdepunkt.policy.reads.paper_annex import is_quoted
from holdepunkt.policy.rules.kinds import Decision, ReportStage
from holdepunkt.record.versions import take
from holdepunkt.voice.actions import hearing as voice
from holdepunkt.voice.actions import hearing_body as bodies
from holdepunkt.voice.actions.locks import lock_hearing
from holdepunkt.voice.actions.path import About
from holdepunkt.voice.hearing_message_words import theme_words
from holdepunkt.voice.models import Hearing, HearingBody
from holdepunkt.voice.rules.hearing import Audience, Ground, HearingStage, HearingStepKind


@transaction.atomic
def begin_hearing_about(*, thing: reads.Thing, title: str, by: Asker, **told: Any) -> Hearing:
    """Begin a hearing about a policy's text, a plan or a year, with a copy of its passages as they stand today."""
    municipality = thing.policy.municipality
    require(access.may_see_internal(by))
    kind = "version" if isinstance(thing, PolicyVersion) else "plan" if isinstance(thing, ActionPlan) else "report"
    made = voice.begin_hearing(
        municipality=municipality, title=title, parts=reads.parts_of(thing), by=by,
        about=About(kind, thing.uuid, str(thing)), **told,
    )  # fmt: skip
    field = {"version": "version_of", "plan": "plan", "report": "report"}[kind]
    HearingAbout.objects.create(hearing=made, **{field: thing})
    return made


@transaction.atomic
def open_hearing(*, hearing: Hearing, by: Asker, why_anyway: str = "", version: int | None = None) -> Hearing:
    """Send it out, and note who is asked about the thing itself."""
    tie = reads.about(hearing)
    year = tie.report if tie is not None else None
    if year is not None and year.stage != ReportStage.PUBLIC and hearing.audience == Audience.ANYONE:
        raise NotPossible(_("Årets status er ikke for alle, før udvalget har fået den. Spørg kun råd og inviterede."))
    row = voice.open_hearing(hearing=hearing, by=by, why_anyway=why_anyway, version=version)
    _fill(row, by)
    return row


@transaction.atomic
def ask_unit(*, hearing: Hearing, unit: Unit, ground: Ground | str, by: Asker, source: str = "") -> HearingBody:
    """Ask a council or another unit; while the hearing runs it is noted with the thing at once."""
    body = bodies.ask_unit(hearing=hearing, unit=unit, ground=ground, source=source, by=by)
    _fill(body.hearing, by)
    return body


@transaction.atomic
def extend_hearing(*, hearing: Hearing, due_on: date, why: str, by: Asker, version: int | None = None) -> Hearing:
    """Give more time; whoever has not answered has it too."""
    row = voice.extend_hearing(hearing=hearing, due_on=due_on, why=why, by=by, version=version)
    _fill(row, by)
    return row


@transaction.atomic
def close_hearing(*, hearing: Hearing, by: Asker) -> Hearing:
    """No more answers."""
    row = voice.close_hearing(hearing=hearing, by=by)
    _fill(row, by)
    return row


@transaction.atomic
def cancel_hearing(*, hearing: Hearing, why: str, by: Asker) -> Hearing:
    """Call it off: who has not answered is not asked about the thing any more; what was said stays."""
    row = voice.cancel_hearing(hearing=hearing, why=why, by=by)
    tie = reads.about(row)
    if tie is not None and row.asked_on is not None:
        names = {body.unit_id for body in row.bodies.all()}
        for asked in reads.asked(tie):
            if asked.unit_id in names and asked.said_on is None and asked.asked_on == row.asked_on:
                record.wrote("body.not_asked", on=asked, by=by, fields={"about": str(tie.thing)})
                asked.delete()
    return row


@transaction.atomic
def end_hearing(*, hearing: Hearing, by: Asker) -> Hearing:
    """Publish what the answers led to; the committee's paper gets it beside each body's own words."""
    row = voice.end_hearing(hearing=hearing, by=by)
    _fill(row, by)
    return row


@transaction.atomic
def send_body_answer(
    *, body: HearingBody, texts: Mapping[str, str], decided_by: str, decided_on: date, by: Asker,
    version: int | None = None,
) -> HearingBody:  # fmt: skip
    """A body answers, and its words stand in the paper from now on."""
    row = bodies.send_body_answer(
        body=body, texts=texts, decided_by=decided_by, decided_on=decided_on, by=by, version=version
    )
    _fill(row.hearing, by)
    return row


@transaction.atomic
def correct_body_answer(
    *, body: HearingBody, texts: Mapping[str, str], decided_by: str, decided_on: date, by: Asker,
    version: int | None = None,
) -> HearingBody:  # fmt: skip
    """A body corrects what it sent: the paper carries the new words, until the committee has the old ones."""
    lock_hearing(body.hearing_id)
    was = HearingBody.objects.values_list("words", flat=True).get(pk=body.pk)
    _require_not_decided_on(body, was)
    row = bodies.correct_body_answer(
        body=body, texts=texts, decided_by=decided_by, decided_on=decided_on, by=by, version=version
    )
    _fill(row.hearing, by, was={row.pk: was})
    return row


def _require_not_decided_on(body: HearingBody, was: str) -> None:
    """What a decision rests on stays: a paper that is out, or a text that is approved, quotes the words as they were."""
    tie = reads.about(body.hearing)
    if tie is None or body.unit_id is None:
        return
    found = _row_of(body, reads.asked(tie), was)
    with_them = tie.report is not None and tie.report.stage in WITH_THE_COMMITTEE
    if with_them or (found is not None and found.words and (_is_frozen(tie) or is_quoted(found))):
        raise NotPossible(_("Udvalget har fået svaret, som det var. Skriv til udvalget, hvis noget i det er galt."))


def _fill(hearing: Hearing, by: Asker, was: Mapping[int, str] | None = None) -> None:
    """Write for each body with a unit what the thing keeps: when it was asked, what it said, what it led to.

    `was` is what a body had said before it corrected its answer.
    """
    tie = reads.about(hearing)
    if tie is None or hearing.asked_on is None:
        return
    if tie.report is not None and tie.report.stage in WITH_THE_COMMITTEE:
        return
    there = reads.asked(tie)
    for body in hearing.bodies.exclude(unit=None).select_related("unit").order_by("pk"):
        found = _row_of(body, there, (was or {}).get(body.pk, ""))
        if found is None and _is_frozen(tie):
            continue
        row = take(found, version=None) if found is not None else BodyHeard(unit=body.unit, **_subject(tie))
        _take_over(row, body, hearing, tie, by)


def _subject(tie: HearingAbout) -> dict[str, Any]:
    return {"version_of": tie.version_of, "plan": tie.plan, "report": tie.report}


def _is_frozen(tie: HearingAbout) -> bool:
    return bool(getattr(tie.thing, "is_frozen", False))


def _row_of(body: HearingBody, there: list[BodyHeard], was: str = "") -> BodyHeard | None:
    """The question as it stands with the thing: still open, or answered with these very words, or those before them."""
    words = {body.words, was} - {""}
    same = [row for row in there if row.unit_id == body.unit_id]
    fitting = [row for row in same if row.said_on is None or row.words in words]
    return fitting[-1] if fitting else None


def _take_over(row: BodyHeard, body: HearingBody, hearing: Hearing, tie: HearingAbout, by: Asker) -> None:
    """What a decision rests on stays as it was: words are frozen once with the committee."""
    if row.words and (_is_frozen(tie) or is_quoted(row)):
        return
    before = (row.asked_on, row.due_on, row.said_on, row.words, row.considered)
    row.asked_on, row.due_on = body.asked_on or hearing.asked_on, hearing.due_on  # type: ignore[assignment]
    row.said_on, row.words = body.said_on, body.words
    row.considered = _considered(body) if hearing.stage == HearingStage.ENDED else row.considered
    if before == (row.asked_on, row.due_on, row.said_on, row.words, row.considered):
        return
    row.save()
    verb = "body.heard" if row.said_on is not None else "body.asked"
    record.wrote(verb, on=row, by=by, fields={"about": str(tie.thing)})


def _considered(body: HearingBody) -> str:
    """The closing answers to the themes that a body's answers speak of, each once."""
    said = body.answers.filter(replaced_on=None).order_by("number")
    themes = {one.theme_id: one.theme for answer in said for one in answer.themed.all()}
    return "\n\n".join(theme_words(theme) for theme in themes.values())


def tell_hearings(*, item: CommitteeItem, by: Asker) -> None:  # because its caller and voice record
    """Say on the hearings about the same thing that the committee has the case, and what it decided on which day."""
    if item.published_on is None:
        return
    told: dict[str, Any] = {"about_uuid": item.uuid, "by": by, "who": str(item.committee)}
    for hearing in reads.of_item(item):
        kind, words = HearingStepKind.WITH_COMMITTEE, item.title
        voice.note_case(hearing=hearing, kind=kind, words=words, on=item.published_on, **told)
        if item.decision and item.decided_on:
            words = " ".join(filter(None, [f"{label(Decision(item.decision)).capitalize()}.", item.decision_text]))
            decided = HearingStepKind.DECIDED
            voice.note_case(hearing=hearing, kind=decided, words=words, on=item.decided_on, **told)


def tell_undone(*, item: CommitteeItem, by: Asker) -> None:  # because its caller and voice record
    """The decision was a mistake and is undone: it stands on the hearings no more."""
    for hearing in reads.of_item(item):
        voice.take_back_case(hearing=hearing, kind=HearingStepKind.DECIDED, about_uuid=item.uuid, by=by)

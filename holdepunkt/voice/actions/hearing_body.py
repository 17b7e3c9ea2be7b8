"""The only writers of who is heard: asked, commented among members, drafted, and answered."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from holdepunkt import clock, record
from holdepunkt.people.access import NotPossible, require
from holdepunkt.people.asker import Asker
from holdepunkt.people.models import Unit
from holdepunkt.record.versions import take
from holdepunkt.ui.jinja import danish_date
from holdepunkt.voice import hearing_access as access
from holdepunkt.voice.actions.hearing import send_to_councils
from holdepunkt.voice.actions.hearing_answer import keep_body_answers, replace_body_answers
from holdepunkt.voice.actions.locks import lock_hearing
from holdepunkt.voice.codes import new_code, print_of_code
from holdepunkt.voice.models import CouncilMember, Hearing, HearingBody, HearingComment, HearingPassage, HearingStep
from holdepunkt.voice.reads import council as councils
from holdepunkt.voice.reads import hearing_answers as answers
from holdepunkt.voice.reads import hearing_bodies as who
from holdepunkt.voice.reads import hearings as reads
from holdepunkt.voice.rules.body_answers import members_are_waited_for, only_at_a_meeting
from holdepunkt.voice.rules.council import RuleKey
from holdepunkt.voice.rules.hearing import GOING_ON, BodyState, Ground, HearingStage, HearingStepKind

AROUND = ("hearing__municipality", "council__municipality", "council__unit", "unit")


@transaction.atomic
def ask_unit(*, hearing: Hearing, unit: Unit, ground: Ground | str, by: Asker, source: str = "") -> HearingBody:
    """Ask a council or another unit by name. A council with a room here answers from its own pages."""
    require(access.is_at_home(by, unit.municipality_id))
    row = _askable(hearing, by)
    council = getattr(unit, "council", None)
    if row.bodies.filter(name=unit.name).exists():
        raise NotPossible(_("%(name)s er allerede spurgt.") % {"name": unit.name})
    body = HearingBody(hearing=row, unit=unit, council=council, name=unit.name, ground=Ground(ground), source=source)
    _ask(row, body, by)
    return body


@transaction.atomic
def invite(*, hearing: Hearing, name: str, by: Asker) -> tuple[HearingBody, str]:
    """Ask somebody who has no unit here; the code opens the parts for the invited. It is told this once."""
    row = _askable(hearing, by)
    if not name.strip():
        raise NotPossible(_("Skriv, hvem I inviterer."))
    if row.bodies.filter(name=name.strip()).exists():
        raise NotPossible(_("%(name)s er allerede spurgt.") % {"name": name.strip()})
    code = new_code()
    body = HearingBody(
        hearing=row, name=name.strip(), ground=Ground.INVITED, code_hash=print_of_code(code, str(row.uuid))
    )
    _ask(row, body, by)
    return body, code


def _askable(hearing: Hearing, by: Asker) -> Hearing:
    row = take(hearing, version=None, around=("municipality",))
    require(access.may_keep(by, row))
    if row.stage not in (HearingStage.DRAFT, HearingStage.OPEN):
        raise NotPossible(_("Høringen er lukket. Nu kan der ikke spørges flere."))
    row.save(update_fields=["version"])
    return row


def _ask(row: Hearing, body: HearingBody, by: Asker) -> None:
    """Keep the question; when the hearing runs already, it goes out at once."""
    if row.stage == HearingStage.OPEN:
        body.asked_on, body.comments_due_on = clock.today(), reads.comments_due(row, body)
    body.save()
    record.wrote("hearing.body_asked", on=row, by=by, fields={"who": body.name})
    if row.stage == HearingStage.OPEN and body.council is not None:
        send_to_councils(row, by, only=body)


@transaction.atomic
def unask(*, body: HearingBody, by: Asker) -> None:
    """Take somebody off a draft's list again."""
    row = take(body.hearing, version=None, around=("municipality",))
    require(access.may_keep(by, row))
    if row.stage != HearingStage.DRAFT:
        raise NotPossible(_("De er spurgt. Det bliver stående."))
    body.delete()
    record.wrote("hearing.body_left_out", on=row, by=by, fields={"who": body.name})


@transaction.atomic
def comment(
    *, body: HearingBody, member: CouncilMember, words: str, by: Asker, passage: HearingPassage | None = None
) -> HearingComment:
    """A member says something to the others, on a passage or on the draft; the secretary writes in what came on paper."""
    lock_hearing(body.hearing_id)
    row = HearingBody.objects.select_related(*AROUND).get(pk=body.pk)
    require(access.may_comment(by, row))
    _require_going_on(row)
    if member.council_id != row.council_id or (passage is not None and passage.hearing_id != row.hearing_id):
        raise NotPossible(_("Det hører ikke til denne høring."))
    if member.seat is not None and not member.seat.answers_hearings:
        raise NotPossible(_("Efter rådets regler svarer »%(seat)s« ikke på høringer.") % {"seat": member.seat})
    if not words.strip():
        raise NotPossible(_("Skriv, hvad du vil sige. Det må gerne være kort."))
    made = HearingComment.objects.create(
        body=row, member=member, passage=passage, words=words.strip(), said_on=clock.today(),
        on_draft=passage is None and row.state == BodyState.DRAFTED,
    )  # fmt: skip
    record.wrote("hearing.commented", on=row.hearing, by=by, fields={"who": row.name})
    return made


@transaction.atomic
def save_draft(*, body: HearingBody, texts: Mapping[str, str], by: Asker, version: int | None = None) -> HearingBody:
    """Keep the draft of a body's answer, by passage; the empty key is the whole. Members see it and may comment."""
    row = _writing(body, by, version)
    row.draft = _told(row, texts)
    row.state = BodyState.DRAFTED if row.draft else BodyState.ASKED
    row.save()
    record.wrote("hearing.drafted", on=row.hearing, by=by, fields={"who": row.name})
    return row


@transaction.atomic
def send_body_answer(
    *, body: HearingBody, texts: Mapping[str, str], decided_by: str, decided_on: date, by: Asker,
    said_on: date | None = None, version: int | None = None,
) -> HearingBody:  # fmt: skip
    """Send a body's answer, and say who decided it on which day. From here on the words stay."""
    row = _writing(body, by, version)
    told = _told(row, texts)
    if not told:
        raise NotPossible(_("Skriv svaret først. Det kan være til ét afsnit eller til det hele."))
    if not decided_by.strip():
        raise NotPossible(_("Skriv, hvem der har bestemt svaret."))
    day = said_on or clock.today()
    asked = row.asked_on or day
    if not asked <= decided_on <= day <= clock.today():
        raise NotPossible(_("Dagene passer ikke sammen. Svaret er bestemt efter spørgsmålet og senest i dag."))
    _require_decided_as_ruled(row, decided_on, day)
    row.draft, row.words = {}, keep_body_answers(body=row, texts=told, on=day)
    row.state, row.said_on, row.decided_by, row.decided_on = BodyState.ANSWERED, day, decided_by.strip(), decided_on
    row.save()
    HearingStep.objects.create(
        hearing=row.hearing, kind=HearingStepKind.BODY_ANSWERED, taken_on=day, who=row.name, words=row.decided_by
    )
    record.wrote("hearing.body_answered", on=row.hearing, by=by, fields={"who": row.name})
    return row


@transaction.atomic
def correct_body_answer(
    *, body: HearingBody, texts: Mapping[str, str], decided_by: str, decided_on: date, by: Asker,
    version: int | None = None,
) -> HearingBody:  # fmt: skip
    """Correct what a body sent, until somebody has answered it. The old words stay, marked as replaced today."""
    lock_hearing(body.hearing_id)
    row = take(body, version=version, around=AROUND)
    require(access.may_write_for(by, row))
    _require_correctable(row)
    told = _told(row, texts)
    if not told:
        raise NotPossible(_("Skriv svaret først. Det kan være til ét afsnit eller til det hele."))
    if told == answers.texts_of(row):
        raise NotPossible(_("Der er ikke rettet noget i svaret."))
    if not decided_by.strip():
        raise NotPossible(_("Skriv, hvem der har bestemt svaret."))
    if not (row.asked_on or decided_on) <= decided_on <= clock.today():
        raise NotPossible(_("Dagene passer ikke sammen. Svaret er bestemt efter spørgsmålet og senest i dag."))
    row.words = replace_body_answers(body=row, texts=told, on=clock.today())
    row.corrected_on, row.decided_by, row.decided_on = clock.today(), decided_by.strip(), decided_on
    row.save()
    HearingStep.objects.create(
        hearing=row.hearing, kind=HearingStepKind.BODY_CORRECTED, taken_on=clock.today(), who=row.name,
        words=row.decided_by,
    )  # fmt: skip
    record.wrote("hearing.body_corrected", on=row.hearing, by=by, fields={"who": row.name})
    return row


def _require_correctable(row: HearingBody) -> None:
    if row.state != BodyState.ANSWERED or not answers.of_body(row):
        raise NotPossible(_("Her er ikke sendt et svar, der kan rettes."))
    if row.hearing.stage not in GOING_ON:
        raise NotPossible(_("Høringen er slut. Svaret bliver ikke ændret."))
    if answers.is_answered_to(row):
        raise NotPossible(
            _("Der er skrevet svar på det, I sagde. Ring til den, der holder høringen, hvis det er galt.")
        )


@transaction.atomic
def note_papers_posted(*, body: HearingBody, by: Asker) -> HearingBody:
    """The print run went out by post to the members who get paper."""
    row = take(body, version=None, around=AROUND)
    if row.council is None:
        raise NotPossible(_("Kun et råd har medlemmer, der får papir."))
    require(access.council_access.may_run_council(by, row.council))
    row.posted_on = clock.today()
    row.save()
    record.wrote("hearing.papers_posted", on=row.hearing, by=by, fields={"who": row.name})
    return row


def _writing(body: HearingBody, by: Asker, version: int | None) -> HearingBody:
    """The body, locked behind its hearing, while it may still write."""
    lock_hearing(body.hearing_id)
    row = take(body, version=version, around=AROUND)
    require(access.may_write_for(by, row))
    _require_going_on(row)
    return row


def _require_going_on(row: HearingBody) -> None:
    if row.hearing.stage not in GOING_ON:
        raise NotPossible(_("Høringen er ikke åben. Der kan ikke svares nu."))
    if row.state == BodyState.ANSWERED:
        raise NotPossible(_("Svaret er sendt. Er der noget galt i det, så ret det dér, hvor det står."))


def _require_decided_as_ruled(row: HearingBody, decided_on: date, day: date) -> None:
    """The council's own rules say whether it answers at a meeting, and how long its members have; unknown, nothing."""
    if row.council is None:
        return
    known, met = councils.rules(row.council, day), who.met_on(row, decided_on)
    answers_by, between = known.text(RuleKey.HEARING_ANSWERS_BY), known.text(RuleKey.HEARING_BETWEEN)
    if only_at_a_meeting(answers_by, between) and not met:
        raise NotPossible(
            _(
                "Efter rådets regler bliver svaret bestemt på et møde. Skriv dagen for et møde, rådet har holdt, "
                "siden det blev spurgt."
            )
        )
    days, until = known.number(RuleKey.HEARING_COMMENT_DAYS), row.comments_due_on
    said = who.all_have_said(row, day)
    if until and members_are_waited_for(days, until, today=clock.today(), at_a_meeting=met, all_have_said=said):
        raise NotPossible(
            _("Efter rådets regler kan medlemmerne sige deres mening til og med %(day)s. Send svaret bagefter.")
            % {"day": danish_date(until)}
        )


def _told(row: HearingBody, texts: Mapping[str, str]) -> dict[str, str]:
    """What was written, by the keys of the hearing's own passages."""
    known = {"", *row.hearing.passages.values_list("key", flat=True)}
    if unknown := set(texts) - known:
        raise NotPossible(_("Der er et afsnit, som ikke er med i høringen: %(key)s") % {"key": ", ".join(unknown)})
    return {key: text.strip() for key, text in texts.items() if text.strip()}

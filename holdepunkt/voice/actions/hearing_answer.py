"""The only writers of answers to a hearing: received, read, gathered under themes, hidden, and their senders."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from holdepunkt import clock, record
from holdepunkt.people.access import NotPossible, require
from holdepunkt.people.asker import Asker
from holdepunkt.record.versions import take
from holdepunkt.voice import hearing_access as access
from holdepunkt.voice.actions.flood import heap_for
from holdepunkt.voice.actions.hearing_message import give_up
from holdepunkt.voice.actions.locks import lock_hearing
from holdepunkt.voice.actions.proposal import CONTACT, Contact
from holdepunkt.voice.codes import is_code, new_code, print_of_code
from holdepunkt.voice.models import (
    AnswerHidden,
    AnswerSender,
    AnswerTheme,
    Flood,
    Hearing,
    HearingAnswer,
    HearingBody,
    HearingPassage,
    HearingTheme,
)
from holdepunkt.voice.reads import hearing_answers as reads
from holdepunkt.voice.rules.hearing import GOING_ON, Audience, BodyState, CameIn, HearingStage, may_answer

AROUND = ("hearing__municipality",)


@transaction.atomic
def send_answer(
    *, hearing: Hearing, words: str, code: str, by: Asker, passage: HearingPassage | None = None,
    contact: Contact | None = None, address: str = "", invited: HearingBody | None = None,
) -> HearingAnswer:  # fmt: skip
    """Receive an answer from the public form. Nothing is refused but what comes too late, or is not for the sender."""
    require(access.is_at_home(by, hearing.municipality_id))
    row = lock_hearing(hearing.pk)
    if row.stage != HearingStage.OPEN or row.due_on is None or row.due_on < clock.today():
        raise NotPossible(_("Fristen er gået, og høringen tager ikke flere svar. Du kan sende et forslag i stedet."))
    who = Audience.INVITED if invited is not None else Audience.ANYONE
    if not may_answer(passage.audience if passage is not None else row.audience, who):
        raise NotPossible(_("Den del kan kun de svare på, som vi har spurgt. Vælg en anden del."))
    flood = heap_for(row.municipality, address, hearing=row)
    made = _receive(
        row, passage, words, CameIn.WEB, clock.today(), by, contact=contact, body=invited, code=code, flood=flood
    )
    if invited is not None:
        _has_answered(invited, made)
    return made


def _has_answered(invited: HearingBody, made: HearingAnswer) -> None:
    """Whoever was invited has answered; a second answer adds to the first."""
    row = take(invited, version=None)
    row.words = "\n\n".join(filter(None, [row.words, f"{made.passage}:" if made.passage else "", made.words]))
    row.state, row.said_on = BodyState.ANSWERED, clock.today()
    row.save()


@transaction.atomic
def note_answer(
    *, hearing: Hearing, words: str, received_on: date, by: Asker, passage: HearingPassage | None = None,
    contact: Contact | None = None, code: str = "", is_example: bool = False,
) -> HearingAnswer:  # fmt: skip
    """Write in an answer that came on paper or was said; it is read by whoever writes it. The code is for the slip."""
    row = lock_hearing(hearing.pk)
    require(access.may_keep(by, row))
    if row.stage not in GOING_ON:
        raise NotPossible(_("Høringen er ikke åben. Der kan ikke svares nu."))
    if row.asked_on is None or not row.asked_on <= received_on <= clock.today():
        raise NotPossible(_("Svaret kom efter spørgsmålet og senest i dag. Ret dagen."))
    return _receive(
        row, passage, words, CameIn.PAPER, received_on, by, contact=contact, code=code, is_example=is_example
    )


def keep_body_answers(*, body: HearingBody, texts: Mapping[str, str], on: date) -> str:  # because its caller records
    """One answer for each part a body has written to; the whole of its words, as the committee is to read them."""
    parts = {passage.key: passage for passage in body.hearing.passages.all()}
    number, told = reads.newest_number(body.hearing), []
    for key, text in sorted(texts.items(), key=lambda one: parts[one[0]].order if one[0] else 0):
        passage = parts.get(key)
        number += 1
        HearingAnswer.objects.create(
            hearing=body.hearing, number=number, passage=passage, body=body, came_in=CameIn.BODY, words=text,
            received_on=on, read_on=clock.today(), is_example=body.hearing.is_example,
        )  # fmt: skip
        told.append(f"{passage}:\n{text}" if passage is not None else text)
    return "\n\n".join(told)


def replace_body_answers(*, body: HearingBody, texts: Mapping[str, str], on: date) -> str:  # because its caller records
    """Put a body's corrected words in the place of those it sent, which stay and are marked; the whole of its words."""
    there = {one.passage.key if one.passage else "": one for one in reads.of_body(body)}
    for key, one in there.items():
        if texts.get(key) != one.words:
            one.replaced_on = on
            one.save(update_fields=["replaced_on"])
    new = {key: text for key, text in texts.items() if key not in there or there[key].words != text}
    keep_body_answers(body=body, texts=new, on=on)
    return reads.whole_words(body)


def _receive(
    row: Hearing, passage: HearingPassage | None, words: str, came_in: CameIn, on: date, by: Asker, *,
    contact: Contact | None = None, body: HearingBody | None = None, code: str = "", flood: Flood | None = None,
    is_example: bool = False,
) -> HearingAnswer:  # fmt: skip
    if not words.strip():
        raise NotPossible(_("Skriv, hvad du vil sige. Det må gerne være kort."))
    if passage is not None and passage.hearing_id != row.pk:
        raise NotPossible(_("Det afsnit hører ikke til denne høring."))
    made = HearingAnswer.objects.create(
        hearing=row, number=reads.newest_number(row) + 1, passage=passage, body=body, came_in=came_in,
        words=words.strip(), received_on=on, read_on=clock.today() if came_in == CameIn.PAPER else None,
        code_hash=print_of_code(code, str(row.uuid)) if code else "", flood=flood, held_back=flood is not None,
        is_example=is_example or row.municipality.example_data,
    )  # fmt: skip
    if contact is not None:
        _add_sender(made, contact)
    record.wrote("hearing.answer_received", on=row, by=by, fields={"number": made.number, "came_in": came_in.value})
    return made


@transaction.atomic
def give_answer_code(*, answer: HearingAnswer, by: Asker) -> str:
    """A code for somebody who wants to hear from us and lost theirs, or never had one; an old one opens nothing more."""
    row = _kept(answer, by, None)
    if not reads.has_sender(row):
        raise NotPossible(_("Vi ved ikke, hvem der skrev. Der er ingen at give en kode."))
    code = new_code()
    row.code_hash = print_of_code(code, str(row.hearing.uuid))
    row.save(update_fields=["code_hash", "version"])
    record.wrote("hearing.code_renewed", on=row.hearing, by=by, fields={"number": row.number})
    return code


def _add_sender(answer: HearingAnswer, contact: Contact) -> None:
    field = CONTACT[contact.way]
    value = getattr(contact, field).strip()
    if not value:
        raise NotPossible(_("Skriv, hvordan vi kan svare dig, eller vælg, at du ikke vil have svar."))
    AnswerSender.objects.create(answer=answer, way=contact.way, **{field: value})


@transaction.atomic
def gather_answer(
    *, answer: HearingAnswer, themes: Iterable[HearingTheme], by: Asker, version: int | None = None
) -> HearingAnswer:
    """Say under which themes an answer stands; whoever does so has read it."""
    row = _kept(answer, by, version)
    if row.replaced_on is not None:
        raise NotPossible(_("Svaret er erstattet af et nyt. Saml det nye."))
    chosen = list(themes)
    if any(theme.hearing_id != row.hearing_id for theme in chosen):
        raise NotPossible(_("Temaet hører til en anden høring."))
    there = {one.theme_id: one for one in row.themed.all()}
    for pk in set(there) - {theme.pk for theme in chosen}:
        there[pk].delete()
    AnswerTheme.objects.bulk_create(AnswerTheme(answer=row, theme=theme) for theme in chosen if theme.pk not in there)
    row.read_on = row.read_on or clock.today()
    row.save()
    named = ", ".join(theme.name for theme in chosen)
    record.wrote("hearing.answer_gathered", on=row.hearing, by=by, fields={"number": row.number, "themes": named})
    return row


@transaction.atomic
def hide_in_answer(
    *, answer: HearingAnswer, words: str, why: str, by: Asker, is_threat: bool = False, version: int | None = None
) -> HearingAnswer:
    """Show other words than were sent; those that came are kept apart, and that and why stands on the page.

    Also after the end: somebody who is named in an answer may find out late.
    """
    row = _kept(answer, by, version, stages=(*GOING_ON, HearingStage.ENDED))
    if row.body_id is not None and row.came_in == CameIn.BODY:
        raise NotPossible(_("Et råds egne ord bliver ikke ændret."))
    if not why.strip():
        raise NotPossible(_("Skriv, hvorfor noget bliver skjult. Det står på siden."))
    if not is_threat and not words.strip():
        raise NotPossible(_("Skriv teksten, som den skal stå."))
    AnswerHidden.objects.create(answer=row, original=row.words, why=why.strip(), hidden_on=clock.today())
    row.words, row.is_threat = "" if is_threat else words.strip(), is_threat
    row.read_on = row.read_on or clock.today()
    row.save()
    record.wrote("hearing.words_hidden", on=row.hearing, by=by, why=why.strip(), fields={"number": row.number})
    return row


@transaction.atomic
def withdraw_answer_sender(*, answer: HearingAnswer, code: str, by: Asker) -> HearingAnswer:
    """Whoever has the code no longer wants to be known."""
    require(access.is_at_home(by, answer.hearing.municipality_id))
    if not answer.code_hash or not is_code(code, number=str(answer.hearing.uuid), kept=answer.code_hash):
        raise NotPossible(_("Nummeret og koden passer ikke sammen."))
    return forget_answer_sender(answer=answer, by=by, why=_("Afsenderen bad om det."))


@transaction.atomic
def forget_answer_sender(*, answer: HearingAnswer, by: Asker, why: str) -> HearingAnswer:
    """Delete how the sender can be reached, and give up what has not been sent."""
    row = take(answer, version=None, around=AROUND)
    require(access.is_at_home(by, row.hearing.municipality_id))
    AnswerSender.objects.filter(answer=row).delete()
    give_up(answer=row)
    row.sender_forgotten_on = clock.today()
    row.save(update_fields=["sender_forgotten_on", "version"])
    record.wrote("hearing.sender_forgotten", on=row.hearing, by=by, why=why, fields={"number": row.number})
    return row


def _kept(answer: HearingAnswer, by: Asker, version: int | None, stages: tuple[str, ...] = GOING_ON) -> HearingAnswer:
    """The answer, locked behind its hearing, which has not ended (or is at one of these stages)."""
    lock_hearing(answer.hearing_id)
    row = take(answer, version=version, around=AROUND)
    require(access.may_keep_answer(by, row))
    if row.held_back:
        raise NotPossible(_("Svaret ligger i en bunke. Slip bunken først."))
    if row.hearing.stage not in stages:
        raise NotPossible(_("Høringen er slut. Svarene bliver ikke ændret."))
    return row

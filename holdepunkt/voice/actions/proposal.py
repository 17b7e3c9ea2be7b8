"""Receiving proposals: from anyone, on a card, or on somebody's behalf; and the number and code to follow them by."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from holdepunkt import clock, record
from holdepunkt.people import sealing
from holdepunkt.people.access import NotPossible, require
from holdepunkt.people.asker import Asker
from holdepunkt.people.models import Municipality, Unit
from holdepunkt.record.versions import take
from holdepunkt.voice import access
from holdepunkt.voice.actions.answer_due import count_due_anew, due_of
from holdepunkt.voice.actions.flood import heap_for, wait_in_line
from holdepunkt.voice.actions.message import give_up_messages, make_message
from holdepunkt.voice.codes import PURPOSE, is_code, new_code, print_of_code
from holdepunkt.voice.models import AdvisoryCouncil, Flood, Postcard, Proposal, ProposalSetting, Sender, Step
from holdepunkt.voice.reads.deadlines import setting_of
from holdepunkt.voice.rules.proposal import CameBy, ProposalKind, StepKind, Way

CONTACT = {Way.MAIL: "mail", Way.SMS: "phone", Way.LETTER: "address", Way.PLACE: "place"}


@dataclass(frozen=True)
class Contact:
    """How the sender wants to hear from us; without one we truly do not know who it is."""

    way: Way
    name: str = ""
    mail: str = ""
    phone: str = ""
    address: str = ""
    place: str = ""


@transaction.atomic
def send_proposal(
    *, municipality: Municipality, kind: ProposalKind | str, words: str, code: str, by: Asker,
    contact: Contact | None = None, address: str = "",
) -> Proposal:  # fmt: skip
    """Receive a proposal from the public form. Nothing is refused: what comes as a flood waits as one heap."""
    require(access.is_at_home(by, municipality.pk))
    flood = heap_for(municipality, address)
    return _receive(municipality, kind, words, code, by, CameBy.WEB, contact, clock.today(), None, flood=flood)


@transaction.atomic
def note_proposal(
    *, municipality: Municipality, kind: ProposalKind | str, words: str, came_by: CameBy | str, received_on: date,
    code: str, by: Asker, contact: Contact | None = None, reader: Unit | None = None, **more: Any,
) -> Proposal:  # fmt: skip
    """Write a proposal in on somebody's behalf: from a gathering, the council, a conversation."""
    require(access.may_handle_in(by, municipality.pk))
    _require_past(received_on)
    return _receive(municipality, kind, words, code, by, CameBy(came_by), contact, received_on, reader, **more)


@transaction.atomic
def note_postcard(
    *, postcard: Postcard, kind: ProposalKind | str, words: str, received_on: date, by: Asker,
    contact: Contact | None = None, **more: Any,
) -> Proposal:  # fmt: skip
    """Write in what stands on a card. Whoever kept the stub follows it by the number and code printed there."""
    require(access.may_handle_in(by, postcard.municipality_id))
    _require_past(received_on)
    if received_on < postcard.printed_on:
        raise NotPossible(_("Kortet er skrevet ud efter den dag. Ret dagen."))
    return _receive(
        postcard.municipality, kind, words, "", by, CameBy.POSTCARD, contact, received_on, None, card=postcard, **more
    )


def _receive(
    municipality: Municipality, kind: ProposalKind | str, words: str, code: str, by: Asker, came_by: CameBy,
    contact: Contact | None, on: date, reader: Unit | None, *, flood: Flood | None = None,
    card: Postcard | None = None, heard_at: str = "", heard_uuid: uuid.UUID | None = None,
    council: AdvisoryCouncil | None = None, is_example: bool = False,
) -> Proposal:  # fmt: skip
    """One proposal with its number, its first step, and the message that it is here."""
    _require_words(words)
    if council is not None and council.municipality_id != municipality.pk:
        raise NotPossible(_("Rådet hører til i en anden kommune."))
    setting = setting_of(municipality)
    number, year = _next_number(municipality, on.year)
    if card is not None:
        number, year = card.number, card.year
    if card and Proposal.objects.filter(municipality=municipality, year=year, number=number).exists():
        raise NotPossible(_("Kort %(number)s er allerede skrevet ind.") % {"number": card})
    row = Proposal.objects.create(
        municipality=municipality, number=number, year=year, kind=ProposalKind(kind), words=words.strip(),
        code_hash=card.code_hash if card else print_of_code(code, f"{number}-{year}"),
        came_by=came_by, received_on=on, answer_due=due_of(municipality, setting, on),
        reader=reader or setting.reader, heard_at=heard_at, heard_uuid=heard_uuid, flood=flood,
        council=council if came_by == CameBy.COUNCIL else None,
        held_back=flood is not None, last_step_on=on, is_example=is_example or municipality.example_data,
    )  # fmt: skip
    step = Step.objects.create(proposal=row, kind=StepKind.RECEIVED, taken_on=on)
    if contact is not None:
        add_sender(proposal=row, contact=contact)
        make_message(step=step, code=code)
    record.wrote("proposal.received", on=row, by=by, fields={"came_by": came_by.value})
    return row


def add_sender(*, proposal: Proposal, contact: Contact) -> Sender:  # because its caller records
    """Keep how the sender can be reached: only what the chosen way needs, and a name for the letter."""
    field = CONTACT[contact.way]
    value = getattr(contact, field).strip()
    if not value:
        raise NotPossible(_("Skriv, hvordan vi kan svare dig, eller vælg, at du ikke vil have svar."))
    return Sender.objects.create(proposal=proposal, way=contact.way, name=contact.name.strip(), **{field: value})


def _next_number(municipality: Municipality, year: int) -> tuple[int, int]:
    """The next number of the year; two at once wait for each other."""
    wait_in_line(municipality)
    taken = [
        rows.filter(municipality=municipality, year=year).order_by("-number").values_list("number", flat=True).first()
        for rows in (Proposal.objects, Postcard.objects)
    ]
    return max(number or 0 for number in taken) + 1, year


@transaction.atomic
def print_postcards(*, municipality: Municipality, count: int, by: Asker) -> list[Postcard]:
    """Make a sheet of cards with numbers and codes of their own."""
    require(access.may_handle_in(by, municipality.pk))
    if not 1 <= count <= 100:
        raise NotPossible(_("Et ark har mellem 1 og 100 kort."))
    number, year = _next_number(municipality, clock.today().year)
    sheet, cards = uuid.uuid4(), []
    for place in range(count):
        code = new_code()
        cards.append(
            Postcard(
                municipality=municipality, number=number + place, year=year, printed_on=clock.today(), sheet=sheet,
                code_hash=print_of_code(code, f"{number + place}-{year}"),
                sealed_code=sealing.seal(code, purpose=PURPOSE),
            )
        )  # fmt: skip
    made = Postcard.objects.bulk_create(cards)
    record.wrote("postcards.printed", on=made[0], by=by, fields={"count": count})
    return made


@transaction.atomic
def give_new_code(*, proposal: Proposal, by: Asker) -> str:
    """A new code for somebody who lost theirs; the old one opens nothing any more."""
    require(access.may_moderate(by, proposal))
    row = take(proposal, version=None)
    code = new_code()
    row.code_hash = print_of_code(code, str(row))
    row.save(update_fields=["code_hash", "version"])
    record.wrote("proposal.code_renewed", on=row, by=by)
    return code


@transaction.atomic
def withdraw_sender(*, proposal: Proposal, code: str, by: Asker) -> Proposal:
    """The sender no longer wants to be known: whoever has the code may say so at any time."""
    require(access.is_at_home(by, proposal.municipality_id))
    if not is_code(code, number=str(proposal), kept=proposal.code_hash):
        raise NotPossible(_("Nummeret og koden passer ikke sammen."))
    return forget_sender(proposal=proposal, by=by, why=_("Afsenderen bad om det."))


@transaction.atomic
def forget_sender(*, proposal: Proposal, by: Asker, why: str) -> Proposal:
    """Delete how the sender can be reached, and give up what has not been sent."""
    require(access.is_at_home(by, proposal.municipality_id))
    row = take(proposal, version=None)
    Sender.objects.filter(proposal=row).delete()
    give_up_messages(proposal=row)
    row.sender_forgotten_on = clock.today()
    row.save(update_fields=["sender_forgotten_on", "version"])
    record.wrote("proposal.sender_forgotten", on=row, by=by, why=why)
    return row


@transaction.atomic
def change_setting(
    *, municipality: Municipality, answer_days: int, contact_months: int, reader: Unit | None, by: Asker,
    version: int | None = None,
) -> ProposalSetting:  # fmt: skip
    """Set the deadlines. What came before keeps its own date until it is counted anew: so it is, for what waits."""
    require(access.may_handle_in(by, municipality.pk))
    if reader is not None:
        require(access.is_at_home(by, reader.municipality_id))
    there = ProposalSetting.objects.filter(municipality=municipality).first()
    row = take(there, version=version) if there else ProposalSetting(municipality=municipality)
    row.answer_days, row.contact_months, row.reader = answer_days, contact_months, reader
    row.save()
    count_due_anew(municipality, row)
    record.wrote("proposal_setting.changed", on=row, by=by, fields={"answer_days": answer_days})
    return row


def _require_words(words: str) -> None:
    if not words.strip():
        raise NotPossible(_("Skriv, hvad du vil sige. Det må gerne være kort."))


def _require_past(day: date) -> None:
    if day > clock.today() or day < clock.today() - timedelta(days=3650):
        raise NotPossible(_("Dagen skal være i dag eller før. Ret dagen."))

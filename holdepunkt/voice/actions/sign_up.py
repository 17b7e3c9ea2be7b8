"""The writers of sign-ups: from anyone, on paper, cancelled, moved up from the waiting list, and forgotten."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from holdepunkt import clock, record
from holdepunkt.people.access import NotPossible, is_at_home, require
from holdepunkt.people.asker import Asker, machine
from holdepunkt.people.models import Municipality
from holdepunkt.voice import gathering_access as access
from holdepunkt.voice.actions.flood import heap_for
from holdepunkt.voice.actions.locks import lock_gathering
from holdepunkt.voice.actions.notice import make_notice
from holdepunkt.voice.actions.proposal import CONTACT, Contact
from holdepunkt.voice.codes import is_code, print_of_address, print_of_code
from holdepunkt.voice.models import Flood, Gathering, SignUp, SignUpContact, SignUpNotice
from holdepunkt.voice.reads.sign_ups import (
    free_in,
    old_prints,
    persons_from,
    somebody_waits,
    to_forget,
    waiting_in,
    waiting_in_heap,
)
from holdepunkt.voice.rules.gathering import (
    COMING,
    MOST_COMPANIONS,
    GatheringStage,
    Need,
    NoticeKind,
    SignUpStage,
    is_open,
    is_over,
    moves_up,
    on_arrival,
    waits_for_a_person,
)


@transaction.atomic
def sign_up(
    *, gathering: Gathering, code: str, by: Asker, name: str = "", companions: int = 0, needs: Iterable[str] = (),
    other_needs: str = "", contact: Contact | None = None, address: str = "",
) -> SignUp:  # fmt: skip
    """Receive a sign-up from the public page. A full gathering has a waiting list; a flood waits for a person."""
    require(is_at_home(by, gathering.municipality_id))
    held = lock_gathering(gathering.pk)
    if not held.is_public or held.stage != GatheringStage.PLANNED:
        raise NotPossible(_("Mødet tager ikke imod tilmelding."))
    if not is_open(held.meets_on, held.sign_up_until, clock.today()):
        raise NotPossible(_("Det er for sent at melde sig til på siden. Kom alligevel, eller ring til os."))
    told = print_of_address(address, clock.today().isoformat()) if address else ""
    flood = heap_for(held.municipality, address, gathering=held, waits=bool(told) and _waits(held, told, companions))
    row = _received(held, code, name, companions, needs, other_needs, contact, told, flood=flood)
    record.wrote("sign_up.received", on=row, by=by)
    return row


def _waits(held: Gathering, told: str, companions: int) -> bool:
    lately, here = persons_from(held, told)
    return waits_for_a_person(1 + companions, lately=lately, here=here, seats=held.seats)


@transaction.atomic
def note_sign_up(
    *, gathering: Gathering, code: str, by: Asker, name: str = "", companions: int = 0, needs: Iterable[str] = (),
    other_needs: str = "", contact: Contact | None = None,
) -> SignUp:  # fmt: skip
    """Write a sign-up in that came on paper, by phone or by mouth."""
    require(access.may_keep_gathering(by, gathering))
    held = lock_gathering(gathering.pk)
    if held.stage != GatheringStage.PLANNED:
        raise NotPossible(_("Mødet er aflyst."))
    row = _received(held, code, name, companions, needs, other_needs, contact, "", on_paper=True)
    record.wrote("sign_up.noted", on=row, by=by)
    return row


def _received(
    held: Gathering, code: str, name: str, companions: int, needs: Iterable[str], other_needs: str,
    contact: Contact | None, told: str, *, flood: Flood | None = None, on_paper: bool = False,
) -> SignUp:  # fmt: skip
    if not 0 <= companions <= MOST_COMPANIONS:
        raise NotPossible(_("Skriv et tal mellem 0 og %(most)s.") % {"most": MOST_COMPANIONS})
    newest = SignUp.objects.filter(gathering=held).aggregate(last=Max("number"))["last"]
    row = SignUp(
        gathering=held, number=(newest or 0) + 1, name=name.strip(), companions=companions,
        needs=[need.value for need in Need if need in set(needs)], other_needs=other_needs.strip(),
        signed_up_at=clock.now(), on_paper=on_paper, address_print=told, flood=flood,
    )  # fmt: skip
    row.code_hash = print_of_code(code, str(row))
    row.stage = SignUpStage.HELD_BACK if flood else on_arrival(_free_for_new(held), row.persons)
    row.save()
    if contact is not None:
        _add_contact(row, contact)
        make_notice(sign_up=row, kind=NoticeKind.SIGNED_UP, code=code)
    return row


def _free_for_new(held: Gathering) -> int | None:
    """Nobody passes those who wait already."""
    return 0 if held.seats is not None and somebody_waits(held) else free_in(held)


def _add_contact(row: SignUp, contact: Contact) -> None:
    field = CONTACT[contact.way]
    value = getattr(contact, field).strip()
    if not value:
        raise NotPossible(_("Skriv, hvordan vi kan skrive til dig, eller vælg, at vi ikke skal."))
    SignUpContact.objects.create(sign_up=row, way=contact.way, **{field: value})


def move_up(*, gathering: Gathering) -> None:  # because its caller records
    """Give free seats to those who wait, first come first, and tell them; of a meeting that takes place."""
    if gathering.stage != GatheringStage.PLANNED:
        return
    waiting = waiting_in(gathering)
    chosen = set(moves_up([(row.number, row.persons) for row in waiting], free_in(gathering)))
    for row in waiting:
        if row.number in chosen:
            row.stage = SignUpStage.SEAT
            row.save(update_fields=["stage"])
            row.gathering = gathering
            make_notice(sign_up=row, kind=NoticeKind.SEAT)


@transaction.atomic
def cancel_with_code(*, sign_up: SignUp, code: str, by: Asker) -> SignUp:
    """Whoever has number and code may cancel at any time until the day."""
    require(is_at_home(by, sign_up.gathering.municipality_id))
    if not is_code(code, number=str(sign_up), kept=sign_up.code_hash):
        raise NotPossible(_("Nummeret og koden passer ikke sammen."))
    return _cancelled(sign_up, by)


@transaction.atomic
def cancel_sign_up(*, sign_up: SignUp, by: Asker) -> SignUp:
    """Cancel for somebody who rang, or stood in the door."""
    require(access.may_keep_gathering(by, sign_up.gathering))
    return _cancelled(sign_up, by)


def _cancelled(sign_up: SignUp, by: Asker) -> SignUp:
    held = lock_gathering(sign_up.gathering_id)
    row = SignUp.objects.select_for_update(of=("self",)).get(pk=sign_up.pk)
    if row.stage not in (*COMING, SignUpStage.HELD_BACK):
        raise NotPossible(_("Der er allerede meldt fra."))
    row.stage, row.gathering = SignUpStage.CANCELLED, held
    row.save(update_fields=["stage"])
    _give_up(row)
    if not is_over(held.meets_on, clock.today()):
        move_up(gathering=held)
    record.wrote("sign_up.cancelled", on=row, by=by)
    return row


def _give_up(row: SignUp) -> None:
    SignUpNotice.objects.filter(sign_up=row, done_on=None).update(given_up=True, sealed_code="")


def seat_heap(*, flood: Flood) -> None:  # because its caller records
    """They were people after all: each gets a seat or a place on the list, in the order they came, and is told."""
    held = flood.gathering
    assert held is not None
    if held.stage != GatheringStage.PLANNED:
        raise NotPossible(_("Mødet er aflyst. Læg bunken til side med en grund."))
    if is_over(held.meets_on, clock.today()):
        raise NotPossible(_("Mødet er holdt. Læg bunken til side med en grund."))
    free = _free_for_new(held)
    for row in waiting_in_heap(flood):
        row.gathering, row.stage = held, on_arrival(free, row.persons)
        row.save(update_fields=["stage"])
        # Nobody passes those who wait already.
        free = None if free is None else free - row.persons if row.stage == SignUpStage.SEAT else 0
        if hasattr(row, "contact"):
            make_notice(sign_up=row, kind=NoticeKind.SIGNED_UP)


def put_heap_aside(*, flood: Flood) -> None:  # because its caller records
    """Nobody of the heap gets a seat. Nothing of it is lost before the usual day, and it can still be released."""
    waiting_in_heap(flood).update(stage=SignUpStage.DROPPED)


@transaction.atomic
def forget_sign_ups(*, municipality: Municipality, today: date) -> int:
    """Delete contacts, names and needs when the day has come that the page told; how many."""
    by, count = machine(municipality), 0
    old_prints(municipality, today).update(address_print="")
    for gathering, rows in to_forget(municipality, today):
        SignUpContact.objects.filter(sign_up__in=rows).delete()
        SignUpNotice.objects.filter(sign_up__in=rows, done_on=None).update(given_up=True, sealed_code="")
        count += rows.update(name="", needs=[], other_needs="", forgotten_on=today)
        why = _("Tiden er gået, som siden siger.")
        record.wrote("sign_ups.forgotten", on=gathering, by=by, why=why)
    return count

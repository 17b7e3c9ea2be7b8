"""The only writers of a council's members and of how to reach them."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from holdepunkt import clock, record
from holdepunkt.people.access import NotPossible, require
from holdepunkt.people.asker import Asker
from holdepunkt.people.models import Municipality
from holdepunkt.people.rules import sort_key
from holdepunkt.record.versions import take
from holdepunkt.voice import council_access as access
from holdepunkt.voice.models import AdvisoryCouncil, CouncilMember, MemberContact
from holdepunkt.voice.reads import council as reads
from holdepunkt.voice.rules.council import term_ends
from holdepunkt.voice.rules.members import MemberPost, contact_goes_after

CONTACT = ("email", "phone", "address", "by_sms", "by_post", "large_print", "read_aloud", "needs")
ABOUT = (
    "seat", "user", "name", "post", "post_since", "list_number", "speaks_for", "shown_as", "shows_seat",
    "substitute_for", "starts_on", "ends_on",
)  # fmt: skip


@transaction.atomic
def seat_member(
    *,
    council: AdvisoryCouncil,
    name: str,
    starts_on: date,
    by: Asker,
    ends_on: date | None = None,
    succeeds: CouncilMember | None = None,
    is_example: bool = False,
    **told: Any,
) -> CouncilMember:
    """Give somebody a seat; when the term is known and no last day is given, the term gives it."""
    require(access.may_run_council(by, council))
    about = {key: value for key, value in told.items() if key in ABOUT}
    reach = {key: value for key, value in told.items() if key in CONTACT}
    if unknown := set(told) - set(about) - set(reach):
        raise TypeError(f"seat_member: found {sorted(unknown)}; expected some of {(*ABOUT, *CONTACT)}")
    if ends_on is None:
        rest_of = succeeds.term_ends_on if succeeds is not None else None
        ends_on = term_ends(starts_on, reads.rules(council, starts_on), rest_of=rest_of)
    made = CouncilMember(
        council=council, name=name, sort_key=sort_key(name), starts_on=starts_on, ends_on=ends_on,
        term_ends_on=ends_on, succeeds=succeeds, is_example=is_example, **about,
    )  # fmt: skip
    _date_post(made, starts_on)
    _check(made)
    made.save()
    MemberContact.objects.create(member=made, **reach)
    record.wrote("council.member_seated", on=made, by=by, fields={"from": starts_on.isoformat()})
    return made


def _date_post(row: CouncilMember, day: date) -> None:
    """Somebody who leads does so from a day: the first, when no other is told. Whoever does not has none."""
    leads = row.post in (MemberPost.CHAIR, MemberPost.DEPUTY_CHAIR)
    row.post_since = (row.post_since or day) if leads else None
    if row.post != MemberPost.SUBSTITUTE:
        row.list_number = None


def _check(row: CouncilMember) -> None:
    """Everything on a member belongs to the same council, and the days are in order."""
    if row.ends_on is not None and row.ends_on < row.starts_on:
        raise NotPossible(_("Den sidste dag ligger før den første. Ret en af dem."))
    others = (row.seat, row.substitute_for, row.succeeds)
    if any(other.council_id != row.council_id for other in others if other is not None):
        raise NotPossible(_("Pladsen eller medlemmet hører til et andet råd."))
    if row.pk is not None and row.substitute_for_id == row.pk:
        raise NotPossible(_("Et medlem kan ikke være suppleant for sig selv."))
    if row.substitute_for_id and row.post != MemberPost.SUBSTITUTE:
        raise NotPossible(_("Kun en suppleant kan være suppleant for nogen."))


@transaction.atomic
def change_member(*, member: CouncilMember, by: Asker, version: int | None = None, **changes: Any) -> CouncilMember:
    """Change what is known about a member, and how to reach them."""
    require(access.may_run_council(by, member.council))
    row = take(member, version=version, around=("council", "contact"))
    if unknown := set(changes) - {*ABOUT, *CONTACT}:
        raise TypeError(f"change_member: found {sorted(unknown)}; expected some of {(*ABOUT, *CONTACT)}")
    before = (row.post, row.ends_on)
    for name, value in changes.items():
        if name in ABOUT:
            setattr(row, name, value)
    row.sort_key = sort_key(row.name)
    _date_post(row, row.starts_on if before[0] == row.post else clock.today())
    if row.ends_on != before[1]:
        row.term_ends_on = row.ends_on
    _check(row)
    row.save()
    _keep_contact(row, {name: value for name, value in changes.items() if name in CONTACT})
    # Which fields, never what stands in them: the record is kept for good, a contact is not.
    record.wrote("council.member_changed", on=row, by=by, fields={"changed": sorted(changes)})
    return row


def _keep_contact(row: CouncilMember, reach: dict[str, Any]) -> None:
    if not reach or (not any(reach.values()) and not hasattr(row, "contact")):
        return
    MemberContact.objects.update_or_create(member=row, defaults=reach)


@transaction.atomic
def note_leaving(*, member: CouncilMember, last_day: date, by: Asker, version: int | None = None) -> CouncilMember:
    """A member leaves. Why is nobody's business: no reason is kept. Items and minutes stay."""
    require(access.may_run_council(by, member.council))
    row = take(member, version=version, around=("council",))
    row.ends_on = last_day
    _check(row)
    row.save(update_fields=["ends_on", "version"])
    record.wrote("council.member_left", on=row, by=by, fields={"last_day": last_day.isoformat()})
    return row


@transaction.atomic
def forget_contact(*, member: CouncilMember, by: Asker) -> None:
    """Delete how to reach somebody who has left. That it was done is kept, what it was is not."""
    require(access.may_run_council(by, member.council))
    if member.ends_on is None or clock.today() <= contact_goes_after(member.ends_on):
        raise NotPossible(_("Kontakten bliver gemt et halvt år efter den sidste dag i rådet."))
    MemberContact.objects.filter(member=member).delete()
    record.wrote("council.contact_deleted", on=member, by=by)


def forget_contacts(*, municipality: Municipality, today: date, by: Asker) -> int:
    """Delete every contact whose time is over; return how many. The clockwork asks each day."""
    gone = [
        member
        for member in reads.to_forget(municipality, ended_before=today - timedelta(days=150))
        if member.ends_on is not None and contact_goes_after(member.ends_on) < today
    ]
    for member in gone:
        forget_contact(member=member, by=by)
    return len(gone)

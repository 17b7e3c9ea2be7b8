"""Taking care of what comes in: hiding words, heaps from one address, and the same matter said many times."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from holdepunkt import clock, record
from holdepunkt.people.access import NotPossible, require
from holdepunkt.people.asker import Asker
from holdepunkt.people.models import Municipality, Unit
from holdepunkt.people.rules import sort_key
from holdepunkt.record.versions import take
from holdepunkt.voice import access
from holdepunkt.voice.actions.flood import wait_in_line
from holdepunkt.voice.actions.locks import lock_gathering, lock_hearing
from holdepunkt.voice.actions.message import post
from holdepunkt.voice.actions.path import take_step
from holdepunkt.voice.actions.sign_up import put_heap_aside, seat_heap
from holdepunkt.voice.heap_access import may_decide_heap
from holdepunkt.voice.models import Flood, HiddenWords, Message, Proposal, Theme
from holdepunkt.voice.reads.heaps import lying_in
from holdepunkt.voice.rules.hearing import GOING_ON
from holdepunkt.voice.rules.proposal import StepKind, Way, may_follow


@transaction.atomic
def hide_words(
    *, proposal: Proposal, words: str, why: str, by: Asker, is_threat: bool = False, version: int | None = None
) -> Proposal:
    """Show other words than were sent: what is personal about others is masked, a threat is not shown at all.

    The words as they came are kept apart. That something was hidden, and why, stands on the public page.
    """
    require(access.may_moderate(by, proposal))
    row = take(proposal, version=version)
    if not why.strip():
        raise NotPossible(_("Skriv, hvorfor noget bliver skjult. Det står på siden."))
    if not is_threat and not words.strip():
        raise NotPossible(_("Skriv teksten, som den skal stå. Skal den helt væk, så fjern forslaget."))
    HiddenWords.objects.create(
        proposal=row, original=row.words, why=why.strip(), is_threat=is_threat, hidden_on=clock.today()
    )
    row.words, row.is_threat = "" if is_threat else words.strip(), is_threat
    row.save(update_fields=["words", "is_threat", "version"])
    record.wrote("proposal.threat_hidden" if is_threat else "proposal.words_hidden", on=row, by=by, why=why.strip())
    return row


@transaction.atomic
def release_flood(*, flood: Flood, by: Asker, why: str = "") -> Flood:
    """The heap was no flood after all: each post goes its way, and the mails that waited are sent."""
    row = _decided(flood, "released", why, by)
    if row.hearing is not None and row.hearing.stage not in GOING_ON:
        raise NotPossible(_("Høringen er slut. Svarene kan ikke slippes mere."))
    if row.gathering is not None:
        seat_heap(flood=row)
    for posts in (row.proposals, row.stories, row.answers):
        posts.update(held_back=False)
    mails = Message.objects.filter(step__proposal__flood=row, way=Way.MAIL, done_on=None, given_up=False)
    post(messages=mails, municipality=row.municipality)
    count = {"count": lying_in(row).count()}
    if row.gathering is not None:
        record.wrote("sign_ups.released", on=row.gathering, by=by, why=why.strip(), fields=count)
    else:
        record.wrote("flood.released", on=row, by=by, why=why.strip(), fields=count)
    return row


@transaction.atomic
def drop_flood(*, flood: Flood, why: str, by: Asker) -> Flood:
    """Put the whole heap aside. Nothing in it is lost, nothing of it is shown, and the reason is."""
    if not why.strip():
        raise NotPossible(_("Skriv, hvorfor bunken bliver lagt til side."))
    row = _decided(flood, "dropped", why, by)
    Message.objects.filter(step__proposal__flood=row, done_on=None).update(given_up=True, sealed_code="")
    put_heap_aside(flood=row)
    count = {"count": lying_in(row).count()}
    if row.gathering is not None:
        record.wrote("sign_ups.dropped", on=row.gathering, by=by, why=why.strip(), fields=count)
    else:
        record.wrote("flood.dropped", on=row, by=by, why=why.strip(), fields=count)
    return row


def _decided(flood: Flood, stage: str, why: str, by: Asker) -> Flood:
    """A heap put aside can still be released; one that was released is gone."""
    require(may_decide_heap(by, flood))
    _hold_what_it_is_of(flood)
    row = take(flood, version=None, around=("municipality", "hearing", "gathering__municipality"))
    if row.stage not in ("waiting", "dropped") or row.stage == stage:
        raise NotPossible(_("Bunken er allerede afgjort."))
    row.stage, row.why, row.decided_on = stage, why.strip(), clock.today()
    row.save()
    return row


def _hold_what_it_is_of(flood: Flood) -> None:
    """Its hearing or gathering, before the heap itself: those who post take them in the same order."""
    if flood.hearing_id is not None:
        lock_hearing(flood.hearing_id)
    if flood.gathering_id is not None:
        lock_gathering(flood.gathering_id)


@transaction.atomic
def add_theme(*, municipality: Municipality, name: str, by: Asker, is_example: bool = False) -> Theme:
    """Begin a theme."""
    require(access.may_handle_in(by, municipality.pk))
    if not name.strip():
        raise NotPossible(_("Giv temaet et navn."))
    wait_in_line(municipality)
    if Theme.objects.filter(municipality=municipality, name=name.strip()).exists():
        raise NotPossible(_("Der er allerede et tema med det navn."))
    row = Theme.objects.create(
        municipality=municipality, name=name.strip(), sort_key=sort_key(name.strip()), is_example=is_example
    )
    record.wrote("theme.added", on=row, by=by)
    return row


@transaction.atomic
def gather(*, proposal: Proposal, theme: Theme | None, by: Asker, version: int | None = None) -> Proposal:
    """Put a proposal under a theme, or take it out again."""
    require(access.may_moderate(by, proposal))
    if theme is not None:
        require(access.is_at_home(by, theme.municipality_id))
    row = take(proposal, version=version)
    row.theme = theme
    row.save(update_fields=["theme", "version"])
    record.wrote("proposal.gathered", on=row, by=by, fields={"theme": theme.name if theme else "–"})
    return row


@transaction.atomic
def answer_theme(
    *, theme: Theme, kind: StepKind | str, words: str, by: Asker, unit: Unit | None = None
) -> tuple[int, int]:
    """Give every proposal of a theme the same step, each its own row and message; how many took it, how many not."""
    require(access.may_handle_in(by, theme.municipality_id))
    taken, left = 0, 0
    for proposal in _of_theme(theme):
        if proposal.held_back or not may_follow(StepKind(proposal.standing), StepKind(kind)):
            left += 1
            continue
        take_step(proposal=proposal, kind=kind, words=words, unit=unit, by=by)
        taken += 1
    if not taken:
        raise NotPossible(_("Ingen af forslagene kan tage det skridt nu. De skal være læst først."))
    record.wrote("theme.answered", on=theme, by=by, fields={"kind": str(kind), "count": taken})
    return taken, left


def _of_theme(theme: Theme) -> Iterable[Proposal]:
    return list(theme.proposals.select_related("reader", "municipality").order_by("pk"))

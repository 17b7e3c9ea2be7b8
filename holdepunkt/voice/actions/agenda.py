"""The only writers of items: proposed, changed, put on an agenda, handed back, taken back."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from holdepunkt import clock, record
from holdepunkt.people.access import NotPossible, require
from holdepunkt.people.asker import Asker
from holdepunkt.record.versions import take
from holdepunkt.ui.jinja import danish_date
from holdepunkt.voice import council_access as access
from holdepunkt.voice.actions.council import touch
from holdepunkt.voice.actions.locks import lock_meeting
from holdepunkt.voice.models import AdvisoryCouncil, AgendaItem, CouncilMeeting, CouncilMember, ItemPaper, PaperUpload
from holdepunkt.voice.reads import council as reads
from holdepunkt.voice.reads import meetings
from holdepunkt.voice.rules.council import RuleKey, SingleCases
from holdepunkt.voice.rules.meetings import AHEAD, STANDING, ItemKind, ItemStage, MeetingStage
from holdepunkt.voice.rules.person import hints

FIRST_ORDER = 10
AROUND = ("council__unit", "council__municipality", "meeting", "proposed_by")


@transaction.atomic
def propose_item(
    *,
    council: AdvisoryCouncil,
    title: str,
    by: Asker,
    text: str = "",
    kind: ItemKind | str = ItemKind.TALK,
    proposed_by: CouncilMember | None = None,
    is_example: bool = False,
) -> AgendaItem:
    """Propose an item: a member for themselves; the secretary for a member, or for the house."""
    require(access.may_read_council(by, council))
    today = clock.today()
    if not access.may_run_council(by, council):
        proposed_by = reads.member_of(by, council, today)
    if proposed_by is not None and proposed_by.council_id != council.pk:
        raise NotPossible(_("Medlemmet sidder i et andet råd."))
    made = AgendaItem.objects.create(
        council=council, title=title, text=text, kind=kind, proposed_by=proposed_by, proposed_on=today,
        is_example=is_example,
    )  # fmt: skip
    record.wrote("agenda_item.proposed", on=made, by=by)
    return made


@transaction.atomic
def change_item(*, item: AgendaItem, by: Asker, version: int | None = None, **changes: Any) -> AgendaItem:
    """Change an item's words. One that was handed back is proposed again with them."""
    row = take_item(item, version)
    require(access.may_change_item(by, row))
    if unknown := set(changes) - {"title", "text", "kind", "is_closed", "proposed_by"}:
        raise TypeError(f"change_item: found {sorted(unknown)}")
    _require_open(row.meeting)
    for name, value in changes.items():
        setattr(row, name, value)
    again = row.stage == ItemStage.HANDED_BACK
    if again:
        row.stage = ItemStage.PROPOSED
    row.save()
    _old_files(row)
    # Which fields, never the words: an item is changed to take a person out of it.
    verb = "agenda_item.proposed_again" if again else "agenda_item.changed"
    record.wrote(verb, on=row, by=by, fields={"changed": sorted(changes)})
    return row


def take_item(item: AgendaItem, version: int | None = None) -> AgendaItem:  # because its callers record
    """The item, and before it the meeting on whose agenda it stands, locked.

    An agenda that is sent, a meeting that is called off, minutes that are approved at the same moment come before
    or after, never between.
    """
    meeting = AgendaItem.objects.filter(pk=item.pk).values_list("meeting", flat=True).first()
    if meeting is not None:
        lock_meeting(meeting)
    row = take(item, version=version, around=AROUND)
    if row.meeting_id != meeting:
        raise NotPossible(_("Emnet er lige blevet flyttet. Åbn siden igen, og se, hvor det er nu."))
    return row


def _require_open(meeting: CouncilMeeting | None) -> None:
    if meeting is not None and meeting.stage not in (*AHEAD, MeetingStage.HELD):
        raise NotPossible(_("Referatet er godkendt. Punktet bliver ikke ændret."))


def _old_files(row: AgendaItem) -> None:
    if row.meeting_id is not None:
        touch(row.meeting_id)


@transaction.atomic
def put_on_agenda(
    *, item: AgendaItem, meeting: CouncilMeeting, by: Asker, is_no_single_case: bool = False
) -> AgendaItem:
    """Put a proposed item last on the agenda of a meeting ahead.

    Where the council never takes single cases up, words that point at a person stop it, until somebody who has
    read them says that it is none (`is_no_single_case`).
    """
    meeting = lock_meeting(meeting.pk)
    row = take(item, version=None, around=AROUND)
    require(access.may_run_council(by, row.council))
    if meeting.council_id != row.council_id:
        raise NotPossible(_("Mødet hører til et andet råd."))
    if row.stage != ItemStage.PROPOSED:
        raise NotPossible(_("Emnet venter ikke på en dagsorden."))
    if meeting.stage not in (*AHEAD, MeetingStage.HELD):
        raise NotPossible(_("Mødet er slut. Vælg et møde, der kommer."))
    _require_no_single_case(row, meeting, is_no_single_case)
    row.meeting, row.stage, row.order = meeting, ItemStage.ON_AGENDA, _last(meeting) + 1
    row.save()
    touch(meeting.pk)
    record.wrote("agenda_item.put_on", on=row, by=by, fields={"meeting": str(meeting.uuid)})
    return row


def _require_no_single_case(row: AgendaItem, meeting: CouncilMeeting, is_none: bool) -> None:
    rules = reads.rules(row.council, meeting.meets_on)
    if is_none or row.kind in STANDING or not rules.says(RuleKey.SINGLE_CASES, SingleCases.NEVER):
        return
    if found := hints(f"{row.title}. {row.text}", known=reads.known_names(row.council)):
        words = ", ".join(f"»{hint.words}«" for hint in found)
        raise NotPossible(
            _("Rådet tager aldrig sager om ét menneske op, og teksten nævner %(words)s.") % {"words": words},
            _("Giv emnet tilbage, eller sig, at det ikke handler om ét menneske."),
        )


def _last(meeting: CouncilMeeting) -> int:
    top = AgendaItem.objects.filter(meeting=meeting).aggregate(top=Max("order"))["top"]
    return max(FIRST_ORDER, top or 0)


@transaction.atomic
def put_off(*, item: AgendaItem, by: Asker) -> AgendaItem:
    """Take an item off an agenda: it waits for another meeting. What was written under it stays where it is."""
    row = take_item(item)
    require(access.may_run_council(by, row.council))
    if row.stage != ItemStage.ON_AGENDA or row.kind in STANDING:
        raise NotPossible(_("Det punkt kan ikke udsættes."))
    _require_open(row.meeting)
    if row.lines.exists():
        raise NotPossible(_("Der er skrevet referat under punktet. Lav et nyt emne til næste møde."))
    _old_files(row)
    row.meeting, row.stage, row.order = None, ItemStage.PROPOSED, 0
    row.save()
    record.wrote("agenda_item.put_off", on=row, by=by)
    return row


@transaction.atomic
def move_item(*, item: AgendaItem, up: bool, by: Asker) -> AgendaItem:
    """Move an item one place up or down on its agenda; the standing ones stay first."""
    require(access.may_run_council(by, item.council))
    if item.meeting is None:
        raise NotPossible(_("Emnet er ikke på en dagsorden."))
    _require_open(lock_meeting(item.meeting.pk))
    listed = list(AgendaItem.objects.select_for_update().filter(meeting=item.meeting).order_by("order", "pk"))
    movable = [row for row in listed if row.kind not in STANDING]
    at = next((n for n, row in enumerate(movable) if row.pk == item.pk), None)
    if at is None or not 0 <= (to := at - 1 if up else at + 1) < len(movable):
        return item
    movable[at], movable[to] = movable[to], movable[at]
    for order, row in enumerate(movable, FIRST_ORDER):
        row.order = order
    AgendaItem.objects.bulk_update(movable, ["order"])
    touch(item.meeting.pk)
    record.wrote("agenda_item.moved", on=item, by=by, fields={"up": up})
    return item


@transaction.atomic
def hand_back_item(
    *, item: AgendaItem, because: str, by: Asker, right_place: str = "", version: int | None = None
) -> AgendaItem:
    """Hand an item that points at a person back, kindly: why, and where the person can get help with the case."""
    row = take_item(item, version)
    require(access.may_run_council(by, row.council))
    if not because.strip():
        raise NotPossible(_("Skriv, hvorfor emnet går tilbage. Det hjælper den, der har foreslået det."))
    if row.stage not in (ItemStage.PROPOSED, ItemStage.ON_AGENDA) or row.kind in STANDING:
        raise NotPossible(_("Emnet kan ikke gives tilbage nu."))
    if row.meeting is not None and row.meeting.stage not in AHEAD:
        raise NotPossible(_("Mødet er holdt. Emnet kan ikke gives tilbage."))
    _old_files(row)
    row.meeting, row.stage, row.order = None, ItemStage.HANDED_BACK, 0
    PaperUpload.objects.filter(paper__item=row).delete()  # a file about one person goes with the item
    row.handed_back_on, row.handed_back_because, row.right_place = clock.today(), because, right_place
    row.save()
    record.wrote("agenda_item.handed_back", on=row, by=by)
    return row


@transaction.atomic
def take_item_back(*, item: AgendaItem, by: Asker) -> AgendaItem:
    """The proposer does not want the item any more, or the secretary puts it away with them."""
    row = take(item, version=None, around=AROUND)
    require(access.may_change_item(by, row))
    if row.stage not in (ItemStage.PROPOSED, ItemStage.HANDED_BACK):
        raise NotPossible(_("Emnet er på en dagsorden. Udsæt det først."))
    row.stage = ItemStage.TAKEN_BACK
    PaperUpload.objects.filter(paper__item=row).delete()
    row.save()
    record.wrote("agenda_item.taken_back", on=row, by=by)
    return row


@transaction.atomic
def add_paper(*, item: AgendaItem, title: str, by: Asker, url: str = "", text: str = "") -> ItemPaper:
    """Lay a paper beside an item: its name, where it is read, and the gist of it in short words."""
    row = take_item(item)
    require(access.may_run_council(by, row.council))
    _require_open(row.meeting)
    made = ItemPaper.objects.create(item=row, title=title, url=url, text=text)
    _old_files(row)
    record.wrote("agenda_item.paper_added", on=row, by=by)
    return made


def add_standing_items(meeting: CouncilMeeting) -> int:  # because its callers record
    """Begin an agenda with minutes that wait for approval and with open tasks; return how many were added."""
    council, there = meeting.council, AgendaItem.objects.filter(meeting=meeting)
    begun = set(there.filter(kind=ItemKind.MINUTES).values_list("about_meeting", flat=True))
    waiting = [row for row in meetings.unapproved(council, before=meeting.meets_on) if row.pk not in begun]
    made = [
        _standing(
            meeting, ItemKind.MINUTES, _("Godkend referatet fra %(day)s") % {"day": danish_date(row.meets_on)}, row
        )
        for row in waiting
    ]
    if not there.filter(kind=ItemKind.TASKS).exists() and meetings.open_tasks(council).exists():
        made.append(_standing(meeting, ItemKind.TASKS, _("Opgaver fra sidst"), None))
    AgendaItem.objects.bulk_create(made)
    return len(made)


def _standing(meeting: CouncilMeeting, kind: ItemKind, title: str, about: CouncilMeeting | None) -> AgendaItem:
    return AgendaItem(
        council=meeting.council, meeting=meeting, stage=ItemStage.ON_AGENDA, kind=kind, title=title,
        order=STANDING.index(kind), about_meeting=about, proposed_on=clock.today(), is_example=meeting.is_example,
    )  # fmt: skip

"""Items to a council: proposed, changed, put on an agenda, handed back kindly, and their papers."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from holdepunkt import clock
from holdepunkt.people.access import require
from holdepunkt.people.asker import Asker
from holdepunkt.ui.jinja import danish_date
from holdepunkt.voice import council_access as access
from holdepunkt.voice.actions import agenda as actions
from holdepunkt.voice.forms.meeting import HandBackForm, ItemForm, PutOnForm, item_values
from holdepunkt.voice.looking import looked_at_item
from holdepunkt.voice.models import AdvisoryCouncil, AgendaItem
from holdepunkt.voice.reads import council as councils
from holdepunkt.voice.reads import meetings as reads
from holdepunkt.voice.rules.council import RuleKey, SingleCases
from holdepunkt.voice.rules.meetings import ItemStage
from holdepunkt.voice.rules.person import Hint, Points, hints, without_person
from holdepunkt.voice.views.council_steps import GET_POST, href, pressed, read_by, run_by, step


def hints_in(item: AgendaItem, known: list[str]) -> list[Hint]:
    """What in an item's words may point at a person; `known` are the council's `known_names`."""
    return hints(f"{item.title}. {item.text}", known=known)


def _printed(found: list[Hint]) -> list[str]:
    words = {Points.CPR: _("ligner et CPR-nummer"), Points.NAME: _("kan være et navn")}
    return [f"»{hint.words}« {words[hint.what]}" for hint in found]


def where(slug: str, item: AgendaItem, council: AdvisoryCouncil) -> str:
    """Back to the agenda the item is on, or to the council's desk."""
    if item.meeting_id:
        return href("meeting", slug, council, meeting=item.meeting_id)
    return href("council_desk", slug, council)


def _item_for(request: HttpRequest, pk: int, item: int) -> tuple[Asker, AdvisoryCouncil, AgendaItem]:
    """An item, for its own proposer or those who run the council."""
    by, council = read_by(request, pk)
    row = reads.item(council, item)
    require(access.may_change_item(by, row))
    return by, council, row


@GET_POST
def new(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Propose an item to the council."""
    by, council = read_by(request, pk)
    runs = bool(access.may_run_council(by, council))
    form = ItemForm(request.POST or None, members=councils.sitting(council, clock.today()) if runs else (), runs=runs)
    back = href("council_desk", slug, council)

    def act() -> str:
        told = form.told
        closed = told.pop("is_closed", False)
        item = actions.propose_item(council=council, by=by, **told)
        if closed:
            actions.change_item(item=item, by=by, is_closed=True)
        return back

    following = reads.ahead(council, clock.today()).filter(items_due_on__isnull=False).first()
    lead = _("Til mødet %(day)s skal emner være her senest %(due)s.") % {
        "day": danish_date(following.meets_on), "due": danish_date(following.items_due_on)
    } if following else ""  # fmt: skip
    return step(
        request, form, act, heading=_("Foreslå et emne"), kicker=str(council), lead=lead, back=back,
        submit=_("Send emnet til sekretæren"),
    )  # fmt: skip


@GET_POST
def change(request: HttpRequest, slug: str, pk: int, item: int) -> HttpResponse:
    """Change an item's words; one that was handed back is proposed again with them."""
    by, council, row = _item_for(request, pk, item)
    if request.method != "POST":
        looked_at_item(by, row)
    runs = bool(access.may_run_council(by, council))
    people = councils.sitting(council, clock.today()) if runs else ()
    form = ItemForm(request.POST or None, members=people, runs=runs, initial=item_values(row))
    back = where(slug, row, council)

    def act() -> str:
        actions.change_item(item=row, by=by, version=form.version, **form.told)
        return back

    again = row.stage == ItemStage.HANDED_BACK
    before = "\n\n".join(filter(None, [row.handed_back_because, row.right_place])) if again else ""
    return step(
        request, form, act, heading=_("Skriv emnet igen") if again else _("Ret emnet"), kicker=str(council),
        back=back, before=before, hints=_printed(hints_in(row, councils.known_names(council))), theirs=item_values,
    )  # fmt: skip


@GET_POST
def hand_back(request: HttpRequest, slug: str, pk: int, item: int) -> HttpResponse:
    """Hand an item back that points at a person, with help to take the person out of it."""
    by, council = run_by(request, pk)
    row = reads.item(council, item)
    found = hints_in(row, councils.known_names(council))
    form = HandBackForm(request.POST or None, initial={"because": _kindly(row, found)})
    back = href("council_desk", slug, council)

    def act() -> str:
        actions.hand_back_item(item=row, by=by, **form.answers)
        return back

    return step(
        request, form, act, heading=_("Giv emnet tilbage"), kicker=row.title, back=back, hints=_printed(found),
        lead=_("Rådet tager ikke enkelte sager op. Hjælp med at tage mennesket ud og beholde det, der gælder flere."),
        submit=_("Giv emnet tilbage"),
    )  # fmt: skip


def _kindly(row: AgendaItem, found: list[Hint]) -> str:
    """A draft of the letter: why, and the item's own words without the person."""
    words = without_person(row.text or row.title, found, number=_("(nummer)"), person=_("en borger"))
    return _(
        "Tak for dit emne. Det er vigtigt. Men det handler om ét menneske, og det må rådet ikke tale om.\n\n"
        "Kan du skrive det, så det gælder flere? Det kan for eksempel være sådan:\n\n%(words)s"
    ) % {"words": words}


@GET_POST
def put_on(request: HttpRequest, slug: str, pk: int, item: int) -> HttpResponse:
    """Put an item on the agenda of a meeting."""
    by, council = run_by(request, pk)
    row = reads.item(council, item)
    ahead = list(reads.ahead(council, clock.today()))
    days = [(str(one.pk), danish_date(one.meets_on)) for one in ahead]
    found = hints_in(row, councils.known_names(council))
    never = councils.rules(council, clock.today()).says(RuleKey.SINGLE_CASES, SingleCases.NEVER)
    form = PutOnForm(request.POST or None, meetings=days, asks=never and bool(found))
    back = href("council_desk", slug, council)

    def act() -> str:
        meeting = reads.meeting(council, int(form.cleaned_data["meeting"]))
        is_none = bool(form.cleaned_data.get("is_no_single_case"))
        actions.put_on_agenda(item=row, meeting=meeting, by=by, is_no_single_case=is_none)
        return href("meeting", slug, council, meeting=meeting.pk)

    lead = "" if ahead else _("Der er intet møde at sætte det på. Planlæg et først.")
    return step(
        request, form, act, heading=_("Sæt på dagsordenen"), kicker=row.title, lead=lead, back=back,
        hints=_printed(found),
    )  # fmt: skip


@require_POST
def put_off(request: HttpRequest, slug: str, pk: int, item: int) -> HttpResponse:
    """Take an item off its agenda; it waits for another meeting."""
    by, council = run_by(request, pk)
    row = reads.item(council, item)
    to = where(slug, row, council)
    return pressed(request, lambda: actions.put_off(item=row, by=by), to)


@require_POST
def move(request: HttpRequest, slug: str, pk: int, item: int) -> HttpResponse:
    """Move an item one place up or down."""
    by, council = run_by(request, pk)
    row = reads.item(council, item)
    up = request.POST.get("way") == "up"
    return pressed(request, lambda: actions.move_item(item=row, up=up, by=by), where(slug, row, council))


@require_POST
def take_back(request: HttpRequest, slug: str, pk: int, item: int) -> HttpResponse:
    """Take one's own item back."""
    by, council, row = _item_for(request, pk, item)
    return pressed(request, lambda: actions.take_item_back(item=row, by=by), href("council_desk", slug, council))

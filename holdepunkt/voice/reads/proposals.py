"""Reading proposals: what everybody sees, what whoever holds the code sees, and what the administration works with."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import Http404

from holdepunkt.people.access import require
from holdepunkt.people.asker import Asker
from holdepunkt.people.reads.folded import with_words
from holdepunkt.record.rows import sole
from holdepunkt.voice import access
from holdepunkt.voice.codes import is_code
from holdepunkt.voice.models import AdvisoryCouncil, HiddenWords, Postcard, Proposal, Sender, Step, Theme
from holdepunkt.voice.rules.proposal import UNANSWERED, CameBy, ProposalKind, StepKind, read_number

# What the public page can be asked for; the words stand in its address.
GROUPS = {
    "gjort": (StepKind.ADOPTED, StepKind.EFFORT_STATUS),
    "svar": (StepKind.ANSWERED,),
    "ikke-nu": (StepKind.NOT_NOW,),
    "videre": (StepKind.PASSED_ON,),
    "venter": (StepKind.READ, StepKind.WITH_COUNCIL),
    "fjernet": (StepKind.REMOVED,),
}


@dataclass(frozen=True)
class Wish:
    """What somebody at work looks for among the proposals; empty is everything."""

    words: str = ""
    standing: str = ""
    kind: str = ""
    came_by: str = ""
    unit: int | None = None
    theme: int | None = None
    only_late: bool = False


def steps_shown() -> Prefetch:
    """The steps of proposals with what ended them, in one statement for a whole page."""
    return Prefetch("steps", Step.objects.select_related("end").order_by("pk"))


def public(by: Asker, group: str = "", words: Sequence[str] = ()) -> QuerySet[Proposal]:
    """What a person has read, newest first: what came of it, or that it waits. No sender, no hidden words.

    `words` are folded; what was removed is not found by them.
    """
    rows = Proposal.objects.filter(municipality=by.municipality, held_back=False).exclude(standing=StepKind.RECEIVED)
    if words:
        rows = with_words(rows.exclude(standing=StepKind.REMOVED), "words", words)
    if group in GROUPS:
        rows = rows.filter(standing__in=GROUPS[group])
    return (
        rows.select_related("reader", "theme").prefetch_related(steps_shown(), "hidden").order_by("-received_on", "-pk")
    )


def of_council(by: Asker, council: AdvisoryCouncil, *, asked: bool) -> QuerySet[Proposal]:
    """What a council proposed, or what others proposed and it was asked about; as everybody may read it."""
    rows = public(by)
    if not asked:
        return rows.filter(council=council)
    talked = Step.objects.filter(kind=StepKind.WITH_COUNCIL, unit=council.unit_id, end=None)
    return rows.filter(pk__in=talked.values("proposal")).exclude(council=council)


def public_counts(by: Asker) -> dict[str, int]:
    """How many stand where: what came, what waits unread, and each group of the public page."""
    rows = Proposal.objects.filter(municipality=by.municipality, held_back=False)
    found = dict(rows.order_by().values_list("standing").annotate(n=Count("pk")))
    groups = {name: sum(found.get(kind.value, 0) for kind in kinds) for name, kinds in GROUPS.items()}
    return groups | {"alle": sum(groups.values()), "ulaest": found.get(StepKind.RECEIVED.value, 0)}


def by_number(by: Asker, number: str) -> Proposal | None:
    """The proposal with this number, whoever may see it; the caller asks for the code or what is public."""
    found = read_number(number)
    if found is None:
        return None
    rows = Proposal.objects.filter(municipality=by.municipality, number=found[0], year=found[1])
    return sole(
        rows.select_related("municipality", "reader", "theme", "flood").prefetch_related(steps_shown(), "hidden")
    )


def followed(by: Asker, number: str, code: str) -> Proposal | None:
    """The proposal, for whoever knows number and code; else None, which does not say which was wrong."""
    row = by_number(by, number)
    if row is None or not is_code(code, number=str(row), kept=row.code_hash):
        return None
    return row


def at_work(by: Asker, wish: Wish, *, today: date) -> QuerySet[Proposal]:
    """The proposals the asker may see, what must be answered first on top."""
    require(access.may_read_proposals(by))
    rows = Proposal.objects.filter(municipality=by.municipality, held_back=False)
    if not by.has(*access.HANDLERS):
        rows = rows.filter(~Q(standing=StepKind.RECEIVED) | Q(reader__in=access.reads_for(by)))
    if wish.only_late:
        rows = rows.filter(standing__in=UNANSWERED, answer_due__lt=today)
    rows = rows.filter(**_filters(wish))
    if wish.words:
        number = read_number(wish.words)
        numbered = Q(number=number[0], year=number[1]) if number else Q(pk=None)
        rows = rows.filter(numbered | Q(words__icontains=wish.words))
    return rows.select_related("reader", "theme").order_by("-received_on", "-pk")


def _filters(wish: Wish) -> dict[str, object]:
    found: dict[str, object] = {}
    if wish.standing in set(StepKind):
        found["standing"] = wish.standing
    if wish.kind in set(ProposalKind):
        found["kind"] = wish.kind
    if wish.came_by in set(CameBy):
        found["came_by"] = wish.came_by
    if wish.unit is not None:
        found["reader"] = wish.unit
    if wish.theme is not None:
        found["theme"] = wish.theme
    return found


def proposal(by: Asker, pk: int) -> Proposal:
    """One proposal as the administration sees it; another municipality's is missing."""
    rows = Proposal.objects.filter(municipality=by.municipality, pk=pk)
    row = sole(rows.select_related("municipality", "reader", "theme", "flood").prefetch_related(steps_shown()))
    if row is None:
        raise Http404(str(pk))
    require(access.may_read_proposal(by, row))
    return row


def step(by: Asker, pk: int, step_pk: int) -> Step:
    """One step of a proposal."""
    row = sole(
        Step.objects.filter(pk=step_pk, proposal=pk, proposal__municipality=by.municipality).select_related(
            "proposal__reader", "proposal__municipality"
        )
    )
    if row is None:
        raise Http404(str(step_pk))
    return row


def sender(by: Asker, proposal: Proposal) -> Sender | None:
    """How the sender can be reached, for the few who may know."""
    require(access.may_see_sender(by, proposal))
    return sole(Sender.objects.filter(proposal=proposal))


def has_sender(proposal: Proposal) -> bool:
    """Whether somebody wants to hear from us."""
    return Sender.objects.filter(proposal=proposal).exists()


def hidden(by: Asker, proposal: Proposal) -> list[HiddenWords]:
    """What was hidden, with the words as they came, for those who hide."""
    require(access.may_moderate(by, proposal))
    return list(proposal.hidden.order_by("pk"))


def why_hidden(proposal: Proposal) -> list[HiddenWords]:
    """That something was hidden and why; the words as they came are not printed from here."""
    return list(proposal.hidden.order_by("pk").defer("original"))


def themes(by: Asker) -> QuerySet[Theme]:
    """The themes by name, with how many proposals each holds."""
    require(access.may_read_proposals(by))
    rows = Theme.objects.filter(municipality=by.municipality)
    return rows.annotate(proposals_in=Count("proposals")).order_by("sort_key", "pk")


def theme(by: Asker, pk: int) -> Theme:
    """One theme; another municipality's is missing."""
    row = themes(by).filter(pk=pk).first()
    if row is None:
        raise Http404(str(pk))
    return row


def card(by: Asker, number: str) -> Postcard | None:
    """A card that was printed with this number."""
    found = read_number(number)
    if found is None:
        return None
    rows = Postcard.objects.filter(municipality=by.municipality, number=found[0], year=found[1])
    return sole(rows.select_related("municipality"))


def sheet(by: Asker, uuid: UUID) -> list[Postcard]:
    """The cards of one sheet, for printing."""
    require(access.may_handle(by))
    found = list(Postcard.objects.filter(municipality=by.municipality, sheet=uuid).order_by("number"))
    if not found:
        raise Http404(str(uuid))
    return found


def sheets(by: Asker) -> list[Any]:
    """The newest sheets of cards."""
    require(access.may_handle(by))
    rows = Postcard.objects.filter(municipality=by.municipality).values("sheet", "printed_on", "year")
    return list(rows.annotate(cards=Count("pk")).order_by("-printed_on", "-year")[:20])


def steps_about(uuids: Iterable[UUID]) -> QuerySet[Step]:
    """Living steps that speak of something above, for the pages there."""
    return Step.objects.filter(about_uuid__in=list(uuids), end=None).select_related("proposal")

"""Reading heaps: those that are the asker's to decide on, and what lies in one."""

from typing import Any

from django.db.models import CharField, Count, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import Http404

from holdepunkt.people.access import require
from holdepunkt.people.asker import Asker
from holdepunkt.voice import access, heap_access, hearing_access
from holdepunkt.voice.models import Flood, Hearing, HearingAnswer, Proposal, SignUp, Story

MOST = 100
POSTS = (Proposal, Story, HearingAnswer, SignUp)


def floods(by: Asker) -> QuerySet[Flood]:
    """The heaps that the asker decides on, those that wait first, each with how many lie in it (`held`)."""
    require(heap_access.may_see_heaps(by))
    own = Q(pk=None)
    own |= Q(hearing=None) if access.may_handle(by) else Q(pk=None)
    own |= Q(hearing__isnull=False) if hearing_access.may_keep_hearings(by) else Q(pk=None)
    rows = Flood.objects.filter(own, municipality=by.municipality).exclude(stage="counting")
    held = sum((_in_heap(model.objects.all()) for model in POSTS), start=Value(0))
    return rows.annotate(held=held).select_related("hearing", "gathering").order_by("decided_on", "-newest_at", "-pk")


def _in_heap(rows: QuerySet[Any]) -> Coalesce:
    counted = rows.filter(flood=OuterRef("pk")).order_by().values("flood").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


def flood(by: Asker, pk: int) -> Flood:
    """One heap; another municipality's is missing."""
    rows = Flood.objects.filter(municipality=by.municipality, pk=pk).exclude(stage="counting")
    row = rows.select_related("municipality", "hearing", "gathering").first()
    if row is None:
        raise Http404(str(pk))
    require(heap_access.may_decide_heap(by, row))
    return row


def lying_in(flood: Flood) -> QuerySet[Any, dict[str, Any]]:
    """What lies in a heap, oldest first: what it is, its number and year, and its words."""
    if flood.hearing_id is not None:
        return _told(flood.answers.all(), "answer", of=Value(0)).order_by("pk")
    if flood.gathering_id is not None:
        return _told(flood.sign_ups.all(), "sign_up", of=F("companions"), said="name").order_by("pk")
    stories = _told(flood.stories.all(), "story", of=F("year"))
    return _told(flood.proposals.all(), "proposal", of=F("year")).union(stories, all=True).order_by("what", "id")


def _told(rows: QuerySet[Any], what: str, *, of: Any, said: str = "words") -> QuerySet[Any, dict[str, Any]]:
    kind = Value(what, output_field=CharField())
    return rows.order_by().values("id", "number", what=kind, of=of, said=F(said))


def waiting(by: Asker) -> list[Any]:
    """Heaps that wait for the asker, but those of sign-ups, which wait with their gathering."""
    return list(floods(by).filter(stage="waiting", gathering=None).order_by("began_at", "pk")[:MOST])


def of_hearing(hearing: Hearing) -> list[Flood]:
    """The heaps of a hearing that wait, for its keeper's page."""
    return list(Flood.objects.filter(hearing=hearing, stage="waiting").order_by("pk")[:MOST])


def of_gathering(gathering: Any) -> list[Flood]:
    """The heaps of a gathering, those that wait first, for its list of sign-ups."""
    rows = Flood.objects.filter(gathering=gathering, stage__in=("waiting", "dropped"))
    return list(rows.order_by("decided_on", "pk")[:MOST])

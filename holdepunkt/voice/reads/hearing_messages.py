"""Reading messages about hearings that wait to be sent."""

from django.db.models import Count, QuerySet

from holdepunkt.people.access import require
from holdepunkt.people.asker import Asker
from holdepunkt.people.models import Municipality
from holdepunkt.voice import hearing_access as access
from holdepunkt.voice.models import Hearing, HearingMessage

AROUND = ("step", "answer__sender", "answer__hearing__municipality")


def waiting_in(municipality: Municipality) -> QuerySet[HearingMessage]:
    """Messages of a municipality that have not left and still can."""
    return HearingMessage.objects.filter(answer__hearing__municipality=municipality, done_on=None, given_up=False)


def waiting(hearing: Hearing) -> QuerySet[HearingMessage]:
    """Messages of a hearing that have not left and still can."""
    return HearingMessage.objects.filter(answer__hearing=hearing, done_on=None, given_up=False)


def counts(by: Asker, hearing: Hearing) -> dict[str, int]:
    """How many wait, by way."""
    require(access.may_keep(by, hearing))
    return dict(waiting(hearing).order_by().values_list("way").annotate(n=Count("pk")))


def to_print(by: Asker, hearing: Hearing, way: str) -> list[HearingMessage]:
    """What is to be printed or listed in one way, each with its answer's themes."""
    require(access.may_keep(by, hearing))
    found = waiting(hearing).filter(way=way).select_related(*AROUND)
    return list(found.prefetch_related("answer__themed__theme").order_by("answer__number", "pk"))


def message_to_mail(pk: int) -> HearingMessage | None:
    """A mail that still waits, with its sender."""
    rows = HearingMessage.objects.filter(pk=pk, done_on=None, given_up=False).select_related(*AROUND)
    return rows.prefetch_related("answer__themed__theme").first()

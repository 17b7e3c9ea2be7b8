"""Reading sign-ups: who comes, who waits, what must be told, and what must be forgotten."""

from datetime import date, timedelta

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Sum, Value, When
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Coalesce
from django.http import Http404

from holdepunkt import clock
from holdepunkt.people.access import require
from holdepunkt.people.asker import Asker
from holdepunkt.people.models import Municipality
from holdepunkt.record.rows import sole
from holdepunkt.voice import gathering_access as access
from holdepunkt.voice.codes import is_code
from holdepunkt.voice.models import Flood, Gathering, SignUp, SignUpNotice
from holdepunkt.voice.rules.gathering import (
    A_WHILE,
    COMING,
    DAYS_KEPT,
    GatheringStage,
    NoticeKind,
    SignUpStage,
    free_seats,
    remind_on,
)
from holdepunkt.voice.rules.proposal import Way


def persons_in(gathering: Gathering) -> dict[str, int]:
    """How many persons stand where, by stage: those who come with somebody count too."""
    rows = gathering.sign_ups.order_by().values_list("stage").annotate(n=Count("pk"), more=Sum("companions"))
    return {stage: n + more for stage, n, more in rows}


def free_in(gathering: Gathering) -> int | None:
    """How many seats are left."""
    if gathering.seats is None:
        return None
    return free_seats(gathering.seats, persons_in(gathering).get(SignUpStage.SEAT, 0))


def waiting_in(gathering: Gathering) -> list[SignUp]:
    """Those who wait, the first who came first."""
    return list(gathering.sign_ups.filter(stage=SignUpStage.WAITING).order_by("number"))


def somebody_waits(gathering: Gathering) -> bool:
    """Whether there is a waiting list."""
    return bool(gathering.sign_ups.filter(stage=SignUpStage.WAITING).exists())


def waiting_in_heap(flood: Flood) -> QuerySet[SignUp]:
    """What lies in a heap and was not cancelled, oldest first."""
    stages = (SignUpStage.HELD_BACK, SignUpStage.DROPPED)
    return flood.sign_ups.filter(stage__in=stages).select_related("contact").order_by("number")


def persons_from(gathering: Gathering, told: str) -> tuple[int, int]:
    """How many persons one address signed up in the last little while, and today to this gathering, where they come."""
    rows = SignUp.objects.filter(gathering__municipality=gathering.municipality_id, address_print=told)
    lately, here = Q(signed_up_at__gt=clock.now() - A_WHILE), Q(gathering=gathering, stage__in=COMING)
    found = rows.aggregate(lately=_persons(lately), here=_persons(here))
    return found["lately"], found["here"]


def _persons(which: Q) -> CombinedExpression:
    return Count("pk", filter=which) + Coalesce(Sum("companions", filter=which), 0)


def sign_ups(by: Asker, gathering: Gathering) -> QuerySet[SignUp]:
    """Everybody who signed up, for those who keep the gathering; those who come first."""
    require(access.may_keep_gathering(by, gathering))
    order = [When(stage=stage, then=Value(place)) for place, stage in enumerate(SignUpStage)]
    placed = gathering.sign_ups.annotate(place=Case(*order, default=Value(9), output_field=IntegerField()))
    return placed.exclude(stage=SignUpStage.DROPPED).order_by("place", "number")


def at_the_door(by: Asker, gathering: Gathering) -> list[SignUp]:
    """Those who have a seat or wait, for the sheet at the door."""
    require(access.may_keep_gathering(by, gathering))
    return list(gathering.sign_ups.filter(stage__in=COMING).order_by("stage", "number"))


def one(by: Asker, gathering: Gathering, number: int) -> SignUp:
    """One sign-up by its number, for those who keep the gathering."""
    require(access.may_keep_gathering(by, gathering))
    found = _by_number(gathering, number)
    if found is None:
        raise Http404(str(number))
    return found


def own(gathering: Gathering, number: int, code: str) -> SignUp | None:
    """One's own sign-up, for whoever knows number and code; None does not say which was wrong."""
    row = _by_number(gathering, number)
    return row if row is not None and is_code(code, number=str(row), kept=row.code_hash) else None


def _by_number(gathering: Gathering, number: int) -> SignUp | None:
    rows = SignUp.objects.filter(gathering=gathering, number=number)
    return sole(rows.select_related("gathering__municipality", "contact", "flood"))


def waiting_notices(gathering: Gathering) -> QuerySet[SignUpNotice]:
    """What is still to be told to those who signed up."""
    return SignUpNotice.objects.filter(sign_up__gathering=gathering, done_on=None, given_up=False)


def notice_counts(by: Asker, gathering: Gathering) -> dict[str, int]:
    """How many wait to be told, by way."""
    require(access.may_keep_gathering(by, gathering))
    return dict(waiting_notices(gathering).order_by().values_list("way").annotate(n=Count("pk")))


def notices_to_send(by: Asker, gathering: Gathering, way: Way) -> list[SignUpNotice]:
    """What leaves in one way, oldest first, with the contact it goes to."""
    require(access.may_keep_gathering(by, gathering))
    rows = waiting_notices(gathering).filter(way=way).order_by("pk")
    return list(rows.select_related("sign_up__contact", "sign_up__gathering__municipality"))


def notice_to_mail(pk: int) -> SignUpNotice | None:
    """A mail that still waits, while there is a contact."""
    rows = SignUpNotice.objects.filter(pk=pk, done_on=None, given_up=False, sign_up__contact__isnull=False)
    return rows.select_related("sign_up__contact", "sign_up__gathering__municipality").first()


def to_remind(municipality: Municipality, today: date) -> list[tuple[Gathering, list[SignUp]]]:
    """Those with a seat whose reminder is due and who got none, by gathering."""
    soon = today + timedelta(days=max((today - remind_on(today, way)).days for way in Way))
    ahead = Gathering.objects.filter(
        municipality=municipality, stage=GatheringStage.PLANNED, meets_on__gt=today, meets_on__lte=soon
    ).select_related("municipality")
    return [(row, found) for row in ahead if (found := _to_remind_in(row, today))]


def _to_remind_in(gathering: Gathering, today: date) -> list[SignUp]:
    due = [way for way in Way if remind_on(gathering.meets_on, way) <= today]
    rows = gathering.sign_ups.filter(stage=SignUpStage.SEAT, contact__way__in=due)
    found = list(rows.exclude(notices__kind=NoticeKind.REMINDER).order_by("number"))
    for row in found:
        row.gathering = gathering
    return found


def to_forget(municipality: Municipality, today: date) -> list[tuple[Gathering, QuerySet[SignUp]]]:
    """Sign-ups of gatherings that are so long over that nobody needs to know who came."""
    over = Gathering.objects.filter(municipality=municipality, meets_on__lte=today - timedelta(days=DAYS_KEPT))
    known = over.filter(sign_ups__forgotten_on=None, sign_ups__isnull=False).distinct()
    return [(row, SignUp.objects.filter(gathering=row, forgotten_on=None)) for row in known.order_by("pk")]


def old_prints(municipality: Municipality, today: date) -> QuerySet[SignUp]:
    """Fingerprints of addresses of yesterday and before: they say nothing any more."""
    rows = SignUp.objects.filter(gathering__municipality=municipality, signed_up_at__date__lt=today)
    return rows.exclude(address_print="")


def needs_told_in(gathering: Gathering) -> dict[str, int]:
    """How many parties that come asked for each thing; nobody's name."""
    counted: dict[str, int] = {}
    for needs in gathering.sign_ups.filter(stage=SignUpStage.SEAT).values_list("needs", flat=True):
        for need in needs:
            counted[need] = counted.get(need, 0) + 1
    return counted

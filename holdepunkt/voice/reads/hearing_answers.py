"""Reading what was answered to a hearing: what everybody sees, what the sender sees, and what the work sees."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max, Prefetch, QuerySet
from django.http import Http404

from holdepunkt.people.access import require
from holdepunkt.people.asker import Asker
from holdepunkt.people.models import Municipality
from holdepunkt.record.rows import sole
from holdepunkt.voice import hearing_access as access
from holdepunkt.voice.codes import is_code
from holdepunkt.voice.models import AnswerHidden, AnswerSender, AnswerTheme, Hearing, HearingAnswer, HearingBody
from holdepunkt.voice.reads.deadlines import setting_of
from holdepunkt.voice.reads.hearing_messages import waiting_in
from holdepunkt.voice.rules.hearing import GOING_ON, BodyState, CameIn, HearingStage
from holdepunkt.voice.rules.proposal import forget_sender_on

AROUND = ("passage", "body")
OVER = (HearingStage.CLOSED, HearingStage.ENDED)


@dataclass(frozen=True)
class Wish:
    """What somebody looks for among the answers; empty is everything."""

    theme: int | None = None
    passage: int | None = None
    only: str = ""


def newest_number(hearing: Hearing) -> int:
    """The number of the newest answer; 0 when there is none."""
    return hearing.answers.aggregate(n=Max("number"))["n"] or 0


def themed() -> Prefetch:
    """The themes of answers, in one statement for a whole page."""
    return Prefetch("themed", AnswerTheme.objects.select_related("theme").order_by("theme__sort_key", "pk"))


def of_body(body: HearingBody) -> list[HearingAnswer]:
    """What a body itself has sent and not replaced, one for each part it wrote to."""
    rows = body.answers.filter(came_in=CameIn.BODY, replaced_on=None)
    return list(rows.select_related("passage").order_by("passage__order", "number"))


def texts_of(body: HearingBody) -> dict[str, str]:
    """What a body has sent, by the keys of the passages; the empty key is the whole."""
    return {one.passage.key if one.passage else "": one.words for one in of_body(body)}


def replaced(body: HearingBody) -> list[HearingAnswer]:
    """What a body sent and replaced later, the newest first."""
    rows = body.answers.filter(replaced_on__isnull=False).select_related("passage")
    return list(rows.order_by("-replaced_on", "passage__order", "-number"))


def whole_words(body: HearingBody) -> str:
    """The whole of a body's words, as the committee is to read them: to the whole first, then part by part."""
    rows = sorted(of_body(body), key=lambda one: one.passage.order if one.passage else 0)
    return "\n\n".join(f"{one.passage}:\n{one.words}" if one.passage else one.words for one in rows)


def is_answered_to(body: HearingBody) -> bool:
    """Whether a closing answer to something the body said is written already."""
    own = AnswerTheme.objects.filter(answer__body=body, answer__replaced_on=None)
    return own.filter(theme__answered_on__isnull=False).exists()


def may_correct(body: HearingBody) -> bool:
    """Whether what the body sent can still be corrected: the hearing goes on, and nobody has answered it."""
    sent = body.state == BodyState.ANSWERED and body.hearing.stage in GOING_ON
    return sent and bool(of_body(body)) and not is_answered_to(body)


def public(hearing: Hearing) -> QuerySet[HearingAnswer]:
    """What everybody reads once the deadline is over: what a person has read. Until then nobody is led by others."""
    if hearing.stage not in OVER:
        return hearing.answers.none()
    rows = hearing.answers.filter(held_back=False, read_on__isnull=False)
    return rows.select_related(*AROUND).prefetch_related("hidden").order_by("number")


def by_number(hearing: Hearing, number: int) -> HearingAnswer | None:
    """The answer with this number, whoever may see it; the caller asks for the code."""
    rows = hearing.answers.filter(number=number).select_related("hearing__municipality", "flood", *AROUND)
    return sole(rows.prefetch_related(themed(), "hidden"))


def followed(hearing: Hearing, number: int, code: str) -> HearingAnswer | None:
    """The answer, for whoever knows number and code; else None, which does not say which was wrong."""
    row = by_number(hearing, number)
    if row is None or not row.code_hash or not is_code(code, number=str(hearing.uuid), kept=row.code_hash):
        return None
    return row


def at_work(by: Asker, hearing: Hearing, wish: Wish) -> QuerySet[HearingAnswer]:
    """The answers of a hearing for those who keep it, unread first."""
    require(access.may_keep(by, hearing))
    rows = hearing.answers.filter(held_back=False)
    if wish.theme is not None:
        rows = rows.filter(themed__theme=wish.theme)
    if wish.passage is not None:
        rows = rows.filter(passage=wish.passage)
    if wish.only == "ulaest":
        rows = rows.filter(read_on=None, replaced_on=None)
    if wish.only == "uden-tema":
        rows = rows.filter(themed=None, replaced_on=None)
    return rows.select_related(*AROUND).prefetch_related(themed()).order_by("number")


def answer(by: Asker, hearing_pk: int, pk: int) -> HearingAnswer:
    """One answer for those who keep the hearing; another municipality's is missing."""
    rows = HearingAnswer.objects.filter(pk=pk, hearing__pk=hearing_pk, hearing__municipality=by.municipality)
    row = sole(rows.select_related("hearing__municipality", "flood", *AROUND).prefetch_related(themed()))
    if row is None:
        raise Http404(str(pk))
    require(access.may_keep_answer(by, row))
    return row


def sender(by: Asker, answer: HearingAnswer) -> AnswerSender | None:
    """How the sender can be reached, for the few who may know."""
    require(access.may_keep_answer(by, answer))
    return sole(AnswerSender.objects.filter(answer=answer))


def has_sender(answer: HearingAnswer) -> bool:
    """Whether somebody wants to hear from us."""
    return AnswerSender.objects.filter(answer=answer).exists()


def hidden(by: Asker, answer: HearingAnswer) -> list[AnswerHidden]:
    """What was hidden, with the words as they came, for those who hide."""
    require(access.may_keep_answer(by, answer))
    return list(answer.hidden.order_by("pk"))


def contact_months(hearing: Hearing) -> int:
    """How many months after the end a sender is known."""
    return setting_of(hearing.municipality).contact_months


def to_forget(municipality: Municipality, today: date) -> list[HearingAnswer]:
    """Answers whose sender is kept no longer: the hearing ended long enough ago, and nothing waits to be told."""
    months = setting_of(municipality).contact_months
    rows = HearingAnswer.objects.filter(
        hearing__municipality=municipality,
        sender__isnull=False,
        hearing__ended_on__lt=today - timedelta(days=months * 28),
    ).exclude(pk__in=waiting_in(municipality).values("answer"))
    found = rows.select_related("hearing__municipality").order_by("pk")
    return [row for row in found if row.hearing.ended_on and forget_sender_on(row.hearing.ended_on, months) <= today]

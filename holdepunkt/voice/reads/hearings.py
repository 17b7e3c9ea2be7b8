"""Reading hearings: what everybody sees, what the work sees, and what is still open about one."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, F, Max, Prefetch, Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from holdepunkt.people.access import require
from holdepunkt.people.asker import Asker
from holdepunkt.people.models import Municipality, Unit
from holdepunkt.people.rules import UnitKind
from holdepunkt.record.rows import one_or_404, sole
from holdepunkt.ui.jinja import danish_date
from holdepunkt.voice import hearing_access as access
from holdepunkt.voice.codes import is_code
from holdepunkt.voice.models import (
    AdvisoryCouncil,
    Hearing,
    HearingBody,
    HearingComment,
    HearingPassage,
    HearingStep,
    HearingTheme,
)
from holdepunkt.voice.reads.council import rule_rows, rules, town_hall
from holdepunkt.voice.rules import hearing as hearing_rules
from holdepunkt.voice.rules.body_answers import last_day_to_comment
from holdepunkt.voice.rules.council import Basis, HearingRight, RuleKey
from holdepunkt.voice.rules.council_days import DaysAre
from holdepunkt.voice.rules.hearing import SHOWN, Audience, Ground, HearingStage, earliest_due, omits_disability_council

USUAL_WRITE_DAYS = 2
# Said in full, since the two databases sort what is empty differently; the newest end comes first.
OPEN_FIRST = (F("ended_on").desc(nulls_first=True), F("closed_on").desc(nulls_first=True))


def newest_number(municipality: Municipality) -> int:
    """The number of the newest hearing; 0 when there is none."""
    return Hearing.objects.filter(municipality=municipality).aggregate(n=Max("number"))["n"] or 0


def public(by: Asker) -> QuerySet[Hearing]:
    """Hearings that everybody may read, those one can still answer first."""
    rows = Hearing.objects.filter(municipality=by.municipality, audience=Audience.ANYONE, stage__in=SHOWN)
    return rows.filter(asked_on__isnull=False).order_by(*OPEN_FIRST, "-asked_on", "-pk")


def by_number(by: Asker, number: int) -> Hearing:
    """One that has been opened, by its number in the address; a draft is missing."""
    rows = Hearing.objects.filter(municipality=by.municipality, number=number, asked_on__isnull=False)
    row = sole(rows.select_related("municipality"))
    if row is None:
        raise Http404(str(number))
    return row


def invited(hearing: Hearing, code: str) -> HearingBody | None:
    """Who is invited with this code."""
    if not code:
        return None
    asked = hearing.bodies.exclude(code_hash="").exclude(asked_on=None)
    return next((one for one in asked if is_code(code, number=str(hearing.uuid), kept=one.code_hash)), None)


def passages(hearing: Hearing) -> list[HearingPassage]:
    """What is heard, in its order."""
    return list(hearing.passages.order_by("order", "pk"))


def passage(hearing: Hearing, pk: int) -> HearingPassage:
    """One passage of this hearing."""
    return one_or_404(hearing.passages.filter(pk=pk).select_related("hearing__municipality"))


def bodies(hearing: Hearing) -> list[HearingBody]:
    """Who is heard, in the order they were asked."""
    return list(hearing.bodies.select_related("unit", "council").order_by("pk"))


def steps(hearing: Hearing) -> list[HearingStep]:
    """What happened, oldest first."""
    return list(hearing.steps.order_by("taken_on", "pk"))


def themes(hearing: Hearing) -> list[HearingTheme]:
    """The themes by name, with how many answers stand under each."""
    rows = HearingTheme.objects.filter(hearing=hearing).annotate(
        answers_in=Count("themed", filter=Q(themed__answer__replaced_on=None))
    )
    return list(rows.order_by("sort_key", "pk"))


def theme(hearing: Hearing, pk: int) -> HearingTheme:
    """One theme of this hearing."""
    return one_or_404(HearingTheme.objects.filter(hearing=hearing, pk=pk).select_related("hearing__municipality"))


def at_work(by: Asker, stage: str = "") -> QuerySet[Hearing]:
    """The hearings the asker may see inside, what is going on first."""
    require(access.may_read_hearings(by))
    rows = Hearing.objects.filter(municipality=by.municipality)
    if stage in set(HearingStage):
        rows = rows.filter(stage=stage)
    if not by.has(*access.READERS):
        asked = HearingBody.objects.filter(unit__in=by.unit_ids).values("hearing")
        rows = rows.exclude(stage=HearingStage.DRAFT).filter(Q(pk__in=asked) | Q(audience=Audience.ANYONE))
    return rows.order_by(*OPEN_FIRST, F("asked_on").desc(nulls_first=True), "-pk").prefetch_related(
        Prefetch("bodies", HearingBody.objects.order_by("pk"))
    )


def hearing(by: Asker, pk: int) -> Hearing:
    """One hearing as those inside see it; another municipality's is missing."""
    rows = Hearing.objects.filter(municipality=by.municipality, pk=pk).select_related("municipality")
    row = sole(rows)
    if row is None:
        raise Http404(str(pk))
    require(access.may_read_hearing(by, row))
    return row


def body(by: Asker, hearing_pk: int, pk: int) -> HearingBody:
    """One of those who are heard; another municipality's is missing. The caller asks who may enter."""
    around = ("hearing__municipality", "council__unit", "council__municipality", "unit")
    rows = HearingBody.objects.filter(pk=pk, hearing__pk=hearing_pk, hearing__municipality=by.municipality)
    return one_or_404(rows.select_related(*around))


def open_counts(hearing: Hearing) -> dict[str, int]:
    """What stands between a hearing and its end."""
    told = hearing.answers.aggregate(
        new=Count("pk", filter=Q(held_back=False, read_on=None)),
        heap=Count("pk", filter=Q(held_back=True, flood__stage="waiting")),
    )
    return {
        "unread": told["new"],
        "held_back": told["heap"],
        "unthemed": hearing.answers.filter(held_back=False, replaced_on=None, themed=None).count(),
        "unanswered": hearing.themes.filter(outcome="").count(),
    }


def warnings(hearing: Hearing, bodies: Iterable[HearingBody], today: date) -> list[str]:
    """What the law and the councils' own rules say against opening it like this; nothing follows from the unknown."""
    asked, found = list(bodies), []
    kinds = [body.unit.kind for body in asked if body.unit is not None]
    if omits_disability_council(hearing.touches_disability, kinds):
        found.append(
            _("Det rører mennesker med handicap. Så skal handicaprådet høres: %(law)s.")
            % {"law": law_of_disability(hearing.municipality) or _("loven kræver det")}
        )
    for body in asked:
        if (first := earliest(body, hearing, today)) is not None and hearing.due_on and hearing.due_on < first:
            found.append(
                _("%(council)s skal efter sine regler have tid til %(day)s.")
                % {"council": body.name, "day": danish_date(first)}
            )
    return found


def law_of_disability(municipality: Municipality) -> str:
    """Where it stands that the disability council is heard: the source of its own rule, dated and kept up there."""
    councils = AdvisoryCouncil.objects.filter(municipality=municipality, unit__kind=UnitKind.DISABILITY_COUNCIL)
    for council in councils.select_related("unit"):
        for row in rule_rows(council):
            if row.key == RuleKey.BASIS and row.value == Basis.BY_LAW and row.source:
                return row.source
    return ""


def earliest(body: HearingBody, hearing: Hearing, today: date) -> date | None:
    """The first deadline that gives this council its days."""
    if body.council is None:
        return None
    known, is_open, asked = rules(body.council, today), town_hall(hearing.municipality), hearing.asked_on or today
    days, said = known.days(RuleKey.HEARING_DAYS), known.number(RuleKey.HEARING_COMMENT_DAYS)
    told = ((days.count if days else None, days.are if days else ""), (said, known.text(RuleKey.DAYS_ARE)))
    found = [earliest_due(asked, count, days_are=are, is_working_day=is_open) for count, are in told]
    return max((day for day in found if day is not None), default=None)


def comments_due(hearing: Hearing, body: HearingBody) -> date | None:
    """By when members comment: by their own rule's days, or so that somebody can write the answer; never in the past."""
    if body.council is None or hearing.due_on is None:
        return None
    known = rules(body.council, hearing.asked_on or hearing.due_on)
    comment_days, days = known.number(RuleKey.HEARING_COMMENT_DAYS), known.number(RuleKey.HEARING_WRITE_DAYS)
    if comment_days is not None:
        return last_day_to_comment(
            body.asked_on or hearing.asked_on or hearing.due_on, comment_days, due=hearing.due_on,
            calendar=known.says(RuleKey.DAYS_ARE, DaysAre.CALENDAR), is_working_day=town_hall(hearing.municipality),
        )  # fmt: skip
    day = hearing_rules.comments_due(
        hearing.due_on, USUAL_WRITE_DAYS if days is None else days, is_working_day=town_hall(hearing.municipality)
    )
    return max(day, hearing.asked_on or day)


HEARD = (HearingRight.EVERYTHING, HearingRight.ALL, HearingRight.LISTED)


def topics(by: Asker, today: date) -> dict[int, str]:
    """On what the councils' own rules say that they are heard, by the council's unit."""
    councils = AdvisoryCouncil.objects.filter(municipality=by.municipality)
    told = {council.unit_id: rules(council, today).text(RuleKey.HEARING_TOPICS) for council in councils}
    return {unit: words for unit, words in told.items() if words}


def grounds(by: Asker, today: date) -> list[tuple[Unit, Ground, str]]:
    """Whom the law or the councils' own rules say to ask, each with why and where that stands."""
    found = []
    for council in AdvisoryCouncil.objects.filter(municipality=by.municipality).select_related("unit"):
        known = rules(council, today)
        source = _source(council, today)
        if council.unit.kind == UnitKind.DISABILITY_COUNCIL and known.says(RuleKey.BASIS, Basis.BY_LAW):
            found.append((council.unit, Ground.LAW, source))
        elif known.text(RuleKey.HEARING) in HEARD:
            found.append((council.unit, Ground.RULES, source))
    return found


def _source(council: AdvisoryCouncil, today: date) -> str:
    """Where the rule about hearing stands."""
    held = [row for row in rule_rows(council) if row.since is None or row.since <= today]
    return next((row.source for row in held if row.key == RuleKey.HEARING), "")


def comments(body: HearingBody) -> list[HearingComment]:
    """What members said, oldest first."""
    return list(body.comments.select_related("member", "passage").order_by("pk"))

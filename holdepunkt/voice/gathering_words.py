"""Danish labels of gatherings, sign-ups and lines, and what somebody who signed up is told."""

from enum import StrEnum
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from holdepunkt.people import sealing
from holdepunkt.ui.jinja import danish_date
from holdepunkt.voice.codes import PURPOSE
from holdepunkt.voice.rules.gathering import GatheringKind, GatheringStage, LineStage, Need, NoticeKind, SignUpStage
from holdepunkt.voice.rules.proposal import spaced_code

LABELS: dict[type[StrEnum], dict[Any, Any]] = {
    GatheringKind: {
        GatheringKind.THEME: gettext_lazy("temamøde"),
        GatheringKind.CAFE: gettext_lazy("cafémøde"),
        GatheringKind.WORKSHOP: gettext_lazy("workshop"),
        GatheringKind.DIALOGUE: gettext_lazy("dialog med en afdeling"),
        GatheringKind.VISIT: gettext_lazy("besøg"),
    },
    GatheringStage: {
        GatheringStage.PLANNED: gettext_lazy("planlagt"),
        GatheringStage.CALLED_OFF: gettext_lazy("aflyst"),
    },
    SignUpStage: {
        SignUpStage.SEAT: gettext_lazy("har plads"),
        SignUpStage.WAITING: gettext_lazy("på venteliste"),
        SignUpStage.HELD_BACK: gettext_lazy("venter på en af os"),
        SignUpStage.CANCELLED: gettext_lazy("meldt fra"),
        SignUpStage.DROPPED: gettext_lazy("lagt til side"),
    },
    Need: {
        Need.FOOD: gettext_lazy("mad, jeg kan tåle"),
        Need.TRANSPORT: gettext_lazy("kørsel"),
        Need.INTERPRETER: gettext_lazy("tolk"),
        Need.DOG: gettext_lazy("jeg har hund med"),
    },
    NoticeKind: {
        NoticeKind.SIGNED_UP: gettext_lazy("tilmeldt"),
        NoticeKind.SEAT: gettext_lazy("har fået plads"),
        NoticeKind.REMINDER: gettext_lazy("husk det"),
        NoticeKind.MOVED: gettext_lazy("flyttet"),
        NoticeKind.CALLED_OFF: gettext_lazy("aflyst"),
        NoticeKind.ON_AGAIN: gettext_lazy("holdes alligevel"),
    },
    LineStage: {
        LineStage.WRITTEN: gettext_lazy("ikke vist endnu"),
        LineStage.RELEASED: gettext_lazy("vist"),
        LineStage.HIDDEN: gettext_lazy("skjult"),
    },
}
SIGN_UP_TONES = {
    SignUpStage.SEAT: "good",
    SignUpStage.WAITING: "begun",
    SignUpStage.HELD_BACK: "warn",
    SignUpStage.CANCELLED: "idle",
    SignUpStage.DROPPED: "idle",
}
LINE_TONES = {LineStage.WRITTEN: "begun", LineStage.RELEASED: "good", LineStage.HIDDEN: "idle"}


def choices(kind: type[StrEnum]) -> list[tuple[str, Any]]:
    """The choices of an enum for a model or form field, value and Danish label."""
    return [(member.value, words) for member, words in LABELS[kind].items()]


def label(member: StrEnum) -> str:
    """The label of one member in the reader's language."""
    return str(LABELS[type(member)][member])


def day_and_time(row: Any) -> str:
    """ "22. november 2021 kl. 14.00-16.00"."""
    day = danish_date(row.meets_on)
    if not row.begins_at:
        return day
    times = "-".join(at.strftime("%H.%M") for at in (row.begins_at, row.ends_at) if at)
    return _("%(day)s kl. %(times)s") % {"day": day, "times": times}


def opening() -> str:
    """A first line that says nothing to whoever looks over a shoulder."""
    return _("Der er nyt om det, du meldte dig til.")


def told(notice: Any) -> str:
    """What a notice says, in a sentence or two; no title and no place."""
    sign_up = notice.sign_up
    when = {"when": day_and_time(sign_up.gathering)}
    kind = NoticeKind(notice.kind)
    if kind is NoticeKind.SIGNED_UP and sign_up.stage != SignUpStage.SEAT:
        return _("Du står på vores liste. Vi skriver, hvis du får plads.")
    said = {
        NoticeKind.SIGNED_UP: _("Du har plads. Det er den %(when)s.") % when,
        NoticeKind.SEAT: _("Du har fået plads. Det er den %(when)s.") % when,
        NoticeKind.REMINDER: _("Husk, at vi ses den %(when)s. Kan du ikke komme, så meld fra.") % when,
        NoticeKind.MOVED: _("Tid eller sted er flyttet. Det er nu den %(when)s.") % when,
        NoticeKind.CALLED_OFF: _("Det er aflyst. Her er hvorfor: %(why)s")
        % {"why": sign_up.gathering.called_off_because},
        NoticeKind.ON_AGAIN: _("Det er ikke aflyst mere. Det er den %(when)s.") % when,
    }
    return said[kind]


def own_address(sign_up: Any) -> str:
    """Where one sees one's own sign-up. The address holds no code."""
    row = sign_up.gathering
    parts = {"slug": row.municipality.slug, "gathering": row.number, "sign_up": sign_up.number}
    return f"{settings.HOLDEPUNKT_URL.rstrip('/')}{reverse('voice:sign_up', kwargs=parts)}"


def code_of(notice: Any) -> str:
    """The code to write, when this is the notice that brings it."""
    if not notice.sealed_code:
        return ""
    try:
        return spaced_code(sealing.opened(notice.sealed_code, purpose=PURPOSE))
    except sealing.BrokenSeal:
        return ""


def body(notice: Any) -> str:
    """The whole of a notice for a mail or a letter."""
    return "\n\n".join(
        filter(None, [opening(), told(notice), _code_line(notice), _("Se det her: %(address)s") % {"address": own_address(notice.sign_up)}])
    )  # fmt: skip


def _code_line(notice: Any) -> str:
    code = code_of(notice)
    return _("Din kode: %(code)s. Med den kan du melde fra.") % {"code": code} if code else ""


def short(notice: Any) -> str:
    """One line for an SMS."""
    code = code_of(notice)
    tail = _("Kode: %(code)s.") % {"code": code} if code else ""
    return " ".join(" ".join(filter(None, [told(notice), tail, own_address(notice.sign_up)])).split())

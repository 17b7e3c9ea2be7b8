"""The only writers of a hearing's own row and days: begun, opened, extended, closed, cancelled, ended."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from holdepunkt import clock, record
from holdepunkt.people.access import NotPossible, require
from holdepunkt.people.asker import Asker
from holdepunkt.people.models import Municipality
from holdepunkt.record.versions import take
from holdepunkt.voice import hearing_access as access
from holdepunkt.voice.actions.flood import wait_in_line
from holdepunkt.voice.actions.hearing_message import tell_everybody
from holdepunkt.voice.actions.locks import lock_hearing
from holdepunkt.voice.actions.path import About
from holdepunkt.voice.models import Hearing, HearingBody, HearingPassage, HearingStep
from holdepunkt.voice.reads import hearings as reads
from holdepunkt.voice.rules.hearing import (
    LONGEST_PASSAGE,
    MOST_PASSAGES,
    TOLD_OF,
    Audience,
    BodyState,
    HearingStage,
    HearingStepKind,
    may_become,
    narrower,
    what_stops_the_end,
)

CHANGES = ("title", "plain", "case_number", "audience", "touches_disability", "due_on")
NAMES = {
    "unread": lambda: _("svar, ingen har læst"),
    "held_back": lambda: _("svar i en bunke"),
    "unthemed": lambda: _("svar uden tema"),
    "unanswered": lambda: _("temaer uden svar"),
}


@dataclass(frozen=True)
class Part:
    """A passage as it is handed down: the key it has where it comes from."""

    key: str
    text: str
    heading: str = ""
    audience: Audience | str = Audience.ANYONE


@transaction.atomic
def begin_hearing(
    *, municipality: Municipality, title: str, by: Asker, parts: Iterable[Part] = (), plain: str = "",
    audience: Audience | str = Audience.ANYONE, touches_disability: bool = True, due_on: date | None = None,
    case_number: str = "", about: About | None = None, is_example: bool = False,
) -> Hearing:  # fmt: skip
    """Begin a hearing as a draft, with its own copy of what is heard."""
    require(access.is_at_home(by, municipality.pk))
    require(access.may_keep_hearings(by))
    if not title.strip():
        raise NotPossible(_("Skriv, hvad høringen handler om."))
    wait_in_line(municipality)
    named: dict[str, Any] = {}
    if about is not None:
        named = {"about_kind": about.kind, "about_uuid": about.uuid, "about_title": about.title[:400]}
    row = Hearing.objects.create(
        municipality=municipality, number=reads.newest_number(municipality) + 1, title=title.strip()[:300],
        plain=plain.strip(), audience=Audience(audience), touches_disability=touches_disability, due_on=due_on,
        case_number=case_number, is_example=is_example or municipality.example_data, **named,
    )  # fmt: skip
    _add_parts(row, parts)
    record.wrote("hearing.begun", on=row, by=by)
    return row


@transaction.atomic
def add_parts(*, hearing: Hearing, parts: Iterable[Part], by: Asker) -> Hearing:
    """Add passages to a draft, after those there are."""
    row = draft_of(hearing, by)
    row.save()
    _add_parts(row, parts)
    record.wrote("hearing.text_changed", on=row, by=by)
    return row


def _add_parts(row: Hearing, parts: Iterable[Part]) -> None:
    taken = set(row.passages.values_list("key", flat=True))
    found = list(parts)
    if len(taken) + len(found) > MOST_PASSAGES:
        raise NotPossible(_("Det er for mange afsnit til én høring. Del den i to."))
    for place, part in enumerate(found, len(taken) + 1):
        key = _free(part.key or f"afsnit-{place}", taken)
        taken.add(key)
        HearingPassage.objects.create(
            hearing=row, key=key, order=place, heading=part.heading.strip()[:300], text=_whole(part.text),
            audience=narrower(part.audience, row.audience),
        )  # fmt: skip


def _free(key: str, taken: set[str]) -> str:
    """The key itself, or with the first number nobody has."""
    found, number = key[:80], 2
    while found in taken:
        found, number = f"{key[:74]}-{number}", number + 1
    return found


def _whole(text: str) -> str:
    if not text.strip():
        raise NotPossible(_("Et afsnit er tomt. Skriv teksten."))
    if len(text) > LONGEST_PASSAGE:
        raise NotPossible(_("Et afsnit er for langt. Del det i to."))
    return text.strip()


@transaction.atomic
def change_passage(
    *, passage: HearingPassage, heading: str, text: str, audience: Audience | str, by: Asker, version: int | None = None
) -> HearingPassage:
    """Change a passage of a draft; its key stays."""
    hearing = draft_of(passage.hearing, by)
    row = take(passage, version=version, around=("hearing",))
    row.heading, row.text, row.audience = heading.strip(), _whole(text), narrower(audience, hearing.audience)
    row.save()
    record.wrote("hearing.text_changed", on=hearing, by=by)
    return row


@transaction.atomic
def remove_passage(*, passage: HearingPassage, by: Asker) -> None:
    """Take a passage out of a draft."""
    hearing = draft_of(passage.hearing, by)
    passage.delete()
    record.wrote("hearing.text_changed", on=hearing, by=by)


@transaction.atomic
def change_hearing(*, hearing: Hearing, by: Asker, version: int | None = None, **changes: Any) -> Hearing:
    """Change a draft. Once it is open the days move by `extend_hearing` alone, and the text stays."""
    row = draft_of(hearing, by, version)
    if unknown := set(changes) - set(CHANGES):
        raise TypeError(f"change_hearing: found {sorted(unknown)}; expected some of {CHANGES}")
    for name, value in changes.items():
        setattr(row, name, value)
    if not row.title.strip():
        raise NotPossible(_("Skriv, hvad høringen handler om."))
    row.save()
    for passage in row.passages.all():
        if (may := narrower(passage.audience, row.audience)) != passage.audience:
            passage.audience = may
            passage.save(update_fields=["audience"])
    record.wrote("hearing.changed", on=row, by=by, fields={"changed": sorted(changes)})
    return row


def draft_of(hearing: Hearing, by: Asker, version: int | None = None) -> Hearing:  # because its caller records
    """The hearing, locked and still a draft."""
    row = take(hearing, version=version, around=("municipality",))
    require(access.may_keep(by, row))
    if row.stage != HearingStage.DRAFT:
        raise NotPossible(_("Høringen er sendt. Teksten bliver ikke ændret bagefter."))
    return row


@transaction.atomic
def open_hearing(*, hearing: Hearing, by: Asker, why_anyway: str = "", version: int | None = None) -> Hearing:
    """Send it out: from today those who may can answer. What the law or the rules say against it needs a reason."""
    row = _to(hearing, HearingStage.OPEN, by, version)
    bodies = list(row.bodies.select_related("unit", "council__municipality"))
    _require_ready(row, has_bodies=bool(bodies))
    if (found := reads.warnings(row, bodies, clock.today())) and not why_anyway.strip():
        raise NotPossible(" ".join(found) + " " + _("Ret det, eller skriv, hvorfor I gør det alligevel."))
    row.asked_on, row.why_anyway = clock.today(), why_anyway.strip()
    row.save()
    for body in bodies:
        body.asked_on, body.comments_due_on = row.asked_on, reads.comments_due(row, body)
        body.save(update_fields=["asked_on", "comments_due_on"])
    _step(row, HearingStepKind.OPENED, words=row.why_anyway)
    record.wrote("hearing.opened", on=row, by=by, why=row.why_anyway, fields={"due": str(row.due_on)})
    send_to_councils(row, by)
    return row


def send_to_councils(row: Hearing, by: Asker, *, only: HearingBody | None = None) -> None:
    """Order the mails to the members of each council that is asked; the others get paper."""
    from holdepunkt.voice.actions.hearing_mailing import order_mails  # because the jobs import this module's neighbours

    asked = [only] if only is not None else row.bodies.exclude(council=None).select_related("council")
    for body in asked:
        order_mails(body, by.municipality_slug, clock.today())


def _require_ready(row: Hearing, *, has_bodies: bool) -> None:
    if not row.plain.strip():
        raise NotPossible(_("Skriv først den korte tekst. Den er til alle, der ikke læser lange papirer."))
    if not row.passages.exists():
        raise NotPossible(_("Der er ingen tekst at svare på endnu. Sæt den ind først."))
    if row.due_on is None or row.due_on <= clock.today():
        raise NotPossible(_("Fristen skal ligge efter i dag. Ret den."))
    if row.audience != Audience.ANYONE and not has_bodies:
        raise NotPossible(_("Ingen er spurgt endnu. Vælg, hvem der skal høres."))


@transaction.atomic
def extend_hearing(*, hearing: Hearing, due_on: date, why: str, by: Asker, version: int | None = None) -> Hearing:
    """Give more time, with the reason. The old deadline stays in the list of what happened."""
    row = take(hearing, version=version, around=("municipality",))
    require(access.may_keep(by, row))
    if row.stage != HearingStage.OPEN:
        raise NotPossible(_("Kun en åben høring kan få en ny frist."))
    if row.due_on is None or due_on <= row.due_on or due_on < clock.today():
        raise NotPossible(_("Den nye frist skal ligge efter den gamle. Ret den."))
    before, row.due_on = row.due_on, due_on
    row.save()
    for body in row.bodies.exclude(asked_on=None).select_related("council__municipality"):
        body.comments_due_on = reads.comments_due(row, body)
        body.save(update_fields=["comments_due_on"])
    _step(row, HearingStepKind.EXTENDED, words=_reason(why), by=by)
    record.wrote(
        "hearing.extended", on=row, by=by, why=why.strip(), fields={"from": str(before), "due": due_on.isoformat()}
    )
    return row


@transaction.atomic
def close_hearing(*, hearing: Hearing, by: Asker) -> Hearing:
    """No more answers from here on. Who was asked and said nothing is shown so; a body's late answer still counts."""
    row = _to(hearing, HearingStage.CLOSED, by)
    waiting = row.bodies.exclude(state=BodyState.ANSWERED)
    still = row.audience == Audience.ANYONE or waiting.exists()
    if still and row.due_on is not None and row.due_on >= clock.today():
        raise NotPossible(_("Fristen er ikke gået. Der kan komme svar endnu."))
    row.closed_on = clock.today()
    row.save()
    waiting.update(state=BodyState.SILENT)
    _step(row, HearingStepKind.CLOSED)
    record.wrote("hearing.closed", on=row, by=by)
    return row


@transaction.atomic
def cancel_hearing(*, hearing: Hearing, why: str, by: Asker) -> Hearing:
    """Call the hearing off, with the reason that everybody who answered is told."""
    row = _to(hearing, HearingStage.CANCELLED, by)
    row.ended_on = clock.today()
    row.save()
    _step(row, HearingStepKind.CANCELLED, words=_reason(why), by=by)
    record.wrote("hearing.cancelled", on=row, by=by, why=why.strip())
    return row


@transaction.atomic
def end_hearing(*, hearing: Hearing, by: Asker) -> Hearing:
    """Every answer stands under a theme and every theme has its closing answer: publish them, and tell everybody."""
    row = _to(hearing, HearingStage.ENDED, by)
    counts = reads.open_counts(row)
    if what_stops_the_end(**counts):
        missing = ", ".join(f"{count} {NAMES[name]()}" for name, count in counts.items() if count)
        raise NotPossible(_("Høringen kan ikke slutte endnu. Der er: %(missing)s.") % {"missing": missing})
    row.ended_on = clock.today()
    row.save()
    _step(row, HearingStepKind.ENDED, by=by)
    record.wrote("hearing.ended", on=row, by=by)
    return row


@transaction.atomic
def note_case(
    *, hearing: Hearing, kind: HearingStepKind, who: str, words: str, on: date, about_uuid: UUID, by: Asker
) -> HearingStep | None:
    """Called from above: the case went to a committee, or was decided. Said once for each case."""
    require(access.is_at_home(by, hearing.municipality_id))
    lock_hearing(hearing.pk)
    if hearing.steps.filter(kind=kind, about_uuid=about_uuid).exists():
        return None
    made = HearingStep.objects.create(
        hearing=hearing, kind=kind, taken_on=on, who=who[:200], words=words, about_uuid=about_uuid
    )
    record.wrote("hearing.case_noted", on=hearing, by=by, fields={"who": who})
    return made


@transaction.atomic
def take_back_case(*, hearing: Hearing, kind: HearingStepKind, about_uuid: UUID, by: Asker) -> None:
    """Called from above: what was noted of the case was a mistake, and was undone there."""
    require(access.is_at_home(by, hearing.municipality_id))
    gone, _rows = hearing.steps.filter(kind=kind, about_uuid=about_uuid).delete()
    if gone:
        record.wrote("hearing.case_undone", on=hearing, by=by)


def _reason(why: str) -> str:
    if not why.strip():
        raise NotPossible(_("Skriv hvorfor. Det står på siden."))
    return why.strip()


def _to(hearing: Hearing, stage: HearingStage, by: Asker, version: int | None = None) -> Hearing:
    """The hearing, locked and at its next stage, not saved yet."""
    row = take(hearing, version=version, around=("municipality",))
    require(access.may_keep(by, row))
    if not may_become(row.stage, stage):
        raise NotPossible(
            _("Høringen er: %(stage)s. Det kan ikke lade sig gøre nu.") % {"stage": row.get_stage_display()}
        )
    row.stage = stage
    return row


def _step(row: Hearing, kind: HearingStepKind, *, words: str = "", by: Asker | None = None) -> None:
    """One row of what happened; those who answered are told of some of them."""
    step = HearingStep.objects.create(hearing=row, kind=kind, taken_on=clock.today(), words=words)
    if kind in TOLD_OF and by is not None:
        tell_everybody(step=step)

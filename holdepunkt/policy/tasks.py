"""Jobs of the status round: mail to those who are asked, made and sent outside the web workers."""

from collections.abc import Iterable

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_tasks import task

from holdepunkt import tenancy
from holdepunkt.people import reads as people
from holdepunkt.people.models import User
from holdepunkt.policy.labels import label
from holdepunkt.policy.models import StatusNote
from holdepunkt.policy.reads import status as reads
from holdepunkt.policy.reads import status_notes
from holdepunkt.policy.rules.kinds import STATABLE
from holdepunkt.policy.rules.reminders import Tone, tone_of
from holdepunkt.policy.status_words import CHIPS
from holdepunkt.ui.jinja import danish_date

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@task()
def mail_round(slug: str, report_pk: int, kind: str, note_pks: list[int]) -> None:
    """Make one job a receiver, so that one bad address stops nobody else's mail."""
    with tenancy.within(people.place_of(slug)):
        for user, notes in status_notes.notes_of_kind(report_pk, kind, set(note_pks)).items():
            if user.email:
                mail_one.enqueue(slug, user.pk, [note.pk for note in notes], kind)


@task()
def mail_one(slug: str, user_pk: int, note_pks: list[int], kind: str) -> None:
    """Send one person one mail about all the efforts that wait for an answer, with a Word form for each."""
    with tenancy.within(people.place_of(slug)):
        _mail(user_pk, note_pks, kind)


def _mail(user_pk: int, note_pks: list[int], kind: str) -> None:
    notes = status_notes.notes_to_mail(note_pks)
    if not notes:
        return
    user = status_notes.user(user_pk)
    with translation.override("da"):
        tone = tone_of(kind, reads.own_habits(notes[0].report.policy))
        mail = EmailMessage(_subject(notes), _body(user, notes, tone), to=[user.email])
        for note in notes:
            mail.attach(f"status-{note.form_code}.docx", word_form(note, user), WORD)
    mail.send()


def _subject(notes: list[StatusNote]) -> str:
    count = ngettext("%(count)s indsats", "%(count)s indsatser", len(notes)) % {"count": len(notes)}
    return _("Status %(year)s: %(count)s") % {"year": notes[0].report.year, "count": count}


def _body(user: User, notes: list[StatusNote], tone: Tone) -> str:
    openings = {
        Tone.ASKED: _("Årets status er åben. Det tager to minutter for hver indsats."),
        Tone.DUE_SOON: _("Fristen for årets status er tæt på. Det tager to minutter for hver indsats."),
        Tone.LATE: _("Fristen for årets status er gået. Vi mangler stadig dit svar. Det tager to minutter."),
        Tone.MOVED: _("Fristen for årets status er flyttet. Den nye dag står her ved hver indsats."),
        Tone.STILL_LATE: _("Vi mangler stadig dit svar til årets status. Ring, hvis noget står i vejen."),
    }
    parts = [_("Hej %(name)s") % {"name": user.name}, openings[tone], *_links(notes)]
    parts.append(_("Er der intet nyt, er det ét klik. Det er også et svar."))
    parts.append(_("Du kan også svare i det vedlagte Word-skema og sende det tilbage til tovholderen."))
    return "\n\n".join(parts) + "\n"


def _links(notes: Iterable[StatusNote]) -> list[str]:
    return [
        _("%(effort)s, svar senest %(day)s:") % {"effort": note.effort, "day": danish_date(note.due_on)}
        + f"\n{settings.HOLDEPUNKT_URL.rstrip('/')}{note_path(note)}"
        for note in notes
    ]


def note_path(note: StatusNote) -> str:
    """The address of an answer's form; whoever is not signed in comes there through sign-in."""
    slug = note.report.policy.municipality.slug
    return reverse("policy:status_note", kwargs={"slug": slug, "year": note.report.year, "note": note.uuid})


def word_form(note: StatusNote, user: User | None) -> bytes:
    """The Word form of an answer, addressed to the one who is asked."""
    # Imported here: python-docx is heavy, and web workers that make no form should not carry it.
    from holdepunkt.policy.papers.status_form import StatusAsk, make_status_form

    told = status_notes.last_told(note)
    with translation.override("da"):
        return make_status_form(
            StatusAsk(
                form_code=note.form_code,
                municipality=note.report.policy.municipality.name,
                effort_title=note.effort.title,
                year=note.report.year,
                lead_name=user.name if user else "",
                due_on=note.due_on,
                last_year_text=told.happened if told else "",
                stages=tuple((stage.value, label(stage)) for stage in STATABLE),
                indicator_name=note.effort.indicator,
                indicator_unit=note.effort.indicator_unit,
                chips=tuple((value, str(words)) for value, words in CHIPS.items()),
            )
        )

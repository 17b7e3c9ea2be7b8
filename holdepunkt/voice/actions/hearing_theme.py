"""The only writers of a hearing's themes and their closing answers."""

from django.db import transaction
from django.utils.translation import gettext as _

from holdepunkt import clock, record
from holdepunkt.people.access import NotPossible, require
from holdepunkt.people.asker import Asker
from holdepunkt.people.rules import sort_key
from holdepunkt.record.versions import take
from holdepunkt.voice import hearing_access as access
from holdepunkt.voice.actions.locks import lock_hearing
from holdepunkt.voice.models import Hearing, HearingTheme
from holdepunkt.voice.rules.hearing import GOING_ON, Outcome


@transaction.atomic
def add_hearing_theme(*, hearing: Hearing, name: str, by: Asker) -> HearingTheme:
    """Begin a theme; one with the same name is that one."""
    require(access.may_keep(by, hearing))
    _require_going_on(lock_hearing(hearing.pk))
    if not name.strip():
        raise NotPossible(_("Giv temaet et navn."))
    there = HearingTheme.objects.filter(hearing=hearing, name=name.strip()).first()
    if there is not None:
        return there
    row = HearingTheme.objects.create(hearing=hearing, name=name.strip(), sort_key=sort_key(name.strip()))
    record.wrote("hearing.theme_added", on=hearing, by=by, fields={"theme": row.name})
    return row


@transaction.atomic
def answer_hearing_theme(
    *, theme: HearingTheme, name: str, outcome: Outcome | str, words: str, by: Asker, version: int | None = None
) -> HearingTheme:
    """Write the closing answer: what was changed, or why it was not. Without one yet, the theme just gets its name."""
    row = _theme(theme, by, version)
    if not name.strip():
        raise NotPossible(_("Giv temaet et navn."))
    if HearingTheme.objects.filter(hearing=row.hearing, name=name.strip()).exclude(pk=row.pk).exists():
        raise NotPossible(_("Der er allerede et tema med det navn."))
    if bool(outcome) != bool(words.strip()):
        raise NotPossible(_("Vælg, hvad det førte til, og skriv med et par ord hvad eller hvorfor."))
    row.name, row.sort_key = name.strip(), sort_key(name.strip())
    row.outcome, row.words = Outcome(outcome).value if outcome else "", words.strip()
    row.answered_on = clock.today() if outcome else None
    row.save()
    record.wrote("hearing.theme_answered", on=row.hearing, by=by, fields={"theme": row.name, "outcome": row.outcome})
    return row


@transaction.atomic
def remove_hearing_theme(*, theme: HearingTheme, by: Asker) -> None:
    """Take away a theme under which nothing stands."""
    row = _theme(theme, by, None)
    if row.themed.exists():
        raise NotPossible(_("Der står svar under temaet. Flyt dem først."))
    row.delete()
    record.wrote("hearing.theme_removed", on=theme.hearing, by=by, fields={"theme": theme.name})


def _theme(theme: HearingTheme, by: Asker, version: int | None) -> HearingTheme:
    lock_hearing(theme.hearing_id)
    row = take(theme, version=version, around=("hearing__municipality",))
    require(access.may_keep(by, row.hearing))
    _require_going_on(row.hearing)
    return row


def _require_going_on(hearing: Hearing) -> None:
    if hearing.stage not in GOING_ON:
        raise NotPossible(_("Det kan kun gøres, mens høringen er i gang."))

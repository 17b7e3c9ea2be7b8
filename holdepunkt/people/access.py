"""How access answers: allowed because, or denied with a reason and somebody who can help."""

from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone, translation

from holdepunkt.people.asker import Asker
from holdepunkt.people.models import ROLES, User
from holdepunkt.people.rules import Role, is_led
from holdepunkt.record.told import gettext as _
from holdepunkt.record.told import in_danish, told


@dataclass(frozen=True)
class Allowed:
    """Yes, and why."""

    because: str

    def __bool__(self) -> bool:
        return True


@dataclass(frozen=True)
class Denied:
    """No: what was tried, why not, and who can help. `tried` completes "Du prøvede at …"."""

    reason: str
    who_can_help: str
    tried: str = ""

    def __bool__(self) -> bool:
        return False


Answer = Allowed | Denied


class Refused(Exception):
    """The asker may not; carries the answer that the page shows."""

    def __init__(self, denied: Denied) -> None:
        super().__init__(denied.reason)
        self.denied = denied


class NotPossible(Exception):
    """A rule of the policy or of the work is not kept. Says why, in the user's language."""

    def __init__(self, reason: str, place: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.place = place


class NotFresh(Exception):
    """What was asked for needs to know that the one who sits there is still the one who signed in."""


def is_fresh(request: HttpRequest, *, minutes: int = 10) -> bool:
    """Whether the person signed in, or confirmed it, within so many minutes.

    A form that was opened in time may be sent for as long as a session rests: nothing typed is lost.
    """
    row = getattr(request.session, "row", None)
    if row is None:
        return False
    allowed = timedelta(minutes=minutes)
    if request.method == "POST":
        allowed += timedelta(seconds=settings.SESSION_IDLE)
    return bool(timezone.now() - row.confirmed_at <= allowed)


def fresh_sign_in(request: HttpRequest, *, minutes: int = 10) -> None:
    """Go on when the sign-in is fresh; raise NotFresh when not, which asks the person to confirm and comes back."""
    if not is_fresh(request, minutes=minutes):
        raise NotFresh


def require(answer: Answer) -> None:
    """Go on when allowed; raise Refused when not."""
    if isinstance(answer, Denied):
        raise Refused(answer)


def has_role(by: Asker, *roles: Role, task: str) -> Answer:
    """Whether the asker holds one of the roles today. `task` completes "Kun … kan …"."""
    if by.has(*roles):
        return Allowed(_("Du har rollen i dag."))
    return _only(roles, task, in_danish(task), translation.get_language())


@lru_cache(maxsize=1024)
def _only(roles: tuple[Role, ...], task: str, _in_danish: str, _language: str | None) -> Denied:
    """The refusal, put together once in each language: a page asks for a dozen rights and shows few refusals."""
    labels = _(" eller ").join(told(ROLES[role]) for role in roles)
    return Denied(
        _("Det kan kun %(roles)s: %(task)s.") % {"roles": labels, "task": task},
        _("Tovholderen for politikken i kommunen kan hjælpe dig videre."),
        tried=task,
    )


def is_at_home(by: Asker, municipality_id: int) -> Answer:
    """Whether a row belongs to the asker's own municipality (invariant 12)."""
    if by.municipality is not None and by.municipality.pk == municipality_id:
        return Allowed(_("Det hører til i din kommune."))
    return Denied(
        _("Det hører til i en anden kommune."),
        _("Log ind i den kommune, det handler om."),
        tried=_("åbne noget fra en anden kommune"),
    )


def may_set_up_in(by: Asker, municipality_id: int) -> Answer:
    """Whether the asker may change units, people and words of this very municipality; the machine only at home too."""
    home = is_at_home(by, municipality_id)
    if home and by.kind != "machine":
        return may_set_up(by)
    return home


def may_set_up(by: Asker) -> Answer:
    """Whether the asker may change units, people, words and deadlines of the municipality."""
    return has_role(by, Role.POLICY_LEAD, task=_("rette enheder, mennesker, ord og frister"))


def may_note_absence(by: Asker, user: User) -> Answer:
    """Whether the asker may say when somebody is away: oneself, the leader for the unit's people, the policy lead."""
    home = is_at_home(by, user.municipality_id)
    if not home or by.kind == "machine":
        return home
    if by.user_id == user.pk:
        return Allowed(_("Det er dit eget fravær."))
    led = {post.unit_id for post in by.posts if post.role is Role.UNIT_LEADER}
    if led and is_led(user.held_today, led):
        return Allowed(_("Du leder den enhed, hvor personen arbejder."))
    return has_role(by, Role.POLICY_LEAD, task=_("skrive fravær for en, der ikke arbejder i din egen enhed alene"))


def may_name_deputy(by: Asker, user: User) -> Answer:
    """Whether the asker may say who stands in for somebody whose absence they note.

    A deputy sees what the other sees, and a data-protection officer sees the whole record: the municipality names
    both the officer and who stands in, never the officer.
    """
    setting_up = may_set_up_in(by, user.municipality_id)
    if setting_up or Role.DATA_PROTECTION_OFFICER not in user.roles_not_over:
        return setting_up or Allowed(_("Du skriver, hvornår personen er væk."))
    return Denied(
        _("En databeskyttelsesrådgiver ser hele protokollen, så kommunen peger på, hvem der træder ind."),
        _("Tovholderen for politikken skriver stedfortræderen på. Skriv fraværet uden."),
        tried=_("vælge en stedfortræder for databeskyttelsesrådgiveren"),
    )

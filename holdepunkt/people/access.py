"""How access answers: allowed because, or denied with a reason and somebody who can help."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from holdepunkt.people.asker import Asker
from holdepunkt.people.rules import Role


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


def require(answer: Answer) -> None:
    """Go on when allowed; raise Refused when not."""
    if isinstance(answer, Denied):
        raise Refused(answer)


def has_role(by: Asker, *roles: Role, task: str) -> Answer:
    """Whether the asker holds one of the roles today. `task` completes "Kun … kan …"."""
    if by.has(*roles):
        return Allowed(_("Du har rollen i dag."))
    return Denied(
        _("Det kan kun %(roles)s: %(task)s.")
        % {"roles": _(" eller ").join(str(by.role_label(role)) for role in roles), "task": task},
        _("Tovholderen for politikken i kommunen kan hjælpe dig videre."),
        tried=task,
    )


def may_set_up(by: Asker) -> Answer:
    """Whether the asker may change units, people, words and deadlines of the municipality."""
    return has_role(by, Role.POLICY_LEAD, task=_("rette enheder, mennesker, ord og frister"))

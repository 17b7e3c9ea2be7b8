"""The words on screen: ours, or those a municipality has put in their place (A3)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from holdepunkt.people.models import Municipality


@dataclass(frozen=True)
class ScreenWords:
    """The words a municipality can replace; goals have theirs in the policy's levels."""

    effort: str
    efforts: str
    the_effort: str
    plan: str
    plans: str
    the_plan: str
    status: str
    promise: str
    promises: str
    committee: str
    council: str


def words_for(municipality: Municipality | None) -> ScreenWords:
    """The words of this municipality, in the reader's language where it has none of its own."""
    own = municipality.words if municipality else {}
    ours = {
        "effort": _("indsats"),
        "efforts": _("indsatser"),
        "the_effort": _("indsatsen"),
        "plan": _("handleplan"),
        "plans": _("handleplaner"),
        "the_plan": _("handleplanen"),
        "status": _("status"),
        "promise": _("det vil vi"),
        "promises": _("det vil vi"),
        "committee": _("udvalg"),
        "council": _("udsatteråd"),
    }
    return ScreenWords(**(ours | {key: word for key, word in own.items() if key in ours and word}))


def first_upper(text: str) -> str:
    """Write a word with a capital letter first and leave the rest as it is."""
    return text[:1].upper() + text[1:]

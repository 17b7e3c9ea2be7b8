"""Forms about a council's members."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from holdepunkt.people.models import User
from holdepunkt.ui.forms import KeyedForm
from holdepunkt.voice.actions.member import ABOUT, CONTACT
from holdepunkt.voice.council_words import choices
from holdepunkt.voice.forms.council import paragraphs
from holdepunkt.voice.models import CouncilMember, CouncilSeat
from holdepunkt.voice.rules.members import MemberPost, ShownAs

NOBODY = ("", _("Ingen"))


class MemberForm(KeyedForm):
    """Who the member is, how they want to be named, and how to reach them."""

    name = forms.CharField(label=_("Navn"), max_length=120)
    post = forms.ChoiceField(label=_("I rådet"), choices=choices(MemberPost))
    post_since = forms.DateField(
        label=_("Formand eller næstformand siden"), required=False, widget=forms.DateInput,
        help_text=_("Så siger vi til, når formandens tid er gået, hvis rådets regler har en."),
    )  # fmt: skip
    list_number = forms.IntegerField(
        label=_("Nummer på listen over suppleanter"), required=False, min_value=1, max_value=200
    )
    seat = forms.ChoiceField(label=_("Plads"), required=False)
    speaks_for = forms.CharField(
        label=_("Taler for"), help_text=_("En forening, et sted eller egne erfaringer."), required=False, max_length=200
    )
    shown_as = forms.ChoiceField(
        label=_("Sådan vil medlemmet nævnes offentligt"), choices=choices(ShownAs), widget=forms.RadioSelect
    )
    shows_seat = forms.BooleanField(
        label=_("Medlemmet har sagt ja til, at det står offentligt, hvem det taler for"), required=False
    )
    substitute_for = forms.ChoiceField(label=_("Suppleant for"), required=False)
    succeeds = forms.ChoiceField(label=_("Kommer efter"), required=False)
    user = forms.ChoiceField(label=_("Logger ind som"), required=False)
    starts_on = forms.DateField(label=_("Første dag"), widget=forms.DateInput)
    ends_on = forms.DateField(
        label=_("Sidste dag"),
        help_text=_("Tomt: perioden i rådets regler giver dagen, når den er kendt."),
        required=False,
        widget=forms.DateInput,
    )
    email = forms.EmailField(label=_("E-mail"), required=False)
    phone = forms.CharField(label=_("Telefon"), required=False, max_length=40)
    address = paragraphs(_("Adresse"), hint=_("Kun sekretæren og tovholderen ser den."), rows=3)
    by_sms = forms.BooleanField(label=_("Vil have en SMS om møderne"), required=False)
    by_post = forms.BooleanField(label=_("Vil have papirerne med posten"), required=False)
    large_print = forms.BooleanField(label=_("Læser store bogstaver"), required=False)
    read_aloud = forms.BooleanField(label=_("Vil have læst højt på mødet"), required=False)
    needs = paragraphs(_("For at kunne være med"), hint=_("Kørsel, mad, tolk, hund, en at følges med."), rows=3)

    def __init__(
        self,
        *args: Any,
        seats: Iterable[CouncilSeat],
        members: Iterable[CouncilMember],
        users: Iterable[User],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.rows: dict[str, dict[str, Any]] = {
            "seat": {str(seat.pk): seat for seat in seats},
            "user": {str(user.pk): user for user in users},
        }
        people: dict[str, Any] = {str(member.pk): member for member in members}
        self.rows |= {"substitute_for": people, "succeeds": people}
        for name, rows in self.rows.items():
            self.fields[name].choices = [NOBODY, *((pk, str(row)) for pk, row in rows.items())]  # type: ignore[attr-defined]

    @property
    def told(self) -> dict[str, Any]:
        """The answers with rows in place of their numbers."""
        return {
            name: self.rows[name].get(value) if name in self.rows else value for name, value in self.answers.items()
        }


def member_values(row: CouncilMember) -> dict[str, Any]:
    """A member's values under the form's field names."""
    links = {name: getattr(row, f"{name}_id") or "" for name in ("seat", "user", "substitute_for", "succeeds")}
    about = {name: getattr(row, name) for name in ABOUT if name not in links}
    contact = getattr(row, "contact", None)
    reach = {name: getattr(contact, name) for name in CONTACT} if contact is not None else {}
    return {**about, **reach, **{name: str(pk) for name, pk in links.items()}, "_version": row.version}


class LeavingForm(KeyedForm):
    """The last day; no reason is asked for."""

    last_day = forms.DateField(label=_("Sidste dag i rådet"), widget=forms.DateInput)

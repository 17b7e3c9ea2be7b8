"""Forms with which a policy lead sets up the municipality: name, words, closing days, units, people."""

import re
import secrets
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from holdepunkt.people import reads
from holdepunkt.people.forms.signing_in import DayField, secret_field
from holdepunkt.people.models import MAY, ROLES, UNIT_KINDS, Municipality, Unit, User
from holdepunkt.people.numbers import FIRST_YEAR, LAST_YEAR, whole_number
from holdepunkt.people.rules import UnitKind
from holdepunkt.ui.forms import KeyedForm
from holdepunkt.ui.rules import PAGE, READABLE, WHITE, contrast

MONTHS = [
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
]
EASY_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"
WORDS = {
    "effort": gettext_lazy("indsats"),
    "efforts": gettext_lazy("indsatser"),
    "the_effort": gettext_lazy("indsatsen"),
    "plan": gettext_lazy("handleplan"),
    "plans": gettext_lazy("handleplaner"),
    "the_plan": gettext_lazy("handleplanen"),
    "status": gettext_lazy("status"),
    "promise": gettext_lazy("det vil vi (én ting)"),
    "promises": gettext_lazy("det vil vi (flere)"),
    "committee": gettext_lazy("udvalg"),
    "council": gettext_lazy("udsatteråd"),
}


def first_password() -> str:
    """Make a password that can be read aloud: four groups without letters that look alike."""
    groups = ("".join(secrets.choice(EASY_LETTERS) for _n in range(4)) for _g in range(4))
    return "-".join(groups)


class MunicipalityForm(KeyedForm):
    """Name, council, colour and case system."""

    name = forms.CharField(label=gettext_lazy("Kommunens navn"), max_length=120)
    council_name = forms.CharField(
        label=gettext_lazy("Hvad hedder jeres byråd?"),
        max_length=60,
        help_text=gettext_lazy("For eksempel byråd eller kommunalbestyrelse."),
    )
    accent = forms.CharField(
        label=gettext_lazy("Farve"),
        max_length=7,
        help_text=gettext_lazy("Skrevet som #1f5a4b. Den skal kunne læses på hvidt."),
    )
    case_system = forms.CharField(
        label=gettext_lazy("Sagssystem"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("Det, sagsnumrene kommer fra."),
    )

    def clean_accent(self) -> str:
        """A colour is used only when it can be read."""
        accent = str(self.cleaned_data["accent"]).lower()
        if not re.fullmatch(r"#[0-9a-f]{6}", accent):
            raise forms.ValidationError(_("»%(found)s« er ikke en farve. Skriv den som #1f5a4b.") % {"found": accent})
        found = min(contrast(accent, ground) for ground in (WHITE, PAGE))
        if found < READABLE:
            raise forms.ValidationError(
                _("Farven er for lys til at læse på hvidt. Kontrasten er %(found).1f og skal være mindst %(needed).1f.")
                % {"found": found, "needed": READABLE}
            )
        return accent


class WordsForm(KeyedForm):
    """Words that replace ours on screen; an empty field means our own word."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for name, ours in WORDS.items():
            self.fields[name] = forms.CharField(
                label=_("I stedet for »%(word)s«") % {"word": ours}, max_length=60, required=False
            )

    def words(self) -> dict[str, str]:
        """The words that were given."""
        return {name: word for name, word in self.answers.items() if word}


class ClosingDaysForm(KeyedForm):
    """The municipality's own closing days, beside holidays, 1 May, 5 June, Christmas Eve and New Year's Eve."""

    days = forms.CharField(
        label=gettext_lazy("Egne lukkedage"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy(
            "Én på hver linje: 27-12-2021 for én dag, 27-12 for hvert år. Helligdage, 1. maj, 5. juni, 24. og 31. december kender vi."
        ),
    )

    def clean_days(self) -> str:
        """Name every line that is not a day, in one go."""
        lines = [line.strip() for line in self.cleaned_data["days"].splitlines() if line.strip()]
        wrong = [line for line in lines if day_of(line) is None]
        if wrong:
            raise forms.ValidationError(
                _("Det her er ikke dage: %(wrong)s. Skriv 27-12-2021 eller 27-12.") % {"wrong": ", ".join(wrong[:10])}
            )
        return "\n".join(lines)

    def closing_days(self) -> list[str]:
        """The days as they are kept: 2021-12-27, or 12-27 for every year."""
        found = [day_of(line) for line in self.cleaned_data["days"].splitlines()]
        return [day for day in dict.fromkeys(found) if day]


def day_of(line: str) -> str | None:
    """27-12-2021 as 2021-12-27, 27-12 and 27. december as 12-27; None when it is no day.

    >>> day_of("27-12-2021"), day_of("27. december"), day_of("31-02")
    ('2021-12-27', '12-27', None)
    """
    parts = re.findall(r"\d+|[^\W\d_]+", line.lower())
    if len(parts) not in (2, 3):
        return None
    month = MONTHS.index(parts[1]) + 1 if parts[1] in MONTHS else whole_number(parts[1]) or 0
    year = whole_number(parts[2]) or 0 if len(parts) == 3 else 2000
    try:
        day = date(year if FIRST_YEAR <= year <= LAST_YEAR else 0, month, whole_number(parts[0]) or 0)
    except ValueError:
        return None
    return day.isoformat() if len(parts) == 3 else f"{day.month:02}-{day.day:02}"


def days_in_words(days: Iterable[str]) -> str:
    """Kept days as the form shows them.

    >>> days_in_words(["2021-12-27", "05-01"])
    '27-12-2021\\n01-05'
    """
    return "\n".join("-".join(reversed(day.split("-"))) for day in days)


class UnitForm(KeyedForm):
    """A council, committee, department or outside party."""

    name = forms.CharField(label=gettext_lazy("Navn"), max_length=200)
    kind = forms.ChoiceField(label=gettext_lazy("Slags"), choices=list(UNIT_KINDS.items()), initial=UnitKind.DEPARTMENT)
    parent: Any = forms.ModelChoiceField(label=gettext_lazy("Hører under"), queryset=None, required=False)
    valid_from = DayField(label=gettext_lazy("Fra"), required=False)
    valid_until = DayField(
        label=gettext_lazy("Til og med"),
        required=False,
        help_text=gettext_lazy("Når enheden er nedlagt eller har fået nyt navn. Tomt, så længe den findes."),
    )
    successor: Any = forms.ModelChoiceField(
        label=gettext_lazy("Hvem tog over?"),
        queryset=None,
        required=False,
        help_text=gettext_lazy("Når enheden har fået nyt navn, er den nye enhed den, der tog over."),
    )
    nobody = forms.BooleanField(
        label=gettext_lazy("Ingen tog over"),
        required=False,
        help_text=gettext_lazy("Kun når enheden er nedlagt uden afløser."),
    )
    phone = forms.CharField(label=gettext_lazy("Telefon"), max_length=40, required=False)
    note = forms.CharField(label=gettext_lazy("Note"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, units: QuerySet[Unit], unit: Unit | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        others = units.exclude(pk=unit.pk) if unit else units
        self.unit = unit
        for name in ("parent", "successor"):
            setattr(self.fields[name], "queryset", others)  # noqa: B010 because only this kind of field has one

    def clean(self) -> dict[str, Any]:
        """Time runs forwards, and no unit stands under itself."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("valid_from"), cleaned.get("valid_until")
        if first and last and last < first:
            self.add_error("valid_until", _("Enheden slutter, før den begynder."))
        if self.unit and last and not cleaned.get("successor") and not cleaned.get("nobody"):
            self.add_error("successor", _ask_who_took_over(self.unit, last))
        for name in ("parent", "successor"):
            if self.unit and cleaned.get(name) and self._comes_back(cleaned[name], name):
                self.add_error(name, _("Så peger enhederne i ring. Vælg en anden."))
        return cleaned

    def _comes_back(self, at: Unit, name: str) -> bool:
        seen: set[int] = set()
        step: Unit | None = at
        while step is not None and step.pk not in seen:
            if self.unit is not None and step.pk == self.unit.pk:
                return True
            seen.add(step.pk)
            step = getattr(step, name)
        return False


def _ask_who_took_over(unit: Unit, last: date) -> str:
    """The question, with what still hangs on the unit."""
    hanging = ", ".join(f"{name}: {count}" for name, count in reads.hanging_on(unit, after=last))
    asked = _("Vælg den, der tog over, eller sæt kryds ved »Ingen tog over«.")
    told = _("Her hænger stadig noget på enheden: %(what)s.") % {"what": hanging}
    return f"{told} {asked}" if hanging else asked


class PersonForm(KeyedForm):
    """How one reaches a person, and whether they can sign in."""

    name = forms.CharField(label=gettext_lazy("Navn"), max_length=120)
    email = forms.EmailField(label=gettext_lazy("E-mail"), required=False)
    phone = forms.CharField(label=gettext_lazy("Telefon"), max_length=40, required=False)
    is_active = forms.BooleanField(label=gettext_lazy("Kan logge ind"), required=False, initial=True)


def roles_with_words() -> list[tuple[str, str]]:
    """Each role with one sentence of what it may do."""
    return [(str(role), f"{name}: {MAY[role]}") for role, name in ROLES.items()]


class PostForm(KeyedForm):
    """Who works where, as what, from when."""

    role = forms.ChoiceField(label=gettext_lazy("Rolle"), choices=roles_with_words, widget=forms.RadioSelect)
    unit: Any = forms.ModelChoiceField(label=gettext_lazy("I enheden"), queryset=None)
    starts_on = DayField(label=gettext_lazy("Fra"), help_text=gettext_lazy("Må godt ligge ude i fremtiden."))
    ends_on = DayField(
        label=gettext_lazy("Til og med"), required=False, help_text=gettext_lazy("Tomt, når der ikke er en sidste dag.")
    )

    def __init__(self, *args: Any, units: QuerySet[Unit], **more: Any) -> None:
        super().__init__(*args, **more)
        setattr(self.fields["unit"], "queryset", units)  # noqa: B010 because only this kind of field has one


class NewPersonForm(PostForm):
    """A new person with a first role and a first password."""

    name = forms.CharField(label=gettext_lazy("Navn"), max_length=120)
    username = forms.CharField(label=gettext_lazy("Brugernavn"), max_length=150)
    email = forms.EmailField(label=gettext_lazy("E-mail"), required=False)
    phone = forms.CharField(label=gettext_lazy("Telefon"), max_length=40, required=False)
    password = forms.CharField(
        label=gettext_lazy("Første adgangskode"),
        max_length=256,
        strip=False,
        help_text=gettext_lazy(
            "Giv den videre, før du gemmer: bagefter kan ingen se den. Du kan også skrive en anden."
        ),
    )
    field_order = ["name", "username", "email", "phone", "role", "unit", "starts_on", "ends_on", "password"]

    def clean_username(self) -> str:
        """A user name belongs to one person."""
        username = str(self.cleaned_data["username"]).strip()
        if reads.username_is_taken(username):
            raise forms.ValidationError(_("Brugernavnet »%(name)s« er taget. Vælg et andet.") % {"name": username})
        return username

    def clean(self) -> dict[str, Any]:
        """The password holds, also against the person's own name."""
        cleaned = super().clean() or {}
        _check_password(self, User(username=cleaned.get("username", ""), name=cleaned.get("name", "")))
        return cleaned


class NewPasswordForm(KeyedForm):
    """A new password for somebody who has lost theirs."""

    password = forms.CharField(
        label=gettext_lazy("Ny adgangskode"),
        max_length=256,
        strip=False,
        help_text=gettext_lazy("Giv den videre, før du gemmer: bagefter kan ingen se den."),
    )

    def __init__(self, *args: Any, user: User, **more: Any) -> None:
        super().__init__(*args, **more)
        self.user = user

    def clean(self) -> dict[str, Any]:
        """The password holds."""
        cleaned = super().clean() or {}
        _check_password(self, self.user)
        return cleaned


class OwnPasswordForm(NewPasswordForm):
    """A person's own new password; the present one is asked for."""

    present = secret_field(gettext_lazy("Din adgangskode nu"), autocomplete="current-password")
    password = secret_field(gettext_lazy("Ny adgangskode"), autocomplete="new-password")
    field_order = ["present", "password"]

    def clean_present(self) -> str:
        """Only the one who knows the present password changes it."""
        present = str(self.cleaned_data["present"])
        if not self.user.check_password(present):
            raise forms.ValidationError(_("Det er ikke din adgangskode. Prøv igen."))
        return present


class EndPostForm(KeyedForm):
    """The last day of a post."""

    ends_on = DayField(
        label=gettext_lazy("Sidste dag"),
        help_text=gettext_lazy(
            "Personen bliver logget ud med det samme. Det, personen var ansvarlig for, venter på enhedens leder."
        ),
    )


def _check_password(form: KeyedForm, user: User) -> None:
    password = form.cleaned_data.get("password")
    if password:
        try:
            validate_password(password, user)
        except forms.ValidationError as weak:
            form.add_error("password", weak)


def municipality_values(row: Municipality) -> dict[str, Any]:
    """A municipality under the form's field names."""
    return {name: getattr(row, name) for name in ("name", "council_name", "accent", "case_system")}

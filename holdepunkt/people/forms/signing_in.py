"""Forms with which people sign in, confirm who they are, and set up a second step."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from holdepunkt.people.numbers import FIRST_YEAR, LAST_YEAR
from holdepunkt.ui.forms import KeyedForm
from holdepunkt.ui.jinja import danish_date

ONE_TIME = {"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}


def in_our_time(day: date) -> None:
    """Refuse a day whose year must be a slip of the pen."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValidationError(
            gettext("Du skrev %(day)s. Vælg en dag mellem %(first)s og %(last)s.")
            % {"day": danish_date(day), "first": FIRST_YEAR, "last": LAST_YEAR}
        )


class DayField(forms.DateField):
    """A day somebody works or a unit exists: between 1900 and 2100."""

    widget = forms.DateInput
    default_validators = [in_our_time]


def secret_field(label: Any, *, autocomplete: str, **more: Any) -> forms.CharField:
    """A password as it was typed: hidden, never shortened or trimmed, open to password keepers and pasting."""
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, max_length=256, strip=False, widget=widget, **more)


class SignInForm(KeyedForm):
    """User name and password of a local account."""

    username = forms.CharField(
        label=_("Brugernavn"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "username"})
    )
    password = secret_field(_("Adgangskode"), autocomplete="current-password")


class CodeForm(KeyedForm):
    """A code from the app, or a recovery code."""

    code = forms.CharField(
        label=_("Kode"),
        max_length=40,
        help_text=_("De seks tal i din kodeapp. Har du ikke telefonen, så brug en af dine nødkoder."),
        widget=forms.TextInput(attrs=ONE_TIME),
    )


class FirstCodeForm(KeyedForm):
    """The first code of a new app, beside the sealed secret it belongs to."""

    sealed = forms.CharField(widget=forms.HiddenInput, max_length=1000)
    code = forms.CharField(
        label=_("De seks tal, appen viser nu"), max_length=40, widget=forms.TextInput(attrs=ONE_TIME)
    )


class ConfirmForm(KeyedForm):
    """The password, or a code, of the one who has signed in already."""

    word = secret_field(_("Din adgangskode eller en kode fra din kodeapp"), autocomplete="current-password")


class PressForm(KeyedForm):
    """Nothing but a button."""

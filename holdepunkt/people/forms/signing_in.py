"""Forms about people."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from holdepunkt.ui.forms import KeyedForm
from holdepunkt.ui.jinja import danish_date

FIRST_YEAR, LAST_YEAR = 1900, 2100


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


class SignInForm(KeyedForm):
    """User name and password of a local account."""

    username = forms.CharField(label=_("Brugernavn"), max_length=150)
    password = forms.CharField(label=_("Adgangskode"), widget=forms.PasswordInput, max_length=256)

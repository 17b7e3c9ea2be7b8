"""Forms about people."""

from django import forms
from django.utils.translation import gettext_lazy as _

from holdepunkt.ui.forms import KeyedForm


class SignInForm(KeyedForm):
    """User name and password of a local account."""

    username = forms.CharField(label=_("Brugernavn"), max_length=150)
    password = forms.CharField(label=_("Adgangskode"), widget=forms.PasswordInput, max_length=256)

"""What the page of components shows: one form of every kind, filled, empty and wrong."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from holdepunkt.ui.forms import BigChoices, Chips, KeyedForm

STAGES = [("on_track", _("På sporet")), ("late", _("Forsinket")), ("stopped", _("Stoppet")), ("done", _("Færdig"))]
PASSWORD = forms.PasswordInput(attrs={"autocomplete": "new-password"})
TONES = {"on_track": "good", "late": "late", "stopped": "bad", "done": "done"}
TAKERS = [
    ("citizens", _("Borgere")),
    ("staff", _("Medarbejdere")),
    ("associations", _("Foreninger")),
    ("council", _("Udsatterådet")),
]


class SampleForm(KeyedForm):
    """Every kind of field there is."""

    stage = forms.ChoiceField(label=_("Hvordan går det?"), choices=STAGES, widget=BigChoices(tones=TONES))
    words = forms.CharField(
        label=_("Hvad er der sket i år?"),
        help_text=_("To-tre linjer er nok."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    takers = forms.MultipleChoiceField(label=_("Hvem har været med?"), choices=TAKERS, widget=Chips, required=False)
    title = forms.CharField(label=_("Overskrift"), max_length=60)
    count = forms.IntegerField(label=_("Hvor mange?"), min_value=0, required=False)
    day = forms.DateField(label=_("Hvornår?"), required=False)
    mail = forms.EmailField(label=_("E-mail"), required=False)
    secret = forms.CharField(label=_("Adgangskode"), widget=PASSWORD, required=False)
    unit = forms.ChoiceField(label=_("Hvilken afdeling?"), choices=[("", "–"), ("job", "Job"), ("home", _("Bolig"))])
    themes = forms.MultipleChoiceField(label=_("Temaer"), choices=TAKERS, required=False)
    openness = forms.ChoiceField(
        label=_("Hvem må se det?"), choices=[("all", _("Alle")), ("us", _("Kun afdelingen"))], widget=forms.RadioSelect
    )
    partners = forms.MultipleChoiceField(
        label=_("Hvem samarbejder I med?"), choices=TAKERS, widget=forms.CheckboxSelectMultiple, required=False
    )
    agreed = forms.BooleanField(
        label=_("Lederen har set det"), help_text=_("Det kan vente til i morgen."), required=False
    )
    paper = forms.FileField(label=_("Bilag"), required=False)


def samples() -> dict[str, Any]:
    """Build what the page of components needs beside its own words."""
    filled = {"stage": "on_track", "takers": ["citizens"], "openness": "us", "day": date(2021, 3, 1)}
    return {
        "fresh_form": SampleForm(initial=filled, prefix="a"),
        "wrong_form": SampleForm({"b-mail": "asta", "b-count": "-1", "b-stage": "?", "b-partners": "?"}, prefix="b"),
    }

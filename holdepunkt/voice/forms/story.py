"""Forms about stories: telling one, the yes, and taking care of it."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from holdepunkt import clock
from holdepunkt.ui.forms import KeyedForm
from holdepunkt.voice.labels import choices
from holdepunkt.voice.rules.story import LONGEST_STORY, NamedAs


def story_field(label: Any, rows: int = 10) -> forms.CharField:
    """A field for somebody's own story."""
    return forms.CharField(
        label=label, max_length=LONGEST_STORY, widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={
            "required": gettext_lazy("Skriv din fortælling. Den må gerne være kort."),
            "max_length": gettext_lazy("Den er for lang. Skriv det vigtigste."),
        },
    )  # fmt: skip


class StoryForm(KeyedForm):
    """The public form: the story, the name beside it, and how we find the person if they want."""

    words = story_field(gettext_lazy("Din fortælling, med dine egne ord"))
    named_as = forms.ChoiceField(
        label=gettext_lazy("Hvilket navn skal der stå?"), choices=choices(NamedAs), widget=forms.RadioSelect,
        initial=NamedAs.NO_NAME.value,
    )  # fmt: skip
    name = forms.CharField(
        label=gettext_lazy("Navnet"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    reach = forms.CharField(
        label=gettext_lazy("Hvor finder vi dig, hvis vi vil spørge om noget?"), required=False, max_length=400,
        help_text=gettext_lazy("Mail, telefon eller et sted, hvor du kommer. Du må gerne lade det stå tomt."),
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """A name that shall stand there must be written."""
        cleaned = super().clean() or {}
        if cleaned.get("named_as") not in (None, "", NamedAs.NO_NAME) and not cleaned.get("name", "").strip():
            self.add_error("name", _("Skriv navnet. Eller vælg, at der ikke skal stå et navn."))
        return cleaned


class StoryEntryForm(StoryForm):
    """Writing a story in together with its person."""

    told_on = forms.DateField(label=gettext_lazy("Hvornår blev den fortalt?"), widget=forms.DateInput)

    def __init__(self, *args: Any, **more: Any) -> None:
        more["initial"] = {"told_on": clock.today()} | (more.get("initial") or {})
        super().__init__(*args, **more)
        self.fields["words"].label = _("Fortællingen, med personens egne ord")
        self.fields["reach"].label = _("Hvor finder vi personen?")


class PaperYesForm(KeyedForm):
    """The signed paper: when, and in which case it is kept."""

    given_on = forms.DateField(label=gettext_lazy("Hvornår skrev personen under?"), widget=forms.DateInput)
    kept_at = forms.CharField(
        label=gettext_lazy("I hvilken sag ligger papiret?"), max_length=120,
        help_text=gettext_lazy("Sagens nummer. Læg selve papiret i sagssystemet, ikke her."),
    )  # fmt: skip


class MaskForm(KeyedForm):
    """The story without what is personal about others, and why."""

    words = story_field(gettext_lazy("Fortællingen, som den skal stå"))
    why = forms.CharField(
        label=gettext_lazy("Hvorfor er noget taget ud?"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Det står ved fortællingen. Skriv ikke det, du tager ud."),
    )  # fmt: skip

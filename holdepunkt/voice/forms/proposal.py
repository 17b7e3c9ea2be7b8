"""Forms about proposals: the public one, which is short, and those of the people who handle them."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from holdepunkt import clock
from holdepunkt.people.models import Unit
from holdepunkt.ui.forms import BigChoices, KeyedForm
from holdepunkt.voice.actions.proposal import Contact
from holdepunkt.voice.labels import choices
from holdepunkt.voice.models import AdvisoryCouncil, Theme
from holdepunkt.voice.rules.proposal import (
    BESIDE,
    LONGEST_WORDS,
    CameBy,
    ProposalKind,
    StepKind,
    Way,
    phone_digits,
    read_number,
)

KINDS = [
    (ProposalKind.IDEA.value, gettext_lazy("Jeg har et forslag")),
    (ProposalKind.PROBLEM.value, gettext_lazy("Noget er galt")),
    (ProposalKind.PRAISE.value, gettext_lazy("Noget er godt")),
]
NO_WAY = "none"
WAYS = [
    (NO_WAY, gettext_lazy("Nej. Jeg vil være anonym")),
    (Way.MAIL.value, gettext_lazy("Ja, på mail")),
    (Way.SMS.value, gettext_lazy("Ja, på SMS")),
    (Way.LETTER.value, gettext_lazy("Ja, med et brev")),
    (Way.PLACE.value, gettext_lazy("Ja, et sted, hvor jeg kommer")),
]
TOO_LONG = gettext_lazy("Det er for langt til ét forslag. Del det i to, eller skriv det kortere.")


def words_field(label: Any, **more: Any) -> forms.CharField:
    """A field for somebody's own words."""
    return forms.CharField(
        label=label, max_length=LONGEST_WORDS, widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"max_length": TOO_LONG, "required": gettext_lazy("Skriv, hvad du vil sige. Det må gerne være kort.")},
        **more,
    )  # fmt: skip


class ContactForm(KeyedForm):
    """How the sender wants to hear from us: one choice and one field."""

    way = forms.ChoiceField(
        label=gettext_lazy("Vil du have svar?"), choices=WAYS, widget=forms.RadioSelect, initial=NO_WAY
    )
    reach = forms.CharField(
        label=gettext_lazy("Hvor finder vi dig?"), required=False, max_length=400,
        help_text=gettext_lazy("Din mail, dit telefonnummer, dit navn og din adresse, eller navnet på stedet."),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )  # fmt: skip

    or_else: Any = gettext_lazy("Skriv, hvor vi finder dig. Eller vælg, at du vil være anonym.")

    def clean(self) -> dict[str, Any]:
        """What was written must fit the chosen way."""
        cleaned = super().clean() or {}
        if problem := _problem(cleaned.get("way", ""), cleaned.get("reach", "").strip(), str(self.or_else)):
            self.add_error("reach", problem)
        return cleaned

    @property
    def contact(self) -> Contact | None:
        """How to reach the sender; None when the sender wants no answer. Then nothing is kept."""
        way, reach = self.cleaned_data["way"], self.cleaned_data["reach"].strip()
        if way == NO_WAY:
            return None
        field = {"mail": "mail", "sms": "phone", "letter": "address", "place": "place"}[way]
        return Contact(way=Way(way), **{field: reach})


def _problem(way: str, reach: str, or_else: str) -> str:
    if way in ("", NO_WAY):
        return ""
    if not reach:
        return or_else
    if way == Way.MAIL and not _is_mail(reach):
        return _("Det ligner ikke en mail. Den skal se sådan ud: navn@eksempel.dk")
    if way == Way.SMS and not phone_digits(reach):
        return _("Det ligner ikke et telefonnummer. Skriv otte tal.")
    if way == Way.PLACE and len(reach) > 200:
        return _("Skriv kun navnet på stedet, og hvad du vil kaldes.")
    return ""


def _is_mail(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= 254


class ProposalForm(ContactForm):
    """The public form: what it is, the words, and whether one wants an answer."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Hvad er det?"), choices=KINDS, widget=BigChoices, initial=ProposalKind.IDEA.value
    )
    words = words_field(gettext_lazy("Skriv det med dine egne ord"))
    field_order = ["kind", "words", "way", "reach"]


class CodeForm(forms.Form):
    """The code that opens one's own proposal."""

    code = forms.CharField(
        label=gettext_lazy("Din kode"), max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": gettext_lazy("Skriv koden.")},
    )  # fmt: skip


class EntryForm(ContactForm):
    """Writing a proposal in on somebody's behalf."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Hvad er det?"), choices=KINDS, widget=BigChoices, initial=ProposalKind.IDEA.value
    )
    words = words_field(gettext_lazy("Med personens egne ord"))
    came_by = forms.ChoiceField(
        label=gettext_lazy("Hvordan kom det?"), choices=[row for row in choices(CameBy) if row[0] != CameBy.WEB],
        initial=CameBy.STAFF.value,
    )  # fmt: skip
    card = forms.CharField(
        label=gettext_lazy("Nummer på kortet"), required=False, max_length=20,
        help_text=gettext_lazy("Kun når det kom på et postkort, for eksempel 17-2021."),
    )  # fmt: skip
    council: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        label=gettext_lazy("Hvilket råd?"), queryset=None, required=False,
        help_text=gettext_lazy("Kun når rådet selv foreslår det."),
    )  # fmt: skip
    heard_at = forms.CharField(label=gettext_lazy("Hvilket møde?"), required=False, max_length=200)
    received_on = forms.DateField(label=gettext_lazy("Hvornår?"), widget=forms.DateInput)
    field_order = ["kind", "words", "came_by", "card", "council", "heard_at", "received_on", "way", "reach"]

    def __init__(self, *args: Any, councils: QuerySet[AdvisoryCouncil], **more: Any) -> None:
        more["initial"] = {"received_on": clock.today()} | (more.get("initial") or {})
        super().__init__(*args, **more)
        self.fields["council"].queryset = councils  # type: ignore[attr-defined]
        self.fields["way"].label = _("Vil personen have svar?")

    def clean(self) -> dict[str, Any]:
        """A card is known by its number."""
        cleaned = super().clean()
        if cleaned.get("came_by") == CameBy.POSTCARD and not read_number(cleaned.get("card", "")):
            self.add_error("card", _("Skriv nummeret på kortet, for eksempel 17-2021."))
        if cleaned.get("came_by") == CameBy.COUNCIL and not cleaned.get("council"):
            there = list(self.fields["council"].queryset[:2])  # type: ignore[attr-defined]
            if len(there) > 1:
                self.add_error("council", _("Vælg, hvilket råd der foreslår det."))
            cleaned["council"] = there[0] if len(there) == 1 else None
        return cleaned


class UnitLabels(forms.ModelChoiceField):
    """Units by their names."""


class StepForm(KeyedForm):
    """One step of the path; which fields it has is what the step needs."""

    unit = UnitLabels(label=gettext_lazy("Enhed"), queryset=None)
    words = forms.CharField(
        label=gettext_lazy("Ord"), max_length=LONGEST_WORDS, widget=forms.Textarea(attrs={"rows": 6})
    )

    def __init__(self, *args: Any, kind: StepKind, units: QuerySet[Unit], **more: Any) -> None:
        super().__init__(*args, **more)
        unit, words = self.fields["unit"], self.fields["words"]
        unit.queryset = units  # type: ignore[attr-defined]
        unit.required = kind in (StepKind.READ, StepKind.WITH_COUNCIL)
        words.label = WORDS_LABELS.get(kind, "")
        words.required = kind != StepKind.PASSED_ON
        unit.label = UNIT_LABELS.get(kind, "")
        if kind not in UNIT_LABELS:
            del self.fields["unit"]
        if kind not in WORDS_LABELS:
            del self.fields["words"]


UNIT_LABELS = {
    StepKind.READ: gettext_lazy("Hvem skal svare?"),
    StepKind.WITH_COUNCIL: gettext_lazy("Hvilket råd?"),
    StepKind.PASSED_ON: gettext_lazy("Til hvem i kommunen?"),
}
WORDS_LABELS = {
    StepKind.ANSWERED: gettext_lazy("Svaret, som alle kan læse"),
    StepKind.PASSED_ON: gettext_lazy("Til hvem, og hvad sker der nu?"),
    StepKind.NOT_NOW: gettext_lazy("Hvorfor ikke nu?"),
    StepKind.REMOVED: gettext_lazy("Hvorfor bliver det fjernet?"),
}


NOBODY_TO_DELETE = gettext_lazy("Vi har ingen afsender her længere. Der er ikke noget at slette.")


class WhyForm(KeyedForm):
    """One reason."""

    why = forms.CharField(label=gettext_lazy("Hvorfor?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class OptionalWhyForm(KeyedForm):
    """A reason that may be left out, to release, and must be given, to drop."""

    what = forms.ChoiceField(
        label=gettext_lazy("Hvad skal der ske med bunken?"), widget=forms.RadioSelect,
        choices=[("release", gettext_lazy("Slip den: hvert forslag går sin vej")), ("drop", gettext_lazy("Læg den til side"))],
    )  # fmt: skip
    why = forms.CharField(
        label=gettext_lazy("Hvorfor?"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class HideForm(KeyedForm):
    """The words as they are to stand, and why something is hidden."""

    words = forms.CharField(
        label=gettext_lazy("Teksten, som alle skal se den"), required=False, max_length=LONGEST_WORDS,
        help_text=gettext_lazy("Skriv fx [et navn] dér, hvor noget er taget ud."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )  # fmt: skip
    is_threat = forms.BooleanField(label=gettext_lazy("Det er en trussel. Vis slet ikke teksten"), required=False)
    why = forms.CharField(
        label=gettext_lazy("Hvorfor?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Det står på den offentlige side. Skriv ikke det, du skjuler."),
    )  # fmt: skip


class ThemeForm(KeyedForm):
    """Under which theme a proposal stands: one that is there, or a new one."""

    theme: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        label=gettext_lazy("Tema"), queryset=None, required=False
    )
    new = forms.CharField(label=gettext_lazy("Eller et nyt tema"), required=False, max_length=120)

    def __init__(self, *args: Any, themes: QuerySet[Theme], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["theme"].queryset = themes  # type: ignore[attr-defined]


class ThemeAnswerForm(KeyedForm):
    """The same step for every proposal of a theme."""

    kind = forms.ChoiceField(label=gettext_lazy("Hvad bliver svaret?"), widget=forms.RadioSelect, choices=[
        (StepKind.ANSWERED.value, gettext_lazy("Et svar")), (StepKind.NOT_NOW.value, gettext_lazy("Ikke nu, fordi")),
    ])  # fmt: skip
    words = forms.CharField(
        label=gettext_lazy("Svaret, som alle kan læse"),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class CardsForm(KeyedForm):
    """How many cards to print."""

    count = forms.IntegerField(label=gettext_lazy("Hvor mange kort?"), min_value=1, max_value=100, initial=8)


class SettingForm(KeyedForm):
    """The municipality's deadlines for proposals."""

    answer_days = forms.IntegerField(label=gettext_lazy("Arbejdsdage til et svar"), min_value=1, max_value=250)
    contact_months = forms.IntegerField(
        label=gettext_lazy("Måneder, vi kender afsenderen efter det sidste skridt"), min_value=1, max_value=60
    )
    reader: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        label=gettext_lazy("Hvem læser først?"), queryset=None, required=False
    )

    def __init__(self, *args: Any, units: QuerySet[Unit], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["reader"].queryset = units  # type: ignore[attr-defined]


class LookForm(forms.Form):
    """What one looks for among the proposals."""

    ord = forms.CharField(label=gettext_lazy("Ord eller nummer"), required=False, max_length=100)
    standing = forms.ChoiceField(label=gettext_lazy("Hvor det er"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Slags"), required=False)
    came_by = forms.ChoiceField(label=gettext_lazy("Hvordan det kom"), required=False)
    unit: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        label=gettext_lazy("Hvem der svarer"), queryset=None, required=False
    )
    theme: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        label=gettext_lazy("Tema"), queryset=None, required=False
    )
    late = forms.BooleanField(label=gettext_lazy("Kun dem uden svar efter fristen"), required=False)

    def __init__(self, *args: Any, units: QuerySet[Unit], themes: QuerySet[Theme], **more: Any) -> None:
        super().__init__(*args, **more)
        every = [("", _("Alle"))]
        self.fields["standing"].choices = every + [  # type: ignore[attr-defined]
            row for row in choices(StepKind) if row[0] not in BESIDE
        ]
        self.fields["kind"].choices = every + choices(ProposalKind)  # type: ignore[attr-defined]
        self.fields["came_by"].choices = every + choices(CameBy)  # type: ignore[attr-defined]
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["theme"].queryset = themes  # type: ignore[attr-defined]

"""Forms about hearings: the public one, those of the council's room, and those of whoever keeps the hearing."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from holdepunkt.people.models import Unit
from holdepunkt.ui.forms import Chips, KeyedForm
from holdepunkt.voice.forms.proposal import ContactForm, words_field
from holdepunkt.voice.hearing_words import choices
from holdepunkt.voice.models import CouncilMember, Hearing, HearingPassage, HearingTheme
from holdepunkt.voice.rules.hearing import LONGEST_PASSAGE, LONGEST_TEXT, Audience, Ground, Outcome, passages_of
from holdepunkt.voice.rules.proposal import LONGEST_WORDS

WHOLE = "0"


def long_text(label: Any, rows: int = 6, most: int = LONGEST_WORDS, **more: Any) -> forms.CharField:
    """A field for more than a line."""
    return forms.CharField(label=label, max_length=most, widget=forms.Textarea(attrs={"rows": rows}), **more)


def parts(passages: Iterable[HearingPassage]) -> list[tuple[str, str]]:
    """What one can answer: each passage, or the whole."""
    return [(str(row.pk), str(row)) for row in passages]


class HearingForm(KeyedForm):
    """A hearing's own words and days."""

    title = forms.CharField(label=gettext_lazy("Hvad handler høringen om?"), max_length=300)
    plain = long_text(
        gettext_lazy("Kort og let at læse"), 8, LONGEST_TEXT, required=False,
        help_text=gettext_lazy("Højst én side. Hvad vil vi, hvem rører det, og hvad vil vi gerne vide?"),
    )  # fmt: skip
    due_on = forms.DateField(label=gettext_lazy("Svar senest"), widget=forms.DateInput)
    audience = forms.ChoiceField(
        label=gettext_lazy("Hvem må svare?"), choices=choices(Audience), widget=forms.RadioSelect,
        initial=Audience.ANYONE.value,
        help_text=gettext_lazy("Vælg »alle«, og høringen får en side, som alle kan læse."),
    )  # fmt: skip
    touches_disability = forms.BooleanField(
        label=gettext_lazy("Det rører mennesker med handicap"), required=False, initial=True,
        help_text=gettext_lazy("Så skal handicaprådet høres. Det siger loven."),
    )  # fmt: skip
    case_number = forms.CharField(label=gettext_lazy("Sagsnummer"), required=False, max_length=60)


class NewHearingForm(HearingForm):
    """The same, with the text that is heard, pasted in."""

    text = long_text(
        gettext_lazy("Teksten, der er i høring"), 14, LONGEST_TEXT, required=False,
        help_text=gettext_lazy("Sæt den ind. En tom linje begynder et nyt afsnit."),
    )  # fmt: skip
    field_order = ["title", "plain", "text", "due_on", "audience", "touches_disability", "case_number"]

    def clean_text(self) -> str:
        """Each passage must be short enough to be answered."""
        return _cut(self.cleaned_data["text"])


def _cut(text: str) -> str:
    if any(len(part.text) > LONGEST_PASSAGE for part in passages_of(text)):
        raise ValidationError(_("Et afsnit er for langt. Lav en tom linje, hvor det kan deles."))
    return text


class PasteForm(KeyedForm):
    """More passages of a draft."""

    text = long_text(
        gettext_lazy("Teksten"), 14, LONGEST_TEXT, help_text=gettext_lazy("En tom linje begynder et nyt afsnit.")
    )

    def clean_text(self) -> str:
        """Each passage must be short enough to be answered."""
        return _cut(self.cleaned_data["text"])


class PassageForm(KeyedForm):
    """One passage of a draft."""

    heading = forms.CharField(label=gettext_lazy("Overskrift"), required=False, max_length=300)
    text = long_text(gettext_lazy("Tekst"), 8, LONGEST_PASSAGE)
    audience = forms.ChoiceField(
        label=gettext_lazy("Hvem må svare på det her?"), choices=choices(Audience), widget=forms.RadioSelect
    )


class BodyForm(KeyedForm):
    """Whom to ask: one of the municipality's units, or somebody by name."""

    unit: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        label=gettext_lazy("Et råd eller en anden enhed"), queryset=None, required=False
    )
    name = forms.CharField(
        label=gettext_lazy("Eller en, som ikke er på listen"), required=False, max_length=200,
        help_text=gettext_lazy("De får en kode, som de svarer med. Den står på den næste side, kun én gang."),
    )  # fmt: skip
    ground = forms.ChoiceField(
        label=gettext_lazy("Hvorfor spørger vi dem?"), choices=choices(Ground), initial=Ground.AGREEMENT.value,
        widget=forms.RadioSelect,
    )  # fmt: skip
    source = forms.CharField(label=gettext_lazy("Hvor står det?"), required=False, max_length=300)

    def __init__(self, *args: Any, units: QuerySet[Unit], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """One of the two, and not both."""
        cleaned = super().clean() or {}
        if bool(cleaned.get("unit")) == bool(cleaned.get("name", "").strip()):
            self.add_error("unit", _("Vælg en enhed, eller skriv et navn. Kun ét af dem."))
        return cleaned


class AnywayForm(KeyedForm):
    """Why it is sent although something speaks against it."""

    why_anyway = long_text(
        gettext_lazy("Hvorfor alligevel?"), 3, 2000, required=False,
        help_text=gettext_lazy("Kun når noget mangler. Det står på siden."),
    )  # fmt: skip


class ExtendForm(KeyedForm):
    """A later deadline, and why."""

    due_on = forms.DateField(label=gettext_lazy("Ny frist"), widget=forms.DateInput)
    why = long_text(gettext_lazy("Hvorfor?"), 3, 2000, help_text=gettext_lazy("Det står på siden."))


class ReasonForm(KeyedForm):
    """A reason that everybody may read."""

    why = long_text(gettext_lazy("Hvorfor?"), 3, 2000, help_text=gettext_lazy("Det står på siden."))


class AnswerForm(ContactForm):
    """The public form: which part, the words, and whether one wants to hear what came of it."""

    part = forms.ChoiceField(label=gettext_lazy("Hvad svarer du på?"))
    words = words_field(gettext_lazy("Skriv det med dine egne ord"))
    code = forms.CharField(
        label=gettext_lazy("Har vi inviteret dig? Skriv koden"), required=False, max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )  # fmt: skip
    field_order = ["part", "words", "way", "reach", "code"]

    def __init__(self, *args: Any, passages: Iterable[HearingPassage], **more: Any) -> None:
        super().__init__(*args, **more)
        self.rows = {str(row.pk): row for row in passages}
        self.fields["part"].choices = [(WHOLE, _("Det hele")), *parts(self.rows.values())]  # type: ignore[attr-defined]

    @property
    def passage(self) -> HearingPassage | None:
        """The passage that is answered; None is the whole."""
        return self.rows.get(self.cleaned_data["part"])


class NotedAnswerForm(ContactForm):
    """Writing in an answer that came on paper."""

    part = forms.ChoiceField(label=gettext_lazy("Hvad svarer de på?"))
    words = words_field(gettext_lazy("Med deres egne ord"))
    received_on = forms.DateField(label=gettext_lazy("Hvornår kom det?"), widget=forms.DateInput)
    field_order = ["part", "words", "received_on", "way", "reach"]

    def __init__(self, *args: Any, passages: Iterable[HearingPassage], **more: Any) -> None:
        super().__init__(*args, **more)
        self.rows = {str(row.pk): row for row in passages}
        self.fields["part"].choices = [(WHOLE, _("Det hele")), *parts(self.rows.values())]  # type: ignore[attr-defined]

    @property
    def passage(self) -> HearingPassage | None:
        """The passage that is answered; None is the whole."""
        return self.rows.get(self.cleaned_data["part"])


class CommentForm(KeyedForm):
    """What a member says; whoever keeps the council chooses whose words it is."""

    member: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        label=gettext_lazy("Hvem siger det?"), queryset=None, required=False
    )
    part = forms.ChoiceField(label=gettext_lazy("Om hvilket afsnit?"))
    words = words_field(gettext_lazy("Hvad mener du?"))

    def __init__(
        self, *args: Any, passages: Iterable[HearingPassage], members: QuerySet[CouncilMember] | None, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.rows = {str(row.pk): row for row in passages}
        self.fields["part"].choices = [(WHOLE, _("Det hele")), *parts(self.rows.values())]  # type: ignore[attr-defined]
        if members is None:
            del self.fields["member"]
        else:
            self.fields["member"].queryset = members  # type: ignore[attr-defined]
            self.fields["member"].required = True

    @property
    def passage(self) -> HearingPassage | None:
        """The passage that is spoken of; None is the whole."""
        return self.rows.get(self.cleaned_data["part"])


class DraftForm(KeyedForm):
    """A body's answer, part by part; what is left empty is not answered."""

    def __init__(self, *args: Any, passages: Iterable[HearingPassage], **more: Any) -> None:
        super().__init__(*args, **more)
        self.names = {"whole": ""}
        self.fields["whole"] = long_text(_("Til det hele"), 6, LONGEST_WORDS, required=False)
        for row in passages:
            self.names[f"part_{row.pk}"] = row.key
            self.fields[f"part_{row.pk}"] = long_text(str(row), 3, LONGEST_WORDS, required=False)

    @property
    def texts(self) -> dict[str, str]:
        """What was written, by the passages' keys."""
        return {key: self.cleaned_data.get(name, "") for name, key in self.names.items()}

    def values_of(self, draft: dict[str, str]) -> dict[str, str]:
        """A draft under the form's field names."""
        return {name: draft.get(key, "") for name, key in self.names.items()}


class SendForm(DraftForm):
    """The same when it is sent: who decided it, on which day."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["decided_by"] = forms.CharField(
            label=_("Hvem har bestemt svaret?"), max_length=200,
            help_text=_("For eksempel »Rådet på mødet« eller »Formanden«."),
            error_messages={"required": _("Skriv, hvem der har bestemt svaret.")},
        )  # fmt: skip
        self.fields["decided_on"] = forms.DateField(
            label=_("Hvornår?"), widget=_day(), error_messages={"required": _("Skriv, hvilken dag det blev bestemt.")}
        )


def _day() -> forms.DateInput:
    widget = forms.DateInput(format="%Y-%m-%d")
    widget.input_type = "date"
    return widget


class GatherForm(KeyedForm):
    """Under which themes an answer stands: some that are there, or a new one."""

    themes: forms.ModelMultipleChoiceField[Any] = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Temaer"), queryset=None, required=False, widget=Chips
    )
    new = forms.CharField(label=gettext_lazy("Eller et nyt tema"), required=False, max_length=120)

    def __init__(self, *args: Any, hearing: Hearing, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["themes"].queryset = hearing.themes.order_by("sort_key", "pk")  # type: ignore[attr-defined]


class NewThemeForm(KeyedForm):
    """The name of a theme."""

    name = forms.CharField(label=gettext_lazy("Hvad hedder temaet?"), max_length=120)


class HearingThemeForm(KeyedForm):
    """The closing answer to a theme."""

    name = forms.CharField(label=gettext_lazy("Temaets navn"), max_length=120)
    outcome = forms.ChoiceField(
        label=gettext_lazy("Hvad førte det til?"), required=False, widget=forms.RadioSelect,
        choices=[("", gettext_lazy("ikke afgjort endnu")), *choices(Outcome)],
    )  # fmt: skip
    words = long_text(
        gettext_lazy("Vores svar"), 5, required=False,
        help_text=gettext_lazy("Hvad er ændret? Eller hvorfor ikke? Alle, der svarede, får det at vide."),
    )  # fmt: skip


def theme_values(row: HearingTheme) -> dict[str, Any]:
    """A theme under the form's field names."""
    return {"name": row.name, "outcome": row.outcome, "words": row.words, "_version": row.version}


def hearing_values(row: Hearing) -> dict[str, Any]:
    """A hearing under the form's field names."""
    names = ("title", "plain", "due_on", "audience", "touches_disability", "case_number")
    return {name: getattr(row, name) for name in names} | {"_version": row.version}

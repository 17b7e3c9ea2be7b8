"""Forms about gatherings: planning one, signing up, what was heard, and what came of it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from holdepunkt.people.models import Unit
from holdepunkt.ui.forms import BigChoices, Chips, KeyedForm
from holdepunkt.voice.forms.council import paragraphs
from holdepunkt.voice.forms.meeting import Clock
from holdepunkt.voice.forms.proposal import KINDS, NO_WAY, ContactForm
from holdepunkt.voice.gathering_words import choices
from holdepunkt.voice.models import Gathering, HeardLine
from holdepunkt.voice.rules.gathering import LONGEST_LINE, MOST_COMPANIONS, GatheringKind, Need
from holdepunkt.voice.rules.proposal import ProposalKind, Way

SIGN_UP_WAYS = [
    (NO_WAY, _("Nej, det behøver I ikke")),
    (Way.MAIL.value, _("Ja, på mail")),
    (Way.SMS.value, _("Ja, på SMS")),
    (Way.LETTER.value, _("Ja, med et brev")),
    (Way.PLACE.value, _("Ja, et sted, hvor jeg kommer")),
]


class GatheringForm(KeyedForm):
    """What a gathering is, when and where, and who may come."""

    kind = forms.ChoiceField(label=_("Hvad er det?"), choices=choices(GatheringKind), initial=GatheringKind.THEME.value)
    title = forms.CharField(label=_("Titel"), max_length=200)
    purpose = paragraphs(
        _("Hvad skal mødet bruges til?"), hint=_("Skriv det, så den, der overvejer at komme, forstår det.")
    )
    meets_on = forms.DateField(label=_("Dag"), widget=forms.DateInput)
    begins_at = forms.TimeField(label=_("Begynder"), required=False, widget=Clock)
    ends_at = forms.TimeField(label=_("Slutter"), required=False, widget=Clock)
    place = forms.CharField(label=_("Sted"), required=False, max_length=200)
    practical = paragraphs(_("Praktisk"), hint=_("Mad, kørsel, adgang med hjul, hvem man ringer til."))
    department: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        label=_("Dialog med"), queryset=None, required=False, empty_label=_("Ingen bestemt afdeling")
    )
    seats = forms.IntegerField(
        label=_("Pladser"), required=False, min_value=1, max_value=5000, help_text=_("Tomt: vi tæller ikke pladser.")
    )
    sign_up_until = forms.DateField(label=_("Tilmelding senest"), required=False, widget=forms.DateInput)
    is_public = forms.BooleanField(
        label=_("Alle må komme, og mødet står på den offentlige side"), required=False, initial=True
    )

    def __init__(self, *args: Any, units: QuerySet[Unit], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["department"].queryset = units  # type: ignore[attr-defined]


def gathering_values(row: Gathering) -> dict[str, Any]:
    """A gathering's values under the form's field names."""
    names = [name for name in GatheringForm.base_fields if not name.startswith("_") and name != "department"]
    own = {name: getattr(row, name) for name in names}
    return own | {"department": row.department_id, "_version": row.version}


class SignUpForm(ContactForm):
    """Signing up: nothing but how many is asked; the rest is offered."""

    name = forms.CharField(
        label=_("Hvad vil du kaldes?"), required=False, max_length=120, help_text=_("Et fornavn er nok."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    companions = forms.IntegerField(
        label=_("Hvor mange har du med?"), min_value=0, max_value=MOST_COMPANIONS, initial=0, required=False,
        help_text=_("Skriv 0, hvis du kommer alene."),
        error_messages={
            "invalid": _("Skriv et tal."), "max_value": _("Er I flere end ti, så ring til os."), "min_value": _("Skriv 0 eller mere.")},
    )  # fmt: skip
    needs = forms.MultipleChoiceField(
        label=_("Har du brug for noget?"), choices=choices(Need), widget=Chips, required=False
    )
    other_needs = forms.CharField(
        label=_("Andet, vi skal vide"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    field_order = ["name", "companions", "needs", "other_needs", "way", "reach"]
    or_else = _("Skriv, hvor vi finder dig. Eller vælg, at vi ikke skal skrive.")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["way"].label = _("Skal vi skrive til dig om mødet?")
        self.fields["way"].choices = SIGN_UP_WAYS  # type: ignore[attr-defined]

    @property
    def told(self) -> dict[str, Any]:
        """What was written, fit for the action."""
        said = {name: self.cleaned_data[name] for name in ("name", "needs", "other_needs")}
        return said | {"companions": self.cleaned_data["companions"] or 0, "contact": self.contact}


class HeardForm(KeyedForm):
    """One huge field; Enter saves."""

    words = forms.CharField(
        label=_("Hvad blev der sagt?"), max_length=LONGEST_LINE,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autofocus": True}),
        error_messages={"required": _("Skriv, hvad der blev sagt."), "max_length": _("Det er for langt til én linje. Del det i to.")},
    )  # fmt: skip
    goes_on = forms.BooleanField(label=_("Det skal blive til et forslag, som får et svar"), required=False)


class ChangeHeardForm(KeyedForm):
    """A line mended, and what it is about."""

    words = forms.CharField(
        label=_("Det, der blev sagt"), max_length=LONGEST_LINE, widget=forms.Textarea(attrs={"rows": 4})
    )
    theme_word = forms.CharField(label=_("Tema, i et ord eller to"), required=False, max_length=60)
    goes_on = forms.BooleanField(label=_("Det skal blive til et forslag, som får et svar"), required=False)


def heard_values(row: HeardLine) -> dict[str, Any]:
    """A line's values under the form's field names."""
    return {"words": row.words, "theme_word": row.theme_word, "goes_on": row.goes_on, "_version": row.version}


class HideHeardForm(KeyedForm):
    """Why a line is not shown."""

    because = paragraphs(
        _("Hvorfor bliver linjen ikke vist?"),
        hint=_("Det står på siden. Skriv ikke det, du skjuler."),
        required=True,
        rows=2,
    )


class GroupForm(KeyedForm):
    """A theme word, and the lines that are about it."""

    theme_word = forms.CharField(label=_("Tema, i et ord eller to"), max_length=60)
    lines = forms.MultipleChoiceField(
        label=_("Linjer"), widget=forms.CheckboxSelectMultiple, error_messages={"required": _("Vælg mindst én linje.")}
    )

    def __init__(self, *args: Any, lines: Iterable[HeardLine], **more: Any) -> None:
        super().__init__(*args, **more)
        self.rows = {str(row.number): row for row in lines}
        self.fields["lines"].choices = [  # type: ignore[attr-defined]
            (key, f"{key}. {row.words}" + (f" ({row.theme_word})" if row.theme_word else ""))
            for key, row in self.rows.items()
        ]

    @property
    def chosen(self) -> list[HeardLine]:
        """The lines that were chosen."""
        return [self.rows[key] for key in self.cleaned_data["lines"]]


class BecomeProposalForm(ContactForm):
    """What a line is, as a proposal; and where the person wants the answer, asked for at the table."""

    or_else = _("Skriv, hvor vi finder personen. Eller vælg nej.")
    kind = forms.ChoiceField(label=_("Hvad er det?"), choices=KINDS, widget=BigChoices, initial=ProposalKind.IDEA.value)
    field_order = ("kind", "way", "reach")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["way"].label = _("Vil personen have svar?")


class OutcomeForm(KeyedForm):
    """What came of it, in a paragraph."""

    came_of_it = paragraphs(
        _("Hvad kom der ud af det?"), rows=5,
        hint=_("Et par sætninger. De står på mødets side og dér, hvor politikken nævner mødet."),
    )  # fmt: skip


def outcome_values(row: Gathering) -> dict[str, Any]:
    """What is written of what came of it."""
    return {"came_of_it": row.came_of_it, "_version": row.version}

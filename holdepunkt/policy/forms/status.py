"""Forms of the status round: open it, answer it, read a Word form back, send it back."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from holdepunkt import clock
from holdepunkt.policy.labels import label
from holdepunkt.policy.models import Figure, LockedStatus, StatusNote
from holdepunkt.policy.rules.kinds import STATABLE, EffortStage
from holdepunkt.policy.rules.plan import figure_must_hide
from holdepunkt.policy.rules.status import Computed, needs_sentence
from holdepunkt.policy.rules.typed_figure import Typed, read_figure
from holdepunkt.policy.status_words import CHIPS, TONES, figure_words, typed_again, why
from holdepunkt.ui.forms import BigChoices, Chips, KeyedForm
from holdepunkt.ui.jinja import danish_date

LARGEST_UPLOAD = 5 * 1024 * 1024
FIGURE_FIELDS = ("figure_value", "figure_source", "figure_date")


def _words(text: Any, rows: int = 4) -> forms.CharField:
    return forms.CharField(label=text, required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": rows}))


class StatusForm(KeyedForm):
    """The two-minute form of one effort. Last year's words stand above each empty field."""

    stated = forms.ChoiceField(label=gettext_lazy("Hvordan går det?"), widget=BigChoices(tones=TONES))
    happened = _words(gettext_lazy("Hvad er der sket?"))
    took_part = forms.MultipleChoiceField(
        label=gettext_lazy("Hvem var med?"), widget=Chips, required=False, choices=list(CHIPS.items())
    )
    figure_value = forms.CharField(required=False, max_length=40)
    figure_source = forms.CharField(label=gettext_lazy("Hvor kommer tallet fra?"), required=False, max_length=200)
    figure_date = forms.DateField(
        label=gettext_lazy("Hvilken dag er tallet gjort op?"), required=False, widget=forms.DateInput
    )
    hindrance = _words(gettext_lazy("Hvad står i vejen?"), 2)
    next_step = _words(gettext_lazy("Hvad er næste skridt?"), 2)
    differs_because = _words(gettext_lazy("Hvorfor er det anderledes, end datoerne siger?"), 2)
    came_by = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)

    def __init__(self, data: Any = None, *, note: StatusNote, computed: Computed, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.effort, self.computed = note.effort, computed
        self._offer_stages()
        self._ask_for_figure()
        self.fields["differs_because"].help_text = _("Kun hvis du vælger noget andet end ”%(stage)s”. %(why)s") % {
            "stage": label(computed.stage),
            "why": why(computed),
        }

    def _offer_stages(self) -> None:
        stopped = self.computed.stage == EffortStage.STOPPED
        stages = (EffortStage.STOPPED,) if stopped else STATABLE
        field: Any = self.fields["stated"]
        field.choices = [(stage.value, label(stage)) for stage in stages]

    def show_known(self, told: LockedStatus | None, newest: Figure | None) -> None:
        """Say beside the fields what was told last year and which figure is the newest."""
        self._show_last_year(told)
        if newest and self.effort.indicator:
            known = _("Nyeste tal: %(figure)s, %(source)s, %(day)s.") % {
                "figure": figure_words(newest),
                "source": newest.source,
                "day": danish_date(newest.as_of),
            }
            field = self.fields["figure_value"]
            field.help_text = " ".join(filter(None, [known, str(field.help_text)]))

    def _show_last_year(self, told: LockedStatus | None) -> None:
        if told is None:
            return
        for name in ("happened", "hindrance", "next_step"):
            if words := getattr(told, name):
                self.fields[name].help_text = f"{told.report.year}: {words}"
        if told.stated:
            self.fields["stated"].help_text = f"{told.report.year}: {label(EffortStage(told.stated))}"

    def _ask_for_figure(self) -> None:
        if not self.effort.indicator:
            for name in FIGURE_FIELDS:
                del self.fields[name]
            return
        unit = f" ({self.effort.indicator_unit})" if self.effort.indicator_unit else ""
        field = self.fields["figure_value"]
        field.label = self.effort.indicator + unit
        if self.effort.about_people:
            field.help_text = _("Færre end fem mennesker? Skriv: under fem.")

    def clean(self) -> dict[str, Any]:
        """A figure needs its source and its day; another stage than the dates' needs a sentence."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("figure_value"):
            self._clean_figure(cleaned)
        stated = cleaned.get("stated", "")
        if stated and needs_sentence(self.computed, stated) and not cleaned.get("differs_because"):
            self.add_error(
                "differs_because",
                _("Du har valgt ”%(stated)s”. Skriv én sætning om hvorfor.") % {"stated": label(EffortStage(stated))},
            )
        return cleaned

    def _clean_figure(self, cleaned: dict[str, Any]) -> None:
        typed = read_figure(cleaned["figure_value"])
        if typed is None:
            self.add_error(
                "figure_value",
                _("Vi fandt ”%(found)s”. Skriv et tal, for eksempel 12 eller 1.234,5, eller: under fem.")
                % {"found": cleaned["figure_value"]},
            )
            return
        if typed.value is not None and figure_must_hide(float(typed.value), about_people=self.effort.about_people):
            self.add_error("figure_value", _("Tallet handler om færre end fem mennesker. Skriv: under fem."))
        if not cleaned.get("figure_source"):
            self.add_error("figure_source", _("Skriv, hvor tallet kommer fra."))
        if not cleaned.get("figure_date") and "figure_date" not in self.errors:
            self.add_error("figure_date", _("Skriv, hvilken dag tallet er gjort op."))
        elif cleaned.get("figure_date") and cleaned["figure_date"] > clock.today():
            self.add_error("figure_date", _("Dagen ligger i fremtiden. Skriv den dag, tallet er gjort op."))

    @property
    def statement(self) -> dict[str, Any]:
        """The answer as the action takes it."""
        told = {name: value for name, value in self.answers.items() if name not in FIGURE_FIELDS}
        told["came_by"] = told.get("came_by") or "screen"
        typed = read_figure(self.answers.get("figure_value") or "") or Typed()
        if typed == Typed():
            return told
        figure = {"value": typed.value, "under_five": typed.under_five}
        return told | {
            "figure": figure | {"source": self.answers["figure_source"], "as_of": self.answers["figure_date"]}
        }


class DraftForm(StatusForm):
    """The same while it is being written: nothing is required and nothing is judged."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stated"].required = False
        if "figure_date" in self.fields:
            self.fields["figure_date"] = forms.CharField(required=False, max_length=40)

    def clean(self) -> dict[str, Any]:
        """Keep everything as it is."""
        return self.cleaned_data

    @property
    def draft(self) -> dict[str, Any]:
        """The draft as the action takes it."""
        kept = {name: value for name, value in self.answers.items() if name not in (*FIGURE_FIELDS, "came_by")}
        typed = {name.removeprefix("figure_"): self.answers.get(name) or "" for name in FIGURE_FIELDS}
        typed["as_of"] = typed.pop("date")
        return kept | {"figure": typed if any(typed.values()) else {}}


def note_values(note: StatusNote) -> dict[str, Any]:
    """What the answer holds now, under the form's field names."""
    typed = note.draft_figure or (typed_again(note.figure) if note.figure else {})
    names = ("stated", "happened", "took_part", "hindrance", "next_step", "differs_because")
    return {name: getattr(note, name) for name in names} | {
        "_version": note.version,
        "figure_value": typed.get("value", ""),
        "figure_source": typed.get("source", ""),
        "figure_date": typed.get("as_of", ""),
    }


class DatesForm(KeyedForm):
    """The days of a round."""

    meeting_on = forms.DateField(
        label=gettext_lazy("Udvalgets møde"),
        required=False,
        widget=forms.DateInput,
        help_text=gettext_lazy("Så regner vi fristerne ud, talt baglæns i arbejdsdage."),
    )
    due_on = forms.DateField(
        label=gettext_lazy("Svarfrist"),
        required=False,
        widget=forms.DateInput,
        help_text=gettext_lazy("Lad den stå tom, så bruger vi vores forslag."),
    )

    def clean_due_on(self) -> date | None:
        """Nobody can answer in the past."""
        due_on: date | None = self.cleaned_data["due_on"]
        if due_on and due_on < clock.today():
            raise forms.ValidationError(_("Fristen er gået. Vælg en dag fra i dag og frem."))
        return due_on

    def clean(self) -> dict[str, Any]:
        """Answers come before the meeting."""
        cleaned = super().clean() or self.cleaned_data
        due_on, meeting_on = cleaned.get("due_on"), cleaned.get("meeting_on")
        if meeting_on and meeting_on <= clock.today():
            self.add_error("meeting_on", _("Mødet er holdt. Vælg et møde, der kommer."))
        elif due_on and meeting_on and due_on >= meeting_on:
            self.add_error("due_on", _("Fristen ligger efter mødet. Svarene skal være der før."))
        return cleaned


class RoundForm(DatesForm):
    """Open the year's round."""

    year = forms.IntegerField(label=gettext_lazy("År"), min_value=2000, max_value=2100)
    field_order = ("year",)


class ReasonForm(KeyedForm):
    """Why a locked year is opened again."""

    reason = forms.CharField(
        label=gettext_lazy("Hvorfor?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Begrundelsen følger den nye udgave."),
    )


class UploadForm(KeyedForm):
    """A Word form that came back by mail."""

    file = forms.FileField(
        label=gettext_lazy("Word-skemaet"), help_text=gettext_lazy("Du ser svaret, før det bliver gemt.")
    )

    def clean_file(self) -> Any:
        """Forms are small: anything larger is something else."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_UPLOAD:
            raise forms.ValidationError(
                _("Filen fylder %(found)s MB. Vi venter et Word-skema på under 5 MB.")
                % {"found": file.size // (1024 * 1024)}
            )
        return file

"""Forms for the frame of a draft: title and period, local words, values, target group, deadlines, paper."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from holdepunkt.people.keys import key_of
from holdepunkt.people.models import Unit
from holdepunkt.people.numbers import whole_number
from holdepunkt.people.rules import UnitKind
from holdepunkt.policy.forms.fields import (
    LinesField,
    MonthDayField,
    RowLabel,
    WhenField,
    month_day_in_pack,
    month_day_in_words,
    offer,
)
from holdepunkt.policy.forms.rows import RowsForm
from holdepunkt.policy.models import Policy, PolicyVersion
from holdepunkt.policy.pack.kinds import PaperKey
from holdepunkt.ui.forms import KeyedForm

APPROVERS = (UnitKind.CITY_COUNCIL, UnitKind.COMMITTEE)
PAPER_KEYS = {
    PaperKey.COMPETENCE: gettext_lazy("hvem der afgør sagen"),
    PaperKey.THEME: gettext_lazy("hvad sagen handler om"),
    PaperKey.ORIGIN: gettext_lazy("hvorfor sagen kommer"),
    PaperKey.RESUME: gettext_lazy("resumé"),
    PaperKey.ACCOUNT: gettext_lazy("fremstilling af sagen"),
    PaperKey.CORE: gettext_lazy("det vigtigste"),
    PaperKey.INVOLVEMENT: gettext_lazy("inddragelse og høring"),
    PaperKey.LAW: gettext_lazy("lovgrundlag"),
    PaperKey.LAW_AND_PLAN: gettext_lazy("love og planer"),
    PaperKey.ECONOMY: gettext_lazy("økonomi"),
    PaperKey.SCHEDULE: gettext_lazy("tidsplan"),
    PaperKey.RECOMMENDATION: gettext_lazy("indstilling"),
    PaperKey.DECIDED_BY: gettext_lazy("beslutningskompetence"),
    PaperKey.DECISION: gettext_lazy("beslutning"),
    PaperKey.ABSENT: gettext_lazy("afbud"),
    PaperKey.ATTACHMENTS: gettext_lazy("bilag"),
    PaperKey.FREE: gettext_lazy("frit felt"),
}


def _text(label: Any, longest: int = 300, **more: Any) -> Callable[[int], forms.Field]:
    return lambda number: forms.CharField(
        label=_("%(label)s, nr. %(number)s") % {"label": label, "number": number}, max_length=longest, **more
    )


class BasicsForm(KeyedForm):
    """What the policy is called, when it holds, and which bodies stand behind it. What is unknown stays empty."""

    title = forms.CharField(label=gettext_lazy("Titel"), max_length=200)
    kind_word = forms.CharField(
        label=gettext_lazy("Slags"),
        max_length=60,
        initial="udsattepolitik",
        help_text=gettext_lazy("For eksempel udsattepolitik, strategi eller plan."),
    )
    edition = forms.CharField(label=gettext_lazy("Udgave"), max_length=60, required=False)
    period_from = WhenField(label=gettext_lazy("Gælder fra"))
    period_to = WhenField(label=gettext_lazy("Gælder til"), last=True)
    in_use_after_period = forms.BooleanField(
        label=gettext_lazy("Bliver brugt, også når perioden er gået"), required=False
    )
    owner = RowLabel(label=gettext_lazy("Hvem er tovholder?"), queryset=None, required=False)
    committee = RowLabel(label=gettext_lazy("Hvilket udvalg?"), queryset=None, required=False)
    approved_by = RowLabel(label=gettext_lazy("Hvem skal godkende?"), queryset=None, required=False)
    draft_remark = forms.CharField(
        label=gettext_lazy("Bemærkning til udkastet"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    source_name = forms.CharField(label=gettext_lazy("Dokumentets navn"), max_length=200, required=False)
    source_note = forms.CharField(
        label=gettext_lazy("Om dokumentet"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, units: QuerySet[Unit], **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, "owner", queryset=units)
        offer(self, "committee", queryset=units.filter(kind__in=APPROVERS))
        offer(self, "approved_by", queryset=units.filter(kind__in=APPROVERS))

    def clean(self) -> dict[str, Any]:
        """The period begins before it ends."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("period_from"), cleaned.get("period_to")
        if first and last and last < first:
            self.add_error("period_to", _("Perioden slutter, før den begynder."))
        return cleaned


class BeginForm(BasicsForm):
    """The same for a new policy, with its short name in addresses and the one it takes over from."""

    slug = forms.SlugField(
        label=gettext_lazy("Kort navn i adressen"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("Små bogstaver a-z, tal og bindestreg. Lad det stå tomt, så laver vi et af titlen."),
    )
    predecessor = RowLabel(label=gettext_lazy("Hvilken politik kommer den efter?"), queryset=None, required=False)

    def __init__(self, *args: Any, policies: QuerySet[Policy], **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, "predecessor", queryset=policies)

    def clean_slug(self) -> str:
        """Make a short name of the title when none is given."""
        slug = self.cleaned_data["slug"].lower()
        return slug or key_of(self.data.get("title", ""))


class LevelsForm(RowsForm):
    """The municipality's own words for its goals, from the highest level down (A3)."""

    columns: ClassVar[dict[str, Callable[[int], forms.Field]]] = {
        "singular": _text(gettext_lazy("Ét mål hedder")),
        "plural": _text(gettext_lazy("Flere hedder")),
        "definite": _text(gettext_lazy("Målet, bestemt form")),
    }
    needed = ("singular", "plural", "definite")

    def levels(self, present: list[Mapping[str, Any]]) -> list[dict[str, str]]:
        """The words with their keys; a word that was there keeps its key."""
        keys = {level["singular"]: level["key"] for level in present}
        taken: set[str] = set()
        found = []
        for row in self.rows():
            key = keys.get(row["singular"]) or key_of(row["singular"], taken)
            taken.add(key)
            found.append({"key": key} | row)
        return found


class ValuesForm(RowsForm):
    """The values the work rests on. They are shown, never counted."""

    columns: ClassVar[dict[str, Callable[[int], forms.Field]]] = {
        "name": _text(gettext_lazy("Værdi")),
        "plain": lambda number: forms.CharField(
            label=_("Hvad den betyder, nr. %(number)s") % {"number": number},
            widget=forms.Textarea(attrs={"rows": 2}),
            max_length=4000,
        ),
        "passage": lambda number: forms.ChoiceField(label=_("Står i afsnittet, nr. %(number)s") % {"number": number}),
    }
    needed = ("name", "plain")

    def __init__(self, *args: Any, passages: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        for number in range(self.many):
            offer(self, f"passage_{number}", choices=[("", "–"), *passages])

    def values(self, present: list[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """The values with their keys; a value that was there keeps its key."""
        keys = {value["name"]: value["key"] for value in present}
        taken: set[str] = set()
        found = []
        for row in self.rows():
            key = keys.get(row["name"]) or key_of(row["name"], taken)
            taken.add(key)
            found.append({"key": key} | row | {"passage": row["passage"] or None})
        return found


class PaperForm(RowsForm):
    """The fields of the committee's paper, in the municipality's own order and under its own headings."""

    columns: ClassVar[dict[str, Callable[[int], forms.Field]]] = {
        "heading": _text(gettext_lazy("Overskrift i jeres sag")),
        "key": lambda number: forms.ChoiceField(
            label=_("Det står der, nr. %(number)s") % {"number": number}, choices=list(PAPER_KEYS.items())
        ),
        "known": lambda number: forms.BooleanField(
            label=_("Det er jeres egen overskrift, nr. %(number)s") % {"number": number}, initial=True
        ),
    }
    needed = ("heading", "key")

    def clean(self) -> dict[str, Any]:
        """Each field once; only the free one may repeat."""
        cleaned = super().clean()
        seen: set[str] = set()
        for number in range(self.many):
            key = cleaned.get(f"key_{number}")
            if not cleaned.get(f"heading_{number}") or not key:
                continue
            if key in seen and key != PaperKey.FREE:
                self.add_error(f"key_{number}", _("Det felt står der allerede. Hvert felt kan kun være der én gang."))
            seen.add(key)
        return cleaned


class TargetGroupForm(KeyedForm):
    """Whom the policy is about, told in words. Nothing here can be attached to a person."""

    plain = forms.CharField(
        label=gettext_lazy("Hvem er politikken for, med enkle ord?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    passage = forms.ChoiceField(label=gettext_lazy("Står i afsnittet"), required=False)
    logic = LinesField(
        label=gettext_lazy("Sådan hænger det sammen"),
        help_text=gettext_lazy("Én sætning på hver linje. For eksempel: Flere svære ting på én gang."),
    )
    named_situations = LinesField(label=gettext_lazy("Situationer, som teksten nævner"), longest=300)
    factors = LinesField(label=gettext_lazy("Det, der gør det sværere eller lettere"), longest=300)
    not_covered = LinesField(label=gettext_lazy("Det, politikken ikke handler om"), longest=300)
    points_to = LinesField(label=gettext_lazy("Andre politikker, den peger på"), longest=300)

    def __init__(self, *args: Any, passages: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, "passage", choices=[("", "–"), *passages])


class DeadlinesForm(KeyedForm):
    """The municipality's own working deadlines; nothing here comes from the policy's text."""

    round_opens = MonthDayField(label=gettext_lazy("Runden åbner"))
    status_due = MonthDayField(label=gettext_lazy("Status skal være skrevet"))
    head_approves_working_days_before_agenda = forms.IntegerField(
        label=gettext_lazy("Chefen godkender, så mange arbejdsdage før dagsordenen"),
        min_value=0,
        max_value=60,
        required=False,
    )
    agenda_days_before_meeting = forms.IntegerField(
        label=gettext_lazy("Dagsordenen er ude, så mange dage før mødet"), min_value=0, max_value=60, required=False
    )
    remind_before = forms.CharField(
        label=gettext_lazy("Mind om det, så mange arbejdsdage før"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("For eksempel: 5, 1."),
    )
    remind_after = forms.CharField(
        label=gettext_lazy("Mind om det igen, så mange arbejdsdage efter"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("For eksempel: 2, 7."),
    )
    hearing_weeks = forms.IntegerField(
        label=gettext_lazy("En høring varer så mange uger"), min_value=1, max_value=52, required=False
    )

    def clean_remind_before(self) -> str:
        """Whole numbers with commas between."""
        return _numbers(self.cleaned_data["remind_before"])

    def clean_remind_after(self) -> str:
        """Whole numbers with commas between."""
        return _numbers(self.cleaned_data["remind_after"])

    def deadlines(self) -> dict[str, Any]:
        """The answers as a pack writes them; what is unknown is left out."""
        told = self.answers
        for name in ("round_opens", "status_due"):
            told[name] = month_day_in_pack(told[name])
        for name in ("remind_before", "remind_after"):
            told[name] = [int(part) for part in told[name].split(", ") if part]
        return {name: value for name, value in told.items() if value not in (None, "", [])}


def deadlines_in_words(told: Mapping[str, Any]) -> dict[str, Any]:
    """Deadlines as the form shows them."""
    shown = dict(told)
    for name in ("round_opens", "status_due"):
        shown[name] = month_day_in_words(told.get(name) or "")
    for name in ("remind_before", "remind_after"):
        shown[name] = ", ".join(str(part) for part in told.get(name) or ())
    return shown


def _numbers(text: str) -> str:
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if not all(whole_number(part, most=365) is not None for part in parts):
        raise forms.ValidationError(
            _("Du skrev »%(text)s«. Skriv hele tal med komma imellem, for eksempel 5, 1.") % {"text": text}
        )
    return ", ".join(parts)


class ApprovalForm(KeyedForm):
    """Who approved, and when. Both may be unknown: then leave them empty."""

    unit = RowLabel(
        label=gettext_lazy("Hvem godkendte?"),
        queryset=None,
        required=False,
        empty_label=gettext_lazy("Det ved vi ikke"),
    )
    on = forms.DateField(
        label=gettext_lazy("Hvilken dag?"),
        required=False,
        widget=forms.DateInput,
        help_text=gettext_lazy("Lad feltet stå tomt, hvis dagen er ukendt."),
    )

    def __init__(self, *args: Any, units: QuerySet[Unit], **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, "unit", queryset=units.filter(kind__in=APPROVERS))


class PackForm(KeyedForm):
    """A pack as a file."""

    pack = forms.FileField(label=gettext_lazy("Pakken (en .toml-fil)"))


class PackTextForm(KeyedForm):
    """A pack that was read and shown, on its way back to be loaded."""

    text = forms.CharField(widget=forms.HiddenInput, strip=False, max_length=10_000_000)


class DocumentForm(KeyedForm):
    """The municipality's own document."""

    document = forms.FileField(label=gettext_lazy("Dokumentet (pdf, docx eller txt)"))
    use_it = forms.BooleanField(
        label=gettext_lazy("Ja, brug det her dokument"),
        required=False,
        help_text=gettext_lazy("Vælg filen igen, og sæt kryds her."),
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._question = self.fields["use_it"]
        if "use_it" not in self.data:
            del self.fields["use_it"]

    def ask(self) -> None:
        """Show the question that is only there when it is needed."""
        self.fields["use_it"] = self._question


def basics_of(version: PolicyVersion) -> dict[str, Any]:
    """A version's frame under the form's field names."""
    names = [name for name in BasicsForm.base_fields if not name.startswith("_")]
    return {name: getattr(version, name) for name in names}

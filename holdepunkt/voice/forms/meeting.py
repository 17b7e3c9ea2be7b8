"""Forms about meetings, items and minutes."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from holdepunkt.people.models import Unit
from holdepunkt.ui.forms import BigChoices, KeyedForm
from holdepunkt.voice.council_words import LABELS, choices
from holdepunkt.voice.forms.council import paragraphs
from holdepunkt.voice.models import AgendaItem, CouncilMeeting, CouncilMember, MinuteLine
from holdepunkt.voice.rules.council import Approved
from holdepunkt.voice.rules.meetings import STANDING, Came, ItemKind, LineKind
from holdepunkt.voice.rules.members import MemberPost

NOBODY = ("", _("Ingen"))
KINDS = [(kind.value, label) for kind, label in LABELS[ItemKind].items() if kind not in STANDING]


class Clock(forms.TimeInput):
    """A time of day, as the browser's own field."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class MeetingForm(KeyedForm):
    """When and where."""

    meets_on = forms.DateField(label=_("Dag"), widget=forms.DateInput)
    begins_at = forms.TimeField(label=_("Begynder"), required=False, widget=Clock)
    ends_at = forms.TimeField(label=_("Slutter"), required=False, widget=Clock)
    place = forms.CharField(label=_("Sted"), required=False, max_length=200)
    welcome = paragraphs(_("Praktisk"), hint=_("Mad, kørsel, hvem man ringer til. Alle medlemmer får det."))
    asked_for_on = forms.DateField(
        label=_("Ekstra møde: bedt om den dag"), required=False, widget=forms.DateInput,
        help_text=_("Lad feltet stå tomt, når det er et møde efter planen."),
    )  # fmt: skip


def meeting_values(row: CouncilMeeting) -> dict[str, Any]:
    """A meeting's values under the form's field names."""
    names = ("meets_on", "begins_at", "ends_at", "place", "welcome", "asked_for_on")
    return {name: getattr(row, name) for name in names} | {"_version": row.version}


class CallOffForm(KeyedForm):
    """Why a meeting is called off."""

    because = paragraphs(_("Hvorfor er mødet aflyst?"), required=True, rows=3)


class ItemForm(KeyedForm):
    """An item to the council. Who proposes it is asked of the secretary only."""

    title = forms.CharField(label=_("Emne"), max_length=200)
    text = paragraphs(_("Hvad handler det om?"), hint=_("Skriv det uden navne. Rådet tager det op, der gælder flere."))
    kind = forms.ChoiceField(label=_("Hvad skal rådet?"), choices=KINDS, initial=ItemKind.TALK)
    is_closed = forms.BooleanField(label=_("Punktet er lukket og kommer ikke i det offentlige referat"), required=False)
    proposed_by = forms.ChoiceField(label=_("Fra"), required=False)

    def __init__(self, *args: Any, members: Iterable[CouncilMember], runs: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = {str(member.pk): member for member in members}
        if runs:
            self.fields["proposed_by"].choices = [  # type: ignore[attr-defined]
                ("", _("Sekretæren")), *((pk, member.name) for pk, member in self.members.items())
            ]  # fmt: skip
        else:
            del self.fields["proposed_by"], self.fields["is_closed"]

    @property
    def told(self) -> dict[str, Any]:
        """The answers with the member in place of the number."""
        found = dict(self.answers)
        if "proposed_by" in found:
            found["proposed_by"] = self.members.get(found["proposed_by"])
        return found


def item_values(row: AgendaItem) -> dict[str, Any]:
    """An item's values under the form's field names."""
    own = {name: getattr(row, name) for name in ("title", "text", "kind", "is_closed")}
    return own | {"proposed_by": str(row.proposed_by_id or ""), "_version": row.version}


class HandBackForm(KeyedForm):
    """Why an item goes back, and where the one it is about can get help."""

    because = paragraphs(_("Hvorfor går emnet tilbage?"), required=True, rows=5)
    right_place = paragraphs(
        _("Hvor kan den, det handler om, få hjælp?"), hint=_("En afdeling, et nummer, en rådgiver."), rows=3
    )


class PutOnForm(KeyedForm):
    """Which meeting."""

    meeting = forms.ChoiceField(label=_("Møde"))
    is_no_single_case = forms.BooleanField(label=_("Jeg har læst det: det handler ikke om ét menneske"), required=False)

    def __init__(self, *args: Any, meetings: Iterable[tuple[str, str]], asks: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meeting"].choices = list(meetings)  # type: ignore[attr-defined]
        if not asks:
            del self.fields["is_no_single_case"]


class PaperForm(KeyedForm):
    """A paper that belongs to an item."""

    title = forms.CharField(label=_("Navn på papiret"), max_length=200)
    url = forms.URLField(label=_("Adresse"), required=False, max_length=500, assume_scheme="https")
    file = forms.FileField(
        label=_("Fil"), required=False, help_text=_("pdf, docx, odt eller txt. Den følger med dagsordenen.")
    )
    text = paragraphs(_("Det vigtigste i korte ord"))


class LineForm(KeyedForm):
    """A line of the minutes."""

    kind = forms.ChoiceField(label=_("Slags"), choices=choices(LineKind), widget=BigChoices, initial=LineKind.SAID)
    text = paragraphs(_("Tekst"), required=True, rows=3)
    held_by_member = forms.ChoiceField(label=_("Opgaven har: medlem"), required=False)
    held_by_unit = forms.ChoiceField(label=_("Opgaven har: enhed"), required=False)
    due_on = forms.DateField(label=_("Senest"), required=False, widget=forms.DateInput)

    def __init__(
        self, *args: Any, members: Iterable[CouncilMember], units: Iterable[Unit], dissents: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if not dissents:
            kinds = [one for one in choices(LineKind) if one[0] != LineKind.DISSENT]
            self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        people = {str(row.pk): row for row in members}
        places = {str(row.pk): row for row in units}
        self.rows: dict[str, dict[str, Any]] = {"held_by_member": people, "held_by_unit": places}
        for name, rows in self.rows.items():
            self.fields[name].choices = [NOBODY, *((pk, str(row)) for pk, row in rows.items())]  # type: ignore[attr-defined]

    @property
    def told(self) -> dict[str, Any]:
        """The answers with rows in place of their numbers."""
        return {
            name: self.rows[name].get(value) if name in self.rows else value for name, value in self.answers.items()
        }


def line_values(row: MinuteLine) -> dict[str, Any]:
    """A line's values under the form's field names."""
    return {
        "kind": row.kind,
        "text": row.text,
        "held_by_member": str(row.held_by_member_id or ""),
        "held_by_unit": str(row.held_by_unit_id or ""),
        "due_on": row.due_on,
        "_version": row.version,
    }


class DoneForm(KeyedForm):
    """A task is done."""

    outcome = paragraphs(_("Hvad blev der af det?"), hint=_("Det bliver fortalt på næste møde."))


class ApprovalForm(KeyedForm):
    """The minutes are approved."""

    how = forms.ChoiceField(label=_("Hvordan?"), choices=choices(Approved), widget=forms.RadioSelect)
    on = forms.DateField(label=_("Hvornår?"), widget=forms.DateInput)
    remarks = paragraphs(_("Bemærkninger"), hint=_("Det, nogen ville have føjet til."))


class AttendanceForm(KeyedForm):
    """Who came: one question for each member, and for substitutes for whom they came."""

    def __init__(self, *args: Any, members: Iterable[CouncilMember], personal: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = list(members)
        seated = [(member.pk, member.name) for member in self.members if member.post != MemberPost.SUBSTITUTE]
        asked = [("", _("Ikke noteret")), *choices(Came)]
        for member in self.members:
            self.fields[f"m{member.pk}"] = forms.ChoiceField(label=member.name, choices=asked, required=False)
            if member.post == MemberPost.SUBSTITUTE:
                own = [one for one in seated if not personal or one[0] == member.substitute_for_id]
                self.fields[f"f{member.pk}"] = forms.ChoiceField(
                    label=_("%(name)s kom for") % {"name": member.name}, choices=[NOBODY, *own], required=False
                )

    @property
    def came(self) -> dict[int, str]:
        """How each member came, by number."""
        return {member.pk: self.cleaned_data.get(f"m{member.pk}", "") for member in self.members}

    @property
    def sits_in(self) -> dict[int, int | None]:
        """For whom a substitute came, by number."""
        told = {member.pk: self.cleaned_data.get(f"f{member.pk}") for member in self.members}
        return {pk: int(other) for pk, other in told.items() if other}


class CorrectionForm(AttendanceForm):
    """Who came after all, how many seats there were, and why it is corrected."""

    seats = forms.IntegerField(label=_("Pladser den dag"), min_value=0, max_value=500)
    needed = forms.IntegerField(
        label=_("Så mange skulle være mødt"), min_value=0, max_value=500, required=False,
        help_text=_("Tomt: det ved vi ikke."),
    )  # fmt: skip
    why = paragraphs(_("Hvorfor bliver det rettet?"), hint=_("Det står i referatet."), required=True, rows=3)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.order_fields([name for name in self.fields if name not in ("seats", "needed", "why")])

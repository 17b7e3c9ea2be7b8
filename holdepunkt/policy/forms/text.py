"""Forms for what a draft says: a passage, a goal, a figure, a promise, a national goal, another policy."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from holdepunkt.people.models import Unit
from holdepunkt.policy.forms.fields import FigureField, RowLabel, RowLabels, offer
from holdepunkt.policy.labels import choices
from holdepunkt.policy.models import Goal, PolicyVersion
from holdepunkt.policy.pack.kinds import MAY_CARRY_PROMISES, THE_MUNICIPALITY
from holdepunkt.policy.rules.kinds import LinkKind, Modal, PassageKind
from holdepunkt.ui.forms import KeyedForm

LINKS = {
    LinkKind.SEES_TOGETHER: gettext_lazy("ses sammen med denne"),
    LinkKind.POINTS_TO: gettext_lazy("denne peger på den"),
    LinkKind.RESTS_ON: gettext_lazy("denne hviler på den"),
}


def _area(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _offers_nothing(field: forms.Field) -> bool:
    """A question with many answers that may be left open, and not one to choose between."""
    rows = field.queryset if isinstance(field, RowLabels) and not field.required else None
    return rows is not None and not rows.exists()


class PartForm(KeyedForm):
    """A form about a part of a version. `names` gives the part its key; `helped` has the words to read."""

    names = "title"
    helped = "plain"

    def __init__(
        self, *args: Any, version_of: PolicyVersion, units: QuerySet[Unit], part: Any = None, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.version_of, self.bodies, self.part = version_of, units, part
        for name, field in self.fields.items():
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = self.rows_for(name)
        for name in [name for name, field in self.fields.items() if _offers_nothing(field)]:
            del self.fields[name]

    def rows_for(self, name: str) -> QuerySet[Any]:
        """The rows a choice may point to: always this version's, or the municipality's units."""
        if name == "passage":
            return self.version_of.passages.all()
        if name in ("goals", "parent"):
            return self.version_of.goals.all()
        if name == "national_goals":
            return self.version_of.national_goals.all()
        if name == "promise":
            return self.version_of.promises.all()
        return self.bodies

    def fields_of_part(self) -> dict[str, Any]:
        """The answers under the model's field names."""
        return self.answers


def values_of(part: Any, names: Any) -> dict[str, Any]:
    """A part's present values under the model's field names; many-to-many as lists."""
    found = {}
    for name in (name for name in names if not name.startswith("_")):
        value: Any = getattr(part, name, None)
        found[name] = list(value.all()) if hasattr(value, "all") else value
    return found


class PassageForm(PartForm):
    """One stretch of the text."""

    names = "heading"
    kind = forms.ChoiceField(
        label=gettext_lazy("Hvad er det?"),
        choices=choices(PassageKind),
        help_text=gettext_lazy(
            "Kun en forpligtelse og det, politikken lover om sig selv, kan holdes eller ikke holdes. Resten bliver vist, men aldrig talt."
        ),
    )
    heading = forms.CharField(label=gettext_lazy("Overskrift"), max_length=200, required=False)
    plain = forms.CharField(label=gettext_lazy("Teksten med enkle ord"), widget=_area(8), max_length=4000)
    place = forms.CharField(
        label=gettext_lazy("Sted i dokumentet"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("For eksempel: side 4, Værdier."),
    )
    starts = forms.CharField(
        label=gettext_lazy("I kommunens dokument begynder afsnittet med"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("De første tre-fire ord. Så finder vi den ordrette tekst i dokumentet."),
    )
    ends = forms.CharField(
        label=gettext_lazy("… og slutter med"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("De sidste tre-fire ord."),
    )
    nth = forms.IntegerField(
        label=gettext_lazy("Gang nummer"),
        min_value=1,
        max_value=50,
        required=False,
        help_text=gettext_lazy("Når de samme ord står flere steder i dokumentet."),
    )

    def clean(self) -> dict[str, Any]:
        """The two anchors belong together."""
        cleaned = super().clean() or {}
        if bool(cleaned.get("starts")) != bool(cleaned.get("ends")):
            self.add_error(
                "ends" if cleaned.get("starts") else "starts",
                _("Skriv både begyndelsen og slutningen, eller ingen af dem."),
            )
        return cleaned


class GoalForm(PartForm):
    """A goal at a level of the tree, in the municipality's own word for that level."""

    title = forms.CharField(label=gettext_lazy("Målet, som det hedder i politikken"), max_length=300)
    level = forms.TypedChoiceField(label=gettext_lazy("Hvad kalder I det?"), coerce=int)
    parent = RowLabel(
        label=gettext_lazy("Hører under"),
        queryset=None,
        required=False,
        empty_label=gettext_lazy("Intet: det står øverst"),
    )
    plain = forms.CharField(label=gettext_lazy("Målet med enkle ord"), widget=_area(), required=False, max_length=4000)
    passage = RowLabel(label=gettext_lazy("Står i afsnittet"), queryset=None, required=False)
    national_goals = RowLabels(label=gettext_lazy("Nationale mål, det tjener"), queryset=None, required=False)
    of_other_body = forms.ChoiceField(label=gettext_lazy("Hvis mål er det?"), required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        words = [(n, level["singular"]) for n, level in enumerate(self.version_of.levels, start=1)]
        offer(self, "level", choices=words or [(1, _("mål"))])
        bodies = [(unit.key, unit.name) for unit in self.bodies]
        offer(self, "of_other_body", choices=[("", _("Kommunens eget")), *bodies])

    def clean_parent(self) -> Goal | None:
        """A goal cannot stand under itself, nor under one of its own."""
        parent = self.cleaned_data["parent"]
        at, above = parent, {goal.pk: goal.parent_id for goal in self.version_of.goals.all()}
        pk = at.pk if at else None
        while pk is not None and self.part is not None:
            if pk == self.part.pk:
                raise forms.ValidationError(
                    _("»%(goal)s« kan ikke stå under »%(parent)s«, for det står selv under det.")
                    % {"goal": self.part, "parent": parent}
                )
            pk = above.get(pk)
        return parent

    def clean(self) -> dict[str, Any]:
        """A goal stands on a deeper level than the one it belongs to."""
        cleaned = super().clean() or {}
        parent, level = cleaned.get("parent"), cleaned.get("level")
        if parent and level and level <= parent.level:
            self.add_error("level", _("Det hører under et mål på samme niveau eller dybere. Vælg et ord længere nede."))
        return cleaned


class TargetForm(KeyedForm):
    """A figure a goal aims at, for everybody or for one group."""

    measure = forms.CharField(label=gettext_lazy("Hvad måler I?"), max_length=200)
    unit = forms.CharField(
        label=gettext_lazy("Måles i"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("For eksempel borgere, dage eller procent."),
    )
    group = forms.CharField(
        label=gettext_lazy("For hvem?"), max_length=200, required=False, help_text=gettext_lazy("Tomt betyder alle.")
    )
    baseline_value = FigureField(label=gettext_lazy("Tallet i dag"))
    baseline_year = forms.IntegerField(label=gettext_lazy("… i året"), required=False, min_value=1900, max_value=2200)
    target_value = FigureField(label=gettext_lazy("Tallet, I vil nå"))
    target_year = forms.IntegerField(label=gettext_lazy("… i året"), required=False, min_value=1900, max_value=2200)
    source = forms.CharField(label=gettext_lazy("Kilde"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        """The year aimed at comes after the year one starts from."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("baseline_year"), cleaned.get("target_year")
        if first and last and last < first:
            self.add_error(
                "target_year", _("Målåret %(last)s ligger før udgangsåret %(first)s.") % {"last": last, "first": first}
            )
        return cleaned


class PromiseForm(PartForm):
    """*Det vil vi*: one sentence with a doer and a doing that can be kept or not."""

    names = "plain"
    plain = forms.CharField(
        label=gettext_lazy("Det vil vi"),
        widget=_area(3),
        max_length=4000,
        help_text=gettext_lazy(
            "Én sætning med én, der gør noget, og noget, der bliver gjort. Skriv det, teksten siger, og ikke mere."
        ),
    )
    passage = RowLabel(label=gettext_lazy("Står i afsnittet"), queryset=None)
    goals = RowLabels(label=gettext_lazy("Hører til målene"), queryset=None, required=False)
    modal = forms.ChoiceField(label=gettext_lazy("Skal eller kan?"), choices=choices(Modal), initial=Modal.SHALL)
    doer = forms.ChoiceField(label=gettext_lazy("Hvem gør det?"))
    partners = forms.MultipleChoiceField(
        label=gettext_lazy("Sammen med"), required=False, widget=forms.CheckboxSelectMultiple
    )
    about_itself = forms.BooleanField(
        label=gettext_lazy("Det handler om politikken selv"),
        required=False,
        help_text=gettext_lazy("For eksempel, at udvalget får en status hvert år."),
    )
    by_other_body = forms.ChoiceField(
        label=gettext_lazy("Er det en andens opgave end kommunens?"),
        required=False,
        help_text=gettext_lazy("Så bliver det vist for sig og ikke talt med."),
    )
    note = forms.CharField(
        label=gettext_lazy("Note, hvis du var i tvivl"), widget=_area(2), required=False, max_length=4000
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        bodies = [(unit.key, unit.name) for unit in self.bodies]
        offer(self, "doer", choices=[(THE_MUNICIPALITY, _("Kommunen")), *bodies])
        offer(self, "partners", choices=bodies)
        offer(self, "by_other_body", choices=[("", _("Nej, det er kommunens")), *bodies])

    def rows_for(self, name: str) -> QuerySet[Any]:
        """A promise stands only where the text can promise: values and visions are never counted (A8)."""
        rows = super().rows_for(name)
        return rows.filter(kind__in=sorted(MAY_CARRY_PROMISES)) if name == "passage" else rows

    def fields_of_part(self) -> dict[str, Any]:
        """The doer is a unit of ours when it is one."""
        doers = {unit.key: unit for unit in self.bodies}
        return self.answers | {"doer_unit": doers.get(self.answers["doer"])}


class NationalGoalForm(PartForm):
    """A goal of the state that goals of the municipality serve; not the municipality's own."""

    helped = "title"
    title = forms.CharField(label=gettext_lazy("Målet"), max_length=300)
    set_name = forms.CharField(
        label=gettext_lazy("Hvilke mål hører det til?"),
        max_length=120,
        help_text=gettext_lazy("For eksempel: Sociale mobilitetsmål."),
    )
    owner = forms.CharField(label=gettext_lazy("Hvis mål er det?"), max_length=80, initial="regeringen")
    passage = RowLabel(label=gettext_lazy("Står i afsnittet"), queryset=None, required=False)


class LinkForm(PartForm):
    """Another policy, strategy or decision."""

    helped = "why"
    title = forms.CharField(label=gettext_lazy("Hvad hedder den?"), max_length=200)
    kind = forms.ChoiceField(label=gettext_lazy("Hvordan hænger de sammen?"), choices=list(LINKS.items()))
    why = forms.CharField(label=gettext_lazy("Hvorfor"), max_length=300, required=False)
    url = forms.URLField(label=gettext_lazy("Adresse"), required=False, assume_scheme="https")
    passage = RowLabel(label=gettext_lazy("Står i afsnittet"), queryset=None, required=False)

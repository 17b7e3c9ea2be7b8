"""Forms about an evaluation."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from holdepunkt.policy.item_labels import ADVICE
from holdepunkt.policy.models import Conclusion, Evaluation, Goal, Policy
from holdepunkt.policy.rules.evaluation import Advice
from holdepunkt.ui.forms import BigChoices, KeyedForm

ADVICE_TONES: dict[str, str] = {Advice.KEEP: "good", Advice.CHANGE: "begun", Advice.DROP: "bad", Advice.NEW: "idle"}
TEXTS = ("how_made", "worked_well", "was_missing", "citizens_say")


def _text(label: Any, hint: Any) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, required=False, max_length=50_000, widget=forms.Textarea(attrs={"rows": 6})
    )


class BeginEvaluationForm(KeyedForm):
    """Which policy, which year."""

    policy = forms.ChoiceField(label=_("Politik"))
    year = forms.IntegerField(label=_("År"), min_value=1990, max_value=2100)

    def __init__(self, *args: Any, policies: Iterable[Policy], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["policy"].choices = [(policy.slug, policy.title) for policy in policies]  # type: ignore[attr-defined]


class EvaluationForm(KeyedForm):
    """The four texts of an evaluation."""

    how_made = _text(_("Sådan er den lavet"), _("Hvem har I spurgt, og hvad har I set på?"))
    worked_well = _text(_("Det virkede"), _("Skriv gerne, hvordan I ved det."))
    was_missing = _text(_("Det manglede"), _("Det er lige så vigtigt som det, der lykkedes."))
    citizens_say = _text(_("Det siger borgerne"), _("Brug deres egne ord. Ingen navne."))


def evaluation_values(row: Evaluation) -> dict[str, Any]:
    """The evaluation's values under the form's field names."""
    return {name: getattr(row, name) for name in TEXTS} | {"_version": row.version}


class ConclusionForm(KeyedForm):
    """One thing learned, and what the next policy should do with it."""

    goal_key = forms.ChoiceField(label=_("Hvad handler det om?"), required=False)
    text = forms.CharField(label=_("Konklusion"), max_length=5_000, widget=forms.Textarea(attrs={"rows": 4}))
    advice = forms.ChoiceField(
        label=_("Til næste politik"), choices=list(ADVICE.items()), widget=BigChoices(tones=ADVICE_TONES)
    )

    def __init__(self, *args: Any, goals: Iterable[Goal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        whole = [("", _("Hele politikken"))]
        self.fields["goal_key"].choices = whole + [(goal.key, goal.title) for goal in goals]  # type: ignore[attr-defined]


def conclusion_values(row: Conclusion) -> dict[str, Any]:
    """A conclusion's values under the form's field names."""
    return {"goal_key": row.goal_key, "text": row.text, "advice": row.advice, "_version": row.version}

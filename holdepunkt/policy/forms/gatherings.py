"""The forms that tie gatherings to the policy."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from holdepunkt.policy.models import Effort, Goal
from holdepunkt.ui.forms import KeyedForm
from holdepunkt.voice.models import HeardLine


class TiesForm(KeyedForm):
    """Which goals a gathering serves, and which efforts it is a part of."""

    goals = forms.MultipleChoiceField(label=_("Mål, mødet tjener"), widget=forms.CheckboxSelectMultiple, required=False)
    efforts = forms.MultipleChoiceField(
        label=_("Indsatser, mødet er en del af"), widget=forms.CheckboxSelectMultiple, required=False,
        help_text=_("Så kan alle se på politikkens side, at mødet er holdt, og hvad der kom ud af det."),
    )  # fmt: skip

    def __init__(self, *args: Any, goals: Iterable[Goal], efforts: Iterable[Effort], **more: Any) -> None:
        super().__init__(*args, **more)
        self.goal_rows = {f"{goal.version_of.policy_id}:{goal.key}": goal for goal in goals}
        self.effort_rows = {str(effort.pk): effort for effort in efforts}
        self.fields["goals"].choices = [(key, goal.title) for key, goal in self.goal_rows.items()]  # type: ignore[attr-defined]
        self.fields["efforts"].choices = [  # type: ignore[attr-defined]
            (key, f"{effort} · {effort.plan.title}") for key, effort in self.effort_rows.items()
        ]

    @property
    def told(self) -> dict[str, Any]:
        """The rows that were chosen, and those that could be."""
        return {
            "goals": [self.goal_rows[key] for key in self.cleaned_data["goals"]],
            "efforts": [self.effort_rows[key] for key in self.cleaned_data["efforts"]],
            "offered": list(self.effort_rows.values()),
        }


class OriginForm(KeyedForm):
    """Which lines of a gathering a goal came of."""

    lines = forms.MultipleChoiceField(
        label=_("Det, der blev sagt"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, lines: Iterable[HeardLine], **more: Any) -> None:
        super().__init__(*args, **more)
        self.rows = {str(line.number): line for line in lines}
        self.fields["lines"].choices = [(key, f"{key}. {line.words}") for key, line in self.rows.items()]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> list[HeardLine]:
        """The lines that were chosen."""
        return [self.rows[key] for key in self.cleaned_data["lines"]]

"""Forms about where a story stands in the policy."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from holdepunkt.policy.models import Goal, PolicyVersion
from holdepunkt.ui.forms import KeyedForm


class PlaceForm(KeyedForm):
    """The policy as a whole, or one of its goals."""

    at = forms.ChoiceField(label=gettext_lazy("Hvor skal den stå?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, versions: list[PolicyVersion], goals: list[Goal], **more: Any) -> None:
        super().__init__(*args, **more)
        self.rows: dict[str, tuple[PolicyVersion, Goal | None]] = {}
        choices: list[tuple[str, str]] = []
        for version in versions:
            self.rows[f"v{version.pk}"] = (version, None)
            choices.append((f"v{version.pk}", version.title))
            for goal in (one for one in goals if one.version_of_id == version.pk):
                self.rows[f"g{goal.pk}"] = (version, goal)
                choices.append((f"g{goal.pk}", f"– {goal.title}"))
        self.fields["at"].choices = choices  # type: ignore[attr-defined]

    @property
    def chosen(self) -> tuple[PolicyVersion, Goal | None]:
        """The text and the goal that were chosen."""
        return self.rows[self.cleaned_data["at"]]

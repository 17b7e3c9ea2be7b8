"""Forms about who is away, and who stands in."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from holdepunkt.people.forms.signing_in import DayField
from holdepunkt.people.models import User
from holdepunkt.ui.forms import KeyedForm


class AbsenceForm(KeyedForm):
    """When somebody is away, and who stands in. Why is nobody's business."""

    starts_on = DayField(label=gettext_lazy("Første dag"))
    ends_on = DayField(
        label=gettext_lazy("Sidste dag"),
        required=False,
        help_text=gettext_lazy("Tomt, når I ikke ved det endnu. Skriv ikke hvorfor noget sted."),
    )
    deputy: Any = forms.ModelChoiceField(
        label=gettext_lazy("Stedfortræder"),
        queryset=None,
        required=False,
        help_text=gettext_lazy(
            "Ser og gør imens det, der venter på personen. Uden en stedfortræder venter det på lederen."
        ),
    )

    def __init__(self, *args: Any, people: QuerySet[User], **more: Any) -> None:
        super().__init__(*args, **more)
        setattr(self.fields["deputy"], "queryset", people)  # noqa: B010 because only this kind of field has one


class DeputyForm(KeyedForm):
    """Who always stands in for a post, whenever its holder is away."""

    user: Any = forms.ModelChoiceField(label=gettext_lazy("Stedfortræder"), queryset=None)
    starts_on = DayField(label=gettext_lazy("Fra"))
    ends_on = DayField(label=gettext_lazy("Til og med"), required=False)

    def __init__(self, *args: Any, people: QuerySet[User], **more: Any) -> None:
        super().__init__(*args, **more)
        setattr(self.fields["user"], "queryset", people)  # noqa: B010 because only this kind of field has one

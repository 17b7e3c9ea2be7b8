"""Draws forms in the markup of the design system: label, hint, error, field, in that order."""

from pathlib import Path

from django import forms
from django.forms.renderers import Jinja2
from django.utils.functional import cached_property

from holdepunkt.ui.jinja import Templates

HERE = Path(__file__).parent
DJANGO_FORMS = Path(forms.__file__).parent / "jinja2"


class FormRenderer(Jinja2):
    """Our templates first, then Django's own Jinja2 form templates for what we leave alone."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"

    @cached_property
    def backend(self) -> type[Templates]:
        """Use the product's own environment."""
        return Templates

    @cached_property
    def engine(self) -> Templates:
        """Look in our folder before Django's."""
        return Templates(
            {
                "APP_DIRS": False,
                "DIRS": [HERE / "templates", DJANGO_FORMS],
                "NAME": "forms",
                "OPTIONS": {"environment": "holdepunkt.ui.jinja.environment"},
            }
        )

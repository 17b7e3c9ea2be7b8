"""Forms that take a file of units, people and posts."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from holdepunkt.people.forms.signing_in import DayField
from holdepunkt.people.town_file.reading import MAX_BYTES
from holdepunkt.ui.forms import KeyedForm


class PeopleFileForm(KeyedForm):
    """The file."""

    file = forms.FileField(
        label=gettext_lazy("Filen (CSV eller JSON)"),
        help_text=gettext_lazy("Fra et regneark: gem som »CSV UTF-8«. Højst 2 MB."),
    )

    def clean_file(self) -> UploadedFile:
        """A file that is too big is not even read."""
        file: UploadedFile = self.cleaned_data["file"]
        size = file.size or 0
        if size > MAX_BYTES:
            found = f"{size / 1_000_000:.1f}".replace(".", ",")
            raise forms.ValidationError(_("Filen fylder %(found)s MB. Den må højst fylde 2 MB.") % {"found": found})
        return file


class PeopleTextForm(KeyedForm):
    """A file that was read and shown, on its way back to be loaded."""

    text = forms.CharField(widget=forms.HiddenInput, strip=False, max_length=4_000_000)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
    end_missing_on = DayField(label=gettext_lazy("Sidste dag for de poster, der mangler i filen"), required=False)

    def offer_to_end(self, count: int) -> None:
        """Ask about the posts that are not in the file, when there are any."""
        if not count:
            del self.fields["end_missing_on"]
            return
        self.fields["end_missing_on"].help_text = ngettext(
            "%(count)s post mangler. Tomt: den bliver stående.",
            "%(count)s poster mangler. Tomt: de bliver stående.",
            count,
        ) % {"count": count}

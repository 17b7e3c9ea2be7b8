"""The form with the municipality's own list of words that may label people."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from holdepunkt.ui.forms import KeyedForm

LONGEST_WORD, MOST_WORDS = 60, 500


class LabelWordsForm(KeyedForm):
    """One word a line, and after a colon what one could write instead."""

    words = forms.CharField(
        label=gettext_lazy("Ordene, ét på hver linje"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 20}),
        help_text=gettext_lazy("Efter et kolon: det, man kan skrive i stedet. Tømmer du listen, bruger vi vores egen."),
    )

    def clean_words(self) -> str:
        """Tidy the lines; a word is short, and the list is not endless."""
        lines = [line.strip() for line in str(self.cleaned_data["words"]).splitlines() if line.strip(" :")]
        if len(lines) > MOST_WORDS:
            raise forms.ValidationError(
                _("Listen har %(n)s ord. Højst %(most)s.") % {"n": len(lines), "most": MOST_WORDS}
            )
        long_ones = [line for line in lines if len(line.partition(":")[0]) > LONGEST_WORD]
        if long_ones:
            raise forms.ValidationError(_("Det er ikke ét ord: »%(line)s«.") % {"line": long_ones[0]})
        return "\n".join(lines)

    def label_words(self) -> list[dict[str, str]]:
        """The list as it is kept."""
        return [_entry(line) for line in self.cleaned_data["words"].splitlines()]


def _entry(line: str) -> dict[str, str]:
    word, _colon, instead = line.partition(":")
    return {"word": word.strip(), "instead": instead.strip()}


def as_lines(entries: Iterable[Mapping[str, Any]]) -> str:
    """The list as the form shows it."""
    return "\n".join(
        f"{entry['word']}: {entry['instead']}" if entry.get("instead") else str(entry["word"]) for entry in entries
    )

"""Help beside the text: how hard it is to read, and words that may label people. Never a stop."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from holdepunkt.people.models import Municipality
from holdepunkt.policy.forms.text import PartForm
from holdepunkt.policy.rules import labelling, lix

VERDICTS = {
    "very_easy": gettext_lazy("Meget let at læse. Det er godt."),
    "easy": gettext_lazy("Let at læse. Det er godt."),
    "middle": gettext_lazy("Lidt sværere end målet. Prøv kortere sætninger eller kortere ord."),
    "hard": gettext_lazy("Svær at læse. Del de lange sætninger, og byt de lange ord."),
    "very_hard": gettext_lazy("Meget svær at læse. Skriv, som du ville sige det."),
}


def typed(form: PartForm, sent: QueryDict) -> dict[str, Any]:
    """What a person has typed so far, as the form's initial values: nothing is saved and nothing lost."""
    values = {name: field.widget.value_from_datadict(sent, {}, name) for name, field in form.fields.items()}
    return {name: value for name, value in values.items() if value is not None}


def help_with(form: PartForm, municipality: Municipality) -> dict[str, Any]:
    """Read the text of a form as it stands."""
    text = str(form[form.helped].value() or "")
    heading = "" if form.helped == "title" else _heading(form)
    read = lix.read(text)
    return {
        "empty": not read.words,
        "lix": read.lix,
        "aim": lix.AIM_FOR_CITIZENS,
        "verdict": VERDICTS[lix.grade(read.lix)],
        "words": read.words,
        "sentences": read.sentences,
        "longest_sentences": read.longest_sentences if read.sentences > 1 or read.lix >= lix.AIM_FOR_CITIZENS else (),
        "longest_words": read.longest_words,
        "hints": [_hint(hint) for hint in labelling.hints(f"{heading}\n{text}", municipality.label_words)],
    }


def _heading(form: PartForm) -> str:
    field = next((form[name] for name in ("heading", "title") if name in form.fields), None)
    return str(field.value() or "") if isinstance(field, forms.BoundField) else ""


def _hint(hint: labelling.Hint) -> str:
    if hint.instead:
        return _("»%(word)s« kan sætte mennesker i bås. Måske: %(instead)s.") % {
            "word": hint.found,
            "instead": hint.instead,
        }
    return _("»%(word)s« kan sætte mennesker i bås. Kan du skrive om situationen i stedet?") % {"word": hint.found}

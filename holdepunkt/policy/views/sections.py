"""The sections of a draft's frame: which form, what it shows, and what it changes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy

from holdepunkt.people.asker import Asker
from holdepunkt.policy.forms import drafting as forms
from holdepunkt.policy.forms.rows import as_fields
from holdepunkt.policy.models import PolicyVersion
from holdepunkt.policy.reads import draft as reads

Values = dict[str, Any]


@dataclass(frozen=True)
class Section:
    """One page of the frame."""

    address: str
    title: Any
    lead: Any
    form: Callable[[PolicyVersion, Asker, Any, Values], Any]
    values: Callable[[PolicyVersion], Values]
    changes: Callable[[Any, PolicyVersion], Values]
    tables: tuple[str, ...] = ()


def _passages(version: PolicyVersion) -> list[tuple[str, str]]:
    return [(row.key, str(row)) for row in version.passages.all()]


def _bare(rows: Any) -> list[dict[str, Any]]:
    return [{name: value for name, value in row.items() if name != "key"} for row in rows]


def _target_group_changes(form: Any, _version: PolicyVersion) -> Values:
    told = {name: value for name, value in form.answers.items() if value not in ("", [], None)}
    return {"target_group": told}


def _paper_changes(form: Any, _version: PolicyVersion) -> Values:
    return {"paper_fields": [row | {"known": bool(row["known"])} for row in form.rows()]}


SECTIONS: Mapping[str, Section] = {
    section.address: section
    for section in (
        Section(
            "grundlag",
            gettext_lazy("Titel, periode og hvem"),
            gettext_lazy("Det, I ikke ved, lader I stå tomt. Så står der ukendt."),
            lambda version, by, data, initial: forms.BasicsForm(data, units=reads.units(by), initial=initial),
            forms.basics_of,
            lambda form, version: form.answers,
            ("policy", "municipality", "units", "format", "pack"),
        ),
        Section(
            "ord",
            gettext_lazy("Jeres egne ord for mål"),
            gettext_lazy("Det øverste niveau først. Nogle siger strategimål, andre fokusområde eller ønske."),
            lambda version, by, data, initial: forms.LevelsForm(data, rows=_bare(version.levels), initial=initial),
            lambda version: as_fields(_bare(version.levels)),
            lambda form, version: {"levels": form.levels(version.levels)},
            ("levels",),
        ),
        Section(
            "vaerdier",
            gettext_lazy("Værdier"),
            gettext_lazy("Det, arbejdet hviler på. Værdier bliver vist, aldrig talt."),
            lambda version, by, data, initial: forms.ValuesForm(
                data, rows=_bare(version.values), initial=initial, passages=_passages(version)
            ),
            lambda version: as_fields(_bare(version.values)),
            lambda form, version: {"values": form.values(version.values)},
            ("values",),
        ),
        Section(
            "maalgruppe",
            gettext_lazy("Hvem politikken er for"),
            gettext_lazy("Fortalt med ord, om situationer. Her kan intet sættes på et menneske."),
            lambda version, by, data, initial: forms.TargetGroupForm(
                data, initial=initial, passages=_passages(version)
            ),
            lambda version: dict(version.target_group),
            _target_group_changes,
            ("target_group",),
        ),
        Section(
            "frister",
            gettext_lazy("Frister"),
            gettext_lazy("Jeres egne frister for arbejdet. De står ikke i politikken."),
            lambda version, by, data, initial: forms.DeadlinesForm(data, initial=initial),
            lambda version: forms.deadlines_in_words(version.deadlines),
            lambda form, version: {"deadlines": form.deadlines()},
            ("deadlines",),
        ),
        Section(
            "punkt",
            gettext_lazy("Felterne i punktet til udvalget"),
            gettext_lazy("I jeres egen rækkefølge og med jeres egne overskrifter. Skift pladsens tal for at flytte."),
            lambda version, by, data, initial: forms.PaperForm(data, rows=version.paper_fields, initial=initial),
            lambda version: as_fields(version.paper_fields),
            _paper_changes,
            ("paper",),
        ),
    )
}


def section_at(address: str) -> Section:
    """The section at an address; 404 for an address of none."""
    if address not in SECTIONS:
        raise Http404(address)
    return SECTIONS[address]

"""What stands in the way of a draft: the pack's own checker, run on the rows, in words for the screen."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import tomli_w
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from holdepunkt.policy.models import PolicyVersion
from holdepunkt.policy.pack.problem import Problem
from holdepunkt.policy.pack.when_needed import check, digest, dump_toml
from holdepunkt.policy.reads.pack_rows import Table, pack_of

if TYPE_CHECKING:
    from holdepunkt.policy.pack.check import Checked
    from holdepunkt.policy.pack.format import Pack

_PLACE = re.compile(r"^(?P<table>\w+)(?:\[(?P<key>[^\]]+)\])?(?:\.(?P<field>.+))?$")


@dataclass(frozen=True)
class Missing:
    """One thing that must be mended: in which table of the pack, which row (or none), and the words."""

    table: str
    key: str
    text: str


def checked(version: PolicyVersion) -> "Checked":
    """The version as a pack, checked as any pack that comes from outside."""
    return check(tomli_w.dumps(pack_of(version)).encode())


def problems_of(version: PolicyVersion) -> list[Missing]:
    """Everything that keeps the version from being a whole pack."""
    table = pack_of(version)
    found = check(tomli_w.dumps(table).encode()).problems
    titles = _titles(table)
    return [_missing(problem, titles) for problem in found]


def pack_as_toml(version: PolicyVersion) -> str:
    """The version as a pack file; a draft with holes in it is written as it is."""
    pack = checked(version).pack
    return dump_toml(pack) if pack else tomli_w.dumps(pack_of(version))


def pack_table(version: PolicyVersion) -> Table:
    """The version as nested dicts, told as shortly as a pack tells it."""
    pack = checked(version).pack
    return told(pack) if pack else pack_of(version)


def told(pack: "Pack") -> Table:
    """A pack as nested dicts, without what it leaves out."""
    return pack.model_dump(mode="json", exclude_defaults=True)


def whole_pack(version: PolicyVersion) -> "Pack | None":
    """The version as a pack, or None while something is missing."""
    return checked(version).pack


def digest_of(version: PolicyVersion) -> str:
    """The fingerprint of the version's pack; empty while something is missing."""
    pack = whole_pack(version)
    return digest(pack) if pack else ""


def _titles(pack: Table) -> dict[tuple[str, str], str]:
    """What a person calls each row, by table and key."""
    titles = {}
    for table in ("passages", "goals", "promises", "rhythm", "national_goals", "values", "levels", "units"):
        for row in pack.get(table, ()):
            words = row.get("heading") or row.get("title") or row.get("name") or row.get("plain") or row.get("singular")
            titles[table, str(row.get("key") or row.get("id"))] = (words or "")[:80]
    return titles


def _missing(problem: Problem, titles: dict[tuple[str, str], str]) -> Missing:
    hit = _PLACE.match(problem.key)
    table, key = (hit["table"], hit["key"] or "") if hit else ("policy", "")
    title = titles.get((table, key), "")
    of_level = table == "goals" and problem.message_key == "missing" and problem.key.endswith(".level")
    words = _own_words().get("level_missing" if of_level else problem.message_key)
    if words is None:
        lang = "da" if (get_language() or "da").startswith("da") else "en"
        words = f"{problem.wrong_in(lang)}: {problem.found}." if problem.found else f"{problem.wrong_in(lang)}."
    return Missing(table, key, f"»{title}«: {words}" if title else words)


def _own_words() -> dict[str, str]:
    """The checker speaks of keys to those who write packs; here it speaks to those who write policies."""
    return {
        "no_promise": _("Teksten vil noget her. Skriv, hvad I vil, som et punkt under afsnittet."),
        "no_rhythm": _("Punktet handler om politikken selv. Sæt rytmen for det."),
        "no_levels": _("Der er mål, men I har ikke skrevet, hvad I kalder dem."),
        "level_missing": _("Målet mangler sit niveau. Skriv først, hvad I kalder jeres mål."),
        "missing": _("Der mangler noget."),
        "rhythm_needs": _("Rytmen mangler noget, før den kan holdes."),
        "too_many_goals": _("Der er ikke så mange mål at være bundet til."),
        "evaluation_early": _("Evalueringen ligger, før politikken begynder."),
        "ended_unit": _("Enheden er ophørt, og ingen har afløst den."),
        "nobody_of_kind": _("Der er ingen enhed af den slags i kommunen."),
        "not_counted": _(
            "Punktet står i et afsnit, som ikke kan love noget. Flyt det, eller gør afsnittet til en forpligtelse."
        ),
        "anchor_long": _("Begyndelsen eller slutningen er for lang. Fire ord er nok til at finde den."),
        "dates": _("Tiden går baglæns."),
        "circle": _("Det peger i ring."),
    }

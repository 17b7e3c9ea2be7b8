"""The rows of a draft's overview, ready to print: contents, what is missing, what was learned and heard."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from holdepunkt.policy.models import Policy, PolicyVersion
from holdepunkt.policy.reads import draft as reads
from holdepunkt.policy.reads import hearing
from holdepunkt.policy.reads.problems import problems_of
from holdepunkt.policy.rules.evaluation import ADVICE_WORDS, Advice
from holdepunkt.policy.rules.kinds import VersionStage
from holdepunkt.policy.rules.period import years
from holdepunkt.policy.views.heard_rows import heard_rows
from holdepunkt.policy.views.nouns import NOUNS
from holdepunkt.policy.views.sections import SECTIONS
from holdepunkt.ui.jinja import danish_date

Row = dict[str, Any]
TONES = {
    VersionStage.DRAFT: "begun",
    VersionStage.HEARING: "warn",
    VersionStage.APPROVED: "good",
    VersionStage.SUPERSEDED: "idle",
}
SHOWN = 50


def _url(version: PolicyVersion, name: str, **more: Any) -> str:
    kwargs = {"slug": version.policy.municipality.slug, "policy": version.policy.slug, "number": version.number}
    return reverse(f"policy:{name}", kwargs=kwargs | more)


def policy_row(policy: Policy) -> Row:
    """One policy in the list, with its versions, newest first."""
    slug = policy.municipality.slug
    versions = []
    for version in policy.versions.all():
        address = reverse("policy:draft", kwargs={"slug": slug, "policy": policy.slug, "number": version.number})
        versions.append(
            {
                "number": version.number,
                "href": address,
                "stage": version.get_stage_display(),
                "tone": TONES[VersionStage(version.stage)],
                "period": years(version.period_from, version.period_to) or _("perioden er ukendt"),
            }
        )
    newest = policy.versions.all()[0] if versions else None
    return {
        "title": policy.title,
        "versions": versions,
        "can_follow": newest is not None and newest.is_frozen,
        "next": reverse("policy:draft_next", kwargs={"slug": slug, "policy": policy.slug}),
    }


def rows(version: PolicyVersion, counts: reads.Counts, *, may_write: bool) -> list[Row]:
    """The table of contents: the frame first, which only opens for who may write in it, then the text."""
    found = [
        {
            "heading": section.title,
            "text": section.lead,
            "href": _url(version, "draft_section", section=address) if may_write else "",
        }
        for address, section in SECTIONS.items()
    ]
    how_many = {
        "passages": counts.passages,
        "goals": counts.goals,
        "promises": counts.promises,
        "rhythm": counts.rhythms,
        "national_goals": counts.national_goals,
        "links": counts.links,
    }
    for address, noun in NOUNS.items():
        found.append(
            {
                "heading": noun.title,
                "text": noun.lead,
                "lead": str(how_many[noun.table]),
                "href": _url(version, "parts", noun=address),
            }
        )
    return found


def facts(version: PolicyVersion) -> list[tuple[str, str]]:
    """What is known about the version; what is unknown says so (A6)."""
    unknown = _("ukendt")
    told = [
        (_("Slags"), version.kind_word),
        (_("Periode"), years(version.period_from, version.period_to) or unknown),
        (_("Tovholder"), str(version.owner or unknown)),
        (_("Udvalg"), str(version.committee or unknown)),
        (_("Godkendes af") if not version.is_frozen else _("Godkendt af"), str(version.approved_by or unknown)),
    ]
    if version.is_frozen:
        told.append((_("Godkendt den"), danish_date(version.approved_on) if version.approved_on else unknown))
    if version.hearing_until:
        told.append((_("I høring til"), danish_date(version.hearing_until)))
    if version.draft_remark:
        told.append((_("Bemærkning"), version.draft_remark))
    return told


def missing(version: PolicyVersion) -> dict[str, Any]:
    """What must be on its place before approval, each with the way there; at most fifty are shown."""
    if version.is_frozen:
        return {"rows": [], "more": 0}
    found = problems_of(version)
    ways = _Ways(version)
    shown = [(problem.text, ways.to(problem.table, problem.key)) for problem in found[:SHOWN]]
    return {"rows": shown, "more": len(found) - len(shown)}


class _Ways:
    """Where each table and row of a pack is written on screen."""

    def __init__(self, version: PolicyVersion) -> None:
        self.version = version
        self.nouns = {noun.table: noun for noun in NOUNS.values()}
        self.pks: dict[str, dict[str, int]] = {}

    def to(self, table: str, key: str) -> str:
        """The page where a problem can be mended."""
        if noun := self.nouns.get(table):
            if pk := self._pk(table, key):
                return _url(self.version, "part", noun=noun.address, pk=pk)
            return _url(self.version, "parts", noun=noun.address)
        at = next((address for address, section in SECTIONS.items() if table in section.tables), "grundlag")
        return _url(self.version, "draft_section", section=at)

    def _pk(self, table: str, key: str) -> int | None:
        kind = self.nouns[table].kind
        if table not in self.pks:
            has_key = any(field.name == "key" for field in kind._meta.get_fields())
            known = reads.parts(self.version, kind) if has_key else ()
            self.pks[table] = {row.key: row.pk for row in known}
        return self.pks[table].get(key)


def wishes(version: PolicyVersion, counts: reads.Counts) -> list[tuple[str, str]]:
    """What may be left open, but is worth a thought: gentle, never a stop."""
    basics = _url(version, "draft_section", section="grundlag")
    told = [
        (
            version.period_from is None or version.period_to is None,
            _("Perioden er ukendt. Så ved ingen, hvornår den er gået."),
            basics,
        ),
        (version.owner_id is None, _("Ingen er tovholder endnu."), basics),
        (version.committee_id is None, _("Intet udvalg står bag endnu."), basics),
        (
            not version.levels,
            _("I har ikke skrevet, hvad I kalder jeres mål."),
            _url(version, "draft_section", section="ord"),
        ),
        (
            not version.target_group,
            _("Der står ikke, hvem politikken er for."),
            _url(version, "draft_section", section="maalgruppe"),
        ),
        (not counts.goals, _("Der er ingen mål endnu."), _url(version, "parts", noun="maal")),
        (
            not counts.promises,
            _("Der er ingen punkter under »Det vil vi« endnu."),
            _url(version, "parts", noun="forpligtelser"),
        ),
        (
            not counts.rhythms,
            _("Politikken siger ikke noget om sit eget arbejde endnu."),
            _url(version, "parts", noun="rytme"),
        ),
    ]
    return [(text, href) for open_still, text, href in told if open_still and not version.is_frozen]


def learned(version: PolicyVersion) -> list[Row]:
    """The conclusions that the draft began from."""
    return [
        {
            "heading": row.goal_title or _("Hele politikken"),
            "text": row.text,
            "lead_note": ADVICE_WORDS[Advice(row.advice)],
        }
        for row in reads.conclusions(version)
    ]


def heard(version: PolicyVersion) -> list[Row]:
    """Who was asked, and what they said."""
    asked = reads.bodies_heard(version)
    return heard_rows(asked, version.policy.municipality.slug, hearing.settled(asked))


def document(version: PolicyVersion) -> Row | None:
    """The municipality's document, and what was not found in it."""
    found = reads.document_name(version)
    if found is None:
        return None
    name, lost = found
    count = len(lost)
    note = ngettext("%(n)s afsnit blev ikke fundet i det.", "%(n)s afsnit blev ikke fundet i det.", count) % {
        "n": count
    }
    return {"name": name, "note": note if lost else _("Alle afsnit blev fundet.")}


def links(version: PolicyVersion) -> dict[str, str]:
    """The other pages of a version."""
    names = ("draft_hearing", "draft_approval", "draft_export", "draft_document", "goal_origins")
    return {name: _url(version, name) for name in names}

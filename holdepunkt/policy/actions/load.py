"""Loading a pack: municipality, units, policy, text. Same pack, no change; changed pack, new version.

An approved version is never edited (invariant 10): a changed pack for it makes a new version that
supersedes the old. Everything is loaded in one transaction, or nothing.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from holdepunkt import record, tenancy
from holdepunkt.people import actions as people
from holdepunkt.people.access import NotPossible, require
from holdepunkt.people.asker import Asker, machine
from holdepunkt.people.models import Municipality, Unit
from holdepunkt.people.rules import UnitKind
from holdepunkt.policy import access
from holdepunkt.policy.actions.load_plans import load_plans
from holdepunkt.policy.actions.load_text import load_text
from holdepunkt.policy.models import Policy, PolicyVersion, SourceDocument, VerbatimText
from holdepunkt.policy.pack.kinds import general_form
from holdepunkt.policy.pack.when_needed import digest
from holdepunkt.policy.rules.kinds import VersionStage
from holdepunkt.policy.rules.period import first_day, last_day

if TYPE_CHECKING:
    from holdepunkt.policy.pack.format import Pack

DRAFTS = (VersionStage.DRAFT, VersionStage.HEARING)
NAMED = 10


@dataclass(frozen=True)
class Loaded:
    """What loading a pack did."""

    version: PolicyVersion
    changed: bool


@transaction.atomic
def load_pack(*, pack: "Pack", by: Asker | None = None) -> Loaded:
    """Load a checked pack. `by` is the policy lead on screen; None is the operator's command."""
    municipality = Municipality.objects.filter(slug=pack.municipality.slug).first()
    if municipality is None:
        municipality = _new_municipality(pack)
    with tenancy.within(municipality):
        return _load(pack, municipality, by or machine(municipality, "Driften"))


def _load(pack: "Pack", municipality: Municipality, by: Asker) -> Loaded:
    require(access.may_draft(by))
    units = _load_units(pack, municipality, by)
    policy = _policy(pack, municipality)
    print_of_pack = digest(pack)
    newest = policy.versions.order_by("-number").first()
    if newest is not None and newest.digest == print_of_pack:
        return Loaded(newest, changed=False)
    version = _new_version(pack, policy, newest, units, print_of_pack, by)
    load_text(pack, version, units)
    load_plans(pack, version, units, by)
    if pack.policy.stage == "approved":
        _approve(version, newest)
    record.wrote("policy.loaded", on=version, by=by, fields={"digest": print_of_pack})
    return Loaded(version, changed=True)


def _new_municipality(pack: "Pack") -> Municipality:
    facts = pack.municipality
    more: dict[str, Any] = {"accent": facts.accent} if facts.accent else {}
    return people.add_municipality(
        slug=facts.slug,
        name=facts.name,
        code=facts.code,
        council_name=facts.council_name,
        case_system=facts.case_system or "",
        words=facts.words.model_dump(exclude_none=True),
        closing_days=[str(day) for day in facts.closing_days],
        **more,
    )


def _load_units(pack: "Pack", municipality: Municipality, by: Asker) -> dict[str, Unit]:
    units = {unit.key: unit for unit in Unit.objects.filter(municipality=municipality)}
    for told in pack.units:
        fields: dict[str, Any] = {
            "name": told.name,
            "kind": UnitKind(told.kind.value),
            "valid_from": first_day(told.valid_from),
            "valid_until": last_day(told.valid_until),
            "note": told.note or "",
            "is_example": told.example,
        }
        if told.key not in units:
            units[told.key] = people.add_unit(municipality=municipality, key=told.key, by=by, **fields)
        elif _differs(units[told.key], fields):
            units[told.key] = people.change_unit(unit=units[told.key], by=by, **fields)
    for told in pack.units:
        _link_unit(units, told.key, told.parent, told.successor, by)
    return units


def _link_unit(units: dict[str, Unit], key: str, parent: str | None, successor: str | None, by: Asker) -> None:
    wanted: dict[str, Any] = {"parent": units.get(parent or ""), "successor": units.get(successor or "")}
    if _differs(units[key], wanted):
        units[key] = people.change_unit(unit=units[key], by=by, **wanted)


def _differs(row: Any, wanted: dict[str, Any]) -> bool:
    return any(getattr(row, name) != value for name, value in wanted.items())


def _paper_fields(pack: "Pack") -> list[dict[str, Any]]:
    return [field.model_dump(mode="json") for field in pack.paper.fields] if pack.paper else general_form()


def _policy(pack: "Pack", municipality: Municipality) -> Policy:
    before = Policy.objects.filter(municipality=municipality, slug=pack.policy.predecessor or "").first()
    policy, _made = Policy.objects.get_or_create(
        municipality=municipality, slug=pack.policy.slug, defaults={"title": pack.policy.title, "predecessor": before}
    )
    return policy


def _new_version(
    pack: "Pack", policy: Policy, newest: PolicyVersion | None, units: dict[str, Unit], print_of_pack: str, by: Asker
) -> PolicyVersion:
    """Make the version row as a draft; its text follows, and its approval last."""
    if newest is not None and newest.stage in DRAFTS:
        _replace_draft(newest, by)
        newest = newest.supersedes
    told = pack.policy
    return PolicyVersion.objects.create(
        policy=policy,
        number=newest.number + 1 if newest else 1,
        stage=VersionStage.HEARING if told.stage == "hearing" else VersionStage.DRAFT,
        supersedes=newest,
        title=told.title,
        kind_word=told.kind_word,
        edition=told.edition or "",
        period_from=first_day(told.period_from),
        period_to=last_day(told.period_to),
        in_use_after_period=told.in_use_after_period,
        owner=units.get(told.owner or ""),
        committee=units.get(told.committee or ""),
        approved_by=units.get(told.approved_by or ""),
        approved_on=told.approved_on,
        dated=told.dated or "",
        draft_remark=told.draft_remark or "",
        source_name=told.source_name or "",
        source_note=told.source_note or "",
        levels=[level.model_dump() for level in pack.levels],
        values=[value.model_dump() for value in pack.values],
        target_group=pack.target_group.model_dump(mode="json") if pack.target_group else {},
        deadlines=pack.deadlines.model_dump(mode="json") if pack.deadlines else {},
        paper_fields=_paper_fields(pack),
        paper_note=(pack.paper.note or "") if pack.paper else "",
        digest=print_of_pack,
    )


def _replace_draft(version: PolicyVersion, by: Asker) -> None:
    """Make room for the pack: refuse when others hang on the draft, else take it away and tell the record."""
    if hanging := _hanging_on(version):
        raise NotPossible(
            _("Pakken kan ikke sættes i stedet for udkastet. Det bruges her: %(where)s. Ret udkastet på skærmen.")
            % {"where": "; ".join(hanging)}
        )
    document = SourceDocument.objects.filter(version=version).values_list("sha256", flat=True).first()
    fields = {"number": version.number, "version": str(version.uuid), "document": document or ""}
    record.wrote("policy.draft_replaced", on=version.policy, by=by, fields=fields)
    _remove_draft(version)


def _hanging_on(version: PolicyVersion) -> list[str]:
    """What would lose its ground without the draft, by kind and name."""
    within = Q(plan_goals__goal__version_of=version) | Q(annexed_to=version)
    within |= Q(efforts__goals__version_of=version) | Q(efforts__promises__version_of=version)
    kinds: tuple[QuerySet[Any], ...] = (
        version.bodies_heard.select_related("unit").order_by("pk"),
        version.items.order_by("pk"),
        version.policy.plans.filter(within).distinct().order_by("pk"),
    )
    return [
        f"{rows.model._meta.verbose_name_plural}: {', '.join(str(row) for row in rows[:NAMED])}"
        for rows in kinds
        if rows.exists()
    ]


def _remove_draft(version: PolicyVersion) -> None:
    """Take a draft's text away with its document, so that the pack's text can stand in its place."""
    VerbatimText.objects.filter(passage__version_of=version).delete()
    SourceDocument.objects.filter(version=version).delete()
    for rows in (version.rhythms, version.links):
        rows.all().delete()
    for goal in version.goals.all():
        goal.targets.all().delete()
    for promise in version.promises.all():
        promise.goals.clear()
    version.promises.all().delete()
    version.goals.update(parent=None)
    version.goals.all().delete()
    version.national_goals.all().delete()
    for passage in version.passages.all():
        passage.delete()
    version.delete()


def _approve(version: PolicyVersion, older: PolicyVersion | None) -> None:
    if older is not None and older.stage == VersionStage.APPROVED:
        older.stage = VersionStage.SUPERSEDED
        older.save(update_fields=["stage"])
    version.stage = VersionStage.APPROVED
    version.save(update_fields=["stage"])

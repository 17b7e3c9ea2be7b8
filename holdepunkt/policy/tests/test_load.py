"""Loading packs: the same changes nothing, a changed one supersedes, a broken one leaves no trace."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from holdepunkt.people.access import NotPossible
from holdepunkt.people.models import Municipality, Unit
from holdepunkt.policy.actions.load import load_pack
from holdepunkt.policy.models import (
    ActionPlan,
    BodyHeard,
    CommitteeItem,
    Passage,
    PlanGoal,
    Policy,
    PolicyVersion,
    SourceDocument,
    VerbatimText,
)
from holdepunkt.policy.pack.check import check
from holdepunkt.policy.rules.kinds import VersionStage
from holdepunkt.record.models import Entry

PACKS = sorted((settings.ROOT / "packs").glob("*.toml"))
pytestmark = pytest.mark.django_db


def _text(name: str) -> str:
    return (settings.ROOT / "packs" / f"{name}.toml").read_text(encoding="utf-8")


def _load(text: str) -> Any:
    checked = check(text.encode())
    assert checked.pack is not None, checked.problems
    return load_pack(pack=checked.pack)


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.stem)
def test_a_pack_becomes_rows_with_nothing_lost_and_nothing_added(path: Path) -> None:
    pack = check(path.read_bytes()).pack
    assert pack is not None
    version = load_pack(pack=pack).version
    assert version.stage == VersionStage.APPROVED
    assert version.passages.count() == len(pack.passages)
    assert version.promises.count() == len(pack.promises)
    assert version.goals.count() == len(pack.goals)
    assert version.rhythms.count() == len(pack.rhythm)
    assert version.links.count() == len(pack.links)
    assert version.policy.plans.count() == len(pack.plans)
    assert {p.key: p.goals.count() for p in version.promises.all()} == {p.key: len(set(p.goals)) for p in pack.promises}


def test_the_same_pack_again_changes_nothing() -> None:
    _load(_text("faxe"))
    before = Entry.objects.count()
    again = _load(_text("faxe"))
    assert not again.changed
    assert Entry.objects.count() == before
    assert PolicyVersion.objects.count() == 1


def test_a_changed_pack_for_an_approved_policy_is_a_new_version_that_supersedes() -> None:
    first = _load(_text("faxe")).version
    pack = check(_text("faxe").encode()).pack
    assert pack is not None
    changed = _text("faxe").replace(pack.passages[0].plain, "Nye ord, som er kortere.", 1)
    second = _load(changed).version
    first.refresh_from_db()
    assert (first.stage, second.stage) == (VersionStage.SUPERSEDED, VersionStage.APPROVED)
    assert second.supersedes == first
    assert first.passages.get(key=pack.passages[0].id).plain == pack.passages[0].plain
    assert second.passages.get(key=pack.passages[0].id).plain == "Nye ord, som er kortere."


def test_a_changed_pack_for_a_draft_takes_the_drafts_place() -> None:
    draft = _text("faxe").replace('\nstage = "approved"', '\nstage = "draft"', 1)
    _load(draft)
    _load(draft.replace("[policy]\n", '[policy]\nedition = "nyt udkast"\n', 1))
    version = PolicyVersion.objects.get()
    assert version.edition == "nyt udkast"
    assert version.number == 1


def test_a_broken_pack_is_named_by_the_command_and_leaves_no_trace(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "broken.toml"
    path.write_text(_text("faxe").replace('kind = "committee"', 'kind = "komite"', 1), encoding="utf-8")
    with pytest.raises(CommandError, match="Intet er indlæst"):
        call_command("load_policy", str(path))
    assert "komite" in capsys.readouterr().err
    assert not Municipality.objects.exists()
    assert not Policy.objects.exists()


def test_renamed_committees_keep_their_dates_and_point_to_their_successor() -> None:
    version = _load(_text("odsherred")).version
    assert version.committee is not None
    assert version.committee.successor is not None
    assert Unit.objects.filter(pk=version.committee.successor_id).exists()


def test_no_pack_stores_verbatim_text() -> None:
    for path in PACKS:
        _load(path.read_text(encoding="utf-8"))
    for passage in Passage.objects.all():
        assert len(passage.starts.split()) <= 4
        assert len(passage.ends.split()) <= 4
        assert not hasattr(passage, "verbatim")


DRAFT = ('\nstage = "approved"', '\nstage = "draft"')
CHANGED = ("[policy]\n", '[policy]\nedition = "nyt udkast"\n')


def _a_loaded_draft() -> tuple[PolicyVersion, str]:
    """A draft of Faxe's policy, and the changed pack that would take its place."""
    text = _text("faxe").replace(*DRAFT, 1)
    return _load(text).version, text.replace(*CHANGED, 1)


def test_a_draft_with_its_document_gives_way_to_a_changed_pack_and_the_record_tells() -> None:
    version, changed = _a_loaded_draft()
    passage = version.passages.all()[0]
    VerbatimText.objects.create(passage=passage, text="Ordret.", found_at="linje 1")
    SourceDocument.objects.create(
        version=version, name="politik.txt", content=b"x", sha256="a" * 64, attached_at="2021-11-22T10:00:00Z"
    )
    assert _load(changed).version.edition == "nyt udkast"
    assert not SourceDocument.objects.exists()
    assert not VerbatimText.objects.exists()
    told = Entry.objects.get(verb="policy.draft_replaced")
    assert told.about_uuid == version.policy.uuid
    assert told.fields["document"] == "a" * 64


def _heard(version: PolicyVersion) -> str:
    unit = Unit.objects.filter(municipality=version.policy.municipality).all()[0]
    BodyHeard.objects.create(unit=unit, version_of=version, asked_on=date(2021, 11, 1))
    return str(unit)


def _item(version: PolicyVersion) -> str:
    unit = Unit.objects.filter(municipality=version.policy.municipality).all()[0]
    CommitteeItem.objects.create(policy=version.policy, policy_version=version, committee=unit, title="Ny politik")
    return "Ny politik"


def _plan(version: PolicyVersion) -> str:
    plan = ActionPlan.objects.create(
        policy=version.policy, title="Plan 2022", period_from=date(2022, 1, 1), period_to=date(2022, 12, 31)
    )
    PlanGoal.objects.create(plan=plan, goal=version.goals.all()[0])
    return "Plan 2022"


@pytest.mark.parametrize("hang", [_heard, _item, _plan])
def test_what_hangs_on_a_draft_is_named_and_the_draft_stays_as_it_was(hang: Any, tmp_path: Path) -> None:
    version, changed = _a_loaded_draft()
    name = hang(version)
    passages = version.passages.count()
    with pytest.raises(NotPossible, match=name):
        _load(changed)
    path = tmp_path / "changed.toml"
    path.write_text(changed, encoding="utf-8")
    with pytest.raises(CommandError, match=name):
        call_command("load_policy", str(path))
    version.refresh_from_db()
    assert version.passages.count() == passages


def test_a_document_that_is_no_use_is_said_by_the_command(tmp_path: Path) -> None:
    pack, document = tmp_path / "faxe.toml", tmp_path / "faxe.txt"
    pack.write_text(_text("faxe"), encoding="utf-8")
    document.write_text("Referat af en fodboldkamp.", encoding="utf-8")
    with pytest.raises(CommandError, match="ikke ét af"):
        call_command("load_policy", str(pack), "--document", str(document))
    assert not SourceDocument.objects.exists()

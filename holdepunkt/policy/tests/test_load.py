"""Loading packs: the same changes nothing, a changed one supersedes, a broken one leaves no trace."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from holdepunkt.people.models import Municipality, Unit
from holdepunkt.policy.actions.load import load_pack
from holdepunkt.policy.models import Passage, Policy, PolicyVersion
from holdepunkt.policy.pack.check import check
from holdepunkt.policy.rules.kinds import VersionStage
from holdepunkt.record.models import Entry

PACKS = sorted((settings.ROOT / "packs").glob("*.toml"))
pytestmark = pytest.mark.django_db


def _text(name: str) -> str:
    return (settings.ROOT / "packs" / f"{name}.toml").read_text(encoding="utf-8")


def _load(text: str) -> object:
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

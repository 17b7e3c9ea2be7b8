"""A policy in and out on screen: export, upload, preview, load, and the municipality's own document."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from holdepunkt.people.access import NotPossible
from holdepunkt.people.asker import machine
from holdepunkt.people.models import Unit
from holdepunkt.people.tests.builders import Town, a_town
from holdepunkt.policy.actions import draft
from holdepunkt.policy.actions.document import attach_document
from holdepunkt.policy.actions.load import load_pack
from holdepunkt.policy.models import Passage, PolicyVersion
from holdepunkt.policy.models.text import VerbatimText
from holdepunkt.policy.pack.check import check
from holdepunkt.policy.pack.export import digest
from holdepunkt.policy.reads.pack_plans import keys_of_units
from holdepunkt.policy.reads.problems import pack_as_toml, whole_pack
from holdepunkt.policy.tests.builders import a_draft, a_policy

PACKS = sorted((Path(__file__).parents[3] / "packs").glob("*.toml"))
UPLOAD = "/lundby/arbejde/politikker/indlaes/"


@pytest.fixture
def town(db: None) -> Town:
    return a_town()


@pytest.fixture
def client(town: Town) -> Client:
    client = Client()
    client.force_login(town.people["finn"])
    return client


@pytest.mark.django_db
@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.stem)
def test_a_loaded_pack_exported_again_is_the_same_pack(path: Path) -> None:
    pack = check(path).pack
    assert pack is not None
    version = load_pack(pack=pack).version
    again = whole_pack(version)
    assert again is not None
    assert again.model_dump(exclude_defaults=True) == pack.model_dump(exclude_defaults=True)
    assert digest(again) == version.digest


def test_units_are_told_in_the_order_they_were_set_up_whatever_order_the_database_gives(town: Town) -> None:
    units = list(Unit.objects.order_by("pk"))
    assert len(units) > 2
    assert keys_of_units(reversed(units)) == [unit.key for unit in units]


def uploaded(text: str | bytes) -> SimpleUploadedFile:
    content = text if isinstance(text, bytes) else text.encode()
    return SimpleUploadedFile("pakke.toml", content, content_type="application/toml")


def test_every_fault_of_an_upload_is_shown_at_once_and_nothing_is_loaded(town: Town, client: Client) -> None:
    good = pack_as_toml(a_draft(town))
    bad = good.replace('stage = "draft"', 'stage = "maaske"').replace('kind = "vision"', 'kind = "dream"')
    body = client.post(UPLOAD, {"pack": uploaded(bad)}).content.decode()
    assert "Intet er indlæst" in body
    assert "maaske" in body
    assert "dream" in body
    assert "Linje " in body
    assert PolicyVersion.objects.count() == 1


def test_a_pack_of_another_municipality_is_refused_with_both_names(town: Town, client: Client) -> None:
    text = pack_as_toml(a_draft(town)).replace('slug = "lundby"', 'slug = "andeby"')
    body = client.post(UPLOAD, {"pack": uploaded(text)}).content.decode()
    assert "Pakken hører til »andeby«" in body


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"format = ", b""])
def test_what_is_no_pack_is_said_kindly(client: Client, content: bytes) -> None:
    answer = client.post(UPLOAD, {"pack": uploaded(content)})
    assert answer.status_code == 200
    assert PolicyVersion.objects.count() == 0


def test_a_changed_pack_is_shown_first_and_becomes_a_new_version_when_loaded(town: Town, client: Client) -> None:
    first = a_policy(town)
    text = pack_as_toml(first).replace("I Lundby er der plads til alle.", "I Lundby er der plads til dig.")
    body = client.post(UPLOAD, {"pack": uploaded(text)}).content.decode()
    assert "Den godkendte version bliver stående" in body
    assert "vision" in body
    assert PolicyVersion.objects.count() == 1
    answer = client.post(f"{UPLOAD}gem/", {"text": text})
    assert answer.status_code == 302
    second = first.policy.versions.get(number=2)
    assert second.passages.get(key="vision").plain == "I Lundby er der plads til dig."


def test_the_same_pack_again_has_nothing_to_load(town: Town, client: Client) -> None:
    version = a_draft(town)
    draft.approve_version(version_of=version, unit=None, on=None, by=town.as_("finn"))
    version.refresh_from_db()
    body = client.post(UPLOAD, {"pack": uploaded(pack_as_toml(version))}).content.decode()
    assert "Der er ikke noget at indlæse" in body


def test_a_draft_that_a_pack_would_replace_is_warned_of(town: Town, client: Client) -> None:
    text = pack_as_toml(a_draft(town)).replace("Plads til alle", "Plads til dig")
    body = client.post(UPLOAD, {"pack": uploaded(text)}).content.decode()
    assert "sættes i stedet for jeres udkast" in body


def test_the_export_is_a_file_with_a_name(town: Town, client: Client) -> None:
    a_policy(town)
    answer = client.get(reverse("policy:draft_export", kwargs={"slug": "lundby", "policy": "udsatte", "number": 1}))
    assert answer.headers["Content-Disposition"] == 'attachment; filename="lundby-udsatte-1.toml"'
    assert check(answer.content).ok


DOCUMENT = "Politik for Lundby\n\nI Lundby vil vi, at der er plads\ntil alle, som bor her.\n\nSlut."


def test_the_document_gives_passages_their_own_words_and_names_what_is_not_found(town: Town, client: Client) -> None:
    version = a_draft(town)
    version.passages.filter(key="vision").update(starts="I Lundby vil vi", ends="som bor her")
    version.passages.filter(key="vaerdi").update(starts="Findes slet ikke", ends="her heller ikke")
    address = reverse("policy:draft_document", kwargs={"slug": "lundby", "policy": "udsatte", "number": 1})
    file = SimpleUploadedFile("politik.txt", DOCUMENT.encode())
    body = client.post(address, {"document": file}, follow=True).content.decode()
    vision = version.passages.get(key="vision")
    assert vision.verbatim.text == "I Lundby vil vi, at der er plads til alle, som bor her."
    assert "Vi fandt ikke begyndelsen: »Findes slet ikke«" in body


def test_attaching_the_document_again_replaces_and_works_on_an_approved_text(town: Town) -> None:
    version = a_draft(town)
    version.passages.filter(key="vision").update(starts="I Lundby vil vi", ends="som bor her")
    PolicyVersion.objects.filter(pk=version.pk).update(stage="approved")
    version.refresh_from_db()
    by = machine(town.municipality)
    for _time in range(2):
        attached = attach_document(version_of=version, name="politik.txt", content=DOCUMENT.encode(), by=by)
    assert VerbatimText.objects.count() == 1
    assert len(attached.missing) == Passage.objects.filter(version_of=version).count() - 1
    with pytest.raises(NotPossible, match="pdf, docx og txt"):
        attach_document(version_of=version, name="politik.exe", content=b"x", by=by)

"""A wrong file never takes the council's own words away: what is refused, and what is asked first."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from holdepunkt.people.access import NotPossible
from holdepunkt.people.tests.builders import Town, a_town
from holdepunkt.policy.actions.document import attach_document
from holdepunkt.policy.models import PolicyVersion, SourceDocument
from holdepunkt.policy.models.text import VerbatimText
from holdepunkt.policy.tests.builders import a_draft
from holdepunkt.record.models import Entry

WHOLE = "I Lundby vil vi, at der er plads til alle, som bor her.\n\nRespekt er det første, vi giver hinanden."
HALF = "I Lundby vil vi, at der er plads til alle, som bor her."
ANCHORS = {"vision": ("I Lundby vil vi", "som bor her"), "vaerdi": ("Respekt er det", "giver hinanden")}
YES = "Ja, brug det her dokument"


@pytest.fixture
def town(db: None) -> Town:
    return a_town()


@pytest.fixture
def client(town: Town) -> Client:
    client = Client()
    client.force_login(town.people["finn"])
    return client


@pytest.fixture
def version(town: Town) -> PolicyVersion:
    """An approved policy with its document, in which two passages have their own words."""
    version = a_draft(town)
    for key, (starts, ends) in ANCHORS.items():
        version.passages.filter(key=key).update(starts=starts, ends=ends)
    PolicyVersion.objects.filter(pk=version.pk).update(stage="approved")
    version.refresh_from_db()
    attach_document(version_of=version, name="politik.txt", content=WHOLE.encode(), by=town.as_("finn"))
    return version


def sent(client: Client, content: bytes, name: str = "andet.txt", **more: str) -> str:
    address = reverse("policy:draft_document", kwargs={"slug": "lundby", "policy": "udsatte", "number": 1})
    answer = client.post(address, {"document": SimpleUploadedFile(name, content)} | more, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def the_old_one_stays() -> bool:
    return SourceDocument.objects.get().name == "politik.txt" and VerbatimText.objects.count() == 2


def test_a_file_with_none_of_the_passages_is_refused_and_the_councils_words_stay(
    client: Client, version: PolicyVersion
) -> None:
    body = sent(client, b"Referat af en fodboldkamp.")
    assert "ikke ét af de 2 afsnit" in body
    assert YES not in body
    assert the_old_one_stays()


@pytest.mark.parametrize("content", [WHOLE.encode() + b"\0", WHOLE.encode("utf-16"), b"%PDF-1.7\n" + bytes(range(200))])
def test_a_file_that_is_no_text_is_refused_and_the_councils_words_stay(
    client: Client, version: PolicyVersion, content: bytes
) -> None:
    assert "ikke almindelig tekst" in sent(client, content)
    assert the_old_one_stays()


def test_a_file_with_fewer_passages_is_asked_about_with_both_numbers_before_it_replaces(
    client: Client, version: PolicyVersion
) -> None:
    body = sent(client, HALF.encode())
    assert "1 af de 2 afsnit" in body
    assert "Før fandt vi 2" in body
    assert YES in body
    assert the_old_one_stays()
    assert YES in sent(client, HALF.encode())
    sent(client, HALF.encode(), use_it="on")
    assert SourceDocument.objects.get().name == "andet.txt"
    assert VerbatimText.objects.count() == 1


def test_the_question_is_not_there_before_it_is_needed(client: Client, version: PolicyVersion) -> None:
    address = reverse("policy:draft_document", kwargs={"slug": "lundby", "policy": "udsatte", "number": 1})
    assert YES not in client.get(address).content.decode()
    sent(client, WHOLE.encode(), "samme.txt")
    assert SourceDocument.objects.get().name == "samme.txt"


def test_a_draft_takes_a_shorter_document_without_a_question(client: Client, version: PolicyVersion) -> None:
    PolicyVersion.objects.filter(pk=version.pk).update(stage="draft")
    sent(client, HALF.encode())
    assert SourceDocument.objects.get().name == "andet.txt"


def test_the_record_holds_the_former_documents_fingerprint(town: Town, version: PolicyVersion) -> None:
    again = (WHOLE + " ").encode()
    attach_document(version_of=version, name="igen.txt", content=again, by=town.as_("finn"))
    first, second = Entry.objects.filter(verb="policy.document_attached").order_by("pk")
    assert first.fields["former"] == ""
    assert second.fields["former"] == hashlib.sha256(WHOLE.encode()).hexdigest()
    assert second.fields["sha256"] == hashlib.sha256(again).hexdigest()


def test_a_text_without_anchors_takes_its_document_and_names_every_passage(town: Town) -> None:
    version = a_draft(town)
    attached = attach_document(version_of=version, name="a.txt", content=b"Noget.", by=town.as_("finn"))
    assert len(attached.missing) == version.passages.count()


def test_the_operators_shorter_document_is_refused_with_the_numbers(town: Town, version: PolicyVersion) -> None:
    with pytest.raises(NotPossible, match="Før fandt vi 2"):
        attach_document(version_of=version, name="a.txt", content=HALF.encode(), by=town.machine)

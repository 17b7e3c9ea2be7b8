"""What every answer tells the browser: load nothing strange, guess nothing, say nothing to others, be in no frame."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client

from holdepunkt.people.tests.builders import Town, a_town

CLOSED_PAGES = (
    "/lundby/mit/", "/lundby/arbejde/", "/lundby/arbejde/planer/", "/lundby/arbejde/politikker/",
    "/lundby/arbejde/kommunen/mennesker/", "/lundby/arbejde/min-sikkerhed/",
)  # fmt: skip
CLOSED = ("default-src 'none'", "object-src 'none'", "base-uri 'none'", "form-action 'self'")


@pytest.fixture
def town(db: None) -> Town:
    return a_town()


def answers(town: Town) -> dict[str, HttpResponse]:
    """One answer of each kind: public, signed in, moved, refused, missing, wrong method, forged."""
    lead, stranger, forger = Client(), Client(), Client(enforce_csrf_checks=True)
    lead.force_login(town.people["finn"])
    forger.force_login(town.people["finn"])
    return {
        "public": stranger.get("/lundby/"),
        "sign-in": stranger.get("/lundby/log-ind/"),
        "moved": stranger.get("/lundby/arbejde/"),
        "signed in": lead.get("/lundby/mit/"),
        "missing": lead.get("/lundby/findes-ikke/"),
        "method": lead.put("/lundby/sager/"),
        "forged": forger.post("/lundby/arbejde/kommunen/ord/", {}),
    }


def test_every_answer_lets_a_page_load_ours_only_and_be_framed_by_nobody(town: Town) -> None:
    for name, answer in answers(town).items():
        policy = answer.headers["Content-Security-Policy"]
        assert all(rule in policy for rule in CLOSED), name
        assert "frame-ancestors 'none'" in policy, name
        assert "unsafe" not in policy, name


def test_no_answer_is_guessed_at_told_to_others_or_opened_to_other_sites(town: Town) -> None:
    for name, answer in answers(town).items():
        assert answer.headers["X-Content-Type-Options"] == "nosniff", name
        assert answer.headers["Referrer-Policy"] == "same-origin", name
        assert "Access-Control-Allow-Origin" not in answer.headers, name
        assert answer.status_code in (302, 405) or "charset=utf-8" in answer.headers["Content-Type"], name


def test_a_form_from_another_site_is_refused_and_changes_nothing(town: Town) -> None:
    answer = answers(town)["forged"]
    assert answer.status_code == 403
    assert "Traceback" not in answer.content.decode()


def test_a_host_that_is_not_ours_is_refused_without_a_word_about_us(db: None) -> None:
    answer = Client(raise_request_exception=False).get("/", headers={"Host": "ond.example"})
    assert answer.status_code == 400
    assert "ond.example" not in answer.content.decode()


def test_passwords_are_kept_by_a_slow_hash_and_may_be_long(db: None) -> None:
    from django.contrib.auth.password_validation import validate_password

    import holdepunkt.settings as ours

    assert ours.PASSWORD_HASHERS[0].endswith("ScryptPasswordHasher")
    validate_password("en stille å løber forbi et gult hus hvor ingen bor mere i år " * 2)
    assert settings.SESSION_COOKIE_HTTPONLY


def test_what_somebody_saw_while_signed_in_is_kept_by_no_browser_and_no_proxy(town: Town) -> None:
    lead = Client()
    lead.force_login(town.people["finn"])
    for address in CLOSED_PAGES:
        assert "no-store" in lead.get(address).headers["Cache-Control"], address
    assert "no-store" in lead.get("/lundby/").headers["Cache-Control"]
    assert "no-store" not in Client().get("/lundby/").headers.get("Cache-Control", "")


def test_behind_https_a_page_asks_for_https_for_a_year(tmp_path: Path) -> None:
    root = Path(__file__).resolve().parents[2]
    asked = (
        "import django; django.setup()\nfrom django.test import Client\n"
        "print(Client().get('/findes-ikke/', secure=True)['Strict-Transport-Security'])"
    )
    env = {"HOLDEPUNKT_HTTPS": "1", "HOLDEPUNKT_DATA": str(tmp_path), "PYTHONPATH": str(root), "HOLDEPUNKT_LOG": "json"}
    env["DJANGO_SETTINGS_MODULE"] = "holdepunkt.settings"
    told = subprocess.run([sys.executable, "-c", asked], env=env, cwd=root, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "max-age=31536000"


def test_what_breaks_unexpectedly_says_nothing_of_the_inside(town: Town) -> None:
    """A table is renamed under the program's feet: an error that nobody foresaw, on a page and in a form."""
    lead = Client(raise_request_exception=False)
    lead.force_login(town.people["finn"])
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE policy_policy RENAME TO policy_policy_gone")
        answers = [lead.get("/lundby/"), lead.get("/lundby/arbejde/politikker/")]
        transaction.set_rollback(True)
    for answer in answers:
        assert answer.status_code == 500
        for inside in ("policy_policy", "Traceback", "SELECT", "Error", "holdepunkt/", settings.SECRET_KEY):
            assert inside not in answer.text


def test_what_is_written_is_decoded_once_and_shown_as_it_was_written(town: Town) -> None:
    page = Client().get("/lundby/soeg/?q=%2525C3%2525A5%253Cb%253E").text
    assert 'value="%25C3%25A5%3Cb%3E"' in page

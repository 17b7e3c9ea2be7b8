"""What every answer tells the browser: load nothing strange, guess nothing, say nothing to others, be in no frame."""

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from holdepunkt.people.tests.builders import Town, a_town

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

"""A fifth municipality, made up, set up on screen alone: from the operator's one command to the pack."""

import re
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from holdepunkt.people.models import Municipality, Unit, User
from holdepunkt.policy.actions.load import load_pack
from holdepunkt.policy.models import BodyHeard, Passage, PolicyVersion
from holdepunkt.policy.pack.check import check
from holdepunkt.policy.pack.export import digest
from holdepunkt.policy.rules.kinds import VersionStage

POLICY, EDITION = "alle-med-i-strandby", 1


class Lead:
    """Finn, the policy lead of Strandby, who has nothing but a browser."""

    def __init__(self, password: str) -> None:
        self.client = Client()
        answer = self.client.post("/strandby/log-ind/", {"username": "finn@strandby", "password": password})
        assert answer.status_code == 302, answer.content.decode()
        self.sends("people:own_password", {"present": password, "password": f"{password} og mit eget"})

    def sends(self, name: str, sent: dict[str, Any], *, query: str = "", **kwargs: Any) -> str:
        """Fill in a form and send it; it is saved, or the page tells why not."""
        address = reverse(name, kwargs={"slug": "strandby"} | kwargs) + query
        assert self.client.get(address).status_code == 200
        answer = self.client.post(address, sent)
        assert answer.status_code == 302, _errors(answer.content.decode())
        return answer.headers["Location"]

    def writes(self, noun: str, sent: dict[str, Any], query: str = "") -> None:
        """Add a part to the draft."""
        self.sends("policy:part_add", sent, query=query, policy=POLICY, number=EDITION, noun=noun)

    def sets(self, section: str, sent: dict[str, Any]) -> None:
        """Fill in a page of the draft's frame."""
        self.sends("policy:draft_section", sent, policy=POLICY, number=EDITION, section=section)

    def sees(self, name: str, **kwargs: Any) -> str:
        """Open a page."""
        answer = self.client.get(reverse(name, kwargs={"slug": "strandby"} | kwargs))
        assert answer.status_code == 200
        return answer.content.decode()


def _errors(body: str) -> str:
    return " | ".join(re.findall(r"(?s)<li>(.*?)</li>|form-error-message.*?</span>", body)) or body[:3000]


def an_operator_adds_strandby() -> str:
    """The one command; the password stands on its last line."""
    told = StringIO()
    call_command(
        "municipality_add",
        "strandby",
        "Strandby Kommune",
        "--lead",
        "Finn Falk",
        "--username",
        "finn@strandby",
        stdout=told,
    )
    return told.getvalue().strip().rsplit(" ", 1)[-1]


def _unit(name: str) -> int:
    return Unit.objects.get(municipality__slug="strandby", name=name).pk


def sets_up_the_house(finn: Lead) -> None:
    """Name, colour, units and people."""
    finn.sends(
        "people:setup_municipality",
        {"name": "Strandby Kommune", "council_name": "kommunalbestyrelse", "accent": "#1f5a4b", "case_system": "SBSYS"},
    )
    finn.sends("people:setup_words", {"plan": "årsplan", "plans": "årsplaner", "the_plan": "årsplanen"})
    finn.sends("people:setup_closing_days", {"days": "27-12-2021\n2. januar"})
    for name, kind in (
        ("Kommunalbestyrelsen", "city_council"),
        ("Velfærdsudvalget", "committee"),
        ("Udsatterådet i Strandby", "advisory_council"),
        ("Voksen og Job", "department"),
    ):
        finn.sends("people:setup_unit_add", {"name": name, "kind": kind, "phone": "12 34 56 78"})
    finn.sends(
        "people:setup_person_add",
        {
            "name": "Dan Dam",
            "username": "dan@strandby",
            "email": "dan@strandby.example",
            "phone": "",
            "role": "effort_lead",
            "unit": _unit("Voksen og Job"),
            "starts_on": "2021-01-01",
            "password": "fyrtårn-og-klitter",
        },
    )


def begins_the_policy(finn: Lead) -> None:  # because it is one story told in one breath
    """Title, period, bodies, words, target group, values, deadlines, paper."""
    finn.sends(
        "policy:draft_begin",
        {
            "title": "Alle med i Strandby",
            "kind_word": "strategi",
            "slug": "",
            "period_from": "2020",
            "period_to": "2023",
            "owner": _unit("Voksen og Job"),
            "committee": _unit("Velfærdsudvalget"),
            "approved_by": _unit("Kommunalbestyrelsen"),
        },
    )
    finn.sets(
        "ord",
        {
            "singular_0": "ønske",
            "plural_0": "ønsker",
            "definite_0": "ønsket",
            "singular_1": "trin",
            "plural_1": "trin",
            "definite_1": "trinnet",
        },
    )
    finn.sets("vaerdier", {"name_0": "Nærvær", "plain_0": "Vi er til stede.", "name_1": "", "plain_1": ""})
    finn.sets(
        "maalgruppe",
        {
            "plain": "Dig, der har det svært på flere måder.",
            "logic": "Flere ting på én gang.",
            "named_situations": "uden hjem\nensomhed",
        },
    )
    finn.sets(
        "frister", {"round_opens": "15. januar", "status_due": "28-02", "remind_before": "5, 1", "hearing_weeks": "3"}
    )
    finn.sets(
        "punkt",
        {
            "heading_0": "Beslutning",
            "key_0": "decision",
            "known_0": "on",
            "place_0": "3",
            "heading_1": "Sagens kerne",
            "key_1": "core",
            "known_1": "on",
            "place_1": "1",
            "heading_2": "Penge",
            "key_2": "economy",
            "known_2": "on",
            "place_2": "2",
        },
    )


def _passage(heading: str) -> int:
    return Passage.objects.get(version_of__policy__slug=POLICY, heading=heading).pk


def writes_the_text(finn: Lead) -> None:  # because it is one story told in one breath
    """Passages, goals in two levels with a figure, promises, rhythm."""
    for kind, heading, plain in (
        ("vision", "Vision", "I Strandby er der plads til alle."),
        ("commitment", "Hjem", "Vi finder et hjem sammen med dig."),
        ("promise_about_itself", "Status", "Udvalget får en status hvert år."),
    ):
        finn.writes("afsnit", {"kind": kind, "heading": heading, "plain": plain, "place": "side 1"})
    version = PolicyVersion.objects.get(policy__slug=POLICY)
    finn.writes("maal", {"title": "Alle har et hjem", "level": "1", "plain": "Et sted at bo."})
    home = version.goals.get()
    finn.writes("maal", {"title": "Færre på gaden", "level": "2", "parent": home.pk})
    finn.sends(
        "policy:target_add",
        {
            "measure": "borgere uden hjem",
            "unit": "borgere",
            "group": "unge",
            "baseline_value": "12",
            "baseline_year": "2019",
            "target_value": "4",
            "target_year": "2023",
        },
        policy=POLICY,
        number=EDITION,
        pk=home.pk,
    )
    finn.writes(
        "forpligtelser",
        {
            "plain": "Vi finder et hjem sammen med dig.",
            "passage": _passage("Hjem"),
            "goals": [home.pk],
            "modal": "shall",
            "doer": "kommunen",
            "partners": ["voksen-og-job"],
        },
    )
    finn.writes(
        "forpligtelser",
        {
            "plain": "Udvalget får en status hvert år.",
            "passage": _passage("Status"),
            "modal": "shall",
            "doer": "voksen-og-job",
            "about_itself": "on",
        },
    )


def sets_the_rhythm(finn: Lead) -> None:
    """A yearly status to the committee, and an evaluation in 2023."""
    promise = PolicyVersion.objects.get(policy__slug=POLICY).promises.get(about_itself=True)
    finn.writes(
        "rytme",
        {
            "plain": "Status hvert år.",
            "stated": "shall",
            "every": "1",
            "unit": _unit("Velfærdsudvalget"),
            "promise": promise.pk,
            "passage": _passage("Status"),
        },
        "?slags=status_every_years",
    )
    finn.writes(
        "rytme", {"plain": "Evaluering i 2023.", "stated": "shall", "year": "2023"}, "?slags=evaluation_in_year"
    )


@pytest.fixture
def finn(db: None) -> Lead:
    lead = Lead(an_operator_adds_strandby())
    sets_up_the_house(lead)
    begins_the_policy(lead)
    return lead


def test_a_fifth_municipality_goes_from_one_command_to_an_approved_policy_and_its_pack(finn: Lead) -> None:
    assert "Vision" not in finn.sees("policy:parts", policy=POLICY, number=EDITION, noun="afsnit")
    writes_the_text(finn)
    overview = finn.sees("policy:draft", policy=POLICY, number=EDITION)
    assert "Sæt rytmen for det" in overview
    refused = finn.client.post(
        reverse("policy:draft_approval", kwargs={"slug": "strandby", "policy": POLICY, "number": 1}), {"unit": ""}
    )
    assert "skal på plads først" in refused.content.decode()
    sets_the_rhythm(finn)
    assert "Intet mangler" in finn.sees("policy:draft", policy=POLICY, number=EDITION)
    council = _unit("Udsatterådet i Strandby")
    finn.sends("policy:draft_hearing", {"until": "2031-01-01", "bodies": [council]}, policy=POLICY, number=EDITION)
    assert BodyHeard.objects.get(version_of__policy__slug=POLICY).unit_id == council
    finn.sends(
        "policy:draft_approval",
        {"unit": _unit("Kommunalbestyrelsen"), "on": "2019-12-12"},
        policy=POLICY,
        number=EDITION,
    )

    version = PolicyVersion.objects.get(policy__slug=POLICY)
    assert version.stage == VersionStage.APPROVED
    assert [field["heading"] for field in version.paper_fields] == ["Sagens kerne", "Penge", "Beslutning"]
    assert version.levels[0] == {"key": "oenske", "singular": "ønske", "plural": "ønsker", "definite": "ønsket"}
    assert version.deadlines["status_due"] == "02-28"
    municipality = Municipality.objects.get(slug="strandby")
    assert municipality.words["plan"] == "årsplan"
    assert municipality.closing_days == ["2021-12-27", "01-02"]

    exported = finn.client.get(
        reverse("policy:draft_export", kwargs={"slug": "strandby", "policy": POLICY, "number": 1})
    )
    found = check(exported.content)
    assert found.problems == ()
    assert digest(found.pack) == version.digest
    assert load_pack(pack=found.pack).changed is False
    assert PolicyVersion.objects.count() == 1


def test_the_pack_of_strandby_says_all_that_was_written(finn: Lead) -> None:
    writes_the_text(finn)
    sets_the_rhythm(finn)
    exported = finn.client.get(
        reverse("policy:draft_export", kwargs={"slug": "strandby", "policy": POLICY, "number": 1})
    )
    pack = check(exported.content).pack
    assert pack is not None
    assert pack.policy.period_from == 2020
    assert pack.policy.kind_word == "strategi"
    assert pack.goals[0].targets[0].target == 4
    assert pack.goals[0].targets[0].group == "unge"
    assert pack.goals[1].parent == pack.goals[0].key
    assert pack.promises[0].partners == ("voksen-og-job",)
    assert pack.promises[1].doer == "voksen-og-job"
    assert {row.kind.value for row in pack.rhythm} == {"status_every_years", "evaluation_in_year"}
    assert pack.target_group.named_situations == ("uden hjem", "ensomhed")
    assert pack.deadlines.remind_before == (5, 1)


def test_dan_signs_in_with_the_first_password_and_changes_it(finn: Lead) -> None:
    client = Client()
    sent = {"username": "dan@strandby", "password": "fyrtårn-og-klitter"}
    assert client.post("/strandby/log-ind/", sent).status_code == 302
    answer = client.post(
        reverse("people:own_password", kwargs={"slug": "strandby"}),
        {"present": "fyrtårn-og-klitter", "password": "en-helt-anden-sten"},
    )
    assert answer.status_code == 302
    assert User.objects.get(username="dan@strandby").check_password("en-helt-anden-sten")
    assert client.get(reverse("people:own_password", kwargs={"slug": "strandby"})).status_code == 200

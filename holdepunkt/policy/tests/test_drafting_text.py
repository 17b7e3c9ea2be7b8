"""Writing a policy on screen: parts, order, writing help, merge, frozen text."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from holdepunkt.people.access import NotPossible, Refused
from holdepunkt.people.tests.builders import Town, a_town
from holdepunkt.policy.actions import draft, text
from holdepunkt.policy.models import Goal, Passage, PolicyVersion, Promise
from holdepunkt.policy.reads import draft as reads
from holdepunkt.policy.tests.builders import a_draft, a_policy


@pytest.fixture
def town(db: None) -> Town:
    return a_town()


def signed_in(town: Town, name: str = "finn") -> Client:
    client = Client()
    client.force_login(town.people[name])
    return client


def page(version: PolicyVersion, name: str, **more: Any) -> str:
    policy = version.policy
    kwargs = {"slug": policy.municipality.slug, "policy": policy.slug, "number": version.number}
    return reverse(f"policy:{name}", kwargs=kwargs | more)


def test_a_passage_added_after_another_stands_right_after_it(town: Town) -> None:
    version = a_draft(town)
    first = version.passages.get(key="vision")
    text.add_part(
        version_of=version, noun=Passage, by=town.as_("finn"), after=first, named="Lige efter", plain="Lige efter."
    )
    keys = list(reads.parts(version, Passage).values_list("key", flat=True))
    assert keys[:2] == ["vision", "lige-efter"]


def test_moving_a_part_up_and_down_changes_places_with_its_neighbour(town: Town) -> None:
    version = a_draft(town)
    goal = version.goals.get(key="arbejde")
    text.move_part(part=goal, by=town.as_("finn"), up=True)
    assert [g.key for g in version.goals.all()] == ["arbejde", "hjem", "sundhed"]
    text.move_part(part=version.goals.get(key="arbejde"), by=town.as_("finn"), up=True)
    text.move_part(part=version.goals.get(key="arbejde"), by=town.as_("finn"), up=False)
    assert [g.key for g in version.goals.all()] == ["hjem", "arbejde", "sundhed"]


def test_what_others_point_to_cannot_be_removed_and_the_refusal_names_them(town: Town) -> None:
    version = a_draft(town)
    passage = version.passages.get(key="loefte-hjem")
    with pytest.raises(NotPossible, match="Alle har et hjem"):
        text.remove_part(part=passage, by=town.as_("finn"))
    assert version.passages.filter(key="loefte-hjem").exists()


def test_a_promise_is_removed_together_with_its_ties_to_goals(town: Town) -> None:
    version = a_draft(town)
    text.remove_part(part=version.promises.get(key="vi-hjem"), by=town.as_("finn"))
    assert not version.promises.filter(key="vi-hjem").exists()
    assert version.goals.count() == 3


def test_an_approved_text_refuses_every_edit(town: Town) -> None:
    version = a_policy(town)
    passage = version.passages.get(key="vision")
    for act in (
        lambda: text.change_part(part=passage, by=town.as_("finn"), plain="Andet"),
        lambda: text.remove_part(part=passage, by=town.as_("finn")),
        lambda: text.move_part(part=passage, by=town.as_("finn"), up=False),
        lambda: text.add_part(version_of=version, noun=Goal, by=town.as_("finn"), title="Nyt"),
        lambda: draft.change_version(version_of=version, by=town.as_("finn"), title="Andet"),
        lambda: draft.send_to_hearing(version_of=version, until=date(2030, 1, 1), by=town.as_("finn")),
    ):
        with pytest.raises(Refused, match="godkendt"):
            act()


def test_the_page_of_an_approved_text_says_why_it_cannot_be_changed(town: Town) -> None:
    version = a_policy(town)
    passage = version.passages.get(key="vision")
    answer = signed_in(town).post(page(version, "part", noun="afsnit", pk=passage.pk), {"plain": "Andet"})
    assert answer.status_code == 403
    assert "En rettelse er en ny version" in answer.content.decode()


@pytest.mark.parametrize("name", ["dan", "gry", "hanne", "ib", "eva"])
def test_only_the_policy_lead_writes_in_the_draft(town: Town, name: str) -> None:
    version = a_draft(town)
    with pytest.raises(Refused):
        text.add_part(version_of=version, noun=Goal, by=town.as_(name), title="Nyt")
    answer = signed_in(town, name).get(page(version, "part_add", noun="maal"))
    assert answer.status_code == 403


def test_another_municipality_does_not_find_the_draft(town: Town) -> None:
    version = a_draft(town)
    other = a_town("sundby", "Sundby Kommune")
    client = Client()
    client.force_login(other.people["finn"])
    address = page(version, "draft").replace("/lundby/", "/sundby/")
    assert client.get(address).status_code == 404
    with pytest.raises(Refused):
        text.add_part(version_of=version, noun=Goal, by=other.as_("finn"), title="Nyt")


def test_two_who_write_at_once_get_the_merge_page_and_lose_nothing(town: Town) -> None:
    version = a_draft(town)
    passage = version.passages.get(key="vision")
    client, address = signed_in(town), page(version, "part", noun="afsnit", pk=passage.pk)
    text.change_part(part=passage, by=town.as_("finn"), plain="Det, den anden skrev.")
    mine = {"kind": "vision", "heading": "Vision", "plain": "Mit eget.", "place": "", "_version": 1}
    answer = client.post(address, mine)
    body = answer.content.decode()
    assert answer.status_code == 409
    assert "Det, den anden skrev." in body
    assert "Mit eget." in body
    passage.refresh_from_db()
    again = client.post(address, mine | {"_version": passage.version})
    assert again.status_code == 302
    passage.refresh_from_db()
    assert passage.plain == "Mit eget."


def test_the_frame_of_a_draft_merges_too(town: Town) -> None:
    version = a_draft(town)
    draft.change_version(version_of=version, by=town.as_("finn"), title="Den andens titel")
    answer = signed_in(town).post(
        page(version, "draft_section", section="grundlag"),
        {"title": "Min titel", "kind_word": "strategi", "_version": 1},
    )
    assert answer.status_code == 409
    assert "Den andens titel" in answer.content.decode()


def test_writing_help_reads_what_is_typed_and_saves_nothing(town: Town) -> None:
    version = a_draft(town)
    typed = "Misbrugere modtager helhedsorienteret rehabilitering gennem tværsektorielle samarbejdskonstellationer."
    answer = signed_in(town).post(
        page(version, "part_add", noun="afsnit"),
        {"kind": "value", "heading": "Min overskrift", "plain": typed, "draft": "1", "_version": ""},
    )
    body = answer.content.decode()
    assert answer.status_code == 200
    assert "Meget svær at læse" in body
    assert "samarbejdskonstellationer" in body
    assert "bruger alkohol eller stoffer" in body
    assert "Min overskrift" in body
    assert "Kig lige på dette" not in body
    assert version.passages.filter(heading="Min overskrift").count() == 0


def test_the_hint_uses_the_municipalitys_own_words_and_never_stops(town: Town) -> None:
    town.municipality.label_words = [{"word": "kunde", "instead": "borger"}]
    town.municipality.save()
    version = a_draft(town)
    client, address = signed_in(town), page(version, "part_add", noun="afsnit")
    sent = {"kind": "value", "heading": "Kunder", "plain": "En kunde og en klient.", "draft": "1"}
    body = client.post(address, sent).content.decode()
    assert "Måske: borger" in body
    assert "»klient«" not in body
    del sent["draft"]
    assert client.post(address, sent).status_code == 302


def test_a_goal_cannot_be_put_under_its_own_child(town: Town) -> None:
    version = a_draft(town)
    levels = [{"key": k, "singular": k, "plural": k, "definite": k} for k in ("maal", "delmaal")]
    draft.change_version(version_of=version, by=town.as_("finn"), levels=levels)
    top = version.goals.get(key="hjem")
    child = text.add_part(version_of=version, noun=Goal, by=town.as_("finn"), title="Egen dør", level=2, parent=top)
    answer = signed_in(town).post(
        page(version, "part", noun="maal", pk=top.pk),
        {"title": "Hjem", "level": "2", "parent": child.pk, "_version": top.version},
    )
    assert answer.status_code == 200
    assert "kan ikke stå under" in answer.content.decode()


def test_a_rhythm_asks_only_for_its_own_fields_and_refuses_what_nobody_can_keep(town: Town) -> None:
    version = a_draft(town)
    address = page(version, "part_add", noun="rytme")
    client = signed_in(town)
    assert "Et udvalg får en status" in client.get(address).content.decode()
    asked = client.get(f"{address}?slags=evaluation_in_year").content.decode()
    assert 'name="year"' in asked
    assert 'name="count"' not in asked
    late = {"plain": "Plan hvert 5. år.", "stated": "shall", "every": "5", "from_year": "2020", "to_year": "2022"}
    answer = client.post(f"{address}?slags=plan_every_years", late)
    assert "kan ikke nås fra 2020 til 2022" in answer.content.decode()
    assert client.get(f"{address}?slags=findes-ikke").status_code == 404


def test_a_form_sent_twice_saves_once(town: Town) -> None:
    version = a_draft(town)
    sent = {"title": "Kun én", "level": "1", "_key": "0b6f0c0e-2e1c-4a57-9b59-5a3a0c0f8a11"}
    for _time in range(2):
        assert signed_in(town).post(page(version, "part_add", noun="maal"), sent).status_code == 302
    assert version.goals.filter(title="Kun én").count() == 1


def _passages(version: PolicyVersion, count: int) -> None:
    Passage.objects.bulk_create(
        Passage(version_of=version, key=f"p{n}", order=100 + n, kind="approach", plain=f"Afsnit {n}.")
        for n in range(count)
    )


def test_a_long_list_is_paged_and_costs_the_same_with_ten_times_the_rows(
    town: Town, django_assert_max_num_queries: Any
) -> None:
    version = a_draft(town)
    client, address = signed_in(town), page(version, "parts", noun="afsnit")
    _passages(version, 60)
    client.get(address)
    with django_assert_max_num_queries(12) as few:
        assert "?side=2" in client.get(address).content.decode()
    Passage.objects.filter(key__startswith="p").delete()
    _passages(version, 600)
    with django_assert_max_num_queries(12) as many:
        assert client.get(address).status_code == 200
    assert len(few) == len(many)


def test_the_overview_costs_the_same_with_ten_times_the_promises(
    town: Town, django_assert_max_num_queries: Any
) -> None:
    version = a_draft(town)
    client, address = signed_in(town), page(version, "draft")
    passage = version.passages.get(key="loefte-hjem")

    def promises(first: int, last: int) -> None:
        Promise.objects.bulk_create(
            Promise(version_of=version, key=f"l{n}", order=n, plain=f"Vi gør {n}.", passage=passage)
            for n in range(first, last)
        )

    promises(0, 10)
    client.get(address)
    with django_assert_max_num_queries(60) as few:
        client.get(address)
    promises(10, 100)
    with django_assert_max_num_queries(60) as many:
        client.get(address)
    assert len(few) == len(many)


@pytest.mark.parametrize("odd", ["²", "9" * 4301])
def test_a_place_in_the_text_that_is_no_number_is_passed_over(town: Town, odd: str) -> None:
    version = a_draft(town)
    client = signed_in(town)
    sent = {"title": "Alle har en ven", "plain": "Alle har en ven.", "level": "1"}
    answer = client.post(page(version, "part_add", noun="maal") + f"?efter={odd}", sent)
    assert answer.status_code == 302
    assert version.goals.filter(title="Alle har en ven").exists()
    goal = version.goals.get(key="arbejde")
    moved = client.post(page(version, "part_move", noun="maal", pk=goal.pk), {"vej": "op", "side": odd})
    assert "side=" not in moved["Location"]


@pytest.mark.parametrize("odd", ["²", "9" * 4301])
def test_a_number_that_is_none_is_asked_for_again_and_never_breaks_the_page(town: Town, odd: str) -> None:
    version = a_draft(town)
    client = signed_in(town)
    answer = client.post(page(version, "draft_section", section="frister"), {"remind_before": f"5, {odd}"})
    assert ("Skriv hele tal" if len(odd) == 1 else "den har 4304") in answer.content.decode()
    for day in (f"28-{odd}", f"{odd}-02"):
        sent = client.post(page(version, "draft_section", section="frister"), {"round_opens": day})
        assert "28. februar" in sent.content.decode()
    for day in (f"1-{odd}-2020", f"{odd}-1-2020", f"1-1-{odd}"):
        sent = client.post(page(version, "draft_section", section="grundlag"), {"title": "Ny", "period_from": day})
        assert "Skriv et årstal eller en dato" in sent.content.decode()


def test_an_empty_draft_says_where_to_begin_and_not_that_nothing_is_missing(town: Town) -> None:
    version = draft.begin_policy(municipality=town.municipality, slug="alle", by=town.as_("finn"), title="Alle med")
    shown = signed_in(town).get(page(version, "draft")).content.decode()
    assert "Her står ingen tekst endnu" in shown
    assert page(version, "part_add", noun="afsnit") in shown
    assert "Intet mangler" not in shown


def test_a_question_without_anything_to_choose_between_is_not_asked(town: Town) -> None:
    version = a_draft(town)
    finn, path = signed_in(town), page(version, "part", noun="maal", pk=version.goals.get(key="hjem").pk)
    assert "Nationale mål, det tjener" not in finn.get(path).content.decode()
    finn.post(
        page(version, "part_add", noun="nationale-maal"),
        {"title": "Flere i job", "set_name": "Staten", "owner": "regeringen"},
    )
    assert "Nationale mål, det tjener" in finn.get(path).content.decode()


def test_a_figure_aimed_at_is_typed_and_shown_as_danes_write_it(town: Town) -> None:
    version = a_draft(town)
    goal, finn = version.goals.get(key="hjem"), signed_in(town)
    told = {"measure": "Dage i kø", "baseline_value": "1.234,5", "target_value": "12"}
    finn.post(page(version, "target_add", pk=goal.pk), told)
    row = goal.targets.get()
    assert (str(row.baseline_value), str(row.target_value)) == ("1234.50", "12.00")
    shown = finn.get(page(version, "target", pk=goal.pk, target=row.pk)).content.decode()
    assert 'value="1234,5"' in shown
    assert 'value="12"' in shown
    refused = finn.post(page(version, "target_add", pk=goal.pk), told | {"target_value": "halvt så mange"})
    assert "Du skrev »halvt så mange«" in refused.content.decode()
    assert goal.targets.count() == 1


def test_the_evaluations_have_a_door_where_policies_are_written(town: Town) -> None:
    evaluations, drafts = (reverse(f"policy:{name}", args=["lundby"]) for name in ("evaluations", "drafting"))
    assert evaluations not in signed_in(town).get(drafts).content.decode(), "nothing to evaluate yet"
    a_policy(town)
    assert f'href="{evaluations}"' in signed_in(town).get(drafts).content.decode()

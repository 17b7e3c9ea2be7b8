"""The people file: read, checked, laid beside the house, loaded whole or not at all, and written again."""

import json
import re
from collections.abc import Iterator
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from holdepunkt import clock
from holdepunkt.people import actions, reads
from holdepunkt.people.access import NotPossible
from holdepunkt.people.models import Municipality, Post, Unit, User
from holdepunkt.people.rules import Role
from holdepunkt.people.tests.builders import Town, a_town
from holdepunkt.people.town_file.printed import change_lines, problem_line
from holdepunkt.people.town_file.reads import checked, town_of
from holdepunkt.people.town_file.table import COLUMNS, LISTS, Changes, Kind, Problem, compare
from holdepunkt.people.town_file.writing import as_csv, as_json
from holdepunkt.record.models import Entry

TODAY = date(2021, 11, 22)
DOC = Path(__file__).parents[3] / "docs" / "people-format.md"
SAMPLE = re.findall(r"```csv\n(.*?)```", DOC.read_text(encoding="utf-8"), flags=re.DOTALL)[0]
HEAD = "slags;id;navn;brugernavn;e-mail;telefon\n"
UNITS = "slags;id;navn;enhedsslags;hører under;afløst af\n"


@pytest.fixture
def town(db: None) -> Iterator[Town]:
    with clock.standing_at(TODAY):
        yield a_town()


def load(town: Town, content: str, **more: Any) -> Changes:
    found = checked(town.municipality, content.encode())
    assert not found.problems, [problem_line(problem) for problem in found.problems]
    told = {"municipality": town.municipality, "told": found.told, "present": found.present}
    return actions.load_people(**told, **{"by": town.machine} | more)


def wrong(town: Town, content: str | bytes) -> list[Problem]:
    return checked(town.municipality, content.encode() if isinstance(content, str) else content).problems


def one_wrong(town: Town, content: str | bytes) -> Problem:
    (problem,) = wrong(town, content)
    return problem


def person(uuid: UUID | str, name: str = "Jens Juhl", username: str = "jens", more: str = ";") -> str:
    return f"menneske;{uuid};{name};{username};{more}\n"


def test_the_example_of_the_page_is_loaded_and_the_second_time_changes_nothing(town: Town) -> None:
    changes = load(town, SAMPLE)
    assert {kind: len(found) for kind, found in changes.new.items()} == {Kind.UNIT: 2, Kind.PERSON: 2, Kind.POST: 2}
    kajen = Unit.objects.get(name="Værestedet Kajen")
    assert (kajen.parent.name, kajen.key, kajen.version) == ("Social og Sundhed", "vaerestedet-kajen", 1)  # type: ignore[union-attr]
    bo = User.objects.get(username="bo")
    assert reads.asker_of(bo).has_in(kajen.pk, Role.UNIT_LEADER)
    assert not bo.has_usable_password()
    entries = Entry.objects.count()
    again = load(town, SAMPLE)
    assert not again
    assert not any(again.changed.values())
    assert Entry.objects.count() == entries


@pytest.mark.parametrize("written", [as_csv, as_json])
def test_what_is_written_is_read_again_as_the_same(town: Town, written: Any) -> None:
    actions.change_unit(unit=town.units["job"], parent=town.units["social"], phone="+45 12 34", by=town.machine)
    actions.add_user(municipality=town.municipality, username="=x", name="x", by=town.machine)
    actions.start_deputy(
        post=Post.objects.get(user=town.people["ib"]), user=town.people["dan"], starts_on=TODAY, by=town.machine
    )
    User.objects.filter(username="=x").update(name='\'=1+1;"a"')
    present = town_of(town.municipality)
    found = checked(town.municipality, written(present).encode())
    assert not found.problems
    assert found.told == present
    assert not compare(found.told, present, today=TODAY)


def test_a_file_written_in_one_house_builds_the_same_town_in_another(town: Town) -> None:
    content = as_csv(town_of(town.municipality))
    before = town_of(town.municipality)
    Post.objects.all().delete()
    User.objects.all().delete()
    Unit.objects.all().delete()
    load(town, content)
    assert town_of(town.municipality) == before


def test_who_is_not_in_the_file_stays_until_a_last_day_is_given(town: Town) -> None:
    changes = load(town, SAMPLE)
    assert len(changes.missing[Kind.POST]) == 7
    assert Post.objects.filter(ends_on=None).count() == 8
    client = Client()
    client.force_login(town.people["dan"])
    load(town, SAMPLE, end_missing_on=TODAY)
    assert set(
        Post.objects.filter(user__in=[user.pk for user in town.people.values()]).values_list("ends_on", flat=True)
    ) == {TODAY}
    assert client.get("/lundby/mit/").status_code == 302
    assert len(Entry.objects.filter(verb="people.loaded").latest("pk").fields["ended"]) == 7


def test_the_last_policy_lead_is_not_ended_by_a_file(town: Town) -> None:
    with pytest.raises(NotPossible, match="ingen tovholder"):
        load(town, SAMPLE, by=town.as_("finn"), end_missing_on=TODAY)
    assert not User.objects.filter(username="bo").exists()


def test_a_changed_cell_is_named_and_a_column_that_is_not_there_is_left_alone(town: Town) -> None:
    dan = town.people["dan"]
    content = f"slags,id,navn,brugernavn\nmenneske,{dan.uuid},Dan Dahl,dan@lundby\n"
    found = checked(town.municipality, content.encode())
    lines = list(change_lines(compare(found.told, found.present, today=TODAY), found.told, found.present))
    assert lines[0] == "menneske, ændret: navn: Dan Dahl (dan@lundby)"
    assert "menneske, mangler i filen: Finn Falk (finn@lundby)" in lines
    load(town, content)
    dan.refresh_from_db()
    assert (dan.name, dan.email, dan.version) == ("Dan Dahl", "dan@lundby.example", 2)


def test_a_changed_role_signs_out_and_works_at_once(town: Town) -> None:
    post = Post.objects.get(user=town.people["dan"])
    client = Client()
    client.force_login(town.people["dan"])
    content = f"slags;id;rolle\npost;{post.uuid};Enhedsleder\n"
    load(town, content)
    assert client.get("/lundby/mit/").status_code == 302
    assert town.as_("dan").has(Role.UNIT_LEADER)


def test_the_house_moved_since_the_file_was_checked_and_nothing_is_loaded(town: Town) -> None:
    found = checked(town.municipality, SAMPLE.encode())
    actions.change_user(user=town.people["dan"], name="Dan Dahl", by=town.machine)
    with pytest.raises(NotPossible, match="imens"):
        actions.load_people(municipality=town.municipality, told=found.told, present=found.present, by=town.machine)


ONE, TWO = UUID("5b1f0a52-7f0e-4c11-9d0a-0f6f1c9b2a01"), UUID("5b1f0a52-7f0e-4c11-9d0a-0f6f1c9b2a02")


@pytest.mark.parametrize(
    ("content", "place", "column", "found", "expected"),
    [
        (b"", "", "", "en tom fil", "mindst én række"),
        (b"x" * 2_000_001, "", "", "2,0 MB", "højst 2 MB"),
        ((HEAD + person(ONE, "Søren")).encode("cp1252"), "Linje 2", "", "0xF8", "UTF-8"),
        (SAMPLE.encode("utf-16"), "Linje 1", "", "0xFF", "UTF-8"),
        (HEAD.replace("navn;", "kaldenavn;") + "\n", "Linje 1", "3", "kaldenavn", "navn"),
        (HEAD.replace("telefon", "navn"), "Linje 1", "navn", "to gange", "én gang"),
        ("slags;navn\n", "Linje 1", "id", "ingen overskrift", "id"),
        (HEAD + f"person;{ONE};A;a;;\n", "Linje 2", "slags", "person", "menneske"),
        (HEAD + person("123"), "Linje 2", "id", "123", "UUID"),
        (HEAD + person(ONE) + person(ONE, "B", "b"), "Linje 3", "id", str(ONE), "Linje 2"),
        (HEAD + person(ONE, ""), "Linje 2", "navn", "tom", "noget"),
        (HEAD + person(ONE, "=HYPERLINK(1)"), "Linje 2", "navn", "=HYPERLINK(1)", "ikke en formel"),
        (HEAD + person(ONE, "+Jens"), "Linje 2", "navn", "+Jens", "ikke en formel"),
        (HEAD + person(ONE, "Je\x00ns"), "Linje 2", "navn", "x00", "usynlige"),
        (HEAD + person(ONE, "x" * 121), "Linje 2", "navn", "xxx", "højst 120"),
        (HEAD + person(ONE, more="ikke-en-adresse;"), "Linje 2", "e-mail", "ikke-en-adresse", "e-mail-adresse"),
        (HEAD + person(ONE) + person(TWO, "B", "JENS"), "Linje 3", "brugernavn", "Linje 2", "ingen anden"),
        (HEAD + person(ONE, username="FINN@lundby"), "Linje 2", "brugernavn", "her i forvejen", "ingen anden"),
        (HEAD + person(ONE) + f"menneske;{TWO};B;b;;;;for;mange\n", "Linje 3", "", "9 celler", "6 celler"),
        (HEAD + f'menneske;{ONE};"A\n', "Linje 2", "", "unexpected end", "hele celler"),
        (UNITS + f"enhed;{ONE};A;kontor;;\n", "Linje 2", "enhedsslags", "kontor", "afdeling"),
        (UNITS + f"enhed;{ONE};A;afdeling;{TWO};\n", "Linje 2", "hører under", str(TWO), "i filen"),
        (UNITS + f"enhed;{ONE};A;afdeling;{ONE};\n", "Linje 2", "hører under", str(ONE), "i ring"),
        ("{", "Linje 1", "2", "Expecting", "JSON"),
        ("[1]", "", "", "noget andet", "units"),
        ('{"units": [1]}', "units[0]", "", "1", "objekt"),
        ('{"people": [{"id": 7}]}', "people[0]", "id", "7", "anførselstegn"),
    ],
)  # fmt: skip
def test_a_file_with_something_wrong_says_where_what_and_what_was_expected(
    town: Town, content: str | bytes, place: str, column: str, found: str, expected: str
) -> None:
    problem = wrong(town, content)[0]
    assert problem.place == place
    assert problem.column == column
    assert found in problem.found
    assert expected in problem.expected


def a_post(town: Town, **cells: str) -> str:
    told = {
        "id": str(ONE),
        "menneske": str(town.people["dan"].uuid),
        "enhed": str(town.units["job"].uuid),
        "rolle": "fagperson",
        "fra": "01-01-2021",
    } | cells
    return f"slags;{';'.join(told)}\npost;{';'.join(told.values())}\n"


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"rolle": "konge"}, "rolle"),
        ({"enhed": str(TWO)}, "enhed"),
        ({"menneske": "dan"}, "menneske"),
        ({"fra": "31-02-2021"}, "fra"),
        ({"fra": "01-01-0021"}, "fra"),
        ({"fra": ""}, "fra"),
        ({"til": "31-12-2020"}, "til"),
        ({"navn": "Dan"}, "navn"),
    ],
)
def test_a_post_that_cannot_be_read_names_its_cell(town: Town, cells: dict[str, str], column: str) -> None:
    assert one_wrong(town, a_post(town, **cells)).column == column
    assert not wrong(town, a_post(town))


def test_a_post_never_goes_over_to_somebody_else(town: Town) -> None:
    post = Post.objects.get(user=town.people["dan"])
    found = one_wrong(town, a_post(town, id=str(post.uuid), menneske=str(town.people["carla"].uuid)))
    assert "samme menneske" in found.expected


def test_all_that_is_wrong_is_told_in_one_go(town: Town) -> None:
    content = HEAD + person("1", "") + person("2") + person(ONE, "=a", more="x;") + f"post;{TWO};;;;\n"
    assert len(wrong(town, content)) >= 5


def test_rings_over_several_rows_and_the_house_are_found(town: Town) -> None:
    actions.change_unit(unit=town.units["job"], parent=town.units["social"], by=town.machine)
    social, job = town.units["social"], town.units["job"]
    content = UNITS + f"enhed;{social.uuid};{social.name};afdeling;{job.uuid};\n"
    assert [problem.column for problem in wrong(town, content)] == ["hører under"]


def test_an_id_of_another_municipality_is_taken_and_nothing_more_is_said(town: Town) -> None:
    neighbour = a_town("nabo", "Nabo Kommune")
    found = one_wrong(town, HEAD + person(neighbour.people["dan"].uuid))
    assert "nabo" not in problem_line(found).casefold()
    assert "ikke er brugt" in found.expected
    taken = one_wrong(town, HEAD + person(ONE, username="dan@nabo"))
    assert taken.column == "brugernavn"
    assert "Nabo" not in problem_line(taken)


def test_two_thousand_people_are_loaded_in_a_few_statements(town: Town, django_assert_max_num_queries: Any) -> None:
    units = [f"enhed;{uuid4()};Enhed {n};afdeling;;;;;\n" for n in range(300)]
    ids = [row.split(";")[1] for row in units]
    people = [uuid4() for _n in range(2000)]
    content = "slags;id;navn;enhedsslags;brugernavn;menneske;enhed;rolle;fra\n" + "".join(units)
    content += "".join(f"menneske;{uuid};Menneske {n};;m{n};;;;\n" for n, uuid in enumerate(people))
    content += "".join(
        f"post;{uuid4()};;;;{uuid};{ids[n % 300]};fagperson;01-01-2021\n" for n, uuid in enumerate(people)
    )
    with django_assert_max_num_queries(60):
        load(town, content)
    assert User.objects.filter(municipality=town.municipality).count() == 2007
    with django_assert_max_num_queries(60):
        assert load(town, content.replace(";Menneske ", ";Person ").replace("fagperson", "koordinator"))
    client = Client()
    client.force_login(town.people["finn"])
    with django_assert_max_num_queries(8):
        answer = client.get(reverse("people:setup_people", kwargs={"slug": "lundby"}), {"q": "person 199", "side": "2"})
    assert answer.content.decode().count("Person 199") >= 1


def signed_in(town: Town, name: str = "finn") -> Client:
    client = Client()
    client.force_login(town.people[name])
    return client


def upload(client: Client, content: bytes) -> Any:
    return client.post("/lundby/arbejde/kommunen/indlaes/", {"file": SimpleUploadedFile("p.csv", content)})


def sent_on(page: str) -> dict[str, str]:
    seen = re.search(r'name="seen" value="(\w+)"', page)
    assert seen, page[:2000]
    return {"text": SAMPLE, "seen": seen[1]}


def test_on_screen_one_sees_a_dry_run_and_then_loads_with_one_press(town: Town) -> None:
    client = signed_in(town)
    page = upload(client, SAMPLE.encode()).content.decode()
    assert "Asta Ask (asta)" in page
    assert "Mangler i filen" in page
    assert not User.objects.filter(username="asta").exists()
    answer = client.post("/lundby/arbejde/kommunen/indlaes/gem/", sent_on(page))
    assert answer.status_code == 302
    assert User.objects.filter(username="asta").exists()


def test_when_the_house_moved_the_dry_run_is_shown_again(town: Town) -> None:
    client = signed_in(town)
    sent = sent_on(upload(client, SAMPLE.encode()).content.decode())
    actions.change_user(user=town.people["dan"], name="Dan Dahl", by=town.machine)
    answer = client.post("/lundby/arbejde/kommunen/indlaes/gem/", sent)
    assert "siden du så prøven" in answer.content.decode()
    assert not User.objects.filter(username="asta").exists()
    assert client.post("/lundby/arbejde/kommunen/indlaes/gem/", sent_on(answer.content.decode())).status_code == 302


def test_errors_are_listed_on_screen_and_what_is_sent_to_be_loaded_is_checked_again(town: Town) -> None:
    client = signed_in(town)
    page = upload(client, "slags;id\nkat;1\n".encode("utf-8-sig")).content.decode()
    assert "Linje 2, slags: Fandt: kat." in page
    assert "gyldig" not in page
    answer = client.post("/lundby/arbejde/kommunen/indlaes/gem/", {"text": "slags;id\nkat;1\n", "seen": "x"})
    assert "Fandt: kat" in answer.content.decode()
    assert upload(client, "<script>;é".encode()).status_code == 200
    assert "<script>;" not in upload(client, b"<script>;x").content.decode()


def test_ten_megabytes_are_answered_with_how_much_it_was_and_how_much_it_may_be(town: Town) -> None:
    page = upload(signed_in(town), b"x" * 10_000_000).content.decode()
    assert "Filen fylder 10,0 MB" in page


CELLS = st.sampled_from(
    [*COLUMNS, *LISTS, "enhed", "post", "01-01-2021", str(ONE), "\ud800", "1" * 5000, "{", "[", '"']
)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.one_of(
        st.binary(max_size=300),
        st.lists(st.lists(CELLS | st.text(max_size=8), max_size=9), max_size=6).map(
            lambda rows: "\n".join(";".join(row) for row in rows).encode("utf-8", "surrogatepass")
        ),
        st.dictionaries(
            st.sampled_from(list(LISTS)),
            st.recursive(
                st.none() | st.integers() | CELLS, lambda one: st.lists(one) | st.dictionaries(CELLS, one), max_leaves=9
            ),
        ).map(lambda told: json.dumps(told).encode()),
    )
)
def test_whatever_the_file_holds_the_answer_is_a_town_or_a_list_of_problems(town: Town, content: bytes) -> None:
    found = checked(town.municipality, content)
    assert all(problem.expected and problem_line(problem).encode() for problem in found.problems)
    if not found.problems:
        actions.load_people(municipality=town.municipality, told=found.told, present=found.present, by=town.machine)


def test_only_the_policy_lead_loads_and_takes_the_file_out(town: Town) -> None:
    places = ("indlaes/", "mennesker.csv", "mennesker.json")
    for place in places:
        assert signed_in(town).get(f"/lundby/arbejde/kommunen/{place}").status_code == 200
        for name in ("dan", "ib", "gry"):
            assert signed_in(town, name).get(f"/lundby/arbejde/kommunen/{place}").status_code == 403
    assert signed_in(town, "dan").post("/lundby/arbejde/kommunen/indlaes/gem/", {}).status_code == 403


def run(*words: str) -> str:
    out = StringIO()
    call_command("people_load", *words, stdout=out, stderr=out)
    return out.getvalue()


def test_the_command_tries_loads_and_names_what_is_wrong(town: Town, tmp_path: Path) -> None:
    file, bad = tmp_path / "people.csv", tmp_path / "bad.csv"
    file.write_text(SAMPLE, encoding="utf-8-sig")
    bad.write_text("slags;id\nkat;1\n", encoding="utf-8")
    assert "intet er indlæst" in run(str(file), "--dry-run")
    assert not User.objects.filter(username="asta").exists()
    assert "Indlæst." in run(str(file), "--municipality", "lundby")
    assert "Uændret." in run(str(file))
    with pytest.raises(CommandError, match="Intet er indlæst"):
        run(str(bad))
    with pytest.raises(CommandError, match="forventede en af: lundby"):
        run(str(file), "--municipality", "findes-ikke")
    with pytest.raises(CommandError, match="findes-ikke"):
        run(str(tmp_path / "findes-ikke.csv"))
    assert Municipality.objects.count() == 1

"""Lundby: the matrix's world as a municipality that one can visit, with a row at each stage and a person of each role.

python -m holdepunkt.tests.matrix.at_work FILE builds it in the house that the settings name and writes to FILE where
every address leads there, and who may open it. Only a demo has it: its people are made up and come in by one click.
"""

import json
import os
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from holdepunkt.tests.matrix.book import Standing
    from holdepunkt.tests.matrix.world import World

SLUG, TOWN = "lundby", "Lundby Kommune"
FILE_NAME = "lundby.json"
PASSWORD = "lundby-en-lang-sti-af-grus"
LEADS = "effort_lead leads"


@dataclass(frozen=True)
class AtWork:
    """Where the addresses of the matrix lead in Lundby, for whoever walks there from outside.

    `paths`: each address by name, once for each stage. `opens`: by role, the pages that the matrix opens for it.
    `gathers`: of these each page once, and again for who may send there what nobody before may. `sends`: who sends to
    an address of forms. `people`: by role, what the made-up person is called. `account`: a name and a password, with
    `codes` for the second step.
    """

    paths: dict[str, list[str]]
    opens: dict[str, list[str]]
    gathers: dict[str, list[str]]
    sends: dict[str, str]
    people: dict[str, str]
    account: tuple[str, str]
    codes: list[str]


def read_at_work(folder: Path) -> AtWork:
    """What was written when the house in this folder was furnished."""
    return AtWork(**json.loads((folder / FILE_NAME).read_text(encoding="utf-8")))


def build() -> AtWork:
    """Build Lundby with everything in it; returns where its addresses lead."""
    from django.db import transaction
    from django.test import override_settings

    from holdepunkt import tenancy
    from holdepunkt.tests.matrix.world import a_world
    from holdepunkt.tests.matrix.world_councils import report_files
    from holdepunkt.tests.matrix.world_gatherings import gatherings
    from holdepunkt.tests.matrix.world_hearings import hearings
    from holdepunkt.tests.matrix.world_voice import proposals

    quietly = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    everywhere = tenancy.unscoped(because="the world is built before anybody visits it")
    with override_settings(TASKS=quietly), everywhere, transaction.atomic():
        world = a_world(SLUG, TOWN)
        for tell in (proposals, gatherings, hearings, report_files):
            tell(world)
        account, codes = _an_account(world)
        people = dict(_people(world))
        paths = _paths(world)
    each = {name: sorted(set(found.values())) for name, found in paths.items()}
    return AtWork(each, _opens(paths), _gathers(paths), _sends(), people, account, codes)


def _people(world: "World") -> Iterator[tuple[str, str]]:
    """One made-up person of each role, in the unit that the world's things belong to, and Dan, who leads the efforts."""
    from holdepunkt.people.models import User
    from holdepunkt.people.rules import Role
    from holdepunkt.tests.matrix.askers import somebody
    from holdepunkt.tests.matrix.book import Standing

    found = {role.value: somebody(Standing(role.value, "own"), world.town) for role in Role}
    for number, (role, user) in enumerate((found | {LEADS: world.town.people["dan"]}).items()):
        name = f"Lind{number:02d} Lundby"
        User.objects.filter(pk=user.pk).update(made_up=True, name=name, email=f"nr{number:02d}@lundby.example")
        yield role, name.split()[0]


def _an_account(world: "World") -> tuple[tuple[str, str], list[str]]:
    """Bo has an account of his own here, with a password and a code app."""
    from holdepunkt.people import reads
    from holdepunkt.people.actions.two_factor import set_up_app
    from holdepunkt.people.codes import new_secret
    from holdepunkt.people.models import User

    bo = User.objects.get(pk=world.row("user").pk)
    bo.set_password(PASSWORD)
    bo.save(update_fields=["password"])
    return (bo.username, PASSWORD), set_up_app(user=bo, secret=new_secret(), step=0, by=reads.asker_of(bo))


def _paths(world: "World") -> dict[str, dict[str, str]]:
    from holdepunkt.tests.matrix.addresses import addresses
    from holdepunkt.tests.matrix.asking import path_to
    from holdepunkt.tests.matrix.book import read_book

    known, found = addresses(), defaultdict[str, dict[str, str]](dict)
    for row in read_book().rows():
        found[row.address] |= {stage: path_to(known[row.address], world, stage) for stage in row.stages}
    return found


def _standings() -> dict[str, "Standing"]:
    """The people in the order in which they are asked to fill in a form: whoever sees most first."""
    from holdepunkt.people.rules import Role
    from holdepunkt.tests.matrix.book import Standing

    first = {role: Standing(role, "own") for role in ("policy_lead", "advisory_council_secretary")}
    lead = {"": Standing(), LEADS: Standing("effort_lead", "leads")}
    return first | lead | {role.value: Standing(role.value, "own") for role in Role}


def _opens(paths: dict[str, dict[str, str]]) -> dict[str, list[str]]:
    """The pages that the matrix opens for each of the people, everybody's for the visitor alone."""
    from holdepunkt.tests.matrix.book import EVERYBODY, read_book

    book = read_book()
    gets = [row for row in book.rows() if row.method == "GET" and row.address in paths]
    opens: dict[str, list[str]] = {}
    for who, standing in _standings().items():
        mine = [row for row in gets if not who or EVERYBODY not in row.right.who]
        may = ((row, stage) for row in mine for stage in row.stages if book.may(row.right, standing, stage, row.stages))
        opens[who] = list(dict.fromkeys(paths[row.address][stage] for row, stage in may))
    return opens


def _gathers(paths: dict[str, dict[str, str]]) -> dict[str, list[str]]:
    from holdepunkt.tests.matrix.book import read_book

    book, met = read_book(), set[tuple[str, str]]()
    posts = {row.address: row for row in book.rows() if row.method == "POST"}
    of_path = {path: (name, stage) for name, found in paths.items() for stage, path in found.items()}
    gathers: dict[str, list[str]] = {}
    for who, pages in _opens(paths).items():
        gathers[who] = []
        for path in pages:
            name, stage = of_path[path]
            row = posts.get(name)
            may = row is not None and book.may(row.right, _standings()[who], stage, row.stages)
            new = {(path, "GET"), *([(path, "POST")] if may else [])} - met
            if new:
                gathers[who].append(path)
            met |= new
    return gathers


def _sends() -> dict[str, str]:
    """For each address of forms the first who may send to it, at any stage; one's own rows are anybody's."""
    from holdepunkt.tests.matrix.book import read_book

    book, sends = read_book(), dict[str, str]()
    for row in book.rows():
        if row.method == "POST":
            may = (
                who
                for who, standing in _standings().items()
                if any(book.may(row.right, standing, stage, row.stages) for stage in row.stages)
            )
            sends[row.address] = next(may, "policy_lead")
    return sends


def main(file: str) -> None:
    """Build Lundby in the house of the settings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "holdepunkt.settings")
    import django

    django.setup()
    from holdepunkt.record.actions import seal_all

    told: dict[str, Any] = asdict(build())
    seal_all()
    Path(file).write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])

"""Steps that several stories take, each through the pages a person meets on the way.

Loading a pack and making people is an operator's job: a command and the actions of `people`.
All the rest is done by somebody who is signed in, or read by a visitor.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.management import call_command
from django.urls import Resolver404, resolve

from holdepunkt import clock, tenancy
from holdepunkt.people import actions as people
from holdepunkt.people.asker import machine
from holdepunkt.people.models import Municipality
from holdepunkt.people.rules import Role
from stories.walking import Page, Person


@dataclass(frozen=True)
class Post:
    """Somebody made up, and where they work."""

    key: str
    name: str
    unit: str
    role: Role


@dataclass(frozen=True)
class Town:
    """A municipality in a story; `town.finn` is Finn, who is signed in, and `town.visitor` nobody."""

    municipality: Municipality
    people: dict[str, Person]
    names: tuple[str, ...]

    def __getattr__(self, key: str) -> Person:
        """The person with this key."""
        try:
            return self.people[key]
        except KeyError as missing:
            raise AttributeError(key) from missing

    @property
    def visitor(self) -> Person:
        """A stranger with a fresh browser."""
        return Person(self.municipality.slug)


def a_town(slug: str, posts: tuple[Post, ...], *, starts_on: date) -> Town:
    """Load the municipality's pack, and let these people begin in their posts."""
    call_command("load_policy", f"packs/{slug}.toml", verbosity=0)
    municipality = Municipality.objects.get(slug=slug)
    with tenancy.within(municipality):
        return staffed(municipality, posts, starts_on=starts_on)


def staffed(municipality: Municipality, posts: tuple[Post, ...], *, starts_on: date) -> Town:
    """Let these people begin in their posts in a municipality that is there."""
    operator = machine(municipality, "Driften")
    units = {unit.key: unit for unit in municipality.units.all()}
    found = {}
    for post in posts:
        user = people.add_user(
            municipality=municipality, username=f"{post.key}@{municipality.slug}", name=post.name,
            by=operator, email=f"{post.key}@{municipality.slug}.example", phone="12 34 56 78",
        )  # fmt: skip
        people.start_post(user=user, unit=units[post.unit], role=post.role, starts_on=starts_on, by=operator)
        found[post.key] = Person(municipality.slug, user)
    return Town(municipality, found, tuple(post.name for post in posts))


def a_tick() -> None:
    """Let the clockwork do what is due today."""
    call_command("tick", verbosity=0, stdout=_Silent())


class _Silent:
    """Takes what a command tells, and says nothing."""

    def write(self, text: str) -> None:
        """Forget it."""

    def flush(self) -> None:
        """Nothing waits."""


def plan_page(person: Person, title: str) -> Page:
    """Find a plan in the list of plans."""
    return person.open("policy:plans").follow(title)


def effort_page(person: Person, plan: str, effort: str) -> Page:
    """Find an effort in its plan."""
    return plan_page(person, plan).follow(effort)


def hear_about_plan(person: Person, title: str, unit: str, words: str, considered: str) -> Page:
    """Ask a body about a plan and write down what it says."""
    asked = plan_page(person, title).follow("Spørg et råd eller en enhed").press("Gem", unit=unit)
    answer = asked.follow(f"Skriv, hvad {unit} sagde")
    return answer.press("Gem", words=words, considered=considered)


def approve_plan(person: Person, title: str, unit: str, on: date | None = None) -> Page:
    """Write down who approved a plan, and put it to work."""
    form = plan_page(person, title).follow("Skriv godkendelsen ind")
    approved = form.press("Gem godkendelsen", unit=unit, on=on or clock.today())
    return approved.press("Sæt planen i gang")


def reach(person: Person, plan: str, effort: str, milestone: str) -> Page:
    """Say today that a milestone is reached."""
    step = effort_page(person, plan, effort).beside(milestone).follow("Nået")
    return step.press("Gem", on=clock.today()).says(milestone)


def open_round(person: Person, year: int, *, meeting_on: date, due_on: date) -> Page:
    """Open the year's status; all leads get a mail."""
    desk = person.open("policy:desk")
    words = "Åbn status for et år" if "Åbn status for et år" in desk.text else "Åbn årets status"
    form = desk.follow(words)
    opened = form.press("Åbn og send mails", year=year, meeting_on=meeting_on, due_on=due_on)
    return opened.says(f"Status {year}")


def two_minute_form(person: Person, effort: str) -> Page:
    """The form of one effort, from the page where everybody sees what waits."""
    return person.open("pages:mine").beside(effort).follow("Svar på to minutter")


def answer(person: Person, effort: str, **answers: Any) -> Page:
    """Answer the year's status for one effort."""
    return two_minute_form(person, effort).press("Svar", **answers).says("Svaret er givet")


def lock(person: Person, year: int) -> Page:
    """Lock the year as it stands."""
    page = person.open("policy:desk").follow("Lås status nu")
    return page.press(f"Lås status for {year}").says("låst")


def let_head_approve(person: Person, year: int) -> Page:
    """The head of department approves, from the page where the year waits."""
    page = person.open("pages:mine").beside(f"Status {year}").follow("Se og godkend")
    return page.press(f"Godkend status for {year}").says("godkendt af chefen")


def begin_item(person: Person, subject: str, title: str, *, meeting_on: date, **more: Any) -> Page:
    """Begin the item to the committee about something that is ready for it; returns its desk."""
    ready = person.open("policy:items").follow("Lav et nyt punkt")
    return ready.follow(subject).press("Lav punktet", title=title, meeting_on=meeting_on, **more)


def item_desk(person: Person, title: str) -> Page:
    """The desk of an item, from the list of items."""
    return person.open("policy:items").follow(title).follow("Arbejd med punktet")


def send_item(person: Person, title: str) -> Page:
    """Send the item to the committee today."""
    return item_desk(person, title).follow("Send til udvalget").press("Send til udvalget")


def agenda_is_out(person: Person, title: str) -> Page:
    """Say that the agenda is out: from now on everybody may read the item."""
    return item_desk(person, title).follow("Dagsordenen er ude").press("Ja, gør punktet offentligt")


def decide(person: Person, title: str, decision: str, text: str = "") -> Page:
    """Write down what the committee decided today."""
    form = item_desk(person, title).follow("Skriv beslutningen")
    return form.press("Gem beslutningen", decision=decision, text=text, decided_on=clock.today())


def _name_of(path: str) -> str:
    """The name of the address, or the path where it has none."""
    try:
        return resolve(path).view_name or path
    except Resolver404:
        return path


def every_page(person: Person, *, of_a_kind: int = 3, of_a_name: int = 1000) -> list[Page]:
    """Every page of the municipality that a person comes to by pressing links, each once.

    Of pages that differ only in what stands after the question mark, the first few: a wheel has no last year.
    Of pages whose addresses have one name, the first `of_a_name`.
    """
    root = f"/{person.slug}/"
    waiting, seen, found, kinds = [root], {root}, [], Counter[str]()
    while waiting:
        page = person.go(waiting.pop(0))
        found.append(page)
        for href in page.hrefs():
            path, asked, _ = href.partition("?")
            if href in seen or not href.startswith(root) or (asked and kinds[path] >= of_a_kind):
                continue
            name = _name_of(path)
            if kinds[name] >= of_a_name:
                continue
            seen.add(href)
            kinds[name] += 1
            kinds[path] += bool(asked)
            waiting.append(href)
    return found

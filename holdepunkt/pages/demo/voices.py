"""People's own stories, and the small things of a council's year: made up, a handful for each town."""

from datetime import date
from decimal import Decimal

from holdepunkt import clock, tenancy
from holdepunkt.pages.demo.town import Town, day
from holdepunkt.pages.reads.council_report import told_now
from holdepunkt.people.asker import visitor
from holdepunkt.people.rules import UnitKind
from holdepunkt.policy.actions.story import place_story
from holdepunkt.voice.actions import coming, council_report, outlay, paper, story
from holdepunkt.voice.codes import new_code
from holdepunkt.voice.models import AdvisoryCouncil

# The story, the name beside it, and what is on its way to the committee.
TOLD = {
    "faxe": (
        "Jeg sov i bilen ved havnen. Det værste var ikke kulden. Det var, at ingen spurgte. En dag bankede en på "
        "ruden med kaffe. Vi talte om ingenting. Ugen efter gik hun med mig til lægen.",
        "Mågen", "Nye åbningstider i varmestuen",
    ),
    "nyborg": (
        "Jeg har boet på sofaer i tre år. Man er altid gæst. Da jeg fik min egen nøgle, stod jeg bare i entréen og "
        "låste op og låste i.",
        "Rosa", "Takst for mad på værestedet",
    ),
    "odsherred": (
        "Brevene lå i en pose. Jeg turde ikke åbne dem. Så sad der en med mig en hel formiddag. Vi åbnede dem ét for ét.",
        "", "Bussen til Fjorden om aftenen",
    ),
    "roedovre": (
        "Min bror var syg, og jeg vidste ikke, hvem jeg skulle ringe til. Jeg fik fem numre. Det sjette var et menneske, "
        "der sagde: Jeg ringer til dig i morgen. Og det gjorde hun.",
        "En søster", "Flytning af værestedet",
    ),
}  # fmt: skip
UNREAD = "Jeg vil gerne fortælle om natherberget. Der er godt og skidt at sige."


def tell_voices(town: Town) -> None:
    """One story in the policy and one that waits, a matter on its way, a paper, an outlay, and in Nyborg a report."""
    words, name, matter = TOLD[town.municipality.slug]
    with tenancy.within(town.municipality):
        _stories(town, words, name)
        with clock.standing_at(day("2021-11-15")):
            committees = [unit for unit in town.units.values() if unit.kind == UnitKind.COMMITTEE]
            coming.add_matter(
                municipality=town.municipality, title=f"{matter} (eksempel)", committee=committees[0],
                expected_on=date(2022, 1, 12), by=town.by("jette"), is_example=True,
            )  # fmt: skip
        council = AdvisoryCouncil.objects.filter(unit__kind=UnitKind.ADVISORY_COUNCIL).get()
        _a_meetings_things(town, council)
        if town.municipality.slug == "nyborg":
            _a_report(town, council)


def _stories(town: Town, words: str, name: str) -> None:
    home = town.municipality
    with clock.standing_at(day("2021-09-06")):
        code = new_code()
        row = story.tell_story(
            municipality=home, words=words, named_as="other_name" if name else "no_name", name=name, reach="",
            code=code, by=visitor(home),
        )  # fmt: skip
        story.say_yes(story=row, code=code, by=visitor(home))
    with clock.standing_at(day("2021-09-13")):
        row = story.release_story(story=row, by=town.by("jette"))
        place_story(story=row, version_of=town.version, by=town.by("finn"))
    with clock.standing_at(day("2021-11-18")):
        code = new_code()
        row = story.tell_story(
            municipality=home, words=UNREAD, named_as="no_name", name="", reach="Værestedet (eksempel)", code=code,
            by=visitor(home),
        )  # fmt: skip
        story.say_yes(story=row, code=code, by=visitor(home))


def _a_meetings_things(town: Town, council: AdvisoryCouncil) -> None:
    """What Asta is owed for the meeting that was held, and a paper for the one that is planned."""
    with clock.standing_at(day("2021-11-16")):
        held, planned = council.meetings.order_by("meets_on", "pk")[:2]
        member = council.members.order_by("pk")[2]
        outlay.note_outlay(
            meeting=held, member=member, kind="travel", amount=Decimal("48.00"), asked_on=day("2021-11-15"),
            by=town.by("jette"),
        )  # fmt: skip
        item = planned.items.order_by("-order", "-pk").first()
        if item is not None:
            content = "Eksempel. Her står det, rådet skal læse før mødet.".encode()
            paper.add_file(item=item, title="Notat (eksempel)", name="notat.txt", content=content, by=town.by("jette"))


def _a_report(town: Town, council: AdvisoryCouncil) -> None:
    """Nyborg's report goes to the committee in the year's first quarter."""
    with clock.standing_at(day("2021-03-01")):
        by = town.by("jette")
        row = council_report.begin_report(council=council, year=2020, by=by, is_example=True)
        foreword = "Vi mødtes mindre, end vi ville. Men vi ringede til hinanden, og det hjalp."
        row = council_report.change_report(report=row, foreword=foreword, by=by)
        row = council_report.approve_report(report=row, on=day("2021-03-01"), told=told_now(row), by=by)
    with clock.standing_at(day("2021-03-15")):
        by = town.by("jette")
        row = council_report.send_report(report=row, on=day("2021-03-15"), by=by)
        council_report.publish_report(report=row, by=by)

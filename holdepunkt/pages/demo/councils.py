"""The councils of the demo: rules as far as they are known, made-up members, and meetings as they might have been."""

from dataclasses import dataclass
from datetime import date, time

from holdepunkt import clock
from holdepunkt.pages.demo.town import Town, day
from holdepunkt.people.asker import Asker
from holdepunkt.voice.actions import agenda, attendance, meeting, member, minutes
from holdepunkt.voice.actions import council as councils
from holdepunkt.voice.models import AdvisoryCouncil, AgendaItem, CouncilMeeting
from holdepunkt.voice.rules.council import RuleKey

LAW = "Retssikkerhedsloven § 37 a"


@dataclass(frozen=True)
class Rule:
    """One rule as a town's own text has it."""

    key: RuleKey
    value: str
    note: str = ""


@dataclass(frozen=True)
class Sits:
    """A made-up member. `user` is the key of one of the town's people, when they sign in."""

    name: str
    speaks_for: str = ""
    shown_as: str = "no_name"
    user: str = ""
    shows_seat: bool = False
    post: str = "member"
    by_post: bool = False
    large_print: bool = False


@dataclass(frozen=True)
class Told:
    """A council as the demo tells of it."""

    unit: str
    about: str
    source: str
    rules: tuple[Rule, ...]
    since: str = ""
    sits: tuple[Sits, ...] = ()
    seats: tuple[tuple[str, int | None, int | None], ...] = ()
    silent: tuple[str, ...] = ()  # seats that do not answer hearings
    held: str = "2021-09-15"
    planned: str = "2021-12-08"
    topics: tuple[str, str] = ("Et sted at være om aftenen", "Ventetid på en kontaktperson")
    task_due: str = "2021-12-01"


def tell_council(town: Town, told: Told) -> AdvisoryCouncil:
    """Set the council up, seat its members, hold one meeting and plan the next."""
    with clock.standing_at(day("2019-06-03")):
        by = town.by("jette")
        council = councils.set_up_council(unit=town.units[told.unit], about=told.about, by=by, is_example=True)
        for rule in told.rules:
            councils.set_rule(
                council=council, key=rule.key, value=rule.value, note=rule.note, source=told.source,
                since=day(told.since) if told.since else None, by=by,
            )  # fmt: skip
        for kind, least, most in told.seats:
            answers = kind not in told.silent
            councils.add_seats(council=council, kind=kind, least=least, most=most, answers_hearings=answers, by=by)
    _seat(town, council, told.sits)
    _meet(town, council, told)
    _plan(town, council, told)
    return council


def _seat(town: Town, council: AdvisoryCouncil, sits: tuple[Sits, ...]) -> None:
    with clock.standing_at(day("2020-01-06")):
        for number, one in enumerate(sits, 1):
            mail = "" if one.by_post else f"medlem{number}@{town.municipality.slug}.example"
            member.seat_member(
                council=council, name=one.name, starts_on=date(2020, 1, 1), ends_on=date(2023, 12, 31),
                speaks_for=one.speaks_for, shown_as=one.shown_as, shows_seat=one.shows_seat, post=one.post,
                user=town.users[one.user] if one.user else None, email=mail, by_post=one.by_post,
                address=f"Eksempelvej {number}" if one.by_post else "", large_print=one.large_print,
                is_example=True, by=town.by("jette"),
            )  # fmt: skip


def _meet(town: Town, council: AdvisoryCouncil, told: Told) -> None:
    """The meeting that was held: something said, decided, disagreed on, and to do; approved, and public if it may be."""
    held_on = day(told.held)
    with clock.standing_at(day("2021-08-16")):
        by = town.by("jette")
        planned = _a_meeting(council, held_on, by)
        item = _on(council, planned, told.topics[0], "decision", by)
    with clock.standing_at(held_on):
        by = town.by("jette")
        meeting.hold_meeting(meeting=planned, by=by)
        people = list(council.members.order_by("pk"))
        came = {one.pk: "present" if number < 4 else "sent_regrets" for number, one in enumerate(people)}
        attendance.note_attendance(meeting=planned, came=came, by=by)
        for kind, text in (
            ("said", "Flere fortæller, at aftenen er lang, når man er alene. Byen mangler et sted uden krav."),
            ("decision", "Rådet foreslår kommunen at holde et sted åbent to aftener om ugen."),
            ("dissent", "Et medlem synes, det skal være alle ugens dage fra begyndelsen."),
        ):
            minutes.write_line(item=item, kind=kind, text=text, by=by)
        minutes.write_line(
            item=item, kind="task", text="Spørg værestedet, hvad to aftener vil koste.", by=by,
            held_by_member=people[0], due_on=day(told.task_due),
        )  # fmt: skip
    with clock.standing_at(day("2021-10-04")):
        by = town.by("jette")
        row = minutes.approve_minutes(meeting=planned, how="in_writing", on=clock.today(), by=by)
        if any(rule.key is RuleKey.MINUTES_PUBLIC and rule.value == "yes" for rule in told.rules):
            minutes.publish_minutes(meeting=row, by=by)


def _plan(town: Town, council: AdvisoryCouncil, told: Told) -> None:
    """The next meeting: it begins from the open task, and a member has proposed an item."""
    with clock.standing_at(day("2021-11-08")):
        by = town.by("jette")
        planned = _a_meeting(council, day(told.planned), by)
        _on(council, planned, told.topics[1], "talk", by)
        proposer = council.members.filter(user__isnull=False).order_by("pk").first()
        agenda.propose_item(
            council=council, title="Mad på møderne", text="Kan vi spise sammen, før vi begynder?", kind="talk",
            proposed_by=proposer, by=by, is_example=True,
        )  # fmt: skip


def _a_meeting(council: AdvisoryCouncil, on: date, by: Asker) -> CouncilMeeting:
    return meeting.plan_meeting(
        council=council, meets_on=on, begins_at=time(15), ends_at=time(17), place="Rådhuset",
        welcome="Der er kaffe og brød. Ring til sekretæren, hvis du mangler kørsel.", by=by, is_example=True,
    )  # fmt: skip


def _on(council: AdvisoryCouncil, row: CouncilMeeting, title: str, kind: str, by: Asker) -> AgendaItem:
    item = agenda.propose_item(council=council, title=title, kind=kind, by=by, is_example=True)
    return agenda.put_on_agenda(item=item, meeting=row, by=by)


def tell_disability_council(town: Town, unit: str = "handicapraadet") -> AdvisoryCouncil:
    """The disability council: the law demands it, and that it is heard; what else holds for it is not known (O20)."""
    with clock.standing_at(day("2019-06-03")):
        by = town.by("sofie")
        about = "Rådet taler for mennesker med handicap. Kommunen skal spørge det om alt, der rører dem."
        council = councils.set_up_council(unit=town.units[unit], about=about, by=by, is_example=True)
        for key, value in (
            (RuleKey.BASIS, "by_law"),
            (RuleKey.FOR_WHOM, "Mennesker med handicap"),
            (RuleKey.HEARING, "all"),
        ):
            councils.set_rule(council=council, key=key, value=value, source=LAW, by=by)
        return council

"""A made-up town that has come all the way: plan, status, lock, committee and decision."""

from datetime import date

from holdepunkt import clock
from holdepunkt.people.tests.builders import Town
from holdepunkt.policy.actions import item as items
from holdepunkt.policy.actions import note, report
from holdepunkt.policy.models import CommitteeItem, PolicyVersion, StatusReport
from holdepunkt.policy.rules.kinds import Decision, EffortStage
from holdepunkt.policy.tests.builders_items import an_item, on_the_agenda
from holdepunkt.policy.tests.builders_status import TITLES, TODAY, a_plan, a_round, note_of

FIGURE = {"value": 12, "as_of": date(2021, 11, 1), "source": "Egen optælling"}


def a_locked_year(town: Town, version: PolicyVersion) -> StatusReport:
    """Dan tells of one effort with a figure; Finn locks and Ib approves."""
    a_plan(town, version)
    asked = a_round(town, version)
    told = {"stated": EffortStage.ON_TRACK, "happened": "Tolv borgere spiser sammen hver torsdag.", "figure": FIGURE}
    note.state(note=note_of(asked, TITLES[0]), by=town.as_("dan"), **told)
    locked = report.lock_report(report=asked, by=town.as_("finn"))
    with clock.standing_at(date(2021, 11, 9)):
        return report.approve_report(report=locked, by=town.as_("ib"))


def a_decision(town: Town, version: PolicyVersion) -> CommitteeItem:
    """The committee has taken note of the year."""
    item = on_the_agenda(town, an_item(town, a_locked_year(town, version), meeting_on=TODAY))
    return items.note_decision(
        item=item, decision=Decision.NOTED, text="Taget til efterretning.", decided_on=TODAY, by=town.as_("hanne")
    )

"""The whole way with the real actions: plan, round, answer, lock, approval, item, agenda, decision."""

from datetime import date

import pytest
from django.test import Client

from holdepunkt import clock
from holdepunkt.people.tests.builders import a_town
from holdepunkt.policy.actions import effort as efforts
from holdepunkt.policy.actions import item as actions
from holdepunkt.policy.actions import note as notes
from holdepunkt.policy.actions import plan as plans
from holdepunkt.policy.actions import report as reports
from holdepunkt.policy.reads.paper import paper_of
from holdepunkt.policy.rules.kinds import Decision, ReportStage
from holdepunkt.policy.tests.builders import a_policy
from holdepunkt.policy.tests.builders_items import FORM


@pytest.mark.django_db
def test_what_a_lead_answers_reaches_the_public() -> None:  # because it is one story told in one breath
    town, year = a_town(), clock.today().year
    version = a_policy(town, paper_fields=FORM, period_to=date(year + 3, 12, 31))
    finn, hanne, ib = town.as_("finn"), town.as_("hanne"), town.as_("ib")
    plan = plans.draft_plan(
        policy=version.policy,
        title="Handleplan",
        drafted_by=town.units["social"],
        goals=list(version.goals.all()),
        period_from=date(year, 1, 1),
        period_to=date(year + 1, 12, 31),
        by=finn,
    )
    efforts.add_effort(
        plan=plan,
        title="Bolig først",
        unit=town.units["social"],
        lead=town.people["dan"],
        by=finn,
        goals=[version.goals.first()],
        partners=[town.units["boligforening"]],
        economy="100.000 kr.",
        indicator="Boliger",
        indicator_unit="boliger",
    )
    plans.approve_plan(plan=plan, unit=town.units["socialudvalg"], on=clock.today(), by=finn)
    plan.refresh_from_db()
    plans.start_plan(plan=plan, by=finn)
    report = reports.open_round(policy=version.policy, year=year, due_on=clock.today(), by=finn)
    notes.state(
        note=report.notes.get(),
        by=town.as_("dan"),
        stated="on_track",
        happened="Syv fik en bolig.",
        figure={"value": 7, "as_of": clock.today(), "source": "Egen optælling"},
        differs_because="Det går godt.",
    )
    report = reports.approve_report(report=reports.lock_report(report=report, by=finn), by=ib)
    item = actions.begin_item(
        policy=version.policy, committee=town.units["socialudvalg"], title=f"Status {year}", report=report, by=finn
    )
    actions.send_item(item=item, on=clock.today(), by=hanne)
    address = f"/lundby/sager/{item.uuid}/"
    assert Client().get(address).status_code == 404
    item = actions.publish_item(item=item, on=clock.today(), by=hanne)
    item = actions.note_decision(item=item, decision=Decision.NOTED, text="", decided_on=clock.today(), by=hanne)
    report.refresh_from_db()
    assert report.stage == ReportStage.PUBLIC
    (row,) = paper_of(item).table.rows
    assert (row.effort, row.lead, row.partners) == ("Bolig først", "Social og Psykiatri", "Boligforeningen Lunden")
    assert (str(row.figure_value), row.figure_unit, row.stage_label) == ("7", "boliger", "På sporet")
    page = Client().get(f"{address}papir/").content.decode()
    assert "Syv fik en bolig." in page
    assert "Dan Dam" not in page

"""A council's yearly report as a document, made from the rows: meetings, decisions, proposals and hearings."""

from dataclasses import asdict
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from holdepunkt import clock
from holdepunkt.policy.models import BodyHeard
from holdepunkt.policy.reads.hearing import asked_in
from holdepunkt.ui.documents.sheet import Line, Part, Sheet, print_of
from holdepunkt.ui.jinja import danish_date
from holdepunkt.voice.labels import label
from holdepunkt.voice.models import CouncilReport, HearingBody
from holdepunkt.voice.reads import council_reports as reads
from holdepunkt.voice.reads import meetings
from holdepunkt.voice.rules.hearing import Audience
from holdepunkt.voice.rules.proposal import StepKind
from holdepunkt.voice.views.proposal_rows import public_words


def sheet_of(report: CouncilReport) -> Sheet:
    """The report: counted now while it is written, as it was from the day the council approved it."""
    with override("da"):
        told = told_now(report) if report.told is None else _without_what_was_hidden(report, report.told)
        return Sheet(
            sender=str(report.council),
            kind=_("Årsberetning"),
            title=_("Årsberetning %(year)s") % {"year": report.year},
            made_on=report.approved_on or clock.today(),
            facts=tuple((term, words) for term, words in told["facts"]),
            parts=tuple(_part(part) for part in told["parts"]),
            example_mark=_("Eksempel: tal og navne er opdigtede") if report.is_example else "",
            foot=_("Godkendt af rådet %(day)s.") % {"day": danish_date(report.approved_on)} if report.approved_on
            else _("Udkast. Rådet har ikke godkendt den endnu."),
        )  # fmt: skip


def _without_what_was_hidden(report: CouncilReport, told: dict[str, Any]) -> dict[str, Any]:
    """A report stays as it was approved; but words of people that were hidden since are hidden here too."""
    now = {str(row): public_words(row) for row in reads.proposed_in(report.council, report.year)}
    gone = _("Teksten er fjernet.")
    parts = [
        part
        | {
            "lines": [
                line | ({"text": now[line["label"]] or gone} if line["label"] in now else {}) for line in part["lines"]
            ]
        }
        for part in told["parts"]
    ]
    return told | {"parts": parts}


def _part(told: dict[str, Any]) -> Part:
    return Part(told["heading"], tuple(Line(**line) for line in told["lines"]), told["note"])


def words_print(report: CouncilReport) -> str:
    """The fingerprint of what the report says now."""
    return print_of(sheet_of(report))


def told_now(report: CouncilReport) -> dict[str, Any]:
    """What the rows say today, as plain values that can be kept; eight statements however long the year was."""
    with override("da"):
        held = reads.held_in(report.council, report.year)
        parts = [
            Part(_("Rådets egne ord"), tuple(Line(one) for one in report.foreword.split("\n\n") if one.strip())),
            _meetings(held),
            _decisions(report),
            _proposals(report),
            _hearings(report),
            _gatherings(report),
        ]
        return {"facts": _facts(report, held), "parts": [asdict(part) for part in parts if part.lines or part.note]}


def _facts(report: CouncilReport, held: list[Any]) -> list[tuple[str, str]]:
    last = min(date(report.year, 12, 31), clock.today())
    seats = meetings.seats_taken(report.council, last)
    facts = [(_("Møder"), str(len(held))), (_("Medlemmer"), str(seats))]
    asked = sum(row.asked for row in held)
    if asked:
        share = round(100 * sum(row.came_to for row in held) / asked)
        facts.append((_("Fremmøde"), _("%(n)s procent") % {"n": share}))
    return facts


def _meetings(held: list[Any]) -> Part:
    lines = [
        Line(
            " · ".join(filter(None, [danish_date(row.meets_on), row.place])),
            note=_("%(came)s af %(asked)s er mødt.") % {"came": row.came_to, "asked": row.asked} if row.asked else "",
        )
        for row in held
    ]
    return Part(_("Møder"), tuple(lines), "" if held else _("Rådet holdt ingen møder i året."))


def _decisions(report: CouncilReport) -> Part:
    rows = reads.decided_in(report.council, report.year)
    lines = [Line(row.text, label=danish_date(row.item.meeting.meets_on) if row.item.meeting else "") for row in rows]
    return Part(_("Det besluttede rådet"), tuple(lines), "" if rows else _("Ingen beslutninger er skrevet ind."))


def _proposals(report: CouncilReport) -> Part:
    rows = reads.proposed_in(report.council, report.year)
    lines = [
        Line(public_words(row) or _("Teksten er fjernet."), label=str(row), note=label(StepKind(row.standing)))
        for row in rows
    ]
    return Part(_("Det foreslog rådet, og der er det nu"), tuple(lines), "" if rows else _("Ingen forslag i året."))


def _hearings(report: CouncilReport) -> Part:
    rows = asked_in(report.council.unit, report.year)
    others = reads.heard_on_other_things(report.council, report.year)
    answered = sum(day is not None for day in (*(row.said_on for row in rows), *(row.said_on for row in others)))
    note = ngettext(
        "Rådet svarede på %(n)s høring ud af %(all)s.", "Rådet svarede på %(n)s høringer ud af %(all)s.", answered
    ) % {"n": answered, "all": len(rows) + len(others)}
    return Part(
        _("Det blev rådet spurgt om"),
        (*(_heard(row) for row in rows), *(_heard_otherwise(row) for row in others)),
        note if rows or others else _("Rådet blev ikke spurgt om noget."),
    )


def _heard(row: BodyHeard) -> Line:
    """What was asked; a text that is not decided on yet is not called by its name."""
    thing = row.plan or row.version_of
    name = (
        str(row.report)
        if row.report
        else str(thing)
        if thing and thing.is_frozen
        else _("En tekst, der ikke er besluttet endnu")
    )
    return _asked(name, row.asked_on, row.said_on)


def _heard_otherwise(row: HearingBody) -> Line:
    """A hearing about anything else; one that is not for everybody is not called by its name."""
    is_public = row.hearing.audience == Audience.ANYONE
    return _asked(row.hearing.title if is_public else _("En høring, der ikke er for alle"), row.asked_on, row.said_on)


def _asked(name: str, asked_on: date | None, said_on: date | None) -> Line:
    said = _("svarede %(day)s") % {"day": danish_date(said_on)} if said_on else _("ikke svaret")
    return Line(name, note=_("Spurgt %(day)s, %(said)s") % {"day": danish_date(asked_on), "said": said})


def _gatherings(report: CouncilReport) -> Part:
    rows = reads.gathered_in(report.council, report.year, clock.today())
    lines = [Line(row.title, label=danish_date(row.meets_on), note=row.came_of_it) for row in rows]
    return Part(_("Møder, folk kunne komme til"), tuple(lines), "")

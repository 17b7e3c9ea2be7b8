"""A meeting's agenda or minutes as a document: everything fetched, nothing rendered yet."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from holdepunkt import clock
from holdepunkt.ui.documents.sheet import Line, Part, Sheet
from holdepunkt.ui.jinja import danish_date
from holdepunkt.voice.council_words import label
from holdepunkt.voice.models import AgendaItem, CouncilMeeting, ItemPaper, MinuteLine
from holdepunkt.voice.reads import meetings as reads
from holdepunkt.voice.reads.attended import attended
from holdepunkt.voice.rules.meetings import Came, Gathered, ItemKind, LineKind
from holdepunkt.voice.rules.papers import PaperKind, points


def sheet_of(meeting: CouncilMeeting, paper: PaperKind) -> Sheet:
    """The agenda or the minutes as the council's members get them. A paper is in Danish, whoever asks for it."""
    with override("da"):
        minutes = paper is PaperKind.MINUTES
        facts = [*_when(meeting), *(_came(meeting) if minutes else ())]
        kind = _("Referat") if minutes else _("Dagsorden")
        return Sheet(
            sender=str(meeting.council),
            kind=kind,
            title=_("%(kind)s for mødet %(day)s") % {"kind": kind, "day": danish_date(meeting.meets_on)},
            made_on=clock.today(),
            facts=tuple(facts),
            parts=tuple(_part(n, item, minutes=minutes) for n, item in enumerate(reads.items(meeting), 1)),
            example_mark=_("Eksempel: tal og navne er opdigtede") if meeting.is_example else "",
            points=points(paper),
            foot=_foot(meeting) if minutes else meeting.welcome,
        )


def clock_words(meeting: CouncilMeeting) -> str:
    """From when to when: kl. 15.00-17.00."""
    if meeting.begins_at is None:
        return ""
    until = f"–{meeting.ends_at:%H.%M}" if meeting.ends_at else ""
    return _("kl. %(from)s%(until)s") % {"from": f"{meeting.begins_at:%H.%M}", "until": until}


def _when(meeting: CouncilMeeting) -> list[tuple[str, str]]:
    day = " ".join(filter(None, [danish_date(meeting.meets_on), clock_words(meeting)]))
    return [(_("Møde"), day), *([(_("Sted"), meeting.place)] if meeting.place else [])]


def _came(meeting: CouncilMeeting) -> list[tuple[str, str]]:
    stands, told = attended(meeting), []
    for came in Came:
        names = [row.name for row in stands.rows if row.came == came]
        if names:
            told.append((label(came).capitalize(), ", ".join(names)))
    if stands.rows:
        told.append((_("Talt"), _told_of(stands.gathered)))
    for one in stands.corrected:
        told.append((_("Rettet %(day)s") % {"day": danish_date(one.noted_on)}, one.why))
    return told


def _told_of(found: Gathered) -> str:
    """How many came, and whether enough did."""
    words = _("%(present)s af %(seats)s er mødt.") % {"present": found.present, "seats": found.seats}
    if found.is_quorate is None:
        return words
    missing = _("Der skal være %(needed)s, før rådet kan beslutte.") % {"needed": found.needed}
    return f"{words} {_('Rådet kan beslutte.') if found.is_quorate else missing}"


def _part(number: int, item: AgendaItem, *, minutes: bool) -> Part:
    kind = label(ItemKind(item.kind))
    heading = f"{number}. {item.title}"
    closed = _("Lukket punkt") if item.is_closed else ""
    note = " · ".join(filter(None, [kind, _from(item), closed]))
    lines = [Line(item.text)] if item.text else []
    lines += [Line(paper.text or paper.title, label=_("Papir"), note=_paper_note(paper)) for paper in item.papers.all()]
    if minutes:
        lines += [_line(line) for line in item.lines.all()]
    return Part(heading, tuple(lines), note)


def _paper_note(paper: ItemPaper) -> str:
    file = _("ligger ved som fil") if hasattr(paper, "upload") else ""
    title = paper.title if paper.text else ""  # without words of its own the paper is told by its title
    return " · ".join(filter(None, [title, paper.url, file]))


def _from(item: AgendaItem) -> str:
    return _("fra %(name)s") % {"name": item.proposed_by.name} if item.proposed_by else ""


def _line(line: MinuteLine) -> Line:
    kind = LineKind(line.kind)
    if kind is not LineKind.TASK:
        return Line(line.text, label="" if kind is LineKind.SAID else label(kind).capitalize())
    holders = ", ".join(str(one) for one in (line.held_by_member, line.held_by_unit) if one)
    due = _("senest %(day)s") % {"day": danish_date(line.due_on)} if line.due_on else ""
    return Line(line.text, label=label(kind).capitalize(), note=" · ".join(filter(None, [holders, due])))


def _foot(meeting: CouncilMeeting) -> str:
    if meeting.approved_on is None:
        return _("Referatet er ikke godkendt endnu.")
    words = {"day": danish_date(meeting.approved_on), "how": meeting.get_approved_how_display()}
    return " ".join(filter(None, [_("Godkendt %(day)s, %(how)s.") % words, meeting.remarks]))

"""The record in kind sentences: every verb has its Danish words. A guard test compares them with the code."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from holdepunkt.record.models import SORTS, Entry
from holdepunkt.record.rules import Sort
from holdepunkt.ui.jinja import short_date

# What somebody did; "%(about)s" is the printed name of what it was done to, the others are kept with the row.
VERBS = {
    "municipality.added": gettext_lazy("satte %(about)s op"),
    "municipality.changed": gettext_lazy("rettede kommunens opsætning"),
    "unit.added": gettext_lazy("tilføjede enheden »%(about)s«"),
    "unit.changed": gettext_lazy("rettede enheden »%(about)s«"),
    "user.added": gettext_lazy("tilføjede brugeren %(about)s"),
    "user.changed": gettext_lazy("rettede brugeren %(about)s"),
    "user.password_set": gettext_lazy("gav %(about)s en ny adgangskode"),
    "post.started": gettext_lazy("gav en rolle: %(about)s"),
    "post.ended": gettext_lazy("afsluttede en rolle: %(about)s"),
    "post.deputy_started": gettext_lazy("valgte en stedfortræder: %(about)s"),
    "absence.noted": gettext_lazy("skrev et fravær ind: %(about)s"),
    "absence.changed": gettext_lazy("rettede et fravær: %(about)s"),
    "absence.called_off": gettext_lazy("fjernede et fravær: %(about)s"),
    "people.fetched": gettext_lazy("hentede enheder og mennesker som fil"),
    "people.loaded": gettext_lazy("indlæste enheder og mennesker fra en fil"),
    "policy.begun": gettext_lazy("begyndte på politikken »%(about)s«"),
    "policy.changed": gettext_lazy("rettede »%(about)s«"),
    "policy.loaded": gettext_lazy("indlæste »%(about)s« fra en pakke"),
    "policy.draft_replaced": gettext_lazy("erstattede udkastet »%(about)s« med en pakke"),
    "policy.text_copied": gettext_lazy("kopierede teksten til »%(about)s«"),
    "policy.version_begun": gettext_lazy("begyndte en ny version: »%(about)s«"),
    "policy.document_attached": gettext_lazy("lagde kommunens dokument ind: »%(about)s«"),
    "policy.sent_to_hearing": gettext_lazy("sendte »%(about)s« i høring"),
    "policy.approved": gettext_lazy("skrev godkendelsen af »%(about)s« ind"),
    "policy.pack_fetched": gettext_lazy("hentede »%(about)s« som pakke"),
    "goal.target_added": gettext_lazy("skrev et måltal: »%(about)s«"),
    "goal.target_changed": gettext_lazy("rettede et måltal: »%(about)s«"),
    "goal.target_removed": gettext_lazy("fjernede et måltal: »%(about)s«"),
    "body.asked": gettext_lazy("spurgte om: »%(about)s«"),
    "body.heard": gettext_lazy("skrev et høringssvar ind: »%(about)s«"),
    "plan.drafted": gettext_lazy("begyndte på planen »%(about)s«"),
    "plan.changed": gettext_lazy("rettede planen »%(about)s«"),
    "plan.dropped": gettext_lazy("droppede udkastet »%(about)s«"),
    "plan.loaded": gettext_lazy("indlæste planen »%(about)s« fra en pakke"),
    "plan.heard": gettext_lazy("sendte planen »%(about)s« i høring"),
    "plan.reopened": gettext_lazy("gjorde planen »%(about)s« til udkast igen"),
    "plan.approved": gettext_lazy("skrev godkendelsen af planen »%(about)s« ind"),
    "plan.started": gettext_lazy("satte planen »%(about)s« i gang"),
    "plan.started_undone": gettext_lazy("fortrød, at planen »%(about)s« var sat i gang"),
    "plan.closed": gettext_lazy("afsluttede planen »%(about)s«"),
    "plan.closed_undone": gettext_lazy("fortrød, at planen »%(about)s« var afsluttet"),
    "plan.superseded": gettext_lazy("afløste planen »%(about)s« med en rettelse"),
    "plan.correction_begun": gettext_lazy("begyndte en rettelse af planen »%(about)s«"),
    "plan.carried_over": gettext_lazy("førte indsatser videre til planen »%(about)s«"),
    "plan.annexed": gettext_lazy("lagde planen »%(about)s« ved som bilag"),
    "plan.annex_kept": gettext_lazy("gemte planen »%(about)s«, som den blev sendt"),
    "effort.added": gettext_lazy("skrev indsatsen »%(about)s« ind i planen"),
    "effort.changed": gettext_lazy("rettede indsatsen »%(about)s«"),
    "effort.removed": gettext_lazy("fjernede indsatsen »%(about)s«"),
    "effort.carried_over": gettext_lazy("førte indsatsen »%(about)s« videre til næste plan"),
    "effort.stops_with_plan": gettext_lazy("valgte, at indsatsen »%(about)s« stopper med planen"),
    "effort.handed_over": gettext_lazy("gav indsatsen »%(about)s« videre til %(to)s"),
    "effort.stopped": gettext_lazy("stoppede indsatsen »%(about)s«"),
    "effort.stop_undone": gettext_lazy("fortrød, at indsatsen »%(about)s« var stoppet"),
    "effort.proposal_adopted": gettext_lazy("tog forslag %(number)s ind i indsatsen »%(about)s«"),
    "effort.proposal_let_go": gettext_lazy("trak forslag %(number)s ud af indsatsen »%(about)s«"),
    "milestone.reached": gettext_lazy("noterede milepælen »%(milestone)s« som nået i »%(about)s«"),
    "milestone.reached_undone": gettext_lazy("fortrød, at milepælen »%(milestone)s« var nået i »%(about)s«"),
    "figure.noted": gettext_lazy("skrev et tal for »%(about)s«"),
    "figure.corrected": gettext_lazy("rettede et tal for »%(about)s«"),
    "status_report.opened": gettext_lazy("åbnede runden: %(about)s"),
    "status_report.dates_moved": gettext_lazy("flyttede fristerne: %(about)s"),
    "status_report.reminded": gettext_lazy("sendte påmindelser: %(about)s"),
    "status_report.locked": gettext_lazy("låste året: %(about)s"),
    "status_report.approved": gettext_lazy("godkendte året: %(about)s"),
    "status_report.reopened": gettext_lazy("åbnede året igen: %(about)s"),
    "status_report.paper_made": gettext_lazy("lavede en sag som fil: %(about)s"),
    "status_note.drafted": gettext_lazy("gemte en kladde til status: »%(about)s«"),
    "status_note.stated": gettext_lazy("gav status: »%(about)s«"),
    "status_note.no_news": gettext_lazy("svarede, at der intet nyt er: »%(about)s«"),
    "status_note.taken_back": gettext_lazy("tog sin status tilbage: »%(about)s«"),
    "status_note.form_fetched": gettext_lazy("hentede et skema til status: »%(about)s«"),
    "item.begun": gettext_lazy("begyndte på sagen »%(about)s«"),
    "item.changed": gettext_lazy("rettede sagen »%(about)s«"),
    "item.sent": gettext_lazy("sendte sagen »%(about)s« til udvalget"),
    "item.published": gettext_lazy("gjorde sagen »%(about)s« offentlig"),
    "item.decision_noted": gettext_lazy("skrev beslutningen i sagen »%(about)s« ind"),
    "item.decision_undone": gettext_lazy("fortrød beslutningen i sagen »%(about)s«"),
    "item.minutes_linked": gettext_lazy("viste vej til referatet af »%(about)s«"),
    "item.taken_up_again": gettext_lazy("tog sagen »%(about)s« op igen"),
    "item.file_fetched": gettext_lazy("hentede en fil i sagen »%(about)s«"),
    "item.printed": gettext_lazy("åbnede hele sagen »%(about)s« til print"),
    "paper_file.asked": gettext_lazy("bestilte en fil: »%(about)s«"),
    "paper_file.made": gettext_lazy("lavede en fil: »%(about)s«"),
    "paper_file.failed": gettext_lazy("kunne ikke lave en fil: »%(about)s«"),
    "evaluation.begun": gettext_lazy("begyndte på en evaluering: »%(about)s«"),
    "evaluation.changed": gettext_lazy("rettede evalueringen »%(about)s«"),
    "evaluation.finished": gettext_lazy("gjorde evalueringen »%(about)s« færdig"),
    "evaluation.published": gettext_lazy("gjorde evalueringen »%(about)s« offentlig"),
    "conclusion.added": gettext_lazy("tilføjede en konklusion: »%(about)s«"),
    "conclusion.changed": gettext_lazy("rettede en konklusion: »%(about)s«"),
    "conclusion.removed": gettext_lazy("fjernede en konklusion: »%(about)s«"),
    "hearing.begun": gettext_lazy("begyndte høringen »%(about)s«"),
    "hearing.changed": gettext_lazy("rettede høringen »%(about)s«"),
    "hearing.text_changed": gettext_lazy("rettede teksten i høringen »%(about)s«"),
    "hearing.body_asked": gettext_lazy("satte %(who)s på høringen »%(about)s«"),
    "hearing.body_left_out": gettext_lazy("tog %(who)s af høringen »%(about)s«"),
    "hearing.opened": gettext_lazy("sendte »%(about)s« i høring til %(due)s"),
    "hearing.extended": gettext_lazy("gav høringen »%(about)s« frist til %(due)s"),
    "hearing.closed": gettext_lazy("lukkede høringen »%(about)s«"),
    "hearing.cancelled": gettext_lazy("aflyste høringen »%(about)s«"),
    "hearing.ended": gettext_lazy("sluttede høringen »%(about)s« og fortalte, hvad den førte til"),
    "hearing.case_noted": gettext_lazy("skrev %(who)s ind på høringen »%(about)s«"),
    "hearing.case_undone": gettext_lazy("tog en beslutning af høringen »%(about)s«"),
    "hearing.commented": gettext_lazy("skrev en kommentar til %(who)s i høringen »%(about)s«"),
    "hearing.drafted": gettext_lazy("skrev på svaret fra %(who)s i høringen »%(about)s«"),
    "hearing.body_answered": gettext_lazy("sendte svaret fra %(who)s i høringen »%(about)s«"),
    "hearing.papers_posted": gettext_lazy("sendte %(who)s papir i høringen »%(about)s«"),
    "hearing.print_run_opened": gettext_lazy("hentede tryk med adresser i høringen »%(about)s«"),
    "hearing.answer_received": gettext_lazy("tog imod svar %(number)s i høringen »%(about)s«"),
    "hearing.answer_gathered": gettext_lazy("satte svar %(number)s under tema i høringen »%(about)s«"),
    "hearing.words_hidden": gettext_lazy("skjulte noget i svar %(number)s i høringen »%(about)s«"),
    "hearing.sender_forgotten": gettext_lazy("slettede afsenderen af svar %(number)s i høringen »%(about)s«"),
    "hearing.theme_added": gettext_lazy("begyndte temaet »%(theme)s« i høringen »%(about)s«"),
    "hearing.theme_answered": gettext_lazy("svarede på temaet »%(theme)s« i høringen »%(about)s«"),
    "hearing.theme_removed": gettext_lazy("fjernede temaet »%(theme)s« i høringen »%(about)s«"),
    "hearing.told": gettext_lazy("sendte besked til dem, der svarede på høringen »%(about)s«"),
    "hearing.run_opened": gettext_lazy("hentede beskeder om høringen »%(about)s« til tryk"),
    "body.not_asked": gettext_lazy("spurgte alligevel ikke %(about)s"),
    "proposal.received": gettext_lazy("tog imod forslag %(about)s"),
    "proposal.read": gettext_lazy("læste forslag %(about)s og gav det til %(unit)s"),
    "proposal.with_council": gettext_lazy("tog forslag %(about)s med til %(unit)s"),
    "proposal.answered": gettext_lazy("svarede på forslag %(about)s"),
    "proposal.adopted": gettext_lazy("tog forslag %(about)s ind i en plan"),
    "proposal.passed_on": gettext_lazy("sendte forslag %(about)s videre"),
    "proposal.not_now": gettext_lazy("sagde »ikke nu« til forslag %(about)s"),
    "proposal.effort_status": gettext_lazy("fortalte, hvordan det går med forslag %(about)s"),
    "proposal.removed": gettext_lazy("fjernede forslag %(about)s fra siden"),
    "proposal.step_ended": gettext_lazy("trak et skridt tilbage i forslag %(about)s"),
    "proposal.words_hidden": gettext_lazy("skjulte noget i teksten i forslag %(about)s"),
    "proposal.threat_hidden": gettext_lazy("skjulte en trussel i forslag %(about)s"),
    "proposal.gathered": gettext_lazy("samlede forslag %(about)s under temaet %(theme)s"),
    "proposal.code_renewed": gettext_lazy("lavede en ny kode til forslag %(about)s"),
    "proposal.sender_forgotten": gettext_lazy("slettede afsenderen af forslag %(about)s"),
    "proposal.exported": gettext_lazy("hentede forslag %(about)s som fil"),
    "proposal_setting.changed": gettext_lazy("rettede fristerne for forslag"),
    "postcards.printed": gettext_lazy("lavede %(count)s postkort fra nummer %(about)s"),
    "theme.added": gettext_lazy("begyndte temaet »%(about)s«"),
    "theme.answered": gettext_lazy("svarede alle under temaet »%(about)s«"),
    "flood.released": gettext_lazy("slap en bunke med %(count)s forslag"),
    "flood.dropped": gettext_lazy("lagde en bunke med %(count)s forslag til side"),
    "message.sent": gettext_lazy("sendte besked om forslag %(about)s"),
    "message_run.begun": gettext_lazy("lavede en udsendelse med %(count)s beskeder"),
    "message_run.sent": gettext_lazy("skrev, at en udsendelse er sendt"),
    "message_run.opened": gettext_lazy("åbnede en udsendelse til print"),
    "message_run.listed": gettext_lazy("hentede en liste til SMS"),
    "council.set_up": gettext_lazy("satte rådet »%(about)s« op"),
    "council.changed": gettext_lazy("rettede teksten om rådet »%(about)s«"),
    "council.rule_set": gettext_lazy("skrev en regel for rådet ind: »%(about)s«"),
    "council.seats_added": gettext_lazy("skrev pladser i rådet ind: »%(about)s«"),
    "council.seats_changed": gettext_lazy("rettede pladser i rådet: »%(about)s«"),
    "council.member_seated": gettext_lazy("skrev et medlem af rådet ind: %(about)s"),
    "council.member_changed": gettext_lazy("rettede et medlem af rådet: %(about)s"),
    "council.member_left": gettext_lazy("noterede, at %(about)s går ud af rådet"),
    "council.contact_deleted": gettext_lazy("slettede kontakten til et tidligere medlem: %(about)s"),
    "agenda_item.proposed": gettext_lazy("foreslog %(about)s"),
    "agenda_item.proposed_again": gettext_lazy("foreslog igen %(about)s"),
    "agenda_item.changed": gettext_lazy("rettede %(about)s"),
    "agenda_item.put_on": gettext_lazy("satte %(about)s på dagsordenen"),
    "agenda_item.put_off": gettext_lazy("udsatte %(about)s"),
    "agenda_item.moved": gettext_lazy("flyttede %(about)s på dagsordenen"),
    "agenda_item.handed_back": gettext_lazy("gav %(about)s tilbage"),
    "agenda_item.taken_back": gettext_lazy("trak %(about)s tilbage"),
    "agenda_item.paper_added": gettext_lazy("lagde et papir ved %(about)s"),
    "meeting.planned": gettext_lazy("planlagde et møde: %(about)s"),
    "meeting.changed": gettext_lazy("rettede et møde: %(about)s"),
    "meeting.agenda_sent": gettext_lazy("sendte dagsordenen: %(about)s"),
    "meeting.held": gettext_lazy("begyndte referatet: %(about)s"),
    "meeting.called_off": gettext_lazy("aflyste et møde: %(about)s"),
    "meeting.attendance_noted": gettext_lazy("skrev fremmødet ind: %(about)s"),
    "meeting.papers_posted": gettext_lazy("sendte papirer med posten: %(about)s"),
    "meeting.print_run_opened": gettext_lazy("åbnede tryk med adresser: %(about)s"),
    "meeting_file.asked": gettext_lazy("bestilte en fil til et møde: %(about)s"),
    "meeting_file.made": gettext_lazy("lavede en fil til et møde: %(about)s"),
    "meeting_file.failed": gettext_lazy("kunne ikke lave en fil til et møde: %(about)s"),
    "meeting_file.fetched": gettext_lazy("hentede en fil til et møde: %(about)s"),
    "minutes.line_written": gettext_lazy("skrev %(about)s"),
    "minutes.line_changed": gettext_lazy("rettede %(about)s"),
    "minutes.line_removed": gettext_lazy("fjernede %(about)s"),
    "minutes.task_done": gettext_lazy("noterede, at en opgave er gjort: %(about)s"),
    "minutes.approved": gettext_lazy("godkendte et referat: %(about)s"),
    "minutes.published": gettext_lazy("gjorde et referat offentligt: %(about)s"),
    "page.refused": gettext_lazy("fik nej til: %(about)s"),
    "search.made": gettext_lazy("søgte efter »%(about)s«"),
    "record.searched": gettext_lazy("søgte i protokollen"),
    "sign_in.done": gettext_lazy("loggede ind"),
    "sign_in.confirmed": gettext_lazy("bekræftede, hvem det er"),
    "sign_in.refused": gettext_lazy("fik nej til at logge ind som %(about)s"),
    "session.ended": gettext_lazy("loggede ud: %(about)s"),
    "sessions.ended": gettext_lazy("loggede %(about)s ud overalt"),
    "user.code_app_set_up": gettext_lazy("satte en kodeapp op for %(about)s"),
    "user.code_app_removed": gettext_lazy("fjernede kodeappen for %(about)s"),
    "user.code_refused": gettext_lazy("skrev en forkert kode for %(about)s"),
    "user.recovery_codes_made": gettext_lazy("lavede nye nødkoder til %(about)s"),
    "user.recovery_code_used": gettext_lazy("brugte en nødkode for %(about)s"),
    "user.provider_linked": gettext_lazy("forbandt %(about)s med en login-tjeneste"),
    "provider.added": gettext_lazy("tilføjede login-tjenesten %(about)s"),
    "provider.changed": gettext_lazy("rettede login-tjenesten %(about)s"),
    "provider.role_mapped": gettext_lazy("gav en gruppe en rolle: %(about)s"),
    "provider.role_unmapped": gettext_lazy("tog en rolle fra en gruppe: %(about)s"),
    "record.verified": gettext_lazy("efterprøvede protokollen"),
    "record.exported": gettext_lazy("hentede hele protokollen"),
    "municipality.copied": gettext_lazy("tog en kopi af hele databasen"),
    "record.listed": gettext_lazy("hentede rækker af protokollen som tabel"),
}
# The parts of a policy's text share four verbs, and what is read before it is public shares one.
PARTS = {
    "passage": gettext_lazy("afsnittet"),
    "goal": gettext_lazy("målet"),
    "promise": gettext_lazy("forpligtelsen"),
    "rhythm": gettext_lazy("rytmen"),
    "nationalgoal": gettext_lazy("det nationale mål"),
    "policylink": gettext_lazy("henvisningen"),
}
PART_VERBS = {
    "added": gettext_lazy("skrev %(noun)s »%(about)s« ind i udkastet"),
    "changed": gettext_lazy("rettede %(noun)s »%(about)s«"),
    "moved": gettext_lazy("flyttede %(noun)s »%(about)s«"),
    "removed": gettext_lazy("fjernede %(noun)s »%(about)s«"),
}
READ = {
    "councilmember": gettext_lazy("så, hvordan man får fat i %(about)s"),
    "committeeitem": gettext_lazy("læste sagen »%(about)s«, før den var offentlig"),
    "actionplan": gettext_lazy("læste planen »%(about)s«, før den var godkendt"),
    "sender": gettext_lazy("så, hvem der har sendt et forslag"),
    "answersender": gettext_lazy("så, hvem der har svaret på en høring"),
    "effort": gettext_lazy("læste indsatsen »%(about)s«, før planen var godkendt"),
    "policyversion": gettext_lazy("læste udkastet »%(about)s«, før det var vedtaget"),
    "evaluation": gettext_lazy("læste evalueringen »%(about)s«, før den var offentlig"),
    "statusnote": gettext_lazy("læste status for »%(about)s«, før udvalget havde den"),
    "statusreport": gettext_lazy("læste årets status »%(about)s«, før udvalget havde den"),
}


class _Known(dict[str, Any]):
    """What is known of a row; a row of an earlier release may know less, and is still told."""

    def __missing__(self, name: str) -> str:
        return "–"


def words_of(verb: str) -> tuple[Any, Any] | None:
    """The Danish words of a verb and the noun they need; None when nobody has written any."""
    noun, _dot, did = verb.partition(".")
    if verb in VERBS:
        return VERBS[verb], ""
    if did == "looked_at" and noun in READ:
        return READ[noun], ""
    return (PART_VERBS[did], PARTS[noun]) if noun in PARTS and did in PART_VERBS else None


def sentence(row: Entry) -> str:
    """Who did what, as one sentence. A verb of a later release is shown as it stands."""
    found = words_of(row.verb)
    known = _Known(row.fields | {"about": row.about_name, "noun": found[1] if found else ""})
    did = found[0] % known if found else f"{row.verb}: {row.about_name}"
    return _("%(who)s %(did)s.") % {"who": row.by_name or _("En besøgende"), "did": did}


def moment(row: Entry) -> str:
    """The day and the minute, in Denmark's time."""
    at = timezone.localtime(row.at)
    return _("%(day)s kl. %(time)s") % {"day": short_date(at), "time": at.strftime("%H.%M")}


def note(row: Entry) -> str:
    """Acting as what, by which right, why, and what was searched for or chosen, as far as it is known."""
    chosen = row.fields.values() if row.sort in (Sort.SEARCH, Sort.EXPORT) else ()
    relation = row.relation if row.relation != row.acting_as else ""
    return " · ".join(filter(None, [row.acting_as, relation, row.why, ", ".join(str(value) for value in chosen)]))


def told(row: Entry) -> dict[str, str]:
    """One row of the whole record, ready to print."""
    sort = str(SORTS.get(Sort(row.sort), row.sort))
    return {"when": f"{moment(row)} · {sort}", "text": sentence(row), "note": note(row)}


def told_of_effort(row: Entry) -> dict[str, str]:
    """One row of an effort's history: the role is left out, the reason is not."""
    return {"when": moment(row), "text": sentence(row), "note": row.why}

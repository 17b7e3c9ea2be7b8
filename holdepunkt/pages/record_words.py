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
    "story.told": gettext_lazy("tog imod fortælling %(about)s"),
    "story.yes_given": gettext_lazy("skrev et ja ind til fortælling %(about)s"),
    "story.masked": gettext_lazy("tog noget ud af fortælling %(about)s"),
    "story.released": gettext_lazy("viste fortælling %(about)s for alle"),
    "story.put_aside": gettext_lazy("lagde fortælling %(about)s til side"),
    "story.taken_back": gettext_lazy("tog fortælling %(about)s tilbage"),
    "story.code_renewed": gettext_lazy("lavede en ny kode til fortælling %(about)s"),
    "story.lapsed": gettext_lazy("slettede fortælling %(about)s, som ikke skulle stå et sted"),
    "story.contact_deleted": gettext_lazy("slettede kontakten til fortælling %(about)s"),
    "story.placed": gettext_lazy("satte en fortælling ind i %(policy)s: %(about)s"),
    "story.place_ended": gettext_lazy("tog en fortælling ud af politikken: %(about)s"),
    "matter.added": gettext_lazy("skrev en sag på vej ind: »%(about)s«"),
    "matter.changed": gettext_lazy("rettede en sag på vej: »%(about)s«"),
    "matter.dropped": gettext_lazy("tog en sag på vej af listen: »%(about)s«"),
    "matter.asked": gettext_lazy("noterede, at %(council)s er spurgt om »%(about)s«"),
    "council_report.begun": gettext_lazy("begyndte på rådets beretning: %(about)s"),
    "council_report.changed": gettext_lazy("rettede rådets beretning: %(about)s"),
    "council_report.approved": gettext_lazy("skrev rådets godkendelse ind: %(about)s"),
    "council_report.sent": gettext_lazy("sendte rådets beretning til udvalget: %(about)s"),
    "council_report.published": gettext_lazy("gjorde rådets beretning offentlig: %(about)s"),
    "council_report.file_asked": gettext_lazy("bestilte rådets beretning som fil: %(about)s"),
    "council_report.file_made": gettext_lazy("lavede rådets beretning som fil: %(about)s"),
    "council_report.downloaded": gettext_lazy("hentede rådets beretning som fil: %(about)s"),
    "outlay.noted": gettext_lazy("skrev et udlæg ind: %(about)s"),
    "outlay.paid": gettext_lazy("noterede, at et udlæg er betalt: %(about)s"),
    "outlay.removed": gettext_lazy("slettede et udlæg: %(about)s"),
    "outlay.deleted": gettext_lazy("slettede et udlæg, som er betalt for et år siden: %(about)s"),
    "outlay.listed": gettext_lazy("hentede listen over udlæg: %(about)s"),
    "meeting.sms_listed": gettext_lazy("hentede listen til SMS for mødet: »%(about)s«"),
    "meeting.deadlines_recounted": gettext_lazy("talte fristerne om for mødet »%(about)s«: %(changed)s"),
    "agenda_item.file_added": gettext_lazy("lagde en fil ved et emne: %(about)s"),
    "agenda_item.paper_removed": gettext_lazy("fjernede et papir fra et emne: %(about)s"),
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
    "gathering.planned": gettext_lazy("planlagde mødet »%(about)s«"),
    "gathering.changed": gettext_lazy("rettede mødet »%(about)s«"),
    "gathering.called_off": gettext_lazy("aflyste mødet »%(about)s«"),
    "gathering.called_off_undone": gettext_lazy("fortrød, at mødet »%(about)s« var aflyst"),
    "gathering.outcome_written": gettext_lazy("skrev, hvad der kom ud af mødet »%(about)s«"),
    "gathering.reminded": gettext_lazy("mindede %(count)s om mødet »%(about)s«"),
    "gathering.notices_sent": gettext_lazy("skrev, at %(count)s beskeder om mødet »%(about)s« er sendt"),
    "gathering.notice_mailed": gettext_lazy("sendte en mail om mødet »%(about)s«"),
    "gathering.notices_opened": gettext_lazy("åbnede beskeder om mødet »%(about)s« til print"),
    "gathering.sms_listed": gettext_lazy("hentede en liste til SMS om mødet »%(about)s«"),
    "gathering.door_list_opened": gettext_lazy("åbnede listen til døren til mødet »%(about)s«"),
    "gathering.tied": gettext_lazy("skrev, hvilke mål og indsatser mødet »%(about)s« hører til"),
    "goal.inputs_chosen": gettext_lazy("skrev, hvad målet »%(about)s« kommer af"),
    "sign_up.received": gettext_lazy("tog imod tilmelding %(about)s"),
    "sign_up.noted": gettext_lazy("skrev tilmelding %(about)s ind"),
    "sign_up.cancelled": gettext_lazy("meldte tilmelding %(about)s fra"),
    "sign_ups.released": gettext_lazy("slap %(count)s tilmeldinger til »%(about)s«"),
    "sign_ups.dropped": gettext_lazy("lagde %(count)s tilmeldinger til »%(about)s« til side"),
    "sign_ups.forgotten": gettext_lazy("slettede navne og kontakter på de tilmeldte til »%(about)s«"),
    "heard.written": gettext_lazy("skrev en linje ned: %(about)s"),
    "heard.changed": gettext_lazy("rettede en linje: %(about)s"),
    "heard.released": gettext_lazy("viste en linje: %(about)s"),
    "heard.taken_down": gettext_lazy("tog en linje ned: %(about)s"),
    "heard.hidden": gettext_lazy("skjulte en linje: %(about)s"),
    "heard.grouped": gettext_lazy("samlede %(count)s linjer under et tema: %(about)s"),
    "heard.published": gettext_lazy("gjorde det offentligt, som vi hørte på »%(about)s«"),
    "heard.published_undone": gettext_lazy("tog siden med det, vi hørte på »%(about)s«, ned igen"),
    "heard.became_proposal": gettext_lazy("gjorde en linje til forslag %(number)s: %(about)s"),
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
    "municipality.copy_begun": gettext_lazy("begyndte en kopi af hele databasen"),
    "municipality.copied": gettext_lazy("tog en kopi af hele databasen"),
    "municipality.copy_failed": gettext_lazy("fik ikke taget kopien af databasen"),
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
    "storycontact": gettext_lazy("så, hvordan man får fat i en, der har fortalt"),
    "paperupload": gettext_lazy("åbnede en fil ved et emne, før den var offentlig: %(about)s"),
    "signupcontact": gettext_lazy("så, hvordan man får fat i tilmelding %(about)s"),
    "sender": gettext_lazy("så, hvem der har sendt et forslag"),
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

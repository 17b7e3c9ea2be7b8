"""What the clockwork does each time. A new job is a function and a row in JOBS."""

import logging
from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeVar

from django.utils import timezone

from holdepunkt import tenancy
from holdepunkt.pages.actions import jobs as actions
from holdepunkt.pages.operation.clockwork import Job
from holdepunkt.pages.reads import jobs as reads
from holdepunkt.people import reads as people
from holdepunkt.people.actions.signing_in import clear_old_sign_ins
from holdepunkt.people.asker import machine
from holdepunkt.people.models import Municipality
from holdepunkt.policy.actions.report import send_reminders
from holdepunkt.policy.reads.status import open_reports
from holdepunkt.policy.rules.reminders import TRIES, wait_before_next_try
from holdepunkt.record.actions import seal_all
from holdepunkt.voice.actions.answer_due import recount_answers
from holdepunkt.voice.actions.attendance import keep_approved
from holdepunkt.voice.actions.clockwork import forget_senders, recount_deadlines
from holdepunkt.voice.actions.member import forget_contacts
from holdepunkt.voice.actions.notice import remind as remind_signed_up
from holdepunkt.voice.actions.outlay import delete_old_outlays
from holdepunkt.voice.actions.sign_up import forget_sign_ups
from holdepunkt.voice.actions.story import clear_stories

Done = TypeVar("Done")
log = logging.getLogger("holdepunkt.clockwork")
MAIL = (
    "holdepunkt.policy.tasks.mail_one",
    "holdepunkt.policy.tasks.mail_round",
    "holdepunkt.voice.actions.mailing.mail_message",
    "holdepunkt.voice.actions.notice_mailing.mail_notice",
    "holdepunkt.voice.council_jobs.mail_agenda",
    "holdepunkt.voice.actions.hearing_mailing.mail_hearing",
    "holdepunkt.voice.actions.hearing_mailing.mail_answerer",
)
SAFE_TO_REPEAT = (
    *MAIL,
    "holdepunkt.policy.jobs_paper.make_paper_file",
    "holdepunkt.voice.council_jobs.make_meeting_file",
    "holdepunkt.pages.report_jobs.make_report_file",
)
LONGEST_JOB = timedelta(hours=1)
DONE_DAYS, FAILED_DAYS = 30, 180


class SomeFailed(Exception):
    """The job went well for some municipalities, and not for these."""


def _in_each(what: str, does: Callable[[Municipality], Done]) -> list[Done]:
    """What was done in each municipality. One that fails stops nobody else; afterwards SomeFailed names it."""
    did, failed = [], []
    for municipality in people.municipalities():
        try:
            with tenancy.within(municipality):
                did.append(does(municipality))
        except Exception:
            failed.append(municipality.slug)
            log.exception("%s failed", what, extra={"municipality": municipality.slug})
    if failed:
        raise SomeFailed(", ".join(failed))
    return did


def remind(today: date) -> str:
    """Remind those whose answer to the year's status is due: each reminder once, however late we come."""
    told = _in_each("reminders", lambda municipality: _remind_in(municipality, today))
    return "; ".join(line for lines in told for line in lines)


def _remind_in(municipality: Municipality, today: date) -> list[str]:
    by, told = machine(municipality), []
    for report in open_reports(municipality):
        if count := send_reminders(report=report, today=today, by=by):
            told.append(f"{municipality.slug}: {report}: reminded about {count}")
    return told


def forget(today: date) -> str:
    """Delete how senders of proposals can be reached when their time is over, as the page told them."""
    count = sum(_in_each("senders of proposals", lambda one: forget_senders(municipality=one, today=today)))
    return f"{count} senders of proposals forgotten" if count else ""


def mail_again(_today: date) -> str:
    """Put failed mail back into the queue, later each time; the third failure waits for the policy lead."""
    count = 0
    for job in reads.failed(MAIL):
        tries = len(job.worker_ids)
        if tries < TRIES and job.finished_at is not None:
            count += actions.put_back(job=job, at=job.finished_at + wait_before_next_try(tries))
    return f"{count} mails will be tried again" if count else ""


def pick_up(_today: date) -> str:
    """Jobs that a dead worker left behind run again, if it does no harm to do them twice."""
    count = 0
    for job in reads.left_behind(before=timezone.now() - LONGEST_JOB):
        if job.task_path in SAFE_TO_REPEAT and len(job.worker_ids) < TRIES:
            count += actions.put_back(job=job, at=timezone.now())
        else:
            count += actions.give_up(job=job)
    return f"{count} jobs were left behind by a worker" if count else ""


def clear_jobs(_today: date) -> str:
    """Clear the queue of what ended long ago."""
    count = actions.clear_old(now=timezone.now(), done_days=DONE_DAYS, failed_days=FAILED_DAYS)
    return f"{count} old jobs cleared" if count else ""


def clear_sessions(_today: date) -> str:
    """Clear sessions that have run out, and wrong sign-ins of long ago."""
    clear_old_sign_ins()
    return ""


def forget_members(today: date) -> str:
    """Delete how to reach members who left their council half a year ago."""
    count = sum(_in_each("former members", lambda one: forget_contacts(municipality=one, today=today, by=machine(one))))
    return f"{count} contacts of former members deleted" if count else ""


def forget_stories(today: date) -> str:
    """Delete stories that nobody said yes to or that were put aside, and contacts nobody needs any more."""
    count = sum(_in_each("stories", lambda one: clear_stories(municipality=one, today=today, by=machine(one))))
    return f"{count} stories or their contacts deleted" if count else ""


def forget_outlays(today: date) -> str:
    """Delete what members were paid a year ago."""
    count = sum(_in_each("outlays", lambda one: delete_old_outlays(municipality=one, today=today, by=machine(one))))
    return f"{count} paid outlays deleted" if count else ""


def recount(_today: date) -> str:
    """Count the deadlines of meetings and proposals anew where the closing days have changed."""
    count = sum(_in_each("deadlines", lambda one: recount_deadlines(municipality=one, by=machine(one))))
    count += sum(_in_each("answers", lambda one: recount_answers(municipality=one, by=machine(one))))
    return f"{count} deadlines counted anew" if count else ""


def keep(_today: date) -> str:
    """Keep who came to meetings whose minutes were approved before that was kept."""
    count = sum(_in_each("approved minutes", lambda one: keep_approved(municipality=one, by=machine(one))))
    return f"{count} approved minutes kept who came" if count else ""


def gatherings(today: date) -> str:
    """Remind those who signed up to gatherings, and forget them when their time is over, as the page told them."""
    reminded = sum(_in_each("reminders of gatherings", lambda one: remind_signed_up(municipality=one, today=today)))
    forgotten = sum(_in_each("sign-ups", lambda one: forget_sign_ups(municipality=one, today=today)))
    told = [
        f"{reminded} reminded of gatherings" if reminded else "",
        f"{forgotten} sign-ups forgotten" if forgotten else "",
    ]
    return "; ".join(filter(None, told))


def seal(_today: date) -> str:
    """Seal what is left of the record, should the sealer be away."""
    count = seal_all()
    return f"{count} rows of the record sealed" if count else ""


JOBS = (
    Job("reminders", remind),
    Job("senders of proposals", forget),
    Job("jobs left behind", pick_up),
    Job("mail again", mail_again),
    Job("old jobs", clear_jobs),
    Job("old sessions", clear_sessions),
    Job("former members", forget_members),
    Job("stories", forget_stories),
    Job("outlays", forget_outlays),
    Job("deadlines", recount),
    Job("approved minutes", keep),
    Job("gatherings", gatherings),
    Job("seals", seal),
)

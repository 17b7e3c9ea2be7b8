"""The promise that the guided walk follows, and what stands at its five stations."""

from dataclasses import dataclass

from holdepunkt.pages.rules.walk import furthest
from holdepunkt.policy.models import CommitteeItem, Effort, LockedStatus, PolicyVersion, Promise, StatusReport
from holdepunkt.policy.reads import public


@dataclass(frozen=True)
class Walk:
    """One promise with its newest effort, the effort's public years, and the committee's items on them."""

    promise: Promise
    effort: Effort | None
    years: list[LockedStatus]
    items: list[CommitteeItem]


def promise_to_follow(of: PolicyVersion) -> Promise | None:
    """The promise that has come furthest in the newest year that a committee has decided on."""
    rows = public.promises(of)
    newest = _newest_decided(of)
    reached = public.reached(rows, newest.progress if newest else None)
    key = furthest([row.key for row in rows], reached)
    return next((row for row in rows if row.key == key), None)


def _newest_decided(of: PolicyVersion) -> StatusReport | None:
    reports = list(public.public_reports([of.policy_id]))
    items = public.items_of_reports([report.pk for report in reports])
    decided = {item.report_id for item in items if item.decision}
    return next((report for report in reports if report.pk in decided), reports[0] if reports else None)


def walk(of: PolicyVersion) -> Walk | None:
    """The whole walk; None when the policy makes no promise at all."""
    promise = promise_to_follow(of)
    if promise is None:
        return None
    efforts = list(public.efforts_of_promise(of, promise.key)[:20])
    locked = public.locked_by_thread(efforts)
    effort = next((e for e in efforts if locked.get(e.thread)), efforts[0] if efforts else None)
    years = locked.get(effort.thread, []) if effort else []
    items = list(public.items_of_reports({row.report_id for row in years}))
    return Walk(promise, effort, years, items)

"""What a reading leaves in the record: files that are fetched, and drafts read before everybody may.

The only way by which a page that is merely opened writes anything. What everybody may read leaves no row.
"""

from typing import Any

from holdepunkt import record
from holdepunkt.people.access import Allowed, Answer
from holdepunkt.people.asker import Asker
from holdepunkt.policy import access
from holdepunkt.policy.models import ActionPlan, CommitteeItem, Effort


def looked_at_item(by: Asker, item: CommitteeItem) -> None:
    """An item that is not on a public agenda yet has been opened."""
    if not item.agenda_is_out:
        record.looked(item, by=by, relation=_relation(access.may_read_item(by, item)))


def looked_at_plan(by: Asker, plan: ActionPlan, effort: Effort | None = None) -> None:
    """A plan that is not approved yet, or one of its efforts, has been opened."""
    if not plan.is_frozen:
        record.looked(effort or plan, by=by, relation=_relation(access.may_see_internal(by)))


def fetched(what: str, *, on: Any, by: Asker, **criteria: Any) -> None:
    """Somebody who is signed in takes a file along; a visitor can only fetch what everybody may read."""
    if not by.is_anonymous:
        record.exported(what, on=on, by=by, criteria=criteria, relation=by.acting_as)


def _relation(answer: Answer) -> str:
    return answer.because if isinstance(answer, Allowed) else ""

"""The proposals of an effort made ready to print."""

from typing import Any

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from holdepunkt.policy.models import Effort
from holdepunkt.policy.reads import adopted as reads
from holdepunkt.ui.jinja import danish_date


def adopted_rows(effort: Effort, slug: str, *, may_adopt: bool) -> list[dict[str, Any]]:
    """Each proposal with its words, and for those who may the way to let it go."""
    return [
        {
            "heading": str(row.proposal),
            "text": " · ".join([Truncator(row.proposal.words).chars(160), danish_date(row.adopted_on)]),
            "href": reverse("voice:work_proposal", args=[slug, row.proposal_id]),
        }
        | (_way_out(slug, row.pk) if may_adopt else {})
        for row in reads.of_effort(effort)
    ]


def _way_out(slug: str, pk: int) -> dict[str, Any]:
    return {"button": {"label": _("Træk tilbage"), "href": reverse("policy:proposal_let_go", args=[slug, pk])}}

"""Stories made ready to print; no queries of their own."""

from typing import Any

from django.urls import reverse

from holdepunkt.ui.jinja import danish_date
from holdepunkt.voice.models import Story
from holdepunkt.voice.rules.story import StoryStage


def told(row: Story, slug: str) -> dict[str, Any]:
    """A released story ready to print; of one that was taken back the day alone."""
    return {
        "number": str(row),
        "words": row.words if row.is_public else "",
        "who": row.shown_name if row.is_public else "",
        "when": danish_date(row.told_on),
        "gone": danish_date(row.newest_on) if row.stage == StoryStage.TAKEN_BACK else "",
        "masks": [one.why for one in row.masks.all()] if row.is_public else [],
        "href": reverse("voice:story", kwargs={"slug": slug, "number": str(row)}),
    }

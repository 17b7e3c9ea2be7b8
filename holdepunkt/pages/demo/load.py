"""Loading the demo: all four municipalities in one transaction, or nothing."""

from django.db import transaction
from django_tasks_db.models import DBTaskResult

from holdepunkt.pages.demo import faxe, nyborg, odsherred, reset, roedovre
from holdepunkt.pages.demo.gatherings import tell_gatherings
from holdepunkt.pages.demo.hearings import tell_hearings
from holdepunkt.pages.demo.proposals import tell_proposals
from holdepunkt.pages.demo.voices import tell_voices
from holdepunkt.people import reads
from holdepunkt.record.actions import seal_all

STORIES = (odsherred.tell, roedovre.tell, nyborg.tell, faxe.tell)


def is_empty() -> bool:
    """Whether there is no municipality yet."""
    return not reads.municipalities().exists()


def not_examples() -> list[str]:
    """The municipalities that are not example data: somebody else's work."""
    return [str(row) for row in reads.municipalities() if not row.example_data]


def load() -> None:
    """Tell the four stories, in place of whatever was there."""
    with transaction.atomic():
        if not is_empty():
            reset.empty()
        for tell in STORIES:
            town = tell()
            tell_proposals(town)
            tell_voices(town)
            tell_gatherings(town)
            tell_hearings(town)
    # The mails of years long gone are not sent again. No action exists for this: jobs have no owner.
    DBTaskResult.objects.all().delete()
    # The rows of those years are older than a minute: they are sealed as they would have been.
    seal_all()

"""Whoever has a seat has it for the term that was written: so the next can sit the rest."""

from typing import Any

from django.db import migrations
from django.db.models import F


def say_terms(apps: Any, _editor: Any) -> None:
    """The last day that is known is the best there is; of somebody who left early it is the day they left."""
    members = apps.get_model("voice", "CouncilMember")
    members._base_manager.filter(term_ends_on=None).update(term_ends_on=F("ends_on"))


class Migration(migrations.Migration):
    dependencies = [("voice", "0071_terms_extra_meetings_and_minutes_sent")]
    operations = [migrations.RunPython(say_terms, migrations.RunPython.noop)]

"""Answers that lie in a heap, and sign-ups that wait, get heaps of their hearing's or gathering's own."""

from typing import Any

from django.db import migrations
from django.db.models import Count, Max, Min


def say_whose(apps: Any, _editor: Any) -> None:
    """A heap with answers alone becomes its hearing's; from one with more in it they move to one of their own."""
    floods, answers = apps.get_model("voice", "Flood"), apps.get_model("voice", "HearingAnswer")
    for flood in floods._base_manager.filter(pk__in=answers._base_manager.exclude(flood=None).values("flood")):
        lying = answers._base_manager.filter(flood=flood)
        alone = not flood.proposals.exists()
        for hearing in list(lying.order_by("hearing").values_list("hearing", flat=True).distinct()):
            if alone:
                alone, own = False, flood
            else:
                told = ("municipality_id", "fingerprint", "began_at", "newest_at", "stage", "decided_on", "why")
                own = floods(**{name: getattr(flood, name) for name in told})
                own.count = lying.filter(hearing=hearing).count()
            own.hearing_id = hearing
            own.save()
            lying.filter(hearing=hearing).update(flood=own)
    _sign_ups(apps, floods)


def _sign_ups(apps: Any, floods: Any) -> None:
    """One heap for all that wait for one gathering: from where each came, nobody knows any more."""
    waiting = apps.get_model("voice", "SignUp")._base_manager.filter(stage="held_back", flood=None)
    found = waiting.order_by().values_list("gathering", "gathering__municipality")
    for gathering, municipality, began, newest, count in found.annotate(
        began=Min("signed_up_at"), newest=Max("signed_up_at"), n=Count("pk")
    ):
        heap = floods._base_manager.create(
            municipality_id=municipality, gathering_id=gathering, fingerprint="", began_at=began, newest_at=newest,
            count=count, stage="waiting",
        )  # fmt: skip
        waiting.filter(gathering=gathering).update(flood=heap)


class Migration(migrations.Migration):
    dependencies = [("voice", "0050_heaps")]
    operations = [migrations.RunPython(say_whose, migrations.RunPython.noop)]

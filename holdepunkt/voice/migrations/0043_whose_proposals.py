"""Proposals that came from the council belong to it, where the municipality has only one."""

from typing import Any

from django.db import migrations


def say_whose(apps: Any, _editor: Any) -> None:
    """Where there are several councils, nobody but a person knows which it was."""
    councils, proposals = apps.get_model("voice", "AdvisoryCouncil"), apps.get_model("voice", "Proposal")
    by_municipality: dict[int, list[int]] = {}
    for pk, municipality in councils._base_manager.values_list("pk", "municipality"):
        by_municipality.setdefault(municipality, []).append(pk)
    for municipality, found in by_municipality.items():
        if len(found) == 1:
            rows = proposals._base_manager.filter(municipality=municipality, came_by="council", council=None)
            rows.update(council=found[0])


class Migration(migrations.Migration):
    dependencies = [("voice", "0042_one_municipality")]
    operations = [migrations.RunPython(say_whose, migrations.RunPython.noop)]

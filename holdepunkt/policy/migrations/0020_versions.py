"""A conclusion, a figure a goal aims at and another policy know their version: nobody writes over anybody."""

from django.db import migrations, models

from holdepunkt.policy.frozen import freeze_again

TABLES = ("policy_conclusion", "policy_goaltarget", "policy_policylink")


def _version_on(model: str) -> migrations.AddField:
    return migrations.AddField(model, "version", models.PositiveIntegerField(default=1, db_default=1))


class Migration(migrations.Migration):
    dependencies = [("policy", "0010_one_municipality")]
    operations = [
        *(_version_on(model) for model in ("conclusion", "goaltarget", "policylink")),
        freeze_again(*TABLES),
    ]

"""Somebody is away, and somebody stands in."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("people", "0011_versions_and_sessions")]

    operations = [
        migrations.AddField(
            "post",
            "deputy_of",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="deputies",
                to="people.post",
                verbose_name="stedfortræder for",
            ),
        ),
        migrations.CreateModel(
            name="Absence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, unique=True)),
                ("starts_on", models.DateField(verbose_name="fra")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="til og med")),
                ("version", models.PositiveIntegerField(db_default=1, default=1)),
                (
                    "deputy",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="covers",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="stedfortræder",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="absences",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "fravær",
                "verbose_name_plural": "fravær",
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="absence_dates_in_order"
                    ),
                    models.CheckConstraint(condition=~Q(deputy=F("user")), name="nobody_stands_in_for_themselves"),
                ],
            },
        ),
    ]

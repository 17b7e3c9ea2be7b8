"""Who came is kept as it was true when the minutes were approved; behind the wall like all that hangs on a meeting."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from holdepunkt.record.append_only import make_append_only
from holdepunkt.tenancy.wall import close_rows


class Migration(migrations.Migration):
    dependencies = [("people", "0020_one_municipality"), ("record", "0002_append_only"), ("voice", "0052_heaps_one_municipality")]
    operations = [
        migrations.CreateModel(
            name="ApprovedAttendance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, unique=True)),
                ("noted_on", models.DateField(verbose_name="skrevet den")),
                ("present", models.PositiveIntegerField(verbose_name="mødt")),
                ("seats", models.PositiveIntegerField(verbose_name="pladser den dag")),
                ("needed", models.PositiveIntegerField(blank=True, null=True, verbose_name="så mange skal være mødt")),
                ("who", models.JSONField(default=list, verbose_name="hvem")),
                ("why", models.TextField(blank=True, verbose_name="hvorfor rettet")),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="approved_attendance",
                        to="voice.councilmeeting",
                    ),
                ),
            ],
            options={
                "verbose_name": "godkendt fremmøde",
                "verbose_name_plural": "godkendt fremmøde",
                "ordering": ["pk"],
                "abstract": False,
            },
        ),
        close_rows("voice", {"ApprovedAttendance": "meeting"}),
        make_append_only("voice_approvedattendance"),
    ]

"""Heaps of stories and sign-ups too; one of answers or sign-ups belongs to its hearing or gathering."""

import django.db.models.deletion
from django.db import migrations, models


def _link(to, related_name, verbose_name):  # type: ignore[no-untyped-def]
    return models.ForeignKey(
        blank=True,
        null=True,
        on_delete=django.db.models.deletion.PROTECT,
        related_name=related_name,
        to=to,
        verbose_name=verbose_name,
    )


class Migration(migrations.Migration):
    dependencies = [("voice", "0043_whose_proposals")]
    operations = [
        migrations.AddField("flood", "hearing", _link("voice.hearing", "+", "høring")),
        migrations.AddField("flood", "gathering", _link("voice.gathering", "+", "møde")),
        migrations.AddConstraint(
            model_name="flood",
            constraint=models.CheckConstraint(
                condition=models.Q(("hearing", None), ("gathering", None), _connector="OR"),
                name="a_heap_is_of_one_kind",
            ),
        ),
        migrations.AddField("story", "flood", _link("voice.flood", "stories", "bunke")),
        migrations.AddField(
            "story", "held_back", models.BooleanField(default=False, verbose_name="venter i en bunke"),
        ),
        migrations.AddField("signup", "flood", _link("voice.flood", "sign_ups", "bunke")),
    ]

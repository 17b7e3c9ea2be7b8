"""Rows are sealed in hash-chained batches; seals and batches are append-only like the rows (invariant 8)."""

from django.db import migrations, models

from holdepunkt.record.append_only import make_append_only


def _number() -> tuple:
    return ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))


def _municipality() -> tuple:
    return ("municipality", models.SlugField(db_index=False, verbose_name="kommune"))


class Migration(migrations.Migration):
    dependencies = [("record", "0003_sort_and_relation")]
    operations = [
        migrations.CreateModel(
            name="Unsealed",
            fields=[_number(), ("entry", models.BigIntegerField(verbose_name="rækkens nummer")), _municipality()],
            options={
                "verbose_name": "useglet række",
                "verbose_name_plural": "useglede rækker",
                "indexes": [models.Index(fields=["municipality", "id"], name="record_unse_municip_a1f7e8_idx")],
            },
        ),
        migrations.CreateModel(
            name="Seal",
            fields=[
                _number(),
                _municipality(),
                ("position", models.PositiveBigIntegerField(verbose_name="plads")),
                ("entry", models.UUIDField(unique=True, verbose_name="række")),
                ("line", models.TextField(verbose_name="linje")),
                ("hash", models.CharField(max_length=64, verbose_name="kæde")),
            ],
            options={
                "verbose_name": "segl",
                "verbose_name_plural": "segl",
                "constraints": [
                    models.UniqueConstraint(fields=("municipality", "position"), name="one_seal_per_position")
                ],
            },
        ),
        migrations.CreateModel(
            name="Batch",
            fields=[
                _number(),
                _municipality(),
                ("number", models.PositiveIntegerField(verbose_name="nummer")),
                ("first", models.PositiveBigIntegerField(verbose_name="første plads")),
                ("last", models.PositiveBigIntegerField(verbose_name="sidste plads")),
                ("count", models.PositiveIntegerField(verbose_name="antal")),
                ("hash", models.CharField(max_length=64, verbose_name="kæde")),
                ("key", models.CharField(max_length=8, verbose_name="nøglens navn")),
                ("sealed_at", models.DateTimeField(verbose_name="seglet")),
                ("mark", models.CharField(max_length=64, verbose_name="mærke")),
            ],
            options={
                "verbose_name": "bundt",
                "verbose_name_plural": "bundter",
                "constraints": [
                    models.UniqueConstraint(fields=("municipality", "number"), name="one_batch_per_number")
                ],
            },
        ),
        make_append_only("record_seal"),
        make_append_only("record_batch"),
    ]

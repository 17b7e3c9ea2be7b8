"""How many changes there have been: a batch says how many were sealed until then, a note whether its row is one.

The rows that wait now count as changes, all of them: what matters is that a number is never seen twice.
"""

from django.db import migrations, models

from holdepunkt.record.append_only import make_append_only, note_new_rows_with_sort, note_no_rows, open_for_remake


class Migration(migrations.Migration):
    dependencies = [("record", "0007_newest_about_something")]
    operations = [
        note_no_rows(),
        migrations.AddField(
            "unsealed",
            "sort",
            models.CharField(db_default="change", default="change", max_length=10, verbose_name="slags række"),
        ),
        migrations.AddIndex(
            "unsealed", models.Index(fields=["municipality", "sort"], name="record_unsealed_of_a_sort")
        ),
        note_new_rows_with_sort(),
        open_for_remake("record_batch"),
        migrations.AddField(
            "batch",
            "changes",
            models.PositiveBigIntegerField(db_default=0, default=0, verbose_name="ændringer til nu"),
        ),
        make_append_only("record_batch"),
    ]

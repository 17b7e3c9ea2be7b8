"""A row also says of what sort it is, and by which relation something was read or refused.

Old code may go on writing: both columns have a value in the database itself. SQLite makes the table
anew for this, which takes its triggers away; so they are put back at the end.
"""

from django.db import migrations, models

from holdepunkt.record.append_only import make_append_only, open_for_remake

SORTS = [
    ("change", "ændring"), ("refusal", "afslag"), ("sign_in", "log ind"), ("export", "udtræk"),
    ("search", "søgning"), ("look", "læsning"),
]


class Migration(migrations.Migration):
    dependencies = [("record", "0002_append_only")]
    operations = [
        open_for_remake("record_entry"),
        migrations.AddField(
            "entry",
            "sort",
            models.CharField(
                choices=SORTS, db_default="change", default="change", max_length=10, verbose_name="slags række"
            ),
        ),
        migrations.AddField(
            "entry",
            "relation",
            models.TextField(blank=True, db_default="", default="", verbose_name="med hvilken ret"),
        ),
        migrations.AddIndex(
            "entry",
            models.Index(fields=["municipality", "sort", "id"], name="record_entr_municip_1b5206_idx"),
        ),
        make_append_only("record_entry"),
    ]

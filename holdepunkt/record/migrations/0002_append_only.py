"""The record is append-only in the database itself (invariant 8)."""

from django.db import migrations

from holdepunkt.record.append_only import make_append_only


class Migration(migrations.Migration):
    dependencies = [("record", "0001_initial")]
    operations = [make_append_only("record_entry")]

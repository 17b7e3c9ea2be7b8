"""The record's rows and seals stand behind PostgreSQL's row-level security, by the municipality's short name."""

from django.db import migrations

from holdepunkt.tenancy.wall import close_entries


class Migration(migrations.Migration):
    dependencies = [("record", "0005_rows_wait_for_their_seal")]
    operations = [close_entries("record_entry"), close_entries("record_seal")]

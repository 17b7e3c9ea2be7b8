"""The record's rows stand behind PostgreSQL's row-level security, by the municipality's short name."""

from django.db import migrations

from holdepunkt.tenancy.wall import close_entries


class Migration(migrations.Migration):
    dependencies = [("record", "0002_append_only")]
    operations = [close_entries("record_entry")]

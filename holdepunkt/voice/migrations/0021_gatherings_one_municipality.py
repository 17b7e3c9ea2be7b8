"""Gatherings stand behind PostgreSQL's row-level security, each row by the one on which it hangs."""

from django.db import migrations

from holdepunkt.tenancy.wall import close_rows

ROWS = {
    "Gathering": "municipality",
    "SignUp": "gathering",
    "SignUpContact": "sign_up",
    "SignUpNotice": "sign_up",
    "HeardLine": "gathering",
}


class Migration(migrations.Migration):
    dependencies = [("voice", "0020_gatherings")]
    operations = [close_rows("voice", ROWS)]

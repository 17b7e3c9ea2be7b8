"""What ties gatherings to the policy stands behind PostgreSQL's row-level security."""

from django.db import migrations

from holdepunkt.tenancy.wall import close_rows

ROWS = {"GatheringGoal": "policy", "GatheringEffort": "effort", "GoalInput": "policy"}


class Migration(migrations.Migration):
    dependencies = [("policy", "0030_gatherings"), ("voice", "0021_gatherings_one_municipality")]
    operations = [close_rows("policy", ROWS)]

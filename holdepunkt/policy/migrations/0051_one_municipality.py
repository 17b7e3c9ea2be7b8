"""Where stories stand is behind PostgreSQL's row-level security, by the text beside which each stands."""

from django.db import migrations

from holdepunkt.tenancy.wall import close_rows


class Migration(migrations.Migration):
    dependencies = [("policy", "0050_told_stories"), ("voice", "0042_one_municipality")]
    operations = [close_rows("policy", {"PlacedStory": "version_of"})]

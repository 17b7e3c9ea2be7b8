"""Proposals stand behind PostgreSQL's row-level security; the steps of their path are only ever added."""

from django.db import migrations

from holdepunkt.record.append_only import make_append_only
from holdepunkt.tenancy.wall import close_rows

ROWS = {
    "ProposalSetting": "municipality",
    "Flood": "municipality",
    "Theme": "municipality",
    "Postcard": "municipality",
    "MessageRun": "municipality",
    "Proposal": "municipality",
    "Sender": "proposal",
    "HiddenWords": "proposal",
    "Step": "proposal",
    "StepEnd": "step",
    "Message": "step",
}


class Migration(migrations.Migration):
    dependencies = [("voice", "0001_proposals"), ("record", "0002_append_only")]
    operations = [close_rows("voice", ROWS), make_append_only("voice_step"), make_append_only("voice_stepend")]

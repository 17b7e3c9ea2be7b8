"""Approved policies, approved plans and locked statuses never change (invariant 10)."""

from django.db import migrations

from holdepunkt.policy.frozen import freeze_approved
from holdepunkt.record.append_only import make_append_only


class Migration(migrations.Migration):
    dependencies = [("policy", "0001_initial"), ("record", "0002_append_only")]
    operations = [freeze_approved(), make_append_only("policy_lockedstatus")]

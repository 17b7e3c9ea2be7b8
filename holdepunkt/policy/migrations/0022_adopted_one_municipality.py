"""What proposals became stands behind PostgreSQL's row-level security, by the effort on which it hangs."""

from django.db import migrations

from holdepunkt.tenancy.wall import close_rows


class Migration(migrations.Migration):
    dependencies = [("policy", "0021_adopted_proposals"), ("voice", "0002_one_municipality")]
    operations = [close_rows("policy", {"AdoptedProposal": "effort"})]

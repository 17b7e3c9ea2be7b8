"""The database itself notes each new row as waiting for its seal, and those written before this too."""

from django.db import migrations

from holdepunkt.record.append_only import note_new_rows

EARLIER = "INSERT INTO record_unsealed (entry, municipality) SELECT id, municipality FROM record_entry ORDER BY id"


class Migration(migrations.Migration):
    dependencies = [("record", "0004_seals")]
    operations = [migrations.RunSQL(EARLIER, "DELETE FROM record_unsealed"), note_new_rows()]

"""The councils' rows stand behind PostgreSQL's row-level security, each by the row on which it hangs."""

from django.db import migrations

from holdepunkt.tenancy.wall import close_rows

ROWS = {
    "AdvisoryCouncil": "municipality",
    "CouncilRule": "council",
    "CouncilSeat": "council",
    "CouncilMember": "council",
    "MemberContact": "member",
    "CouncilMeeting": "council",
    "Attendance": "meeting",
    "MeetingFile": "meeting",
    "PapersPosted": "meeting",
    "AgendaItem": "council",
    "ItemPaper": "item",
    "MinuteLine": "item",
}


class Migration(migrations.Migration):
    dependencies = [("people", "0020_one_municipality"), ("voice", "0010_council")]
    operations = [close_rows("voice", ROWS)]

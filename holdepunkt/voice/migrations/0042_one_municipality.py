"""Stories and the new rows of the councils stand behind PostgreSQL's row-level security."""

from django.db import migrations

from holdepunkt.tenancy.wall import close_links, close_rows

ROWS = {
    "Story": "municipality",
    "StoryYes": "story",
    "StoryContact": "story",
    "StoryMask": "story",
    "ComingMatter": "municipality",
    "MatterAsked": "matter",
    "CouncilReport": "council",
    "ReportFile": "report",
    "Outlay": "meeting",
    "PaperUpload": "paper",
}


class Migration(migrations.Migration):
    dependencies = [("people", "0020_one_municipality"), ("voice", "0041_a_councils_year")]
    operations = [close_rows("voice", ROWS), close_links("voice", {"Proposal": ("council",)})]

"""The hearings' rows stand behind PostgreSQL's row-level security, each by the row on which it hangs."""

from django.db import migrations

from holdepunkt.tenancy.wall import close_rows

ROWS = {
    "Hearing": "municipality",
    "HearingPassage": "hearing",
    "HearingBody": "hearing",
    "HearingComment": "body",
    "HearingStep": "hearing",
    "HearingTheme": "hearing",
    "HearingAnswer": "hearing",
    "AnswerTheme": "answer",
    "AnswerHidden": "answer",
    "AnswerSender": "answer",
    "HearingMessage": "answer",
}


class Migration(migrations.Migration):
    dependencies = [("people", "0020_one_municipality"), ("voice", "0031_hearings")]
    operations = [close_rows("voice", ROWS)]

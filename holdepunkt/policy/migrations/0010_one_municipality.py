"""The policy loop's rows stand behind PostgreSQL's row-level security, each by the row on which it hangs."""

from django.db import migrations

from holdepunkt.tenancy.wall import close_rows

ROWS = {
    "Policy": "municipality",
    "PolicyVersion": "policy",
    "Evaluation": "policy",
    "Conclusion": "evaluation",
    "SourceDocument": "version",
    "Passage": "version_of",
    "VerbatimText": "passage",
    "NationalGoal": "version_of",
    "Goal": "version_of",
    "GoalTarget": "goal",
    "Goal.national_goals": "goal",
    "Promise": "version_of",
    "PromiseGoal": "promise",
    "PolicyLink": "version_of",
    "Rhythm": "version_of",
    "Rhythm.units": "rhythm",
    "Rhythm.goals": "rhythm",
    "ActionPlan": "policy",
    "PlanGoal": "plan",
    "Effort": "plan",
    "EffortGoal": "effort",
    "EffortPromise": "effort",
    "EffortPartner": "effort",
    "Milestone": "effort",
    "Figure": "effort",
    "StatusReport": "policy",
    "BodyHeard": "unit",
    "StatusNote": "report",
    "Reminder": "note",
    "LockedStatus": "report",
    "CommitteeItem": "policy",
    "ItemField": "item",
    "PaperFile": "item",
}


class Migration(migrations.Migration):
    dependencies = [("people", "0020_one_municipality"), ("policy", "0002_frozen")]
    operations = [close_rows("policy", ROWS)]

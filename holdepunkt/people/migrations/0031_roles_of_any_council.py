"""A council's secretary and members are named alike whatever the council is called."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0030_provider_strength")]

    operations = [
        migrations.AlterField(
            model_name="post",
            name="role",
            field=models.CharField(
                choices=[
                    ("policy_lead", "tovholder for politikken"),
                    ("effort_lead", "ansvarlig for indsatser"),
                    ("committee_secretary", "udvalgssekretær"),
                    ("committee_member", "udvalgsmedlem"),
                    ("department_head", "afdelingschef"),
                    ("unit_leader", "enhedsleder"),
                    ("advisory_council_secretary", "rådssekretær"),
                    ("advisory_council_member", "rådsmedlem"),
                    ("professional", "fagperson"),
                    ("coordinator", "koordinator"),
                    ("housing_coordinator", "boligkoordinator"),
                    ("offer_editor", "tilbudsredaktør"),
                    ("data_protection_officer", "databeskyttelsesrådgiver"),
                    ("operator", "driftsansvarlig"),
                ],
                max_length=40,
                verbose_name="rolle",
            ),
        )
    ]

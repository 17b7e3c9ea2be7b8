"""A provider may be asked to say how strongly a person signed in."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0020_one_municipality")]
    operations = [
        migrations.AddField(
            "identityprovider",
            "acr_values",
            models.CharField("krævede sikringsniveauer", blank=True, db_default="", default="", max_length=300),
        ),
        migrations.AddField(
            "identityprovider",
            "asks_for_mfa",
            models.BooleanField("kræver to trin", db_default=False, default=False),
        ),
    ]

"""Units, users and posts stand behind PostgreSQL's row-level security; users can be read while nobody is told."""

from django.db import migrations

from holdepunkt.tenancy.wall import close_rows


class Migration(migrations.Migration):
    dependencies = [("people", "0012_deputies_and_absences")]
    operations = [
        close_rows(
            "people",
            {
                "Unit": "municipality",
                "User": "municipality",
                "Post": "unit",
                "Absence": "user",
                "Authenticator": "user",
                "RecoveryCode": "user",
                "IdentityProvider": "municipality",
                "ProviderRole": "provider",
                "ProviderAccount": "provider",
                "ProviderPost": "provider",
            },
            known_before=["User"],
        )
    ]

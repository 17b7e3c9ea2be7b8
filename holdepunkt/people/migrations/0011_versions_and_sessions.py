"""People and posts count their versions; a user knows from when on sessions count."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0010_roles_of_the_work")]

    operations = [
        migrations.AddField("user", "version", models.PositiveIntegerField(db_default=1, default=1)),
        migrations.AddField("post", "version", models.PositiveIntegerField(db_default=1, default=1)),
        migrations.AddField(
            "user",
            "sessions_from",
            models.DateTimeField(blank=True, null=True, verbose_name="sessioner gælder fra"),
        ),
    ]

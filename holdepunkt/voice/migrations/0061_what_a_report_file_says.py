"""The fingerprint of what a report's file says, so that readers fetch no draft."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("voice", "0060_more_rules_of_councils")]

    operations = [
        migrations.AddField(
            model_name='reportfile',
            name='words_print',
            field=models.CharField(blank=True, db_default='', max_length=64, verbose_name='ordenes fingeraftryk'),
        ),
    ]

"""The minutes go by post too, as the papers do."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('voice', '0073_the_chair_was_missing'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='papersposted',
            name='papers_are_posted_once',
        ),
        migrations.AddField(
            model_name='papersposted',
            name='paper',
            field=models.CharField(choices=[('agenda', 'dagsorden'), ('agenda_large', 'dagsorden med store bogstaver'), ('minutes', 'referat')], db_default='agenda', default='agenda', max_length=20, verbose_name='papir'),
        ),
        migrations.AddConstraint(
            model_name='papersposted',
            constraint=models.UniqueConstraint(fields=('meeting', 'member', 'paper'), name='a_paper_is_posted_once'),
        ),
    ]

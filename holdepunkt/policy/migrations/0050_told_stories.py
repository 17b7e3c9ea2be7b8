"""Where a story stands in the policy."""

import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("policy", "0040_hearing_about"),
        ('voice', '0042_one_municipality'),
    ]

    operations = [
        migrations.CreateModel(
            name='PlacedStory',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('placed_on', models.DateField(verbose_name='sat ind den')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='taget ud den')),
                ('why', models.TextField(blank=True, verbose_name='hvorfor')),
                ('goal', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='stories', to='policy.goal', verbose_name='mål')),
                ('story', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='places', to='voice.story')),
                ('version_of', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stories', to='policy.policyversion')),
            ],
            options={
                'verbose_name': 'fortælling i politikken',
                'verbose_name_plural': 'fortællinger i politikken',
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_on', None)), fields=('story', 'goal'), name='a_story_stands_once_beside_a_goal'), models.UniqueConstraint(condition=models.Q(('ended_on', None), ('goal', None)), fields=('story', 'version_of'), name='a_story_stands_once_beside_a_text'), models.CheckConstraint(condition=models.Q(models.Q(('ended_on', None), ('why', '')), models.Q(('ended_on__isnull', False), models.Q(('why', ''), _negated=True)), _connector='OR'), name='a_place_of_a_story_ends_with_a_reason')],
            },
        ),
    ]

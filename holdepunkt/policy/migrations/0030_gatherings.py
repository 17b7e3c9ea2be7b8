"""Gatherings and the policy: goals served, efforts they belong to, and what a goal came of."""

import django.db.models.deletion
import uuid
from django.db import migrations, models

from holdepunkt.tenancy.together import Together


class Migration(migrations.Migration):

    dependencies = [
        ('policy', '0022_adopted_one_municipality'),
        ('voice', '0021_gatherings_one_municipality'),
    ]

    operations = [Together([
        migrations.CreateModel(
            name='GatheringEffort',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('effort', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='gatherings', to='policy.effort')),
                ('gathering', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='efforts_served', to='voice.gathering')),
            ],
            options={
                'verbose_name': 'fællesmøde i en indsats',
                'verbose_name_plural': 'fællesmøder i indsatser',
                'constraints': [models.UniqueConstraint(fields=('gathering', 'effort'), name='effort_once_per_gathering')],
            },
        ),
        migrations.CreateModel(
            name='GatheringGoal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('goal_key', models.SlugField(max_length=80, verbose_name='mål')),
                ('gathering', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='goals_served', to='voice.gathering')),
                ('policy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='gathering_goals', to='policy.policy')),
            ],
            options={
                'verbose_name': 'mål for et fællesmøde',
                'verbose_name_plural': 'mål for fællesmøder',
                'constraints': [models.UniqueConstraint(fields=('gathering', 'policy', 'goal_key'), name='goal_once_per_gathering')],
            },
        ),
        migrations.CreateModel(
            name='GoalInput',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('goal_key', models.SlugField(max_length=80, verbose_name='mål')),
                ('noted_on', models.DateField(verbose_name='skrevet den')),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='goals', to='voice.heardline')),
                ('policy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='goal_inputs', to='policy.policy')),
            ],
            options={
                'verbose_name': 'udsagn bag et mål',
                'verbose_name_plural': 'udsagn bag mål',
                'constraints': [models.UniqueConstraint(fields=('policy', 'goal_key', 'line'), name='line_once_per_goal')],
            },
        ),
    ])]

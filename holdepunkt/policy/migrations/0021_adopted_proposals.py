import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('policy', '0020_versions'),
        ('voice', '0002_one_municipality'),
    ]

    operations = [
        migrations.CreateModel(
            name='AdoptedProposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('adopted_on', models.DateField(verbose_name='taget ind den')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='trukket tilbage den')),
                ('why', models.TextField(blank=True, verbose_name='hvorfor')),
                ('effort', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='adopted', to='policy.effort')),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='adopted', to='voice.proposal')),
            ],
            options={
                'verbose_name': 'forslag i en indsats',
                'verbose_name_plural': 'forslag i indsatser',
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_on', None)), fields=('effort', 'proposal'), name='adopted_once_at_a_time'), models.CheckConstraint(condition=models.Q(models.Q(('ended_on', None), ('why', '')), models.Q(('ended_on__isnull', False), models.Q(('why', ''), _negated=True)), _connector='OR'), name='adoption_ends_with_a_reason')],
            },
        ),
    ]

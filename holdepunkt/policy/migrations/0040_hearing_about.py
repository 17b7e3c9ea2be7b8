"""What a hearing is about, behind the wall between municipalities from the first day."""

import django.db.models.deletion
import uuid
from django.db import migrations, models

from holdepunkt.tenancy.wall import close_rows


class Migration(migrations.Migration):

    dependencies = [
        ('policy', '0031_gatherings_one_municipality'),
        ('voice', '0032_hearings_one_municipality'),
    ]

    operations = [
        migrations.CreateModel(
            name='HearingAbout',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('hearing', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='about', to='voice.hearing')),
                ('plan', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='hearings', to='policy.actionplan')),
                ('report', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='hearings', to='policy.statusreport')),
                ('version_of', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='hearings', to='policy.policyversion')),
            ],
            options={
                'verbose_name': 'høring om',
                'verbose_name_plural': 'høringer om',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('plan', None), ('report', None), ('version_of__isnull', False)), models.Q(('plan__isnull', False), ('report', None), ('version_of', None)), models.Q(('plan', None), ('report__isnull', False), ('version_of', None)), _connector='OR'), name='hearing_about_one_thing')],
            },
        ),
        close_rows("policy", {"HearingAbout": "hearing"}),
    ]

"""Sessions in a table of our own."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0002_own_password'),
    ]

    operations = [
        migrations.CreateModel(
            name='SessionOfUser',
            fields=[
                ('key_hash', models.CharField(max_length=64, primary_key=True, serialize=False, verbose_name='nøglens fingeraftryk')),
                ('uuid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('content', models.TextField(verbose_name='indhold')),
                ('browser', models.CharField(blank=True, max_length=60, verbose_name='browser')),
                ('began_at', models.DateTimeField(verbose_name='begyndt')),
                ('seen_at', models.DateTimeField(verbose_name='sidst brugt')),
                ('confirmed_at', models.DateTimeField(verbose_name='sidst bekræftet')),
                ('ends_at', models.DateTimeField(db_index=True, verbose_name='slutter')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='sessions', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'session',
                'verbose_name_plural': 'sessioner',
            },
        ),
    ]

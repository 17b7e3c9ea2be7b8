"""Code apps and recovery codes."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from holdepunkt.tenancy.together import Together


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0003_sessions'),
    ]

    operations = [Together([
        migrations.CreateModel(
            name='Authenticator',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('sealed_secret', models.TextField(verbose_name='forseglet hemmelighed')),
                ('confirmed_at', models.DateTimeField(verbose_name='taget i brug')),
                ('last_step', models.BigIntegerField(verbose_name='seneste kodes nummer')),
                ('failures', models.PositiveIntegerField(default=0, verbose_name='forkerte koder i træk')),
                ('failed_at', models.DateTimeField(blank=True, null=True, verbose_name='seneste forkerte kode')),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='authenticator', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'kodeapp',
                'verbose_name_plural': 'kodeapps',
            },
        ),
        migrations.CreateModel(
            name='RecoveryCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code_hash', models.CharField(max_length=64, verbose_name='kodens fingeraftryk')),
                ('used_at', models.DateTimeField(blank=True, null=True, verbose_name='brugt')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recovery_codes', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'nødkode',
                'verbose_name_plural': 'nødkoder',
            },
        ),
        migrations.AddConstraint(
            model_name='recoverycode',
            constraint=models.UniqueConstraint(fields=('user', 'code_hash'), name='one_recovery_code'),
        ),
    ])]

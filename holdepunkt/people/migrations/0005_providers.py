"""Sign-in providers, their roles, accounts and posts."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from holdepunkt.tenancy.together import Together


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0004_two_steps'),
    ]

    operations = [Together([
        migrations.CreateModel(
            name='IdentityProvider',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('key', models.SlugField(max_length=40, verbose_name='kort navn')),
                ('name', models.CharField(max_length=80, verbose_name='navn')),
                ('issuer', models.CharField(max_length=300, verbose_name='udsteder')),
                ('client_id', models.CharField(max_length=200, verbose_name='vores id hos tjenesten')),
                ('secret_name', models.CharField(blank=True, max_length=100, verbose_name='hemmelighedens navn i miljøet')),
                ('audience', models.CharField(blank=True, max_length=200, verbose_name='modtager')),
                ('scope', models.CharField(default='openid profile email', max_length=200, verbose_name='det, vi beder om')),
                ('roles_claim', models.CharField(default='groups', max_length=200, verbose_name='feltet med roller')),
                ('is_active', models.BooleanField(default=True, verbose_name='kan bruges')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='identity_providers', to='people.municipality')),
            ],
            options={
                'verbose_name': 'login-tjeneste',
                'verbose_name_plural': 'login-tjenester',
            },
        ),
        migrations.CreateModel(
            name='ProviderAccount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject', models.CharField(max_length=255, verbose_name='personens id hos tjenesten')),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='accounts', to='people.identityprovider')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='provider_accounts', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'konto hos login-tjenesten',
                'verbose_name_plural': 'konti hos login-tjenesten',
            },
        ),
        migrations.CreateModel(
            name='ProviderPost',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('post', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='from_provider', to='people.post')),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='people.identityprovider')),
            ],
            options={
                'verbose_name': 'post fra login-tjenesten',
                'verbose_name_plural': 'poster fra login-tjenesten',
            },
        ),
        migrations.CreateModel(
            name='ProviderRole',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('value', models.CharField(max_length=300, verbose_name='gruppe eller rolle hos tjenesten')),
                ('role', models.CharField(max_length=40, verbose_name='rolle')),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='roles', to='people.identityprovider')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.unit')),
            ],
            options={
                'verbose_name': 'rolle fra login-tjenesten',
                'verbose_name_plural': 'roller fra login-tjenesten',
            },
        ),
        migrations.AddConstraint(
            model_name='identityprovider',
            constraint=models.UniqueConstraint(fields=('municipality', 'key'), name='one_provider_per_key'),
        ),
        migrations.AddConstraint(
            model_name='provideraccount',
            constraint=models.UniqueConstraint(fields=('provider', 'subject'), name='one_account_per_subject'),
        ),
        migrations.AddConstraint(
            model_name='providerrole',
            constraint=models.UniqueConstraint(fields=('provider', 'value', 'role', 'unit'), name='one_meaning_per_provider_role'),
        ),
    ])]

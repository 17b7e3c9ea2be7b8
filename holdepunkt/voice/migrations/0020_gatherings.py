"""Gatherings: who signed up, what they are told, and what was heard."""

import django.db.models.deletion
import holdepunkt.voice.rules.gathering
import uuid
from django.db import migrations, models

from holdepunkt.tenancy.together import Together


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0030_provider_strength'),
        ('voice', '0011_one_municipality'),
    ]

    operations = [Together([
        migrations.CreateModel(
            name='Gathering',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('number', models.PositiveIntegerField(verbose_name='nummer')),
                ('kind', models.CharField(choices=[('theme', 'temamøde'), ('cafe', 'cafémøde'), ('workshop', 'workshop'), ('dialogue', 'dialog med en afdeling'), ('visit', 'besøg')], max_length=20, verbose_name='slags')),
                ('title', models.CharField(max_length=200, verbose_name='titel')),
                ('purpose', models.TextField(blank=True, verbose_name='formål')),
                ('meets_on', models.DateField(verbose_name='dag')),
                ('begins_at', models.TimeField(blank=True, null=True, verbose_name='begynder')),
                ('ends_at', models.TimeField(blank=True, null=True, verbose_name='slutter')),
                ('place', models.CharField(blank=True, max_length=200, verbose_name='sted')),
                ('practical', models.TextField(blank=True, verbose_name='praktisk')),
                ('seats', models.PositiveIntegerField(blank=True, null=True, verbose_name='pladser')),
                ('sign_up_until', models.DateField(blank=True, null=True, verbose_name='tilmelding senest')),
                ('is_public', models.BooleanField(default=True, verbose_name='står på den offentlige side')),
                ('stage', models.CharField(choices=[('planned', 'planlagt'), ('called_off', 'aflyst')], default=holdepunkt.voice.rules.gathering.GatheringStage['PLANNED'], max_length=20, verbose_name='trin')),
                ('called_off_because', models.TextField(blank=True, verbose_name='hvorfor aflyst')),
                ('came_of_it', models.TextField(blank=True, verbose_name='hvad der kom ud af det')),
                ('heard_public_on', models.DateField(blank=True, null=True, verbose_name='det, vi hørte, offentligt den')),
                ('is_example', models.BooleanField(default=False, verbose_name='eksempeldata')),
                ('version', models.PositiveIntegerField(default=1)),
                ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.unit', verbose_name='afdeling')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='gatherings', to='people.municipality')),
            ],
            options={
                'verbose_name': 'fællesmøde',
                'verbose_name_plural': 'fællesmøder',
                'indexes': [models.Index(fields=['municipality', '-meets_on', '-id'], name='voice_gathe_municip_c8ac53_idx')],
                'constraints': [models.UniqueConstraint(fields=('municipality', 'number'), name='one_gathering_per_number'), models.CheckConstraint(condition=models.Q(models.Q(('called_off_because', ''), ('stage', 'planned')), models.Q(('stage', 'called_off'), models.Q(('called_off_because', ''), _negated=True)), _connector='OR'), name='called_off_with_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='HeardLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('number', models.PositiveIntegerField(verbose_name='nummer')),
                ('words', models.TextField(verbose_name='ord')),
                ('stage', models.CharField(choices=[('written', 'ikke vist endnu'), ('released', 'vist'), ('hidden', 'skjult')], default=holdepunkt.voice.rules.gathering.LineStage['WRITTEN'], max_length=20, verbose_name='trin')),
                ('was_shown', models.BooleanField(default=False, verbose_name='har været vist')),
                ('hidden_because', models.TextField(blank=True, verbose_name='hvorfor skjult')),
                ('theme_word', models.CharField(blank=True, max_length=60, verbose_name='tema')),
                ('goes_on', models.BooleanField(default=False, verbose_name='skal blive til et forslag')),
                ('heard_on', models.DateField(verbose_name='skrevet den')),
                ('version', models.PositiveIntegerField(default=1)),
                ('gathering', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='voice.gathering')),
                ('proposal', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='heard_line', to='voice.proposal', verbose_name='forslag')),
            ],
            options={
                'verbose_name': 'udsagn',
                'verbose_name_plural': 'udsagn',
                'indexes': [models.Index(fields=['gathering', 'stage', 'number'], name='voice_heard_gatheri_c57d99_idx')],
                'constraints': [models.UniqueConstraint(fields=('gathering', 'number'), name='one_line_per_number'), models.CheckConstraint(condition=models.Q(models.Q(('stage', 'hidden'), _negated=True), models.Q(('hidden_because', ''), _negated=True), _connector='OR'), name='hidden_with_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='SignUp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('number', models.PositiveIntegerField(verbose_name='nummer')),
                ('code_hash', models.CharField(max_length=64, verbose_name='kodens fingeraftryk')),
                ('stage', models.CharField(choices=[('seat', 'har plads'), ('waiting', 'på venteliste'), ('held_back', 'venter på en af os'), ('cancelled', 'meldt fra'), ('dropped', 'lagt til side')], default=holdepunkt.voice.rules.gathering.SignUpStage['SEAT'], max_length=20, verbose_name='står')),
                ('name', models.CharField(blank=True, max_length=120, verbose_name='navn')),
                ('companions', models.PositiveSmallIntegerField(default=0, verbose_name='har flere med')),
                ('needs', models.JSONField(blank=True, default=list, verbose_name='har brug for')),
                ('other_needs', models.TextField(blank=True, verbose_name='andet')),
                ('signed_up_at', models.DateTimeField(verbose_name='tilmeldt')),
                ('on_paper', models.BooleanField(default=False, verbose_name='skrevet ind af en medarbejder')),
                ('address_print', models.CharField(blank=True, max_length=64, verbose_name='afsenderens aftryk den dag')),
                ('forgotten_on', models.DateField(blank=True, null=True, verbose_name='glemt den')),
                ('gathering', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sign_ups', to='voice.gathering')),
            ],
            options={
                'verbose_name': 'tilmelding',
                'verbose_name_plural': 'tilmeldinger',
                'indexes': [models.Index(fields=['gathering', 'stage', 'number'], name='voice_signu_gatheri_7053a0_idx')],
                'constraints': [models.UniqueConstraint(fields=('gathering', 'number'), name='one_sign_up_per_number')],
            },
        ),
        migrations.CreateModel(
            name='SignUpContact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('way', models.CharField(choices=[('mail', 'mail'), ('sms', 'SMS'), ('letter', 'brev'), ('place', 'gennem et sted, hvor du kommer')], max_length=20, verbose_name='vej')),
                ('mail', models.EmailField(blank=True, max_length=254, verbose_name='mail')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='telefon')),
                ('address', models.TextField(blank=True, verbose_name='adresse')),
                ('place', models.CharField(blank=True, max_length=200, verbose_name='sted')),
                ('sign_up', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='contact', to='voice.signup')),
            ],
            options={
                'verbose_name': 'kontakt til en tilmeldt',
                'verbose_name_plural': 'kontakter til tilmeldte',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('way', 'mail'), models.Q(('mail', ''), _negated=True)), models.Q(('way', 'sms'), models.Q(('phone', ''), _negated=True)), models.Q(('way', 'letter'), models.Q(('address', ''), _negated=True)), models.Q(('way', 'place'), models.Q(('place', ''), _negated=True)), _connector='OR'), name='who_signed_up_can_be_reached')],
            },
        ),
        migrations.CreateModel(
            name='SignUpNotice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('kind', models.CharField(choices=[('signed_up', 'tilmeldt'), ('seat', 'har fået plads'), ('reminder', 'husk det'), ('moved', 'flyttet'), ('called_off', 'aflyst'), ('on_again', 'holdes alligevel')], max_length=20, verbose_name='besked')),
                ('way', models.CharField(choices=[('mail', 'mail'), ('sms', 'SMS'), ('letter', 'brev'), ('place', 'gennem et sted, hvor du kommer')], max_length=20, verbose_name='vej')),
                ('made_on', models.DateField(verbose_name='lavet den')),
                ('done_on', models.DateField(blank=True, null=True, verbose_name='sendt den')),
                ('given_up', models.BooleanField(default=False, verbose_name='skal ikke sendes mere')),
                ('sealed_code', models.TextField(blank=True, verbose_name='forseglet kode, til beskeden er sendt')),
                ('sign_up', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='voice.signup')),
            ],
            options={
                'verbose_name': 'besked til en tilmeldt',
                'verbose_name_plural': 'beskeder til tilmeldte',
                'indexes': [models.Index(fields=['done_on', 'way'], name='voice_signu_done_on_73e4b4_idx')],
            },
        ),
    ])]

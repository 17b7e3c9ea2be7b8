import django.db.models.deletion
import holdepunkt.voice.rules.proposal
import uuid
from django.db import migrations, models

from holdepunkt.tenancy.together import Together


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0020_one_municipality'),
    ]

    operations = [Together([
        migrations.CreateModel(
            name='Flood',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('fingerprint', models.CharField(max_length=64, verbose_name='afsenderens aftryk den dag')),
                ('began_at', models.DateTimeField(verbose_name='begyndte')),
                ('newest_at', models.DateTimeField(verbose_name='seneste')),
                ('count', models.PositiveIntegerField(default=0, verbose_name='antal')),
                ('stage', models.CharField(default='counting', max_length=20, verbose_name='trin')),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name='afgjort den')),
                ('why', models.TextField(blank=True, verbose_name='hvorfor')),
                ('version', models.PositiveIntegerField(default=1)),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='floods', to='people.municipality')),
            ],
            options={
                'verbose_name': 'bunke',
                'verbose_name_plural': 'bunker',
                'indexes': [models.Index(fields=['municipality', 'fingerprint', '-newest_at'], name='voice_flood_municip_38b70a_idx')],
            },
        ),
        migrations.CreateModel(
            name='MessageRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('way', models.CharField(choices=[('mail', 'mail'), ('sms', 'SMS'), ('letter', 'brev'), ('place', 'gennem et sted, hvor du kommer')], max_length=20, verbose_name='vej')),
                ('made_on', models.DateField(verbose_name='lavet den')),
                ('sent_on', models.DateField(blank=True, null=True, verbose_name='sendt den')),
                ('version', models.PositiveIntegerField(default=1)),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='message_runs', to='people.municipality')),
            ],
            options={
                'verbose_name': 'udsendelse',
                'verbose_name_plural': 'udsendelser',
            },
        ),
        migrations.CreateModel(
            name='Postcard',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('number', models.PositiveIntegerField(verbose_name='nummer')),
                ('year', models.PositiveSmallIntegerField(verbose_name='år')),
                ('code_hash', models.CharField(max_length=64, verbose_name='kodens fingeraftryk')),
                ('sealed_code', models.TextField(blank=True, verbose_name='forseglet kode, til kortet er skrevet ud')),
                ('printed_on', models.DateField(verbose_name='skrevet ud den')),
                ('sheet', models.UUIDField(db_index=True, verbose_name='ark')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='postcards', to='people.municipality')),
            ],
            options={
                'verbose_name': 'postkort',
                'verbose_name_plural': 'postkort',
                'constraints': [models.UniqueConstraint(fields=('municipality', 'year', 'number'), name='one_card_per_number')],
            },
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('number', models.PositiveIntegerField(verbose_name='nummer')),
                ('year', models.PositiveSmallIntegerField(verbose_name='år')),
                ('code_hash', models.CharField(max_length=64, verbose_name='kodens fingeraftryk')),
                ('kind', models.CharField(choices=[('idea', 'et forslag'), ('problem', 'noget, der er galt'), ('praise', 'noget, der er godt')], max_length=20, verbose_name='slags')),
                ('words', models.TextField(verbose_name='ord')),
                ('came_by', models.CharField(choices=[('web', 'på nettet'), ('postcard', 'på et postkort'), ('gathering', 'på et møde'), ('council', 'fra rådet'), ('staff', 'gennem en medarbejder')], max_length=20, verbose_name='kom')),
                ('received_on', models.DateField(verbose_name='modtaget den')),
                ('answer_due', models.DateField(verbose_name='svar senest')),
                ('heard_at', models.CharField(blank=True, max_length=200, verbose_name='sagt på')),
                ('heard_uuid', models.UUIDField(blank=True, null=True, verbose_name='linjen, det blev sagt i')),
                ('held_back', models.BooleanField(default=False, verbose_name='venter i en bunke')),
                ('is_threat', models.BooleanField(default=False, verbose_name='teksten er skjult som trussel')),
                ('standing', models.CharField(choices=[('received', 'modtaget'), ('read', 'læst'), ('with_council', 'hos rådet'), ('answered', 'besvaret'), ('adopted', 'bliver til noget'), ('passed_on', 'sendt videre'), ('not_now', 'ikke nu'), ('effort_status', 'sådan går det'), ('told', 'fortalt tilbage'), ('removed', 'fjernet')], default=holdepunkt.voice.rules.proposal.StepKind['RECEIVED'], max_length=20, verbose_name='står ved')),
                ('last_step_on', models.DateField(verbose_name='seneste skridt den')),
                ('sender_forgotten_on', models.DateField(blank=True, null=True, verbose_name='afsenderen slettet den')),
                ('is_example', models.BooleanField(default=False, verbose_name='eksempeldata')),
                ('version', models.PositiveIntegerField(default=1)),
                ('flood', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='voice.flood', verbose_name='bunke')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='people.municipality')),
                ('reader', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='proposals_read', to='people.unit', verbose_name='læses af')),
            ],
            options={
                'verbose_name': 'forslag',
                'verbose_name_plural': 'forslag',
                'indexes': [models.Index(fields=['municipality', 'held_back', 'standing', '-received_on'], name='voice_propo_municip_9eff4f_idx'), models.Index(fields=['municipality', 'held_back', '-received_on'], name='voice_propo_municip_0e0050_idx'), models.Index(fields=['municipality', 'standing', 'answer_due'], name='voice_propo_municip_7226da_idx')],
                'constraints': [models.UniqueConstraint(fields=('municipality', 'year', 'number'), name='one_proposal_per_number')],
            },
        ),
        migrations.CreateModel(
            name='HiddenWords',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('original', models.TextField(verbose_name='ordene før')),
                ('why', models.TextField(verbose_name='hvorfor')),
                ('is_threat', models.BooleanField(default=False, verbose_name='en trussel')),
                ('hidden_on', models.DateField(verbose_name='skjult den')),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='hidden', to='voice.proposal')),
            ],
            options={
                'verbose_name': 'skjulte ord',
                'verbose_name_plural': 'skjulte ord',
            },
        ),
        migrations.CreateModel(
            name='ProposalSetting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('answer_days', models.PositiveSmallIntegerField(default=20, verbose_name='arbejdsdage til et svar')),
                ('contact_months', models.PositiveSmallIntegerField(default=6, verbose_name='måneder, vi kender afsenderen')),
                ('version', models.PositiveIntegerField(default=1)),
                ('municipality', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='proposal_setting', to='people.municipality')),
                ('reader', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.unit', verbose_name='læser først')),
            ],
            options={
                'verbose_name': 'frister for forslag',
                'verbose_name_plural': 'frister for forslag',
            },
        ),
        migrations.CreateModel(
            name='Sender',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('way', models.CharField(choices=[('mail', 'mail'), ('sms', 'SMS'), ('letter', 'brev'), ('place', 'gennem et sted, hvor du kommer')], max_length=20, verbose_name='vej')),
                ('name', models.CharField(blank=True, max_length=120, verbose_name='navn')),
                ('mail', models.EmailField(blank=True, max_length=254, verbose_name='mail')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='telefon')),
                ('address', models.TextField(blank=True, verbose_name='adresse')),
                ('place', models.CharField(blank=True, max_length=200, verbose_name='sted')),
                ('proposal', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='sender', to='voice.proposal')),
            ],
            options={
                'verbose_name': 'afsender',
                'verbose_name_plural': 'afsendere',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('way', 'mail'), models.Q(('mail', ''), _negated=True)), models.Q(('way', 'sms'), models.Q(('phone', ''), _negated=True)), models.Q(('way', 'letter'), models.Q(('address', ''), _negated=True)), models.Q(('way', 'place'), models.Q(('place', ''), _negated=True)), _connector='OR'), name='sender_can_be_reached')],
            },
        ),
        migrations.CreateModel(
            name='Step',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('kind', models.CharField(choices=[('received', 'modtaget'), ('read', 'læst'), ('with_council', 'hos rådet'), ('answered', 'besvaret'), ('adopted', 'bliver til noget'), ('passed_on', 'sendt videre'), ('not_now', 'ikke nu'), ('effort_status', 'sådan går det'), ('told', 'fortalt tilbage'), ('removed', 'fjernet')], max_length=20, verbose_name='skridt')),
                ('taken_on', models.DateField(verbose_name='den')),
                ('unit_name', models.CharField(blank=True, max_length=200, verbose_name='enhedens navn')),
                ('words', models.TextField(blank=True, verbose_name='ord')),
                ('about_kind', models.CharField(blank=True, max_length=30, verbose_name='om, slags')),
                ('about_uuid', models.UUIDField(blank=True, null=True, verbose_name='om, nøgle')),
                ('about_title', models.CharField(blank=True, max_length=400, verbose_name='om, titel')),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='voice.proposal')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.unit', verbose_name='enhed')),
            ],
            options={
                'verbose_name': 'skridt',
                'verbose_name_plural': 'skridt',
                'ordering': ['pk'],
                'indexes': [models.Index(fields=['about_uuid'], name='voice_step_about_u_4d7a0f_idx')],
            },
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('way', models.CharField(choices=[('mail', 'mail'), ('sms', 'SMS'), ('letter', 'brev'), ('place', 'gennem et sted, hvor du kommer')], max_length=20, verbose_name='vej')),
                ('made_on', models.DateField(verbose_name='lavet den')),
                ('done_on', models.DateField(blank=True, null=True, verbose_name='sendt den')),
                ('sealed_code', models.TextField(blank=True, verbose_name='forseglet kode, til beskeden er sendt')),
                ('given_up', models.BooleanField(default=False, verbose_name='kan ikke sendes mere')),
                ('run', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='voice.messagerun')),
                ('step', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='message', to='voice.step')),
            ],
            options={
                'verbose_name': 'besked',
                'verbose_name_plural': 'beskeder',
                'indexes': [models.Index(fields=['done_on', 'way'], name='voice_messa_done_on_b7f38f_idx')],
            },
        ),
        migrations.CreateModel(
            name='StepEnd',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ended_on', models.DateField(verbose_name='den')),
                ('why', models.TextField(verbose_name='hvorfor')),
                ('step', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='end', to='voice.step')),
            ],
            options={
                'verbose_name': 'trukket tilbage',
                'verbose_name_plural': 'trukket tilbage',
            },
        ),
        migrations.CreateModel(
            name='Theme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('name', models.CharField(max_length=120, verbose_name='navn')),
                ('sort_key', models.CharField(max_length=200)),
                ('is_example', models.BooleanField(default=False, verbose_name='eksempeldata')),
                ('version', models.PositiveIntegerField(default=1)),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='themes', to='people.municipality')),
            ],
            options={
                'verbose_name': 'tema',
                'verbose_name_plural': 'temaer',
                'constraints': [models.UniqueConstraint(fields=('municipality', 'name'), name='one_theme_per_name')],
            },
        ),
        migrations.AddField(
            model_name='proposal',
            name='theme',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='voice.theme', verbose_name='tema'),
        ),
    ])]

"""Hearings: what is heard, who is asked, what is answered, themes and their closing answers."""

import django.db.models.deletion
import holdepunkt.voice.rules.hearing
import uuid
from django.db import migrations, models

from holdepunkt.tenancy.together import Together


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0030_provider_strength'),
        ('voice', '0030_who_answers_hearings'),
    ]

    operations = [Together([
        migrations.CreateModel(
            name='Hearing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('number', models.PositiveIntegerField(verbose_name='nummer')),
                ('title', models.CharField(max_length=300, verbose_name='titel')),
                ('plain', models.TextField(blank=True, verbose_name='kort og let at læse')),
                ('about_kind', models.CharField(blank=True, max_length=30, verbose_name='om, slags')),
                ('about_uuid', models.UUIDField(blank=True, db_index=True, null=True, verbose_name='om, nøgle')),
                ('about_title', models.CharField(blank=True, max_length=400, verbose_name='om, titel')),
                ('case_number', models.CharField(blank=True, max_length=60, verbose_name='sagsnummer')),
                ('audience', models.CharField(choices=[('bodies', 'kun råd og andre, der skal høres'), ('invited', 'de inviterede også'), ('anyone', 'alle')], default=holdepunkt.voice.rules.hearing.Audience['ANYONE'], max_length=20, verbose_name='hvem må svare')),
                ('touches_disability', models.BooleanField(default=True, verbose_name='rører det mennesker med handicap?')),
                ('why_anyway', models.TextField(blank=True, verbose_name='hvorfor vi gør det alligevel')),
                ('stage', models.CharField(choices=[('draft', 'udkast'), ('open', 'åben'), ('closed', 'lukket, svar på vej'), ('ended', 'slut'), ('cancelled', 'aflyst')], default=holdepunkt.voice.rules.hearing.HearingStage['DRAFT'], max_length=20, verbose_name='trin')),
                ('asked_on', models.DateField(blank=True, null=True, verbose_name='spurgt den')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='frist')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='lukket den')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='slut den')),
                ('is_example', models.BooleanField(default=False, verbose_name='eksempel')),
                ('version', models.PositiveIntegerField(default=1)),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='hearings', to='people.municipality')),
            ],
            options={
                'verbose_name': 'høring',
                'verbose_name_plural': 'høringer',
                'indexes': [models.Index(fields=['municipality', 'stage', '-asked_on'], name='hearings_by_stage')],
                'constraints': [models.UniqueConstraint(fields=('municipality', 'number'), name='one_hearing_per_number'), models.CheckConstraint(condition=models.Q(('stage__in', ('draft', 'cancelled')), models.Q(('asked_on__isnull', False), ('due_on__isnull', False)), _connector='OR'), name='an_open_hearing_has_its_days')],
            },
        ),
        migrations.CreateModel(
            name='HearingAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('number', models.PositiveIntegerField(verbose_name='nummer')),
                ('code_hash', models.CharField(blank=True, max_length=64, verbose_name='kodens fingeraftryk')),
                ('came_in', models.CharField(choices=[('web', 'på nettet'), ('paper', 'på papir'), ('body', 'fra dem, vi spurgte')], max_length=20, verbose_name='kom')),
                ('words', models.TextField(verbose_name='ord')),
                ('received_on', models.DateField(verbose_name='modtaget den')),
                ('read_on', models.DateField(blank=True, null=True, verbose_name='læst den')),
                ('held_back', models.BooleanField(default=False, verbose_name='venter i en bunke')),
                ('is_threat', models.BooleanField(default=False, verbose_name='teksten er skjult som trussel')),
                ('sender_forgotten_on', models.DateField(blank=True, null=True, verbose_name='afsenderen slettet den')),
                ('is_example', models.BooleanField(default=False, verbose_name='eksempel')),
                ('version', models.PositiveIntegerField(default=1)),
                ('flood', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='voice.flood', verbose_name='bunke')),
                ('hearing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='voice.hearing')),
            ],
            options={
                'verbose_name': 'høringssvar',
                'verbose_name_plural': 'høringssvar',
                'indexes': [models.Index(fields=['hearing', 'held_back', 'number'], name='answers_of_a_hearing')],
                'constraints': [models.UniqueConstraint(fields=('hearing', 'number'), name='one_answer_per_number')],
            },
        ),
        migrations.CreateModel(
            name='AnswerSender',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('way', models.CharField(choices=[('mail', 'mail'), ('sms', 'SMS'), ('letter', 'brev'), ('place', 'gennem et sted, hvor du kommer')], max_length=20, verbose_name='vej')),
                ('mail', models.EmailField(blank=True, max_length=254, verbose_name='mail')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='telefon')),
                ('address', models.TextField(blank=True, verbose_name='adresse')),
                ('place', models.CharField(blank=True, max_length=200, verbose_name='sted')),
                ('answer', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='sender', to='voice.hearinganswer')),
            ],
            options={
                'verbose_name': 'afsender af høringssvar',
                'verbose_name_plural': 'afsendere af høringssvar',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('way', 'mail'), models.Q(('mail', ''), _negated=True)), models.Q(('way', 'sms'), models.Q(('phone', ''), _negated=True)), models.Q(('way', 'letter'), models.Q(('address', ''), _negated=True)), models.Q(('way', 'place'), models.Q(('place', ''), _negated=True)), _connector='OR'), name='answer_sender_can_be_reached')],
            },
        ),
        migrations.CreateModel(
            name='AnswerHidden',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('original', models.TextField(verbose_name='ordene før')),
                ('why', models.TextField(verbose_name='hvorfor')),
                ('hidden_on', models.DateField(verbose_name='skjult den')),
                ('answer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='hidden', to='voice.hearinganswer')),
            ],
            options={
                'verbose_name': 'skjulte ord i høringssvar',
                'verbose_name_plural': 'skjulte ord i høringssvar',
            },
        ),
        migrations.CreateModel(
            name='HearingBody',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('name', models.CharField(max_length=200, verbose_name='navn')),
                ('ground', models.CharField(choices=[('law', 'loven kræver det'), ('rules', 'rådets regler siger det'), ('agreement', 'efter aftale'), ('invited', 'inviteret')], max_length=20, verbose_name='hvorfor')),
                ('source', models.CharField(blank=True, max_length=300, verbose_name='hvor det står')),
                ('code_hash', models.CharField(blank=True, max_length=64, verbose_name='kodens fingeraftryk')),
                ('asked_on', models.DateField(blank=True, null=True, verbose_name='spurgt den')),
                ('comments_due_on', models.DateField(blank=True, null=True, verbose_name='medlemmer skriver senest')),
                ('posted_on', models.DateField(blank=True, null=True, verbose_name='papirer sendt med posten')),
                ('state', models.CharField(choices=[('asked', 'spurgt'), ('drafted', 'skriver sit svar'), ('answered', 'har svaret'), ('silent', 'svarede ikke')], default=holdepunkt.voice.rules.hearing.BodyState['ASKED'], max_length=20, verbose_name='står ved')),
                ('draft', models.JSONField(blank=True, default=dict, verbose_name='udkast til svar')),
                ('words', models.TextField(blank=True, verbose_name='svaret med egne ord')),
                ('said_on', models.DateField(blank=True, null=True, verbose_name='svarede den')),
                ('decided_by', models.CharField(blank=True, max_length=200, verbose_name='hvem bestemte')),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name='bestemt den')),
                ('version', models.PositiveIntegerField(default=1)),
                ('council', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='hearings', to='voice.advisorycouncil', verbose_name='råd')),
                ('hearing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bodies', to='voice.hearing')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.unit', verbose_name='enhed')),
            ],
            options={
                'verbose_name': 'hørt i høring',
                'verbose_name_plural': 'hørte i høring',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('hearing', 'name'), name='asked_once_in_a_hearing'), models.CheckConstraint(condition=models.Q(models.Q(('said_on__isnull', False), ('state', 'answered')), models.Q(models.Q(('state', 'answered'), _negated=True), ('said_on', None), ('words', '')), _connector='OR'), name='an_answer_has_its_day')],
            },
        ),
        migrations.AddField(
            model_name='hearinganswer',
            name='body',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='voice.hearingbody', verbose_name='fra'),
        ),
        migrations.CreateModel(
            name='HearingPassage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('key', models.SlugField(max_length=80, verbose_name='nøgle')),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('heading', models.CharField(blank=True, max_length=300, verbose_name='overskrift')),
                ('text', models.TextField(verbose_name='tekst')),
                ('audience', models.CharField(choices=[('bodies', 'kun råd og andre, der skal høres'), ('invited', 'de inviterede også'), ('anyone', 'alle')], default=holdepunkt.voice.rules.hearing.Audience['ANYONE'], max_length=20, verbose_name='hvem må svare')),
                ('version', models.PositiveIntegerField(default=1)),
                ('hearing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='passages', to='voice.hearing')),
            ],
            options={
                'verbose_name': 'afsnit i høring',
                'verbose_name_plural': 'afsnit i høring',
                'ordering': ['order', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('hearing', 'key'), name='one_passage_per_key_in_hearing')],
            },
        ),
        migrations.CreateModel(
            name='HearingComment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('on_draft', models.BooleanField(default=False, verbose_name='om udkastet')),
                ('words', models.TextField(verbose_name='ord')),
                ('said_on', models.DateField(verbose_name='den')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='comments', to='voice.hearingbody')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='voice.councilmember', verbose_name='medlem')),
                ('passage', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='voice.hearingpassage', verbose_name='afsnit')),
            ],
            options={
                'verbose_name': 'kommentar fra et medlem',
                'verbose_name_plural': 'kommentarer fra medlemmer',
                'ordering': ['pk'],
            },
        ),
        migrations.AddField(
            model_name='hearinganswer',
            name='passage',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='voice.hearingpassage', verbose_name='afsnit'),
        ),
        migrations.CreateModel(
            name='HearingStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('kind', models.CharField(choices=[('opened', 'høringen begyndte'), ('extended', 'fristen blev længere'), ('body_answered', 'der kom svar'), ('closed', 'høringen lukkede'), ('cancelled', 'høringen blev aflyst'), ('ended', 'alle har fået svar'), ('with_committee', 'sendt til udvalget'), ('decided', 'besluttet')], max_length=20, verbose_name='skridt')),
                ('taken_on', models.DateField(verbose_name='den')),
                ('who', models.CharField(blank=True, max_length=200, verbose_name='hvem')),
                ('words', models.TextField(blank=True, verbose_name='ord')),
                ('about_uuid', models.UUIDField(blank=True, null=True, verbose_name='sagens nøgle')),
                ('hearing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='voice.hearing')),
            ],
            options={
                'verbose_name': 'skridt i høring',
                'verbose_name_plural': 'skridt i høring',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='HearingMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('way', models.CharField(choices=[('mail', 'mail'), ('sms', 'SMS'), ('letter', 'brev'), ('place', 'gennem et sted, hvor du kommer')], max_length=20, verbose_name='vej')),
                ('made_on', models.DateField(verbose_name='lavet den')),
                ('done_on', models.DateField(blank=True, null=True, verbose_name='sendt den')),
                ('given_up', models.BooleanField(default=False, verbose_name='kan ikke sendes mere')),
                ('answer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='voice.hearinganswer')),
                ('step', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='voice.hearingstep')),
            ],
            options={
                'verbose_name': 'besked om en høring',
                'verbose_name_plural': 'beskeder om høringer',
                'indexes': [models.Index(fields=['done_on', 'way'], name='hearing_messages_waiting')],
                'constraints': [models.UniqueConstraint(fields=('step', 'answer'), name='told_once_of_a_step')],
            },
        ),
        migrations.CreateModel(
            name='HearingTheme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('name', models.CharField(max_length=120, verbose_name='navn')),
                ('sort_key', models.CharField(max_length=200)),
                ('outcome', models.CharField(blank=True, choices=[('changed', 'ændret'), ('not_changed', 'ikke ændret, fordi')], max_length=20, verbose_name='hvad det førte til')),
                ('words', models.TextField(blank=True, verbose_name='vores svar')),
                ('answered_on', models.DateField(blank=True, null=True, verbose_name='besvaret den')),
                ('version', models.PositiveIntegerField(default=1)),
                ('hearing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='themes', to='voice.hearing')),
            ],
            options={
                'verbose_name': 'tema i høring',
                'verbose_name_plural': 'temaer i høring',
                'constraints': [models.UniqueConstraint(fields=('hearing', 'name'), name='one_theme_per_name_in_hearing'), models.CheckConstraint(condition=models.Q(models.Q(('answered_on', None), ('outcome', ''), ('words', '')), models.Q(models.Q(('outcome', ''), _negated=True), models.Q(('words', ''), _negated=True), ('answered_on__isnull', False)), _connector='OR'), name='a_closing_answer_is_whole')],
            },
        ),
        migrations.CreateModel(
            name='AnswerTheme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='themed', to='voice.hearinganswer')),
                ('theme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='themed', to='voice.hearingtheme')),
            ],
            options={
                'verbose_name': 'svar under tema',
                'verbose_name_plural': 'svar under temaer',
                'constraints': [models.UniqueConstraint(fields=('answer', 'theme'), name='under_a_theme_once')],
            },
        ),
    ])]

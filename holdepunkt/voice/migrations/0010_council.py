import django.db.models.deletion
import holdepunkt.voice.rules.meetings
import holdepunkt.voice.rules.members
import uuid
from django.conf import settings
from django.db import migrations, models

from holdepunkt.tenancy.together import Together


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0020_one_municipality'),
        ('people', '__first__'),
        ('voice', '0002_one_municipality'),
    ]

    operations = [Together([
        migrations.CreateModel(
            name='AdvisoryCouncil',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('key', models.SlugField(max_length=80, verbose_name='navn i adressen')),
                ('about', models.TextField(blank=True, verbose_name='om rådet')),
                ('is_example', models.BooleanField(default=False, verbose_name='eksempel')),
                ('version', models.PositiveIntegerField(default=1)),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='councils', to='people.municipality')),
                ('unit', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='council', to='people.unit', verbose_name='enhed')),
            ],
            options={
                'verbose_name': 'råd',
                'verbose_name_plural': 'råd',
                'constraints': [models.UniqueConstraint(fields=('municipality', 'key'), name='one_council_per_key')],
            },
        ),
        migrations.CreateModel(
            name='CouncilMeeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('number', models.PositiveIntegerField(verbose_name='møde nummer')),
                ('meets_on', models.DateField(verbose_name='dag')),
                ('begins_at', models.TimeField(blank=True, null=True, verbose_name='begynder')),
                ('ends_at', models.TimeField(blank=True, null=True, verbose_name='slutter')),
                ('place', models.CharField(blank=True, max_length=200, verbose_name='sted')),
                ('welcome', models.TextField(blank=True, verbose_name='praktisk')),
                ('stage', models.CharField(choices=[('planned', 'planlagt'), ('sent', 'dagsorden sendt'), ('held', 'holdt, referat i gang'), ('approved', 'referat godkendt'), ('published', 'referat offentligt'), ('called_off', 'aflyst')], default=holdepunkt.voice.rules.meetings.MeetingStage['PLANNED'], max_length=20, verbose_name='trin')),
                ('items_due_on', models.DateField(blank=True, null=True, verbose_name='emner senest')),
                ('agenda_due_on', models.DateField(blank=True, null=True, verbose_name='dagsorden senest')),
                ('sent_on', models.DateField(blank=True, null=True, verbose_name='dagsorden sendt')),
                ('approved_on', models.DateField(blank=True, null=True, verbose_name='referat godkendt')),
                ('approved_how', models.CharField(blank=True, choices=[('next_meeting', 'på næste møde'), ('in_writing', 'skriftligt mellem møderne'), ('by_chair', 'af formanden')], max_length=20, verbose_name='godkendt')),
                ('remarks', models.TextField(blank=True, verbose_name='bemærkninger til referatet')),
                ('published_on', models.DateField(blank=True, null=True, verbose_name='referat offentligt')),
                ('called_off_because', models.TextField(blank=True, verbose_name='aflyst, fordi')),
                ('is_example', models.BooleanField(default=False, verbose_name='eksempel')),
                ('version', models.PositiveIntegerField(default=1)),
                ('council', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='voice.advisorycouncil')),
            ],
            options={
                'verbose_name': 'møde i rådet',
                'verbose_name_plural': 'møder i rådet',
                'indexes': [models.Index(fields=['council', '-meets_on'], name='meetings_by_day')],
                'constraints': [models.UniqueConstraint(fields=('council', 'number'), name='one_meeting_per_number'), models.CheckConstraint(condition=models.Q(models.Q(('approved_how', ''), ('approved_on', None)), models.Q(('approved_on__isnull', False), models.Q(('approved_how', ''), _negated=True)), _connector='OR'), name='approved_minutes_say_how'), models.CheckConstraint(condition=models.Q(('published_on', None), models.Q(('approved_on__isnull', False), ('published_on__gte', models.F('approved_on'))), _connector='OR'), name='only_approved_minutes_are_published')],
            },
        ),
        migrations.CreateModel(
            name='CouncilMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('name', models.CharField(max_length=120, verbose_name='navn')),
                ('sort_key', models.CharField(db_index=True, max_length=200)),
                ('post', models.CharField(choices=[('member', 'medlem'), ('chair', 'formand'), ('deputy_chair', 'næstformand'), ('substitute', 'suppleant')], default=holdepunkt.voice.rules.members.MemberPost['MEMBER'], max_length=20, verbose_name='i rådet er')),
                ('speaks_for', models.CharField(blank=True, max_length=200, verbose_name='taler for')),
                ('shown_as', models.CharField(choices=[('no_name', 'uden navn'), ('first_name', 'kun fornavn'), ('full_name', 'hele navnet')], default=holdepunkt.voice.rules.members.ShownAs['NO_NAME'], max_length=20, verbose_name='nævnes offentligt')),
                ('shows_seat', models.BooleanField(default=False, verbose_name='må det stå, hvem medlemmet taler for?')),
                ('starts_on', models.DateField(verbose_name='fra')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='til og med')),
                ('is_example', models.BooleanField(default=False, verbose_name='eksempel')),
                ('version', models.PositiveIntegerField(default=1)),
                ('council', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='voice.advisorycouncil')),
                ('substitute_for', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='substitutes', to='voice.councilmember', verbose_name='suppleant for')),
                ('succeeds', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='followers', to='voice.councilmember', verbose_name='efter')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='seats', to=settings.AUTH_USER_MODEL, verbose_name='logger ind som')),
            ],
            options={
                'verbose_name': 'medlem af rådet',
                'verbose_name_plural': 'medlemmer af rådet',
                'indexes': [models.Index(fields=['council', 'ends_on'], name='member_ends')],
            },
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('came', models.CharField(choices=[('present', 'mødt'), ('sent_regrets', 'afbud'), ('absent', 'ikke mødt')], max_length=20, verbose_name='fremmøde')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendance', to='voice.councilmeeting')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendance', to='voice.councilmember')),
                ('sits_in_for', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sat_in_by', to='voice.councilmember', verbose_name='mødte for')),
            ],
            options={
                'verbose_name': 'fremmøde',
                'verbose_name_plural': 'fremmøde',
                'constraints': [models.UniqueConstraint(fields=('meeting', 'member'), name='a_member_comes_once')],
            },
        ),
        migrations.CreateModel(
            name='AgendaItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('stage', models.CharField(choices=[('proposed', 'foreslået'), ('on_agenda', 'på dagsordenen'), ('handed_back', 'givet tilbage'), ('taken_back', 'trukket tilbage')], default=holdepunkt.voice.rules.meetings.ItemStage['PROPOSED'], max_length=20, verbose_name='trin')),
                ('kind', models.CharField(choices=[('minutes', 'godkend referat'), ('tasks', 'opgaver fra sidst'), ('talk', 'drøft'), ('decision', 'beslut'), ('hearing', 'svar på høring'), ('news', 'orientering'), ('any_other', 'eventuelt')], default=holdepunkt.voice.rules.meetings.ItemKind['TALK'], max_length=20, verbose_name='hvad skal rådet')),
                ('order', models.PositiveIntegerField(default=0)),
                ('title', models.CharField(max_length=200, verbose_name='emne')),
                ('text', models.TextField(blank=True, verbose_name='hvad handler det om?')),
                ('proposed_on', models.DateField(verbose_name='foreslået')),
                ('is_closed', models.BooleanField(default=False, verbose_name='punktet er lukket')),
                ('handed_back_on', models.DateField(blank=True, null=True, verbose_name='givet tilbage')),
                ('handed_back_because', models.TextField(blank=True, verbose_name='givet tilbage, fordi')),
                ('right_place', models.TextField(blank=True, verbose_name='det rette sted')),
                ('is_example', models.BooleanField(default=False, verbose_name='eksempel')),
                ('version', models.PositiveIntegerField(default=1)),
                ('council', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='voice.advisorycouncil')),
                ('about_meeting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='approvals', to='voice.councilmeeting')),
                ('meeting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='items', to='voice.councilmeeting', verbose_name='møde')),
                ('proposed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='items', to='voice.councilmember', verbose_name='fra')),
            ],
            options={
                'verbose_name': 'emne til rådet',
                'verbose_name_plural': 'emner til rådet',
                'ordering': ['order', 'pk'],
                'indexes': [models.Index(fields=['council', 'stage'], name='items_waiting')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('meeting__isnull', False), ('stage', holdepunkt.voice.rules.meetings.ItemStage['ON_AGENDA'])), models.Q(models.Q(('stage', holdepunkt.voice.rules.meetings.ItemStage['ON_AGENDA']), _negated=True), ('meeting', None)), _connector='OR'), name='an_item_on_an_agenda_has_a_meeting'), models.CheckConstraint(condition=models.Q(models.Q(('stage', holdepunkt.voice.rules.meetings.ItemStage['HANDED_BACK']), _negated=True), models.Q(('handed_back_on__isnull', False), models.Q(('handed_back_because', ''), _negated=True)), _connector='OR'), name='an_item_is_handed_back_with_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='CouncilRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('key', models.CharField(choices=[('basis', 'hvad rådet er efter loven'), ('for_whom', 'hvem rådet taler for'), ('members_least', 'medlemmer, mindst'), ('members_most', 'medlemmer, højst'), ('politicians', 'politikere som medlemmer'), ('term_years', 'periode i år'), ('substitutes', 'suppleanter'), ('chair', 'formand'), ('meetings_a_year', 'møder om året'), ('days_are', 'sådan tælles dage'), ('items_days', 'emner senest så mange dage før mødet'), ('agenda_days', 'dagsorden senest så mange dage før mødet'), ('quorum', 'så mange skal være mødt, før rådet kan beslutte'), ('quorum_least', 'mindste antal mødte'), ('openness', 'åbne eller lukkede møder'), ('minutes_public', 'referater er offentlige'), ('approval', 'sådan godkendes et referat'), ('dissent', 'uenighed skrives i referatet'), ('hearing', 'rådet skal høres'), ('hearing_answers_by', 'hvem der svarer på en høring'), ('hearing_between', 'høring mellem møderne'), ('single_cases', 'sager om ét menneske'), ('secrecy', 'tavshedspligt, rådets ord'), ('dialogue', 'møder med udvalget'), ('report', 'årsberetning'), ('costs', 'rejse og mad')], max_length=30, verbose_name='regel')),
                ('value', models.TextField(blank=True, verbose_name='svar')),
                ('since', models.DateField(blank=True, null=True, verbose_name='gælder fra')),
                ('source', models.CharField(blank=True, max_length=300, verbose_name='kilde')),
                ('note', models.TextField(blank=True, verbose_name='bemærkning')),
                ('noted_on', models.DateField(verbose_name='skrevet ind')),
                ('council', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rules', to='voice.advisorycouncil')),
            ],
            options={
                'verbose_name': 'regel for rådet',
                'verbose_name_plural': 'regler for rådet',
                'indexes': [models.Index(fields=['council', 'key', 'since'], name='rule_in_force')],
            },
        ),
        migrations.CreateModel(
            name='CouncilSeat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('kind', models.CharField(choices=[('users', 'mennesker med egne erfaringer'), ('close_ones', 'pårørende'), ('associations', 'foreninger'), ('professionals', 'medarbejdere og fagfolk'), ('citizens', 'andre borgere'), ('politicians', 'politikere'), ('others', 'andre')], max_length=20, verbose_name='hvem pladserne er for')),
                ('least', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='mindst')),
                ('most', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='højst')),
                ('chosen_by', models.CharField(blank=True, max_length=200, verbose_name='valgt af')),
                ('version', models.PositiveIntegerField(default=1)),
                ('council', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='voice.advisorycouncil')),
            ],
            options={
                'verbose_name': 'pladser i rådet',
                'verbose_name_plural': 'pladser i rådet',
                'constraints': [models.UniqueConstraint(fields=('council', 'kind'), name='one_row_of_seats_per_kind'), models.CheckConstraint(condition=models.Q(('least', None), ('most', None), ('most__gte', models.F('least')), _connector='OR'), name='seats_in_order')],
            },
        ),
        migrations.AddField(
            model_name='councilmember',
            name='seat',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='members', to='voice.councilseat', verbose_name='plads'),
        ),
        migrations.CreateModel(
            name='ItemPaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('title', models.CharField(max_length=200, verbose_name='navn på papiret')),
                ('url', models.URLField(blank=True, max_length=500, verbose_name='adresse')),
                ('text', models.TextField(blank=True, verbose_name='det vigtigste i korte ord')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='voice.agendaitem')),
            ],
            options={
                'verbose_name': 'papir til et emne',
                'verbose_name_plural': 'papirer til emner',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='MeetingFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('paper', models.CharField(max_length=20, verbose_name='papir')),
                ('format', models.CharField(max_length=10, verbose_name='format')),
                ('meeting_version', models.PositiveIntegerField(verbose_name='af mødets version')),
                ('asked_at', models.DateTimeField(verbose_name='bestilt')),
                ('made_at', models.DateTimeField(blank=True, null=True, verbose_name='lavet')),
                ('content', models.BinaryField(blank=True, null=True, verbose_name='indhold')),
                ('problem', models.TextField(blank=True, verbose_name='hvad gik galt')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='voice.councilmeeting')),
            ],
            options={
                'verbose_name': 'fil til et møde',
                'verbose_name_plural': 'filer til møder',
            },
        ),
        migrations.CreateModel(
            name='MemberContact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='telefon')),
                ('address', models.TextField(blank=True, verbose_name='adresse')),
                ('by_post', models.BooleanField(default=False, verbose_name='papirerne skal med posten')),
                ('large_print', models.BooleanField(default=False, verbose_name='store bogstaver')),
                ('read_aloud', models.BooleanField(default=False, verbose_name='læs højt på mødet')),
                ('needs', models.TextField(blank=True, verbose_name='for at kunne være med')),
                ('version', models.PositiveIntegerField(default=1)),
                ('member', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='contact', to='voice.councilmember')),
            ],
            options={
                'verbose_name': 'kontakt til et medlem',
                'verbose_name_plural': 'kontakter til medlemmer',
            },
        ),
        migrations.CreateModel(
            name='MinuteLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('order', models.PositiveIntegerField(default=0)),
                ('kind', models.CharField(choices=[('said', 'referat'), ('decision', 'beslutning'), ('dissent', 'uenighed'), ('task', 'opgave')], max_length=20, verbose_name='slags')),
                ('text', models.TextField(verbose_name='tekst')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='senest')),
                ('done_on', models.DateField(blank=True, null=True, verbose_name='gjort')),
                ('outcome', models.TextField(blank=True, verbose_name='det blev der af det')),
                ('version', models.PositiveIntegerField(default=1)),
                ('held_by_member', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='voice.councilmember', verbose_name='medlem')),
                ('held_by_unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='council_tasks', to='people.unit', verbose_name='enhed')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='voice.agendaitem')),
            ],
            options={
                'verbose_name': 'linje i referatet',
                'verbose_name_plural': 'linjer i referatet',
                'ordering': ['order', 'pk'],
                'indexes': [models.Index(fields=['kind', 'done_on', 'due_on'], name='open_tasks')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind', holdepunkt.voice.rules.meetings.LineKind['TASK']), models.Q(('done_on', None), ('due_on', None)), _connector='OR'), name='only_a_task_has_a_day')],
            },
        ),
        migrations.CreateModel(
            name='PapersPosted',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('posted_on', models.DateField(verbose_name='sendt med posten')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posted', to='voice.councilmeeting')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posted', to='voice.councilmember')),
            ],
            options={
                'verbose_name': 'papirer sendt med posten',
                'verbose_name_plural': 'papirer sendt med posten',
                'constraints': [models.UniqueConstraint(fields=('meeting', 'member'), name='papers_are_posted_once')],
            },
        ),
        migrations.AddConstraint(
            model_name='councilmember',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='member_dates_in_order'),
        ),
        migrations.AddConstraint(
            model_name='councilmember',
            constraint=models.CheckConstraint(condition=models.Q(('substitute_for', models.F('pk')), _negated=True), name='nobody_is_their_own_substitute'),
        ),
    ])]

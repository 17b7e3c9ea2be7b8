"""What is on its way to the committees, the yearly report, papers as files, outlays, SMS, and whose proposal it is."""

import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('voice', '0040_stories'),
    ]

    operations = [
        migrations.AddField(
            model_name='membercontact',
            name='by_sms',
            field=models.BooleanField(default=False, verbose_name='husk mødet med en SMS'),
        ),
        migrations.AddField(
            model_name='proposal',
            name='council',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='voice.advisorycouncil', verbose_name='rådet, der foreslår det'),
        ),
        migrations.AlterField(
            model_name='councilrule',
            name='key',
            field=models.CharField(choices=[('basis', 'hvad rådet er efter loven'), ('for_whom', 'hvem rådet taler for'), ('members_least', 'medlemmer, mindst'), ('members_most', 'medlemmer, højst'), ('politicians', 'politikere som medlemmer'), ('term_years', 'periode i år'), ('substitutes', 'suppleanter'), ('chair', 'formand'), ('meetings_a_year', 'møder om året'), ('days_are', 'sådan tælles dage'), ('items_days', 'emner senest så mange dage før mødet'), ('agenda_days', 'dagsorden senest så mange dage før mødet'), ('quorum', 'så mange skal være mødt, før rådet kan beslutte'), ('quorum_least', 'mindste antal mødte'), ('openness', 'åbne eller lukkede møder'), ('minutes_public', 'referater er offentlige'), ('approval', 'sådan godkendes et referat'), ('dissent', 'uenighed skrives i referatet'), ('hearing', 'rådet skal høres'), ('hearing_answers_by', 'hvem der svarer på en høring'), ('hearing_between', 'høring mellem møderne'), ('hearing_days', 'dage til at svare på en høring, mindst'), ('hearing_write_days', 'dage til at skrive rådets svar sammen'), ('single_cases', 'sager om ét menneske'), ('secrecy', 'tavshedspligt, rådets ord'), ('dialogue', 'møder med udvalget'), ('report', 'årsberetning'), ('report_month', 'årsberetningen er hos udvalget senest med udgangen af måned nummer'), ('costs', 'rejse og mad')], max_length=30, verbose_name='regel'),
        ),
        migrations.CreateModel(
            name='ComingMatter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('title', models.CharField(max_length=200, verbose_name='sag')),
                ('expected_on', models.DateField(verbose_name='ventes den')),
                ('dropped_on', models.DateField(blank=True, null=True, verbose_name='taget af listen den')),
                ('is_example', models.BooleanField(default=False, verbose_name='eksempeldata')),
                ('version', models.PositiveIntegerField(default=1)),
                ('committee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.unit', verbose_name='udvalg, der skal have sagen')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='coming_matters', to='people.municipality')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.unit', verbose_name='hvem der ved mere')),
            ],
            options={
                'verbose_name': 'sag på vej',
                'verbose_name_plural': 'sager på vej',
                'indexes': [models.Index(fields=['municipality', 'expected_on'], name='coming_by_day')],
            },
        ),
        migrations.CreateModel(
            name='CouncilReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('year', models.PositiveSmallIntegerField(verbose_name='år')),
                ('foreword', models.TextField(blank=True, verbose_name='forord')),
                ('told', models.JSONField(blank=True, null=True, verbose_name='beretningen, som rådet godkendte den')),
                ('approved_on', models.DateField(blank=True, null=True, verbose_name='godkendt af rådet den')),
                ('sent_on', models.DateField(blank=True, null=True, verbose_name='sendt til udvalget den')),
                ('published_on', models.DateField(blank=True, null=True, verbose_name='offentlig den')),
                ('is_example', models.BooleanField(default=False, verbose_name='eksempeldata')),
                ('version', models.PositiveIntegerField(default=1)),
                ('council', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='voice.advisorycouncil')),
            ],
            options={
                'verbose_name': 'rådets årsberetning',
                'verbose_name_plural': 'rådets årsberetninger',
                'constraints': [models.UniqueConstraint(fields=('council', 'year'), name='one_report_per_council_and_year'), models.CheckConstraint(condition=models.Q(models.Q(('approved_on', None), ('published_on', None), ('sent_on', None), ('told', None)), models.Q(('approved_on__isnull', False), ('told__isnull', False)), _connector='OR'), name='only_an_approved_report_goes_on')],
            },
        ),
        migrations.CreateModel(
            name='MatterAsked',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('asked_on', models.DateField(verbose_name='spurgt den')),
                ('council', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='voice.advisorycouncil')),
                ('matter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='asked', to='voice.comingmatter')),
            ],
            options={
                'verbose_name': 'spurgt om en sag på vej',
                'verbose_name_plural': 'spurgt om sager på vej',
                'constraints': [models.UniqueConstraint(fields=('matter', 'council'), name='a_council_is_asked_once')],
            },
        ),
        migrations.CreateModel(
            name='Outlay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('kind', models.CharField(choices=[('travel', 'rejse'), ('meal', 'mad'), ('other', 'andet')], max_length=20, verbose_name='til')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=8, verbose_name='kroner')),
                ('asked_on', models.DateField(verbose_name='bedt om den')),
                ('paid_on', models.DateField(blank=True, null=True, verbose_name='betalt den')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='outlays', to='voice.councilmeeting')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='outlays', to='voice.councilmember', verbose_name='medlem')),
            ],
            options={
                'verbose_name': 'udlæg',
                'verbose_name_plural': 'udlæg',
                'indexes': [models.Index(fields=['meeting', 'paid_on'], name='outlays_unpaid')],
                'constraints': [models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='an_outlay_is_more_than_nothing'), models.CheckConstraint(condition=models.Q(('paid_on', None), ('paid_on__gte', models.F('asked_on')), _connector='OR'), name='paid_after_asked')],
            },
        ),
        migrations.CreateModel(
            name='PaperUpload',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('name', models.CharField(max_length=200, verbose_name='filnavn')),
                ('kind', models.CharField(max_length=10, verbose_name='slags fil')),
                ('size', models.PositiveIntegerField(verbose_name='størrelse')),
                ('sha256', models.CharField(max_length=64, verbose_name='fingeraftryk')),
                ('content', models.BinaryField(verbose_name='indhold')),
                ('uploaded_on', models.DateField(verbose_name='lagt ind den')),
                ('paper', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='upload', to='voice.itempaper')),
            ],
            options={
                'verbose_name': 'fil til et papir',
                'verbose_name_plural': 'filer til papirer',
            },
        ),
        migrations.CreateModel(
            name='ReportFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('format', models.CharField(max_length=10, verbose_name='format')),
                ('report_version', models.PositiveIntegerField(verbose_name='af beretningens version')),
                ('asked_at', models.DateTimeField(verbose_name='bestilt')),
                ('made_at', models.DateTimeField(blank=True, null=True, verbose_name='lavet')),
                ('content', models.BinaryField(blank=True, null=True, verbose_name='indhold')),
                ('problem', models.TextField(blank=True, verbose_name='hvad gik galt')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='voice.councilreport')),
            ],
            options={
                'verbose_name': 'fil til en årsberetning',
                'verbose_name_plural': 'filer til årsberetninger',
            },
        ),
    ]

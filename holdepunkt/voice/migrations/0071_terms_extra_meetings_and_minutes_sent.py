"""What more rules of a council need: terms, chairs, lists, extra meetings, and minutes that were sent."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("voice", "0070_seats_with_names_and_votes")]

    operations = [
        migrations.AddField(
            model_name='councilmeeting',
            name='asked_for_on',
            field=models.DateField(blank=True, null=True, verbose_name='ekstra møde, bedt om den'),
        ),
        migrations.AddField(
            model_name='councilmeeting',
            name='minutes_due_on',
            field=models.DateField(blank=True, null=True, verbose_name='referat senest'),
        ),
        migrations.AddField(
            model_name='councilmeeting',
            name='minutes_sent_on',
            field=models.DateField(blank=True, null=True, verbose_name='referat sendt til medlemmerne'),
        ),
        migrations.AddField(
            model_name='councilmember',
            name='list_number',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='nummer på listen over suppleanter'),
        ),
        migrations.AddField(
            model_name='councilmember',
            name='post_since',
            field=models.DateField(blank=True, null=True, verbose_name='valgt til det den'),
        ),
        migrations.AddField(
            model_name='councilmember',
            name='term_ends_on',
            field=models.DateField(blank=True, null=True, verbose_name='perioden slutter'),
        ),
        migrations.AlterField(
            model_name='councilmeeting',
            name='approved_how',
            field=models.CharField(blank=True, choices=[('next_meeting', 'på næste møde'), ('in_writing', 'skriftligt mellem møderne'), ('silence', 'af sig selv, når ingen har sagt imod i tide'), ('by_chair', 'af formanden')], max_length=20, verbose_name='godkendt'),
        ),
        migrations.AlterField(
            model_name='councilrule',
            name='key',
            field=models.CharField(choices=[('basis', 'hvad rådet er efter loven'), ('for_whom', 'hvem rådet taler for'), ('members_least', 'medlemmer, mindst'), ('members_most', 'medlemmer, højst'), ('politicians', 'politikere som medlemmer'), ('appointed_by', 'hvem sætter rådet sammen'), ('term_years', 'periode i år'), ('term_counts', 'sådan tælles perioden'), ('term_began', 'den fælles periode begyndte'), ('reelection', 'genvalg'), ('substitutes', 'suppleanter'), ('chair', 'formand'), ('chair_from', 'hvem er formand, og hvem vælger'), ('chair_years', 'formanden er valgt for så mange år'), ('secretary', 'hvem er sekretær'), ('meetings_as', 'møder efter plan eller behov'), ('meetings_a_year', 'møder om året'), ('days_are', 'sådan tælles dage'), ('items_days', 'emner senest så længe før mødet'), ('agenda_days', 'dagsorden senest så længe før mødet'), ('extra_asked', 'hvem kan bede om et ekstra møde'), ('extra_days', 'ekstra møde senest så længe efter, at nogen bad om det'), ('extra_agenda_days', 'dagsorden til et ekstra møde senest så længe før'), ('openness', 'åbne eller lukkede møder'), ('subgroups', 'underudvalg og arbejdsgrupper'), ('quorum', 'så mange skal være mødt, før rådet kan beslutte'), ('quorum_least', 'mindste antal mødte'), ('quorum_chair', 'formand eller næstformand skal være mødt'), ('decisions', 'sådan beslutter rådet'), ('dissent', 'uenighed skrives i referatet'), ('minutes_days', 'referat sendt senest så længe efter mødet'), ('object_days', 'medlemmer kan sige imod så længe efter'), ('approval', 'sådan godkendes et referat'), ('minutes_public', 'referater er offentlige'), ('hearing', 'rådet skal høres'), ('hearing_topics', 'emner, rådet skal høres om'), ('hearing_answers_by', 'hvem der svarer på en høring'), ('hearing_between', 'høring mellem møderne'), ('hearing_days', 'tid til at svare på en høring, mindst'), ('hearing_write_days', 'dage til at skrive rådets svar sammen'), ('single_cases', 'sager om ét menneske'), ('secrecy', 'tavshedspligt, rådets ord'), ('dialogue', 'møder med udvalget'), ('report', 'årsberetning'), ('report_month', 'årsberetningen er hos udvalget senest med udgangen af måned nummer'), ('report_day', 'og senest på dag nummer i den måned'), ('pays_travel', 'rejse betales'), ('pays_meals', 'mad betales'), ('pays_fees', 'diæter eller honorar'), ('costs', 'satser og andet om penge'), ('rules_change', 'sådan ændres reglerne')], max_length=30, verbose_name='regel'),
        ),
        migrations.AlterField(
            model_name='outlay',
            name='kind',
            field=models.CharField(choices=[('travel', 'rejse'), ('meal', 'mad'), ('fee', 'diæter eller honorar'), ('other', 'andet')], max_length=20, verbose_name='til'),
        ),
    ]

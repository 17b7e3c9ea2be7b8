"""Whether a chair who had to be there was missing stands with what was true at the approval."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('voice', '0072_the_terms_of_those_who_sit'),
    ]

    operations = [
        migrations.AddField(
            model_name='approvedattendance',
            name='leader_missing',
            field=models.BooleanField(db_default=False, default=False, verbose_name='formanden manglede'),
        ),
        migrations.AlterField(
            model_name='councilrule',
            name='key',
            field=models.CharField(choices=[('basis', 'hvad rådet er efter loven'), ('for_whom', 'hvem rådet taler for'), ('members_least', 'medlemmer, mindst'), ('members_most', 'medlemmer, højst'), ('politicians', 'politikere som medlemmer'), ('appointed_by', 'hvem sætter rådet sammen'), ('term_years', 'periode i år'), ('term_counts', 'sådan tælles perioden'), ('term_began', 'den fælles periode begyndte'), ('reelection', 'genvalg'), ('substitutes', 'suppleanter'), ('chair', 'formand'), ('chair_from', 'hvem er formand, og hvem vælger'), ('chair_years', 'formanden er valgt for så mange år'), ('secretary', 'hvem er sekretær'), ('meetings_as', 'møder efter plan eller behov'), ('meetings_a_year', 'møder om året'), ('days_are', 'sådan tælles dage'), ('items_days', 'emner senest så længe før mødet'), ('agenda_days', 'dagsorden senest så længe før mødet'), ('extra_asked', 'hvem kan bede om et ekstra møde'), ('extra_days', 'ekstra møde senest så længe efter, at nogen bad om det'), ('extra_agenda_days', 'dagsorden til et ekstra møde senest så længe før'), ('openness', 'åbne eller lukkede møder'), ('subgroups', 'underudvalg og arbejdsgrupper'), ('papers_by_mail', 'papirerne lægges ved mailen med dagsordenen'), ('quorum', 'så mange skal være mødt, før rådet kan beslutte'), ('quorum_least', 'mindste antal mødte'), ('quorum_chair', 'formand eller næstformand skal være mødt'), ('decisions', 'sådan beslutter rådet'), ('dissent', 'uenighed skrives i referatet'), ('minutes_days', 'referat sendt senest så længe efter mødet'), ('object_days', 'medlemmer kan sige imod så længe efter'), ('approval', 'sådan godkendes et referat'), ('minutes_public', 'referater er offentlige'), ('hearing', 'rådet skal høres'), ('hearing_topics', 'emner, rådet skal høres om'), ('hearing_answers_by', 'hvem der svarer på en høring'), ('hearing_between', 'svar på en høring mellem møderne'), ('hearing_comment_days', 'dage, medlemmerne har til at sige deres mening om en høring'), ('hearing_days', 'tid til at svare på en høring, mindst'), ('hearing_write_days', 'dage til at skrive rådets svar sammen'), ('single_cases', 'sager om ét menneske'), ('secrecy', 'tavshedspligt, rådets ord'), ('dialogue', 'møder med udvalget'), ('report', 'årsberetning'), ('report_month', 'årsberetningen er hos udvalget senest i måned nummer'), ('report_day', 'og senest på dag nummer i den måned'), ('pays_travel', 'rejse betales'), ('pays_meals', 'mad betales'), ('pays_fees', 'diæter eller honorar'), ('costs', 'satser og andet om penge'), ('rules_change', 'sådan ændres reglerne')], max_length=30, verbose_name='regel'),
        ),
    ]

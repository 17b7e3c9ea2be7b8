"""How many days members have to comment on a hearing, and whether papers go beside the mail, as rules of a council."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("voice", "0054_corrected_answers_and_told_deadlines")]

    operations = [
        migrations.AlterField(
            model_name='councilrule',
            name='key',
            field=models.CharField(choices=[('basis', 'hvad rådet er efter loven'), ('for_whom', 'hvem rådet taler for'), ('members_least', 'medlemmer, mindst'), ('members_most', 'medlemmer, højst'), ('politicians', 'politikere som medlemmer'), ('term_years', 'periode i år'), ('substitutes', 'suppleanter'), ('chair', 'formand'), ('meetings_a_year', 'møder om året'), ('days_are', 'sådan tælles dage'), ('items_days', 'emner senest så mange dage før mødet'), ('agenda_days', 'dagsorden senest så mange dage før mødet'), ('papers_by_mail', 'papirerne lægges ved mailen med dagsordenen'), ('quorum', 'så mange skal være mødt, før rådet kan beslutte'), ('quorum_least', 'mindste antal mødte'), ('openness', 'åbne eller lukkede møder'), ('minutes_public', 'referater er offentlige'), ('approval', 'sådan godkendes et referat'), ('dissent', 'uenighed skrives i referatet'), ('hearing', 'rådet skal høres'), ('hearing_answers_by', 'hvem der svarer på en høring'), ('hearing_between', 'svar på en høring mellem møderne'), ('hearing_comment_days', 'dage, medlemmerne har til at sige deres mening om en høring'), ('hearing_days', 'dage til at svare på en høring, mindst'), ('hearing_write_days', 'dage til at skrive rådets svar sammen'), ('single_cases', 'sager om ét menneske'), ('secrecy', 'tavshedspligt, rådets ord'), ('dialogue', 'møder med udvalget'), ('report', 'årsberetning'), ('report_month', 'årsberetningen er hos udvalget senest med udgangen af måned nummer'), ('costs', 'rejse og mad')], max_length=30, verbose_name='regel'),
        ),
    ]

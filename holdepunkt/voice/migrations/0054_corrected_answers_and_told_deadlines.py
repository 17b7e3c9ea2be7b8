"""What a body corrected is marked and stays; by when we answer is kept where a letter said so."""

import holdepunkt.voice.rules.proposal
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('voice', '0053_approved_attendance'),
    ]

    operations = [
        migrations.AddField(
            model_name='hearinganswer',
            name='replaced_on',
            field=models.DateField(blank=True, null=True, verbose_name='erstattet den'),
        ),
        migrations.AddField(
            model_name='hearingbody',
            name='corrected_on',
            field=models.DateField(blank=True, null=True, verbose_name='svaret rettet den'),
        ),
        migrations.AddField(
            model_name='message',
            name='told_due',
            field=models.DateField(blank=True, null=True, verbose_name='sagde, at vi svarer senest'),
        ),
        migrations.AlterField(
            model_name='hearingstep',
            name='kind',
            field=models.CharField(choices=[('opened', 'høringen begyndte'), ('extended', 'fristen blev længere'), ('body_answered', 'der kom svar'), ('body_corrected', 'svaret blev rettet'), ('closed', 'høringen lukkede'), ('cancelled', 'høringen blev aflyst'), ('ended', 'alle har fået svar'), ('with_committee', 'sendt til udvalget'), ('decided', 'besluttet')], max_length=20, verbose_name='skridt'),
        ),
        migrations.AlterField(
            model_name='proposal',
            name='standing',
            field=models.CharField(choices=[('received', 'modtaget'), ('read', 'læst'), ('with_council', 'hos rådet'), ('answered', 'besvaret'), ('adopted', 'bliver til noget'), ('passed_on', 'sendt videre'), ('not_now', 'ikke nu'), ('effort_status', 'sådan går det'), ('due_moved', 'fristen er flyttet'), ('told', 'fortalt tilbage'), ('removed', 'fjernet')], default=holdepunkt.voice.rules.proposal.StepKind['RECEIVED'], max_length=20, verbose_name='står ved'),
        ),
        migrations.AlterField(
            model_name='step',
            name='kind',
            field=models.CharField(choices=[('received', 'modtaget'), ('read', 'læst'), ('with_council', 'hos rådet'), ('answered', 'besvaret'), ('adopted', 'bliver til noget'), ('passed_on', 'sendt videre'), ('not_now', 'ikke nu'), ('effort_status', 'sådan går det'), ('due_moved', 'fristen er flyttet'), ('told', 'fortalt tilbage'), ('removed', 'fjernet')], max_length=20, verbose_name='skridt'),
        ),
    ]

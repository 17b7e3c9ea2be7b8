"""Two rows of seats of one kind have two names, and a seat can be without a vote."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("voice", "0061_what_a_report_file_says")]

    operations = [
        migrations.RemoveConstraint(
            model_name='councilseat',
            name='one_row_of_seats_per_kind',
        ),
        migrations.AddField(
            model_name='councilseat',
            name='name',
            field=models.CharField(blank=True, db_default='', default='', max_length=120, verbose_name='navn på pladserne'),
        ),
        migrations.AddField(
            model_name='councilseat',
            name='votes',
            field=models.BooleanField(db_default=True, default=True, verbose_name='har stemme'),
        ),
        migrations.AlterField(
            model_name='councilseat',
            name='kind',
            field=models.CharField(choices=[('users', 'mennesker med egne erfaringer'), ('close_ones', 'pårørende'), ('associations', 'foreninger'), ('professionals', 'medarbejdere og fagfolk'), ('young', 'unge'), ('citizens', 'andre borgere'), ('politicians', 'politikere'), ('others', 'andre')], max_length=20, verbose_name='hvem pladserne er for'),
        ),
        migrations.AddConstraint(
            model_name='councilseat',
            constraint=models.UniqueConstraint(fields=('council', 'kind', 'name'), name='one_row_of_seats_per_name'),
        ),
    ]

"""A person's own story, the yes to it, how to reach the person, and what was taken out."""

import django.db.models.deletion
import holdepunkt.voice.rules.story
import uuid
from django.db import migrations, models

from holdepunkt.tenancy.together import Together


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0030_provider_strength'),
        ("voice", "0032_hearings_one_municipality"),
    ]

    operations = [Together([
        migrations.CreateModel(
            name='Story',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('number', models.PositiveIntegerField(verbose_name='nummer')),
                ('year', models.PositiveSmallIntegerField(verbose_name='år')),
                ('code_hash', models.CharField(max_length=64, verbose_name='kodens fingeraftryk')),
                ('words', models.TextField(blank=True, verbose_name='fortællingen')),
                ('words_hash', models.CharField(max_length=64, verbose_name='ordenes fingeraftryk')),
                ('named_as', models.CharField(choices=[('first_name', 'mit fornavn'), ('other_name', 'et andet navn, som jeg finder på'), ('no_name', 'intet navn')], max_length=20, verbose_name='nævnes med')),
                ('shown_name', models.CharField(blank=True, max_length=80, verbose_name='navnet, der står')),
                ('by_staff', models.BooleanField(default=False, verbose_name='skrevet ind af os')),
                ('told_on', models.DateField(verbose_name='fortalt den')),
                ('newest_on', models.DateField(verbose_name='seneste skridt den')),
                ('stage', models.CharField(choices=[('waiting', 'venter'), ('released', 'står på siden'), ('put_aside', 'lagt til side'), ('taken_back', 'taget tilbage'), ('lapsed', 'slettet, fordi der ikke kom et ja')], default=holdepunkt.voice.rules.story.StoryStage['WAITING'], max_length=20, verbose_name='trin')),
                ('why', models.TextField(blank=True, verbose_name='lagt til side, fordi')),
                ('is_example', models.BooleanField(default=False, verbose_name='eksempeldata')),
                ('version', models.PositiveIntegerField(default=1)),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stories', to='people.municipality')),
            ],
            options={
                'verbose_name': 'fortælling',
                'verbose_name_plural': 'fortællinger',
                'indexes': [models.Index(fields=['municipality', 'stage', '-told_on'], name='stories_by_stage')],
                'constraints': [models.UniqueConstraint(fields=('municipality', 'year', 'number'), name='one_story_per_number'), models.CheckConstraint(condition=models.Q(models.Q(('shown_name', ''), ('stage__in', (holdepunkt.voice.rules.story.StoryStage['TAKEN_BACK'], holdepunkt.voice.rules.story.StoryStage['LAPSED'])), ('words', '')), models.Q(models.Q(('stage__in', (holdepunkt.voice.rules.story.StoryStage['TAKEN_BACK'], holdepunkt.voice.rules.story.StoryStage['LAPSED'])), _negated=True), models.Q(('words', ''), _negated=True)), _connector='OR'), name='a_story_taken_back_is_blank'), models.CheckConstraint(condition=models.Q(models.Q(('stage', holdepunkt.voice.rules.story.StoryStage['PUT_ASIDE']), _negated=True), models.Q(('why', ''), _negated=True), _connector='OR'), name='a_story_is_put_aside_with_a_reason'), models.CheckConstraint(condition=models.Q(models.Q(('named_as', holdepunkt.voice.rules.story.NamedAs['NO_NAME']), _negated=True), ('shown_name', ''), _connector='OR'), name='no_name_is_no_name')],
            },
        ),
        migrations.CreateModel(
            name='StoryContact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('reach', models.TextField(verbose_name='hvor finder vi dig')),
                ('story', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='contact', to='voice.story')),
            ],
            options={
                'verbose_name': 'kontakt til en fortæller',
                'verbose_name_plural': 'kontakter til fortællere',
            },
        ),
        migrations.CreateModel(
            name='StoryMask',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('why', models.TextField(verbose_name='hvorfor')),
                ('masked_on', models.DateField(verbose_name='skjult den')),
                ('story', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='masks', to='voice.story')),
            ],
            options={
                'verbose_name': 'skjult i en fortælling',
                'verbose_name_plural': 'skjult i fortællinger',
            },
        ),
        migrations.CreateModel(
            name='StoryYes',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('given_on', models.DateField(verbose_name='sagt ja den')),
                ('given_by', models.CharField(choices=[('code', 'med koden på siden'), ('paper', 'på papir, med underskrift')], max_length=20, verbose_name='hvordan')),
                ('kept_at', models.CharField(blank=True, max_length=120, verbose_name='papiret ligger i sag')),
                ('words_hash', models.CharField(max_length=64, verbose_name='ordenes fingeraftryk')),
                ('story', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='yes', to='voice.story')),
            ],
            options={
                'verbose_name': 'ja til en fortælling',
                'verbose_name_plural': 'ja til fortællinger',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('given_by', holdepunkt.voice.rules.story.YesBy['CODE']), ('kept_at', '')), models.Q(('given_by', holdepunkt.voice.rules.story.YesBy['PAPER']), models.Q(('kept_at', ''), _negated=True)), _connector='OR'), name='a_paper_yes_is_kept_somewhere')],
            },
        ),
    ])]

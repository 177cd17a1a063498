"""The tables of the talks, with their triggers."""

import django.db.models.deletion
import modeltrans.fields
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ("talks", "0001_initial"),
        ("talks", "0003_changes"),
        ("talks", "0004_touches"),
        ("talks", "0005_written_less"),
    ]

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
        ('records', '0001_tables'),
    ]

    operations = [
        migrations.CreateModel(
            name='Document',
            fields=[
                ('entry_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='records.entry')),
                ('form', models.CharField(choices=[('proposal', 'proposal'), ('draft', 'draft'), ('joint_statement', 'joint statement'), ('agreement', 'agreement')], max_length=20, verbose_name='form')),
                ('stage', models.CharField(choices=[('Pre', 'pre-negotiation or process'), ('Cea', 'ceasefire or related'), ('SubPar', 'framework or substantive, partial'), ('SubComp', 'framework or substantive, comprehensive'), ('Imp', 'implementation or renegotiation'), ('Ren', 'renewal'), ('Oth', 'other'), ('unknown', 'not known')], default='unknown', max_length=20, verbose_name='PA-X stage')),
                ('substage', models.CharField(choices=[('Proc', 'process'), ('Prin', 'principles'), ('Conf', 'confidence-building measure'), ('PreMix', 'mixed (pre-negotiation)'), ('PreOth', 'other (pre-negotiation)'), ('Ceas', 'ceasefire'), ('Rel', 'related to a ceasefire'), ('CeaMix', 'mixed (ceasefire)'), ('MultIss', 'multiple issues'), ('Iss', 'core issue'), ('FrparOth', 'other (partial framework)'), ('FrAg', 'agreement'), ('FrCons', 'constitution'), ('FrcomOth', 'other (comprehensive)'), ('ImpMod', 'implementation modalities'), ('ExtSub', 'addresses new or outstanding issues'), ('ExtPar', 'extends the agreement to new parties'), ('ImpOth', 'other (implementation)'), ('Repre', 'renewal of pre-negotiation'), ('Resub', 'renewal of substance'), ('Reimp', 'renewal of implementation'), ('Reoth', 'other (renewal)'), ('unknown', 'not known')], default='unknown', max_length=20, verbose_name='PA-X sub-stage')),
                ('status', models.CharField(choices=[('multiparty', 'signed or agreed by several parties'), ('unilateral', 'unilateral document'), ('subsequent', 'agreement with subsequent status'), ('unclear', 'status unclear'), ('not_applicable', 'not applicable')], default='unclear', max_length=20, verbose_name='status')),
                ('version', models.CharField(blank=True, max_length=50, verbose_name='version')),
                ('replaces', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='talks.document', verbose_name='replaces')),
            ],
            options={
                'verbose_name': 'document',
                'verbose_name_plural': 'documents',
                'constraints': [models.CheckConstraint(condition=models.Q(('replaces', models.F('pk')), _negated=True), name='talks_document_replaces_other', violation_error_message='A document cannot replace itself.')],
            },
            bases=('records.entry',),
        ),
        migrations.CreateModel(
            name='DocumentEvent',
            fields=[
                ('entry_ptr', models.ForeignKey(auto_created=True, db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, parent_link=True, related_name='+', related_query_name='+', serialize=False, to='records.entry')),
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('form', models.CharField(choices=[('proposal', 'proposal'), ('draft', 'draft'), ('joint_statement', 'joint statement'), ('agreement', 'agreement')], max_length=20, verbose_name='form')),
                ('stage', models.CharField(choices=[('Pre', 'pre-negotiation or process'), ('Cea', 'ceasefire or related'), ('SubPar', 'framework or substantive, partial'), ('SubComp', 'framework or substantive, comprehensive'), ('Imp', 'implementation or renegotiation'), ('Ren', 'renewal'), ('Oth', 'other'), ('unknown', 'not known')], default='unknown', max_length=20, verbose_name='PA-X stage')),
                ('substage', models.CharField(choices=[('Proc', 'process'), ('Prin', 'principles'), ('Conf', 'confidence-building measure'), ('PreMix', 'mixed (pre-negotiation)'), ('PreOth', 'other (pre-negotiation)'), ('Ceas', 'ceasefire'), ('Rel', 'related to a ceasefire'), ('CeaMix', 'mixed (ceasefire)'), ('MultIss', 'multiple issues'), ('Iss', 'core issue'), ('FrparOth', 'other (partial framework)'), ('FrAg', 'agreement'), ('FrCons', 'constitution'), ('FrcomOth', 'other (comprehensive)'), ('ImpMod', 'implementation modalities'), ('ExtSub', 'addresses new or outstanding issues'), ('ExtPar', 'extends the agreement to new parties'), ('ImpOth', 'other (implementation)'), ('Repre', 'renewal of pre-negotiation'), ('Resub', 'renewal of substance'), ('Reimp', 'renewal of implementation'), ('Reoth', 'other (renewal)'), ('unknown', 'not known')], default='unknown', max_length=20, verbose_name='PA-X sub-stage')),
                ('status', models.CharField(choices=[('multiparty', 'signed or agreed by several parties'), ('unilateral', 'unilateral document'), ('subsequent', 'agreement with subsequent status'), ('unclear', 'status unclear'), ('not_applicable', 'not applicable')], default='unclear', max_length=20, verbose_name='status')),
                ('version', models.CharField(blank=True, max_length=50, verbose_name='version')),
                ('pgh_context', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='document_versions', to='talks.document')),
                ('replaces', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='talks.document', verbose_name='replaces')),
            ],
            options={
                'ordering': ['pgh_id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Issue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=300, verbose_name='name')),
                ('slug', models.SlugField(max_length=100, verbose_name='address')),
                ('summary', models.TextField(blank=True, verbose_name='summary')),
                ('i18n', modeltrans.fields.TranslationField(fields=('name', 'summary'), required_languages=(), virtual_fields=True)),
                ('process', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='issues', to='records.process', verbose_name='process')),
            ],
            options={
                'verbose_name': 'issue',
                'verbose_name_plural': 'issues',
                'ordering': ['process_id', 'name', 'id'],
                'constraints': [models.UniqueConstraint(fields=('process', 'slug'), name='talks_issue_address_once')],
            },
        ),
        migrations.CreateModel(
            name='Provision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('number', models.CharField(max_length=30, verbose_name='number')),
                ('heading', models.CharField(blank=True, max_length=300, verbose_name='heading')),
                ('text', models.TextField(blank=True, verbose_name='text')),
                ('i18n', modeltrans.fields.TranslationField(fields=('heading', 'text'), required_languages=(), virtual_fields=True)),
                ('aligned_with', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='later_versions', to='talks.provision', verbose_name='same provision in the version before')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='provisions', to='talks.document', verbose_name='document')),
                ('issue', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='provisions', to='talks.issue', verbose_name='issue')),
            ],
            options={
                'verbose_name': 'provision',
                'verbose_name_plural': 'provisions',
                'ordering': ['document_id', 'position', 'id'],
                'constraints': [models.UniqueConstraint(fields=('document', 'number'), name='talks_provision_once')],
            },
        ),
        migrations.CreateModel(
            name='ProvisionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('number', models.CharField(max_length=30, verbose_name='number')),
                ('heading', models.CharField(blank=True, max_length=300, verbose_name='heading')),
                ('text', models.TextField(blank=True, verbose_name='text')),
                ('i18n', modeltrans.fields.TranslationField(fields=('heading', 'text'), required_languages=(), virtual_fields=True)),
                ('aligned_with', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='talks.provision', verbose_name='same provision in the version before')),
                ('document', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='talks.document', verbose_name='document')),
                ('issue', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='talks.issue', verbose_name='issue')),
                ('pgh_context', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='versions', to='talks.provision')),
            ],
            options={
                'ordering': ['pgh_id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Incident',
            fields=[
                ('entry_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='records.entry')),
                ('category', models.CharField(choices=[('energy', 'attack on energy infrastructure'), ('shipping', 'attack on shipping'), ('civilians', 'attack on civilians'), ('battle', 'battle'), ('strike', 'air, missile or drone strike'), ('ceasefire_violation', 'breach of a ceasefire'), ('exchange', 'exchange of prisoners or remains'), ('sabotage', 'sabotage'), ('other', 'other'), ('unknown', 'not known')], default='unknown', max_length=30, verbose_name='category')),
            ],
            options={
                'verbose_name': 'incident',
                'verbose_name_plural': 'incidents',
            },
            bases=('records.entry',),
        ),
        migrations.CreateModel(
            name='IncidentEvent',
            fields=[
                ('entry_ptr', models.ForeignKey(auto_created=True, db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, parent_link=True, related_name='+', related_query_name='+', serialize=False, to='records.entry')),
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('category', models.CharField(choices=[('energy', 'attack on energy infrastructure'), ('shipping', 'attack on shipping'), ('civilians', 'attack on civilians'), ('battle', 'battle'), ('strike', 'air, missile or drone strike'), ('ceasefire_violation', 'breach of a ceasefire'), ('exchange', 'exchange of prisoners or remains'), ('sabotage', 'sabotage'), ('other', 'other'), ('unknown', 'not known')], default='unknown', max_length=30, verbose_name='category')),
                ('pgh_context', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='incident_versions', to='talks.incident')),
            ],
            options={
                'ordering': ['pgh_id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='IssueEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=300, verbose_name='name')),
                ('slug', models.SlugField(db_index=False, max_length=100, verbose_name='address')),
                ('summary', models.TextField(blank=True, verbose_name='summary')),
                ('i18n', modeltrans.fields.TranslationField(fields=('name', 'summary'), required_languages=(), virtual_fields=True)),
                ('pgh_context', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='versions', to='talks.issue')),
                ('process', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='records.process', verbose_name='process')),
            ],
            options={
                'ordering': ['pgh_id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Position',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stance', models.CharField(choices=[('demands', 'demands'), ('offers', 'offers'), ('accepts', 'accepts'), ('accepts_if', 'accepts on conditions'), ('rejects', 'rejects'), ('silent', 'silent')], max_length=20, verbose_name='stance')),
                ('words', models.CharField(max_length=500, verbose_name='in words')),
                ('i18n', modeltrans.fields.TranslationField(fields=('words',), required_languages=(), virtual_fields=True)),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='positions', to='records.entry', verbose_name='entry')),
                ('issue', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='positions', to='talks.issue', verbose_name='issue')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='positions', to='records.actor', verbose_name='party')),
            ],
            options={
                'verbose_name': 'position',
                'verbose_name_plural': 'positions',
                'ordering': ['issue_id', 'party_id', 'id'],
                'constraints': [models.UniqueConstraint(fields=('issue', 'party', 'entry'), name='talks_position_once'), models.CheckConstraint(condition=models.Q(('stance__in', ['demands', 'offers', 'accepts', 'accepts_if', 'rejects', 'silent'])), name='talks_position_stance_known', violation_error_message='Choose one of the stances.')],
            },
        ),
        migrations.CreateModel(
            name='PositionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('stance', models.CharField(choices=[('demands', 'demands'), ('offers', 'offers'), ('accepts', 'accepts'), ('accepts_if', 'accepts on conditions'), ('rejects', 'rejects'), ('silent', 'silent')], max_length=20, verbose_name='stance')),
                ('words', models.CharField(max_length=500, verbose_name='in words')),
                ('i18n', modeltrans.fields.TranslationField(fields=('words',), required_languages=(), virtual_fields=True)),
                ('entry', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='records.entry', verbose_name='entry')),
                ('issue', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='talks.issue', verbose_name='issue')),
                ('party', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='records.actor', verbose_name='party')),
                ('pgh_context', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='versions', to='talks.position')),
            ],
            options={
                'ordering': ['pgh_id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Track',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=300, verbose_name='name')),
                ('slug', models.SlugField(max_length=100, verbose_name='address')),
                ('track_type', models.CharField(choices=[('1', 'Track I (official)'), ('1.5', 'Track 1.5'), ('2', 'Track II (unofficial)'), ('back_channel', 'back channel'), ('unknown', 'not known')], default='unknown', max_length=20, verbose_name='track type')),
                ('i18n', modeltrans.fields.TranslationField(fields=('name',), required_languages=(), virtual_fields=True)),
                ('process', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tracks', to='records.process', verbose_name='process')),
            ],
            options={
                'verbose_name': 'track',
                'verbose_name_plural': 'tracks',
                'ordering': ['process_id', 'name', 'id'],
                'constraints': [models.UniqueConstraint(fields=('process', 'slug'), name='talks_track_address_once'), models.CheckConstraint(condition=models.Q(('track_type__in', ['1', '1.5', '2', 'back_channel', 'unknown'])), name='talks_track_type_known', violation_error_message='Choose one of the types of track.')],
            },
        ),
        migrations.CreateModel(
            name='TrackEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=300, verbose_name='name')),
                ('slug', models.SlugField(db_index=False, max_length=100, verbose_name='address')),
                ('track_type', models.CharField(choices=[('1', 'Track I (official)'), ('1.5', 'Track 1.5'), ('2', 'Track II (unofficial)'), ('back_channel', 'back channel'), ('unknown', 'not known')], default='unknown', max_length=20, verbose_name='track type')),
                ('i18n', modeltrans.fields.TranslationField(fields=('name',), required_languages=(), virtual_fields=True)),
                ('pgh_context', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='versions', to='talks.track')),
                ('process', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='records.process', verbose_name='process')),
            ],
            options={
                'ordering': ['pgh_id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Round',
            fields=[
                ('entry_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='records.entry')),
                ('number', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='number in the track')),
                ('called_by_source', models.CharField(blank=True, help_text='Such as “second day”.', max_length=200, verbose_name='called by the source')),
                ('mode', models.CharField(choices=[('direct', 'in person'), ('shuttle', 'shuttle diplomacy'), ('proximity', 'proximity talks'), ('virtual', 'virtual'), ('telephone', 'telephone'), ('written', 'written exchange'), ('unknown', 'not known')], default='unknown', max_length=20, verbose_name='mode')),
                ('format', models.CharField(choices=[('bilateral', 'bilateral'), ('trilateral', 'trilateral'), ('multilateral', 'multilateral'), ('unknown', 'not known')], default='unknown', max_length=20, verbose_name='format')),
                ('level', models.CharField(choices=[('leaders', 'heads of state or government'), ('ministers', 'ministers'), ('envoys', 'envoys'), ('technical', 'technical'), ('military', 'military'), ('mixed', 'several levels'), ('unknown', 'not known')], default='unknown', max_length=20, verbose_name='level')),
                ('track_type', models.CharField(choices=[('1', 'Track I (official)'), ('1.5', 'Track 1.5'), ('2', 'Track II (unofficial)'), ('back_channel', 'back channel'), ('unknown', 'not known')], default='unknown', max_length=20, verbose_name='track type')),
                ('status', models.CharField(choices=[('announced', 'announced'), ('EventScheduled', 'planned'), ('EventPostponed', 'postponed'), ('EventRescheduled', 'rescheduled'), ('EventCancelled', 'cancelled'), ('ongoing', 'under way'), ('held', 'held'), ('broken_off', 'broken off'), ('unknown', 'not known')], default='unknown', max_length=20, verbose_name='status')),
                ('outcome', models.CharField(choices=[('agreement', 'agreement'), ('partial', 'partial agreement'), ('joint_statement', 'joint statement'), ('next_round', 'follow-up agreed'), ('none', 'no result'), ('breakdown', 'breakdown'), ('unknown', 'not known'), ('not_applicable', 'not applicable')], default='unknown', max_length=20, verbose_name='outcome')),
                ('track', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='talks.track', verbose_name='track')),
            ],
            options={
                'verbose_name': 'round',
                'verbose_name_plural': 'rounds',
                'constraints': [models.UniqueConstraint(fields=('track', 'number'), name='talks_round_number_once', violation_error_message='The track already has a round of this number.'), models.CheckConstraint(condition=models.Q(('number__isnull', True), models.Q(('number__gte', 1), ('track__isnull', False)), _connector='OR'), name='talks_round_number_in_track', violation_error_message='A number needs a track, and starts at 1.')],
            },
            bases=('records.entry',),
        ),
        migrations.CreateModel(
            name='RoundEvent',
            fields=[
                ('entry_ptr', models.ForeignKey(auto_created=True, db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, parent_link=True, related_name='+', related_query_name='+', serialize=False, to='records.entry')),
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('number', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='number in the track')),
                ('called_by_source', models.CharField(blank=True, help_text='Such as “second day”.', max_length=200, verbose_name='called by the source')),
                ('mode', models.CharField(choices=[('direct', 'in person'), ('shuttle', 'shuttle diplomacy'), ('proximity', 'proximity talks'), ('virtual', 'virtual'), ('telephone', 'telephone'), ('written', 'written exchange'), ('unknown', 'not known')], default='unknown', max_length=20, verbose_name='mode')),
                ('format', models.CharField(choices=[('bilateral', 'bilateral'), ('trilateral', 'trilateral'), ('multilateral', 'multilateral'), ('unknown', 'not known')], default='unknown', max_length=20, verbose_name='format')),
                ('level', models.CharField(choices=[('leaders', 'heads of state or government'), ('ministers', 'ministers'), ('envoys', 'envoys'), ('technical', 'technical'), ('military', 'military'), ('mixed', 'several levels'), ('unknown', 'not known')], default='unknown', max_length=20, verbose_name='level')),
                ('track_type', models.CharField(choices=[('1', 'Track I (official)'), ('1.5', 'Track 1.5'), ('2', 'Track II (unofficial)'), ('back_channel', 'back channel'), ('unknown', 'not known')], default='unknown', max_length=20, verbose_name='track type')),
                ('status', models.CharField(choices=[('announced', 'announced'), ('EventScheduled', 'planned'), ('EventPostponed', 'postponed'), ('EventRescheduled', 'rescheduled'), ('EventCancelled', 'cancelled'), ('ongoing', 'under way'), ('held', 'held'), ('broken_off', 'broken off'), ('unknown', 'not known')], default='unknown', max_length=20, verbose_name='status')),
                ('outcome', models.CharField(choices=[('agreement', 'agreement'), ('partial', 'partial agreement'), ('joint_statement', 'joint statement'), ('next_round', 'follow-up agreed'), ('none', 'no result'), ('breakdown', 'breakdown'), ('unknown', 'not known'), ('not_applicable', 'not applicable')], default='unknown', max_length=20, verbose_name='outcome')),
                ('pgh_context', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='round_versions', to='talks.round')),
                ('track', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='talks.track', verbose_name='track')),
            ],
            options={
                'ordering': ['pgh_id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Readout',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(verbose_name='what it said')),
                ('published_on', models.DateField(blank=True, null=True, verbose_name='published on')),
                ('i18n', modeltrans.fields.TranslationField(fields=('text',), required_languages=(), virtual_fields=True)),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='readouts', to='records.actor', verbose_name='party')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='readouts', to='records.source', verbose_name='source')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='readouts', to='talks.round', verbose_name='round')),
            ],
            options={
                'verbose_name': 'readout',
                'verbose_name_plural': 'readouts',
                'ordering': ['round_id', 'party_id', 'id'],
                'constraints': [models.UniqueConstraint(fields=('round', 'party', 'source'), name='talks_readout_once')],
            },
        ),
        migrations.CreateModel(
            name='ReadoutEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('text', models.TextField(verbose_name='what it said')),
                ('published_on', models.DateField(blank=True, null=True, verbose_name='published on')),
                ('i18n', modeltrans.fields.TranslationField(fields=('text',), required_languages=(), virtual_fields=True)),
                ('party', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='records.actor', verbose_name='party')),
                ('pgh_context', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='versions', to='talks.readout')),
                ('source', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='records.source', verbose_name='source')),
                ('round', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='talks.round', verbose_name='round')),
            ],
            options={
                'ordering': ['pgh_id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Statement',
            fields=[
                ('entry_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='records.entry')),
                ('act', models.CharField(choices=[('appeal', 'appeal'), ('demand', 'demand'), ('offer', 'offer'), ('assessment', 'assessment'), ('threat', 'threat'), ('denial', 'denial'), ('promise', 'promise'), ('announcement', 'announcement'), ('other', 'other')], default='other', max_length=20, verbose_name='act')),
                ('cameo_code', models.CharField(blank=True, help_text='Where one fits, such as 107.', max_length=4, verbose_name='CAMEO code')),
                ('speaker_words', models.CharField(blank=True, help_text='For a speaker who is not named, such as “experts”.', max_length=200, verbose_name='speaker, as the source puts it')),
                ('words', models.TextField(blank=True, verbose_name='words in the original language')),
                ('words_language', models.CharField(blank=True, max_length=15, verbose_name='language of the words')),
                ('translation', models.TextField(blank=True, verbose_name='translation of the words')),
            ],
            options={
                'verbose_name': 'statement',
                'verbose_name_plural': 'statements',
                'constraints': [models.CheckConstraint(condition=models.Q(('cameo_code__regex', '^([0-9]{2,4})?$')), name='talks_statement_cameo_shape', violation_error_message='A CAMEO code has two to four digits.'), models.CheckConstraint(condition=models.Q(('words', ''), models.Q(('words_language', ''), _negated=True), _connector='OR'), name='talks_statement_words_with_language', violation_error_message='Say which language the words are in.')],
            },
            bases=('records.entry',),
        ),
        migrations.CreateModel(
            name='StatementEvent',
            fields=[
                ('entry_ptr', models.ForeignKey(auto_created=True, db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, parent_link=True, related_name='+', related_query_name='+', serialize=False, to='records.entry')),
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('act', models.CharField(choices=[('appeal', 'appeal'), ('demand', 'demand'), ('offer', 'offer'), ('assessment', 'assessment'), ('threat', 'threat'), ('denial', 'denial'), ('promise', 'promise'), ('announcement', 'announcement'), ('other', 'other')], default='other', max_length=20, verbose_name='act')),
                ('cameo_code', models.CharField(blank=True, help_text='Where one fits, such as 107.', max_length=4, verbose_name='CAMEO code')),
                ('speaker_words', models.CharField(blank=True, help_text='For a speaker who is not named, such as “experts”.', max_length=200, verbose_name='speaker, as the source puts it')),
                ('words', models.TextField(blank=True, verbose_name='words in the original language')),
                ('words_language', models.CharField(blank=True, max_length=15, verbose_name='language of the words')),
                ('translation', models.TextField(blank=True, verbose_name='translation of the words')),
                ('pgh_context', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='statement_versions', to='talks.statement')),
            ],
            options={
                'ordering': ['pgh_id'],
                'abstract': False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='document',
            trigger=pgtrigger.compiler.Trigger(name='kind_of_inserted', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM records_check_kinds(ARRAY(SELECT entry_ptr_id FROM new_values), 'document'); RETURN NULL;", hash='09c9b67b09409c1fb578a41cbce68bebea4928a4', level='STATEMENT', operation='INSERT', pgid='pgtrigger_kind_of_inserted_2dcdc', referencing='REFERENCING NEW TABLE AS new_values ', table='talks_document', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='document',
            trigger=pgtrigger.compiler.Trigger(name='kind_of_updated', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM records_check_kinds(ARRAY(SELECT entry_ptr_id FROM new_values), 'document'); RETURN NULL;", hash='8d593a71b721d872de875e8b28983673bdb0ad29', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_kind_of_updated_6f5b0', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='talks_document', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='document',
            trigger=pgtrigger.compiler.Trigger(name='touch_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM records_touched(ARRAY(SELECT entry_ptr_id FROM new_values)); RETURN NULL;', hash='42cd762bab9687915b868fc2b29edbde53cb7a9c', level='STATEMENT', operation='INSERT', pgid='pgtrigger_touch_insert_cd261', referencing='REFERENCING NEW TABLE AS new_values ', table='talks_document', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='document',
            trigger=pgtrigger.compiler.Trigger(name='touch_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM records_touched(ARRAY(SELECT entry_ptr_id FROM new_values UNION SELECT entry_ptr_id FROM old_values)); RETURN NULL;', hash='117cce69236c03bce855d80fbda2bef19b944091', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_touch_update_53d93', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='talks_document', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='document',
            trigger=pgtrigger.compiler.Trigger(name='touch_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM records_touched(ARRAY(SELECT entry_ptr_id FROM old_values)); RETURN NULL;', hash='a0ad2417f5edbd7e304fb4ca4af4c7da65cf9bba', level='STATEMENT', operation='DELETE', pgid='pgtrigger_touch_delete_2ad6c', referencing='REFERENCING OLD TABLE AS old_values ', table='talks_document', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='document',
            trigger=pgtrigger.compiler.Trigger(name='touch_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM records_touched(NULL); RETURN NULL;', hash='52fdbc06ae5f0c5fd54f9591a2ed42d6324ab2f1', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_touch_truncate_36903', table='talks_document', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='document',
            trigger=pgtrigger.compiler.Trigger(name='created_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "talks_documentevent" ("entry_ptr_id", "form", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "replaces_id", "stage", "status", "substage", "version") SELECT new_values."entry_ptr_id", new_values."form", _pgh_attached_context.value, NOW(), \'created\', new_values."entry_ptr_id", new_values."replaces_id", new_values."stage", new_values."status", new_values."substage", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='92343adb77620a83f383b0c26d8ce868c045f44c', level='STATEMENT', operation='INSERT', pgid='pgtrigger_created_insert_002a7', referencing='REFERENCING NEW TABLE AS new_values ', table='talks_document', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='document',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "talks_documentevent" ("entry_ptr_id", "form", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "replaces_id", "stage", "status", "substage", "version") SELECT new_values."entry_ptr_id", new_values."form", _pgh_attached_context.value, NOW(), \'changed\', new_values."entry_ptr_id", new_values."replaces_id", new_values."stage", new_values."status", new_values."substage", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."entry_ptr_id") = (new_values."entry_ptr_id") WHERE (old_values."entry_ptr_id" IS DISTINCT FROM (new_values."entry_ptr_id") OR old_values."form" IS DISTINCT FROM (new_values."form") OR old_values."replaces_id" IS DISTINCT FROM (new_values."replaces_id") OR old_values."stage" IS DISTINCT FROM (new_values."stage") OR old_values."status" IS DISTINCT FROM (new_values."status") OR old_values."substage" IS DISTINCT FROM (new_values."substage") OR old_values."version" IS DISTINCT FROM (new_values."version")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='a402e3811fd5ca50887d9400ab3e727ba762d7c7', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_1a07b', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='talks_document', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='document',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "talks_documentevent" ("entry_ptr_id", "form", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "replaces_id", "stage", "status", "substage", "version") SELECT old_values."entry_ptr_id", old_values."form", _pgh_attached_context.value, NOW(), \'deleted\', old_values."entry_ptr_id", old_values."replaces_id", old_values."stage", old_values."status", old_values."substage", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='847ff9201f63ec50ef2729446862074306af1a6e', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_0d2c4', referencing='REFERENCING OLD TABLE AS old_values ', table='talks_document', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='document',
            trigger=pgtrigger.compiler.Trigger(name='move_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM records_changed(); RETURN NULL;', hash='999b2231fc174969d66d2ad71ed2cd9086437e93', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_move_data_version_bd7ae', table='talks_document', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='issue',
            trigger=pgtrigger.compiler.Trigger(name='created_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "talks_issueevent" ("i18n", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "process_id", "slug", "summary") SELECT new_values."i18n", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'created\', new_values."id", new_values."process_id", new_values."slug", new_values."summary" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='f94c9833c5a6c5a58b55fc9a890a6362fc402835', level='STATEMENT', operation='INSERT', pgid='pgtrigger_created_insert_f47c4', referencing='REFERENCING NEW TABLE AS new_values ', table='talks_issue', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='issue',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "talks_issueevent" ("i18n", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "process_id", "slug", "summary") SELECT new_values."i18n", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'changed\', new_values."id", new_values."process_id", new_values."slug", new_values."summary" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='2db0d5e78a2f931f2fd791b137af56244626c5a9', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_e2467', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='talks_issue', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='issue',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "talks_issueevent" ("i18n", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "process_id", "slug", "summary") SELECT old_values."i18n", old_values."id", old_values."name", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."process_id", old_values."slug", old_values."summary" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='83220bcb65f8f8254b2bb1e855fda4d50dc7de97', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_f86d2', referencing='REFERENCING OLD TABLE AS old_values ', table='talks_issue', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='issue',
            trigger=pgtrigger.compiler.Trigger(name='move_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM records_changed(); RETURN NULL;', hash='531bc1e3c9214ba4237fcdbf5d8280d979fbc814', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_move_data_version_5ee89', table='talks_issue', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='provision',
            trigger=pgtrigger.compiler.Trigger(name='created_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "talks_provisionevent" ("aligned_with_id", "document_id", "heading", "i18n", "id", "issue_id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "text") SELECT new_values."aligned_with_id", new_values."document_id", new_values."heading", new_values."i18n", new_values."id", new_values."issue_id", new_values."number", _pgh_attached_context.value, NOW(), \'created\', new_values."id", new_values."position", new_values."text" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='e69d6b53b9827f55a15073d1036a34efb0cc7818', level='STATEMENT', operation='INSERT', pgid='pgtrigger_created_insert_8f13c', referencing='REFERENCING NEW TABLE AS new_values ', table='talks_provision', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='provision',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "talks_provisionevent" ("aligned_with_id", "document_id", "heading", "i18n", "id", "issue_id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "text") SELECT new_values."aligned_with_id", new_values."document_id", new_values."heading", new_values."i18n", new_values."id", new_values."issue_id", new_values."number", _pgh_attached_context.value, NOW(), \'changed\', new_values."id", new_values."position", new_values."text" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='0ea0d92419034d15fb7f24f0679a531385f82c8b', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_8f833', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='talks_provision', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='provision',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "talks_provisionevent" ("aligned_with_id", "document_id", "heading", "i18n", "id", "issue_id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "text") SELECT old_values."aligned_with_id", old_values."document_id", old_values."heading", old_values."i18n", old_values."id", old_values."issue_id", old_values."number", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."position", old_values."text" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='787196f25295d4b499d32d1b139f7f3d17d1aacd', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_5e0a9', referencing='REFERENCING OLD TABLE AS old_values ', table='talks_provision', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='provision',
            trigger=pgtrigger.compiler.Trigger(name='move_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM records_changed(); RETURN NULL;', hash='ba0d956b496584f45a79d49b5ce5491d0b333b9c', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_move_data_version_51b02', table='talks_provision', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='incident',
            trigger=pgtrigger.compiler.Trigger(name='kind_of_inserted', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM records_check_kinds(ARRAY(SELECT entry_ptr_id FROM new_values), 'incident'); RETURN NULL;", hash='e2887fb936c6deea2fec88f997de1e6a92e671c5', level='STATEMENT', operation='INSERT', pgid='pgtrigger_kind_of_inserted_db724', referencing='REFERENCING NEW TABLE AS new_values ', table='talks_incident', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='incident',
            trigger=pgtrigger.compiler.Trigger(name='kind_of_updated', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM records_check_kinds(ARRAY(SELECT entry_ptr_id FROM new_values), 'incident'); RETURN NULL;", hash='58df1c17b490b6580dca0f6c1cee0ff03ca7e01d', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_kind_of_updated_3a11d', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='talks_incident', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='incident',
            trigger=pgtrigger.compiler.Trigger(name='created_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "talks_incidentevent" ("category", "entry_ptr_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."category", new_values."entry_ptr_id", _pgh_attached_context.value, NOW(), \'created\', new_values."entry_ptr_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='bd713bde543f80aaaf229c17315fdbbb4fd390f5', level='STATEMENT', operation='INSERT', pgid='pgtrigger_created_insert_edfc6', referencing='REFERENCING NEW TABLE AS new_values ', table='talks_incident', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='incident',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "talks_incidentevent" ("category", "entry_ptr_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."category", new_values."entry_ptr_id", _pgh_attached_context.value, NOW(), \'changed\', new_values."entry_ptr_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."entry_ptr_id") = (new_values."entry_ptr_id") WHERE (old_values."category" IS DISTINCT FROM (new_values."category") OR old_values."entry_ptr_id" IS DISTINCT FROM (new_values."entry_ptr_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='5880dd475f71089b7d73e0649a412bb94bde5257', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_67a4b', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='talks_incident', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='incident',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "talks_incidentevent" ("category", "entry_ptr_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."category", old_values."entry_ptr_id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."entry_ptr_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='d947583e0c09ff31098055039257e77749b4d48e', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_1ab63', referencing='REFERENCING OLD TABLE AS old_values ', table='talks_incident', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='incident',
            trigger=pgtrigger.compiler.Trigger(name='move_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM records_changed(); RETURN NULL;', hash='67a9955219a623a5d63edc8f2520d513e7e8999c', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_move_data_version_76a48', table='talks_incident', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='position',
            trigger=pgtrigger.compiler.Trigger(name='created_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "talks_positionevent" ("entry_id", "i18n", "id", "issue_id", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stance", "words") SELECT new_values."entry_id", new_values."i18n", new_values."id", new_values."issue_id", new_values."party_id", _pgh_attached_context.value, NOW(), \'created\', new_values."id", new_values."stance", new_values."words" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='118980039de015605be0c1e432411d87f2dbace9', level='STATEMENT', operation='INSERT', pgid='pgtrigger_created_insert_5d690', referencing='REFERENCING NEW TABLE AS new_values ', table='talks_position', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='position',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "talks_positionevent" ("entry_id", "i18n", "id", "issue_id", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stance", "words") SELECT new_values."entry_id", new_values."i18n", new_values."id", new_values."issue_id", new_values."party_id", _pgh_attached_context.value, NOW(), \'changed\', new_values."id", new_values."stance", new_values."words" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='3af45e85b6bb6c1e3c9cefd6ded06429b772b305', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_a175b', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='talks_position', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='position',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "talks_positionevent" ("entry_id", "i18n", "id", "issue_id", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stance", "words") SELECT old_values."entry_id", old_values."i18n", old_values."id", old_values."issue_id", old_values."party_id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."stance", old_values."words" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='3d08454f7efed3fab29ca1545b893ac637528984', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_025b8', referencing='REFERENCING OLD TABLE AS old_values ', table='talks_position', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='position',
            trigger=pgtrigger.compiler.Trigger(name='move_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM records_changed(); RETURN NULL;', hash='23d3b1cbd6ac6fc8efef2bcff743de7e5283caef', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_move_data_version_5ae09', table='talks_position', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='track',
            trigger=pgtrigger.compiler.Trigger(name='created_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "talks_trackevent" ("i18n", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "process_id", "slug", "track_type") SELECT new_values."i18n", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'created\', new_values."id", new_values."process_id", new_values."slug", new_values."track_type" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='e438452328e891c1e3b793603e32e7ff0af3eba9', level='STATEMENT', operation='INSERT', pgid='pgtrigger_created_insert_90cf0', referencing='REFERENCING NEW TABLE AS new_values ', table='talks_track', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='track',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "talks_trackevent" ("i18n", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "process_id", "slug", "track_type") SELECT new_values."i18n", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'changed\', new_values."id", new_values."process_id", new_values."slug", new_values."track_type" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='f6e6bbb534b3b5f360d5714e62f91e9e89c5764b', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_4cc20', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='talks_track', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='track',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "talks_trackevent" ("i18n", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "process_id", "slug", "track_type") SELECT old_values."i18n", old_values."id", old_values."name", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."process_id", old_values."slug", old_values."track_type" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='abf8969ebeb5417fd65c781e037cb1500b33cf9c', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_c3e05', referencing='REFERENCING OLD TABLE AS old_values ', table='talks_track', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='track',
            trigger=pgtrigger.compiler.Trigger(name='move_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM records_changed(); RETURN NULL;', hash='a54d0282893ae198863cac6c2c5dc0ebbff856e0', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_move_data_version_88e98', table='talks_track', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='round',
            trigger=pgtrigger.compiler.Trigger(name='kind_of_inserted', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM records_check_kinds(ARRAY(SELECT entry_ptr_id FROM new_values), 'round'); RETURN NULL;", hash='c23974815f290065e8ebe1bd200ce26db94fe240', level='STATEMENT', operation='INSERT', pgid='pgtrigger_kind_of_inserted_10f19', referencing='REFERENCING NEW TABLE AS new_values ', table='talks_round', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='round',
            trigger=pgtrigger.compiler.Trigger(name='kind_of_updated', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM records_check_kinds(ARRAY(SELECT entry_ptr_id FROM new_values), 'round'); RETURN NULL;", hash='655004aef59079ca3f0ac076fe24e5f08696c2fd', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_kind_of_updated_9b825', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='talks_round', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='round',
            trigger=pgtrigger.compiler.Trigger(name='touch_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM records_touched(ARRAY(SELECT entry_ptr_id FROM new_values)); RETURN NULL;', hash='40e836223d3306ced5b6864755aa0dcf0ce2b8cb', level='STATEMENT', operation='INSERT', pgid='pgtrigger_touch_insert_08bd6', referencing='REFERENCING NEW TABLE AS new_values ', table='talks_round', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='round',
            trigger=pgtrigger.compiler.Trigger(name='touch_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM records_touched(ARRAY(SELECT entry_ptr_id FROM new_values UNION SELECT entry_ptr_id FROM old_values)); RETURN NULL;', hash='4aa18d194fff59dccf577985fc15ca4c139069a5', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_touch_update_9ee05', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='talks_round', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='round',
            trigger=pgtrigger.compiler.Trigger(name='touch_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM records_touched(ARRAY(SELECT entry_ptr_id FROM old_values)); RETURN NULL;', hash='d35d64013c1780025fc341e9f329eb26f12e3efa', level='STATEMENT', operation='DELETE', pgid='pgtrigger_touch_delete_1cdc2', referencing='REFERENCING OLD TABLE AS old_values ', table='talks_round', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='round',
            trigger=pgtrigger.compiler.Trigger(name='touch_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM records_touched(NULL); RETURN NULL;', hash='44d0a2e559f481f5a0122d0438e19d6a5f90c8b2', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_touch_truncate_206bf', table='talks_round', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='round',
            trigger=pgtrigger.compiler.Trigger(name='created_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "talks_roundevent" ("called_by_source", "entry_ptr_id", "format", "level", "mode", "number", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "track_id", "track_type") SELECT new_values."called_by_source", new_values."entry_ptr_id", new_values."format", new_values."level", new_values."mode", new_values."number", new_values."outcome", _pgh_attached_context.value, NOW(), \'created\', new_values."entry_ptr_id", new_values."status", new_values."track_id", new_values."track_type" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='42c467bc9a9d7a1c7c42ec1e52acaf2ce7a425e7', level='STATEMENT', operation='INSERT', pgid='pgtrigger_created_insert_117ef', referencing='REFERENCING NEW TABLE AS new_values ', table='talks_round', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='round',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "talks_roundevent" ("called_by_source", "entry_ptr_id", "format", "level", "mode", "number", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "track_id", "track_type") SELECT new_values."called_by_source", new_values."entry_ptr_id", new_values."format", new_values."level", new_values."mode", new_values."number", new_values."outcome", _pgh_attached_context.value, NOW(), \'changed\', new_values."entry_ptr_id", new_values."status", new_values."track_id", new_values."track_type" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."entry_ptr_id") = (new_values."entry_ptr_id") WHERE (old_values."called_by_source" IS DISTINCT FROM (new_values."called_by_source") OR old_values."entry_ptr_id" IS DISTINCT FROM (new_values."entry_ptr_id") OR old_values."format" IS DISTINCT FROM (new_values."format") OR old_values."level" IS DISTINCT FROM (new_values."level") OR old_values."mode" IS DISTINCT FROM (new_values."mode") OR old_values."number" IS DISTINCT FROM (new_values."number") OR old_values."outcome" IS DISTINCT FROM (new_values."outcome") OR old_values."status" IS DISTINCT FROM (new_values."status") OR old_values."track_id" IS DISTINCT FROM (new_values."track_id") OR old_values."track_type" IS DISTINCT FROM (new_values."track_type")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='a785f7578225bef2308696742aa1be564d6b2e5e', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_2fe8e', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='talks_round', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='round',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "talks_roundevent" ("called_by_source", "entry_ptr_id", "format", "level", "mode", "number", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "track_id", "track_type") SELECT old_values."called_by_source", old_values."entry_ptr_id", old_values."format", old_values."level", old_values."mode", old_values."number", old_values."outcome", _pgh_attached_context.value, NOW(), \'deleted\', old_values."entry_ptr_id", old_values."status", old_values."track_id", old_values."track_type" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='3580c42840cc94b848562fb20370880ab6b1f919', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_fd276', referencing='REFERENCING OLD TABLE AS old_values ', table='talks_round', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='round',
            trigger=pgtrigger.compiler.Trigger(name='move_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM records_changed(); RETURN NULL;', hash='515671ada005e797d05d17fdffd1d6ed3a2382f6', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_move_data_version_b482e', table='talks_round', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='readout',
            trigger=pgtrigger.compiler.Trigger(name='created_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "talks_readoutevent" ("i18n", "id", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "round_id", "source_id", "text") SELECT new_values."i18n", new_values."id", new_values."party_id", _pgh_attached_context.value, NOW(), \'created\', new_values."id", new_values."published_on", new_values."round_id", new_values."source_id", new_values."text" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='8b1ea53d52fcac794b0afda1b58c833ecac0de27', level='STATEMENT', operation='INSERT', pgid='pgtrigger_created_insert_3e736', referencing='REFERENCING NEW TABLE AS new_values ', table='talks_readout', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='readout',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "talks_readoutevent" ("i18n", "id", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "round_id", "source_id", "text") SELECT new_values."i18n", new_values."id", new_values."party_id", _pgh_attached_context.value, NOW(), \'changed\', new_values."id", new_values."published_on", new_values."round_id", new_values."source_id", new_values."text" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='8c74f070dd74427fb607f93d1af9fad3bc09ce07', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_de524', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='talks_readout', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='readout',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "talks_readoutevent" ("i18n", "id", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "round_id", "source_id", "text") SELECT old_values."i18n", old_values."id", old_values."party_id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."published_on", old_values."round_id", old_values."source_id", old_values."text" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='22185fcb2ba48999475ec5ded3d8db9a6535c6e1', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_ff8c0', referencing='REFERENCING OLD TABLE AS old_values ', table='talks_readout', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='readout',
            trigger=pgtrigger.compiler.Trigger(name='move_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM records_changed(); RETURN NULL;', hash='a6c9692ea24c718a1d237349d3ccc8193fe18f05', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_move_data_version_3e65c', table='talks_readout', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='statement',
            trigger=pgtrigger.compiler.Trigger(name='kind_of_inserted', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM records_check_kinds(ARRAY(SELECT entry_ptr_id FROM new_values), 'statement'); RETURN NULL;", hash='de821e06f4d50188a2a65d8ed925425d4709b9c6', level='STATEMENT', operation='INSERT', pgid='pgtrigger_kind_of_inserted_381b3', referencing='REFERENCING NEW TABLE AS new_values ', table='talks_statement', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='statement',
            trigger=pgtrigger.compiler.Trigger(name='kind_of_updated', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM records_check_kinds(ARRAY(SELECT entry_ptr_id FROM new_values), 'statement'); RETURN NULL;", hash='1b7b0eeef5088ebc648576830fcb9027de3d237e', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_kind_of_updated_3851d', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='talks_statement', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='statement',
            trigger=pgtrigger.compiler.Trigger(name='created_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "talks_statementevent" ("act", "cameo_code", "entry_ptr_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "speaker_words", "translation", "words", "words_language") SELECT new_values."act", new_values."cameo_code", new_values."entry_ptr_id", _pgh_attached_context.value, NOW(), \'created\', new_values."entry_ptr_id", new_values."speaker_words", new_values."translation", new_values."words", new_values."words_language" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='5b70f2ce2c8771f4487f7b944a077edd1be620ad', level='STATEMENT', operation='INSERT', pgid='pgtrigger_created_insert_b1326', referencing='REFERENCING NEW TABLE AS new_values ', table='talks_statement', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='statement',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "talks_statementevent" ("act", "cameo_code", "entry_ptr_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "speaker_words", "translation", "words", "words_language") SELECT new_values."act", new_values."cameo_code", new_values."entry_ptr_id", _pgh_attached_context.value, NOW(), \'changed\', new_values."entry_ptr_id", new_values."speaker_words", new_values."translation", new_values."words", new_values."words_language" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."entry_ptr_id") = (new_values."entry_ptr_id") WHERE (old_values."act" IS DISTINCT FROM (new_values."act") OR old_values."cameo_code" IS DISTINCT FROM (new_values."cameo_code") OR old_values."entry_ptr_id" IS DISTINCT FROM (new_values."entry_ptr_id") OR old_values."speaker_words" IS DISTINCT FROM (new_values."speaker_words") OR old_values."translation" IS DISTINCT FROM (new_values."translation") OR old_values."words" IS DISTINCT FROM (new_values."words") OR old_values."words_language" IS DISTINCT FROM (new_values."words_language")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='a8cbb7205be6a3a8786da6679991928fe66cf93a', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_7fc82', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='talks_statement', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='statement',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "talks_statementevent" ("act", "cameo_code", "entry_ptr_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "speaker_words", "translation", "words", "words_language") SELECT old_values."act", old_values."cameo_code", old_values."entry_ptr_id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."entry_ptr_id", old_values."speaker_words", old_values."translation", old_values."words", old_values."words_language" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='e0eb9e21c785bf7c124cbffcedfbdcc854898ab3', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_0c425', referencing='REFERENCING OLD TABLE AS old_values ', table='talks_statement', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='statement',
            trigger=pgtrigger.compiler.Trigger(name='move_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM records_changed(); RETURN NULL;', hash='9a03347054871bb634ad06cdf4b6148cc2213fa4', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_move_data_version_56704', table='talks_statement', when='AFTER')),
        ),
    ]

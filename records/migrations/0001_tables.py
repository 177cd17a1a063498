"""The tables of the records, with their triggers."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import modeltrans.fields
import pgtrigger.compiler
import pgtrigger.migrations
import records.dates
import records.vocabulary
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ("records", "0001_initial"),
        ("records", "0005_changes"),
        ("records", "0006_last_changed"),
        ("records", "0007_entries_in_time"),
        ("records", "0008_actor_words"),
        ("records", "0010_public_versions"),
        ("records", "0011_vessels_and_births"),
        ("records", "0012_touches"),
        ("records", "0013_merges"),
        ("records", "0015_written_less"),
    ]

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Actor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('person', 'person'), ('state', 'state'), ('organisation', 'organisation'), ('bloc', 'bloc'), ('armed_group', 'armed group'), ('company', 'company'), ('vessel', 'ship or aircraft')], max_length=20, verbose_name='kind')),
                ('slug', models.SlugField(max_length=100, unique=True, verbose_name='address')),
                ('name', models.CharField(max_length=300, verbose_name='name')),
                ('description', models.CharField(blank=True, max_length=300, verbose_name='who this is')),
                ('country', records.vocabulary.CountryField(help_text='ISO 3166-1 code of the state this is, belongs to or acts for.', verbose_name='country')),
                ('born', models.CharField(blank=True, help_text='As sure as it is known: 1971, 1971-05, 1971~ or 1960/1965.', max_length=30, validators=[records.dates.validate_date], verbose_name='born')),
                ('search_names', models.TextField(default='', editable=False, help_text='Every name, folded; kept by the database.')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('i18n', modeltrans.fields.TranslationField(fields=('name', 'description'), required_languages=(), virtual_fields=True)),
            ],
            options={
                'verbose_name': 'actor',
                'verbose_name_plural': 'actors',
                'ordering': ['name', 'id'],
                'indexes': [models.Index(fields=['country', 'name'], name='records_actor_country'), django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector('search_names', config='simple'), name='records_actor_words')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['person', 'state', 'organisation', 'bloc']), ('kind__in', ['armed_group', 'company', 'vessel']), _connector='OR'), name='records_actor_kind_known', violation_error_message='Choose one of the kinds of actor.'), models.CheckConstraint(condition=models.Q(('country__regex', '^([A-Z]{2})?$')), name='records_actor_country_shape', violation_error_message='A country is a code of two capital letters.')],
            },
        ),
        migrations.CreateModel(
            name='ActorEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('person', 'person'), ('state', 'state'), ('organisation', 'organisation'), ('bloc', 'bloc'), ('armed_group', 'armed group'), ('company', 'company'), ('vessel', 'ship or aircraft')], max_length=20, verbose_name='kind')),
                ('slug', models.SlugField(db_index=False, max_length=100, verbose_name='address')),
                ('name', models.CharField(max_length=300, verbose_name='name')),
                ('description', models.CharField(blank=True, max_length=300, verbose_name='who this is')),
                ('country', records.vocabulary.CountryField(help_text='ISO 3166-1 code of the state this is, belongs to or acts for.', verbose_name='country')),
                ('born', models.CharField(blank=True, help_text='As sure as it is known: 1971, 1971-05, 1971~ or 1960/1965.', max_length=30, validators=[records.dates.validate_date], verbose_name='born')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('i18n', modeltrans.fields.TranslationField(fields=('name', 'description'), required_languages=(), virtual_fields=True)),
                ('pgh_context', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='versions', to='records.actor')),
            ],
            options={
                'ordering': ['pgh_id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ActorName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=300, verbose_name='name')),
                ('language', models.CharField(blank=True, help_text='BCP 47 code, such as uk or zh-Hans.', max_length=15, verbose_name='language')),
                ('kind', models.CharField(choices=[('primary', 'name in its own language'), ('alias', 'alias'), ('transliteration', 'transliteration')], default='alias', max_length=20, verbose_name='kind')),
                ('actor', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='names', to='records.actor', verbose_name='actor')),
            ],
            options={
                'verbose_name': 'name of an actor',
                'verbose_name_plural': 'names of actors',
                'ordering': ['actor_id', 'kind', 'id'],
                'constraints': [models.UniqueConstraint(fields=('actor', 'text', 'language'), name='records_actorname_once')],
            },
        ),
        migrations.CreateModel(
            name='ActorNameEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('text', models.CharField(max_length=300, verbose_name='name')),
                ('language', models.CharField(blank=True, help_text='BCP 47 code, such as uk or zh-Hans.', max_length=15, verbose_name='language')),
                ('kind', models.CharField(choices=[('primary', 'name in its own language'), ('alias', 'alias'), ('transliteration', 'transliteration')], default='alias', max_length=20, verbose_name='kind')),
                ('actor', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='records.actor', verbose_name='actor')),
                ('pgh_context', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='versions', to='records.actorname')),
            ],
            options={
                'ordering': ['pgh_id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Source',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('url', models.URLField(blank=True, max_length=2000, verbose_name='address')),
                ('publisher', models.CharField(blank=True, max_length=300, verbose_name='publisher')),
                ('title', models.CharField(max_length=500, verbose_name='title or subject')),
                ('author', models.CharField(blank=True, max_length=300, verbose_name='author')),
                ('language', models.CharField(blank=True, max_length=15, verbose_name='language')),
                ('published_on', models.DateField(blank=True, null=True, verbose_name='published on')),
                ('retrieved_at', models.DateTimeField(blank=True, null=True, verbose_name='read at')),
                ('archived_url', models.URLField(blank=True, max_length=2000, verbose_name='archived copy')),
                ('sha256', models.CharField(blank=True, max_length=64, verbose_name='SHA-256 of the text read')),
                ('reliability', models.CharField(choices=[('A', 'completely reliable'), ('B', 'usually reliable'), ('C', 'fairly reliable'), ('D', 'not usually reliable'), ('E', 'unreliable'), ('F', 'reliability cannot be judged')], default='F', max_length=1, verbose_name='reliability')),
                ('i18n', modeltrans.fields.TranslationField(fields=('title',), required_languages=(), virtual_fields=True)),
            ],
            options={
                'verbose_name': 'source',
                'verbose_name_plural': 'sources',
                'ordering': ['publisher', 'title', 'id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('url', ''), _negated=True), fields=('url',), name='records_source_url_once', violation_error_message='A source with this address exists already.'), models.CheckConstraint(condition=models.Q(('sha256__regex', '^([0-9a-f]{64})?$')), name='records_source_sha256_shape', violation_error_message='A SHA-256 has 64 hexadecimal digits.'), models.CheckConstraint(condition=models.Q(('reliability__in', ['A', 'B', 'C', 'D', 'E', 'F'])), name='records_source_reliability_known', violation_error_message='Reliability is a letter from A to F.')],
            },
        ),
        migrations.CreateModel(
            name='Affiliation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.CharField(max_length=300, verbose_name='position')),
                ('starts_on', models.DateField(blank=True, null=True, verbose_name='from')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='until')),
                ('i18n', modeltrans.fields.TranslationField(fields=('position',), required_languages=(), virtual_fields=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='records.actor', verbose_name='organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='affiliations', to='records.actor', verbose_name='person')),
                ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='records.source', verbose_name='source')),
            ],
            options={
                'verbose_name': 'affiliation',
                'verbose_name_plural': 'affiliations',
                'ordering': ['person_id', 'starts_on', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='records_affiliation_span', violation_error_message='The end is before the start.'), models.CheckConstraint(condition=models.Q(('person', models.F('organisation')), _negated=True), name='records_affiliation_not_self', violation_error_message='An actor cannot be affiliated to itself.')],
            },
        ),
        migrations.CreateModel(
            name='AffiliationEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('position', models.CharField(max_length=300, verbose_name='position')),
                ('starts_on', models.DateField(blank=True, null=True, verbose_name='from')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='until')),
                ('i18n', modeltrans.fields.TranslationField(fields=('position',), required_languages=(), virtual_fields=True)),
                ('organisation', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='records.actor', verbose_name='organisation')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='records.actor', verbose_name='person')),
                ('pgh_context', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='versions', to='records.affiliation')),
                ('source', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='records.source', verbose_name='source')),
            ],
            options={
                'ordering': ['pgh_id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.BigIntegerField(editable=False, verbose_name='random number')),
            ],
            options={
                'verbose_name': 'change',
                'verbose_name_plural': 'changes',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Touch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.BigIntegerField(editable=False, verbose_name='random number')),
                ('entries', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), null=True, size=None, verbose_name='entries')),
                ('has_names', models.BooleanField(default=False, verbose_name='of names')),
            ],
            options={
                'verbose_name': 'touch',
                'verbose_name_plural': 'touches',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Process',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=300, verbose_name='name')),
                ('slug', models.SlugField(max_length=100, unique=True, verbose_name='address')),
                ('summary', models.TextField(blank=True, help_text='Two or three sentences for the home page.', verbose_name='where things stand')),
                ('started_on', models.DateField(blank=True, null=True, verbose_name='started on')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='ended on')),
                ('status', models.CharField(choices=[('active', 'under way'), ('suspended', 'suspended'), ('concluded', 'concluded'), ('abandoned', 'abandoned'), ('unknown', 'not known')], default='unknown', max_length=20, verbose_name='status')),
                ('ucdp_conflict_id', models.CharField(blank=True, max_length=30, verbose_name='UCDP conflict id')),
                ('pax_process_id', models.CharField(blank=True, max_length=30, verbose_name='PA-X process id')),
                ('i18n', modeltrans.fields.TranslationField(fields=('name', 'summary'), required_languages=(), virtual_fields=True)),
            ],
            options={
                'verbose_name': 'process',
                'verbose_name_plural': 'processes',
                'ordering': ['name', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ended_on__gte', models.F('started_on'))), name='records_process_span', violation_error_message='The end is before the start.'), models.CheckConstraint(condition=models.Q(('status__in', ['active', 'suspended', 'concluded', 'abandoned', 'unknown'])), name='records_process_status_known', violation_error_message='Choose one of the states of a process.')],
            },
        ),
        migrations.CreateModel(
            name='ProcessEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=300, verbose_name='name')),
                ('slug', models.SlugField(db_index=False, max_length=100, verbose_name='address')),
                ('summary', models.TextField(blank=True, help_text='Two or three sentences for the home page.', verbose_name='where things stand')),
                ('started_on', models.DateField(blank=True, null=True, verbose_name='started on')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='ended on')),
                ('status', models.CharField(choices=[('active', 'under way'), ('suspended', 'suspended'), ('concluded', 'concluded'), ('abandoned', 'abandoned'), ('unknown', 'not known')], default='unknown', max_length=20, verbose_name='status')),
                ('ucdp_conflict_id', models.CharField(blank=True, max_length=30, verbose_name='UCDP conflict id')),
                ('pax_process_id', models.CharField(blank=True, max_length=30, verbose_name='PA-X process id')),
                ('i18n', modeltrans.fields.TranslationField(fields=('name', 'summary'), required_languages=(), virtual_fields=True)),
                ('pgh_context', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='versions', to='records.process')),
            ],
            options={
                'ordering': ['pgh_id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(editable=False, max_length=20, verbose_name='kind')),
                ('slug', models.SlugField(db_index=False, max_length=100, verbose_name='address')),
                ('title', models.CharField(max_length=500, verbose_name='title')),
                ('summary', models.TextField(blank=True, verbose_name='summary')),
                ('starts_on', models.DateField(verbose_name='from')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='until')),
                ('date_end', models.CharField(choices=[('known', 'known'), ('open', 'still going on'), ('unknown', 'not known')], default='known', max_length=10, verbose_name='end')),
                ('date_precision', models.CharField(choices=[('day', 'day'), ('month', 'month'), ('year', 'year')], default='day', max_length=10, verbose_name='precision')),
                ('date_qualifier', models.CharField(choices=[('exact', 'exact'), ('approximate', 'approximate'), ('uncertain', 'uncertain'), ('both', 'uncertain and approximate')], default='exact', max_length=15, verbose_name='qualifier')),
                ('part_of_day', models.CharField(blank=True, choices=[('morning', 'morning'), ('afternoon', 'afternoon'), ('evening', 'evening'), ('night', 'night')], max_length=10, verbose_name='time of day')),
                ('published_on', models.DateField(blank=True, help_text='Where saying and publishing differ.', null=True, verbose_name='published on')),
                ('state', models.CharField(choices=[('draft', 'draft'), ('in_review', 'in review'), ('published', 'published'), ('withdrawn', 'withdrawn')], default='draft', editable=False, max_length=20, verbose_name='state')),
                ('withdrawn_because', models.TextField(blank=True, editable=False, verbose_name='withdrawn because')),
                ('verification', models.CharField(choices=[('reported', 'reported'), ('corroborated', 'corroborated'), ('confirmed', 'confirmed'), ('disputed', 'disputed')], default='reported', max_length=20, verbose_name='verification')),
                ('place_name', models.CharField(blank=True, max_length=200, verbose_name='place')),
                ('place_country', records.vocabulary.CountryField(verbose_name='country of the place')),
                ('latitude', models.DecimalField(blank=True, decimal_places=5, max_digits=8, null=True, verbose_name='latitude')),
                ('longitude', models.DecimalField(blank=True, decimal_places=5, max_digits=8, null=True, verbose_name='longitude')),
                ('place_precision', models.CharField(choices=[('exact', 'exact'), ('locality', 'town or district'), ('country', 'country only'), ('virtual', 'virtual'), ('unknown', 'not known')], default='unknown', max_length=20, verbose_name='precision of the place')),
                ('countries', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=2), default=list, editable=False, size=None)),
                ('actor_ids', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, editable=False, size=None)),
                ('search', django.contrib.postgres.search.SearchVectorField(default='', editable=False)),
                ('changed_at', models.DateTimeField(auto_now=True, verbose_name='changed at')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('i18n', modeltrans.fields.TranslationField(fields=('title', 'summary', 'place_name'), required_languages=(), virtual_fields=True)),
            ],
            options={
                'verbose_name': 'entry',
                'verbose_name_plural': 'entries',
                'ordering': ['-starts_on', '-id'],
                'permissions': [('publish_entry', 'Can publish and withdraw entries')],
                'indexes': [models.Index(fields=['state', '-starts_on', '-id'], name='records_entry_newest'), models.Index(fields=['state', 'kind', '-starts_on', '-id'], name='records_entry_kind_newest'), models.Index(fields=['state', 'kind', 'starts_on'], include=('id', 'ends_on', 'date_end'), name='records_entry_in_time'), models.Index(fields=['state', '-changed_at', '-id'], name='records_entry_last_changed'), models.Index(fields=['place_country'], name='records_entry_place_country'), django.contrib.postgres.indexes.GinIndex(fields=['countries'], name='records_entry_countries'), django.contrib.postgres.indexes.GinIndex(fields=['actor_ids'], name='records_entry_actor_ids'), django.contrib.postgres.indexes.GinIndex(fields=['search'], name='records_entry_search')],
                'constraints': [models.UniqueConstraint(fields=('kind', 'slug'), name='records_entry_address_once', violation_error_message='Another entry of this kind has this address.'), models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='records_entry_span', violation_error_message='The end is before the start.'), models.CheckConstraint(condition=models.Q(models.Q(('date_end', 'known'), ('ends_on__isnull', False)), models.Q(('date_end__in', ['open', 'unknown']), ('ends_on__isnull', True)), _connector='OR'), name='records_entry_end_known', violation_error_message='A known end needs its date; an open one has none.'), models.CheckConstraint(condition=models.Q(('date_precision__in', ['day', 'month', 'year']), ('date_qualifier__in', ['exact', 'approximate', 'uncertain', 'both'])), name='records_entry_date_known', violation_error_message='Choose one of the precisions and qualifiers.'), models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'in_review', 'published', 'withdrawn'])), name='records_entry_state_known', violation_error_message='Choose one of the states of an entry.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'withdrawn'), ('withdrawn_because__gt', '')), models.Q(models.Q(('state', 'withdrawn'), _negated=True), ('withdrawn_because', '')), _connector='OR'), name='records_entry_withdrawn_with_reason', violation_error_message='A withdrawn entry says why, and only that one does.'), models.CheckConstraint(condition=models.Q(('verification__in', ['reported', 'corroborated', 'confirmed', 'disputed'])), name='records_entry_verification_known', violation_error_message='Choose one of the degrees of verification.'), models.CheckConstraint(condition=models.Q(('place_country__regex', '^([A-Z]{2})?$'), ('place_precision__in', ['exact', 'locality', 'country', 'virtual', 'unknown'])), name='records_entry_place_known', violation_error_message='A place has a known precision and a code of a country.'), models.CheckConstraint(condition=models.Q(models.Q(('latitude__isnull', True), ('longitude__isnull', True)), models.Q(('latitude__isnull', False), ('latitude__range', (-90, 90)), ('longitude__isnull', False), ('longitude__range', (-180, 180))), _connector='OR'), name='records_entry_coordinates', violation_error_message='Latitude (-90 to 90) and longitude (-180 to 180) go together.')],
            },
        ),
        migrations.CreateModel(
            name='EntryEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(editable=False, max_length=20, verbose_name='kind')),
                ('slug', models.SlugField(db_index=False, max_length=100, verbose_name='address')),
                ('title', models.CharField(max_length=500, verbose_name='title')),
                ('summary', models.TextField(blank=True, verbose_name='summary')),
                ('starts_on', models.DateField(verbose_name='from')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='until')),
                ('date_end', models.CharField(choices=[('known', 'known'), ('open', 'still going on'), ('unknown', 'not known')], default='known', max_length=10, verbose_name='end')),
                ('date_precision', models.CharField(choices=[('day', 'day'), ('month', 'month'), ('year', 'year')], default='day', max_length=10, verbose_name='precision')),
                ('date_qualifier', models.CharField(choices=[('exact', 'exact'), ('approximate', 'approximate'), ('uncertain', 'uncertain'), ('both', 'uncertain and approximate')], default='exact', max_length=15, verbose_name='qualifier')),
                ('part_of_day', models.CharField(blank=True, choices=[('morning', 'morning'), ('afternoon', 'afternoon'), ('evening', 'evening'), ('night', 'night')], max_length=10, verbose_name='time of day')),
                ('published_on', models.DateField(blank=True, help_text='Where saying and publishing differ.', null=True, verbose_name='published on')),
                ('state', models.CharField(choices=[('draft', 'draft'), ('in_review', 'in review'), ('published', 'published'), ('withdrawn', 'withdrawn')], default='draft', editable=False, max_length=20, verbose_name='state')),
                ('withdrawn_because', models.TextField(blank=True, editable=False, verbose_name='withdrawn because')),
                ('verification', models.CharField(choices=[('reported', 'reported'), ('corroborated', 'corroborated'), ('confirmed', 'confirmed'), ('disputed', 'disputed')], default='reported', max_length=20, verbose_name='verification')),
                ('place_name', models.CharField(blank=True, max_length=200, verbose_name='place')),
                ('place_country', records.vocabulary.CountryField(verbose_name='country of the place')),
                ('latitude', models.DecimalField(blank=True, decimal_places=5, max_digits=8, null=True, verbose_name='latitude')),
                ('longitude', models.DecimalField(blank=True, decimal_places=5, max_digits=8, null=True, verbose_name='longitude')),
                ('place_precision', models.CharField(choices=[('exact', 'exact'), ('locality', 'town or district'), ('country', 'country only'), ('virtual', 'virtual'), ('unknown', 'not known')], default='unknown', max_length=20, verbose_name='precision of the place')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('i18n', modeltrans.fields.TranslationField(fields=('title', 'summary', 'place_name'), required_languages=(), virtual_fields=True)),
                ('pgh_context', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='versions', to='records.entry')),
            ],
            options={
                'ordering': ['pgh_id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SourceEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('url', models.URLField(blank=True, max_length=2000, verbose_name='address')),
                ('publisher', models.CharField(blank=True, max_length=300, verbose_name='publisher')),
                ('title', models.CharField(max_length=500, verbose_name='title or subject')),
                ('author', models.CharField(blank=True, max_length=300, verbose_name='author')),
                ('language', models.CharField(blank=True, max_length=15, verbose_name='language')),
                ('published_on', models.DateField(blank=True, null=True, verbose_name='published on')),
                ('retrieved_at', models.DateTimeField(blank=True, null=True, verbose_name='read at')),
                ('archived_url', models.URLField(blank=True, max_length=2000, verbose_name='archived copy')),
                ('sha256', models.CharField(blank=True, max_length=64, verbose_name='SHA-256 of the text read')),
                ('reliability', models.CharField(choices=[('A', 'completely reliable'), ('B', 'usually reliable'), ('C', 'fairly reliable'), ('D', 'not usually reliable'), ('E', 'unreliable'), ('F', 'reliability cannot be judged')], default='F', max_length=1, verbose_name='reliability')),
                ('i18n', modeltrans.fields.TranslationField(fields=('title',), required_languages=(), virtual_fields=True)),
                ('pgh_context', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='versions', to='records.source')),
            ],
            options={
                'ordering': ['pgh_id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Citation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('locator', models.CharField(blank=True, help_text='Such as §2 or p. 14.', max_length=100, verbose_name='where in the source')),
                ('quotation', models.CharField(blank=True, help_text="In the source's own words.", max_length=500, verbose_name='short quotation')),
                ('attribution', models.CharField(choices=[('named', 'a named person or body'), ('anonymous', 'an official who stays anonymous'), ('sources', 'unnamed sources'), ('experts', 'experts'), ('publication', 'the publication itself')], default='publication', max_length=20, verbose_name='attributed to')),
                ('attributed_to', models.CharField(blank=True, max_length=300, verbose_name='attributed to (words)')),
                ('credibility', models.PositiveSmallIntegerField(choices=[(1, 'confirmed by other sources'), (2, 'probably true'), (3, 'possibly true'), (4, 'doubtful'), (5, 'improbable'), (6, 'truth cannot be judged')], default=6, verbose_name='credibility')),
                ('field', models.CharField(blank=True, help_text='The field of the entry that this speaks of, such as starts_on.', max_length=50, verbose_name='field')),
                ('value', models.CharField(blank=True, max_length=500, verbose_name='what it says of that field')),
                ('i18n', modeltrans.fields.TranslationField(fields=('attributed_to', 'value'), required_languages=(), virtual_fields=True)),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='citations', to='records.entry', verbose_name='entry')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='citations', to='records.source', verbose_name='source')),
            ],
            options={
                'verbose_name': 'citation',
                'verbose_name_plural': 'citations',
                'ordering': ['entry_id', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('field', ''), ('value', '')), models.Q(models.Q(('field', ''), _negated=True), models.Q(('value', ''), _negated=True)), _connector='OR'), name='records_citation_field_with_value', violation_error_message='A field and what the source says of it go together.'), models.CheckConstraint(condition=models.Q(('credibility__range', (1, 6))), name='records_citation_credibility_known', violation_error_message='Credibility is a digit from 1 to 6.'), models.CheckConstraint(condition=models.Q(('attribution__in', ['named', 'anonymous', 'sources', 'experts', 'publication'])), name='records_citation_attribution_known', violation_error_message='Choose whom the source attributes this to.')],
            },
        ),
        migrations.CreateModel(
            name='CitationEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('locator', models.CharField(blank=True, help_text='Such as §2 or p. 14.', max_length=100, verbose_name='where in the source')),
                ('quotation', models.CharField(blank=True, help_text="In the source's own words.", max_length=500, verbose_name='short quotation')),
                ('attribution', models.CharField(choices=[('named', 'a named person or body'), ('anonymous', 'an official who stays anonymous'), ('sources', 'unnamed sources'), ('experts', 'experts'), ('publication', 'the publication itself')], default='publication', max_length=20, verbose_name='attributed to')),
                ('attributed_to', models.CharField(blank=True, max_length=300, verbose_name='attributed to (words)')),
                ('credibility', models.PositiveSmallIntegerField(choices=[(1, 'confirmed by other sources'), (2, 'probably true'), (3, 'possibly true'), (4, 'doubtful'), (5, 'improbable'), (6, 'truth cannot be judged')], default=6, verbose_name='credibility')),
                ('field', models.CharField(blank=True, help_text='The field of the entry that this speaks of, such as starts_on.', max_length=50, verbose_name='field')),
                ('value', models.CharField(blank=True, max_length=500, verbose_name='what it says of that field')),
                ('i18n', modeltrans.fields.TranslationField(fields=('attributed_to', 'value'), required_languages=(), virtual_fields=True)),
                ('pgh_context', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='versions', to='records.citation')),
                ('entry', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='records.entry', verbose_name='entry')),
                ('source', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='records.source', verbose_name='source')),
            ],
            options={
                'ordering': ['pgh_id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.TextField(verbose_name='what was wrong, and what is right')),
                ('wrong_since', models.DateField(blank=True, null=True, verbose_name='wrong since')),
                ('corrected_on', models.DateField(verbose_name='corrected on')),
                ('i18n', modeltrans.fields.TranslationField(fields=('what',), required_languages=(), virtual_fields=True)),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='corrections', to='records.entry', verbose_name='entry')),
            ],
            options={
                'verbose_name': 'correction',
                'verbose_name_plural': 'corrections',
                'ordering': ['-corrected_on', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('corrected_on__gte', models.F('wrong_since'))), name='records_correction_span', violation_error_message='A correction cannot be older than the mistake.')],
            },
        ),
        migrations.CreateModel(
            name='CorrectionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('what', models.TextField(verbose_name='what was wrong, and what is right')),
                ('wrong_since', models.DateField(blank=True, null=True, verbose_name='wrong since')),
                ('corrected_on', models.DateField(verbose_name='corrected on')),
                ('i18n', modeltrans.fields.TranslationField(fields=('what',), required_languages=(), virtual_fields=True)),
                ('pgh_context', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='versions', to='records.correction')),
                ('entry', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='records.entry', verbose_name='entry')),
            ],
            options={
                'ordering': ['pgh_id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Identifier',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scheme', models.CharField(help_text='Such as wikidata, opensanctions, mend, pax, ofac.', max_length=50, verbose_name='scheme')),
                ('value', models.CharField(max_length=300, verbose_name='value')),
                ('actor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='identifiers', to='records.actor', verbose_name='actor')),
                ('entry', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='identifiers', to='records.entry', verbose_name='entry')),
            ],
            options={
                'verbose_name': 'identifier',
                'verbose_name_plural': 'identifiers',
                'ordering': ['scheme', 'value'],
                'constraints': [models.UniqueConstraint(fields=('scheme', 'value'), name='records_identifier_once', violation_error_message='This identifier already belongs to another record.'), models.CheckConstraint(condition=models.Q(models.Q(('actor__isnull', True), ('entry__isnull', False)), models.Q(('actor__isnull', False), ('entry__isnull', True)), _connector='OR'), name='records_identifier_of_one', violation_error_message='An identifier belongs to one entry or to one actor.')],
            },
        ),
        migrations.CreateModel(
            name='IdentifierEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('scheme', models.CharField(help_text='Such as wikidata, opensanctions, mend, pax, ofac.', max_length=50, verbose_name='scheme')),
                ('value', models.CharField(max_length=300, verbose_name='value')),
                ('actor', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='records.actor', verbose_name='actor')),
                ('entry', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='records.entry', verbose_name='entry')),
                ('pgh_context', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='versions', to='records.identifier')),
            ],
            options={
                'ordering': ['pgh_id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Redirect',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20, verbose_name='kind')),
                ('slug', models.SlugField(max_length=100, verbose_name='address')),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='redirects', to='records.actor', verbose_name='actor')),
                ('entry', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='redirects', to='records.entry', verbose_name='entry')),
            ],
            options={
                'verbose_name': 'former address',
                'verbose_name_plural': 'former addresses',
                'constraints': [models.UniqueConstraint(fields=('kind', 'slug'), name='records_redirect_once'), models.CheckConstraint(condition=models.Q(models.Q(('actor__isnull', True), ('entry__isnull', False)), models.Q(('actor__isnull', False), ('entry__isnull', True)), _connector='OR'), name='records_redirect_to_one')],
            },
        ),
        migrations.CreateModel(
            name='Merge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kept_number', models.BigIntegerField(editable=False)),
                ('kept_name', models.CharField(editable=False, max_length=300, verbose_name='stayed')),
                ('gone_number', models.BigIntegerField(editable=False)),
                ('gone_name', models.CharField(editable=False, max_length=300, verbose_name='merged into it')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='reason')),
                ('done', models.JSONField(default=dict, editable=False)),
                ('left', models.JSONField(default=list, editable=False)),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='merged at')),
                ('undone_at', models.DateTimeField(editable=False, null=True, verbose_name='undone at')),
                ('by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='merged by')),
                ('kept', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='merges', to='records.actor', verbose_name='now')),
                ('undone_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='undone by')),
            ],
            options={
                'verbose_name': 'merge of actors',
                'verbose_name_plural': 'merges of actors',
                'ordering': ['-id'],
                'permissions': [('merge_actors', 'Can merge actors and part them again')],
                'default_permissions': ('view',),
                'constraints': [models.UniqueConstraint(condition=models.Q(('undone_at', None)), fields=('gone_number',), name='records_merge_gone_once'), models.CheckConstraint(condition=models.Q(('undone_at', None), ('kept', None), _connector='OR'), name='records_merge_undone_keeps_nobody'), models.CheckConstraint(condition=models.Q(('kept_number', models.F('gone_number')), _negated=True), name='records_merge_of_two')],
            },
        ),
        migrations.CreateModel(
            name='ProcessEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='why')),
                ('process', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='process_entries', to='records.process', verbose_name='process')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='process_entries', to='records.entry', verbose_name='entry')),
            ],
            options={
                'verbose_name': 'entry of a process',
                'verbose_name_plural': 'entries of a process',
                'constraints': [models.UniqueConstraint(fields=('process', 'entry'), name='records_processentry_once')],
            },
        ),
        migrations.CreateModel(
            name='ProcessEntryEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='why')),
                ('entry', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='records.entry', verbose_name='entry')),
                ('pgh_context', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='versions', to='records.processentry')),
                ('process', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='records.process', verbose_name='process')),
            ],
            options={
                'ordering': ['pgh_id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Involvement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('head_of_delegation', 'head of delegation'), ('negotiator', 'negotiator'), ('party', 'party to the talks'), ('mediator', 'mediator'), ('facilitator', 'facilitator'), ('host', 'host'), ('guarantor', 'guarantor'), ('observer', 'observer'), ('issuer', 'issuer'), ('target', 'target'), ('beneficiary', 'beneficiary'), ('donor', 'donor'), ('recipient', 'recipient'), ('channel', 'channel'), ('speaker', 'speaker'), ('addressee', 'addressee'), ('signatory', 'signatory'), ('other', 'other role')], max_length=20, verbose_name='role')),
                ('note', models.CharField(blank=True, help_text='Such as the post held at the time.', max_length=300, verbose_name='note')),
                ('i18n', modeltrans.fields.TranslationField(fields=('note',), required_languages=(), virtual_fields=True)),
                ('actor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='involvements', to='records.actor', verbose_name='actor')),
                ('party', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='represented_in', to='records.actor', verbose_name='on behalf of')),
                ('entry', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='involvements', to='records.entry', verbose_name='entry')),
            ],
            options={
                'verbose_name': 'involvement',
                'verbose_name_plural': 'involvements',
                'ordering': ['entry_id', 'id'],
                'constraints': [models.UniqueConstraint(fields=('entry', 'actor', 'role', 'party'), name='records_involvement_once', nulls_distinct=False, violation_error_message='This actor already has this role here.'), models.CheckConstraint(condition=models.Q(('party__isnull', True), models.Q(('party', models.F('actor')), _negated=True), _connector='OR'), name='records_involvement_party_is_other', violation_error_message='Leave “on behalf of” empty where an actor acts for itself.')],
            },
        ),
        migrations.CreateModel(
            name='InvolvementEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('role', models.CharField(choices=[('head_of_delegation', 'head of delegation'), ('negotiator', 'negotiator'), ('party', 'party to the talks'), ('mediator', 'mediator'), ('facilitator', 'facilitator'), ('host', 'host'), ('guarantor', 'guarantor'), ('observer', 'observer'), ('issuer', 'issuer'), ('target', 'target'), ('beneficiary', 'beneficiary'), ('donor', 'donor'), ('recipient', 'recipient'), ('channel', 'channel'), ('speaker', 'speaker'), ('addressee', 'addressee'), ('signatory', 'signatory'), ('other', 'other role')], max_length=20, verbose_name='role')),
                ('note', models.CharField(blank=True, help_text='Such as the post held at the time.', max_length=300, verbose_name='note')),
                ('i18n', modeltrans.fields.TranslationField(fields=('note',), required_languages=(), virtual_fields=True)),
                ('actor', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='records.actor', verbose_name='actor')),
                ('entry', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='records.entry', verbose_name='entry')),
                ('party', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='records.actor', verbose_name='on behalf of')),
                ('pgh_context', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='versions', to='records.involvement')),
            ],
            options={
                'ordering': ['pgh_id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Link',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('follows', 'follows'), ('responds_to', 'responds to'), ('replaces', 'replaces'), ('implements', 'implements'), ('reported_with', 'linked in reports')], max_length=20, verbose_name='kind')),
                ('note', models.CharField(max_length=300, verbose_name='linked because')),
                ('i18n', modeltrans.fields.TranslationField(fields=('note',), required_languages=(), virtual_fields=True)),
                ('from_entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links_out', to='records.entry', verbose_name='from entry')),
                ('to_entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links_in', to='records.entry', verbose_name='to entry')),
            ],
            options={
                'verbose_name': 'link',
                'verbose_name_plural': 'links',
                'ordering': ['from_entry_id', 'id'],
                'constraints': [models.UniqueConstraint(fields=('from_entry', 'to_entry', 'kind'), name='records_link_once'), models.CheckConstraint(condition=models.Q(('from_entry', models.F('to_entry')), _negated=True), name='records_link_not_self', violation_error_message='An entry cannot be linked to itself.')],
            },
        ),
        migrations.CreateModel(
            name='LinkEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('follows', 'follows'), ('responds_to', 'responds to'), ('replaces', 'replaces'), ('implements', 'implements'), ('reported_with', 'linked in reports')], max_length=20, verbose_name='kind')),
                ('note', models.CharField(max_length=300, verbose_name='linked because')),
                ('i18n', modeltrans.fields.TranslationField(fields=('note',), required_languages=(), virtual_fields=True)),
                ('from_entry', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='records.entry', verbose_name='from entry')),
                ('pgh_context', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='versions', to='records.link')),
                ('to_entry', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='records.entry', verbose_name='to entry')),
            ],
            options={
                'ordering': ['pgh_id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PublicVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('at', models.DateTimeField(verbose_name='first seen at')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('canonical', models.TextField(verbose_name='content')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='public_versions', to='records.entry', verbose_name='entry')),
            ],
            options={
                'verbose_name': 'public version',
                'verbose_name_plural': 'public versions',
                'ordering': ['entry', 'number'],
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('entry', 'number'), name='records_publicversion_number_once'), models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='records_publicversion_number_from_one'), models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}$')), name='records_publicversion_sha256_shape')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='actor',
            trigger=pgtrigger.compiler.Trigger(name='touch_names', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM records_touched('{}', true); RETURN NULL;", hash='919c8da598654e327013e72c3b6b149e9b0abc81', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_touch_names_360b9', table='records_actor', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='actor',
            trigger=pgtrigger.compiler.Trigger(name='derive', sql=pgtrigger.compiler.UpsertTriggerSql(func='NEW.search_names := records_actor_names(NEW); RETURN NEW;', hash='d87552655b7d169c38946813abf30e33d450a7bb', operation='INSERT OR UPDATE', pgid='pgtrigger_derive_518a2', table='records_actor', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='actor',
            trigger=pgtrigger.compiler.Trigger(name='redirect', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF NEW.slug <> OLD.slug THEN DELETE FROM records_redirect WHERE kind = 'actor' AND slug = NEW.slug; INSERT INTO records_redirect (kind, slug, actor_id) VALUES ('actor', OLD.slug, NEW.id) ON CONFLICT (kind, slug) DO UPDATE SET actor_id = excluded.actor_id; END IF; RETURN NULL;", hash='afd0b99f6d1706001231aeeb39e7c6ce01649b42', operation='UPDATE', pgid='pgtrigger_redirect_a50b2', table='records_actor', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='actor',
            trigger=pgtrigger.compiler.Trigger(name='derive_entries', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM records_refresh_entries(ARRAY(SELECT i.entry_id FROM new_values n JOIN old_values o USING (id) JOIN records_involvement i ON n.id IN (i.actor_id, i.party_id) WHERE (n.country, n.search_names) IS DISTINCT FROM (o.country, o.search_names))); RETURN NULL;', hash='ea2f47d6edf2cc0b52fa0cf301c7306e705d8897', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_derive_entries_9c84f', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='records_actor', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='actor',
            trigger=pgtrigger.compiler.Trigger(name='created_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_actorevent" ("born", "country", "created_at", "description", "i18n", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") SELECT new_values."born", new_values."country", new_values."created_at", new_values."description", new_values."i18n", new_values."id", new_values."kind", new_values."name", _pgh_attached_context.value, NOW(), \'created\', new_values."id", new_values."slug" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='1acc11959adce0f5d064b8ad6e355bea92eb2ee8', level='STATEMENT', operation='INSERT', pgid='pgtrigger_created_insert_c3ce9', referencing='REFERENCING NEW TABLE AS new_values ', table='records_actor', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='actor',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_actorevent" ("born", "country", "created_at", "description", "i18n", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") SELECT new_values."born", new_values."country", new_values."created_at", new_values."description", new_values."i18n", new_values."id", new_values."kind", new_values."name", _pgh_attached_context.value, NOW(), \'changed\', new_values."id", new_values."slug" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."born" IS DISTINCT FROM (new_values."born") OR old_values."country" IS DISTINCT FROM (new_values."country") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."description" IS DISTINCT FROM (new_values."description") OR old_values."i18n" IS DISTINCT FROM (new_values."i18n") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."slug" IS DISTINCT FROM (new_values."slug")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='6bb5c3df757486d77605b22cf1869d65e79d9eba', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_8867f', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='records_actor', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='actor',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_actorevent" ("born", "country", "created_at", "description", "i18n", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") SELECT old_values."born", old_values."country", old_values."created_at", old_values."description", old_values."i18n", old_values."id", old_values."kind", old_values."name", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."slug" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='82080891f99a7b78ee62ce266008c2f456ff15d5', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_3617d', referencing='REFERENCING OLD TABLE AS old_values ', table='records_actor', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='actor',
            trigger=pgtrigger.compiler.Trigger(name='move_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM records_changed(); RETURN NULL;', hash='20307bfa69998c74b4d8825b1bd419646ccbd2cd', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_move_data_version_dee9e', table='records_actor', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='actorname',
            trigger=pgtrigger.compiler.Trigger(name='touch_names', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM records_touched('{}', true); RETURN NULL;", hash='e018bace57aef22f002e621af84bf1b63717d30d', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_touch_names_5fe06', table='records_actorname', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='actorname',
            trigger=pgtrigger.compiler.Trigger(name='derive_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='UPDATE records_actor AS a SET search_names = records_actor_names(a) WHERE a.id IN (SELECT actor_id FROM new_values); RETURN NULL;', hash='6a63931889cc6a8f3cf8faca082bfca0eececd18', level='STATEMENT', operation='INSERT', pgid='pgtrigger_derive_insert_96a29', referencing='REFERENCING NEW TABLE AS new_values ', table='records_actorname', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='actorname',
            trigger=pgtrigger.compiler.Trigger(name='derive_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='UPDATE records_actor AS a SET search_names = records_actor_names(a) WHERE a.id IN (SELECT actor_id FROM (SELECT actor_id FROM new_values UNION SELECT actor_id FROM old_values) AS both_values); RETURN NULL;', hash='88987dbe1b1d287ff4728ae684ba2fb765751d42', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_derive_update_eb3e4', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='records_actorname', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='actorname',
            trigger=pgtrigger.compiler.Trigger(name='derive_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='UPDATE records_actor AS a SET search_names = records_actor_names(a) WHERE a.id IN (SELECT actor_id FROM old_values); RETURN NULL;', hash='5c6b998c22e16a362fd7726c291a901a5d51ffcf', level='STATEMENT', operation='DELETE', pgid='pgtrigger_derive_delete_16aaa', referencing='REFERENCING OLD TABLE AS old_values ', table='records_actorname', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='actorname',
            trigger=pgtrigger.compiler.Trigger(name='created_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_actornameevent" ("actor_id", "id", "kind", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") SELECT new_values."actor_id", new_values."id", new_values."kind", new_values."language", _pgh_attached_context.value, NOW(), \'created\', new_values."id", new_values."text" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='430bb8d1e541438bbf218033e5e1b30bbc748abf', level='STATEMENT', operation='INSERT', pgid='pgtrigger_created_insert_d811f', referencing='REFERENCING NEW TABLE AS new_values ', table='records_actorname', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='actorname',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_actornameevent" ("actor_id", "id", "kind", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") SELECT new_values."actor_id", new_values."id", new_values."kind", new_values."language", _pgh_attached_context.value, NOW(), \'changed\', new_values."id", new_values."text" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b6c260d0e92f3f06d6c609c0127fa97ff98bf965', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_8eee6', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='records_actorname', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='actorname',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_actornameevent" ("actor_id", "id", "kind", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") SELECT old_values."actor_id", old_values."id", old_values."kind", old_values."language", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."text" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='da973bd3be75eb2baf5419cd4b3ead7a9c9ec1c7', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_85ae1', referencing='REFERENCING OLD TABLE AS old_values ', table='records_actorname', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='actorname',
            trigger=pgtrigger.compiler.Trigger(name='move_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM records_changed(); RETURN NULL;', hash='33f6ff6f35e712079c54cf51eec4020fe9a5429c', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_move_data_version_00c63', table='records_actorname', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='source',
            trigger=pgtrigger.compiler.Trigger(name='created_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_sourceevent" ("archived_url", "author", "i18n", "id", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "publisher", "reliability", "retrieved_at", "sha256", "title", "url") SELECT new_values."archived_url", new_values."author", new_values."i18n", new_values."id", new_values."language", _pgh_attached_context.value, NOW(), \'created\', new_values."id", new_values."published_on", new_values."publisher", new_values."reliability", new_values."retrieved_at", new_values."sha256", new_values."title", new_values."url" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='4ecfbe0065ca7f44aa066a3a6a63d04567354a68', level='STATEMENT', operation='INSERT', pgid='pgtrigger_created_insert_7cd9d', referencing='REFERENCING NEW TABLE AS new_values ', table='records_source', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='source',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_sourceevent" ("archived_url", "author", "i18n", "id", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "publisher", "reliability", "retrieved_at", "sha256", "title", "url") SELECT new_values."archived_url", new_values."author", new_values."i18n", new_values."id", new_values."language", _pgh_attached_context.value, NOW(), \'changed\', new_values."id", new_values."published_on", new_values."publisher", new_values."reliability", new_values."retrieved_at", new_values."sha256", new_values."title", new_values."url" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='bab021ed218b3f215bda4c6f8b72c5ed9956aa6a', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_15192', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='records_source', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='source',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_sourceevent" ("archived_url", "author", "i18n", "id", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "publisher", "reliability", "retrieved_at", "sha256", "title", "url") SELECT old_values."archived_url", old_values."author", old_values."i18n", old_values."id", old_values."language", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."published_on", old_values."publisher", old_values."reliability", old_values."retrieved_at", old_values."sha256", old_values."title", old_values."url" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='d3a5d6760243b22aae30dae0cea3d982c54df53b', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_104dd', referencing='REFERENCING OLD TABLE AS old_values ', table='records_source', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='source',
            trigger=pgtrigger.compiler.Trigger(name='move_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM records_changed(); RETURN NULL;', hash='a6ed35a083d19a4b0782210919f3bc01fb9a699c', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_move_data_version_8633d', table='records_source', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='affiliation',
            trigger=pgtrigger.compiler.Trigger(name='created_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_affiliationevent" ("ends_on", "i18n", "id", "organisation_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "source_id", "starts_on") SELECT new_values."ends_on", new_values."i18n", new_values."id", new_values."organisation_id", new_values."person_id", _pgh_attached_context.value, NOW(), \'created\', new_values."id", new_values."position", new_values."source_id", new_values."starts_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='7696f24e9432f4f2b9ff1a9c81fb93807a9802bd', level='STATEMENT', operation='INSERT', pgid='pgtrigger_created_insert_af530', referencing='REFERENCING NEW TABLE AS new_values ', table='records_affiliation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='affiliation',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_affiliationevent" ("ends_on", "i18n", "id", "organisation_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "source_id", "starts_on") SELECT new_values."ends_on", new_values."i18n", new_values."id", new_values."organisation_id", new_values."person_id", _pgh_attached_context.value, NOW(), \'changed\', new_values."id", new_values."position", new_values."source_id", new_values."starts_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='c99d7a469c3bf6d882d220c2af735db74c92dded', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_fbab3', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='records_affiliation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='affiliation',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_affiliationevent" ("ends_on", "i18n", "id", "organisation_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "source_id", "starts_on") SELECT old_values."ends_on", old_values."i18n", old_values."id", old_values."organisation_id", old_values."person_id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."position", old_values."source_id", old_values."starts_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='ae64936ef7ebd18f7e6d88b78bf26176d3fbb323', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_3b3d1', referencing='REFERENCING OLD TABLE AS old_values ', table='records_affiliation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='affiliation',
            trigger=pgtrigger.compiler.Trigger(name='move_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM records_changed(); RETURN NULL;', hash='dc6ce67c597cd774e21023b9f1519842a16e1211', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_move_data_version_9434f', table='records_affiliation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='process',
            trigger=pgtrigger.compiler.Trigger(name='created_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_processevent" ("ended_on", "i18n", "id", "name", "pax_process_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "started_on", "status", "summary", "ucdp_conflict_id") SELECT new_values."ended_on", new_values."i18n", new_values."id", new_values."name", new_values."pax_process_id", _pgh_attached_context.value, NOW(), \'created\', new_values."id", new_values."slug", new_values."started_on", new_values."status", new_values."summary", new_values."ucdp_conflict_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='4bc8f1b8eec729bfd7c005e82c43bf090b305b80', level='STATEMENT', operation='INSERT', pgid='pgtrigger_created_insert_ed7fa', referencing='REFERENCING NEW TABLE AS new_values ', table='records_process', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='process',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_processevent" ("ended_on", "i18n", "id", "name", "pax_process_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "started_on", "status", "summary", "ucdp_conflict_id") SELECT new_values."ended_on", new_values."i18n", new_values."id", new_values."name", new_values."pax_process_id", _pgh_attached_context.value, NOW(), \'changed\', new_values."id", new_values."slug", new_values."started_on", new_values."status", new_values."summary", new_values."ucdp_conflict_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='17b84c370311a5af624d981f6b3b2563c3afac5a', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_ba8aa', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='records_process', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='process',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_processevent" ("ended_on", "i18n", "id", "name", "pax_process_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "started_on", "status", "summary", "ucdp_conflict_id") SELECT old_values."ended_on", old_values."i18n", old_values."id", old_values."name", old_values."pax_process_id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."slug", old_values."started_on", old_values."status", old_values."summary", old_values."ucdp_conflict_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='71b56d5f8fe1abce424ea873d5a2b917dd3e945b', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_8edad', referencing='REFERENCING OLD TABLE AS old_values ', table='records_process', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='process',
            trigger=pgtrigger.compiler.Trigger(name='move_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM records_changed(); RETURN NULL;', hash='d6fb11c1af0c3e02d71b42402a921a18828cf842', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_move_data_version_afa3a', table='records_process', when='AFTER')),
        ),
        migrations.AddField(
            model_name='entry',
            name='actors',
            field=models.ManyToManyField(related_name='entries', through='records.Involvement', through_fields=('entry', 'actor'), to='records.actor', verbose_name='actors'),
        ),
        migrations.AddField(
            model_name='entry',
            name='processes',
            field=models.ManyToManyField(related_name='entries', through='records.ProcessEntry', to='records.process', verbose_name='processes'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='entry',
            trigger=pgtrigger.compiler.Trigger(name='derive', sql=pgtrigger.compiler.UpsertTriggerSql(func='NEW := records_derive(NEW); NEW.changed_at := now(); RETURN NEW;', hash='11147bb27565d631643d3cc5020ab0b610b28a08', operation='INSERT OR UPDATE', pgid='pgtrigger_derive_0964e', table='records_entry', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='entry',
            trigger=pgtrigger.compiler.Trigger(name='keep_kind', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF NEW.kind <> OLD.kind THEN RAISE EXCEPTION 'An entry keeps its kind: % cannot become %', OLD.kind, NEW.kind USING ERRCODE = 'check_violation'; END IF; RETURN NEW;", hash='40c8d49daff81934e906e419001e5d6a42d59623', operation='UPDATE', pgid='pgtrigger_keep_kind_59940', table='records_entry', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='entry',
            trigger=pgtrigger.compiler.Trigger(name='redirect', sql=pgtrigger.compiler.UpsertTriggerSql(func='IF NEW.slug <> OLD.slug THEN DELETE FROM records_redirect WHERE kind = NEW.kind AND slug = NEW.slug; INSERT INTO records_redirect (kind, slug, entry_id) VALUES (NEW.kind, OLD.slug, NEW.id) ON CONFLICT (kind, slug) DO UPDATE SET entry_id = excluded.entry_id; END IF; RETURN NULL;', hash='802bd219d7f8412c8d17b480a6a922d74def4924', operation='UPDATE', pgid='pgtrigger_redirect_17699', table='records_entry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='entry',
            trigger=pgtrigger.compiler.Trigger(name='touch_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM records_touched(ARRAY(SELECT id FROM new_values)); RETURN NULL;', hash='a37caa190651e9de9b640593682a058036b53760', level='STATEMENT', operation='INSERT', pgid='pgtrigger_touch_insert_1ae8e', referencing='REFERENCING NEW TABLE AS new_values ', table='records_entry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='entry',
            trigger=pgtrigger.compiler.Trigger(name='touch_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM records_touched(ARRAY(SELECT id FROM new_values UNION SELECT id FROM old_values)); RETURN NULL;', hash='af26ab653a48532b6257fe8b29390cc65b07107a', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_touch_update_1e90b', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='records_entry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='entry',
            trigger=pgtrigger.compiler.Trigger(name='touch_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM records_touched(ARRAY(SELECT id FROM old_values)); RETURN NULL;', hash='899ccdf162f017c9734261c5e950ffed7ba73d7e', level='STATEMENT', operation='DELETE', pgid='pgtrigger_touch_delete_dfa63', referencing='REFERENCING OLD TABLE AS old_values ', table='records_entry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='entry',
            trigger=pgtrigger.compiler.Trigger(name='touch_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM records_touched(NULL); RETURN NULL;', hash='b4004282f26a33ce7fafd6b01e43d8777d33f88f', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_touch_truncate_98cf8', table='records_entry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='entry',
            trigger=pgtrigger.compiler.Trigger(name='created_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_entryevent" ("created_at", "date_end", "date_precision", "date_qualifier", "ends_on", "i18n", "id", "kind", "latitude", "longitude", "part_of_day", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_country", "place_name", "place_precision", "published_on", "slug", "starts_on", "state", "summary", "title", "verification", "withdrawn_because") SELECT new_values."created_at", new_values."date_end", new_values."date_precision", new_values."date_qualifier", new_values."ends_on", new_values."i18n", new_values."id", new_values."kind", new_values."latitude", new_values."longitude", new_values."part_of_day", _pgh_attached_context.value, NOW(), \'created\', new_values."id", new_values."place_country", new_values."place_name", new_values."place_precision", new_values."published_on", new_values."slug", new_values."starts_on", new_values."state", new_values."summary", new_values."title", new_values."verification", new_values."withdrawn_because" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='bb62305311864d737035279fbc6ce2033be6055e', level='STATEMENT', operation='INSERT', pgid='pgtrigger_created_insert_0ce6a', referencing='REFERENCING NEW TABLE AS new_values ', table='records_entry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='entry',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_entryevent" ("created_at", "date_end", "date_precision", "date_qualifier", "ends_on", "i18n", "id", "kind", "latitude", "longitude", "part_of_day", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_country", "place_name", "place_precision", "published_on", "slug", "starts_on", "state", "summary", "title", "verification", "withdrawn_because") SELECT new_values."created_at", new_values."date_end", new_values."date_precision", new_values."date_qualifier", new_values."ends_on", new_values."i18n", new_values."id", new_values."kind", new_values."latitude", new_values."longitude", new_values."part_of_day", _pgh_attached_context.value, NOW(), \'changed\', new_values."id", new_values."place_country", new_values."place_name", new_values."place_precision", new_values."published_on", new_values."slug", new_values."starts_on", new_values."state", new_values."summary", new_values."title", new_values."verification", new_values."withdrawn_because" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."date_end" IS DISTINCT FROM (new_values."date_end") OR old_values."date_precision" IS DISTINCT FROM (new_values."date_precision") OR old_values."date_qualifier" IS DISTINCT FROM (new_values."date_qualifier") OR old_values."ends_on" IS DISTINCT FROM (new_values."ends_on") OR old_values."i18n" IS DISTINCT FROM (new_values."i18n") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."latitude" IS DISTINCT FROM (new_values."latitude") OR old_values."longitude" IS DISTINCT FROM (new_values."longitude") OR old_values."part_of_day" IS DISTINCT FROM (new_values."part_of_day") OR old_values."place_country" IS DISTINCT FROM (new_values."place_country") OR old_values."place_name" IS DISTINCT FROM (new_values."place_name") OR old_values."place_precision" IS DISTINCT FROM (new_values."place_precision") OR old_values."published_on" IS DISTINCT FROM (new_values."published_on") OR old_values."slug" IS DISTINCT FROM (new_values."slug") OR old_values."starts_on" IS DISTINCT FROM (new_values."starts_on") OR old_values."state" IS DISTINCT FROM (new_values."state") OR old_values."summary" IS DISTINCT FROM (new_values."summary") OR old_values."title" IS DISTINCT FROM (new_values."title") OR old_values."verification" IS DISTINCT FROM (new_values."verification") OR old_values."withdrawn_because" IS DISTINCT FROM (new_values."withdrawn_because")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='9a59646710b7ac821f715b8de7e1ceca3dac2b01', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_29fe0', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='records_entry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='entry',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_entryevent" ("created_at", "date_end", "date_precision", "date_qualifier", "ends_on", "i18n", "id", "kind", "latitude", "longitude", "part_of_day", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_country", "place_name", "place_precision", "published_on", "slug", "starts_on", "state", "summary", "title", "verification", "withdrawn_because") SELECT old_values."created_at", old_values."date_end", old_values."date_precision", old_values."date_qualifier", old_values."ends_on", old_values."i18n", old_values."id", old_values."kind", old_values."latitude", old_values."longitude", old_values."part_of_day", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."place_country", old_values."place_name", old_values."place_precision", old_values."published_on", old_values."slug", old_values."starts_on", old_values."state", old_values."summary", old_values."title", old_values."verification", old_values."withdrawn_because" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='511f02836b12655a07a342761a64c9e6ed858689', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_16038', referencing='REFERENCING OLD TABLE AS old_values ', table='records_entry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='entry',
            trigger=pgtrigger.compiler.Trigger(name='move_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM records_changed(); RETURN NULL;', hash='a825d086e20cc61793c124c30653da11f099f9b3', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_move_data_version_8dec4', table='records_entry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='citation',
            trigger=pgtrigger.compiler.Trigger(name='created_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_citationevent" ("attributed_to", "attribution", "credibility", "entry_id", "field", "i18n", "id", "locator", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quotation", "source_id", "value") SELECT new_values."attributed_to", new_values."attribution", new_values."credibility", new_values."entry_id", new_values."field", new_values."i18n", new_values."id", new_values."locator", _pgh_attached_context.value, NOW(), \'created\', new_values."id", new_values."quotation", new_values."source_id", new_values."value" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d8582fd2e07925f395d2521c2a8760deeda4fd77', level='STATEMENT', operation='INSERT', pgid='pgtrigger_created_insert_d4ff8', referencing='REFERENCING NEW TABLE AS new_values ', table='records_citation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='citation',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_citationevent" ("attributed_to", "attribution", "credibility", "entry_id", "field", "i18n", "id", "locator", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quotation", "source_id", "value") SELECT new_values."attributed_to", new_values."attribution", new_values."credibility", new_values."entry_id", new_values."field", new_values."i18n", new_values."id", new_values."locator", _pgh_attached_context.value, NOW(), \'changed\', new_values."id", new_values."quotation", new_values."source_id", new_values."value" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='01461b73732f4f45dc79b8aeb8ae0afbfec01573', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_fb386', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='records_citation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='citation',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_citationevent" ("attributed_to", "attribution", "credibility", "entry_id", "field", "i18n", "id", "locator", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quotation", "source_id", "value") SELECT old_values."attributed_to", old_values."attribution", old_values."credibility", old_values."entry_id", old_values."field", old_values."i18n", old_values."id", old_values."locator", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."quotation", old_values."source_id", old_values."value" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='b0654f10904f745212b1faffd2cdef782afd9f75', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_ab981', referencing='REFERENCING OLD TABLE AS old_values ', table='records_citation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='citation',
            trigger=pgtrigger.compiler.Trigger(name='move_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM records_changed(); RETURN NULL;', hash='47df78d116c6cec447095ff4eab961ac6c8c943a', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_move_data_version_d1a8e', table='records_citation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='correction',
            trigger=pgtrigger.compiler.Trigger(name='created_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_correctionevent" ("corrected_on", "entry_id", "i18n", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "what", "wrong_since") SELECT new_values."corrected_on", new_values."entry_id", new_values."i18n", new_values."id", _pgh_attached_context.value, NOW(), \'created\', new_values."id", new_values."what", new_values."wrong_since" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='88b60ce2873468bb813f53ea905950a3410713f3', level='STATEMENT', operation='INSERT', pgid='pgtrigger_created_insert_e9373', referencing='REFERENCING NEW TABLE AS new_values ', table='records_correction', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='correction',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_correctionevent" ("corrected_on", "entry_id", "i18n", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "what", "wrong_since") SELECT new_values."corrected_on", new_values."entry_id", new_values."i18n", new_values."id", _pgh_attached_context.value, NOW(), \'changed\', new_values."id", new_values."what", new_values."wrong_since" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='134376fc56e60fc53a8e35e0b98dc26940bed30a', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_d40ef', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='records_correction', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='correction',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_correctionevent" ("corrected_on", "entry_id", "i18n", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "what", "wrong_since") SELECT old_values."corrected_on", old_values."entry_id", old_values."i18n", old_values."id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."what", old_values."wrong_since" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='2e3c6122a903650e4f83e9bd6afa2df51f615af0', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_da78a', referencing='REFERENCING OLD TABLE AS old_values ', table='records_correction', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='correction',
            trigger=pgtrigger.compiler.Trigger(name='move_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM records_changed(); RETURN NULL;', hash='b9e2661a6f18a984d2ea5f6a296389a2d5940854', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_move_data_version_faa4e', table='records_correction', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='identifier',
            trigger=pgtrigger.compiler.Trigger(name='created_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_identifierevent" ("actor_id", "entry_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scheme", "value") SELECT new_values."actor_id", new_values."entry_id", new_values."id", _pgh_attached_context.value, NOW(), \'created\', new_values."id", new_values."scheme", new_values."value" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='716cc83a094aa73d7671c1d1f25ee8083e89e1f2', level='STATEMENT', operation='INSERT', pgid='pgtrigger_created_insert_fde53', referencing='REFERENCING NEW TABLE AS new_values ', table='records_identifier', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='identifier',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_identifierevent" ("actor_id", "entry_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scheme", "value") SELECT new_values."actor_id", new_values."entry_id", new_values."id", _pgh_attached_context.value, NOW(), \'changed\', new_values."id", new_values."scheme", new_values."value" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d56092825100e5d1340a662587c61cc850b9ce3d', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_d51ea', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='records_identifier', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='identifier',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_identifierevent" ("actor_id", "entry_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scheme", "value") SELECT old_values."actor_id", old_values."entry_id", old_values."id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."scheme", old_values."value" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='259e6c99d7da20bee496664d262d544edb5fa79f', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_9533f', referencing='REFERENCING OLD TABLE AS old_values ', table='records_identifier', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='identifier',
            trigger=pgtrigger.compiler.Trigger(name='move_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM records_changed(); RETURN NULL;', hash='7874f33ac1b9c513ce8390e8ccf0239e6ef7aaf7', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_move_data_version_6a25e', table='records_identifier', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='processentry',
            trigger=pgtrigger.compiler.Trigger(name='touch_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM records_touched(ARRAY(SELECT entry_id FROM new_values)); RETURN NULL;', hash='8cb9e7c6d5e2a9c7758d80eeb3bea72b49ebbb72', level='STATEMENT', operation='INSERT', pgid='pgtrigger_touch_insert_4860f', referencing='REFERENCING NEW TABLE AS new_values ', table='records_processentry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='processentry',
            trigger=pgtrigger.compiler.Trigger(name='touch_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM records_touched(ARRAY(SELECT entry_id FROM new_values UNION SELECT entry_id FROM old_values)); RETURN NULL;', hash='1d81a3f5dbaf98d622aef377c59883bdd6c0ca02', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_touch_update_44358', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='records_processentry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='processentry',
            trigger=pgtrigger.compiler.Trigger(name='touch_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM records_touched(ARRAY(SELECT entry_id FROM old_values)); RETURN NULL;', hash='7522191d20654d7b55e951c80057f155f09e3bec', level='STATEMENT', operation='DELETE', pgid='pgtrigger_touch_delete_64807', referencing='REFERENCING OLD TABLE AS old_values ', table='records_processentry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='processentry',
            trigger=pgtrigger.compiler.Trigger(name='touch_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM records_touched(NULL); RETURN NULL;', hash='b8715e921bc391ed36d5463e3e2669c44d9f23ed', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_touch_truncate_65c14', table='records_processentry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='processentry',
            trigger=pgtrigger.compiler.Trigger(name='created_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_processentryevent" ("entry_id", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "process_id") SELECT new_values."entry_id", new_values."id", new_values."note", _pgh_attached_context.value, NOW(), \'created\', new_values."id", new_values."process_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='21dcfb819cf631f85b335ec39cd235fbecb1128e', level='STATEMENT', operation='INSERT', pgid='pgtrigger_created_insert_6867b', referencing='REFERENCING NEW TABLE AS new_values ', table='records_processentry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='processentry',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_processentryevent" ("entry_id", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "process_id") SELECT new_values."entry_id", new_values."id", new_values."note", _pgh_attached_context.value, NOW(), \'changed\', new_values."id", new_values."process_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='50a9a1f3b88fcc665a8324e94c42dd07cdc1ab72', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_5a05c', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='records_processentry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='processentry',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_processentryevent" ("entry_id", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "process_id") SELECT old_values."entry_id", old_values."id", old_values."note", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."process_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='63074c716c0d4eb0af39b869761dc366881e1185', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_dc9ad', referencing='REFERENCING OLD TABLE AS old_values ', table='records_processentry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='processentry',
            trigger=pgtrigger.compiler.Trigger(name='move_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM records_changed(); RETURN NULL;', hash='72e2c26e8340e6d7fb2ace7c90f9adbc00d89941', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_move_data_version_70ca3', table='records_processentry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='involvement',
            trigger=pgtrigger.compiler.Trigger(name='derive_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM records_refresh_entries(ARRAY(SELECT entry_id FROM new_values)); RETURN NULL;', hash='28002e1a492f415091b4ed11f693ca7ecc1cb7a6', level='STATEMENT', operation='INSERT', pgid='pgtrigger_derive_insert_66302', referencing='REFERENCING NEW TABLE AS new_values ', table='records_involvement', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='involvement',
            trigger=pgtrigger.compiler.Trigger(name='derive_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM records_refresh_entries(ARRAY(SELECT entry_id FROM new_values UNION SELECT entry_id FROM old_values)); RETURN NULL;', hash='945d0b96a118b2884026daa6fb9859d0026b18a7', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_derive_update_1b7ec', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='records_involvement', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='involvement',
            trigger=pgtrigger.compiler.Trigger(name='derive_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM records_refresh_entries(ARRAY(SELECT entry_id FROM old_values)); RETURN NULL;', hash='7001d984d0e05e4bdc57de03036980d9e6f50aac', level='STATEMENT', operation='DELETE', pgid='pgtrigger_derive_delete_b374d', referencing='REFERENCING OLD TABLE AS old_values ', table='records_involvement', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='involvement',
            trigger=pgtrigger.compiler.Trigger(name='created_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_involvementevent" ("actor_id", "entry_id", "i18n", "id", "note", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role") SELECT new_values."actor_id", new_values."entry_id", new_values."i18n", new_values."id", new_values."note", new_values."party_id", _pgh_attached_context.value, NOW(), \'created\', new_values."id", new_values."role" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='282ca6a9427db8c0987865c84c62a3312f949323', level='STATEMENT', operation='INSERT', pgid='pgtrigger_created_insert_6b5e2', referencing='REFERENCING NEW TABLE AS new_values ', table='records_involvement', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='involvement',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_involvementevent" ("actor_id", "entry_id", "i18n", "id", "note", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role") SELECT new_values."actor_id", new_values."entry_id", new_values."i18n", new_values."id", new_values."note", new_values."party_id", _pgh_attached_context.value, NOW(), \'changed\', new_values."id", new_values."role" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='fbd10320509c3350755a351510228726aaa44920', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_6e353', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='records_involvement', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='involvement',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_involvementevent" ("actor_id", "entry_id", "i18n", "id", "note", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role") SELECT old_values."actor_id", old_values."entry_id", old_values."i18n", old_values."id", old_values."note", old_values."party_id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."role" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='f369609a574c45f84f2ff658a53ef9cba58e67a9', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_3ed62', referencing='REFERENCING OLD TABLE AS old_values ', table='records_involvement', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='involvement',
            trigger=pgtrigger.compiler.Trigger(name='move_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM records_changed(); RETURN NULL;', hash='17902e80ac03f0b0e0b3d77f1ae026e5a2f0141f', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_move_data_version_cfbec', table='records_involvement', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='link',
            trigger=pgtrigger.compiler.Trigger(name='created_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_linkevent" ("from_entry_id", "i18n", "id", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "to_entry_id") SELECT new_values."from_entry_id", new_values."i18n", new_values."id", new_values."kind", new_values."note", _pgh_attached_context.value, NOW(), \'created\', new_values."id", new_values."to_entry_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='9004419bb9a280b7044a1959d200a7a8abe4402c', level='STATEMENT', operation='INSERT', pgid='pgtrigger_created_insert_fab40', referencing='REFERENCING NEW TABLE AS new_values ', table='records_link', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='link',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_linkevent" ("from_entry_id", "i18n", "id", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "to_entry_id") SELECT new_values."from_entry_id", new_values."i18n", new_values."id", new_values."kind", new_values."note", _pgh_attached_context.value, NOW(), \'changed\', new_values."id", new_values."to_entry_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b63a5ee618ec5baa3499df76a3aa273b2138a622', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_c8eae', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='records_link', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='link',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_linkevent" ("from_entry_id", "i18n", "id", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "to_entry_id") SELECT old_values."from_entry_id", old_values."i18n", old_values."id", old_values."kind", old_values."note", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."to_entry_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='b866bf59697e66a95a7e354cc114ef24c085df34', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_e32f0', referencing='REFERENCING OLD TABLE AS old_values ', table='records_link', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='link',
            trigger=pgtrigger.compiler.Trigger(name='move_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM records_changed(); RETURN NULL;', hash='ec01ecc6451c032282a2ced1cc57857af8b60d9c', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_move_data_version_6ed26', table='records_link', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='publicversion',
            trigger=pgtrigger.compiler.Trigger(name='refuse_update', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Version % of entry % stays as it is', OLD.number, OLD.entry_id USING ERRCODE = 'check_violation';", hash='95d1691d03ad10d15aedf0bc9b7a46657e126c2f', operation='UPDATE', pgid='pgtrigger_refuse_update_1342a', table='records_publicversion', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='publicversion',
            trigger=pgtrigger.compiler.Trigger(name='refuse_delete', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="IF EXISTS (SELECT FROM records_entry WHERE id = OLD.entry_id) THEN RAISE EXCEPTION 'Version % of entry % stays', OLD.number, OLD.entry_id USING ERRCODE = 'check_violation'; END IF; RETURN NULL;", hash='c689b29d1bef54e0ceb5e86cbfe1f9c215474169', operation='DELETE', pgid='pgtrigger_refuse_delete_a11ff', table='records_publicversion', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
    ]

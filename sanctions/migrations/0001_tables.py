"""The tables of sanctions and their relief, with their triggers."""

import django.db.models.deletion
import modeltrans.fields
import pgtrigger.compiler
import pgtrigger.migrations
import records.vocabulary
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ("sanctions", "0001_initial"),
        ("sanctions", "0003_changes"),
        ("sanctions", "0004_written_less"),
    ]

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
        ('records', '0001_tables'),
    ]

    operations = [
        migrations.CreateModel(
            name='Programme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('authority', models.CharField(help_text='Such as OFAC or EU.', max_length=100, verbose_name='authority')),
                ('code', models.CharField(max_length=100, verbose_name='code')),
                ('name', models.CharField(max_length=300, verbose_name='name')),
                ('legal_basis', models.CharField(blank=True, max_length=300, verbose_name='legal basis')),
                ('i18n', modeltrans.fields.TranslationField(fields=('name',), required_languages=(), virtual_fields=True)),
            ],
            options={
                'verbose_name': 'programme',
                'verbose_name_plural': 'programmes',
                'ordering': ['authority', 'code'],
                'constraints': [models.UniqueConstraint(fields=('authority', 'code'), name='sanctions_programme_once', violation_error_message='This authority already has a programme of this code.')],
            },
        ),
        migrations.CreateModel(
            name='ProgrammeEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('authority', models.CharField(help_text='Such as OFAC or EU.', max_length=100, verbose_name='authority')),
                ('code', models.CharField(max_length=100, verbose_name='code')),
                ('name', models.CharField(max_length=300, verbose_name='name')),
                ('legal_basis', models.CharField(blank=True, max_length=300, verbose_name='legal basis')),
                ('i18n', modeltrans.fields.TranslationField(fields=('name',), required_languages=(), virtual_fields=True)),
                ('pgh_context', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='versions', to='sanctions.programme')),
            ],
            options={
                'ordering': ['pgh_id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Designation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('list_id', models.CharField(blank=True, max_length=100, verbose_name='id in the list')),
                ('listed_on', models.DateField(blank=True, null=True, verbose_name='listed on')),
                ('until', models.DateField(blank=True, null=True, verbose_name='until')),
                ('actor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='designations', to='records.actor', verbose_name='actor')),
                ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='designations', to='records.source', verbose_name='source')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='designations', to='sanctions.programme', verbose_name='programme')),
            ],
            options={
                'verbose_name': 'designation',
                'verbose_name_plural': 'designations',
                'ordering': ['actor_id', '-listed_on', 'id'],
                'constraints': [models.UniqueConstraint(fields=('actor', 'programme', 'list_id', 'listed_on'), name='sanctions_designation_once', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('until__gte', models.F('listed_on'))), name='sanctions_designation_span', violation_error_message='The end is before the start.')],
            },
        ),
        migrations.CreateModel(
            name='DesignationEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('list_id', models.CharField(blank=True, max_length=100, verbose_name='id in the list')),
                ('listed_on', models.DateField(blank=True, null=True, verbose_name='listed on')),
                ('until', models.DateField(blank=True, null=True, verbose_name='until')),
                ('actor', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='records.actor', verbose_name='actor')),
                ('pgh_context', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='versions', to='sanctions.designation')),
                ('source', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='records.source', verbose_name='source')),
                ('programme', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='sanctions.programme', verbose_name='programme')),
            ],
            options={
                'ordering': ['pgh_id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Relief',
            fields=[
                ('entry_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='records.entry')),
                ('instrument', models.CharField(choices=[('general_licence', 'general licence'), ('specific_licence', 'specific licence'), ('exemption', 'exemption'), ('derogation', 'derogation'), ('waiver', 'waiver'), ('suspension', 'suspension'), ('delisting', 'delisting'), ('wind_down', 'wind-down'), ('amendment', 'amendment'), ('guidance', 'guidance')], max_length=20, verbose_name='instrument')),
                ('number', models.CharField(blank=True, help_text='With its letter, such as 128B.', max_length=30, verbose_name='number')),
                ('authorises', models.TextField(blank=True, verbose_name='authorises')),
                ('excludes', models.TextField(blank=True, verbose_name='does not authorise')),
                ('conditions', models.TextField(blank=True, verbose_name='conditions')),
                ('expires_at', models.DateTimeField(blank=True, help_text='The last instant where only a day or a month is known.', null=True, verbose_name='expires at')),
                ('expires_zone', models.CharField(blank=True, help_text='IANA name, such as America/New_York.', max_length=50, validators=[records.vocabulary.validate_time_zone], verbose_name='time zone of the instrument')),
                ('expires_precision', models.CharField(choices=[('minute', 'minute'), ('day', 'day'), ('month', 'month')], default='minute', max_length=10, verbose_name='precision of the expiry')),
                ('revoked_on', models.DateField(blank=True, null=True, verbose_name='revoked on')),
                ('programme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reliefs', to='sanctions.programme', verbose_name='programme')),
                ('replaces', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='sanctions.relief', verbose_name='replaces')),
            ],
            options={
                'verbose_name': 'relief',
                'verbose_name_plural': 'relief',
                'indexes': [models.Index(fields=['expires_at'], name='sanctions_relief_expires')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('expires_at__isnull', True), ('expires_zone', '')), models.Q(('expires_at__isnull', False), models.Q(('expires_zone', ''), _negated=True)), _connector='OR'), name='sanctions_relief_expiry_with_zone', violation_error_message='An expiry needs its time zone, and a zone its expiry.'), models.CheckConstraint(condition=models.Q(('replaces', models.F('entry_ptr')), _negated=True), name='sanctions_relief_replaces_other', violation_error_message='Relief cannot replace itself.')],
            },
            bases=('records.entry',),
        ),
        migrations.CreateModel(
            name='ReliefEvent',
            fields=[
                ('entry_ptr', models.ForeignKey(auto_created=True, db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, parent_link=True, related_name='+', related_query_name='+', serialize=False, to='records.entry')),
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('instrument', models.CharField(choices=[('general_licence', 'general licence'), ('specific_licence', 'specific licence'), ('exemption', 'exemption'), ('derogation', 'derogation'), ('waiver', 'waiver'), ('suspension', 'suspension'), ('delisting', 'delisting'), ('wind_down', 'wind-down'), ('amendment', 'amendment'), ('guidance', 'guidance')], max_length=20, verbose_name='instrument')),
                ('number', models.CharField(blank=True, help_text='With its letter, such as 128B.', max_length=30, verbose_name='number')),
                ('authorises', models.TextField(blank=True, verbose_name='authorises')),
                ('excludes', models.TextField(blank=True, verbose_name='does not authorise')),
                ('conditions', models.TextField(blank=True, verbose_name='conditions')),
                ('expires_at', models.DateTimeField(blank=True, help_text='The last instant where only a day or a month is known.', null=True, verbose_name='expires at')),
                ('expires_zone', models.CharField(blank=True, help_text='IANA name, such as America/New_York.', max_length=50, validators=[records.vocabulary.validate_time_zone], verbose_name='time zone of the instrument')),
                ('expires_precision', models.CharField(choices=[('minute', 'minute'), ('day', 'day'), ('month', 'month')], default='minute', max_length=10, verbose_name='precision of the expiry')),
                ('revoked_on', models.DateField(blank=True, null=True, verbose_name='revoked on')),
                ('pgh_context', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='relief_versions', to='sanctions.relief')),
                ('programme', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='sanctions.programme', verbose_name='programme')),
                ('replaces', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='sanctions.relief', verbose_name='replaces')),
            ],
            options={
                'ordering': ['pgh_id'],
                'abstract': False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='programme',
            trigger=pgtrigger.compiler.Trigger(name='created_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sanctions_programmeevent" ("authority", "code", "i18n", "id", "legal_basis", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."authority", new_values."code", new_values."i18n", new_values."id", new_values."legal_basis", new_values."name", _pgh_attached_context.value, NOW(), \'created\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='1cd7cd8ff0d38f8b9619e6217833c65156d17566', level='STATEMENT', operation='INSERT', pgid='pgtrigger_created_insert_5fdff', referencing='REFERENCING NEW TABLE AS new_values ', table='sanctions_programme', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='programme',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sanctions_programmeevent" ("authority", "code", "i18n", "id", "legal_basis", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."authority", new_values."code", new_values."i18n", new_values."id", new_values."legal_basis", new_values."name", _pgh_attached_context.value, NOW(), \'changed\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d88223d2c160fcac05f1aab18bd46050a88eeed6', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_46467', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='sanctions_programme', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='programme',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sanctions_programmeevent" ("authority", "code", "i18n", "id", "legal_basis", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."authority", old_values."code", old_values."i18n", old_values."id", old_values."legal_basis", old_values."name", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='b8fa3c2f3321d05420545a670cd7f52e0633640e', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_6df91', referencing='REFERENCING OLD TABLE AS old_values ', table='sanctions_programme', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='programme',
            trigger=pgtrigger.compiler.Trigger(name='move_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM records_changed(); RETURN NULL;', hash='de73af422d6674a52cb060d39b8c1073deb83911', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_move_data_version_5c3dd', table='sanctions_programme', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='designation',
            trigger=pgtrigger.compiler.Trigger(name='created_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sanctions_designationevent" ("actor_id", "id", "list_id", "listed_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "source_id", "until") SELECT new_values."actor_id", new_values."id", new_values."list_id", new_values."listed_on", _pgh_attached_context.value, NOW(), \'created\', new_values."id", new_values."programme_id", new_values."source_id", new_values."until" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='239e229382e5e5d11e9689221a3a819e5f03392b', level='STATEMENT', operation='INSERT', pgid='pgtrigger_created_insert_54965', referencing='REFERENCING NEW TABLE AS new_values ', table='sanctions_designation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='designation',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sanctions_designationevent" ("actor_id", "id", "list_id", "listed_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "source_id", "until") SELECT new_values."actor_id", new_values."id", new_values."list_id", new_values."listed_on", _pgh_attached_context.value, NOW(), \'changed\', new_values."id", new_values."programme_id", new_values."source_id", new_values."until" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d80303ee7044c5e18531c1c0fd6ae22076c10546', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_2d93e', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='sanctions_designation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='designation',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sanctions_designationevent" ("actor_id", "id", "list_id", "listed_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "source_id", "until") SELECT old_values."actor_id", old_values."id", old_values."list_id", old_values."listed_on", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."programme_id", old_values."source_id", old_values."until" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='75442c004dc9763312f4dcd210ced92ac11344e7', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_5f58e', referencing='REFERENCING OLD TABLE AS old_values ', table='sanctions_designation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='designation',
            trigger=pgtrigger.compiler.Trigger(name='move_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM records_changed(); RETURN NULL;', hash='247deea232aa77986ef72eb1caf8b0ef2c5c46bf', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_move_data_version_0b832', table='sanctions_designation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='relief',
            trigger=pgtrigger.compiler.Trigger(name='kind_of_inserted', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM records_check_kinds(ARRAY(SELECT entry_ptr_id FROM new_values), 'relief'); RETURN NULL;", hash='c1315e190edc663fa4ca649dd76d0b80055e1d65', level='STATEMENT', operation='INSERT', pgid='pgtrigger_kind_of_inserted_4f084', referencing='REFERENCING NEW TABLE AS new_values ', table='sanctions_relief', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='relief',
            trigger=pgtrigger.compiler.Trigger(name='kind_of_updated', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM records_check_kinds(ARRAY(SELECT entry_ptr_id FROM new_values), 'relief'); RETURN NULL;", hash='54259e34dbf72ef837ae577762e39a3b58b5ad31', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_kind_of_updated_7c09e', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='sanctions_relief', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='relief',
            trigger=pgtrigger.compiler.Trigger(name='created_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sanctions_reliefevent" ("authorises", "conditions", "entry_ptr_id", "excludes", "expires_at", "expires_precision", "expires_zone", "instrument", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "replaces_id", "revoked_on") SELECT new_values."authorises", new_values."conditions", new_values."entry_ptr_id", new_values."excludes", new_values."expires_at", new_values."expires_precision", new_values."expires_zone", new_values."instrument", new_values."number", _pgh_attached_context.value, NOW(), \'created\', new_values."entry_ptr_id", new_values."programme_id", new_values."replaces_id", new_values."revoked_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d491bf333dd8ec30f4652ce13a1c99f2a161e8f5', level='STATEMENT', operation='INSERT', pgid='pgtrigger_created_insert_da77f', referencing='REFERENCING NEW TABLE AS new_values ', table='sanctions_relief', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='relief',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sanctions_reliefevent" ("authorises", "conditions", "entry_ptr_id", "excludes", "expires_at", "expires_precision", "expires_zone", "instrument", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "replaces_id", "revoked_on") SELECT new_values."authorises", new_values."conditions", new_values."entry_ptr_id", new_values."excludes", new_values."expires_at", new_values."expires_precision", new_values."expires_zone", new_values."instrument", new_values."number", _pgh_attached_context.value, NOW(), \'changed\', new_values."entry_ptr_id", new_values."programme_id", new_values."replaces_id", new_values."revoked_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."entry_ptr_id") = (new_values."entry_ptr_id") WHERE (old_values."authorises" IS DISTINCT FROM (new_values."authorises") OR old_values."conditions" IS DISTINCT FROM (new_values."conditions") OR old_values."entry_ptr_id" IS DISTINCT FROM (new_values."entry_ptr_id") OR old_values."excludes" IS DISTINCT FROM (new_values."excludes") OR old_values."expires_at" IS DISTINCT FROM (new_values."expires_at") OR old_values."expires_precision" IS DISTINCT FROM (new_values."expires_precision") OR old_values."expires_zone" IS DISTINCT FROM (new_values."expires_zone") OR old_values."instrument" IS DISTINCT FROM (new_values."instrument") OR old_values."number" IS DISTINCT FROM (new_values."number") OR old_values."programme_id" IS DISTINCT FROM (new_values."programme_id") OR old_values."replaces_id" IS DISTINCT FROM (new_values."replaces_id") OR old_values."revoked_on" IS DISTINCT FROM (new_values."revoked_on")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='695e5a01e566f884af42d4343a7061a9b2d58bf7', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_cd3e6', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='sanctions_relief', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='relief',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sanctions_reliefevent" ("authorises", "conditions", "entry_ptr_id", "excludes", "expires_at", "expires_precision", "expires_zone", "instrument", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "replaces_id", "revoked_on") SELECT old_values."authorises", old_values."conditions", old_values."entry_ptr_id", old_values."excludes", old_values."expires_at", old_values."expires_precision", old_values."expires_zone", old_values."instrument", old_values."number", _pgh_attached_context.value, NOW(), \'deleted\', old_values."entry_ptr_id", old_values."programme_id", old_values."replaces_id", old_values."revoked_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='66fd7ec09fd284209ed6940f124134addfb1d6ad', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_79feb', referencing='REFERENCING OLD TABLE AS old_values ', table='sanctions_relief', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='relief',
            trigger=pgtrigger.compiler.Trigger(name='move_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM records_changed(); RETURN NULL;', hash='d5b68203224b38e666899ed6c10ed75b86efa1dc', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_move_data_version_4e542', table='sanctions_relief', when='AFTER')),
        ),
    ]

"""The tables of aid, with their triggers."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import records.vocabulary
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ("aid", "0001_initial"),
        ("aid", "0003_changes"),
        ("aid", "0004_written_less"),
    ]

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
        ('records', '0001_tables'),
    ]

    operations = [
        migrations.CreateModel(
            name='Pledge',
            fields=[
                ('entry_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='records.entry')),
                ('amount', models.DecimalField(blank=True, decimal_places=2, max_digits=20, null=True, verbose_name='amount')),
                ('currency', records.vocabulary.CurrencyField(blank=True, default='', verbose_name='currency')),
                ('aid_kind', models.CharField(choices=[('military', 'military'), ('humanitarian', 'humanitarian'), ('financial', 'financial'), ('reconstruction', 'reconstruction'), ('other', 'other'), ('unknown', 'not known')], default='unknown', max_length=20, verbose_name='kind of aid')),
                ('modality', models.CharField(blank=True, help_text='Such as 110, a grant.', max_length=10, verbose_name='IATI finance type')),
                ('purpose', models.CharField(blank=True, help_text='Such as 23110, energy policy.', max_length=10, verbose_name='DAC sector')),
                ('conditions', models.TextField(blank=True, verbose_name='conditions')),
                ('due_on', models.DateField(blank=True, help_text='Where a date was promised.', null=True, verbose_name='delivery promised by')),
                ('restates', models.ForeignKey(blank=True, help_text='The earlier pledge of the same money, which is counted once.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='restatements', to='aid.pledge', verbose_name='restates')),
            ],
            options={
                'verbose_name': 'pledge',
                'verbose_name_plural': 'pledges',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('amount__isnull', True), ('currency', '')), models.Q(('amount__isnull', False), ('currency__regex', '^[A-Z]{3}$')), _connector='OR'), name='aid_pledge_amount_with_currency', violation_error_message='An amount needs its currency, and a currency its amount.'), models.CheckConstraint(condition=models.Q(('amount__gte', 0)), name='aid_pledge_amount_positive', violation_error_message='A pledge cannot be negative.'), models.CheckConstraint(condition=models.Q(('restates', models.F('entry_ptr')), _negated=True), name='aid_pledge_restates_other', violation_error_message='A pledge cannot restate itself.')],
            },
            bases=('records.entry',),
        ),
        migrations.CreateModel(
            name='PledgeEvent',
            fields=[
                ('entry_ptr', models.ForeignKey(auto_created=True, db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, parent_link=True, related_name='+', related_query_name='+', serialize=False, to='records.entry')),
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('amount', models.DecimalField(blank=True, decimal_places=2, max_digits=20, null=True, verbose_name='amount')),
                ('currency', records.vocabulary.CurrencyField(blank=True, default='', verbose_name='currency')),
                ('aid_kind', models.CharField(choices=[('military', 'military'), ('humanitarian', 'humanitarian'), ('financial', 'financial'), ('reconstruction', 'reconstruction'), ('other', 'other'), ('unknown', 'not known')], default='unknown', max_length=20, verbose_name='kind of aid')),
                ('modality', models.CharField(blank=True, help_text='Such as 110, a grant.', max_length=10, verbose_name='IATI finance type')),
                ('purpose', models.CharField(blank=True, help_text='Such as 23110, energy policy.', max_length=10, verbose_name='DAC sector')),
                ('conditions', models.TextField(blank=True, verbose_name='conditions')),
                ('due_on', models.DateField(blank=True, help_text='Where a date was promised.', null=True, verbose_name='delivery promised by')),
                ('pgh_context', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='pledge_versions', to='aid.pledge')),
                ('restates', models.ForeignKey(blank=True, db_constraint=False, db_index=False, help_text='The earlier pledge of the same money, which is counted once.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='aid.pledge', verbose_name='restates')),
            ],
            options={
                'ordering': ['pgh_id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Transaction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('type', models.CharField(choices=[('2', 'commitment'), ('3', 'disbursement'), ('4', 'expenditure'), ('11', 'incoming commitment'), ('12', 'pledge'), ('13', 'incoming pledge')], max_length=2, verbose_name='type')),
                ('happened_on', models.DateField(verbose_name='date')),
                ('date_precision', models.CharField(choices=[('day', 'day'), ('month', 'month'), ('year', 'year')], default='day', max_length=10, verbose_name='precision')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=20, verbose_name='amount')),
                ('currency', records.vocabulary.CurrencyField(verbose_name='currency')),
                ('description', models.CharField(blank=True, max_length=500, verbose_name='description')),
                ('pledge', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='transactions', to='aid.pledge', verbose_name='pledge')),
                ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='transactions', to='records.source', verbose_name='source')),
            ],
            options={
                'verbose_name': 'transaction',
                'verbose_name_plural': 'transactions',
                'ordering': ['pledge_id', 'happened_on', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('type__in', ['2', '3', '4', '11', '12', '13'])), name='aid_transaction_type_known', violation_error_message='Choose one of the IATI transaction types.'), models.CheckConstraint(condition=models.Q(('currency__regex', '^[A-Z]{3}$')), name='aid_transaction_currency_shape', violation_error_message='A currency is a code of three capital letters.')],
            },
        ),
        migrations.CreateModel(
            name='TransactionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('type', models.CharField(choices=[('2', 'commitment'), ('3', 'disbursement'), ('4', 'expenditure'), ('11', 'incoming commitment'), ('12', 'pledge'), ('13', 'incoming pledge')], max_length=2, verbose_name='type')),
                ('happened_on', models.DateField(verbose_name='date')),
                ('date_precision', models.CharField(choices=[('day', 'day'), ('month', 'month'), ('year', 'year')], default='day', max_length=10, verbose_name='precision')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=20, verbose_name='amount')),
                ('currency', records.vocabulary.CurrencyField(verbose_name='currency')),
                ('description', models.CharField(blank=True, max_length=500, verbose_name='description')),
                ('pgh_context', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='versions', to='aid.transaction')),
                ('pledge', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='aid.pledge', verbose_name='pledge')),
                ('source', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='records.source', verbose_name='source')),
            ],
            options={
                'ordering': ['pgh_id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ExchangeRate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('currency', records.vocabulary.CurrencyField(verbose_name='currency')),
                ('date', models.DateField(verbose_name='date')),
                ('per_euro', models.DecimalField(decimal_places=8, max_digits=18, verbose_name='per euro')),
            ],
            options={
                'verbose_name': 'exchange rate',
                'verbose_name_plural': 'exchange rates',
                'ordering': ['currency', '-date'],
                'constraints': [models.UniqueConstraint(fields=('currency', 'date'), name='aid_exchangerate_once'), models.CheckConstraint(condition=models.Q(('per_euro__gt', 0)), name='aid_exchangerate_positive', violation_error_message='A rate is above zero.')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='pledge',
            trigger=pgtrigger.compiler.Trigger(name='kind_of_inserted', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM records_check_kinds(ARRAY(SELECT entry_ptr_id FROM new_values), 'pledge'); RETURN NULL;", hash='68b32f61e173386fca068c7ab0aa7a9dd9db39ff', level='STATEMENT', operation='INSERT', pgid='pgtrigger_kind_of_inserted_c248a', referencing='REFERENCING NEW TABLE AS new_values ', table='aid_pledge', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='pledge',
            trigger=pgtrigger.compiler.Trigger(name='kind_of_updated', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM records_check_kinds(ARRAY(SELECT entry_ptr_id FROM new_values), 'pledge'); RETURN NULL;", hash='cf29fdbcf52ec2b9f89bcabc3b3732125fece7a1', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_kind_of_updated_1056a', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='aid_pledge', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='pledge',
            trigger=pgtrigger.compiler.Trigger(name='created_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "aid_pledgeevent" ("aid_kind", "amount", "conditions", "currency", "due_on", "entry_ptr_id", "modality", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "restates_id") SELECT new_values."aid_kind", new_values."amount", new_values."conditions", new_values."currency", new_values."due_on", new_values."entry_ptr_id", new_values."modality", _pgh_attached_context.value, NOW(), \'created\', new_values."entry_ptr_id", new_values."purpose", new_values."restates_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='57acde5440a590924f70a04315517e1b77cba392', level='STATEMENT', operation='INSERT', pgid='pgtrigger_created_insert_6db9f', referencing='REFERENCING NEW TABLE AS new_values ', table='aid_pledge', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='pledge',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "aid_pledgeevent" ("aid_kind", "amount", "conditions", "currency", "due_on", "entry_ptr_id", "modality", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "restates_id") SELECT new_values."aid_kind", new_values."amount", new_values."conditions", new_values."currency", new_values."due_on", new_values."entry_ptr_id", new_values."modality", _pgh_attached_context.value, NOW(), \'changed\', new_values."entry_ptr_id", new_values."purpose", new_values."restates_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."entry_ptr_id") = (new_values."entry_ptr_id") WHERE (old_values."aid_kind" IS DISTINCT FROM (new_values."aid_kind") OR old_values."amount" IS DISTINCT FROM (new_values."amount") OR old_values."conditions" IS DISTINCT FROM (new_values."conditions") OR old_values."currency" IS DISTINCT FROM (new_values."currency") OR old_values."due_on" IS DISTINCT FROM (new_values."due_on") OR old_values."entry_ptr_id" IS DISTINCT FROM (new_values."entry_ptr_id") OR old_values."modality" IS DISTINCT FROM (new_values."modality") OR old_values."purpose" IS DISTINCT FROM (new_values."purpose") OR old_values."restates_id" IS DISTINCT FROM (new_values."restates_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='0987150c572c8370afb167752cefc7c44835449e', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_5bc49', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='aid_pledge', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='pledge',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "aid_pledgeevent" ("aid_kind", "amount", "conditions", "currency", "due_on", "entry_ptr_id", "modality", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "restates_id") SELECT old_values."aid_kind", old_values."amount", old_values."conditions", old_values."currency", old_values."due_on", old_values."entry_ptr_id", old_values."modality", _pgh_attached_context.value, NOW(), \'deleted\', old_values."entry_ptr_id", old_values."purpose", old_values."restates_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='d333ea1d1c51bdfaca9296bb1b93dad35c3e554b', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_dba17', referencing='REFERENCING OLD TABLE AS old_values ', table='aid_pledge', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='pledge',
            trigger=pgtrigger.compiler.Trigger(name='move_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM records_changed(); RETURN NULL;', hash='83a5c17708161c64aabfe68947c9c564fae0c93b', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_move_data_version_47ae8', table='aid_pledge', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='transaction',
            trigger=pgtrigger.compiler.Trigger(name='created_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "aid_transactionevent" ("amount", "currency", "date_precision", "description", "happened_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pledge_id", "source_id", "type") SELECT new_values."amount", new_values."currency", new_values."date_precision", new_values."description", new_values."happened_on", new_values."id", _pgh_attached_context.value, NOW(), \'created\', new_values."id", new_values."pledge_id", new_values."source_id", new_values."type" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='64948bc95649d3c927938e4ef15a96a67cd14b8e', level='STATEMENT', operation='INSERT', pgid='pgtrigger_created_insert_acc4b', referencing='REFERENCING NEW TABLE AS new_values ', table='aid_transaction', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='transaction',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "aid_transactionevent" ("amount", "currency", "date_precision", "description", "happened_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pledge_id", "source_id", "type") SELECT new_values."amount", new_values."currency", new_values."date_precision", new_values."description", new_values."happened_on", new_values."id", _pgh_attached_context.value, NOW(), \'changed\', new_values."id", new_values."pledge_id", new_values."source_id", new_values."type" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d25fbe1ad80d70e34022f1e4a2701fe535052523', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_f8009', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='aid_transaction', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='transaction',
            trigger=pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "aid_transactionevent" ("amount", "currency", "date_precision", "description", "happened_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pledge_id", "source_id", "type") SELECT old_values."amount", old_values."currency", old_values."date_precision", old_values."description", old_values."happened_on", old_values."id", _pgh_attached_context.value, NOW(), \'deleted\', old_values."id", old_values."pledge_id", old_values."source_id", old_values."type" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='d2f30d944f3b41e7118b47a057e6e219be38ab96', level='STATEMENT', operation='DELETE', pgid='pgtrigger_deleted_delete_a7bf6', referencing='REFERENCING OLD TABLE AS old_values ', table='aid_transaction', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='transaction',
            trigger=pgtrigger.compiler.Trigger(name='move_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM records_changed(); RETURN NULL;', hash='ef526320045f17d9962b1061287eba022e6d9443', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_move_data_version_98ef5', table='aid_transaction', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='exchangerate',
            trigger=pgtrigger.compiler.Trigger(name='move_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM records_changed(); RETURN NULL;', hash='71d98ede4fa34e45e599df1156a03a3d7f10c290', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_move_data_version_c2fc4', table='aid_exchangerate', when='AFTER')),
        ),
    ]

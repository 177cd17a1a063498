"""What says which entries a statement concerns, by triggers: `records.data_version` reads it."""

import django.contrib.postgres.fields
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


# An array that names this many entries says as much as one that names all.
TOUCHED = """
CREATE FUNCTION records_touched(ids bigint[], names boolean DEFAULT false)
RETURNS void LANGUAGE sql AS $$
    INSERT INTO records_touch (token, entries, has_names)
    SELECT hashtextextended(gen_random_uuid()::text, 0),
        CASE WHEN cardinality(ids) <= 10000 THEN ids END, names
    WHERE ids IS NULL OR names OR cardinality(ids) > 0
$$
"""


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0011_vessels_and_births'),
    ]

    operations = [
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
        migrations.RunSQL(TOUCHED, "DROP FUNCTION records_touched(bigint[], boolean)"),
        pgtrigger.migrations.AddTrigger(
            model_name='actor',
            trigger=pgtrigger.compiler.Trigger(name='touch_names', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM records_touched('{}', true); RETURN NULL;", hash='919c8da598654e327013e72c3b6b149e9b0abc81', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_touch_names_360b9', table='records_actor', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='actorname',
            trigger=pgtrigger.compiler.Trigger(name='touch_names', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM records_touched('{}', true); RETURN NULL;", hash='e018bace57aef22f002e621af84bf1b63717d30d', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_touch_names_5fe06', table='records_actorname', when='AFTER')),
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
    ]

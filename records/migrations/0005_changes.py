"""What each writing transaction leaves, by triggers: `records.data_version` reads it."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


RANDOM = "hashtextextended(gen_random_uuid()::text, 0)"
# A note for the transaction's own eyes keeps it to one row; a savepoint rolled back takes both back.
CHANGED = f"""
CREATE FUNCTION records_changed() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('parley.changed', true) IS DISTINCT FROM pg_current_xact_id()::text THEN
        INSERT INTO records_change (token) VALUES ({RANDOM});
        PERFORM set_config('parley.changed', pg_current_xact_id()::text, true);
    END IF;
END $$
"""


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0004_words_and_phrases'),
    ]

    operations = [
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
        migrations.RunSQL(CHANGED, "DROP FUNCTION records_changed()"),
        migrations.RunSQL(
            f"INSERT INTO records_change (token) VALUES ({RANDOM})", migrations.RunSQL.noop
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='actor',
            trigger=pgtrigger.compiler.Trigger(name='move_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM records_changed(); RETURN NULL;', hash='20307bfa69998c74b4d8825b1bd419646ccbd2cd', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_move_data_version_dee9e', table='records_actor', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='actorname',
            trigger=pgtrigger.compiler.Trigger(name='move_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM records_changed(); RETURN NULL;', hash='33f6ff6f35e712079c54cf51eec4020fe9a5429c', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_move_data_version_00c63', table='records_actorname', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='affiliation',
            trigger=pgtrigger.compiler.Trigger(name='move_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM records_changed(); RETURN NULL;', hash='dc6ce67c597cd774e21023b9f1519842a16e1211', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_move_data_version_9434f', table='records_affiliation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='citation',
            trigger=pgtrigger.compiler.Trigger(name='move_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM records_changed(); RETURN NULL;', hash='47df78d116c6cec447095ff4eab961ac6c8c943a', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_move_data_version_d1a8e', table='records_citation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='correction',
            trigger=pgtrigger.compiler.Trigger(name='move_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM records_changed(); RETURN NULL;', hash='b9e2661a6f18a984d2ea5f6a296389a2d5940854', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_move_data_version_faa4e', table='records_correction', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='entry',
            trigger=pgtrigger.compiler.Trigger(name='move_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM records_changed(); RETURN NULL;', hash='a825d086e20cc61793c124c30653da11f099f9b3', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_move_data_version_8dec4', table='records_entry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='identifier',
            trigger=pgtrigger.compiler.Trigger(name='move_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM records_changed(); RETURN NULL;', hash='7874f33ac1b9c513ce8390e8ccf0239e6ef7aaf7', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_move_data_version_6a25e', table='records_identifier', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='involvement',
            trigger=pgtrigger.compiler.Trigger(name='move_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM records_changed(); RETURN NULL;', hash='17902e80ac03f0b0e0b3d77f1ae026e5a2f0141f', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_move_data_version_cfbec', table='records_involvement', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='link',
            trigger=pgtrigger.compiler.Trigger(name='move_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM records_changed(); RETURN NULL;', hash='ec01ecc6451c032282a2ced1cc57857af8b60d9c', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_move_data_version_6ed26', table='records_link', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='process',
            trigger=pgtrigger.compiler.Trigger(name='move_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM records_changed(); RETURN NULL;', hash='d6fb11c1af0c3e02d71b42402a921a18828cf842', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_move_data_version_afa3a', table='records_process', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='processentry',
            trigger=pgtrigger.compiler.Trigger(name='move_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM records_changed(); RETURN NULL;', hash='72e2c26e8340e6d7fb2ace7c90f9adbc00d89941', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_move_data_version_70ca3', table='records_processentry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='source',
            trigger=pgtrigger.compiler.Trigger(name='move_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM records_changed(); RETURN NULL;', hash='a6ed35a083d19a4b0782210919f3bc01fb9a699c', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_move_data_version_8633d', table='records_source', when='AFTER')),
        ),
    ]

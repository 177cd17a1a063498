"""History without indexes that nobody asks; kinds are checked by statement."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
        ('records', '0015_written_less'),
        ('talks', '0004_touches'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='document',
            name='kind_matches',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='incident',
            name='kind_matches',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='round',
            name='kind_matches',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='statement',
            name='kind_matches',
        ),
        migrations.AlterField(
            model_name='documentevent',
            name='entry_ptr',
            field=models.ForeignKey(auto_created=True, db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, parent_link=True, related_name='+', related_query_name='+', serialize=False, to='records.entry'),
        ),
        migrations.AlterField(
            model_name='documentevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AlterField(
            model_name='documentevent',
            name='replaces',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='talks.document', verbose_name='replaces'),
        ),
        migrations.AlterField(
            model_name='incidentevent',
            name='entry_ptr',
            field=models.ForeignKey(auto_created=True, db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, parent_link=True, related_name='+', related_query_name='+', serialize=False, to='records.entry'),
        ),
        migrations.AlterField(
            model_name='incidentevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AlterField(
            model_name='issueevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AlterField(
            model_name='issueevent',
            name='process',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='records.process', verbose_name='process'),
        ),
        migrations.AlterField(
            model_name='positionevent',
            name='party',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='records.actor', verbose_name='party'),
        ),
        migrations.AlterField(
            model_name='positionevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AlterField(
            model_name='provisionevent',
            name='aligned_with',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='talks.provision', verbose_name='same provision in the version before'),
        ),
        migrations.AlterField(
            model_name='provisionevent',
            name='issue',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='talks.issue', verbose_name='issue'),
        ),
        migrations.AlterField(
            model_name='provisionevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AlterField(
            model_name='readoutevent',
            name='party',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='records.actor', verbose_name='party'),
        ),
        migrations.AlterField(
            model_name='readoutevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AlterField(
            model_name='readoutevent',
            name='source',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='records.source', verbose_name='source'),
        ),
        migrations.AlterField(
            model_name='round',
            name='track',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='talks.track', verbose_name='track'),
        ),
        migrations.AlterField(
            model_name='roundevent',
            name='entry_ptr',
            field=models.ForeignKey(auto_created=True, db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, parent_link=True, related_name='+', related_query_name='+', serialize=False, to='records.entry'),
        ),
        migrations.AlterField(
            model_name='roundevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AlterField(
            model_name='roundevent',
            name='track',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='talks.track', verbose_name='track'),
        ),
        migrations.AlterField(
            model_name='statementevent',
            name='entry_ptr',
            field=models.ForeignKey(auto_created=True, db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, parent_link=True, related_name='+', related_query_name='+', serialize=False, to='records.entry'),
        ),
        migrations.AlterField(
            model_name='statementevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AlterField(
            model_name='trackevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AlterField(
            model_name='trackevent',
            name='process',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='records.process', verbose_name='process'),
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
            model_name='incident',
            trigger=pgtrigger.compiler.Trigger(name='kind_of_inserted', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM records_check_kinds(ARRAY(SELECT entry_ptr_id FROM new_values), 'incident'); RETURN NULL;", hash='e2887fb936c6deea2fec88f997de1e6a92e671c5', level='STATEMENT', operation='INSERT', pgid='pgtrigger_kind_of_inserted_db724', referencing='REFERENCING NEW TABLE AS new_values ', table='talks_incident', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='incident',
            trigger=pgtrigger.compiler.Trigger(name='kind_of_updated', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM records_check_kinds(ARRAY(SELECT entry_ptr_id FROM new_values), 'incident'); RETURN NULL;", hash='58df1c17b490b6580dca0f6c1cee0ff03ca7e01d', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_kind_of_updated_3a11d', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='talks_incident', when='AFTER')),
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
            model_name='statement',
            trigger=pgtrigger.compiler.Trigger(name='kind_of_inserted', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM records_check_kinds(ARRAY(SELECT entry_ptr_id FROM new_values), 'statement'); RETURN NULL;", hash='de821e06f4d50188a2a65d8ed925425d4709b9c6', level='STATEMENT', operation='INSERT', pgid='pgtrigger_kind_of_inserted_381b3', referencing='REFERENCING NEW TABLE AS new_values ', table='talks_statement', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='statement',
            trigger=pgtrigger.compiler.Trigger(name='kind_of_updated', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM records_check_kinds(ARRAY(SELECT entry_ptr_id FROM new_values), 'statement'); RETURN NULL;", hash='1b7b0eeef5088ebc648576830fcb9027de3d237e', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_kind_of_updated_3851d', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='talks_statement', when='AFTER')),
        ),
    ]

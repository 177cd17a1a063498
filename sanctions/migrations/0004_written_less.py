"""History without indexes that nobody asks; kinds are checked by statement."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
        ('records', '0015_written_less'),
        ('sanctions', '0003_changes'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='relief',
            name='kind_matches',
        ),
        migrations.AlterField(
            model_name='designationevent',
            name='actor',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='records.actor', verbose_name='actor'),
        ),
        migrations.AlterField(
            model_name='designationevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AlterField(
            model_name='designationevent',
            name='programme',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='sanctions.programme', verbose_name='programme'),
        ),
        migrations.AlterField(
            model_name='designationevent',
            name='source',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='records.source', verbose_name='source'),
        ),
        migrations.AlterField(
            model_name='programmeevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AlterField(
            model_name='reliefevent',
            name='entry_ptr',
            field=models.ForeignKey(auto_created=True, db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, parent_link=True, related_name='+', related_query_name='+', serialize=False, to='records.entry'),
        ),
        migrations.AlterField(
            model_name='reliefevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AlterField(
            model_name='reliefevent',
            name='programme',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='sanctions.programme', verbose_name='programme'),
        ),
        migrations.AlterField(
            model_name='reliefevent',
            name='replaces',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='sanctions.relief', verbose_name='replaces'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='relief',
            trigger=pgtrigger.compiler.Trigger(name='kind_of_inserted', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM records_check_kinds(ARRAY(SELECT entry_ptr_id FROM new_values), 'relief'); RETURN NULL;", hash='c1315e190edc663fa4ca649dd76d0b80055e1d65', level='STATEMENT', operation='INSERT', pgid='pgtrigger_kind_of_inserted_4f084', referencing='REFERENCING NEW TABLE AS new_values ', table='sanctions_relief', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='relief',
            trigger=pgtrigger.compiler.Trigger(name='kind_of_updated', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM records_check_kinds(ARRAY(SELECT entry_ptr_id FROM new_values), 'relief'); RETURN NULL;", hash='54259e34dbf72ef837ae577762e39a3b58b5ad31', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_kind_of_updated_7c09e', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='sanctions_relief', when='AFTER')),
        ),
    ]

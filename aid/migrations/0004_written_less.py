"""History without indexes that nobody asks; kinds are checked by statement."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0015_written_less'),
        ('aid', '0003_changes'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='pledge',
            name='kind_matches',
        ),
        migrations.AlterField(
            model_name='pledgeevent',
            name='entry_ptr',
            field=models.ForeignKey(auto_created=True, db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, parent_link=True, related_name='+', related_query_name='+', serialize=False, to='records.entry'),
        ),
        migrations.AlterField(
            model_name='pledgeevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AlterField(
            model_name='pledgeevent',
            name='restates',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, help_text='The earlier pledge of the same money, which is counted once.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='aid.pledge', verbose_name='restates'),
        ),
        migrations.AlterField(
            model_name='transactionevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AlterField(
            model_name='transactionevent',
            name='source',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='records.source', verbose_name='source'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='pledge',
            trigger=pgtrigger.compiler.Trigger(name='kind_of_inserted', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM records_check_kinds(ARRAY(SELECT entry_ptr_id FROM new_values), 'pledge'); RETURN NULL;", hash='68b32f61e173386fca068c7ab0aa7a9dd9db39ff', level='STATEMENT', operation='INSERT', pgid='pgtrigger_kind_of_inserted_c248a', referencing='REFERENCING NEW TABLE AS new_values ', table='aid_pledge', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='pledge',
            trigger=pgtrigger.compiler.Trigger(name='kind_of_updated', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM records_check_kinds(ARRAY(SELECT entry_ptr_id FROM new_values), 'pledge'); RETURN NULL;", hash='cf29fdbcf52ec2b9f89bcabc3b3732125fece7a1', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_kind_of_updated_1056a', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='aid_pledge', when='AFTER')),
        ),
    ]

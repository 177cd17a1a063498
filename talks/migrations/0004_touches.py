"""What says which entries a write to a round or a document concerns."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0012_touches'),
        ('talks', '0003_changes'),
    ]

    operations = [
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
    ]

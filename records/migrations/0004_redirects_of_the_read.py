"""Only what readers see leaves an address behind, and takes a former one."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0003_groups'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='entry',
            name='redirect',
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='entry',
            trigger=pgtrigger.compiler.Trigger(name='redirect', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF NEW.slug <> OLD.slug THEN IF NEW.state IN ('published', 'withdrawn') THEN DELETE FROM records_redirect WHERE kind = NEW.kind AND slug = NEW.slug; END IF; IF OLD.state IN ('published', 'withdrawn') THEN INSERT INTO records_redirect (kind, slug, entry_id) VALUES (NEW.kind, OLD.slug, NEW.id) ON CONFLICT (kind, slug) DO UPDATE SET entry_id = excluded.entry_id; END IF; END IF; RETURN NULL;", hash='950441df16eed3cd6d9c70d319c7338dd1560c9c', operation='UPDATE', pgid='pgtrigger_redirect_17699', table='records_entry', when='AFTER')),
        ),
    ]

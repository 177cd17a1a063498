"""Writes of programmes, designations and relief move the version of the data on."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('sanctions', '0002_roles'),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name='designation',
            trigger=pgtrigger.compiler.Trigger(name='move_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM records_changed(); RETURN NULL;', hash='247deea232aa77986ef72eb1caf8b0ef2c5c46bf', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_move_data_version_0b832', table='sanctions_designation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='programme',
            trigger=pgtrigger.compiler.Trigger(name='move_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM records_changed(); RETURN NULL;', hash='de73af422d6674a52cb060d39b8c1073deb83911', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_move_data_version_5c3dd', table='sanctions_programme', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='relief',
            trigger=pgtrigger.compiler.Trigger(name='move_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM records_changed(); RETURN NULL;', hash='d5b68203224b38e666899ed6c10ed75b86efa1dc', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_move_data_version_4e542', table='sanctions_relief', when='AFTER')),
        ),
    ]

"""Writes of pledges, transactions and rates move the version of the data on."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('aid', '0002_roles'),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name='exchangerate',
            trigger=pgtrigger.compiler.Trigger(name='move_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM records_changed(); RETURN NULL;', hash='71d98ede4fa34e45e599df1156a03a3d7f10c290', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_move_data_version_c2fc4', table='aid_exchangerate', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='pledge',
            trigger=pgtrigger.compiler.Trigger(name='move_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM records_changed(); RETURN NULL;', hash='83a5c17708161c64aabfe68947c9c564fae0c93b', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_move_data_version_47ae8', table='aid_pledge', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='transaction',
            trigger=pgtrigger.compiler.Trigger(name='move_data_version', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM records_changed(); RETURN NULL;', hash='ef526320045f17d9962b1061287eba022e6d9443', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_move_data_version_98ef5', table='aid_transaction', when='AFTER')),
        ),
    ]

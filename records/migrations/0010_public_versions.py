"""Public versions, stored as they are read."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0009_phrases'),
    ]

    operations = [
        migrations.CreateModel(
            name='PublicVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('at', models.DateTimeField(verbose_name='first seen at')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('canonical', models.TextField(verbose_name='content')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='public_versions', to='records.entry', verbose_name='entry')),
            ],
            options={
                'verbose_name': 'public version',
                'verbose_name_plural': 'public versions',
                'ordering': ['entry', 'number'],
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('entry', 'number'), name='records_publicversion_number_once'), models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='records_publicversion_number_from_one'), models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}$')), name='records_publicversion_sha256_shape')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='publicversion',
            trigger=pgtrigger.compiler.Trigger(name='refuse_update', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Version % of entry % stays as it is', OLD.number, OLD.entry_id USING ERRCODE = 'check_violation';", hash='95d1691d03ad10d15aedf0bc9b7a46657e126c2f', operation='UPDATE', pgid='pgtrigger_refuse_update_1342a', table='records_publicversion', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='publicversion',
            trigger=pgtrigger.compiler.Trigger(name='refuse_delete', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="IF EXISTS (SELECT FROM records_entry WHERE id = OLD.entry_id) THEN RAISE EXCEPTION 'Version % of entry % stays', OLD.number, OLD.entry_id USING ERRCODE = 'check_violation'; END IF; RETURN NULL;", hash='c689b29d1bef54e0ceb5e86cbfe1f9c215474169', operation='DELETE', pgid='pgtrigger_refuse_delete_a11ff', table='records_publicversion', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
    ]

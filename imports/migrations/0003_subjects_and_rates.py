"""Rows that become actors or exchange rates."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('imports', '0002_roles'),
        ('records', '0011_vessels_and_births'),
    ]

    operations = [
        migrations.AddField(
            model_name='row',
            name='actor',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='import_rows', to='records.actor', verbose_name='actor'),
        ),
        migrations.AddField(
            model_name='row',
            name='target',
            field=models.CharField(choices=[('entry', 'entry'), ('actor', 'actor'), ('rates', 'exchange rates')], db_default='entry', default='entry', max_length=10, verbose_name='becomes'),
        ),
        migrations.AddConstraint(
            model_name='row',
            constraint=models.CheckConstraint(condition=models.Q(('target__in', ['entry', 'actor', 'rates'])), name='imports_row_target_known'),
        ),
    ]

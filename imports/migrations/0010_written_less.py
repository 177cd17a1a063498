"""No index where another begins with the same column."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('imports', '0009_articles'),
    ]

    operations = [
        migrations.AlterField(
            model_name='made',
            name='batch',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='made', to='imports.batch'),
        ),
        migrations.AlterField(
            model_name='mention',
            name='batch',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='mentions', to='imports.batch'),
        ),
        migrations.AlterField(
            model_name='row',
            name='batch',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='imports.batch'),
        ),
    ]

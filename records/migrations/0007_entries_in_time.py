from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0006_last_changed'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['state', 'kind', 'starts_on'], include=('id', 'ends_on', 'date_end'), name='records_entry_in_time'),
        ),
    ]

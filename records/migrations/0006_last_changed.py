"""The timeline by last change."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0005_changes")]

    operations = [
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['state', '-changed_at', '-id'], name='records_entry_last_changed'),
        ),
    ]

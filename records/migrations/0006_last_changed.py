"""The timeline by last change."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False  # concurrently: nobody who writes waits for it
    dependencies = [("records", "0005_changes")]

    operations = [
        # An attempt that was broken off leaves an index behind that nothing uses.
        migrations.RunSQL(
            "DROP INDEX CONCURRENTLY IF EXISTS records_entry_last_changed", migrations.RunSQL.noop
        ),
        AddIndexConcurrently(
            "entry",
            models.Index(fields=["state", "-changed_at", "-id"], name="records_entry_last_changed"),
        ),
    ]

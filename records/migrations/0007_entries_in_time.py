"""Entries of a kind in time, for pictures and calendars."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False  # concurrently: nobody who writes waits for it
    dependencies = [("records", "0006_last_changed")]

    operations = [
        # An attempt that was broken off leaves an index behind that nothing uses.
        migrations.RunSQL(
            "DROP INDEX CONCURRENTLY IF EXISTS records_entry_in_time", migrations.RunSQL.noop
        ),
        AddIndexConcurrently(
            "entry",
            models.Index(
                fields=["state", "kind", "starts_on"],
                include=("id", "ends_on", "date_end"),
                name="records_entry_in_time",
            ),
        ),
    ]

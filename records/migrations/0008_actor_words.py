"""Actors by the words of their names."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.operations import AddIndexConcurrently
from django.contrib.postgres.search import SearchVector
from django.db import migrations


class Migration(migrations.Migration):
    atomic = False  # concurrently: nobody who writes waits for it
    dependencies = [("records", "0007_entries_in_time")]

    operations = [
        # An attempt that was broken off leaves an index behind that nothing uses.
        migrations.RunSQL(
            "DROP INDEX CONCURRENTLY IF EXISTS records_actor_words", migrations.RunSQL.noop
        ),
        AddIndexConcurrently(
            "actor",
            GinIndex(SearchVector("search_names", config="simple"), name="records_actor_words"),
        ),
    ]

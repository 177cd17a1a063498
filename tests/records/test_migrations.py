"""What a release does to a database in use."""

from datetime import UTC, date, datetime
from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import connection
from django.db.migrations import AddIndex, CreateModel, Migration
from django.db.migrations.loader import MigrationLoader

from tests.factories import make_entry

KEPT = {
    "records_entry": "records_entry_dates_kept",
    "sanctions_relief": "sanctions_relief_expiry_kept",
    "aid_pledge": "aid_pledge_due_kept",
}


def test_an_index_of_a_table_in_use_is_made_without_a_lock() -> None:
    ours = {config.label for config in apps.get_app_configs() if "site-packages" not in config.path}
    found = MigrationLoader(None).disk_migrations
    locking = [
        f"{label}.{name}"
        for (label, name), migration in found.items()
        if label in ours and _locks(migration)
    ]
    assert locking == []


def _locks(migration: Migration) -> bool:
    new = {step.name.lower() for step in migration.operations if isinstance(step, CreateModel)}
    return any(
        isinstance(step, AddIndex)
        and not isinstance(step, AddIndexConcurrently)
        and step.model_name.lower() not in new
        for step in migration.operations
    )


@pytest.mark.django_db
def test_ends_beyond_the_years_that_are_kept_said_that_there_was_none() -> None:
    far, never = date(9999, 12, 31), datetime(9999, 12, 31, tzinfo=UTC)
    made = [make_entry(), make_entry(kind="relief"), make_entry(kind="pledge")]
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table, name in KEPT.items():
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        cursor.execute("UPDATE records_entry SET ends_on = %s WHERE id = %s", [far, made[0].pk])
        cursor.execute("UPDATE sanctions_relief SET expires_at = %s, expires_zone = 'UTC'", [never])
        cursor.execute("UPDATE aid_pledge SET due_on = %s", [far])
    for name in ("records.migrations.0005_dates_kept", "sanctions.migrations.0003_expiry_kept",
                 "aid.migrations.0003_due_kept"):  # fmt: skip
        with connection.cursor() as cursor:
            cursor.execute(import_module(name).Migration.operations[0].sql)
    entry, relief, pledge = (type(one).objects.get(pk=one.pk) for one in made)
    assert (entry.ends_on, entry.date_end) == (None, "open")
    assert (relief.expires_at, relief.expires_zone) == (None, "")
    assert pledge.due_on is None

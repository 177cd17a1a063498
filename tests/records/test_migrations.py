"""What a release does to a database in use."""

from django.apps import apps
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db.migrations import AddIndex, CreateModel, Migration
from django.db.migrations.loader import MigrationLoader


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

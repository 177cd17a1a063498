"""Locks on what is worked on: batches, records that are compared and written, texts."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection, models

from records.models import Entry

SPACE = 0x1A9  # our own number space among the advisory locks of this database


@contextmanager
def batch_lock(batch_id: int) -> Iterator[bool]:
    """True inside for the one session that holds the batch, false for all others.

    It belongs to the session, and is gone with a killed worker.
    """
    held = _ask("SELECT pg_try_advisory_lock(%s, %s)", batch_id)
    try:
        yield held
    finally:
        if held and connection.connection and not connection.connection.closed:
            _ask("SELECT pg_advisory_unlock(%s, %s)", batch_id)


def is_worked_on(batch_id: int) -> bool:
    with batch_lock(batch_id) as free:
        return not free


def lock(model: type[models.Model], ids: Iterable[int | None]) -> None:
    """Lock records until the transaction ends, in the order in which all lock them.

    An entry is locked as such, whatever its kind.
    """
    table = Entry if issubclass(model, Entry) else model
    found = table._base_manager.filter(pk__in={pk for pk in ids if pk}).order_by("pk")
    list(found.select_for_update().values_list("pk"))


def wait_for_text(sha256: str) -> None:
    """Hold a text, by its digest, until the transaction ends; first waits for whoever holds it."""
    key = int.from_bytes(bytes.fromhex(sha256)[:8], signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])


def _ask(sql: str, batch_id: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(sql, [SPACE, batch_id])
        return bool(cursor.fetchone()[0])

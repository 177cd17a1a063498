"""Locks: on a batch while a worker has it, on records while they are compared and written."""

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


def _ask(sql: str, batch_id: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(sql, [SPACE, batch_id])
        return bool(cursor.fetchone()[0])

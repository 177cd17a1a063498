"""Who works on a batch: a lock of the database's session, gone with a killed worker."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

SPACE = 0x1A9  # our own number space among the advisory locks of this database


@contextmanager
def batch_lock(batch_id: int) -> Iterator[bool]:
    """True inside for the one session that holds the batch, false for all others."""
    held = _ask("SELECT pg_try_advisory_lock(%s, %s)", batch_id)
    try:
        yield held
    finally:
        if held and connection.connection and not connection.connection.closed:
            _ask("SELECT pg_advisory_unlock(%s, %s)", batch_id)


def is_worked_on(batch_id: int) -> bool:
    with batch_lock(batch_id) as free:
        return not free


def _ask(sql: str, batch_id: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(sql, [SPACE, batch_id])
        return bool(cursor.fetchone()[0])

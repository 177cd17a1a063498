"""The version of the data: another one as soon as a write of any record can be seen.

Triggers leave a row with a random number for each writing transaction (`records_changed()`), and
the numbers of all visible rows, joined by exclusive or, name what can be seen. The order in which
transactions end does not matter, and neither does who writes; old rows may be removed at any time,
which makes another version of the same data.

Beside it, each statement leaves which entries it wrote (`records_touched()`), so that what is held
in memory of all of them is brought up to date by reading those alone.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db import connection, transaction

from records.models import Change, Touch

KEPT = 100
MOST_TOUCHES = 500
VERSION = "SELECT bit_xor(token), count(*) FROM records_change"
TOUCHES = """
    SELECT token, has_names, entries IS NULL, CASE WHEN token <> ALL(%s) THEN entries END
    FROM records_touch
"""


_of_this_answer: ContextVar[str] = ContextVar("data version of this answer", default="")


@contextmanager
def answering(version: str) -> Iterator[None]:
    """All that is asked for within counts as of this version, which was read at its beginning."""
    before = _of_this_answer.set(version)
    try:
        yield
    finally:
        _of_this_answer.reset(before)


def data_version() -> str:
    """Such as "1f…-12"; nothing inside a transaction, which may see what nobody else does."""
    if connection.in_atomic_block:
        return ""
    if known := _of_this_answer.get():
        return known
    with connection.cursor() as cursor:
        cursor.execute(VERSION)
        joined, number = cursor.fetchone()
    return f"{joined & 0xFFFF_FFFF_FFFF_FFFF:x}-{number}" if number else ""


@dataclass(frozen=True)
class Touched:
    """What was written since: these entries, or any of them; whether names of actors were, too."""

    seen: frozenset[int]  # all there is to see now
    entries: frozenset[int] = frozenset()
    is_any: bool = False
    has_names: bool = False


def touched_since(seen: Iterable[int]) -> Touched:
    """What was written by statements other than those `seen`, in whatever order they ended."""
    known = frozenset(seen)
    with connection.cursor() as cursor:
        cursor.execute(TOUCHES, [list(known)])
        rows = cursor.fetchall()
    new = [row for row in rows if row[0] not in known]
    return Touched(
        seen=frozenset(row[0] for row in rows),
        entries=frozenset(pk for row in new for pk in row[3] or ()),
        is_any=any(is_any for _token, _names, is_any, _entries in new),
        has_names=any(names for _token, names, _any, _entries in new),
    )


def forget_old_touches() -> None:
    """Where there are many, one in their place that says that any entry may have changed."""
    if Touch.objects.count() > MOST_TOUCHES:
        with transaction.atomic(), connection.cursor() as cursor:
            Touch.objects.all().delete()
            cursor.execute("SELECT records_touched(NULL)")


def forget_old_changes() -> int:
    """Keep the newest rows alone, so that the version stays cheap to read."""
    forget_old_touches()
    newest = Change.objects.order_by("-pk").values_list("pk", flat=True)
    oldest_kept = newest[KEPT - 1 : KEPT].first()
    if oldest_kept is None:
        return 0
    return Change.objects.filter(pk__lt=oldest_kept).delete()[0]

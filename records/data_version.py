"""The version of the data: another one as soon as a write of any record can be seen.

Triggers leave a row with a random number for each writing transaction (`records_changed()`), and
the numbers of all visible rows, joined by exclusive or, name what can be seen. The order in which
transactions end does not matter, and neither does who writes; old rows may be removed at any time,
which makes another version of the same data.
"""

from django.db import connection

from records.models import Change

KEPT = 100
VERSION = "SELECT bit_xor(token), count(*) FROM records_change"


def data_version() -> str:
    """Such as "1f…-12"; nothing inside a transaction, which may see what nobody else does."""
    if connection.in_atomic_block:
        return ""
    with connection.cursor() as cursor:
        cursor.execute(VERSION)
        joined, number = cursor.fetchone()
    return f"{joined & 0xFFFF_FFFF_FFFF_FFFF:x}-{number}" if number else ""


def forget_old_changes() -> int:
    """Keep the newest rows alone, so that the version stays cheap to read."""
    newest = Change.objects.order_by("-pk").values_list("pk", flat=True)
    oldest_kept = newest[KEPT - 1 : KEPT].first()
    if oldest_kept is None:
        return 0
    return Change.objects.filter(pk__lt=oldest_kept).delete()[0]

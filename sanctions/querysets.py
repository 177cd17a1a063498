"""What the domain asks of relief and designations."""

from datetime import datetime
from typing import Self

from records.querysets import EntryQuerySet


class ReliefQuerySet(EntryQuerySet):
    def for_rows(self) -> Self:
        return super().for_rows().select_related("programme", "replaces", "replaced_by")

    def expiring_after(self, now: datetime) -> Self:
        """Relief whose end is still to come, soonest first; not what was replaced or revoked.

        A successor that readers cannot see yet does not take its predecessor's end from them.
        """
        return (
            self.filter(expires_at__gt=now, revoked_on=None)
            .exclude(replaced_by__state="published")
            .order_by("expires_at", "pk")
        )

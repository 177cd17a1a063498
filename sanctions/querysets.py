"""What the domain asks of relief and designations."""

from datetime import datetime
from typing import Self

from django.db.models import Case, When

from records.querysets import EntryQuerySet


class ReliefQuerySet(EntryQuerySet):
    def for_rows(self) -> Self:
        """With `successor_on`: select_related would leave the successor's parent columns out."""
        successor = Case(When(replaced_by__state="published", then="replaced_by__starts_on"))
        return (
            super()
            .for_rows()
            .select_related("programme", "replaces")
            .annotate(successor_on=successor)
        )

    def expiring_after(self, now: datetime) -> Self:
        """Relief whose end is still to come, soonest first; not what was replaced or revoked.

        A successor that readers cannot see yet does not take its predecessor's end from them.
        """
        return (
            self.filter(expires_at__gt=now, revoked_on=None)
            .exclude(replaced_by__state="published")
            .order_by("expires_at", "pk")
        )

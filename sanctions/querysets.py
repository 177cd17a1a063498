"""What the domain asks of relief and designations."""

from datetime import datetime
from typing import Any, Self

from django.db.models import Case, F, When

from records.querysets import EntryQuerySet
from records.statements import translated

SUCCESSOR_ON = Case(When(replaced_by__state="published", then="replaced_by__starts_on"))


class ReliefQuerySet(EntryQuerySet):
    def row_values(self) -> Any:
        around = self.annotate(
            successor_on=SUCCESSOR_ON,
            authority=F("programme__authority"),
            replaced_state=F("replaces__state"),
            replaced_number=F("replaces__number"),
            replaced_title=translated("replaces__title"),
        )
        return around.values(
            *("instrument", "number", "expires_at", "expires_zone", "expires_precision"),
            *("revoked_on", "successor_on", "authority"),
            *("replaced_state", "replaced_number", "replaced_title"),
        )

    def for_rows(self) -> Self:
        """With `successor_on`: select_related would leave the successor's parent columns out."""
        return (
            super()
            .for_rows()
            .select_related("programme", "replaces")
            .annotate(successor_on=SUCCESSOR_ON)
        )

    def with_periods(self) -> Self:
        """With what decides how long it holds, and nothing else."""
        return self.annotate(successor_on=SUCCESSOR_ON).only(
            *("starts_on", "ends_on", "date_precision", "date_qualifier", "date_end"),
            *("expires_at", "expires_zone", "expires_precision", "revoked_on"),
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

"""What the importer asks of batches and of their rows."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

if TYPE_CHECKING:
    from imports.models import Batch, Row

    BatchBase = models.QuerySet[Batch]
    RowBase = models.QuerySet[Row]
else:
    BatchBase = RowBase = models.QuerySet


class BatchQuerySet(BatchBase):
    def working(self) -> Self:
        return self.filter(state__in=self.model.WORKING)

    def silent_since(self, moment: datetime) -> Self:
        """Batches that nobody has worked on since `moment`."""
        return self.filter(Q(heartbeat_at__lt=moment) | Q(heartbeat_at=None))

    def lock_decidable(self, pk: int) -> bool:
        """Whether rows of the batch may be decided on: it stays so until the transaction ends."""
        state = self.select_for_update().values_list("state", flat=True).get(pk=pk)
        return state in self.model.APPLICABLE

    def move(self, pk: int, states: object, to: str, **values: object) -> bool:
        """Compare and set: true for the one caller that found it in `states` and moved it."""
        sources = [states] if isinstance(states, str) else list(states)  # type: ignore[call-overload]
        return self.filter(pk=pk, state__in=sources).update(state=to, **values) == 1


class RowQuerySet(RowBase):
    """Rows in the order in which they were applied (`Row.applied_order`)."""

    def standing(self) -> Self:
        """Rows that were applied and are not undone."""
        return self.filter(applied_at__isnull=False, undone_at=None)

    def waiting(self) -> Self:
        """Rows that applying would look at: those not compared yet are compared first.

        Those held wait until it is decided whom they mean (`imports.who`).
        """
        outcomes = (self.model.Outcome.NEW, self.model.Outcome.CHANGED, "")
        return self.filter(outcome__in=outcomes, applied_at=None, held=False)

    def last_applied(self, *same: str) -> Self:
        """For each record, told by what is the `same`, the row that stands and was applied last.

        It is what the next import of the record is compared with; `statements.BASE` finds the same.
        """
        return self.standing().order_by(*same, "-applied_order").distinct(*same)

    def written_again(self, *same: str, **only: object) -> Self:
        """Rows whose record, told by what is the `same`, a row of another batch wrote after them.

        `only` narrows down those other rows.
        """
        record = {name: OuterRef(name) for name in same}
        later = self.model.objects.standing().filter(
            applied_order__gt=OuterRef("applied_order"), **record, **only
        )
        return self.filter(Exists(later.exclude(batch=OuterRef("batch"))))

"""What the importer asks of batches."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from imports.models import Batch

    BatchBase = models.QuerySet[Batch]
else:
    BatchBase = models.QuerySet


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

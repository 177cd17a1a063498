"""What the domain asks of rounds."""

from typing import Self

from records.querysets import EntryQuerySet


class RoundQuerySet(EntryQuerySet):
    def for_rows(self) -> Self:
        return super().for_rows().select_related("track")

    def took_place(self) -> Self:
        return self.filter(status__in=["held", "ongoing", "broken_off"])

    def in_order(self) -> Self:
        """Oldest first, as a track counts its rounds."""
        return self.order_by("starts_on", "number", "pk")

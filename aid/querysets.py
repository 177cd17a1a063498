"""What the domain asks of pledges."""

from typing import Self

from records.querysets import EntryQuerySet


class PledgeQuerySet(EntryQuerySet):
    def counted_once(self) -> Self:
        """Pledges of money that no other pledge in the register announced before."""
        return self.filter(restates=None)

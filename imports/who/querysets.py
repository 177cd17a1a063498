"""What the review of names asks for."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q

if TYPE_CHECKING:
    from imports.who.models import UnknownName

    UnknownNameBase = models.QuerySet[UnknownName]
else:
    UnknownNameBase = models.QuerySet

OFFERED = Q(ambiguous=True) | ~Q(candidates=[])


class UnknownNameQuerySet(UnknownNameBase):
    def undecided(self) -> Self:
        return self.filter(decision=None)

    def open(self) -> Self:
        """Those that ask for a decision: they may be somebody who is known."""
        return self.undecided().filter(OFFERED)

    def new(self) -> Self:
        """Those that are like nobody, and become new actors unless it is decided otherwise."""
        return self.undecided().exclude(OFFERED)

    def decided(self) -> Self:
        return self.filter(decision__isnull=False).order_by(F("decision__at").desc(), "-id")

    def likely(self) -> Self:
        return self.undecided().filter(likely=True)

"""What is asked of kept mappings."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from imports.mappings.models import Mapping

    MappingBase = models.QuerySet[Mapping]
else:
    MappingBase = models.QuerySet


class MappingQuerySet(MappingBase):
    def for_headers(self, fingerprints: Iterable[str]) -> Self:
        """Those made for files of one of these headers, the last changed first."""
        return self.filter(fingerprint__in=list(fingerprints)).order_by("-changed_at", "-pk")

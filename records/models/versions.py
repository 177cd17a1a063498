"""What readers saw of an entry, kept for good."""

import hashlib
import json
from functools import cached_property
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from records.models.entries import Entry
from records.triggers import PUBLIC_VERSION_TRIGGERS


class PublicVersion(models.Model):
    """A content that readers could see, as the very text that is hashed; never changed.

    Rows are only added (`records.public`). They move no version of the data: what readers see is
    the same before and after. A number of 0 is that of a content which could not be stored.
    """

    entry = models.ForeignKey(
        Entry, models.CASCADE, related_name="public_versions", verbose_name=_("entry")
    )
    number = models.PositiveIntegerField(_("number"))
    at = models.DateTimeField(_("first seen at"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    canonical = models.TextField(_("content"))

    class Meta:
        verbose_name = _("public version")
        verbose_name_plural = _("public versions")
        default_permissions = ()
        ordering = ["entry", "number"]
        triggers = PUBLIC_VERSION_TRIGGERS
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "number"], name="records_publicversion_number_once"
            ),
            models.CheckConstraint(
                name="records_publicversion_number_from_one", condition=models.Q(number__gte=1)
            ),
            models.CheckConstraint(
                name="records_publicversion_sha256_shape",
                condition=models.Q(sha256__regex="^[0-9a-f]{64}$"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id}, {self.number}"

    @property
    def before(self) -> int:
        return self.number - 1

    @property
    def after(self) -> int:
        return self.number + 1

    @cached_property
    def content(self) -> dict[str, Any]:
        read: dict[str, Any] = json.loads(self.canonical)
        return read


def sha256_of(canonical: str) -> str:
    return hashlib.sha256(canonical.encode()).hexdigest()

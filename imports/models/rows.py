"""The rows of a file on its way in, and what comes of each."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from imports.models.batches import Batch
from imports.querysets import RowQuerySet
from imports.triggers import COUNT_APPLIED
from records.models import Actor, Entry


class Row(models.Model):
    """One record of the file: as it came, as it was understood, and what becomes of it.

    The rows that were applied are the memory of what an import wrote: the next import of the same
    identifier is compared with the last of them, so that a value that differs from it in the
    database is known to be a person's.
    """

    class Outcome(models.TextChoices):
        NEW = "new", _("new")
        CHANGED = "changed", _("changed")
        UNCHANGED = "unchanged", _("unchanged")
        CONFLICT = "conflict", _("conflict")
        INVALID = "invalid", _("invalid")

    class Target(models.TextChoices):
        ENTRY = "entry", _("entry")
        ACTOR = "actor", _("actor")
        RATES = "rates", _("exchange rates")
        SOURCE = "source", _("item of the inbox")
        RECORD = "record", _("record as it was exported")

    class Decision(models.TextChoices):
        """What somebody decided on a suggestion; rows of files are accepted or rejected."""

        ACCEPTED = "accepted", _("accepted")
        EDITED = "edited", _("accepted to be edited")
        SKIPPED = "skipped", _("skipped")

    class Kept(models.TextChoices):
        """Why undoing left what the row wrote."""

        EDITED = "edited", _("edited by hand since")
        LATER = "later", _("changed by a later import; undo that one first")
        IN_USE = "in_use", _("other entries refer to it")

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="rows", db_index=False)
    number = models.PositiveBigIntegerField(_("number"), help_text=_("Counted through the file."))
    sheet = models.CharField(_("sheet"), max_length=100, blank=True)
    line = models.PositiveBigIntegerField(_("line"))
    scheme = models.CharField(max_length=50, blank=True)
    key = models.CharField(_("identifier"), max_length=300, blank=True)
    raw = models.JSONField(_("as it came"), default=dict)
    normalised = models.JSONField(_("as it was understood"), null=True)
    digest = models.CharField(max_length=40, blank=True)
    target = models.CharField(
        _("becomes"), max_length=10, choices=Target, default=Target.ENTRY, db_default=Target.ENTRY
    )
    mentions = ArrayField(models.CharField(max_length=400), default=list)
    refers = models.BooleanField(default=False, help_text=_("Speaks of other entries."))
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome, blank=True)
    diff = models.JSONField(_("differences"), default=dict)
    problems = models.JSONField(_("problems"), default=list)
    entry = models.ForeignKey(
        Entry,
        models.SET_NULL,
        null=True,
        related_name="import_rows",
        verbose_name=_("entry"),
        db_index=False,
    )
    actor = models.ForeignKey(
        Actor,
        models.SET_NULL,
        null=True,
        related_name="import_rows",
        verbose_name=_("actor"),
        db_index=False,
    )
    accepted = models.BooleanField(_("accepted"), default=True)
    decisions = models.JSONField(_("decided in conflicts"), null=True)
    undo_asked = models.BooleanField(default=False, db_default=False)
    held = models.BooleanField(
        default=False, db_default=False, help_text=_("Names somebody who is not known for sure.")
    )
    decision = models.CharField(
        _("decision"), max_length=10, choices=Decision, blank=True, default="", db_default=""
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("decided by"),
        db_index=False,
    )
    applied_at = models.DateTimeField(_("applied at"), null=True)
    applied_order = models.BigIntegerField(null=True, editable=False)  # by COUNT_APPLIED
    undone_at = models.DateTimeField(_("undone at"), null=True)
    before = models.JSONField(_("what it replaced"), null=True)
    kept_because = models.CharField(_("kept because"), max_length=30, choices=Kept, blank=True)

    objects = RowQuerySet.as_manager()

    class Meta:
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of an import")
        ordering = ["batch_id", "number"]
        triggers = [COUNT_APPLIED]
        constraints = [
            models.UniqueConstraint(fields=["batch", "number"], name="imports_row_once"),
            models.CheckConstraint(
                name="imports_row_target_known",
                condition=models.Q(target__in=["entry", "actor", "rates", "source", "record"]),
            ),
            models.CheckConstraint(
                name="imports_row_decision_known",
                condition=models.Q(decision__in=["", "accepted", "edited", "skipped"]),
            ),
            models.CheckConstraint(
                name="imports_row_kept_known",
                condition=models.Q(kept_because__in=["", "edited", "later", "in_use"]),
            ),
            models.CheckConstraint(
                name="imports_row_applied_in_order",
                condition=models.Q(applied_at=None, applied_order=None)
                | models.Q(applied_at__isnull=False, applied_order__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["batch", "outcome", "number"], name="imports_row_outcome"),
            models.Index(fields=["batch", "scheme", "key"], name="imports_row_key"),
            models.Index(
                fields=["scheme", "key"],
                name="imports_row_base",
                condition=models.Q(applied_at__isnull=False) & ~models.Q(target="entry"),
            ),
            # Most rows have none of these while they wait, and each write of a row is written to
            # each index that holds it.
            *(
                models.Index(
                    fields=[name],
                    name=f"imports_row_{name}",
                    condition=models.Q((f"{name}__isnull", False)),
                )
                for name in ("entry", "actor", "decided_by")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}:{self.number}"

    @property
    def said(self) -> dict[str, Any]:
        """The normalised record; rows that were refused have none and are never asked."""
        return dict(self.normalised or {})

    @property
    def decided(self) -> dict[str, Any]:
        """Field → {"take": "file" or "stored", "now", "file"}: what a reviewer decided and saw."""
        return dict((self.decisions or {}).get("fields", {}))

    @property
    def replaced(self) -> dict[str, Any]:
        """What a changed row replaced, so that undo can put it back."""
        return dict(self.before or {})

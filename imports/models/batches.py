"""A file on its way in."""

from typing import ClassVar, cast

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from imports.mappings.models import Mapping
from imports.querysets import BatchQuerySet, RowQuerySet


def upload_name(_batch: "Batch", _name: str) -> str:
    """Where an uploaded file is kept; its own name stays in `file_name` and names no path."""
    return f"imports/{get_random_string(24)}"


class Batch(models.Model):
    """One file being imported.

          ┌─→ mapping
          │      ↓
        received ──→ reading ──→ ready ──→ applying ──→ applied
                        │          ↑          │            │
                        ↓          └── (rest) ┤            ↓
                 failed, cancelled ←──────────┘──────→ undoing ──→ undone, applied (part)

    A worker carries a batch on through received, reading, applying and undoing (`WORKING`); a
    person moves it from one resting state to the next. Each move is a compare-and-set
    (`BatchQuerySet.move`). A killed worker leaves the state as it is: the sweep finds that nobody
    holds the batch's lock, and another worker goes on after the last finished chunk. Where workers
    break off `MOST_ATTEMPTS` times without finishing one, the batch fails. Where only
    chosen rows were applied, the batch is `applied` and may be applied again for the rest. What a
    failed or cancelled batch had applied can be undone, and what undoing kept be undone once more.
    Where only a part is undone, the batch is `applied` again. Where no row could be applied, since
    what they all speak of changed after they were compared, it is `ready` once more. A table that
    no connector recognises rests in `mapping` until a person has said what its columns mean; then
    it is received anew, with its `plan`. The same way a batch of which nothing was applied yet can
    be mapped anew (`MAPPABLE`).
    """

    class State(models.TextChoices):
        RECEIVED = "received", _("received")
        MAPPING = "mapping", _("waits for its columns to be mapped")
        READING = "reading", _("reading")
        READY = "ready", _("ready for review")
        APPLYING = "applying", _("applying")
        APPLIED = "applied", _("applied")
        UNDOING = "undoing", _("undoing")
        UNDONE = "undone", _("undone")
        FAILED = "failed", _("failed")
        CANCELLED = "cancelled", _("cancelled")

    WORKING: ClassVar = (State.RECEIVED, State.READING, State.APPLYING, State.UNDOING)
    APPLICABLE: ClassVar = (State.READY, State.APPLIED, State.CANCELLED, State.FAILED)
    MAPPABLE: ClassVar = (State.MAPPING, State.READY, State.CANCELLED, State.FAILED)
    MOST_ATTEMPTS: ClassVar = 5
    UNDOABLE: ClassVar = (State.APPLIED, State.UNDONE, State.CANCELLED, State.FAILED)

    connector = models.CharField(_("form of the file"), max_length=30, blank=True)
    file = models.FileField(_("file"), upload_to=upload_name, max_length=300)
    file_name = models.CharField(_("file name"), max_length=300)
    sha256 = models.CharField(_("SHA-256"), max_length=64, blank=True)
    mapping = models.ForeignKey(
        Mapping,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="batches",
        verbose_name=_("mapping of columns"),
    )
    plan = models.JSONField(
        _("what the columns mean"),
        default=dict,
        blank=True,
        help_text=_("A copy: changing the mapping does not change this import."),
    )
    encoding = models.CharField(_("encoding"), max_length=30, blank=True)
    size = models.PositiveBigIntegerField(_("bytes"), default=0)
    state = models.CharField(
        _("state"), max_length=20, choices=State, default=State.RECEIVED, editable=False
    )
    error = models.JSONField(_("what went wrong"), default=dict, blank=True)
    publish = models.BooleanField(_("publish at once"), default=False)
    cancel_requested = models.BooleanField(default=False, editable=False)
    undo_part = models.BooleanField(
        default=False, editable=False, help_text=_("Undo only the rows that were asked for.")
    )
    attempts = models.PositiveSmallIntegerField(
        default=0, editable=False, help_text=_("Since the last finished chunk.")
    )
    rows_total = models.PositiveBigIntegerField(_("rows to do"), null=True, blank=True)
    rows_done = models.PositiveBigIntegerField(_("rows done"), default=0)
    bytes_done = models.PositiveBigIntegerField(_("bytes read"), default=0)
    counts = models.JSONField(_("rows per outcome"), default=dict, blank=True)
    report = models.JSONField(_("what came of it"), default=dict, blank=True)
    celery_id = models.CharField(max_length=50, blank=True, editable=False)
    heartbeat_at = models.DateTimeField(null=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="batches",
        verbose_name=_("received from"),
    )
    acting = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("who asked for the last step"),
    )
    created_at = models.DateTimeField(_("received at"), auto_now_add=True, db_default=Now())
    started_at = models.DateTimeField(_("started at"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-id"]
        indexes = [models.Index(fields=["state"], name="imports_batch_state")]
        constraints = [
            models.CheckConstraint(
                name="imports_batch_state_known",
                condition=models.Q(
                    state__in=[
                        *("received", "mapping", "reading", "ready", "applying", "applied"),
                        *("undoing", "undone", "failed", "cancelled"),
                    ]
                ),
            ),
            models.CheckConstraint(
                name="imports_batch_failed_with_reason",
                condition=~models.Q(state="failed") | ~models.Q(error={}),
            ),
            models.CheckConstraint(
                name="imports_batch_mapped_by_plan",
                condition=~models.Q(connector="mapped", state__in=["ready", "applying", "applied"])
                | ~models.Q(plan={}),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.get_state_display()})"

    @property
    def is_working(self) -> bool:
        return self.state in self.WORKING

    def standing(self) -> RowQuerySet:
        """Rows that were applied and are not undone."""
        return cast("RowQuerySet", self.rows.all()).standing()

    def waiting(self) -> RowQuerySet:
        """Rows that applying would look at."""
        return cast("RowQuerySet", self.rows.all()).waiting()

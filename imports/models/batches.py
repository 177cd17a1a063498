"""A file on its way in, and its rows with what comes of each."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from imports.mappings.models import Mapping
from imports.querysets import BatchQuerySet, RowQuerySet
from imports.triggers import COUNT_APPLIED
from records.models import Actor, Entry


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

    def standing(self) -> "RowQuerySet":
        """Rows that were applied and are not undone."""
        standing: RowQuerySet = Row.objects.filter(batch=self).standing()
        return standing

    def waiting(self) -> "models.QuerySet[Row]":
        """Rows that applying would look at: those not compared yet are compared first.

        Those held wait until it is decided whom they mean (`imports.who`).
        """
        outcomes = (Row.Outcome.NEW, Row.Outcome.CHANGED, "")
        return self.rows.filter(outcome__in=outcomes, applied_at=None, held=False)


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

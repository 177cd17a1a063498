"""A file on its way in: the batch, and its rows with what becomes of each."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from records.models import Entry


class Batch(models.Model):
    """One file or address being imported.

    received → reading → ready → applying → applied → undoing → undone. Reading and applying may end
    in failed (the reason in `error`) or cancelled; a killed worker leaves the state, and the sweep
    takes the batch up where its last chunk ended.
    """

    class State(models.TextChoices):
        RECEIVED = "received", _("received")
        READING = "reading", _("reading")
        READY = "ready", _("ready for review")
        APPLYING = "applying", _("applying")
        APPLIED = "applied", _("applied")
        UNDOING = "undoing", _("undoing")
        UNDONE = "undone", _("undone")
        FAILED = "failed", _("failed")
        CANCELLED = "cancelled", _("cancelled")

    connector = models.CharField(_("connector"), max_length=30, blank=True)
    file = models.FileField(_("file"), upload_to="imports/", max_length=300)
    file_name = models.CharField(_("file name"), max_length=300)
    sha256 = models.CharField(_("SHA-256"), max_length=64, blank=True)
    size = models.PositiveBigIntegerField(_("bytes"), default=0)
    state = models.CharField(
        _("state"), max_length=20, choices=State, default=State.RECEIVED, editable=False
    )
    error = models.TextField(_("what went wrong"), blank=True)
    publish = models.BooleanField(_("publish at once"), default=False)
    cancel_requested = models.BooleanField(default=False, editable=False)
    rows_total = models.PositiveBigIntegerField(_("rows in the file"), null=True, blank=True)
    rows_done = models.PositiveBigIntegerField(_("rows done"), default=0)
    bytes_done = models.PositiveBigIntegerField(_("bytes read"), default=0)
    counts = models.JSONField(_("rows per outcome"), default=dict, blank=True)
    celery_id = models.CharField(max_length=50, blank=True, editable=False)
    heartbeat_at = models.DateTimeField(null=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="batches"
    )
    created_at = models.DateTimeField(_("received at"), auto_now_add=True, db_default=Now())
    started_at = models.DateTimeField(_("started at"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)

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
                        *("received", "reading", "ready", "applying", "applied"),
                        *("undoing", "undone", "failed", "cancelled"),
                    ]
                ),
            ),
            models.CheckConstraint(
                name="imports_batch_failed_with_reason",
                condition=~models.Q(state="failed") | ~models.Q(error=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.get_state_display()})"


class Row(models.Model):
    """One record of the file: as it came, as it was understood, and what becomes of it."""

    class Outcome(models.TextChoices):
        NEW = "new", _("new")
        CHANGED = "changed", _("changed")
        UNCHANGED = "unchanged", _("unchanged")
        CONFLICT = "conflict", _("conflict")
        INVALID = "invalid", _("invalid")

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="rows")
    line = models.PositiveBigIntegerField(_("line"))
    scheme = models.CharField(max_length=50, blank=True)
    key = models.CharField(_("identifier"), max_length=300, blank=True)
    raw = models.JSONField(_("as it came"), default=dict)
    normalised = models.JSONField(_("as it was understood"), null=True)
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome, blank=True)
    diff = models.JSONField(_("differences"), default=dict)
    problems = models.JSONField(_("problems"), default=list)
    entry = models.ForeignKey(
        Entry, models.SET_NULL, null=True, related_name="import_rows", verbose_name=_("entry")
    )
    accepted = models.BooleanField(_("accepted"), default=True)
    applied = models.BooleanField(_("applied"), default=False)

    class Meta:
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of an import")
        ordering = ["batch_id", "line"]
        constraints = [models.UniqueConstraint(fields=["batch", "line"], name="imports_row_once")]
        indexes = [models.Index(fields=["batch", "outcome", "line"], name="imports_row_outcome")]

    def __str__(self) -> str:
        return f"{self.batch_id}:{self.line}"

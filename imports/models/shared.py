"""The shared records that the rows of a file speak of, and those that it made."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from imports.models.batches import Batch


class Mention(models.Model):
    """An actor, source, process, track or programme that rows of a batch speak of.

    `key` says in words what is meant, and stands in the normalised rows; `object_id` is the record
    that it was found to be, or that was made for it.
    """

    class Type(models.TextChoices):
        PROCESS = "process", _("process")
        ACTOR = "actor", _("actor")
        SOURCE = "source", _("source")
        TRACK = "track", _("track")
        PROGRAMME = "programme", _("programme")

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="mentions", db_index=False)
    type = models.CharField(max_length=20, choices=Type)
    key = models.CharField(max_length=400)
    data = models.JSONField(default=dict)
    object_id = models.BigIntegerField(null=True)
    used = models.BooleanField(default=False, help_text=_("By rows that are being applied."))

    class Meta:
        verbose_name = _("record that an import speaks of")
        verbose_name_plural = _("records that an import speaks of")
        constraints = [
            models.UniqueConstraint(fields=["batch", "type", "key"], name="imports_mention_once")
        ]

    def __str__(self) -> str:
        return self.key


class Made(models.Model):
    """A shared record that a batch brought, so that undo takes away exactly this."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="made", db_index=False)
    model = models.CharField(max_length=50)
    object_id = models.BigIntegerField()

    class Meta:
        verbose_name = _("record that an import made")
        verbose_name_plural = _("records that an import made")
        constraints = [
            models.UniqueConstraint(fields=["model", "object_id"], name="imports_made_once")
        ]
        indexes = [models.Index(fields=["batch", "model"], name="imports_made_batch")]

    def __str__(self) -> str:
        return f"{self.model}:{self.object_id}"

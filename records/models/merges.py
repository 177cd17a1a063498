"""That two actors were found to be one, with all that is needed to part them again."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from records.models.actors import Actor


class Merge(models.Model):
    """One actor went into another; `records.merging` writes it, and nothing else changes it.

    `kept` is who has the rows now: it follows later merges, and is empty once this one is undone.
    `done` holds the rows that moved, those that stood there twice and were dropped, the columns
    that were filled, and the actor that went; `left` what an undoing could not put back, and why.
    """

    kept = models.ForeignKey(
        Actor,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="merges",
        verbose_name=_("now"),
    )
    kept_number = models.BigIntegerField(editable=False)
    kept_name = models.CharField(_("stayed"), max_length=300, editable=False)
    gone_number = models.BigIntegerField(editable=False)
    gone_name = models.CharField(_("merged into it"), max_length=300, editable=False)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    done = models.JSONField(default=dict, editable=False)
    left = models.JSONField(default=list, editable=False)
    at = models.DateTimeField(_("merged at"), auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("merged by"),
    )
    undone_at = models.DateTimeField(_("undone at"), null=True, editable=False)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("undone by"),
    )

    class Meta:
        verbose_name = _("merge of actors")
        verbose_name_plural = _("merges of actors")
        ordering = ["-id"]
        default_permissions = ("view",)
        permissions = [("merge_actors", "Can merge actors and part them again")]
        constraints = [
            models.UniqueConstraint(
                fields=["gone_number"],
                condition=models.Q(undone_at=None),
                name="records_merge_gone_once",
            ),
            models.CheckConstraint(
                name="records_merge_undone_keeps_nobody",
                condition=models.Q(undone_at=None) | models.Q(kept=None),
            ),
            models.CheckConstraint(
                name="records_merge_of_two",
                condition=~models.Q(kept_number=models.F("gone_number")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gone_name} → {self.kept_name}"

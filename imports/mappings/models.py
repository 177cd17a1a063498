"""Mappings that are kept, and the beginning of a table that waits for one."""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from imports.mappings.querysets import MappingQuerySet


class Mapping(models.Model):
    """What the columns of a spreadsheet mean, kept under a name for the next file of its header.

    `plan` is an `imports.mappings.plans.Plan`; a batch takes a copy of it, so that changing or
    deleting a mapping changes no import. `version` is what two editors are told apart by.
    """

    name = models.CharField(_("name of the mapping"), max_length=100)
    kind = models.CharField(_("kind of entry"), max_length=20)
    fingerprint = models.CharField(_("header"), max_length=32, editable=False)
    plan = models.JSONField(_("what the columns mean"))
    version = models.PositiveIntegerField(default=1, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="mappings",
        verbose_name=_("made by"),
    )
    created_at = models.DateTimeField(_("made at"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)

    objects = MappingQuerySet.as_manager()

    class Meta:
        verbose_name = _("mapping of columns")
        verbose_name_plural = _("mappings of columns")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["name"],
                name="imports_mapping_name_once",
                violation_error_message=_("There is a mapping of this name. Choose another one."),
            ),
            models.CheckConstraint(name="imports_mapping_has_name", condition=~models.Q(name="")),
        ]
        indexes = [models.Index(fields=["fingerprint"], name="imports_mapping_header")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("admin:imports_mapping_change", args=[self.pk])

    @property
    def said(self) -> dict[str, Any]:
        """The plan as it is kept."""
        return dict(self.plan)


class Sample(models.Model):
    """The first lines of a batch's table, so that the page of its mapping needs not read the file.

    `sheets` is a list of `{"name": …, "columns": […], "lines": [[number, cell, …], …]}`.
    """

    batch = models.OneToOneField("imports.Batch", models.CASCADE, related_name="sample")
    sheets = models.JSONField(default=list)

    class Meta:
        verbose_name = _("sample of a table")
        verbose_name_plural = _("samples of tables")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.batch_id}"

"""The peace process that entries belong to."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modeltrans.fields import TranslationField

from records.history import tracked
from records.querysets import ProcessQuerySet


@tracked()
class Process(models.Model):
    class Status(models.TextChoices):
        ACTIVE = "active", _("under way")
        SUSPENDED = "suspended", _("suspended")
        CONCLUDED = "concluded", _("concluded")
        ABANDONED = "abandoned", _("abandoned")
        UNKNOWN = "unknown", _("not known")

    name = models.CharField(_("name"), max_length=300)
    slug = models.SlugField(_("address"), max_length=100, unique=True)
    summary = models.TextField(
        _("where things stand"),
        blank=True,
        help_text=_("Two or three sentences for the home page."),
    )
    started_on = models.DateField(_("started on"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.UNKNOWN)
    ucdp_conflict_id = models.CharField(_("UCDP conflict id"), max_length=30, blank=True)
    pax_process_id = models.CharField(_("PA-X process id"), max_length=30, blank=True)
    i18n = TranslationField(fields=("name", "summary"))
    name_i18n: str  # set by modeltrans

    objects = ProcessQuerySet.as_manager()

    class Meta:
        verbose_name = _("process")
        verbose_name_plural = _("processes")
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                name="records_process_span",
                condition=models.Q(ended_on__gte=models.F("started_on")),
                violation_error_message=_("The end is before the start."),
            ),
            models.CheckConstraint(
                name="records_process_status_known",
                condition=models.Q(
                    status__in=["active", "suspended", "concluded", "abandoned", "unknown"]
                ),
                violation_error_message=_("Choose one of the states of a process."),
            ),
        ]

    def __str__(self) -> str:
        return self.name_i18n

    def get_absolute_url(self) -> str:
        return reverse("timeline:process", args=[self.slug])

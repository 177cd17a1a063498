"""What is negotiated about, and where each party stands on it."""

from datetime import date

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modeltrans.fields import TranslationField

from records.history import tracked
from records.models import Actor, Entry, Process
from talks.querysets import PositionQuerySet


@tracked()
class Issue(models.Model):
    """A topic on the agenda of a process."""

    process = models.ForeignKey(
        Process, models.PROTECT, related_name="issues", verbose_name=_("process")
    )
    name = models.CharField(_("name"), max_length=300)
    slug = models.SlugField(_("address"), max_length=100)
    summary = models.TextField(_("summary"), blank=True)
    i18n = TranslationField(fields=("name", "summary"))
    name_i18n: str  # set by modeltrans

    class Meta:
        verbose_name = _("issue")
        verbose_name_plural = _("issues")
        ordering = ["process_id", "name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["process", "slug"], name="talks_issue_address_once")
        ]

    def __str__(self) -> str:
        return self.name_i18n

    def get_absolute_url(self) -> str:
        return reverse("talks:issue", args=[self.process.slug, self.slug])


@tracked()
class Position(models.Model):
    """Where a party stands on an issue, and the entry in which it took that stand."""

    class Stance(models.TextChoices):
        DEMANDS = "demands", _("demands")
        OFFERS = "offers", _("offers")
        ACCEPTS = "accepts", _("accepts")
        ACCEPTS_IF = "accepts_if", _("accepts on conditions")
        REJECTS = "rejects", _("rejects")
        SILENT = "silent", _("silent")

    issue = models.ForeignKey(
        Issue, models.CASCADE, related_name="positions", verbose_name=_("issue")
    )
    party = models.ForeignKey(
        Actor, models.PROTECT, related_name="positions", verbose_name=_("party")
    )
    entry = models.ForeignKey(
        Entry, models.CASCADE, related_name="positions", verbose_name=_("entry")
    )
    stance = models.CharField(_("stance"), max_length=20, choices=Stance)
    words = models.CharField(_("in words"), max_length=500)
    i18n = TranslationField(fields=("words",))
    taken_on: date  # set by `dated()`
    of_party: int  # set by `standing()`

    objects = PositionQuerySet.as_manager()

    class Meta:
        verbose_name = _("position")
        verbose_name_plural = _("positions")
        ordering = ["issue_id", "party_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["issue", "party", "entry"], name="talks_position_once"),
            models.CheckConstraint(
                name="talks_position_stance_known",
                condition=models.Q(
                    stance__in=["demands", "offers", "accepts", "accepts_if", "rejects", "silent"]
                ),
                violation_error_message=_("Choose one of the stances."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party}, {self.issue}: {self.get_stance_display()}"

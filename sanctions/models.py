"""Sanctions programmes, who is designated under them, and the relief granted from them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import ClassVar
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modeltrans.fields import TranslationField

from records.dates import KEPT_INSTANTS
from records.history import tracked
from records.models import Actor, Entry, Source
from records.triggers import kind_triggers
from records.vocabulary import validate_time_zone
from sanctions.querysets import ReliefQuerySet
from sanctions.standing import Standing, standing_on


@tracked()
class Programme(models.Model):
    authority = models.CharField(_("authority"), max_length=100, help_text=_("Such as OFAC or EU."))
    code = models.CharField(_("code"), max_length=100)
    name = models.CharField(_("name"), max_length=300)
    legal_basis = models.CharField(_("legal basis"), max_length=300, blank=True)
    i18n = TranslationField(fields=("name",))

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering = ["authority", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "code"],
                name="sanctions_programme_once",
                violation_error_message=_("This authority already has a programme of this code."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.authority} {self.code}"


@tracked()
class Designation(models.Model):
    """An actor on a list, from a day until another; ended ones stay."""

    actor = models.ForeignKey(
        Actor, models.PROTECT, related_name="designations", verbose_name=_("actor")
    )
    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="designations", verbose_name=_("programme")
    )
    list_id = models.CharField(_("id in the list"), max_length=100, blank=True)
    listed_on = models.DateField(_("listed on"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    source = models.ForeignKey(
        Source,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="designations",
        verbose_name=_("source"),
    )

    class Meta:
        verbose_name = _("designation")
        verbose_name_plural = _("designations")
        ordering = ["actor_id", "-listed_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["actor", "programme", "list_id", "listed_on"],
                nulls_distinct=False,
                name="sanctions_designation_once",
            ),
            models.CheckConstraint(
                name="sanctions_designation_span",
                condition=models.Q(until__gte=models.F("listed_on")),
                violation_error_message=_("The end is before the start."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.actor}: {self.programme}"


@tracked()
class Relief(Entry):
    """What an authority allows in spite of its sanctions; `starts_on` is the day of issue."""

    KIND = "relief"
    RANK = 20
    SHAPE = '<path d="M0 4h16v8H0z"/>'
    EXPORTED: ClassVar[dict[str, str]] = {
        "authority": "programme__authority",
        "programme": "programme__code",
    }
    i18n_field_params = {
        "fields": ("title", "summary", "place_name", "authorises", "excludes", "conditions")
    }

    class Instrument(models.TextChoices):
        """OFAC and EU practice."""

        GENERAL_LICENCE = "general_licence", _("general licence")
        SPECIFIC_LICENCE = "specific_licence", _("specific licence")
        EXEMPTION = "exemption", _("exemption")
        DEROGATION = "derogation", _("derogation")
        WAIVER = "waiver", _("waiver")
        SUSPENSION = "suspension", _("suspension")
        DELISTING = "delisting", _("delisting")
        WIND_DOWN = "wind_down", _("wind-down")
        AMENDMENT = "amendment", _("amendment")
        GUIDANCE = "guidance", _("guidance")

    class ExpiryPrecision(models.TextChoices):
        MINUTE = "minute", _("minute")
        DAY = "day", _("day")
        MONTH = "month", _("month")

    instrument = models.CharField(_("instrument"), max_length=20, choices=Instrument)
    number = models.CharField(
        _("number"), max_length=30, blank=True, help_text=_("With its letter, such as 128B.")
    )
    programme = models.ForeignKey(
        Programme,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reliefs",
        verbose_name=_("programme"),
    )
    authorises = models.TextField(_("authorises"), blank=True)
    excludes = models.TextField(_("does not authorise"), blank=True)
    conditions = models.TextField(_("conditions"), blank=True)
    expires_at = models.DateTimeField(
        _("expires at"),
        null=True,
        blank=True,
        help_text=_("The last instant where only a day or a month is known."),
    )
    expires_zone = models.CharField(
        _("time zone of the instrument"),
        max_length=50,
        blank=True,
        validators=[validate_time_zone],
        help_text=_("IANA name, such as America/New_York."),
    )
    expires_precision = models.CharField(
        _("precision of the expiry"),
        max_length=10,
        choices=ExpiryPrecision,
        default=ExpiryPrecision.MINUTE,
    )
    revoked_on = models.DateField(_("revoked on"), null=True, blank=True)
    replaces = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name=_("replaces"),
    )

    successor_on: date | None  # set by ReliefQuerySet.for_rows

    objects = ReliefQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("relief")
        verbose_name_plural = _("relief")
        triggers = kind_triggers("relief")
        constraints = [
            models.CheckConstraint(
                name="sanctions_relief_expiry_with_zone",
                condition=models.Q(expires_at__isnull=True, expires_zone="")
                | (models.Q(expires_at__isnull=False) & ~models.Q(expires_zone="")),
                violation_error_message=_("An expiry needs its time zone, and a zone its expiry."),
            ),
            models.CheckConstraint(
                name="sanctions_relief_expiry_kept",
                condition=models.Q(expires_at__range=KEPT_INSTANTS),
                violation_error_message=_("Dates are of the years 1000 to 8999."),
            ),
            models.CheckConstraint(
                name="sanctions_relief_replaces_other",
                condition=~models.Q(replaces=models.F("entry_ptr")),
                violation_error_message=_("Relief cannot replace itself."),
            ),
        ]
        indexes = [models.Index(fields=["expires_at"], name="sanctions_relief_expires")]

    def standing(self, now: datetime) -> Standing:
        """Where this relief stands at `now`; see `sanctions.standing` for the rule."""
        return standing_on(self, now)

    @property
    def expires_local(self) -> datetime | None:
        """The end in the instrument's own time zone."""
        return self.expires_at and self.expires_at.astimezone(ZoneInfo(self.expires_zone))

    def due_instants(self) -> Iterator[tuple[str, str, date]]:
        """Its expiry; a month is no date to put into a calendar."""
        local = self.expires_local
        if local and self.expires_precision != self.ExpiryPrecision.MONTH:
            is_day = self.expires_precision == self.ExpiryPrecision.DAY
            yield "expiry", gettext("Expires"), local.date() if is_day else local.astimezone(UTC)

    @property
    def replaced_on(self) -> date | None:
        """The day on which a later published instrument took this one's place, if one did."""
        if "successor_on" in self.__dict__:
            return self.successor_on
        later = getattr(self, "replaced_by", None)
        return later.starts_on if later and later.state == "published" else None

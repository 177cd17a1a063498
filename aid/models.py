"""What was promised, what arrived of it, and what it was worth in euro."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from aid.querysets import PledgeQuerySet
from records.dates import KEPT_DAYS, Precision
from records.history import tracked
from records.models import Entry, Source
from records.triggers import MOVE_DATA_VERSION, kind_triggers
from records.vocabulary import CurrencyField


@tracked()
class Pledge(Entry):
    """Aid promised on `starts_on`; donor, recipient and channel are involvements."""

    KIND = "pledge"
    RANK = 30
    SHAPE = '<path d="M8 1l8 14H0z"/>'
    i18n_field_params = {"fields": ("title", "summary", "place_name", "conditions")}

    class AidKind(models.TextChoices):
        MILITARY = "military", _("military")
        HUMANITARIAN = "humanitarian", _("humanitarian")
        FINANCIAL = "financial", _("financial")
        RECONSTRUCTION = "reconstruction", _("reconstruction")
        OTHER = "other", _("other")
        UNKNOWN = "unknown", _("not known")

    amount = models.DecimalField(
        _("amount"), max_digits=20, decimal_places=2, null=True, blank=True
    )
    currency = CurrencyField(_("currency"), blank=True, default="")
    aid_kind = models.CharField(
        _("kind of aid"), max_length=20, choices=AidKind, default=AidKind.UNKNOWN
    )
    modality = models.CharField(
        _("IATI finance type"), max_length=10, blank=True, help_text=_("Such as 110, a grant.")
    )
    purpose = models.CharField(
        _("DAC sector"), max_length=10, blank=True, help_text=_("Such as 23110, energy policy.")
    )
    conditions = models.TextField(_("conditions"), blank=True)
    due_on = models.DateField(
        _("delivery promised by"), null=True, blank=True, help_text=_("Where a date was promised.")
    )
    restates = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="restatements",
        verbose_name=_("restates"),
        help_text=_("The earlier pledge of the same money, which is counted once."),
    )

    objects = PledgeQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("pledge")
        verbose_name_plural = _("pledges")
        triggers = kind_triggers("pledge")
        constraints = [
            models.CheckConstraint(
                name="aid_pledge_amount_with_currency",
                condition=models.Q(amount__isnull=True, currency="")
                | models.Q(amount__isnull=False, currency__regex=r"^[A-Z]{3}$"),
                violation_error_message=_(
                    "An amount needs its currency, and a currency its amount."
                ),
            ),
            models.CheckConstraint(
                name="aid_pledge_amount_positive",
                condition=models.Q(amount__gte=0),
                violation_error_message=_("A pledge cannot be negative."),
            ),
            models.CheckConstraint(
                name="aid_pledge_due_kept",
                condition=models.Q(due_on__range=KEPT_DAYS),
                violation_error_message=_("Dates are of the years 1000 to 8999."),
            ),
            models.CheckConstraint(
                name="aid_pledge_restates_other",
                condition=~models.Q(restates=models.F("entry_ptr")),
                violation_error_message=_("A pledge cannot restate itself."),
            ),
        ]


@tracked()
class Transaction(models.Model):
    """Money that moved or was bound under a pledge; negative where a commitment was cancelled."""

    class Type(models.TextChoices):
        """Transaction types of IATI 2.03."""

        COMMITMENT = "2", _("commitment")
        DISBURSEMENT = "3", _("disbursement")
        EXPENDITURE = "4", _("expenditure")
        INCOMING_COMMITMENT = "11", _("incoming commitment")
        PLEDGE = "12", _("pledge")
        INCOMING_PLEDGE = "13", _("incoming pledge")

    pledge = models.ForeignKey(
        Pledge, models.CASCADE, related_name="transactions", verbose_name=_("pledge")
    )
    type = models.CharField(_("type"), max_length=2, choices=Type)
    happened_on = models.DateField(_("date"))
    date_precision = models.CharField(
        _("precision"), max_length=10, choices=Precision, default=Precision.DAY
    )
    amount = models.DecimalField(_("amount"), max_digits=20, decimal_places=2)
    currency = CurrencyField(_("currency"))
    description = models.CharField(_("description"), max_length=500, blank=True)
    source = models.ForeignKey(
        Source,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="transactions",
        verbose_name=_("source"),
    )

    class Meta:
        verbose_name = _("transaction")
        verbose_name_plural = _("transactions")
        ordering = ["pledge_id", "happened_on", "id"]
        constraints = [
            models.CheckConstraint(
                name="aid_transaction_type_known",
                condition=models.Q(type__in=["2", "3", "4", "11", "12", "13"]),
                violation_error_message=_("Choose one of the IATI transaction types."),
            ),
            models.CheckConstraint(
                name="aid_transaction_currency_shape",
                condition=models.Q(currency__regex=r"^[A-Z]{3}$"),
                violation_error_message=_("A currency is a code of three capital letters."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_type_display()} {self.happened_on}: {self.currency} {self.amount}"


class ExchangeRate(models.Model):
    """Units of a currency per euro on a day: the ECB's reference rates."""

    currency = CurrencyField(_("currency"))
    date = models.DateField(_("date"))
    per_euro = models.DecimalField(_("per euro"), max_digits=18, decimal_places=8)

    class Meta:
        verbose_name = _("exchange rate")
        verbose_name_plural = _("exchange rates")
        ordering = ["currency", "-date"]
        triggers = [MOVE_DATA_VERSION]
        constraints = [
            models.UniqueConstraint(fields=["currency", "date"], name="aid_exchangerate_once"),
            models.CheckConstraint(
                name="aid_exchangerate_positive",
                condition=models.Q(per_euro__gt=0),
                violation_error_message=_("A rate is above zero."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date}: 1 EUR = {self.per_euro} {self.currency}"

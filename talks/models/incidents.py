"""What happened on the ground."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from records.history import tracked
from records.models import Entry
from records.triggers import kind_triggers
from talks.querysets import IncidentQuerySet


@tracked()
class Incident(Entry):
    KIND = "incident"
    RANK = 50
    SHAPE = '<path d="M3 0l5 5 5-5 3 3-5 5 5 5-3 3-5-5-5 5-3-3 5-5-5-5z"/>'
    i18n_field_params = {"fields": ("title", "summary", "place_name")}

    class Category(models.TextChoices):
        """Codes ours: what readers of talks ask for, coarser than event data sets."""

        ENERGY = "energy", _("attack on energy infrastructure")
        SHIPPING = "shipping", _("attack on shipping")
        CIVILIANS = "civilians", _("attack on civilians")
        BATTLE = "battle", _("battle")
        STRIKE = "strike", _("air, missile or drone strike")
        CEASEFIRE_VIOLATION = "ceasefire_violation", _("breach of a ceasefire")
        EXCHANGE = "exchange", _("exchange of prisoners or remains")
        SABOTAGE = "sabotage", _("sabotage")
        OTHER = "other", _("other")
        UNKNOWN = "unknown", _("not known")

    category = models.CharField(
        _("category"), max_length=30, choices=Category, default=Category.UNKNOWN
    )

    objects = IncidentQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("incident")
        verbose_name_plural = _("incidents")
        triggers = kind_triggers("incident")

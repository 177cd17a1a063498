"""The one thing that stands on the timeline."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modeltrans.fields import TranslationField

from records.dates import KEPT_DAYS, End, Precision, Qualifier, Span
from records.history import tracked
from records.kinds import kind_model
from records.models.actors import Actor
from records.models.processes import Process
from records.querysets import EntryQuerySet
from records.triggers import ENTRY_TRIGGERS
from records.vocabulary import CountryField

DERIVED = ("countries", "actor_ids", "search", "changed_at")


@tracked(exclude=DERIVED)
class Entry(models.Model):
    """A dated, sourced fact. Kinds inherit from it in their own rooms and set `KIND`."""

    KIND = ""
    RANK = 100  # where the kind stands among the kinds
    SHAPE = '<path d="M2 2h12v12H2z"/>'  # the kind's mark, in an SVG of 16 by 16
    IS_MEETING = False  # whether those with a part in it met there
    # What exports say of the kind's references to other records than entries: key → lookup
    EXPORTED: ClassVar[dict[str, str]] = {}

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        IN_REVIEW = "in_review", _("in review")
        PUBLISHED = "published", _("published")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Verification(models.TextChoices):
        REPORTED = "reported", _("reported")
        CORROBORATED = "corroborated", _("corroborated")
        CONFIRMED = "confirmed", _("confirmed")
        DISPUTED = "disputed", _("disputed")

    class PlacePrecision(models.TextChoices):
        EXACT = "exact", _("exact")
        LOCALITY = "locality", _("town or district")
        COUNTRY = "country", _("country only")
        VIRTUAL = "virtual", _("virtual")
        UNKNOWN = "unknown", _("not known")

    class PartOfDay(models.TextChoices):
        MORNING = "morning", _("morning")
        AFTERNOON = "afternoon", _("afternoon")
        EVENING = "evening", _("evening")
        NIGHT = "night", _("night")

    kind = models.CharField(_("kind"), max_length=20, editable=False)
    slug = models.SlugField(_("address"), max_length=100, db_index=False)  # asked with its kind
    title = models.CharField(_("title"), max_length=500)
    summary = models.TextField(_("summary"), blank=True)

    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    date_end = models.CharField(_("end"), max_length=10, choices=End, default=End.KNOWN)
    date_precision = models.CharField(
        _("precision"), max_length=10, choices=Precision, default=Precision.DAY
    )
    date_qualifier = models.CharField(
        _("qualifier"), max_length=15, choices=Qualifier, default=Qualifier.EXACT
    )
    part_of_day = models.CharField(_("time of day"), max_length=10, choices=PartOfDay, blank=True)
    published_on = models.DateField(
        _("published on"), null=True, blank=True, help_text=_("Where saying and publishing differ.")
    )

    state = models.CharField(
        _("state"), max_length=20, choices=State, default=State.DRAFT, editable=False
    )
    withdrawn_because = models.TextField(_("withdrawn because"), blank=True, editable=False)
    verification = models.CharField(
        _("verification"), max_length=20, choices=Verification, default=Verification.REPORTED
    )

    place_name = models.CharField(_("place"), max_length=200, blank=True)
    place_country = CountryField(_("country of the place"))
    latitude = models.DecimalField(
        _("latitude"), max_digits=8, decimal_places=5, null=True, blank=True
    )
    longitude = models.DecimalField(
        _("longitude"), max_digits=8, decimal_places=5, null=True, blank=True
    )
    place_precision = models.CharField(
        _("precision of the place"),
        max_length=20,
        choices=PlacePrecision,
        default=PlacePrecision.UNKNOWN,
    )

    processes = models.ManyToManyField(
        Process, through="ProcessEntry", related_name="entries", verbose_name=_("processes")
    )
    actors = models.ManyToManyField(
        Actor,
        through="Involvement",
        through_fields=("entry", "actor"),
        related_name="entries",
        verbose_name=_("actors"),
    )

    # Derived, and kept true by the database itself (records.triggers)
    countries = ArrayField(models.CharField(max_length=2), default=list, editable=False)
    actor_ids = ArrayField(models.BigIntegerField(), default=list, editable=False)
    search = SearchVectorField(default="", editable=False)
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)

    created_at = models.DateTimeField(auto_now_add=True)
    i18n = TranslationField(fields=("title", "summary", "place_name"))
    title_i18n: str  # set by modeltrans

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        ordering = ["-starts_on", "-id"]
        permissions = [("publish_entry", _("Can publish and withdraw entries"))]
        triggers = ENTRY_TRIGGERS
        indexes = [
            models.Index(fields=["state", "-starts_on", "-id"], name="records_entry_newest"),
            models.Index(
                fields=["state", "kind", "-starts_on", "-id"], name="records_entry_kind_newest"
            ),
            models.Index(  # with all that the timeline's picture counts
                fields=["state", "kind", "starts_on"],
                include=["id", "ends_on", "date_end"],
                name="records_entry_in_time",
            ),
            models.Index(fields=["state", "-changed_at", "-id"], name="records_entry_last_changed"),
            models.Index(fields=["place_country"], name="records_entry_place_country"),
            GinIndex(fields=["countries"], name="records_entry_countries"),
            GinIndex(fields=["actor_ids"], name="records_entry_actor_ids"),
            GinIndex(fields=["search"], name="records_entry_search"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "slug"],
                name="records_entry_address_once",
                violation_error_message=_("Another entry of this kind has this address."),
            ),
            models.CheckConstraint(
                name="records_entry_span",
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                violation_error_message=_("The end is before the start."),
            ),
            models.CheckConstraint(
                name="records_entry_dates_kept",
                condition=models.Q(starts_on__range=KEPT_DAYS, ends_on__range=KEPT_DAYS)
                | models.Q(starts_on__range=KEPT_DAYS, ends_on__isnull=True),
                violation_error_message=_("Dates are of the years 1000 to 8999."),
            ),
            models.CheckConstraint(
                name="records_entry_end_known",
                condition=models.Q(date_end="known", ends_on__isnull=False)
                | models.Q(date_end__in=["open", "unknown"], ends_on__isnull=True),
                violation_error_message=_("A known end needs its date; an open one has none."),
            ),
            models.CheckConstraint(
                name="records_entry_date_known",
                condition=models.Q(
                    date_precision__in=["day", "month", "year"],
                    date_qualifier__in=["exact", "approximate", "uncertain", "both"],
                ),
                violation_error_message=_("Choose one of the precisions and qualifiers."),
            ),
            models.CheckConstraint(
                name="records_entry_state_known",
                condition=models.Q(state__in=["draft", "in_review", "published", "withdrawn"]),
                violation_error_message=_("Choose one of the states of an entry."),
            ),
            models.CheckConstraint(
                name="records_entry_withdrawn_with_reason",
                condition=models.Q(state="withdrawn", withdrawn_because__gt="")
                | (~models.Q(state="withdrawn") & models.Q(withdrawn_because="")),
                violation_error_message=_("A withdrawn entry says why, and only that one does."),
            ),
            models.CheckConstraint(
                name="records_entry_verification_known",
                condition=models.Q(
                    verification__in=["reported", "corroborated", "confirmed", "disputed"]
                ),
                violation_error_message=_("Choose one of the degrees of verification."),
            ),
            models.CheckConstraint(
                name="records_entry_place_known",
                condition=models.Q(
                    place_precision__in=["exact", "locality", "country", "virtual", "unknown"],
                    place_country__regex=r"^([A-Z]{2})?$",
                ),
                violation_error_message=_("A place has a known precision and a code of a country."),
            ),
            models.CheckConstraint(
                name="records_entry_coordinates",
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
                violation_error_message=_(
                    "Latitude (-90 to 90) and longitude (-180 to 180) go together."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.title_i18n

    def save(self, *args: object, **kwargs: object) -> None:
        self.kind = self.kind or self.KIND
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def get_absolute_url(self) -> str:
        return reverse(f"{kind_model(self.kind)._meta.app_label}:{self.kind}", args=[self.slug])

    def due_instants(self) -> Iterable[tuple[str, str, date]]:
        """Ends that the kind sets, for calendars: a name that stays, words, a day or an instant."""
        return ()

    def clean(self) -> None:
        super().clean()
        if self.part_of_day and self.date_precision != Precision.DAY:
            raise ValidationError({"part_of_day": _("A time of day needs a date of one day.")})

    def unique_error_message(
        self, model_class: type[models.Model], unique_check: Sequence[str]
    ) -> ValidationError:
        """Where only one entry may point at another, the one that does is named.

        It may be a draft, which nobody finds on readers' pages.
        """
        column: Any = self._meta.get_field(unique_check[0])
        wanted = {column.name: getattr(self, column.attname)}
        other: Any = column.one_to_one and model_class._default_manager.filter(**wanted).first()
        if not other:
            return super().unique_error_message(model_class, unique_check)
        return ValidationError(
            _("“%(title)s” (%(state)s) says this already. Empty the field there first."),
            code="unique",
            params={"title": other, "state": other.get_state_display()},
        )

    @property
    def span(self) -> Span:
        """The entry's date as one value: days, precision, qualifier and end."""
        return Span(
            self.starts_on,
            self.ends_on,
            Precision(self.date_precision),
            Qualifier(self.date_qualifier),
            End(self.date_end),
        )

    @span.setter
    def span(self, span: Span) -> None:
        self.starts_on, self.ends_on = span.starts_on, span.ends_on
        self.date_precision, self.date_qualifier = span.precision, span.qualifier
        self.date_end = span.end

"""Tracks, the rounds of talks in them, and what each party said afterwards."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modeltrans.fields import TranslationField

from records.history import tracked
from records.models import Actor, Entry, Process, Source
from records.triggers import kind_triggers, touch_triggers
from talks.querysets import APART, RoundQuerySet


class TrackType(models.TextChoices):
    OFFICIAL = "1", _("Track I (official)")
    MIXED = "1.5", _("Track 1.5")
    UNOFFICIAL = "2", _("Track II (unofficial)")
    BACK_CHANNEL = "back_channel", _("back channel")
    UNKNOWN = "unknown", _("not known")


@tracked()
class Track(models.Model):
    """A series of rounds inside a process; numbering and silence are counted per track."""

    process = models.ForeignKey(
        Process, models.PROTECT, related_name="tracks", verbose_name=_("process")
    )
    name = models.CharField(_("name"), max_length=300)
    slug = models.SlugField(_("address"), max_length=100)
    track_type = models.CharField(
        _("track type"), max_length=20, choices=TrackType, default=TrackType.UNKNOWN
    )
    i18n = TranslationField(fields=("name",))
    name_i18n: str  # set by modeltrans

    class Meta:
        verbose_name = _("track")
        verbose_name_plural = _("tracks")
        ordering = ["process_id", "name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["process", "slug"], name="talks_track_address_once"),
            models.CheckConstraint(
                name="talks_track_type_known",
                condition=models.Q(track_type__in=TrackType.values),
                violation_error_message=_("Choose one of the types of track."),
            ),
        ]

    def __str__(self) -> str:
        return self.name_i18n

    def get_absolute_url(self) -> str:
        return reverse("talks:track", args=[self.process.slug, self.slug])


@tracked()
class Round(Entry):
    KIND = "round"
    RANK = 10
    SHAPE = '<circle cx="8" cy="8" r="7"/>'
    IS_MEETING = True
    EXPORTED: ClassVar[dict[str, str]] = {"track": "track__slug"}
    i18n_field_params = {"fields": ("title", "summary", "place_name", "called_by_source")}

    class Mode(models.TextChoices):
        """How they met: MEND's shuttle and virtual, CAMEO 041 telephone, the rest ours."""

        DIRECT = "direct", _("in person")
        SHUTTLE = "shuttle", _("shuttle diplomacy")
        PROXIMITY = "proximity", _("proximity talks")
        VIRTUAL = "virtual", _("virtual")
        TELEPHONE = "telephone", _("telephone")
        WRITTEN = "written", _("written exchange")
        UNKNOWN = "unknown", _("not known")

    class Format(models.TextChoices):
        BILATERAL = "bilateral", _("bilateral")
        TRILATERAL = "trilateral", _("trilateral")
        MULTILATERAL = "multilateral", _("multilateral")
        UNKNOWN = "unknown", _("not known")

    class Level(models.TextChoices):
        LEADERS = "leaders", _("heads of state or government")
        MINISTERS = "ministers", _("ministers")
        ENVOYS = "envoys", _("envoys")
        TECHNICAL = "technical", _("technical")
        MILITARY = "military", pgettext_lazy("level", "military")
        MIXED = "mixed", _("several levels")
        UNKNOWN = "unknown", _("not known")

    class Status(models.TextChoices):
        """Codes of schema.org's EventStatusType where it has one."""

        ANNOUNCED = "announced", _("announced")
        SCHEDULED = "EventScheduled", _("planned")
        POSTPONED = "EventPostponed", _("postponed")
        RESCHEDULED = "EventRescheduled", _("rescheduled")
        CANCELLED = "EventCancelled", _("cancelled")
        ONGOING = "ongoing", _("under way")
        HELD = "held", _("held")
        BROKEN_OFF = "broken_off", _("broken off")
        UNKNOWN = "unknown", _("not known")

    class Outcome(models.TextChoices):
        AGREEMENT = "agreement", _("agreement")
        PARTIAL = "partial", _("partial agreement")
        JOINT_STATEMENT = "joint_statement", _("joint statement")
        NEXT_ROUND = "next_round", _("follow-up agreed")
        NONE = "none", _("no result")
        BREAKDOWN = "breakdown", _("breakdown")
        UNKNOWN = "unknown", _("not known")
        NOT_APPLICABLE = "not_applicable", _("not applicable")

    track = models.ForeignKey(  # the constraint's index answers for it
        Track,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="rounds",
        db_index=False,
        verbose_name=_("track"),
    )
    number = models.PositiveSmallIntegerField(_("number in the track"), null=True, blank=True)
    called_by_source = models.CharField(
        _("called by the source"), max_length=200, blank=True, help_text=_("Such as “second day”.")
    )
    mode = models.CharField(_("mode"), max_length=20, choices=Mode, default=Mode.UNKNOWN)
    format = models.CharField(_("format"), max_length=20, choices=Format, default=Format.UNKNOWN)
    level = models.CharField(_("level"), max_length=20, choices=Level, default=Level.UNKNOWN)
    track_type = models.CharField(
        _("track type"), max_length=20, choices=TrackType, default=TrackType.UNKNOWN
    )
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.UNKNOWN)
    outcome = models.CharField(
        _("outcome"), max_length=20, choices=Outcome, default=Outcome.UNKNOWN
    )

    ended_on: date  # set by `ended()`, `over()` and `not_over()`
    expected_on: date  # set by `not_over()`
    has_next: bool  # set by `with_next_on_record()`

    objects = RoundQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("round")
        verbose_name_plural = _("rounds")
        triggers = [*kind_triggers("round"), *touch_triggers("entry_ptr_id")]
        constraints = [
            models.UniqueConstraint(
                fields=["track", "number"],
                name="talks_round_number_once",
                violation_error_message=_("The track already has a round of this number."),
            ),
            models.CheckConstraint(
                name="talks_round_number_in_track",
                condition=models.Q(number__isnull=True)
                | models.Q(track__isnull=False, number__gte=1),
                violation_error_message=_("A number needs a track, and starts at 1."),
            ),
        ]

    @property
    def is_apart(self) -> bool:
        """Whether the parties spoke through somebody or in writing alone."""
        return self.mode in APART


@tracked()
class Readout(models.Model):
    """What one party said of a round afterwards, in its own words."""

    round = models.ForeignKey(
        Round, models.CASCADE, related_name="readouts", verbose_name=_("round")
    )
    party = models.ForeignKey(
        Actor, models.PROTECT, related_name="readouts", verbose_name=_("party")
    )
    source = models.ForeignKey(
        Source, models.PROTECT, related_name="readouts", verbose_name=_("source")
    )
    text = models.TextField(_("what it said"))
    published_on = models.DateField(_("published on"), null=True, blank=True)
    i18n = TranslationField(fields=("text",))

    class Meta:
        verbose_name = _("readout")
        verbose_name_plural = _("readouts")
        ordering = ["round_id", "party_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["round", "party", "source"], name="talks_readout_once")
        ]

    def __str__(self) -> str:
        return f"{self.party}: {self.text[:60]}"

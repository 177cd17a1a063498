"""Feeds that are read at intervals, what each fetch came to, and the inbox that they fill."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imports.feeds.querysets import FeedItemQuerySet, FeedQuerySet
from imports.problems import words
from records.models import Source

LEAST_MINUTES, MOST_MINUTES = 5, 7 * 24 * 60


class Feed(models.Model):
    """An RSS or Atom feed.

        active ──(five failures, or gone, or by hand)──→ paused ──(by hand)──→ active

    Once it is due (`due_at`), the sweep queues it (`queued_at`), and one worker takes it: whoever
    clears `queued_at` first. Taking also moves `due_at` on by a lease, so that a feed whose worker
    was killed is due again after it. Each step is a compare-and-set (`FeedQuerySet`).
    """

    class State(models.TextChoices):
        ACTIVE = "active", _("active")
        PAUSED = "paused", _("paused")

    MOST_FAILURES: ClassVar = 5

    address = models.URLField(_("address"), max_length=2000, unique=True)
    title = models.CharField(
        _("title"), max_length=300, blank=True, help_text=_("Empty: as the feed calls itself.")
    )
    publisher = models.CharField(
        _("publisher"), max_length=300, blank=True, help_text=_("Written into its sources.")
    )
    language = models.CharField(
        _("language"),
        max_length=15,
        blank=True,
        help_text=_("A code such as uk. Empty: as the feed says."),
    )
    reliability = models.CharField(
        _("reliability"),
        max_length=1,
        choices=Source.Reliability,
        default=Source.Reliability.F,
        help_text=_("Written into its sources."),
    )
    minutes = models.PositiveIntegerField(
        _("minutes between two fetches"),
        default=60,
        validators=[MinValueValidator(LEAST_MINUTES), MaxValueValidator(MOST_MINUTES)],
    )
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.ACTIVE, editable=False
    )
    paused_because = models.JSONField(default=list, blank=True, editable=False)
    etag = models.CharField(max_length=300, blank=True, editable=False)
    modified = models.CharField(max_length=300, blank=True, editable=False)
    due_at = models.DateTimeField(
        _("next fetch"), default=timezone.now, db_default=Now(), editable=False
    )
    queued_at = models.DateTimeField(null=True, editable=False)
    fetched_at = models.DateTimeField(_("last fetch"), null=True, editable=False)
    failures = models.PositiveSmallIntegerField(_("failures in a row"), default=0, editable=False)
    last_answer = models.JSONField(_("last answer"), default=list, blank=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("added by"),
    )
    created_at = models.DateTimeField(_("added at"), auto_now_add=True, db_default=Now())

    objects = FeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("feed")
        verbose_name_plural = _("feeds")
        ordering = ["title", "address"]
        constraints = [
            models.CheckConstraint(
                name="imports_feed_paused_with_reason",
                condition=models.Q(state="active", paused_because=[])
                | models.Q(state="paused") & ~models.Q(paused_because=[]),
            ),
            models.CheckConstraint(
                name="imports_feed_minutes_range",
                condition=models.Q(minutes__range=(LEAST_MINUTES, MOST_MINUTES)),
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"], name="imports_feed_due", condition=models.Q(state="active")
            )
        ]

    def __str__(self) -> str:
        return self.title or self.address

    def get_absolute_url(self) -> str:
        return reverse("admin:imports_feed_change", args=[self.pk])

    @property
    def is_paused(self) -> bool:
        return self.state == self.State.PAUSED

    @property
    def why_paused(self) -> str:
        return told(self.paused_because)

    @property
    def answer_words(self) -> str:
        return told(self.last_answer)


class FeedFetch(models.Model):
    """What one fetch came to; the last ones are kept for the feed's page."""

    class Outcome(models.TextChoices):
        READ = "read", _("read")
        UNCHANGED = "unchanged", _("not changed")
        FAILED = "failed", _("failed")

    KEPT: ClassVar = 50

    feed = models.ForeignKey(Feed, models.CASCADE, related_name="fetches", verbose_name=_("feed"))
    at = models.DateTimeField(_("at"), default=timezone.now, db_default=Now())
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)
    status = models.PositiveSmallIntegerField(_("status"), null=True)
    said = models.JSONField(_("what happened"), default=list)
    items = models.PositiveIntegerField(_("items"), default=0)
    new = models.PositiveIntegerField(_("new"), default=0)
    size = models.PositiveIntegerField(_("bytes"), default=0)
    milliseconds = models.PositiveIntegerField(_("milliseconds"), default=0)

    class Meta:
        verbose_name = _("fetch of a feed")
        verbose_name_plural = _("fetches of feeds")
        ordering = ["-id"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="imports_feedfetch_outcome_known",
                condition=models.Q(outcome__in=["read", "unchanged", "failed"]),
            )
        ]
        indexes = [models.Index(fields=["feed", "-id"], name="imports_feedfetch_last")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.outcome}"

    @property
    def words(self) -> str:
        return told(self.said)


class FeedItem(models.Model):
    """One item of the inbox: new ──→ kept (as a source) or set aside, by an editor.

    `feed` is empty for items of a file that was uploaded, unless that feed is fetched here, too;
    their publisher is what the file calls itself.
    """

    class State(models.TextChoices):
        NEW = "new", _("new")
        KEPT = "kept", _("kept")
        SET_ASIDE = "aside", _("set aside")

    feed = models.ForeignKey(
        Feed, models.CASCADE, null=True, related_name="items", verbose_name=_("feed")
    )
    guid = models.CharField(_("identifier"), max_length=300)
    address = models.CharField(_("address"), max_length=2000, blank=True)
    title = models.CharField(_("title"), max_length=500)
    summary = models.TextField(_("summary"), blank=True)
    author = models.CharField(_("author"), max_length=300, blank=True)
    publisher = models.CharField(_("publisher"), max_length=300, blank=True)
    language = models.CharField(_("language"), max_length=15, blank=True)
    published_at = models.DateTimeField(_("published at"), null=True)
    seen_at = models.DateTimeField(_("first seen"), default=timezone.now, db_default=Now())
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.NEW)
    source = models.ForeignKey(
        Source, models.SET_NULL, null=True, related_name="feed_items", verbose_name=_("source")
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided at"), null=True)

    objects = FeedItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("item of a feed")
        verbose_name_plural = _("inbox")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["feed", "guid"], name="imports_feeditem_once"),
            models.UniqueConstraint(
                fields=["publisher", "guid"],
                condition=models.Q(feed=None),
                name="imports_feeditem_upload_once",
            ),
            models.CheckConstraint(
                name="imports_feeditem_state_known",
                condition=models.Q(state__in=["new", "kept", "aside"]),
            ),
            models.CheckConstraint(
                name="imports_feeditem_decided_with_time",
                condition=models.Q(state="new", decided_at=None, source=None)
                | models.Q(state="kept", decided_at__isnull=False)
                | models.Q(state="aside", decided_at__isnull=False, source=None),
            ),
        ]
        indexes = [models.Index(fields=["state", "-id"], name="imports_feeditem_state")]

    def __str__(self) -> str:
        return self.title

    @property
    def said_publisher(self) -> str:
        """As the feed's page has it by now, else as it was when the item came."""
        return (self.feed.publisher if self.feed else "") or self.publisher


def told(said: list[dict[str, Any]]) -> str:
    """Stored codes with their values, in the reader's language."""
    return " ".join(words(one["code"], one["params"]) for one in said)

"""Where a fact comes from, what exactly was said there, and what was put right later."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext
from modeltrans.fields import TranslationField

from records.history import tracked
from records.querysets import SourceQuerySet


@tracked()
class Source(models.Model):
    class Reliability(models.TextChoices):
        """The letter of the Admiralty system."""

        A = "A", _("completely reliable")
        B = "B", _("usually reliable")
        C = "C", _("fairly reliable")
        D = "D", _("not usually reliable")
        E = "E", _("unreliable")
        F = "F", _("reliability cannot be judged")

    url = models.URLField(_("address"), max_length=2000, blank=True)
    publisher = models.CharField(_("publisher"), max_length=300, blank=True)
    title = models.CharField(_("title or subject"), max_length=500)
    author = models.CharField(_("author"), max_length=300, blank=True)
    language = models.CharField(_("language"), max_length=15, blank=True)
    published_on = models.DateField(_("published on"), null=True, blank=True)
    retrieved_at = models.DateTimeField(_("read at"), null=True, blank=True)
    archived_url = models.URLField(_("archived copy"), max_length=2000, blank=True)
    sha256 = models.CharField(_("SHA-256 of the text read"), max_length=64, blank=True)
    reliability = models.CharField(
        _("reliability"), max_length=1, choices=Reliability, default=Reliability.F
    )
    i18n = TranslationField(fields=("title",))
    title_i18n: str  # set by modeltrans

    objects = SourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["publisher", "title", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["url"],
                condition=~models.Q(url=""),
                name="records_source_url_once",
                violation_error_message=_("A source with this address exists already."),
            ),
            models.CheckConstraint(
                name="records_source_sha256_shape",
                condition=models.Q(sha256__regex=r"^([0-9a-f]{64})?$"),
                violation_error_message=_("A SHA-256 has 64 hexadecimal digits."),
            ),
            models.CheckConstraint(
                name="records_source_reliability_known",
                condition=models.Q(reliability__in=["A", "B", "C", "D", "E", "F"]),
                violation_error_message=_("Reliability is a letter from A to F."),
            ),
        ]

    def __str__(self) -> str:
        parts = [part for part in (self.publisher, self.title_i18n) if part]
        return pgettext("after a label", ": ").join(parts)

    def get_absolute_url(self) -> str:
        return reverse("timeline:source", args=[self.pk])


@tracked()
class Citation(models.Model):
    """What one source says of an entry; with `field` and `value`, what it says of that field."""

    class Attribution(models.TextChoices):
        NAMED = "named", _("a named person or body")
        ANONYMOUS = "anonymous", _("an official who stays anonymous")
        SOURCES = "sources", _("unnamed sources")
        EXPERTS = "experts", _("experts")
        PUBLICATION = "publication", _("the publication itself")

    class Credibility(models.IntegerChoices):
        """The digit of the Admiralty system."""

        CONFIRMED = 1, _("confirmed by other sources")
        PROBABLE = 2, _("probably true")
        POSSIBLE = 3, _("possibly true")
        DOUBTFUL = 4, _("doubtful")
        IMPROBABLE = 5, _("improbable")
        UNKNOWN = 6, _("truth cannot be judged")

    entry = models.ForeignKey(
        "records.Entry", models.CASCADE, related_name="citations", verbose_name=_("entry")
    )
    source = models.ForeignKey(
        Source, models.PROTECT, related_name="citations", verbose_name=_("source")
    )
    locator = models.CharField(
        _("where in the source"), max_length=100, blank=True, help_text=_("Such as §2 or p. 14.")
    )
    quotation = models.CharField(
        _("short quotation"), max_length=500, blank=True, help_text=_("In the source's own words.")
    )
    attribution = models.CharField(
        _("attributed to"), max_length=20, choices=Attribution, default=Attribution.PUBLICATION
    )
    attributed_to = models.CharField(_("attributed to (words)"), max_length=300, blank=True)
    credibility = models.PositiveSmallIntegerField(
        _("credibility"), choices=Credibility, default=Credibility.UNKNOWN
    )
    field = models.CharField(
        _("field"),
        max_length=50,
        blank=True,
        help_text=_("The field of the entry that this speaks of, such as starts_on."),
    )
    value = models.CharField(_("what it says of that field"), max_length=500, blank=True)
    i18n = TranslationField(fields=("attributed_to", "value"))

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        ordering = ["entry_id", "id"]
        constraints = [
            models.CheckConstraint(
                name="records_citation_field_with_value",
                condition=models.Q(field="", value="") | ~models.Q(field="") & ~models.Q(value=""),
                violation_error_message=_("A field and what the source says of it go together."),
            ),
            models.CheckConstraint(
                name="records_citation_credibility_known",
                condition=models.Q(credibility__range=(1, 6)),
                violation_error_message=_("Credibility is a digit from 1 to 6."),
            ),
            models.CheckConstraint(
                name="records_citation_attribution_known",
                condition=models.Q(
                    attribution__in=["named", "anonymous", "sources", "experts", "publication"]
                ),
                violation_error_message=_("Choose whom the source attributes this to."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.locator}".strip()

    @property
    def grade(self) -> str:
        """Letter and digit of the Admiralty system, such as B2."""
        return f"{self.source.reliability}{self.credibility}"


@tracked()
class Correction(models.Model):
    entry = models.ForeignKey(
        "records.Entry", models.CASCADE, related_name="corrections", verbose_name=_("entry")
    )
    what = models.TextField(_("what was wrong, and what is right"))
    wrong_since = models.DateField(_("wrong since"), null=True, blank=True)
    corrected_on = models.DateField(_("corrected on"))
    i18n = TranslationField(fields=("what",))

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["-corrected_on", "id"]
        constraints = [
            models.CheckConstraint(
                name="records_correction_span",
                condition=models.Q(corrected_on__gte=models.F("wrong_since")),
                violation_error_message=_("A correction cannot be older than the mistake."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.corrected_on:%Y-%m-%d}: {self.what[:60]}"

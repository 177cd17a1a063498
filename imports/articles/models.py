"""An article that was read: its text, its source and what was marked in it."""

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Article(models.Model):
    """The text once, by its SHA-256; `batch` is the import that offers its drafts.

    Where that import was undone or failed, reading the article again gives it a new one.
    """

    batch = models.OneToOneField(
        "imports.Batch", models.PROTECT, related_name="article", verbose_name=_("import")
    )
    source = models.ForeignKey(
        "records.Source",
        models.SET_NULL,
        null=True,
        related_name="articles",
        verbose_name=_("source"),
    )
    sha256 = models.CharField(_("SHA-256"), max_length=64, unique=True)
    text = models.TextField(_("text"))
    language = models.CharField(_("language"), max_length=15)
    published_on = models.DateField(_("published on"))
    marks = models.JSONField(
        _("what was found"),
        default=list,
        help_text=_("First and last character, what it is, and the rule."),
    )
    created_at = models.DateTimeField(_("received at"), auto_now_add=True)

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["-id"]
        default_permissions = ()  # whoever may see and change its import may do so with it
        constraints = [
            models.CheckConstraint(
                name="imports_article_sha256_shape",
                condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"),
            ),
            models.CheckConstraint(
                name="imports_article_language_known",
                condition=models.Q(language__in=["fr", "en", "uk", "ru", "de"]),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]

    def get_absolute_url(self) -> str:
        return reverse("admin:imports_batch_change", args=[self.batch_id])

    @property
    def spans(self) -> list[tuple[int, int, str, str]]:
        """First and last character, what stands there, and the rule that found it."""
        marks: list[list[Any]] = self.marks
        return [(int(start), int(end), str(what), str(rule)) for start, end, what, rule in marks]

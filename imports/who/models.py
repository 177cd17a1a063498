"""Names that a file brings and nobody here is known by, and what reviewers decided on them."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from imports.who.querysets import UnknownNameQuerySet
from records.models import Actor


class NameDecision(models.Model):
    """Who is meant by a name as files write it: an actor, or somebody who was new then.

    Of who was new, `actor` is whom an import made since. An actor that was deleted decides nothing.
    """

    class Verdict(models.TextChoices):
        ACTOR = "actor", _("is this actor")
        NEW = "new", _("is somebody new")

    text = models.CharField(pgettext_lazy("actor", "name"), max_length=300)
    folded = models.CharField(max_length=300, editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=Actor.Kind)
    country = models.CharField(_("country"), max_length=2, blank=True)
    numbers = models.CharField(
        _("identifiers"), max_length=300, blank=True, help_text=_("Those that the file gives.")
    )
    verdict = models.CharField(_("decided"), max_length=10, choices=Verdict)
    actor = models.ForeignKey(
        Actor,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="name_decisions",
        verbose_name=_("actor"),
    )
    alias = models.CharField(
        _("alias that was written"), max_length=300, blank=True, editable=False
    )
    batch = models.ForeignKey(
        "imports.Batch",
        models.SET_NULL,
        null=True,
        related_name="name_decisions",
        verbose_name=_("import"),
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    at = models.DateTimeField(_("decided at"), auto_now_add=True)

    class Meta:
        verbose_name = _("decision on a name")
        verbose_name_plural = _("decisions on names")
        ordering = ["-id"]
        default_permissions = ("view", "delete")
        constraints = [
            models.UniqueConstraint(
                fields=["folded", "kind", "country", "numbers"], name="imports_namedecision_once"
            ),
            models.CheckConstraint(
                name="imports_namedecision_verdict_known",
                condition=models.Q(verdict__in=["actor", "new"]),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def key(self) -> tuple[str, str, str, str]:
        return self.folded, self.kind, self.country, self.numbers

    @property
    def is_void(self) -> bool:
        return self.verdict == self.Verdict.ACTOR and self.actor_id is None


class UnknownName(models.Model):
    """A name in rows of a batch that is nobody's for certain, with whom it may be.

    Written anew each time the batch is looked through. `candidates` is [{"actor": number, "score":
    0–100, "name": the one that is alike, "why": [[code, params], …]}, …], best first. Several
    actors have an `ambiguous` name already: rows with it wait until it is decided.
    """

    batch = models.ForeignKey("imports.Batch", models.CASCADE, related_name="unknown_names")
    text = models.CharField(max_length=300)
    folded = models.CharField(max_length=300)
    kind = models.CharField(max_length=20, choices=Actor.Kind)
    country = models.CharField(max_length=2, blank=True)
    numbers = models.CharField(max_length=300, blank=True)
    data = models.JSONField(default=dict)
    mentions = models.JSONField(default=list)
    rows = models.PositiveIntegerField(default=0)
    example = models.ForeignKey("imports.Row", models.CASCADE, null=True, related_name="+")
    candidates = models.JSONField(default=list)
    best = models.PositiveSmallIntegerField(default=0)
    ambiguous = models.BooleanField(default=False)
    likely = models.BooleanField(default=False)
    decision = models.ForeignKey(NameDecision, models.SET_NULL, null=True, related_name="names")

    objects = UnknownNameQuerySet.as_manager()

    class Meta:
        verbose_name = _("name that is not known for sure")
        verbose_name_plural = _("names that are not known for sure")
        ordering = ["-ambiguous", "-best", "folded", "id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "folded", "kind", "country", "numbers"],
                name="imports_unknownname_once",
            ),
            models.CheckConstraint(
                name="imports_unknownname_score", condition=models.Q(best__lte=100)
            ),
        ]
        indexes = [
            models.Index(
                fields=["batch", "-ambiguous", "-best", "folded", "id"],
                name="imports_unknownname_best",
            )
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def key(self) -> tuple[str, str, str, str]:
        return self.folded, self.kind, self.country, self.numbers

    @property
    def offered(self) -> list[dict[str, Any]]:
        return list(self.candidates)

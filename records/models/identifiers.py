"""Names under which others know a record, and the addresses that it had before."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from records.history import tracked

ENTRY_OR_ACTOR = models.Q(entry__isnull=False, actor__isnull=True) | models.Q(
    entry__isnull=True, actor__isnull=False
)


@tracked()
class Identifier(models.Model):
    """An entry's or actor's value in a scheme: the key that makes imports repeatable."""

    entry = models.ForeignKey(
        "records.Entry",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="identifiers",
        verbose_name=_("entry"),
    )
    actor = models.ForeignKey(
        "records.Actor",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="identifiers",
        verbose_name=_("actor"),
    )
    scheme = models.CharField(
        _("scheme"), max_length=50, help_text=_("Such as wikidata, opensanctions, mend, pax, ofac.")
    )
    value = models.CharField(_("value"), max_length=300)

    class Meta:
        verbose_name = _("identifier")
        verbose_name_plural = _("identifiers")
        ordering = ["scheme", "value"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "value"],
                name="records_identifier_once",
                violation_error_message=_("This identifier already belongs to another record."),
            ),
            models.CheckConstraint(
                name="records_identifier_of_one",
                condition=ENTRY_OR_ACTOR,
                violation_error_message=_("An identifier belongs to one entry or to one actor."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"


class Redirect(models.Model):
    """An address at which readers saw a record; written by the database when a slug changes."""

    kind = models.CharField(_("kind"), max_length=20)
    slug = models.SlugField(_("address"), max_length=100)
    entry = models.ForeignKey(
        "records.Entry",
        models.CASCADE,
        null=True,
        related_name="redirects",
        verbose_name=_("entry"),
    )
    actor = models.ForeignKey(
        "records.Actor",
        models.CASCADE,
        null=True,
        related_name="redirects",
        verbose_name=_("actor"),
    )

    class Meta:
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug"], name="records_redirect_once"),
            models.CheckConstraint(name="records_redirect_to_one", condition=ENTRY_OR_ACTOR),
        ]

    def __str__(self) -> str:
        return f"{self.kind}/{self.slug}"

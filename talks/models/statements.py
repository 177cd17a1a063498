"""Who said what."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from records.history import tracked
from records.models import Entry
from records.triggers import kind_triggers
from talks.querysets import StatementQuerySet


@tracked()
class Statement(Entry):
    """Words said on `starts_on` and published on `published_on`; the speaker is an involvement."""

    KIND = "statement"
    RANK = 40
    SHAPE = '<path d="M1 1h14v10H8l-4 4v-4H1z"/>'
    i18n_field_params = {
        "fields": ("title", "summary", "place_name", "translation", "speaker_words")
    }

    class Act(models.TextChoices):
        APPEAL = "appeal", _("appeal")
        DEMAND = "demand", _("demand")
        OFFER = "offer", _("offer")
        ASSESSMENT = "assessment", _("assessment")
        THREAT = "threat", _("threat")
        DENIAL = "denial", _("denial")
        PROMISE = "promise", _("promise")
        ANNOUNCEMENT = "announcement", _("announcement")
        OTHER = "other", _("other")

    act = models.CharField(_("act"), max_length=20, choices=Act, default=Act.OTHER)
    cameo_code = models.CharField(
        _("CAMEO code"), max_length=4, blank=True, help_text=_("Where one fits, such as 107.")
    )
    speaker_words = models.CharField(
        _("speaker, as the source puts it"),
        max_length=200,
        blank=True,
        help_text=_("For a speaker who is not named, such as “experts”."),
    )
    words = models.TextField(_("words in the original language"), blank=True)
    words_language = models.CharField(_("language of the words"), max_length=15, blank=True)
    translation = models.TextField(_("translation of the words"), blank=True)

    objects = StatementQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        triggers = kind_triggers("statement")
        constraints = [
            models.CheckConstraint(
                name="talks_statement_cameo_shape",
                condition=models.Q(cameo_code__regex=r"^([0-9]{2,4})?$"),
                violation_error_message=_("A CAMEO code has two to four digits."),
            ),
            models.CheckConstraint(
                name="talks_statement_words_with_language",
                condition=models.Q(words="") | ~models.Q(words_language=""),
                violation_error_message=_("Say which language the words are in."),
            ),
        ]

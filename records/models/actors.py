"""Who takes part: people, states, organisations, blocs, armed groups, companies, vessels."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modeltrans.fields import TranslationField

from records.dates import validate_date
from records.history import tracked
from records.querysets import ActorQuerySet
from records.triggers import ACTOR_NAME_TRIGGERS, ACTOR_TRIGGERS
from records.vocabulary import CountryField


@tracked(exclude=("search_names",))
class Actor(models.Model):
    class Kind(models.TextChoices):
        PERSON = "person", _("person")
        STATE = "state", pgettext_lazy("actor", "state")
        ORGANISATION = "organisation", _("organisation")
        BLOC = "bloc", _("bloc")
        ARMED_GROUP = "armed_group", _("armed group")
        COMPANY = "company", _("company")
        VESSEL = "vessel", _("ship or aircraft")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    slug = models.SlugField(_("address"), max_length=100, unique=True)
    name = models.CharField(pgettext_lazy("actor", "name"), max_length=300)
    description = models.CharField(_("who this is"), max_length=300, blank=True)
    country = CountryField(
        _("country"),
        help_text=_("ISO 3166-1 code of the state this is, belongs to or acts for."),
    )
    born = models.CharField(
        _("born"),
        max_length=30,
        blank=True,
        validators=[validate_date],
        help_text=_("As sure as it is known: 1971, 1971-05, 1971~ or 1960/1965."),
    )
    search_names = models.TextField(
        editable=False, default="", help_text=_("Every name, folded; kept by the database.")
    )
    created_at = models.DateTimeField(auto_now_add=True)
    i18n = TranslationField(fields=("name", "description"))
    name_i18n: str  # set by modeltrans

    objects = ActorQuerySet.as_manager()

    class Meta:
        verbose_name = _("actor")
        verbose_name_plural = _("actors")
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                name="records_actor_kind_known",
                condition=models.Q(kind__in=["person", "state", "organisation", "bloc"])
                | models.Q(kind__in=["armed_group", "company", "vessel"]),
                violation_error_message=_("Choose one of the kinds of actor."),
            ),
            models.CheckConstraint(
                name="records_actor_country_shape",
                condition=models.Q(country__regex=r"^([A-Z]{2})?$"),
                violation_error_message=_("A country is a code of two capital letters."),
            ),
        ]
        indexes = [
            models.Index(fields=["country", "name"], name="records_actor_country"),
            GinIndex(SearchVector("search_names", config="simple"), name="records_actor_words"),
        ]
        triggers = ACTOR_TRIGGERS

    def __str__(self) -> str:
        return self.name_i18n

    def get_absolute_url(self) -> str:
        return reverse("timeline:actor", args=[self.slug])


@tracked()
class ActorName(models.Model):
    class Kind(models.TextChoices):
        PRIMARY = "primary", _("name in its own language")
        ALIAS = "alias", _("alias")
        TRANSLITERATION = "transliteration", _("transliteration")

    actor = models.ForeignKey(Actor, models.CASCADE, related_name="names", verbose_name=_("actor"))
    text = models.CharField(pgettext_lazy("actor", "name"), max_length=300)
    language = models.CharField(
        _("language"), max_length=15, blank=True, help_text=_("BCP 47 code, such as uk or zh-Hans.")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.ALIAS)

    class Meta:
        verbose_name = _("name of an actor")
        verbose_name_plural = _("names of actors")
        ordering = ["actor_id", "kind", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["actor", "text", "language"], name="records_actorname_once"
            )
        ]
        triggers = ACTOR_NAME_TRIGGERS

    def __str__(self) -> str:
        return self.text


@tracked()
class Affiliation(models.Model):
    """A person's post in an organisation or state, over a span of time (after Popolo)."""

    person = models.ForeignKey(
        Actor, models.CASCADE, related_name="affiliations", verbose_name=_("person")
    )
    organisation = models.ForeignKey(
        Actor, models.PROTECT, related_name="members", verbose_name=_("organisation")
    )
    position = models.CharField(pgettext_lazy("post", "position"), max_length=300)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    source = models.ForeignKey(
        "records.Source", models.PROTECT, null=True, blank=True, verbose_name=_("source")
    )
    i18n = TranslationField(fields=("position",))
    position_i18n: str  # set by modeltrans

    class Meta:
        verbose_name = _("affiliation")
        verbose_name_plural = _("affiliations")
        ordering = ["person_id", "starts_on", "id"]
        constraints = [
            models.CheckConstraint(
                name="records_affiliation_span",
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                violation_error_message=_("The end is before the start."),
            ),
            models.CheckConstraint(
                name="records_affiliation_not_self",
                condition=~models.Q(person=models.F("organisation")),
                violation_error_message=_("An actor cannot be affiliated to itself."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.position_i18n}"

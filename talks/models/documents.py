"""Texts on the table: proposals, drafts, joint statements and agreements, by provision."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modeltrans.fields import TranslationField

from records.history import tracked
from records.models import Entry
from records.triggers import kind_triggers, touch_triggers
from talks.querysets import DocumentQuerySet


@tracked()
class Document(Entry):
    KIND = "document"
    RANK = 60
    SHAPE = '<path d="M2 0h8l4 4v12H2z"/>'
    i18n_field_params = {"fields": ("title", "summary", "place_name")}

    class Form(models.TextChoices):
        PROPOSAL = "proposal", _("proposal")
        DRAFT = "draft", pgettext_lazy("document", "draft")
        JOINT_STATEMENT = "joint_statement", _("joint statement")
        AGREEMENT = "agreement", _("agreement")

    class Stage(models.TextChoices):
        """Agreement stage of PA-X."""

        PRE_NEGOTIATION = "Pre", _("pre-negotiation or process")
        CEASEFIRE = "Cea", _("ceasefire or related")
        PARTIAL = "SubPar", _("framework or substantive, partial")
        COMPREHENSIVE = "SubComp", _("framework or substantive, comprehensive")
        IMPLEMENTATION = "Imp", _("implementation or renegotiation")
        RENEWAL = "Ren", _("renewal")
        OTHER = "Oth", _("other")
        UNKNOWN = "unknown", _("not known")

    class Substage(models.TextChoices):
        """Agreement sub-stage of PA-X."""

        PROCESS = "Proc", _("process")
        PRINCIPLES = "Prin", _("principles")
        CONFIDENCE = "Conf", _("confidence-building measure")
        MIXED_PRE = "PreMix", _("mixed (pre-negotiation)")
        OTHER_PRE = "PreOth", _("other (pre-negotiation)")
        CEASEFIRE = "Ceas", _("ceasefire")
        RELATED = "Rel", _("related to a ceasefire")
        MIXED_CEASEFIRE = "CeaMix", _("mixed (ceasefire)")
        MULTIPLE = "MultIss", _("multiple issues")
        CORE_ISSUE = "Iss", _("core issue")
        OTHER_PARTIAL = "FrparOth", _("other (partial framework)")
        AGREEMENT = "FrAg", _("agreement")
        CONSTITUTION = "FrCons", _("constitution")
        OTHER_COMPREHENSIVE = "FrcomOth", _("other (comprehensive)")
        MODALITIES = "ImpMod", _("implementation modalities")
        NEW_ISSUES = "ExtSub", _("addresses new or outstanding issues")
        NEW_PARTIES = "ExtPar", _("extends the agreement to new parties")
        OTHER_IMPLEMENTATION = "ImpOth", _("other (implementation)")
        RENEWED_PRE = "Repre", _("renewal of pre-negotiation")
        RENEWED_SUBSTANCE = "Resub", _("renewal of substance")
        RENEWED_IMPLEMENTATION = "Reimp", _("renewal of implementation")
        OTHER_RENEWAL = "Reoth", _("other (renewal)")
        UNKNOWN = "unknown", _("not known")

    class Status(models.TextChoices):
        """Agreement status of PA-X, short codes ours."""

        MULTIPARTY = "multiparty", _("signed or agreed by several parties")
        UNILATERAL = "unilateral", _("unilateral document")
        SUBSEQUENT = "subsequent", _("agreement with subsequent status")
        UNCLEAR = "unclear", _("status unclear")
        NOT_APPLICABLE = "not_applicable", _("not applicable")

    form = models.CharField(_("form"), max_length=20, choices=Form)
    stage = models.CharField(_("PA-X stage"), max_length=20, choices=Stage, default=Stage.UNKNOWN)
    substage = models.CharField(
        _("PA-X sub-stage"), max_length=20, choices=Substage, default=Substage.UNKNOWN
    )
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.UNCLEAR)
    version = models.CharField(_("version"), max_length=50, blank=True)
    replaces = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name=_("replaces"),
    )

    objects = DocumentQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        triggers = [*kind_triggers("document"), *touch_triggers("entry_ptr_id")]
        constraints = [
            models.CheckConstraint(
                name="talks_document_replaces_other",
                condition=~models.Q(replaces=models.F("pk")),
                violation_error_message=_("A document cannot replace itself."),
            )
        ]


@tracked()
class Provision(models.Model):
    document = models.ForeignKey(
        Document, models.CASCADE, related_name="provisions", verbose_name=_("document")
    )
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    number = models.CharField(_("number"), max_length=30)
    heading = models.CharField(_("heading"), max_length=300, blank=True)
    text = models.TextField(_("text"), blank=True)
    issue = models.ForeignKey(
        "talks.Issue",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="provisions",
        verbose_name=_("issue"),
    )
    aligned_with = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="later_versions",
        verbose_name=_("same provision in the version before"),
    )
    i18n = TranslationField(fields=("heading", "text"))

    class Meta:
        verbose_name = _("provision")
        verbose_name_plural = _("provisions")
        ordering = ["document_id", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="talks_provision_once")
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.heading}".strip()

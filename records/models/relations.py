"""Which process an entry belongs to, who had a part in it, and what it is linked to."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modeltrans.fields import TranslationField

from records.history import tracked
from records.models.actors import Actor
from records.models.entries import Entry
from records.models.processes import Process
from records.triggers import INVOLVEMENT_TRIGGERS, touch_triggers


@tracked()
class ProcessEntry(models.Model):
    """That an entry belongs to a process; the field disputes such assignments, so with a note."""

    process = models.ForeignKey(  # the constraint's index answers for it
        Process,
        models.PROTECT,
        related_name="process_entries",
        db_index=False,
        verbose_name=_("process"),
    )
    entry = models.ForeignKey(
        Entry, models.CASCADE, related_name="process_entries", verbose_name=_("entry")
    )
    note = models.CharField(_("why"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("entry of a process")
        verbose_name_plural = _("entries of a process")
        triggers = touch_triggers("entry_id")
        constraints = [
            models.UniqueConstraint(fields=["process", "entry"], name="records_processentry_once")
        ]

    def __str__(self) -> str:
        return self.note or str(_("part of the process"))


@tracked()
class Involvement(models.Model):
    """An actor's role in an entry, and on whose behalf."""

    class Role(models.TextChoices):
        HEAD_OF_DELEGATION = "head_of_delegation", _("head of delegation")
        NEGOTIATOR = "negotiator", _("negotiator")
        PARTY = "party", _("party to the talks")
        MEDIATOR = "mediator", _("mediator")
        FACILITATOR = "facilitator", _("facilitator")
        HOST = "host", _("host")
        GUARANTOR = "guarantor", _("guarantor")
        OBSERVER = "observer", _("observer")
        ISSUER = "issuer", _("issuer")
        TARGET = "target", _("target")
        BENEFICIARY = "beneficiary", _("beneficiary")
        DONOR = "donor", _("donor")
        RECIPIENT = "recipient", _("recipient")
        CHANNEL = "channel", _("channel")
        SPEAKER = "speaker", _("speaker")
        ADDRESSEE = "addressee", _("addressee")
        SIGNATORY = "signatory", _("signatory")
        OTHER = "other", _("other role")

    entry = models.ForeignKey(  # the constraint's index answers for it
        Entry,
        models.CASCADE,
        related_name="involvements",
        db_index=False,
        verbose_name=_("entry"),
    )
    actor = models.ForeignKey(
        Actor, models.PROTECT, related_name="involvements", verbose_name=_("actor")
    )
    role = models.CharField(_("role"), max_length=20, choices=Role)
    party = models.ForeignKey(
        Actor,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="represented_in",
        verbose_name=_("on behalf of"),
    )
    note = models.CharField(
        _("note"), max_length=300, blank=True, help_text=_("Such as the post held at the time.")
    )
    i18n = TranslationField(fields=("note",))
    note_i18n: str  # set by modeltrans

    class Meta:
        verbose_name = _("involvement")
        verbose_name_plural = _("involvements")
        ordering = ["entry_id", "id"]
        triggers = INVOLVEMENT_TRIGGERS
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "actor", "role", "party"],
                nulls_distinct=False,
                name="records_involvement_once",
                violation_error_message=_("This actor already has this role here."),
            ),
            models.CheckConstraint(
                name="records_involvement_party_is_other",
                condition=models.Q(party__isnull=True) | ~models.Q(party=models.F("actor")),
                violation_error_message=_(
                    "Leave “on behalf of” empty where an actor acts for itself."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.actor} ({self.get_role_display()})"


@tracked()
class Link(models.Model):
    """From one entry to an earlier or related one; says why, and claims no cause."""

    class Kind(models.TextChoices):
        FOLLOWS = "follows", _("follows")
        RESPONDS_TO = "responds_to", _("responds to")
        REPLACES = "replaces", _("replaces")
        IMPLEMENTS = "implements", _("implements")
        REPORTED_WITH = "reported_with", _("linked in reports")

    from_entry = models.ForeignKey(
        Entry, models.CASCADE, related_name="links_out", verbose_name=_("from entry")
    )
    to_entry = models.ForeignKey(
        Entry, models.CASCADE, related_name="links_in", verbose_name=_("to entry")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    note = models.CharField(_("linked because"), max_length=300)
    i18n = TranslationField(fields=("note",))
    note_i18n: str  # set by modeltrans

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        ordering = ["from_entry_id", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["from_entry", "to_entry", "kind"], name="records_link_once"
            ),
            models.CheckConstraint(
                name="records_link_not_self",
                condition=~models.Q(from_entry=models.F("to_entry")),
                violation_error_message=_("An entry cannot be linked to itself."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

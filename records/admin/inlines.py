"""Rows that belong to an entry of any kind."""

from django.contrib import admin
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from records.admin.base import ReadOnlyInline, RowInline, admin_link
from records.forms import CitationFormSet
from records.models import (
    Citation,
    Correction,
    Identifier,
    Involvement,
    Link,
    ProcessEntry,
)

TRANSLATIONS = _("Translations")


class ProcessEntryInline(RowInline):
    model = ProcessEntry
    related = ("process",)
    autocomplete_fields = ("process",)
    verbose_name = _("process")
    verbose_name_plural = _("processes")
    fields = (("process", "note"),)


class InvolvementInline(RowInline):
    model = Involvement
    related = ("actor",)
    autocomplete_fields = ("actor", "party")
    fieldsets = (
        (None, {"fields": (("actor", "role", "party"), "note")}),
        (TRANSLATIONS, {"fields": (("note_fr", "note_uk"),), "classes": ["collapse"]}),
    )


class CitationInline(RowInline):
    model = Citation
    formset = CitationFormSet
    related = ("source",)
    autocomplete_fields = ("source",)
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("source", "locator"),
                    "quotation",
                    ("attribution", "attributed_to", "credibility"),
                    ("field", "value"),
                )
            },
        ),
        (
            TRANSLATIONS,
            {
                "fields": (("attributed_to_fr", "attributed_to_uk"), ("value_fr", "value_uk")),
                "classes": ["collapse"],
            },
        ),
    )


class LinkInline(RowInline):
    model = Link
    fk_name = "from_entry"
    related = ("to_entry",)
    autocomplete_fields = ("to_entry",)
    verbose_name_plural = _("links from this entry")
    fieldsets = (
        (None, {"fields": (("kind", "to_entry"), "note")}),
        (TRANSLATIONS, {"fields": (("note_fr", "note_uk"),), "classes": ["collapse"]}),
    )


class LinkInInline(ReadOnlyInline):
    model = Link
    fk_name = "to_entry"
    related = ("from_entry",)
    verbose_name_plural = _("links to this entry")
    fields = ("origin", "kind", "note")
    readonly_fields = ("origin",)

    @admin.display(description=_("linked from"))
    def origin(self, link: Link) -> SafeString:
        return admin_link(link.from_entry)


class IdentifierInline(RowInline):
    model = Identifier
    fields = (("scheme", "value"),)


class CorrectionInline(RowInline):
    model = Correction
    fieldsets = (
        (None, {"fields": ("what", ("wrong_since", "corrected_on"))}),
        (TRANSLATIONS, {"fields": ("what_fr", "what_uk"), "classes": ["collapse"]}),
    )


# The kinds' own rows stand between the two.
FIRST_INLINES = (InvolvementInline, CitationInline)
LAST_INLINES = (
    ProcessEntryInline,
    LinkInline,
    LinkInInline,
    IdentifierInline,
    CorrectionInline,
)

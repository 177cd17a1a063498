"""Lists of the rows that are written on the forms of what they belong to."""

from django.contrib import admin

from records.admin.base import RowAdmin
from records.models import (
    ActorName,
    Affiliation,
    Citation,
    Correction,
    Identifier,
    Involvement,
    Link,
    ProcessEntry,
    Redirect,
)


@admin.register(Citation)
class CitationAdmin(RowAdmin):
    owner = "entry"
    on_front_page = True
    list_display = ("source", "locator", "quotation", "attribution", "credibility", "belongs_to")
    list_select_related = ("source",)
    list_filter = ("attribution", "credibility")
    search_fields = ("quotation", "attributed_to", "source__title")


@admin.register(Involvement)
class InvolvementAdmin(RowAdmin):
    owner = "entry"
    list_display = ("actor", "role", "party", "note", "belongs_to")
    list_select_related = ("actor", "party")
    list_filter = ("role",)
    search_fields = ("actor__search_names", "note")


@admin.register(Link)
class LinkAdmin(RowAdmin):
    owner = "from_entry"
    list_display = ("belongs_to", "kind", "to_entry", "note")
    list_select_related = ("to_entry",)
    list_filter = ("kind",)
    search_fields = ("note",)


@admin.register(ProcessEntry)
class ProcessEntryAdmin(RowAdmin):
    owner = "entry"
    list_display = ("process", "note", "belongs_to")
    list_select_related = ("process",)
    list_filter = ("process",)
    search_fields = ("note", "entry__title")


@admin.register(Correction)
class CorrectionAdmin(RowAdmin):
    owner = "entry"
    on_front_page = True
    list_display = ("what", "wrong_since", "corrected_on", "belongs_to")
    date_hierarchy = "corrected_on"
    search_fields = ("what",)


@admin.register(Identifier)
class IdentifierAdmin(RowAdmin):
    owner = "entry"
    list_display = ("scheme", "value", "belongs_to", "actor")
    list_select_related = ("actor",)
    list_filter = ("scheme",)
    search_fields = ("scheme", "value")


@admin.register(Redirect)
class RedirectAdmin(RowAdmin):
    owner = "entry"
    list_display = ("kind", "slug", "belongs_to", "actor")
    list_select_related = ("actor",)
    list_filter = ("kind",)
    search_fields = ("slug",)


@admin.register(ActorName)
class ActorNameAdmin(RowAdmin):
    owner = "actor"
    list_display = ("text", "language", "kind", "belongs_to")
    list_filter = ("kind", "language")
    search_fields = ("text",)


@admin.register(Affiliation)
class AffiliationAdmin(RowAdmin):
    owner = "person"
    list_display = ("belongs_to", "position", "organisation", "starts_on", "ends_on")
    list_select_related = ("organisation",)
    search_fields = ("position", "person__search_names")

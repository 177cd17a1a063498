"""Lists of the rows that are written on the forms of what they belong to."""

from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from records.admin.base import RowAdmin, admin_url
from records.forms import LAST_SOURCE
from records.models import (
    ActorName,
    Affiliation,
    Citation,
    Correction,
    Entry,
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

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """The last source of what readers see stays; the answer says what to do instead."""
        with transaction.atomic():
            citation: Any = self.get_object(request, object_id)
            if self.has_delete_permission(request, citation) and _is_last(citation):
                message = LAST_SOURCE % {"title": citation.entry}
                self.message_user(request, message, messages.ERROR)
                return HttpResponseRedirect(admin_url(citation.entry))
            return super().delete_view(request, object_id, extra_context)


def _is_last(citation: Citation) -> bool:
    """Locks the entry, so that of two deletions at once the second sees the first."""
    entry = Entry.objects.select_for_update().get(pk=citation.entry_id)
    others = entry.citations.exclude(pk=citation.pk)
    return entry.state == Entry.State.PUBLISHED and not others.exists()


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

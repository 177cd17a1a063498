"""The desk's forms and lists for tracks, rounds, statements, documents, issues and incidents."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from records.admin import EntryAdmin, RecordAdmin, RowAdmin, RowInline
from records.admin.inlines import TRANSLATIONS
from talks.models import (
    Document,
    Incident,
    Issue,
    Position,
    Provision,
    Readout,
    Round,
    Statement,
    Track,
)


class ReadoutInline(RowInline):
    model = Readout
    related = ("party",)
    autocomplete_fields = ("party", "source")
    fieldsets = (
        (None, {"fields": (("party", "source", "published_on"), "text")}),
        (TRANSLATIONS, {"fields": ("text_fr", "text_uk"), "classes": ["collapse"]}),
    )


class PositionInline(RowInline):
    model = Position
    related = ("party", "issue")
    autocomplete_fields = ("issue", "party")
    fieldsets = (
        (None, {"fields": (("issue", "party", "stance"), "words")}),
        (TRANSLATIONS, {"fields": (("words_fr", "words_uk"),), "classes": ["collapse"]}),
    )


class ProvisionInline(RowInline):
    model = Provision
    autocomplete_fields = ("issue", "aligned_with")
    fieldsets = (
        (
            None,
            {"fields": (("position", "number", "heading"), "text", ("issue", "aligned_with"))},
        ),
        (
            TRANSLATIONS,
            {
                "fields": ("heading_fr", "text_fr", "heading_uk", "text_uk"),
                "classes": ["collapse"],
            },
        ),
    )


class ByProcessAdmin(RecordAdmin):
    """What belongs to one process and has its address inside it."""

    search_fields = ("name",)
    autocomplete_fields = ("process",)
    list_select_related = ("process",)

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return {} if obj else {"slug": ("name",)}


@admin.register(Track)
class TrackAdmin(ByProcessAdmin):
    main = ("process", "slug", "track_type")
    list_display = ("name_i18n", "process", "track_type")
    list_filter = ("process", "track_type")


@admin.register(Issue)
class IssueAdmin(ByProcessAdmin):
    main = ("process", "slug")
    list_display = ("name_i18n", "process")
    list_filter = ("process",)
    ignoring = ("positions",)


@admin.register(Round)
class RoundAdmin(EntryAdmin):
    own_fields = (
        ("track", "number"),
        ("mode", "format", "level"),
        ("track_type", "status", "outcome"),
    )
    own_inlines = (ReadoutInline, PositionInline)
    own_filters = ("track", "status", "outcome")
    autocomplete_fields = ("track",)


@admin.register(Statement)
class StatementAdmin(EntryAdmin):
    own_fields = (("act", "cameo_code"), "words", "words_language")
    own_inlines = (PositionInline,)
    own_filters = ("act",)


@admin.register(Document)
class DocumentAdmin(EntryAdmin):
    own_fields = (("form", "status", "version"), ("stage", "substage"), "replaces")
    own_inlines = (ProvisionInline, PositionInline)
    own_filters = ("form", "status")
    autocomplete_fields = ("replaces",)


@admin.register(Incident)
class IncidentAdmin(EntryAdmin):
    own_fields = ("category",)
    own_filters = ("category",)


@admin.register(Readout)
class ReadoutAdmin(RowAdmin):
    owner = "round"
    list_display = ("party", "text", "published_on", "belongs_to")
    list_select_related = ("party",)
    search_fields = ("text", "party__search_names")


@admin.register(Position)
class PositionAdmin(RowAdmin):
    owner = "entry"
    on_front_page = True
    list_display = ("issue", "party", "stance", "words", "belongs_to")
    list_select_related = ("issue", "party")
    list_filter = ("stance", "issue")
    search_fields = ("words", "party__search_names")


@admin.register(Provision)
class ProvisionAdmin(RowAdmin):
    owner = "document"
    list_display = ("number", "heading", "issue", "belongs_to")
    list_select_related = ("issue",)
    list_filter = ("issue",)
    search_fields = ("number", "heading", "text")

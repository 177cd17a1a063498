"""The desk's forms and lists for programmes, designations and relief."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from records.admin import EntryAdmin, RecordAdmin
from records.display import instant_words
from sanctions.forms import ReliefForm
from sanctions.models import Designation, Programme, Relief


@admin.register(Programme)
class ProgrammeAdmin(RecordAdmin):
    main = (("authority", "code"), "legal_basis")
    search_fields = ("authority", "code", "name")
    list_display = ("authority", "code", "name", "legal_basis")
    list_filter = ("authority",)


@admin.register(Designation)
class DesignationAdmin(RecordAdmin):
    main = (("actor", "programme"), "list_id", ("listed_on", "until"), "source")
    autocomplete_fields = ("actor", "programme", "source")
    search_fields = ("actor__search_names", "list_id", "programme__code")
    list_display = ("actor", "programme", "list_id", "listed_on", "until")
    list_select_related = ("actor", "programme")
    list_filter = ("programme",)
    date_hierarchy = "listed_on"


@admin.register(Relief)
class ReliefAdmin(EntryAdmin):
    form = ReliefForm
    own_fields = (
        ("instrument", "number"),
        "programme",
        ("expires", "expires_zone"),
        "revoked_on",
        "replaces",
    )
    own_filters = ("instrument", "programme")
    autocomplete_fields = ("programme", "replaces")
    list_display = ("title_shown", "number", "date", "expires", "state", "changed_at")

    @admin.display(description=_("expires"), ordering="expires_at")
    def expires(self, relief: Relief) -> str:
        if relief.expires_at is None:
            return "—"
        return instant_words(relief.expires_at, relief.expires_zone, relief.expires_precision)

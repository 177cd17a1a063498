"""The desk's forms and lists for pledges, what moved under them, and exchange rates."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from aid.forms import PledgeForm
from aid.models import ExchangeRate, Pledge, Transaction
from records.admin import EntryAdmin, RecordAdmin, RowAdmin, RowInline


class TransactionInline(RowInline):
    model = Transaction
    autocomplete_fields = ("source",)
    fields = (
        ("type", "happened_on", "date_precision"),
        ("amount", "currency"),
        ("description", "source"),
    )


@admin.register(Pledge)
class PledgeAdmin(EntryAdmin):
    form = PledgeForm
    own_fields = (
        ("amount", "currency"),
        "aid_kind",
        ("modality", "purpose"),
        "due_on",
        "restates",
    )
    own_inlines = (TransactionInline,)
    own_filters = ("aid_kind", "currency")
    autocomplete_fields = ("restates",)
    list_display = ("title_shown", "promised", "date", "aid_kind", "state", "changed_at")

    @admin.display(description=_("promised"), ordering="amount")
    def promised(self, pledge: Pledge) -> str:
        return "—" if pledge.amount is None else f"{pledge.currency} {pledge.amount:,.2f}"


@admin.register(Transaction)
class TransactionAdmin(RowAdmin):
    owner = "pledge"
    on_front_page = True
    list_display = ("happened_on", "type", "currency", "amount", "description", "belongs_to")
    list_filter = ("type", "currency")
    date_hierarchy = "happened_on"
    search_fields = ("description", "pledge__title")


@admin.register(ExchangeRate)
class ExchangeRateAdmin(RecordAdmin):
    main = (("currency", "date", "per_euro"),)
    search_fields = ("currency",)
    list_display = ("date", "currency", "per_euro")
    list_filter = ("currency",)
    date_hierarchy = "date"

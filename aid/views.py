"""The aid ledger, and the page of one pledge."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from aid.delivery import deliveries, euro_total, families_of, totals
from aid.models import Pledge, Transaction
from records.chains import chain_of
from records.evidence import differences
from records.loading import attach_involvements
from records.models import Involvement
from records.pages import entry_page
from records.templatetags.parley import money

PER_PAGE = 50


@require_safe
def ledger(request: HttpRequest) -> HttpResponse:
    pledges = Pledge.objects.for_rows().counted_once().with_rate().newest_first()
    page = Paginator(pledges, PER_PAGE).get_page(request.GET.get("page"))
    rows: list[Any] = list(page)
    attach_involvements(rows)
    delivered = deliveries(rows)
    for pledge in rows:
        pledge.delivery = delivered[pledge.pk]
        pledge.donors = [
            i.actor for i in pledge.involvements.all() if i.role == Involvement.Role.DONOR
        ]
    context = {"page": page, "pledges": rows, "totals": totals(), "euro": euro_total()}
    return render(request, "aid/ledger.html", context)


@entry_page(Pledge, "aid/pledge.html")
def pledge_page(entry: Any) -> dict[str, object]:
    roles = Involvement.Role
    involved = list(entry.involvements.all())
    parts = (roles.DONOR, roles.RECIPIENT, roles.CHANNEL)
    words = str(money(entry.amount, entry.currency)) if entry.amount is not None else ""
    family = list(families_of([entry.pk]))
    transactions = Transaction.objects.filter(pledge__in=family).order_by("happened_on", "pk")
    return {
        "donors": [i for i in involved if i.role == roles.DONOR],
        "recipients": [i for i in involved if i.role == roles.RECIPIENT],
        "channels": [i for i in involved if i.role == roles.CHANNEL],
        "others": [i for i in involved if i.role not in parts],
        "delivery": deliveries([entry])[entry.pk],
        "transactions": list(transactions.select_related("source", "pledge")),
        "announcements": [p for p in chain_of(entry, "restates") if p.pk != entry.pk],
        "differences": differences(entry, {"amount": words}),
    }

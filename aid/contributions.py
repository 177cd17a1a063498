"""What aid adds to pages about everything: promised deliveries, pledges given and received."""

from collections.abc import Collection, Iterator
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Model, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from aid.delivery import deliveries
from aid.models import Pledge, Transaction
from aid.rates import percent
from records.contributions import (
    Country,
    Due,
    Overdue,
    Panel,
    register_due,
    register_evidence,
    register_exported,
    register_overdue,
    register_page,
    register_panel,
)
from records.dates import Precision, Span
from records.loading import load_rows
from records.models import Actor, Involvement

ON_A_PROFILE = 20
OVERDUE = 50  # promises past their date that are looked at, the latest
Role = Involvement.Role

register_page("aid:ledger")


@register_due
def deliveries_due(now: datetime, process_ids: Collection[int]) -> Iterator[Due]:
    pledges = Pledge.objects.for_rows().counted_once().filter(due_on__gte=now.date())
    if process_ids:
        pledges = pledges.in_process(process_ids)
    for pledge in pledges.order_by("due_on", "pk"):
        yield Due(
            at=datetime.combine(
                pledge.due_on, time.max, tzinfo=ZoneInfo(timezone.get_current_timezone_name())
            ),
            what=_("Delivery promised"),
            title=pledge.title_i18n,
            url=pledge.get_absolute_url(),
            kind=pledge.KIND,
            zone=timezone.get_current_timezone_name(),
            precision="day",
            entry_id=pledge.pk,
        )


@register_evidence
def transactions_of_published() -> QuerySet[Any]:
    return Transaction.objects.order_by().filter(pledge__state="published")


@register_exported(Pledge.KIND)
def transactions_of(entry_ids: Collection[int]) -> dict[int, dict[str, object]]:
    """What moved or was bound under each pledge, oldest first."""
    found: dict[int, list[dict[str, object]]] = {pk: [] for pk in entry_ids}
    rows = Transaction.objects.filter(pledge__in=entry_ids).select_related("source")
    for one in rows.order_by("happened_on", "pk"):
        on = Span(one.happened_on, one.happened_on, Precision(one.date_precision))
        found[one.pledge_id].append(
            {
                "type": one.type,
                "date": str(on),
                "amount": one.amount,
                "currency": one.currency,
                "description": one.description,
                "source": one.source.url if one.source else "",
            }
        )
    return {pk: {"transactions": transactions} for pk, transactions in found.items()}


@register_overdue
def deliveries_missed(now: datetime, process_ids: Collection[int]) -> Iterator[Overdue]:
    """Promises whose date has passed and of which not everything is on record as paid."""
    pledges = Pledge.objects.for_rows().counted_once().filter(due_on__lt=now.date())
    if process_ids:
        pledges = pledges.in_process(process_ids)
    found = list(pledges.order_by("-due_on", "pk")[:OVERDUE])
    delivered = deliveries(found)
    for pledge in found:
        delivery = delivered[pledge.pk]
        share = delivery.share
        if pledge.due_on is None or delivery.other_currency or (share or 0) >= 100:
            continue
        yield Overdue(
            since=pledge.due_on,
            what=_("Delivery promised; %(share)s %% on record as paid") % {"share": percent(share)}
            if share
            else _("Delivery promised; none on record as paid"),
            title=pledge.title_i18n,
            url=pledge.get_absolute_url(),
            kind=pledge.KIND,
        )


@register_panel(Actor)
def pledges_of_actor(actor: Model) -> Iterator[Panel]:
    yield from _pledge_panels(Q(involvements__actor=actor.pk) | Q(involvements__party=actor.pk))


@register_panel(Country)
def pledges_of_country(country: Country) -> Iterator[Panel]:
    yield from _pledge_panels(
        Q(involvements__actor__country=country.code) | Q(involvements__party__country=country.code)
    )


def _pledge_panels(mine: Q) -> Iterator[Panel]:
    """What those who pass `mine` promised, what was promised to them, what goes through them.

    A bank that passes its own state's money on (KfW for Germany) is its channel:
    the state receives nothing by it, and the pledge stands once, as made. Money that was announced
    again stands once as well, at its first announcement, with all that came of it.
    """
    pledges = Pledge.objects.for_rows().counted_once()
    made = pledges.filter(mine, involvements__role=Role.DONOR)
    received = pledges.filter(mine, involvements__role=Role.RECIPIENT)
    own = Q(pk__in=made.values("pk")) | Q(pk__in=received.values("pk"))
    passed_on = pledges.filter(mine, involvements__role=Role.CHANNEL).exclude(own)
    for title, found in (
        (_("Pledges made"), made),
        (_("Pledges received"), received),
        (_("Pledges passed on"), passed_on),
    ):
        rows = list(found.distinct().newest_first()[: ON_A_PROFILE + 1])
        if not rows:
            continue
        shown = rows[:ON_A_PROFILE]
        delivered = deliveries(shown)
        yield Panel(
            title=title,
            template="aid/_pledges_panel.html",
            context={
                "pledges": [
                    (row, delivered[row.pk]) for row in load_rows(pledge.pk for pledge in shown)
                ],
                "has_more": len(rows) > ON_A_PROFILE,
            },
            order=50,
        )

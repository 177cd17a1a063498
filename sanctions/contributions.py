"""What sanctions add to pages about everything: ends to come, relief, designations."""

from collections.abc import Collection, Iterator
from datetime import date, datetime, time
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from records.contributions import (
    Country,
    Due,
    Extent,
    Panel,
    register_due,
    register_evidence,
    register_extent,
    register_known,
    register_page,
    register_panel,
)
from records.loading import load_rows
from records.models import Actor, Process
from sanctions.models import Designation, Relief
from sanctions.periods import extent_of
from sanctions.querysets import ReliefQuerySet

ON_A_PROFILE = 20

register_page("sanctions:register")


@register_due
def relief_ends(now: datetime, process_ids: Collection[int]) -> Iterator[Due]:
    reliefs = Relief.objects.for_rows().published().expiring_after(now)
    if process_ids:
        reliefs = reliefs.in_process(process_ids)
    for relief in reliefs:
        if relief.expires_at is None:
            continue
        name = capfirst(f"{relief.get_instrument_display()} {relief.number}".strip())
        yield Due(
            at=relief.expires_at,
            what=_("%(instrument)s ends") % {"instrument": name},
            title=relief.title_i18n,
            url=relief.get_absolute_url(),
            kind=relief.KIND,
            zone=relief.expires_zone,
            precision=relief.expires_precision,
            entry_id=relief.pk,
        )


@register_extent(Relief.KIND)
def relief_in_force(today: date, entry_ids: Collection[int]) -> dict[int, Extent]:
    """How long relief is in force; by the day, as `today` begins."""
    now = timezone.make_aware(datetime.combine(today, time.min))
    reliefs = Relief.objects.filter(pk__in=entry_ids).with_periods()
    return {relief.pk: extent_of(relief, now) for relief in reliefs}


@register_panel(Process)
def relief_of_process(process: Model) -> Iterator[Panel]:
    yield from _relief_panel(Relief.objects.in_process([process.pk]))


@register_panel(Actor)
def relief_of_actor(actor: Model) -> Iterator[Panel]:
    yield from _relief_panel(
        Relief.objects.filter(
            Q(involvements__actor=actor.pk) | Q(involvements__party=actor.pk)
        ).distinct()
    )


@register_panel(Country)
def relief_of_country(country: Country) -> Iterator[Panel]:
    yield from _relief_panel(Relief.objects.in_country([country.code]))


@register_known
def designated() -> QuerySet[Any, Any]:
    """Whoever is or was on a list has a page that says so."""
    return Designation.objects.order_by().values("actor")


@register_evidence
def all_designations() -> QuerySet[Any]:
    return Designation.objects.order_by()


@register_panel(Actor)
def designations_of_actor(actor: Actor) -> Iterator[Panel]:
    designations = list(actor.designations.select_related("programme", "source"))
    if designations:
        yield Panel(
            title=_("Designations"),
            template="sanctions/_designations_panel.html",
            context={"designations": designations, "today": timezone.localdate()},
            order=30,
        )


def _relief_panel(reliefs: ReliefQuerySet) -> Iterator[Panel]:
    found = reliefs.published().newest_first().values_list("pk", flat=True)[: ON_A_PROFILE + 1]
    if not found:
        return
    yield Panel(
        title=_("Sanctions relief"),
        template="sanctions/_relief_panel.html",
        context={
            "reliefs": load_rows(found[:ON_A_PROFILE]),
            "has_more": len(found) > ON_A_PROFILE,
        },
        order=40,
    )

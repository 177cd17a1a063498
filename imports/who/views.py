"""The page on which a reviewer says who is meant by the names of a file."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from imports.desk import can_choose, may_change, may_view, number_of, page, user_of
from imports.models import Batch, NameDecision, UnknownName
from imports.who.actions import MOST, NEW, Choices, Outcome, decide, take_back
from imports.who.presenting import found_by_name, shown
from imports.who.querysets import OFFERED
from imports.who.weighing import APART, LIKELY
from imports.who.weighing import OFFERED as THRESHOLD
from records.models import Actor
from records.tidying import LONG, tidied

NAMES_OF_A_PAGE = 50
LISTED = 200  # names like nobody's that stand folded under the others
MOST_REFUSED = 10
OTHERS = 10  # actors found by name that are shown at once
TABS = ("open", "new", "decided")


@require_GET
@may_view
def who(request: HttpRequest, object_id: int) -> HttpResponseBase:
    """Names to decide, best candidates first; those like nobody's; those decided."""
    batch = get_object_or_404(Batch, pk=object_id)
    tab = request.GET.get("show", "")
    tab = tab if tab in TABS else "open"
    names = UnknownName.objects.filter(batch=batch)
    asked = {"open": names.open(), "new": names.new(), "decided": names.decided()}[tab]
    chosen = asked.select_related("example", "decision__actor", "decision__by")
    current = Paginator(chosen.defer("example__raw"), NAMES_OF_A_PAGE).get_page(
        request.GET.get("page")
    )
    counts = counted(batch)
    return page(
        request,
        "who",
        title=_("Who is who: %(file)s") % {"file": batch.file_name},
        batch=batch,
        opts=Batch._meta,
        tab=tab,
        page=current,
        names=shown(current),
        counts=counts,
        can_choose=can_choose(request, batch) and tab != "decided",
        can_take_back=can_choose(request, batch) and tab == "decided",
        listed=names.new().values_list("text", flat=True)[:LISTED] if tab == "open" else [],
        likely=LIKELY,
        apart=APART,
        threshold=THRESHOLD,
    )


@require_GET
@may_change
def others(request: HttpRequest, object_id: int, name_id: int) -> HttpResponseBase:
    """Actors found by what was typed for a name, to choose from beside those offered."""
    batch = get_object_or_404(Batch, pk=object_id)
    name = get_object_or_404(UnknownName, batch=batch, pk=name_id)
    asked = tidied(request.GET.get(f"other-{name.pk}", "")[:LONG])
    found = found_by_name(asked, OTHERS + 1)
    context = {
        "offers": found[:OTHERS],
        "has_more": len(found) > OTHERS,
        "asked": asked,
        "pk": str(name.pk),
        "can_choose": can_choose(request, batch),
    }
    return render(request, "admin/imports/batch/_who_others.html", context)


def counted(batch: Batch) -> dict[str, int]:
    """Names by what is to be done with them, and the rows that wait for it."""
    undecided = Q(decision=None)
    counts = UnknownName.objects.filter(batch=batch).aggregate(
        open=Count("pk", undecided & OFFERED),
        new=Count("pk", undecided & ~OFFERED),
        decided=Count("pk", ~undecided),
        likely=Count("pk", undecided & Q(likely=True)),
        ambiguous=Count("pk", undecided & Q(ambiguous=True)),
    )
    held = batch.rows.filter(held=True, applied_at=None).count() if counts["ambiguous"] else 0
    return counts | {"held": held, "rest": counts["open"] - counts["ambiguous"]}


@require_POST
@may_change
def choose(request: HttpRequest, object_id: int) -> HttpResponseBase:
    """Keep what was chosen on the page, or do what the pressed button says with all names."""
    batch = get_object_or_404(Batch, pk=object_id)
    if not can_choose(request, batch):
        messages.error(request, _("Names of this import can no longer be decided."))
        return _back(batch, request.GET)
    if (pk := number_of(request.POST.get("back", ""))) is not None:
        decisions = NameDecision.objects.filter(pk=pk)
        if take_back(decisions=decisions, by=user_of(request)):
            messages.success(request, _("The decision was taken back."))
        return _back(batch, request.GET)
    choices, unknown = _choices(batch, request.POST)
    _tell(request, decide(batch=batch, choices=choices, by=user_of(request)), unknown)
    return _back(batch, request.GET)


def _choices(batch: Batch, posted: QueryDict) -> tuple[Choices, list[str]]:
    """Name → what was chosen for it, and addresses that no actor has."""
    names = UnknownName.objects.filter(batch=batch)
    if "likely" in posted:
        return {name.pk: name.offered[0]["actor"] for name in names.likely()[:MOST]}, []
    if "rest" in posted:
        rest = names.open().filter(ambiguous=False).values_list("pk", flat=True)
        return dict.fromkeys(rest[:MOST], NEW), []
    found: dict[int, int | str] = {}
    for field, value in posted.items():
        pk = number_of(field.removeprefix("who-")) if field.startswith("who-") else None
        choice = NEW if value == NEW else number_of(str(value))
        if pk is not None and choice is not None:
            found[pk] = choice
    written, unknown = _written(posted, {*found})
    return found | written, unknown


def _written(posted: QueryDict, chosen: set[int]) -> tuple[dict[int, int], list[str]]:
    """Actors that were written by address or name, where none of those shown was chosen."""
    asked = {
        pk: tidied(str(value)[:LONG])
        for field, value in posted.items()
        if field.startswith("other-")
        and (pk := number_of(field.removeprefix("other-"))) is not None
        and pk not in chosen
    }
    found = {pk: _the_one(text) for pk, text in asked.items() if text}
    known = {pk: actor for pk, actor in found.items() if actor is not None}
    return known, [asked[pk] for pk, actor in found.items() if actor is None]


def _the_one(text: str) -> int | None:
    """The actor with an address, or the only one with a name."""
    slug = text.rstrip("/").rpartition("/")[2]
    if by_address := Actor.objects.filter(slug=slug).values_list("pk", flat=True).first():
        return int(by_address)
    named = Q(name__iexact=text) | Q(names__text__iexact=text)
    by_name = Actor.objects.filter(named).values_list("pk", flat=True).distinct()[:2]
    return int(by_name[0]) if len(by_name) == 1 else None


def _tell(request: HttpRequest, outcome: Outcome, unknown: list[str]) -> None:
    if outcome.done:
        words = ngettext("%d name decided.", "%d names decided.", outcome.done)
        messages.success(request, words % outcome.done)
    elif not outcome.refused and not unknown:
        messages.info(request, _("Nothing was chosen, so nothing was decided."))
    for text in unknown[:MOST_REFUSED]:
        words = _(
            "“%(text)s” is no actor’s address and not the name of just one. Choose one of those "
            "found, or copy the address from the actor’s page."
        )
        messages.error(request, words % {"text": text[:100]})
    for words in outcome.refused[:MOST_REFUSED]:
        messages.warning(request, words)


def _back(batch: Batch, asked: QueryDict) -> HttpResponseBase:
    kept = QueryDict(mutable=True)
    for name in ("show", "page"):
        if (value := asked.get(name, "")).isalnum():
            kept[name] = value
    address = reverse("admin:imports_batch_who", args=[batch.pk])
    return redirect(f"{address}?{kept.urlencode()}" if kept else address)


def notice(batch: Batch) -> dict[str, Any]:
    """What the page of the batch says of its names; nothing while it is being worked on."""
    return {} if batch.is_working else counted(batch)

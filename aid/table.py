"""The ledger as a page shows it: groups with their bars, and the promises of one, opened."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from aid.delivery import Delivery, families_of
from aid.ledger import GROUPINGS, Group, Ledger, Promise, read_ledger
from aid.models import Transaction
from records.choosing import Asked, Chip, Column, columns, orders
from records.loading import load_rows
from records.models import Involvement
from records.rows import Part, Row

LEAST = Decimal("-Infinity")


class Bar(NamedTuple):
    """A bar of the chart, in percent of the longest; text, since no locale may touch it."""

    of: str
    width: str
    y: int


@dataclass(frozen=True)
class GroupLine:
    group: Group
    bars: list[Bar]
    url: str
    is_open: bool


@dataclass(frozen=True)
class Line:
    """A promise, and each transaction under it with whether the sums count it."""

    row: Row
    promise: Promise
    delivery: Delivery
    moved: list[tuple[Transaction, bool]]

    @property
    def donors(self) -> list[Part]:
        return [part for part in self.row.parts if part.role == Involvement.Role.DONOR]


class Tab(NamedTuple):
    """A way to sum the ledger."""

    title: str
    url: str
    is_chosen: bool


@dataclass(frozen=True)
class GroupTable:
    heading: str
    columns: list[Column]
    lines: list[GroupLine]
    opened: Group | None


@dataclass(frozen=True)
class Sheet:
    """What an address asks of the ledger: its groups, and the promises of the one that is open."""

    ledger: Ledger
    grouping: str
    table: GroupTable
    opened: Group
    promises: list[Promise]
    headings: list[Column]


def read_sheet(asked: Asked) -> Sheet:
    """The queries of `read_ledger`, and no other."""
    grouping = asked.one_of("group", GROUPINGS, GROUPINGS[0])
    ledger = read_ledger(asked, grouping)
    table = group_table(ledger, asked, grouping)
    opened = table.opened or ledger.total
    return Sheet(ledger, grouping, table, opened, *in_order(opened.promises, ledger, asked))


def grouping_tabs(asked: Asked, grouping: str) -> list[Tab]:
    titles = (_("By donor"), _("By recipient"), _("By kind"), _("By year"))
    return [
        Tab(title, asked.address(group=key, of="", sort="", page=""), key == grouping)
        for key, title in zip(GROUPINGS, titles, strict=True)
    ]


def group_table(ledger: Ledger, asked: Asked, grouping: str) -> GroupTable:
    """The groups in the order asked: the most promised first, years from the newest."""
    headings = (_("Donor"), _("Recipient"), _("Kind"), _("Year"))
    heading = dict(zip(GROUPINGS, headings, strict=True))[grouping]
    titles = {
        "name" if grouping != "year" else "-name": heading,
        "-pledges": _("Pledges"),
        "-promised": _("Promised"),
        "-committed": _("Committed"),
        "-disbursed": _("Disbursed"),
        "-share": _("Delivered"),
    }
    default = "-name" if grouping == "year" else "-promised"
    sort = asked.one_of("sort", orders(titles), default)
    keys: dict[str, Callable[[Group], Any]] = {
        "name": lambda group: group.label.casefold(),
        "pledges": lambda group: len(group.promises),
        "promised": lambda group: group.promised.euro,
        "committed": lambda group: group.committed.euro,
        "disbursed": lambda group: group.disbursed.euro,
        "share": lambda group: LEAST if group.share is None else group.share,
    }
    groups = sorted(ledger.groups, key=keys["name"])
    groups.sort(key=keys[sort.lstrip("-")], reverse=sort.startswith("-"))
    opened = next((group for group in groups if group.key == asked.one("of")), None)
    if asked.one("of") and opened is None:
        asked.refuse("of", asked.one("of"), _("No such group under these filters; all is shown."))
    scale = max((figure.euro for group in groups for figure in _figures(group)), default=Decimal(0))
    lines = [
        GroupLine(group, bars(group, scale), asked.address(of=group.key, page=""), group is opened)
        for group in groups
    ]
    return GroupTable(heading, columns(asked, "sort", sort, titles), lines, opened)


def _figures(group: Group) -> tuple[Any, ...]:
    return group.promised, group.committed, group.disbursed


def bars(group: Group, scale: Decimal) -> list[Bar]:
    """Promised, committed and disbursed, in euro, on one scale; what is below zero has no bar."""
    names = ("promised", "committed", "disbursed")
    return [
        Bar(name, f"{100 * max(figure.euro, Decimal(0)) / scale:.2f}", 7 * place)
        for place, (name, figure) in enumerate(zip(names, _figures(group), strict=True))
        if scale > 0
    ]


def opened_chip(table: GroupTable, asked: Asked) -> list[Chip]:
    if table.opened is None:
        return []
    label = _("%(facet)s: %(value)s") % {"facet": table.heading, "value": table.opened.label}
    return [Chip(label, asked.address(of="", page=""))]


def in_order(
    promises: Iterable[Promise], ledger: Ledger, asked: Asked
) -> tuple[list[Promise], list[Column]]:
    """Promises in the order asked, newest first where none is; and the headings that sort."""
    titles = {
        "-date": _("Date"),
        "-amount": _("Promised"),
        "-committed": _("Committed"),
        "-disbursed": _("Disbursed"),
    }
    order = asked.one_of("order", orders(titles), "-date")

    def worth(promise: Promise, name: str) -> Decimal:
        delivery = ledger.delivered[promise.pk]
        sums = {
            "amount": delivery.promised,
            "committed": delivery.committed,
            "disbursed": delivery.disbursed,
        }[name]
        figure = delivery.figure(sums)
        return figure.euro if figure.converted else LEAST

    name = order.lstrip("-")
    found = sorted(promises, key=lambda p: (p.starts_on, p.pk), reverse=order != "date")
    if name != "date":
        found.sort(key=lambda promise: worth(promise, name), reverse=order.startswith("-"))
    return found, columns(asked, "order", order, titles)


def lines_of(promises: Iterable[Promise], ledger: Ledger) -> list[Line]:
    """Promises of one page with what moved under them. Five queries."""
    wanted = {promise.pk: promise for promise in promises}
    moved = moved_under(wanted, ledger.delivered)
    return [
        Line(row, wanted[row.pk], ledger.delivered[row.pk], moved[row.pk])
        for row in load_rows(wanted)
    ]


def moved_under(
    leads: Iterable[int], delivered: dict[int, Delivery]
) -> dict[int, list[tuple[Transaction, bool]]]:
    """By lead the transactions of its family, and whether the sums count each. Two queries."""
    family = families_of(leads)
    found: dict[int, list[tuple[Transaction, bool]]] = defaultdict(list)
    rows = Transaction.objects.filter(pledge__in=list(family)).order_by("happened_on", "pk")
    for row in rows.select_related("source", "pledge"):
        lead = family[row.pledge_id]
        counted = row.type in (delivered[lead].bound, Transaction.Type.DISBURSEMENT)
        found[lead].append((row, counted))
    return found

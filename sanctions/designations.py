"""Who is designated: of all, and of those that a register's filters leave."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast

from records.choosing import Asked
from sanctions.models import Designation

SHOWN = 100  # on the page of the register; its download holds all


@dataclass(frozen=True)
class Listed:
    """The designations that a page shows, and how many there are."""

    shown: list[Designation]
    total: int


def designations() -> "QuerySet[Designation]":
    """All of them, ended ones too, by name."""
    return Designation.objects.select_related("actor", "programme", "source").order_by(
        "actor__name", "actor", "-listed_on", "pk"
    )


def designations_of(slugs: Iterable[str]) -> list[Designation]:
    """Those of these actors. One query."""
    return list(designations().filter(actor__slug__in=set(slugs)))


def designations_asked(asked: Asked) -> "QuerySet[Designation]":
    """Those of the targets, programmes and authorities asked; relief has the other filters."""
    found = designations()
    if targets := asked.given.get("target"):
        found = found.filter(actor__slug__in=targets)
    if authorities := asked.given.get("authority"):
        found = found.filter(programme__authority__in=authorities)
    if programmes := asked.given.get("programme"):
        number = Cast("programme_id", CharField())  # what was typed may be no number
        found = found.annotate(number=number).filter(number__in=programmes)
    return found


def listed(asked: Asked) -> Listed:
    """Two queries."""
    found = designations_asked(asked)
    return Listed(list(found[:SHOWN]), found.count())

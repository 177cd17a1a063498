"""Where an entry stands, for the kinds that say so: found through their models' `status`."""

from collections.abc import Iterable
from functools import cache

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import Exists, OuterRef, Q

from records.kinds import kind_models
from records.models import Entry


@cache
def status_models() -> list[type[Entry]]:
    """The kinds with a status, in the order of kinds."""
    return [model for model in kind_models().values() if _choices(model)]


def status_names() -> dict[str, str]:
    """Every status that an entry may have, in the reader's language."""
    names: dict[str, str] = {}
    for model in status_models():
        for code, label in _choices(model):
            names.setdefault(str(code), str(label))
    return names


def with_status(codes: Iterable[str]) -> Q:
    """Entries of any kind that have any of these statuses."""
    wanted, found = list(codes), Q()
    for model in status_models():
        having = Q(("status__in", wanted))
        rows = model._default_manager.filter(having, pk=OuterRef("pk"))
        found |= Q(Exists(rows.order_by()))
    return found


def _choices(model: type[models.Model]) -> list[tuple[object, object]]:
    try:
        field = model._meta.get_field("status")
    except FieldDoesNotExist:
        return []
    return list(getattr(field, "flatchoices", []))

"""The records of a whole export, their columns, and the lists that go with them."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.db import models
from modeltrans.fields import TranslatedVirtualField

from aid.models import Pledge
from records.kinds import kind_models
from records.models import Actor, Entry, Process, Redirect, Source
from records.models.entries import DERIVED
from sanctions.models import Programme
from talks.models import Document, Issue, Provision, Round, Track

Model = type[models.Model]
Field = Any  # one of Django's columns; its own type says less than is asked of it

# In the order of the file: what a column refers to comes before it, but for other entries and
# other actors.
ORDER: tuple[Model, ...] = (Process, Source, Programme, Actor, Track, Issue, Entry)
# The lists that go with a record, by the names of their relations
LISTS: dict[Model, tuple[str, ...]] = {
    Actor: ("names", "identifiers", "affiliations", "designations", "redirects"),
    Entry: (
        *("process_entries", "involvements", "citations", "identifiers", "links_out"),
        *("corrections", "positions", "redirects"),
    ),
    Round: ("readouts",),
    Document: ("provisions",),
    Pledge: ("transactions",),
}
# Columns that the database fills: numbers, times of writing, and what is derived
UNSAID = frozenset({"id", "entry_ptr", "created_at", "search_names", *DERIVED})
# Who owns a row of a table that belongs to several kinds of record
OWNERS = {"entry", "actor"}


@dataclass(frozen=True)
class Listed:
    """A list of a record: its table, and the column that names the owner."""

    name: str
    model: Model
    owner: str

    @property
    def columns(self) -> dict[str, Field]:
        found = columns(self.model)
        return {n: f for n, f in found.items() if f.attname != self.owner and n not in self._else}

    @property
    def _else(self) -> set[str]:
        """What identifiers and former addresses have for the other kind of owner."""
        fields = columns(self.model)
        return OWNERS if all(n in fields and fields[n].null for n in OWNERS) else set()


@cache
def record_models() -> dict[str, Model]:
    """The types of lines, but for exchange rates, with their models."""
    kinds = list(kind_models().values())
    found = [model for model in ORDER if model is not Entry]
    return {name_of(model): model for model in (*found, *kinds)}


def name_of(model: Model) -> str:
    return str(model._meta.model_name)


@cache
def columns(model: Model) -> dict[str, Field]:
    """The columns that a file says, in the models' order."""
    kept = (f for f in model._meta.concrete_fields if f.name not in UNSAID)
    return {f.name: f for f in kept if not (f.name == "kind" and f.model in (Entry, Redirect))}


@cache
def lists_of(model: Model) -> dict[str, Listed]:
    names = [n for owner, own in LISTS.items() if issubclass(model, owner) for n in own]
    relations: list[Any] = [model._meta.get_field(name) for name in names]
    return {r.name: Listed(r.name, r.related_model, r.field.attname) for r in relations}


@cache
def translations(model: Model) -> dict[str, Field]:
    """What the column of translations may hold: its keys, and the column that each translates."""
    return {
        f.name: f.original_field
        for f in model._meta.get_fields()
        if isinstance(f, TranslatedVirtualField)
        and f.language not in (None, settings.LANGUAGE_CODE)
    }


def is_late(model: Model, field: Field) -> bool:
    """Whether a record's reference may be to one that comes after it in the file."""
    return bool(field.is_relation) and place_of(field.related_model) >= place_of(model)


def is_late_list(model: Model, listed: Listed) -> bool:
    """Whether a list waits for all records, since its rows are nothing without a later one."""
    return any(is_late(model, f) and not f.null for f in listed.columns.values())


def place_of(model: Model) -> int:
    if model is Provision:
        return len(ORDER) - 1
    return next(place for place, one in enumerate(ORDER) if issubclass(model, one))

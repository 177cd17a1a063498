"""What the importer needs to know of the tables it writes, taken from the models."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import models

from aid.models import Transaction
from records.kinds import kind_model
from records.models import Citation, Entry, Identifier, Involvement, Link, ProcessEntry
from records.models.entries import DERIVED
from talks.models import Provision

NOT_IMPORTED = {"id", "kind", "slug", "i18n", "state", "withdrawn_because", "created_at", *DERIVED}


@dataclass(frozen=True)
class Part:
    """A list that belongs to an entry: its table, the column of its owner, and what is compared."""

    model: type[models.Model]
    owner: str
    columns: tuple[str, ...]

    @property
    def table(self) -> str:
        return self.model._meta.db_table

    @property
    def history(self) -> str:
        return f"{self.table}event"


PARTS = {
    "involvements": Part(Involvement, "entry_id", ("actor_id", "role", "party_id", "note")),
    "citations": Part(
        Citation,
        "entry_id",
        (
            *("source_id", "locator", "quotation", "attribution", "attributed_to"),
            *("credibility", "field", "value"),
        ),
    ),
    "processes": Part(ProcessEntry, "entry_id", ("process_id", "note")),
    "identifiers": Part(Identifier, "entry_id", ("scheme", "value")),
    "links": Part(Link, "from_entry_id", ("to_entry_id", "kind", "note")),
    "provisions": Part(Provision, "document_id", ("number", "position", "heading", "text")),
    "transactions": Part(
        Transaction,
        "pledge_id",
        ("type", "happened_on", "date_precision", "amount", "currency", "description"),
    ),
}
# Relations of a kind to one other record: part of a row → column
REFERENCES = {
    "track": "track_id",
    "programme": "programme_id",
    "replaces": "replaces_id",
    "restates": "restates_id",
}


@cache
def entry_defaults() -> dict[str, Any]:
    """Columns of Entry that a file may fill, with what stands there when it says nothing."""
    return _defaults(Entry, NOT_IMPORTED)


@cache
def detail_defaults(kind: str) -> dict[str, Any]:
    """The same for the kind's own columns."""
    return _defaults(kind_model(kind), {"entry_ptr_id", *REFERENCES.values()})


@cache
def detail_table(kind: str) -> str:
    return kind_model(kind)._meta.db_table


@cache
def histories(kind: str) -> list[tuple[str, str]]:
    """History tables of entries of a kind and of all that goes with them, each with its owner.

    Found through the model registry, so that what a person added in a room that imports know
    nothing of, such as a position, is seen.
    """
    found = [(f"{table}event", "pgh_obj_id") for table in ("records_entry", detail_table(kind))]
    for relation in kind_model(kind)._meta.related_objects:
        model = relation.related_model
        goes_along = relation.on_delete is models.CASCADE and not issubclass(model, Entry)
        if goes_along and hasattr(model, "pgh_event_models"):
            found.append((f"{model._meta.db_table}event", relation.field.attname))
    return found


@cache
def reference_columns(kind: str) -> dict[str, str]:
    """Which references this kind has."""
    names = {field.column for field in kind_model(kind)._meta.local_concrete_fields}
    return {part: column for part, column in REFERENCES.items() if column in names}


def _defaults(model: type[models.Model], without: set[str]) -> dict[str, Any]:
    return {
        str(field.column): None if field.null else field.get_default()
        for field in model._meta.local_concrete_fields
        if field.column not in without
    }

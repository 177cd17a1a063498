"""The lists that belong to an actor and that files may fill."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from django.db import models

from imports.models import Mention, Row
from records.merging import standing_for
from records.models import ActorName, Affiliation, Identifier
from sanctions.models import Designation

Resolved: TypeAlias = Mapping[tuple[str, str], int]  # type and key of a mention → its record
Columns: TypeAlias = dict[str, Any]
Key: TypeAlias = tuple[Any, ...]


@dataclass(frozen=True)
class Possession:
    """A list of an actor: its table, by which columns one is known, and which others it has.

    `columns` turns what a row says of one into columns.
    """

    name: str
    model: type[models.Model]
    owner: str
    known_by: tuple[str, ...]
    values: tuple[str, ...]
    columns: Callable[[dict[str, Any], Resolved], Columns]

    @property
    def label(self) -> str:
        return self.model._meta.label_lower

    def key_of(self, record: Any) -> Key:
        return tuple(getattr(record, column) for column in self.known_by)

    def wanted(self, said: Mapping[str, Any], resolved: Resolved) -> dict[Key, Columns]:
        """What a row says of the list, by key."""
        found = [self.columns(one, resolved) for one in said.get(self.name) or []]
        return {tuple(columns[name] for name in self.known_by): columns for columns in found}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _name(said: dict[str, Any], _resolved: Resolved) -> Columns:
    return {
        "text": said["text"],
        "language": said.get("language", ""),
        "kind": said.get("kind", ActorName.Kind.ALIAS),
    }


def _identifier(said: dict[str, Any], _resolved: Resolved) -> Columns:
    return {"scheme": said["scheme"], "value": said["value"]}


def _designation(said: dict[str, Any], resolved: Resolved) -> Columns:
    return {
        "programme_id": resolved["programme", said["programme"]],
        "list_id": said.get("list_id", ""),
        "listed_on": _day(said.get("listed_on")),
        "until": _day(said.get("until")),
        "source_id": resolved["source", said["source"]] if said.get("source") else None,
    }


def _affiliation(said: dict[str, Any], resolved: Resolved) -> Columns:
    return {
        "organisation_id": resolved["actor", said["organisation"]],
        "position": said["position"],
        "starts_on": _day(said.get("starts_on")),
        "ends_on": _day(said.get("ends_on")),
        "source_id": resolved["source", said["source"]] if said.get("source") else None,
    }


POSSESSIONS = (
    Possession("names", ActorName, "actor_id", ("text", "language"), (), _name),
    Possession("identifiers", Identifier, "actor_id", ("scheme", "value"), (), _identifier),
    Possession(
        "designations",
        Designation,
        "actor_id",
        ("programme_id", "list_id", "listed_on"),
        ("until", "source_id"),
        _designation,
    ),
    Possession(
        "affiliations",
        Affiliation,
        "person_id",
        ("organisation_id", "position", "starts_on"),
        ("ends_on", "source_id"),
        _affiliation,
    ),
)


def resolved_of(rows: Iterable[Row]) -> Resolved:
    """The records that these rows' keys were found to be, by their own imports. Two queries."""
    keys = {(row.batch_id, key) for row in rows for key in _keys(row.said)}
    mentions = Mention.objects.filter(
        batch__in={batch for batch, _key in keys},
        key__in={key for _batch, key in keys},
        object_id__isnull=False,
    ).order_by("batch_id")
    found = {
        (kind, key): pk
        for kind, key, pk in mentions.values_list("type", "key", "object_id")
        if pk is not None
    }
    merged = standing_for(pk for (kind, _key), pk in found.items() if kind == Mention.Type.ACTOR)
    return {
        (kind, key): merged.get(pk, pk) if kind == Mention.Type.ACTOR else pk
        for (kind, key), pk in found.items()
    }


def _keys(said: Mapping[str, Any]) -> Iterable[str]:
    yield said["subject"]
    for one in (*(said.get("designations") or []), *(said.get("affiliations") or [])):
        yield from (one[part] for part in ("programme", "organisation", "source") if one.get(part))

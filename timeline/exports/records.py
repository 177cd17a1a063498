"""Entries of a query as plain records, in chunks: an export of any size needs little memory.

Names of the keys are part of the address: they stay. `docs/exports.md` describes them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby, islice
from typing import Any, TypeAlias, TypeVar

from django.db.models import Case, F, When
from django.urls import reverse
from modeltrans.fields import TranslationField

from records.contributions import exported_of
from records.dates import End, Precision, Qualifier, Span
from records.kinds import kind_model, kind_models
from records.models import Citation, Entry, Involvement, ProcessEntry
from records.querysets import EntryQuerySet
from records.statements import translated
from timeline.filters import EntryFilter

Record: TypeAlias = dict[str, Any]
CHUNK = 2000
T = TypeVar("T")

SHARED = [
    *("id", "kind", "url", "title", "summary", "date", "starts_on", "ends_on", "time_of_day"),
    *("published_on", "verification", "place", "place_country", "place_precision", "latitude"),
    *("longitude", "countries", "involved", "processes", "sources", "changed_at"),
]


@cache
def own_columns(kind: str) -> dict[str, Any]:
    """A kind's own columns and how each is read.

    Those of its own table that hold a value, the ids of published entries that it names, and what
    the kind says of its other references.
    """
    model = kind_model(kind)
    found: dict[str, Any] = {}
    for column in model._meta.local_fields:
        to: Any = column.remote_field
        if not column.is_relation:
            if not isinstance(column, TranslationField):
                found[column.name] = F(column.name)
        elif issubclass(to.model, Entry) and not to.parent_link:
            is_published = {f"{column.name}__state": Entry.State.PUBLISHED}
            found[column.name] = Case(When(**is_published, then=F(column.attname)))
    return found | {name: F(path) for name, path in model.EXPORTED.items()}


@cache
def columns() -> list[str]:
    """Every key that a record may have, those of all kinds first."""
    own = (name for kind in kind_models() for name in own_columns(kind))
    return [*SHARED, *dict.fromkeys(own)]


def records(filter_: EntryFilter, absolute: Any) -> Iterator[Record]:
    """The published entries that pass, newest first; `absolute(path)` makes full addresses."""
    for chunk in _chunks(filter_.apply(Entry.objects.published())):
        yield from load(chunk, absolute)


def outlines(filter_: EntryFilter, absolute: Any) -> Iterator[Record]:
    """What a calendar shows: those whose days are known, without all that refers to them."""
    dated = Entry.objects.filter(date_precision=Precision.DAY, date_qualifier=Qualifier.EXACT)
    for chunk in _chunks(filter_.apply(dated.published())):
        yield from _outlined(chunk, absolute).values()


def _chunks(found: EntryQuerySet) -> Iterator[list[int]]:
    ids = found.newest_first().values_list("pk", flat=True)
    return batches(ids.iterator(chunk_size=CHUNK * 10))


def newest_changes(filter_: EntryFilter, absolute: Any, number: int = 50) -> list[Record]:
    """The entries that pass and were changed last."""
    changed = filter_.apply(Entry.objects.published()).order_by("-changed_at", "-pk")
    return load(list(changed.values_list("pk", flat=True)[:number]), absolute)


def batches(found: Iterable[T]) -> Iterator[list[T]]:
    """Lists of CHUNK each; the last may be shorter."""
    remaining = iter(found)
    while chunk := list(islice(remaining, CHUNK)):
        yield chunk


def load(ids: list[int], absolute: Any) -> list[Record]:
    """The records of those of these entries that are still published, in that order."""
    found = _outlined(ids, absolute)
    ids = list(found)
    for kind, pks in _by_kind(found).items():
        for pk, more in exported_of(kind, pks).items():
            found[pk].update(more)
    for model_rows, key in ((_involved(ids), "involved"), (_sources(ids, absolute), "sources")):
        for pk, value in model_rows:
            if value not in found[pk][key]:
                found[pk][key].append(value)
    for pk, slug in (
        ProcessEntry.objects.filter(entry__in=ids)
        .order_by("process__slug")
        .values_list("entry_id", "process__slug")
    ):
        found[pk]["processes"].append(slug)
    return list(found.values())


def _outlined(ids: list[int], absolute: Any) -> dict[int, Record]:
    """By id, with the columns of the entry and of its kind; what was withdrawn is left out."""
    rows = {row["pk"]: _record(row, absolute) for row in _entries(ids)}
    found = {pk: rows[pk] for pk in ids if pk in rows}
    for kind, pks in _by_kind(found).items():
        own = kind_model(kind)._default_manager.filter(pk__in=pks).order_by()
        for pk, *values in own.values_list("pk", *own_columns(kind).values()):
            found[pk].update(zip(own_columns(kind), values, strict=True))
    return found


def _by_kind(found: dict[int, Record]) -> dict[str, list[int]]:
    by_kind: dict[str, list[int]] = defaultdict(list)
    for pk, record in found.items():
        by_kind[record["kind"]].append(pk)
    return by_kind


def _entries(ids: list[int]) -> Any:
    return (
        Entry.objects.published()
        .filter(pk__in=ids)
        .order_by()
        .annotate(
            shown_title=translated("title"),
            shown_summary=translated("summary"),
            shown_place=translated("place_name"),
        )
        .values(
            *("pk", "kind", "slug", "shown_title", "shown_summary", "shown_place"),
            *("starts_on", "ends_on", "date_end", "date_precision", "date_qualifier"),
            *("part_of_day", "published_on", "verification", "place_country", "place_precision"),
            *("latitude", "longitude", "countries", "changed_at"),
        )
    )


def _record(row: dict[str, Any], absolute: Any) -> Record:
    span = Span(
        row["starts_on"],
        row["ends_on"],
        Precision(row["date_precision"]),
        Qualifier(row["date_qualifier"]),
        End(row["date_end"]),
    )
    return {
        "id": row["pk"],
        "kind": row["kind"],
        "url": absolute(reverse("timeline:entry", args=[row["pk"]])),
        "title": row["shown_title"],
        "summary": row["shown_summary"],
        "date": str(span),
        "starts_on": row["starts_on"],
        "ends_on": row["ends_on"],
        "time_of_day": row["part_of_day"],
        "published_on": row["published_on"],
        "verification": row["verification"],
        "place": row["shown_place"],
        "place_country": row["place_country"],
        "place_precision": row["place_precision"],
        "latitude": row["latitude"],
        "longitude": row["longitude"],
        "countries": row["countries"],
        "involved": [],
        "processes": [],
        "sources": [],
        "changed_at": row["changed_at"],
    }


def _involved(ids: list[int]) -> Iterator[tuple[int, Record]]:
    rows = (
        Involvement.objects.filter(entry__in=ids)
        .order_by("pk")
        .annotate(actor_name=translated("actor__name"), party_name=translated("party__name"))
        .values_list("entry_id", "role", "actor_name", "actor__slug", "party_name", "party__slug")
    )
    for entry, role, name, slug, party_name, party in rows:
        yield (
            entry,
            {
                "role": role,
                "actor": slug,
                "name": name,
                "party": party or "",
                "party_name": party_name or "",
            },
        )


def _sources(ids: list[int], absolute: Any) -> Iterator[tuple[int, Record]]:
    """Each source once, with its best grade and every quotation."""
    rows = (
        Citation.objects.filter(entry__in=ids)
        .order_by("source_id", "entry_id", "credibility", "pk")
        .annotate(shown_title=translated("source__title"))
        .values_list(
            *("source_id", "entry_id", "credibility", "source__reliability", "quotation"),
            *("source__publisher", "shown_title", "source__url"),
        )
    )
    for (pk, entry), group in groupby(rows, lambda row: row[:2]):
        cited = list(group)
        _pk, _entry, credibility, reliability, _quotation, publisher, title, url = cited[0]
        yield (
            entry,
            {
                "url": absolute(reverse("timeline:source", args=[pk])),
                "publisher": publisher,
                "title": title,
                "original": url,
                "grade": f"{reliability}{credibility}",
                "quotations": [quotation for *_, quotation, _p, _t, _u in cited if quotation],
            },
        )

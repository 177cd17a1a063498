"""Keys: what tells a record from all others of its type, in every database.

A key is a tuple: the type, and what tells apart. In a file a reference has the parts alone, as one
text or as a list; a reference to any kind of entry says the kind as well. A source without an
address has no key of its own: it is the n-th of those that say the same of themselves.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import models

from imports.texts import short_key
from imports.whole.kinds import Model, name_of, record_models
from records.models import Actor, Entry, Process, Redirect, Source
from sanctions.models import Programme
from talks.models import Issue, Provision, Track

Key = tuple[str, ...]

BY: dict[Model, tuple[str, ...]] = {
    Process: ("slug",),
    Actor: ("slug",),
    Programme: ("authority", "code"),
    Track: ("process__slug", "slug"),
    Issue: ("process__slug", "slug"),
    Provision: ("document__slug", "number"),
}
NTH = "nth"  # says in a source's line which one it is, where that is not the first
SAID_OF_SOURCES = ("publisher", "title", "author", "published_on")


def lookups(model: Model) -> tuple[str, ...]:
    return BY.get(model, ("slug",))


def key_of(kind: str, fields: dict[str, Any], nth: int = 1) -> Key:
    """The key of a record that a file describes; its references stand there as keys."""
    model = record_models()[kind]
    if model is not Source:
        return (kind, *(fields[lookup.split("__")[0]] for lookup in lookups(model)))
    if fields.get("url"):
        return kind, fields["url"]
    return (kind, *(fields.get(name, "") for name in SAID_OF_SOURCES), str(nth))


def name_of_key(key: Key) -> str:
    """A key as rows of an import keep it and as people read it."""
    return short_key(f"{key[0]}: {' / '.join(key[1:])}")


def reference(model: Model, key: Key) -> Any:
    """A key as it stands in a file, in a column that refers to this model."""
    parts = key if model is Entry else key[1:]
    return parts[0] if len(parts) == 1 else list(parts)


def key_in(model: Model, value: Any) -> Key | None:
    """The key that stands in a file; None where it is none of this model."""
    parts = [value] if isinstance(value, str) else value
    if not isinstance(parts, list) or not all(isinstance(part, str) for part in parts):
        return None
    if model is Entry:
        return tuple(parts) if len(parts) == 2 and _is_kind(parts[0]) else None
    fits = {1, len(SAID_OF_SOURCES) + 1} if model is Source else {len(lookups(model))}
    return (name_of(model), *parts) if len(parts) in fits else None


def _is_kind(name: str) -> bool:
    model = record_models().get(name)
    return model is not None and issubclass(model, Entry)


def form_of(model: Model) -> str:
    """How a reference to this model is written, for whoever mends one."""
    if model is Entry:
        return '["kind", "slug"]'
    if model is Source:
        return '"https://…"'
    parts = [f'"{lookup.split("__")[0]}"' for lookup in lookups(model)]
    return parts[0] if len(parts) == 1 else f"[{', '.join(parts)}]"


def keys_of(model: Model, ids: Iterable[int]) -> dict[int, Key]:
    """Number of a record → its key. Of sources two queries, of others one."""
    records = model._base_manager.filter(pk__in=set(ids))
    if model is Source:
        return _keys_of_sources(records)
    if model is Entry:
        return {pk: key for pk, *key in records.values_list("pk", "kind", "slug")}
    found = records.values_list("pk", *lookups(model))
    return {pk: (name_of(model), *key) for pk, *key in found}


def ids_of(keys: Iterable[Key]) -> dict[Key, int]:
    """Key → number of the record, where there is one; former addresses lead to it, too."""
    by_type: dict[str, set[Key]] = defaultdict(set)
    for key in keys:
        by_type[key[0]].add(key)
    found: dict[Key, int] = {}
    for kind, wanted in by_type.items():
        found |= _ids(kind, wanted)
    return found


def _ids(kind: str, wanted: set[Key]) -> dict[Key, int]:
    model = Provision if kind == name_of(Provision) else record_models()[kind]
    if model is Source:
        return _ids_of_sources(wanted)
    parts = list(zip(*(key[1:] for key in wanted), strict=True))
    near = {f"{n}__in": {*values} for n, values in zip(lookups(model), parts, strict=True)}
    rows = model._base_manager.filter(**near).values_list("pk", *lookups(model))
    found = {(kind, *key): pk for pk, *key in rows}
    if model is Actor or issubclass(model, Entry):
        found = _moved(kind, wanted - found.keys()) | found
    return {key: pk for key, pk in found.items() if key in wanted}


def _moved(kind: str, wanted: set[Key]) -> dict[Key, int]:
    slugs = {slug for _kind, slug in wanted}
    old = Redirect.objects.filter(kind=kind, slug__in=slugs) if slugs else Redirect.objects.none()
    found = old.values_list("slug", "actor_id", "entry_id")
    return {(kind, slug): actor or entry for slug, actor, entry in found}


def _keys_of_sources(records: "models.QuerySet[Any]") -> dict[int, Key]:
    found: dict[int, str] = dict(records.values_list("pk", "url"))
    titles = {title for url, title in records.values_list("url", "title") if not url}
    unaddressed = _unaddressed(titles)
    return {pk: (name_of(Source), url) if url else unaddressed[pk] for pk, url in found.items()}


def _ids_of_sources(wanted: set[Key]) -> dict[Key, int]:
    urls = {key[1] for key in wanted if len(key) == 2}
    titles = {key[2] for key in wanted if len(key) > 2}
    by_url = Source.objects.filter(url__in=urls - {""}).values_list("url", "pk")
    found: dict[Key, int] = {(name_of(Source), url): pk for url, pk in by_url}
    return found | {key: pk for pk, key in _unaddressed(titles).items()}


def _unaddressed(titles: set[str]) -> dict[int, Key]:
    """Sources without an address and of one of these titles: number → key."""
    if not titles:
        return {}
    same: Counter[Key] = Counter()
    found: dict[int, Key] = {}
    records = Source.objects.filter(url="", title__in=titles).order_by("pk")
    for pk, publisher, title, author, day in records.values_list("pk", *SAID_OF_SOURCES):
        said = (publisher, title, author, day.isoformat() if day else "")
        same[said] += 1
        found[pk] = (name_of(Source), *said, str(same[said]))
    return found

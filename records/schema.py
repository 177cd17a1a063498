"""What a page says to machines in the words of schema.org, as JSON-LD.

Terms are those of https://schema.org (version 29). What a kind adds comes from its room's
`schema.py`, found at start as `contributions.py` is.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeAlias

from django.db.models import Model

from records.dates import Precision
from records.models import Actor, Entry, Involvement

Thing: TypeAlias = dict[str, Any]  # a schema.org thing: its properties by name
Describer: TypeAlias = Callable[[Any, Callable[[str], str]], Thing]
"""`describer(record, absolute)`: `absolute` makes a full address of a path."""

_describers: dict[type[Model], Describer] = {}

ACTOR_TYPES = {
    Actor.Kind.PERSON: "Person",
    Actor.Kind.STATE: "Country",
    Actor.Kind.COMPANY: "Corporation",
}


def register_schema(model: type[Model]) -> Callable[[Describer], Describer]:
    """Register what schema.org is told of a `model` beyond what every entry says."""

    def register(describer: Describer) -> Describer:
        _describers[model] = describer
        return describer

    return register


def described(entry: Entry, absolute: Callable[[str], str]) -> Thing:
    """An entry as a schema.org thing; properties without a value are left out.

    Without a describer of its own a kind is a CreativeWork, which claims least.
    """
    describer = _describers.get(type(entry))
    own = describer(entry, absolute) if describer else {"@type": "CreativeWork"}
    thing = {
        "@context": "https://schema.org",
        "name": entry.title_i18n,
        "description": getattr(entry, "summary_i18n", "") or None,
        "url": absolute(entry.get_absolute_url()),
        "citation": _citations(entry),
        **own,
    }
    return {name: value for name, value in thing.items() if value not in (None, "", [])}


def actor_thing(actor: Actor, absolute: Callable[[str], str]) -> Thing:
    """An actor by type, name and address."""
    return {
        "@type": ACTOR_TYPES.get(Actor.Kind(actor.kind), "Organization"),
        "name": str(actor),
        "url": absolute(actor.get_absolute_url()),
    }


def actor_things(
    involved: list[Involvement], roles: tuple[str, ...], absolute: Callable[[str], str]
) -> list[Thing]:
    """Those involved with one of `roles`, each once."""
    actors = {one.actor_id: one.actor for one in involved if one.role in roles}
    return [actor_thing(actor, absolute) for actor in actors.values()]


def place_thing(entry: Entry) -> Thing | None:
    """Where the entry stands; nothing where no place is on record."""
    if entry.place_precision == Entry.PlacePrecision.VIRTUAL:
        return {"@type": "VirtualLocation"}
    if not (entry.place_name or entry.place_country):
        return None
    place: Thing = {"@type": "Place", "name": entry.place_name_i18n or entry.place_country}  # type: ignore[attr-defined]
    if entry.place_country:
        place["address"] = {"@type": "PostalAddress", "addressCountry": entry.place_country}
    if entry.latitude is not None and entry.longitude is not None:
        place["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": float(entry.latitude),
            "longitude": float(entry.longitude),
        }
    return place


def date_text(day: date | None, precision: str = Precision.DAY) -> str | None:
    """ISO 8601, no finer than what is known: "2026-04" for a month."""
    if day is None:
        return None
    digits = {Precision.YEAR: 4, Precision.MONTH: 7}.get(Precision(precision), 10)
    return day.isoformat()[:digits]


def _citations(entry: Entry) -> list[Thing]:
    sources = {one.source_id: one.source for one in getattr(entry, "cited", [])}
    things = []
    for source in sources.values():
        thing = {
            "@type": "CreativeWork",
            "name": source.title,
            "publisher": source.publisher and {"@type": "Organization", "name": source.publisher},
            "inLanguage": source.language,
            "datePublished": date_text(source.published_on),
            "url": source.url,
        }
        things.append({name: value for name, value in thing.items() if value})
    return things

"""Which actor each mention of one is, or is to become."""

from collections.abc import Iterable
from itertools import islice
from typing import Any

from django.db import connection

from imports.models import Batch, Made, Mention
from imports.slugs import free_slug, plain_slug
from records.models import Actor, ActorName, Identifier, Redirect

CHUNK = 1000
NAMED = """
SELECT kind, lower(name), id, country FROM records_actor WHERE lower(name) = ANY(%(names)s)
UNION
SELECT a.kind, lower(n.text), a.id, a.country
FROM records_actorname n JOIN records_actor a ON a.id = n.actor_id
WHERE lower(n.text) = ANY(%(names)s)
UNION
SELECT a.kind, lower(t.value), a.id, a.country
FROM records_actor a, jsonb_each_text(coalesce(a.i18n, '{}')) AS t
WHERE t.key LIKE 'name%%' AND lower(t.value) = ANY(%(names)s)
ORDER BY 3
"""


def resolve_actors(batch: Batch) -> None:
    """Those with an identifier first, so that a bare name meets the actor they named."""
    waiting = batch.mentions.filter(type="actor", used=True, object_id=None)
    for bare in (False, True):
        chosen = (
            waiting.filter(data__identifiers=[]) if bare else waiting.exclude(data__identifiers=[])
        )
        ids = iter(list(chosen.order_by("id").values_list("id", flat=True)))
        while chunk := list(islice(ids, CHUNK)):
            _Chunk(batch, list(Mention.objects.filter(pk__in=chunk).order_by("id"))).resolve()


class _Chunk:
    """Some mentions, and what the database knows of their identifiers, countries and names."""

    def __init__(self, batch: Batch, mentions: list[Mention]) -> None:
        self.batch = batch
        self.mentions = mentions
        self.by_identifier = _by_identifier(mentions)
        self.by_country = _by_country(mentions)
        self.by_name = _by_name(mentions)
        self.taken = _taken_slugs(mentions)
        self.schemes = _schemes(self.by_name.values())
        self.fresh: list[Actor] = []

    def resolve(self) -> None:
        actors = [self._find(mention.data) or self._make(mention.data) for mention in self.mentions]
        Actor.objects.bulk_create(self.fresh)
        _note(self.batch, self.fresh)
        for mention, actor in zip(self.mentions, actors, strict=True):
            mention.object_id = actor.pk
        Mention.objects.bulk_update(self.mentions, ["object_id"], batch_size=CHUNK)
        self._add_names()
        self._add_identifiers()

    def _find(self, data: dict[str, Any]) -> Actor | None:
        sure = data.get("is_subject", False)  # its own number in its own list comes first
        for one in data["identifiers"]:
            found = self.by_identifier.get((one["scheme"], one["value"]))
            if found and (sure or _may_be(found, data)):
                return found
            sure = False
        if data["kind"] == "state" and data["country"] in self.by_country:
            return self.by_country[data["country"]]
        for actor in self.by_name.get((data["kind"], data["name"].lower()), []):
            if _may_be(actor, data) and not self._is_another(actor, data):
                return actor
        return None

    def _is_another(self, actor: Actor, data: dict[str, Any]) -> bool:
        """A namesake: known by another identifier in a scheme in which the file gives one."""
        schemes = self.schemes.get(actor.slug, set())
        return any(one["scheme"] in schemes for one in data["identifiers"])

    def _make(self, data: dict[str, Any]) -> Actor:
        slug = free_slug(data["name"], data["kind"], self.taken)
        actor = Actor(
            kind=data["kind"],
            name=data["name"],
            country=data["country"],
            born=data["born"],
            slug=slug,
        )
        self.taken.add(slug)
        self.fresh.append(actor)
        for one in data["identifiers"]:
            self.by_identifier[one["scheme"], one["value"]] = actor
            self.schemes.setdefault(actor.slug, set()).add(one["scheme"])
        if data["kind"] == "state" and data["country"]:
            self.by_country[data["country"]] = actor
        self.by_name.setdefault((data["kind"], data["name"].lower()), []).append(actor)
        return actor

    def _add_names(self) -> None:
        """A name under which an actor was not known yet becomes an alias."""
        known = _known_names(mention.object_id for mention in self.mentions)
        aliases = []
        for mention in self.mentions:
            one = (mention.object_id, mention.data["name"].lower())
            if one not in known:
                known.add(one)
                aliases.append(
                    ActorName(actor_id=mention.object_id or 0, text=mention.data["name"])
                )
        _note(self.batch, ActorName.objects.bulk_create(aliases))

    def _add_identifiers(self) -> None:
        wanted = {
            (one["scheme"], one["value"]): mention.object_id
            for mention in reversed(self.mentions)
            for one in mention.data["identifiers"]
        }
        known = set(
            Identifier.objects.filter(value__in=[value for _scheme, value in wanted]).values_list(
                "scheme", "value"
            )
        )
        missing = [
            Identifier(scheme=scheme, value=value, actor_id=actor_id)
            for (scheme, value), actor_id in sorted(wanted.items())
            if (scheme, value) not in known
        ]
        _note(self.batch, Identifier.objects.bulk_create(missing))


def _may_be(actor: Actor, data: dict[str, Any]) -> bool:
    """Whether kind and country do not speak against it: files have wrong identifiers, too."""
    same_country = not actor.country or not data["country"] or actor.country == data["country"]
    return actor.kind == data["kind"] and same_country and _same_birth(actor.born, data["born"])


def _same_birth(one: str, other: str) -> bool:
    """By the year, which files agree on sooner than on the day; not known contradicts nothing."""
    return not one or not other or one[:4] == other[:4] or "/" in one + other


def _by_identifier(mentions: list[Mention]) -> dict[tuple[str, str], Actor]:
    values = [one["value"] for mention in mentions for one in mention.data["identifiers"]]
    known = Identifier.objects.filter(value__in=values, actor__isnull=False)
    return {
        (one.scheme, one.value): one.actor for one in known.select_related("actor") if one.actor
    }


def _by_country(mentions: list[Mention]) -> dict[str, Actor]:
    codes = {one.data["country"] for one in mentions if one.data["kind"] == "state"} - {""}
    states = Actor.objects.filter(kind="state", country__in=codes).order_by("-id")
    return {actor.country: actor for actor in states}


def _by_name(mentions: list[Mention]) -> dict[tuple[str, str], list[Actor]]:
    names = sorted({mention.data["name"].lower() for mention in mentions})
    with connection.cursor() as cursor:
        cursor.execute(NAMED, {"names": names})
        rows = cursor.fetchall()
    actors = Actor.objects.in_bulk({actor_id for _kind, _name, actor_id, _country in rows})
    found: dict[tuple[str, str], list[Actor]] = {}
    for kind, name, actor_id, _country in rows:
        found.setdefault((kind, name), []).append(actors[actor_id])
    return found


def _schemes(named: Iterable[list[Actor]]) -> dict[str, set[str]]:
    """Address of an actor → schemes in which it has an identifier."""
    ids = {actor.pk for actors in named for actor in actors}
    found: dict[str, set[str]] = {}
    known = Identifier.objects.filter(actor__in=ids).values_list("actor__slug", "scheme")
    for slug, scheme in known:
        found.setdefault(str(slug), set()).add(scheme)
    return found


def _known_names(actor_ids: Iterable[int | None]) -> set[tuple[int | None, str]]:
    ids = [actor_id for actor_id in actor_ids if actor_id]
    names = ActorName.objects.filter(actor__in=ids).values_list("actor_id", "text")
    titles = Actor.objects.filter(pk__in=ids).values_list("id", "name")
    return {(actor_id, text.lower()) for actor_id, text in [*names, *titles]}


def _taken_slugs(mentions: list[Mention]) -> set[str]:
    wanted = {plain_slug(one.data["name"], one.data["kind"]) for one in mentions}
    wanted |= {free_slug(one.data["name"], one.data["kind"], wanted) for one in mentions}
    former = Redirect.objects.filter(kind="actor", slug__in=wanted)
    return {
        *Actor.objects.filter(slug__in=wanted).values_list("slug", flat=True),
        *former.values_list("slug", flat=True),
    }


def _note(batch: Batch, records: Iterable[Actor | ActorName | Identifier]) -> None:
    Made.objects.bulk_create(
        [
            Made(batch=batch, model=record._meta.label_lower, object_id=record.pk)
            for record in records
        ],
        batch_size=CHUNK,
    )

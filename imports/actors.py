"""Which actor each mention of one is, or is to become."""

from collections.abc import Iterable
from itertools import islice
from typing import Any

from imports.knowing import Knowledge
from imports.models import Batch, Made, Mention, NameDecision
from imports.putting import put
from imports.slugs import free_slug, plain_slug
from imports.who.holding import hold
from records.models import Actor, ActorName, Identifier, Redirect

CHUNK = 1000


def resolve_actors(batch: Batch) -> None:
    """Those with an identifier first, so that a bare name meets the actor they named.

    Rows with a name that several have are held until it is decided whose it is.
    """
    waiting = batch.mentions.filter(type="actor", used=True, object_id=None)
    for bare in (False, True):
        chosen = (
            waiting.filter(data__identifiers=[]) if bare else waiting.exclude(data__identifiers=[])
        )
        ids = iter(list(chosen.order_by("id").values_list("id", flat=True)))
        while chunk := list(islice(ids, CHUNK)):
            _Chunk(batch, list(Mention.objects.filter(pk__in=chunk).order_by("id"))).resolve()
    if unsure := list(waiting.values_list("key", flat=True)):
        hold(batch, unsure)


class _Chunk:
    """Some mentions, and what the database knows of their identifiers, countries and names."""

    def __init__(self, batch: Batch, mentions: list[Mention]) -> None:
        self.batch = batch
        self.mentions = mentions
        self.knowledge = Knowledge([mention.data for mention in mentions])
        self.taken = _taken_slugs(mentions)
        self.fresh: list[Actor] = []
        self.decided: list[NameDecision] = []

    def resolve(self) -> None:
        actors = [self._find_or_make(mention.data) for mention in self.mentions]
        Actor.objects.bulk_create(self.fresh)
        _note(self.batch, self.fresh)
        self._remember()
        for mention, actor in zip(self.mentions, actors, strict=True):
            mention.object_id = actor.pk if actor else None
        self.mentions = [mention for mention in self.mentions if mention.object_id]
        put(self.mentions, "object_id")
        self._add_names()
        self._add_identifiers()

    def _find_or_make(self, data: dict[str, Any]) -> Actor | None:
        """None where it is not sure which of several it is."""
        found = self.knowledge.who(data)
        if not found:
            return self._make(data)
        if len(found) == 1 or self._is_own(found):
            return found[0]
        return None

    def _is_own(self, actors: list[Actor]) -> bool:
        """Namesakes that this file brought: a bare name in it means the first of them."""
        brought = [actor.pk for actor in actors if actor.pk]
        made = self.batch.made.filter(model="records.actor", object_id__in=brought)
        return len(brought) < len(actors) or made.exists()

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
        if decision := self.knowledge.decision_on(data):
            decision.actor = actor
            self.decided.append(decision)
        self.knowledge.add(actor, data)
        return actor

    def _remember(self) -> None:
        """Whoever was decided to be somebody new is this actor from now on."""
        for decision in self.decided:
            decision.actor_id = decision.actor.pk if decision.actor else None
        NameDecision.objects.bulk_update(self.decided, ["actor"])

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

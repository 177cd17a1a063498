"""Who is known of the actors that files speak of: by identifier, decision, country or name."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

from imports.texts import short_key
from imports.who.models import NameDecision
from imports.who.spelling import folded
from records.models import Actor, Identifier

Key = tuple[str, str, str, str]
NAMED = """
SELECT kind, lower(name), id FROM records_actor WHERE lower(name) = ANY(%(names)s)
UNION
SELECT a.kind, lower(n.text), a.id
FROM records_actorname n JOIN records_actor a ON a.id = n.actor_id
WHERE lower(n.text) = ANY(%(names)s)
UNION
SELECT a.kind, lower(t.value), a.id
FROM records_actor a, jsonb_each_text(coalesce(a.i18n, '{}')) AS t
WHERE t.key LIKE 'name%%' AND lower(t.value) = ANY(%(names)s)
ORDER BY 3
"""


class Knowledge:
    """What the database knows of the identifiers, countries and names of some mentions."""

    def __init__(self, said: Sequence[dict[str, Any]]) -> None:
        self.by_identifier = _by_identifier(said)
        self.by_country = _by_country(said)
        self.by_name = _by_name(said)
        self.decisions = _decisions(said)
        self.schemes = _schemes([*self.by_name.values(), _decided_for(self.decisions)])

    def who(self, data: dict[str, Any]) -> list[Actor]:
        """Nobody who is known, the one, or all that it may be: then it is not sure."""
        if found := self.certain(data):
            return [found]
        if decision := self.decision_on(data):
            return [decision.actor] if decision.actor else []
        return self.namesakes(data)

    def certain(self, data: dict[str, Any]) -> Actor | None:
        """By identifier, or a state by its country."""
        if data["kind"] == "state":
            return self._by_number(data) or self.by_country.get(data["country"])
        return self._by_number(data)

    def namesakes(self, data: dict[str, Any]) -> list[Actor]:
        """Those of exactly this name whom nothing that the file says tells apart."""
        named = self.by_name.get((data["kind"], data["name"].lower()), [])
        holders = [one for one in named if may_be(one, data) and not self._is_another(one, data)]
        return _told_apart(holders, data)

    def decision_on(self, data: dict[str, Any]) -> NameDecision | None:
        """What was decided on this name with these identifiers, or on the name alone."""
        folded_name, kind, country, numbers = key_of(data)
        if exact := self.decisions.get((folded_name, kind, country, numbers)):
            return exact
        bare = self.decisions.get((folded_name, kind, country, "")) if numbers else None
        if bare is None or bare.actor is None:
            return None
        fits = same_birth(bare.actor.born, data["born"]) and not self._is_another(bare.actor, data)
        return bare if fits else None

    def add(self, actor: Actor, data: dict[str, Any]) -> None:
        """An actor that is being made: mentions that come later mean it, too."""
        for one in data["identifiers"]:
            self.by_identifier[one["scheme"], one["value"]] = actor
            self.schemes.setdefault(actor.slug, set()).add(one["scheme"])
        if data["kind"] == "state" and data["country"]:
            self.by_country[data["country"]] = actor
        self.by_name.setdefault((data["kind"], data["name"].lower()), []).append(actor)

    def _by_number(self, data: dict[str, Any]) -> Actor | None:
        sure = data.get("is_subject", False)  # its own number in its own list comes first
        for one in data["identifiers"]:
            found = self.by_identifier.get((one["scheme"], one["value"]))
            if found and (sure or may_be(found, data)):
                return found
            sure = False
        return None

    def _is_another(self, actor: Actor, data: dict[str, Any]) -> bool:
        """A namesake: known by another identifier in a scheme in which the file gives one."""
        schemes = self.schemes.get(actor.slug, set())
        return any(one["scheme"] in schemes for one in data["identifiers"])


def may_be(actor: Actor, data: dict[str, Any]) -> bool:
    """Whether kind and country do not speak against it: files have wrong identifiers, too."""
    same_country = not actor.country or not data["country"] or actor.country == data["country"]
    return actor.kind == data["kind"] and same_country and same_birth(actor.born, data["born"])


def same_birth(one: str, other: str) -> bool:
    """By the year, which files agree on sooner than on the day; not known contradicts nothing."""
    return not one or not other or one[:4] == other[:4] or "/" in one + other


def key_of(data: dict[str, Any]) -> Key:
    """What a decision on a name is found by."""
    numbers = " ".join(sorted(f"{one['scheme']}:{one['value']}" for one in data["identifiers"]))
    return folded(data["name"]), data["kind"], data["country"], short_key(numbers)


def _told_apart(holders: list[Actor], data: dict[str, Any]) -> list[Actor]:
    """Namesakes: the one who has the country or year of birth that the file says, if it is one."""
    country, year = data["country"], data["born"][:4]
    for fitting in (
        [actor for actor in holders if country and actor.country == country],
        [actor for actor in holders if year and actor.born[:4] == year],
    ):
        if len(fitting) == 1:
            return fitting
    return holders


def _by_identifier(said: Sequence[dict[str, Any]]) -> dict[tuple[str, str], Actor]:
    values = [one["value"] for data in said for one in data["identifiers"]]
    known = Identifier.objects.filter(value__in=values, actor__isnull=False)
    return {
        (one.scheme, one.value): one.actor for one in known.select_related("actor") if one.actor
    }


def _by_country(said: Sequence[dict[str, Any]]) -> dict[str, Actor]:
    codes = {data["country"] for data in said if data["kind"] == "state"} - {""}
    states = Actor.objects.filter(kind="state", country__in=codes).order_by("-id")
    return {actor.country: actor for actor in states}


def _by_name(said: Sequence[dict[str, Any]]) -> dict[tuple[str, str], list[Actor]]:
    names = sorted({data["name"].lower() for data in said})
    with connection.cursor() as cursor:
        cursor.execute(NAMED, {"names": names})
        rows = cursor.fetchall()
    actors = Actor.objects.in_bulk({actor_id for _kind, _name, actor_id in rows})
    found: dict[tuple[str, str], list[Actor]] = {}
    for kind, name, actor_id in rows:
        found.setdefault((kind, name), []).append(actors[actor_id])
    return found


def _decisions(said: Sequence[dict[str, Any]]) -> dict[Key, NameDecision]:
    wanted = {folded(data["name"]) for data in said}
    found = NameDecision.objects.filter(folded__in=wanted).select_related("actor")
    return {decision.key: decision for decision in found if not decision.is_void}


def _decided_for(decisions: dict[Key, NameDecision]) -> list[Actor]:
    return [decision.actor for decision in decisions.values() if decision.actor]


def _schemes(named: Iterable[list[Actor]]) -> dict[str, set[str]]:
    """Address of an actor → schemes in which it has an identifier."""
    ids = {actor.pk for actors in named for actor in actors}
    found: dict[str, set[str]] = {}
    known = Identifier.objects.filter(actor__in=ids).values_list("actor__slug", "scheme")
    for slug, scheme in known:
        found.setdefault(str(slug), set()).add(scheme)
    return found

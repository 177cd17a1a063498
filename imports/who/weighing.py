"""The score of a candidate: how alike the names are, and what speaks for and against it."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from imports.who.spelling import PART, Spelt, likeness, spelt
from records.models import Actor

OFFERED = 80  # of 100; a name with no candidate of this score is somebody new by default
LIKELY = 95  # accepted by the one button for all
APART = 5  # by which the next candidate of a likely one must be behind
MOST = 5  # candidates of a name
MOST_NAMESAKES = 30
SAME_COUNTRY, SAME_BIRTH = 3, 5
SAME_NUMBER = 97  # at least, whatever the names
KIND, KIND_OF_BODY, COUNTRY, BIRTH, NUMBER = 15, 6, 12, 30, 30
BODIES = frozenset({"organisation", "company", "armed_group", "bloc"})
AGAINST = frozenset({"kind_differs", "country_differs", "born_differs", "other_number"})

Numbers = Collection[tuple[str, str]]  # (scheme, value)


@dataclass(frozen=True)
class Candidate:
    actor: int
    score: int
    name: str
    why: list[tuple[str, dict[str, Any]]]

    @property
    def is_contradicted(self) -> bool:
        return any(code in AGAINST for code, _params in self.why)

    def stored(self) -> dict[str, Any]:
        return {"actor": self.actor, "score": self.score, "name": self.name, "why": self.why}


@dataclass(frozen=True)
class Known:
    """An actor of the database as the candidates are weighed by."""

    pk: int
    kind: str
    country: str
    born: str
    numbers: Numbers = field(default=())


def weigh(data: dict[str, Any], actor: Known, name: str) -> Candidate:
    """The candidate that `actor` is by its `name` for what a file says of somebody."""
    score, rule = likeness(spelt(data["name"]), spelt(name))
    if (
        rule == PART
        and _is_one_word(data["name"], name)
        and "person"
        not in (
            data["kind"],
            actor.kind,
        )
    ):
        score = 0
    why: list[tuple[str, dict[str, Any]]] = [(rule, {"one": data["name"], "other": name})]
    for weight, code, params in _evidence(data, actor):
        score += weight
        why.append((code, params))
    if any(code == "same_number" for code, _params in why):
        score = max(score, SAME_NUMBER)
    return Candidate(actor.pk, round(min(max(score, 0), 100)), name, why)


def _is_one_word(*names: str) -> bool:
    read: list[Spelt] = [spelt(name) for name in names]
    return min(len(one.words) for one in read) == 1


def _evidence(data: dict[str, Any], actor: Known) -> list[tuple[int, str, dict[str, Any]]]:
    found: list[tuple[int, str, dict[str, Any]]] = []
    if data["kind"] != actor.kind:
        both = {data["kind"], actor.kind} <= BODIES
        params = {"file": data["kind"], "stored": actor.kind}
        found.append((-(KIND_OF_BODY if both else KIND), "kind_differs", params))
    if data["country"] and actor.country:
        params = {"file": data["country"], "stored": actor.country}
        same = data["country"] == actor.country
        code, weight = ("same_country", SAME_COUNTRY) if same else ("country_differs", -COUNTRY)
        found.append((weight, code, params))
    if data["born"] and actor.born:
        same = data["born"][:4] == actor.born[:4]
        params = {"file": data["born"], "stored": actor.born}
        found.append((SAME_BIRTH, "same_birth", {}) if same else (-BIRTH, "born_differs", params))
    return found + _by_numbers(data, actor.numbers)


def _by_numbers(data: dict[str, Any], numbers: Numbers) -> list[tuple[int, str, dict[str, Any]]]:
    mine = {(one["scheme"], one["value"]) for one in data["identifiers"]}
    if shared := sorted(mine & {*numbers}):
        return [(0, "same_number", {"number": ":".join(shared[0])})]
    schemes = {scheme for scheme, _value in mine}
    others = sorted(one for one in numbers if one[0] in schemes)
    return [(-NUMBER, "other_number", {"number": ":".join(others[0])})] if others else []


def best_of(candidates: Collection[Candidate], *, all_of: bool = False) -> list[Candidate]:
    """Each actor once, by its best name, those worth offering, best first."""
    by_actor: dict[int, Candidate] = {}
    for one in candidates:
        known = by_actor.get(one.actor)
        if (all_of or one.score >= OFFERED) and (known is None or one.score > known.score):
            by_actor[one.actor] = one
    return sorted(by_actor.values(), key=lambda one: (-one.score, one.actor))[
        : MOST_NAMESAKES if all_of else MOST
    ]


def is_likely(candidates: list[Candidate]) -> bool:
    """Whether one stands out: near-certain, contradicted by nothing, the next one far behind."""
    if not candidates:
        return False
    first, *others = candidates
    alone = not others or others[0].score <= first.score - APART
    return first.score >= LIKELY and not first.is_contradicted and alone


def known_of(actor: Actor, numbers: Numbers = ()) -> Known:
    return Known(actor.pk, actor.kind, actor.country, actor.born, numbers)

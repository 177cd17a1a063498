"""Unknown names and their candidates in words, as the desk shows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from imports.models import Row, UnknownName
from imports.who.weighing import AGAINST
from records.display import locale
from records.merging import standing_for
from records.models import Actor, Involvement
from records.words import wanted

WHY = {
    "same_name": gettext_lazy("the same name"),
    "spelled": gettext_lazy("spelled alike: %(one)s / %(other)s"),
    "sound": gettext_lazy("sounds alike: %(one)s / %(other)s"),
    "part": gettext_lazy("one name is part of the other: %(one)s / %(other)s"),
    "kind_differs": gettext_lazy("the kind differs: %(file)s / %(stored)s"),
    "same_country": gettext_lazy("the same country"),
    "country_differs": gettext_lazy("the country differs: %(file)s / %(stored)s"),
    "same_birth": gettext_lazy("born in the same year"),
    "born_differs": gettext_lazy("born in another year: %(file)s / %(stored)s"),
    "same_number": gettext_lazy("the same identifier: %(number)s"),
    "other_number": gettext_lazy("has another identifier of the same list: %(number)s"),
}


@dataclass(frozen=True)
class Offer:
    """A candidate: the actor, its score, and the evidence in words, each with what it speaks."""

    actor: Actor
    about: str
    score: int  # 0 to 100; 0 where the actor was looked for by hand
    why: list[tuple[str, bool]]  # words, and whether they speak against it


@dataclass(frozen=True)
class Shown:
    name: UnknownName
    about: str
    roles: str
    line: str
    title: str
    offers: list[Offer]


def shown(names: Iterable[UnknownName]) -> list[Shown]:
    """In a few queries, however many names."""
    names = list(names)
    actors = _actors(one["actor"] for name in names for one in name.offered)
    return [_shown(name, actors) for name in names]


def _actors(ids: Iterable[int]) -> dict[int, Actor]:
    """Number → actor, or who it was merged into; those deleted are left out."""
    wanted = {*ids}
    merged = standing_for(wanted)
    found = Actor.objects.in_bulk({merged.get(pk, pk) for pk in wanted})
    return {pk: found[merged.get(pk, pk)] for pk in wanted if merged.get(pk, pk) in found}


def _shown(name: UnknownName, actors: dict[int, Actor]) -> Shown:
    row = name.example
    said = row.said if row else {}
    offers: dict[int, Offer] = {}
    for one in name.offered:
        if actor := actors.get(one["actor"]):
            offers.setdefault(actor.pk, _offer(actor, one))
    return Shown(
        name=name,
        about=_about(name.kind, name.country, name.data.get("born", ""), name.numbers),
        roles=", ".join(_roles(said, {*name.mentions})),
        line=f"{row.sheet} {row.line}".strip() if row else "",
        title=_title(row),
        offers=list(offers.values()),
    )


def _offer(actor: Actor, candidate: dict[str, Any]) -> Offer:
    why = [(_words(code, params), code in AGAINST) for code, params in candidate["why"]]
    return Offer(actor, _about(actor.kind, actor.country, actor.born), candidate["score"], why)


def found_by_name(text: str, most: int) -> list[Offer]:
    """Actors with every word of `text` in their names, in any spelling, by name."""
    found = Actor.objects.named_like(text).order_by("name", "pk")[:most] if wanted(text) else []
    return [Offer(one, _about(one.kind, one.country, one.born), 0, []) for one in found]


def _words(code: str, params: dict[str, str]) -> str:
    if code == "kind_differs":
        params = {side: str(_kind(kind)) for side, kind in params.items()}
    if code == "country_differs":
        params = {side: _country(country) for side, country in params.items()}
    return str(WHY[code]) % params


def _about(kind: str, country: str, born: str = "", numbers: str = "") -> str:
    birth = _("born %(date)s") % {"date": born} if born else ""
    return ", ".join(filter(None, [_kind(kind), country and _country(country), birth, numbers]))


def _kind(kind: str) -> str:
    return str(dict(Actor.Kind.choices).get(kind, kind))


def _country(code: str) -> str:
    return str(locale().territories.get(code, code))


def _roles(said: dict[str, Any], keys: set[str]) -> list[str]:
    """The roles of this name in the row that stands as an example."""
    labels = dict(Involvement.Role.choices)
    found = []
    for one in said.get("involvements", ()):
        if one.get("actor") in keys:
            found.append(str(labels.get(one["role"], one["role"])))
        if one.get("party") in keys:
            found.append(_("party"))
    return list(dict.fromkeys(found))


def _title(row: Row | None) -> str:
    fields = row.said.get("fields", {}) if row else {}
    return str(fields.get("title") or fields.get("name") or "")

"""What an editor looks at before two actors become one, and what is told of it afterwards."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from records.display import locale
from records.gathering import references
from records.models import Actor, Merge

MOST = 20  # names or identifiers of one actor that are shown
WHY = {
    "deleted": gettext_lazy("deleted since"),
    "changed": gettext_lazy("edited since, and kept as it is"),
    "impossible": gettext_lazy("what it belongs to is gone, or stands there otherwise"),
}


@dataclass(frozen=True)
class Line:
    """A property of two actors; `differs` where both say something and not the same."""

    title: str
    values: tuple[list[str], list[str]]
    differs: bool = False


def side_by_side(one: Actor, other: Actor) -> list[Line]:
    both = (one, other)
    lines = [
        _line(_("Kind"), both, lambda actor: [str(actor.get_kind_display())], compared=True),
        _line(_("Country"), both, _country, compared=True),
        _line(_("Born"), both, lambda actor: [actor.born] if actor.born else [], compared=True),
        _line(_("Who this is"), both, lambda actor: [actor.description]),
        _line(_("Other names"), both, _names),
        _line(_("Identifiers"), both, _identifiers),
        _line(_("Address"), both, lambda actor: [actor.slug]),
    ]
    counted = [_rows_of(actor) for actor in both]
    for title in dict.fromkeys([*counted[0], *counted[1]]):
        lines.append(Line(title, ([str(counted[0][title])], [str(counted[1][title])])))
    return lines


def _line(title: str, actors: tuple[Actor, Actor], read: Any, *, compared: bool = False) -> Line:
    one, other = ([text for text in read(actor) if text] for actor in actors)
    return Line(title, (one, other), compared and bool(one and other) and one != other)


def _country(actor: Actor) -> list[str]:
    return [str(locale().territories.get(actor.country, actor.country))]


def _names(actor: Actor) -> list[str]:
    translated = [text for key, text in (actor.i18n or {}).items() if key.startswith("name_")]
    names = actor.names.values_list("text", flat=True)
    return _cut([*translated, *names])


def _identifiers(actor: Actor) -> list[str]:
    return _cut([str(one) for one in actor.identifiers.all()])


def _cut(texts: list[str]) -> list[str]:
    more = len(texts) - MOST
    said = ngettext("and %(n)d more", "and %(n)d more", more) % {"n": more} if more > 0 else ""
    return [*texts[:MOST], said]


def _rows_of(actor: Actor) -> Counter[str]:
    """Title of a table → rows in it that name the actor; entries by their kind."""
    found: Counter[str] = Counter()
    for model, columns in references().items():
        if model is Merge:
            continue
        named = models.Q()
        for column in columns:
            named |= models.Q(**{column: actor.pk})
        found[capfirst(str(model._meta.verbose_name_plural))] = model._base_manager.filter(
            named
        ).count()
    return +found


def moved_words(merge: Merge) -> list[tuple[str, int, int]]:
    """Title of a table, how many rows moved, and how many stood there twice and were dropped."""
    moved, dropped = Counter[str](), Counter[str]()
    for one in merge.done.get("moved", ()):
        moved[one["model"]] += len(one["ids"]) * ("kind" not in one["after"])
    for one in merge.done.get("dropped", ()):
        dropped[one["model"]] += 1
    return [(_title(label), moved[label], dropped[label]) for label in sorted({*moved, *dropped})]


def left_words(merge: Merge) -> Iterable[tuple[str, int, str]]:
    """Title of a table, number of the row, and why undoing left it as it is."""
    return [(_title(one["model"]), one["id"], str(WHY[one["why"]])) for one in merge.left]


def _title(label: str) -> str:
    return capfirst(str(apps.get_model(label)._meta.verbose_name_plural))

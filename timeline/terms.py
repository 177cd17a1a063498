"""What stands beside an actor's profile, each term once with all that belongs under it."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from records.display import language_name
from records.models import ActorName, Affiliation, Identifier
from timeline.templatetags.timeline import scheme_name

Row = TypeVar("Row")


def under_terms(rows: Iterable[Row], term: Callable[[Row], str]) -> dict[str, list[Row]]:
    """In the order in which the terms first occur: a `dl` says each of its terms once."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(term(row), []).append(row)
    return found


def term_of_name(name: ActorName) -> str:
    """Its language, or which kind of name it is."""
    words = language_name(name.language) if name.language else name.get_kind_display()
    return str(capfirst(words))


def term_of_post(post: Affiliation) -> str:
    return _("Held a post") if post.ends_on else _("Post")


def position(post: Affiliation) -> str:
    return str(post.position_i18n)


def term_of_identifier(identifier: Identifier) -> str:
    return str(scheme_name(identifier.scheme))

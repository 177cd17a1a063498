"""`{% load search %}`: what was searched for, marked; and in which way it was."""

from collections.abc import Iterable

from django import template
from django.template import engines
from django.utils.safestring import SafeString, mark_safe

from records.marking import Marks
from records.rows import Row
from records.spelling import spellings
from records.words import wanted

register = template.Library()
TOLD = 3  # other spellings of a word that are named


@register.filter
def marked(text: object, marks: Marks) -> SafeString:
    """The text with `<mark>` around what was asked for."""
    return marks.mark(str(text))


@register.simple_tag
def rows(found: Iterable[Row]) -> SafeString:
    """Entries as rows of a list, without their days."""
    templates = engines["jinja2"]
    drawn = (templates.get_template(row.template).render({"entry": row}) for row in found)
    return mark_safe("".join(drawn))  # noqa: S308 — Jinja escapes what it draws


@register.inclusion_tag("timeline/_how_searched.html")
def how_searched(texts: Iterable[str]) -> dict[str, object]:
    """What was taken exactly, what in other spellings too, and what could not be read."""
    asked = [wanted(text) for text in texts]
    words = dict.fromkeys(word for one in asked for word in one.words)
    return {
        "phrases": [phrase for one in asked for phrase in one.phrases],
        "words": list(words),
        "others": [other for word in words for other in _others(word)],
        "unpaired": any(one.unpaired for one in asked),
        "too_many": any(one.too_many for one in asked),
    }


def _others(word: str) -> list[str]:
    """Spellings that are not the word itself or another beginning of it."""
    found = [s for s in spellings(word)[1:] if not s.startswith("=")]
    shortest = min([word.lower(), *(s for s in found if word.lower().startswith(s))], key=len)
    others = [s for s in found if s == shortest or not s.startswith(shortest)]
    return [f"{other}…" for other in others][:TOLD]

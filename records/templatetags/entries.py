"""`{% load entries %}`: what pages of single entries and their rows on lists share."""

from functools import cache, lru_cache
from typing import Any

from django import template
from django.template import engines
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from records.kinds import kind_model
from records.models import Citation
from records.rows import Part, Row

register = template.Library()


@register.simple_tag
def row(entry: Row) -> SafeString:
    """An entry on a list, drawn by its kind's own template."""
    drawn = str(_row_template(entry.template).render({"entry": entry}))
    return mark_safe(drawn)  # noqa: S308 — Jinja escapes what it draws


@cache
def _row_template(name: str) -> Any:
    return engines["jinja2"].get_template(name)


@register.filter
def involved(entry: Row, *roles: str) -> list[Part]:
    """Those with one of `roles`: `{{ entry|involved("donor") }}`."""
    return [part for part in entry.parts if part.role in roles]


@cache
def _labels(kind: str, field: str, _language: str | None) -> dict[object, str]:
    column: Any = kind_model(kind)._meta.get_field(field)
    return {value: str(words) for value, words in column.flatchoices}


@register.filter
def label(entry: Row, field: str) -> str:
    """The word of a choice: `{{ entry|label("status") }}`."""
    value = entry.own[field] if field in entry.own else getattr(entry, field)
    return _labels(entry.kind, field, get_language()).get(value, str(value))


@register.filter
def sources_words(count: int) -> str:
    """Such as "3 sources"; for rows."""
    return _sources_words(count, get_language())


@lru_cache
def _sources_words(count: int, _language: str | None) -> str:
    return ngettext("%(count)s source", "%(count)s sources", count) % {"count": count}


@register.filter
def grade_words(citation: Citation) -> str:
    """What letter and digit of a grade mean: "B: usually reliable; 2: probably true"."""
    return _("%(letter)s: source %(reliability)s; %(digit)s: information %(credibility)s") % {
        "letter": citation.source.reliability,
        "reliability": citation.source.get_reliability_display(),
        "digit": citation.credibility,
        "credibility": citation.get_credibility_display(),
    }


@register.simple_tag(takes_context=True)
def query_set(context: template.Context, name: str, value: object) -> str:
    """This page's address with a parameter set to one value, from the list's start."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    query[name] = str(value)
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def absolute(context: template.Context, path: str) -> str:
    """An address with scheme and host, to be copied from the page."""
    return str(context["request"].build_absolute_uri(path))

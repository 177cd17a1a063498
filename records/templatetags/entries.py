"""`{% load entries %}`: what pages of single entries and their rows on lists share."""

from functools import cache
from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from records.models import Citation, Entry, Involvement

register = template.Library()


@register.simple_tag
def involved(entry: Entry, *roles: str) -> list[Involvement]:
    """Those with one of `roles`: `{% involved entry "donor" as donors %}`; they come loaded."""
    return [i for i in entry.involvements.all() if i.role in roles]


@cache
def _labels(model: type[Entry], field: str) -> dict[str, Any]:
    column: Any = model._meta.get_field(field)
    return dict(column.flatchoices)


@register.filter
def label(entry: Entry, field: str) -> str:
    """The word of a choice: `{{ entry|label:"status" }}`.

    Django's `get_…_display` makes the list of choices anew each time: too slow for rows.
    """
    value = getattr(entry, field)
    return str(_labels(type(entry), field).get(value, value))


@register.filter
def sources_words(count: int) -> str:
    """Such as "3 sources"; a filter, since a row's template is drawn thirty times."""
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

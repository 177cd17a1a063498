"""`{% load timeline %}`: headings of days, panels, addresses of queries."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from urllib.parse import quote

from babel.numbers import format_decimal
from django import template
from django.template import Context, engines
from django.template.loader import render_to_string
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext
from django.utils.translation import gettext as _

from records.contributions import Panel
from records.dates import Precision, Span
from records.display import day_words, locale, span_words
from records.kinds import kind_models
from records.models import Identifier
from records.templatetags.parley import flag
from timeline.counting import Counts
from timeline.facets import Choice
from timeline.filters import EntryFilter, Sort
from timeline.listing import Day, Page

register = template.Library()


@register.simple_tag
def choices(name: str, offered: Iterable[Choice], counted: bool = True) -> SafeString:
    """A facet's values as checkboxes; not a template, since there may be two hundred of them.

    Without counts where the page shows less than the entries that are counted.
    """
    boxes = (_box(name, one, counted, get_language()) for one in offered)
    return mark_safe("\n".join(boxes))  # noqa: S308 — values and labels are escaped


@lru_cache(maxsize=4096)
def _box(name: str, one: Choice, counted: bool, _language: str | None) -> str:
    value = escape(one.value)
    return (
        f'<label class="choice"><input type="checkbox" id="{name}-{value}" name="{name}"'
        f' value="{value}"{" checked" if one.is_chosen else ""}>'
        f" {flag(one.value) if name == 'country' else ''}<bdi>{escape(one.label)}</bdi>"
        f"{f' {_count(name, one)}' if counted else ''}</label>"
    )


def _count(name: str, one: Choice, swap: str = "") -> str:
    nothing = "" if one.count else " none"
    return (
        f'<span class="count{nothing}" id="n-{name}-{escape(one.value)}"{swap}>'
        f"{figure(one.count)}</span>"
    )


@register.simple_tag
def new_counts(name: str, offered: Iterable[Choice]) -> SafeString:
    """The counts alone, which HTMX puts in the place of those before: what a reader has ticked or
    focused meanwhile stays as it is."""
    counts = (_count(name, one, ' hx-swap-oob="true"') for one in offered)
    return mark_safe("\n".join(counts))  # noqa: S308 — values are escaped


@register.filter
def figure(number: int) -> str:
    """A number with its thousands parted as the reader's language does."""
    return str(number) if number < 1000 else str(format_decimal(number, locale=locale()))


@register.filter
def extent(counts: Counts) -> str:
    """How many entries, from when to when: "16 entries, 20 November 2025 – 1 May 2026"."""
    words = ngettext("%(number)s entry", "%(number)s entries", counts.total)
    number = words % {"number": figure(counts.total)}
    if counts.first is None or counts.last is None:
        return number
    return f"{number}, {_from_to(counts.first, counts.last)}"


def _from_to(first: Span, last: Span) -> str:
    """Each end as precise as it is known: "2025 – 4 December 2025"."""
    if first.precision == last.precision:
        return span_words(Span(first.starts_on, last.starts_on, first.precision))
    return f"{span_words(first)} – {span_words(last)}"


SORTS = {
    Sort.DATE: gettext_lazy("date"),
    Sort.CHANGED: gettext_lazy("last change"),
    Sort.RELEVANCE: gettext_lazy("relevance"),
}


@register.filter
def sort_name(sort: Sort) -> str:
    return str(SORTS[sort])


@register.simple_tag
def days(page: Page) -> SafeString:
    """The entries of a page under their days."""
    drawn = engines["jinja2"].get_template("timeline/_days.html").render({"page": page})
    return mark_safe(drawn)  # noqa: S308 — Jinja escapes what it draws


@register.filter
def heading(day: Day) -> SafeString:
    """The heading of a group on a list: "4 Dec 2025" or, where no day is known, "April 2026"."""
    length = "short" if day.is_day else "long"
    return format_html('<time datetime="{}">{}</time>', str(day.span), span_words(day.span, length))


@register.filter
def changed_words(day: Day) -> str:
    """On which day the entries were last changed: "changed 22 Nov 2026"."""
    if day.changed_on is None:
        return ""
    return _("changed %(date)s") % {"date": day_words(day.changed_on, "short")}


@register.simple_tag
def kinds_offered() -> list[tuple[str, str]]:
    """Every kind's code and its plural."""
    return [
        (kind, capfirst(str(model._meta.verbose_name_plural)))
        for kind, model in kind_models().items()
    ]


@register.filter
def of(counts: Mapping[object, int], key: object) -> int:
    """A count by its key: `{{ counts|of:actor.pk }}`; 0 where it has none."""
    return counts.get(key, 0)


@register.simple_tag
def day_of(value: date, precision: str) -> SafeString:
    """A date as precise as it is known: "4 December 2025", "December 2025" or "2025"."""
    span = Span(value, value, Precision(precision))
    return format_html('<time datetime="{}">{}</time>', str(span), span_words(span))


@register.simple_tag(takes_context=True)
def with_panel(context: Context, panel: Panel) -> SafeString:
    """A room's panel, drawn by the room's own template with the panel's own context."""
    request = context.get("request")
    return render_to_string(panel.template, {**panel.context, "panel": panel}, request=request)


@register.simple_tag
def problems_at(filter_: EntryFilter, parameter: str, oob: bool = False) -> SafeString:
    """What is wrong with a facet, beside it; `oob` lets HTMX put it there from a fragment."""
    problems = format_html_join(
        "",
        '<p class="problem">{}{}{}</p>',
        (
            (problem.value[:60], pgettext("after a label", ": "), problem.message)
            for problem in filter_.problems_of(parameter)
        ),
    )
    swap = mark_safe(' hx-swap-oob="true"') if oob else ""
    return format_html('<div id="problems-{}"{}>{}</div>', parameter, swap, problems)


IDENTIFIERS = {
    "wikidata": ("Wikidata", "https://www.wikidata.org/wiki/{}"),
    "opensanctions": ("OpenSanctions", "https://www.opensanctions.org/entities/{}/"),
    "lei": ("LEI", "https://search.gleif.org/#/record/{}"),
    "isni": ("ISNI", "https://isni.org/isni/{}"),
    "viaf": ("VIAF", "https://viaf.org/viaf/{}"),
}


@register.filter
def scheme_name(scheme: str) -> str:
    return IDENTIFIERS.get(scheme, (scheme, ""))[0]


@register.simple_tag
def identifier_link(identifier: Identifier) -> SafeString | str:
    """The identifier, with a link where its scheme has public pages."""
    address = IDENTIFIERS.get(identifier.scheme, ("", ""))[1]
    if not address:
        return identifier.value
    href = address.format(quote(identifier.value, safe=""))
    return format_html('<a href="{}" rel="noopener external">{}</a>', href, identifier.value)

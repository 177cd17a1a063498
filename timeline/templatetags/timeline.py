"""`{% load timeline %}`: headings of days, panels, addresses of queries."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from urllib.parse import quote, urlencode

from django import template
from django.template import Context, engines
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst

from records.contributions import Panel
from records.dates import Precision, Span
from records.display import span_words
from records.kinds import kind_models
from records.models import Identifier
from timeline.facets import Chip, Choice
from timeline.filters import EntryFilter
from timeline.listing import Day, Page

register = template.Library()


@register.simple_tag
def choices(name: str, offered: Iterable[Choice]) -> SafeString:
    """A facet's values as checkboxes; not a template, since there may be two hundred of them."""
    boxes = (_box(name, one.value, one.label, one.is_chosen) for one in offered)
    return mark_safe("\n".join(boxes))  # noqa: S308 — values and labels are escaped


@lru_cache(maxsize=4096)
def _box(name: str, value: str, label: str, is_chosen: bool) -> str:
    return (
        f'<label class="choice"><input type="checkbox" name="{name}" value="{escape(value)}"'
        f"{' checked' if is_chosen else ''}> {escape(label)}</label>"
    )


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
        '<p class="problem">{}: {}</p>',
        ((problem.value[:60], problem.message) for problem in filter_.problems_of(parameter)),
    )
    swap = mark_safe(' hx-swap-oob="true"') if oob else ""
    return format_html('<div id="problems-{}"{}>{}</div>', parameter, swap, problems)


@register.simple_tag
def chip_url(filter_: EntryFilter, chip: Chip) -> str:
    """The timeline's address without this one value."""
    given = {
        name: [v for v in values if (name, v) != (chip.parameter, chip.value)]
        for name, values in filter_.given.items()
    }
    address, query = reverse("timeline:timeline"), urlencode(given, doseq=True)
    return f"{address}?{query}" if query else address


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

"""`{% load timeline %}`: who with whom in one line, headings of days, names of languages."""

from collections.abc import Iterable
from urllib.parse import quote, urlencode

from babel import Locale, UnknownLocaleError
from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from records.contributions import Panel
from records.display import locale, span_words
from records.models import Actor, Entry, Identifier, Involvement
from timeline.facets import Chip
from timeline.filters import EntryFilter
from timeline.listing import Day

register = template.Library()
Role = Involvement.Role

AT_THE_TABLE = {Role.HEAD_OF_DELEGATION, Role.NEGOTIATOR, Role.PARTY, Role.SIGNATORY}
ACTING = {Role.ISSUER, Role.DONOR, Role.SPEAKER}
RECEIVING = {Role.TARGET, Role.BENEFICIARY, Role.RECIPIENT, Role.ADDRESSEE}
BETWEEN = {Role.MEDIATOR, Role.FACILITATOR, Role.HOST}
NAMED = 4  # actors of one side whom a row names


@register.simple_tag
def who(entry: Entry) -> SafeString:
    """Such as "Witkoff for United States — Umerov for Ukraine" or "Germany to Ukraine"."""
    involvements = list(entry.involvements.all())
    sides: dict[Actor | None, list[Actor]] = {}
    for involvement in involvements:
        if involvement.role in AT_THE_TABLE:
            sides.setdefault(involvement.party, []).append(involvement.actor)
    alone = list(dict.fromkeys(sides.pop(None, [])))
    table = [_for_party(actors, party) for party, actors in sides.items() if party]
    if alone:
        table.append(_names(alone, " — " if len(alone) <= NAMED and not table else ", "))
    phrases = [
        " — ".join(table),
        _phrase("%(names)s", involvements, ACTING),
        _phrase(_("to %(names)s"), involvements, RECEIVING),
        _phrase(_("through %(names)s"), involvements, {Role.CHANNEL}),
        _phrase(_("· mediator or host: %(names)s"), involvements, BETWEEN),
    ]
    return mark_safe(" ".join(phrase for phrase in phrases if phrase))  # noqa: S308 — each name is escaped


def _for_party(actors: list[Actor], party: Actor) -> str:
    names = {"names": _names(list(dict.fromkeys(actors))), "party": _name(party)}
    return escape(_("%(names)s for %(party)s")) % names


def _phrase(words: str, involvements: Iterable[Involvement], roles: set[Involvement.Role]) -> str:
    actors = dict.fromkeys(one.actor for one in involvements if one.role in roles)
    return escape(words) % {"names": _names(list(actors))} if actors else ""


def _names(actors: list[Actor], separator: str = ", ") -> str:
    names = separator.join(_name(actor) for actor in actors[:NAMED])
    more = len(actors) - NAMED
    if more <= 0:
        return names
    others = ngettext("%(count)s other", "%(count)s others", more) % {"count": more}
    return f"{names}, {escape(others)}"


def _name(actor: Actor) -> str:
    return f"<bdi>{escape(actor.name_i18n)}</bdi>"


@register.filter
def sources_words(count: int) -> str:
    """Such as "3 sources"; a filter, since a row's template is drawn thirty times."""
    return ngettext("%(count)s source", "%(count)s sources", count) % {"count": count}


@register.simple_tag
def heading(day: Day) -> SafeString:
    """The heading of a group on a list: "4 Dec 2025" or, where no day is known, "April 2026"."""
    length = "short" if day.is_day else "long"
    return format_html('<time datetime="{}">{}</time>', str(day.span), span_words(day.span, length))


@register.filter
def language_name(code: str) -> str:
    """The language of a BCP 47 code in the reader's language, or the code itself."""
    try:
        return Locale.parse(code, sep="-").get_display_name(locale()) or code
    except (UnknownLocaleError, ValueError):
        return code


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

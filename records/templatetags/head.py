"""`{% load head %}`: what a page's head tells search engines and messengers of the page."""

import json
from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template import Context
from django.urls import translate_url
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from records.display import locale
from records.models import Entry
from records.schema import described

register = template.Library()

# Where in a list one is, and how a page is shown: the page's own address has neither
PASSING = ("before", "page", "embed")
# As Django's json_script does: nothing in a text can end the element
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.inclusion_tag("components/head.html", takes_context=True)
def page_head(
    context: Context, title: str = "", description: str = "", kind: str = "website"
) -> dict[str, Any]:
    """Canonical address, the same page in other languages, Open Graph (https://ogp.me)."""
    request = context.get("request")
    return {
        "title": title,
        "description": description,
        "kind": kind,
        "locale": f"{locale().language}_{locale().territory or locale().language.upper()}",
        "request": request,
        **(_addresses(request) if request else {}),
    }


def _addresses(request: HttpRequest) -> dict[str, Any]:
    query = request.GET.copy()
    for name in PASSING:
        query.pop(name, None)
    address = f"{request.path}?{query.urlencode()}" if query else request.path
    languages = [code for code, _name in settings.LANGUAGES]
    return {
        "address": request.build_absolute_uri(address),
        "others": [
            (code, request.build_absolute_uri(translate_url(address, code))) for code in languages
        ],
        "default": request.build_absolute_uri(translate_url(address, settings.LANGUAGE_CODE)),
    }


@register.inclusion_tag("components/printed.html", takes_context=True)
def printed(context: Context) -> dict[str, Any]:
    """On paper only: the day on which the page was read, and its address with all that it asks."""
    request = context.get("request")
    address = request.build_absolute_uri() if request else ""
    return {"address": address, "today": timezone.localdate()}


@register.simple_tag(takes_context=True)
def json_ld(context: Context, entry: Entry) -> SafeString:
    """The entry as JSON-LD: data for machines, which no browser runs."""
    thing = described(entry, context["request"].build_absolute_uri)
    thing["inLanguage"] = thing.get("inLanguage") or get_language()
    text = json.dumps(thing, ensure_ascii=False).translate(ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308 — escaped above

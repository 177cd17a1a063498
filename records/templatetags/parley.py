"""`{% load parley %}`: names of countries, amounts, addresses with a changed query, kind marks."""

from decimal import Decimal
from functools import cache, lru_cache

from babel.numbers import (
    format_compact_decimal,
    format_currency,
    get_currency_name,
    get_currency_symbol,
)
from django import template
from django.http import QueryDict
from django.template import Context
from django.templatetags.static import static
from django.urls import reverse, translate_url
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import get_language

from records.display import locale
from records.kinds import kind_model, kind_models
from records.vocabulary import COUNTRY_CODES

register = template.Library()
PAGE_PARAMETERS = ("before", "page")  # where in a list one is: meaningless once the query changes
MILLION = Decimal(1_000_000)
NO_FLAG = frozenset({"CP", "CQ", "DG", "EA"})  # reserved codes of islands and exclaves


@register.filter
def country(code: str) -> str:
    """The country's name in the reader's language, or the code where CLDR has none."""
    return str(locale().territories.get(code, code))


@register.filter
@register.simple_tag
@cache
def flag(code: str) -> SafeString:
    """The country's flag; decoration, since its name always stands beside it."""
    if code not in COUNTRY_CODES or code in NO_FLAG:
        return mark_safe("")
    address = static(f"vendor/flags/{code}.svg")
    image = '<img class="flag" src="{}" width="18" height="12" alt="" loading="lazy">'
    return format_html(image, address)


@register.filter
def kind_name(kind: str) -> str:
    return str(kind_model(kind)._meta.verbose_name)


@register.filter
def kind_label(kind: str) -> str:
    """The kind as a row begins with it."""
    return _kind_label(kind, get_language())


@cache
def _kind_label(kind: str, _language: str | None) -> str:
    return capfirst(kind_name(kind))


@register.filter
@register.simple_tag
def money(amount: Decimal, currency: str) -> SafeString:
    """An amount with its own currency: "€100 million", the exact figure in the element."""
    return _money(amount, str(amount), currency, get_language())


@lru_cache(maxsize=4096)
def _money(amount: Decimal, figure: str, currency: str, _language: str | None) -> SafeString:
    """`figure` is the amount with its own number of digits: 1.0 and 1.00 are equal, not alike."""
    exact = format_currency(amount, currency, locale=locale())
    whole = amount.normalize()  # 100.00 million would take the plural of a broken number
    words = _in_millions(whole, currency) if abs(amount) >= MILLION else exact
    if words is exact and amount == amount.to_integral_value():
        pattern = locale().currency_formats["standard"].pattern.replace(".00", "")
        words = format_currency(
            amount, currency, format=pattern, locale=locale(), currency_digits=False
        )
    exact, words = _spaced(exact, currency), _spaced(words, currency)
    return format_html('<data value="{} {}" title="{}">{}</data>', currency, figure, exact, words)


def _in_millions(amount: Decimal, currency: str) -> str:
    """A large amount as it is said: "€100 million", "100 millions d’euros"."""
    figure = format_compact_decimal(
        amount, format_type="long", locale=locale(), fraction_digits=_digits(amount)
    )
    if locale().language == "en":
        sign, figure = ("−", figure[1:]) if amount < 0 else ("", figure)
        return f"{sign}{get_currency_symbol(currency, locale=locale())}{figure}"
    name = get_currency_name(currency, count=5, locale=locale())
    if name.startswith("("):  # CLDR sets what is no money of anywhere in brackets
        name = name.strip("()")
    if locale().language == "fr":
        return f"{figure} {'d’' if name[0].lower() in 'aeiouyéè' else 'de '}{name}"
    return f"{figure} {name}"


def _spaced(words: str, currency: str) -> str:
    """Letters before a figure are set apart from it, as CLDR has it: KES 2.5 billion."""
    symbol = str(get_currency_symbol(currency, locale=locale()))
    before, found, after = words.partition(symbol)
    is_glued = found and symbol[-1].isalpha() and after[:1].isdigit()
    return f"{before}{symbol}\u00a0{after}" if is_glued else words


def _digits(amount: Decimal) -> int:
    """As many digits after the point as a figure in millions needs, two at most."""
    scaled = abs(amount) / Decimal(1000) ** (abs(amount).adjusted() // 3)
    return next(n for n in range(3) if n == 2 or round(scaled, n) == round(scaled, 2))


@register.filter
@register.simple_tag
@cache
def mark(kind: str) -> SafeString:
    """The kind's shape; decoration, since its word always stands beside it."""
    return format_html(
        '<svg class="mark" viewBox="0 0 16 16" aria-hidden="true">{}</svg>', shape(kind)
    )


def shape(kind: str) -> SafeString:
    """What a kind's mark is drawn of; nothing for a kind that there is not."""
    model = kind_models().get(kind)
    return mark_safe(model.SHAPE if model else "")  # noqa: S308 — the kinds' own


@register.simple_tag(takes_context=True)
def query_without(context: Context, name: str, value: object = None) -> str:
    """This page's address without one value of a parameter, or without any of it."""
    query = _query(context)
    kept = [] if value is None else [v for v in query.getlist(name) if v != str(value)]
    query.setlist(name, kept)
    return _address(context, query)


@register.simple_tag(takes_context=True)
def language_url(context: Context, language: str) -> str:
    """This page and query in another language."""
    request = context.get("request")
    if request is None:
        return translate_url("/", language)
    return translate_url(request.get_full_path(), language)


@register.simple_tag(takes_context=True)
def nav_link(context: Context, view_name: str, words: str, *below: str) -> SafeString:
    """An item of the main navigation, marked where the reader is; `below` are views under it."""
    address, request = reverse(view_name), context.get("request")
    match = request.resolver_match if request else None
    here = match.view_name if match else ""
    current = {view_name: "page", **dict.fromkeys(below, "true")}.get(here)
    return format_html(
        '<li><a href="{}"{}>{}</a></li>',
        address,
        format_html(' aria-current="{}"', current) if current else "",
        words,
    )


def _query(context: Context) -> QueryDict:
    query: QueryDict = context["request"].GET.copy()
    for name in PAGE_PARAMETERS:
        query.pop(name, None)
    return query


def _address(context: Context, query: QueryDict) -> str:
    path, words = context["request"].path, query.urlencode()
    return f"{path}?{words}" if words else path

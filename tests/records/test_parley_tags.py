from decimal import Decimal

import pytest
from django.contrib.staticfiles import finders
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from records.templatetags.parley import NO_FLAG, country, flag, kind_name, money
from records.vocabulary import COUNTRY_CODES


def render(source: str, path: str = "/timeline/", **context: object) -> str:
    request = RequestFactory().get(path)
    return Template("{% load parley %}" + source).render(Context({"request": request, **context}))


def test_countries_are_named_in_the_readers_language() -> None:
    names = []
    for language in ("en", "fr", "uk"):
        with translation.override(language):
            names.append(country("DE"))
    assert names == ["Germany", "Allemagne", "Німеччина"]
    assert country("QQ") == "QQ"


@pytest.mark.parametrize(
    ("language", "amount", "currency", "words"),
    [
        ("en", "100000000", "EUR", "€100 million"),
        ("en", "1234567", "EUR", "€1.23 million"),
        ("en", "1500000000", "USD", "US$1.5 billion"),
        ("en", "999", "EUR", "€999"),
        ("en", "999.50", "EUR", "€999.50"),
        ("en", "-250000000", "EUR", "−€250 million"),
        ("en", "2500000000", "KES", "KES 2.5 billion"),
        ("en", "999", "KES", "KES 999"),
        ("fr", "100000000", "EUR", "100 millions d’euros"),
        ("fr", "860000000", "XTS", "860 millions de devises de test"),
        ("fr", "2000000", "USN", "2 millions de dollars des États-Unis (jour suivant)"),
        ("fr", "2000000", "USD", "2 millions de dollars des États-Unis"),
        ("uk", "100000000", "EUR", "100 мільйонів євро"),
    ],
)
def test_an_amount_shows_its_own_currency(
    language: str, amount: str, currency: str, words: str
) -> None:
    with translation.override(language):
        shown = money(Decimal(amount), currency)
    assert shown.split(">")[1].split("<")[0].replace("\xa0", " ") == words
    assert f'value="{currency} {amount}"' in shown


def test_a_query_loses_values_and_starts_from_the_top() -> None:
    path = "/timeline/?country=TR&country=DE&before=2025-12-04_7&q=%D0%9C"
    assert render('{% query_without "country" "TR" %}', path) == (
        "/timeline/?country=DE&amp;q=%D0%9C"
    )
    assert render('{% query_without "country" %}', path) == "/timeline/?q=%D0%9C"
    assert render('{% query_without "q" %}', "/timeline/?q=x") == "/timeline/"


def test_a_page_names_itself_in_another_language() -> None:
    path = "/timeline/?country=TR"
    assert render('{% language_url "fr" %}', path) == "/fr/timeline/?country=TR"


def test_kinds_have_a_word_and_a_shape() -> None:
    assert kind_name("relief") == "relief"
    assert 'aria-hidden="true"' in render('{% mark "round" %}')


def test_every_country_has_its_flag() -> None:
    found = {code: finders.find(f"vendor/flags/{code}.svg") for code in COUNTRY_CODES - NO_FLAG}
    assert [code for code, path in found.items() if not path] == []


def test_a_flag_is_decoration_beside_a_name() -> None:
    assert render('{% flag "UA" %}') == (
        '<img class="flag" src="/static/vendor/flags/UA.svg" width="18" height="12" alt=""'
        ' loading="lazy">'
    )
    assert flag("ZZ") == flag("CP") == flag("") == ""

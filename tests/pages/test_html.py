"""The HTML of every page, in every language: valid, and good to read for those who hear it."""

import re
from collections import Counter
from xml.etree.ElementTree import Element

import html5lib
import pytest

from tests.pages.conftest import Site
from tools.pages import PAGES

pytestmark = pytest.mark.django_db

LANGUAGES = ("en", "fr", "uk")
HEADING = re.compile(r"h[1-6]$")
FIELDS = ("input", "select", "textarea")
UNLABELLED = ("hidden", "submit", "button")
# A year, month or day; with a time, at most three digits of a second
MOMENT = re.compile(r"\d{4}(-\d\d(-\d\d([T ]\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)?)?)?)?$")
REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "headers", "list")


@pytest.fixture(params=[page.name for page in PAGES])
def html(request: pytest.FixtureRequest, site: Site) -> dict[str, str]:
    """The page's HTML by language."""
    return {code: site.read(site.path(request.param, code)) for code in LANGUAGES}


def problems(html: str) -> list[str]:
    """What is wrong with a page, in words."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root = parser.parse(html)
    found = [f"{code} {more} at {place}" for place, code, more in parser.errors]
    elements = [e for e in root.iter() if isinstance(e.tag, str)]
    ids = Counter(e.get("id") for e in elements if e.get("id") is not None)
    found += [f"id {name!r} stands {number} times" for name, number in ids.items() if number > 1]
    for element in elements:
        found += [
            f"{element.tag} refers to {name!r} by {attribute}, which is nowhere"
            for attribute in REFERENCES
            for name in element.get(attribute, "").split()
            if name not in ids
        ]
        found += [f"{element.tag} has {a}" for a in element.attrib if a.startswith(("on", "style"))]
        if element.tag == "time" and not MOMENT.match(element.get("datetime", "")):
            found.append(f"{element.get('datetime')!r} is no moment")
        if element.tag == "style" or (element.tag == "script" and is_inline(element)):
            found.append(f"an inline {element.tag}")
    return found + unlabelled(root) + disordered(elements) + repeated(elements)


def is_inline(script: Element) -> bool:
    """Data for machines is no script."""
    return script.get("src") is None and script.get("type") != "application/ld+json"


def unlabelled(root: Element) -> list[str]:
    labelled = {label.get("for") for label in root.iter("label")}
    inside = {id(e) for label in root.iter("label") for e in label.iter()}
    return [
        f"{e.tag} {e.get('name')!r} has no label"
        for e in root.iter()
        if e.tag in FIELDS
        and e.get("type") not in UNLABELLED
        and not (e.get("id") in labelled or id(e) in inside)
        and not (e.get("aria-label") or e.get("aria-labelledby"))
    ]


def disordered(elements: list[Element]) -> list[str]:
    """One h1, and no level left out on the way down."""
    levels = [int(e.tag[1]) for e in elements if HEADING.match(e.tag)]
    found = [] if levels.count(1) == 1 else [f"{levels.count(1)} headings of level 1"]
    pairs = zip([0, *levels], levels, strict=False)
    return found + [f"h{now} after h{before}" for before, now in pairs if now > before + 1]


def repeated(elements: list[Element]) -> list[str]:
    """A list of facts says each term once, with all that belongs under it."""
    terms = [
        Counter(" ".join("".join(term.itertext()).split()) for term in one.iter("dt"))
        for one in elements
        if one.tag == "dl" and "facts" in one.get("class", "")
    ]
    return [f"dt {t!r} stands {n} times" for one in terms for t, n in one.items() if n > 1]


def test_the_page_is_valid_in_every_language(html: dict[str, str]) -> None:
    assert {code: problems(page) for code, page in html.items()} == {code: [] for code in LANGUAGES}
    assert [f'<html lang="{code}"' in page for code, page in html.items()] == [True] * 3


def test_the_judge_sees_what_is_wrong() -> None:
    page = (
        "<!doctype html><html lang=en><head><title>A</title></head><body><h1>A</h1><h3>B</h3>"
        "<p id=a><div></p></div><p id=a style='color:red'><input name=b><label for=c>C</label>"
        "<dl class=facts><dt>D</dt><dd>E</dd><dt> D </dt><dd>F</dd></dl>"
    )
    found = " | ".join(problems(page))
    for words in (
        "stands 2 times",
        "h3 after h1",
        "has no label",
        "has style",
        "nowhere",
        "dt 'D'",
    ):
        assert words in found

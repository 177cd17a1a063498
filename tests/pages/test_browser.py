"""Every page in a real browser: nothing for axe to find, a silent console, no other host, no
page wider than the screen; light and dark, in three languages, on a phone and a desk.

`make test` sees each page under one of the twelve conditions in turn and a key page under two;
`make torture` sees all pages under all.
"""

import re
from collections.abc import Iterator
from importlib.resources import files
from itertools import product
from typing import Any, NamedTuple
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext
from playwright.sync_api import Page as Tab

from tests.pages.conftest import Site
from tools.pages import PAGES, Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

AXE = (files("axe_playwright_python") / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = {360: 800, 1440: 900}
NARROWEST, ZOOMED = 320, 720  # a small phone; a desk of 1440 at 200 %
FIND = """async rules => {
  const given = {runOnly: rules, resultTypes: ["violations"], preload: false};
  const found = await axe.run(document, given);
  return found.violations.flatMap(rule => rule.nodes.map(node =>
    `${rule.id}: ${node.target.join(" ")}: ${node.failureSummary.split("\\n")[1] || rule.help}`));
}"""
UNFOLD = """selector => document.querySelectorAll(selector).forEach(e => e.open = true)"""
WIDER = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.querySelectorAll("body *")]
    .filter(e => e.getBoundingClientRect().right > width + 1)
    .slice(0, 5).map(e => `${e.tagName}.${e.className} reaches ${e.getBoundingClientRect().right}`);
}"""


class Condition(NamedTuple):
    scheme: str
    language: str
    width: int

    def __str__(self) -> str:
        return f"{self.scheme}-{self.language}-{self.width}"


LONG_WORDS = ["Ж" * 40, "x" * 300, "https://example.org/" + "a" * 80]
ASKED = [
    "/timeline/?q={0}&kind={0}&country={0}&actor={0}&source={0}&from={0}&as_of={0}&sort={0}",
    "/timeline/?embed=1&q={0}&country={0}",
    "/timeline/cite?q={0}&kind={0}",
    "/sanctions/?authority={0}&target={0}",
    "/aid/?donor={0}&year={0}",
    "/network/?actor={0}&q={0}",
    "/network/?one={0}&other={0}",
    "/map/?q={0}&country={0}",
    "/calendar/?q={0}&month={0}",
    "/search/?q={0}",
    "/processes/demonstration-isles-talks/positions/?as_of={0}",
    "/{0}/",
]
CONDITIONS = [Condition(*given) for given in product(("light", "dark"), ("en", "fr", "uk"), WIDTHS)]


def sample(page: Page) -> list[Condition]:
    """The next in turn; for a key page also one of the other scheme and width."""
    place = PAGES.index(page)
    steps = (0, 7) if page.is_key else (0,)
    return [CONDITIONS[(place + step) % len(CONDITIONS)] for step in steps]


SHORT = [(page, condition) for page in PAGES for condition in sample(page)]
REST = [visit for visit in product(PAGES, CONDITIONS) if visit not in SHORT]


@pytest.fixture(scope="package")
def contexts(browser: Browser) -> Iterator[dict[tuple[str, int], BrowserContext]]:
    made = {
        (scheme, width): browser.new_context(
            color_scheme=scheme, viewport={"width": width, "height": WIDTHS[width]}
        )
        for scheme, width in product(("light", "dark"), WIDTHS)
    }
    yield made
    for context in made.values():
        context.close()


def look(site: Site, contexts: Any, page: Page, condition: Condition) -> list[str]:
    """Everything that is wrong with a page under a condition, in words."""
    wrong: list[str] = []
    tab: Tab = contexts[condition.scheme, condition.width].new_page()
    # A page that is not there says so in the console itself
    tab.on("console", lambda message: None if "404" in message.text else wrong.append(message.text))
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    tab.on("request", lambda asked: None if is_ours(asked.url, site) else wrong.append(asked.url))
    try:
        tab.goto(site.url + site.path(page.name, condition.language))
        wrong += tab.evaluate(WIDER)
        if page.opens:
            tab.evaluate(UNFOLD, page.opens)
        tab.evaluate(AXE)
        wrong += tab.evaluate(FIND, RULES)
        narrower = {360: NARROWEST, 1440: ZOOMED}[condition.width]
        tab.set_viewport_size({"width": narrower, "height": 800})
        wrong += [f"at {narrower} px: {what}" for what in tab.evaluate(WIDER)]
    finally:
        tab.close()
    return wrong


def is_ours(address: str, site: Site) -> bool:
    return address.startswith((site.url, "data:"))


def name(value: object) -> str:
    return value.name if isinstance(value, Page) else str(value)


@pytest.mark.parametrize(("page", "condition"), SHORT, ids=name)
def test_nothing_is_wrong_with_the_page(
    site: Site, contexts: Any, page: Page, condition: Condition
) -> None:
    wrong = look(site, contexts, page, condition)
    assert not wrong, "\n".join(wrong)


@pytest.mark.torture
@pytest.mark.parametrize(("page", "condition"), REST, ids=name)
def test_nothing_is_wrong_with_the_page_under_the_other_conditions(
    site: Site, contexts: Any, page: Page, condition: Condition
) -> None:
    wrong = look(site, contexts, page, condition)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: re.sub(r"[={}0&]+", "-", asked))
def test_no_word_of_an_address_makes_a_page_wider_than_the_screen(
    site: Site, contexts: Any, asked: str
) -> None:
    tab: Tab = contexts["light", 360].new_page()
    wide = []
    try:
        for width, word in product((NARROWEST, 360, 1440), LONG_WORDS):
            tab.set_viewport_size({"width": width, "height": 800})
            tab.goto(site.url + asked.format(quote(word, safe="")))
            wide += [f"{width} px, {word[:9]}: {what}" for what in tab.evaluate(WIDER)]
    finally:
        tab.close()
    assert not wide, "\n".join(wide)

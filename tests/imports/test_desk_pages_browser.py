"""The pages of the import desk with much and awkward content, in a real browser: nothing for axe
to find, a silent console, no page wider than the screen, nothing too small to hit.

`make test` sees each key page under one of the twelve conditions; `make torture` all under all.
"""

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Browser, BrowserContext
from pytest_django.live_server_helper import LiveServer

from tests.imports.desk_content import EMPTY, Paths, full
from tests.pages.test_browser import AXE, CONDITIONS, FIND, RULES, WIDER, WIDTHS, Condition

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SMALL = """() => [...document.querySelectorAll(
  "#content :is(button, .button, select, summary, input):not(.select2-hidden-accessible)")]
  .filter(e => e.checkVisibility() && !["checkbox", "radio", "hidden"].includes(e.type))
  .filter(e => e.getBoundingClientRect().height < 24)
  .map(e => `${e.tagName} “${(e.name || e.textContent).trim().slice(0, 30)}” is too low`)"""

KEY = {
    "upload",
    "empty inbox",
    "conflicts",
    "problems",
    "mapping",
    "article",
    "feed",
    "inbox",
    "choose",
    "compare",
    "batches",
}


class Desk:
    """A browser in which an editor is signed in, under any condition."""

    def __init__(self, browser: Browser, url: str, editor: User) -> None:
        self.browser, self.url = browser, url
        client = Client()
        client.force_login(editor)
        name = settings.SESSION_COOKIE_NAME
        self.cookie = {"name": name, "value": client.cookies[name].value, "url": url}
        self.contexts: dict[tuple[str, int], BrowserContext] = {}

    def context(self, scheme: str, width: int) -> BrowserContext:
        if (scheme, width) not in self.contexts:
            made = self.browser.new_context(
                color_scheme=scheme, viewport={"width": width, "height": WIDTHS[width]}
            )
            made.add_cookies([self.cookie])
            self.contexts[scheme, width] = made
        return self.contexts[scheme, width]

    def wrong_with(self, path: str, condition: Condition) -> list[str]:
        tab = self.context(condition.scheme, condition.width).new_page()
        wrong: list[str] = []
        tab.on("console", lambda message: wrong.append(message.text))
        tab.on("pageerror", lambda error: wrong.append(str(error)))
        prefix = "" if condition.language == "en" else f"/{condition.language}"
        answer = tab.goto(self.url + prefix + path)
        assert answer is not None and answer.status == 200, path
        tab.evaluate(AXE)
        wrong += [*tab.evaluate(WIDER), *tab.evaluate(SMALL), *tab.evaluate(FIND, RULES)]
        tab.close()
        return wrong


def wrong_with_all(desk: Desk, paths: Paths, turn: int) -> list[str]:
    """Each page under the next condition: twelve turns see every page under every one."""
    return [
        f"{name}, {condition}: {what}"
        for place, (name, path) in enumerate(paths.items(), turn)
        for condition in [CONDITIONS[place * 5 % len(CONDITIONS)]]
        for what in desk.wrong_with(path, condition)
    ]


def only(paths: Paths, names: set[str]) -> Paths:
    return {name: path for name, path in paths.items() if name in names}


def test_nothing_is_wrong_with_the_key_pages(browser: Browser, live_server: LiveServer) -> None:
    editor = User.objects.create_superuser("root", password="x")
    desk = Desk(browser, live_server.url, editor)
    wrong = wrong_with_all(desk, only(EMPTY, KEY), 0)
    wrong += wrong_with_all(desk, only(full(editor), KEY), 0)
    assert not wrong, "\n".join(wrong)


@pytest.mark.torture
@pytest.mark.parametrize("turn", range(len(CONDITIONS)))
def test_nothing_is_wrong_with_any_page_under_any_condition(
    browser: Browser, live_server: LiveServer, turn: int
) -> None:
    editor = User.objects.create_superuser("root", password="x")
    desk = Desk(browser, live_server.url, editor)
    wrong = wrong_with_all(desk, EMPTY, turn)
    wrong += wrong_with_all(desk, full(editor), turn)
    assert not wrong, "\n".join(wrong)

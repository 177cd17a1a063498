"""Deciding names with the keyboard in a real browser, and the page under axe."""

import os

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from imports.models import NameDecision
from tests.imports.test_admin import page as address
from tests.imports.test_who import an_actor, involving
from tests.pages.test_browser import AXE, FIND, RULES
from tests.records.test_admin_browser import log_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_names_are_decided_by_keyboard(page: Page, live_server: LiveServer) -> None:
    actor = an_actor("Rustem Umerov", country="UA")
    an_actor("Ivan Sirko", country="PL"), an_actor("Ivan Sirko", country="UA")
    batch = involving("Rustem Umierov [person UA]", "Ivan Sirko [person]", "Zoe Quick [person]")
    log_in(page, live_server, address(batch))
    page.get_by_role("link", name="2 names are not known for sure").click()
    page.locator("details.who-new summary").click()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for width in (360, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            if folder := os.environ.get("WHO_PICTURES"):
                page.screenshot(path=f"{folder}/who-{scheme}-{width}.png", full_page=True)
            page.evaluate(AXE)
            assert page.evaluate(FIND, RULES) == []
    name = page.get_by_role("group", name="Rustem Umierov")
    name.get_by_label("decide later").focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(name.get_by_label("is Rustem Umerov")).to_be_checked()
    page.keyboard.press("Enter")
    expect(page.locator(".messagelist")).to_contain_text("1 name decided.")
    assert NameDecision.objects.get().actor == actor


def test_another_actor_is_found_as_one_types(page: Page, live_server: LiveServer) -> None:
    actor = an_actor("Olena Kovalenko", country="UA")
    an_actor("Rustem Umerov", country="UA")
    batch = involving("Rustem Umierov [person UA]")
    log_in(page, live_server, f"{address(batch)}who/".replace("change/who", "who"))
    page.wait_for_load_state()
    page.get_by_label("is another actor").press_sequentially("Kovalenk")
    page.get_by_label("is Olena Kovalenko").check()
    page.set_viewport_size({"width": 360, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    if folder := os.environ.get("WHO_PICTURES"):
        page.screenshot(path=f"{folder}/who-found.png", full_page=True)
    page.evaluate(AXE)
    assert page.evaluate(FIND, RULES) == []
    page.get_by_role("button", name="Keep what is chosen").first.click()
    expect(page.locator(".messagelist")).to_contain_text("1 name decided.")
    assert NameDecision.objects.get().actor == actor

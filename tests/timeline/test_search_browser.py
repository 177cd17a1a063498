"""The search box in a real browser: three scripts, the keyboard alone, and without scripts."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.factories import make_actor, make_entry

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def umerov() -> None:
    envoy = make_actor("Rustem Umerov", slug="umerov")
    envoy.names.create(text="Рустем Умєров", language="uk")
    envoy.names.create(text="رستم عمروف", language="ar")
    make_entry("Umerov goes to Miami", slug="miami", by=(envoy,))


def type_into_box(page: Page, live_server: LiveServer, text: str) -> None:
    page.goto(f"{live_server.url}/processes/")
    page.keyboard.press("/")
    page.keyboard.type(text)


@pytest.mark.parametrize("text", ["umer", "Умєровим", "عمروف", "umreov"])
def test_suggestions_in_three_scripts(
    page: Page, live_server: LiveServer, umerov: None, text: str
) -> None:
    type_into_box(page, live_server, text)
    option = page.get_by_role("option").first
    expect(option).to_contain_text("Rustem Umerov")
    expect(page.get_by_role("combobox")).to_have_attribute("aria-expanded", "true")
    expect(page.locator("#suggestions-told")).to_contain_text("2 suggestions")
    option.click()
    expect(page).to_have_url(f"{live_server.url}/actors/umerov/")


def test_the_keyboard_walks_the_list(page: Page, live_server: LiveServer, umerov: None) -> None:
    type_into_box(page, live_server, "umer")
    box, list_ = page.get_by_role("combobox"), page.get_by_role("listbox")
    expect(list_).to_be_visible()
    assert box.get_attribute("aria-activedescendant") is None
    for key, chosen in (
        ("ArrowDown", "suggestion-1-1"),
        ("ArrowDown", "suggestion-2-1"),
        ("ArrowDown", "suggestion-all"),
        ("ArrowUp", "suggestion-2-1"),
    ):
        page.keyboard.press(key)
        expect(box).to_have_attribute("aria-activedescendant", chosen)
        expect(page.locator(f"#{chosen}")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(list_).to_be_hidden()
    expect(box).to_be_focused()
    expect(box).to_have_value("umer")
    page.keyboard.press("ArrowUp")
    expect(box).to_have_attribute("aria-activedescendant", "suggestion-all")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{live_server.url}/rounds/miami/")


def test_enter_without_a_choice_asks_for_everything(
    page: Page, live_server: LiveServer, umerov: None
) -> None:
    type_into_box(page, live_server, "umer")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{live_server.url}/search/?q=umer")
    expect(page.locator("h3 mark")).to_have_text("Umerov")


def test_leaving_the_box_closes_the_list(page: Page, live_server: LiveServer, umerov: None) -> None:
    type_into_box(page, live_server, "umer")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator("#suggestions")).to_be_hidden()


def test_a_phone_has_the_list_in_its_menu(
    page: Page, live_server: LiveServer, umerov: None
) -> None:
    page.set_viewport_size({"width": 320, "height": 600})
    type_into_box(page, live_server, "umer")
    expect(page.get_by_role("option").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_without_scripts_the_form_leads_to_the_results(
    browser: Browser, live_server: LiveServer, umerov: None
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/processes/")
    page.fill("#search", "Умєрова")
    page.press("#search", "Enter")
    expect(page).to_have_url(re.compile("/search/"))
    expect(page.get_by_role("link", name="Rustem Umerov")).to_be_visible()
    expect(page.locator("[role=combobox]")).to_have_count(0)
    context.close()

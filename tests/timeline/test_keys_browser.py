"""Keys of one sign, in a real browser."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.factories import make_entry

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def open_timeline(page: Page, live_server: LiveServer) -> None:
    make_entry("Older talks", on="2025-01-05")
    make_entry("Newer talks", on="2025-03-05")
    page.goto(f"{live_server.url}/timeline/")


def test_keys_lead_to_the_search_and_along_the_list(page: Page, live_server: LiveServer) -> None:
    open_timeline(page, live_server)
    page.keyboard.press("/")
    expect(page.locator("#search")).to_be_focused()
    page.keyboard.press("j")
    expect(page.locator("#search")).to_have_value("j")
    page.locator("#search").blur()
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator(".entry-row").get_by_role("link", name="Older talks")).to_be_focused()
    page.keyboard.press("k")
    expect(page.locator(".entry-row").get_by_role("link", name="Newer talks")).to_be_focused()


def test_older_entries_are_read_on_from_the_first_of_them(
    page: Page, live_server: LiveServer
) -> None:
    for number in range(60):
        make_entry(f"Talks {number:02}", on="2025-01-05")
    page.goto(f"{live_server.url}/timeline/")
    rows, older = page.locator(".entry-row"), page.get_by_role("link", name="Older entries")
    shown = rows.count()
    older.press("Enter")
    expect(rows.nth(shown).get_by_role("link")).to_be_focused()
    expect(rows.nth(shown).get_by_role("link")).to_be_in_viewport()
    older.press("Enter")
    expect(rows.nth(2 * shown).get_by_role("link")).to_be_focused()


def test_the_window_of_keys_opens_closes_and_switches_them_off(
    page: Page, live_server: LiveServer
) -> None:
    open_timeline(page, live_server)
    page.keyboard.press("?")
    window = page.get_by_role("dialog", name="Keys")
    expect(window).to_be_visible()
    window.get_by_role("checkbox").uncheck()
    page.keyboard.press("Escape")
    expect(window).to_be_hidden()
    page.keyboard.press("/")
    expect(page.locator("#search")).not_to_be_focused()
    page.get_by_role("button", name="Keyboard").click()
    expect(window).to_be_visible()


def test_the_menu_opens_by_keyboard_and_closes_by_escape(
    page: Page, live_server: LiveServer
) -> None:
    page.goto(f"{live_server.url}/timeline/")
    word, link = page.locator(".site-nav summary"), page.locator(".site-nav .menu a").first
    word.press("Enter")
    expect(link).to_be_visible()
    page.keyboard.press("Tab")
    expect(link).to_be_focused()
    page.keyboard.press("Escape")
    expect(link).to_be_hidden()
    expect(word).to_be_focused()


def test_a_phone_has_all_pages_as_links_of_its_menu(page: Page, live_server: LiveServer) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(f"{live_server.url}/timeline/")
    page.locator("#site-menu > summary").click()
    expect(page.locator(".site-nav a:visible")).to_have_count(12)


def test_paper_has_the_filter_in_words_and_no_controls(page: Page, live_server: LiveServer) -> None:
    make_entry("Talks")
    page.goto(f"{live_server.url}/timeline/?kind=round")
    page.emulate_media(media="print")
    expect(page.locator(".chip bdi")).to_be_visible()
    expect(page.locator(".printed")).to_contain_text("/timeline/?kind=round")
    for controls in (".filters", ".menu", ".sorts", ".chips li:last-child", ".site-footer ul"):
        expect(page.locator(controls).first).to_be_hidden()

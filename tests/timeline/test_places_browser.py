"""Calendar, map and network in a real browser: nothing on the console, nothing from elsewhere."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.factories import make_actor, make_entry

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def quiet(page: Page, live_server: LiveServer) -> Iterator[Page]:
    """A page that asks nobody else; what its console says fails the test by itself."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    yield page
    assert [url for url in asked if not url.startswith((live_server.url, "data:"))] == []


def make_places() -> None:
    make_entry("Kremlin talks", place_name="Moscow", latitude="55.752", longitude="37.617")
    make_entry("Florida talks", place_name="Miami", latitude="25.774", longitude="-80.194")
    make_entry("More talks", place_name="Miami", latitude="25.774", longitude="-80.194")


def test_the_map_is_reached_by_keyboard_and_says_what_the_table_says(
    quiet: Page, live_server: LiveServer
) -> None:
    make_places()
    quiet.goto(f"{live_server.url}/map/")
    expect(quiet.locator(".coast")).to_have_count(1)
    marker = quiet.get_by_role("button", name="Miami, Round: 2")
    expect(marker).to_be_visible()
    marker.focus()
    marker.press("Enter")
    expect(quiet.locator(".leaflet-popup").get_by_role("link", name="More talks")).to_be_focused()
    quiet.keyboard.press("Escape")
    expect(quiet.locator(".leaflet-popup")).to_have_count(0)
    expect(marker).to_be_focused()
    expect(quiet.get_by_role("button", name="Moscow, Round: 1")).to_be_visible()


def test_places_close_together_open_by_keyboard(quiet: Page, live_server: LiveServer) -> None:
    make_places()
    make_entry("Beach talks", place_name="Beach", latitude="25.800", longitude="-80.120")
    quiet.goto(f"{live_server.url}/map/")
    cluster = quiet.get_by_role("button", name="Places close together: 2")
    cluster.focus()
    cluster.press("Enter")
    expect(quiet.get_by_role("button", name="Beach, Round: 1")).to_be_visible()


def test_without_scripts_the_table_is_the_map(browser: Browser, live_server: LiveServer) -> None:
    make_places()
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/map/")
    expect(page.locator("#places").get_by_role("link", name="Kremlin talks")).to_be_visible()
    expect(page.locator("#map")).to_be_hidden()
    context.close()


def test_months_follow_each_other_without_losing_the_place(
    quiet: Page, live_server: LiveServer
) -> None:
    make_entry("April talks", on="2026-04-10")
    quiet.goto(f"{live_server.url}/calendar/?month=2026-03")
    quiet.get_by_role("link", name="April 2026").first.press("Enter")
    expect(quiet.get_by_role("link", name="April talks")).to_be_visible()
    expect(quiet).to_have_url(f"{live_server.url}/calendar/?month=2026-04")
    expect(quiet).to_have_title("Calendar: April 2026 — Parley")
    expect(quiet.locator("#month-after")).to_be_focused()
    quiet.get_by_label("Rounds").check()
    expect(quiet).to_have_url(f"{live_server.url}/calendar/?kind=round&month=2026-04")
    quiet.go_back()
    quiet.go_back()
    expect(quiet.get_by_role("heading", name="March 2026")).to_be_visible()


@pytest.mark.parametrize(("width", "shown"), [(1440, "ring"), (360, "column")])
def test_a_name_lights_those_whom_it_met(
    quiet: Page, live_server: LiveServer, width: int, shown: str
) -> None:
    made = make_entry(status="held", by=(make_actor("Umerov"),), party=make_actor("Ukraine"))
    for name, party in (("Witkoff", "America"), ("Putin", "Russia")):
        made.involvements.create(actor=make_actor(name), role="negotiator", party=make_actor(party))
    quiet.set_viewport_size({"width": width, "height": 900})
    quiet.goto(f"{live_server.url}/network/")
    picture = quiet.locator(f"svg.{shown}")
    expect(picture.locator(".tie")).to_have_count(3)
    picture.get_by_role("link", name="Putin").focus()
    expect(picture.locator(".tie.lit")).to_have_count(2)
    assert quiet.evaluate("document.documentElement.scrollWidth <= innerWidth")

"""The slider over the days on which positions changed, in a real browser."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from talks.models import Issue, Position
from tests.talks.factories import actor, entry, process

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def address(live_server: LiveServer) -> str:
    talks, party = process(), actor("Ukraine", "state")
    issue = Issue.objects.create(process=talks, name="Ceasefire", slug="ceasefire")
    for on, stance in (("2025-12-01", "demands"), ("2025-12-05", "accepts")):
        said = entry("statement", on=on)
        said.process_entries.create(process=talks)
        Position.objects.create(issue=issue, party=party, entry=said, stance=stance, words="So.")
    return f"{live_server.url}/processes/{talks.slug}/positions/"


def test_the_slider_goes_back_in_time_and_the_address_says_so(page: Page, address: str) -> None:
    page.goto(address)
    cell = page.locator("td .stance")
    expect(cell).to_have_text("accepts")
    slider = page.get_by_role("slider")
    slider.focus()
    page.keyboard.press("ArrowLeft")
    expect(cell).to_have_text("demands")
    expect(slider).to_be_focused()
    expect(slider).to_have_attribute("aria-valuetext", "1 December 2025")
    assert page.url == f"{address}?as_of=2025-12-01"
    page.go_back()
    expect(cell).to_have_text("accepts")


def test_the_matrix_stays_within_a_narrow_page(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") == 320

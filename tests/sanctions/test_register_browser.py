"""Relief in a real browser: filtering in place, the reader's own clock, the narrowest phone."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from sanctions.models import Programme, Relief
from tests.talks.factories import entry

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHIFT = """() => new Promise(done => new PerformanceObserver(list => done(
    list.getEntries().reduce((sum, one) => sum + one.value, 0)
)).observe({type: "layout-shift", buffered: true}) || setTimeout(() => done(0), 300))"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A phone in Berlin whose console must stay silent."""
    said: list[str] = []
    opened = browser.new_page(
        viewport={"width": 320, "height": 700}, timezone_id="Europe/Berlin", locale="en-GB"
    )
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    yield opened
    opened.close()
    assert said == []


def relief(**columns: object) -> Relief:
    end = datetime(2026, 4, 29, 4, 1, tzinfo=UTC)
    return entry("relief", expires_at=end, expires_zone="America/New_York", **columns)


def test_filtering_renews_the_list_and_the_counts_and_keeps_the_place(
    page: Page, live_server: LiveServer
) -> None:
    for authority in ("EU", "OFAC"):
        made = Programme.objects.create(authority=authority, code="1", name="Russia")
        relief(programme=made, title=f"Of {authority}")
    page.goto(f"{live_server.url}/sanctions/")
    page.get_by_text("Filters", exact=True).click()
    page.get_by_role("checkbox", name="EU 1", exact=True).first.check()
    expect(page.get_by_role("link", name="Of OFAC")).to_have_count(0)
    expect(page.get_by_role("link", name="Of EU")).to_be_visible()
    expect(page.get_by_role("checkbox", name="OFAC 1 0")).to_be_visible()
    assert page.url == f"{live_server.url}/sanctions/?authority=EU"
    assert page.evaluate("document.activeElement.value") == "EU"
    page.go_back()
    expect(page.get_by_role("link", name="Of OFAC")).to_be_visible()


def test_the_readers_clock_is_filled_in_without_moving_the_page(
    page: Page, live_server: LiveServer
) -> None:
    page.goto(f"{live_server.url}{relief().get_absolute_url()}")
    expect(page.locator(".ends .yours time")).to_have_text("29 April 2026 at 6:01 am CEST")
    assert page.evaluate(SHIFT) == 0


def test_long_chains_and_titles_fit_the_narrowest_phone(
    page: Page, live_server: LiveServer
) -> None:
    last = None
    for n in range(15):
        last = relief(replaces=last, title="W" * 500, authorises=f"Sales {n} " + "W" * 80)
    assert last is not None
    for address in ("/sanctions/", f"{last.get_absolute_url()}?compare={last.replaces.slug}"):
        page.goto(f"{live_server.url}{address}")
        assert page.evaluate("document.documentElement.scrollWidth") == 320

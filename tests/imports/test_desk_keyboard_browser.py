"""From an upload to a rejected row, and from the inbox to an article, with the keyboard alone."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from imports.feeds.models import Feed
from imports.models import Batch
from tests.imports.helpers import a_round, carried_on, csv_bytes
from tests.records.test_admin_browser import log_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FOCUS = """() => {
  const e = document.activeElement, style = getComputedStyle(e);
  return [
    e.ariaLabel || e.textContent.trim() || e.value || e.name,
    style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1,
    !e.closest("#content") ||
      e.getBoundingClientRect().bottom > 0 && e.getBoundingClientRect().top < innerHeight,
  ];
}"""


def tab_to(page: Page, name: str, key: str = "Tab") -> None:
    """Every stop on the way has a focus that is seen."""
    passed = []
    for _stop in range(40):
        page.keyboard.press(key)
        words, is_outlined, is_in_sight = page.evaluate(FOCUS)
        assert (words, is_outlined, is_in_sight) == (words, True, True)
        if words == name:
            return
        passed.append(words)
    pytest.fail(f"Tab never came to {name}, but to {passed}")


def skip_to_content(page: Page) -> None:
    page.wait_for_load_state("networkidle")
    tab_to(page, "Skip to main content")
    page.keyboard.press("Enter")


def test_from_upload_to_a_rejected_row(
    page: Page, live_server: LiveServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("imports.desk.carry_on.delay_on_commit", lambda _pk: None)
    monkeypatch.setattr("imports.views.carry_on.delay_on_commit", lambda _pk: None)
    log_in(page, live_server, "/admin/imports/batch/add/")
    data = csv_bytes([a_round(n) for n in (1, 2, 3)])
    chosen = {"name": "rounds.csv", "mimeType": "text/csv", "buffer": data}
    page.get_by_label("File", exact=False).first.set_input_files([chosen])
    skip_to_content(page)
    tab_to(page, "Upload and read")
    page.keyboard.press("Enter")
    page.wait_for_url("**/change/**")
    batch = carried_on(Batch.objects.get())
    page.goto(page.url.partition("#")[0])

    skip_to_content(page)
    tab_to(page, "Line 4")
    page.keyboard.press("Space")
    tab_to(page, "Reject", key="Shift+Tab")
    page.keyboard.press("Enter")

    expect(page.get_by_role("row", name="Line 4")).to_contain_text("rejected")
    rows = batch.rows.order_by("line").values_list("line", "accepted")
    assert list(rows) == [(2, True), (4, False), (6, True)]


def test_from_the_inbox_to_an_article(page: Page, live_server: LiveServer) -> None:
    feed = Feed.objects.create(address="https://news.example/rss", title="News")
    feed.items.create(guid="1", title="Talks", address="https://news.example/1")
    log_in(page, live_server, "/admin/imports/feeditem/")
    expect(page.get_by_role("heading", name="Inbox")).to_be_visible()
    skip_to_content(page)
    tab_to(page, "Read the article “Talks”")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Address")).to_have_value("https://news.example/1")
    skip_to_content(page)
    tab_to(page, "Read it")

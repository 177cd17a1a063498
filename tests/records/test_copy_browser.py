"""Copying the citation, in a real browser."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.talks.factories import entry

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_citation_is_copied_as_it_is_read(page: Page, live_server: LiveServer) -> None:
    made = entry("round", title="Miami talks")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{live_server.url}{made.get_absolute_url()}")
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("#citation").inner_text()
    assert copied.startswith("“Miami talks”. Parley, version 1, ")

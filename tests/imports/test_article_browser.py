"""The review of an article by keys, in a real browser."""

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from imports.articles.actions import read_article
from imports.articles.extraction import article_of_text
from imports.rows import SourceRef
from records.models import Entry
from tests.imports.articles import make_actors
from tests.imports.test_article_review import TEXT

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_keys_accept_skip_and_move(page: Page, live_server: LiveServer) -> None:
    make_actors()
    user = User.objects.create_superuser("root", password="x")
    source = SourceRef(title="Talks", published_on="2025-12-05")
    article, _is_new = read_article(article=article_of_text(TEXT), source=source, by=user)
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    cookie = {"name": name, "value": client.cookies[name].value, "url": live_server.url}
    page.context.add_cookies([cookie])
    page.goto(f"{live_server.url}{article.get_absolute_url()}")
    cards = page.locator("[data-suggestion]")
    expect(cards.nth(0)).to_be_focused()
    page.keyboard.press("a")
    expect(page.locator("#article-standing")).to_contain_text("1 of 3 decided")
    expect(cards.nth(1)).to_be_focused()
    page.keyboard.press("s")
    expect(page.locator("#article-standing")).to_contain_text("1 skipped")
    expect(cards.nth(2)).to_be_focused()
    page.keyboard.press("k")
    expect(cards.nth(1)).to_be_focused()
    assert [entry.kind for entry in Entry.objects.all()] == ["round"]
    for theme in ("light", "dark"):
        for width in (360, 1440):
            page.emulate_media(color_scheme=theme)
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width

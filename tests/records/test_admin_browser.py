"""The desk in a real browser, under the Content-Security-Policy: nothing may be refused by it."""

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from records.models import Actor, ActorName, Entry, Source
from talks.models import Round
from tests.desk import make_groups

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]


def log_in(page: Page, live_server: LiveServer, url: str) -> None:
    make_groups()
    user = User.objects.create_user("editor", password="a good one", is_staff=True)
    user.groups.add(user.groups.model.objects.get(name="editor"))
    response = page.goto(f"{live_server.url}{url}")
    assert response is not None
    assert "script-src 'self'" in response.headers["content-security-policy"]
    page.fill("#id_username", "editor")
    page.fill("#id_password", "a good one")
    page.click("input[type=submit]")


def choose(page: Page, field: str, words: str, name: str) -> None:
    """Choose in an autocomplete what shows as `name` when `words` are typed."""
    page.locator(f".field-{field} .select2-selection").first.click()
    page.locator(".select2-search__field").fill(words)
    page.locator(".select2-results__option", has_text=name).click()


def test_an_editor_writes_cites_and_publishes(page: Page, live_server: LiveServer) -> None:
    actor = Actor.objects.create(kind="person", slug="umerov", name="Rustem Umerov")
    ActorName.objects.create(actor=actor, text="Рустем Умєров", language="uk")
    Source.objects.create(title="Réunion de Miami", publisher="RFE/RL")
    log_in(page, live_server, "/admin/talks/round/add/")

    page.fill("#id_title", "Miami talks")
    page.fill("#id_date", "2025-12-04/2025-12-06")
    expect(page.locator("#id_slug")).to_have_value("miami-talks")

    tabs = page.get_by_role("tab")
    expect(tabs).to_have_text(["English", "French", "Ukrainian"])
    expect(page.locator("#id_title_fr")).to_be_hidden()
    tabs.nth(1).click()
    page.fill("#id_title_fr", "Pourparlers de Miami")
    expect(page.locator("#id_title")).to_be_hidden()
    page.keyboard.press("Tab")
    tabs.nth(1).focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#id_title_uk")).to_be_visible()

    page.get_by_role("button", name="Add another Involvement").click()
    choose(page, "actor", "умєров", "Rustem Umerov")
    page.select_option("#id_involvements-0-role", "negotiator")
    page.get_by_role("button", name="Add another Citation").click()
    choose(page, "source", "reunion", "RFE/RL: Réunion de Miami")

    page.get_by_role("button", name="Save and publish").click()
    expect(page.locator(".messagelist")).to_contain_text("Saved and published.")
    entry = Round.objects.get()
    assert (entry.state, entry.title_fr) == ("published", "Pourparlers de Miami")
    assert entry.involvements.get().actor == actor


def test_a_tab_with_an_error_opens_first(page: Page, live_server: LiveServer) -> None:
    log_in(page, live_server, "/admin/talks/round/add/")
    page.fill("#id_slug", "miami")
    page.fill("#id_date", "2025-12-04")
    page.fill("#id_title", "Miami")
    page.get_by_role("tab").nth(1).click()
    page.evaluate("document.querySelector('#id_title_fr').maxLength = 1000")
    page.fill("#id_title_fr", "x" * 501)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("tab", name="French")).to_have_attribute("aria-selected", "true")
    expect(page.locator("#id_title_fr")).to_be_visible()


def test_lists_history_and_withdrawing_are_quiet(page: Page, live_server: LiveServer) -> None:
    day = "2025-12-04"
    with transaction.atomic():
        entry = Round.objects.create(
            slug="miami", title="Miami talks", starts_on=day, ends_on=day, state="published"
        )
        entry.citations.create(source=Source.objects.create(title="Réunion de Miami"))
    log_in(page, live_server, "/admin/records/entry/")
    page.get_by_role("link", name="Miami talks").click()
    page.get_by_role("link", name="History").click()
    expect(page.locator(".version")).to_have_count(1)
    page.goto(f"{live_server.url}/admin/talks/round/{entry.pk}/change/")
    page.get_by_role("button", name="Save and withdraw…").click()
    page.get_by_label("Why is it withdrawn?").fill("The source took it back.")
    page.get_by_role("button", name="Withdraw").click()
    expect(page.locator(".messagelist")).to_contain_text("The entry was withdrawn.")
    assert Entry.objects.get().withdrawn_because == "The source took it back."

"""The pages of the feeds and the inbox: who may do what, and what they say."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from imports.feeds.models import Feed, FeedItem
from records.models import Source
from tests.desk import Desk

pytestmark = pytest.mark.django_db
INBOX = "/admin/imports/feeditem/"
DECIDE = f"{INBOX}decide/"


@pytest.fixture
def queued(monkeypatch):
    found: list[int] = []
    monkeypatch.setattr("imports.feeds.views.fetch_feed.delay_on_commit", found.append)
    return found


@pytest.fixture
def items():
    feed = Feed.objects.create(address="https://news.example/feed", title="Ford News")
    return [
        feed.items.create(guid=n, title=f"Talks {n}", address=f"https://news.example/{n}")
        for n in "12"
    ]


def test_an_empty_inbox_says_how_to_fill_it():
    page = Desk("editor").page(INBOX)
    assert "No feed is read yet" in page.text and "Add a feed" in page.text


def test_items_are_filtered(items):
    desk = Desk("editor")
    assert "Talks 1" in desk.page(INBOX).text
    assert "Talks 1" not in desk.page(f"{INBOX}?q=talks+2").text
    assert "Nothing here" in desk.page(f"{INBOX}?state=kept").text


def test_ticked_items_are_kept_at_once_and_the_filter_stays(items):
    desk = Desk("editor")
    answer = desk.client.post(f"{DECIDE}?q=talks", {"item": [one.pk for one in items], "keep": ""})
    assert answer["Location"] == f"{INBOX}?q=talks"
    assert Source.objects.count() == 2


def test_one_button_answers_with_its_row_alone(items):
    desk = Desk("editor")
    target = {"HX-Request": "true", "HX-Target": f"item-{items[0].pk}"}
    answer = desk.client.post(DECIDE, {"keep": items[0].pk}, headers=target).content.decode()
    assert answer.startswith("<tr") and "kept as a source" in answer


def test_a_contributor_keeps_and_does_not_set_aside(items):
    desk = Desk("contributor")
    desk.send(DECIDE, {"keep": items[0].pk})
    desk.send(DECIDE, {"aside": items[1].pk}, 403)
    states = FeedItem.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["kept", "new"]
    assert desk.client.get("/admin/imports/feed/").status_code == 403


@pytest.mark.parametrize("data", [{"keep": "x"}, {"item": "1"}, {"keep": "", "item": "-1"}])
def test_what_cannot_be_understood_is_refused(items, data):
    assert Desk("editor").client.post(DECIDE, data).status_code == 400


def test_a_new_feed_is_fetched_at_once_and_its_page_tells(queued):
    desk = Desk("editor")
    form = {"address": "https://News.example/feed", "minutes": 30, "reliability": "B"}
    desk.save("/admin/imports/feed/add/", "feed_form", 302, **form)
    feed = Feed.objects.get()
    assert (feed.address, queued) == ("https://news.example/feed", [feed.pk])
    page = desk.page(f"/admin/imports/feed/{feed.pk}/change/")
    assert "How it stands" in page.text and "It has not been fetched yet" in page.text


def test_an_address_that_is_none_is_refused_beside_its_field(queued):
    form = {"address": "ftp://news.example/feed", "minutes": 30}
    page = Desk("editor").save("/admin/imports/feed/add/", "feed_form", 200, **form)
    assert "Addresses begin with http:// or https://" in page.text


def test_a_paused_feed_says_why_and_goes_on(queued):
    because = [{"code": "feed_gone", "params": {}}]
    feed = Feed.objects.create(address="http://a.b/", state="paused", paused_because=because)
    desk = Desk("editor")
    url = f"/admin/imports/feed/{feed.pk}/"
    assert "gone for good (410)" in desk.page(f"{url}change/").text
    assert "gone for good (410)" in desk.page("/admin/imports/feed/").text
    desk.send(f"{url}resume/", {})
    assert queued == [feed.pk]


def article_form(desk: Desk, item: object) -> dict[str, str]:
    page = desk.page(f"{reverse('admin:imports_batch_article')}?item={item}")
    [fields] = [form for form in page.forms.values() if "published_on" in form]
    return {name: values[0] for name, values in fields.items() if values and values[0]}


def test_an_item_is_read_as_an_article_with_what_it_says(items):
    said = {"author": "Ada", "language": "uk-ua", "publisher": "Ford News Service"}
    FeedItem.objects.filter(pk=items[0].pk).update(
        published_at=datetime(2026, 4, 25, 9, tzinfo=UTC), **said
    )
    desk = Desk("editor")
    link = f'href="{reverse("admin:imports_batch_article")}?item={items[0].pk}"'
    assert link in desk.client.get(INBOX).content.decode()
    for language in ("en", "fr"):
        desk.client.cookies["django_language"] = language
        given = article_form(desk, items[0].pk)
        given.pop("csrfmiddlewaretoken")
        assert given == {
            "address": "https://news.example/1",
            "title": "Talks 1",
            "publisher": "Ford News Service",
            "author": "Ada",
            "published_on": "2026-04-25",
            "language": "uk",
        }


def test_the_publisher_on_the_page_of_the_feed_counts_before_that_of_the_item(items):
    Feed.objects.update(publisher="Ford")
    assert article_form(Desk("editor"), items[0].pk)["publisher"] == "Ford"


@pytest.mark.parametrize("item", ["", "x", "-1", "9" * 30, "999999999"])
def test_an_item_that_is_not_there_leaves_the_article_form_empty(item):
    assert article_form(Desk("editor"), item).keys() == {"csrfmiddlewaretoken"}


def test_an_item_without_an_address_or_right_offers_no_article(items):
    FeedItem.objects.update(address="")
    assert "Read the article" not in Desk("editor").page(INBOX).text
    FeedItem.objects.update(address="https://news.example/1")
    assert "Read the article" not in Desk("contributor").page(INBOX).text

"""Feeds, fetched from a real server of the test's own: what they bring, and where they stop."""

from datetime import timedelta
from email.utils import format_datetime

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone

from imports import tasks
from imports.feeds import actions, inbox
from imports.feeds.models import Feed, FeedFetch, FeedItem
from imports.feeds.querysets import LEASE, LOST
from imports.models import Batch
from records.models import Source
from tests.imports.feeds import ATOM, an_item, rss
from tests.imports.sites import Handler, serving

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(settings):
    settings.FETCH_ALLOWED = ["localhost"]
    with serving() as opened:
        yield opened


@pytest.fixture
def editor():
    return User.objects.create_user("ed")


def a_feed(address: str = "http://localhost:1/feed", **values: object) -> Feed:
    return Feed.objects.create(address=address, **values)


def fetched(feed: Feed) -> Feed:
    """Fetch it as a worker does once it was queued."""
    Feed.objects.filter(pk=feed.pk).update(queued_at=timezone.now())
    assert actions.fetch_feed(feed_id=feed.pk)
    feed.refresh_from_db()
    return feed


def codes(feed: Feed) -> list[str]:
    return [one["code"] for one in feed.last_answer]


def test_a_feed_fills_the_inbox(site):
    feed = fetched(a_feed(site.answer("/feed", body=rss(), etag='"1"', last_modified="Thu")))
    items = FeedItem.objects.order_by("guid")
    assert [(one.title, one.address, one.summary) for one in items] == [
        (f"Talks, day {n}", f"https://news.example/{n}", f"What was said on day {n}.")
        for n in (1, 2)
    ]
    assert (items[0].language, items[0].publisher, items[0].state) == ("en-gb", "Ford News", "new")
    assert items[0].published_at.isoformat() == "2026-04-02T12:07:54+00:00"
    assert (feed.title, feed.etag, feed.modified, feed.failures) == ("Ford News", '"1"', "Thu", 0)
    assert feed.answer_words == "Items: 2; of these new: 2."
    log = feed.fetches.get()
    assert (log.outcome, log.status, log.items, log.new, log.size) == (
        "read",
        200,
        2,
        2,
        len(rss()),
    )
    assert timedelta(minutes=59) < feed.due_at - timezone.now() < timedelta(minutes=67)


def test_fetching_again_changes_nothing(site):
    feed = fetched(a_feed(site.answer("/feed", body=rss())))
    before = list(FeedItem.objects.values())
    fetched(feed)
    assert list(FeedItem.objects.values()) == before
    assert feed.answer_words == "Items: 2; of these new: 0."


def test_304_is_a_success_that_asks_with_what_the_answer_gave(site):
    feed = fetched(a_feed(site.answer("/feed", body=rss(), etag='"1"', last_modified="Thu")))
    Feed.objects.filter(pk=feed.pk).update(failures=3)
    feed.refresh_from_db()
    site.answer("/feed", 304)
    fetched(feed)
    asked = site.asked[-1][1]
    assert (asked["if-none-match"], asked["if-modified-since"]) == ('"1"', "Thu")
    assert (codes(feed), feed.failures, feed.etag) == (["feed_unchanged"], 0, '"1"')
    assert feed.fetches.first().outcome == "unchanged"


def test_410_pauses_at_once_and_says_why(site):
    feed = fetched(a_feed(site.answer("/feed", 410)))
    assert (feed.state, feed.why_paused) == (
        "paused",
        "The site says that the feed is gone for good (410).",
    )


def test_failures_are_retried_later_and_later_and_five_pause_the_feed(site):
    feed = a_feed(site.answer("/feed", 500))
    waits = []
    for _fetch in range(5):
        fetched(feed)
        waits.append((feed.due_at - timezone.now()) / timedelta(hours=1))
    for number, wait in enumerate(waits[:4], start=1):
        assert 2**number * 0.99 < wait < 2**number * 1.11
    assert (feed.state, feed.failures) == ("paused", 5)
    assert feed.why_paused == (
        "It failed 5 times in a row. The last time: "
        "The site answered 500 (Internal Server Error) in place of the feed."
    )
    assert Feed.objects.due(timezone.now() + timedelta(days=9)).count() == 0


def test_four_failures_and_a_success_start_the_count_anew(site):
    feed = a_feed(site.answer("/feed", 503))
    for _fetch in range(4):
        fetched(feed)
    site.answer("/feed", body=rss())
    fetched(feed)
    assert (feed.state, feed.failures) == ("active", 0)


def test_waiting_never_exceeds_a_day_unless_the_interval_does(site):
    daily, weekly = actions._later(60, 40), actions._later(7 * 24 * 60, 3)
    assert timedelta(days=1) <= daily < timedelta(days=1.2)
    assert timedelta(days=7) <= weekly < timedelta(days=7.8)


@pytest.mark.parametrize("as_date", [False, True])
def test_a_site_that_asks_to_be_left_alone_is(site, as_date):
    later = timezone.now() + timedelta(hours=20)
    retry = format_datetime(later) if as_date else str(20 * 3600)
    feed = fetched(a_feed(site.answer("/feed", 429, retry_after=retry)))
    assert feed.due_at - timezone.now() > timedelta(hours=19)


@pytest.mark.parametrize("retry", ["soon", "-5", "9" * 40, "Thu, 99 Foo"])
def test_a_site_that_asks_for_nonsense_is_asked_as_usual(site, retry):
    feed = fetched(a_feed(site.answer("/feed", 429, retry_after=retry)))
    assert feed.due_at - timezone.now() < timedelta(hours=27)


def endless(handler: Handler) -> None:
    handler.say(200, b"", {"Transfer-Encoding": "chunked"})
    while True:
        handler.wfile.write(b"10000\r\n" + b"<" * 0x10000 + b"\r\n")


def test_a_body_without_end_is_said(site):
    site.pages["/feed"] = endless
    feed = fetched(a_feed(site.address("/feed")))
    assert (codes(feed), feed.failures) == (["fetch_too_large"], 1)
    assert "larger than 5.0" in feed.answer_words


@pytest.mark.parametrize(
    ("to", "code"),
    [
        ("/feed", "fetch_loop"),
        ("http://127.0.0.1:{port}/secret", "fetch_private"),
        ("http://169.254.169.254/latest/meta-data/", "fetch_private"),
    ],
)
def test_redirects_that_are_refused_are_said_and_lead_nowhere(site, to, code):
    site.answer("/secret", body=rss())
    feed = fetched(a_feed(site.redirect("/feed", to.format(port=site.port))))
    assert (codes(feed), site.paths(), FeedItem.objects.count()) == ([code], ["/feed"], 0)
    assert feed.fetches.get().outcome == "failed"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"<!DOCTYPE html><html><body>Sign in</body></html>", "feed_html"),
        (b"\xef\xbb\xbf <HTML><p>x", "feed_html"),
        (
            b'<?xml version="1.0"?>\n<!-- x --><html xmlns="http://www.w3.org/1999/xhtml"/>',
            "feed_html",
        ),
        (b'<html:html xmlns:html="http://www.w3.org/1999/xhtml"/>', "feed_html"),
        (b"", "feed_not_xml"),
        (b'{"version": "https://jsonfeed.org/version/1"}', "feed_not_xml"),
        (b"<opml/>", "feed_other"),
        (rss()[:-30], "broken_xml"),
        (rss(an_item(1), "<item><title>a & b</title></item>"), "broken_xml"),
        (b'<!DOCTYPE rss [<!ENTITY a "b">]><rss><channel/></rss>', "doctype"),
        (b'<!DOCTYPE rss SYSTEM "file:///etc/passwd"><rss><channel/></rss>', "doctype"),
    ],
)
def test_what_is_no_feed_is_a_failure_in_words(site, body, code):
    feed = fetched(a_feed(site.answer("/feed", body=body)))
    assert (codes(feed), feed.failures, FeedItem.objects.count()) == ([code], 1, 0)
    assert feed.answer_words and "%(" not in feed.answer_words


def test_a_feed_without_items_is_a_success(site):
    feed = fetched(a_feed(site.answer("/feed", body=b'<rss version="2.0"><channel/></rss>')))
    assert feed.answer_words == "Items: 0; of these new: 0."


def test_atom_is_read_with_its_language_and_relative_addresses(site):
    fetched(a_feed(site.answer("/feed", body=ATOM.encode())))
    item = FeedItem.objects.get()
    assert (item.title, item.summary) == ("Зустріч & заява", "Перше Друге")
    assert (item.address, item.author, item.language) == ("https://news.example/a/1", "Олена", "uk")
    assert item.published_at.isoformat() == "2026-04-25T09:00:00+00:00"


def test_markup_and_scripts_come_in_as_plain_text(site):
    hostile = an_item(
        link="javascript:alert(1)",
        description="x<img src=x onerror=alert(1)> <style>p{}</style>&nbsp;y < z",
    )
    fetched(a_feed(site.answer("/feed", body=rss(hostile))))
    item = FeedItem.objects.get()
    assert (item.address, item.summary) == ("", "x y < z")


def test_ten_thousand_items_and_huge_fields_are_bounded(site):
    many = rss(*(an_item(number) for number in range(2000)))
    feed = fetched(a_feed(site.answer("/many", body=many)))
    assert (codes(feed), FeedItem.objects.count()) == (["feed_read", "feed_more"], 500)
    long = rss(
        an_item(1, title="t" * 3_000_000), an_item(2, title="t" * 9000, description="d" * 9000)
    )
    feed = fetched(a_feed(site.answer("/long", body=long)))
    assert codes(feed) == ["feed_read", "feed_unreadable"]
    item = feed.items.get()
    assert (len(item.title), len(item.summary)) == (500, 2000)


def test_texts_that_are_made_to_be_slow_are_cut(site):
    slow = [an_item(number, description="<!--" * 140_000) for number in range(4)]
    feed = fetched(a_feed(site.answer("/feed", body=rss(*slow, an_item(4, author="a" * 900_000)))))
    assert (codes(feed), feed.items.count()) == (["feed_read"], 5)
    assert feed.fetches.get().milliseconds < 15_000


def test_a_feed_that_takes_too_long_to_read_fails_and_says_so(site, monkeypatch):
    monkeypatch.setattr("imports.feeds.actions.READING_SECONDS", 2.0)
    slow = an_item(1) * 200 + f"<item>{'<author>%s</author>' % ('a' * 3000) * 250}</item>"
    feed = fetched(a_feed(site.answer("/feed", body=rss(slow))))
    assert (codes(feed), feed.failures, feed.items.count()) == (["feed_too_intricate"], 1, 0)
    assert feed.answer_words.startswith("Reading the feed took more than 2 seconds")


def test_items_that_say_nothing_or_repeat_are_told(site):
    body = rss(an_item(1), an_item(1, title="Again"), an_item(3, title="", link="", guid=""))
    feed = fetched(a_feed(site.answer("/feed", body=body)))
    assert codes(feed) == ["feed_read", "feed_unreadable"]
    assert FeedItem.objects.get().title == "Talks, day 1"


def test_what_a_feed_changed_is_taken_over_until_somebody_decided(site, editor):
    feed = fetched(a_feed(site.answer("/feed", body=rss())))
    inbox.keep(items=[FeedItem.objects.get(guid="item-1").pk], by=editor)
    site.answer("/feed", body=rss(an_item(1, title="New"), an_item(2, title="New")))
    fetched(feed)
    assert list(FeedItem.objects.order_by("guid").values_list("title", flat=True)) == [
        "Talks, day 1",
        "New",
    ]


def test_a_feed_that_moved_for_good_is_asked_there_from_then_on(site):
    site.answer("/new", body=rss())
    feed = fetched(a_feed(site.redirect("/feed", "/new", 301)))
    assert (feed.address, codes(feed)) == (site.address("/new"), ["feed_read", "feed_moved"])
    fetched(feed)
    assert site.paths() == ["/feed", "/new", "/new"]


def test_a_feed_that_moved_for_a_while_keeps_its_address(site):
    site.answer("/new", body=rss())
    feed = fetched(a_feed(site.redirect("/feed", "/new", 302)))
    assert feed.address == site.address("/feed")


def test_a_feed_that_moved_to_one_that_fails_keeps_its_address(site):
    site.answer("/new", body=b"<html>")
    feed = fetched(a_feed(site.redirect("/feed", "/new", 308)))
    assert (feed.address, feed.failures) == (site.address("/feed"), 1)


def test_a_feed_that_moved_onto_another_is_paused(site):
    a_feed(site.answer("/new", body=rss()))
    feed = fetched(a_feed(site.redirect("/feed", "/new", 301)))
    assert (feed.state, feed.paused_because[0]["code"]) == ("paused", "feed_moved_onto")


def test_a_due_feed_is_queued_once_and_taken_once(monkeypatch):
    queued: list[int] = []
    monkeypatch.setattr("imports.tasks.fetch_feed.delay", queued.append)
    feed = a_feed()
    a_feed("http://localhost:1/later", due_at=timezone.now() + timedelta(minutes=1))
    assert [tasks.sweep_feeds(), tasks.sweep_feeds()] == [[feed.pk], []]
    now = timezone.now()
    assert [Feed.objects.take(feed.pk, now), Feed.objects.take(feed.pk, now)] == [True, False]
    assert queued == [feed.pk]


def test_a_task_that_comes_twice_asks_once(site):
    feed = fetched(a_feed(site.answer("/feed", body=rss())))
    tasks.fetch_feed(feed.pk)
    assert site.paths() == ["/feed"]


def test_a_feed_whose_message_or_worker_was_lost_is_due_again():
    feed = a_feed()
    now = timezone.now()
    assert actions.claim_due() == [feed.pk]
    assert Feed.objects.due(now + LOST / 2).count() == 0
    assert Feed.objects.due(now + LOST + timedelta(seconds=9)).get() == feed
    assert Feed.objects.take(feed.pk, now)
    assert Feed.objects.due(now + LEASE / 2).count() == 0
    assert Feed.objects.due(now + LEASE).get() == feed


def test_pausing_by_hand_says_who_and_resuming_starts_afresh(editor):
    feed = a_feed(failures=3)
    assert actions.pause(feeds=[feed.pk], by=editor) == 1
    feed.refresh_from_db()
    assert (feed.is_paused, feed.why_paused) == (True, "ed paused it.")
    assert actions.ask_now(feeds=[feed.pk]) == []
    assert [actions.resume(feeds=[feed.pk]), actions.resume(feeds=[feed.pk])] == [[feed.pk], []]
    feed.refresh_from_db()
    assert (feed.state, feed.failures, feed.paused_because) == ("active", 0, [])


def test_a_feed_that_was_paused_while_it_was_fetched_stays_paused_with_its_reason(site, editor):
    feed = a_feed(failures=4)
    site.pages["/feed"] = lambda handler: (
        actions.pause(feeds=[feed.pk], by=editor), handler.say(500, b"", {}),
    )  # fmt: skip
    work = actions.Work(feed, 0.0)
    actions.pause(feeds=[feed.pk], by=editor)
    actions._fail(work, actions.problem("feed_html"))
    feed.refresh_from_db()
    assert feed.why_paused == "ed paused it."


def test_an_unforeseen_error_ends_on_the_feed(site, monkeypatch):
    def broken(*_arguments: object, **_options: object) -> None:
        raise RuntimeError("odd\0")

    monkeypatch.setattr("imports.feeds.actions.apart", broken)
    feed = fetched(a_feed(site.answer("/feed", body=rss())))
    assert (codes(feed), feed.failures) == (["internal"], 1)


def test_the_log_of_a_feed_is_bounded(site):
    feed = a_feed(site.answer("/feed", body=rss()))
    FeedFetch.objects.bulk_create(FeedFetch(feed=feed, outcome="failed") for _one in range(70))
    fetched(feed)
    assert feed.fetches.count() == FeedFetch.KEPT
    assert feed.fetches.first().outcome == "read"


def test_kept_items_become_sources_with_what_the_feed_says(site, editor):
    feed = a_feed(site.answer("/feed", body=rss()), publisher="The Ford", reliability="B")
    fetched(feed)
    kept = inbox.keep(items=FeedItem.objects.values_list("pk", flat=True), by=editor)
    source = Source.objects.get(url="https://news.example/1")
    assert (source.publisher, source.title, source.reliability) == ("The Ford", "Talks, day 1", "B")
    assert (str(source.published_on), source.language) == ("2026-04-02", "en-gb")
    assert [(one.state, one.decided_by) for one in kept] == [("kept", editor)] * 2
    assert inbox.keep(items=[one.pk for one in kept], by=editor) == []


def test_items_of_one_address_become_one_source(editor):
    known = Source.objects.create(url="https://news.example/1", title="Known")
    feeds = [a_feed(), a_feed("http://localhost:1/other")]
    items = [
        FeedItem.objects.create(
            feed=feed, guid=guid, title=guid, address=f"https://news.example/{guid}"
        )
        for feed in feeds
        for guid in ("1", "2")
    ]
    inbox.keep(items=[one.pk for one in items], by=editor)
    assert Source.objects.count() == 2
    assert {one.source for one in FeedItem.objects.filter(guid="1")} == {known}


def test_set_aside_and_put_back(editor):
    item = FeedItem.objects.create(feed=a_feed(), guid="1", title="One")
    inbox.set_aside(items=[item.pk], by=editor)
    item.refresh_from_db()
    assert (item.state, item.decided_by) == ("aside", editor)
    inbox.put_back(items=[item.pk])
    item.refresh_from_db()
    assert (item.state, item.decided_by, item.decided_at) == ("new", None, None)


REFUSED = {
    "imports_feed_paused_with_reason": lambda: a_feed(state="paused"),
    "imports_feed_minutes_range": lambda: a_feed(minutes=1),
    "imports_feedfetch_outcome_known": lambda: a_feed().fetches.create(outcome="odd"),
    "imports_feeditem_once": lambda: [
        a_feed().items.create(guid="1", title="x"),
        Feed.objects.get().items.create(guid="1", title="y"),
    ],
    "imports_feeditem_upload_once": lambda: [
        FeedItem.objects.create(guid="1", title="x", publisher="p"),
        FeedItem.objects.create(guid="1", title="y", publisher="p"),
    ],
    "imports_feeditem_state_known": lambda: FeedItem.objects.create(
        guid="1", title="x", state="odd", decided_at=timezone.now()
    ),
    "imports_feeditem_decided_with_time": lambda: FeedItem.objects.create(
        guid="1", title="x", state="aside"
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_the_database_refuses(name):
    with pytest.raises(IntegrityError, match="imports_feed"), transaction.atomic():
        REFUSED[name]()


def test_no_import_is_touched_by_a_feed(site):
    fetched(a_feed(site.answer("/feed", body=rss())))
    assert Batch.objects.count() == 0

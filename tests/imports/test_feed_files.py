"""Uploaded feeds: recognised, reviewed, applied to the inbox and undone like any import."""

from pathlib import Path

import pytest
from django.contrib.auth.models import User

from imports.feeds import inbox
from imports.feeds.models import Feed, FeedItem
from tests.imports.feeds import ATOM, an_item, rss
from tests.imports.helpers import applied, content, read, undone

pytestmark = pytest.mark.django_db
SAMPLES = Path(__file__).parents[3] / "shared/data/rss"


@pytest.mark.parametrize("data", [rss(), ATOM.encode()])
def test_a_feed_is_recognised_from_its_content(data):
    batch = read(data, "anything.xml")
    assert (batch.connector, batch.state, batch.counts["new"]) == (
        "feed",
        "ready",
        batch.rows_total,
    )


def test_importing_twice_changes_nothing_and_undo_takes_all_back():
    before = content()
    batch = applied(read(rss(), "f.xml"))
    after = content()
    assert FeedItem.objects.count() == 2
    again = read(rss(), "f.xml")
    assert (again.counts["unchanged"], content()) == (2, after)
    undone(batch)
    assert content() == before


def test_what_a_later_file_changed_is_put_back():
    applied(read(rss(), "f.xml"))
    before = content()
    later = read(rss(an_item(1, title="Corrected"), an_item(2)), "f.xml")
    assert (later.counts["changed"], later.counts["unchanged"]) == (1, 1)
    applied(later)
    assert FeedItem.objects.get(guid="item-1").title == "Corrected"
    undone(later)
    assert content() == before


def test_a_kept_item_is_not_taken_away():
    batch = applied(read(rss(), "f.xml"))
    inbox.keep(items=[FeedItem.objects.get(guid="item-1").pk], by=User.objects.create_user("ed"))
    undone(batch)
    assert FeedItem.objects.get().guid == "item-1"
    assert batch.rows.exclude(kept_because="").get().kept_because == "edited"


def test_items_of_a_feed_that_is_fetched_here_join_it():
    feed = Feed.objects.create(address="https://news.example/feed.xml")
    applied(read(rss(), "f.xml"))
    assert feed.items.count() == 2


def test_an_item_that_says_nothing_is_a_problem_with_its_line():
    batch = read(rss(an_item(1), an_item(2, title="", link="", guid="")), "f.xml")
    [row] = batch.rows.filter(outcome="invalid")
    assert (row.line, row.problems[0]["code"]) == (6, "feed_item_says_nothing")


@pytest.mark.data
@pytest.mark.parametrize(("name", "number"), [("bbc", 27), ("tagesschau", 40)])
def test_the_field_s_own_feeds(name, number):
    path = SAMPLES / f"{name}.xml"
    if not path.exists():
        pytest.skip(f"The sample {path.name} is not here: this was NOT tested.")
    before = content()
    batch = read(path.read_bytes(), path.name)
    assert (batch.connector, batch.counts["new"], batch.rows_total) == ("feed", number, number)
    undone(applied(batch))
    assert content() == before

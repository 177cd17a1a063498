"""Uploaded feeds: recognised, reviewed, applied to the inbox and undone like any import."""

from datetime import datetime
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from hypothesis import given, settings
from hypothesis import strategies as st

from imports.connectors.feed import FEED
from imports.feeds import inbox
from imports.feeds.models import Feed, FeedItem
from imports.feeds.parsing import Item, Reading, read_feed
from imports.files import open_file
from imports.markup import Markup
from imports.problems import FileProblem
from imports.rows import ReadRow
from tests.imports.feeds import ATOM, an_item, rss
from tests.imports.helpers import applied, content, read, undone

pytestmark = pytest.mark.django_db
ADDRESS = "https://news.example/feed.xml"
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


def test_a_namespace_that_is_none_ends_the_file_and_not_the_library():
    odd = '<RDF xmlns:rdf="h\x85/">\n<item rdf:t=""><title>a</title></item></RDF>'
    with pytest.raises(FileProblem, match="line 2"):
        read_feed(f'<?xml version="1.0"?>\n{odd}'.encode(), "")


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


RDF = b"""<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel rdf:about="https://news.example/"><title>News</title></channel>
<item rdf:about="https://news.example/1"><title>Talks</title><link>https://news.example/1</link>
</item></rdf:RDF>"""
WHOLE = {"rss": rss(), "atom": ATOM.encode(), "rdf": RDF}
PIECES = st.sampled_from(
    [
        *(b"<item>", b"</item>", b"<entry/>", b"<![CDATA[", b"]]>", b"<!--", b"<?x", b"<!DOCTYPE"),
        *(b"&nbsp;", b"&#0;", b"&#x110000;", b"&lt;p&gt;&lt;", b'xml:base="http://["', b"a:b:c"),
        *(b"<link href='http://[::1'/>", b"<link>//[</link>", b"<updated>99999-99-99</updated>"),
        *(b"<pubDate>Sat, 31 Feb 10000 25:61:61 +9999</pubDate>", b"\xff\xfe", b"\0", b"\x1a"),
        *(b"<?xml version='1.0' encoding='utf-16'?>", b"<title type='xhtml'><b>", b"xmlns=''"),
    ]
)
DAMAGE = PIECES | st.binary(max_size=20) | st.text(max_size=20).map(str.encode)


def reading_of(body: bytes) -> Reading | None:
    """A feed as it is read once it was fetched; None where its own problem came out."""
    try:
        return read_feed(body, ADDRESS)
    except FileProblem as error:
        assert "%(" not in str(error)
        return None


def rows_of(body: bytes, folder: Path) -> list[ReadRow]:
    """The rows of a feed that was uploaded, up to the problem where one came out."""
    path, rows = folder / "feed.xml", []
    path.write_bytes(body)
    try:
        opened = open_file(path)
    except FileProblem as error:
        assert "%(" not in str(error)
        return []
    try:
        if isinstance(opened, Markup) and not FEED.missing(opened):
            rows.extend(FEED.read(opened))
    except FileProblem as error:
        assert "%(" not in str(error)
    finally:
        opened.close()
    return rows


def is_storable(item: Item) -> bool:
    texts = [item.guid, item.title, item.address, item.summary, item.author, item.language]
    lengths = [300, 500, 2000, 2000, 300, 15]
    fits = all(len(text) <= most for text, most in zip(texts, lengths, strict=True))
    moment = item.published_at
    is_moment = moment is None or (isinstance(moment, datetime) and moment.tzinfo is not None)
    return fits and is_moment and "\0" not in "".join(texts) and bool(item.guid and item.title)


@settings(max_examples=150)
@given(name=st.sampled_from(sorted(WHOLE)), data=st.data())
def test_no_damage_to_a_feed_raises_anything_but_a_problem(
    tmp_path_factory: pytest.TempPathFactory, name: str, data: st.DataObject
) -> None:
    body = WHOLE[name]
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(body)))
        end = data.draw(st.integers(at, min(len(body), at + 40)))
        body = body[:at] + data.draw(DAMAGE) + body[end:]
    reading = reading_of(body)
    assert reading is None or all(map(is_storable, reading.items))
    assert all(row.record or row.problems for row in rows_of(body, tmp_path_factory.getbasetemp()))


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=40)
HTML = st.lists(TEXTS | st.sampled_from(["<p>", "</", "<!--", "&#0;", "<script>", "&"]), max_size=6)


@settings(max_examples=150)
@given(
    parts=st.fixed_dictionaries(
        dict.fromkeys(("title", "link", "guid", "pubDate", "author"), TEXTS)
        | {"description": HTML.map("".join)}
    )
)
def test_whatever_an_item_says_it_is_an_item_or_is_counted(parts: dict[str, str]) -> None:
    reading = reading_of(rss(an_item(1, **parts), an_item(2)))
    if reading is None:  # what no XML may hold
        return
    assert all(map(is_storable, reading.items))
    assert len(reading.items) + reading.unreadable == 2

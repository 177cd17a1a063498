"""Much and awkward content for the pages of the desk: Arabic beside Latin, titles of 500
characters, 60 columns, 40 problems. Each function makes some and names the pages that show it."""

from itertools import product

from django.contrib.auth.models import User
from django.utils import timezone

from imports.articles.actions import read_article
from imports.articles.extraction import article_of_text
from imports.feeds.models import Feed, FeedFetch, FeedItem
from imports.models import Batch
from imports.rows import SourceRef
from records.merging import merge_actors
from records.models import Actor, Entry
from tests.imports.articles import make_actors
from tests.imports.helpers import a_round, applied, csv_bytes, read
from tests.imports.test_article_review import TEXT

ARABIC = "محادثات السلام في جنيف"
LONG = ("Donaudampfschifffahrtsgesellschaft " * 15)[:500].strip()
REFUSED = [{"code": "fetch_nowhere", "params": {"status": 503}}]
PEOPLE = {"m0": ARABIC, "m1": f"{ARABIC} 2", "m2": "Ada", "m3": "Adah"}

Paths = dict[str, str]

EMPTY: Paths = {
    "upload": "/admin/imports/batch/add/",
    "no batch": "/admin/imports/batch/",
    "article form": "/admin/imports/batch/article/",
    "bring in": "/admin/imports/mapping/bring-in/",
    "feed form": "/admin/imports/feed/add/",
    "no feed": "/admin/imports/feed/",
    "empty inbox": "/admin/imports/feeditem/",
}


def full(editor: User) -> Paths:
    return {
        **review(),
        **mapping(),
        **articles(editor),
        **feeds(),
        **merges(editor),
        "batches": "/admin/imports/batch/",
    }


def review() -> Paths:
    rounds = [
        a_round(n, title=f"{ARABIC} {n}" if n % 2 else f"{n} {LONG[:280]}") for n in range(1, 11)
    ]
    done = applied(read(csv_bytes(rounds)))
    Entry.objects.update(place_name="Lausanne")
    moved = [one | {"place": "Bern " * 20, "summary": LONG} for one in rounds]
    wrong = [a_round(n, date="2025-02-31", country="Atlantis") for n in range(20, 60)]
    batch = read(csv_bytes([*moved, *wrong, a_round(90), a_round(91)]), f"{ARABIC}.csv")
    assert (batch.counts["conflict"], batch.counts["invalid"]) == (10, 40)
    page = f"/admin/imports/batch/{batch.pk}/change/"
    return {
        "conflicts": f"{page}?outcome=conflict",
        "problems": f"{page}?outcome=invalid",
        "new": f"{page}?outcome=new",
        "no row": f"{page}?outcome=new&q=nothing",
        "applied": f"/admin/imports/batch/{done.pk}/change/",
    }


def mapping() -> Paths:
    header = ["Titre", "Date", *(f"Colonne {n} {'long' * 12}" for n in range(58))]
    lines = [[f"{ARABIC} {n}", "31/12/2025", *["x" * 80] * 58] for n in range(5)]
    data = csv_bytes([dict(zip(header, line, strict=True)) for line in lines])
    batch = read(data, f"{'tableau-' * 20}.csv")
    assert batch.state == Batch.State.MAPPING
    page = f"/admin/imports/batch/{batch.pk}"
    return {"to map": f"{page}/change/", "mapping": f"{page}/mapping/"}


def articles(editor: User) -> Paths:
    make_actors()
    source = SourceRef(title=LONG[:200], published_on="2025-12-05")
    texts = {"article": TEXT, "empty article": "The weather was fine in the hills."}
    found = {}
    for name, text in texts.items():
        article, _is_new = read_article(article=article_of_text(text), source=source, by=editor)
        found[name] = article.get_absolute_url()
    return found


def feeds() -> Paths:
    feed = Feed.objects.create(
        address=f"https://news.example/{'a' * 300}",
        title=f"{ARABIC} {LONG[:200]}",
        state=Feed.State.PAUSED,
        paused_because=REFUSED,
        failures=5,
    )
    FeedFetch.objects.bulk_create(
        FeedFetch(feed=feed, outcome="failed", status=503, said=REFUSED, size=10**n)
        for n in range(5)
    )
    FeedItem.objects.bulk_create(
        FeedItem(
            feed=feed,
            guid=f"{title[:40]} {state}",
            title=title,
            summary=LONG,
            state=state,
            address=feed.address,
            language="ar" if title == ARABIC else "de",
            decided_at=None if state == FeedItem.State.NEW else timezone.now(),
        )
        for title, state in product((ARABIC, LONG, "Talks"), FeedItem.State)
    )
    return {
        "feeds": "/admin/imports/feed/",
        "feed": feed.get_absolute_url(),
        "inbox": "/admin/imports/feeditem/?state=all",
        "no item": "/admin/imports/feeditem/?q=nothing",
    }


def merges(editor: User) -> Paths:
    one, two, ada, adah = (
        Actor.objects.create(
            name=name, slug=slug, kind="person", description=f"{slug} {LONG[:290]}"
        )
        for slug, name in PEOPLE.items()
    )
    state = Actor.objects.create(name="Fordland", slug="fordland", kind="state")
    merge = merge_actors(keep=ada, gone=adah, by=editor, reason=LONG[:300])
    page = "/admin/records/actor/merge/"
    return {
        "choose": f"{page}?one={one.pk}&q={ARABIC}",
        "compare": f"{page}?one={one.pk}&other={two.pk}",
        "refused": f"{page}?one={one.pk}&other={state.pk}",
        "merged": f"/admin/records/merge/{merge.pk}/change/",
        "undo": f"/admin/records/merge/{merge.pk}/undo/",
        "merges": "/admin/records/merge/",
    }

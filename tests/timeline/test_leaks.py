"""What is not published is nowhere: every reader's address, with data that could leak."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation

from aid.models import Transaction
from imports.articles.models import Article
from imports.feeds.models import FeedItem
from imports.models import Batch
from records.models import Affiliation, Source
from sanctions.models import Designation, Programme
from talks.models import Readout
from tests.desk import Desk, row
from tests.factories import make_actor, make_entry, make_process, make_source

pytestmark = pytest.mark.django_db
SECRET = "Verboten"
STATES = ("draft", "in_review", "withdrawn")


@pytest.fixture
def addresses() -> dict[str, object]:
    """One published entry with everything, and beside it the same in each other state."""
    actor = make_actor("Known", slug="known", country="UA")
    process, source = make_process("Known", slug="known"), make_source("Known")
    make_entry("Known", by=(actor,), process=process, source=source)
    for state in STATES:
        secret = make_actor(SECRET, slug=f"secret-{state}", country="KP")
        make_entry(
            f"{SECRET} entry",
            state=state,
            by=(secret, actor),
            process=make_process(SECRET, slug=f"secret-{state}"),
            source=make_source(SECRET),
            place_country="KP",
            place_name=SECRET,
        )
        make_entry(f"{SECRET} too", state=state, by=(actor,), process=process, source=source)
    return {"slug": "known", "code": "UA", "pk": source.pk, "other": "known"}


def patterns() -> Iterator[URLPattern]:
    """Every address of the room."""
    for resolver in get_resolver().url_patterns:
        for inner in getattr(resolver, "url_patterns", []):
            if isinstance(inner, URLResolver) and inner.app_name == "timeline":
                yield from inner.url_patterns


def test_every_address_answers_anonymous_readers_without_secrets(
    client: Client, addresses: dict[str, object]
) -> None:
    found = list(patterns())
    assert len(found) > 18
    for pattern in found:
        names = pattern.pattern.converters
        with translation.override("en"):
            address = reverse(f"timeline:{pattern.name}", kwargs={n: addresses[n] for n in names})
        for prefix in ("", "/fr", "/uk"):
            response = client.get(f"{prefix}{address}", follow=False)
            body = (response.getvalue() if response.streaming else response.content).decode(
                errors="replace"
            )
            assert response.status_code in {200, 302} or pattern.name == "entry", address
            assert SECRET not in body, address
            assert 'value="KP"' not in body, address


@pytest.mark.parametrize("state", STATES)
def test_what_only_a_hidden_entry_names_is_not_found(
    client: Client, addresses: dict[str, object], state: str
) -> None:
    for address in (f"/actors/secret-{state}/", f"/processes/secret-{state}/"):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("query", ["q=verboten", "country=KP", "actor=secret-draft", "kind=round"])
def test_no_filter_finds_a_hidden_entry(
    client: Client, addresses: dict[str, object], query: str
) -> None:
    for address in ("/timeline/", "/actors/", "/sources/"):
        page = client.get(f"{address}?{query}").content.decode()
        assert "Verboten</a>" not in page
        assert "Verboten entry" not in page
        assert "<bdi>Verboten" not in page


def test_posting_is_not_allowed(client: Client) -> None:
    assert client.post("/timeline/").status_code == 405


def _affiliation(source: Source, state: str) -> None:
    person = make_actor()
    make_entry(state=state, by=(person,))
    post = {"organisation": make_actor(kind="organisation"), "position": "Envoy"}
    Affiliation.objects.create(person=person, source=source, **post)


def _designation(source: Source) -> None:
    programme = Programme.objects.create(name="Blocking", authority="OFAC", code="RUSSIA")
    Designation.objects.create(actor=make_actor(), programme=programme, source=source)


def _transaction(source: Source, state: str) -> None:
    pledge: Any = make_entry(kind="pledge", state=state)
    moved = {"type": "3", "happened_on": date(2025, 12, 4), "amount": 1, "currency": "EUR"}
    Transaction.objects.create(pledge=pledge, source=source, **moved)


def _readout(source: Source, state: str) -> None:
    held: Any = make_entry(state=state)
    Readout.objects.create(round=held, party=make_actor(), source=source, text="Useful.")


def _article(source: Source) -> None:
    Article.objects.create(
        batch=Batch.objects.create(connector="article"),
        source=source,
        sha256="0" * 64,
        text="They met.",
        language="en",
        published_on=date(2025, 12, 5),
    )


# Whatever names a source: what makes it readable with an entry that readers see, what does so by
# itself, and what leaves it to the desk. A new one is decided on here.
WITH_ENTRY: dict[str, Callable[[Source, str], object]] = {
    "records.Citation": lambda source, state: make_entry(state=state, source=source),
    "records.Affiliation": _affiliation,
    "talks.Readout": _readout,
    "aid.Transaction": _transaction,
}
BY_ITSELF: dict[str, Callable[[Source], object]] = {"sanctions.Designation": _designation}
NEVER: dict[str, Callable[[Source], object]] = {
    "imports.Article": _article,
    "imports.FeedItem": lambda source: FeedItem.objects.create(
        guid="1", title="Talks", state="kept", decided_at="2026-04-04T12:00Z", source=source
    ),
}


def is_readable(client: Client, source: Source) -> bool:
    """Asked at its own address, which the list and the search must agree with."""
    found = client.get(source.get_absolute_url()).status_code == 200
    for address in ("/sources/", "/search/?q=private+paper", "/sitemap-sources.xml"):
        assert (source.get_absolute_url() in client.get(address).content.decode()) is found
    return found


def test_of_all_that_names_a_source_it_is_decided_whether_readers_see_it_by_that() -> None:
    names = {
        model._meta.label
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.related_model is Source and (field.many_to_one or field.many_to_many)
        if not any(column.name == "pgh_id" for column in model._meta.fields)
    }
    assert names == {*WITH_ENTRY, *BY_ITSELF, *NEVER}


@pytest.mark.parametrize("name", WITH_ENTRY)
@pytest.mark.parametrize("state", ["published", *STATES])
def test_a_source_is_readable_where_an_entry_that_readers_see_rests_on_it(
    client: Client, name: str, state: str
) -> None:
    source = make_source("Private paper")
    WITH_ENTRY[name](source, state)
    assert is_readable(client, source) is (state == "published")


@pytest.mark.parametrize("name", BY_ITSELF)
def test_a_source_of_what_needs_no_entry_is_readable(client: Client, name: str) -> None:
    source = make_source("Private paper")
    BY_ITSELF[name](source)
    assert is_readable(client, source)


@pytest.mark.parametrize("name", NEVER)
def test_a_source_that_only_the_desk_names_is_not_readable(client: Client, name: str) -> None:
    source = make_source("Private paper")
    NEVER[name](source)
    assert not is_readable(client, source)


def test_a_contributor_publishes_no_source_by_adding_an_actor(client: Client) -> None:
    desk, source = Desk("contributor"), make_source("Private paper")
    organisation = make_actor("Embassy", kind="organisation")
    make_entry(by=(organisation,))
    person = {"kind": "person", "name": "Somebody new", "slug": "somebody-new"}
    post = {"organisation": organisation.pk, "position": "Envoy", "source": source.pk}
    typed = {**person, **row("affiliations", 0, **post)}
    desk.save("/admin/records/actor/add/", "actor_form", **typed)
    assert Affiliation.objects.get().source == source
    assert not is_readable(client, source)


def test_a_contributor_publishes_no_source_by_keeping_an_item(client: Client) -> None:
    item = FeedItem.objects.create(
        guid="1", title="Private paper", address="https://news.example/1"
    )
    Desk("contributor").client.post("/admin/imports/feeditem/decide/", {"keep": item.pk})
    assert not is_readable(client, Source.objects.get(url="https://news.example/1"))

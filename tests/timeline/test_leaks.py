"""What is not published is nowhere: every reader's address, with data that could leak."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation

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

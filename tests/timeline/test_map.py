"""The map: which places it knows, and the table that says the same."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from records.kinds import kind_models
from tests.factories import make_actor, make_entry
from timeline import places as places_module

pytestmark = pytest.mark.django_db
MIAMI = {"latitude": "25.77400", "longitude": "-80.19400", "place_precision": "locality"}
MOSCOW = {"latitude": "55.75200", "longitude": "37.61700", "place_precision": "exact"}


def get(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def places(page: str) -> list[tuple[str, str]]:
    """Name and counts of each point, as the table says them."""
    rows = re.findall(r"<tr [^>]*data-latitude.*?</tr>", page, re.DOTALL)
    return [
        (
            re.search(r'"place-name">([^<]+)<', row)[1],  # type: ignore[index]
            re.search(r'"place-counts">([^<]+)<', row)[1],  # type: ignore[index]
        )
        for row in rows
    ]


def test_entries_of_one_point_are_one_place(client: Client) -> None:
    for n in range(4):
        make_entry(on=f"2025-12-0{n + 1}", place_name="Miami", place_country="US", **MIAMI)
    make_entry(kind="incident", place_name="Miami", **MIAMI)
    make_entry(kind="incident", place_name="Kremlin", **MOSCOW)
    page = get(client, "/map/")
    assert places(page) == [("Miami", "Round: 4, Incident: 1"), ("Kremlin", "Incident: 1")]
    assert "2 more" in page
    assert (
        re.findall(r"data-(?:latitude|longitude)=\"([^\"]+)\"", page)[:2]
        == list(MIAMI.values())[:2]
    )


def test_only_exact_places_are_marked_as_exact(client: Client) -> None:
    make_entry(place_name="Miami", **MIAMI)
    assert " data-exact" not in get(client, "/map/")
    make_entry(place_name="Kremlin", **MOSCOW)
    assert get(client, "/map/").count(" data-exact") == 1


@pytest.mark.parametrize("address", ["/map/", "/network/", "/calendar/"])
def test_no_count_of_the_timeline_is_promised_on_another_page(client: Client, address: str) -> None:
    make_entry(place_country="TR")
    page = get(client, address)
    assert 'name="country" value="TR"' in page
    assert 'class="count' not in page


def test_no_point_is_invented_for_a_country(client: Client) -> None:
    make_entry("Somewhere", place_country="TR", place_precision="country")
    make_entry("Centroid", place_country="DE", **{**MIAMI, "place_precision": "country"})
    make_entry("Call", place_country="US", place_precision="virtual")
    page = get(client, "/map/")
    assert places(page) == []
    listed = page.split("Known by name or country only")[1]
    assert re.findall(r'scope="row"[^>]*>([^<]+)<', listed) == ["Germany", "Türkiye"]
    assert "Call" not in page


def test_the_map_has_the_timelines_filters(client: Client) -> None:
    turkey = make_actor(country="TR", slug="turkey")
    make_entry(on="2025-01-01", place_name="Wanted", by=(turkey,), **MIAMI)
    make_entry(kind="incident", on="2025-06-01", place_name="Other", **MOSCOW)
    for query in ("kind=round", "actor=turkey", "country=TR", "to=2025-02", "q=wanted"):
        assert places(get(client, f"/map/?{query}")) == [("Wanted", "Round: 1")]
    page = get(client, "/map/?kind=round&from=x")
    assert "<strong><bdi>from=x</bdi></strong>" in page
    assert re.findall(r'class="chip" href="([^"]+)"', page)[0] == "?from=x"


def test_drafts_have_no_place(client: Client) -> None:
    make_entry("Secret", place_name="Secret place", state="draft", **MIAMI)
    make_entry("Hidden", place_country="TR", state="withdrawn")
    page = get(client, "/map/")
    assert "No place on record yet" in page
    assert "Secret" not in page
    assert "No place matches" in get(client, "/map/?kind=round")


def test_the_entries_of_a_place_are_listed(client: Client) -> None:
    for n in range(5):
        make_entry(f"In Miami {n}", place_name="Miami", place_country="US", **MIAMI)
    make_entry("In Turkey", place_country="TR", place_precision="country")
    assert get(client, "/map/?at=25.77400,-80.19400").count('<article class="entry-row') == 5
    assert "Entries in Türkiye" in get(client, "/map/?at=TR")


@pytest.mark.parametrize("at", ["x", "99.0,999.0", "FR", "25.774", "ZZ", "nan,nan", "1.0,2.0"])
def test_a_place_without_entries_is_told(client: Client, at: str) -> None:
    make_entry(place_name="Miami", **MIAMI)
    page = get(client, f"/map/?at={at}")
    assert "No entry has this place" in page
    assert places(page) == [("Miami", "Round: 1")]


def test_those_with_most_entries_are_shown_and_the_page_says_so(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places_module, "MOST", 1)
    make_entry(place_name="Kremlin", **MOSCOW)
    make_entry(place_name="Miami", **MIAMI)
    make_entry(place_name="Miami", **MIAMI)
    page = get(client, "/map/")
    assert places(page) == [("Miami", "Round: 2")]
    assert "those with most entries" in page


@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_map_costs_at_most_ten_queries(client: Client, number: int) -> None:
    for n in range(number):
        for kind in kind_models():
            make_entry(kind=kind, latitude=n, longitude=n, place_name="X", place_precision="exact")
            make_entry(kind=kind, place_country="TR", place_precision="country")
    with CaptureQueriesContext(connection) as queries:
        page = get(client, "/map/?from=2025")
    assert len(places(page)) == number
    assert len(queries) <= 10

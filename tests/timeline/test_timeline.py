"""The timeline page: whole and in parts, its chips, its pages, and what it costs."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from records.kinds import kind_models
from tests.factories import make_actor, make_entries, make_entry, make_process, make_source
from timeline.listing import PAGE

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def titles(page: str) -> list[str]:
    page = re.sub("</?mark>", "", page)
    return re.findall(r'<h3><a href="[^"]+">(?:<bdi>)?([^<]+)(?:</bdi>)?</a></h3>', page)


def older(page: str) -> str | None:
    link = re.search(r'class="older busy"[^>]* href="([^"]+)"', page)
    return link[1].replace("&amp;", "&") if link else None


def get(client: Client, address: str, **headers: str) -> str:
    return client.get(address, headers=headers or None).content.decode()


def test_older_links_visit_every_entry_once(client: Client) -> None:
    made = [entry.title for entry in make_entries(40)]
    made += [make_entry(on="2025-01-20").title for _n in range(35)]
    seen, link = [], ""
    while link is not None:
        page = get(client, f"/timeline/{link}")
        seen += titles(page)
        link = older(page)
    assert len(seen) == 75
    assert sorted(seen) == sorted(made)


def test_older_links_keep_the_filter(client: Client) -> None:
    turkey = make_actor(country="TR")
    wanted = [entry.title for entry in make_entries(32, by=(turkey,))]
    make_entries(32)
    first = get(client, "/timeline/?country=TR")
    second = get(client, f"/timeline/{older(first)}")
    assert titles(first) + titles(second) == wanted[::-1]
    assert older(second) is None


def test_entries_stand_under_their_day_or_month(client: Client) -> None:
    make_entry("By month", on="2026-04")
    make_entry("By day", on="2026-04-01")
    page = get(client, "/timeline/")
    heads = re.findall(r"<header>\s*<time datetime=\"([^\"]+)\">([^<]+)</time>", page)
    assert heads == [("2026-04-01", "1 Apr 2026"), ("2026-04", "April 2026")]


def test_a_fragment_is_returned_only_where_its_target_is_named(client: Client) -> None:
    make_entry("Miami")
    whole = get(client, "/timeline/")
    part = get(client, "/timeline/", **HTMX, **{"HX-Target": "results"})
    restored = get(client, "/timeline/", **HTMX, **{"HX-History-Restore-Request": "true"})
    assert whole.startswith("<!doctype html>")
    assert restored.startswith("<!doctype html>")
    assert "<html" not in part
    assert titles(part) == ["Miami"]


@pytest.mark.parametrize("headers", [{}, {**HTMX, "HX-Target": "results"}])
def test_both_answers_vary_on_what_decides(client: Client, headers: dict[str, str]) -> None:
    vary = client.get("/timeline/", headers=headers).headers["Vary"]
    assert {"HX-Request", "HX-Target"} <= set(vary.split(", "))


def test_a_fragment_puts_the_short_address_into_the_bar(client: Client) -> None:
    response = client.get(
        "/timeline/?q=&country=TR&from=&to=", headers={**HTMX, "HX-Target": "results"}
    )
    assert response["HX-Push-Url"] == "/timeline/?country=TR"


def test_more_entries_come_without_what_surrounds_them(client: Client) -> None:
    make_entries(PAGE + 1)
    link = older(get(client, "/timeline/"))
    part = get(client, f"/timeline/{link}", **HTMX, **{"HX-Target": "older"})
    assert len(titles(part)) == 1
    assert "<form" not in part


def test_a_chip_takes_out_its_value_alone(client: Client) -> None:
    page = get(client, "/timeline/?country=TR&country=DE&kind=round&before=2025-01-01_1")
    chips = re.findall(r'<a class="chip" href="([^"]+)">', page)
    assert [chip.replace("&amp;", "&") for chip in chips] == [
        "/timeline/?country=TR&country=DE",
        "/timeline/?kind=round&country=DE",
        "/timeline/?kind=round&country=TR",
    ]


@pytest.mark.parametrize("before", ["x", "2025-13-01_1", "2025-12-01_", "_", "2025-12-01_9" * 9])
def test_a_place_that_does_not_exist_is_told(client: Client, before: str) -> None:
    make_entry("Miami")
    page = get(client, f"/timeline/?before={before}")
    assert titles(page) == ["Miami"]
    assert "a place in the list that does not exist" in page


def test_a_place_of_another_query_starts_there(client: Client) -> None:
    make_entry("Older", on="2025-01-01")
    make_entry("Newer", on="2025-03-01")
    page = get(client, "/timeline/?kind=round&before=2025-02-01_999999")
    assert titles(page) == ["Older"]
    assert "To the newest" in page


def test_an_empty_timeline_says_what_would_be_here(client: Client) -> None:
    assert "Nothing on record yet" in get(client, "/timeline/")
    assert "No entry matches" in get(client, "/timeline/?kind=round")
    assert "Nothing older" in get(client, "/timeline/?before=2025-02-01_1")


def test_a_filter_lists_only_countries_that_occur(client: Client) -> None:
    make_entry(place_country="TR")
    make_entry(by=(make_actor(),), party=make_actor(country="UA"))
    make_entry(state="draft", place_country="KP", by=(make_actor(country="CH"),))
    page = get(client, "/timeline/")
    assert re.findall(r'name="country" value="(\w+)"', page) == ["TR", "UA"]


def test_countries_stand_in_the_order_of_the_language(client: Client) -> None:
    for code in ("UA", "DE", "US", "IT", "ES"):
        make_entry(place_country=code)
    for prefix, order in (
        ("", ["DE", "IT", "ES", "UA", "US"]),
        ("/fr", ["DE", "ES", "US", "IT", "UA"]),
        ("/uk", ["ES", "IT", "DE", "US", "UA"]),
    ):
        page = get(client, f"{prefix}/timeline/")
        assert re.findall(r'name="country" value="(\w+)"', page) == order


@pytest.mark.django_db(transaction=True)  # pages are kept, and columns held, of what is committed
@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_page_costs_at_most_seventeen_queries(client: Client, number: int) -> None:
    process, source = make_process(), make_source()
    actors = (make_actor("A", slug="a", country="TR"), make_actor(country="UA"))
    for _n in range(number):
        for kind in kind_models():
            make_entry("word", kind=kind, by=actors, process=process, source=source)
    query = f"country=TR&actor=a&q=word&process={process.slug}&from=2025"
    get(client, "/timeline/?country=DE")  # a process's first reader fills its columns
    with CaptureQueriesContext(connection) as queries:
        page = get(client, f"/timeline/?{query}")
    assert len(titles(page)) == min(PAGE, 6 * number)
    assert len(queries) <= 17


def test_what_is_frequent_and_what_is_rare_are_both_found(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("timeline.listing.RECENT", 35)
    make_entry("Rare word", on="2024-01-01")
    make_entries(40, place_country="TR")
    assert titles(get(client, "/timeline/?q=rare")) == ["Rare word"]
    assert len(titles(get(client, "/timeline/?country=TR"))) == PAGE
    last = get(client, "/timeline/?country=TR&before=2025-01-08_9999999")
    assert len(titles(last)) == 8


def test_rows_say_who_met_whom(client: Client) -> None:
    america, ukraine = make_actor("United States"), make_actor("Ukraine")
    entry = make_entry(by=(make_actor("Steve Witkoff"),), party=america)
    entry.involvements.create(actor=make_actor("<b>Umerov"), role="negotiator", party=ukraine)
    page = get(client, "/timeline/")
    line = re.search(r'<p class="who">(.*?)</p>', page)
    assert line
    assert re.sub("<[^>]+>", "", line[1]) == (
        "Steve Witkoff for United States — &lt;b&gt;Umerov for Ukraine"
    )

"""The counts beside the filters: exact, under the other filters, and put in place by HTMX."""

import random
import re
from datetime import date
from itertools import pairwise

import pytest
from django.http import QueryDict
from django.test import Client

from records.models import Entry
from tests.factories import make_actor, make_entry, make_process
from timeline.counting import MOST_ACTORS, counted
from timeline.facets import complement
from timeline.filters import EntryFilter, offered_processes

pytestmark = pytest.mark.django_db
COMPLEMENT = {"HX-Request": "true", "HX-Target": "complement"}
KINDS, CODES, STATUSES = (
    ("round", "relief", "statement"),
    ("UA", "US", "TR", "QA"),
    ("held", "EventScheduled"),
)


def parsed(query: str) -> EntryFilter:
    return EntryFilter.parse(QueryDict(query), offered_processes())


def get(client: Client, address: str, **headers: str) -> str:
    return client.get(address, headers=headers or None).content.decode()


@pytest.fixture
def many() -> random.Random:
    """Sixty entries, each of some kind, place, status, process and actors, by the same dice."""
    dice = random.Random(7)  # noqa: S311 — no secret
    processes = [make_process(slug=f"p{n}") for n in range(3)]
    actors = [make_actor(slug=f"a{n}", country=dice.choice(CODES)) for n in range(4)]
    for n in range(60):
        kind = dice.choice(KINDS)
        make_entry(
            f"word{n % 2}",
            kind=kind,
            on=date(2025, 1 + n % 12, 1).isoformat(),
            state=dice.choice(("published", "published", "published", "draft")),
            by=tuple(dice.sample(actors, dice.randrange(3))),
            process=dice.choice((*processes, None)),
            place_country=dice.choice((*CODES, "")),
            **({"status": dice.choice(STATUSES)} if kind == "round" else {}),
        )
    return dice


def naive(filter_: EntryFilter, facet: str, value: object) -> int:
    """What one would count by hand: the other filters, then this value."""
    ids = filter_.without(facet).apply(Entry.objects.published()).values("pk")
    entries = Entry.objects.filter(pk__in=ids)
    conditions = {
        "kind": {"kind": value},
        "country": {"countries__contains": [value]},
        "actor": {"actor_ids__contains": [value]},
        "process": {"process_entries__process": value},
        "status": {"round__status": value},
    }
    return entries.filter(**conditions[facet]).count()


QUERIES = [
    "",
    "kind=round",
    "country=UA&country=TR",
    "country=ZZ",
    "actor=a1&actor=a2&kind=relief",
    "process=p1&country=US",
    "status=held&country=UA",
    "q=word1&country=UA&kind=round",
    "from=2025-03&to=2025-09&actor=a0",
    "kind=round&status=EventScheduled&process=p0&process=p2",
    "source=999999&kind=round",
]


@pytest.mark.parametrize("query", QUERIES)
def test_every_count_is_what_one_would_count_by_hand(many: random.Random, query: str) -> None:
    filter_ = parsed(query)
    counts = counted(filter_)
    processes = [(p.pk, counts.of("process", p.pk)) for p in offered_processes()]
    actors = [int(pk) for pk in counts.facets["actor"]]
    shown = {
        "kind": [(kind, counts.of("kind", kind)) for kind in KINDS],
        "country": [(code, counts.of("country", code)) for code in CODES],
        "status": [(code, counts.of("status", code)) for code in STATUSES],
        "process": processes,
        "actor": [(pk, counts.of("actor", pk)) for pk in actors],
    }
    for facet, values in shown.items():
        assert values == [(value, naive(filter_, facet, value)) for value, _count in values]
    found = Entry.objects.none() if filter_.unmatched else filter_.apply(Entry.objects.published())
    assert counts.total == found.count()


def test_the_extent_says_how_many_from_when_to_when(client: Client) -> None:
    make_entry(on="2025-11-20")
    make_entry(on="2026-04-29/2026-05-01")
    make_entry(on="2030-01-01", state="draft")
    page = get(client, "/timeline/")
    said = re.search(r'id="extent"[^>]*>([^<]+)<', page)
    assert said
    assert said[1] == "2 entries, 20 November 2025 – 1 May 2026"


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        (["2025", "2025-12"], "2025 – December 2025"),
        (["1026", "2025-12-04"], "1026 – 4 December 2025"),
        (["2024", "2025"], "2024–2025"),
        (["2025"], "2025"),
        (["2025-01", "2025-01-01", "2025-01-31"], "1–31 January 2025"),
    ],
)
def test_each_end_of_the_extent_is_as_precise_as_it_is_known(
    client: Client, dates: list[str], words: str
) -> None:
    for on in dates:
        make_entry(on=on)
    said = re.search(r'id="extent"[^>]*>([^<]+)<', get(client, "/timeline/"))
    assert said
    assert said[1].partition(", ")[2].replace("\u2009", "") == words


def test_a_value_with_nothing_is_dimmed_and_still_usable(client: Client) -> None:
    make_entry(kind="round", place_country="TR")
    make_entry(kind="relief", place_country="US")
    page = get(client, "/timeline/?kind=round")
    assert '<span class="count none" id="n-country-US">0</span>' in page
    assert '<span class="count" id="n-country-TR">1</span>' in page
    assert re.search(r'<input type="checkbox" id="country-US" name="country" value="US">', page)


def test_chosen_countries_come_first(client: Client) -> None:
    for code in ("DE", "FR", "UA"):
        make_entry(place_country=code)
    page = get(client, "/timeline/?country=UA")
    assert re.findall(r'name="country" value="(\w+)"', page) == ["UA", "FR", "DE"]


def test_actors_are_those_chosen_and_the_most_frequent() -> None:
    often = [make_actor(f"Often {n}") for n in range(MOST_ACTORS)]
    rare = make_actor("Rare", slug="rare")
    for _n in range(2):
        make_entry(by=tuple(often))
    make_entry(by=(rare,))
    shown = complement(parsed("actor=rare"), offered_processes()).actors
    assert [(shown[0].label, shown[0].count, shown[0].is_chosen)] == [("Rare", 1, True)]
    assert {actor.count for actor in shown[1:]} == {2}
    assert len(shown) == MOST_ACTORS + 1
    assert all(a.count >= b.count for a, b in pairwise(shown[1:]))


def test_the_list_answers_first_and_asks_for_the_rest(client: Client) -> None:
    make_entry("Miami", place_country="US")
    part = get(client, "/timeline/?country=US", **{"HX-Request": "true", "HX-Target": "results"})
    assert 'id="complement" hx-get="/timeline/?country=US" hx-trigger="load"' in part
    assert 'class="count"' not in part
    assert "Miami" in part


def test_the_rest_is_the_counts_and_the_picture_alone(client: Client) -> None:
    make_entry("Miami", place_country="US")
    rest = get(client, "/timeline/?country=US", **COMPLEMENT)
    assert '<span class="count" id="n-country-US" hx-swap-oob="true">1</span>' in rest
    assert '<p id="extent" hx-swap-oob="innerHTML">1 entry, 4 December 2025</p>' in rest
    assert '<div id="picture" hx-swap-oob="innerHTML">' in rest
    assert "entry-row" not in rest
    assert "<form" not in rest


def test_a_whole_page_asks_for_nothing_more(client: Client) -> None:
    make_entry("Miami", place_country="US")
    page = get(client, "/timeline/?country=US")
    assert 'id="complement"' not in page
    assert '<span class="count" id="n-country-US">1</span>' in page


def test_folded_filters_say_how_many_are_chosen(client: Client) -> None:
    make_entry()
    assert '<span class="chosen">3 chosen</span>' in get(
        client, "/timeline/?country=TR&country=UA&q=x"
    )
    assert 'class="chosen"' not in get(client, "/timeline/")


def test_examples_stand_above_a_list_of_which_nothing_is_asked(client: Client) -> None:
    make_entry(by=(make_actor("Witkoff", slug="witkoff"),), on="2025-12-04")
    page = get(client, "/timeline/")
    results = page.split('id="results"')[1]
    assert '<a href="?kind=round&amp;from=2025-12&amp;to=2025-12"><bdi>Rounds: December 2025<' in (
        results
    )
    assert "What expires next?" in results
    assert "Rounds: December" not in get(client, "/timeline/?kind=round")


def test_a_status_is_any_of_those_chosen(client: Client) -> None:
    make_entry("Held", status="held")
    make_entry("Planned", status="EventScheduled")
    make_entry("Said", kind="statement")
    page = get(client, "/timeline/?status=held&status=EventScheduled")
    assert [title in page for title in ("Held</a>", "Planned</a>", "Said</a>")] == [
        True,
        True,
        False,
    ]
    assert "status=lost" in get(client, "/timeline/?status=lost")


def test_long_and_many_values_are_told_and_harmless(client: Client) -> None:
    make_entry("Miami")
    response = client.get(
        "/timeline/?kind=" + "x" * 500 + "".join(f"&actor=a{n}" for n in range(900))
    )
    page = response.content.decode()
    assert "Only the first 200 characters are used." in page
    assert "Only the first 50 values are used." in page
    assert "No entry matches" in page

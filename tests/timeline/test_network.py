"""Who met whom: who is counted, how often, and how it is drawn."""

import re
from itertools import pairwise
from math import hypot

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from records.models import Actor, Entry
from tests.factories import make_actor, make_entry
from timeline.drawing import column, ring
from timeline.filters import EntryFilter
from timeline.network import MOST, Level, Network, network

pytestmark = pytest.mark.django_db


def meet(*sides: tuple[Actor, tuple[str, ...]], on: str = "2025-12-04", **columns: str) -> Entry:
    """A round held, at which the persons of each party sat."""
    columns.setdefault("status", "held")
    made = make_entry(on=on, **columns)
    for party, names in sides:
        for name in names:
            person = Actor.objects.filter(name=name).first() or make_actor(name)
            made.involvements.create(actor=person, role="negotiator", party=party)
    return made


def ties(level: Level = Level.PERSON, filter_: EntryFilter | None = None) -> dict[str, int]:
    """Each pair, its names in order, with the number of its meetings."""
    found = network(filter_ or EntryFilter(), level).ties
    return {
        " – ".join(sorted([tie.one.actor.name, tie.other.actor.name])): tie.meetings
        for tie in found
    }


@pytest.fixture
def america() -> Actor:
    return make_actor("America", kind="state", slug="america")


@pytest.fixture
def ukraine() -> Actor:
    return make_actor("Ukraine", kind="state", slug="ukraine")


def test_those_of_different_parties_met_and_colleagues_did_not(
    america: Actor, ukraine: Actor
) -> None:
    meet((america, ("Witkoff", "Kushner")), (ukraine, ("Umerov",)))
    meet((america, ("Witkoff",)), (ukraine, ("Umerov",)), on="2025-12-06")
    assert ties() == {"Umerov – Witkoff": 2, "Kushner – Umerov": 1}
    assert ties(Level.PARTY) == {"America – Ukraine": 2}


def test_the_last_meeting_has_all_its_days(client: Client, america: Actor, ukraine: Actor) -> None:
    meet((america, ("Witkoff",)), (ukraine, ("Umerov",)), on="2025-12-04/2025-12-06")
    meet((america, ("Witkoff",)), (ukraine, ("Umerov",)), on="2025-11")
    assert ">4–6 Dec 2025</time>" in client.get("/network/").content.decode()


def test_a_mediator_met_everybody_and_a_host_nobody(america: Actor, ukraine: Actor) -> None:
    made = meet((america, ("Witkoff",)), (ukraine, ("Umerov",)))
    made.involvements.create(actor=make_actor("Fidan"), role="mediator")
    made.involvements.create(actor=make_actor("Host"), role="host")
    assert set(ties()) == {"Umerov – Witkoff", "Fidan – Witkoff", "Fidan – Umerov"}


def test_only_published_rounds_that_took_place_are_meetings(america: Actor, ukraine: Actor) -> None:
    sides = ((america, ("Witkoff",)), (ukraine, ("Umerov",)))
    meet(*sides, status="EventScheduled")
    meet(*sides, status="EventCancelled")
    meet(*sides, state="draft")
    assert ties() == {}
    meet(*sides, status="broken_off")
    assert ties() == {"Umerov – Witkoff": 1}


def test_a_statement_is_no_meeting(america: Actor, ukraine: Actor) -> None:
    made = make_entry(kind="statement", by=(make_actor("A"),), role="party", party=america)
    made.involvements.create(actor=make_actor("B"), role="party", party=ukraine)
    assert ties() == {}


def test_states_named_without_persons_are_parties_alone(america: Actor, ukraine: Actor) -> None:
    make_entry(status="held", by=(america, ukraine), role="party")
    assert ties() == {}
    assert ties(Level.PARTY) == {"America – Ukraine": 1}


def test_a_filter_counts_its_own_meetings(client: Client, america: Actor, ukraine: Actor) -> None:
    meet((america, ("Witkoff",)), (ukraine, ("Umerov",)), on="2025-01-01")
    meet((america, ("Witkoff",)), (ukraine, ("Umerov",)), on="2025-06-01")
    page = client.get("/network/?to=2025-02").content.decode()
    assert "1 meeting of Witkoff and Umerov" in page
    assert "Nobody met under these filters" in client.get("/network/?q=zz").content.decode()
    assert "Nobody met under these" in client.get("/network/?country=ZZ").content.decode()


def test_an_empty_network_says_what_would_be_here(client: Client) -> None:
    assert "Nobody met yet" in client.get("/network/").content.decode()


def test_a_level_that_does_not_exist_is_told(client: Client) -> None:
    page = client.get("/network/?by=country").content.decode()
    assert "<strong>by=country</strong>" in page
    assert re.search(r'by=person" aria-current="page"', page)


def test_the_thirty_with_most_meetings_are_shown(
    client: Client, america: Actor, ukraine: Actor
) -> None:
    meet((america, ("Envoy",)), (ukraine, tuple(f"Delegate {n}" for n in range(MOST + 10))))
    meet((america, ("Envoy",)), (ukraine, ("Delegate 39",)), on="2025-12-05")
    page = client.get("/network/").content.decode()
    assert "Shown are the 30 with most meetings." in page
    drawn = network(EntryFilter(), Level.PERSON)
    assert len(drawn.nodes) == MOST
    assert {"Envoy", "Delegate 39"} <= {node.actor.name for node in drawn.nodes}


def crowd(number: int, america: Actor, ukraine: Actor) -> Network:
    names = [f"Somebody with a long name {n}" for n in range(number)]
    meet((america, tuple(names[::2])), (ukraine, tuple(names[1::2])))
    return network(EntryFilter(), Level.PERSON)


@pytest.mark.parametrize("number", [2, 5, 30])
def test_names_on_the_ring_keep_a_line_apart(number: int, america: Actor, ukraine: Actor) -> None:
    labels = ring(crowd(number, america, ukraine), headed=True).labels
    assert len(labels) == number + 2
    neighbours = zip(labels, labels[1:] + labels[:1], strict=True)
    assert min(hypot(a.x - b.x, a.y - b.y) for a, b in neighbours) > 22


def test_names_in_the_column_stand_under_each_other_by_party(
    america: Actor, ukraine: Actor
) -> None:
    labels = column(crowd(30, america, ukraine), headed=True).labels
    assert {b.y - a.y for a, b in pairwise(labels)} == {28}
    assert [n for n, label in enumerate(labels) if label.is_heading] == [0, 16]


def test_long_names_end_before_the_columns_edge(america: Actor, ukraine: Actor) -> None:
    labels = column(crowd(2, america, ukraine), headed=True).labels
    assert [label.short for label in labels if not label.is_heading] == ["Somebody with a lon…"] * 2


def test_the_same_query_gives_the_same_picture(
    client: Client, america: Actor, ukraine: Actor
) -> None:
    crowd(9, america, ukraine)
    assert client.get("/network/").content == client.get("/network/").content


def test_the_meetings_of_two_are_listed(client: Client, america: Actor, ukraine: Actor) -> None:
    meet((america, ("Witkoff",)), (ukraine, ("Umerov",)), title="Both")
    meet((america, ("Kushner",)), (ukraine, ("Umerov",)), title="Other")
    page = client.get("/network/").content.decode()
    link = re.search(r'href="(\?by=person&amp;one=[^"#]+)#together"[^>]*of Witkoff', page)
    assert link
    listed = client.get(f"/network/{link[1].replace('&amp;', '&')}").content.decode()
    assert re.findall(r"<h3><a [^>]+>(?:<bdi>)?(\w+)", listed) == ["Both"]


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("one=a", ["one=a: No actor has this address.", "other=: Two actors are compared"]),
        ("one=ukraine", ["other=: Two actors are compared: name both."]),
        ("one=ukraine&other=b", ["other=b: No actor has this address."]),
        ("one=ukraine&other=ukraine", ["other=ukraine: This is the same actor twice."]),
        ("one=%00&other=b", ["one=: Two actors are compared", "other=b: No actor has"]),
        ("one=&other=", []),
    ],
)
def test_each_actor_that_makes_no_pair_is_told(
    client: Client, america: Actor, ukraine: Actor, query: str, told: list[str]
) -> None:
    meet((america, ("Witkoff",)), (ukraine, ("Umerov",)))
    page = client.get(f"/network/?{query}").content.decode()
    problems = [re.sub(r"<[^>]+>", "", p) for p in re.findall(r"<p><strong>.*</p>", page)]
    assert len(problems) == len(told)
    assert all(map(str.startswith, problems, told))


def test_a_pair_is_found_by_a_former_address(
    client: Client, america: Actor, ukraine: Actor
) -> None:
    meet((america, ("Witkoff",)), (ukraine, ("Umerov",)), title="Both")
    Actor.objects.filter(pk=ukraine.pk).update(slug="state-of-ukraine")
    page = client.get("/network/?by=party&one=america&other=ukraine").content.decode()
    assert "Both" in page
    assert "at one table" in page


@pytest.mark.parametrize("level", ["person", "party"])
@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_network_costs_at_most_eight_queries(
    client: Client, america: Actor, ukraine: Actor, level: str, number: int
) -> None:
    for n in range(number):
        meet((america, (f"A{n}", "Envoy")), (ukraine, (f"B{n}",)))
    with CaptureQueriesContext(connection) as queries:
        page = client.get(f"/network/?by={level}&from=2025").content.decode()
    assert 'id="together"' not in page
    assert page.count('class="tie"') > 0
    assert len(queries) <= 8

"""With whom an actor appears, what two of them share, and what a country has on record."""

import re

import pytest
from django.test import Client

from records.models import Actor, Involvement
from talks.models import Issue, Position
from tests.factories import make_actor, make_entries, make_entry, make_process

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair() -> tuple[Actor, Actor]:
    ukraine = make_actor("Ukraine", slug="ukraine", kind="state", country="UA")
    umerov = make_actor("Umerov", slug="umerov", country="UA")
    witkoff = make_actor("Witkoff", slug="witkoff", country="US")
    for entry in make_entries(3, by=(umerov,), party=ukraine):
        Involvement.objects.create(entry=entry, actor=witkoff, role="negotiator")
    make_entry("Alone", by=(umerov,), party=ukraine)
    make_entry("Secret", by=(umerov, witkoff), state="draft")
    return umerov, witkoff


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_company_leaves_out_those_whom_one_acts_for(
    client: Client, pair: tuple[Actor, Actor]
) -> None:
    company = page(client, "/actors/umerov/").split('id="company"')[1].split("</section>")[0]
    assert re.findall(r'href="([^"]+)"><bdi>(\w+)</bdi></a> <span[^>]*>([^<]+)', company) == [
        ("/actors/umerov/with/witkoff/", "Witkoff", "3 entries")
    ]


def test_a_pair_shows_what_both_had_a_part_in(client: Client, pair: tuple[Actor, Actor]) -> None:
    for address in ("/actors/umerov/with/witkoff/", "/actors/witkoff/with/ukraine/"):
        text = page(client, address)
        assert len(re.findall(r'<article class="entry-row', text)) == 3
        assert "Secret" not in text
        assert "Alone" not in text


def test_a_pair_that_shares_nothing_is_not_found(client: Client, pair: tuple[Actor, Actor]) -> None:
    make_actor("Nobody", slug="nobody")
    for other in ("nobody", "no-such-actor"):
        assert client.get(f"/actors/umerov/with/{other}/").status_code == 404
    assert client.get("/actors/umerov/with/umerov/")["Location"] == "/actors/umerov/"


def test_lists_count_the_entries_of_each(client: Client, pair: tuple[Actor, Actor]) -> None:
    actors = page(client, "/actors/")
    assert re.findall(r'class="number" data-label="Entries">(\d+)', actors) == ["4", "4", "3"]
    countries = page(client, "/countries/")
    assert re.findall(r'number">(\d+)<', countries) == ["4", "3"]


@pytest.mark.parametrize(
    ("query", "found"), [("ukr", ["UA"]), ("états", []), ("US", ["US"]), ("zz", [])]
)
def test_countries_are_found_by_name_or_code(
    client: Client, pair: tuple[Actor, Actor], query: str, found: list[str]
) -> None:
    text = page(client, f"/countries/?q={query}")
    assert re.findall(r'href="/countries/(\w\w)/"', text) == found
    assert ("No country matches" in text) == (not found)


def test_a_country_shows_its_rounds_stands_and_statements(
    client: Client, pair: tuple[Actor, Actor]
) -> None:
    ukraine = Actor.objects.get(slug="ukraine")
    said = make_entry("Kyiv speaks", kind="statement", by=(ukraine,), role="speaker")
    issue = Issue.objects.create(process=make_process(), name="Ceasefire", slug="ceasefire")
    Position.objects.create(issue=issue, party=ukraine, entry=said, stance="offers", words="Talks")
    for address in ("/countries/UA/", "/actors/ukraine/"):
        text = page(client, address)
        assert "<bdi>Talks</bdi>" in text
        assert "Kyiv speaks" in text.split("What was said")[1]
        assert text.split("Rounds of talks")[1].count("<bdi>Umerov</bdi>") >= 4
    assert "Where it stands" not in page(client, "/countries/US/")


def test_a_profile_asks_the_timeline_of_its_own_entries(
    client: Client, pair: tuple[Actor, Actor]
) -> None:
    for address, name, value in (
        ("/actors/umerov/", "actor", "umerov"),
        ("/countries/UA/", "country", "UA"),
    ):
        form = page(client, address).split('class="own-filter"')[1].split("</form>")[0]
        assert f'<input type="hidden" name="{name}" value="{value}">' in form
        assert 'name="kind" value="round"' in form


def test_an_actor_of_any_name_and_many_rounds_has_a_page(
    client: Client, django_assert_max_num_queries
) -> None:
    party = make_actor("ن" * 300, kind="state", country="LY")
    counts = []
    for number in (1, 3, 30):
        actor = make_actor("x" * 300, slug=f"many-{number}")
        for entry in make_entries(number, by=(actor,), party=party):
            Involvement.objects.create(entry=entry, actor=make_actor(), role="negotiator")
        with django_assert_max_num_queries(40) as captured:
            page(client, f"/actors/many-{number}/")
        counts.append(len(captured))
    assert counts[0] == counts[1] == counts[2]

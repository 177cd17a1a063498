"""Profiles of actors, countries, processes and sources, and the address that never changes."""

import re

import pytest
from django.test import Client

from records.models import Actor, ActorName, Affiliation, Identifier, Source
from sanctions.models import Designation, Programme
from tests.desk import Desk, row
from tests.factories import make_actor, make_entries, make_entry, make_process, make_source

pytestmark = pytest.mark.django_db


def get(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def umerov() -> Actor:
    ukraine = make_actor("Ukraine", slug="ukraine", country="UA", kind="state")
    umerov = make_actor("Rustem Umerov", slug="rustem-umerov", country="UA", name_fr="Roustem")
    ActorName.objects.create(actor=umerov, text="Рустем Умєров", language="uk", kind="primary")
    Identifier.objects.create(actor=umerov, scheme="wikidata", value="Q12345")
    Identifier.objects.create(actor=umerov, scheme="parley-seed", value="actor/umerov")
    council = make_actor("Security Council", slug="council", kind="organisation")
    Affiliation.objects.create(person=umerov, organisation=council, position="Secretary")
    make_entry("Miami", by=(umerov,), party=ukraine, place_country="US")
    return umerov


def test_a_profile_says_who_somebody_is(client: Client, umerov: Actor) -> None:
    page = get(client, "/actors/rustem-umerov/")
    assert '<bdi lang="uk">Рустем Умєров</bdi>' in page
    assert 'href="https://www.wikidata.org/wiki/Q12345"' in page
    assert "parley-seed" not in page
    assert "Secretary" in page
    assert re.search(
        r'data-label="Role">negotiator</td>\s*<td[^>]*><a href="/actors/ukraine/">', page
    )
    assert re.findall(r"<h3><a[^>]*>(?:<bdi>)?([^<]+)", page) == ["Miami"]


def test_a_profile_counts_with_whom(client: Client, umerov: Actor) -> None:
    envoy = make_actor("Steve Witkoff")
    make_entries(3, by=(umerov, envoy))
    assert re.search(
        r"Steve Witkoff</bdi></a> <span[^>]*>3 entries<", get(client, "/actors/rustem-umerov/")
    )


def test_a_profile_says_each_term_once(client: Client, umerov: Actor) -> None:
    for text in ("Умєров Рустем", "Рустем Енверович Умєров"):
        ActorName.objects.create(actor=umerov, text=text, language="uk", kind="alias")
    page = get(client, "/actors/rustem-umerov/")
    terms = re.findall(r"<dt>(.+?)</dt>", page)
    assert (terms.count("Ukrainian"), len(terms)) == (1, len(set(terms)))
    assert '<dd><bdi lang="uk">Умєров Рустем</bdi></dd><dd><bdi lang="uk">Рустем Е' in page


def test_both_ends_of_a_post_have_a_page(client: Client, umerov: Actor) -> None:
    assert "Rustem Umerov" in get(client, "/actors/council/")


def test_a_post_shows_nobody_whom_readers_have_not_met(client: Client, umerov: Actor) -> None:
    council = Actor.objects.get(slug="council")
    unread = make_actor("Unread Person", slug="unread", description="Not read by any editor")
    Affiliation.objects.create(person=unread, organisation=council, position="Thief")
    make_entry(state="draft", by=(unread,))
    assert client.get("/actors/unread/").status_code == 404
    assert "Unread" not in get(client, "/actors/council/")


def test_a_contributor_publishes_nothing_with_a_new_actor(client: Client, umerov: Actor) -> None:
    desk, council = Desk("contributor"), Actor.objects.get(slug="council")
    post = row("affiliations", 0, organisation=council.pk, position="Thief")
    new = {"name": "Unread", "slug": "unread", "kind": "person", "description": "x", **post}
    desk.save("/admin/records/actor/add/", "actor_form", **new)
    assert Affiliation.objects.get(person__slug="unread").organisation == council
    assert client.get("/actors/unread/").status_code == 404


def test_a_post_in_an_organisation_that_readers_do_not_know_is_not_named(
    client: Client, umerov: Actor
) -> None:
    council = Actor.objects.get(slug="council")  # known by the post that Umerov holds in it
    hidden = make_actor("Hidden Body", slug="hidden", kind="organisation")
    Affiliation.objects.create(person=council, organisation=hidden, position="Member")
    assert "Hidden Body" not in get(client, "/actors/council/")
    assert client.get("/actors/hidden/").status_code == 404


def test_a_former_address_moves_on(client: Client, umerov: Actor) -> None:
    umerov.slug = "umerov"
    umerov.save()
    response = client.get("/actors/rustem-umerov/")
    assert (response.status_code, response["Location"]) == (301, "/actors/umerov/")


def test_actors_are_found_in_any_script(client: Client, umerov: Actor) -> None:
    for query in ("q=умєр", "q=umérov", "kind=person&country=UA"):
        page = get(client, f"/actors/?{query}")
        assert re.findall(r'<th scope="row".*?<bdi>([^<]+)', page) == ["Rustem Umerov"]


def test_strange_values_on_the_list_of_actors_are_told(client: Client, umerov: Actor) -> None:
    page = get(client, "/actors/?kind=x&page=-1")
    assert "no kind or country “x”" in page
    assert '<th scope="row"' not in page


def test_names_and_countries_are_in_the_readers_language(client: Client, umerov: Actor) -> None:
    assert "<bdi>Roustem</bdi>" in get(client, "/fr/actors/rustem-umerov/")
    assert "> Україна</h1>" in get(client, "/uk/countries/UA/")
    assert "> États-Unis</h1>" in get(client, "/fr/countries/US/")


def test_a_country_shows_its_actors_and_entries(client: Client, umerov: Actor) -> None:
    assert 'href="/countries/UA/"' in get(client, "/countries/")
    page = get(client, "/countries/UA/")
    assert 'href="/actors/rustem-umerov/"' in page
    assert re.findall(r"<h3><a[^>]*>(?:<bdi>)?([^<]+)", page) == ["Miami"]


@pytest.mark.parametrize(("code", "status"), [("ua", 301), ("ZZ", 404), ("FR", 200), ("%00", 404)])
def test_a_country_is_a_code_of_two_letters(client: Client, code: str, status: int) -> None:
    assert client.get(f"/countries/{code}/").status_code == status


def test_a_process_shows_where_it_stands(client: Client) -> None:
    process = make_process("War in Ukraine", slug="ukraine", summary="Envoys met.")
    make_entry("Miami", process=process)
    make_entry("Elsewhere")
    assert "War in Ukraine" in get(client, "/processes/")
    page = get(client, "/processes/ukraine/")
    assert '<p class="lead">Envoys met.</p>' in page
    assert re.findall(r"<h3><a[^>]*>(?:<bdi>)?([^<]+)", page) == ["Miami"]


def test_a_source_that_only_a_designation_names_has_its_page(client: Client) -> None:
    source = Source.objects.create(title="List of those designated")
    address = source.get_absolute_url()
    assert client.get(address).status_code == 404  # an editor's own, as long as nothing names it
    programme = Programme.objects.create(authority="OFAC", code="X", name="X")
    Designation.objects.create(actor=make_actor(), programme=programme, source=source)
    page = client.get(source.get_absolute_url()).content.decode()
    assert "No entry cites it" in page
    assert "?source=" not in page


def test_a_source_shows_what_was_cited(client: Client) -> None:
    source = make_source("Pourparlers", publisher="Le Journal", language="fr")
    make_entry("Miami", source=source)
    assert "Pourparlers" in get(client, "/sources/?q=journal")
    assert "No source matches" in get(client, "/sources/?q=nothing")
    page = get(client, f"/sources/{source.pk}/")
    assert '<p class="quotation" lang="fr"><q>mot pour mot</q></p>' in page
    assert "§1" in page


def test_a_source_shows_who_says_otherwise(client: Client) -> None:
    source, rival = make_source("A", publisher="Agency"), make_source("B", publisher="Other")
    entry = make_entry("Miami")
    for cited, value in (
        (source, "2025-12-04"),
        (rival, "2025-12-05"),
        (make_source(), "2025-12-04"),
    ):
        entry.citations.create(source=cited, field="starts_on", value=value)
    page = get(client, f"/sources/{source.pk}/")
    assert "Dates: <bdi>4 December 2025</bdi>" in page
    others = re.findall(r"<bdi>([^<]+)</bdi>", page.split("Others say:")[1].split("</p>")[0])
    assert others == ["5 December 2025", "Other"]


@pytest.mark.parametrize(
    ("state", "status"),
    [("published", 302), ("withdrawn", 410), ("draft", 404), ("in_review", 404)],
)
def test_the_permanent_address_answers_by_state(client: Client, state: str, status: int) -> None:
    entry = make_entry(state=state)
    response = client.get(f"/entries/{entry.pk}/")
    assert response.status_code == status
    assert ("another meeting" in response.content.decode()) == (state == "withdrawn")


def test_a_number_too_large_is_not_found(client: Client) -> None:
    for address in ("/entries", "/sources"):
        assert client.get(f"{address}/{10**30}/").status_code == 404


def test_whom_a_citation_names_is_said_once(client: Client) -> None:
    source, made = make_source("Article"), make_entry()
    for whom in ("Experts", "two of them"):
        made.citations.create(source=source, attribution="experts", attributed_to=whom)
    page = get(client, f"/sources/{source.pk}/")
    assert re.findall(r'<p class="muted small">(experts.*?)</p>', page) == [
        "experts",
        "experts: two of them",
    ]


def test_the_list_of_sources_says_what_its_letters_mean(client: Client) -> None:
    make_entry().citations.create(source=make_source("Article"))
    assert "<b>B</b> usually reliable; <b>C</b> fairly reliable;" in get(client, "/sources/")


def test_a_birth_is_told_as_surely_as_it_is_known(client: Client) -> None:
    actor = make_actor("Ada", born="1971-05~")
    make_entry("Miami", by=(actor,))
    assert "about May 1971" in client.get(actor.get_absolute_url()).content.decode()

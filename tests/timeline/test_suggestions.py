"""What the search box offers: in any script, unfinished, misspelt, and nothing that is hidden."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import make_actor, make_entry, make_process

pytestmark = pytest.mark.django_db
BOX = {"HX-Request": "true", "HX-Target": "suggestions"}


@pytest.fixture
def umerov() -> None:
    envoy = make_actor("Rustem Umerov", slug="umerov", country="UA")
    envoy.names.create(text="Рустем Умєров", language="uk")
    envoy.names.create(text="رستم عمروف", language="ar")
    process = make_process("Black Sea talks", slug="sea")
    make_entry("Miami: envoys meet", slug="miami", by=(envoy,), process=process, place_country="TR")


def offered(client: Client, text: str, prefix: str = "") -> list[str]:
    page = client.get(f"{prefix}/search/suggest/", {"q": text}, headers=BOX).content.decode()
    return re.findall(r'<a role="option"[^>]* href="([^"?]+)["?]', page)


@pytest.mark.parametrize(
    "text",
    ["ume", "rustem umerov", "Úmerov", "Умєров", "Умєровим", "Умерову", "عمروف", "Umrov", "Umreov",
     "rustm umerof", "Умероу", "Умйєров", "عمرو", "Rusten"],
)  # fmt: skip
def test_an_actor_is_offered(client: Client, umerov: None, text: str) -> None:
    assert offered(client, text)[0] == "/actors/umerov/"


@pytest.mark.parametrize("text", ["turk", "Туреччини", "Turquie", "TR", "Turkye", "Trükiye"])
def test_a_country_is_offered_by_its_name_in_any_language(
    client: Client, umerov: None, text: str
) -> None:
    assert "/countries/TR/" in offered(client, text)
    assert "/fr/countries/TR/" in offered(client, text, "/fr")


def test_processes_and_entries_are_offered(client: Client, umerov: None) -> None:
    assert offered(client, "black s") == ["/processes/sea/", "/search/"]
    assert offered(client, "miam") == ["/rounds/miami/", "/search/"]


def test_another_script_stands_beside_the_name(client: Client, umerov: None) -> None:
    page = client.get("/search/suggest/", {"q": "Умєрова"}, headers=BOX).content.decode()
    assert '<small lang="uk"><bdi>Рустем Умєров</bdi></small>' in page
    assert "1 suggestion" not in page  # the actor, and the round in which he had a part
    assert "2 suggestions" in page


def test_the_spelling_that_found_is_told(client: Client, umerov: None) -> None:
    page = client.get("/search/suggest/", {"q": "Umreov"}, headers=BOX).content.decode()
    assert "Found as Umerov." in page
    assert "Everything on <bdi>“Umreov”</bdi>" in page


def test_the_most_prominent_comes_first(client: Client) -> None:
    rare, often = make_actor("Anna Alder"), make_actor("Anna Birch")
    make_entry(by=(rare,))
    for _n in range(3):
        make_entry(by=(often,))
    assert offered(client, "anna")[:2] == [often.get_absolute_url(), rare.get_absolute_url()]


def test_what_is_not_published_is_not_offered(client: Client) -> None:
    for state in ("draft", "in_review", "withdrawn"):
        secret = make_actor("Verboten", country="KP")
        process = make_process("Verboten process")
        make_entry("Verboten", state=state, by=(secret,), process=process, place_country="KP")
    for text in ("verboten", "Verbotten", "north korea"):
        assert offered(client, text) == ["/search/"]
        found = client.get("/search/", {"q": text}).content.decode().split("<main")[1]
        assert "erboten</" not in found.split("</main>")[0]


@pytest.mark.parametrize("text", ["", " ", "'|!", '"', "😀", "\x00\x01", "x" * 10_000, "\u202e"])
def test_odd_texts_offer_no_page(client: Client, text: str) -> None:
    assert set(offered(client, text)) <= {"/search/"}


def test_who_asks_for_a_page_gets_the_results(client: Client) -> None:
    for headers in ({}, {"HX-Request": "true", "HX-Target": "results"}):
        response = client.get("/search/suggest/", {"q": "a&b"}, headers=headers)
        assert response["Location"] == "/search/?q=a%26b"
        assert {"HX-Request", "HX-Target"} <= set(response["Vary"].split(", "))


@pytest.mark.parametrize("number", [1, 3, 30])
def test_suggestions_cost_the_same_however_many(client: Client, number: int) -> None:
    for n in range(number):
        make_entry(f"Talks {n}", by=(make_actor(f"Talker {n}", country="TR"),))
    offered(client, "talk")
    with CaptureQueriesContext(connection) as queries:
        assert len(offered(client, "talk")) == 1 + min(5, number) + min(4, number)
    assert len(queries) == 4

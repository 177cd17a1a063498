import hashlib
import json

import bibtexparser
import pytest
import rispy
from django.test import Client

from tests.factories import make_entries, make_entry

pytestmark = pytest.mark.django_db


def test_a_list_is_cited_with_its_query_size_and_hash(client: Client) -> None:
    make_entries(3, place_country="UA")
    make_entry(place_country="FR")
    page = client.get("/timeline/cite?country=UA").content.decode()
    lines = client.get("/timeline/cite?country=UA&format=list").content
    assert "3 entries" in page
    assert "http://testserver/timeline/?country=UA" in page
    assert hashlib.sha256(lines).hexdigest() in page
    assert lines.count(b"\n") == 3


def test_the_hash_moves_with_a_change_and_with_another_entry(client: Client) -> None:
    made = make_entry()

    def lines() -> bytes:
        return client.get("/timeline/cite?format=list").content

    first = lines()
    assert lines() == first
    type(made).objects.filter(pk=made.pk).update(state="withdrawn", withdrawn_because="x")
    second = lines()
    make_entry()
    assert len({first, second, lines()}) == 3


def test_drafts_are_in_no_cited_list(client: Client) -> None:
    make_entry(state="draft")
    assert client.get("/timeline/cite?format=list").content == b""


def test_the_files_are_read_back(client: Client) -> None:
    make_entry(place_country="UA")

    def file(form: str) -> str:
        return client.get(f"/timeline/cite?country=UA&kind=round&format={form}").content.decode()

    [entry] = bibtexparser.parse_string(file("bibtex")).entries
    [item] = rispy.loads(file("ris"))
    [csl] = json.loads(file("csl-json"))
    address = "http://testserver/timeline/?kind=round&country=UA"
    assert (entry.fields_dict["url"].value, item["urls"], csl["URL"]) == (
        address,
        [address],
        address,
    )
    assert csl["type"] == "dataset"
    assert csl["title"] == "Timeline: Rounds, Ukraine"


@pytest.mark.parametrize("query", ["format=xml", "country=ZZ&format=ris", "from=x&format=list"])
def test_what_cannot_be_cited_is_refused(client: Client, query: str) -> None:
    assert client.get(f"/timeline/cite?{query}").status_code == 400


def test_a_value_that_does_not_exist_is_told_on_the_page(client: Client) -> None:
    page = client.get("/timeline/cite?country=ZZ").content.decode()
    assert "country=ZZ" in page
    assert "format=bibtex" not in page
